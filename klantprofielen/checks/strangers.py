"""Rows of a register file that match no gemeente of the quarter: what each may be meant for, and where it is told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from klantprofielen.checks.division import Division
from klantprofielen.checks.kinds import build_finding
from klantprofielen.checks.names import day_of
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Kwartaal, Rapport, Register, RegisterRij
from klantprofielen.notation import name_key
from klantprofielen.reference import ANY_DAY, find_gemeente, herindelingen, near_gemeenten

MOST_SUGGESTED = 3


def share_out(
    rapporten: Sequence[Rapport], divisions: Mapping[Kwartaal | None, Division], register: Register
) -> Iterator[tuple[RegisterRij, int]]:
    """Every row that matches no gemeente of any quarter, told once: at the report that it is likeliest to be of."""
    for row in register.rijen:
        own = [
            at
            for at, rapport in enumerate(rapporten)
            if row.kwartaal in {None, rapport.kwartaal} and not _is_printed(row, rapport)
        ]
        if not own or any(row not in division.strangers for division in divisions.values() if division.holds(row)):
            continue
        near = [at for at in own if _codes_near(row, day_of(rapporten[at])) & _codes_of(rapporten[at])]
        is_of_another_region = _past_code(row) and not _codes_on(row, day_of(rapporten[own[0]]))
        if near or not is_of_another_region:
            yield row, (near or own)[0]


def _is_printed(row: RegisterRij, rapport: Rapport) -> bool:
    """Whether a report has a row of this name that the tables do not know either."""
    key = name_key(row.naam or "")
    return any(rij.gemeentecode is None and name_key(rij.gemeente) == key for rij in rapport.rijen)


def _codes_of(rapport: Rapport) -> set[str]:
    return {rij.gemeentecode for rij in rapport.rijen if rij.gemeentecode}


def _codes_on(row: RegisterRij, on: date) -> set[str]:
    """The gemeenten of this day that a row names: two where its code and its name are of two."""
    return {gemeente.code for text in (row.code, row.naam) if text and (gemeente := find_gemeente(text, on))}


def _past_code(row: RegisterRij) -> str | None:
    """The code of the gemeente of any day that a row names."""
    gemeente = find_gemeente(row.code or row.naam or "", ANY_DAY)
    return gemeente.code if gemeente else None


def _codes_near(row: RegisterRij, on: date) -> set[str]:
    """The gemeenten that a row may be meant for: by its name or its code, by herindeling, or almost by its name."""
    if named := _codes_on(row, on):
        return named
    if past := _past_code(row):
        return {past, *heirs_of(past, on), *parts_of(past, on)}
    return {gemeente.code for gemeente in near_gemeenten(row.naam or "", on)}


def heirs_of(code: str, on: date) -> list[str]:
    """The codes of the gemeenten of this day to which a gemeente of before went."""
    heirs = [code]
    for step in herindelingen(date.min, on):
        if step.van in heirs:
            heirs.append(step.naar)
    return sorted(heir for heir in set(heirs) if heir != code and find_gemeente(heir, on))


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
    if past and (heirs := _names(heirs_of(past, on), on)):
        return _("is no gemeente any more in this quarter: it went to {heirs}").format(heirs=heirs)
    if past and (parts := _names(parts_of(past, on), on)):
        return _("is no gemeente yet in this quarter: it will be made of {parts}").format(parts=parts)
    near = ", ".join(gemeente.naam for gemeente in near_gemeenten(row.naam or "", on)[:MOST_SUGGESTED])
    return _("is no gemeente of this quarter") + (_(" (is it {near}?)").format(near=near) if near else "")


def _names(codes: Sequence[str], on: date) -> str:
    return ", ".join(gemeente.naam for code in codes if (gemeente := find_gemeente(code, on)))
