"""The regions of another day: each gemeente where it belonged then, and what changed added up anew."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from klantprofielen.analysis.country import total_row
from klantprofielen.analysis.herindeling import Redivided
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import GEEN_CIJFERS, NUL, Rapport, Rij
from klantprofielen.reference import find_gemeente, gemeenten_on, regio_of
from klantprofielen.reference.lineage import follow, name_of


def recompute_regios(
    printed: Sequence[Rapport], redivided: Redivided, until: date | None, on: date, *, estimate: bool
) -> Redivided:
    """The reports of one quarter with the regions of a day.

    A region that consists of the same gemeenten as in its report keeps its total and register. Another has the sum of
    its gemeenten, nothing where one of them is missing, and no register: nobody knows it.
    """
    kwartaal = printed[0].kwartaal if printed else None
    if kwartaal is None:
        return redivided
    expected = _expected(kwartaal.eerste_dag, until, on, estimate)
    nummers = _nummers(printed, expected)
    groups: dict[int | None, list[tuple[Rij, Rapport]]] = defaultdict(list)
    for rapport in (*redivided.rapporten, *redivided.strays):
        for rij in rapport.rijen:
            nummer = _nummer_of(rij.gemeentecode or "", kwartaal.eerste_dag, until, on)
            groups[nummer or rapport.regionummer].append((rij, rapport))
    read = {rij.gemeentecode for rapport in printed for rij in rapport.rijen}
    unread = _nummers_of_others(kwartaal.eerste_dag, expected, read)
    kept = {
        rapport.regionummer: rapport
        for rapport in redivided.rapporten
        if rapport.regionummer not in unread and _is_same(rapport.regionummer, nummers)
    }
    rapporten: list[Rapport] = []
    remarks: list[Remark] = []
    for nummer, rows in groups.items():
        if nummer in kept:
            rapporten.append(kept[nummer])
            continue
        missing = [code for code in expected if nummer in expected[code] and code not in read]
        rapport = _anew(nummer, rows, on, is_complete=not missing)
        rapporten.append(rapport)
        names = tuple(name_of(code, kwartaal.eerste_dag) for code in missing)
        topic = Topic.REGIO_INCOMPLETE if missing else Topic.REGIO_ANEW
        remarks.append(Remark(topic, kwartaal, rapport.regio, names))
    return replace(redivided, rapporten=tuple(rapporten), strays=(), remarks=(*redivided.remarks, *remarks))


def nummer_on(code: str | None, day: date, on: date) -> int | None:
    """The region on a day of a gemeente that is in the division of another; None where it is not known then."""
    if code is None:
        return None
    gemeente = find_gemeente(code, on) or find_gemeente(follow(code, day, on)[0][0], on)
    return gemeente.regionummer if gemeente else None


@cache
def _nummer_of(code: str, day: date, until: date | None, on: date) -> int | None:
    """The region of a gemeente of the division, also where it came after the day whose regions hold."""
    later = (find_gemeente(code, known) for known in (until or day, day))
    return nummer_on(code, until or day, on) or next((found.regionummer for found in later if found), None)


@cache
def _expected(day: date, until: date | None, on: date, estimate: bool) -> Mapping[str, frozenset[int | None]]:  # noqa: FBT001
    """By each gemeente of a day the regions that what became of it belongs to."""
    expected: dict[str, frozenset[int | None]] = {}
    for gemeente in gemeenten_on(day):
        shares = follow(gemeente.code, day, until, estimate=estimate) if until else ((gemeente.code, 1),)
        expected[gemeente.code] = frozenset(_nummer_of(code, day, until, on) for code, _ in shares)
    return expected


def _nummers(
    printed: Sequence[Rapport], expected: Mapping[str, frozenset[int | None]]
) -> dict[int | None, set[int | None]]:
    """By the region of each report the regions that its gemeenten belong to."""
    nummers: dict[int | None, set[int | None]] = {}
    for rapport in printed:
        own: frozenset[int | None] = frozenset({rapport.regionummer})
        found = (expected.get(rij.gemeentecode or "", own) for rij in rapport.rijen)
        nummers[rapport.regionummer] = set().union(*found)
    return nummers


def _nummers_of_others(
    day: date, expected: Mapping[str, frozenset[int | None]], read: set[str | None]
) -> set[int | None]:
    """The regions that get a gemeente from another, of which no report was read."""
    others = (gemeente for gemeente in gemeenten_on(day) if gemeente.code not in read)
    return {nummer for gemeente in others for nummer in expected[gemeente.code] if nummer != gemeente.regionummer}


def _is_same(nummer: int | None, nummers: Mapping[int | None, set[int | None]]) -> bool:
    """Whether a region keeps all its gemeenten and gets no others."""
    return nummers.get(nummer) == {nummer} and not any(
        nummer in found for other, found in nummers.items() if other != nummer
    )


def _anew(nummer: int | None, rows: Sequence[tuple[Rij, Rapport]], on: date, *, is_complete: bool) -> Rapport:
    like = next((rapport for _, rapport in rows if rapport.regionummer == nummer), rows[0][1])
    regio = regio_of(nummer, on)
    rijen = tuple(rij for rij, _ in rows)
    return replace(
        like,
        regio=regio.naam if regio else like.regio,
        regionummer=nummer,
        regiocode=regio.code if regio else like.regiocode,
        rijen=rijen,
        totaal=total_row(sum((rij.cijfers for rij in rijen), NUL) if is_complete else GEEN_CIJFERS),
        doelgroepregister=None,
        dekking_gedrukt=None,
    )
