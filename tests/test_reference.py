from datetime import date
from fractions import Fraction

import pytest

from klantprofielen.model import Gemeente, Regio
from klantprofielen.reference import (
    ANY_DAY,
    find_gemeente,
    find_regio,
    gemeenten_of,
    gemeenten_on,
    herindelingen,
    near_gemeenten,
    near_regios,
    regio_of,
    regios_on,
)

TODAY = date(2023, 1, 1)
RIJNMOND = (
    "Albrandswaard",
    "Barendrecht",
    "Capelle aan den IJssel",
    "Goeree-Overflakkee",
    "Hoeksche Waard",
    "Krimpen aan den IJssel",
    "Maassluis",
    "Nissewaard",
    "Ridderkerk",
    "Rotterdam",
    "Schiedam",
    "Vlaardingen",
    "Voorne aan Zee",
    "Zuidplas",
)
COUNTS = {
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2024: 342,
    2025: 342,
    2026: 342,
}


@pytest.mark.parametrize(("year", "count"), COUNTS.items())
def test_every_year_has_its_gemeenten_and_35_regions(year: int, count: int) -> None:
    on = date(year, 1, 1)
    gemeenten = gemeenten_on(on)
    assert len(gemeenten) == count
    assert len({gemeente.code for gemeente in gemeenten}) == len({gemeente.naam for gemeente in gemeenten}) == count
    assert [regio.nummer for regio in regios_on(on)] == list(range(1, 36))
    assert len({regio.code for regio in regios_on(on)}) == 35
    assert {gemeente.regionummer for gemeente in gemeenten} == set(range(1, 36))


@pytest.mark.parametrize("year", COUNTS)
def test_every_gemeente_is_found_by_its_name_and_by_its_code(year: int) -> None:
    on = date(year, 1, 1)
    for gemeente in gemeenten_on(on):
        assert find_gemeente(gemeente.naam, on) == find_gemeente(gemeente.code, on) == gemeente
    for regio in regios_on(on):
        assert find_regio(regio.naam, on) == find_regio(regio.code, on) == regio_of(regio.nummer, on) == regio


def test_the_gemeenten_of_a_region_come_by_name() -> None:
    assert tuple(gemeente.naam for gemeente in gemeenten_of(22, TODAY)) == RIJNMOND
    assert gemeenten_of(36, TODAY) == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("rotterdam", "GM0599"),
        ("ROTTERDAM ", "GM0599"),
        ("Den Haag", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Sudwest Fryslan", "GM1900"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen (L)", "GM0893"),
        ("Kaag en Braassum", "GM1884"),
        ("gm0599", "GM0599"),
    ],
)
def test_a_gemeente_is_found_by_any_of_its_spellings(name: str, code: str) -> None:
    gemeente = find_gemeente(name, TODAY)
    assert gemeente
    assert gemeente.code == code


def test_a_name_that_nobody_has_is_not_found() -> None:
    assert find_gemeente("Ons Dorp", TODAY) is None
    assert find_gemeente("", TODAY) is None
    assert find_regio("Ons Dorp", TODAY) is None
    assert regio_of(36, TODAY) is None
    assert regio_of(None, TODAY) is None


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2014, 1, 1), "GM1921"),
        (date(2015, 6, 30), "GM1921"),
        (date(2015, 7, 1), "GM1940"),
        (date(2023, 1, 1), "GM1940"),
    ],
)
def test_de_friese_meren_is_two_gemeenten_at_two_times(on: date, code: str) -> None:
    gemeente = find_gemeente("De Friese Meren", on)
    assert gemeente
    assert gemeente.code == code


@pytest.mark.parametrize(
    ("name", "before", "after", "on"),
    [
        ("Elburg", 11, 5, date(2022, 1, 1)),
        ("Weesp", 12, 10, date(2022, 1, 1)),
        ("Hardinxveld-Giessendam", 24, 26, date(2018, 1, 1)),
        ("Zuidplas", 19, 22, date(2015, 1, 1)),
        ("Olst-Wijhe", 11, 5, date(2024, 1, 1)),
    ],
)
def test_a_gemeente_moves_to_another_region_on_its_day(name: str, before: int, after: int, on: date) -> None:
    old, new = find_gemeente(name, on.replace(year=on.year - 1)), find_gemeente(name, on)
    assert old
    assert new
    assert (old.code, old.regionummer, new.regionummer) == (new.code, before, after)
    assert old in gemeenten_of(before, on.replace(year=on.year - 1))
    assert new in gemeenten_of(after, on)


