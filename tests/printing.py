"""Prints rapporten as positioned words in a made-up layout: the inverse of reading."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from makes.document import describe
from makes.drawing import split_words
from makes.layout import Layout
from makes.page import Page, Text
from makes.placing import place

from klantprofielen.model import Rapport
from klantprofielen.reading.words import Document, Kind, Line, Word

LETTER, BOLD_LETTER, SPACE, THIN_SPACE = 0.55, 0.6, 0.28, 0.17  # em


def print_document(rapporten: Sequence[Rapport], layout: Layout) -> Document:
    """The words of these reports, as they come from a PDF that has no quirks."""
    pages = place(describe(rapporten, layout), layout, measure)
    lines = tuple(line for number, page in enumerate(pages, start=1) for line in print_lines(page, number))
    return Document(kind=Kind.PDF, pages=len(pages), lines=lines)


def print_lines(page: Page, number: int) -> Iterator[Line]:
    """The words on one baseline together, from top to bottom and from left to right."""
    for y, texts in groupby(sorted(page.texts, key=_baseline), key=_baseline):
        on_line = sorted(texts, key=lambda text: text.x)
        words = [_print_word(word) for text in on_line for word in split_words(text, measure)]
        yield Line(number, y, max(text.size for text in on_line), tuple(words))


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape of a Measure
    """The width of a text in a font in which all letters are as wide."""
    letter = BOLD_LETTER if bold else LETTER
    return size * sum(SPACE if char in " \u00a0" else THIN_SPACE if char == "\u2009" else letter for char in text)


def _baseline(text: Text) -> float:
    return round(text.y, 3)


def _print_word(text: Text) -> Word:
    return Word(text.text, text.x, text.x + measure(text.text, text.size, text.bold))
