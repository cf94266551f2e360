"""Whether the words of a header stand over the columns that they are taken to name: each in the cell over its own.

The lines of a table are not read, so where its cells begin and end is told by the figures: those to the right in their
cells end where these end, those to the left begin where these begin, and those in the middle have the border halfway.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import inf

from klantprofielen.model import COUNTS
from klantprofielen.notation import name_key
from klantprofielen.reading.grid import Row
from klantprofielen.reading.header import ORGANISATIONS, PROFIELEN, TOTALEN, known_in
from klantprofielen.reading.words import Word

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
    return min(low for low, _ in cells) < word.middle <= max(high for _, high in cells)


def contradicts(words: Sequence[Word], columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether more of the organisations over these four columns, or of the profiles, are against the usual order."""
    usual = dict(zip(columns, COUNTS, strict=True))
    return all(
        any(2 * votes.count(False) > len(votes) for votes in _votes(words, usual, cells)) for cells in _cells_of(rows)
    )


def _votes(words: Sequence[Word], roles: Mapping[int | None, str], cells: Cells) -> Iterator[list[bool]]:
    """For organisations and for profiles, of each word whether it stands over a column that has it."""
    for vocabulary in (ORGANISATIONS, PROFIELEN):
        yield [
            name in roles[column].split("_")
            for word in words
            for name in known_in(word, vocabulary)
            if (column := _column_over(word, cells)) in roles
        ]


def names_other_total(words: Sequence[Word], total: int, rows: Sequence[Row]) -> bool:
    """Whether the one word for the total stands over another column than this, which the header calls a count."""
    named = [word for word in words if name_key(word.text) in TOTALEN]
    counts = [word for word in words if known_in(word, ORGANISATIONS | PROFIELEN)]
    if len(named) != 1:
        return False
    ways = [(_column_over(named[0], cells), [_column_over(word, cells) for word in counts]) for cells in _cells_of(rows)]
    return all(own != total for own, _ in ways) and any(own is not None and total in others for own, others in ways)


def _column_over(word: Word, cells: Cells) -> int | None:
    """The column in whose cell the middle of a word stands."""
    return next((column for column, (low, high) in enumerate(cells) if low < word.middle <= high), None)


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
