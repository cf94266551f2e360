"""Every stream of a PDF must be there as a whole: PDFium reads what it can, and says nothing of the rest."""

import zlib
from base64 import a85encode
from collections.abc import Callable

import pytest
from hostile.raw import build, document, report, stream

from klantprofielen.errors import DamagedError
from klantprofielen.reading.unpacking import require_small
from klantprofielen.reading.whole import require_drawn, require_whole

PACKED = zlib.compress(report(), 9)
LETTERS = a85encode(PACKED) + b"~>"


def packed_as(filters: bytes, data: bytes) -> bytes:
    return document([stream(data, b"/Filter " + filters)])


@pytest.mark.parametrize(
    "data",
    [
        document([stream(report())]),
        packed_as(b"/FlateDecode", PACKED),
        packed_as(b"[ /Flate#44ecode ]", PACKED),
        packed_as(b"[ /FlateDecode /FlateDecode ]", zlib.compress(PACKED)),
        packed_as(b"[ /ASCII85Decode /FlateDecode ]", LETTERS),
        packed_as(b"[ /AHx /Fl ]", PACKED.hex().encode() + b">"),
        packed_as(b"/FlateDecode" + b" /Padding (" + b"x" * 3000 + b")", PACKED),
    ],
    ids=["plain", "packed", "in other letters", "twice", "in letters", "in hexadecimals", "long dictionary"],
)
def test_a_stream_that_shows_text_is_found_however_it_is_packed(data: bytes) -> None:
    assert require_small(data, 50).texts == 1


@pytest.mark.parametrize("part", [0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    "pack",
    [
        lambda cut: packed_as(b"/FlateDecode", PACKED[:cut]),
        lambda cut: packed_as(b"[ /FlateDecode /FlateDecode ]", zlib.compress(PACKED[:cut])),
        lambda cut: packed_as(b"[ /ASCII85Decode /FlateDecode ]", LETTERS[:cut]),
        lambda cut: packed_as(b"[ /AHx /Fl ]", PACKED[:cut].hex().encode() + b">"),
        lambda cut: packed_as(b"/FlateDecode" + b" /Padding (" + b"x" * 3000 + b")", PACKED[:cut]),
    ],
    ids=["packed", "twice", "in letters", "in hexadecimals", "long dictionary"],
)
def test_a_stream_that_breaks_off_is_damage(pack: Callable[[int], bytes], part: float) -> None:
    with pytest.raises(DamagedError):
        require_small(pack(int(part * len(PACKED))), 50)


@pytest.mark.parametrize("byte", range(4))
def test_a_stream_with_any_byte_of_its_beginning_changed_is_damage(byte: int) -> None:
    broken = PACKED[:byte] + bytes([PACKED[byte] ^ 0x41]) + PACKED[byte + 1 :]
    with pytest.raises(DamagedError):
        require_small(packed_as(b"/FlateDecode", broken), 50)


def test_a_stream_that_is_packed_in_a_way_that_nobody_knows_is_damage() -> None:
    with pytest.raises(DamagedError):
        require_small(packed_as(b"/FlatDecode", PACKED), 50)


def test_a_font_may_break_off() -> None:
    data = document([stream(report())], more=[stream(PACKED[:-9], b"/Length1 99 /Filter /FlateDecode")])
    assert require_small(data, 50).texts == 1


def with_contents(contents: bytes, *more: bytes) -> bytes:
    """A page whose contents are so; object 4 is a stream that shows the report."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents %s >>" % contents
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(report()), *more])


@pytest.mark.parametrize(
    ("contents", "more"),
    [
        (b"[4 0 R 9 0 R]", []),
        (b"[4 0 R 5 0 R]", [b"<< /Length 3 >>"]),
        (b"[4 0 R 5 0 R]", [b"7"]),
        (b"[4 0 R 5 0 R]", [stream(b"x", b"/Filter /DCTDecode")]),
        (b"[4 0 R 5 0 R]", [stream(PACKED)]),
        (b"[4 0 R 5 0 R]", [b"<< /Length 3 /Filter /FlateDe\x1f\xbaendstream"]),
        (b"5 0 R", [b"[4 0 R 9 0 R]"]),
    ],
    ids=[
        *("missing", "a dictionary", "a number", "a picture", "packed without a word of it", "its beginning cut out"),
        "missing in a list elsewhere",
    ],
)
def test_each_part_of_the_content_of_a_page_must_be_there(contents: bytes, more: list[bytes]) -> None:
    require_whole(with_contents(b"[4 0 R 4 0 R]"))
    with pytest.raises(DamagedError):
        require_whole(with_contents(contents, *more))


FORM = stream(report(), b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /Font << /F1 3 0 R >> >>")
DRAWS = b"BT /F1 9 Tf (Zeeland) Tj ET\n/Table Do\n"


def with_form(resources: bytes, form: bytes) -> bytes:
    """A page that draws a form, which is object 4."""
    return document([stream(DRAWS)], resources=resources, more=[form])


def test_a_form_that_a_page_draws_is_there() -> None:
    data = with_form(b"/XObject << /Table 4 0 R >>", FORM)
    contents = require_small(data, 50)
    assert (contents.texts, set(contents.drawn)) == (1, {b"Table"})
    require_drawn(data, contents)


@pytest.mark.parametrize(
    ("resources", "form"),
    [
        (b"/XObject << /Tabel 4 0 R >>", FORM),
        (b"/XObject << /Table 9 0 R >>", FORM),
        (b"/XObject << /Table 4 0 R >>", b"null"),
        (b"/XObject << /Table 4 0 R >>", FORM.replace(b"/Subtype /Form", b"/Subtype /Farm")),
    ],
    ids=["in no resources", "missing", "null", "of no kind"],
)
def test_a_form_that_a_page_draws_but_is_not_there_is_damage(resources: bytes, form: bytes) -> None:
    data = with_form(resources, form)
    with pytest.raises(DamagedError):
        require_drawn(data, require_small(data, 50))


@pytest.mark.parametrize(
    "text", [b"(a (b) \\) c)", b"% (\n(a)", b"(<) Tj [(a) 3 (b)] TJ <0A> Tj", b"(% not a comment)"]
)
def test_a_content_may_hold_any_brackets_in_its_texts(text: bytes) -> None:
    assert require_small(document([stream(report() + text + b"\n")]), 50).texts == 1


def test_a_long_content_that_is_not_packed_is_looked_at_as_a_whole() -> None:
    """Wherever its texts stand: with 80,000 bytes before them, one of them is at every border between two pieces."""
    for shift in range(40):
        content = b" " * shift + b"BT (Goes Hulst Veere Borsele) Tj ET\n" * 4000
        assert require_small(document([stream(content)]), 50).texts == 1
        with pytest.raises(DamagedError):
            require_small(document([stream(content + b"(")]), 50)


@pytest.mark.parametrize("text", [b"(a (b) c", b"(a \\)", b"[(a) 3", b"<0A", b"(a\n% )\n("])
def test_a_text_without_an_end_is_damage(text: bytes) -> None:
    with pytest.raises(DamagedError):
        require_small(document([stream(report() + text + b"\n")]), 50)
