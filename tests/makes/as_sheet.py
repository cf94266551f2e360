"""Reports as comma separated values and as workbooks. All figures are made up."""

import csv
import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from klantprofielen.model import Rapport
from makes.as_text import table_of
from makes.document import Section, describe
from makes.layout import Layout


def print_csv(rapporten: Sequence[Rapport], layout: Layout, delimiter: str = ";") -> str:
    """The text of a table, with titles above it and sentences below it in cells of their own."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for section in describe(rapporten, layout):
        writer.writerows(_rows(section))
    return stream.getvalue()


def print_xlsx(rapporten: Sequence[Rapport], layout: Layout, *, numbers: bool = True) -> bytes:
    """The bytes of a workbook with a sheet for each table, its counts as numbers or as text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in describe(rapporten, layout):
        sheet = book.create_sheet()
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for row in _rows(section):
            sheet.append([_value(text) if numbers else text or None for text in row])
        for column, texts in enumerate(zip(*table_of(section), strict=True), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = max(map(len, texts)) + 2
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(section: Section) -> Iterator[list[str]]:
    for text in (*section.titles, *section.prose, *section.before):
        yield [text]
    yield []
    yield from table_of(section)
    yield []
    for text in section.after:
        yield [text]


def _value(text: str) -> str | int | None:
    digits = text.replace(".", "")
    return int(digits) if digits.isascii() and digits.isdigit() else text or None
