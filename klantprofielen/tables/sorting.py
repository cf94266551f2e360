"""The order in which the rows of a table stand, where it is not that of the source."""

from dataclasses import dataclass
from fractions import Fraction

from klantprofielen.model import Kwartaal
from klantprofielen.notation import name_key
from klantprofielen.tables.table import Cell, Column, Row


@dataclass(frozen=True, slots=True)
class Sort:
    """By this column; what is empty or hidden comes last in either direction."""

    key: str
    descending: bool = False

    def order(self, rows: list[Row], columns: tuple[Column, ...]) -> list[Row]:
        """The rows in this order, those that are equal as they stood; as they are if there is no such column."""
        keys = [column.key for column in columns]
        if self.key not in keys:
            return rows
        index = keys.index(self.key)
        known = [row for row in rows if is_known(row.cells[index])]
        unknown = [row for row in rows if not is_known(row.cells[index])]
        return sorted(known, key=lambda row: rank_of(row.cells[index]), reverse=self.descending) + unknown


def is_known(cell: Cell) -> bool:
    """Whether a cell has a value to sort by."""
    return isinstance(cell, str | int | Fraction | Kwartaal)


def rank_of(cell: Cell) -> tuple[Fraction, str]:
    """A value that sorts: numbers by size, names without regard to case and accents."""
    match cell:
        case int() | Fraction():
            return Fraction(cell), ""
        case str():
            return Fraction(0), name_key(cell)
        case _:  # quarters, whose text sorts
            return Fraction(0), str(cell)
