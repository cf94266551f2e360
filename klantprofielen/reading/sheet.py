"""Workbooks and comma separated tables to lines of words: a row is a line, a column is ten wide."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from klantprofielen.errors import DamagedError, TooLargeError, WrongKindError
from klantprofielen.notation import clean_text
from klantprofielen.reading.words import Document, Kind, Line, Word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMN = 10.0
FILLED = 5.0  # of a column; the rest is gap, so that nothing is joined over a cell's edge
WORD_SPACE = 0.3
PITCH = 2.0
DELIMITERS = ";,\t|"
MOST_CELLS = 2_000_000
MOST_COLUMNS = 200
MEGABYTE = 1_000_000
_WHOLE = re.compile(r"^([0-9]+)\.0$")  # a whole number that a program has written as a fraction


def read_xlsx(data: bytes, *, max_unpacked_mb: int) -> Document:
    """The lines of all sheets; a sheet is a page.

    Raises:
        DamagedError: it cannot be unpacked.
        TooLargeError: it unpacks to more than the limit.
        WrongKindError: a zip file without a workbook in it.
    """
    require_workbook(data, max_unpacked_mb)
    import openpyxl  # noqa: PLC0415 - slow to load, and only for workbooks

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        lines = tuple(line for number, sheet in enumerate(sheets, start=1) for line in _lines(_grid_of(sheet), number))
    except (TooLargeError, MemoryError):
        raise
    except Exception as error:
        raise DamagedError(found=f"it cannot be opened as a workbook ({type(error).__name__})") from error
    return Document(kind=Kind.XLSX, pages=len(sheets), lines=lines)


def read_cells(data: bytes, *, max_unpacked_mb: int) -> list[list[list[str]]]:
    """The cells of each visible sheet, every number with all its decimals behind a comma. Raises as `read_xlsx`."""
    require_workbook(data, max_unpacked_mb)
    import openpyxl  # noqa: PLC0415 - slow to load, and only for workbooks

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [[list(map(_exact, row)) for row in _values_of(sheet)] for sheet in sheets]
    except (TooLargeError, MemoryError):
        raise
    except Exception as error:
        raise DamagedError(found=f"it cannot be opened as a workbook ({type(error).__name__})") from error


def _values_of(sheet: "Worksheet") -> Iterator[tuple[object, ...]]:
    _require_size(sheet)
    yield from sheet.iter_rows(values_only=True)


def _exact(value: object) -> str:
    """A cell as it is stored: where a program took 1.234 for a fraction, it stays one."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def require_workbook(data: bytes, max_unpacked_mb: int) -> None:
    """Look into the zip file before anything in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedError(found="it cannot be unpacked") from error
    if "xl/workbook.xml" not in names:
        raise WrongKindError(found=_kind_of_zip(names))
    if size > max_unpacked_mb * MEGABYTE:
        raise TooLargeError(
            found=f"{size / MEGABYTE:.0f} MB unpacked", limit=f"{max_unpacked_mb} MB", option="--max-unpacked-mb"
        )


def _kind_of_zip(names: set[str]) -> str:
    kinds = {
        "word/document.xml": "a Word document",
        "ppt/presentation.xml": "a presentation",
        "content.xml": "an OpenDocument file",
    }
    return next((kind for name, kind in kinds.items() if name in names), "a zip file")


def _grid_of(sheet: "Worksheet") -> Iterator[list[str]]:
    _require_size(sheet)
    for row in sheet.iter_rows():
        yield [_format(cell.value, cell.number_format) for cell in row]


def _require_size(sheet: "Worksheet") -> None:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise TooLargeError(
            found=f"a sheet of {sheet.max_row} x {sheet.max_column} cells",
            limit=f"{MOST_CELLS} cells",
            option="a smaller sheet",
        )


def _format(value: object, number_format: str) -> str:
    """A cell as it is seen."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and "%" in number_format:
        return f"{value * 100:.{len(number_format.partition('.')[2].rstrip('%'))}f}%".replace(".", ",")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def read_csv(text: str) -> Document | None:
    """The lines of a table separated by semicolons, commas or tabs; None where the text is not one."""
    delimiter = find_delimiter(text)
    if delimiter is None:
        return None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = tuple(_lines(rows, 1))
    except csv.Error as error:
        raise DamagedError(found=f"it is no proper csv ({error})") from error
    return Document(kind=Kind.CSV, pages=1, lines=lines)


def find_delimiter(text: str) -> str | None:
    """The sign that parts six cells or more on most lines with figures."""
    lines = [line for line in text.splitlines() if re.search("[0-9]", line)]
    for delimiter in DELIMITERS:
        cut = sum(line.count(delimiter) >= 5 for line in lines)  # noqa: PLR2004 - a name and five figures
        if cut >= 2 and 2 * cut >= len(lines):  # noqa: PLR2004 - one line is chance
            return delimiter
    return None


def _lines(rows: Iterable[Sequence[str]], page: int) -> Iterator[Line]:
    for number, row in enumerate(rows):
        words = tuple(word for column, text in enumerate(row[:MOST_COLUMNS]) for word in _words(text, column))
        if words:
            yield Line(page, number * PITCH, 1.0, words)


def _words(text: str, column: int) -> Iterator[Word]:
    """The words of a cell, side by side within its column."""
    parts = [part for part in map(clean_text, _WHOLE.sub(r"\1", text).replace("_", " ").split()) if part]
    width = (FILLED + WORD_SPACE) / max(1, len(parts))
    for number, part in enumerate(parts):
        start = COLUMN * column + number * width
        yield Word(part, start, start + width - WORD_SPACE)
