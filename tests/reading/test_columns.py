from dataclasses import replace

import pytest
from typed import type_lines, type_unreadable

from klantprofielen.errors import NoTableError
from klantprofielen.notation import name_key
from klantprofielen.reading.columns import Columns, find_columns
from klantprofielen.reading.grid import find_rows
from klantprofielen.reading.header import HEADER_WORDS, find_headers, is_header
from klantprofielen.reading.words import Line

USUAL, UWV_FIRST = (0, 1, 2, 3, 4), (2, 3, 0, 1, 4)
ROWS = """
Borsele                       8        52       127        27       214
Goes                         21       155       210        55       441
"""
RUNNING_ROWS = "Borsele 8 52 127 27 214\nGoes 21 155 210 55 441"


OTHER_ORDER = """
                                UWV                   Gemeente            Totaal
                            met     zonder        met     zonder
"""


def columns_of(lines: tuple[Line, ...], *, placed: bool = True) -> list[Columns]:
    """The columns of all rows, each once, in order."""
    rows = find_rows(lines, placed=placed)
    found = find_columns(rows, find_headers(rows, lines, placed=placed), lines, placed=placed)
    assert list(found) == [row.index for row in rows]
    return list(dict.fromkeys(found.values()))


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (
            """
Gemeente                            Gemeente                 UWV          Totaal
                            met     zonder        met     zonder        in Sonar
""",
            USUAL,
        ),
        (
            """
                                UWV                   Gemeente            Totaal
                            met      geen         met       geen
""",
            UWV_FIRST,
        ),
        (
            """
                                met                  zonder               totaal
                           gemeente       UWV     gemeente      UWV
""",
            (0, 2, 1, 3, 4),
        ),
        (
            """
                         UWV zonder  UWV met  gem zonder  gem met      totaal
""",
            (3, 2, 1, 0, 4),
        ),
        (
            """
Gemeente                    UWV-doelgroep        Gemeentelijke doelgroep
                          niet       wel        niet       wel         totaal
""",
            (3, 2, 1, 0, 4),
        ),
        (
            """
Naam gemeente                    klantprofiel        geen klantprofiel    totaal
                           gemeente     UWV       gemeente      UWV
""",
            (0, 2, 1, 3, 4),
        ),
    ],
)
def test_the_header_tells_which_column_is_which(header: str, cells: tuple[int, ...]) -> None:
    assert columns_of(type_lines(header + ROWS)) == [Columns(cells, assumed=False)]  # type: ignore[arg-type]


def test_a_column_without_a_word_for_with_is_one_with() -> None:
    table = """
                     UWV                      Gemeente            Totaal
            profiel     geen profiel    profiel     geen profiel
Borsele          8                52        127               27     214
Goes            21               155        210               55     441
"""
    assert columns_of(type_lines(table)) == [Columns(UWV_FIRST, assumed=False)]


@pytest.mark.xfail(strict=True, reason="the word goes to the nearest `klantprofiel`, which is that of the next column")
def test_a_word_for_without_at_the_end_of_a_wrapped_line_belongs_to_its_own_cell() -> None:
    table = """
          UWV-doelgroep, geen                               Gemeentelijke doelgroep, geen  Gemeentelijke
          klantprofiel         UWV-doelgroep, klantprofiel  klantprofiel                   klantprofiel    totaal
Borsele   27                   127                          52                             8               214
Goes      55                   210                          155                            21              441
"""
    assert columns_of(type_lines(table)) == [Columns((3, 2, 1, 0, 4), assumed=False)]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Gemeente  van Zeeland en hun inwoners in het jaar waarin dit is geteld\n",
        "Gemeente                met     zonder     met    zonder    totaal\n",
        "                            Gemeente           UWV          totaal\n",
        "                            UWV      UWV     UWV      UWV\n  met  zonder  met  zonder\n",
    ],
)
def test_without_a_header_that_says_so_the_usual_order_is_assumed(header: str) -> None:
    assert columns_of(type_lines(header + ROWS)) == [Columns(USUAL, assumed=True)]


