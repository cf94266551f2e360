"""What every kind of file becomes first: words on lines on pages, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Kinds of files, told by their content."""

    PDF = "pdf"
    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"


class Word(NamedTuple):
    """Text between two gaps, from x0 to x1 in the direction of reading.

    PDF: points. Text: characters. Sheet: columns, so that a word of cell 3 lies between 3 and 4.
    """

    text: str
    x0: float
    x1: float
    readable: bool = True
    """False where the font has no character map: then the text is not what a person sees."""

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def text_of(words: Iterable[Word]) -> str:
    """The words with a space between each two."""
    return " ".join(word.text for word in words)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right; y grows downwards, `em` is about the height of its letters."""

    page: int
    y: float
    em: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What can be read of it."""
        return text_of(word for word in self.words if word.readable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The lines of a file from its first page to its last; `pages` counts pages or sheets."""

    kind: Kind
    pages: int
    lines: tuple[Line, ...]
    placed: bool = True
    """False where positions say nothing: text without layout."""
    empty_page: int | None = None
    """The first page with nothing on it, if there is one: it may be meant so, or be damaged."""
