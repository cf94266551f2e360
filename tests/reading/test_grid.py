import pytest
from typed import type_lines, type_unreadable

from klantprofielen.reading.grid import Row, find_rows, is_laid_out
from klantprofielen.reading.words import Line, Word, text_of

ZEELAND = """
Zeeland in cijfers

 29  Zeeland  Borsele          8     52    127    27     214
              Goes            21    155    210    55     441
              Hulst           19    122    190    45     376
TOTAAL AMR                    48    329    527   127   1.031
"""
BETWEEN = """
Borsele    8    52   127    27   214
{}
Goes      21   155   210    55   441
"""


def rows_of(text: str, *, placed: bool = True) -> list[Row]:
    return find_rows(type_lines(text), placed=placed)


def names(rows: list[Row]) -> list[str]:
    return [text_of(row.name) for row in rows]


def counts(rows: list[Row]) -> list[tuple[int | None, ...]]:
    return [row.counts for row in rows]


def one(figures: str, name: str = "Goes") -> Row:
    """A row with these figures between two full ones."""
    _, row, _ = rows_of(f"Borsele 1  2  3  4  10\n{name} {figures}\nHulst 1  2  3  4  10")
    return row


def test_a_row_is_a_name_and_the_figures_behind_it() -> None:
    rows = rows_of(ZEELAND)
    assert names(rows) == ["29 Zeeland Borsele", "Goes", "Hulst", "TOTAAL AMR"]
    assert counts(rows)[0] == (8, 52, 127, 27, 214)
    assert counts(rows)[3] == (48, 329, 527, 127, 1031)
    assert [row.index for row in rows] == [1, 2, 3, 4]


def test_lines_without_a_row_of_figures_hold_no_rows() -> None:
    assert rows_of("Dit is een zin over 2023 met 3 getallen") == []
    assert rows_of("") == []


@pytest.mark.parametrize("mark", ["<5", "≤5", "-", "–", "*", "***", "x", "X", "..", "n.b."])
def test_a_mark_that_hides_a_count_is_a_cell_without_one(mark: str) -> None:
    row = one(f"{mark}  40  59  11  112")
    assert row.counts == (None, 40, 59, 11, 112)
    assert row.cells[0]
    assert row.cells[0].text == mark


def test_a_mark_of_two_words_is_one_mark() -> None:
    row = one("<  5  40  59  11  112")
    assert row.cells[0]
    assert (row.cells[0].text, row.counts) == ("<5", (None, 40, 59, 11, 112))


def test_shares_beside_the_counts_are_left_out() -> None:
    rows = rows_of("Goes  21  155  210  55  441  52,4%  0.524\nHulst  19  122  190  45  376  55,6%  0.556")
    assert counts(rows) == [(21, 155, 210, 55, 441), (19, 122, 190, 45, 376)]


def test_a_number_is_joined_where_its_thousands_stand_close() -> None:
    rows = rows_of("Rotterdam  187   2 882   3 676   801   7 546\nSchiedam     4     265     410   122     801")
    assert counts(rows) == [(187, 2882, 3676, 801, 7546), (4, 265, 410, 122, 801)]


def test_a_million_is_joined_from_three_parts() -> None:
    rows = rows_of("Nederland  1   1 000 001   2   3   1 000 007\nRotterdam  1           2   3   4          10")
    assert counts(rows)[0] == (1, 1000001, 2, 3, 1000007)


def test_where_every_gap_is_alike_the_sum_tells_where_a_number_ends() -> None:
    rows = rows_of("Rotterdam 187 2 882 3 676 801 7 546\nSchiedam 4 265 410 122 801\nTOTAAL 191 3 147 4 086 923 8 347")
    assert counts(rows) == [(187, 2882, 3676, 801, 7546), (4, 265, 410, 122, 801), (191, 3147, 4086, 923, 8347)]


def test_where_no_cut_adds_up_the_gaps_decide() -> None:
    rows = rows_of("Rotterdam   187   2 882   3 676   801   7 547\nSchiedam      4     265     410   122     801")
    assert counts(rows)[0] == (187, 2882, 3676, 801, 7547)


def test_where_no_cut_adds_up_and_no_gap_tells_the_closest_are_joined() -> None:
    rows = rows_of("Rotterdam 187  2 882  3 676  801  7 547\nSchiedam 4  265  410  122  801")
    assert counts(rows)[0] == (187, 2882, 3676, 801, 7547)


def test_a_group_that_begins_with_nought_goes_on_a_number_even_beside_plain_thousands() -> None:
    rows = rows_of("Nissewaard   4   291   650   150   1 095\nRotterdam  187  2882  3676   801    7546")
    assert counts(rows) == [(4, 291, 650, 150, 1095), (187, 2882, 3676, 801, 7546)]


def test_figures_that_stand_close_are_not_joined_where_a_point_marks_thousands() -> None:
    rows = rows_of("Goes 21 155 210 155 541\nHulst 1.019 122 190 45 1.376")
    assert counts(rows) == [(21, 155, 210, 155, 541), (1019, 122, 190, 45, 1376)]


def test_figures_beside_a_hidden_count_are_not_joined_where_every_gap_is_alike() -> None:
    rows = rows_of("Kapelle <5 40 59 11 112\nGoes 21 155 210 55 441\nTOTAAL 105 1 316 2 142 512 4 075", placed=False)
    assert counts(rows)[0] == (None, 40, 59, 11, 112)