@pytest.mark.parametrize("place", [53.0, 200.0, float("inf")], ids=["on another word", "beside the table", "nowhere"])
def test_a_word_that_was_moved_makes_the_order_doubtful(place: float) -> None:
    upper, lower, *rows = type_lines(
        """
                               Gemeente               UWV            Totaal
                            met     zonder       met     zonder
"""
        + ROWS
    )
    words = [word._replace(x0=place, x1=place + 8) if word.text == "Gemeente" else word for word in upper.words]
    moved = replace(upper, words=tuple(sorted(words, key=lambda word: word.x0)))
    assert columns_of((upper, lower, *rows)) == [Columns(USUAL, assumed=False)]
    assert columns_of((moved, lower, *rows)) == [Columns(USUAL, assumed=True)]


@pytest.mark.parametrize(
    "header",
    [
        """
                                UWV                                       Totaal
                            met     zonder
""",
        """
                         totaal    gem zonder   uwv met  uwv zonder    gem met
""",
    ],
    ids=["what is left of it says another order", "the word for the total is not over the total"],
)
def test_a_header_that_contradicts_the_usual_order_or_the_sums_is_refused(header: str) -> None:
    with pytest.raises(NoTableError) as caught:
        columns_of(type_lines(header + ROWS))
    assert caught.value.facts == {"case": "header", "page": 1}


def test_a_word_that_was_moved_to_the_left_of_the_table_makes_the_order_doubtful() -> None:
    upper, lower, *rows = type_lines(
        """
                               Gemeente               UWV            Totaal
                            met     zonder       met     zonder
"""
        + ROWS
    )
    met, zonder, *others = lower.words
    moved = replace(lower, words=(zonder._replace(x0=-20.0, x1=-14.0), met, *others))
    assert columns_of((upper, moved, *rows)) == [Columns(USUAL, assumed=True)]


def test_of_a_header_that_cannot_be_read_the_order_is_assumed() -> None:
    header, *rows = type_lines("     met   zonder   met   zonder   totaal" + ROWS)
    assert columns_of((type_unreadable(header), *rows)) == [Columns(USUAL, assumed=True)]


def test_the_total_is_the_column_that_is_the_sum_of_the_others() -> None:
    rows = "Borsele   214    8    52   127    27\nGoes      441   21   155   210    55"
    assert columns_of(type_lines(rows)) == [Columns((1, 2, 3, 4, 0), assumed=True)]


def test_a_column_besides_the_five_is_left_out() -> None:
    rows = "Borsele   9.999   8    52   127    27    214\nGoes      1.234  21   155   210    55    441"
    assert columns_of(type_lines(rows)) == [Columns((1, 2, 3, 4, 5), assumed=True)]


def test_where_two_columns_could_be_the_total_the_header_tells() -> None:
    text = """
             totaal   gem met   gem zonder   uwv met   uwv zonder
Borsele       12        12           0          0            0
Goes           3         3           0          0            0
"""
    assert columns_of(type_lines(text)) == [Columns((1, 2, 3, 4, 0), assumed=False)]


def test_where_no_row_adds_up_the_last_column_is_the_total() -> None:
    assert columns_of(type_lines("Borsele  8  52  127  27  215\nGoes  21  155  210  55  440")) == [
        Columns(USUAL, assumed=True)
    ]


def test_two_tables_in_a_file_have_each_their_own_order() -> None:
    lines = (
        *type_lines(OTHER_ORDER + ROWS, page=1),
        *type_lines(OTHER_ORDER.replace("UWV", "Gem").replace("Gemeente", "UWV") + ROWS, page=2),
    )
    assert columns_of(lines) == [Columns(UWV_FIRST, assumed=False), Columns(USUAL, assumed=False)]


