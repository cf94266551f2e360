"""Everything that a workbook shows, finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klantprofielen.analysis.results import Comparison
from klantprofielen.analysis.subjects import Niveau
from klantprofielen.model import Kwartaal
from klantprofielen.tables.blocks import Block, build_blocks, coverage_by_regio
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.comparison import SHOWN_IN_SHEET, comparison_tables
from klantprofielen.tables.control import coverage_table, findings_of_reports, sources_table, sums_table, verdict_lines
from klantprofielen.tables.legend import EVIDENCE, READING, columns_table, definitions_table, source_lines
from klantprofielen.tables.overview import overview_table
from klantprofielen.tables.series import Series, build_series
from klantprofielen.tables.summary import kwartaal_title, title_of
from klantprofielen.tables.table import Row, Table
from klantprofielen.tables.tidy import tidy_table

SOURCE = "Bron: UWV, Transparantie van klantprofielen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets, in the order in which they are read."""

    title: str
    source: str
    kwartaal: Kwartaal | None
    """The newest that is in it."""
    overview: Table | None
    """Of the regions, where there are several reports."""
    coverage: Table | None
    """Per region in the newest quarter, where there are several regions."""
    blocks: tuple[Block, ...]
    gemeenten: Table
    regios: Table
    series: tuple[Series, ...]
    comparison: tuple[Table, ...]
    """The two newest quarters side by side, where there are several: the regions, then each with its gemeenten."""
    rankings: tuple[Table, ...]
    """Of the newest quarter, where there is enough to rank."""
    verdict: tuple[str, ...]
    sums: Table
    percentages: Table
    findings: Table
    sources: Table
    evidence: tuple[str, ...]
    reading: tuple[str, ...]
    definitions: Table
    columns: Table
    source_lines: tuple[str, ...]


def build_workbook(
    reports: Sequence[Checked], comparison: Comparison | None = None, rankings: tuple[Table, ...] = ()
) -> Workbook:
    """The workbook of these reports, of what changed between their newest quarters, and of the rankings of them."""
    kwartaal = max((report.rapport.kwartaal for report in reports if report.rapport.kwartaal), default=None)
    tidy = tidy_table(reports)
    coverage = coverage_by_regio(reports, kwartaal) if kwartaal else None
    sums, findings = sums_table(reports), findings_of_reports(reports)
    return Workbook(
        title=title_of_reports(reports),
        source=SOURCE,
        kwartaal=kwartaal,
        overview=overview_table(reports) if len(reports) > 1 else None,
        coverage=coverage if coverage and len(coverage.rows) > 1 else None,
        blocks=tuple(build_blocks(reports)),
        gemeenten=_part(tidy, "Gemeenten", [row for row in tidy.rows if not row.is_total]),
        regios=_part(tidy, "Regio's", [row for row in tidy.rows if row.is_total]),
        series=tuple(build_series(reports)),
        comparison=tuple(comparison_tables(comparison, by_level=_shown(reports))) if comparison else (),
        rankings=rankings,
        verdict=verdict_lines(sums, findings),
        sums=sums,
        percentages=coverage_table(reports),
        findings=findings,
        sources=sources_table(reports),
        evidence=EVIDENCE,
        reading=READING,
        definitions=definitions_table(),
        columns=columns_table(),
        source_lines=source_lines(),
    )


def _shown(reports: Sequence[Checked]) -> Mapping[Niveau, Sequence[str]]:
    """What of a comparison has room; with a register file also the coverage of gemeenten."""
    if not any(rij.doelgroepregister is not None for report in reports for rij in report.rijen):
        return SHOWN_IN_SHEET
    return {**SHOWN_IN_SHEET, Niveau.GEMEENTE: (*SHOWN_IN_SHEET[Niveau.GEMEENTE], "dekking")}


def _part(table: Table, title: str, rows: list[Row]) -> Table:
    return Table(title=title, columns=table.columns, rows=tuple(rows))


def title_of_reports(reports: Sequence[Checked]) -> str:
    """Rijnmond · 1e kwartaal 2023; of several, how many regions and from when to when."""
    if len(reports) == 1:
        return title_of(reports[0].rapport)
    regios = list(dict.fromkeys(report.rapport.regio for report in reports))
    kwartalen = sorted({report.rapport.kwartaal for report in reports if report.rapport.kwartaal})
    who = regios[0] if len(regios) == 1 else f"{len(regios)} arbeidsmarktregio's"
    if len(kwartalen) < 2:  # noqa: PLR2004 - one quarter, or none
        return f"{who} · {kwartaal_title(kwartalen[0] if kwartalen else None)}"
    return f"{who} · {kwartaal_title(kwartalen[0])} t/m {kwartaal_title(kwartalen[-1])}"
