"""The rankings that go into a workbook, where there is enough to rank."""

from collections.abc import Iterator, Sequence

from klantprofielen.analysis.measures import MEASURE_BY_KEY
from klantprofielen.analysis.ranking import Level
from klantprofielen.tables import Checked, Table
from klantprofielen.tables.rank import rank_notes, rank_table

MANY = 25
"""Gemeenten of one region that are worth a ranking: more than can be overlooked in its own table."""


def build_rankings(reports: Sequence[Checked]) -> tuple[Table, ...]:
    """Of the newest quarter: gemeenten by their share, by their coverage where it is known, and regions by theirs."""
    newest = max((report.rapport.kwartaal for report in reports if report.rapport.kwartaal), default=None)
    latest = [report for report in reports if report.rapport.kwartaal == newest]
    several = len({report.rapport.regionummer or report.rapport.regio for report in latest}) > 1
    if not several and max((len(report.rijen) for report in latest), default=0) < MANY:
        return ()
    return tuple(_tables(reports, several=several))


def _tables(reports: Sequence[Checked], *, several: bool) -> Iterator[Table]:
    from klantprofielen.cli.measuring import rank_rapporten  # noqa: PLC0415 - pandas takes long to import

    rapporten = [report.rapport for report in reports]
    shown = {id(rij) for report in reports for rij in report.rijen}
    asked = [("aandeel_met_profiel", Level.GEMEENTE), ("dekking", Level.GEMEENTE)]
    for key, level in (*asked, *([("dekking", Level.REGIO)] if several else [])):
        ranking = rank_rapporten(rapporten, MEASURE_BY_KEY[key], level)
        rows = [row for row in ranking.rows if row.regel.rij is None or id(row.regel.rij) in shown]
        if rows:
            yield _align(rank_table(ranking, rows, notes=tuple(rank_notes(ranking, len(rows), reports, None))))


def _align(table: Table) -> Table:
    """The name of the region last, so that the columns of all rankings stand below each other."""
    keys = [column.key for column in table.columns]
    if "gemeente" not in keys:
        return table
    return table.keep(tuple(sorted(table.columns, key=lambda column: column.key == "regio")))
