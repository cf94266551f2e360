"""In which pieces, in which order and how often the texts of a page are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import assert_never

from makes.layout import Drawing
from makes.page import Measure, Text

BOLD_SHIFT = 0.25  # points between the two strokes of a letter that is drawn twice
SPACES = " \u00a0\u2009\u202f"


def draw(texts: Sequence[Text], drawing: Drawing, measure: Measure) -> list[Text]:
    """The pieces in the order in which they go into the file."""
    match drawing:
        case Drawing.LINES:
            pieces = list(texts)
        case Drawing.WORDS:
            pieces = _words(texts, measure)
        case Drawing.SHUFFLED:
            pieces = _words(texts, measure)
            Random(len(pieces)).shuffle(pieces)  # noqa: S311 - an order, not a secret
        case Drawing.CHARACTERS:
            pieces = [letter for text in texts for letter in _split_letters(text, measure)]
        case Drawing.COLUMNS:
            pieces = sorted(texts, key=lambda text: (text.x, text.y))
        case Drawing.BOTTOM_UP:
            pieces = sorted(texts, key=lambda text: (-text.y, text.x))
        case Drawing.TWICE:
            pieces = [*texts, *(replace(text, x=text.x + BOLD_SHIFT) for text in texts)]
        case _:
            assert_never(drawing)
    return pieces


def _words(texts: Sequence[Text], measure: Measure) -> list[Text]:
    return [word for text in texts for word in split_words(text, measure)]


def split_words(text: Text, measure: Measure) -> Iterator[Text]:
    """The words of a text, each at its place."""
    start = 0
    for end in range(len(text.text) + 1):
        if end == len(text.text) or text.text[end] in SPACES:
            if end > start:
                yield _piece(text, start, end, measure)
            start = end + 1


def _split_letters(text: Text, measure: Measure) -> Iterator[Text]:
    for index, letter in enumerate(text.text):
        if letter not in SPACES:
            yield _piece(text, index, index + 1, measure)


def _piece(text: Text, start: int, end: int, measure: Measure) -> Text:
    return replace(text, x=text.x + measure(text.text[:start], text.size, text.bold), text=text.text[start:end])
