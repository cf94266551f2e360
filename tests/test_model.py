from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rijnmond import RIJNMOND

from klantprofielen.model import GEEN_CIJFERS, NUL, Cijfers, Kwartaal, Percentage, share_of, total_of

kwartalen = st.builds(Kwartaal, st.integers(2014, 2030), st.integers(1, 4))
counts = st.none() | st.integers(0, 20_000)
cijfers = st.builds(Cijfers.of, counts, counts, counts, counts, counts)

ALBRANDSWAARD = RIJNMOND.rijen[0].cijfers


@given(kwartalen, st.integers(-40, 40))
def test_a_quarter_that_is_moved_on_comes_back_by_subtraction(kwartaal: Kwartaal, quarters: int) -> None:
    assert (kwartaal + quarters) - kwartaal == quarters


@given(kwartalen, kwartalen)
def test_quarters_order_as_their_first_days_and_as_their_text(one: Kwartaal, other: Kwartaal) -> None:
    assert (one < other) == (one.eerste_dag < other.eerste_dag) == (str(one) < str(other))


def test_a_quarter_follows_the_fourth_in_the_next_year() -> None:
    assert Kwartaal(2022, 4) + 1 == Kwartaal(2023, 1)
    assert Kwartaal(2023, 1) - Kwartaal(2022, 3) == 2


@pytest.mark.parametrize(("jaar", "nummer"), [(2023, 0), (2023, 5), (23, 1), (20230, 1)])
def test_there_is_no_such_quarter(jaar: int, nummer: int) -> None:
    with pytest.raises(ValueError, match="no such quarter"):
        Kwartaal(jaar, nummer)


def test_the_measures_of_albrandswaard() -> None:
    assert ALBRANDSWAARD.met_profiel == 90
    assert ALBRANDSWAARD.zonder_profiel == 88
    assert ALBRANDSWAARD.aandeel_met_profiel == Fraction(90, 178)
    assert ALBRANDSWAARD.aandeel_gemeente == Fraction(2, 70)
    assert ALBRANDSWAARD.aandeel_uwv == Fraction(88, 108)
    assert RIJNMOND.aandeel_regio(ALBRANDSWAARD) == Fraction(178, 14208)
    assert RIJNMOND.bijdrage_dekking(ALBRANDSWAARD) == Fraction(178, 19222)


def test_the_measures_of_rijnmond() -> None:
    assert RIJNMOND.dekking == Fraction(14208, 19222)
    assert RIJNMOND.niet_in_sonar == 5014
    assert RIJNMOND.cijfers.met_profiel == 7634
    assert sum(filter(None, (RIJNMOND.bijdrage_dekking(rij.cijfers) for rij in RIJNMOND.rijen))) == RIJNMOND.dekking


def test_the_rows_of_rijnmond_add_up_to_the_printed_total() -> None:
    assert sum((rij.cijfers for rij in RIJNMOND.rijen), NUL) == RIJNMOND.cijfers


@given(cijfers, cijfers, cijfers)
def test_adding_is_in_any_order(one: Cijfers, two: Cijfers, three: Cijfers) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + NUL == one
    assert one + GEEN_CIJFERS == GEEN_CIJFERS


@given(cijfers)
def test_a_hidden_count_is_never_taken_for_zero(figures: Cijfers) -> None:
    if None in {figures.gemeente_met_profiel, figures.uwv_met_profiel}:
        assert figures.met_profiel is None
        assert figures.aandeel_met_profiel is None


def test_a_sum_or_share_of_what_is_unknown_is_unknown() -> None:
    assert total_of(1, None) is None
    assert total_of() == 0
    assert share_of(None, 10) is None
    assert share_of(1, None) is None
    assert share_of(0, 0) is None
    assert share_of(0, 10) == 0


def test_a_printed_percentage_stands_for_all_that_rounds_to_it() -> None:
    seventy_four = Percentage(74, 0)
    assert seventy_four.window == (Fraction(735, 1000), Fraction(745, 1000))
    assert seventy_four.fits(Fraction(14208, 19222))
    assert not Percentage(75, 0).fits(Fraction(14208, 19222))
    assert Percentage(739, 1).fits(Fraction(14208, 19222))
    assert not Percentage(738, 1).fits(Fraction(14208, 19222))
