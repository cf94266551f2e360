"""PDF to lines of words: the only room that knows PDFium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from klantprofielen.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from klantprofielen.notation import clean_text, locate_kwartalen, name_key
from klantprofielen.reading.words import Document, Kind, Line, Word

LINE_TOLERANCE = 0.3  # em; more than bold and plain differ, less than half a line, where a centred cell stands
WORD_GAP = 0.15  # em; wider than kerning, narrower than any space
NEW_TEXT = 4  # characters in the order of the content; PDFium puts up to three between two texts
MUCH_LARGER = 3.0
SAME_INK = 0.35  # of a glyph's width; text drawn twice for boldness lies closer than that
SLANT = 0.1  # radians; a scan is skewed by less, a watermark slants by more
SAMPLE = 64  # characters that vote on the direction of reading
OVERLAP = 0.1  # points; less is kerning
MOST_NUMBERS_IN_PROSE = 8
TITLE = "Transparantie van klantprofielen"
TAIL = b"%%EOF"

FIRST_PRINTABLE = 0x20
FIRST_PRIVATE, LAST_PRIVATE = 0xE000, 0xF8FF  # glyphs without a meaning of their own
SPACES = frozenset(" \t\r\n\u00a0\u2002\u2003\u2007\u2009\u200a\u202f")
HYPHENS = (0x02, 0xAD)  # what PDFium gives for a hyphen at the end of a line; a soft hyphen that is drawn is one too
_NUMBERS = re.compile("[0-9]+(?:[.,][0-9]+)*")
_LINES = re.compile("[^\r\n]*[^\r\n ][^\r\n]*")
_UNREADABLE = re.compile("[\x00-\x1f\ue000-\uf8ff\ufffd]")
# An accent that is drawn over a letter by itself, and the combining character that it stands for.
ACCENTS = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u00a8": "\u0308",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
}


class _Glyph(NamedTuple):
    """A character in the direction of reading: its advance from x0 to x1, its baseline y downwards."""

    y: float
    x0: float
    x1: float
    height: float
    char: str
    order: int
    readable: bool


def read_pdf(data: bytes, *, max_pages: int) -> Document:
    """The lines of all pages in the direction of reading.

    Raises:
        DamagedError: PDFium cannot open it, or its end is missing, so that pages may be missing too.
        EncryptedError: a password is needed.
        TooLargeError: more than max_pages pages.
        NoTextError: pictures only.
    """
    require_whole(data)
    with _opened(data) as document:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages > max_pages:
            raise TooLargeError(found=f"{pages} pages", limit=f"{max_pages} pages", option="--max-pages")
        if not pages:
            raise DamagedError(found="it has no pages")
        lines = tuple(line for number in range(pages) for line in _read_page(document, number))
    if not lines:
        raise NoTextError(pages=pages)
    return Document(kind=Kind.PDF, pages=pages, lines=lines)


def require_whole(data: bytes) -> None:
    """A download that broke off lacks the end mark, or has objects behind the last one.

    Readers mend such a file silently and may lose pages, and with them regions: refused.
    """
    end = data.rfind(TAIL)
    if end < 0 or re.search(rb"\d\s+\d+\s+obj\b", data[end:]):
        raise DamagedError(found="its end is missing")


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError
        raise DamagedError(found="it cannot be opened as PDF")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_page(document: Any, number: int) -> Iterator[Line]:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise DamagedError(found=f"page {number + 1} cannot be read")
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        prose = _read_prose(text_page, number + 1)
        glyphs = [] if prose else _read_glyphs(text_page, page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    yield from prose or _build_lines(glyphs, number + 1)


def _read_prose(text_page: Any, number: int) -> list[Line]:
    """The lines of a title page as PDFium itself makes them, which is much faster; nothing where there is any doubt.

    No table is on the page where it has hardly a number; its lines are right where the title can be read and each
    stands below the one before it.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer))[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(_NUMBERS.findall(text)) > MOST_NUMBERS_IN_PROSE or name_key(TITLE) not in name_key(text):
        return []
    lines = []
    for found in _LINES.finditer(text.replace("\u0002", "-")):
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, found.start())
        top, em, angle = _place_of(text_page, index)
        words = [Word(clean_text(word), float(start), start + 1.0) for start, word in enumerate(found[0].split())]
        if angle or _UNREADABLE.search(found[0]) or (lines and top <= lines[-1].y):
            return []
        lines.append(Line(number, top, em, tuple(words)))
    return lines if any(locate_kwartalen(line.text) for line in lines) else []


