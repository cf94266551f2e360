"""A finished table: a title, typed columns, rows and notes. A view decides only how it looks."""

from dataclasses import dataclass, replace

from klantprofielen.analysis.tidy import Kind, Value
from klantprofielen.model import Severity


@dataclass(frozen=True, slots=True)
class Hidden:
    """A count that the report hides, with the mark that it prints instead: `<5`, `-`, nothing."""

    mark: str


Cell = Value | Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in data, its header (under the header of its group), and what may go where room is short.

    Columns with the highest `leaves` are left out first, those with the same number together; 0 always stays.
    """

    key: str
    header: str
    kind: Kind
    group: str = ""
    leaves: int = 0

    @property
    def title(self) -> str:
        """The header as one text."""
        return f"{self.group} {self.header}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line, one per column; a total is no part of what is sorted."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a table; with a severity it tells of a finding."""

    text: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a view gets."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()

    def keep(self, columns: tuple[Column, ...]) -> "Table":
        """The table with these of its columns only."""
        indices = [self.columns.index(column) for column in columns]
        rows = tuple(Row(tuple(row.cells[index] for index in indices), row.is_total) for row in self.rows)
        return replace(self, columns=columns, rows=rows)


__all__ = ["Cell", "Column", "Hidden", "Kind", "Note", "Row", "Table"]
