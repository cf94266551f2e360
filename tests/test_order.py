from dataclasses import replace

import pytest
from rijnmond import RIJNMOND

from klantprofielen.checks.order import check_order
from klantprofielen.model import Rapport

NAMES = [rij.gemeente for rij in RIJNMOND.rijen]


def named(*names: str) -> Rapport:
    """Rijnmond with the names of its first rows changed; the rest is left out."""
    rijen = (replace(rij, gemeente=name) for rij, name in zip(RIJNMOND.rijen, names, strict=False))
    return replace(RIJNMOND, rijen=tuple(rijen))


def swapped(one: int, other: int) -> Rapport:
    names = list(NAMES)
    names[one], names[other] = names[other], names[one]
    return named(*names)


def test_a_report_in_order_has_no_finding() -> None:
    assert list(check_order(RIJNMOND)) == []


def test_two_names_that_have_changed_places_are_told() -> None:
    first, second = check_order(swapped(3, 10))
    assert (first.kind, first.severity) == ("row-order", "warning")
    assert (first.gemeente, second.gemeente) == (NAMES[10], NAMES[3])
    assert first.message == (
        f"stands where {NAMES[3]} would stand by the alphabet, and the other way round: are their names swapped?"
    )


@pytest.mark.parametrize(
    "names",
    [
        ("'s-Gravenhage", "Delft", "Midden-Delfland", "Rijswijk", "Westland"),
        ("Delft", "'s-Gravenhage", "Midden-Delfland", "Rijswijk", "Westland"),
        ("Delft", "Midden-Delfland", "Rijswijk", "'s-Gravenhage", "Westland"),
        ("De Bilt", "Bunnik", "Houten", "Utrecht", "Zeist"),
        ("Bunnik", "De Bilt", "Houten", "Utrecht", "Zeist"),
        ("Gouda", "IJsselstein", "Krimpen", "Rijswijk", "Zuidplas"),
        ("Zeist", "Utrecht", "Houten", "De Bilt", "Bunnik"),
        ("Zeist", "Utrecht", "Bunnik"),
    ],
    ids=["apostrophe", "under G", "under S", "under B", "under D", "IJ", "backwards", "few"],
)
def test_an_order_that_may_be_meant_is_not_told(names: tuple[str, ...]) -> None:
    assert list(check_order(named(*names))) == []


def test_names_that_slipped_by_some_rows_are_told() -> None:
    (finding,) = check_order(named(*NAMES[-1:], *NAMES[:-1]))
    assert (finding.kind, finding.gemeente) == ("row-order", NAMES[-1])
    assert len(list(check_order(named(*NAMES[5:], *NAMES[:5])))) == 1


def test_more_than_two_names_out_of_order_are_another_order() -> None:
    assert list(check_order(named(*reversed(NAMES)))) == []
    assert list(check_order(named(*NAMES[::2], *NAMES[1::2]))) == []
