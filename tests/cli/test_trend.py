"""trend: three quarters of Rijnmond, the first and the last made up."""

import csv
import io
import json
import re
from importlib.resources import files
from typing import Any

import pytest
from command import Run
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("klantprofielen").joinpath("schemas", "trend-1.json").read_text(encoding="utf-8"))
THREE = ("eerder.pdf", "rijnmond.pdf", "later.pdf")


def read_json(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("trend", *arguments, "--json")
    document: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_quarters_are_columns_with_a_sparkline_and_the_changes(run: Run) -> None:
    result = run("trend", *THREE)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Rijnmond · totaal in Sonar · 4e kwartaal 2022 t/m 2e kwartaal 2023"
    assert lines[3].split() == ["Gemeente", "2022-Q4", "2023-Q1", "2023-Q2", "verloop", "verschil", "%"]
    rows = [" ".join(line.split()) for line in lines]
    assert "Voorne aan Zee 592 601 601 ▁██ ▲ +9 +1,5%" in rows
    assert "Rotterdam 7.560 7.546 7.546 █▁▁ ▼ -14 -0,2%" in rows
    assert "Barendrecht 338 338 338 ▄▄▄ = 0 0,0%" in rows
    assert lines[-1] == "Voorne aan Zee: Brielle + Hellevoetsluis + Westvoorne opgeteld (4e kwartaal 2022)"


def test_a_quarter_without_a_report_is_an_empty_column_and_a_gap(run: Run) -> None:
    document = read_json(run, "eerder.pdf", "later.pdf", "-g", "Rotterdam", "--level", "gemeente")
    assert [(row["kwartaal"], row["value"]) for row in document["rows"]] == [
        ("2022-Q4", 7560),
        ("2023-Q1", None),
        ("2023-Q2", 7546),
    ]
    assert "Rotterdam 7.560 7.546 █ ▁ ▼ -14 -0,2%" in [
        " ".join(line.split()) for line in run("trend", "eerder.pdf", "later.pdf").stdout.splitlines()
    ]


def test_json_has_a_row_per_gemeente_and_quarter_with_exactly_these_keys(run: Run) -> None:
    document = read_json(run, *THREE, "--by", "aandeel_met_profiel")
    assert list(document) == ["schema", "version", "rows", "notes", "errors"]
    assert len(document["rows"]) == 15 * 3
    assert document["rows"][12 * 3] == {
        "regionummer": 22,
        "regio": "Rijnmond",
        "gemeente": "Voorne aan Zee",
        "gemeentecode": "GM1992",
        "kwartaal": "2022-Q4",
        "measure": "aandeel_met_profiel",
        "value": 0.560811,
        "comparable": True,
        "regions": None,
    }


def test_several_measures_are_several_tables_and_rows_together(run: Run) -> None:
    lines = run("trend", *THREE, "--by", "dekking", "--by", "niet_in_sonar", "--level", "regio").stdout.splitlines()
    assert [line for line in lines if " · " in line] == [
        "Regio's · dekking · 4e kwartaal 2022 t/m 2e kwartaal 2023",
        "Regio's · niet in Sonar · 4e kwartaal 2022 t/m 2e kwartaal 2023",
    ]
    rows = read_json(run, *THREE, "--by", "dekking", "--by", "niet_in_sonar", "--level", "regio")["rows"]
    assert [(row["measure"], row["value"]) for row in rows] == [
        ("dekking", 0.741619),
        ("dekking", 0.739153),
        ("dekking", 0.739153),
        ("niet_in_sonar", 4948),
        ("niet_in_sonar", 5014),
        ("niet_in_sonar", 5014),
    ]


def test_of_what_no_gemeente_has_there_is_a_table_of_regions_only(run: Run) -> None:
    lines = run("trend", *THREE, "--by", "dekking").stdout.splitlines()
    assert [line for line in lines if " · " in line] == ["Regio's · dekking · 4e kwartaal 2022 t/m 2e kwartaal 2023"]
    assert "Rijnmond 74,2% 73,9% 73,9% █▁▁ ▼ -0,2 pp" in [" ".join(line.split()) for line in lines]


def test_csv_has_the_same_rows(run: Run) -> None:
    result = run("trend", *THREE, "--csv", "-g", "Rotterdam")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert [row["value"] for row in rows] == ["7560", "7546", "7546", "14202", "14208", "14208"]


def test_one_quarter_is_a_trend_of_one(run: Run) -> None:
    document = read_json(run, "rijnmond.pdf")
    assert len(document["rows"]) == 15
    assert run("trend", "rijnmond.pdf").exit_code == 0


def test_nothing_read_is_no_table_and_the_code_of_the_files(run: Run) -> None:
    result = run("trend", "weg.pdf")
    assert (result.exit_code, result.stdout) == (66, "")
    assert read_json(run, "weg.pdf")["rows"] == []


def test_the_country_is_those_regions_that_are_there_each_quarter(run: Run) -> None:
    document = read_json(run, *THREE, "drie.pdf", "vroeger-drie.pdf", "--level", "land", "-k", "..2023-Q1")
    assert [(row["regionummer"], row["regio"], row["value"], row["regions"]) for row in document["rows"]] == [
        (None, "TOTAAL", 14311, 3),
        (None, "TOTAAL", 14318, 3),
    ]
    assert document["notes"][0].startswith("3 van de 35 arbeidsmarktregio's")


def test_a_quarter_without_some_of_the_regions_has_the_total_of_the_others(run: Run) -> None:
    """In 2023-Q2 Rijnmond alone is there: 14.208 in Sonar of 19.222, as in 2023-Q1."""
    arguments = (*THREE, "drie.pdf", "vroeger-drie.pdf", "--level", "land")
    document = read_json(run, *arguments, "--by", "totaal_sonar", "--by", "dekking")
    assert [(row["kwartaal"], row["value"], row["regions"], row["comparable"]) for row in document["rows"]] == [
        ("2022-Q4", 14311, 3, False),
        ("2023-Q1", 14318, 3, False),
        ("2023-Q2", 14208, 1, True),
        ("2022-Q4", 0.739205, 3, False),  # 14.311 of 19.150 + 190 + 20
        ("2023-Q1", 0.736447, 3, False),  # 14.318 of 19.222 + 200 + 20
        ("2023-Q2", 0.739153, 1, True),
    ]
    assert document["notes"][:2] == [
        "1 tot 3 van de 35 arbeidsmarktregio's per kwartaal, niet steeds dezelfde",
        "TOTAAL: van de regio's die er in dat kwartaal zijn; verschil en verloop alleen over dezelfde regio's",
    ]
    rows = [" ".join(line.split()) for line in run("trend", *arguments).stdout.splitlines()]
    assert "TOTAAL 14.311 14.318 14.208 ▄" in rows  # of one region only, so that there is no change
    assert "regio's van 35 3 3 1" in rows


def test_the_change_over_the_whole_is_between_the_first_and_the_last_that_there_are(run: Run) -> None:
    """Zeeland has no report of the last quarter; of Drenthe, in the second call, there is one only."""
    arguments = (*THREE, "drie.pdf", "vroeger-drie.pdf", "--level", "regio")
    rows = [" ".join(line.split()) for line in run("trend", *arguments).stdout.splitlines()]
    assert "Rijnmond 14.202 14.208 14.208 ▁██ ▲ +6 0,0%" in rows
    assert "Zeeland 9 10 ▁█ ▲ +1 → 2023-Q1" in rows  # fewer than 10: no percent
    later = [
        " ".join(line.split()) for line in run("trend", *THREE, "drie.pdf", "--level", "regio").stdout.splitlines()
    ]
    assert "Drenthe 100 ▄" in later
    assert any("of van en tot het kwartaal dat erachter staat (→)" in row for row in rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "dekkin"), "--by: no measure 'dekkin'; did you mean dekking?"),
        (("--sort", "yaer"), "--sort: no column 'yaer'; did you mean year?"),
        (("--level", "x"), "--level: expected one of gemeente, regio, land, found 'x'"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("trend", *THREE, *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"klantprofielen: {message}\n")


def test_rows_are_sorted_by_the_newest_value(run: Run) -> None:
    lines = run("trend", *THREE, "--sort", "-value").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[4:7]] == ["Rotterdam", "Nissewaard", "Schiedam"]


