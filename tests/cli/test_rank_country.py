"""All regions of a quarter, made up: what `rank --json` says against a recomputation that knows only the raw counts."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from history import make_rapporten
from typer.testing import CliRunner

from klantprofielen.cli.app import app
from klantprofielen.model import Kwartaal
from klantprofielen.tables import Checked, tidy_table
from klantprofielen.views.data import format_csv

Counts = dict[str, int]
Formula = Callable[[Counts, Counts], tuple[Fraction, int]]
"""From the counts of a row and of its region: the value, and the persons on whom it rests."""
FLOOR = 120


def met(row: Counts) -> int:
    return row["gemeente_met_profiel"] + row["uwv_met_profiel"]


def bij_gemeente(row: Counts) -> int:
    return row["gemeente_met_profiel"] + row["gemeente_zonder_profiel"]


def bij_uwv(row: Counts) -> int:
    return row["uwv_met_profiel"] + row["uwv_zonder_profiel"]


FORMULAS: dict[str, Formula] = {
    "met_profiel": lambda row, _: (Fraction(met(row)), row["totaal_sonar"]),
    "totaal_sonar": lambda row, _: (Fraction(row["totaal_sonar"]), row["totaal_sonar"]),
    "aandeel_met_profiel": lambda row, _: (Fraction(met(row), row["totaal_sonar"]), row["totaal_sonar"]),
    "aandeel_gemeente": lambda row, _: (Fraction(row["gemeente_met_profiel"], bij_gemeente(row)), bij_gemeente(row)),
    "aandeel_uwv": lambda row, _: (Fraction(row["uwv_met_profiel"], bij_uwv(row)), bij_uwv(row)),
    "aandeel_regio": lambda row, regio: (Fraction(row["totaal_sonar"], regio["totaal_sonar"]), row["totaal_sonar"]),
    "bijdrage_dekking": lambda row, regio: (
        Fraction(row["totaal_sonar"], regio["doelgroepregister"]),
        row["totaal_sonar"],
    ),
}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The counts of all gemeenten of a quarter as csv."""
    rapporten = make_rapporten([Kwartaal(2024, 1)])
    path = tmp_path_factory.mktemp("land") / "land.csv"
    table = tidy_table([Checked(rapport, (), rapport.rijen) for rapport in rapporten])
    path.write_text(format_csv(table), encoding="utf-8", newline="")
    return path


def rank(path: Path, *arguments: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["rank", str(path), *arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)["rows"]
    return rows


def raw(path: Path) -> Iterator[tuple[str, str, Counts, Counts]]:
    """Region, gemeente, its counts and those of its region."""
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    counts = {
        id(row): {key: int(value) for key, value in row.items() if value.isdigit() and key in COUNTED} for row in rows
    }
    regios = {row["regio"]: counts[id(row)] for row in rows if row["niveau"] == "regio"}
    for row in rows:
        if row["niveau"] == "gemeente":
            yield row["regio"], row["gemeente"], counts[id(row)], regios[row["regio"]]


COUNTED = {
    "gemeente_met_profiel",
    "gemeente_zonder_profiel",
    "uwv_met_profiel",
    "uwv_zonder_profiel",
    "totaal_sonar",
    "doelgroepregister",
}


def middle(values: list[Fraction]) -> float:
    ordered = sorted(values)
    return round(float((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2), 6)


@pytest.mark.parametrize("measure", FORMULAS)
@pytest.mark.parametrize("ascending", [False, True])
def test_every_figure_is_what_the_raw_counts_give(country: Path, measure: str, ascending: bool) -> None:  # noqa: FBT001
    expected = {
        (regio, gemeente): value
        for regio, gemeente, row, whole in raw(country)
        for value, persons in [FORMULAS[measure](row, whole)]
        if persons >= FLOOR
    }
    order = ["--ascending"] if ascending else []
    found = rank(country, "--by", measure, "--min-n", str(FLOOR), *order)
    assert len(found) == len(expected) > 150
    values = list(expected.values())
    for row in found:
        value = expected[row["regio"], row["gemeente"]]
        before = sum(other < value if ascending else other > value for other in values)
        own = [other for (regio, _), other in expected.items() if regio == row["regio"]]
        assert row["value"] == pytest.approx(float(value), abs=6e-7)
        assert (row["rank"], row["of"], row["quartile"]) == (before + 1, len(values), 1 + 4 * before // len(values))
        assert row["median_region"] == pytest.approx(middle(own), abs=1.1e-6)
        assert row["median_country"] == pytest.approx(middle(values), abs=1.1e-6)
    assert [row["rank"] for row in found] == sorted(row["rank"] for row in found)


def test_the_regions_by_their_coverage(country: Path) -> None:
    regios = {regio: Fraction(whole["totaal_sonar"], whole["doelgroepregister"]) for regio, _, _, whole in raw(country)}
    found = rank(country, "--by", "dekking", "--level", "regio")
    assert [row["regio"] for row in found] == sorted(regios, key=lambda regio: -regios[regio])
    assert [row["value"] for row in found] == [round(float(regios[row["regio"]]), 6) for row in found]
    assert {row["of"] for row in found} == {35}


def test_a_target_is_counted_from_the_raw_counts(country: Path) -> None:
    expected = {
        gemeente: max(-(-3 * row["totaal_sonar"] // 5) - met(row), 0) for _, gemeente, row, _ in raw(country)
    }  # 60% rounded up
    found = rank(
        country, "--by", "totaal_sonar", "--target", "60%", "--target-by", "aandeel_met_profiel", "--min-n", "0"
    )
    assert {row["gemeente"]: row["nodig"] for row in found} == expected
