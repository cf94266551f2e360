import csv
import io
import json
from pathlib import Path

from command import Run


def test_a_clean_report_is_reassured_on_standard_error(run: Run) -> None:
    result = run("check", "rijnmond.pdf")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "klantprofielen: 1 report, 14 rows, 20 sums fit, the percentage fits\n"


def test_a_finding_is_a_line_with_its_place(run: Run) -> None:
    result = run("check", "fout.pdf", "rijnmond.pdf")
    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith("fout.pdf:2: Schiedam: error: the four counts add up to 801")
    assert first.endswith("[row-sum]")
    assert "errors" in result.stderr or "error" in result.stderr


def test_a_warning_ends_with_1_only_when_strict(run: Run) -> None:
    assert run("check", "geen-register.pdf").exit_code == 0
    assert run("check", "geen-register.pdf", "--strict").exit_code == 1


def test_findings_of_other_gemeenten_are_left_out(run: Run) -> None:
    assert "Schiedam: error" in run("check", "fout.pdf", "-g", "schiedam").stdout
    assert "fout.pdf:2: Schiedam" not in run("check", "fout.pdf", "-g", "Rotterdam").stdout


def test_json_has_a_row_per_finding_and_the_files_that_failed(run: Run) -> None:
    result = run("check", "--json", "fout.pdf", "weg.pdf")
    document = json.loads(result.stdout)
    assert document["schema"] == "klantprofielen/check/1"
    assert document["rows"][0]["gemeente"] == "Schiedam"
    assert document["rows"][0]["column"] == "totaal_sonar"
    assert [error["kind"] for error in document["errors"]] == ["missing"]
    assert result.exit_code == 66


def test_csv_has_a_row_per_finding(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", "--csv", "fout.pdf").stdout_bytes.decode(), newline="")))
    assert rows[0]["file"] == "fout.pdf"
    assert rows[0]["kind"] == "row-sum"


def test_findings_go_to_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "findings.txt"
    assert run("check", "fout.pdf", "-o", str(target)).stdout == ""
    assert "Schiedam" in target.read_text(encoding="utf-8")


def test_without_any_report_there_is_nothing_to_count(run: Run) -> None:
    result = run("check", "weg.pdf")
    assert result.exit_code == 66
    assert len(result.stderr.splitlines()) == 1
