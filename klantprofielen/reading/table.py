"""The table of a document: its rows, and where its columns stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from klantprofielen.errors import UnreadableTextError
from klantprofielen.model import Cijfers
from klantprofielen.reading.columns import Columns
from klantprofielen.reading.grid import FIGURES_IN_ROW, LEAST_FIGURES, Row
from klantprofielen.reading.names import NameColumn, locate_gemeente
from klantprofielen.reading.words import Line, Word
from klantprofielen.reference import ANY_DAY

LEAST_ROWS = 3  # lines that make a table
LEAST_COLUMNS = 3  # that make a row
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
    """Refuse where figures have no character map: under the columns of a page, or on a page that has nothing else.

    Such a font may also pass for one with a map: then gemeenten stand before words that are no figures.
    """
    by_page = {page: list(found) for page, found in groupby(rows, key=lambda row: row.line.page)}
    bands = {page: _bands(found) for page, found in by_page.items()}
    suspects: Counter[int] = Counter()
    for index, line in enumerate(lines):
        page = by_page.get(line.page)
        unreadable = [word for word in line.words if not word.readable]
        if page is None:
            suspects[line.page] += len(unreadable) >= LEAST_FIGURES or (not rows and _has_disguised_figures(line))
        elif unreadable and index > page[0].index and _columns_under(unreadable, bands[line.page]) >= LEAST_COLUMNS:
            raise UnreadableTextError(page=line.page)
    for number, count in sorted(suspects.items()):
        if count >= LEAST_ROWS:
            raise UnreadableTextError(page=number)


def _bands(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """From where to where the figures of each column stand."""
    return [
        (min(cell.x0 for cell in column), max(cell.x1 for cell in column))
        for cells in zip(*(row.cells for row in rows), strict=True)
        if (column := [cell for cell in cells if cell])
    ]


def _columns_under(words: Sequence[Word], bands: Sequence[tuple[float, float]]) -> int:
    """Under how many columns of figures these words stand."""
    return sum(any(word.x0 < high and low < word.x1 for word in words) for low, high in bands)


def _has_disguised_figures(line: Line) -> bool:
    match = locate_gemeente(line.words[:MOST_WORDS_OF_NAMES], ANY_DAY, last=False)
    return match is not None and len(line.words) - match.end == FIGURES_IN_ROW
