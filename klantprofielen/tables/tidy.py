"""The tidy table of all reports, finished for export without pandas."""

from collections.abc import Iterable

from klantprofielen.analysis.tidy import TIDY_COLUMNS, build_regels
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.table import Column, Row, Table


def tidy_table(reports: Iterable[Checked]) -> Table:
    """One row per gemeente and quarter, and one per region, in the order of the source."""
    return Table(
        title="Klantprofielen",
        columns=tuple(Column(key=column.key, header=column.title, kind=column.kind) for column in TIDY_COLUMNS),
        rows=tuple(
            Row(tuple(column.of(regel) for column in TIDY_COLUMNS), is_total=regel.rij is None)
            for nummer, report in enumerate(reports, start=1)
            for regel in build_regels(report.rapport, report.rijen, nummer)
        ),
    )
