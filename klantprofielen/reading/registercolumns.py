"""Which column of a register file holds what: by the words of its header, and by what stands below it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.errors import NoRegisterError
from klantprofielen.model import Kwartaal
from klantprofielen.notation import name_key, parse_kwartaal, parse_number
from klantprofielen.reference import ANY_DAY, find_gemeente

MOST_BEFORE_HEADER = 20  # rows: titles and remarks
NAMES = ("gemeentenaam", "naamgemeente", "gemeente", "gemeenten", "gemnaam", "naam", "name", "municipality")
CODES = ("gemeentecode", "gmcode", "codegemeente", "gemcode", "cbscode", "code", "gm")
QUARTERS = ("kwartaal", "quarter", "periode", "period", "peilkwartaal")
YEARS = ("jaar", "year")
COUNTS = (
    ("doelgroepregister", "aantalindoelgroepregister", "indoelgroepregister", "aantaldoelgroepregister"),
    ("register", "dgr", "banenafspraak", "doelgroep"),
    ("aantal", "aantalpersonen", "personen", "count", "totaal", "total", "n"),
)
"""The words for the count: the first group in which a header has one decides."""
SHORTEST_PART = 6  # letters of a word that is looked for within a header
_CODE = re.compile(r"gm ?([0-9]{4})", re.IGNORECASE | re.ASCII)
_BARE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: its number, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The text in a column; nothing where there is no such column, or the row is shorter."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, counted from 0; each count with its quarter where its header tells one."""

    name: int | None
    code: int | None
    kwartaal: int | None
    jaar: int | None
    counts: tuple[tuple[int, Kwartaal | None], ...]


def parse_code(text: str, *, bare: bool = False) -> str | None:
    """A code of CBS as it is written: `GM0599`, `gm 0599`; where codes stand, also `0599` and `599`."""
    if found := _CODE.fullmatch(text):
        return f"GM{found[1]}"
    return f"GM{int(text):04}" if bare and _BARE.fullmatch(text) else None


def find_columns(rows: Sequence[Row]) -> tuple[Columns, int]:
    """The columns, and where the rows below the header begin.

    Raises:
        NoRegisterError: there is no column of gemeenten, none of counts, or several of them.
    """
    header = next((index for index, row in enumerate(rows[:MOST_BEFORE_HEADER]) if _is_header(row)), None)
    first = 0 if header is None else header + 1
    keys = [name_key(cell) for cell in rows[header].cells] if header is not None else []
    body = rows[first:]
    name, code = _named(keys, NAMES), _named(keys, CODES)
    if name is None and code is None:
        name = _most(body, lambda text: parse_code(text) is not None or _is_gemeente(text))
    if name is None and code is None:
        raise NoRegisterError(found="found no column with names or codes of gemeenten")
    jaar, kwartaal = _named(keys, YEARS), _named(keys, QUARTERS)
    if kwartaal is None:
        kwartaal = _only(body, lambda text: parse_kwartaal(text) is not None)
    taken = {name, code, jaar, kwartaal}
    counts = tuple(_find_counts(rows[header] if header is not None else None, keys, body, taken))
    return Columns(name, code, kwartaal, jaar, counts), first


def _is_header(row: Row) -> bool:
    """Whether the words of a row name columns: one of them the gemeenten, and none of them a number."""
    keys = [name_key(cell) for cell in row.cells if cell]
    names = any(key in (*NAMES, *CODES) or _is_of_gemeenten(key) for key in keys)
    return names and len(keys) > 1 and not any(parse_number(cell) is not None for cell in row.cells)


def _named(keys: Sequence[str], words: Sequence[str]) -> int | None:
    """The column that is called by the first of these words."""
    exact = next((keys.index(word) for word in words if word in keys), None)
    if exact is not None or words is not NAMES:
        return exact
    return next((column for column, key in enumerate(keys) if _is_of_gemeenten(key)), None)


def _is_of_gemeenten(key: str) -> bool:
    """Whether a header such as `Gemeente (2023)` is that of the names."""
    return key.startswith("gemeente") and "code" not in key


def _is_gemeente(text: str) -> bool:
    return bool(text) and find_gemeente(text, ANY_DAY) is not None


def _most(rows: Sequence[Row], test: Callable[[str], bool]) -> int | None:
    """The column in which most cells are so."""
    counts = [sum(test(row.cell(column)) for row in rows) for column in range(_width(rows))]
    return counts.index(max(counts)) if any(counts) else None


def _only(rows: Sequence[Row], test: Callable[[str], bool]) -> int | None:
    """The column in which all cells that hold something are so."""
    for column in range(_width(rows)):
        texts = [text for row in rows if (text := row.cell(column))]
        if texts and all(map(test, texts)):
            return column
    return None


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _find_counts(
    header: Row | None, keys: Sequence[str], body: Sequence[Row], taken: set[int | None]
) -> Iterator[tuple[int, Kwartaal | None]]:
    """The column of the counts; or one per quarter, where the header names quarters side by side."""
    if header:
        quarters = [(column, parse_kwartaal(cell)) for column, cell in enumerate(header.cells) if column not in taken]
        if found := [(column, kwartaal) for column, kwartaal in quarters if kwartaal]:
            yield from found
            return
    free = [column for column in range(max(_width(body), len(keys))) if column not in taken]
    named = [column for column in free if column < len(keys) and keys[column]]
    called = ([column for column in named if test(keys[column], words)] for words in COUNTS for test in (_is, _has))
    candidates = next(filter(None, called), None) or [column for column in free if _holds_counts(body, column)]
    if not candidates:
        raise NoRegisterError(found="found no column with counts")
    if len(candidates) > 1:
        names = ", ".join(header.cell(column) if header else str(column + 1) for column in candidates)
        raise NoRegisterError(found=f"found several columns with counts: {names}")
    yield candidates[0], None


def _is(key: str, words: Sequence[str]) -> bool:
    return key in words


def _has(key: str, words: Sequence[str]) -> bool:
    """Whether the header has one of the words in it; of a short one, which is in many words, nothing is concluded."""
    return any(word in key for word in words if len(word) >= SHORTEST_PART)


def _holds_counts(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells that hold something begin as numbers do."""
    texts = [text for row in rows if (text := row.cell(column))]
    return bool(texts) and 2 * sum(text[0].isdigit() for text in texts) > len(texts)
