"""Toelichting: what everything means, for a reader who has nothing else."""

from klantprofielen.tables import Table
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Canvas
from klantprofielen.views.excel.styles import Look

WIDTHS = (30, 100, 30)
WIDTH = len(WIDTHS)
TEXT_WIDTH = 150  # characters over the three columns


def draw_legend(canvas: Canvas, workbook: Workbook) -> None:
    """The last sheet."""
    canvas.widths(WIDTHS)
    canvas.title("Toelichting", workbook.title)
    _draw_texts(canvas, "Herkomst", workbook.source_lines)
    _draw_texts(canvas, "Hoe te lezen", workbook.reading)
    _draw_table(canvas, workbook.definitions)
    _draw_texts(canvas, "De vier aantallen", workbook.evidence)
    _draw_table(canvas, workbook.columns)
    canvas.print_setup(workbook.title, "1:2")


def _draw_texts(canvas: Canvas, title: str, texts: tuple[str, ...]) -> None:
    canvas.heading(title, WIDTH)
    for text in texts:
        canvas.paragraph(text, TEXT_WIDTH)
    canvas.row += 1


def _draw_table(canvas: Canvas, table: Table) -> None:
    canvas.heading(table.title, WIDTH)
    canvas.header(table.columns)
    for row in table.rows:
        for number, cell in enumerate(row.cells, start=1):
            canvas.put(canvas.row, number, cell, Look.KEY if number == 1 else Look.WRAPPED)
        canvas.row += 1
    canvas.row += 1
