"""A register file to the size of the doelgroepregister per gemeente: any sensible table, with or without a header."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from klantprofielen.errors import (
    EmptyError,
    NoRegisterError,
    RegisterCountError,
    RegisterQuarterError,
    TooLargeError,
    WrongKindError,
)
from klantprofielen.model import KWARTALEN, Register, RegisterFlaw, RegisterRij
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
AANTAL, KWARTAAL = "aantal", "kwartaal"
UNKNOWN = frozenset({"", "-", "\u2013", "x", "*", ".", "?", "onbekend", "nb", "n.b.", "nvt", "n.v.t."})
"""What stands for a count that is not known."""
_NUMMER = re.compile(r"[kKqQ]?[1-4]")
_OF_GEMEENTE = re.compile(r"^gemeente (?=.)", re.IGNORECASE)
_HIDDEN = re.compile(r"< ?[0-9]{1,2}")
_DECIMALS = re.compile(r"(?:,0+|\.0{1,2})$")  # of a whole number: 1234,0 · 1.234,00 · 1234.0


def read_register(data: bytes, *, file: str, sha256: str, limits: Limits) -> Register:
    """The register in a file's bytes; kind is told by content, not by the name.

    Raises:
        ReadError: it is no such table, or as many of its counts and quarters are none as are.
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise EmptyError
    refusal: NoRegisterError | None = None
    for rows in _tables(data, limits):
        try:
            return _build(list(_bounded(_read_rows(rows))), file, sha256)
        except NoRegisterError as error:
            refusal = refusal or error
    raise refusal or NoRegisterError(found="found no table")


def _build(found: Sequence[RegisterRij | RegisterFlaw], file: str, sha256: str) -> Register:
    """The register with its flaws.

    Raises:
        ReadError: there are as many flaws as counts: it is another column that was taken for them.
    """
    rijen = tuple(row for row in found if isinstance(row, RegisterRij))
    flaws = tuple(flaw for flaw in found if isinstance(flaw, RegisterFlaw))
    if flaws and len(flaws) >= sum(row.aantal is not None for row in rijen):
        kind = RegisterQuarterError if flaws[0].column == KWARTAAL else RegisterCountError
        raise kind(row=flaws[0].rij.regel, found=flaws[0].found)
    return Register(file=file, sha256=sha256, rijen=rijen, flaws=flaws)


def _bounded(rows: Iterator[RegisterRij | RegisterFlaw]) -> Iterator[RegisterRij | RegisterFlaw]:
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


def _read_rows(rows: Sequence[Row]) -> Iterator[RegisterRij | RegisterFlaw]:
    columns, first = find_columns(rows)
    header = rows[first - 1].cells if first else ()
    for row in rows[first:]:
        if row.cells == header:  # once more, as above each page or part of a table
            continue
        naam, code = _read_names(row, columns)
        is_remark = sum(map(bool, row.cells)) == 1  # above or below the figures
        if (naam or code) and not is_remark and not is_total(naam or ""):
            yield from _read_row(
                row, columns, RegisterRij(naam=naam, code=code, kwartaal=None, aantal=None, regel=row.number)
            )


def _read_row(row: Row, columns: Columns, empty: RegisterRij) -> Iterator[RegisterRij | RegisterFlaw]:
    """The counts of a row, or what in it cannot be read."""
    quarters = _quarters_in(row, columns)
    kwartalen = list(map(parse_kwartaal, quarters))
    if None in kwartalen:
        yield RegisterFlaw(rij=empty, column=KWARTAAL, found=quarters[kwartalen.index(None)][:MOST_IN_MESSAGE])
        return
    for column, kwartaal in columns.counts:
        text = row.cell(column)
        aantal = None if is_unknown(text) else parse_count(text)
        for own in (kwartaal,) if kwartaal else kwartalen or [None]:
            rij = replace(empty, kwartaal=own, aantal=aantal)
            is_flaw = aantal is None and not is_unknown(text)
            yield RegisterFlaw(rij=rij, column=AANTAL, found=text[:MOST_IN_MESSAGE]) if is_flaw else rij


def _read_names(row: Row, columns: Columns) -> tuple[str | None, str | None]:
    """The name and the code of the gemeente; what is no code where one is expected is taken for a name."""
    naam, text = _OF_GEMEENTE.sub("", row.cell(columns.name)), row.cell(columns.code)
    code = parse_code(text, bare=True) or parse_code(naam)
    return (None if parse_code(naam) else naam or (None if code else text)) or None, code


def _quarters_in(row: Row, columns: Columns) -> list[str]:
    """The quarter of a row, or the four of its year, as text; none where the row tells none."""
    text, jaar = row.cell(columns.kwartaal), row.cell(columns.jaar)
    if jaar and not text:
        return [f"{jaar}-Q{nummer}" for nummer in KWARTALEN]
    if jaar and _NUMMER.fullmatch(text):
        return [f"{jaar}-Q{text[-1]}"]
    return [text] if text else []


def is_unknown(text: str) -> bool:
    """Whether this stands for a count that is not known."""
    return text.casefold() in UNKNOWN or _HIDDEN.fullmatch(text) is not None


def parse_count(text: str) -> int | None:
    """A whole number as Dutch Excel writes it (`1.234`, `1 234`, `1234,0`); None for anything else, also 1,234."""
    return parse_number(_DECIMALS.sub("", text))