def test_an_empty_cell_is_told_by_where_the_figures_stand() -> None:
    rows = rows_of(
        "Borsele    8    52   127    27   214\n"
        "Kapelle         40    59    11   112\n"
        "Veere                113    27   231\n"
        "Goes      21   155   210    55   441"
    )
    assert counts(rows)[1:3] == [(None, 40, 59, 11, 112), (None, None, 113, 27, 231)]


def test_a_strange_sign_in_a_column_is_the_mark_that_hides_its_count() -> None:
    rows = rows_of(BETWEEN.format("Kapelle    ?    40    59    11   112"))
    assert rows[1].counts == (None, 40, 59, 11, 112)
    assert rows[1].cells[0]
    assert rows[1].cells[0].text == "?"
    assert text_of(rows[1].name) == "Kapelle"


def test_figures_on_both_sides_of_a_strange_sign_keep_their_columns() -> None:
    rows = rows_of(BETWEEN.format("Kapelle    6    40    ??    11   112"))
    assert rows[1].counts == (6, 40, None, 11, 112)


@pytest.mark.parametrize(
    "line",
    [
        "                                  2",  # a page number under the last column
        "         12     3                  ",  # figures under no column
        "Kapelle   40 59    11   112   3  4 ",  # two figures under one column
        "Kapelle    <    <    <    <    <   ",  # nothing that counts
    ],
)
def test_a_line_that_does_not_fit_the_columns_is_no_row(line: str) -> None:
    rows = rows_of(BETWEEN.format(line))
    assert names(rows) == ["Borsele", "Goes"]


def test_under_the_last_row_a_few_figures_are_no_row() -> None:
    rows = rows_of(
        "Borsele    8    52   127    27   214\nGoes      21   155   210    55   441\nPagina         52          27"
    )
    assert names(rows) == ["Borsele", "Goes"]


def test_the_number_of_the_region_is_no_figure() -> None:
    rows = rows_of("29  Zeeland  Goes   21  155  210  55  441\n             Hulst  19  122  190  45  376")
    assert names(rows) == ["29 Zeeland Goes", "Hulst"]


def test_a_row_without_a_name_keeps_the_number_of_the_region_apart() -> None:
    rows = rows_of(
        "29  Zeeland  Goes    21   155   210   55   441\n"
        "29                   19   122   190   45   376\n"
        "             Borsele  8    52   127   27   214"
    )
    assert counts(rows)[1] == (19, 122, 190, 45, 376)


def test_pages_may_have_different_numbers_of_columns() -> None:
    first = type_lines("Goes  21  155  210  55  441\nHulst  19  122  190  45  376", page=1)
    second = type_lines("Veere  1  2  3  4  10  7\nSluis  1  2  3  4  10  8", page=2)
    rows = find_rows((*first, *second), placed=True)
    assert [len(row.cells) for row in rows] == [5, 5, 6, 6]


def test_a_single_row_on_a_page_has_the_columns_of_the_others() -> None:
    first = type_lines("Goes  21  155  210  55  441\nHulst  19  122  190  45  376", page=1)
    second = type_lines("TOTAAL  40  277  400  100  817", page=2)
    assert names(find_rows((*first, *second), placed=True)) == ["Goes", "Hulst", "TOTAAL"]


def test_a_page_with_parts_of_rows_only_has_no_rows() -> None:
    first = type_lines("Goes  21  155  210  55  441\nHulst  19  122  190  45  376", page=1)
    second = type_lines("Figuur  1  2  3", page=2)
    assert names(find_rows((*first, *second), placed=True)) == ["Goes", "Hulst"]


def test_what_cannot_be_read_is_no_figure() -> None:
    lines = tuple(map(type_unreadable, type_lines("Goes  21  155  210  55  441")))
    assert find_rows(lines, placed=True) == []


def test_without_positions_a_figure_too_many_in_front_is_the_number_of_the_region() -> None:
    rows = rows_of("29 21 155 210 55 441\nHulst 19 122 190 45 376\nVeere 1 2 3 4 1.010", placed=False)
    assert counts(rows)[0] == (21, 155, 210, 55, 441)


def test_without_positions_a_figure_too_few_leaves_only_the_total_certain() -> None:
    rows = rows_of("Kapelle 40 59 11 112\nHulst 19 122 190 45 376\nVeere 1 2 3 4 1.010", placed=False)
    assert counts(rows)[0] == (None, None, None, None, 112)


def test_a_text_is_laid_out_where_most_figures_are_set_apart() -> None:
    assert is_laid_out(rows_of(ZEELAND))
    assert not is_laid_out(rows_of("Goes 21 155 210 55 441\nHulst 19 122 190 45 376", placed=False))


def test_a_row_knows_its_line() -> None:
    lines = type_lines(ZEELAND)
    row = find_rows(lines, placed=True)[1]
    assert row.line is lines[2]
    assert row.cells[0]
    assert row.cells[0].middle == lines[2].words[1].middle


def test_seven_words_of_figures_that_cannot_be_five_stay_as_they_are() -> None:
    line = Line(1, 0.0, 2.0, tuple(Word(str(index), index * 4.0, index * 4.0 + 1) for index in range(1, 8)))
    assert [row.counts for row in find_rows((line, line), placed=True)] == [(1, 2, 3, 4, 5, 6, 7)] * 2
