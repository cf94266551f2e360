"""Gemeenten, arbeidsmarktregio's and their spellings by date: the look-ups over the tables in `gebieden/`."""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from operator import attrgetter
from os.path import dirname, join

from klantprofielen.model import Gemeente, Regio
from klantprofielen.notation import name_key

GEBIEDEN = join(dirname(__file__), "gebieden")  # noqa: PTH118, PTH120 - pathlib takes long to import
REGIOS = 35
"""The number of arbeidsmarktregio's."""
FIRST_YEAR, LAST_YEAR = 2014, 2026
"""From 1 January of the first to the end of the last the tables know the gemeenten and regions of each day."""
ANY_DAY = date(9999, 1, 1)
"""The day to ask for where no quarter is known: the newest division holds, and names of the past are understood too."""


@dataclass(frozen=True, slots=True)
class _Period:
    """From the first day on, up to and not including the last."""

    vanaf: date
    tot: date

    def __contains__(self, on: date) -> bool:
        return self.vanaf <= on < self.tot


def find_gemeente(name: str, on: date) -> Gemeente | None:
    """The gemeente of this name or spelling, or of this code (`GM0599`), on this day."""
    key = name_key(name)
    return _gemeenten_by_key(_edition(on)).get(key) or (_past_gemeenten().get(key) if on == ANY_DAY else None)


def find_regio(name: str, on: date) -> Regio | None:
    """The arbeidsmarktregio of this name or spelling, or of this CBS code (`AM22`), on this day.

    A name of another time is understood too where it means one region only.
    """
    key = name_key(name)
    return _regios_by_key(_edition(on)).get(key)


def regio_of(nummer: int | None, on: date) -> Regio | None:
    """The arbeidsmarktregio with this UWV number on this day."""
    return next((regio for regio in regios_on(on) if regio.nummer == nummer), None)


def gemeenten_of(regionummer: int, on: date) -> tuple[Gemeente, ...]:
    """The gemeenten of a region on this day, by name."""
    return tuple(gemeente for gemeente in gemeenten_on(on) if gemeente.regionummer == regionummer)


def gemeenten_on(on: date) -> tuple[Gemeente, ...]:
    """All gemeenten of this day, by name."""
    return _gemeenten(_edition(on))


def regios_on(on: date) -> tuple[Regio, ...]:
    """All arbeidsmarktregio's of this day, by number."""
    return _regios(_edition(on))


@dataclass(frozen=True, slots=True)
class Herindeling:
    """A gemeente whose code ended on a day, and a gemeente that it went to, whole (`share` is 1) or in part.

    The share is one of inhabitants, an estimate; see `gebieden/README.md`.
    """

    van: str
    naar: str
    datum: date
    share: Fraction

    @property
    def is_split(self) -> bool:
        return self.share != 1


def herindelingen(after: date, until: date) -> tuple[Herindeling, ...]:
    """What was changed after the first day, up to and including the last, in order of time."""
    rows = _herindelingen()
    first, last = (bisect_right(rows, day, key=attrgetter("datum")) for day in (after, until))
    return rows[first:last]


def near_gemeenten(name: str, on: date) -> list[Gemeente]:
    """Gemeenten whose name is written almost like this one, the nearest first."""
    by_key = _gemeenten_by_key(_edition(on))
    return list({by_key[key].code: by_key[key] for key in _near_keys(name, by_key, 0.8)}.values())


def near_regios(name: str, on: date) -> list[Regio]:
    """Regions whose name is written almost like this one, the nearest first."""
    by_key = _regios_by_key(_edition(on))
    return list({by_key[key].nummer: by_key[key] for key in _near_keys(name, by_key, 0.75)}.values())


def _near_keys(name: str, keys: Iterable[str], cutoff: float) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - seldom needed

    return get_close_matches(name_key(name), keys, cutoff=cutoff)


# The tables change on a few days only: whatever is asked for a day is kept for all days up to the next change.


@cache
def _gemeenten(edition: date) -> tuple[Gemeente, ...]:
    rows = (
        Gemeente(row["gemeentecode"], row["gemeentenaam"], int(row["arbeidsmarktregio"]))
        for row, period in _table("gemeenten.csv")
        if edition in period
    )
    return tuple(sorted(rows, key=lambda gemeente: name_key(gemeente.naam)))


@cache
def _gemeenten_by_key(edition: date) -> dict[str, Gemeente]:
    by_code = {gemeente.code: gemeente for gemeente in _gemeenten(edition)}
    aliases = {
        name_key(row["alias"]): by_code[row["gemeentecode"]]
        for row, _ in _table("aliassen.csv")
        if row["gemeentecode"] in by_code
    }
    names = {name_key(gemeente.naam): gemeente for gemeente in by_code.values()}
    codes = {name_key(code): gemeente for code, gemeente in by_code.items()}
    return aliases | codes | names


@cache
def _past_gemeenten() -> dict[str, Gemeente]:
    return {key: gemeente for edition in sorted(_changes()) for key, gemeente in _gemeenten_by_key(edition).items()}


@cache
def _regios(edition: date) -> tuple[Regio, ...]:
    rows = (
        Regio(int(row["number"]), row["naam"], row["cbs_code"])
        for row, period in _table("arbeidsmarktregios.csv")
        if edition in period
    )
    return tuple(sorted(rows, key=lambda regio: regio.nummer))


@cache
def _regios_by_key(edition: date) -> dict[str, Regio]:
    by_number = {regio.nummer: regio for regio in _regios(edition)}
    current = {name_key(name): regio for regio in by_number.values() for name in (regio.naam, regio.code)}
    spellings: dict[str, Regio] = {}
    for row, _ in _table("arbeidsmarktregios.csv"):
        for name in (row["naam"], row["cbs_code"], *filter(None, row["aliases"].split("|"))):
            spellings[name_key(name)] = by_number[int(row["number"])]
    return spellings | current


@cache
def _herindelingen() -> tuple[Herindeling, ...]:
    rows = (
        Herindeling(row["from_code"], row["to_code"], date.fromisoformat(row["date"]), Fraction(row["share"]))
        for row, _ in _table("herindelingen.csv")
    )
    return tuple(sorted(rows, key=lambda herindeling: (herindeling.datum, herindeling.van)))


@cache
def _edition(on: date) -> date:
    """The last day up to this one on which a table changed; before the tables begin, their first day."""
    changes = _changes()
    return max((change for change in changes if change <= on), default=min(changes))


@cache
def _changes() -> frozenset[date]:
    return frozenset(
        day
        for name in ("gemeenten.csv", "arbeidsmarktregios.csv")
        for _, period in _table(name)
        for day in (period.vanaf, period.tot)
        if day != date.max
    )


@cache
def _table(name: str) -> tuple[tuple[dict[str, str], _Period], ...]:
    return tuple(_rows(name))


def _rows(name: str) -> Iterator[tuple[dict[str, str], _Period]]:
    with open(join(GEBIEDEN, name), encoding="utf-8", newline="") as stream:  # noqa: PTH118, PTH123 - likewise
        for row in csv.DictReader(stream):
            vanaf = date.fromisoformat(row.get("vanaf") or "2014-01-01")
            yield row, _Period(vanaf, date.fromisoformat(row["tot"]) if row.get("tot") else date.max)
