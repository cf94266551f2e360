"""Against the quarter before; Rijnmond of 2023-Q1 is real, all quarters before it are made up from it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from history import kwartalen_between, make_rapport
from rijnmond import FIGURES, RIJNMOND, build_rij

from klantprofielen.checks.history import check_history, figures_before, is_jump
from klantprofielen.model import Cijfers, Kwartaal, Rapport
from klantprofielen.reference import ANY_DAY, find_gemeente, regios_on

OLD: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "Brielle": ("GM0501", (1, 40, 70, 20, 131)),
    "Hellevoetsluis": ("GM0530", (3, 100, 190, 50, 343)),
    "Westvoorne": ("GM0614", (1, 40, 74, 12, 127)),
}
"""Made up; together 5, 180, 334, 82 and 601, as Voorne aan Zee had in 2023-Q1."""


NOW, BEFORE_THAT = Kwartaal(2023, 2), Kwartaal(2023, 1)


def quarter(figures: Mapping[str, tuple[int | None, ...]], kwartaal: Kwartaal = NOW) -> Rapport:
    """A report of these rows, without a total row."""
    rijen = tuple(
        replace(build_rij(name, row, line), gemeentecode=find_code(name, kwartaal))
        for line, (name, row) in enumerate(figures.items())
    )
    return replace(RIJNMOND, kwartaal=kwartaal, rijen=rijen, totaal=None)


def find_code(name: str, kwartaal: Kwartaal) -> str | None:
    gemeente = find_gemeente(name, kwartaal.eerste_dag)
    return gemeente.code if gemeente else None


BEFORE = replace(
    quarter(
        {name: row for name, row in FIGURES.items() if name != "Voorne aan Zee"}
        | {name: row for name, (_, row) in OLD.items()},
        Kwartaal(2022, 4),
    ),
    totaal=RIJNMOND.totaal,
)


def kinds(rapport: Rapport, previous: Rapport) -> list[tuple[str, str | None, str | None]]:
    return [(finding.kind, finding.gemeente, finding.column) for finding in check_history(rapport, previous)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (100, 126, True),
        (100, 125, False),
        (1000, 1250, False),
        (1000, 1251, True),
        (0, 25, False),
        (0, 26, True),
        (100, 74, True),
        (100, 75, False),
        (10, 35, False),
        (10, 36, True),
        (50, 50, False),
    ],
)
def test_a_jump_is_more_than_25_percent_and_more_than_25_persons(old: int, new: int, expected: bool) -> None:  # noqa: FBT001
    assert is_jump(old, new) is expected


def test_three_gemeenten_that_merged_are_added_up() -> None:
    expected = figures_before(BEFORE, RIJNMOND)
    assert expected["GM1992"] == Cijfers.of(5, 180, 334, 82, 601)
    assert not {"GM0501", "GM0530", "GM0614"} & expected.keys()
    assert kinds(RIJNMOND, BEFORE) == []


def test_a_jump_is_told_where_it_is_printed() -> None:
    before = FIGURES | {"Schiedam": (4, 265, 310, 222, 801)}
    (one, other) = check_history(quarter(FIGURES), quarter(before, BEFORE_THAT))
    assert (one.kind, one.gemeente, one.column, one.printed, one.expected, one.page) == (
        "jump",
        "Schiedam",
        "uwv_met_profiel",
        410,
        310,
        2,
    )
    assert "was 310 in the 1e kwartaal 2023 and is 410 now (+32,3%)" in one.message
    assert (other.column, other.printed, other.expected) == ("uwv_zonder_profiel", 122, 222)


def test_the_register_may_jump_too() -> None:
    before = replace(RIJNMOND, doelgroepregister=12000)
    assert kinds(replace(RIJNMOND, kwartaal=NOW), before) == [("jump", None, "doelgroepregister")]


def test_what_is_hidden_is_held_against_nothing() -> None:
    hidden = FIGURES | {"Rotterdam": (None, None, None, None, None)}
    assert kinds(quarter(hidden), quarter(FIGURES, BEFORE_THAT)) == []
    assert kinds(quarter(FIGURES), quarter(hidden, BEFORE_THAT)) == []


def test_two_names_that_have_changed_places_are_seen() -> None:
    swapped = FIGURES | {"Maassluis": FIGURES["Nissewaard"], "Nissewaard": FIGURES["Maassluis"]}
    found = kinds(quarter(swapped), quarter(FIGURES, BEFORE_THAT))
    assert [entry for entry in found if entry[0] == "swapped-gemeenten"] == [
        ("swapped-gemeenten", "Maassluis", None),
        ("swapped-gemeenten", "Nissewaard", None),
    ]


def test_two_columns_that_have_changed_places_are_seen() -> None:
    swapped = {name: (a, d, c, b, total) for name, (a, b, c, d, total) in FIGURES.items()}
    found = [entry for entry in kinds(quarter(swapped), quarter(FIGURES, BEFORE_THAT)) if entry[0] != "jump"]
    assert found == [("swapped-columns", None, "gemeente_zonder_profiel")]


def test_a_gemeente_that_vanished_or_appeared_is_told() -> None:
    fewer = {name: row for name, row in FIGURES.items() if name != "Schiedam"}
    assert kinds(quarter(fewer), quarter(FIGURES, BEFORE_THAT))[0][:2] == ("vanished-gemeente", "Schiedam")
    assert ("appeared-gemeente", "Schiedam", None) in kinds(quarter(FIGURES), quarter(fewer, BEFORE_THAT))


def test_a_gemeente_that_moved_by_the_tables_is_neither() -> None:
    """Olst-Wijhe went from Regio Zwolle to Stedendriehoek in 2024."""
    zwolle, driehoek = (make_rapport(nummer, Kwartaal(2024, 1)) for nummer in (11, 5))
    before = [make_rapport(nummer, Kwartaal(2023, 4)) for nummer in (11, 5)]
    assert [kinds(zwolle, before[0]), kinds(driehoek, before[1])] == [[], []]


def test_nothing_is_found_in_ten_years_that_move_slowly() -> None:
    kwartalen = kwartalen_between(Kwartaal(2014, 1), Kwartaal(2025, 4))
    for nummer in [regio.nummer for regio in regios_on(ANY_DAY)]:
        rapporten = [make_rapport(nummer, kwartaal) for kwartaal in kwartalen]
        found = [finding for one, other in pairwise(rapporten) for finding in check_history(other, one)]
        assert not found, (nummer, [str(finding) for finding in found[:3]])


def test_a_report_may_be_ahead_of_the_tables() -> None:
    """The three gemeenten of Voorne aan Zee merged on 1 January 2023; a report of the quarter before may have it."""
    assert kinds(quarter(FIGURES, Kwartaal(2023, 1)), quarter(FIGURES, Kwartaal(2022, 4))) == []
