"""Rows of a register file that match no gemeente of the quarter: what each may be meant for, and where it is told."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from klantprofielen.checks.division import Division
from klantprofielen.checks.kinds import build_finding
from klantprofielen.checks.names import day_of
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Kwartaal, Rapport, Register, RegisterRij
from klantprofielen.notation import name_key
from klantprofielen.reference import ANY_DAY, find_gemeente, herindelingen, near_gemeenten
from klantprofielen.reference.lineage import heirs_of

MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class _Reports:
    """What of the reports is asked for again and again, a place for each of them."""

    rapporten: Sequence[Rapport]
    codes: tuple[frozenset[str], ...]
    unknown: tuple[frozenset[str], ...]
    """The keys of the names that the tables do not know."""

    def of_quarters(self, kwartalen: AbstractSet[Kwartaal | None]) -> Iterator[int]:
        """Which reports are of one of these quarters; None is every quarter."""
        for at, rapport in enumerate(self.rapporten):
            if None in kwartalen or rapport.kwartaal in kwartalen:
                yield at


def share_out(
    rapporten: Sequence[Rapport], names: Sequence[Sequence[RegisterRij]]
) -> Iterator[tuple[RegisterRij, int]]:
    """Each of these names with the report that it is likeliest to be of; nothing of regions that were not read."""
    reports = _Reports(
        rapporten,
        tuple(frozenset(rij.gemeentecode for rij in rapport.rijen if rij.gemeentecode) for rapport in rapporten),
        tuple(
            frozenset(name_key(rij.gemeente) for rij in rapport.rijen if not rij.gemeentecode) for rapport in rapporten
        ),
    )
    for rows in names:
        key = name_key(rows[0].naam or "")
        places = reports.of_quarters({row.kwartaal for row in rows})
        own = [at for at in places if key not in reports.unknown[at]]
        place = _place_of(rows[0], own, reports) if own else None
        if place is not None:
            yield rows[0], place


def find_strangers(divisions: Mapping[Kwartaal | None, Division], register: Register) -> list[list[RegisterRij]]:
    """The rows of each name that matches no gemeente of any quarter, in the order of the file."""
    names: dict[tuple[str | None, str | None], list[RegisterRij]] = {}
    for row in _strangers(divisions, register):
        names.setdefault((row.naam, row.code), []).append(row)
    return list(names.values())


def _strangers(divisions: Mapping[Kwartaal | None, Division], register: Register) -> Iterator[RegisterRij]:
    """The rows that are of no gemeente in any of the quarters for which they hold, in the order of the file."""
    every = [division.strangers for division in divisions.values()]
    always = frozenset.intersection(*every)
    once = frozenset(row for strangers in every for row in strangers if row.kwartaal)
    return (row for row in register.rijen if row in always or row in once)


def _place_of(row: RegisterRij, own: Sequence[int], reports: _Reports) -> int | None:
    """Which report a row is told at; none where it is of a region that was not read."""
    meant: dict[date, set[str]] = {}
    for at in own:
        on = day_of(reports.rapporten[at])
        if on not in meant:
            meant[on] = _codes_meant(row, on)
        if meant[on] & reports.codes[at]:
            return at
    if _past_code(row) and not any(_codes_on(row, on) for on in meant):
        return None
    near = {gemeente.code for gemeente in near_gemeenten(row.naam or "", max(meant))}
    return next((at for at in own if near & reports.codes[at]), own[0])


def _codes_on(row: RegisterRij, on: date) -> set[str]:
    """The gemeenten of this day that a row names: two where its code and its name are of two."""
    return {gemeente.code for text in (row.code, row.naam) if text and (gemeente := find_gemeente(text, on))}


def _past_code(row: RegisterRij) -> str | None:
    """The code of the gemeente of any day that a row names."""
    gemeente = find_gemeente(row.code or row.naam or "", ANY_DAY)
    return gemeente.code if gemeente else None


def _codes_meant(row: RegisterRij, on: date) -> set[str]:
    """The gemeenten that a row is of, by its name or its code, or else by herindeling."""
    past = _past_code(row)
    return _codes_on(row, on) or ({past, *heirs_on(past, on), *parts_of(past, on)} if past else set())


def heirs_on(code: str, on: date) -> list[str]:
    """The codes of the gemeenten of this day to which a gemeente of before went."""
    return sorted(heir for heir in heirs_of(code, on) if find_gemeente(heir, on))


def parts_of(code: str, on: date) -> list[str]:
    """The codes of the gemeenten of this day that went to a gemeente of later."""
    parts = [code]
    for step in reversed(herindelingen(on, date.max)):
        if step.naar in parts:
            parts.append(step.van)
    return sorted(part for part in set(parts) if part != code and find_gemeente(part, on))


def build_unknown(row: RegisterRij, rapport: Rapport, register: Register) -> Finding:
    """The finding that a row is not used, why, and what it may be meant for."""
    name = row.naam or row.code or ""
    on = day_of(rapport)
    text = _("'{name}' (row {row} of {file}) {why}; its count is not used").format(
        name=name, row=row.regel, file=register.file, why=_why(row, on)
    )
    return build_finding("unknown-register-name", text, gemeente=name, column="doelgroepregister", printed=name)


def _why(row: RegisterRij, on: date) -> str:
    by_code = find_gemeente(row.code, on) if row.code else None
    if by_code:
        return _("has the code {code}, which is that of {gemeente}").format(code=row.code, gemeente=by_code.naam)
    if row.code and row.naam and find_gemeente(row.naam, on):
        return _("has the code {code}, which is that of no gemeente of this quarter").format(code=row.code)
    past = _past_code(row)
    if past and (heirs := _names(heirs_on(past, on), on)):
        return _("is no gemeente any more in this quarter: it went to {heirs}").format(heirs=heirs)
    if past and (parts := _names(parts_of(past, on), on)):
        return _("is no gemeente yet in this quarter: it will be made of {parts}").format(parts=parts)
    near = ", ".join(gemeente.naam for gemeente in near_gemeenten(row.naam or "", on)[:MOST_SUGGESTED])
    return _("is no gemeente of this quarter") + (_(" (is it {near}?)").format(near=near) if near else "")


def _names(codes: Sequence[str], on: date) -> str:
    return ", ".join(gemeente.naam for code in codes if (gemeente := find_gemeente(code, on)))
