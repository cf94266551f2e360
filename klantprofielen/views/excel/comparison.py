"""Vergelijking: the two newest quarters side by side, per region and gemeente, in one division."""

from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Canvas
from klantprofielen.views.excel.styles import Look

NAME_WIDTH, WIDTH = 32.0, 12.5


def draw_comparison(canvas: Canvas, workbook: Workbook) -> None:
    """The tables one below the other, each region on a page of its own where there are several."""
    columns = max(len(table.columns) for table in workbook.comparison)
    canvas.widths([NAME_WIDTH, *[WIDTH] * (columns - 1)])
    explanation = "▲ meer, ▼ minder, = gelijk, ≠ niet vergelijkbaar; pp = procentpunt."
    canvas.title("Vergelijking", workbook.title, explanation)
    for number, table in enumerate(workbook.comparison):
        if number:
            canvas.page_break()
        canvas.heading(table.title, columns)
        canvas.groups(table.columns)
        for row in table.rows:
            canvas.line(row, table.columns)
        for note in table.notes:
            canvas.put(canvas.row, 1, note.text, Look.REMARK)
            canvas.row += 1
        canvas.row += 1
    canvas.print_setup(workbook.title, "1:1")
