"""What no person can see on a page is not read as the report; the figures are made up."""

import pytest
from hostile.raw import document, report, stream

from klantprofielen.errors import UnreadableTextError
from klantprofielen.reading.content import read_content
from klantprofielen.reading.ink import Picture
from klantprofielen.reading.limits import Limits

PICTURE = stream(
    bytes(shade for row in range(60) for column in range(84) for shade in [255 if (row + column) % 2 else 0]),
    b"/Type /XObject /Subtype /Image /Width 84 /Height 60 /ColorSpace /DeviceGray /BitsPerComponent 8",
)
FAINT = b"<< /Type /ExtGState /ca 0 /CA 0 >>"
LAYER = b"<< /Type /OCG /Name (weg) >>"


def total_of(
    content: bytes, resources: bytes = b"", more: tuple[bytes, ...] = (), catalogue: bytes = b""
) -> int | None:
    data = document([stream(content)], resources=resources, more=more, catalogue=catalogue)
    (rapport,) = read_content(data, file="report.pdf", sha256="", limits=Limits())
    return rapport.cijfers.totaal_sonar


def test_a_report_is_read_on_any_ground_and_in_any_shade_that_can_be_told_from_it() -> None:
    assert total_of(report()) == 6736
    assert total_of(b"0.9 0.95 1 rg 0 0 842 595 re f 0 g\n" + report()) == 6736
    assert total_of(b"0 g 0 0 842 595 re f 1 g\n" + report()) == 6736
    assert total_of(b"0.6 g\n" + report()) == 6736


def test_the_text_behind_a_scan_is_read() -> None:
    """As a program for OCR puts it there, to be found and not to be seen."""
    scan = b"q 842 0 0 595 0 0 cm /Scan Do Q 3 Tr\n"
    assert total_of(scan + report(), b"/XObject << /Scan 4 0 R >>", (PICTURE,)) == 6736


@pytest.mark.parametrize(
    ("content", "resources", "more", "catalogue"),
    [
        (b"1 g\n" + report(), b"", (), b""),
        (b"3 Tr\n" + report(), b"", (), b""),
        (report() + b"1 g 0 0 842 595 re f\n", b"", (), b""),
        (b"0 0 1 1 re W n\n" + report(), b"", (), b""),
        (b"/Faint gs\n" + report(), b"/ExtGState << /Faint 4 0 R >>", (FAINT,), b""),
        (
            b"/OC /Away BDC\n" + report() + b"EMC\n",
            b"/Properties << /Away 4 0 R >>",
            (LAYER,),
            b"/OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] >> >>",
        ),
    ],
    ids=["white", "invisible", "covered", "clipped", "transparent", "in a layer that is off"],
)
def test_figures_that_cannot_be_seen_are_refused(
    content: bytes, resources: bytes, more: tuple[bytes, ...], catalogue: bytes
) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        total_of(content, resources, more, catalogue)
    assert caught.value.facts == {"page": 1}


def test_a_picture_shows_what_has_another_shade_than_what_is_beside_it() -> None:
    shades = bytearray(b"\xf0" * 20 * 10)
    shades[8 * 20 + 5] = 0
    picture = Picture(bytes(shades), width=20, stride=20, scale=1, left=100, top=50)
    assert picture.shows(104, 107, 60, 10)
    assert not picture.shows(110, 117, 60, 10)
    assert picture.shows(300, 307, 60, 10)  # outside the page
