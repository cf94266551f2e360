"""PDF to lines of words: the only room that knows PDFium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2_raw as pdfium

from klantprofielen.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from klantprofielen.notation import clean_text, locate_kwartalen, name_key
from klantprofielen.reading.glyphs import Glyph, build_lines, median
from klantprofielen.reading.ink import Picture
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.unpacking import require_small
from klantprofielen.reading.whole import require_all_pages, require_drawn, require_whole
from klantprofielen.reading.words import Document, Kind, Line, Word

SLANT = 0.1  # radians; a scan is skewed by less, a watermark slants by more
SAMPLE = 64  # characters that vote on the direction of reading
MOST_NUMBERS_IN_PROSE = 8
MOST_OBJECTS = 100_000  # on a page: texts, lines, pictures; a table drawn letter by letter has 5,000
PIXELS = 8  # of the height of a line: enough to see that something is there
LARGEST_PICTURE = 2000  # pixels
WHITE = 0xFFFFFFFF
TITLE = "Transparantie van klantprofielen"

FIRST_PRIVATE, LAST_PRIVATE = 0xE000, 0xF8FF  # glyphs without a meaning of their own
SPACES = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"))
HYPHENS = (0x02, 0xAD)  # what PDFium gives for a hyphen at the end of a line; a soft hyphen that is drawn is one too
_NUMBERS = re.compile("[0-9]+(?:[.,][0-9]+)*")
_LINES = re.compile("[^\r\n]+")
_UNREADABLE = re.compile("[\x00-\x1f\ue000-\uf8ff\ufffd]")

PER_CHARACTER = (
    pdfium.FPDFText_GetUnicode,
    pdfium.FPDFText_GetCharAngle,
    pdfium.FPDFText_GetLooseCharBox,
    pdfium.FPDFText_GetCharOrigin,
    pdfium.FPDFText_IsGenerated,
    pdfium.FPDFText_HasUnicodeMapError,
)
for function in PER_CHARACTER:
    function.argtypes = None  # to hold each argument against its type takes twice as long as the call itself


def read_pdf(data: bytes, limits: Limits, password: str | None = None) -> Document:
    """The lines of all pages in the direction of reading.

    Raises:
        DamagedError: PDFium cannot open it, or its end is missing, so that pages may be missing too.
        EncryptedError: a password is needed, or another one than this.
        TooLargeError: more pages, letters or unpacked data than the limits allow.
        NoTextError: pictures only.
    """
    require_whole(data)
    contents = require_small(data, limits.unpacked_mb)
    require_drawn(data, contents)
    with _opened(data, password) as document:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages > limits.pages:
            raise TooLargeError(found=f"{pages} pages", limit=f"{limits.pages} pages", option="--max-pages")
        if not pages:
            raise DamagedError(found="it has no pages")
        require_all_pages(data, pages)
        pictured: set[int] = set()
        lines = tuple(_read_pages(document, pages, limits.letters, pictured))
    if not lines:
        raise NoTextError(pages=pages)
    written = {line.page for line in lines}
    empty = next((number for number in range(1, pages + 1) if number not in written | pictured), None)
    if empty and contents.texts > len(written):
        raise DamagedError(found=f"page {empty} cannot be read")
    return Document(kind=Kind.PDF, pages=pages, lines=lines, empty_page=empty)


@contextmanager
def _opened(data: bytes, password: str | None) -> Iterator[object]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)  # without, or with an empty one, where that will do
    if not document and pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD and password:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), password.encode("utf-8", "surrogateescape"))
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError(case="wrong" if password else "none")
        raise DamagedError(found="it cannot be opened as PDF")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_pages(document: object, pages: int, letters: int, pictured: set[int]) -> Iterator[Line]:
    """The lines of all pages, unless there are more letters on them than that; and which pages are drawn on."""
    left = letters
    for number in range(pages):
        with _opened_page(document, number) as (page, text_page):
            left -= pdfium.FPDFText_CountChars(text_page)
            if pdfium.FPDFPage_CountObjects(page) > 0:
                pictured.add(number + 1)
            if left < 0:
                raise TooLargeError(
                    found=f"more than {letters} letters", limit=f"{letters} letters", option="--max-pages"
                )
            yield from _read_page(page, text_page, number)


@contextmanager
def _opened_page(document: object, number: int) -> Iterator[tuple[object, object]]:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise DamagedError(found=f"page {number + 1} cannot be read")
    text_page = None
    try:
        if pdfium.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise TooLargeError(
                case="fixed", found=f"more objects on page {number + 1}", limit=f"{MOST_OBJECTS} objects"
            )
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise DamagedError(found=f"page {number + 1} cannot be read")
        yield page, text_page
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _read_page(page: object, text_page: object, number: int) -> list[Line]:
    lines = _read_prose(text_page, number + 1)
    if lines:
        return lines
    frame = _frame_of(text_page, page)
    glyphs = _read_glyphs(text_page, frame)
    picture = _draw(page, frame, glyphs)
    return list(build_lines(glyphs, number + 1, lambda order: _is_mapped(text_page, order), picture))


def _read_prose(text_page: object, number: int) -> list[Line]:
    """The lines of a title page as PDFium itself makes them, which is much faster; nothing where there is any doubt.

    No table is on the page where it has hardly a number; its lines are right where the title can be read and no two
    stand beside each other.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer))[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(_NUMBERS.findall(text)) > MOST_NUMBERS_IN_PROSE or name_key(TITLE) not in name_key(text):
        return []
    lines: list[Line] = []
    for found in _LINES.finditer(text.replace("\u0002", "-")):
        if not found[0].strip(" "):
            continue
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, found.start())
        top, em, angle = _place_of(text_page, index)
        if angle or _UNREADABLE.search(found[0]):
            return []
        whole = Word(clean_text(" ".join(found[0].split())), 0.0, 1.0)  # where the words of prose stand, nobody asks
        lines.append(Line(number, top, em, (whole,)))
    lines.sort(key=lambda line: line.y)
    apart = all(below.y - above.y > above.em / 2 for above, below in pairwise(lines))
    return lines if apart and any(locate_kwartalen(line.text) for line in lines) else []


