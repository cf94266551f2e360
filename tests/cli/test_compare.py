"""compare: Rijnmond of 2023-Q1 (real) against a made-up quarter before; the figures are those of test_comparing."""

import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from command import Run
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("klantprofielen").joinpath("schemas", "compare-1.json").read_text(encoding="utf-8"))
BOTH = ("eerder.pdf", "rijnmond.pdf")


def read_json(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("compare", *arguments, "--json")
    document: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    return document


def row_of(document: dict[str, Any], gemeente: str | None, measure: str) -> dict[str, Any]:
    (row,) = [row for row in document["rows"] if (row["gemeente"], row["measure"]) == (gemeente, measure)]
    return dict(row)


def test_two_quarters_are_a_table_with_signs_and_marks(run: Run) -> None:
    result = run("compare", *BOTH)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Rijnmond · 4e kwartaal 2022 → 1e kwartaal 2023"
    rows = [" ".join(line.split()) for line in lines]
    assert "Voorne aan Zee 592 601 ▲ +9 +1,5% 56,1% 56,4% ▲ +0,3 pp" in rows
    assert "Rotterdam 7.560 7.546 ▼ -14 -0,2% 50,8% 51,2% ▲ +0,4 pp" in rows
    assert "Barendrecht 338 338 = 0 0,0% 46,2% 46,2% = 0,0 pp" in rows
    assert "TOTAAL 14.202 14.208 ▲ +6 0,0% 53,5% 53,7% ▲ +0,3 pp" in rows
    assert lines[-3:] == [
        "Dekking: 74,2% → 73,9% (▼ -0,2 pp)",
        "1 van de 35 arbeidsmarktregio's in beide kwartalen",
        "Voorne aan Zee: Brielle + Hellevoetsluis + Westvoorne opgeteld (4e kwartaal 2022)",
    ]


def test_json_has_a_row_per_gemeente_and_measure_with_exactly_these_keys(run: Run) -> None:
    document = read_json(run, *BOTH)
    assert list(document) == ["schema", "version", "kwartaal_van", "kwartaal_tot", "rows", "notes", "errors"]
    assert (document["schema"], document["kwartaal_van"], document["kwartaal_tot"]) == (
        "klantprofielen/compare/1",
        "2022-Q4",
        "2023-Q1",
    )
    assert len(document["rows"]) == 15 * 10
    assert row_of(document, "Voorne aan Zee", "totaal_sonar") == {
        "regionummer": 22,
        "regio": "Rijnmond",
        "gemeente": "Voorne aan Zee",
        "gemeentecode": "GM1992",
        "measure": "totaal_sonar",
        "from": 592,
        "to": 601,
        "difference": 9,
        "percent": 0.015203,
        "comparable": True,
        "regions": None,
    }
    assert row_of(document, None, "dekking") == {
        "regionummer": 22,
        "regio": "Rijnmond",
        "gemeente": None,
        "gemeentecode": None,
        "measure": "dekking",
        "from": 0.741619,
        "to": 0.739153,
        "difference": -0.002466,
        "percent": None,
        "comparable": True,
        "regions": None,
    }
    assert document["notes"] == [
        "1 van de 35 arbeidsmarktregio's in beide kwartalen",
        "Voorne aan Zee: Brielle + Hellevoetsluis + Westvoorne opgeteld (4e kwartaal 2022)",
    ]


def test_no_percent_of_fewer_than_ten(run: Run) -> None:
    document = read_json(run, *BOTH, "--by", "gemeente_met_profiel")
    assert row_of(document, "Voorne aan Zee", "gemeente_met_profiel")["percent"] is None
    assert row_of(document, "Hoeksche Waard", "gemeente_met_profiel")["percent"] == 0.3


def test_csv_has_the_same_rows(run: Run) -> None:
    result = run("compare", *BOTH, "--csv", "--by", "totaal_sonar")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert len(rows) == 15
    assert rows[-1] == {
        "regionummer": "22",
        "regio": "Rijnmond",
        "gemeente": "",
        "gemeentecode": "",
        "measure": "totaal_sonar",
        "from": "14202",
        "to": "14208",
        "difference": "6",
        "percent": "0.000422",
        "comparable": "true",
        "regions": "",
    }


@pytest.mark.parametrize("name", ["voorne aan zee", "GM1992", "Brielle", "westvoorne"])
def test_one_gemeente_by_its_new_or_its_old_name(run: Run, name: str) -> None:
    document = read_json(run, *BOTH, "-g", name, "--by", "totaal_sonar")
    assert [row["gemeente"] for row in document["rows"]] == ["Voorne aan Zee", None]


def test_as_printed_the_old_gemeenten_stand_beside_the_new_one(run: Run) -> None:
    document = read_json(run, *BOTH, "--division", "as-printed")
    brielle, voorne = (row_of(document, name, "totaal_sonar") for name in ("Brielle", "Voorne aan Zee"))
    assert (brielle["from"], brielle["to"], brielle["difference"]) == (129, None, None)
    assert (voorne["from"], voorne["to"], voorne["difference"]) == (None, 601, None)
    assert (
        "Voorne aan Zee is gevormd uit Brielle, Hellevoetsluis en Westvoorne: zoals gedrukt, niet opgeteld"
        in document["notes"]
    )


def test_in_an_older_division_a_merger_cannot_be_undone(run: Run) -> None:
    document = read_json(run, *BOTH, "--division", "2022")
    assert row_of(document, "Brielle", "totaal_sonar")["from"] == 129
    assert row_of(document, "Voorne aan Zee", "totaal_sonar")["difference"] is None
    assert any("niet terug te rekenen" in note for note in document["notes"])


def test_the_quarters_are_the_two_latest_or_those_that_are_named(run: Run) -> None:
    three = (*BOTH, "later.pdf")
    assert read_json(run, *three)["kwartaal_van"] == "2023-Q1"
    asked = read_json(run, *three, "--from", "2022Q4", "--to", "2023-q2")
    assert (asked["kwartaal_van"], asked["kwartaal_tot"]) == ("2022-Q4", "2023-Q2")
    assert read_json(run, *three, "--to", "2023-Q1")["kwartaal_van"] == "2022-Q4"
    assert read_json(run, *three, "--from", "2022-Q4")["kwartaal_tot"] == "2023-Q2"
    assert read_json(run, *three, "-k", "..2023-Q1")["kwartaal_tot"] == "2023-Q1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rijnmond.pdf",), "two quarters are needed to compare; there is 2023-Q1"),
        ((*BOTH, "--from", "2021-Q1"), "no report of 2021-Q1 was read; there is 2022-Q4, 2023-Q1"),
        ((*BOTH, "--to", "2023-Q3"), "no report of 2023-Q3 was read; there is 2022-Q4, 2023-Q1"),
        ((*BOTH, "--from", "2023-Q1", "--to", "2022-Q4"), "--from 2023-Q1 is not before --to 2022-Q4"),
        ((*BOTH, "--to", "2022-Q4"), "two quarters are needed to compare; there is 2022-Q4, 2023-Q1"),
        ((*BOTH, "--from", "winter"), "--from: expected a quarter such as 2023-Q1, found 'winter'"),
        ((*BOTH, "--by", "dekkingen"), "--by: no measure 'dekkingen'; did you mean dekking?"),
        ((*BOTH, "--level", "wijk"), "--level: expected one of gemeente, regio, land, found 'wijk'"),
        ((*BOTH, "--sort", "diference"), "--sort: no column 'diference'; did you mean difference?"),
        (
            (*BOTH, "--division", "1999"),
            "--division: expected a year or quarter of 2014-2026 (all the tables have), found '1999'; or as-printed",
        ),
        (
            (*BOTH, "--division", "2040"),
            "--division: expected a year or quarter of 2014-2026 (all the tables have), found '2040'; or as-printed",
        ),
        (
            (*BOTH, "--regions-of", "2027-Q1"),
            "--regions-of: expected a year or quarter of 2014-2026 (all the tables have), found '2027-Q1'",
        ),
        (
            (*BOTH, "--regions-of", "x"),
            "--regions-of: expected a year or quarter of 2014-2026 (all the tables have), found 'x'",
        ),
        (
            (*BOTH, "--division", "as-printed", "--estimate-splits"),
            "choose one of --division as-printed and --estimate-splits",
        ),
        ((*BOTH, "-r", "Zeeland"), "no report of region 'Zeeland' was read; there is Rijnmond"),
        ((*BOTH, "-g", "Roterdam"), "no gemeente 'Roterdam'; did you mean Rotterdam?"),
        ((*BOTH, "-g", "Delft"), "no report with gemeente 'Delft' was read"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("compare", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"klantprofielen: {message}\n"


def test_an_unknown_measure_that_is_like_none_lists_them(run: Run) -> None:
    assert "; choose from met_profiel, zonder_profiel" in run("compare", *BOTH, "--by", "xyz").stderr


def test_several_regions_have_a_table_of_regions_with_their_total_first(run: Run) -> None:
    result = run("compare", *BOTH, "drie.pdf", "vroeger-drie.pdf")
    titles = [line for line in result.stdout.splitlines() if "→" in line and "·" in line]
    assert [title.split(" · ")[0] for title in titles] == ["Regio's", "Drenthe", "Rijnmond", "Zeeland"]
    document = read_json(run, *BOTH, "drie.pdf", "vroeger-drie.pdf", "--by", "totaal_sonar", "--level", "land")
    assert document["rows"] == [
        {
            "regionummer": None,
            "regio": "TOTAAL",
            "gemeente": None,
            "gemeentecode": None,
            "measure": "totaal_sonar",
            "from": 14311,
            "to": 14318,
            "difference": 7,
            "percent": 0.000489,
            "comparable": True,
            "regions": 3,
        }
    ]
    assert document["notes"][0] == "3 van de 35 arbeidsmarktregio's in beide kwartalen"


def test_rows_are_sorted_and_the_total_stays_below(run: Run) -> None:
    lines = run("compare", *BOTH, "--sort", "-difference").stdout.splitlines()
    names = [line.split("  ")[0] for line in lines[4:19]]
    assert names[:3] == ["Hoeksche Waard", "Voorne aan Zee", "Albrandswaard"]
    assert names[-2:] == ["Rotterdam", "TOTAAL"]


def test_findings_count_as_in_summarize(run: Run) -> None:
    assert run("compare", "eerder.pdf", "fout.pdf").exit_code == 1
    assert run("compare", "eerder.pdf", "fout.pdf", "-g", "Delfshaven").exit_code == 2
    assert run("compare", "eerder.pdf", "fout.pdf", "-g", "Schiedam").exit_code == 1
    assert run("compare", "eerder.pdf", "geen-register.pdf").exit_code == 0
    assert run("compare", "eerder.pdf", "geen-register.pdf", "--strict").exit_code == 1


def test_a_batch_goes_on_after_a_bad_file(run: Run) -> None:
    assert run("compare", *BOTH, "weg.pdf").exit_code == 66
    result = run("compare", "rijnmond.pdf", "dicht.pdf", "--json")
    document = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    assert result.exit_code == 77
    assert (document["rows"], document["errors"][0]["kind"]) == ([], "encrypted")
    assert "two quarters are needed" in result.stderr


def test_the_result_goes_into_a_file_by_its_extension(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vergelijking.json"
    assert run("compare", *BOTH, "-o", str(path)).exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "klantprofielen/compare/1"
    assert run("compare", *BOTH, "-o", str(path)).exit_code == 73
    assert run("compare", *BOTH, "-o", str(path), "--force").exit_code == 0


def test_in_eighty_columns_the_older_share_leaves_first(run: Run) -> None:
    result = run("compare", *BOTH, FORCE_COLOR="1", COLUMNS="80", NO_COLOR="1")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout).splitlines()
    assert max(map(len, lines)) <= 80
    assert " Niet getoond, te smal: aandeel met profiel 2022-Q4" in lines


def test_the_gemeenten_of_several_regions_without_their_totals(run: Run) -> None:
    """Drenthe and Zeeland have a gemeente each in both quarters; what is said of all regions stands under the last."""
    result = run("compare", "drie.pdf", "vroeger-drie.pdf", "--level", "gemeente")
    assert (result.exit_code, result.stderr) == (0, "")
    titles = [line for line in result.stdout.splitlines() if " · " in line]
    assert titles == [
        "Drenthe · 4e kwartaal 2022 → 1e kwartaal 2023",
        "Zeeland · 4e kwartaal 2022 → 1e kwartaal 2023",
    ]
    assert result.stdout.count("van de 35 arbeidsmarktregio's") == 1
    assert run("trend", "drie.pdf", "vroeger-drie.pdf", "--level", "gemeente").exit_code == 0


def test_a_region_without_a_report_of_one_quarter_is_named_and_not_in_the_total(run: Run) -> None:
    """Drenthe and Zeeland have reports of 2023-Q1; of the quarter before only Rijnmond is there."""
    document = read_json(run, *BOTH, "drie.pdf", "--by", "totaal_sonar")
    assert "Geen rapport van Drenthe en Zeeland in het 4e kwartaal 2022" in document["notes"]
    assert "TOTAAL" not in {row["regio"] for row in document["rows"]}
    text = run("compare", *BOTH, "drie.pdf", "--level", "land").stdout
    assert "Geen totaal: daarvoor zijn twee regio's nodig die er in beide kwartalen zijn" in text
    assert "Geen totaal" not in run("compare", "drie.pdf", "vroeger-drie.pdf", "--level", "regio").stdout


def test_a_hidden_count_is_shown_as_printed_and_a_sum_over_it_as_hidden(run: Run) -> None:
    """The made-up report of 2022-Q4 hides a count of Albrandswaard and one of Westvoorne, now in Voorne aan Zee."""
    arguments = ("verborgen.pdf", "rijnmond.pdf", "--by", "gemeente_met_profiel", "--by", "met_profiel")
    lines = [" ".join(line.split()) for line in run("compare", *arguments).stdout.splitlines()]
    assert "Albrandswaard <5 2" in lines  # gemeente_met_profiel
    assert "Albrandswaard ? 90" in lines  # met_profiel
    assert "Voorne aan Zee ? 5" in lines
    assert lines.count("?: niet te berekenen, want een deel ervan is verborgen") == 2
    rows = read_json(run, *arguments)["rows"]
    assert rows[0]["from"] is None
    followed = [" ".join(line.split()) for line in run("trend", *arguments).stdout.splitlines()]
    assert any(line.startswith("Albrandswaard <5 2 ") for line in followed)
    assert any(line.startswith("Albrandswaard ? 90 ") for line in followed)


def test_an_error_that_sets_the_exit_code_is_told(run: Run) -> None:
    for command in ("compare", "trend"):
        result = run(command, "eerder.pdf", "fout.pdf")
        assert (result.exit_code, result.stderr) == (1, "")
        assert "error: Rapporten met fouten: 1; zie klantprofielen check" in result.stdout
        data = run(command, "eerder.pdf", "fout.pdf", "--csv")
        assert (data.exit_code, "Rapporten met fouten: 1" in data.stderr) == (1, True)
        assert "Rapporten met fouten" not in run(command, "eerder.pdf", "fout.pdf", "-g", "Rotterdam").stdout


def test_a_region_whose_reports_contradict_each_other_is_not_said_to_have_none(run: Run) -> None:
    notes = read_json(run, *BOTH, "geen-register.pdf", "drie.pdf", "vroeger-drie.pdf")["notes"]
    assert any("met verschillende cijfers" in note for note in notes)
    assert not any(note.startswith("Geen rapport") for note in notes)
