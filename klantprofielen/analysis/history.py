"""Reports of any quarters made comparable: each region once per quarter, one division, one region per gemeente."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from klantprofielen.analysis.herindeling import Redivided, redivide, row_key, stray_row, with_total
from klantprofielen.analysis.once import Once, take_once
from klantprofielen.analysis.regios import nummer_on, recompute_regios
from klantprofielen.analysis.registered import fill_counts, remark_register
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.analysis.territory import remark_herindelingen
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal, Rapport, Register
from klantprofielen.reference import herindelingen
from klantprofielen.reference.lineage import NO_MOVES, breaks_between, moves_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """In which division into gemeenten and regions figures of several quarters are compared."""

    as_printed: bool = False
    """Each quarter in the division of its report."""
    on: date | None = None
    """The day whose gemeenten hold; None is that of the newest quarter."""
    estimate_splits: bool = False
    """Whether a gemeente that was divided is divided by its inhabitants."""
    regios_on: date | None = None
    """The day whose regions hold; None leaves them as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Reports that can be compared, each region once per quarter."""

    kwartalen: tuple[Kwartaal, ...]
    """Those of which there are reports, also where they contradict each other, in order."""
    until: date | None
    """The day whose gemeenten hold; None is each quarter as printed."""
    printed: tuple[Rapport, ...]
    """As they were read."""
    rapporten: tuple[Rapport, ...]
    strays: tuple[Rapport, ...]
    """Gemeenten in a quarter in which they belonged to another region, or to several: no totals, no register."""
    remarks: tuple[Remark, ...]
    estimated: frozenset[tuple[Kwartaal, str]]
    """Quarters and codes of gemeenten whose figures are an estimate."""
    breaks: Mapping[str | int, tuple[date, ...]]
    """By the code of a gemeente or the number of a region the days over which it cannot be compared."""

    def is_comparable(self, subject: str | int, first: Kwartaal, last: Kwartaal) -> bool:
        """Whether the gemeente with this code, or the region with this number, is the same in both quarters."""
        days = self.breaks.get(subject)
        if not days:
            return True
        low, high = sorted((first.eerste_dag, last.eerste_dag))
        return not any(low < day <= high for day in days)


def all_quarters(kwartalen: Sequence[Kwartaal]) -> list[Kwartaal]:
    """From the first to the last, also those between them of which there is nothing."""
    if not kwartalen:
        return []
    first, last = min(kwartalen), max(kwartalen)
    return [first + index for index in range(last - first + 1)]


def build_history(rapporten: Iterable[Rapport], division: Division, register: Register | None = None) -> History:
    """The reports in one division; those without a quarter are left out, and those that contradict each other.

    With the register of which the reports have their counts, its counts of no quarter hold for the division too.
    """
    once = take_once(rapporten)
    by_quarter: defaultdict[Kwartaal, list[Rapport]] = defaultdict(list)
    for rapport in once.rapporten:
        if rapport.kwartaal:
            by_quarter[rapport.kwartaal].append(rapport)
    kwartalen = once.kwartalen
    until = None if division.as_printed or not kwartalen else division.on or kwartalen[-1].eerste_dag
    quarters = {kwartaal: _redivide(by_quarter[kwartaal], until, division) for kwartaal in kwartalen}
    if register and until:
        quarters = fill_counts(quarters, register, until)
    remarks = [*_remark_once(once), *chain.from_iterable(quarter.remarks for quarter in quarters.values())]
    if register:
        remarks += remark_register(quarters, register)
    if division.regios_on is None:
        homes = _find_homes(quarters)
        remarks += _remark_moves(once.rapporten, until, homes)
        quarters = {kwartaal: _at_home(quarter, homes) for kwartaal, quarter in quarters.items()}
    first, last = (kwartalen[0].eerste_dag, kwartalen[-1].eerste_dag) if kwartalen else (date.max, date.max)
    estimate = division.estimate_splits
    return History(
        kwartalen=kwartalen,
        until=until,
        printed=once.rapporten,
        rapporten=tuple(chain.from_iterable(quarter.rapporten for quarter in quarters.values())),
        strays=tuple(chain.from_iterable(quarter.strays for quarter in quarters.values())),
        remarks=(*remarks, *remark_herindelingen(once.rapporten, first, last, until, estimate=estimate)),
        estimated=frozenset((kwartaal, code) for kwartaal, quarter in quarters.items() for code in quarter.estimated),
        breaks=dict(
            chain(
                breaks_between(first, last, until, estimate=estimate).items(),
                _regio_breaks(first, last, division).items(),
            )
        ),
    )


def _redivide(rapporten: Sequence[Rapport], until: date | None, division: Division) -> Redivided:
    redivided = redivide(rapporten, until, estimate=division.estimate_splits)
    if division.regios_on is None:
        return redivided
    return recompute_regios(rapporten, redivided, until, division.regios_on, estimate=division.estimate_splits)


def _remark_once(once: Once) -> Iterator[Remark]:
    for topic, groups in ((Topic.DOUBLE, once.doubles), (Topic.WITHHELD, once.withheld)):
        for group in groups:
            files = tuple(rapport.source.file for rapport in group)
            yield Remark(topic, group[0].kwartaal, group[0].regio, files)
    for rapport in once.undated:
        yield Remark(Topic.UNDATED, None, rapport.source.file)


def _find_homes(quarters: Mapping[Kwartaal, Redivided]) -> dict[str, Rapport]:
    """By the code of a gemeente the newest report that has it; nothing where two regions have it at the time."""
    homes: dict[str, Rapport] = {}
    for _, quarter in sorted(quarters.items(), reverse=True):
        found: defaultdict[str, list[Rapport]] = defaultdict(list)
        for rapport in (*quarter.rapporten, *quarter.strays):
            for rij in rapport.rijen:
                if rij.gemeentecode:
                    found[rij.gemeentecode].append(rapport)
        for code, rapporten in found.items():
            if code not in homes and len(rapporten) == 1:
                homes[code] = rapporten[0]
    return homes


def _at_home(quarter: Redivided, homes: Mapping[str, Rapport]) -> Redivided:
    """The quarter with each gemeente under the region that it belongs to in the newest quarter."""
    taken = {(regio_key(rapport), row_key(rij)) for rapport in quarter.rapporten for rij in rapport.rijen}
    keys = {code: regio_key(home) for code, home in homes.items()}
    strays: list[Rapport] = []

    def settle(rapport: Rapport) -> Rapport:
        here = regio_key(rapport)
        staying = []
        for rij in rapport.rijen:
            key = keys.get(rij.gemeentecode or "", here)
            if key == here or (key, row_key(rij)) in taken:
                staying.append(rij)
            else:
                strays.append(stray_row(rij, homes[rij.gemeentecode or ""], rapport.kwartaal))
        return rapport if len(staying) == len(rapport.rijen) else replace(with_total(rapport), rijen=tuple(staying))

    rapporten = tuple(map(settle, quarter.rapporten))
    others = tuple(rapport for rapport in map(settle, quarter.strays) if rapport.rijen)
    return replace(quarter, rapporten=rapporten, strays=(*others, *strays))


def _remark_moves(printed: Sequence[Rapport], until: date | None, homes: Mapping[str, Rapport]) -> Iterator[Remark]:
    """Gemeenten that stood under another region than what became of them does now."""
    keys = {code: regio_key(home) for code, home in homes.items()}
    for rapport in printed:
        kwartaal, here = rapport.kwartaal, regio_key(rapport)
        moves = moves_between(kwartaal.eerste_dag, until, estimate=False) if kwartaal and until else NO_MOVES
        for rij in rapport.rijen:
            code = rij.gemeentecode or ""
            if code in moves.targets:
                code = moves.targets[code][0][0]
            if keys.get(code, here) != here:
                yield Remark(Topic.MOVED, kwartaal, rij.gemeente, (rapport.regio, homes[code].regio))


def _regio_breaks(first: date, last: date, division: Division) -> dict[int, tuple[date, ...]]:
    """By region the days on which a gemeente was divided over it and others: only where regions are added up anew."""
    if division.regios_on is None or division.estimate_splits:
        return {}
    nummers: defaultdict[date, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for herindeling in herindelingen(first, last):
        if herindeling.is_split:
            nummer = nummer_on(herindeling.naar, herindeling.datum, division.regios_on)
            nummers[herindeling.datum][herindeling.van] |= {nummer} if nummer else set()
    breaks: defaultdict[int, set[date]] = defaultdict(set)
    for day, split in nummers.items():
        for several in split.values():
            for nummer in several if len(several) > 1 else ():
                breaks[nummer].add(day)
    return {nummer: tuple(sorted(days)) for nummer, days in breaks.items()}
