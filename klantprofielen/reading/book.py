"""The parts of a workbook, looked at before a library reads them: how large they are, and what is in none that is good.

Each part is unpacked a piece at a time and counted, whatever the zip file says of its size.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from klantprofielen.errors import DamagedError, EncryptedError, TooLargeError, WrongKindError
from klantprofielen.reading.limits import MEGABYTE

PIECE = 1_000_000  # bytes
TAIL = 256  # bytes of a piece that are looked at again with the next one
MOST_PARTS = 2000
MOST_TAGS = {b"c": 1_000_000, b"si": 300_000, b"row": 200_000, b"xf": 20_000, b"sheet": 100}
"""Of cells, strings, rows, styles and sheets: more than any report, or export of ours, has."""
MOST_OTHERS = 5000  # of names, validations, merged cells and formats, each
LOCKED = 1  # the bit that says so
_TAG = re.compile(
    rb"<(?:[A-Za-z]+:)?(c|si|row|xf|sheet|definedName|dataValidation|mergeCell|cfRule|conditionalFormatting|hyperlink"
    rb"|col|font|fill|border|numFmt|Relationship|Override|Default|dxf|cellStyle|tablePart|brk|protectedRange)[ />]"
)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00", b"+/v")  # how text begins that is no UTF-8


def require_workbook(data: bytes, most_mb: int) -> None:
    """A zip file with a workbook in it, of which every part is what it should be.

    Raises:
        DamagedError: it cannot be unpacked, or holds a document type, which no workbook needs.
        EncryptedError: it has a password.
        TooLargeError: it unpacks to more than so many MB, or to more parts or cells than any report has.
        WrongKindError: a zip file without a workbook in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_parts(archive, most_mb)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error, KeyError) as error:
        raise DamagedError(found="it cannot be unpacked") from error


def _require_parts(archive: zipfile.ZipFile, most_mb: int) -> None:
    parts = archive.infolist()
    names = Counter(part.filename for part in parts)
    if "xl/workbook.xml" not in names:
        raise WrongKindError(found=_kind_of_zip(set(names)))
    if len(parts) > MOST_PARTS:
        raise TooLargeError(case="fixed", found=f"{len(parts)} parts", limit=f"{MOST_PARTS} parts")
    if max(names.values()) > 1:
        raise DamagedError(found="it holds a part twice")
    if any(part.flag_bits & LOCKED for part in parts):
        raise EncryptedError(case="workbook")
    if sum(part.file_size for part in parts) > most_mb * MEGABYTE:
        raise _too_much(most_mb)
    left, tags = most_mb * MEGABYTE, Counter[bytes]()
    for part in parts:
        for piece, new in _pieces(archive, part):
            left -= new
            if left < 0:
                raise _too_much(most_mb)
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                _require_plain(piece)
                tags.update(found[1] for found in _TAG.finditer(piece))
                _require_few(tags)


def _too_much(most_mb: int) -> TooLargeError:
    return TooLargeError(case="fixed", found=f"more than {most_mb} MB unpacked", limit=f"{most_mb} MB")


def _require_few(tags: Counter[bytes]) -> None:
    for tag, count in tags.items():
        most = MOST_TAGS.get(tag, MOST_OTHERS)
        if count > most:
            raise TooLargeError(case="fixed", found=f"{count} times <{tag.decode()}>", limit=str(most))


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """A part piece by piece, each with the end of the one before it, and how much of it is new."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            yield before + piece, len(piece)
            _, mark, tag = piece[-TAIL:].rpartition(b"<")  # one that is cut in two is looked at as a whole
            before = mark + tag if b">" not in tag else b""


def _require_plain(piece: bytes) -> None:
    """No document type, with or without entities; and none hidden in another encoding."""
    if _DOCTYPE.search(piece) or piece.startswith(_WIDE):
        raise DamagedError(found="a part of it has a document type or an encoding that no workbook needs")


def _kind_of_zip(names: set[str]) -> str:
    kinds = {
        "word/document.xml": "a Word document",
        "ppt/presentation.xml": "a presentation",
        "content.xml": "an OpenDocument file",
    }
    return next((kind for name, kind in kinds.items() if name in names), "a zip file")
