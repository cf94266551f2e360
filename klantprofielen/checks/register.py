"""The register file against the reports: whose each count is, which names match no gemeente, whether it adds up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from klantprofielen.checks.division import Division, divide
from klantprofielen.checks.kinds import build_finding
from klantprofielen.checks.strangers import build_unknown, find_strangers, share_out
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Rapport, Register, RegisterFlaw, total_of
from klantprofielen.notation import format_number

MOST_QUARTERS = 3  # that are named one by one
MOST_NAMES = 200
"""That match no gemeente and are looked up one by one: a file with more of them is another file."""


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
    flaws = {id(flaw.rij): flaw for flaw in register.flaws[:MOST_NAMES]}
    for row, at in share_out(rapporten, [[flaw.rij] for flaw in flaws.values()]):
        findings[at].append(_build_flaw(flaws[id(row)], register))
    if len(register.flaws) > MOST_NAMES:
        message = _("{count} more rows of {file} are not used")
        text = message.format(count=format_number(len(register.flaws) - MOST_NAMES), file=register.file)
        findings[0].append(build_finding("unused-register-row", text, column="doelgroepregister"))
    strangers = find_strangers(divisions, register)
    for row, at in share_out(rapporten, strangers[:MOST_NAMES]):
        findings[at].append(build_unknown(row, rapporten[at], register))
    more = len(strangers) - MOST_NAMES
    if more > 0:
        message = _("{count} more names in {file} match no gemeente of their quarter")
        text = message.format(count=format_number(more), file=register.file)
        findings[0].append(build_finding("unknown-register-name", text, column="doelgroepregister"))
    return [tuple(found) for found in findings]


def _build_flaw(flaw: RegisterFlaw, register: Register) -> Finding:
    """That a row is not used, since its count or its quarter cannot be read."""
    message = _("row {row} of {file} is not used: expected a whole number of persons such as 1.234, found '{found}'")
    if flaw.column == "kwartaal":
        message = _("row {row} of {file} is not used: expected a quarter such as 2023-Q1, found '{found}'")
    text = message.format(row=flaw.rij.regel, file=register.file, found=flaw.found)
    name = flaw.rij.naam or flaw.rij.code
    return build_finding("unused-register-row", text, gemeente=name, column="doelgroepregister", printed=flaw.found)


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
        span = ", ".join(quarters) if len(quarters) <= MOST_QUARTERS else f"{quarters[0]}..{quarters[-1]}"
        there = _("; it has counts of {quarters}").format(quarters=span) if quarters else ""
        yield build_finding("missing-register-count", message + there, column="doelgroepregister")
