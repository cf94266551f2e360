"""The table of a document: its rows, and where its columns stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klantprofielen.errors import UnreadableTextError
from klantprofielen.model import Cijfers
from klantprofielen.reading.columns import Columns
from klantprofielen.reading.grid import FIGURES_IN_ROW, LEAST_FIGURES, Row
from klantprofielen.reading.names import NameColumn, locate_gemeente
from klantprofielen.reading.words import Line
from klantprofielen.reference import ANY_DAY

LEAST_ROWS = 3
MOST_WORDS_OF_NAMES = 8


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a document, and what was found in them."""

    lines: Sequence[Line]
    rows: frozenset[int]
    """The lines that are rows."""
    columns: Mapping[int, Columns]
    """The columns of every row, by the row's line."""
    name_columns: Mapping[int, NameColumn]
    """Where the names stand, by page."""
    placed: bool

    def cijfers(self, row: Row) -> Cijfers:
        """The figures of a row, each from the column that is its own."""
        counts = row.counts
        return Cijfers.of(*(counts[cell] for cell in self.columns[row.index].cells))


def require_readable(rows: Sequence[Row], lines: Sequence[Line]) -> None:
    """Refuse where a row, or a line under the first row of its page, has figures without a character map.

    Such a font may also pass for one with a map: then gemeenten stand before words that are no figures.
    """
    first = {row.line.page: row.index for row in reversed(rows)}
    for index, line in enumerate(lines):
        unreadable = sum(not word.readable for word in line.words)
        if unreadable >= LEAST_FIGURES and (not rows or index > first.get(line.page, len(lines))):
            raise UnreadableTextError(page=line.page)
    if not rows:
        disguised = [line for line in lines if _has_disguised_figures(line)]
        if len(disguised) >= LEAST_ROWS:
            raise UnreadableTextError(page=disguised[0].page)


def _has_disguised_figures(line: Line) -> bool:
    match = locate_gemeente(line.words[:MOST_WORDS_OF_NAMES], ANY_DAY, last=False)
    return match is not None and len(line.words) - match.end == FIGURES_IN_ROW
