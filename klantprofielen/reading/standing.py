"""Where the words of a header stand: whether that speaks against the order in which they come.

The lines of a table are not read, so where its cells begin and end is told by the figures: those to the right in their
cells end where these end, those to the left begin where these begin, and those in the middle have the border halfway.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from klantprofielen.model import COUNTS
from klantprofielen.notation import name_key
from klantprofielen.reading.grid import Row
from klantprofielen.reading.header import ORGANISATIONS, PROFIELEN, TOTALEN, known_in
from klantprofielen.reading.words import Line, Word

LEAST_AGAINST = 3  # words for the profile
OVERLAP = 0.2  # em; less is kerning
Cells = Sequence[tuple[float, float]]


def are_moved(header: Sequence[Line], rows: Sequence[Row]) -> bool:
    """Whether words of the header stand in each other, or beside the table: then their order says nothing."""
    cells = max((list(cells) for cells in _cells_of(rows)), key=lambda cells: cells[-1][1])
    left, right = min((row.line.words[0].x0 for row in rows), default=0.0), 2 * cells[-1][1] - cells[-1][0]
    if any(known_in(word, PROFIELEN) and not word.middle > left for line in header for word in line.words):
        return True
    return any(
        after.x0 < before.x1 - OVERLAP * line.em or not after.middle < right
        for line in header
        for before, after in pairwise(sorted(line.words, key=lambda word: word.x0))
    )


def contradicts(words: Sequence[Word], columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether the organisations over these four columns, or all of the profiles, are against the usual order."""
    usual: dict[int | None, str] = dict(zip(columns, COUNTS, strict=True))
    return all(
        2 * organisations.count(False) > len(organisations) or profielen.count(False) == len(profielen) >= LEAST_AGAINST
        for organisations, profielen in (_votes(words, usual, cells) for cells in _cells_of(rows))
    )


def _votes(words: Sequence[Word], roles: Mapping[int | None, str], cells: Cells) -> tuple[list[bool], list[bool]]:
    """For organisations and for profiles, of each word whether it stands over a column that has it."""

    def of(vocabulary: Mapping[str, str]) -> list[bool]:
        return [
            name in roles[column].split("_")
            for word in words
            for name in known_in(word, vocabulary)
            if (column := _column_over(word, cells)) in roles
        ]

    return of(ORGANISATIONS), of(PROFIELEN)


def names_other_total(words: Sequence[Word], total: int, rows: Sequence[Row]) -> bool:
    """Whether the one word for the total stands over another column than this, which the header calls a count."""
    named = [word for word in words if name_key(word.text) in TOTALEN]
    counts = [word for word in words if known_in(word, ORGANISATIONS | PROFIELEN)]
    if len(named) != 1:
        return False
    ways = [[_column_over(word, cells) for word in (*named, *counts)] for cells in _cells_of(rows)]
    most = max(len(way) - way.count(None) for way in ways)  # where the cells are cut wrong, a word stands over none
    likely = [way for way in ways if len(way) - way.count(None) == most]
    return all(own != total for own, *_ in likely) and any(
        own is not None and total in others for own, *others in likely
    )


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
