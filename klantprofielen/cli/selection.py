"""What is asked for: regions, gemeenten and quarters, named in any spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from klantprofielen.errors import UsageError
from klantprofielen.language import translate
from klantprofielen.model import Kwartaal, Rapport, Rij
from klantprofielen.notation import name_key, parse_kwartaal
from klantprofielen.reference import FIRST_YEAR, find_gemeente, find_regio, near_gemeenten, near_regios

TODAY = date.max  # the last edition of the tables, whatever day it is


@dataclass(frozen=True, slots=True)
class Quarters:
    """From the first quarter up to and including the last; open where None. `latest` is the last that was read."""

    first: Kwartaal | None = None
    last: Kwartaal | None = None
    latest: bool = False

    def choose(self, rapporten: Sequence[Rapport]) -> list[Rapport]:
        """The reports of these quarters; a report without quarter belongs to none."""
        dated = [rapport for rapport in rapporten if rapport.kwartaal]
        if self.latest:
            last = max((rapport.kwartaal for rapport in dated if rapport.kwartaal), default=None)
            return [rapport for rapport in dated if rapport.kwartaal == last]
        return [rapport for rapport in dated if rapport.kwartaal and self.holds(rapport.kwartaal)]

    def holds(self, kwartaal: Kwartaal) -> bool:
        """Whether a quarter lies within; `latest` is for those to tell who know them all."""
        return (self.first is None or self.first <= kwartaal) and (self.last is None or kwartaal <= self.last)


LATEST = Quarters(latest=True)


@dataclass(frozen=True, slots=True)
class Selection:
    """The regions, gemeenten and quarters that are asked for; empty is all of them."""

    regios: tuple[str, ...] = ()
    gemeenten: tuple[str, ...] = ()
    quarters: Quarters | None = None

    @property
    def is_everything(self) -> bool:
        return not (self.regios or self.gemeenten or self.quarters)

    def choose_rapporten(self, rapporten: Sequence[Rapport]) -> list[Rapport]:
        """The reports of these regions and quarters that hold one of these gemeenten.

        Raises:
            UsageError: a region or gemeente is in none of them, or no report is of these quarters.
        """
        chosen = list(rapporten)
        if not chosen:
            return chosen
        if self.regios:
            self._check_regios(chosen)
            chosen = [rapport for rapport in chosen if any(is_regio(name, rapport) for name in self.regios)]
        if self.quarters:
            chosen = self._choose_quarters(chosen)
        if self.gemeenten:
            self._check_gemeenten(chosen)
            chosen = [rapport for rapport in chosen if self.choose_rijen(rapport)]
        return chosen

    def choose_rijen(self, rapport: Rapport) -> tuple[Rij, ...]:
        """The rows of these gemeenten, in the order of the source."""
        if not self.gemeenten:
            return rapport.rijen
        return tuple(rij for rij in rapport.rijen if any(is_gemeente(name, rij, rapport) for name in self.gemeenten))

    def _check_regios(self, rapporten: Sequence[Rapport]) -> None:
        for name in self.regios:
            if not any(is_regio(name, rapport) for rapport in rapporten):
                read = dict.fromkeys(rapport.regio for rapport in rapporten)
                raise UsageError(message=no_regio(name, read))

    def _choose_quarters(self, rapporten: Sequence[Rapport]) -> list[Rapport]:
        chosen = self.quarters.choose(rapporten) if self.quarters else []
        if not chosen:
            read = sorted({str(rapport.kwartaal) for rapport in rapporten if rapport.kwartaal})
            message = translate("no report of that quarter was read; there is {read}")
            raise UsageError(message=message.format(read=join_some(read)))
        return chosen

    def _check_gemeenten(self, rapporten: Sequence[Rapport]) -> None:
        for name in self.gemeenten:
            if not any(is_gemeente(name, rij, rapport) for rapport in rapporten for rij in rapport.rijen):
                names = dict.fromkeys(rij.gemeente for rapport in rapporten for rij in rapport.rijen)
                raise UsageError(message=no_gemeente(name, names))


def parse_selection(regios: Sequence[str] | None, gemeenten: Sequence[str] | None, quarter: str | None) -> Selection:
    """The selection as typed."""
    quarters = parse_quarters(quarter) if quarter is not None else None
    return Selection(tuple(regios or ()), tuple(gemeenten or ()), quarters)


def parse_quarters(text: str) -> Quarters:
    """`2023-Q1`, `2022-Q1..2023-Q4`, `2022-Q1..`, `..2023-Q4` or `latest`.

    Raises:
        UsageError: it is none of these, or ends before it begins.
    """
    if text.strip().casefold() == "latest":
        return LATEST
    first, dots, last = text.partition("..")
    quarters = Quarters(_parse_end(first, text), _parse_end(last, text)) if dots else _one_quarter(text)
    if quarters.first and quarters.last and quarters.first > quarters.last:
        message = translate("--quarter: '{found}' ends before it begins")
        raise UsageError(message=message.format(found=text))
    return quarters


def _one_quarter(text: str) -> Quarters:
    kwartaal = parse_kwartaal(text)
    if not kwartaal:
        raise _bad_quarter(text)
    return Quarters(kwartaal, kwartaal)


def _parse_end(end: str, text: str) -> Kwartaal | None:
    kwartaal = parse_kwartaal(end)
    if end.strip() and not kwartaal:
        raise _bad_quarter(text)
    return kwartaal


def _bad_quarter(text: str) -> UsageError:
    message = translate("--quarter: expected 2023-Q1, 2022-Q1..2023-Q4 or latest, found '{found}'")
    return UsageError(message=message.format(found=text))


def is_regio(name: str, rapport: Rapport) -> bool:
    """Whether a report is of the region with this name, UWV number or CBS code."""
    names = (rapport.regio, rapport.printed_regio, rapport.regiocode or "")
    return names_regio(name, rapport.regionummer, names, _day_of(rapport))


def names_regio(name: str, nummer: int | None, names: Iterable[str], on: date) -> bool:
    """Whether this name, UWV number or CBS code is that of the region that has this number and these names."""
    if name.isascii() and name.isdigit():
        return int(name) == nummer
    if name_key(name) in set(map(name_key, names)):
        return bool(name_key(name))
    regio = find_regio(name, on)
    return regio is not None and regio.nummer == nummer


def is_gemeente(name: str, rij: Rij, rapport: Rapport) -> bool:
    """Whether a row is of the gemeente with this name or CBS code."""
    if name_key(name) in {name_key(rij.gemeente), name_key(rij.printed_name), name_key(rij.gemeentecode or "")}:
        return bool(name_key(name))
    gemeente = find_gemeente(name, _day_of(rapport))
    return gemeente is not None and gemeente.code == rij.gemeentecode


def _day_of(rapport: Rapport) -> date:
    return rapport.kwartaal.eerste_dag if rapport.kwartaal else TODAY


def no_regio(name: str, read: Iterable[str]) -> str:
    """That a region is not there, and which are, or which is meant."""
    if find_regio(name, TODAY):
        return translate("no report of region '{name}' was read; there is {read}").format(
            name=name, read=join_some(read)
        )
    near = [regio.naam for regio in near_regios(name, TODAY)]
    return translate("no region '{name}'").format(name=name) + did_you_mean(name, [*near, *read])


def no_gemeente(name: str, read: Iterable[str]) -> str:
    """Why no gemeente of this name was found among these, with the nearest."""
    if any(find_gemeente(name, date(year, 1, 1)) for year in range(FIRST_YEAR, date.today().year + 1)):  # noqa: DTZ011
        return translate("no report with gemeente '{name}' was read").format(name=name)
    near = [gemeente.naam for gemeente in near_gemeenten(name, TODAY)]
    return translate("no gemeente '{name}'").format(name=name) + did_you_mean(name, [*near, *read])


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The end of a message that proposes the nearest of these names, if one is near."""
    by_key = {name_key(candidate): candidate for candidate in names}
    near = get_close_matches(name_key(name), by_key, n=1, cutoff=0.7)
    return translate("; did you mean {near}?").format(near=by_key[near[0]]) if near else ""


def join_some(names: Iterable[str]) -> str:
    """Some names for a message; of very many the first."""
    some = list(names)
    return ", ".join(some[:12]) + (", ..." if len(some) > 12 else "")  # noqa: PLR2004
