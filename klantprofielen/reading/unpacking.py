"""How large a PDF is once it is unpacked, and whether all of it can be: looked at before PDFium, and never kept.

PDFium reads what it can of a damaged stream and says nothing, and with that a page or a region may be lost.
"""

import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.errors import DamagedError, TooLargeError
from klantprofielen.reading.limits import MEGABYTE

CHUNK = 65_536  # bytes of packed data at a time
PIECE = 1_000_000  # bytes of unpacked data at a time
MOST_LETTERS = 500_000  # of all streams that were made letters: reading them takes long
DICTIONARY = 65_536  # bytes before a stream, in which it says what it holds
STREAM = re.compile(rb">>\s{0,100}stream(?:\r\n|\n|\r)")
_END = re.compile(rb"\s{0,3}endstream")
_LENGTH = re.compile(rb"/Length\s+([0-9]{1,10})(?!\s+[0-9]{1,5}\s+R)\b")
_FILTER = re.compile(rb"/F(?:ilter)?\s*(\[[^\]]{0,500}\]|/[^\s/<>\[\]()]{1,100}|[0-9]{1,10}\s+[0-9]{1,5}\s+R)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DRAWN = re.compile(rb"/Subtype\s*/(?:Form|Type1C|CIDFontType0C|OpenType)\b|/PatternType\b|/Length1\b")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_DO = re.compile(rb"/([^\s/<>\[\](){}%#]{1,100})\s{1,9}Do\b")
_MARK = re.compile(rb"\\.|[()\[\]<>%\r\n]", re.DOTALL)
_INLINE = re.compile(rb"\bID\s")
_BEGIN = re.compile(rb"\bBT\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_SHORT = {b"Fl": b"FlateDecode", b"A85": b"ASCII85Decode", b"AHx": b"ASCIIHexDecode"}
_LETTERED = {b"ASCII85Decode", b"ASCIIHexDecode"}
_KNOWN = _LETTERED | {
    b"FlateDecode",
    *(b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL", b"Crypt"),
    *(b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What the streams of a PDF say."""

    texts: int
    """How many of them show text."""
    drawn: frozenset[bytes]
    """The names of the pictures and forms that they draw."""
    objects: bytes
    """The objects that were packed together."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What a PDF holds in one piece: how it is packed, the outermost first, and what its dictionary says of it."""

    dictionary: bytes
    filters: Sequence[bytes]
    packed: memoryview


def require_small(data: bytes, most_mb: int) -> Contents:
    """What the streams say; a PDF whose streams unpack to more than so many MB is refused.

    Pictures are left aside: they stay packed. Streams that a page draws, and fonts, are no content of a page.

    Raises:
        DamagedError: a stream cannot be unpacked, or breaks off.
        TooLargeError: they do.
    """
    left, letters, texts = most_mb * MEGABYTE, MOST_LETTERS, 0
    drawn: set[bytes] = set()
    objects = bytearray()
    locked = b"/Encrypt" in data
    for stream in _streams(data):
        if _LETTERED.intersection(stream.filters) and not locked:
            letters -= len(stream.packed)
            if letters < 0:
                continue
        first = not _DRAWN.search(stream.dictionary)
        try:
            for piece in _unpacked(stream):
                left -= len(piece)
                shows = _shows_text(piece)
                texts += first and shows
                first = False
                if left < 0:
                    raise TooLargeError(case="fixed", found=f"more than {most_mb} MB unpacked", limit=f"{most_mb} MB")
                if _PACKED.search(stream.dictionary):
                    objects += piece
                elif shows and not locked:
                    drawn.update(_names_drawn(stream, piece))
        except (zlib.error, ValueError) as error:
            if not locked:
                raise DamagedError(found="a part of it cannot be unpacked") from error
    return Contents(texts, frozenset(drawn), bytes(objects))


def _names_drawn(stream: Stream, content: bytes) -> list[bytes]:
    """What a content draws besides its own text.

    Raises:
        DamagedError: a text in it has no end, and has swallowed the rest.
    """
    if _FONT.search(stream.dictionary):
        return []
    if not (stream.filters or len(stream.packed) > PIECE or _is_closed(content)):
        raise DamagedError(found="a text in it has no end")
    return _DO.findall(content)


def _is_closed(content: bytes) -> bool:
    """Whether each text and list of a content that is not packed ends: what is packed has a sum that tells."""
    if _INLINE.search(content):
        return True
    depth, is_comment = 0, False
    open_ones = Counter[bytes]()
    for mark in _MARK.findall(content):
        if is_comment:
            is_comment = mark not in b"\r\n"
        elif depth or mark in b"()":
            depth = max(0, depth + (mark == b"(") - (mark == b")"))
        elif mark == b"%":
            is_comment = True
        else:
            open_ones[mark] += 1
    return depth == 0 and open_ones[b"["] == open_ones[b"]"] and open_ones[b"<"] == open_ones[b">"]


def _shows_text(piece: bytes) -> bool:
    return _BEGIN.search(piece) is not None and (b"Tj" in piece or b"TJ" in piece)


def _streams(data: bytes) -> Iterator[Stream]:
    """The streams that are no pictures, one behind the other.

    Raises:
        DamagedError: one is packed in a way that nobody knows.
    """
    view, place = memoryview(data), 0
    while found := STREAM.search(data, place):
        start = found.end()
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b" obj") :]
        end = _end_of(data, start, dictionary)
        place = max(end, start)
        if _IMAGE.search(dictionary):
            continue
        filters = _filters_of(dictionary, data)
        if not _KNOWN.issuperset(filters):
            raise DamagedError(found="a part of it is packed in an unknown way")
        yield Stream(dictionary, filters, view[start:end])


def _end_of(data: bytes, start: int, dictionary: bytes) -> int:
    """Where a stream ends: where its length says, if that is so; else at the word for it."""
    length = _LENGTH.search(dictionary)
    said = start + int(length[1]) if length else start
    if said > start and _END.match(data, said):
        return said
    end = data.find(b"endstream", start)
    return len(data) if end < 0 else end


def _filters_of(dictionary: bytes, data: bytes) -> list[bytes]:
    """The names of the filters of a stream; they may stand in an object of their own."""
    found = _FILTER.search(dictionary)
    value = found[1] if found else b""
    if value.endswith(b"R"):
        number, generation, _ = value.split()
        place = re.search(rb"(?<![0-9])%s\s+%s\s+obj\s*([^>]{0,500}?)endobj" % (number, generation), data)
        value = place[1] if place else b""
    names = [_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) for name in _NAME.findall(value)]
    return [_SHORT.get(name, name) for name in names]


def _unpacked(stream: Stream) -> Iterator[bytes]:
    """What is in a stream, piece by piece; only as it is where what packed it is not known here.

    Raises:
        ValueError: it is not what was made letters.
        zlib.error: it is not what zlib has packed.
    """
    pieces = _chunks(stream.packed, CHUNK if stream.filters else PIECE)
    whole = not _FONT.search(stream.dictionary)
    for name in stream.filters:
        match name:
            case b"FlateDecode":
                pieces = _inflated(pieces, whole=whole)
            case b"ASCII85Decode":
                pieces = iter([_from_letters(b"".join(pieces))])
            case b"ASCIIHexDecode":
                pieces = iter([bytes.fromhex(b"".join(pieces).partition(b">")[0].decode("ascii"))])
            case _:
                break
    yield from pieces


def _chunks(packed: memoryview, size: int) -> Iterator[bytes]:
    return (bytes(packed[start : start + size]) for start in range(0, len(packed), size))


def _from_letters(letters: bytes) -> bytes:
    """What was made letters; one that lacks its end mark breaks off."""
    text, end, _ = letters.partition(b"~>")
    if not end:
        raise ValueError("no end mark")
    return a85decode(text)


def _inflated(packed: Iterator[bytes], *, whole: bool) -> Iterator[bytes]:
    """What comes out, piece by piece.

    Raises:
        zlib.error: it is not what zlib has packed, or (where it must be whole) breaks off.
    """
    unpacker = zlib.decompressobj()
    for chunk in packed:
        waiting = chunk
        while waiting and not unpacker.eof:
            yield unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unconsumed_tail
    if whole and not unpacker.eof:
        raise zlib.error("it breaks off")
