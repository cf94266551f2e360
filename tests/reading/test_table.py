import pytest
from typed import type_lines, type_unreadable

from klantprofielen.errors import UnreadableTextError
from klantprofielen.model import Cijfers
from klantprofielen.reading.columns import Columns
from klantprofielen.reading.grid import find_rows
from klantprofielen.reading.table import Table, require_readable
from klantprofielen.reading.words import Line

ROWS = "Goes  21  155  210  55  441\nHulst  19  122  190  45  376"


def test_the_figures_of_a_row_come_from_their_own_columns() -> None:
    lines = type_lines(ROWS)
    row = find_rows(lines, placed=True)[0]
    columns = {row.index: Columns((2, 3, 0, 1, 4), assumed=False)}
    table = Table(lines=lines, rows=frozenset({0, 1}), columns=columns, name_columns={}, placed=True)
    assert table.cijfers(row) == Cijfers.of(210, 55, 21, 155, 441)


def test_a_table_that_can_be_read_is_not_refused() -> None:
    lines = type_lines(ROWS)
    require_readable(find_rows(lines, placed=True), lines)


def test_a_header_that_cannot_be_read_is_no_reason_to_refuse() -> None:
    header = type_unreadable(type_lines("AMR  gemeente  met  zonder  met  zonder")[0])
    lines = (header, *type_lines("\n" + ROWS))
    require_readable(find_rows(lines, placed=True), lines)


@pytest.mark.parametrize(
    "lines",
    [
        tuple(map(type_unreadable, type_lines(f"{ROWS}\nVeere  1  2  3  4  10", page=2))),
        (*type_lines(ROWS, page=2), type_unreadable(type_lines("\n\nVeere 1   2    3    4   10", page=2)[0])),
    ],
    ids=["a page of nothing else", "under the columns"],
)
def test_figures_that_cannot_be_read_are_refused_with_their_page(lines: tuple[Line, ...]) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        require_readable(find_rows(lines, placed=True), lines)
    assert caught.value.facts == {"page": 2}


def test_a_single_line_that_cannot_be_read_is_no_table() -> None:
    require_readable([], tuple(map(type_unreadable, type_lines("Veere  1  2  3  4  10"))))


def test_words_that_cannot_be_read_beside_the_columns_are_no_figures() -> None:
    footnote = type_unreadable(type_lines("\n\n(1)", page=1)[0])
    lines = (*type_lines(ROWS), footnote)
    require_readable(find_rows(lines, placed=True), lines)


def test_a_row_in_a_font_that_only_pretends_to_have_a_map_is_refused() -> None:
    lines = type_lines("Goes  qw  wtt  qwe  tt  eew\nHulst  qr  www  rtt  ty  tyu\nVeere  q  w  e  r  t")
    with pytest.raises(UnreadableTextError):
        require_readable([], lines)


def test_a_list_of_gemeenten_is_no_table_that_cannot_be_read() -> None:
    require_readable([], type_lines("Goes ligt in Zeeland\nHulst ook\nVeere is een kleine stad aan zee"))
