"""What was found in the reports: as notes under a table, as a table of its own, and as a count."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from klantprofielen.language import mark, translate, translate_count
from klantprofielen.model import Finding, Rapport, Severity
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.table import Column, Kind, Note, Row, Table

CHECK_COLUMNS = (
    Column(key="file", header="file", kind=Kind.TEXT),
    Column(key="page", header="page", kind=Kind.NUMMER),
    Column(key="kwartaal", header="kwartaal", kind=Kind.KWARTAAL),
    Column(key="regionummer", header="regionummer", kind=Kind.NUMMER),
    Column(key="regio", header="regio", kind=Kind.TEXT),
    Column(key="gemeente", header="gemeente", kind=Kind.TEXT),
    Column(key="kind", header="kind", kind=Kind.TEXT),
    Column(key="severity", header="severity", kind=Kind.TEXT),
    Column(key="column", header="column", kind=Kind.TEXT),
    Column(key="printed", header="printed", kind=Kind.TEXT),
    Column(key="expected", header="expected", kind=Kind.TEXT),
    Column(key="message", header="message", kind=Kind.TEXT),
)
SEVERITY_NAMES = {Severity.ERROR: mark("error"), Severity.WARNING: mark("warning"), Severity.NOTE: mark("note")}


def severity_name(severity: Severity) -> str:
    """The severity as a word of the chosen language."""
    return translate(SEVERITY_NAMES[severity])


def finding_notes(findings: Sequence[Finding]) -> Iterator[Note]:
    """The findings under the table of their report; what is the same for several gemeenten is told once."""
    for (severity, message, page), group in groupby(
        findings, lambda found: (found.severity, found.message, found.page)
    ):
        names = ", ".join(filter(None, (finding.gemeente for finding in group)))
        where = f"{names}: " if names else ""
        place = translate(" (page {page})").format(page=page) if page else ""
        yield Note(f"{where}{message}{place}", severity)


def error_notes(reports: Sequence[Checked]) -> Iterator[Note]:
    """How many of the reports have errors, where any has: under tables that do not show them one by one."""
    wrong = sum(bool(report.count(Severity.ERROR)) for report in reports)
    if wrong:
        yield Note(f"Rapporten met fouten: {wrong}; zie klantprofielen check", Severity.ERROR)


def findings_table(reports: Sequence[Checked]) -> Table:
    """Every finding of every report, a row each."""
    rows = (_row(report.rapport, finding) for report in reports for finding in report.findings)
    notes = (Note(summarize_checks(reports)),)
    return Table(title="Bevindingen", columns=CHECK_COLUMNS, rows=tuple(rows), notes=notes)


def _row(rapport: Rapport, finding: Finding) -> Row:
    return Row(
        (
            rapport.source.file,
            finding.page,
            rapport.kwartaal,
            rapport.regionummer,
            rapport.regio,
            finding.gemeente,
            finding.kind,
            finding.severity.value,
            finding.column,
            finding.printed,
            finding.expected,
            finding.message,
        )
    )


def summarize_checks(reports: Sequence[Checked]) -> str:
    """What was held against what, and how much was found: a clean check should reassure."""
    counts = count_findings([finding for report in reports for finding in report.findings])
    if any(report.count(Severity.ERROR) for report in reports):
        return counts
    proof = ", ".join(_proof(reports))
    return f"{proof}; {counts}" if counts else proof


def count_findings(findings: Sequence[Finding]) -> str:
    """`1 error, 2 warnings`; nothing where nothing was found."""
    return ", ".join(filter(None, (_count(findings, severity) for severity in Severity)))


def _count(findings: Sequence[Finding], severity: Severity) -> str:
    count = sum(finding.severity is severity for finding in findings)
    if not count:
        return ""
    match severity:
        case Severity.ERROR:
            return translate_count("{count} error", "{count} errors", count)
        case Severity.WARNING:
            return translate_count("{count} warning", "{count} warnings", count)
        case Severity.NOTE:
            return translate_count("{count} note", "{count} notes", count)
        case _:
            assert_never(severity)


def _proof(reports: Sequence[Checked]) -> Iterator[str]:
    rapporten = [report.rapport for report in reports]
    rows = sum(len(rapport.rijen) for rapport in rapporten)
    sums = sum(map(count_sums, rapporten))
    percentages = sum(_has_percentage(rapport) for rapport in rapporten)
    yield translate_count("{count} report", "{count} reports", len(rapporten))
    yield translate_count("{count} row", "{count} rows", rows)
    yield translate_count("{count} sum fits", "{count} sums fit", sums)
    if percentages:
        yield translate_count("the percentage fits", "{count} percentages fit", percentages)


def count_sums(rapport: Rapport) -> int:
    """How many printed sums the figures could be held against: one per row, and one per column with a total."""
    rijen = (*rapport.rijen, rapport.totaal) if rapport.totaal else rapport.rijen
    rows = sum(None not in rij.cijfers.figures for rij in rijen)
    columns = zip(*(rij.cijfers.figures for rij in rijen), strict=True) if rapport.totaal else ()
    return rows + sum(None not in column for column in columns)


def _has_percentage(rapport: Rapport) -> bool:
    return rapport.dekking_gedrukt is not None and rapport.dekking is not None
