"""Rangorde: gemeenten and regions in the order of a measure, with their distance to the medians."""

from klantprofielen.tables import Kind
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Canvas
from klantprofielen.views.excel.styles import Look

WIDTHS = (8, 32, 13, 11, 17, 17, 32)
WIDTH = len(WIDTHS)


def draw_rankings(canvas: Canvas, workbook: Workbook) -> None:
    """A table per ranking, each on a page of its own."""
    canvas.widths(WIDTHS)
    canvas.title("Rangorde", workbook.title, workbook.source)
    for number, table in enumerate(workbook.rankings):
        if number:
            canvas.page_break()
        canvas.heading(table.title, WIDTH)
        for note in table.notes:
            canvas.put(canvas.row, 1, note.text, Look.REMARK)
            canvas.row += 1
        canvas.row += 1
        area = canvas.table(table)
        for column, declared in enumerate(table.columns):
            if declared.kind is Kind.AANDEEL:
                canvas.data_bars(area.column(column))
        canvas.row += 2
    canvas.print_setup(workbook.title, "1:1")
