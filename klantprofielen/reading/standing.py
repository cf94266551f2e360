"""Whether the words of a header stand over the columns that they are taken to name: each in the cell over its own.

The lines of a table are not read, so where its cells begin and end is told by the figures: those to the right in their
cells end where these end, those to the left begin where these begin, and those in the middle have the border halfway.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import inf

from klantprofielen.model import COUNTS
from klantprofielen.reading.grid import Row
from klantprofielen.reading.header import ORGANISATIONS, PROFIELEN, known_in
from klantprofielen.reading.words import Word

SLACK = 0.15  # of the width of a cell: by so much a word may stick out of its own
Named = tuple[str, Word]
"""What a word of the header names, `uwv` or `zonder` say, and the word."""
Cells = Sequence[tuple[float, float]]


def are_under(named: Sequence[Named], columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether each of these words, one for each column, stands over its own; one word may be for columns in a row."""
    return any(all(_is_over(word, cells) for word, cells in _over(named, columns, cells)) for cells in _cells_of(rows))


def _over(named: Sequence[Named], columns: Sequence[int], cells: Cells) -> Iterator[tuple[Word, Cells]]:
    """Each word with the cells of its columns."""
    for _, group in groupby(zip(named, columns, strict=True), key=lambda item: id(item[0])):
        members = list(group)
        yield members[0][0][1], [cells[column] for _, column in members]


def _is_over(word: Word, cells: Cells) -> bool:
    """Whether the middle of a word stands in one of these cells, or between them."""
    slack = SLACK * min(high - low for low, high in cells)
    return min(low for low, _ in cells) - slack <= word.middle <= max(high for _, high in cells) + slack


def contradicts(words: Sequence[Word], columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether more of the words over these four columns are against the usual order than are for it."""
    usual = dict(zip(columns, COUNTS, strict=True))
    return all(against > in_favour for in_favour, against in (_vote(words, usual, cells) for cells in _cells_of(rows)))


def _vote(words: Sequence[Word], roles: dict[int, str], cells: Cells) -> tuple[int, int]:
    votes = [
        name in roles[column].split("_")
        for word in words
        for name in known_in(word, ORGANISATIONS | PROFIELEN)
        for column, (low, high) in enumerate(cells)
        if low < word.middle <= high and column in roles
    ]
    return votes.count(True), votes.count(False)


def _cells_of(rows: Sequence[Row]) -> Iterator[Cells]:
    """From where to where each cell of the table goes, for each of the ways in which figures can stand in them."""
    columns = [[cell for cell in column if cell] for column in zip(*(row.cells for row in rows), strict=True)]
    lefts = [min((cell.x0 for cell in column), default=inf) for column in columns]
    rights = [max((cell.x1 for cell in column), default=-inf) for column in columns]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    yield list(pairwise([2 * rights[0] - rights[1], *rights]))
    yield list(pairwise([*lefts, 2 * lefts[-1] - lefts[-2]]))
    halves = [(one + other) / 2 for one, other in pairwise(middles)]
    yield list(pairwise([2 * middles[0] - halves[0], *halves, 2 * middles[-1] - halves[-1]]))
