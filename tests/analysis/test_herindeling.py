"""What is brought into another division: exactly what was printed, and never a part of it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from history import kwartalen_between, make_rapport, make_rapporten
from hypothesis import given, settings
from hypothesis import strategies as st
from rijnmond import RIJNMOND_EERDER
from strategies import cijfers as any_cijfers

from klantprofielen.analysis.apportion import apportion, divide_cijfers
from klantprofielen.analysis.herindeling import Redivided, redivide
from klantprofielen.analysis.history import Division, build_history
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import NUL, Cijfers, Kwartaal, Rapport, total_of
from klantprofielen.reference import ANY_DAY, herindelingen, regios_on

FIRST, LAST = Kwartaal(2014, 1), Kwartaal(2026, 1)
DAYS = sorted({herindeling.datum for herindeling in herindelingen(FIRST.eerste_dag, ANY_DAY)})


@cache
def country(kwartaal: Kwartaal) -> tuple[Rapport, ...]:
    """All regions of a quarter; made up."""
    return tuple(make_rapporten([kwartaal]))


def sum_of(*rapporten: Rapport) -> Cijfers:
    return sum((rij.cijfers for rapport in rapporten for rij in rapport.rijen), NUL)


def register_of(*rapporten: Rapport) -> int | None:
    return total_of(*(rij.doelgroepregister for rapport in rapporten for rij in rapport.rijen))


def figures_of(redivided: Redivided) -> dict[str, tuple[int | None, ...]]:
    rapporten = (*redivided.rapporten, *redivided.strays)
    return {rij.gemeente: rij.cijfers.figures for rapport in rapporten for rij in rapport.rijen}


@given(
    st.integers(0, LAST - FIRST - 1).map(lambda quarters: FIRST + quarters),
    st.integers(0, LAST - FIRST).map(lambda quarters: (FIRST + quarters).eerste_dag),
    st.booleans(),
)
def test_sums_are_conserved_in_every_division(kwartaal: Kwartaal, until: date, estimate: bool) -> None:  # noqa: FBT001
    printed = country(kwartaal)
    redivided = redivide(printed, until, estimate=estimate)
    assert sum_of(*redivided.rapporten, *redivided.strays) == sum_of(*printed)
    codes = [rij.gemeentecode for rapport in (*redivided.rapporten, *redivided.strays) for rij in rapport.rijen]
    assert len(codes) == len(set(codes))
    assert [rapport.cijfers for rapport in redivided.rapporten] == [rapport.cijfers for rapport in printed]
    assert all(
        rij.cijfers.totaal_sonar == sum(count or 0 for count in rij.cijfers.counts)
        for rapport in (*redivided.rapporten, *redivided.strays)
        for rij in rapport.rijen
    )


@given(
    st.integers(0, LAST - FIRST - 1).map(lambda quarters: FIRST + quarters),
    st.integers(0, LAST - FIRST).map(lambda quarters: (FIRST + quarters).eerste_dag),
    st.booleans(),
)
def test_the_register_of_gemeenten_is_conserved_too(kwartaal: Kwartaal, until: date, estimate: bool) -> None:  # noqa: FBT001
    """Each gemeente has three times as many in the register as in Sonar, and one more; made up."""
    printed = [
        replace(
            rapport,
            rijen=tuple(
                replace(rij, doelgroepregister=3 * (rij.cijfers.totaal_sonar or 0) + 1) for rij in rapport.rijen
            ),
        )
        for rapport in country(kwartaal)
    ]
    redivided = redivide(printed, until, estimate=estimate)
    assert register_of(*redivided.rapporten, *redivided.strays) == register_of(*printed)


@pytest.mark.parametrize("day", DAYS, ids=str)
@settings(max_examples=20)
@given(st.data())
def test_each_merger_adds_up_whatever_the_figures(day: date, data: st.DataObject) -> None:
    """Over every herindeling of 2014-2026, with any figures for the gemeenten concerned."""
    kwartaal = next(kwartaal for kwartaal in reversed(kwartalen_between(FIRST, LAST)) if kwartaal.eerste_dag < day)
    concerned = {
        code for herindeling in herindelingen(kwartaal.eerste_dag, day) for code in (herindeling.van, herindeling.naar)
    }
    printed = [
        replace(
            rapport,
            totaal=None,
            rijen=tuple(
                replace(rij, cijfers=data.draw(any_cijfers())) if rij.gemeentecode in concerned else rij
                for rij in rapport.rijen
            ),
        )
        for rapport in country(kwartaal)
    ]
    estimate = data.draw(st.booleans())
    redivided = redivide(printed, day, estimate=estimate)
    assert sum_of(*redivided.rapporten, *redivided.strays) == sum_of(*printed)


@given(
    st.integers(0, 100_000),
    st.lists(st.integers(1, 100), min_size=1, max_size=6).map(
        lambda parts: [Fraction(part, sum(parts)) for part in parts]
    ),
)
def test_persons_are_divided_whole_and_within_one_of_their_share(count: int, shares: list[Fraction]) -> None:
    parts = apportion(count, shares)
    assert sum(parts) == count
    assert all(abs(part - count * share) < 1 for part, share in zip(parts, shares, strict=True))


def test_the_largest_remainder_gets_the_last_person() -> None:
    assert apportion(10, [Fraction(15, 100), Fraction(41, 100), Fraction(10, 100), Fraction(34, 100)]) == [2, 4, 1, 3]


@pytest.mark.parametrize(
    ("figures", "parts"),
    [
        ((10, 20, 30, 40, 100), [(6, 12, 18, 24, 60), (4, 8, 12, 16, 40)]),
        ((10, 20, 30, 40, 110), [(6, 12, 18, 24, 66), (4, 8, 12, 16, 44)]),  # does not add up, and need not
        ((None, 20, 30, 40, 100), [(None, 12, 18, 24, 60), (None, 8, 12, 16, 40)]),
    ],
)
def test_a_row_is_divided_figure_by_figure(figures: tuple[int, ...], parts: list[tuple[int, ...]]) -> None:
    divided = divide_cijfers(Cijfers.of(*figures), [Fraction(6, 10), Fraction(4, 10)])
    assert [part.figures for part in divided] == parts


def test_three_gemeenten_are_one() -> None:
    """Brielle (1, 40, 70, 18, 129), Hellevoetsluis (3, 110, 200, 50, 363), Westvoorne (0, 30, 58, 12, 100)."""
    redivided = redivide([RIJNMOND_EERDER], date(2023, 1, 1), estimate=False)
    figures = figures_of(redivided)
    assert figures["Voorne aan Zee"] == (4, 180, 328, 80, 592)
    assert len(figures) == 14
    assert redivided.remarks == (
        Remark(Topic.MERGED, Kwartaal(2022, 4), "Voorne aan Zee", ("Brielle", "Hellevoetsluis", "Westvoorne")),
    )
    assert redivided.rapporten[0].rijen[2].place == RIJNMOND_EERDER.rijen[2].place  # of Brielle


def test_a_division_that_changes_nothing_leaves_the_reports_alone() -> None:
    assert redivide([RIJNMOND_EERDER], date(2022, 1, 1), estimate=False).rapporten == (RIJNMOND_EERDER,)
    assert redivide([RIJNMOND_EERDER], None, estimate=False).rapporten == (RIJNMOND_EERDER,)
    assert redivide([], date(2022, 1, 1), estimate=False).rapporten == ()


def test_a_gemeente_twice_in_a_report_is_not_known() -> None:
    twice = replace(RIJNMOND_EERDER, rijen=(*RIJNMOND_EERDER.rijen, RIJNMOND_EERDER.rijen[2]))
    redivided = redivide([twice], date(2023, 1, 1), estimate=False)
    assert figures_of(redivided)["Voorne aan Zee"] == (None,) * 5
    assert redivided.remarks[0] == Remark(Topic.TWICE_IN_QUARTER, Kwartaal(2022, 4), "Brielle", ("Rijnmond",))
    assert redivided.rapporten[0].cijfers == RIJNMOND_EERDER.cijfers


def test_a_gemeente_in_two_reports_of_a_quarter_is_not_known() -> None:
    other = replace(RIJNMOND_EERDER, regio="Elders", regionummer=99, rijen=(RIJNMOND_EERDER.rijen[2],))
    redivided = redivide([RIJNMOND_EERDER, other], date(2023, 1, 1), estimate=False)
    assert figures_of(redivided)["Voorne aan Zee"] == (None,) * 5
    assert Remark(Topic.TWICE_IN_QUARTER, Kwartaal(2022, 4), "Brielle") in redivided.remarks


def test_names_that_no_table_knows_stay_as_printed() -> None:
    strange = replace(RIJNMOND_EERDER.rijen[0], gemeente="Rommeldam", gemeentecode=None)
    redivided = redivide([replace(RIJNMOND_EERDER, rijen=(strange,))], date(2023, 1, 1), estimate=False)
    assert figures_of(redivided) == {"Rommeldam": (3, 67, 85, 22, 177)}


# Across regions


def test_what_comes_from_several_regions_has_no_share_of_one() -> None:
    """Leerdam and Zederik (Gorinchem) and Vianen (Midden-Utrecht) became Vijfheerenlanden in 2019."""
    kwartaal = Kwartaal(2018, 4)
    printed = [make_rapport(nummer, kwartaal) for nummer in (24, 14)]
    redivided = redivide(printed, date(2019, 1, 1), estimate=False)
    (stray,) = redivided.strays
    parts = {rij.gemeente: rij.cijfers for rapport in printed for rij in rapport.rijen}
    assert stray.rijen[0].cijfers == parts["Leerdam"] + parts["Vianen"] + parts["Zederik"]
    assert (stray.regionummer, stray.doelgroepregister) == (24, None)
    assert stray.aandeel_regio(stray.rijen[0].cijfers) is None
    assert [rapport.cijfers for rapport in redivided.rapporten] == [rapport.cijfers for rapport in printed]


def test_a_part_in_a_region_that_was_not_read_is_missed() -> None:
    redivided = redivide([make_rapport(24, Kwartaal(2018, 4))], date(2019, 1, 1), estimate=False)
    assert figures_of(redivided)["Vijfheerenlanden"] == (None,) * 5
    assert Remark(Topic.MISSING_PART, Kwartaal(2018, 4), "Vijfheerenlanden", ("Vianen",)) in redivided.remarks


def test_a_gemeente_that_moved_stands_where_it_belongs_now() -> None:
    """Olst-Wijhe went from Veluwe Stedendriehoek (11) to Regio Zwolle (5) in 2024, by the tables of CBS."""
    old, new = Kwartaal(2023, 4), Kwartaal(2024, 1)
    printed = [make_rapport(nummer, kwartaal) for kwartaal in (old, new) for nummer in (11, 5)]
    history = build_history(printed, Division())
    (stray,) = history.strays
    moved = [remark for remark in history.remarks if remark.topic is Topic.MOVED]
    assert (stray.kwartaal, stray.regionummer, stray.rijen[0].gemeente) == (old, 5, "Olst-Wijhe")
    assert moved == [Remark(Topic.MOVED, old, "Olst-Wijhe", ("Stedendriehoek en Noordwest Veluwe", "Regio Zwolle"))]
    assert [rapport.cijfers for rapport in history.rapporten] == [rapport.cijfers for rapport in printed]


def test_regions_of_a_year_are_added_up_anew() -> None:
    old, new = Kwartaal(2023, 4), Kwartaal(2024, 1)
    printed = [make_rapport(nummer, kwartaal) for nummer in (11, 5, 22) for kwartaal in (old, new)]
    history = build_history(printed, Division(regios_on=date(2024, 1, 1)))
    by_key = {(rapport.regionummer, rapport.kwartaal): rapport for rapport in history.rapporten}
    before = {(rapport.regionummer, rapport.kwartaal): rapport for rapport in printed}
    assert history.strays == ()
    assert by_key[22, old] == before[22, old]
    assert by_key[11, new] == before[11, new]
    for nummer in (11, 5):
        regio = by_key[nummer, old]
        assert {rij.gemeente for rij in regio.rijen} == {rij.gemeente for rij in before[nummer, new].rijen}
        assert regio.cijfers == sum_of(regio)
        assert (regio.doelgroepregister, regio.dekking) == (None, None)
    assert by_key[11, old].cijfers + by_key[5, old].cijfers == before[11, old].cijfers + before[5, old].cijfers
    anew = [remark.subject for remark in history.remarks if remark.topic is Topic.REGIO_ANEW]
    assert sorted(anew) == ["Regio Zwolle", "Veluwe Stedendriehoek"]


def test_a_region_is_not_added_up_without_all_of_its_gemeenten() -> None:
    old, new = Kwartaal(2023, 4), Kwartaal(2024, 1)
    printed = [make_rapport(5, kwartaal) for kwartaal in (old, new)]
    history = build_history(printed, Division(regios_on=date(2024, 1, 1)))
    assert Remark(Topic.REGIO_INCOMPLETE, old, "Regio Zwolle", ("Olst-Wijhe",)) in history.remarks
    assert [rapport.cijfers.totaal_sonar is None for rapport in history.rapporten] == [True, False]


@pytest.mark.parametrize("on", [date(year, 1, 1) for year in range(2014, 2027)], ids=str)
def test_regions_of_any_year_conserve_the_country(on: date) -> None:
    kwartalen = [Kwartaal(2014, 1), Kwartaal(2018, 4), Kwartaal(2021, 1), Kwartaal(2025, 4)]
    history = build_history(
        [rapport for kwartaal in kwartalen for rapport in country(kwartaal)], Division(regios_on=on)
    )
    for kwartaal in kwartalen:
        rapporten = [rapport for rapport in history.rapporten if rapport.kwartaal == kwartaal]
        assert sum((rapport.cijfers for rapport in rapporten), NUL) == sum_of(*country(kwartaal))
        assert sum_of(*rapporten) == sum_of(*country(kwartaal))
        assert sorted(rapport.regionummer or 0 for rapport in rapporten) == [regio.nummer for regio in regios_on(on)]


def test_where_a_split_crossed_regions_added_up_anew_they_cannot_be_compared() -> None:
    """Haaren (27) went to Boxtel and Vught (27), Oisterwijk and Tilburg (30) in 2021."""
    old, new = Kwartaal(2020, 4), Kwartaal(2021, 1)
    printed = [make_rapport(nummer, kwartaal) for nummer in (27, 30, 22) for kwartaal in (old, new)]
    anew = build_history(printed, Division(regios_on=date(2021, 1, 1)))
    assert [anew.is_comparable(nummer, old, new) for nummer in (27, 30, 22)] == [False, False, True]
    assert [build_history(printed, Division()).is_comparable(nummer, old, new) for nummer in (27, 30)] == [True, True]
