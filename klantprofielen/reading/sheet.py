"""Workbooks and comma separated tables to lines of words: a row is a line, a column is ten wide."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import TYPE_CHECKING

from klantprofielen.errors import DamagedError, ReadError, TooLargeError, UnreadableTextError
from klantprofielen.notation import clean_text
from klantprofielen.reading.book import require_workbook
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.words import Document, Kind, Line, Word

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COLUMN = 10.0
FILLED = 5.0  # of a column; the rest is gap, so that nothing is joined over a cell's edge
WORD_SPACE = 0.3
PITCH = 2.0
DELIMITERS = ";,\t|"
MOST_CELLS = 500_000  # of a sheet, empty ones to the left of others too
MOST_COLUMNS = 200
LONGEST_CELL = 32_767  # characters, as in Excel
_STORED = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,3})?")  # a number in a workbook
SHEETS = "xl/worksheets/"
_CELL = re.compile(rb"<(?:[A-Za-z]+:)?c[ />]")
_BEHIND_TEXTS = re.compile(rb't="s"[^<>]{0,200}><(?:[A-Za-z]+:)?v>\s{0,9}-')  # a text of which the number is below 0
_FORMULA = re.compile(rb"<(?:[A-Za-z]+:)?f[ />]")
_JOINED = re.compile(r"(?<![0-9])_+|_+(?![0-9])")  # words, as in `uwv_met_profiel`; but `1_000` is no number
_WHOLE = re.compile(r"^([0-9]+)\.0$")  # a whole number that a program has written as a fraction


def read_xlsx(data: bytes, limits: Limits) -> Document:
    """The lines of all sheets that are shown; a sheet is a page.

    Raises:
        DamagedError: it cannot be opened.
        EncryptedError: it has a password.
        TooLargeError: it holds more than any report does.
        UnreadableTextError: a formula has no value.
        WrongKindError: a zip file without a workbook in it.
    """
    with _damage_told():
        sheets, budget = _read_sheets(data, limits, _format), Budget(limits.words)
        lines = tuple(line for page, rows in enumerate(sheets, start=1) for line in _lines(rows, page, budget))
    return Document(kind=Kind.XLSX, pages=len(sheets), lines=lines)


def read_cells(data: bytes, limits: Limits) -> list[list[list[str]]]:
    """The cells of each sheet that is shown, numbers with all decimals behind a comma. Raises as `read_xlsx`."""
    with _damage_told():
        return _read_sheets(data, limits, _exact)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever the library stumbles over is damage."""
    try:
        yield
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise DamagedError(found=f"it cannot be opened as a workbook ({type(error).__name__})") from error


def _read_sheets(data: bytes, limits: Limits, format_cell: Callable[[object, str], str]) -> list[list[list[str]]]:
    """The rows of each sheet that is shown; those of the others are counted too, to see that nothing has gone.

    The library passes over what it does not expect: a sheet that is not in the list of sheets, a row that comes twice.
    """
    require_workbook(data, limits.unpacked_mb)
    left, has_formulas = _look_over(data)
    held, formulas, sheets = left.total(), _formulas_of(data) if has_formulas else {}, []
    for sheet in open_book(data).worksheets:
        rows = []
        for cells, row in _rows_of(sheet, formulas.get(sheet.title, frozenset()), format_cell):
            left[sheet._worksheet_path] -= cells  # type: ignore[attr-defined] # noqa: SLF001 - its part has no other name
            rows.append(row)
        if sheet.sheet_state == "visible":
            sheets.append(rows)
    lost = (+left).total()
    if lost:
        raise DamagedError(found=f"{lost} of its {held} cells cannot be read")
    return sheets


def _exact(value: object, _number_format: str) -> str:
    """A cell as it is stored: where a program took 1.234 for a fraction, it stays one."""
    if isinstance(value, float) and not value.is_integer():
        return str(value).replace(".", ",")
    return _format(value, "")


def open_book(data: bytes, *, values: bool = True) -> "Workbook":
    """The workbook, row by row, with values or with the formulas that make them; numbers by a strict pattern."""
    import openpyxl  # noqa: PLC0415 - slow to load, and only for workbooks
    from openpyxl.worksheet import _reader  # noqa: PLC0415 - likewise

    # It would take `1_000` and digits of any script for numbers.
    setattr(_reader, "_cast_number", parse_value)  # noqa: B010 - its stubs do not tell of it
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values, read_only=True, keep_links=False)


def parse_value(text: str) -> int | float:
    """A number as a workbook stores it.

    Raises:
        ValueError: it is none.
    """
    if not _STORED.fullmatch(text):
        raise ValueError(f"no number: {text[:20]}")
    return int(text) if text.isdigit() else float(text)


