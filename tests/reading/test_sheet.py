import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import Workbook

from klantprofielen.errors import DamagedError, ReadError, TooLargeError, WrongKindError
from klantprofielen.reading import sheet
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.sheet import find_delimiter, read_csv, read_xlsx
from klantprofielen.reading.words import Kind, Line

ROWS = (("Gemeente", "met", "zonder", "met", "zonder", "totaal"), ("Goes", 21, 155, 210, 55, 441))
Value = str | int | float | date | bool | None


def save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(*sheets: Sequence[Sequence[Value]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(list(row))
    return book


def lines_of(*sheets: Sequence[Sequence[Value]]) -> list[str]:
    return [line.text for line in read_xlsx(save(book_of(*sheets)), Limits()).lines]


def test_a_row_is_a_line_and_a_sheet_a_page() -> None:
    document = read_xlsx(save(book_of(ROWS, ROWS)), Limits())
    assert (document.kind, document.pages, document.placed) == (Kind.XLSX, 2, True)
    assert [line.page for line in document.lines] == [1, 1, 2, 2]
    assert document.lines[1].text == "Goes 21 155 210 55 441"


def test_words_of_a_cell_stand_within_its_column() -> None:
    (line,) = read_xlsx(save(book_of([["Capelle aan den IJssel", None, "2 882"]])), Limits()).lines
    places = [(word.text, int(word.x0 // 10), int(word.x1 // 10)) for word in line.words]
    assert places == [("Capelle", 0, 0), ("aan", 0, 0), ("den", 0, 0), ("IJssel", 0, 0), ("2", 2, 2), ("882", 2, 2)]
    assert line.words[5].x0 - line.words[4].x1 < 0.7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (12.5, "12.5"),
        ("13.0", "13"),
        (True, "TRUE"),
        (None, ""),
        ("a_b", "a b"),
        ("_", ""),
        ("1_000", "1_000"),
        ("1_a", "1 a"),
        (0, "0"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(value: Value, text: str) -> None:
    assert lines_of([["x", value]]) == [f"x {text}".strip()]


@pytest.mark.parametrize(
    ("form", "text"), [("0%", "74%"), ("0.0%", "73,9%"), ("0.00%", "73,91%"), ("General", "0.7391")]
)
def test_a_share_is_read_as_its_format_shows_it(form: str, text: str) -> None:
    book = book_of([[0.7391]])
    book.worksheets[0]["A1"].number_format = form
    assert [line.text for line in read_xlsx(save(book), Limits()).lines] == [text]


def test_sheets_that_are_hidden_or_empty_have_no_lines() -> None:
    book = book_of(ROWS, ROWS, [])
    book.worksheets[1].sheet_state = "hidden"
    document = read_xlsx(save(book), Limits())
    assert (document.pages, len(document.lines)) == (2, 2)


def zipped(*names: str, content: bytes = b"x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return stream.getvalue()


def refusal(data: bytes, unpacked_mb: int = 50) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_xlsx(data, Limits(unpacked_mb=unpacked_mb))
    return caught.value


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("content.xml", "an OpenDocument file"),
        ("foto.jpg", "a zip file"),
    ],
)
def test_other_packed_files_are_named(name: str, found: str) -> None:
    error = refusal(zipped(name))
    assert isinstance(error, WrongKindError)
    assert error.facts == {"found": found}


def test_a_workbook_that_is_cut_off_is_damaged() -> None:
    data = save(book_of(ROWS))
    for length in (4, 100, len(data) // 2, len(data) - 10):
        assert isinstance(refusal(data[:length]), DamagedError)


def test_a_workbook_with_nonsense_inside_is_damaged() -> None:
    error = refusal(zipped("xl/workbook.xml", "[Content_Types].xml"))
    assert isinstance(error, DamagedError)
    assert "workbook" in str(error.facts["found"])


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/_rels/workbook.xml.rels", b"/xl/worksheets/sheet2.xml", b"/xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet2.xml", b"<sheetData>", b'<sheetData xmlns="urn:another">'),
        ("xl/worksheets/sheet2.xml", b'<row r="2"', b'<row r="1"'),
        ("xl/worksheets/sheet2.xml", b'<c r="B2"', b'<c r="A2"'),
    ],
    ids=["a sheet that no list names", "rows in another name space", "a row twice", "a cell twice"],
)
def test_cells_that_the_library_passes_over_are_damage(part: str, old: bytes, new: bytes) -> None:
    error = refusal(changed(save(book_of(ROWS, ROWS)), part, old, new))
    assert isinstance(error, DamagedError)
    assert "of its 24 cells cannot be read" in str(error.facts["found"])


def test_a_text_before_the_first_is_damage() -> None:
    """The library would take it for the last one."""
    error = refusal(changed(save(book_of(ROWS)), "xl/worksheets/sheet1.xml", b't="n"><v>21<', b't="s"><v>-1<'))
    assert error.facts == {"found": "a cell refers to a text that is not there"}


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    error = refusal(zipped("xl/workbook.xml", content=bytes(3_000_000)), unpacked_mb=2)
    assert isinstance(error, TooLargeError)
    assert error.facts == {"case": "fixed", "found": "more than 2 MB unpacked", "limit": "2 MB"}


def test_a_sheet_with_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_CELLS", 11)
    assert isinstance(refusal(save(book_of(ROWS))), TooLargeError)


def csv_lines(text: str) -> tuple[Line, ...]:
    document = read_csv(text, Limits())
    assert document
    assert (document.kind, document.pages) == (Kind.CSV, 1)
    return document.lines


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_cells_are_parted_by_what_parts_most_lines_with_figures(delimiter: str) -> None:
    text = "\n".join(delimiter.join(map(str, row)) for row in (*ROWS, *ROWS[1:]))
    assert find_delimiter(text) == delimiter
    assert [line.text for line in csv_lines(text)][1:] == ["Goes 21 155 210 55 441"] * 2


@pytest.mark.parametrize(
    "text",
    ["", "Goes 21 155 210 55 441\nHulst 19 122 190 45 376", "a;b;c;d;e;6", "1;2;3;4;5;6\n" + "regel 1\n" * 3],
)
def test_what_is_not_parted_so_is_no_table(text: str) -> None:
    assert find_delimiter(text) is None
    assert read_csv(text, Limits()) is None


def test_quoted_cells_may_hold_the_delimiter_and_line_ends() -> None:
    text = 'Naam;"met;\nprofiel";c;d;e;f 1\n"Bergen (L;)";1;2;3;4;10\nGoes;1;2;3;4;10'
    assert [line.text for line in csv_lines(text)][:2] == ["Naam met; profiel c d e f 1", "Bergen (L;) 1 2 3 4 10"]


def test_a_table_that_is_no_proper_csv_is_damaged() -> None:
    with pytest.raises(DamagedError):
        read_csv("Goes;1;2;3;4;10\nHulst;1;2;3;4;10\n" + "x" * 200_000, Limits())


def test_columns_far_to_the_right_are_refused_unless_they_are_empty() -> None:
    assert len(csv_lines("Goes;1;2;3;4;10" + ";" * 1000 + "\nHulst;1;2;3;4;10")) == 2
    with pytest.raises(TooLargeError) as caught:
        read_csv(";".join(map(str, range(500))) + "\n;;;;;;\n1;;;;;", Limits())
    assert caught.value.facts == {"case": "fixed", "found": "500 columns", "limit": "200 columns"}


def test_a_quote_that_stays_open_is_damage_and_text_behind_a_quote_is_not() -> None:
    rows = "Goes;1;2;3;4;10\nHulst;1;2;3;4;10\n"
    with pytest.raises(DamagedError):
        read_csv(rows + '"Veere;1;2;3;4;10\nTholen;1;2;3;4;10', Limits())
    assert [line.text for line in csv_lines(rows + '"Veere" ;1;2;3;4;10')][2] == "Veere 1 2 3 4 10"
