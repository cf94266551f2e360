"""The workbook: one module per sheet, on canvases that are packed into a file with the same bytes every time."""

from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.book import Book
from klantprofielen.views.excel.comparison import draw_comparison
from klantprofielen.views.excel.control import draw_control
from klantprofielen.views.excel.gemeenten import draw_gemeenten
from klantprofielen.views.excel.legend import draw_legend
from klantprofielen.views.excel.overview import draw_overview
from klantprofielen.views.excel.rank import draw_rankings
from klantprofielen.views.excel.trend import draw_trend


def format_workbook(workbook: Workbook, epoch: int | None) -> bytes:
    """The workbook as a file; `epoch` (seconds) is the date inside, else the newest quarter is."""
    book = Book(workbook)
    draw_overview(book.canvas("Overzicht"), workbook)
    draw_gemeenten(book.canvas("Gemeenten"), workbook)
    if workbook.comparison:
        draw_comparison(book.canvas("Vergelijking"), workbook)
    if workbook.series:
        draw_trend(book.canvas("Trend"), workbook)
    if workbook.rankings:
        draw_rankings(book.canvas("Rangorde"), workbook)
    draw_control(book.canvas("Controle"), workbook)
    draw_legend(book.canvas("Toelichting"), workbook)
    return book.pack(epoch)
