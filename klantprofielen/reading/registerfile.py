"""A register file to the size of the doelgroepregister per gemeente: any sensible table, with or without a header."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from klantprofielen.errors import (
    EmptyError,
    NoRegisterError,
    RegisterCountError,
    RegisterQuarterError,
    TooLargeError,
    WrongKindError,
)
from klantprofielen.model import KWARTALEN, Kwartaal, Register, RegisterRij
from klantprofielen.notation import clean_text, parse_kwartaal, parse_number
from klantprofielen.reading.content import require_text
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.names import is_total
from klantprofielen.reading.registercolumns import Columns, Row, find_columns, parse_code
from klantprofielen.reading.sheet import read_cells
from klantprofielen.reading.text import decode_text

DELIMITERS = ";\t|,"
"""The comma last: it may be a decimal comma in a table that is separated by something else."""
MOST_ROWS = 100_000
MOST_COUNTS = 200_000
SMALLER = "a smaller file"
MOST_COLUMNS = 200
MOST_IN_CELL = 200  # characters
MOST_IN_MESSAGE = 40
UNKNOWN = frozenset({"", "-", "\u2013", "x", "*", ".", "?", "onbekend", "nb", "n.b.", "nvt", "n.v.t."})
"""What stands for a count that is not known."""
_NUMMER = re.compile(r"[kKqQ]?[1-4]")
_OF_GEMEENTE = re.compile(r"^gemeente (?=.)", re.IGNORECASE)
_HIDDEN = re.compile(r"< ?[0-9]{1,2}")
_DECIMALS = re.compile(r"(?:,0+|\.0{1,2})$")  # of a whole number: 1234,0 · 1.234,00 · 1234.0


def read_register(data: bytes, *, file: str, sha256: str, limits: Limits) -> Register:
    """The register in a file's bytes; kind is told by content, not by the name.

    Raises:
        ReadError: it is no such table, or a count or quarter in it is none.
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise EmptyError
    refusal: NoRegisterError | None = None
    for rows in _tables(data, limits):
        try:
            return Register(file=file, sha256=sha256, rijen=tuple(_bounded(_read_rows(rows))))
        except NoRegisterError as error:
            refusal = refusal or error
    raise refusal or NoRegisterError(found="found no table")


def _bounded(rows: Iterator[RegisterRij]) -> Iterator[RegisterRij]:
    for number, row in enumerate(rows):
        if number == MOST_COUNTS:
            raise TooLargeError(found=f"more than {MOST_COUNTS} counts", limit=str(MOST_COUNTS), option=SMALLER)
        yield row


def _tables(data: bytes, limits: Limits) -> Iterator[list[Row]]:
    """The tables that the file can be: its sheets, or its text."""
    if data.startswith(b"PK"):
        for sheet in _cells_of(data, limits):
            yield list(_clean_rows(sheet))
        return
    if data.startswith(b"%PDF-"):
        raise NoRegisterError(found="found a PDF file")
    try:
        require_text(data)
        text = decode_text(data)
    except WrongKindError as error:
        raise NoRegisterError(found=f"found {error.facts['found']}") from error
    yield list(_clean_rows(_split_text(text)))


def _cells_of(data: bytes, limits: Limits) -> list[list[list[str]]]:
    try:
        return read_cells(data, limits)
    except WrongKindError as error:
        raise NoRegisterError(found=f"found {error.facts['found']}") from error


def _split_text(text: str) -> Iterator[Sequence[str]]:
    """The rows of a text, by the sign that parts cells on most of its lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = next((sign for sign in DELIMITERS if 2 * sum(sign in line for line in lines) > len(lines)), None)
    if delimiter is None:
        raise NoRegisterError(found="found text without columns")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:
        raise NoRegisterError(found=f"found no proper csv ({error})") from error


def _clean_rows(rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> Iterator[Row]:
    """The rows that hold something, with their number."""
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise TooLargeError(found=f"more than {MOST_ROWS} rows", limit=f"{MOST_ROWS} rows", option=SMALLER)
        row = tuple(clean_text(cell.strip()[:MOST_IN_CELL]).strip() for cell in cells[:MOST_COLUMNS])
        if any(row):
            yield Row(number, row)


def _read_rows(rows: Sequence[Row]) -> Iterator[RegisterRij]:
    columns, first = find_columns(rows)
    header = rows[first - 1].cells if first else ()
    for row in rows[first:]:
        if row.cells == header:  # once more, as above each page or part of a table
            continue
        naam, code = _read_names(row, columns)
        is_remark = sum(map(bool, row.cells)) == 1  # above or below the figures
        if (naam or code) and not is_remark and not is_total(naam or ""):
            kwartalen = _read_kwartalen(row, columns)
            for column, kwartaal in columns.counts:
                aantal = _read_count(row.cell(column), row)
                for own in (kwartaal,) if kwartaal else kwartalen:
                    yield RegisterRij(naam=naam, code=code, kwartaal=own, aantal=aantal, regel=row.number)


def _read_names(row: Row, columns: Columns) -> tuple[str | None, str | None]:
    """The name and the code of the gemeente; what is no code where one is expected is taken for a name."""
    naam, text = _OF_GEMEENTE.sub("", row.cell(columns.name)), row.cell(columns.code)
    code = parse_code(text, bare=True) or parse_code(naam)
    return (None if parse_code(naam) else naam or (None if code else text)) or None, code


def _read_kwartalen(row: Row, columns: Columns) -> Sequence[Kwartaal | None]:
    """The quarter of a row, or the four of its year; one that is None where the row tells none."""
    text, jaar = row.cell(columns.kwartaal), row.cell(columns.jaar)
    if jaar and not text:
        return [_parse_kwartaal(f"{jaar}-Q{nummer}", row) for nummer in KWARTALEN]
    if jaar and _NUMMER.fullmatch(text):
        text = f"{jaar}-Q{text[-1]}"
    return [_parse_kwartaal(text, row) if text else None]


def _parse_kwartaal(text: str, row: Row) -> Kwartaal:
    kwartaal = parse_kwartaal(text)
    if kwartaal is None:
        raise RegisterQuarterError(row=row.number, found=text[:MOST_IN_MESSAGE])
    return kwartaal


def _read_count(text: str, row: Row) -> int | None:
    if is_unknown(text):
        return None
    count = parse_count(text)
    if count is None:
        raise RegisterCountError(row=row.number, found=text[:MOST_IN_MESSAGE])
    return count


def is_unknown(text: str) -> bool:
    """Whether this stands for a count that is not known."""
    return text.casefold() in UNKNOWN or _HIDDEN.fullmatch(text) is not None


def parse_count(text: str) -> int | None:
    """A whole number as Dutch Excel writes it (`1.234`, `1 234`, `1234,0`); None for anything else, also 1,234."""
    return parse_number(_DECIMALS.sub("", text))
