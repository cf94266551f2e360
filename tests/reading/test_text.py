from pathlib import Path

import pytest
from truth import facts_of, load_truth

from klantprofielen.errors import WrongKindError
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.text import decode_text, join_cells, propose_documents, split_lines, turn_columns
from klantprofielen.reading.words import Line

REAL = Path(__file__).parents[1] / "reports" / "uwv" / "rijnmond-2023-q1"
TEXT = (REAL / "report.txt").read_text(encoding="utf-8")
BOM = "\ufeff"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", ""),
        ("utf-8", BOM),
        ("utf-16-le", BOM),
        ("utf-16-be", BOM),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("utf-32-le", BOM),
        ("cp1252", ""),
    ],
)
def test_the_real_report_is_read_in_every_encoding(encoding: str, mark: str, line_end: str) -> None:
    data = (mark + TEXT.replace("\n", line_end)).encode(encoding)
    rapporten = read_content(data, file="report.txt", sha256="", limits=Limits())
    assert tuple(map(facts_of, rapporten)) == load_truth(REAL / "expected.json").reports


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Goes", "Goes"),
        ("Súdwest".encode(), "Súdwest"),
        ("Súdwest’s".encode("cp1252"), "Súdwest’s"),
        ((BOM + "Súdwest").encode("utf-16-be"), "Súdwest"),
        (("Goes " * 5).encode("utf-16-le"), "Goes " * 5),
        (b"", ""),
    ],
)
def test_an_encoding_is_told_by_its_mark_or_by_its_bytes(data: bytes, text: str) -> None:
    assert decode_text(data) == text


@pytest.mark.parametrize("data", [bytes(range(32)) * 4, b"\x00\x01\x02\x03", "\ufffd".encode() * 3])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(WrongKindError):
        decode_text(data)


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert decode_text(b"Goes 21 155 210 55 441 " * 4 + b"\x07").startswith("Goes")


def texts(lines: tuple[Line, ...] | list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_words_stand_at_the_characters_where_they_are_typed() -> None:
    (line,) = split_lines("  Goes\t21  1.095")
    assert [(word.text, word.x0, word.x1) for word in line.words] == [("Goes", 2, 6), ("21", 8, 10), ("1.095", 12, 17)]


def test_lines_end_at_any_line_end_and_pages_at_a_form_feed() -> None:
    lines = list(split_lines("a\nb\r\nc\rd\u2028e\vf\fg\n\n\nh"))
    assert [(line.page, line.text, line.y) for line in lines] == [
        *((1, text, 2.0 * number) for number, text in enumerate("abcdef")),
        (2, "g", 0.0),
        (2, "h", 6.0),
    ]


def test_invisible_characters_are_no_words() -> None:
    assert texts(list(split_lines("Goes \u200b 21"))) == ["Goes 21"]
    assert texts(list(split_lines("\u200b"))) == []


def test_a_text_can_be_meant_in_six_ways() -> None:
    documents = list(propose_documents("Goes\f21"))
    assert [document.placed for document in documents] == [True, False, False, False, False, False]
    assert {document.pages for document in documents} == {2}
    assert {document.pages for document in propose_documents("")} == {1}


CELLS = """
29
Zeeland
Borsele
8
52
127
27
214
Noord-Beveland
21
155
210
55
441
TOTAAL AMR
29
207
337
82
655
Het doelgroepregister telt 900 personen, dat zijn er veel.
"""


def test_the_cells_of_a_row_are_put_on_one_line_again() -> None:
    assert texts(list(join_cells(list(split_lines(CELLS))))) == [
        "29",
        "Zeeland Borsele 8 52 127 27 214",
        "Noord-Beveland 21 155 210 55 441",
        "TOTAAL AMR",
        "29 207 337 82 655",
        "Het doelgroepregister telt 900 personen, dat zijn er veel.",
    ]


def test_titles_headers_and_sentences_are_no_cells() -> None:
    text = "Zeeland\neerste kwartaal 2023\nGemeente UWV\nBorsele 8 52 127 27 214\nGoes\n21 155 210 55 441"
    assert texts(list(join_cells(list(split_lines(text))))) == [
        "Zeeland",
        "eerste kwartaal 2023",
        "Gemeente UWV",
        "Borsele 8 52 127 27 214",
        "Goes 21 155 210 55 441",
    ]


def test_no_lines_are_joined_to_none() -> None:
    assert list(join_cells([])) == list(turn_columns([])) == []


def turned(*columns: str) -> list[str]:
    """The lines that these columns come to, each of words that stand under each other."""
    return texts(list(turn_columns(list(split_lines("\n".join("\n".join(column.split()) for column in columns))))))


def test_columns_one_after_the_other_are_turned_into_rows() -> None:
    assert turned("Borsele Goes", "8 21", "52 155", "127 210", "27 55", "214 441") == [
        "Borsele 8 52 127 27 214",
        "Goes 21 155 210 55 441",
    ]


def test_a_figure_more_than_names_is_the_total() -> None:
    assert turned("Borsele Goes TOTAAL", "8 21 29", "52 155 207", "127 210 337", "27 55 82", "214 441 655") == [
        "Borsele 8 52 127 27 214",
        "Goes 21 155 210 55 441",
        "TOTAAL 29 207 337 82 655",
    ]


def test_a_region_named_as_one_of_its_gemeenten_is_no_row() -> None:
    assert turned("Groningen Eemsdelta Groningen", "1 2", "3 4", "5 6", "7 8", "16 20") == [
        "Eemsdelta 1 3 5 7 16",
        "Groningen 2 4 6 8 20",
    ]


def test_columns_that_do_not_come_out_even_stay_as_they_are() -> None:
    assert turned("Borsele Goes", "8 21", "52") == ["Borsele", "Goes"]


def test_a_second_table_begins_with_new_names_or_behind_a_sentence() -> None:
    columns = ("1 3 5 7 16",)
    assert turned("Borsele", *columns, "Goes", *columns) == ["Borsele 1 3 5 7 16", "Goes 1 3 5 7 16"]
    lines = list(split_lines("Borsele\n1\n3\n5\n7\n16\neen zin die niet in een cel kan staan\n9"))
    assert texts(list(turn_columns(lines))) == ["Borsele 1 3 5 7 16", "een zin die niet in een cel kan staan", "9"]
