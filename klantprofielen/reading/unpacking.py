"""How large a PDF is once it is unpacked, and whether all of it can be: looked at before PDFium, and never kept.

PDFium reads what it can of a damaged stream and says nothing, and with that a page or a region may be lost.
"""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from itertools import chain

from klantprofielen.errors import DamagedError, TooLargeError
from klantprofielen.reading.limits import MEGABYTE

CHUNK = 65_536  # bytes of packed data at a time
PIECE = 1_000_000  # bytes of unpacked data at a time
MOST_LETTERS = 500_000  # of all such streams of a file: reading them takes long
DICTIONARY = 512  # bytes before a stream, in which it says what it holds
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")  # the first byte of what zlib has packed
_DRAWN = re.compile(rb"/Subtype\s*/(?:Form|Type1C|CIDFontType0C|OpenType)\b|/PatternType\b|/Length1\b")
_BEGIN = re.compile(rb"\bBT\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_FIRST = re.compile(rb"/(?:Filter|F)\s*\[?\s*/(?:FlateDecode|Fl)\b")  # it is packed by zlib, and by nothing after that
_LETTERS = re.compile(
    rb"/Filter\s*\[\s*/(?:ASCII85Decode|A85)\s*/(?:FlateDecode|Fl)\s*\][^\x80-\xff]{0,200}?stream\r?\n"
)
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def require_small(data: bytes, most_mb: int) -> int:
    """How many streams show text; a PDF whose streams unpack to more than so many MB is refused.

    Pictures are left aside: they stay packed. Streams that a page draws, and fonts, are no content of a page.

    Raises:
        DamagedError: a stream cannot be unpacked.
        TooLargeError: they do.
    """
    left = most_mb * MEGABYTE
    locked = b"/Encrypt" in data
    shown = 0
    for piece, is_text in chain(_unpacked(data, locked=locked), () if locked else _unpacked_from_letters(data)):
        left -= len(piece)
        shown += is_text
        if left < 0:
            raise TooLargeError(case="fixed", found=f"more than {most_mb} MB unpacked", limit=f"{most_mb} MB")
    return shown


def _unpacked(data: bytes, *, locked: bool) -> Iterator[tuple[bytes, bool]]:
    """The pieces of all streams, and whether a stream of text begins with it; what is no stream of zlib has none."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b"obj") :]
        filters = _FLATE.findall(dictionary)
        if _IMAGE.search(dictionary) or not (filters or locked):
            continue
        try:
            first = not _DRAWN.search(dictionary)
            for piece in _pieces(view[found.end() :], nested=len(filters) > 1):
                yield piece, first and _shows_text(piece)
                first = False
        except zlib.error as error:
            if not locked and _FIRST.search(dictionary):
                raise DamagedError(found="a part of it cannot be unpacked") from error


def _shows_text(piece: bytes) -> bool:
    return _BEGIN.search(piece) is not None and (b"Tj" in piece or b"TJ" in piece)


def _unpacked_from_letters(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """The same of streams that were made letters after they were packed, as far as they are no larger than a page."""
    left = MOST_LETTERS
    for found in _LETTERS.finditer(data):
        end = data.find(b"~>", found.end())
        left -= end - found.end()
        if left < 0:
            return
        try:
            first = not _DRAWN.search(found[0])
            for piece in _pieces(memoryview(a85decode(data[found.end() : max(end, found.end())])), nested=False):
                yield piece, first and _shows_text(piece)
                first = False
        except (ValueError, zlib.error) as error:
            raise DamagedError(found="a part of it cannot be unpacked") from error


def _pieces(packed: memoryview, *, nested: bool) -> Iterator[bytes]:
    """What comes out, piece by piece, and what comes out of that where it is packed twice.

    Raises:
        zlib.error: it is not what zlib has packed.
    """
    outer = zlib.decompressobj()
    inner = zlib.decompressobj() if nested else None
    for start in range(0, len(packed), CHUNK):
        waiting = bytes(packed[start : start + CHUNK])
        while waiting and not outer.eof:
            piece = outer.decompress(waiting, PIECE)
            yield piece
            if inner:
                yield from _inner_pieces(inner, piece)
            waiting = outer.unconsumed_tail
        if outer.eof:
            return


def _inner_pieces(inner: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    while piece and not inner.eof:
        try:
            unpacked = inner.decompress(piece, PIECE)
        except zlib.error:
            return
        yield unpacked
        piece = inner.unconsumed_tail
