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
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_FIRST = re.compile(rb"/(?:Filter|F)\s*\[?\s*/(?:FlateDecode|Fl)\b")  # it is packed by zlib, and by nothing after that
_LETTERS = re.compile(
    rb"/Filter\s*\[\s*/(?:ASCII85Decode|A85)\s*/(?:FlateDecode|Fl)\s*\][^\x80-\xff]{0,200}?stream\r?\n"
)
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def require_small(data: bytes, most_mb: int) -> None:
    """Refuse a PDF whose streams unpack to more than so many MB together, pictures aside: those stay packed.

    Raises:
        DamagedError: a stream cannot be unpacked.
        TooLargeError: they do.
    """
    left = most_mb * MEGABYTE
    locked = b"/Encrypt" in data
    for piece in chain(_unpacked(data, locked=locked), () if locked else _unpacked_from_letters(data)):
        left -= piece
        if left < 0:
            raise TooLargeError(case="fixed", found=f"more than {most_mb} MB unpacked", limit=f"{most_mb} MB")


def _unpacked(data: bytes, *, locked: bool) -> Iterator[int]:
    """The sizes of the pieces of all streams; what is no stream of zlib has none."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b"obj") :]
        filters = _FLATE.findall(dictionary)
        if _IMAGE.search(dictionary) or not (filters or locked):
            continue
        try:
            yield from _pieces(view[found.end() :], nested=len(filters) > 1)
        except zlib.error as error:
            if not locked and _FIRST.search(dictionary):
                raise DamagedError(found="a part of it cannot be unpacked") from error


def _unpacked_from_letters(data: bytes) -> Iterator[int]:
    """The same of streams that were made letters after they were packed, as far as they are no larger than a page."""
    left = MOST_LETTERS
    for found in _LETTERS.finditer(data):
        end = data.find(b"~>", found.end())
        left -= end - found.end()
        if left < 0:
            return
        try:
            yield from _pieces(memoryview(a85decode(data[found.end() : max(end, found.end())])), nested=False)
        except (ValueError, zlib.error) as error:
            raise DamagedError(found="a part of it cannot be unpacked") from error


def _pieces(packed: memoryview, *, nested: bool) -> Iterator[int]:
    """The sizes of what comes out, and of what comes out of that where it is packed twice.

    Raises:
        zlib.error: it is not what zlib has packed.
    """
    outer = zlib.decompressobj()
    inner = zlib.decompressobj() if nested else None
    for start in range(0, len(packed), CHUNK):
        waiting = bytes(packed[start : start + CHUNK])
        while waiting and not outer.eof:
            piece = outer.decompress(waiting, PIECE)
            yield len(piece)
            if inner:
                yield from _inner_pieces(inner, piece)
            waiting = outer.unconsumed_tail
        if outer.eof:
            return


def _inner_pieces(inner: "zlib._Decompress", piece: bytes) -> Iterator[int]:
    while piece and not inner.eof:
        try:
            size = len(inner.decompress(piece, PIECE))
        except zlib.error:
            return
        yield size
        piece = inner.unconsumed_tail