def test_findings_count_as_in_summarize(run: Run) -> None:
    assert run("trend", "eerder.pdf", "fout.pdf").exit_code == 1
    assert run("trend", "eerder.pdf", "fout.pdf", "-g", "Rotterdam").exit_code == 0  # the wrong figure is of Schiedam
    assert run("trend", "eerder.pdf", "geen-register.pdf", "--strict").exit_code == 1


def test_it_fits_a_narrow_terminal(run: Run) -> None:
    result = run("trend", *THREE, FORCE_COLOR="1", COLUMNS="60", NO_COLOR="1")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout).splitlines()
    assert max(len(line) for line in lines if "·" not in line) <= 70
    assert any("verloop" in line for line in lines)


def test_of_the_changes_that_over_a_year_leaves_last(run: Run) -> None:
    """Over five quarters, of which Zeeland lacks the last: its own period stays beside the change over the whole."""
    files = ("regio-22-2022-Q1.pdf", "regio-22-2023-Q1.pdf", "regio-31-2022-Q1.pdf", "regio-31-2022-Q3.pdf")
    arguments = ("trend", *files, "--by", "dekking", "--level", "regio")
    narrow = re.sub(r"\x1b\[[0-9;]*m", "", run(*arguments, FORCE_COLOR="1", COLUMNS="56", NO_COLOR="1").stdout)
    assert "1 jaar verschil" in narrow  # not shown, and said so
    assert "→ 2022-Q3" in narrow
    assert max(len(line) for line in narrow.splitlines() if "·" not in line) <= 56
    assert "Niet getoond" not in run(*arguments, FORCE_COLOR="1", COLUMNS="120", NO_COLOR="1").stdout


def test_the_quarters_are_those_of_the_regions_that_are_asked_for(run: Run) -> None:
    document = read_json(run, *THREE, "drie.pdf", "-r", "zeeland", "--level", "regio")
    assert [(row["regio"], row["kwartaal"], row["value"]) for row in document["rows"]] == [("Zeeland", "2023-Q1", 10)]


def test_where_no_total_can_be_that_is_said(run: Run) -> None:
    text = run("trend", "eerder.pdf", "rijnmond.pdf", "--level", "land").stdout
    assert "Geen totaal: daarvoor zijn twee regio's nodig" in text
    assert "Geen totaal" not in run("trend", "eerder.pdf", "rijnmond.pdf", "drie.pdf").stdout
    assert "Geen totaal" not in run("trend", *THREE, "drie.pdf", "--level", "regio").stdout
