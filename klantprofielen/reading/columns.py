"""Which column is which: the header says so where it can be read, the sums find the total."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from klantprofielen.errors import NoTableError
from klantprofielen.model import COUNTS
from klantprofielen.notation import name_key
from klantprofielen.reading.grid import Row
from klantprofielen.reading.header import ORGANISATIONS, PROFIELEN, TOTALEN, known_in, names_in
from klantprofielen.reading.standing import are_moved, contradicts, names_other_total
from klantprofielen.reading.words import Line, Word

SAMPLE = 60  # rows that vote on which column is the total


@dataclass(frozen=True, slots=True)
class Columns:
    """For each of `FIGURES` the cell of a row that holds it; assumed where no header says so."""

    cells: tuple[int, int, int, int, int]
    assumed: bool


def find_columns(
    rows: Sequence[Row], headers: Sequence[Sequence[int]], lines: Sequence[Line], *, placed: bool
) -> dict[int, Columns]:
    """The columns of every row, by the row's line: as the header above it has them.

    One file may hold tables of several makes, each with an order of its own.
    """
    columns: dict[int, Columns] = {}
    for header, part in _sections(rows, headers):
        found = _read_columns([lines[index] for index in header], part, placed=placed)
        columns |= dict.fromkeys((row.index for row in part), found)
    return columns


def _sections(rows: Sequence[Row], headers: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[int], list[Row]]]:
    """The rows under each header; a table that goes on over the page without one goes on under the last."""
    ends = [header[-1] for header in headers]  # from top to bottom

    def above(row: Row) -> Sequence[int]:
        place = bisect_left(ends, row.index)
        return headers[place - 1] if place else ()

    for (header, _), part in groupby(rows, key=lambda row: (above(row), len(row.cells))):
        yield header, list(part)


def _read_columns(header: Sequence[Line], rows: Sequence[Row], *, placed: bool) -> Columns:
    """The five columns of rows that all have the same number of cells (five or more).

    Raises:
        NoTableError: the header says that another column is the total than the sums do; or what can be read of it says
            that the columns are in another order than the usual one.
    """
    counts, total = _find_total(rows, _words(header) if placed else [])
    roles = _read_header(header, rows, counts, total, placed=placed)
    if placed:
        unclear = not roles and contradicts(_words(header), sorted(counts), rows)
        if unclear or (_is_proven(counts, total, rows) and names_other_total(_words(header), total, rows)):
            raise NoTableError(case="header", page=rows[0].line.page)
    order = sorted(counts, key=lambda cell: COUNTS.index(roles[cell])) if roles else list(counts)
    return Columns((order[0], order[1], order[2], order[3], total), assumed=not roles)


def _words(header: Sequence[Line]) -> list[Word]:
    return [word for line in header for word in line.words if word.readable]


def _find_total(rows: Sequence[Row], header: list[Word]) -> tuple[tuple[int, ...], int]:
    """Four columns and the one that is their sum in most rows; the last five where none is."""
    width = len(rows[0].cells)
    known = [counts for row in rows[:SAMPLE] if None not in (counts := row.counts)]
    named = _column_of_total(header, rows)

    def worth(choice: tuple[tuple[int, ...], int]) -> tuple[int, bool, int, int]:
        counts, total = choice
        return _holding(counts, total, known), total == named, total, sum(counts)

    choices = [
        (counts, total)
        for total in range(width)
        for counts in combinations([cell for cell in range(width) if cell != total], 4)
    ]
    return max(choices, key=worth)


def _is_proven(counts: tuple[int, ...], total: int, rows: Sequence[Row]) -> bool:
    """Whether the total is the sum of the others in most rows: else nothing tells which column it is."""
    known = [figures for row in rows if None not in (figures := row.counts)]
    return 2 * _holding(counts, total, known) > len(known)


def _holding(counts: tuple[int, ...], total: int, known: Sequence[tuple[int | None, ...]]) -> int:
    """In how many rows, of which all figures are known, the total is the sum of the others."""
    return sum(sum(row[cell] or 0 for cell in counts) == row[total] for row in known)


def _column_of_total(header: list[Word], rows: Sequence[Row]) -> int | None:
    named = {_nearest_column(word, rows) for word in header if name_key(word.text) in TOTALEN}
    return named.pop() if len(named) == 1 else None


def _read_header(
    header: Sequence[Line], rows: Sequence[Row], counts: tuple[int, ...], total: int, *, placed: bool
) -> dict[int, str] | None:
    """The role of each of four columns, by the order in which the words of organisation and profile stand over them."""
    words = sorted(_words(header), key=lambda word: word.middle) if placed else _words(header)
    organisations = _spread(names_in(words if placed else _over_the_figures(header), ORGANISATIONS))
    named = names_in(words, PROFIELEN)
    profielen = _spread(named) if "met" in named else None
    if placed and (are_moved(header, rows) or (organisations and _is_doubtful(words, rows))):
        return None
    if placed and not (organisations and profielen):
        names = max((row.name[-1].x1 for row in rows if row.name), default=0.0)
        over = [word for word in words if word.middle > names and _nearest_column(word, rows) != total]
        organisations = organisations or _spread(names_in(over, ORGANISATIONS))
        profielen = profielen or _without_counterpart(words) or _without_counterpart(over)
    if not organisations or not profielen:
        return None
    roles = {
        cell: f"{organisation}_{profiel}_profiel"
        for cell, organisation, profiel in zip(sorted(counts), organisations, profielen, strict=True)
    }
    return roles if set(roles.values()) == set(COUNTS) else None


def _is_doubtful(words: Sequence[Word], rows: Sequence[Row]) -> bool:
    """Whether an organisation too many, which should be the heading of the names, stands over the figures itself.

    No sum tells which of the others is then meant.
    """
    named = [word for word in words if known_in(word, ORGANISATIONS)]
    first = min((cell.x0 for row in rows for cell in row.cells if cell), default=0.0)
    return len(named) in {3, 5} and named[0].middle > first


def _over_the_figures(header: Sequence[Line]) -> list[Word]:
    """The words of a header without positions, less the `Gemeente` over the names.

    That one is told by the `met` or `zonder` that does not follow it, by the line that it does not share with `UWV`, by
    the `AMR` before it, or by being plain where the others are `Gemeentelijke doelgroep`. Where nothing tells, none is
    left: a wrong guess would change the organisations, which no sum can see.
    """
    words = _words(header)
    followed = [
        word for word, behind in pairwise(words) if known_in(word, ORGANISATIONS) and known_in(behind, PROFIELEN)
    ]
    if len(followed) == len(COUNTS):
        return followed
    lines = [line for line in header if "uwv" in names_in(line.words, ORGANISATIONS)]
    counts = Counter(names_in(lines[0].words, ORGANISATIONS)) if len(lines) == 1 else Counter()
    if counts["gemeente"] == counts["uwv"] > 0:
        return list(lines[0].words)
    gemeenten = [index for index, word in enumerate(words) if "gemeente" in known_in(word, ORGANISATIONS)]
    uwvs = [index for index, word in enumerate(words) if "uwv" in known_in(word, ORGANISATIONS)]
    if len(gemeenten) != len(uwvs) + 1 or not uwvs or max(gemeenten) < min(uwvs):
        return words
    behind = [index for index in gemeenten if index and name_key(words[index - 1].text) in {"amr", "naam", "regio"}]
    plain = [index for index in gemeenten if name_key(words[index].text) == "gemeente"]
    heading = behind if len(behind) == 1 else plain
    return [word for index, word in enumerate(words) if index != heading[0]] if len(heading) == 1 else []


def _spread(names: list[str]) -> list[str] | None:
    """Four names for four columns; two names stand each over two columns.

    A fifth or third in front is the heading `Gemeente` over the names.
    """
    if len(names) in {3, 5} and names[0] == "gemeente":
        names = names[1:]
    if len(names) == 4:  # noqa: PLR2004 - one each
        return names
    return [names[0], names[0], names[1], names[1]] if len(names) == 2 else None  # noqa: PLR2004 - groups of two


def _without_counterpart(header: list[Word]) -> list[str] | None:
    """`klantprofiel` beside `geen klantprofiel`: without a word for without it is one with."""
    profielen = [word.middle for word in header if "profiel" in name_key(word.text)]
    without = {
        min(range(len(profielen)), key=lambda index: abs(profielen[index] - word.middle))
        for word in header
        if profielen and known_in(word, PROFIELEN) == ["zonder"]
    }
    return _spread(["zonder" if index in without else "met" for index in range(len(profielen))])


def _nearest_column(word: Word, rows: Sequence[Row]) -> int:
    def distance(cell: int) -> float:
        middles = [figure.middle for row in rows if (figure := row.cells[cell])]
        return abs(sum(middles) / len(middles) - word.middle) if middles else float("inf")

    return min(range(len(rows[0].cells)), key=distance)
