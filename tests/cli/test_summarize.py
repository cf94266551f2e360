import csv
import io
import json
from pathlib import Path

import pytest
from command import ASKED, Run


def test_one_report_is_a_table_with_its_coverage(run: Run) -> None:
    result = run("summarize", "rijnmond.pdf")
    assert result.exit_code == 0
    assert result.stdout.startswith("Rijnmond · 1e kwartaal 2023\n")
    assert "14.208 van 19.222 bekend in Sonar: 73,9%; 5.014 niet in Sonar" in result.stdout
    assert result.stderr == ""


def test_several_reports_begin_with_an_overview(run: Run) -> None:
    result = run("summarize", "rijnmond.pdf", "later.pdf")
    assert result.stdout.startswith("Overzicht\n")
    assert (
        result.stdout.index("Overzicht") < result.stdout.index("Rijnmond · 1e") < result.stdout.index("Rijnmond · 2e")
    )
    assert "Bron: later.pdf" in result.stdout


def test_a_finding_is_shown_and_ends_with_1(run: Run) -> None:
    result = run("summarize", "fout.pdf")
    assert result.exit_code == 1
    assert "error: Schiedam: the four counts add up to 801" in result.stdout


def test_a_warning_ends_with_1_only_when_strict(run: Run) -> None:
    assert run("summarize", "geen-register.pdf").exit_code == 0
    assert run("summarize", "geen-register.pdf", "--strict").exit_code == 1


def test_a_batch_goes_on_after_a_bad_file_and_ends_with_the_highest_code(run: Run) -> None:
    result = run("summarize", "weg.pdf", "dicht.pdf", "fout.pdf")
    assert result.exit_code == 77
    assert result.stderr.splitlines() == [
        "klantprofielen: weg.pdf: there is no such file or folder; check the name and the folder",
        (
            "klantprofielen: dicht.pdf: a password is needed to open this; "
            "give it in a file with --password-file, or in KLANTPROFIELEN_PASSWORD"
        ),
    ]
    assert "Rijnmond" in result.stdout
    assert run("summarize", "weg.pdf", "rijnmond.pdf").exit_code == 66


def test_json_is_all_there_is_on_standard_output(run: Run) -> None:
    result = run("summarize", "--json", "weg.pdf", "rijnmond.pdf")
    document = json.loads(result.stdout)
    assert [report["regio"] for report in document["reports"]] == ["Rijnmond"]
    assert document["errors"] == [
        {
            "file": "weg.pdf",
            "kind": "missing",
            "message": "there is no such file or folder; check the name and the folder",
        }
    ]
    assert result.exit_code == 66


def test_csv_is_all_there_is_on_standard_output(run: Run) -> None:
    result = run("summarize", "--csv", "rijnmond.pdf", "weg.pdf")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert len(rows) == 15
    assert rows[9]["gemeente"] == "Rotterdam"


def test_only_one_form_at_a_time(run: Run) -> None:
    result = run("summarize", "--json", "--csv", "rijnmond.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "klantprofielen: choose one of --json and --csv\n"


@pytest.mark.parametrize(("name", "start"), [("x.json", "{"), ("x.csv", "kwartaal,"), ("x.txt", "Rijnmond")])
def test_the_extension_of_the_output_says_what_is_written(run: Run, tmp_path: Path, name: str, start: str) -> None:
    result = run("summarize", "rijnmond.pdf", "-o", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_an_existing_output_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    ASKED.clear()
    target = tmp_path / "x.csv"
    target.write_text("old")
    result = run("summarize", "rijnmond.pdf", "-o", str(target))
    assert result.exit_code == 73
    assert result.stderr.endswith("x.csv: exists already; choose another name, or overwrite it with --force\n")
    assert ASKED == []
    assert run("summarize", "rijnmond.pdf", "-o", str(target), "--force").exit_code == 0
    assert target.read_text().startswith("kwartaal")


def test_an_input_is_never_the_output(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    source.write_text("%PDF")
    result = run("summarize", str(source), "-o", str(source), "--force")
    assert result.exit_code == 73
    assert "an input is never overwritten" in result.stderr
    assert source.read_text() == "%PDF"


def test_a_dash_as_output_is_standard_output(run: Run) -> None:
    assert run("summarize", "rijnmond.pdf", "-o", "-").stdout.startswith("Rijnmond")


def test_rows_are_sorted_as_asked(run: Run) -> None:
    lines = run("summarize", "rijnmond.pdf", "--sort", "-totaal_sonar").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[4:7]] == ["Rotterdam", "Nissewaard", "Schiedam"]
    assert run("summarize", "rijnmond.pdf", "--sort=totaal-sonar").stdout.splitlines()[4].startswith("Albrandswaard")


def test_a_column_that_is_not_there_is_refused_with_the_nearest(run: Run) -> None:
    result = run("summarize", "rijnmond.pdf", "--sort", "totaal_sona")
    assert (result.exit_code, result.stderr) == (
        2,
        "klantprofielen: --sort: no column 'totaal_sona'; did you mean totaal_sonar?\n",
    )
    assert "; choose from gemeente, gemeente_met_profiel," in run("summarize", "x", "--sort", "qqq").stderr


def test_without_files_and_archive_the_user_is_told_what_to_do(run: Run) -> None:
    result = run("summarize")
    assert (result.exit_code, result.stdout) == (66, "")
    assert "or name the files to read" in result.stderr


def test_limits_come_from_options_and_environment(run: Run) -> None:
    ASKED.clear()
    run("summarize", "rijnmond.pdf")
    run("summarize", "rijnmond.pdf", "--max-mb", "5", "--max-seconds", "2.5")
    run("summarize", "rijnmond.pdf", KLANTPROFIELEN_MAX_PAGES="7", KLANTPROFIELEN_MAX_MEMORY_MB="256")
    assert [(asked.file_mb, asked.pages, asked.memory_mb, asked.seconds) for asked in ASKED] == [
        (20, 60, 512, 10),
        (5, 60, 512, 2.5),
        (20, 7, 256, 10),
    ]


@pytest.mark.parametrize("text", ["0", "-1", "veel", "1.5", "", "nan", "inf"])
def test_a_limit_is_a_number_above_zero(run: Run, text: str) -> None:
    result = run("summarize", "rijnmond.pdf", f"--max-mb={text}")
    assert result.exit_code == 2
    assert result.stderr == f"klantprofielen: --max-mb: expected a number above 0, found '{text}'\n"


def test_a_terminal_gets_rules_and_a_pipe_does_not(run: Run) -> None:
    assert "─" not in run("summarize", "rijnmond.pdf").stdout
    assert "─" in run("summarize", "rijnmond.pdf", FORCE_COLOR="1", COLUMNS="80").stdout


def test_nothing_read_is_nothing_shown(run: Run) -> None:
    result = run("summarize", "weg.pdf")
    assert (result.exit_code, result.stdout) == (66, "")
