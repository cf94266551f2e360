from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rijnmond import RIJNMOND

from klantprofielen.analysis.doel import AANDEEL, Doel
from klantprofielen.model import Cijfers

ROTTERDAM = RIJNMOND.rijen[9].cijfers


def nodig(
    percent: str, maat: str = "dekking", cijfers: Cijfers = RIJNMOND.cijfers, register: int | None = 19222
) -> int:
    found = Doel(Fraction(percent) / 100, maat).nodig(cijfers, register)
    assert found is not None
    return found


def test_the_registrations_that_rijnmond_needs() -> None:
    assert nodig("80") == 1170  # 15.377,6 of 19.222 is 15.378; 14.208 are there
    assert nodig("74") == 17  # 14.224,28
    assert nodig("73.9") == 0  # 14.205,058: there are 14.208
    assert nodig("100") == 5014


def test_the_profiles_that_rijnmond_and_rotterdam_need() -> None:
    assert nodig("60", AANDEEL) == 891  # 8.524,8 of 14.208; 7.634 are there
    assert nodig("60", AANDEEL, ROTTERDAM) == 665  # 4.527,6 of 7.546; 3.863 are there
    assert nodig("50", AANDEEL, ROTTERDAM) == 0


def test_a_target_that_is_met_by_the_last_person_is_reached() -> None:
    seven = Cijfers.of(0, 0, 0, 7, 7)
    assert nodig("7", cijfers=seven, register=100) == 0  # in floating point 7% of 100 is more than 7
    assert nodig("7.01", cijfers=seven, register=100) == 1


def test_what_cannot_be_known_is_not_known() -> None:
    target = Doel(Fraction(4, 5))
    assert target.nodig(ROTTERDAM, None) is None
    assert target.nodig(ROTTERDAM, 0) is None
    assert target.nodig(Cijfers.of(1, 2, 3, 4, None), 100) is None
    assert Doel(Fraction(4, 5), AANDEEL).nodig(Cijfers.of(None, 2, 3, 4, 10), None) is None
    assert Doel(Fraction(4, 5), AANDEEL).nodig(Cijfers.of(0, 0, 0, 0, 0), 10) is None


@pytest.mark.parametrize(("share", "maat"), [(0, "dekking"), (Fraction(6, 5), "dekking"), (1, "totaal_sonar")])
def test_what_is_no_target_is_refused(share: Fraction, maat: str) -> None:
    with pytest.raises(ValueError, match="no such target"):
        Doel(Fraction(share), maat)


@given(st.integers(1, 9_999), st.integers(0, 20_000), st.integers(1, 20_000))
def test_so_many_more_reach_the_target_and_one_less_does_not(basis_points: int, totaal: int, register: int) -> None:
    share = Fraction(basis_points, 10_000)
    needed = Doel(share).nodig(Cijfers.of(0, 0, 0, totaal, totaal), register)
    assert needed is not None
    assert Fraction(totaal + needed, register) >= share
    assert needed == 0 or Fraction(totaal + needed - 1, register) < share
