"""Two editions of a report, cell by cell."""

from collections import Counter
from collections.abc import Iterator

from klantprofielen.archive.edition import Change
from klantprofielen.model import FIGURES, Rapport, Rij
from klantprofielen.notation import format_percentage, name_key

Printed = int | str | None


def find_changes(old: Rapport, new: Rapport) -> tuple[Change, ...]:
    """Every cell that is printed otherwise: gemeenten in the order of the new report, then those that have gone."""
    return tuple(_changes(old, new))


def _changes(old: Rapport, new: Rapport) -> Iterator[Change]:
    before, after = _by_gemeente(old), _by_gemeente(new)
    for key in dict.fromkeys((*after, *before)):
        rij = after.get(key) or before[key]
        yield from _cells(before.get(key), after.get(key), rij.gemeente, rij.gemeentecode)
    yield from _cells(old.totaal, new.totaal, None, None)
    facts = (
        ("doelgroepregister", old.doelgroepregister, new.doelgroepregister),
        ("dekking_gedrukt", _percentage(old), _percentage(new)),
    )
    for column, one, other in facts:
        if one != other:
            yield Change(gemeente=None, gemeentecode=None, column=column, old=one, new=other)


def _by_gemeente(rapport: Rapport) -> dict[tuple[str, int], Rij]:
    """The rows by gemeente; of one that is listed twice, each by its turn."""
    rijen: dict[tuple[str, int], Rij] = {}
    turns = Counter[str]()
    for rij in rapport.rijen:
        key = rij.gemeentecode or name_key(rij.gemeente)
        rijen[key, turns[key]] = rij
        turns[key] += 1
    return rijen


def _cells(old: Rij | None, new: Rij | None, gemeente: str | None, code: str | None) -> Iterator[Change]:
    for column, one, other in zip(FIGURES, _printed(old), _printed(new), strict=True):
        if one != other:
            yield Change(gemeente=gemeente, gemeentecode=code, column=column, old=one, new=other)


def _printed(rij: Rij | None) -> tuple[Printed, ...]:
    if rij is None:
        return (None,) * len(FIGURES)
    cells = zip(rij.cijfers.figures, rij.hidden, strict=True)
    return tuple(mark if figure is None else figure for figure, mark in cells)


def _percentage(rapport: Rapport) -> str | None:
    return format_percentage(rapport.dekking_gedrukt) if rapport.dekking_gedrukt else None
