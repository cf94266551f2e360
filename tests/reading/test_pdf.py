import io
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2_raw as pdfium
import pytest
from makes.figures import make_rapport
from makes.layout import Layout
from makes.with_reportlab import print_with_reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from klantprofielen.errors import DamagedError, EncryptedError, NoTextError, ReadError, TooLargeError
from klantprofielen.model import Kwartaal
from klantprofielen.reading import pdf
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.pdf import read_pdf
from klantprofielen.reading.whole import require_whole
from klantprofielen.reading.words import Document, Kind

REPORTS = Path(__file__).parents[1] / "reports"
RAPPORT = make_rapport(29, Kwartaal(2023, 1))
TITLE = ("Transparantie van klantprofielen", "eerste kwartaal 2023 Zeeland", "Gemeenten en UWV werken samen.")


def print_page(
    paint: Callable[[Canvas], object], *, pages: int = 1, encrypt: StandardEncryption | None = None
) -> bytes:
    """A PDF of which each page is painted so."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 300), invariant=1, encrypt=encrypt)
    for _ in range(pages):
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def paint_row(canvas: Canvas) -> None:
    canvas.drawString(50, 200, "Goes")
    canvas.drawString(150, 200, "21")


def paint_lines(canvas: Canvas, lines: Sequence[str], *, down: float = 20, aslant: float = 0) -> None:
    canvas.rotate(aslant)
    for number, text in enumerate(lines):
        canvas.drawString(50, 150 - down * number, text)


def read(data: bytes, max_pages: int = 60) -> Document:
    return read_pdf(data, Limits(pages=max_pages))


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def refusal(data: bytes, max_pages: int = 60) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, Limits(pages=max_pages))
    return caught.value


def test_words_have_their_places_from_the_top_left_corner() -> None:
    document = read(print_page(paint_row, pages=2))
    assert (document.kind, document.pages, document.placed) == (Kind.PDF, 2, True)
    assert [line.page for line in document.lines] == [1, 2]
    line = document.lines[0]
    assert line.text == "Goes 21"
    assert line.y == pytest.approx(100, abs=0.1)
    assert [word.x0 for word in line.words] == pytest.approx([50, 150], abs=1)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90])
def test_text_is_read_in_its_own_direction_however_the_page_is_shown(angle: int, rotate: int) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setPageRotation(rotate)
        canvas.translate(200, 150)
        canvas.rotate(angle)
        for y in (40, 20, 0):
            canvas.drawString(-100, y, "Goes")
            canvas.drawString(20, y, f"2{y}")

    lines = read(print_page(paint)).lines
    assert [line.text for line in lines] == ["Goes 240", "Goes 220", "Goes 20"]
    assert lines[1].y - lines[0].y == pytest.approx(20, abs=0.1)
    assert lines[0].words[1].x0 - lines[0].words[0].x0 == pytest.approx(120, abs=1)


def test_text_aslant_over_the_page_is_left_out() -> None:
    def paint(canvas: Canvas) -> None:
        paint_row(canvas)
        canvas.drawString(50, 100, "Hulst 19 122 190")
        canvas.rotate(45)
        canvas.drawString(150, 20, "CONCEPT")

    assert texts(read(print_page(paint))) == ["Goes 21", "Hulst 19 122 190"]


def test_a_scan_that_stands_a_little_askew_is_read() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rotate(math.degrees(0.002))
        paint_row(canvas)

    assert texts(read(print_page(paint))) == ["Goes 21"]


def test_a_title_page_is_read_the_same_way_quickly_and_thoroughly(monkeypatch: pytest.MonkeyPatch) -> None:
    data = print_page(lambda canvas: paint_lines(canvas, TITLE))
    quick = read(data)
    monkeypatch.setattr(pdf, "_read_prose", lambda *_: [])
    thorough = read(data)
    assert texts(quick) == texts(thorough) == list(TITLE)
    assert [line.em for line in quick.lines] == pytest.approx([line.em for line in thorough.lines], abs=0.1)
    ys = [line.y for line in quick.lines]
    assert [y - ys[0] for y in ys] == pytest.approx([0, 20, 40], abs=0.1)


@pytest.mark.parametrize(
    "paint",
    [
        lambda canvas: paint_lines(canvas, TITLE[::-1]),
        lambda canvas: paint_lines(canvas, TITLE, down=-20),
        lambda canvas: paint_lines(canvas, (*TITLE, "1 2 3 4 5 6 7 8 9")),
        lambda canvas: paint_lines(canvas, TITLE, aslant=1),
    ],
    ids=["title below", "drawn upwards", "with figures", "aslant"],
)
def test_a_title_page_about_which_there_is_doubt_is_read_thoroughly(paint: Callable[[Canvas], None]) -> None:
    lines = texts(read(print_page(paint)))
    assert sorted(lines)[-3:] == sorted(TITLE)


def test_pictures_are_no_text() -> None:
    error = refusal(print_page(lambda canvas: canvas.rect(50, 50, 100, 100, fill=1), pages=2))
    assert isinstance(error, NoTextError)
    assert error.facts == {"pages": 2}


def test_more_pages_than_the_limit_are_refused() -> None:
    data = print_page(paint_row, pages=3)
    assert read(data, max_pages=3).pages == 3
    error = refusal(data, max_pages=2)
    assert isinstance(error, TooLargeError)
    assert error.facts == {"found": "3 pages", "limit": "2 pages", "option": "--max-pages"}


def test_a_password_to_open_is_needed() -> None:
    assert isinstance(refusal(print_page(paint_row, encrypt=StandardEncryption("geheim"))), EncryptedError)


def test_a_password_of_the_owner_only_is_not_needed() -> None:
    assert texts(read(print_page(paint_row, encrypt=StandardEncryption("", ownerPassword="geheim")))) == ["Goes 21"]


@pytest.mark.parametrize("share", range(1, 100, 7))
@pytest.mark.parametrize("name", ["weasyprint/accents-composed", "qpdf/linearized", "groff/all-boxed"])
def test_a_file_that_is_cut_off_is_damaged_wherever_it_is_cut(name: str, share: int) -> None:
    data = (REPORTS / name / "report.pdf").read_bytes()
    assert isinstance(refusal(data[: len(data) * share // 100]), DamagedError)


def test_a_file_is_whole_where_nothing_but_its_end_stands_behind_its_last_object() -> None:
    data = print_with_reportlab([RAPPORT], Layout())
    require_whole(data)
    require_whole(data + b"\n\n\x00\x00")
    for broken in (data.replace(b"%%EOF", b""), data + b"\n9 0 obj\n<< >>"):
        with pytest.raises(DamagedError):
            require_whole(broken)


def test_a_file_that_only_begins_and_ends_like_a_pdf_is_damaged() -> None:
    assert isinstance(refusal(b"%PDF-1.7\nnothing\n%%EOF"), DamagedError)


def test_a_file_without_pages_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "FPDF_GetPageCount", lambda _: 0)
    error = refusal(print_page(paint_row))
    assert isinstance(error, DamagedError)
    assert error.facts == {"found": "it has no pages"}


def test_a_page_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    load = pdfium.FPDF_LoadPage
    monkeypatch.setattr(
        pdfium, "FPDF_LoadPage", lambda document, number: load(document, number) if number == 0 else None
    )
    error = refusal(print_page(paint_row, pages=2))
    assert isinstance(error, DamagedError)
    assert error.facts == {"found": "page 2 cannot be read"}


def test_a_file_may_have_junk_before_it() -> None:
    assert texts(read(b"HTTP/1.1 200 OK\r\n\r\n" + print_page(paint_row))) == ["Goes 21"]


def test_a_page_without_text_among_others_has_no_lines() -> None:
    def paint(canvas: Canvas) -> None:
        if canvas.getPageNumber() == 2:
            paint_row(canvas)

    assert [line.page for line in read(print_page(paint, pages=3)).lines] == [2]
