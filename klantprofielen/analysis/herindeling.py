"""The reports of a quarter in another division into gemeenten: merged rows added up exactly, nothing invented."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from klantprofielen.analysis.apportion import divide_cijfers, divide_count
from klantprofielen.analysis.country import total_row
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import FIGURES, GEEN_CIJFERS, NUL, PART_HIDDEN, Cijfers, Kwartaal, Rapport, Rij, total_of
from klantprofielen.notation import name_key
from klantprofielen.reference import find_gemeente, regio_of
from klantprofielen.reference.lineage import WHOLE, Moves, Shares, moves_between, name_of

NOT_HIDDEN: tuple[str | None, ...] = (None,) * len(FIGURES)


@dataclass(frozen=True, slots=True)
class Redivided:
    """The reports of one quarter in a division; the totals of the regions are as printed."""

    rapporten: tuple[Rapport, ...]
    strays: tuple[Rapport, ...]
    """Rows whose parts come from several regions, or from another than they belong to: without a total or register,
    since their share of a region is not known."""
    remarks: tuple[Remark, ...] = ()
    estimated: frozenset[str] = frozenset()
    """Codes of the gemeenten whose figures are an estimate."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A row that goes on in another, or a share of it."""

    rapport: int
    rij: Rij
    cijfers: Cijfers
    register: int | None


@dataclass(frozen=True, slots=True)
class _Merged:
    """A gemeente of the division with what it consists of."""

    code: str
    rij: Rij
    regios: frozenset[int]
    """Which of the reports it comes from."""
    remarks: tuple[Remark, ...]
    is_estimated: bool


def redivide(rapporten: Sequence[Rapport], until: date | None, *, estimate: bool) -> Redivided:
    """The reports of one quarter, each region once, in the division of a day; None is the division as printed.

    A figure is None where a part of it is hidden or missing: never the sum of some of the parts.
    """
    single = [_with_single_rows(rapport) for rapport in rapporten]
    rapporten = [rapport for rapport, _ in single]
    remarks = [remark for _, found in single for remark in found]
    kwartaal = rapporten[0].kwartaal if rapporten else None
    if kwartaal is None or until is None:
        return Redivided(tuple(rapporten), (), tuple(remarks))
    moves = moves_between(kwartaal.eerste_dag, until, estimate=estimate)
    merged = list(_merge_all(rapporten, kwartaal, until, moves))
    remarks.extend(remark for one in merged for remark in one.remarks)
    return Redivided(
        rapporten=tuple(_place(rapporten, moves, merged)),
        strays=tuple(_stray(rapporten, one, until) for one in merged if len(one.regios) > 1),
        remarks=tuple(remarks),
        estimated=frozenset(one.code for one in merged if one.is_estimated),
    )


def row_key(rij: Rij) -> str:
    """What tells a gemeente from the others: its code, or the name of one without."""
    return rij.gemeentecode or name_key(rij.gemeente)


def with_total(rapport: Rapport) -> Rapport:
    """The report with a total of its own, which stays when its rows change."""
    return rapport if rapport.totaal else replace(rapport, totaal=total_row(rapport.cijfers))


def stray_row(rij: Rij, like: Rapport, kwartaal: Kwartaal | None) -> Rapport:
    """A row under the region of this report, without any figure of that region."""
    return replace(
        like,
        kwartaal=kwartaal,
        rijen=(rij,),
        totaal=total_row(GEEN_CIJFERS),
        doelgroepregister=None,
        dekking_gedrukt=None,
    )


def _with_single_rows(rapport: Rapport) -> tuple[Rapport, list[Remark]]:
    """The report with one row per gemeente: of those that have several the figures are not known."""
    if len(set(map(row_key, rapport.rijen))) == len(rapport.rijen):
        return rapport, []
    by_key: defaultdict[str, list[Rij]] = defaultdict(list)
    for rij in rapport.rijen:
        by_key[row_key(rij)].append(rij)
    rijen = [several[0] if len(several) == 1 else _unknown(several[0]) for several in by_key.values()]
    twice = [several[0].gemeente for several in by_key.values() if len(several) > 1]
    remarks = [Remark(Topic.TWICE_IN_QUARTER, rapport.kwartaal, name, (rapport.regio,)) for name in twice]
    return replace(with_total(rapport), rijen=tuple(rijen)), remarks


def _unknown(rij: Rij) -> Rij:
    return replace(rij, cijfers=GEEN_CIJFERS, hidden=NOT_HIDDEN, doelgroepregister=None)


def _merge_all(rapporten: Sequence[Rapport], kwartaal: Kwartaal, until: date, moves: Moves) -> Iterator[_Merged]:
    """Each gemeente of the division that something of these reports goes on in."""
    parts = _find_parts(rapporten, moves)
    for target, sources in moves.sources.items():
        found = {source: parts.get((source, target), ()) for source, _ in sources}
        if any(found.values()):
            yield _merge(target, found, kwartaal, until)


