"""A table on pages: column edges, rows, a header on each page, and the cell that spans all rows of a region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from makes.document import HeaderCell, Region, Section, TableRow
from makes.layout import Align, Layout, Rules, VerticalAlign
from makes.page import ASCENT, LEADING, MARGIN, TOKENS, Box, Measure, Page, Text, wrap

PAD = 4.0
ROW_PAD = 3.0


class Press(Protocol):
    """The pages so far, and the place where the next line goes."""

    @property
    def page(self) -> Page: ...
    @property
    def width(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def rows(self) -> int: ...
    def has_room(self, height: float) -> bool: ...
    def advance(self, height: float, *, rows: int = 0) -> None: ...
    def new_page(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """Lines of text between two edges, the first of them at this height."""

    lines: Sequence[str]
    left: float
    right: float
    top: float
    align: Align
    bold: bool = False


class Table:
    """A table on its way to the pages."""

    def __init__(self, press: Press, section: Section, layout: Layout, measure: Measure) -> None:
        self._press = press
        self._section = section
        self._layout = layout
        self._measure = measure
        self._leading = layout.size * LEADING
        self._edges = [MARGIN, *(MARGIN + edge for edge in accumulate(self._find_widths()))]

    def print(self) -> None:
        """The header and all regions, over as many pages as that takes."""
        self._print_header()
        for region in self._section.regions:
            if region.above:
                self._print_above(region.above)
            self._print_rows(region)
            if region.total:
                self._print_total(region.total)

    # Widths

    def _width_of(self, text: str, *, bold: bool = False) -> float:
        return self._measure(text, self._layout.size, bold)

    def _find_widths(self) -> list[float]:
        """Leading columns as wide as their widest text, or as the layout has it; figures share what is left."""
        texts = self._texts_of_columns()
        leads = self._section.leads
        widths = [max(self._width_of(text, bold=True) for text in column) + 2 * PAD for column in texts]
        if self._layout.names_width is not None:
            tokens = (token for text in texts[leads - 1] for token in TOKENS.findall(text))
            narrowest = max(self._width_of(token, bold=True) for token in tokens) + 2 * PAD
            widths[leads - 1] = max(narrowest, self._layout.names_width)
        label = self._width_of(self._layout.total, bold=True) + 2 * PAD
        widths[leads - 1] += max(0.0, label - sum(widths[:leads]))
        spare = max(0.0, self._press.width - sum(widths)) / len(self._layout.columns)
        return widths[:leads] + [width + spare for width in widths[leads:]]

    def _texts_of_columns(self) -> list[list[str]]:
        """What has to fit into each column: its cells, and the words of its header."""
        section = self._section
        texts: list[list[str]] = [[] for _ in range(section.leads + len(self._layout.columns))]
        for cell in section.header:
            if cell.columns == 1:
                texts[cell.column] += TOKENS.findall(cell.text)
        for region in section.regions:
            rows = [(*row.lead, *row.figures) for row in region.rows]
            if region.total:
                rows.append((*("" for _ in region.total.lead), *region.total.figures))
            if region.merged:
                rows.append(region.merged)
            for row in rows:
                for column, text in zip(texts, row, strict=False):
                    column.append(text)
        return texts

    def _wrap(self, text: str, column: int, columns: int = 1, *, bold: bool = False) -> list[str]:
        width = self._edges[column + columns] - self._edges[column] - 2 * PAD + 0.01
        return wrap(text, width, lambda part: self._width_of(part, bold=bold))

    # Rows

    def _print_rows(self, region: Region) -> None:
        start, end, page = self._press.y, self._press.y, self._press.page
        for number, row in enumerate(region.rows):
            height = self._height_of(row)
            self._make_room(height)
            if not number:
                start, page = self._press.y, self._press.page
            if self._press.page is page:
                end = self._press.y + height
            self._print_row(row)
        for column, text in enumerate(region.merged or ()):
            lines = self._wrap(text, column)
            top = (start + end - len(lines) * self._leading) / 2
            self._print_cell(page, self._cell(lines, column, top, Align.LEFT))

    def _print_total(self, row: TableRow) -> None:
        if self._layout.total_on_own_page:
            self._turn_page()
        self._make_room(self._height_of(row))
        self._print_row(row)

    def _print_above(self, text: str) -> None:
        height = self._leading + 2 * ROW_PAD
        self._make_room(2 * height)
        self._print_cell(self._press.page, self._cell([text], 0, self._press.y + ROW_PAD, Align.LEFT))
        self._press.advance(height)

    def _make_room(self, height: float) -> None:
        limit = self._layout.rows_on_page
        if not self._press.has_room(height) or (limit is not None and self._press.rows >= limit):
            self._turn_page()

    def _turn_page(self) -> None:
        self._press.new_page()
        if self._layout.repeat_header:
            self._print_header()

    def _lead_lines(self, row: TableRow) -> list[list[str]]:
        if row.is_total:
            return [[row.lead[0]]] + [[] for _ in row.lead[1:]]
        return [self._wrap(text, column) for column, text in enumerate(row.lead)]

    def _height_of(self, row: TableRow) -> float:
        return max(1, *map(len, self._lead_lines(row))) * self._leading + 2 * ROW_PAD

    def _print_row(self, row: TableRow) -> None:
        press = self._press
        height, top = self._height_of(row), press.y
        if self._layout.zebra and press.rows % 2:
            press.page.boxes.append(Box(self._edges[0], top, self._edges[-1], top + height))
        for cell in self._cells_of(row, top + ROW_PAD, height - self._leading - 2 * ROW_PAD):
            self._print_cell(press.page, cell)
        press.advance(height, rows=1)
        self._draw_rules(top, press.y)

    def _cells_of(self, row: TableRow, top: float, spare: float) -> Iterator[_Cell]:
        """The cells of a row; `spare` is how much higher it is than one line."""
        down = {VerticalAlign.TOP: 0.0, VerticalAlign.MIDDLE: spare / 2, VerticalAlign.BOTTOM: spare}
        for column, lines in enumerate(self._lead_lines(row)):
            yield self._cell(lines, column, top, Align.LEFT, bold=row.is_total)
        for column, text in enumerate(row.figures, start=len(row.lead)):
            place = top + down[self._layout.vertical]
            yield self._cell([text] if text else [], column, place, self._layout.align, bold=row.is_total)

    # The header

    def _print_header(self) -> None:
        cells = self._section.header
        lines = {cell: self._wrap(cell.text, cell.column, cell.columns, bold=True) for cell in cells}
        heights = self._header_heights(lines)
        top = self._press.y
        for cell in cells:
            self._print_header_cell(cell, lines[cell], top + sum(heights[: cell.row + cell.rows]))
        self._press.advance(sum(heights))
        self._draw_rules(top, self._press.y)

    def _header_heights(self, lines: dict[HeaderCell, list[str]]) -> list[float]:
        """The heights of the rows of the header; the last one has room for what stands over all rows."""
        rows = self._section.header_rows
        highest = [
            max((len(lines[cell]) for cell in lines if (cell.row, cell.rows) == (row, 1)), default=1)
            for row in range(rows)
        ]
        heights = [count * self._leading + 2 * ROW_PAD for count in highest]
        whole = max(len(lines[cell]) for cell in lines if cell.rows == rows) * self._leading + 2 * ROW_PAD
        heights[-1] += max(0.0, whole - sum(heights))
        return heights

    def _print_header_cell(self, cell: HeaderCell, lines: Sequence[str], bottom: float) -> None:
        align = Align.CENTRE if cell.columns > 1 else self._layout.align
        if cell.column < self._section.leads:
            align = Align.LEFT
        top = bottom - ROW_PAD - len(lines) * self._leading
        last = cell.column + cell.columns - 1
        self._print_cell(self._press.page, self._cell(lines, cell.column, top, align, last=last, bold=True))

    # Ink

    def _cell(  # noqa: PLR0913 - a cell is so many things
        self,
        lines: Sequence[str],
        column: int,
        top: float,
        align: Align,
        *,
        last: int | None = None,
        bold: bool = False,
    ) -> _Cell:
        """These lines in a column, or from that up to the last one."""
        right = self._edges[(column if last is None else last) + 1] - PAD
        return _Cell(lines=lines, left=self._edges[column] + PAD, right=right, top=top, align=align, bold=bold)

    def _print_cell(self, page: Page, cell: _Cell) -> None:
        size = self._layout.size
        for number, line in enumerate(cell.lines):
            spare = cell.right - cell.left - self._width_of(line, bold=cell.bold)
            x = cell.left + {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[cell.align]
            page.texts.append(Text(x, cell.top + number * self._leading + ASCENT * size, line, size, cell.bold))

    def _draw_rules(self, top: float, bottom: float) -> None:
        boxes = self._press.page.boxes
        if self._layout.rules is not Rules.NONE:
            boxes.append(Box(self._edges[0], bottom, self._edges[-1], bottom))
        if self._layout.rules is Rules.GRID:
            boxes.extend(Box(x, top, x, bottom) for x in self._edges)
