"""Whether a PDF is whole: PDFium mends what is damaged without a word, and with that a page may be lost."""

import re
from collections.abc import Mapping

from klantprofielen.errors import DamagedError
from klantprofielen.reading.unpacking import STREAM, Contents

TAIL = b"%%EOF"
DICTIONARY = 4096  # bytes before the type of a page, within which its number stands
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})\s+[0-9]{1,5}\s+obj\b")
_BEHIND = re.compile(rb"\d\s+\d+\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LENGTH = re.compile(rb"/Length\s+([0-9]{1,10})\s+[0-9]{1,5}\s+R")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]<>]{0,100000}\]|[0-9]{1,10}\s+[0-9]{1,5}\s+R)")
_REFERENCE = re.compile(rb"([0-9]{1,10})\s+[0-9]{1,5}\s+R")
_PICTURE = re.compile(rb"/(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode)\b")
_UNSHOWN = re.compile(rb"[^\t\n\f\r -~]")
_FILTERED = re.compile(rb"/F(?:ilter)?(?![A-Za-z])")
BEGINNING = 32  # bytes of a content: words, and no letters of a text yet
_SUBTYPE = re.compile(rb"/Subtype\s*/(?:Form|Image|PS)\b")
MOST_PARTS = 100_000  # of the contents of all pages


def require_whole(data: bytes) -> None:
    """A download that broke off lacks the end mark, or has objects behind the last one.

    Raises:
        DamagedError: it does; or the content of a page is not there.
    """
    end = data.rfind(TAIL)
    if end < 0 or _BEHIND.search(data, end):
        raise DamagedError(found="its end is missing")
    places = _places_of(data)
    parts = [part for found in _CONTENTS.finditer(data) for part in _REFERENCE.findall(found[1])]
    for number in dict.fromkeys(parts[:MOST_PARTS]):
        listed = _REFERENCE.findall(_body_of(data, places, number)) if _is_list(data, places, number) else [number]
        if not all(_is_content(data, places, part) for part in listed[:MOST_PARTS]):
            raise DamagedError(found="the content of a page is missing")


def _places_of(data: bytes) -> dict[bytes, int]:
    """Where the object of each number begins; of several the last: that counts."""
    return {found[1]: found.end() for found in _OBJECT.finditer(data)}


def _body_of(data: bytes, places: Mapping[bytes, int], number: bytes) -> bytes:
    """The object of this number; nothing where there is none."""
    place = places.get(number, len(data))
    end = data.find(b"endobj", place)
    return data[place : end if end >= 0 else len(data)].lstrip()


def _is_list(data: bytes, places: Mapping[bytes, int], number: bytes) -> bool:
    place = places.get(number, len(data))
    return data[place : place + 64].lstrip().startswith(b"[")


def _is_content(data: bytes, places: Mapping[bytes, int], number: bytes) -> bool:
    """Whether the object of this number is a stream, and neither a picture nor packed without saying so."""
    body = _body_of(data, places, number)
    stream = STREAM.search(body)
    if not (stream and body.startswith(b"<<")):
        return False
    dictionary, beginning = body[: stream.start()], body[stream.end() : stream.end() + BEGINNING]
    if not _FILTERED.search(dictionary) and _UNSHOWN.search(beginning) and b"/Encrypt" not in data:
        return False
    length = _LENGTH.search(dictionary)
    whole = length is None or length[1] in places  # a length that stands elsewhere must stand there
    return whole and not _PICTURE.search(dictionary)


def require_drawn(data: bytes, contents: Contents) -> None:
    """Each picture and form that a page draws must be named by its resources, and be there.

    Raises:
        DamagedError: one is not.
    """
    places = _places_of(data) if contents.drawn else {}
    for name in contents.drawn:
        named = re.compile(rb"/%s\s{1,9}([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R\b" % re.escape(name))
        numbers = {*named.findall(data), *named.findall(contents.objects)}
        if not numbers or not all(_is_drawable(_body_of(data, places, number)) for number in numbers):
            raise DamagedError(found="something that a page draws is missing")


def _is_drawable(body: bytes) -> bool:
    stream = STREAM.search(body)
    return stream is not None and _SUBTYPE.search(body, 0, stream.start()) is not None


def require_all_pages(data: bytes, pages: int) -> None:
    """All pages that the file holds must be reached; unless it was edited, and pages may have been left out.

    Raises:
        DamagedError: some are not.
    """
    found = {_number_before(data, page.start()) for page in _PAGE.finditer(data)} - {None}
    if len(found) > pages and data.count(TAIL) == 1:
        raise DamagedError(found=f"it holds {len(found)} pages, but only {pages} can be found")


def _number_before(data: bytes, place: int) -> bytes | None:
    numbers = _OBJECT.findall(data, max(0, place - DICTIONARY), place)
    return numbers[-1] if numbers else None
