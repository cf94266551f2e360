"""Overzicht: all regions in a table, then each region with its key figures and its gemeenten, beside a chart."""

from klantprofielen.tables import Table
from klantprofielen.tables.blocks import Block
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Canvas
from klantprofielen.views.excel.charts import share_bars, stacked_bars
from klantprofielen.views.excel.styles import Look

WIDTHS = (32, *(13.5,) * 12)
WIDTH = len(WIDTHS)
ROWS_ON_A_PAGE = 48  # of these widths: a chart is not cut in two


def draw_overview(canvas: Canvas, workbook: Workbook) -> None:
    """The first sheet: what a manager looks at."""
    canvas.widths(WIDTHS)
    canvas.title("Klantprofielen in Sonar", workbook.title, workbook.source)
    if workbook.overview:
        _draw_regios(canvas, workbook.overview, workbook.coverage)
    for number, block in enumerate(workbook.blocks):
        if number or workbook.overview:
            canvas.page_break()
        _draw_block(canvas, block)
    canvas.print_setup(workbook.title, "1:1")


def _draw_regios(canvas: Canvas, overview: Table, coverage: Table | None) -> None:
    canvas.heading("Regio's", WIDTH)
    canvas.table(overview)
    for note in overview.notes:
        canvas.put(canvas.row, 1, note.text, Look.REMARK)
        canvas.row += 1
    canvas.row += 1
    if coverage:
        if canvas.row + len(coverage.rows) > ROWS_ON_A_PAGE:
            canvas.page_break()
        first = canvas.row
        area = canvas.table(coverage)
        canvas.data_bars(area.column(1))
        rows = len(coverage.rows) + 4
        chart = share_bars(canvas.sheet, area, "Dekking van het doelgroepregister", rows)
        canvas.chart(chart, first, 4, f"Staafdiagram: de dekking van {len(coverage.rows)} regio's")
        canvas.row = max(canvas.row, first + max(rows, 12)) + 1


def _draw_block(canvas: Canvas, block: Block) -> None:
    canvas.heading(block.title, WIDTH)
    canvas.space()
    first = canvas.row
    for fact in block.facts:
        canvas.put(canvas.row, 1, fact.label)
        canvas.put(canvas.row, 2, fact.value, Look.KEY, kind=fact.kind)
        if fact.remark:
            canvas.put(canvas.row, 3, fact.remark, Look.REMARK)
        canvas.row += 1
    canvas.row += 1
    canvas.heading(block.gemeenten.title, len(block.gemeenten.columns), Look.SUBHEADING)
    area = canvas.table(block.gemeenten)
    keys = [column.key for column in block.gemeenten.columns]
    canvas.data_bars(area.column(keys.index("aandeel_met_profiel")))
    rows = canvas.row - first
    if block.with_chart and block.gemeenten.rows:
        title, series = "Personen in Sonar, met en zonder klantprofiel", keys.index("totaal_sonar") - 1
        chart = stacked_bars(canvas.sheet, area, title, series=series, rows=rows)
        words = f"Gestapeld staafdiagram van {len(block.gemeenten.rows)} gemeenten: met en zonder klantprofiel"
        canvas.chart(chart, first, len(keys) + 2, f"{words} ({block.title})")
    canvas.row = max(canvas.row, first + 12) + 1
