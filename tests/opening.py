"""A workbook made of reports, opened again: as a program reads it, and as LibreOffice calculates it."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook as OpenedBook
from openpyxl.worksheet.worksheet import Worksheet

from klantprofielen.checks import check_rapporten
from klantprofielen.cli.forms import compare_newest
from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.tables import Checked
from klantprofielen.tables.workbook import build_workbook
from klantprofielen.views.excel import format_workbook


def check_all(rapporten: Sequence[Rapport]) -> list[Checked]:
    """The reports with their findings and all rows."""
    findings = check_rapporten(rapporten)
    return [Checked(rapport, found, rapport.rijen) for rapport, found in zip(rapporten, findings, strict=True)]


def make_book(*rapporten: Rapport, epoch: int | None = None) -> bytes:
    """The bytes of the workbook."""
    return format_workbook(build_workbook(check_all(rapporten), compare_newest(check_all(rapporten))), epoch)


def open_book(data: bytes, *, values: bool = False) -> OpenedBook:
    """The workbook with its formulas, or with their values."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def rows_below(sheet: Worksheet, header: str, column: int = 1) -> list[dict[str, Any]]:
    """The rows of the table whose header has this text in this column, up to an empty line."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if row[column - 1] == header)
    names = [str(name) for name in rows[start] if name is not None]
    found = []
    for row in rows[start + 1 :]:
        if not any(cell is not None for cell in row):
            break
        found.append(dict(zip(names, row, strict=False)))
    return found


def later(rapport: Rapport, quarters: int) -> Rapport:
    """The same report, so many quarters later: made up."""
    return replace(rapport, kwartaal=(rapport.kwartaal or Kwartaal(2023, 1)) + quarters)
