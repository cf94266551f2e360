"""What is left over of a document is told; the figures of Zeeland are made up."""

import pytest
from typed import type_lines

from klantprofielen.errors import NoTableError
from klantprofielen.model import Rapport, Source
from klantprofielen.reading.report import read_rapporten
from klantprofielen.reading.words import Document, Kind

SOURCE = Source(file="report.pdf", sha256="", pages=1, kind="pdf")
TITLE = "Transparantie van klantprofielen\neerste kwartaal 2023 {}\n\n\n\n"
HEADER = """\
                       Gemeente                       UWV
                  met        zonder        met        zonder      totaal in Sonar
"""
TOTAL = "TOTAAL AMR            43          366       513          127          1049\n"
ROWS = f"""\
Goes                  21          155       210           55           441
Hulst                 19          122       190           45           376
Veere                  3           89       113           27           232
{TOTAL}"""
ZEELAND = TITLE.format("Zeeland") + HEADER + ROWS + "\n\n\n\n"


def read(text: str) -> list[Rapport]:
    return read_rapporten(Document(kind=Kind.PDF, pages=1, lines=type_lines(text)), SOURCE)


def refusal(text: str) -> dict[str, str | int]:
    with pytest.raises(NoTableError) as caught:
        read(text)
    return caught.value.facts


def test_a_whole_document_is_read() -> None:
    (rapport,) = read(ZEELAND)
    assert rapport.cijfers.totaal_sonar == 1049


def test_a_header_without_rows_is_a_table_that_broke_off() -> None:
    assert refusal(ZEELAND + HEADER) == {"case": "rows", "page": 1}


def test_a_header_that_comes_again_on_the_next_page_may_stand_at_the_end_of_one() -> None:
    first = type_lines(TITLE.format("Zeeland") + HEADER, page=1)
    second = type_lines(HEADER + ROWS, page=2)
    (rapport,) = read_rapporten(Document(kind=Kind.PDF, pages=2, lines=(*first, *second)), SOURCE)
    assert rapport.cijfers.totaal_sonar == 1049


def test_a_title_whose_quarter_is_none_announces_a_table_too() -> None:
    assert refusal(ZEELAND + TITLE.format("Rijnmond").replace("2023", "0023")) == {
        "case": "region",
        "regio": "Rijnmond",
    }
    assert len(read(ZEELAND + "Rijnmond is in dit kwartaal niet veranderd\n")) == 1
    assert len(read(TITLE.format("Zeeland").replace("2023", "0023") + HEADER + ROWS)) == 1


def test_a_caption_of_the_same_words_is_no_header() -> None:
    caption = "Aantal personen met en zonder klantprofiel per gemeente, bij gemeente en UWV\n"
    assert len(read(caption + "\n\n\n\n" + ZEELAND)) == 1


@pytest.mark.parametrize(
    "left",
    ["Goes     21     155     210     441\n", "Goes   21    155    55\nHulst  19     122    45\n"],
    ids=["four counts", "twice three counts"],
)
def test_rows_that_are_not_read_are_told(left: str) -> None:
    page = type_lines(TITLE.format("Zeeland") + left, page=2)
    document = Document(kind=Kind.PDF, pages=2, lines=(*type_lines(ZEELAND, page=1), *page))
    with pytest.raises(NoTableError) as caught:
        read_rapporten(document, SOURCE)
    assert caught.value.facts == {"case": "rows", "page": 2}


@pytest.mark.parametrize("line", [TOTAL.replace("1049", "1.04,9"), ROWS.splitlines()[2].replace("232", "23e1")])
def test_a_row_with_a_figure_that_is_none_is_not_passed_over(line: str) -> None:
    with pytest.raises(NoTableError) as caught:
        read(TITLE.format("Zeeland") + HEADER + ROWS.replace(TOTAL, "").replace(line.split(maxsplit=1)[0], "X") + line)
    assert caught.value.facts == {"case": "rows", "page": 1}


def test_a_line_of_a_gemeente_with_three_counts_may_be_something_else() -> None:
    page = type_lines("Goes     39.000     1.234     73%   56\n", page=2)
    document = Document(kind=Kind.PDF, pages=2, lines=(*type_lines(ZEELAND, page=1), *page))
    assert len(read_rapporten(document, SOURCE)) == 1


def test_of_two_tables_side_by_side_none_is_read() -> None:
    beside = "\n".join(f"{line:<90}{line}" for line in ROWS.splitlines())
    assert refusal(TITLE.format("Zeeland") + beside) == {"case": "beside", "page": 1}


def test_a_second_total_with_other_figures_is_told() -> None:
    other = TOTAL.replace("43", "44").replace("1049", "1050")
    assert refusal(ZEELAND + other) == {"case": "totals", "page": 1, "label": "TOTAAL AMR"}


def test_the_same_total_again_and_that_of_all_regions_are_passed_over() -> None:
    rijnmond = TITLE.format("Rijnmond") + HEADER + ROWS.replace("Goes ", "Ridderkerk").replace("Hulst", "Schiedam")
    together = "TOTAAL AMR            86          732      1026          254          2098\n"
    assert len(read(ZEELAND + TOTAL)) == 1
    assert len(read(ZEELAND + rijnmond.replace("Veere    ", "Rotterdam") + "\n\n\n\n" + together)) == 2


def test_a_table_under_the_title_of_another_is_of_the_region_of_its_gemeenten() -> None:
    rijnmond = ROWS.replace("Goes ", "Ridderkerk").replace("Hulst", "Schiedam").replace("Veere    ", "Rotterdam")
    found = read(ZEELAND + "T tel\n\n\n\n" + HEADER + rijnmond)
    assert [rapport.regio for rapport in found] == ["Zeeland", "Rijnmond"]
