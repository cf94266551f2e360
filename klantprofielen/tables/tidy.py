"""The tidy table of all reports, finished for export without pandas."""

from collections.abc import Iterable

from klantprofielen.analysis.doel import Doel
from klantprofielen.analysis.tidy import TIDY_COLUMNS, Regel, build_regels
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.doel import nodig_van
from klantprofielen.tables.table import Cell, Column, Kind, Row, Table

DOEL_COLUMNS = (
    Column(key="doel_maat", header="Doel maat", kind=Kind.TEXT),
    Column(key="doel", header="Doel", kind=Kind.AANDEEL),
    Column(key="nodig", header="Nodig", kind=Kind.AANTAL),
)
"""Behind all others, where there is a target: its measure, its share, how many persons more it takes (0: reached)."""


def tidy_table(reports: Iterable[Checked], doel: Doel | None = None) -> Table:
    """One row per gemeente and quarter, and one per region, in the order of the source."""
    columns = tuple(Column(key=column.key, header=column.title, kind=column.kind) for column in TIDY_COLUMNS)
    return Table(
        title="Klantprofielen",
        columns=(*columns, *(DOEL_COLUMNS if doel else ())),
        rows=tuple(
            Row((*(column.of(regel) for column in TIDY_COLUMNS), *_doel(regel, doel)), is_total=regel.rij is None)
            for nummer, report in enumerate(reports, start=1)
            for regel in build_regels(report.rapport, report.rijen, nummer)
        ),
    )


def _doel(regel: Regel, doel: Doel | None) -> tuple[Cell, ...]:
    return (doel.maat, doel.aandeel, nodig_van(doel, regel.rapport, regel.rij)) if doel else ()
