"""Which column is which: the header says so where it can be read, the sums find the total."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from klantprofielen.model import COUNTS
from klantprofielen.notation import name_key
from klantprofielen.reading.grid import MOST_WORDS_IN_ROW, Row
from klantprofielen.reading.words import Line, Word

SAMPLE = 60  # rows that vote on which column is the total
HEADER_SHARE = 0.7  # of the words of a header line that must be words of a header
MOST_HEADER_LINES = 40
HEADER_REACH = 3.5  # em between two lines of one header
MOST_LINES_OF_CELL = 3
MOST_WORDS_OF_CELL = 6

ORGANISATIONS = {"uwv": "uwv", "gem": "gemeente"} | {
    f"gemeente{ending}": "gemeente" for ending in ("", "n", "lijk", "lijke", "doelgroep", "klanten")
}
PROFIELEN = {"met": "met", "wel": "met", "zonder": "zonder", "geen": "zonder", "niet": "zonder"}
TOTALEN = {"totaal", "totalen", "total"}
HEADER_WORDS = (
    ORGANISATIONS.keys()
    | PROFIELEN.keys()
    | TOTALEN
    | {
        "amr",
        "naam",
        "nr",
        "nummer",
        "code",
        "regio",
        "arbeidsmarktregio",
        "arbeidsmarkt",
        "klantprofiel",
        "klantprofielen",
        "profiel",
        "profielen",
        "in",
        "sonar",
        "aantal",
        "aantallen",
        "personen",
        "bekend",
        "door",
        "bij",
        "via",
        "is",
        "en",
        "van",
        "de",
        "het",
        "per",
        "heeft",
        "ja",
        "nee",
        "geregistreerd",
        "doelgroep",
        "bediend",
        "dienstverlening",
        "onder",
        "gemeentecode",
        "kwartaal",
    }
)


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
    """The five columns of rows that all have the same number of cells (five or more)."""
    counts, total = _find_total(rows, _words(header) if placed else [])
    roles = _read_header(header, rows, counts, total, placed=placed)
    order = sorted(counts, key=lambda cell: COUNTS.index(roles[cell])) if roles else list(counts)
    return Columns((order[0], order[1], order[2], order[3], total), assumed=not roles)


def find_headers(rows: Sequence[Row], lines: Sequence[Line], *, placed: bool) -> list[list[int]]:
    """The header over each run of rows that has one, as the numbers of its lines.

    The first lines of a wrapped cell may stand between the header and the first row: they are passed over.
    """
    taken = {row.index for row in rows}
    headers = []
    for first in (row.index for row in rows if row.index - 1 not in taken):
        header: list[int] = []
        passed = 0
        for index in range(first - 1, max(-1, first - MOST_HEADER_LINES), -1):
            if index in taken or lines[index].page != lines[first].page:
                break
            near = not (placed and header) or lines[header[0]].y - lines[index].y <= HEADER_REACH * lines[index].em
            if is_header(lines[index]) and near:
                header.insert(0, index)
            elif header or passed == MOST_LINES_OF_CELL or len(lines[index].words) > MOST_WORDS_OF_CELL:
                break
            else:
                passed += 1
        if _names_columns([lines[index] for index in header]):
            headers.append(header)
    return headers


def _names_columns(header: Sequence[Line]) -> bool:
    """Whether these lines say, or in a font that can be read would say, what the columns are."""
    names = [name for line in header for name in _names(line.words, PROFIELEN | {"uwv": "uwv"})]
    return bool(names) or any(not word.readable for line in header for word in line.words)


def is_header(line: Line) -> bool:
    """Whether most words of a line are words of a header; what cannot be read speaks neither for nor against."""
    if len(line.words) > MOST_WORDS_IN_ROW:
        return False
    keys = [key for word in line.words if word.readable for key in _keys(word)]
    known = sum(key in HEADER_WORDS or not key for key in keys)
    if not any(word.readable for word in line.words):
        return True
    return known > 0 and known >= HEADER_SHARE * len(keys)


def _words(header: Sequence[Line]) -> list[Word]:
    return [word for line in header for word in line.words if word.readable]


def _find_total(rows: Sequence[Row], header: list[Word]) -> tuple[tuple[int, ...], int]:
    """Four columns and the one that is their sum in most rows; the last five where none is."""
    width = len(rows[0].cells)
    known = [counts for row in rows[:SAMPLE] if None not in (counts := row.counts)]
    named = _column_of_total(header, rows)

    def worth(choice: tuple[tuple[int, ...], int]) -> tuple[int, bool, int, int]:
        counts, total = choice
        holding = sum(sum(row[cell] or 0 for cell in counts) == row[total] for row in known)
        return holding, total == named, total, sum(counts)

    choices = [
        (counts, total)
        for total in range(width)
        for counts in combinations([cell for cell in range(width) if cell != total], 4)
    ]
    return max(choices, key=worth)


def _column_of_total(header: list[Word], rows: Sequence[Row]) -> int | None:
    named = {_nearest_column(word, rows) for word in header if name_key(word.text) in TOTALEN}
    return named.pop() if len(named) == 1 else None


def _read_header(
    header: Sequence[Line], rows: Sequence[Row], counts: tuple[int, ...], total: int, *, placed: bool
) -> dict[int, str] | None:
    """The role of each of four columns, by the order in which the words of organisation and profile stand over them."""
    words = sorted(_words(header), key=lambda word: word.middle) if placed else _words(header)
    organisations = _spread(_names(words if placed else _over_the_figures(header), ORGANISATIONS))
    named = _names(words, PROFIELEN)
    profielen = _spread(named) if "met" in named else None
    if placed and organisations and _is_doubtful(words, rows):
        return None
    if placed and not (organisations and profielen):
        names = max((row.name[-1].x1 for row in rows if row.name), default=0.0)
        over = [word for word in words if word.middle > names and _nearest_column(word, rows) != total]
        organisations = organisations or _spread(_names(over, ORGANISATIONS))
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
    named = [word for word in words if _known(word, ORGANISATIONS)]
    first = min((cell.x0 for row in rows for cell in row.cells if cell), default=0.0)
    return len(named) in {3, 5} and named[0].middle > first


def _over_the_figures(header: Sequence[Line]) -> list[Word]:
    """The words of a header without positions, less the `Gemeente` over the names.

    That one is told by the `met` or `zonder` that does not follow it, by the line that it does not share with `UWV`, by
    the `AMR` before it, or by being plain where the others are `Gemeentelijke doelgroep`. Where nothing tells, none is
    left: a wrong guess would change the organisations, which no sum can see.
    """
    words = _words(header)
    followed = [word for word, behind in pairwise(words) if _known(word, ORGANISATIONS) and _known(behind, PROFIELEN)]
    if len(followed) == len(COUNTS):
        return followed
    lines = [line for line in header if "uwv" in _names(line.words, ORGANISATIONS)]
    counts = Counter(_names(lines[0].words, ORGANISATIONS)) if len(lines) == 1 else Counter()
    if counts["gemeente"] == counts["uwv"] > 0:
        return list(lines[0].words)
    gemeenten = [index for index, word in enumerate(words) if "gemeente" in _known(word, ORGANISATIONS)]
    uwvs = [index for index, word in enumerate(words) if "uwv" in _known(word, ORGANISATIONS)]
    if len(gemeenten) != len(uwvs) + 1 or not uwvs or max(gemeenten) < min(uwvs):
        return words
    behind = [index for index in gemeenten if index and name_key(words[index - 1].text) in {"amr", "naam", "regio"}]
    plain = [index for index in gemeenten if name_key(words[index].text) == "gemeente"]
    heading = behind if len(behind) == 1 else plain
    return [word for index, word in enumerate(words) if index != heading[0]] if len(heading) == 1 else []


def _names(words: Sequence[Word], vocabulary: dict[str, str]) -> list[str]:
    return [name for word in words for name in _known(word, vocabulary)]


def _known(word: Word, vocabulary: dict[str, str]) -> list[str]:
    return [vocabulary[key] for key in _keys(word) if key in vocabulary]


def _keys(word: Word) -> list[str]:
    """The words in a word: `UWV-doelgroep` is two."""
    return [name_key(part) for part in re.split("[-_/\u00ad\u2010-\u2015\u2212]", word.text)]


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
        if profielen and _known(word, PROFIELEN) == ["zonder"]
    }
    return _spread(["zonder" if index in without else "met" for index in range(len(profielen))])


def _nearest_column(word: Word, rows: Sequence[Row]) -> int:
    def distance(cell: int) -> float:
        middles = [figure.middle for row in rows if (figure := row.cells[cell])]
        return abs(sum(middles) / len(middles) - word.middle) if middles else float("inf")

    return min(range(len(rows[0].cells)), key=distance)
