"""`archive reread` with the real reader: the files are text, the figures those of Rijnmond."""

import json
import os
from dataclasses import replace
from hashlib import sha256

import pytest
from command import Run
from rijnmond import RIJNMOND, format_report

from klantprofielen.archive import Delivery, compare_reading, ingest, reading, records, writing
from klantprofielen.model import Rapport

CONTENT = format_report().encode()


def keep(rapport: Rapport, content: bytes | None = CONTENT, *, accept: bool = False) -> None:
    """Put a report into the archive as if it had been read from the content by an older program."""
    digest = sha256(content or b"").hexdigest()
    source = replace(rapport.source, file="rijnmond.txt", sha256=digest, kind="text", pages=1)
    delivery = Delivery(
        file="rijnmond.txt", rapporten=(replace(rapport, source=source),), size=len(CONTENT), content=content
    )
    with writing(os.environ["KLANTPROFIELEN_ARCHIVE"]) as archive:
        list(ingest(archive, delivery, accept=accept))


def register_kept() -> int | None:
    with reading(os.environ["KLANTPROFIELEN_ARCHIVE"]) as archive:
        (kept,) = archive.load(archive.editions())
    return kept.rapport.doelgroepregister


MISREAD = replace(RIJNMOND, doelgroepregister=19300)
"""As an older program might have read it: 14.208 of 19.300 rounds to 74% too."""


def test_what_is_read_otherwise_is_shown_and_nothing_replaced_unasked(run: Run) -> None:
    keep(MISREAD)
    result = run("archive", "reread")
    assert "rijnmond.txt: Rijnmond 2023-Q1: 1 figure differs" in result.stdout
    assert "doelgroepregister: 19.300 -> 19.222" in result.stdout
    assert (result.exit_code, "add --yes" in result.stderr) == (2, True)
    assert register_kept() == 19300


def test_what_is_read_better_replaces_what_was_kept(run: Run) -> None:
    keep(MISREAD)
    result = run("archive", "reread", "--yes", "--json")
    (row,) = json.loads(result.stdout)["rows"]
    assert row["changes"] == [
        {"gemeente": None, "gemeentecode": None, "column": "doelgroepregister", "from": 19300, "to": 19222}
    ]
    assert (result.exit_code, register_kept()) == (0, 19222)
    assert run("archive", "reread", "--yes").stdout == ""
    assert run("archive", "verify").exit_code == 0


def test_the_register_of_an_export_is_no_figure_of_the_report(run: Run) -> None:
    """An export with a count of 1 for each gemeente from a register file: nothing of that is kept."""
    counted = tuple(replace(rij, doelgroepregister=1) for rij in RIJNMOND.rijen)
    keep(replace(RIJNMOND, rijen=counted))
    with reading(os.environ["KLANTPROFIELEN_ARCHIVE"]) as archive:
        (kept,) = archive.load(archive.editions())
    assert compare_reading(kept, [replace(kept.rapport, rijen=counted)]) is None
    assert not any(finding.kind == "register-sum" for finding in kept.findings)
    assert "register-sum" not in run("check").stdout


def test_what_does_not_add_up_any_more_does_not_replace_what_did(run: Run) -> None:
    keep(RIJNMOND, CONTENT.replace(b"14.208", b"14.209"))
    result = run("archive", "reread", "--yes")
    assert "its sums fitted and do not now, so it is left as it is" in result.stdout
    assert result.exit_code == 1
    assert run("archive", "verify").exit_code == 0


def test_what_was_not_kept_cannot_be_read_again(run: Run) -> None:
    keep(MISREAD, None)
    result = run("archive", "reread", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert register_kept() == 19300


def test_a_newer_program_reads_the_same_and_says_so_of_its_version(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(records, "__version__", "0.0.9")
        keep(RIJNMOND)
    assert run("summarize").exit_code == 0  # what an older program found is found anew
    assert run("archive", "reread").exit_code == 0
    with reading(os.environ["KLANTPROFIELEN_ARCHIVE"]) as archive:
        assert [edition.program for edition in archive.editions()] != ["0.0.9"]