def _find_parts(rapporten: Sequence[Rapport], moves: Moves) -> Mapping[tuple[str, str], list[_Part]]:
    """By the code of a row and of the gemeente that it goes on in: more than one where it is in several reports."""
    parts: defaultdict[tuple[str, str], list[_Part]] = defaultdict(list)
    for index, rapport in enumerate(rapporten):
        for rij in rapport.rijen:
            code = rij.gemeentecode or ""
            if code in moves.sources and code not in moves.targets:
                parts[code, code].append(_Part(index, rij, rij.cijfers, rij.doelgroepregister))
            targets = moves.targets.get(code, ())
            for target, cijfers, register in _shares_of(rij, targets):
                parts[code, target].append(_Part(index, rij, cijfers, register))
    return parts


def _shares_of(rij: Rij, targets: Shares) -> Iterator[tuple[str, Cijfers, int | None]]:
    """What of the figures and of the register of a row goes to each of these."""
    if len(targets) == 1:
        yield targets[0][0], rij.cijfers, rij.doelgroepregister
    elif targets:
        codes, shares = zip(*targets, strict=True)
        yield from zip(
            codes, divide_cijfers(rij.cijfers, shares), divide_count(rij.doelgroepregister, shares), strict=True
        )


def _merge(target: str, found: Mapping[str, Sequence[_Part]], kwartaal: Kwartaal, until: date) -> _Merged:
    parts = [several[0] for several in found.values() if several]
    name = name_of(target, until)
    is_estimated = any(part.cijfers != part.rij.cijfers for part in parts)
    remarks = list(_remarks(name, found, kwartaal, is_estimated=is_estimated))
    known = all(len(several) == 1 for several in found.values())
    marks = zip(*(part.rij.hidden for part in parts), strict=True)
    rij = Rij(
        gemeente=name,
        printed_name=name,
        gemeentecode=target,
        cijfers=sum((part.cijfers for part in parts), NUL) if known else GEEN_CIJFERS,
        hidden=tuple(map(_mark_of, marks)) if known else NOT_HIDDEN,
        place=parts[0].rij.place,
        doelgroepregister=total_of(*(part.register for part in parts)) if known else None,
    )
    regios = frozenset(part.rapport for several in found.values() for part in several)
    return _Merged(target, rij, regios, tuple(remarks), is_estimated)


def _mark_of(marks: tuple[str | None, ...]) -> str | None:
    """Of one row what is printed there; of a sum only that a part of it is hidden."""
    hidden = [mark for mark in marks if mark is not None]
    return (hidden[0] if len(marks) == 1 else PART_HIDDEN) if hidden else None


def _remarks(
    name: str, found: Mapping[str, Sequence[_Part]], kwartaal: Kwartaal, *, is_estimated: bool
) -> Iterator[Remark]:
    day = kwartaal.eerste_dag
    missing = tuple(name_of(source, day) for source, several in found.items() if not several)
    twice = [source for source, several in found.items() if len(several) > 1]
    names = tuple(several[0].rij.gemeente for several in found.values() if several)
    if missing:
        yield Remark(Topic.MISSING_PART, kwartaal, name, missing)
    for source in twice:
        yield Remark(Topic.TWICE_IN_QUARTER, kwartaal, name_of(source, day))
    if is_estimated:
        yield Remark(Topic.ESTIMATED, kwartaal, name, names)
    elif not missing and not twice:
        yield Remark(Topic.MERGED if len(names) > 1 else Topic.RENAMED, kwartaal, name, names)


def _place(rapporten: Sequence[Rapport], moves: Moves, merged: Sequence[_Merged]) -> Iterator[Rapport]:
    """The reports with the rows of the division, each where the first of its parts stood."""
    by_code = {one.code: one for one in merged}
    for rapport in rapporten:
        if moves.is_foreign_to(rij.gemeentecode for rij in rapport.rijen):
            yield rapport
            continue
        rijen: dict[str, Rij] = {}
        for rij in rapport.rijen:
            code = rij.gemeentecode or ""
            targets = [target for target, _ in moves.targets.get(code, ((code, WHOLE),))]
            for target in targets:
                one = by_code.get(target)
                if one is None:
                    rijen[row_key(rij)] = rij
                elif len(one.regios) == 1:
                    rijen[target] = one.rij
        yield replace(with_total(rapport), rijen=tuple(rijen.values()))


def _stray(rapporten: Sequence[Rapport], one: _Merged, until: date) -> Rapport:
    """Under the region that the gemeente belongs to by the tables."""
    like = rapporten[min(one.regios)]
    gemeente = find_gemeente(one.code, until)
    regio = regio_of(gemeente.regionummer, until) if gemeente else None
    if regio:
        like = replace(like, regio=regio.naam, regionummer=regio.nummer, regiocode=regio.code)
    return stray_row(one.rij, like, like.kwartaal)
