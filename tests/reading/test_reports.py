import re
from pathlib import Path

import pytest
from truth import Truth, facts_of, load_truth

from klantprofielen.checks import check_rapporten
from klantprofielen.errors import ReadError
from klantprofielen.model import Severity
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.reader import read_inputs

REPORTS = Path(__file__).parents[1] / "reports"
FOLDERS = sorted(path.parent.relative_to(REPORTS).as_posix() for path in REPORTS.glob("*/*/expected.json"))
MORE_WARNINGS = {
    # Made with Hardinxveld-Giessendam in Gorinchem, which it left in 2018, and without Vijfheerenlanden.
    "samples/three-regions": {"missing-gemeente", "other-region"},
}


def file_in(folder: str) -> Path:
    (path,) = (REPORTS / folder).glob("report.*")
    return path


def truth_of(folder: str) -> Truth:
    return load_truth(REPORTS / folder / "expected.json")


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if truth_of(folder).error is None])
def test_every_figure_of_a_report_is_read(folder: str) -> None:
    truth = truth_of(folder)
    path = file_in(folder)
    rapporten = read_content(path.read_bytes(), file=path.name, sha256="", limits=Limits())
    assert tuple(map(facts_of, rapporten)) == truth.reports
    found = (finding for findings in check_rapporten(rapporten) for finding in findings)
    kinds = {finding.kind for finding in found if finding.severity is not Severity.NOTE}
    assert kinds == truth.findings | MORE_WARNINGS.get(folder, set())


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if truth_of(folder).error is not None])
def test_what_cannot_be_read_is_refused_for_the_right_reason(folder: str) -> None:
    path = file_in(folder)
    with pytest.raises(ReadError) as caught:
        read_content(path.read_bytes(), file=path.name, sha256="", limits=Limits())
    assert caught.value.kind == truth_of(folder).error


def test_a_folder_of_all_reports_is_read_by_processes_of_their_own() -> None:
    readings = {Path(reading.file): reading for reading in read_inputs([str(REPORTS)])}
    assert sorted(readings) == sorted(map(file_in, FOLDERS))
    for folder in FOLDERS:
        reading, truth = readings[file_in(folder)], truth_of(folder)
        assert (reading.error.kind if reading.error else None) == truth.error
        assert tuple(map(facts_of, reading.rapporten)) == truth.reports


def test_every_report_has_its_reason_in_the_index() -> None:
    index = (REPORTS / "INDEX.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(.+)` \| .+ \|$", index, flags=re.MULTILINE)) == FOLDERS
