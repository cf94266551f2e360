"""What an office signs off: every printed sum beside the recomputed one, the percentage, the findings, the sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from klantprofielen.checks import COLUMN_NAMES
from klantprofielen.model import FIGURES, NUL, Rapport, Rij, Severity, total_of
from klantprofielen.notation import format_number, format_percentage
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Row, Table

FITS, FAILS, UNKNOWN = "klopt", "klopt niet", "niet te controleren"
_WORDS = ((FITS, "kloppen"), (FAILS, "kloppen niet"), (UNKNOWN, "niet te controleren, want verborgen"))
SEVERITIES = {Severity.ERROR: "fout", Severity.WARNING: "let op", Severity.NOTE: "ter informatie"}

WHERE = (
    Column(key="kwartaal", header="Kwartaal", kind=Kind.KWARTAAL),
    Column(key="regio", header="Regio", kind=Kind.TEXT),
)
PAGINA = Column(key="pagina", header="Pagina", kind=Kind.NUMMER)
SUM_COLUMNS = (
    *WHERE,
    Column(key="som", header="Som", kind=Kind.TEXT),
    Column(key="gedrukt", header="Gedrukt", kind=Kind.AANTAL),
    Column(key="herberekend", header="Herberekend", kind=Kind.AANTAL),
    Column(key="verschil", header="Verschil", kind=Kind.AANTAL),
    Column(key="oordeel", header="Oordeel", kind=Kind.TEXT),
)
COVERAGE_COLUMNS = (
    *WHERE,
    Column(key="gedrukt", header="Gedrukt percentage", kind=Kind.TEXT),
    Column(key="vanaf", header="Past vanaf", kind=Kind.AANDEEL),
    Column(key="tot", header="Past t/m", kind=Kind.AANDEEL),
    Column(key="dekking", header="Herberekend", kind=Kind.AANDEEL),
    Column(key="oordeel", header="Oordeel", kind=Kind.TEXT),
)
FINDING_COLUMNS = (
    *WHERE,
    Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
    Column(key="ernst", header="Ernst", kind=Kind.TEXT),
    Column(key="soort", header="Soort", kind=Kind.TEXT),
    PAGINA,
    Column(key="bevinding", header="Bevinding", kind=Kind.TEXT),
)
SOURCE_COLUMNS = (
    Column(key="soort", header="Soort", kind=Kind.TEXT),
    Column(key="paginas", header="Pagina's of bladen", kind=Kind.NUMMER),
    Column(key="bestand", header="Bestand", kind=Kind.TEXT),
    Column(key="sha256", header="Controlegetal (sha256)", kind=Kind.TEXT),
)


def verdict_lines(sums: Table, findings: Table) -> tuple[str, ...]:
    """What was held against what, in two sentences."""
    verdicts = Counter(row.cells[-1] for row in sums.rows)
    counts = ", ".join(f"{format_number(verdicts[verdict])} {word}" for verdict, word in _WORDS if verdicts[verdict])
    severities = Counter(row.cells[3] for row in findings.rows)
    found = ", ".join(f"{severities[name]} keer '{name}'" for name in SEVERITIES.values() if severities[name])
    return (
        f"{format_number(len(sums.rows))} gedrukte sommen nagerekend: {counts or 'geen'}.",
        f"Bevindingen: {found or 'geen'}.",
    )


def sums_table(reports: Iterable[Checked]) -> Table:
    """Each printed sum with what its parts add up to: the rows, the columns, the total row."""
    rows = tuple(row for report in reports for row in _sum_rows(report.rapport))
    return Table(title="Gedrukte sommen, herberekend", columns=SUM_COLUMNS, rows=rows)


def _sum_rows(rapport: Rapport) -> Iterator[Row]:
    for rij in (*rapport.rijen, *filter(None, [rapport.totaal])):
        yield _sum_row(rapport, f"Rij {rij.gemeente}", rij, len(FIGURES) - 1, total_of(*rij.cijfers.counts))
    if rapport.totaal:
        sums = sum((rij.cijfers for rij in rapport.rijen), NUL)
        for index, (key, recomputed) in enumerate(zip(FIGURES, sums.figures, strict=True)):
            yield _sum_row(rapport, f"Kolom {COLUMN_NAMES[key]}", rapport.totaal, index, recomputed)


def _sum_row(rapport: Rapport, name: str, rij: Rij, index: int, recomputed: int | None) -> Row:
    printed, mark = rij.cijfers.figures[index], rij.hidden[index]
    shown: Cell = Hidden(mark) if mark is not None else printed
    difference = None if printed is None or recomputed is None else printed - recomputed
    verdict = UNKNOWN if difference is None else FAILS if difference else FITS
    return Row((rapport.kwartaal, rapport.regio, name, shown, recomputed, difference, verdict))


def coverage_table(reports: Iterable[Checked]) -> Table:
    """The printed percentage of each region, the exact one, and the shares that are rounded to what is printed."""
    rows = tuple(_coverage_row(report.rapport) for report in reports)
    return Table(title="Gedrukte percentages, met hun afrondingsvenster", columns=COVERAGE_COLUMNS, rows=rows)


def _coverage_row(rapport: Rapport) -> Row:
    percentage, dekking = rapport.dekking_gedrukt, rapport.dekking
    if not percentage:
        return Row((rapport.kwartaal, rapport.regio, None, None, None, dekking, "niet gedrukt"))
    low, high = percentage.window
    verdict = UNKNOWN if dekking is None else FITS if percentage.fits(dekking) else FAILS
    printed = format_percentage(percentage)
    return Row((rapport.kwartaal, rapport.regio, printed, max(low, Fraction(0)), high, dekking, verdict))


def findings_of_reports(reports: Iterable[Checked]) -> Table:
    """Every finding, a row each, for people."""
    rows = tuple(
        Row(
            (
                report.rapport.kwartaal,
                report.rapport.regio,
                finding.gemeente,
                SEVERITIES[finding.severity],
                finding.kind,
                finding.page,
                finding.message,
            )
        )
        for report in reports
        for finding in report.findings
    )
    return Table(title="Bevindingen", columns=FINDING_COLUMNS, rows=rows)


def sources_table(reports: Sequence[Checked]) -> Table:
    """The files that were read, each with what it can be known by."""
    sources = dict.fromkeys(report.rapport.source for report in reports)
    registers = dict.fromkeys(report.register for report in reports if report.register)
    rows = [Row((source.kind, source.pages, source.file, source.sha256)) for source in sources]
    rows += [Row(("register", None, register.file, register.sha256)) for register in registers]
    return Table(title="Gelezen bestanden", columns=SOURCE_COLUMNS, rows=tuple(rows))
