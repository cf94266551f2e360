"""Plain text to lines of words, as extracted from a PDF by any tool, with or without its layout."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from klantprofielen.errors import TooLargeError, WrongKindError
from klantprofielen.notation import clean_text, locate_kwartalen, parse_number
from klantprofielen.reading.grid import FIGURES_IN_ROW, is_figure
from klantprofielen.reading.header import is_header
from klantprofielen.reading.limits import LONGEST_LINE, Limits
from klantprofielen.reading.names import is_total, read_name
from klantprofielen.reading.words import Document, Kind, Line, Word
from klantprofielen.reference import ANY_DAY

TAB = 8
EM = 2.0  # characters; a letter is about twice as high as wide
MOST_WORDS_IN_CELL = 6
TOTAL_LABEL = Word("TOTAAL", 0, 0)
MOST_CONTROL = 0.02  # of the characters of a text; more is no text

_LINE_END = re.compile(r"\r\n|\r|\n|\v|\u2028|\u0085")
_WORD = re.compile(r"\S+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(data: bytes) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, UTF-16 or Windows-1252, whichever it can be.

    Raises:
        WrongKindError: it is no text.
    """
    text = _decode(data)
    control = sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in text)
    if control > MOST_CONTROL * len(text):
        raise WrongKindError(found="binary data")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for index, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[index::2].count(0) > len(data) // 4:
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def require_sensible(text: str, limits: Limits) -> None:
    """Refuse a text with more, or longer, lines than any report, or more words.

    Raises:
        TooLargeError: it has.
    """
    ends = list(islice(_LINE_END.finditer(text), limits.lines + 1))
    if len(ends) > limits.lines:
        raise _too_many("lines", limits.lines)
    places = [0, *(found.end() for found in ends), len(text)]
    if max(after - before for before, after in pairwise(places)) > LONGEST_LINE:
        raise TooLargeError(case="fixed", found="a line without end", limit=f"{LONGEST_LINE} characters")
    if next(islice(_WORD.finditer(text), limits.words, None), None):
        raise _too_many("words", limits.words)


def _too_many(things: str, limit: int) -> TooLargeError:
    return TooLargeError(found=f"more than {limit} {things}", limit=f"{limit} {things}", option="--max-pages")


def propose_documents(text: str) -> Iterator[Document]:
    """The ways in which a text can be meant, the usual ones first; the sums choose among them."""
    lines = tuple(split_lines(text))
    pages = max((line.page for line in lines), default=1)
    for placed in (True, False):
        yield Document(kind=Kind.TEXT, pages=pages, lines=lines, placed=placed)
    for relay in (join_cells, turn_columns):
        for cells in (lines, tuple(map(_join_number, lines))):
            yield Document(kind=Kind.TEXT, pages=pages, lines=tuple(relay(cells)), placed=False)


def split_lines(text: str) -> Iterator[Line]:
    """The lines with their words, at the characters where they stand; a form feed begins a page."""
    for page, part in enumerate(text.split("\f"), start=1):
        for number, line in enumerate(_LINE_END.split(part)):
            if words := tuple(_split_words(line)):
                yield Line(page, number * EM, EM, words)


def _split_words(line: str) -> Iterator[Word]:
    spread = line.expandtabs(TAB)
    for found in _WORD.finditer(spread):
        if text := clean_text(found[0]):
            yield Word(text, found.start(), found.end())


def join_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """Text with a cell on each line, row by row: the cells of a row on one line again."""
    row: list[Word] = []
    figures = 0
    place = lines[0] if lines else None
    for line in lines:
        if not _is_cell(line) or is_header(line) or is_total(line.text):
            yield from _line_of(row, place)
            row, figures = [], 0
        if not _is_cell(line) or is_header(line):
            yield line
            continue
        for index, word in enumerate(line.words):
            figure = is_figure(line.words, index)
            if figures == FIGURES_IN_ROW or (figures and not figure):
                yield from _line_of(row, place)
                row, figures = [], 0
            if not row:
                place = line
            row.append(word)
            figures += figure
    yield from _line_of(row, place)


def _join_number(line: Line) -> Line:
    """A line that is one number with spaces in it, as one word."""
    text = line.text
    whole = len(line.words) > 1 and parse_number(text) is not None
    return replace(line, words=(Word(text, line.words[0].x0, line.words[-1].x1),)) if whole else line


def turn_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """Text with a cell on each line, column by column: first all names, then all figures of each column."""
    names: list[Line] = []
    figures: list[Word] = []
    for line in lines:
        cell = _is_cell(line)
        figure = cell and all(is_figure(line.words, index) for index in range(len(line.words)))
        named = cell and not figure and _is_name(line.text)
        if not cell or (named and figures):
            yield from _turn(names, figures)
            names, figures = [], []
        if named:
            names.append(line)
        elif figure and names:
            figures += line.words
        elif not (cell and is_total(line.text)):
            yield line
    yield from _turn(names, figures)


def _turn(names: list[Line], figures: list[Word]) -> Iterator[Line]:
    """The rows of names and columns of figures; a figure more per column than names is the total."""
    if names and names[0].text in {name.text for name in names[1:]}:
        names = names[1:]  # the first is the region, named as one of its gemeenten
    height, rest = divmod(len(figures), FIGURES_IN_ROW)
    if not names or rest or height - len(names) not in {0, 1}:
        yield from names
        return
    labels = [name.words for name in names] + [(TOTAL_LABEL,)]
    for number in range(height):
        place = names[min(number, len(names) - 1)]
        yield Line(place.page, place.y, place.em, (*labels[number], *figures[number::height]))


def _is_name(text: str) -> bool:
    """Whether a cell names a gemeente, also with its region before it."""
    return bool(read_name(text, ANY_DAY).gemeente)


def _is_cell(line: Line) -> bool:
    return len(line.words) <= MOST_WORDS_IN_CELL and not locate_kwartalen(line.text)


def _line_of(words: list[Word], place: Line | None) -> Iterator[Line]:
    if words and place:
        yield Line(place.page, place.y, place.em, tuple(words))
