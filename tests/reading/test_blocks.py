from typed import type_lines

from klantprofielen.model import Kwartaal, Regio
from klantprofielen.reading.blocks import Block, split_blocks, split_by_region
from klantprofielen.reading.columns import Columns
from klantprofielen.reading.grid import find_rows
from klantprofielen.reading.names import Name
from klantprofielen.reading.prose import Heading
from klantprofielen.reading.table import Table
from klantprofielen.reading.words import Line, text_of
from klantprofielen.reference import ANY_DAY, find_gemeente

ZEELAND, RIJNMOND = Regio(29, "Zeeland", "AM24"), Regio(22, "Rijnmond", "AM22")
Q1, Q2 = Kwartaal(2023, 1), Kwartaal(2023, 2)


def table_of(lines: tuple[Line, ...]) -> Table:
    rows = find_rows(lines, placed=True)
    columns = {row.index: Columns((0, 1, 2, 3, 4), assumed=True) for row in rows}
    return Table(lines=lines, rows=frozenset(columns), columns=columns, name_columns={}, placed=True)


def blocks_of(text: str, *titles: Heading) -> list[Block]:
    lines = type_lines(text)
    return list(split_blocks(find_rows(lines, placed=True), table_of(lines), titles))


def shown(blocks: list[Block]) -> list[tuple[list[str], bool]]:
    """Of every block the names of its rows, and whether it has a total row."""
    return [([text_of(row.name) for row in block.rows], block.total is not None) for block in blocks]


def test_a_block_ends_at_its_total_row() -> None:
    one = "Goes     1  2  3  4  10\nTOTAAL   9  9  9  9  36\n"
    blocks = blocks_of(one + "Hulst    5  6  7  8  26\nVeere    1  1  1  1   4\nTotaal regio 6 7 8 9 30")
    assert shown(blocks) == [(["Goes"], True), (["Hulst", "Veere"], True)]


def test_a_block_knows_its_lines_and_its_figures() -> None:
    text = "Kop\nGoes     1  2  3  4  10\nHulst    5  6  7  8  26\nTOTAAL   6  8 10 12  37"
    (block,) = blocks_of(text)
    assert (block.first, block.last) == (1, 3)
    assert block.cijfers(table_of(type_lines(text))).totaal_sonar == 37


def test_without_a_total_row_the_figures_of_a_block_are_the_sums() -> None:
    text = "Goes     1  2  3  4  10\nHulst    5  6  7  8  26"
    (block,) = blocks_of(text)
    assert block.total is None
    assert block.last == 1
    assert block.cijfers(table_of(type_lines(text))).figures == (6, 8, 10, 12, 36)


def test_the_label_of_a_total_may_stand_on_the_line_above_or_below() -> None:
    rows = "Goes     1  2  3  4  10\nHulst    5  6  7  8  26\n"
    total = "         9  9  9  9  36"
    assert shown(blocks_of(f"{rows}TOTAAL AMR\n{total}")) == [(["Goes", "Hulst"], True)]
    assert shown(blocks_of(f"{rows}{total}\nTOTAAL AMR")) == [(["Goes", "Hulst"], True)]


def test_a_sentence_that_speaks_of_a_total_is_no_label() -> None:
    text = "Goes     1  2  3  4  10\n         9  9  9  9  36\nIn totaal zijn dat 36 personen."
    assert shown(blocks_of(text)) == [(["Goes", ""], False)]


def test_a_row_that_is_the_sum_of_the_others_is_their_total_whatever_its_name() -> None:
    blocks = blocks_of("Goes     1  2  3  4  10\nHulst    5  6  7  8  26\nqqqq     6  8 10 12  36")
    assert shown(blocks) == [(["Goes", "Hulst"], True)]


def test_a_row_equal_to_the_only_one_before_it_is_no_total() -> None:
    assert shown(blocks_of("Goes     1  2  3  4  10\nHulst    1  2  3  4  10")) == [(["Goes", "Hulst"], False)]


def test_rows_of_noughts_are_no_totals_of_each_other() -> None:
    rows = "Goes     0  0  0  0  0\nHulst    0  0  0  0  0\nVeere    0  0  0  0  0"
    assert shown(blocks_of(rows)) == [(["Goes", "Hulst", "Veere"], False)]


def test_the_total_of_all_regions_belongs_to_none() -> None:
    text = (
        "Goes     1  2  3  4  10\nTOTAAL   1  2  3  4  10\nLANDELIJK TOTAAL   1  2  3  4  10\nHulst    5  6  7  8  26"
    )
    assert shown(blocks_of(text)) == [(["Goes"], True), (["Hulst"], False)]


def test_a_title_of_another_region_or_quarter_begins_a_block() -> None:
    text = "titel\nGoes    1  2  3  4  10\ntitel\nHulst   5  6  7  8  26\ntitel\nVeere   5  6  7  8  26"
    first = Heading(0, Q1, (ZEELAND,), 0)
    assert len(blocks_of(text, first, Heading(2, Q1, (RIJNMOND,), 0))) == 2
    assert len(blocks_of(text, first, Heading(2, Q2, (ZEELAND,), 0), Heading(4, Q1, (ZEELAND,), 0))) == 3


def test_a_title_that_is_repeated_on_each_page_begins_no_block() -> None:
    text = "titel\nGoes    1  2  3  4  10\ntitel\nHulst   5  6  7  8  26"
    assert len(blocks_of(text, Heading(0, Q1, (ZEELAND,), 0), Heading(2, Q1, (ZEELAND,), 0))) == 1
    assert len(blocks_of(text, Heading(0, Q1, (ZEELAND,), 0), Heading(2, Q1, (), 0))) == 1
    assert len(blocks_of(text, Heading(2, Q1, (ZEELAND,), 0))) == 1


def test_no_rows_are_no_block() -> None:
    assert blocks_of("Een zin zonder cijfers") == []


def test_without_total_rows_the_gemeenten_tell_where_a_region_ends() -> None:
    rows = "Goes 1 2 3 4 10\nXyz 5 6 7 8 26\nHulst 5 6 7 8 26\nRotterdam 1 2 3 4 10\nSchiedam 5 6 7 8 26"
    (block,) = blocks_of(rows)
    names = [Name(text_of(row.name), find_gemeente(text_of(row.name), ANY_DAY)) for row in block.rows]
    parts = list(split_by_region(block, names))
    assert shown([part for part, _ in parts]) == [(["Goes", "Xyz", "Hulst"], False), (["Rotterdam", "Schiedam"], False)]
    assert [len(part_names) for _, part_names in parts] == [3, 2]
