"""Whether all that a document holds was read: what is left over shows that a row, a table or a region is missing.

The sums prove what was read; they say nothing of a table that fell away as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from klantprofielen.errors import NoTableError
from klantprofielen.notation import parse_number
from klantprofielen.reading.blocks import MOST_WORDS_IN_LABEL, Block
from klantprofielen.reading.grid import LEAST_FIGURES, Row
from klantprofielen.reading.header import ORGANISATIONS, PROFIELEN, is_header, names_in
from klantprofielen.reading.names import is_total
from klantprofielen.reading.prose import Prose, Statement
from klantprofielen.reading.table import Table
from klantprofielen.reading.words import Line, text_of
from klantprofielen.reference import ANY_DAY, find_gemeente

NAMES_IN_HEADER = 6  # of organisation and profile: two over four, or four over four; a caption has fewer
LEAST_COUNTS = 3  # behind the name of a gemeente, that make a row of what was not read as one
SURE_COUNTS = 4  # of which one such row is enough
MOST_WORDS_OF_ROW = 16


def require_regions(prose: Prose, statements: Sequence[Statement], found: AbstractSet[int]) -> None:
    """Each region of which a title or a sentence speaks by itself must have a table: else a page may be lost.

    Raises:
        NoTableError: one has none.
    """
    titles = [heading.regios[0] for heading in prose.titles if len(heading.regios) == 1]
    said = [item.regios[0] for item in statements if len(item.regios) == 1 and item.percentage and not item.national]
    for regio in (*titles, *prose.announced, *said):
        if regio.nummer not in found:
            raise NoTableError(case="region", regio=regio.naam)


def require_single(rows: Sequence[Row]) -> None:
    """No second table may stand beside the first: only the figures behind the last name of a line are read.

    Raises:
        NoTableError: one does.
    """
    beside = [row for row in rows if sum(parse_number(word.text) is not None for word in row.name) >= LEAST_FIGURES]
    if beside and 2 * len(beside) > len(rows):
        raise NoTableError(case="beside", page=beside[0].line.page)


def require_rows(table: Table, headers: Sequence[Sequence[int]], blocks: Sequence[Block]) -> None:
    """No header may be without rows, and no row outside the tables; of one inside a table its total row tells.

    Raises:
        NoTableError: one is.
    """
    lines, taken = table.lines, table.rows.union(*headers)
    summed = {index for block in blocks if block.total for index in range(block.first, block.last)}
    for header in _loose_headers(lines, taken):
        following = next((other for other in headers if other[0] > header[0]), [])
        if _text_of(header, lines) != _text_of(following, lines):  # else the table only goes on, on the next page
            raise NoTableError(case="rows", page=lines[header[0]].page)
    loose = [
        (line, counts)
        for index, line in enumerate(lines)
        if index not in taken and index not in summed and (counts := _counts(line))
    ]
    if len(loose) > 1 or any(counts >= SURE_COUNTS for _, counts in loose):
        raise NoTableError(case="rows", page=loose[0][0].page)


def _loose_headers(lines: Sequence[Line], taken: AbstractSet[int]) -> Iterator[list[int]]:
    """Lines one after another that are a whole header, though no row stands under it."""
    loose = (index for index, line in enumerate(lines) if index not in taken and is_header(line))
    for _, group in groupby(enumerate(loose), key=lambda item: (item[1] - item[0], lines[item[1]].page)):
        header = [index for _, index in group]
        names = [name for index in header for name in names_in(lines[index].words, ORGANISATIONS | PROFIELEN)]
        if len(names) >= NAMES_IN_HEADER and {"met", "zonder"} < set(names):
            yield header


def _text_of(header: Iterable[int], lines: Sequence[Line]) -> str:
    return " ".join(lines[index].text for index in header)


def _counts(line: Line) -> int:
    """How many counts stand beside the name of a gemeente, or of a total; none where the line is something else."""
    if len(line.words) > MOST_WORDS_OF_ROW:
        return 0
    counts = [word for word in line.words if parse_number(word.text) is not None]
    if len(counts) < LEAST_COUNTS:
        return 0
    words = [word for word in line.words if not any(char.isdigit() for char in word.text)]
    name = text_of(words)
    total = is_total(name) and len(words) <= MOST_WORDS_IN_LABEL and len(counts) >= SURE_COUNTS
    return len(counts) if total or find_gemeente(name, ANY_DAY) else 0
