"""PDFs that are small until they are unpacked."""

import zlib

from hostile.raw import document, report, show, stream

MEGABYTE = 1_000_000


def squeeze(times: int, unit: bytes = b" " * MEGABYTE) -> bytes:
    """So many times this unit, packed without ever being in memory."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(unit) for _ in range(times)), packer.flush()])


def bomb(megabytes: int = 1000, unit: bytes = b" " * MEGABYTE) -> bytes:
    """A page whose content is very long."""
    return document([stream(squeeze(megabytes, unit), b"/Filter /FlateDecode")])


def bomb_of_figures(megabytes: int = 100) -> bytes:
    text = b"(1.234) Tj "
    return bomb(megabytes, b"BT /F1 9 Tf " + text * (MEGABYTE // len(text)) + b" ET ")


def bomb_of_paths(megabytes: int = 100) -> bytes:
    return bomb(megabytes, b"0 0 m 9 9 l S " * (MEGABYTE // 14))


def bomb_in_a_bomb(megabytes: int = 2000) -> bytes:
    inner = squeeze(megabytes)
    return document([stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")])


def bombs_on_every_page(pages: int = 60, megabytes: int = 40) -> bytes:
    content = stream(squeeze(megabytes), b"/Filter /FlateDecode")
    return document([content] * pages)


def bomb_of_run_lengths(megabytes: int = 500) -> bytes:
    runs = b"\x81 " * (megabytes * MEGABYTE // 128)
    return document([stream(zlib.compress(runs, 9), b"/Filter [/FlateDecode /RunLengthDecode]")])


def filters_without_end(count: int = 10_000) -> bytes:
    return document([stream(zlib.compress(report()), b"/Filter [%s]" % (b"/FlateDecode " * count))])


def predictor_of_any_size() -> bytes:
    parameters = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 2147483647 /BitsPerComponent 16 >>"
    return document([stream(zlib.compress(report()), parameters)])


def bomb_as_a_character_map(megabytes: int = 500) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    return document([stream(report())], font=font, more=[stream(squeeze(megabytes), b"/Filter /FlateDecode")])


def bomb_as_a_font(megabytes: int = 500) -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 4 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 5 0 R >>"
    return document(
        [stream(report())],
        font=font,
        more=[descriptor, stream(squeeze(megabytes, b"\0" * MEGABYTE), b"/Filter /FlateDecode")],
    )


def bomb_as_objects(megabytes: int = 500) -> bytes:
    objects = stream(squeeze(megabytes), b"/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode")
    head, _ = document([stream(report())], more=[objects]).rsplit(b"xref\n0 ", 1)
    rows = [(0, 0, 0), *((1, head.index(b"%d 0 obj" % n), 0) for n in (1, 2, 3, 4, 5)), (2, 4, 0)]
    data = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big") for kind, place, index in rows
    )
    table = stream(data, b"/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R")
    return head + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def texts(count: int = 1_000_000) -> bytes:
    """So many text objects, each by itself."""
    unit = show(40, 40, "1.234")
    return document([stream(squeeze(count // 1000, unit * 1000), b"/Filter /FlateDecode")])


def letters(count: int = 1_000_000) -> bytes:
    """One text object with so many letters."""
    return document([stream(b"BT /F1 1 Tf (" + b"1 " * (count // 2) + b") Tj ET", packed=True)])


def lines_of_figures(count: int = 100_000) -> bytes:
    """So many rows, each at a height of its own."""
    rows = b"".join(show(40, 595 - 595 * n / count, "Goes 1 2 3 4 10", 0.01) for n in range(count))
    return document([stream(rows, packed=True)])


def full_pages(pages: int = 60, letters_a_page: int = 50_000) -> bytes:
    rows = b"".join(
        show(40, 590 - 0.5 * n, "Goes 12 34 56 78 180 " * (letters_a_page // 20000), 0.4) for n in range(1000)
    )
    return document([stream(rows, packed=True)] * pages)


def letters_over_letters(count: int = 20_000) -> bytes:
    """Letters of one line, each over the others."""
    parts = b"".join(show(40 + n % 7 * 0.1, 40, "1") for n in range(count))
    return document([stream(parts, packed=True)])