def _place_of(text_page: object, index: int) -> tuple[float, float, float]:
    """Baseline (downwards), height and angle of a character."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    return -y.value, box.top - box.bottom, pdfium.FPDFText_GetCharAngle(text_page, index)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned so that most of its characters stand upright; its corners, before they were turned, are `box`."""

    angle: float
    box: tuple[float, float, float, float]

    def turned(self) -> tuple[list[float], list[float]]:
        """The corners, as far along the lines and up from them."""
        left, bottom, right, top = self.box
        sine, cosine = math.sin(self.angle), math.cos(self.angle)
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        return [x * cosine + y * sine for x, y in corners], [y * cosine - x * sine for x, y in corners]


def _frame_of(text_page: object, page: object) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Frame(_direction(text_page), (box.left, box.bottom, box.right, box.top))


def _read_glyphs(text_page: object, frame: Frame) -> list[Glyph]:
    """All characters turned upright, without spaces, and without those in another direction: watermarks.

    A call into PDFium takes longer than all else here: none is made that can be spared.
    """
    angle, (along, upward) = frame.angle, frame.turned()
    sine, cosine = math.sin(angle), math.cos(angle)
    sideways = abs(sine) > abs(cosine)
    left_edge, top_edge = min(along), max(upward)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    angle_of, origin_of = pdfium.FPDFText_GetCharAngle, pdfium.FPDFText_GetCharOrigin
    glyphs = []
    for order in range(pdfium.FPDFText_CountChars(text_page)):
        code = code_of(text_page, order)
        if code in SPACES or abs(angle_of(text_page, order) + angle) > SLANT:
            continue
        box_of(text_page, order, box_ref)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if left >= right or bottom >= top:
            continue
        origin_of(text_page, order, x_ref, y_ref)
        across, up = x.value, y.value
        if sideways:
            ends, height = (bottom * sine + across * cosine, top * sine + across * cosine), right - left
        else:
            ends, height = (left * cosine + up * sine, right * cosine + up * sine), top - bottom
        char = "-" if code in HYPHENS else chr(code)
        baseline = top_edge - up * cosine + across * sine
        glyphs.append(Glyph(baseline, min(ends) - left_edge, max(ends) - left_edge, height, char, order))
    return glyphs