def _look_over(data: bytes) -> tuple[Counter[str], bool]:
    """How many cells each part of a workbook that is a sheet holds, in a list or not; and whether any is a formula."""
    cells, has_formulas = Counter[str](), False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in (name for name in archive.namelist() if name.startswith(SHEETS)):
            content = archive.read(name)
            if _BEHIND_TEXTS.search(content):
                raise DamagedError(found="a cell refers to a text that is not there")
            cells[name] = sum(1 for _ in _CELL.finditer(content))
            has_formulas = has_formulas or _FORMULA.search(content) is not None
    return cells, has_formulas


def _formulas_of(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """By the name of a sheet, the rows and columns of its formulas."""
    return {
        sheet.title: frozenset(
            (cell.row or 0, cell.column or 0)
            for row in sheet.iter_rows()
            for cell in row
            if getattr(cell, "data_type", "") == "f"
        )
        for sheet in open_book(data, values=False).worksheets
    }


def _rows_of(
    sheet: "Worksheet", formulas: AbstractSet[tuple[int, int]], format_cell: Callable[[object, str], str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the number of cells that it has in the file: there are others, which only fill it up."""
    sheet.reset_dimensions()  # type: ignore[attr-defined] # of a sheet that is read row by row: what it says of its size may be a lie
    left = MOST_CELLS
    for row in sheet.iter_rows():
        left -= 1 + len(row)
        if left < 0:
            raise TooLargeError(case="fixed", found="a sheet with more cells", limit=f"{MOST_CELLS} cells")
        if formulas:
            _require_values(row, formulas)
        held = sum(hasattr(cell, "row") for cell in row)
        yield held, [format_cell(cell.value, cell.number_format) for cell in row]


def _require_values(row: Sequence["Cell | MergedCell"], formulas: AbstractSet[tuple[int, int]]) -> None:
    """A formula that no program has calculated has no value; it must not pass for an empty cell."""
    for cell in row:
        if cell.value is None and (getattr(cell, "row", 0), getattr(cell, "column", 0)) in formulas:
            raise UnreadableTextError(case="formula", cell=cell.coordinate)


def _format(value: object, number_format: str) -> str:
    """A cell as it is seen."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and "%" in number_format:
        return f"{value * 100:.{len(number_format.partition('.')[2].rstrip('%'))}f}%".replace(".", ",")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def read_csv(text: str, limits: Limits) -> Document | None:
    """The lines of a table separated by semicolons, commas or tabs; None where the text is not one.

    Raises:
        DamagedError: a quote stays open, so that what follows is not in its cells.
        TooLargeError: it holds more than any report does.
    """
    delimiter = find_delimiter(text)
    if delimiter is None:
        return None
    try:
        lines = tuple(_lines(_parse_rows(text, delimiter), 1, Budget(limits.words)))
    except csv.Error as error:
        raise DamagedError(found=f"it is no proper csv ({error})") from error
    return Document(kind=Kind.CSV, pages=1, lines=lines)


def _parse_rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows; also where something stands behind a quote, as long as no quote stays open."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        if text.count('"') % 2:
            raise
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def find_delimiter(text: str) -> str | None:
    """The sign that parts six cells or more on most lines with figures."""
    lines = [line for line in text.splitlines() if re.search("[0-9]", line)]
    for delimiter in DELIMITERS:
        cut = sum(line.count(delimiter) >= 5 for line in lines)  # noqa: PLR2004 - a name and five figures
        if cut >= 2 and 2 * cut >= len(lines):  # noqa: PLR2004 - one line is chance
            return delimiter
    return None


class Budget:
    """How many words there may be, of which some are gone."""

    def __init__(self, words: int) -> None:
        self._words = self._left = words

    def spend(self, words: int) -> None:
        """Count these.

        Raises:
            TooLargeError: there are too many.
        """
        self._left -= words
        if self._left < 0:
            raise TooLargeError(
                found=f"more than {self._words} words", limit=f"{self._words} words", option="--max-pages"
            )


def _lines(rows: Iterable[Sequence[str]], page: int, budget: Budget) -> Iterator[Line]:
    for number, row in enumerate(rows):
        if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
            raise TooLargeError(case="fixed", found=f"{len(row)} columns", limit=f"{MOST_COLUMNS} columns")
        words = tuple(word for column, text in enumerate(row[:MOST_COLUMNS]) for word in _words(text, column))
        budget.spend(len(words))
        if words:
            yield Line(page, number * PITCH, 1.0, words)


def _words(text: str, column: int) -> Iterator[Word]:
    """The words of a cell, side by side within its column."""
    if len(text) > LONGEST_CELL:
        raise TooLargeError(case="fixed", found=f"a cell of {len(text)} characters", limit=f"{LONGEST_CELL} characters")
    parts = [part for part in map(clean_text, _JOINED.sub(" ", _WHOLE.sub(r"\1", text)).split()) if part]
    width = (FILLED + WORD_SPACE) / max(1, len(parts))
    for number, part in enumerate(parts):
        start = COLUMN * column + number * width
        yield Word(part, start, start + width - WORD_SPACE)
