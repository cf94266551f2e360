"""compare --json of made-up reports against a second reckoning, which knows only raw counts and the file of mergers."""

import csv
import json
from collections import defaultdict
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from command import Run, rapporten_of

Counts = tuple[int, int, int, int]
MEASURES = ("met_profiel", "zonder_profiel", "totaal_sonar", "aandeel_met_profiel", "aandeel_gemeente", "aandeel_uwv")
PERSONS = frozenset(MEASURES[:3])


def raw_counts(file: str) -> dict[str, Counts]:
    (rapport,) = rapporten_of(file)
    return {rij.gemeentecode or "": tuple(count or 0 for count in rij.cijfers.counts) for rij in rapport.rijen}  # type: ignore[misc]


def merge(counts: dict[str, Counts], after: str, until: str) -> dict[str, Counts]:
    """Add up over `herindelingen.csv`, read as it is; only for regions without a split in this time."""
    text = files("klantprofielen").joinpath("reference", "gebieden", "herindelingen.csv").read_text(encoding="utf-8")
    merged: defaultdict[str, Counts] = defaultdict(lambda: (0, 0, 0, 0), counts)
    for row in sorted(csv.DictReader(text.splitlines()), key=lambda row: row["date"]):
        if after < row["date"] <= until and row["from_code"] in merged:
            assert row["share"] == "1"
            moved = merged.pop(row["from_code"])
            there = merged[row["to_code"]]
            merged[row["to_code"]] = tuple(one + other for one, other in zip(there, moved, strict=True))  # type: ignore[assignment]
    return dict(merged)


def reckon(counts: Counts, measure: str) -> Fraction | int:
    gemeente_met, gemeente_zonder, uwv_met, uwv_zonder = counts
    values: dict[str, Fraction | int] = {
        "met_profiel": gemeente_met + uwv_met,
        "zonder_profiel": gemeente_zonder + uwv_zonder,
        "totaal_sonar": sum(counts),
        "aandeel_met_profiel": Fraction(gemeente_met + uwv_met, sum(counts)),
        "aandeel_gemeente": Fraction(gemeente_met, gemeente_met + gemeente_zonder),
        "aandeel_uwv": Fraction(uwv_met, uwv_met + uwv_zonder),
    }
    return values[measure]


@pytest.mark.parametrize(
    ("regio", "van", "tot"),
    [
        (22, "2016-Q2", "2024-Q3"),
        (22, "2014-Q4", "2015-Q1"),
        (31, "2017-Q1", "2025-Q4"),
        (18, "2018-Q4", "2019-Q1"),
        (28, "2016-Q4", "2022-Q1"),
    ],
)
def test_every_figure_of_a_gemeente_is_what_the_raw_counts_give(run: Run, regio: int, van: str, tot: str) -> None:
    before, after = (f"regio-{regio}-{kwartaal}.pdf" for kwartaal in (van, tot))
    day = {"1": "01", "2": "04", "3": "07", "4": "10"}
    days = [f"{kwartaal[:4]}-{day[kwartaal[-1]]}-01" for kwartaal in (van, tot)]
    old, new = merge(raw_counts(before), *days), raw_counts(after)
    document: dict[str, Any] = json.loads(run("compare", before, after, "--json").stdout)
    rows = {(row["gemeentecode"], row["measure"]): row for row in document["rows"] if row["gemeente"]}
    assert {code for code, _ in rows} == set(old) | set(new)
    for code in set(old) & set(new):
        for measure in MEASURES:
            row = rows[code, measure]
            first, last = reckon(old[code], measure), reckon(new[code], measure)
            assert row["from"] == pytest.approx(float(first), abs=5e-7)
            assert row["to"] == pytest.approx(float(last), abs=5e-7)
            assert row["difference"] == pytest.approx(float(last - first), abs=5e-7)
            known = measure in PERSONS and first >= 10
            assert row["percent"] == (pytest.approx(float((last - first) / first), abs=5e-7) if known else None)
