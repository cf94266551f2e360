"""The register file against the reports: whose each count is, which names match no gemeente, whether it adds up."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from klantprofielen.checks.kinds import build_finding
from klantprofielen.checks.names import day_of
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Kwartaal, Rapport, Register, RegisterRij, Rij, total_of
from klantprofielen.notation import format_number, name_key
from klantprofielen.reference import ANY_DAY, find_gemeente, herindelingen, near_gemeenten

MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Division:
    """The rows of a register that hold for a quarter: by gemeente, and those that are of no gemeente of that day."""

    kwartaal: Kwartaal | None
    rijen: dict[str, tuple[RegisterRij, ...]]
    """By code; by the key of the name where the tables do not know it."""
    strangers: frozenset[RegisterRij]

    def holds(self, row: RegisterRij) -> bool:
        """Whether a row of the register is of this quarter, or of every one."""
        return row.kwartaal in {None, self.kwartaal}

    def rijen_of(self, rij: Rij) -> tuple[RegisterRij, ...]:
        """Those of a row of a report; those of its own quarter where there are any."""
        found = self.rijen.get(rij.gemeentecode or name_key(rij.gemeente), ())
        return tuple(row for row in found if row.kwartaal) or found

    def count_of(self, rij: Rij) -> int | None:
        """The one count of a row of a report; None where there is none, or several that differ."""
        counts = {row.aantal for row in self.rijen_of(rij)} - {None}
        return counts.pop() if len(counts) == 1 else None


def divide(register: Register, kwartalen: AbstractSet[Kwartaal | None]) -> dict[Kwartaal | None, Division]:
    """The register in the division into gemeenten of each of these quarters."""
    return {kwartaal: _divide(register, kwartaal) for kwartaal in kwartalen}


def _divide(register: Register, kwartaal: Kwartaal | None) -> Division:
    on = kwartaal.eerste_dag if kwartaal else date.max
    rijen: dict[str, list[RegisterRij]] = {}
    strangers = set()
    for row in register.rijen:
        if row.kwartaal in {None, kwartaal}:
            key = _key_of(row, on)
            if key is None:
                strangers.add(row)
            rijen.setdefault(key or name_key(row.naam or row.code or ""), []).append(row)
    return Division(kwartaal, {key: tuple(rows) for key, rows in rijen.items()}, frozenset(strangers))


def _key_of(row: RegisterRij, on: date) -> str | None:
    """The code of the gemeente on this day; None where there is none, or where its name is that of another."""
    by_code, by_name = (find_gemeente(text, on) if text else None for text in (row.code, row.naam))
    if row.code and (by_code is None or by_name not in {None, by_code}):
        return None
    found = by_code or by_name
    return found.code if found else None


def add_register(rapporten: Sequence[Rapport], register: Register) -> list[Rapport]:
    """The reports with the count of each gemeente in the register; None where it has none."""
    divisions = divide(register, {rapport.kwartaal for rapport in rapporten})
    return [_add(rapport, divisions[rapport.kwartaal]) for rapport in rapporten]


def _add(rapport: Rapport, division: Division) -> Rapport:
    rijen = tuple(replace(rij, doelgroepregister=division.count_of(rij)) for rij in rapport.rijen)
    return replace(rapport, rijen=rijen)


def check_register_counts(rapport: Rapport) -> Iterator[Finding]:
    """Where some gemeenten have a count in the register, all should; and together they should be the printed one."""
    counts = [rij.doelgroepregister for rij in rapport.rijen]
    if not any(count is not None for count in counts):
        return
    for rij in rapport.rijen:
        if rij.doelgroepregister is None:
            message = _("has no count in the register file, so there is no coverage of this gemeente")
            yield build_finding("missing-register-count", message, rij=rij, column="doelgroepregister")
    total, printed = total_of(*counts), rapport.doelgroepregister
    if total is None or printed is None or total == printed:
        return
    message = _("the register file adds up to {total} persons, but the report has {printed} in the doelgroepregister")
    text = message.format(total=format_number(total), printed=format_number(printed))
    yield build_finding("register-sum", text, column="doelgroepregister", printed=printed, expected=total)


def check_register_file(rapporten: Sequence[Rapport], register: Register | None) -> list[tuple[Finding, ...]]:
    """Per report what in the register file is not used: names that match no gemeente, and counts that differ."""
    findings: list[list[Finding]] = [[] for _rapport in rapporten]
    if register is None or not rapporten:
        return [tuple(found) for found in findings]
    divisions = divide(register, {rapport.kwartaal for rapport in rapporten})
    for rapport, found in zip(rapporten, findings, strict=True):
        found.extend(_differing(rapport, divisions[rapport.kwartaal], register))
        found.extend(_nothing(rapport, register))
    for row, at in _share_out(rapporten, divisions, register):
        findings[at].append(_unknown(row, rapporten[at], register))
    return [tuple(found) for found in findings]


def _differing(rapport: Rapport, division: Division, register: Register) -> Iterator[Finding]:
    for rij in rapport.rijen:
        counts = sorted({row.aantal for row in division.rijen_of(rij) if row.aantal is not None})
        if len(counts) > 1:
            message = _("is in {file} with different counts ({counts}); none of them is used")
            text = message.format(file=register.file, counts=", ".join(map(format_number, counts)))
            yield build_finding("duplicate-register-name", text, rij=rij, column="doelgroepregister")


def _nothing(rapport: Rapport, register: Register) -> Iterator[Finding]:
    """That not one gemeente of a report has a count."""
    if rapport.rijen and all(rij.doelgroepregister is None for rij in rapport.rijen):
        quarters = sorted({str(row.kwartaal) for row in register.rijen if row.kwartaal})
        message = _("no gemeente of this report has a count in {file}").format(file=register.file)
        there = _("; it has counts of {quarters}").format(quarters=", ".join(quarters)) if quarters else ""
        yield build_finding("missing-register-count", message + there, column="doelgroepregister")


def _share_out(
    rapporten: Sequence[Rapport], divisions: dict[Kwartaal | None, Division], register: Register
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
        if near or not _is_of_another_time(row):
            yield row, (near or own)[0]


def _is_printed(row: RegisterRij, rapport: Rapport) -> bool:
    """Whether a report has a row of this name that the tables do not know either."""
    key = name_key(row.naam or "")
    return any(rij.gemeentecode is None and name_key(rij.gemeente) == key for rij in rapport.rijen)


def _codes_of(rapport: Rapport) -> set[str]:
    return {rij.gemeentecode for rij in rapport.rijen if rij.gemeentecode}


def _is_of_another_time(row: RegisterRij) -> bool:
    """Whether it is a gemeente, though not of this quarter."""
    return _past_code(row) is not None


def _past_code(row: RegisterRij) -> str | None:
    gemeente = find_gemeente(row.code or row.naam or "", ANY_DAY)
    return gemeente.code if gemeente else None


def _codes_near(row: RegisterRij, on: date) -> set[str]:
    """The gemeenten that a row may be meant for: by herindeling, by its name and its code, or almost by its name."""
    past = _past_code(row)
    if past:
        return {past, *heirs_of(past, on), *parts_of(past, on)}
    return {gemeente.code for gemeente in near_gemeenten(row.naam or "", on)}


def heirs_of(code: str, on: date) -> list[str]:
    """The codes of the gemeenten of this day to which a gemeente of before went."""
    heirs = [code]
    for step in herindelingen(date.min, on):
        if step.van in heirs:
            heirs.append(step.naar)
    return [heir for heir in dict.fromkeys(heirs) if heir != code and find_gemeente(heir, on)]


def parts_of(code: str, on: date) -> list[str]:
    """The codes of the gemeenten of this day that went to a gemeente of later."""
    parts = [code]
    for step in reversed(herindelingen(on, date.max)):
        if step.naar in parts:
            parts.append(step.van)
    return [part for part in dict.fromkeys(parts) if part != code and find_gemeente(part, on)]


def _unknown(row: RegisterRij, rapport: Rapport, register: Register) -> Finding:
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
