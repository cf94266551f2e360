"""Native charts over cells of a sheet, readable with few and with many rows, in colours that differ in grey too."""

from typing import Literal

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from klantprofielen.views.excel.canvas import CM_PER_ROW, Area
from klantprofielen.views.excel.styles import DARK, DIM, LIGHT

Dash = Literal["solid", "dash", "sysDot"]
LEAST_ROWS = 12  # of the sheet, for the shortest chart
WIDTH = 19.0  # cm
SMALL, TITLE = 900, 1200  # hundredths of a point
LINES: tuple[tuple[str, str, Dash], ...] = (
    ("1F4E79", "circle", "solid"),
    ("C55A11", "square", "solid"),
    ("548235", "triangle", "dash"),
    ("7F6000", "diamond", "dash"),
    ("7030A0", "x", "sysDot"),
    ("404040", "star", "sysDot"),
)
"""Colour, mark and dash of each line: any one of them tells it from the others."""


def stacked_bars(sheet: Worksheet, area: Area, title: str, *, series: int, rows: int) -> BarChart:
    """The counts of a table stacked, a bar per row, the first row on top, over so many rows of the sheet."""
    chart = _bars(title, rows)
    chart.grouping, chart.overlap = "stacked", 100
    for offset, colour in zip(range(1, series + 1), (DARK, LIGHT, DIM), strict=False):
        _add(chart, sheet, area, offset, colour)
    chart.legend = Legend(legendPos="t", overlay=False)
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = "#,##0"
    return chart


def share_bars(sheet: Worksheet, area: Area, title: str, rows: int) -> BarChart:
    """Column 2 of a table as bars from 0 to 100%, with their values."""
    chart = _bars(title, rows)
    _add(chart, sheet, area, 1, DARK)
    chart.legend = None
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    chart.dataLabels.numFmt = "0.0%"
    chart.dataLabels.txPr = _small()
    return chart


def share_lines(sheet: Worksheet, area: Area, title: str, most: int, width: float) -> LineChart:
    """The first rows of a table as lines over its columns."""
    chart = LineChart()
    chart.title, chart.width, chart.height = _title(title), width, 15 * CM_PER_ROW  # type: ignore[assignment]
    last = min(area.last_row, area.first_row + most - 1)
    for row, (colour, mark, dash) in zip(range(area.first_row, last + 1), LINES, strict=False):
        values = Reference(sheet, min_col=2, max_col=area.last_column, min_row=row)
        line = Series(values, title_from_data=False)
        line.tx = SeriesLabel(strRef=StrRef(f"{quote_sheetname(sheet.title)}!$A${row}"))
        line.marker.symbol, line.marker.size, line.smooth = mark, 7, False
        line.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        line.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22_000, prstDash=dash))
        chart.series.append(line)
    chart.set_categories(Reference(sheet, min_col=2, max_col=area.last_column, min_row=area.header))
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = 0
    chart.display_blanks = "gap"
    chart.legend = Legend(legendPos="r", overlay=False)
    _finish(chart)
    return chart


def _bars(title: str, rows: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.gapWidth, chart.title = "bar", 45, _title(title)
    chart.width, chart.height = WIDTH, max(rows, LEAST_ROWS) * CM_PER_ROW  # type: ignore[assignment]
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.y_axis.crosses = "max"  # which is below, then
    _finish(chart)
    return chart


def _add(chart: BarChart, sheet: Worksheet, area: Area, offset: int, colour: str) -> None:
    column = area.first_column + offset
    values = Reference(sheet, min_col=column, min_row=area.header, max_row=area.last_row)
    chart.add_data(values, titles_from_data=True)
    names = Reference(sheet, min_col=area.first_column, min_row=area.first_row, max_row=area.last_row)
    chart.set_categories(names)
    chart.series[-1].graphicalProperties = GraphicalProperties(
        solidFill=colour, ln=LineProperties(solidFill=DARK, w=6_000)
    )


def _finish(chart: BarChart | LineChart) -> None:
    """Axes that show, in small letters, over pale lines."""
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _small()
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9")))


def _title(text: str) -> Title:
    letters = ParagraphProperties(defRPr=CharacterProperties(sz=TITLE, b=True))
    rich = RichText(p=[Paragraph(pPr=letters, r=[RegularTextRun(t=text)])])
    return Title(tx=Text(rich=rich), overlay=False)


def _small() -> RichText:
    properties = CharacterProperties(sz=SMALL)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])