def test_a_table_that_goes_on_without_a_header_keeps_its_order() -> None:
    lines = (*type_lines(OTHER_ORDER + ROWS, page=1), *type_lines(ROWS, page=2))
    assert columns_of(lines) == [Columns(UWV_FIRST, assumed=False)]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Gemeente UWV\nmet zonder met zonder totaal", USUAL),
        ("UWV Gemeente\nmet zonder met zonder totaal", UWV_FIRST),
        ("Gemeente\nUWV Gemeente Totaal\nmet zonder met zonder", UWV_FIRST),  # shares no line with UWV
        ("AMR Naam AMR Gemeente UWV Gemeente\nmet zonder met zonder", UWV_FIRST),  # behind the AMR
        ("Gemeente UWV-doelgroep Gemeentelijke doelgroep\nmet zonder met zonder", UWV_FIRST),  # the plain one
        ("UWV, met UWV, zonder Gemeente, met Gemeente, zonder totaal", UWV_FIRST),
        ("Gemeente UWV met UWV zonder Gemeente met Gemeente zonder totaal", UWV_FIRST),
    ],
)
def test_without_positions_the_words_of_the_header_come_in_the_order_of_the_columns(
    header: str, cells: tuple[int, ...]
) -> None:
    columns = columns_of(type_lines(f"{header}\n{RUNNING_ROWS}"), placed=False)
    assert columns == [Columns(cells, assumed=False)]  # type: ignore[arg-type]


def test_without_positions_a_gemeente_too_many_leaves_the_order_to_be_assumed() -> None:
    header = "Gemeente\nUWV\nGemeente\nmet zonder met zonder totaal"
    assert columns_of(type_lines(f"{header}\n{RUNNING_ROWS}"), placed=False) == [Columns(USUAL, assumed=True)]


def headers_in(text: str, *, placed: bool = True) -> list[list[str]]:
    lines = type_lines(text)
    rows = find_rows(lines, placed=placed)
    return [[lines[index].text for index in header] for header in find_headers(rows, lines, placed=placed)]


def test_a_header_of_several_lines_stands_right_over_the_rows() -> None:
    text = "Transparantie op de arbeidsmarkt\nUWV  Gemeente\nmet  zonder\nin Sonar\n" + RUNNING_ROWS
    assert headers_in(text) == [["UWV Gemeente", "met zonder", "in Sonar"]]


def test_the_first_line_of_a_wrapped_name_may_stand_under_the_header() -> None:
    assert headers_in("UWV  Gemeente\nmet  zonder\nCapelle aan\n" + RUNNING_ROWS) == [["UWV Gemeente", "met zonder"]]


def test_words_of_a_header_far_above_are_not_its_header() -> None:
    assert headers_in("UWV  Gemeente" + 8 * "\n" + "met  zonder\n" + RUNNING_ROWS) == [["met zonder"]]
    assert headers_in("UWV  Gemeente\nBorsele\nGoes\nHulst\nKapelle\n" + RUNNING_ROWS) == []


def test_prose_between_the_words_and_the_rows_ends_the_search() -> None:
    assert headers_in("UWV  Gemeente\nHier staat een zin van meer dan zes woorden lang\n" + RUNNING_ROWS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AMR Naam AMR Gemeente", True),
        ("Gemeente, met klantprofiel", True),
        ("met klantprofiel | zonder klantprofiel", True),
        ("UWV/gemeente", True),
        ("Capelle aan den IJssel", False),
        ("Krimpen", False),
        ("Gemeenten en UWV hebben samen een verantwoordelijkheid om werk te vinden", False),
    ],
)
def test_a_line_is_a_header_where_most_of_its_words_are_those_of_one(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_header(type_lines(text)[0]) is expected


def test_the_words_of_a_header_are_keys() -> None:
    assert {word for word in HEADER_WORDS if word != name_key(word)} == set()
    assert "that" not in HEADER_WORDS


def test_a_line_that_cannot_be_read_may_be_a_header() -> None:
    assert is_header(type_unreadable(type_lines("Capelle aan den IJssel")[0]))