def _place_of(text_page: Any, index: int) -> tuple[float, float, float]:
    """Baseline (downwards), height and angle of a character."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    return -y.value, box.top - box.bottom, pdfium.FPDFText_GetCharAngle(text_page, index)


def _build_lines(glyphs: list[_Glyph], number: int) -> Iterator[Line]:
    rows = list(_split_lines(glyphs))
    gap = WORD_GAP + _tracking(rows)
    for row in rows:
        em = max(glyph.height for glyph in row)
        words = tuple(_split_words(row, gap * em))
        if words:
            yield Line(number, row[0].y, em, words)


def _read_glyphs(text_page: Any, page: Any) -> list[_Glyph]:
    """All characters turned upright, without those in another direction: watermarks.

    Spaces that PDFium made up have no width and are left out.
    """
    angle = _direction(text_page)
    sine, cosine = math.sin(angle), math.cos(angle)
    sideways = abs(sine) > abs(cosine)
    left_edge, top_edge = _corner(page, sine, cosine)
    box, origin_x, origin_y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(origin_x), ctypes.byref(origin_y)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    angle_of = pdfium.FPDFText_GetCharAngle
    origin_of, unmapped = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_HasUnicodeMapError
    glyphs = []
    for order in range(pdfium.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, order)
        box_of(text_page, order, box_ref)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if left == right or bottom == top or abs(angle_of(text_page, order) + angle) > SLANT:
            continue
        origin_of(text_page, order, x_ref, y_ref)
        x, y = origin_x.value, origin_y.value
        if sideways:
            ends, height = (bottom * sine + x * cosine, top * sine + x * cosine), right - left
        else:
            ends, height = (left * cosine + y * sine, right * cosine + y * sine), top - bottom
        baseline = y * cosine - x * sine
        readable = (
            code in HYPHENS or FIRST_PRINTABLE <= code and not FIRST_PRIVATE <= code <= LAST_PRIVATE
        ) and unmapped(text_page, order) != 1
        char = "-" if code in HYPHENS else chr(code)
        glyphs.append(
            _Glyph(top_edge - baseline, min(ends) - left_edge, max(ends) - left_edge, height, char, order, readable)
        )
    return glyphs


def _direction(text_page: Any) -> float:
    """The angle (radians, anticlockwise) at which most characters of the page stand; PDFium counts clockwise."""
    count = pdfium.FPDFText_CountChars(text_page)
    step = max(1, count // SAMPLE)
    votes = Counter(
        round(pdfium.FPDFText_GetCharAngle(text_page, index), 3)
        for index in range(0, count, step)
        if pdfium.FPDFText_IsGenerated(text_page, index) == 0
    )
    return -votes.most_common(1)[0][0] if votes else 0.0


def _corner(page: Any, sine: float, cosine: float) -> tuple[float, float]:
    """The left and the top edge of the page once it is turned upright."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return min(x * cosine + y * sine for x, y in corners), max(y * cosine - x * sine for x, y in corners)


def _split_lines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs on one baseline together, from top to bottom, each line from left to right.

    Letters of quite another size on the same baseline are another line: a word laid over the page.
    """
    usual = _median(glyph.height for glyph in glyphs)
    by_size = ([glyph for glyph in glyphs if (glyph.height > MUCH_LARGER * usual) is large] for large in (False, True))
    lines = [line for group in by_size for line in _split_baselines(sorted(group))]
    return iter(sorted(lines, key=lambda line: line[0].y))


def _split_baselines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and glyph.y - line[0].y > LINE_TOLERANCE * max(glyph.height, line[0].height):
            yield sorted(line, key=_reading_order)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=_reading_order)


def _median(values: Iterable[float]) -> float:
    """The middle one of these values; 0 where there are none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def _reading_order(glyph: _Glyph) -> tuple[float, int]:
    return glyph.x0, glyph.order


def _tracking(rows: list[list[_Glyph]]) -> float:
    """By how many em the letters of this page are set apart: 0 but for letterspaced text."""
    gaps = ((after.x0 - before.x1) / before.height for row in rows for before, after in pairwise(row))
    return max(0.0, _median(gaps))


def _split_words(line: list[_Glyph], gap: float) -> Iterator[Word]:
    """Words are cut at white space, at gaps, and where text is laid over text; loose accents join their letter."""
    word: list[_Glyph] = []
    for glyph in _disentangled(_without_doubles(line), gap):
        last = word[-1] if word else None
        if last and glyph.char in ACCENTS and glyph.x0 < last.x1 - SAME_INK * (last.x1 - last.x0):
            word.append(glyph._replace(char=ACCENTS[glyph.char], x1=last.x1))
            continue
        if last and (
            glyph.char in SPACES or glyph.x0 - last.x1 > gap or _overlaps(last, glyph) or _touches(last, glyph)
        ):
            yield _build_word(word)
            word = []
        if glyph.char not in SPACES:
            word.append(glyph)
    if word:
        yield _build_word(word)


def _without_doubles(line: list[_Glyph]) -> list[_Glyph]:
    """Text drawn twice for boldness counts once; the letters of a ligature share a box, but follow each other."""
    kept: list[_Glyph] = []
    for glyph in line:
        if not any(
            glyph.char == other.char
            and glyph.x0 - other.x0 < SAME_INK * (other.x1 - other.x0)
            and abs(glyph.order - other.order) > 1
            for other in kept[-3:]
            if glyph.x0 < other.x1 - OVERLAP
        ):
            kept.append(glyph)
    return kept


def _disentangled(line: list[_Glyph], gap: float) -> list[_Glyph]:
    """Where text overlaps other text, what was drawn in one go stays together; elsewhere the line as it is."""
    if not any(_overlaps(before, after) for before, after in pairwise(line)):
        return line
    runs: list[list[_Glyph]] = []
    for glyph in sorted(line, key=lambda glyph: glyph.order):
        last = runs[-1][-1] if runs else None
        if last and -OVERLAP <= glyph.x0 - last.x1 <= gap and glyph.order - last.order < NEW_TEXT:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [glyph for run in sorted(runs, key=lambda run: run[0].x0) for glyph in run]


def _overlaps(before: _Glyph, after: _Glyph) -> bool:
    """Whether two glyphs stand in each other, though they are neither the same ink nor a letter and its accent."""
    return (
        after.x0 < before.x1 - SAME_INK * (before.x1 - before.x0)
        and before.char != after.char
        and after.order - before.order != 1
        and not {before.char, after.char} & (ACCENTS.keys() | SPACES)
    )


def _touches(before: _Glyph, after: _Glyph) -> bool:
    """Whether a name ends where a figure that was drawn apart from it begins."""
    return before.char.isalpha() and after.char.isdigit() and after.order - before.order != 1


def _build_word(word: list[_Glyph]) -> Word:
    text = clean_text("".join(glyph.char for glyph in word))
    return Word(text, word[0].x0, word[-1].x1, readable=all(glyph.readable for glyph in word))
