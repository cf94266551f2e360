"""PDF written object by object, so that any part of it can be wrong."""

import zlib
from collections.abc import Iterable, Sequence

from makes.figures import make_rapport

from klantprofielen.model import Kwartaal
from klantprofielen.notation import format_number

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
A4 = b"0 0 842 595"
COLUMNS = (40, 80, 200, 420, 500, 580, 660, 740)  # points: number, region, gemeente, five figures
RAPPORT = make_rapport(29, Kwartaal(2023, 1))
"""Zeeland: figures made up."""


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; packed with Flate where asked for."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def build(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file; the first object is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def document(  # noqa: PLR0913 - the parts of a document
    contents: Sequence[bytes],
    *,
    font: bytes = HELVETICA,
    resources: bytes = b"",
    page: bytes = b"",
    box: bytes = A4,
    catalogue: bytes = b"",
    more: Iterable[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """A file of one page for each of these stream objects; the font is object 3, `more` begins at object 4."""
    extra = list(more)
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        font,
        *extra,
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents %d 0 R %s /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (box, first + 2 * index + 1, page, resources)
        )
        objects.append(content)
    return build(objects, trailer)


def show(x: float, y: float, text: str, size: float = 9) -> bytes:
    """A text at its place, from the bottom left corner."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, escaped)


def report() -> bytes:
    """The page of a whole report: title, header, rows, total, sentence."""
    rapport = RAPPORT
    parts = [
        show(40, 560, "Transparantie van klantprofielen", 16),
        show(40, 540, "eerste kwartaal 2023 Zeeland", 12),
        show(420, 515, "gemeente"),
        show(580, 515, "UWV"),
        show(740, 515, "totaal"),
        *(
            show(x, 503, text)
            for x, text in zip(COLUMNS, ("AMR", "Naam AMR", "Gemeente", *["met", "zonder"] * 2), strict=False)
        ),
        show(740, 503, "in Sonar"),
        show(40, 488, "29"),
        show(80, 488, "Zeeland"),
    ]
    rijen = [*rapport.rijen, *filter(None, [rapport.totaal])]
    for number, rij in enumerate(rijen):
        y = 488 - 14 * number
        figures = [format_number(figure or 0) for figure in rij.cijfers.figures]
        parts += [show(x, y, text) for x, text in zip(COLUMNS[2:], (rij.gemeente, *figures), strict=True)]
    register, percentage = rapport.doelgroepregister or 0, rapport.dekking_gedrukt
    assert percentage
    sentence = (
        f"In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio Zeeland bevat het doelgroepregister "
        f"banenafspraak in totaal {format_number(register)} personen. Hiervan is {percentage.digits}% bekend binnen Sonar."
    )
    parts.append(show(40, 200, sentence, 7))
    return b"".join(parts)
