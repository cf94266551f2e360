"""Trend: a region and its gemeenten over the quarters, as lines and as figures."""

from klantprofielen.tables import Table
from klantprofielen.tables.series import MOST_LINES, Series
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Area, Canvas
from klantprofielen.views.excel.charts import share_lines
from klantprofielen.views.excel.styles import Look

FIRST_WIDTH, WIDTH = 30.0, 13.0
LEAST_COLUMNS = 12
CHART_ROWS = 16
CHART_WIDTH = 17.0  # cm
CHART_COLUMNS = (1, 7)


def draw_trend(canvas: Canvas, workbook: Workbook) -> None:
    """Per region two charts and the tables that they draw; then all regions together."""
    columns = max(LEAST_COLUMNS, *(len(series.aandelen.columns) for series in workbook.series))
    canvas.widths([FIRST_WIDTH, *[WIDTH] * (columns - 1)])
    canvas.title("Trend", workbook.title, "Een leeg vak: geen rapport van dat kwartaal, of verborgen.")
    for number, series in enumerate(workbook.series):
        if number:
            canvas.page_break()
        _draw_series(canvas, series, columns)
    canvas.print_setup(workbook.title, "1:1")


def _draw_series(canvas: Canvas, series: Series, columns: int) -> None:
    canvas.heading(series.regio, columns)
    canvas.space()
    charts = canvas.row
    canvas.row += CHART_ROWS
    drawn = [(_draw_table(canvas, series.aandelen), f"{series.regio}: dekking en aandelen")]
    _draw_table(canvas, series.aantallen)
    if series.gemeente_aandelen and series.gemeente_aantallen:
        shown = min(MOST_LINES, len(series.gemeente_aandelen.rows))
        title = f"Aandeel met profiel: de {shown} grootste gemeenten"
        drawn.append((_draw_table(canvas, series.gemeente_aandelen), title))
        _draw_table(canvas, series.gemeente_aantallen)
    for note in series.notes:
        canvas.put(canvas.row, 1, note.text, Look.REMARK)
        canvas.row += 1
    for (area, title), column in zip(drawn, CHART_COLUMNS, strict=False):
        chart = share_lines(canvas.sheet, area, title, MOST_LINES, CHART_WIDTH)
        canvas.chart(chart, charts, column, f"Lijndiagram over {len(series.aandelen.columns) - 1} kwartalen: {title}")


def _draw_table(canvas: Canvas, table: Table) -> Area:
    canvas.heading(table.title, 1, Look.SUBHEADING)
    area = canvas.table(table)
    canvas.row += 1
    return area
