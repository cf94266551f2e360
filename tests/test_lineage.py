from datetime import date
from fractions import Fraction

import pytest

from klantprofielen.reference import ANY_DAY, herindelingen
from klantprofielen.reference.lineage import breaks_between, codes_on, follow, moves_between

START, NOW = date(2014, 1, 1), date(2026, 1, 1)
WHOLE = Fraction(1)


@pytest.mark.parametrize(
    ("code", "day", "until", "target"),
    [
        ("GM0501", START, NOW, "GM1992"),  # Brielle: Voorne aan Zee, 2023
        ("GM0501", START, date(2022, 12, 31), "GM0501"),
        ("GM0501", START, date(2023, 1, 1), "GM1992"),
        ("GM0265", START, NOW, "GM1945"),  # Millingen: Groesbeek 2015, which became Berg en Dal in 2016
        ("GM0265", START, date(2015, 6, 1), "GM0241"),
        ("GM1921", date(2015, 7, 1), NOW, "GM1921"),  # De Friese Meren ended on that very day
        ("GM1921", date(2015, 4, 1), NOW, "GM1940"),
        ("GM0457", date(2022, 1, 1), date(2022, 4, 1), "GM0363"),  # Weesp: Amsterdam, on 24 March 2022
        ("GM0599", START, NOW, "GM0599"),  # Rotterdam
        ("GM1945", NOW, date(2015, 6, 1), "GM0241"),  # a rename can be undone
        ("GM1940", NOW, START, "GM1921"),
        ("GM1992", NOW, START, "GM1992"),  # a merger cannot
    ],
)
def test_a_gemeente_goes_on_in_one_other(code: str, day: date, until: date, target: str) -> None:
    assert follow(code, day, until) == ((target, WHOLE),)


@pytest.mark.parametrize(
    "code",
    [
        "GM0788",  # Haaren, divided in 2021
        "GM0140",  # Littenseradiel, divided in 2018
        "GM0081",  # Leeuwarderadeel went to Leeuwarden whole, which got a part of Littenseradiel on the same day
        "GM0063",  # het Bildt, to the new Waadhoeke, which got a part of it too
        "GM0005",  # Bedum, to Het Hogeland, which got a part of Winsum
    ],
)
def test_what_was_divided_or_went_to_who_got_a_part_stays_what_it_was(code: str) -> None:
    assert follow(code, START, NOW) == ((code, WHOLE),)


def test_an_estimate_divides_by_the_shares() -> None:
    assert follow("GM0788", START, NOW, estimate=True) == (
        ("GM0757", Fraction(15, 100)),
        ("GM0824", Fraction(41, 100)),
        ("GM0855", Fraction(10, 100)),
        ("GM0865", Fraction(34, 100)),
    )


def test_a_gemeente_that_gets_others_is_one_of_its_own_sources() -> None:
    moves = moves_between(date(2021, 10, 1), NOW, estimate=False)
    assert moves.sources["GM0439"] == (("GM0439", WHOLE), ("GM0370", WHOLE))  # Purmerend, with Beemster
    assert "GM0439" not in moves.targets


@pytest.mark.parametrize("estimate", [False, True])
@pytest.mark.parametrize(
    "until", [date(2015, 1, 1), date(2018, 1, 1), date(2019, 1, 1), date(2021, 1, 1), NOW], ids=str
)
def test_everyone_goes_somewhere_and_together_it_is_the_division(until: date, *, estimate: bool) -> None:
    """Whatever is not comparable stays what it was; all else is in the division of the day."""
    shares = {code: follow(code, START, until, estimate=estimate) for code in codes_on(START)}
    assert all(sum(share for _, share in parts) == 1 for parts in shares.values())
    reached = {target for parts in shares.values() for target, _ in parts}
    stayed = {code for code, parts in shares.items() if parts == ((code, WHOLE),)} - codes_on(until)
    assert reached - stayed <= codes_on(until)
    if estimate:
        assert reached == codes_on(until)
        assert not stayed


def test_across_a_split_neither_the_divided_nor_its_receivers_can_be_compared() -> None:
    day = date(2021, 1, 1)
    breaks = breaks_between(date(2020, 10, 1), day, day, estimate=False)
    assert breaks == dict.fromkeys(("GM0788", "GM0757", "GM0824", "GM0855", "GM0865"), (day,))
    assert breaks_between(date(2020, 10, 1), day, day, estimate=True) == {}
    assert breaks_between(day, NOW, NOW, estimate=False) == {}


def test_a_receiver_that_went_on_in_another_hands_on_its_break() -> None:
    """Maasdonk went to 's-Hertogenbosch and Oss in 2015: both are there still."""
    breaks = breaks_between(START, NOW, NOW, estimate=False)
    assert breaks["GM0796"] == breaks["GM0828"] == breaks["GM1671"] == (date(2015, 1, 1),)


def test_a_merger_after_the_day_of_the_division_cannot_be_compared() -> None:
    breaks = breaks_between(date(2018, 10, 1), date(2019, 1, 1), date(2018, 1, 1), estimate=False)
    assert breaks["GM0014"] == breaks["GM0009"] == (date(2019, 1, 1),)  # Groningen, with Ten Boer


def test_no_merger_breaks_the_division_that_has_it() -> None:
    splits = {herindeling.datum for herindeling in herindelingen(START, ANY_DAY) if herindeling.is_split}
    breaks = breaks_between(START, NOW, NOW, estimate=False)
    assert {day for days in breaks.values() for day in days} == splits
