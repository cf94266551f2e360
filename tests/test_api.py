from pathlib import Path

import pytest
from rijnmond import RIJNMOND, format_report

import klantprofielen as kp
from klantprofielen.errors import MissingError
from klantprofielen.reading.reader import Limits


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The text of Rijnmond as a file."""
    path = tmp_path / "rijnmond.txt"
    path.write_text(format_report(), encoding="utf-8")
    return path


def test_a_file_is_read_to_its_rapporten(report: Path) -> None:
    (rapport,) = kp.read(report)
    assert rapport.cijfers == RIJNMOND.cijfers
    assert [rij.cijfers for rij in rapport.rijen] == [rij.cijfers for rij in RIJNMOND.rijen]
    assert rapport.dekking == RIJNMOND.dekking


def test_several_files_and_folders_are_read_in_order(report: Path) -> None:
    folder = report.parent / "map" / "q1"
    folder.mkdir(parents=True)
    (folder / "kopie.txt").write_bytes(report.read_bytes())
    rapporten = kp.read(report, folder.parent, limits=Limits(seconds=30))
    assert [Path(rapport.source.file).name for rapport in rapporten] == ["rijnmond.txt", "kopie.txt"]


def test_the_first_bad_file_is_an_exception_that_names_it(report: Path) -> None:
    gone = report.with_name("gone.pdf")
    with pytest.raises(MissingError) as caught:
        kp.read(report, gone)
    assert (caught.value.kind, caught.value.exit_code) == ("missing", 66)
    assert caught.value.__notes__ == [f"file: {gone}"]


def test_findings_come_in_the_order_of_the_rapporten(report: Path) -> None:
    (findings,) = kp.check(kp.read(report))
    assert {finding.kind for finding in findings} <= {"assumed-columns"}


def test_the_frame_holds_what_was_read(report: Path) -> None:
    assert kp.frame(kp.read(report))["totaal_sonar"].tolist()[-1] == 14208