def _is_mapped(text_page: object, order: int) -> bool:
    """Whether a character's code is one: not so without a map, and in the range that fonts may use as they like."""
    code = pdfium.FPDFText_GetUnicode(text_page, order)
    private = FIRST_PRIVATE <= code <= LAST_PRIVATE
    return not private and pdfium.FPDFText_HasUnicodeMapError(text_page, order) != 1


def _direction(text_page: object) -> float:
    """The angle (radians, anticlockwise) at which most characters of the page stand; PDFium counts clockwise."""
    count = pdfium.FPDFText_CountChars(text_page)
    step = max(1, count // SAMPLE)
    votes = Counter(
        round(pdfium.FPDFText_GetCharAngle(text_page, index), 3)
        for index in range(0, count, step)
        if pdfium.FPDFText_IsGenerated(text_page, index) == 0
    )
    return -votes.most_common(1)[0][0] if votes else 0.0


def _draw(page: object, frame: Frame, glyphs: Sequence[Glyph]) -> Picture:
    """The part of a page that has characters, as a person sees it; what is outside the page is not seen."""
    along, upward = frame.turned()
    left, right = _within([x for glyph in glyphs for x in (glyph.x0, glyph.x1)], max(along) - min(along))
    top, bottom = _within([y for glyph in glyphs for y in (glyph.y - glyph.height, glyph.y)], max(upward) - min(upward))
    usual = median(glyph.height for glyph in glyphs) or 1.0
    scale = min(PIXELS / usual, LARGEST_PICTURE / max(right - left, bottom - top, 1.0))
    width, height = (max(1, math.ceil(side * scale)) for side in (right - left, bottom - top))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        matrix = _matrix(frame, pdfium.FPDFPage_GetRotation(page), scale, left, top)
        whole = pdfium.FS_RECTF(0, 0, width, height)
        pdfium.FPDF_RenderPageBitmapWithMatrix(
            bitmap, page, ctypes.byref(matrix), ctypes.byref(whole), pdfium.FPDF_ANNOT
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        shades = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Picture(shades, width, stride, scale, left, top)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _within(places: Sequence[float], most: float) -> tuple[float, float]:
    """From the first to the last of these places, as far as they are on the page."""
    return max(0.0, min(places, default=0.0)), min(most, max(places, default=0.0))


def _matrix(frame: Frame, quarters: int, scale: float, from_left: float, from_top: float) -> "pdfium.FS_MATRIX":
    """From the page as it is shown, turned so many quarters and from its top left corner, to a part of its frame."""
    left, bottom, right, top = frame.box
    along, upward = frame.turned()
    sine, cosine = math.sin(frame.angle), math.cos(frame.angle)
    # A place X, Y of the page as it is shown is at x = x_X * X + x_Y * Y + x_0 of the page itself, and y likewise.
    (x_X, x_Y, x_0), (y_X, y_Y, y_0) = (  # noqa: N806 - as above
        ((1, 0, left), (0, -1, top)),
        ((0, 1, left), (1, 0, bottom)),
        ((-1, 0, right), (0, 1, bottom)),
        ((0, -1, right), (-1, 0, top)),
    )[quarters % 4]
    return pdfium.FS_MATRIX(
        scale * (cosine * x_X + sine * y_X),
        scale * (sine * x_X - cosine * y_X),
        scale * (cosine * x_Y + sine * y_Y),
        scale * (sine * x_Y - cosine * y_Y),
        scale * (cosine * x_0 + sine * y_0 - min(along) - from_left),
        scale * (sine * x_0 - cosine * y_0 + max(upward) - from_top),
    )
