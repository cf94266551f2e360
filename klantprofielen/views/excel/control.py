"""Controle: what was recomputed, with live differences, and a place to sign."""

from klantprofielen.model import Severity
from klantprofielen.tables import Table
from klantprofielen.tables.control import SEVERITIES
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import LINE, Canvas
from klantprofielen.views.excel.styles import Look

WIDTHS = (18, 24, 40, 14, 24, 14, 80)
WIDTH = len(WIDTHS)
MESSAGE_WIDTH = 84  # characters on a line of the last column
GEDRUKT, HERBEREKEND, VERSCHIL = "D", "E", 6
SIGN_OFF = ("Gezien door", "Datum", "Paraaf")


def draw_control(canvas: Canvas, workbook: Workbook) -> None:
    """What an office can check and sign."""
    canvas.widths(WIDTHS)
    canvas.title("Controle", workbook.title)
    for line in workbook.verdict:
        canvas.put(canvas.row, 1, line, Look.KEY)
        canvas.row += 1
    canvas.row += 1
    for label in SIGN_OFF:
        canvas.put(canvas.row, 1, label)
        for column in (2, 3):
            canvas.put(canvas.row, column, None, Look.HEADING)
        canvas.sheet.row_dimensions[canvas.row].height = 22
        canvas.row += 1
    canvas.row += 1
    _draw_findings(canvas, workbook.findings)
    _draw_section(canvas, workbook.percentages, precise=True)
    _draw_sums(canvas, workbook.sums)
    _draw_section(canvas, workbook.sources)
    canvas.print_setup(workbook.title, "1:2")


def _draw_section(canvas: Canvas, table: Table, *, precise: bool = False) -> None:
    canvas.heading(table.title, WIDTH)
    canvas.table(table, precise=precise)
    canvas.row += 1


def _draw_findings(canvas: Canvas, table: Table) -> None:
    canvas.heading(table.title, WIDTH)
    if not table.rows:
        canvas.put(canvas.row, 1, "Geen bevindingen.")
        canvas.row += 2
        return
    canvas.header(table.columns)
    for row in table.rows:
        canvas.line(row, table.columns)
        line = canvas.row - 1
        message = str(row.cells[-1])
        canvas.put(line, WIDTH, message, Look.WRAPPED)
        canvas.sheet.row_dimensions[line].height = LINE * max(1, -(-len(message) // MESSAGE_WIDTH))
        if row.cells[3] == SEVERITIES[Severity.ERROR]:
            canvas.put(line, 4, row.cells[3], Look.KEY)
    canvas.row += 1


def _draw_sums(canvas: Canvas, table: Table) -> None:
    """The difference is a formula, so that it follows when somebody corrects a figure."""
    canvas.heading(table.title, WIDTH)
    area = canvas.table(table)
    for number, row in enumerate(table.rows):
        line = area.first_row + number
        difference = row.cells[VERSCHIL - 1]
        if difference is not None:
            formula = f"={GEDRUKT}{line}-{HERBEREKEND}{line}"
            canvas.make_formula(line, VERSCHIL, formula, difference)
    canvas.row += 1
