"""The command over Rijnmond (real) and small made-up reports."""

import csv
import io
import json
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from command import ASKED, Run
from jsonschema import Draft202012Validator
from rijnmond import FIGURES, format_report

SCHEMA = json.loads(files("klantprofielen").joinpath("schemas", "rank-1.json").read_text(encoding="utf-8"))
KEYS = [
    "regionummer",
    "regio",
    "gemeente",
    "gemeentecode",
    "measure",
    "value",
    "rank",
    "of",
    "quartile",
    "median_region",
    "median_country",
]


def document(run: Run, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    result = run("rank", *arguments, "--json")
    found = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def rows(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(run, *arguments)["rows"]
    return found


def names(run: Run, *arguments: str) -> list[str]:
    return [row["gemeente"] or row["regio"] for row in rows(run, "--by", "aandeel_met_profiel", *arguments)]


def test_a_row_has_these_keys_in_this_order() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["row"]["required"] == KEYS


def test_the_rows_of_rijnmond(run: Run) -> None:
    found = document(run, "rijnmond.pdf", "--by", "aandeel_met_profiel")
    assert list(found) == ["schema", "version", "kwartaal", "rows", "notes", "errors"]
    assert found["kwartaal"] == "2023-Q1"
    assert found["schema"] == "klantprofielen/rank/1"
    assert [list(row) for row in found["rows"]] == [KEYS] * 14
    assert found["rows"][11] == {
        "regionummer": 22,
        "regio": "Rijnmond",
        "gemeente": "Rotterdam",
        "gemeentecode": "GM0599",
        "measure": "aandeel_met_profiel",
        "value": 0.511927,
        "rank": 12,
        "of": 14,
        "quartile": 4,
        "median_region": 0.564202,
        "median_country": 0.564202,
    }


def test_counts_are_whole_and_their_median_may_be_half(run: Run) -> None:
    first = rows(run, "rijnmond.pdf", "--by", "totaal-sonar")[0]
    assert (first["gemeente"], first["value"], first["median_country"]) == ("Rotterdam", 7546, 466)
    assert isinstance(first["value"], int)
    drie = rows(run, "drie.pdf", "--by", "totaal_sonar", "--level", "regio", "--min-n", "0")
    assert [(row["regio"], row["value"], row["median_country"]) for row in drie] == [
        ("Drenthe", 100, 55),
        ("Zeeland", 10, 55),
    ]


def test_the_numbers_are_those_that_the_raw_counts_give(run: Run) -> None:
    """Recomputed from the figures as they were typed, and from nothing of ours."""
    values = {name: Fraction(a + c, total) for name, (a, _, c, _, total) in FIGURES.items()}
    ordered = sorted(values.values())
    median = round(float((ordered[6] + ordered[7]) / 2), 6)
    for row in rows(run, "rijnmond.pdf", "--by", "aandeel_met_profiel"):
        value = values[row["gemeente"]]
        rank = 1 + sum(other > value for other in values.values())
        assert row["value"] == round(float(value), 6)
        assert (row["rank"], row["quartile"]) == (rank, 1 + 4 * (rank - 1) // 14)
        assert row["median_region"] == row["median_country"] == median


def test_the_parts_that_can_be_asked_for(run: Run) -> None:
    assert names(run, "rijnmond.pdf", "--top", "2") == ["Maassluis", "Capelle aan den IJssel"]
    assert names(run, "rijnmond.pdf", "--bottom", "2") == ["Albrandswaard", "Barendrecht"]
    assert names(run, "rijnmond.pdf", "--top", "1", "--bottom", "1") == ["Maassluis", "Barendrecht"]
    assert names(run, "rijnmond.pdf", "--ascending", "--top", "1") == ["Barendrecht"]
    assert len(names(run, "rijnmond.pdf", "--around", "Schiedam")) == 10  # four come behind it
    around = names(run, "rijnmond.pdf", "--around", "GM0599", "--neighbours", "1")
    assert around == ["Goeree-Overflakkee", "Rotterdam", "Albrandswaard"]
    assert names(run, "rijnmond.pdf", "--level", "regio", "--around", "22") == ["Rijnmond"]


def test_a_selection_is_shown_with_its_rank_among_all(run: Run) -> None:
    found = rows(run, "rijnmond.pdf", "--by", "aandeel_met_profiel", "-g", "rotterdam", "-g", "Schiedam")
    assert [(row["gemeente"], row["rank"], row["of"]) for row in found] == [("Schiedam", 10, 14), ("Rotterdam", 12, 14)]
    both = ("rijnmond.pdf", "drie.pdf", "--by", "totaal_sonar", "--min-n", "0")
    assert [(row["value"], row["rank"], row["of"]) for row in rows(run, *both, "-r", "Drenthe")] == [(100, 15, 16)]
    assert [row["regio"] for row in rows(run, *both, "-g", "Rotterdam", "--level", "regio")] == ["Rijnmond"]


def test_the_newest_quarter_is_ranked_or_the_one_that_is_asked_for(run: Run) -> None:
    text = run("rank", "rijnmond.pdf", "later.pdf", "--by", "totaal_sonar").stdout
    assert text.startswith("Rangorde van gemeenten · totaal in Sonar · 2e kwartaal 2023\n")
    assert "Van 2 gelezen kwartalen (1e kwartaal 2023 t/m 2e kwartaal 2023) staat het nieuwste in de rangorde" in text
    older = run("rank", "rijnmond.pdf", "later.pdf", "--by", "totaal_sonar", "-k", "2023-Q1").stdout
    assert older.startswith("Rangorde van gemeenten · totaal in Sonar · 1e kwartaal 2023\n")


def test_people_see_the_distance_to_the_medians_and_what_was_left_out(run: Run) -> None:
    text = run("rank", "rijnmond.pdf", "--by", "aandeel_met_profiel", "--min-n", "280").stdout
    assert ["1", "Maassluis", "Rijnmond", "64,9%", "1", *("▲ +8,5 pp " * 2).split()] in map(
        str.split, text.splitlines()
    )
    assert (
        "Gelezen: 1 van de 35 arbeidsmarktregio's in het 1e kwartaal 2023; rang 1 en kwartiel 1 zijn de hoogste" in text
    )
    assert "Mediaan van 12 gemeenten: 56,4%" in text
    assert "Buiten de rangorde met minder dan 280 personen in Sonar: 2 (Albrandswaard, Krimpen aan den IJssel)" in text
    persons = run("rank", "rijnmond.pdf", "--by", "totaal_sonar", "--top", "1").stdout
    assert ["1", "Rotterdam", "Rijnmond", "7.546", "1", *("▲ +7.080 " * 2).split()] in map(
        str.split, persons.splitlines()
    )
    assert "1 van de 14 gemeenten in de rangorde getoond" in persons


def test_one_among_its_neighbours_has_a_mark(run: Run) -> None:
    lines = run("rank", "rijnmond.pdf", "--by", "totaal_sonar", "--around", "Delfshaven").stderr
    assert lines.startswith("klantprofielen: no gemeente 'Delfshaven'")
    text = run("rank", "rijnmond.pdf", "--by", "totaal_sonar", "--around", "Schiedam", "--neighbours", "1").stdout
    assert [line.split()[:3] for line in text.splitlines()[4:7]] == [
        ["2", "Nissewaard", "Rijnmond"],
        ["→", "3", "Schiedam"],
        ["4", "Vlaardingen", "Rijnmond"],
    ]


def test_the_coverage_of_a_gemeente_needs_a_register(run: Run, tmp_path: Path) -> None:
    text = run("rank", "rijnmond.pdf", "--by", "dekking").stdout
    assert "Van een gemeente is dit alleen bekend met een registerbestand (--register)" in text
    register = tmp_path / "register.csv"
    register.write_text("Rotterdam;10.234\nSchiedam;1.000\n", encoding="utf-8")
    found = rows(run, "rijnmond.pdf", "--by", "dekking", "--register", str(register), "--target", "75%")
    assert [(row["gemeente"], row["value"], row["nodig"]) for row in found] == [
        ("Schiedam", 0.801, 0),
        ("Rotterdam", 0.737346, 130),  # 7.675,5 of 10.234 is 7.676
    ]
    assert {(row["doel_maat"], row["doel"]) for row in found} == {("dekking", 0.75)}


def test_a_target_is_a_column_beside_the_ranking(run: Run) -> None:
    text = run("rank", "rijnmond.pdf", "--by", "dekking", "--level", "regio", "--target", "80%").stdout
    assert ["1", "Rijnmond", "73,9%", "1", "=", "0,0", "pp", "1.170"] in map(str.split, text.splitlines())
    text = run("rank", "rijnmond.pdf", "--by", "totaal_sonar", "--target", "80%").stdout
    assert "Hoeveel een gemeente nodig heeft, is alleen bekend met een registerbestand (--register)" in text
    found = rows(run, "rijnmond.pdf", "--by", "totaal_sonar", "--target", "60", "--target-by", "aandeel-met-profiel")
    assert (found[0]["gemeente"], found[0]["nodig"], found[0]["doel_maat"]) == ("Rotterdam", 665, "aandeel_met_profiel")


def test_csv_has_the_same_rows(run: Run) -> None:
    result = run("rank", "rijnmond.pdf", "--by", "aandeel_met_profiel", "--csv")
    found = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert list(found[0]) == KEYS
    assert (found[0]["gemeente"], found[0]["value"], found[0]["rank"]) == ("Maassluis", "0.64881", "1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--by: name the measure to rank by; choose from met_profiel,"),
        (("--by", "aandel_met_profiel"), "--by: no measure 'aandel_met_profiel'; did you mean aandeel_met_profiel?"),
        (("--by", "qqq"), "--by: no measure 'qqq'; choose from met_profiel, zonder_profiel, totaal_sonar,"),
        (("--by", "dekking", "--level", "land"), "--level: expected gemeente or regio, found 'land'"),
        (("--by", "dekking", "--top", "0"), "--top: expected a whole number of at least 1, found '0'"),
        (("--by", "dekking", "--bottom", "x"), "--bottom: expected a whole number of at least 1, found 'x'"),
        (("--by", "dekking", "--min-n", "-1"), "--min-n: expected a whole number of at least 0, found '-1'"),
        (("--by", "dekking", "--min-n", "3.5"), "--min-n: expected a whole number of at least 0, found '3.5'"),
        (("--by", "dekking", "--around", "x", "--top", "3"), "choose one of --around and --top or --bottom"),
        (
            ("--by", "dekking", "--target", "0"),
            "--target: expected a share above 0% up to 100%, such as 80%, found '0'",
        ),
        (("--by", "dekking", "--target-by", "dekking"), "--target-by needs a target: --target 80%"),
        (("--by", "dekking", "-k", "eens"), "--quarter: expected 2023-Q1, 2022-Q1..2023-Q4 or latest, found 'eens'"),
    ],
)
def test_what_cannot_be_asked_is_told_before_anything_is_read(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ASKED.clear()
    result = run("rank", "rijnmond.pdf", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"klantprofielen: {message}")
    assert ASKED == []


def test_who_is_not_ranked_cannot_be_shown_in_its_surroundings(run: Run) -> None:
    result = run("rank", "rijnmond.pdf", "--by", "dekking", "--around", "Rotterdam")
    assert result.exit_code == 2
    assert "'Rotterdam' is not in the ranking; its figures are hidden, unknown or too small" in result.stderr
    assert run("rank", "rijnmond.pdf", "--by", "dekking", "-g", "Roterdam").stderr.endswith("did you mean Rotterdam?\n")
    assert run("rank", "rijnmond.pdf", "--by", "dekking", "-r", "Drenthe").exit_code == 2


def test_a_bad_file_costs_that_file_only_and_a_wrong_report_is_told(run: Run) -> None:
    result = run("rank", "weg.pdf", "fout.pdf", "--by", "totaal_sonar")
    assert result.exit_code == 66
    assert "error: Rapporten met fouten: 1; zie klantprofielen check" in result.stdout
    assert run("rank", "fout.pdf", "--by", "totaal_sonar").exit_code == 1
    nothing = run("rank", "weg.pdf", "--by", "totaal_sonar")
    assert (nothing.exit_code, nothing.stdout) == (66, "")
    assert document(run, "weg.pdf", "--by", "totaal_sonar")["errors"][0]["kind"] == "missing"


def test_a_region_twice_counts_once_or_is_left_out(run: Run, tmp_path: Path) -> None:
    assert (tmp_path / "x.txt").write_text(format_report(), encoding="utf-8")
    text = run("rank", "rijnmond.pdf", "rijnmond.pdf", "--by", "totaal_sonar").stdout
    assert "Rijnmond is er meer dan één keer, met dezelfde cijfers: één keer geteld" in text
    text = run("rank", "rijnmond.pdf", "geen-register.pdf", "--by", "totaal_sonar").stdout
    assert "Rijnmond is er meer dan één keer, met verschillende cijfers: buiten de rangorde" in text


def test_what_has_no_quarter_is_left_out_beside_others(run: Run) -> None:
    text = run("rank", "drie.pdf", "--by", "totaal_sonar", "--min-n", "0").stdout
    assert "Zonder kwartaal, en daarom buiten de rangorde: 1" in text
    assert "Gelezen: 2 van de 35 arbeidsmarktregio's" in text
