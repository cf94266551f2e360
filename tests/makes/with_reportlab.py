"""Reports by reportlab: texts put at their places on a canvas, also turned. All figures are made up."""

import io
from collections.abc import Sequence
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from klantprofielen.model import Rapport
from makes.document import describe
from makes.drawing import draw
from makes.layout import Layout
from makes.page import Box, Page
from makes.placing import place

FONTS = Path(reportlab.__file__).parent / "fonts"
BASE, EMBEDDED = ("Helvetica", "Helvetica-Bold"), ("Vera", "VeraBd")
"""Plain and bold: of every reader, and one that goes into the file (it comes with reportlab)."""


def print_with_reportlab(rapporten: Sequence[Rapport], layout: Layout) -> bytes:
    """The bytes of a PDF."""
    fonts = EMBEDDED if layout.embedded_font else BASE
    if layout.embedded_font:
        for font in fonts:
            pdfmetrics.registerFont(TTFont(font, FONTS / f"{font}.ttf"))

    def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape of a Measure
        return float(pdfmetrics.stringWidth(text, fonts[bold], size))

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for page in place(describe(rapporten, layout), layout, measure):
        _turn(canvas, page, layout)
        for box in page.boxes:
            _draw_box(canvas, page, box)
        for text in draw(page.texts, layout.drawing, measure):
            canvas.setFont(fonts[text.bold], text.size)
            canvas.drawString(text.x, page.height - text.y, text.text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _turn(canvas: Canvas, page: Page, layout: Layout) -> None:
    width, height = page.width, page.height
    sideways = layout.turn.drawn in {90, 270}
    swapped = layout.turn.shown in {
        90,
        270,
    }  # reportlab swaps the sides of a page that it turns: they are swapped here first
    canvas.setPageSize((height, width) if sideways != swapped else (width, height))
    canvas.setPageRotation(layout.turn.shown)
    canvas.translate(*{0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[layout.turn.drawn])
    canvas.rotate(layout.turn.drawn)


def _draw_box(canvas: Canvas, page: Page, box: Box) -> None:
    if box.x0 == box.x1 or box.y0 == box.y1:
        canvas.line(box.x0, page.height - box.y0, box.x1, page.height - box.y1)
        return
    canvas.setFillGray(0.9)
    canvas.rect(box.x0, page.height - box.y1, box.x1 - box.x0, box.y1 - box.y0, stroke=0, fill=1)
    canvas.setFillGray(0)
