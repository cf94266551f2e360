"""`ingest` and `archive` as they are typed, on made-up readings; the figures of Rijnmond are real."""

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from command import Run
from jsonschema import Draft202012Validator
from rijnmond import RIJNMOND

from klantprofielen.archive import Delivery, Result, ingest, writing
from klantprofielen.model import Kwartaal

ROWS = {"type": "array", "items": {"type": "object"}}
FRAME = Draft202012Validator(
    {
        "type": "object",
        "required": ["schema", "version", "rows", "notes"],
        "properties": {"schema": {"pattern": "^klantprofielen/[a-z-]+/1$"}, "rows": ROWS, "notes": {"type": "array"}},
    }
)


def rows_of(text: str) -> list[dict[str, object]]:
    document = json.loads(text)
    FRAME.validate(document)
    rows: list[dict[str, object]] = document["rows"]
    return rows


def archive_of() -> Path:
    return Path(os.environ["KLANTPROFIELEN_ARCHIVE"])


def test_a_report_is_new_then_unchanged(run: Run) -> None:
    result = run("ingest", "rijnmond.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "rijnmond.pdf: Rijnmond 2023-Q1: new\n1 new\n"
    assert run("ingest", "rijnmond.pdf").stdout.endswith("1 unchanged\n")


def test_a_correction_shows_each_cell(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    result = run("ingest", "fout.pdf", "--accept")
    assert result.exit_code == 1  # it is kept, but it does not add up
    assert "fout.pdf: Rijnmond 2023-Q1: corrected, edition 2: 1 figure differs; 2 errors" in result.stdout
    assert "  Schiedam, totaal in Sonar: 801 -> 802\n" in result.stdout
    assert "row-sum" in result.stderr


def test_a_report_that_does_not_add_up_is_refused_and_not_stored(run: Run) -> None:
    result = run("ingest", "fout.pdf")
    assert result.exit_code == 1
    assert "refused: 2 errors" in result.stdout
    assert run("summarize").exit_code == 66
    assert run("archive", "list").exit_code == 66


def test_a_batch_goes_on_and_ends_with_the_highest_code(run: Run) -> None:
    result = run("ingest", "rijnmond.pdf", "dicht.pdf", "weg.pdf", "later.pdf", "--json")
    assert result.exit_code == 77
    rows = rows_of(result.stdout)
    assert [(row["file"], row["kwartaal"], row["regio"], row["outcome"]) for row in rows] == [
        ("rijnmond.pdf", "2023-Q1", "Rijnmond", "new"),
        ("dicht.pdf", None, None, "error"),
        ("weg.pdf", None, None, "error"),
        ("later.pdf", "2023-Q2", "Rijnmond", "new"),
    ]
    assert [error["kind"] for error in json.loads(result.stdout)["errors"]] == ["encrypted", "missing"]
    assert all(row["changes"] == [] for row in rows)


def test_the_changes_of_a_correction_are_data_too(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    (row,) = rows_of(run("ingest", "geen-register.pdf", "--json").stdout)
    assert row["outcome"] == "corrected"
    assert row["changes"] == [
        {"gemeente": None, "gemeentecode": None, "column": "doelgroepregister", "from": 19222, "to": None},
        {"gemeente": None, "gemeentecode": None, "column": "dekking_gedrukt", "from": "74%", "to": None},
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run) -> None:
    names = ["rijnmond.pdf", "geen-register.pdf", "drie.pdf", "fout.pdf"]
    tried = run("ingest", *names, "--dry-run", "--json")
    assert not archive_of().exists()
    done = run("ingest", *names, "--json")
    assert (tried.stdout, tried.exit_code) == (done.stdout, done.exit_code)
    before = archive_of().read_bytes()
    assert "a dry run: nothing was written" in run("ingest", "later.pdf", "--dry-run").stdout
    assert archive_of().read_bytes() == before


def test_without_files_the_commands_read_the_archive(run: Run) -> None:
    run("ingest", "rijnmond.pdf", "later.pdf")
    assert "Rijnmond · 2e kwartaal 2023" in run("summarize").stdout
    assert "1e kwartaal" not in run("summarize").stdout  # the latest only
    assert "Overzicht" in run("summarize", "--region", "rijnmond").stdout
    assert (
        json.loads(run("summarize", "-k", "2023-Q1", "--json").stdout)["reports"][0]["totaal"]["totaal_sonar"] == 14208
    )
    assert run("check").stderr == "klantprofielen: 2 reports, 28 rows, 40 sums fit, 2 percentages fit\n"
    rows = list(csv.DictReader(io.StringIO(run("export", "--csv", "-o", "-").stdout)))
    assert len(rows) == 30
    result = run("summarize", "-k", "2020-Q1")
    assert (result.exit_code, "there is 2023-Q1, 2023-Q2" in result.stderr) == (2, True)


def test_the_same_figures_come_out_of_the_archive_as_of_the_file(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    assert run("summarize", "--json").stdout == run("summarize", "rijnmond.pdf", "--json").stdout


def test_what_was_known_then_is_read_with_as_of(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    (first,) = rows_of(run("archive", "list", "--json").stdout)
    run("ingest", "geen-register.pdf")
    assert json.loads(run("summarize", "--json").stdout)["reports"][0]["doelgroepregister"] is None
    then = run("summarize", "--json", "--as-of", str(first["ingested"]))
    assert json.loads(then.stdout)["reports"][0]["doelgroepregister"] == 19222
    result = run("summarize", "--as-of", "2020-01-01")
    assert (result.exit_code, "no report that was known then" in result.stderr) == (66, True)
    assert run("summarize", "--as-of", "2999-12-31").exit_code == 0
    for wrong in ("yesterday", "2020-13-01", "2020-01-01T99:99", ""):
        assert run("summarize", "--as-of", wrong).exit_code == 2
    assert run("summarize", "rijnmond.pdf", "--as-of", "2020-01-01").exit_code == 2


def test_the_list_has_a_row_per_edition(run: Run) -> None:
    run("ingest", "rijnmond.pdf", "geen-register.pdf", "drie.pdf")
    rows = rows_of(run("archive", "list", "--json").stdout)
    assert list(rows[0]) == [
        "kwartaal", "regionummer", "regio", "edition", "current", "ingested", "file", "sha256", "findings",
    ]  # fmt: skip
    assert [(row["regio"], row["edition"], row["current"], bool(row["findings"])) for row in rows] == [
        ("Drenthe", 1, True, True),
        ("Rijnmond", 1, False, False),
        ("Rijnmond", 2, True, True),
        ("Zeeland", 1, True, True),
    ]
    assert [row["regio"] for row in rows_of(run("archive", "list", "-r", "22", "--json").stdout)] == ["Rijnmond"] * 2
    assert (
        run("archive", "list", "-r", "drente").stderr == "klantprofielen: no region 'drente'; did you mean Drenthe?\n"
    )
    text = run("archive", "list").stdout
    assert "Rijnmond  2···" in text
    assert "3 rapporten van 3 van de 35 arbeidsmarktregio's" in text
    assert run("archive", "list", "--csv").stdout.splitlines()[1].startswith("2023-Q1,4,Drenthe,1,true,")


def test_gaps_lie_between_the_first_and_the_last(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    result = run("archive", "gaps", "--json")
    assert (rows_of(result.stdout), result.exit_code) == ([], 0)
    run("ingest", "later.pdf", "drie.pdf")
    result = run("archive", "gaps", "--json")
    assert result.exit_code == 1
    assert rows_of(result.stdout) == [
        {"kwartaal": "2023-Q2", "regionummer": 4, "regio": "Drenthe"},
        {"kwartaal": "2023-Q2", "regionummer": 31, "regio": "Zeeland"},
    ]
    assert run("archive", "gaps", "-r", "rijnmond").exit_code == 0
    assert run("archive", "gaps", "-k", "2023-Q1").exit_code == 0
    assert "2 van de 6 rapporten ontbreken" in run("archive", "gaps").stdout


def test_the_history_of_a_report_has_its_differences(run: Run) -> None:
    run("ingest", "rijnmond.pdf", "geen-register.pdf")
    one, other = rows_of(run("archive", "history", "rijnmond", "2023Q1", "--json").stdout)
    assert (one["edition"], one["current"], one["changes"]) == (1, False, [])
    assert (other["edition"], other["current"], len(other["changes"])) == (2, True, 2)  # type: ignore[arg-type]
    text = run("archive", "history", "22", "latest").stdout
    assert "doelgroepregister  19.222" in text
    assert run("archive", "history", "rijnmond", "2020-Q1").exit_code == 2
    assert run("archive", "history", "rijnmond").stderr.startswith("klantprofielen: QUARTER is missing")


def test_one_edition_is_shown(run: Run) -> None:
    run("ingest", "rijnmond.pdf", "geen-register.pdf")
    assert "14.208 van 19.222" in run("archive", "show", "rijnmond", "2023-Q1", "--edition", "1").stdout
    assert "doelgroepregister niet bekend" in run("archive", "show", "rijnmond", "2023-Q1").stdout
    document = json.loads(run("archive", "show", "AM22", "latest", "--json").stdout)
    assert document["schema"] == "klantprofielen/summary/1"
    result = run("archive", "show", "rijnmond", "2023-Q1", "--edition", "3")
    assert (result.exit_code, "there is no edition '3'; there is 1, 2" in result.stderr) == (2, True)


def test_nothing_is_removed_unasked(run: Run) -> None:
    run("ingest", "rijnmond.pdf", "geen-register.pdf", "later.pdf")
    result = run("archive", "remove", "rijnmond", "2023-Q1")
    assert (result.exit_code, "add --yes" in result.stderr) == (2, True)
    assert len(rows_of(run("archive", "list", "--json").stdout)) == 3
    assert run("archive", "remove", "rijnmond", "2023-Q1", "--edition", "2", "--yes").exit_code == 0
    assert [row["edition"] for row in rows_of(run("archive", "list", "--json").stdout)] == [1, 1]
    (row,) = rows_of(run("archive", "remove", "rijnmond", "2023-Q1", "--yes", "--json").stdout)
    assert row["file"] == "rijnmond.pdf"
    assert [row["kwartaal"] for row in rows_of(run("archive", "list", "--json").stdout)] == ["2023-Q2"]


def test_the_path_is_told_whether_it_is_there_or_not(run: Run, tmp_path: Path) -> None:
    assert run("archive", "path").stdout == f"{archive_of()}\n"
    elsewhere = str(tmp_path / "elders.sqlite")
    assert rows_of(run("archive", "path", "--archive", elsewhere, "--json").stdout) == [
        {"path": elsewhere, "exists": False}
    ]
    assert not Path(elsewhere).exists()


def test_the_option_goes_before_the_environment(run: Run, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elders.sqlite")
    run("ingest", "rijnmond.pdf", "--archive", elsewhere)
    assert not archive_of().exists()
    assert "14.208" in run("summarize", "--archive", elsewhere).stdout


def test_verify_tells_that_all_is_well_or_what_is_not(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    result = run("archive", "verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 edition is as it was written, and all sums fit" in result.stderr
    run("ingest", "fout.pdf", "--accept")
    result = run("archive", "verify", "--json")
    assert (result.exit_code, [row["known"] for row in rows_of(result.stdout)]) == (0, [True, True])


def test_a_backup_is_an_archive(run: Run, tmp_path: Path) -> None:
    run("ingest", "rijnmond.pdf")
    copy = str(tmp_path / "kopie.sqlite")
    assert run("archive", "backup", copy).stderr == f"klantprofielen: written: {copy}\n"
    assert run("summarize", "--archive", copy, "--json").stdout == run("summarize", "--json").stdout
    assert run("archive", "backup", copy).exit_code == 73
    assert run("archive", "backup", copy, "--force").exit_code == 0
    assert run("archive", "backup", str(archive_of()), "--force").exit_code == 73
    assert run("archive", "backup", str(tmp_path / "nowhere" / "x.sqlite")).exit_code == 73
    assert {path.name for path in tmp_path.iterdir()} == {"archief.sqlite", "kopie.sqlite"}


def test_the_archive_is_never_written_over_by_an_output(run: Run) -> None:
    run("ingest", "rijnmond.pdf")
    before = archive_of().read_bytes()
    assert run("summarize", "-o", str(archive_of()), "--force").exit_code == 73
    assert run("export", "rijnmond.pdf", "--csv", "-o", str(archive_of()), "--force").exit_code == 73
    assert archive_of().read_bytes() == before


def test_a_file_is_held_against_the_quarter_before_in_the_archive(run: Run) -> None:
    assert run("check", "sprong.pdf", "--strict").exit_code == 0  # there is no archive yet
    run("ingest", "rijnmond.pdf")
    assert run("check", "later.pdf", "--strict").exit_code == 0
    result = run("check", "sprong.pdf", "--json")
    (row,) = rows_of(result.stdout)
    assert (row["kind"], row["severity"], row["gemeente"], row["printed"], row["expected"]) == (
        "jump",
        "warning",
        "Schiedam",
        540,
        410,
    )
    assert result.exit_code == 0
    assert run("check", "sprong.pdf", "--strict").exit_code == 1


def test_an_ingested_report_is_held_against_the_quarter_before_too(run: Run) -> None:
    result = run("ingest", "rijnmond.pdf", "sprong.pdf")
    assert (result.exit_code, "[jump]" in result.stderr) == (0, True)
    assert [row["kind"] for row in rows_of(run("check", "--json").stdout)] == ["jump"]
    assert [finding["kind"] for finding in json.loads(run("summarize", "--json").stdout)["reports"][0]["findings"]] == [
        "jump"
    ]


def test_a_report_that_comes_after_a_newer_one_shows_the_jump_at_the_newer(run: Run) -> None:
    result = run("ingest", "sprong.pdf", "rijnmond.pdf")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("klantprofielen: sprong.pdf:2: Schiedam: warning: ")
    assert line.endswith("[jump]")
    run("archive", "remove", "rijnmond", "2023-Q1", "--yes")
    (row,) = json.loads(run("ingest", "rijnmond.pdf", "--json").stdout)["rows"]
    assert (row["findings"], row["follower"]["file"], row["follower"]["kwartaal"]) == ([], "sprong.pdf", "2023-Q2")
    assert [finding["kind"] for finding in row["follower"]["findings"]] == ["jump"]
    (alone,) = json.loads(run("ingest", "later.pdf", "--json").stdout)["rows"]
    assert alone["follower"] is None


@pytest.mark.parametrize("kwartaal", [Kwartaal(1000, 1), Kwartaal(9999, 4)])
def test_the_first_and_the_last_quarter_have_nothing_beyond(kwartaal: Kwartaal) -> None:
    rapport = replace(RIJNMOND, kwartaal=kwartaal)
    delivery = Delivery(file="x.pdf", rapporten=(rapport,), size=1, content=None)
    with writing(str(archive_of())) as archive:
        assert [outcome.result for outcome in ingest(archive, delivery, accept=True)] == [Result.NEW]


def test_an_archive_that_cannot_be_used_does_not_keep_files_from_being_read(run: Run) -> None:
    archive_of().write_bytes(b"no archive")
    result = run("check", "rijnmond.pdf")
    assert result.exit_code == 0
    assert "nothing was held against the quarter before" in result.stderr
    assert run("summarize").exit_code == 65
    assert run("ingest", "rijnmond.pdf").exit_code == 65
    assert archive_of().read_bytes() == b"no archive"


def test_the_commands_speak_dutch(run: Run) -> None:
    assert run("--lang", "nl", "ingest", "rijnmond.pdf").stdout == "rijnmond.pdf: Rijnmond 2023-Q1: nieuw\n1 nieuw\n"
    assert "Waar het archief staat." in run("--lang", "nl", "archive", "--help").stdout


@pytest.mark.parametrize("command", ["list", "gaps", "history", "show", "remove", "path", "verify", "backup", "reread"])
def test_every_command_has_its_help(run: Run, command: str) -> None:
    result = run("archive", command, "--help")
    assert (result.exit_code, result.stdout.startswith("Usage: klantprofielen archive " + command)) == (0, True)


def test_a_typo_is_answered(run: Run) -> None:
    assert run("archive", "lst").stderr == "klantprofielen: no command 'lst'; did you mean list?\n"
    assert run("ingest").exit_code == 2


def test_no_archive_is_made_for_files_that_give_none(run: Run) -> None:
    assert run("ingest", "weg.pdf", "dicht.pdf").exit_code == 77
    assert not archive_of().exists()
    assert run("ingest", "weg.pdf", "rijnmond.pdf").exit_code == 66
    assert archive_of().exists()
