"""A sheet to draw on: finished tables, looks by name, formulas with the value that they have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from textwrap import wrap
from typing import Any

from openpyxl.chart._chart import ChartBase
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from klantprofielen.model import Kwartaal
from klantprofielen.notation import format_kwartaal
from klantprofielen.tables import Cell, Column, Hidden, Kind, Row, Table
from klantprofielen.views.data import DECIMALS, plain_value
from klantprofielen.views.excel.styles import LIGHT, Look, dress
from klantprofielen.views.excel.texts import looks_like_formula, safe_text

A4 = 9
MOST_IN_FOOTER = 100  # characters
LINE = 15.0  # points: the height of a row
CM_PER_ROW = 0.529
LEAST_POINTS = 0.05  # percentage points that are shown as 0,1

Styles = dict[tuple[Look, Kind], Any]
"""A look and what openpyxl made of it: shared by all cells that have it."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the rows of a table stand, without its header: from the first to the last, both included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def header(self) -> int:
        return self.first_row - 1

    def column(self, number: int) -> str:
        """The cells of a column, counted from 0: B6:B19."""
        letter = get_column_letter(self.first_column + number)
        return f"{letter}{self.first_row}:{letter}{self.last_row}"


@dataclass(slots=True)
class Canvas:
    """A sheet of a workbook; `row` is where the next thing is drawn, from 1."""

    sheet: Worksheet
    styles: Styles
    row: int = 1
    values: dict[str, str] = field(default_factory=dict)
    """What each formula gives, by its cell: for viewers that do not calculate."""
    alt_texts: list[str] = field(default_factory=list)
    """What each chart shows, in words."""

    def put(self, row: int, column: int, value: Cell, look: Look = Look.PLAIN, *, kind: Kind = Kind.TEXT) -> None:
        """A value in a cell; text of a document stays text."""
        cell = self.sheet.cell(row, column)
        shown = _points_of(value) if kind is Kind.PUNTEN and isinstance(value, Fraction) else _value_of(value)
        cell.value = shown
        self._dress(cell, look, Kind.AANTAL if isinstance(value, Hidden) else kind)
        if isinstance(shown, str):
            cell.data_type = "s"
            if looks_like_formula(shown):
                cell.quotePrefix = True

    def make_formula(self, row: int, column: int, formula: str, value: Cell) -> None:
        """Make a cell that is put already a live formula, with the value that it has now."""
        cell = self.sheet.cell(row, column)
        cell.value = formula
        plain = plain_value(value)
        if plain is not None:
            self.values[cell.coordinate] = str(plain)

    def _dress(self, cell: Any, look: Look, kind: Kind) -> None:  # noqa: ANN401 - of openpyxl
        known = self.styles.get((look, kind))
        if known is None:
            dress(cell, look, kind)
            self.styles[look, kind] = cell._style  # noqa: SLF001 - a look is made once and shared, or it takes long
        else:
            cell._style = known.__copy__()  # noqa: SLF001 - likewise

    def title(self, title: str, *lines: str) -> None:
        """The head of the sheet."""
        self.put(1, 1, title, Look.TITLE)
        self.sheet.row_dimensions[1].height = 28
        for line in lines:
            self.row += 1
            self.put(self.row, 1, line, Look.SUBTITLE)
        self.row += 2

    def heading(self, text: str, width: int, look: Look = Look.HEADING) -> None:
        """A line above what belongs together, over so many columns."""
        for column in range(1, width + 1):
            self.put(self.row, column, text if column == 1 else None, look)
        self.sheet.row_dimensions[self.row].height = 22
        self.row += 1

    def space(self) -> None:
        """Some room, less than a line."""
        self.sheet.row_dimensions[self.row].height = LINE / 2
        self.row += 1

    def table(self, table: Table, *, precise: bool = False) -> Area:
        """Header and rows of a table from column A."""
        self.header(table.columns)
        first = self.row
        for row in table.rows:
            self.line(row, table.columns, precise=precise)
        return Area(first, self.row - 1, 1, len(table.columns))

    def groups(self, columns: Sequence[Column]) -> None:
        """What stands over the headers of neighbouring columns, over the first of them, and then those headers."""
        before = ""
        for number, column in enumerate(columns, start=1):
            self.put(self.row, number, column.group if column.group != before else None, Look.GROUP)
            before = column.group
        self.row += 1
        for number, column in enumerate(columns, start=1):
            self.put(self.row, number, column.header, Look.HEADER, kind=column.kind)
        self.row += 1

    def header(self, columns: Sequence[Column]) -> None:
        """The headers, on as many lines as the longest word needs."""
        for number, column in enumerate(columns, start=1):
            self.put(self.row, number, column.title, Look.HEADER, kind=column.kind)
        self.sheet.row_dimensions[self.row].height = 2 * LINE + 2
        self.row += 1

    def line(self, row: Row, columns: Sequence[Column], *, precise: bool = False) -> None:
        """A row of a table."""
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True), start=1):
            exact = precise and column.kind is Kind.AANDEEL
            look = Look.TOTAL if row.is_total else Look.PRECISE if exact else Look.PLAIN
            self.put(self.row, number, cell, look, kind=column.kind)
        self.row += 1

    def paragraph(self, text: str, width: int) -> None:
        """A text over as many rows as it needs, each so many characters wide at most."""
        for line in wrap(text, width):
            self.put(self.row, 1, line)
            self.row += 1

    def chart(self, chart: ChartBase, row: int, column: int, description: str) -> None:
        """A chart with its upper left corner in this cell; the words tell what it shows."""
        self.sheet.add_chart(chart, f"{get_column_letter(column)}{row}")
        self.alt_texts.append(safe_text(description))

    def data_bars(self, area: str) -> None:
        """A bar behind each share, from 0 to 100%."""
        bar = DataBarRule(  # type: ignore[no-untyped-call]
            start_type="num", start_value=0, end_type="num", end_value=1, color=LIGHT
        )
        self.sheet.conditional_formatting.add(area, bar)

    def widths(self, widths: Iterable[float]) -> None:
        """The widths of the columns from A, in characters."""
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def page_break(self) -> None:
        """What follows begins on a new page."""
        self.sheet.row_breaks.append(Break(id=self.row - 1))

    def print_setup(self, title: str, header_rows: str) -> None:
        """A4 landscape, one page wide, header rows on each page, page x of y below."""
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = header_rows
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.4
        sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = LINE, True
        footer = HeaderFooterItem(
            left=_HeaderFooterPart(text=safe_text(title)[:MOST_IN_FOOTER].replace("&", "&&")),
            center=_HeaderFooterPart(text="&A"),
            right=_HeaderFooterPart(text="Pagina &P van &N"),
        )
        sheet.HeaderFooter.oddFooter = footer
        sheet.sheet_view.showGridLines = False


def _points_of(value: Fraction) -> float:
    """Percentage points; none where they would be shown as none, so that they have no sign either."""
    points = round(float(value) * 100, DECIMALS)
    return points if abs(points) >= LEAST_POINTS else 0.0


def _value_of(value: Cell) -> str | int | float | None:
    match value:
        case Kwartaal():
            return format_kwartaal(value)
        case Hidden(mark):
            return safe_text(mark)
        case str():
            return safe_text(value)
        case None:
            return None
        case _:
            return plain_value(value)
