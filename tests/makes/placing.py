"""From the words of a report to pages: titles, explanation, sentences and footers, one under the other."""

from collections.abc import Sequence

from makes.document import Section
from makes.layout import Layout, Prose
from makes.page import A4, ASCENT, LEADING, MARGIN, Measure, Page, Text, wrap
from makes.table import Table

TITLE_SIZES = (18.0, 14.0)


def place(sections: Sequence[Section], layout: Layout, measure: Measure) -> list[Page]:
    """The pages of a report."""
    press = _Press(layout, measure)
    for section in sections:
        press.print_section(section)
    press.print_footers()
    return press.pages


class _Press:
    """The pages so far, and the place where the next line goes."""

    def __init__(self, layout: Layout, measure: Measure) -> None:
        self.pages: list[Page] = []
        self._layout = layout
        self._measure = measure
        self._y = 0.0
        self._rows = 0

    def print_section(self, section: Section) -> None:
        """Titles, explanation, table and sentences, from a new page on."""
        self.new_page()
        for text, size in zip(section.titles, TITLE_SIZES, strict=True):
            self._print_paragraph(text, size, bold=True)
        for text in section.prose:
            self._print_paragraph(text, self._layout.size)
        if self._layout.prose is Prose.OWN_PAGE:
            self.new_page()
        for text in section.before:
            self._print_paragraph(text, self._layout.size)
        Table(self, section, self._layout, self._measure).print()
        for text in section.after:
            self._print_paragraph(text, self._layout.size, space=self._layout.size)

    def print_footers(self) -> None:
        """The same line at the foot of every page."""
        for number, page in enumerate(self.pages, start=1):
            if self._layout.footer:
                text = self._layout.footer.format(page=number)
                page.texts.append(Text(MARGIN, page.height - MARGIN / 2, text, self._layout.size))

    def _print_paragraph(self, text: str, size: float, *, bold: bool = False, space: float = 0.0) -> None:
        """All lines of it on one page, as word processors have it for short ones."""
        self._y += space
        lines = wrap(text, self.width, lambda part: self._measure(part, size, bold))
        if not self.has_room(len(lines) * size * LEADING):
            self.new_page()
        for line in lines:
            self.page.texts.append(Text(MARGIN, self._y + ASCENT * size, line, size, bold))
            self._y += size * LEADING
        self._y += size / 2

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def width(self) -> float:
        return self.page.width - 2 * MARGIN

    @property
    def y(self) -> float:
        return self._y

    @property
    def rows(self) -> int:
        """Rows of the table on this page."""
        return self._rows

    def has_room(self, height: float) -> bool:
        """Whether this much fits under what is printed already."""
        return self._y + height <= self.page.height - MARGIN

    def advance(self, height: float, *, rows: int = 0) -> None:
        """Go down."""
        self._y += height
        self._rows += rows

    def new_page(self) -> None:
        """Go on at the head of another page."""
        low, high = sorted(A4)
        width, height = (high, low) if self._layout.landscape else (low, high)
        self.pages.append(Page(width, height))
        self._y, self._rows = MARGIN, 0