@pytest.mark.parametrize(
    ("name", "last", "successor"),
    [
        ("Weesp", date(2022, 3, 23), "Amsterdam"),
        ("Brielle", date(2022, 12, 31), "Voorne aan Zee"),
        ("Haren", date(2018, 12, 31), "Groningen"),
        ("Vianen", date(2018, 12, 31), "Vijfheerenlanden"),
    ],
)
def test_a_gemeente_that_merged_is_known_up_to_its_last_day(name: str, last: date, successor: str) -> None:
    after = date.fromordinal(last.toordinal() + 1)
    assert find_gemeente(name, last)
    assert find_gemeente(name, after) is None
    assert find_gemeente(successor, after)


def test_on_any_day_names_of_the_past_are_understood_too() -> None:
    assert find_gemeente("Brielle", ANY_DAY) == Gemeente("GM0501", "Brielle", 22)
    friese = find_gemeente("De Friese Meren", ANY_DAY)
    assert friese
    assert friese.code == "GM1940"
    assert len(gemeenten_on(ANY_DAY)) == 342


def test_before_the_tables_begin_their_first_day_holds() -> None:
    assert gemeenten_on(date(2010, 1, 1)) == gemeenten_on(date(2014, 1, 1))


@pytest.mark.parametrize(
    ("on", "naam", "code"),
    [
        (date(2015, 12, 31), "IJsselvechtstreek", "AM04"),
        (date(2016, 1, 1), "Regio Zwolle", "AM36"),
    ],
)
def test_a_region_is_found_by_its_names_of_all_times_and_named_as_on_the_day(on: date, naam: str, code: str) -> None:
    assert find_regio("IJsselvechtstreek", on) == find_regio("Regio Zwolle", on) == Regio(5, naam, code)


@pytest.mark.parametrize(
    ("name", "nummer"),
    [("Zaanstreek-Waterland", 7), ("helmond de peel", 32), ("Fryslân", 2), ("Stedendriehoek", 11), ("AM22", 22)],
)
def test_a_region_is_found_by_any_of_its_spellings(name: str, nummer: int) -> None:
    regio = find_regio(name, TODAY)
    assert regio
    assert regio.nummer == nummer


def test_the_number_of_uwv_is_not_that_of_the_cbs() -> None:
    assert find_regio("Twente", TODAY) == Regio(9, "Twente", "AM05")
    assert regio_of(5, TODAY) == Regio(5, "Regio Zwolle", "AM36")


def test_names_that_are_almost_right_are_suggested_once_each_and_the_nearest_first() -> None:
    assert [gemeente.naam for gemeente in near_gemeenten("Roterdam", TODAY)] == ["Rotterdam"]
    assert next(gemeente.naam for gemeente in near_gemeenten("Bergen op Zom", TODAY)) == "Bergen op Zoom"
    assert near_gemeenten("Onvindbaar", TODAY) == []
    assert [regio.naam for regio in near_regios("Rijnmont", TODAY)] == ["Rijnmond"]
    assert near_regios("xyz", TODAY) == []


def test_voorne_aan_zee_came_from_three_gemeenten_in_2023() -> None:
    found = herindelingen(date(2022, 10, 1), date(2023, 1, 1))
    assert {change.van for change in found if change.naar == "GM1992"} == {"GM0501", "GM0530", "GM0614"}
    assert not any(change.is_split for change in found)


def test_the_first_day_is_left_out_and_the_last_is_in() -> None:
    assert herindelingen(date(2023, 1, 1), date(2023, 4, 1)) == ()


def test_a_divided_gemeente_is_told_with_its_shares() -> None:
    haaren = {
        change.naar: change.share for change in herindelingen(date(2020, 10, 1), date(2021, 1, 1)) if change.is_split
    }
    assert haaren["GM0855"] == Fraction(1, 10)
    assert sum(haaren.values()) == 1
