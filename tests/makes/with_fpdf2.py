"""Reports by fpdf2: texts put at their places, or a table that fpdf2 lays out by itself. All figures are made up."""

from collections.abc import Sequence
from itertools import chain

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TableSpan, VAlign
from fpdf.fonts import FontFace
from fpdf.table import Row

from klantprofielen.model import Rapport
from makes.document import Section, TableRow, describe
from makes.drawing import draw
from makes.layout import Align, Layout, Prose, Rules, VerticalAlign
from makes.placing import place
from makes.with_reportlab import EMBEDDED, FONTS

_BORDERS = {
    Rules.NONE: TableBordersLayout.NONE,
    Rules.ROWS: TableBordersLayout.HORIZONTAL_LINES,
    Rules.GRID: TableBordersLayout.ALL,
}
_ALIGN = {Align.LEFT: "LEFT", Align.CENTRE: "CENTER", Align.RIGHT: "RIGHT"}
_VERTICAL = {VerticalAlign.TOP: VAlign.T, VerticalAlign.MIDDLE: VAlign.M, VerticalAlign.BOTTOM: VAlign.B}
_TITLE_SIZE = 14.0


def print_with_fpdf2(rapporten: Sequence[Rapport], layout: Layout) -> bytes:
    """The bytes of a PDF with all texts at their places."""
    pdf, family = _open(layout)

    def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape of a Measure
        pdf.set_font(family, "B" if bold else "", size)
        return float(pdf.get_string_width(text))

    for page in place(describe(rapporten, layout), layout, measure):
        pdf.add_page(format=(min(page.width, page.height), max(page.width, page.height)))
        pdf.set_fill_color(230)
        for box in page.boxes:
            flat = box.x0 == box.x1 or box.y0 == box.y1
            pdf.rect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, style="D" if flat else "F")
        for text in draw(page.texts, layout.drawing, measure):
            pdf.set_font(family, "B" if text.bold else "", text.size)
            pdf.text(text.x, text.y, text.text)
    return bytes(pdf.output())


def print_table_with_fpdf2(rapporten: Sequence[Rapport], layout: Layout) -> bytes:
    """The bytes of a PDF with a table as fpdf2 makes it, with its own widths, line breaks and page breaks."""
    pdf, family = _open(layout)
    for section in describe(rapporten, layout):
        pdf.add_page()
        for title in section.titles:
            pdf.set_font(family, "B", _TITLE_SIZE)
            pdf.multi_cell(0, None, title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(family, "", layout.size)
        for text in section.prose:
            pdf.multi_cell(0, None, text, new_x="LMARGIN", new_y="NEXT")
        if layout.prose is Prose.OWN_PAGE:
            pdf.add_page()
        for text in section.before:
            pdf.multi_cell(0, None, text, new_x="LMARGIN", new_y="NEXT")
        _print_table(pdf, section, layout)
        for text in section.after:
            pdf.ln()
            pdf.multi_cell(0, None, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _open(layout: Layout) -> tuple[FPDF, str]:
    pdf = FPDF(orientation="landscape" if layout.landscape else "portrait", unit="pt", format="A4")
    pdf.set_auto_page_break(auto=True, margin=36)
    if not layout.embedded_font:
        return pdf, "Helvetica"
    for style, font in zip(("", "B"), EMBEDDED, strict=True):
        pdf.add_font("Vera", style, FONTS / f"{font}.ttf")
    return pdf, "Vera"


def _print_table(pdf: FPDF, section: Section, layout: Layout) -> None:
    figures = len(layout.columns)
    leads = (3, 8, 12)[-section.leads :]
    shade = 235 if layout.zebra else None
    with pdf.table(
        borders_layout=_BORDERS[layout.rules],
        cell_fill_color=shade,
        cell_fill_mode="ROWS" if layout.zebra else "NONE",
        col_widths=(*leads, *(7 for _ in range(figures))),
        headings_style=FontFace(emphasis="BOLD"),
        line_height=layout.size * 1.3,
        num_heading_rows=section.header_rows,
        padding=2,
        repeat_headings=1 if layout.repeat_header else 0,
        text_align=(*("LEFT" for _ in leads), *(_ALIGN[layout.align] for _ in range(figures))),
        v_align=_VERTICAL[layout.vertical],
    ) as table:
        for texts in _header_rows(section, section.leads + figures):
            row = table.row()
            for text in texts:
                row.cell(text)  # type: ignore[arg-type]  # a span too, as its documentation has it
        rows = chain.from_iterable((*region.rows, region.total) for region in section.regions)
        for printed in rows:
            if printed:
                _print_row(table.row(), printed)


def _header_rows(section: Section, width: int) -> list[list[str | TableSpan]]:
    grid: list[list[str | TableSpan]] = [[""] * width for _ in range(section.header_rows)]
    for cell in section.header:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                grid[row][column] = TableSpan.ROW if row > cell.row else TableSpan.COL
        grid[cell.row][cell.column] = cell.text
    return grid


def _print_row(row: Row, printed: TableRow) -> None:
    style = FontFace(emphasis="BOLD") if printed.is_total else None
    if printed.is_total:
        row.cell(printed.lead[0], colspan=len(printed.lead), style=style)
    for text in (*(() if printed.is_total else printed.lead), *printed.figures):
        row.cell(text, style=style)
