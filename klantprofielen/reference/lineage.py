"""What became of a gemeente: the codes that it went on in, and the days over which it cannot be compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from klantprofielen.reference import ANY_DAY, Herindeling, find_gemeente, gemeenten_on, herindelingen

WHOLE = Fraction(1)
Shares = tuple[tuple[str, Fraction], ...]
"""Codes, each with the share that goes to it; together 1."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How the gemeenten of one day stand in the division of another: only those that changed."""

    targets: Mapping[str, Shares]
    sources: Mapping[str, Shares]
    """Per gemeente that something goes to all that it consists of; itself too, where it was there before."""

    def is_foreign_to(self, codes: Iterable[str | None]) -> bool:
        """Whether nothing happens to any of these."""
        return self.targets.keys().isdisjoint(held := list(codes)) and self.sources.keys().isdisjoint(held)

    def targets_of(self, code: str) -> Shares:
        """What a gemeente goes on in; itself where nothing happened to it."""
        return self.targets.get(code, ((code, WHOLE),))


NO_MOVES = Moves({}, {})


def follow(code: str, day: date, until: date, *, estimate: bool = False) -> Shares:
    """In what a gemeente of `day` goes on in the division of `until`.

    One that was divided, or went to a gemeente that got a part of another on that same day, stays what it was: its
    figures cannot be added to anything. To estimate is to divide them by the share of inhabitants.
    """
    if until < day:
        return ((_rename_back(code, day, until), WHOLE),)
    leaving = _leaving(code, day, until)
    if not leaving or (not estimate and any(_is_broken(herindeling) for herindeling in leaving)):
        return ((code, WHOLE),)
    return tuple(
        (target, share * herindeling.share)
        for herindeling in leaving
        for target, share in follow(herindeling.naar, herindeling.datum, until, estimate=estimate)
    )


@cache
def moves_between(day: date, until: date, *, estimate: bool) -> Moves:
    """All gemeenten of a day that are something else in the division of another."""
    there = codes_on(day)
    ended = {code for herindeling in _between(day, until) for code in (herindeling.van, herindeling.naar)} & there
    followed = {code: follow(code, day, until, estimate=estimate) for code in ended}
    targets = {code: shares for code, shares in sorted(followed.items()) if shares != ((code, WHOLE),)}
    sources: defaultdict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for code, shares in targets.items():
        for target, share in shares:
            sources[target].append((code, share))
    for target, parts in sources.items():
        if target in there and target not in targets:
            parts.insert(0, (target, WHOLE))
    return Moves(targets, {target: tuple(parts) for target, parts in sources.items()})


def breaks_between(first: date, last: date, until: date | None, *, estimate: bool) -> dict[str, tuple[date, ...]]:
    """Per code of the division (None: as printed) the days over which its figures cannot be compared."""
    breaks: defaultdict[str, set[date]] = defaultdict(set)
    for herindeling in herindelingen(first, last):
        late = until is not None and herindeling.datum > until and not is_rename(herindeling)
        if late or (_is_broken(herindeling) and not estimate):
            for code in (herindeling.van, herindeling.naar):
                for target, _ in ((code, WHOLE),) if late or until is None else follow(code, herindeling.datum, until):
                    breaks[target].add(herindeling.datum)
    return {code: tuple(sorted(days)) for code, days in breaks.items()}


def splits_between(first: date, last: date) -> dict[str, tuple[Herindeling, ...]]:
    """Per gemeente that was divided its parts."""
    splits: defaultdict[str, list[Herindeling]] = defaultdict(list)
    for herindeling in herindelingen(first, last):
        if herindeling.is_split:
            splits[herindeling.van].append(herindeling)
    return {code: tuple(parts) for code, parts in splits.items()}


def heirs_of(code: str, until: date) -> set[str]:
    """All gemeenten to which a gemeente, or a part of it, has gone; also where it was divided."""
    heirs = {code}
    for herindeling in herindelingen(date.min, until):
        if herindeling.van in heirs:
            heirs.add(herindeling.naar)
    return heirs - {code}


@cache
def codes_on(day: date) -> frozenset[str]:
    """The codes of the gemeenten of a day."""
    return frozenset(gemeente.code for gemeente in gemeenten_on(day))


def day_before(day: date) -> date:
    """The last day of the division before."""
    return day - timedelta(days=1)


def name_of(code: str, day: date) -> str:
    """The name of a gemeente on a day."""
    gemeente = find_gemeente(code, day)
    return gemeente.naam if gemeente else code


def _between(day: date, until: date) -> tuple[Herindeling, ...]:
    return herindelingen(min(day, until), max(day, until))


@cache
def _leaving(code: str, day: date, until: date) -> tuple[Herindeling, ...]:
    """The first herindeling of this gemeente in this time: one, or one per part."""
    leaving = [herindeling for herindeling in _by_code().get(code, ()) if day < herindeling.datum <= until]
    return tuple(herindeling for herindeling in leaving if herindeling.datum == leaving[0].datum)


@cache
def _by_code() -> Mapping[str, list[Herindeling]]:
    by_code: defaultdict[str, list[Herindeling]] = defaultdict(list)
    for herindeling in herindelingen(date.min, ANY_DAY):
        by_code[herindeling.van].append(herindeling)
    return by_code


@cache
def _broken() -> frozenset[tuple[str, date]]:
    """Gemeenten that got a part of another, and the day."""
    return frozenset(
        (herindeling.naar, herindeling.datum)
        for herindeling in herindelingen(date.min, ANY_DAY)
        if herindeling.is_split
    )


def _is_broken(herindeling: Herindeling) -> bool:
    return (herindeling.naar, herindeling.datum) in _broken()


def is_rename(herindeling: Herindeling) -> bool:
    """Whether nothing but the name and the code changed."""
    same_day = [other for other in _on_day(herindeling.datum) if other.naar == herindeling.naar]
    return len(same_day) == 1 and herindeling.naar not in codes_on(day_before(herindeling.datum))


def _on_day(day: date) -> Iterator[Herindeling]:
    return iter(herindelingen(day_before(day), day))


def _rename_back(code: str, day: date, until: date) -> str:
    """The code that this gemeente had in an older division, where only its name has changed since."""
    for herindeling in reversed(herindelingen(until, day)):
        if herindeling.naar == code and is_rename(herindeling):
            code = herindeling.van
    return code
