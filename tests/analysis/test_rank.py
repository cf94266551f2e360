"""Rijnmond is real, and its values are computed by hand; all other figures are made up."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rijnmond import RIJNMOND, build_rapport, build_rij, hide_first_count

import klantprofielen as kp
from klantprofielen.analysis.grounds import GROUNDS
from klantprofielen.analysis.measures import ALL_MEASURES, MEASURE_BY_KEY, MEASURES
from klantprofielen.analysis.rank import RANK_DTYPES, rank_rapporten
from klantprofielen.analysis.ranking import Level, Ranked, Ranking, choose_around, choose_ends
from klantprofielen.model import Kwartaal, Rapport

Q1 = Kwartaal(2023, 1)
BY_SHARE = [
    ("Maassluis", 218, 336),
    ("Capelle aan den IJssel", 420, 696),
    ("Zuidplas", 172, 287),
    ("Nissewaard", 654, 1095),
    ("Hoeksche Waard", 310, 523),
    ("Krimpen aan den IJssel", 164, 279),
    ("Vlaardingen", 421, 746),
    ("Voorne aan Zee", 339, 601),
    ("Ridderkerk", 221, 409),
    ("Schiedam", 414, 801),
    ("Goeree-Overflakkee", 192, 373),
    ("Rotterdam", 3863, 7546),
    ("Albrandswaard", 90, 178),
    ("Barendrecht", 156, 338),
]
"""Added up by hand: with a klantprofiel, and in Sonar."""
MEDIAN = (Fraction(421, 746) + Fraction(339, 601)) / 2  # between Vlaardingen and Voorne aan Zee: the 7th and 8th of 14


def made_up(regio: str, nummer: int, *totals: int, kwartaal: Kwartaal | None = Q1, file: str = "x.pdf") -> Rapport:
    """A region of gemeenten with so many persons in Sonar, of whom half have a klantprofiel, and one more."""
    rapport = build_rapport(regio, nummer, kwartaal, file, 0, 0, 0, 0, 1000)
    rijen = [build_rij(f"{regio} {at}", (0, 0, n // 2 + 1, n - n // 2 - 1, n), at) for at, n in enumerate(totals)]
    return replace(rapport, rijen=tuple(rijen), totaal=None)


def ranked(rapporten: Sequence[Rapport], by: str, level: Level = Level.GEMEENTE, min_n: int = 30) -> Ranking:
    return rank_rapporten(rapporten, MEASURE_BY_KEY[by], level, min_n=min_n)


def names(rows: Sequence[Ranked]) -> list[str]:
    return [row.regel.rij.gemeente if row.regel.rij else row.regel.rapport.regio for row in rows]


def test_the_gemeenten_of_rijnmond_by_their_share() -> None:
    rows = ranked([RIJNMOND], "aandeel_met_profiel").rows
    assert names(rows) == [name for name, _, _ in BY_SHARE]
    assert [row.value for row in rows] == [Fraction(part, whole) for _, part, whole in BY_SHARE]
    assert [row.rank for row in rows] == list(range(1, 15))
    assert {row.of for row in rows} == {14}


def test_the_quartiles_of_fourteen() -> None:
    rows = ranked([RIJNMOND], "aandeel_met_profiel").rows
    assert [row.quartile for row in rows] == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4]


def test_the_median_lies_between_the_two_in_the_middle_exactly() -> None:
    ranking = ranked([RIJNMOND], "aandeel_met_profiel")
    assert {row.median_region for row in ranking.rows} == {row.median_country for row in ranking.rows} == {MEDIAN}
    assert ranking.median == MEDIAN
    persons = ranked([RIJNMOND], "totaal_sonar")
    assert persons.median == Fraction(409 + 523, 2)  # 178 279 287 336 338 373 409 | 523 601 696 746 801 1095 7546


def test_the_smallest_first_when_asked() -> None:
    ranking = rank_rapporten([RIJNMOND], MEASURE_BY_KEY["totaal_sonar"], ascending=True)
    assert names(ranking.rows)[:3] == ["Albrandswaard", "Krimpen aan den IJssel", "Zuidplas"]
    assert (ranking.rows[0].rank, ranking.rows[0].quartile, ranking.rows[-1].quartile) == (1, 1, 4)


def test_who_are_equal_share_a_rank_and_a_quartile_and_stand_by_name() -> None:
    rows = ranked([made_up("Zee", 1, 40, 50, 50, 60)], "totaal_sonar").rows
    assert [(name, row.rank, row.quartile) for name, row in zip(names(rows), rows, strict=True)] == [
        ("Zee 3", 1, 1),
        ("Zee 1", 2, 2),
        ("Zee 2", 2, 2),
        ("Zee 0", 4, 4),
    ]


def test_equal_shares_of_different_counts_are_equal() -> None:
    third, two_sixths = (0, 0, 100, 200, 300), (0, 0, 200, 400, 600)
    rapport = replace(made_up("Zee", 1), rijen=(build_rij("B", third, 0), build_rij("A", two_sixths, 1)))
    assert [(row.rank, row.value) for row in ranked([rapport], "aandeel_met_profiel").rows] == [
        (1, Fraction(1, 3)),
        (1, Fraction(1, 3)),
    ]


def test_each_region_has_its_own_median_beside_that_of_all() -> None:
    rows = ranked([made_up("Zee", 1, 100, 200, 400), made_up("Land", 2, 50, 60)], "totaal_sonar").rows
    medians = {row.regel.rapport.regio: row.median_region for row in rows}
    assert medians == {"Zee": 200, "Land": 55}
    assert {row.median_country for row in rows} == {100}


def test_what_rests_on_few_persons_is_left_out_of_ranks_and_medians() -> None:
    ranking = ranked([made_up("Zee", 1, 29, 30, 40, 100)], "aandeel_met_profiel")
    assert names(ranking.rows) == ["Zee 1", "Zee 2", "Zee 3"]
    assert [regel.rij.gemeente for regel in ranking.small if regel.rij] == ["Zee 0"]
    assert ranking.median == Fraction(21, 40)
    assert len(ranked([made_up("Zee", 1, 29, 30, 40, 100)], "aandeel_met_profiel", min_n=0).rows) == 4


def test_the_share_of_a_gemeente_rests_on_those_whom_it_serves() -> None:
    ranking = ranked([RIJNMOND], "aandeel_gemeente", min_n=90)
    assert {regel.rij.gemeente for regel in ranking.small if regel.rij} == {"Albrandswaard", "Maassluis"}  # 70 and 82
    assert names(ranking.rows)[0] == "Zuidplas"
    assert names(ranking.rows)[-1] == "Ridderkerk"
    assert ranking.rows[0].value == Fraction(26, 90)


def test_what_is_hidden_is_not_ranked() -> None:
    ranking = ranked([hide_first_count(RIJNMOND)], "aandeel_met_profiel")
    assert [regel.rij.gemeente for regel in ranking.unknown if regel.rij] == ["Albrandswaard"]
    assert {row.of for row in ranking.rows} == {13}


def test_regions_are_ranked_by_their_coverage() -> None:
    half = build_rapport("Drenthe", 4, Q1, "drenthe.pdf", 10, 20, 30, 40, 200)
    ranking = ranked([half, RIJNMOND], "dekking", Level.REGIO)
    assert names(ranking.rows) == ["Rijnmond", "Drenthe"]
    assert [row.value for row in ranking.rows] == [Fraction(14208, 19222), Fraction(1, 2)]
    assert [row.median_region for row in ranking.rows] == [None, None]


def test_the_newest_quarter_is_ranked() -> None:
    older = made_up("Zee", 1, 100, kwartaal=Kwartaal(2022, 4))
    ranking = ranked([made_up("Zee", 1, 50, 60), older, made_up("Zee", 1, 70, kwartaal=None)], "totaal_sonar")
    assert (ranking.kwartaal, ranking.kwartalen, ranking.undated) == (Q1, (Kwartaal(2022, 4), Q1), 1)
    assert [row.value for row in ranking.rows] == [60, 50]
    assert ranked([made_up("Zee", 1, 70, kwartaal=None)], "totaal_sonar").rows[0].value == 70


def test_a_region_that_is_there_twice_counts_once_or_not_at_all() -> None:
    zee, other = made_up("Zee", 1, 50, 60), made_up("Land", 2, 70)
    same = ranked([zee, other, replace(zee, source=other.source)], "totaal_sonar")
    assert [row.value for row in same.rows] == [70, 60, 50]
    assert [rapport.regio for rapport in same.doubles] == ["Zee"]
    differing = ranked([zee, other, made_up("Zee", 1, 51, 60)], "totaal_sonar")
    assert [row.value for row in differing.rows] == [70]
    assert [rapport.regio for rapport in differing.differing] == ["Zee"]


def test_nothing_read_is_nothing_ranked() -> None:
    ranking = ranked([], "totaal_sonar")
    assert (ranking.rows, ranking.median, ranking.kwartaal) == ((), None, None)


def test_the_ends_hold_who_share_the_outermost_rank() -> None:
    rows = ranked([made_up("Zee", 1, 40, 50, 50, 60)], "totaal_sonar").rows
    assert names(choose_ends(rows, 1, None)) == ["Zee 3"]
    assert names(choose_ends(rows, 2, None)) == ["Zee 3", "Zee 1", "Zee 2"]
    assert names(choose_ends(rows, None, 1)) == ["Zee 0"]
    assert names(choose_ends(rows, None, 2)) == ["Zee 1", "Zee 2", "Zee 0"]
    assert names(choose_ends(rows, 1, 1)) == ["Zee 3", "Zee 0"]
    assert choose_ends(rows, 9, 9) == choose_ends(rows, None, None) == rows


def test_one_is_shown_among_its_neighbours_and_fewer_at_the_end() -> None:
    rows = ranked([RIJNMOND], "aandeel_met_profiel").rows

    def around(name: str, neighbours: int) -> list[str]:
        return names(choose_around(rows, lambda row: names([row]) == [name], neighbours)[0])

    assert around("Rotterdam", 1) == ["Goeree-Overflakkee", "Rotterdam", "Albrandswaard"]
    assert around("Maassluis", 2) == ["Maassluis", "Capelle aan den IJssel", "Zuidplas"]
    assert around("Barendrecht", 0) == ["Barendrecht"]
    assert choose_around(rows, lambda _: False, 5) == ((), None)


def test_every_measure_of_the_contract_can_be_ranked_and_rests_on_persons() -> None:
    assert set(GROUNDS) == {measure.key for measure in ALL_MEASURES}
    known = {measure.key: len(ranked([RIJNMOND], measure.key).rows) for measure in MEASURES}
    assert set(known.values()) == {14, 0}
    assert [key for key, count in known.items() if not count] == ["dekking", "niet_in_sonar"]
    assert all(len(ranked([RIJNMOND], measure.key, Level.REGIO).rows) == 1 for measure in MEASURES)


def test_the_frame_has_its_columns_and_types_also_without_rows() -> None:
    frame = kp.rank([RIJNMOND], "aandeel_met_profiel")
    assert frame.dtypes.astype(str).to_dict() == RANK_DTYPES
    assert kp.rank([], "dekking", level="regio").dtypes.astype(str).to_dict() == RANK_DTYPES
    first = frame.iloc[0]
    assert (first["gemeente"], first["rank"], first["of"], first["quartile"]) == ("Maassluis", 1, 14, 1)
    assert first["value"] == pytest.approx(0.648810, abs=1e-6)
    assert first["median_country"] == pytest.approx(0.564202, abs=1e-6)
    assert kp.rank([RIJNMOND], "dekking", level="regio").iloc[0]["median_region"] is pd.NA


def test_a_measure_or_level_that_is_not_there_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="no measure 'x'; choose from met_profiel"):
        kp.rank([], "x")
    with pytest.raises(ValueError, match="land"):
        kp.rank([], "dekking", level="land")


figures = st.tuples(*[st.integers(0, 12)] * 4).map(lambda counts: (*counts, sum(counts)))
regions = st.lists(st.lists(figures, max_size=7), max_size=4)


@given(counts=regions, floor=st.integers(0, 25))
def test_the_ranking_is_what_the_raw_counts_say(counts: list[list[tuple[int, ...]]], floor: int) -> None:
    """Recomputed without pandas, and without any measure of ours."""
    rapporten = [
        replace(
            made_up(f"R{nummer}", nummer),
            rijen=tuple(build_rij(f"{nummer}-{at}", row, at) for at, row in enumerate(rows)),
        )
        for nummer, rows in enumerate(counts, start=1)
    ]
    values = {
        f"{nummer}-{at}": Fraction(row[0] + row[2], row[4])
        for nummer, rows in enumerate(counts, start=1)
        for at, row in enumerate(rows)
        if row[4] and row[4] >= floor
    }
    rows = ranked(rapporten, "aandeel_met_profiel", min_n=floor).rows
    assert {row.regel.rij.gemeente: row.value for row in rows if row.regel.rij} == values
    for name, row in zip(names(rows), rows, strict=True):
        before = sum(value > values[name] for value in values.values())
        own = [value for other, value in values.items() if other.split("-")[0] == name.split("-")[0]]
        assert (row.rank, row.of) == (before + 1, len(values))
        assert Fraction(row.quartile - 1, 4) <= Fraction(before, len(values)) < Fraction(row.quartile, 4)
        assert (row.median_region, row.median_country) == (middle(own), middle(list(values.values())))


def middle(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
