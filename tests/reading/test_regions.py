from collections import defaultdict
from datetime import date

from typed import type_lines

from klantprofielen.reading.blocks import Block
from klantprofielen.reading.grid import find_rows
from klantprofielen.reading.names import NameColumn, find_fragments, find_name_columns, resolve_names
from klantprofielen.reading.prose import Prose
from klantprofielen.reading.regions import Region, find_beside, find_region
from klantprofielen.reading.table import Table
from klantprofielen.reference import regio_of

TODAY = date(2023, 1, 1)
ZEELAND, RIJNMOND, CENTRAAL = regio_of(29, TODAY), regio_of(22, TODAY), regio_of(18, TODAY)
FIGURES = "1  2  3  4  10"


def look(text: str, *, placed: bool = True) -> tuple[Region, list[str]]:
    """The region of the only block in these lines, and what stands beside its names."""
    lines = type_lines(text)
    rows = find_rows(lines, placed=placed)
    taken = frozenset(row.index for row in rows)
    columns = find_name_columns(rows, lines, TODAY, placed=placed)
    table = Table(lines=lines, rows=taken, columns={}, name_columns=columns, placed=placed)
    names = resolve_names(rows, find_fragments(rows, lines, columns, taken), columns, TODAY, frozenset())
    block = Block(tuple(rows), None)
    region = find_region(block, names, table, Prose(lines, taken), TODAY)
    return region, [item.text for item in find_beside(block, names, table)]


def test_the_name_beside_the_rows_decides() -> None:
    region, beside = look(
        f"eerste kwartaal 2023 Rijnmond\n\n\n\n29  Zeeland  Goes     {FIGURES}\n             Hulst    {FIGURES}"
    )
    assert region == Region(ZEELAND, "Zeeland", 29)
    assert beside[-1] == "29 Zeeland"


def test_a_name_over_several_lines_beside_the_rows_is_joined() -> None:
    region, _ = look(
        f"18  Zuid-Holland  Lansingerland   {FIGURES}\n"
        f"    Centraal      Voorschoten     {FIGURES}\n"
        f"                  Wassenaar       {FIGURES}"
    )
    assert region == Region(CENTRAAL, "Zuid-Holland Centraal", 18)


def test_a_name_broken_behind_a_hyphen_is_printed_as_one() -> None:
    region, _ = look(
        f"31  Noord-   Venlo     {FIGURES}\n    Limburg  Venray    {FIGURES}\n             Bergen (L.)  {FIGURES}"
    )
    assert region.printed == "Noord-Limburg"


def test_the_number_may_be_another_than_the_one_of_the_tables() -> None:
    region, _ = look(f"26  Zeeland  Goes     {FIGURES}\n             Hulst    {FIGURES}")
    assert region == Region(ZEELAND, "Zeeland", 26)


def test_the_number_may_stand_in_a_row_of_its_own_cell() -> None:
    region, _ = look(
        f"    Zeeland  Goes     {FIGURES}\n29           Hulst    {FIGURES}\n             Veere    {FIGURES}"
    )
    assert region == Region(ZEELAND, "Zeeland", 29)


def test_a_number_above_the_rows_that_is_not_before_the_name_counts_pages() -> None:
    region, _ = look(f"2\n29  Zeeland  Goes     {FIGURES}\n             Hulst    {FIGURES}")
    assert region == Region(ZEELAND, "Zeeland", 29)


def test_a_number_that_no_region_has_is_none() -> None:
    region, _ = look(f"99  Zeeland  Goes     {FIGURES}\n             Hulst    {FIGURES}")
    assert region.printed_number is None


def test_a_region_on_a_row_above_its_gemeenten_is_found() -> None:
    region, beside = look(f"29 Zeeland\nGoes     {FIGURES}\nHulst    {FIGURES}")
    assert region == Region(ZEELAND, "Zeeland", 29)
    assert beside == ["29 Zeeland"]


def test_without_a_name_beside_the_rows_the_title_tells() -> None:
    region, _ = look(f"eerste kwartaal 2023 Rijnmond\n\n\n\n\nGoes     {FIGURES}\nHulst    {FIGURES}")
    assert region == Region(RIJNMOND, "", None)


def test_a_title_of_several_regions_does_not_tell() -> None:
    region, _ = look(f"eerste kwartaal 2023 Rijnmond en Zeeland\n\n\n\n\nGoes     {FIGURES}\nRotterdam    {FIGURES}")
    assert region.regio in {ZEELAND, RIJNMOND}


def test_without_a_title_most_gemeenten_tell() -> None:
    region, _ = look(f"Goes     {FIGURES}\nHulst    {FIGURES}\nRotterdam    {FIGURES}")
    assert region == Region(ZEELAND, "", None)


def test_without_anything_known_there_is_no_region() -> None:
    region, _ = look(f"Aap     {FIGURES}\nNoot    {FIGURES}")
    assert region == Region(None, "", None)


def test_without_positions_a_region_that_fits_no_gemeente_does_not_decide() -> None:
    text = f"Rijnmond\nGoes {FIGURES}\nHulst {FIGURES}"
    assert look(text, placed=False)[0].regio == ZEELAND
    title = f"eerste kwartaal 2023 Rijnmond\n\nGoes {FIGURES}\nHulst {FIGURES}"
    assert look(title, placed=False)[0].regio == ZEELAND


def test_lines_of_other_pages_and_long_lines_above_do_not_stand_beside() -> None:
    lines = (
        *type_lines("29 Rijnmond", page=1),
        *type_lines(f"dit zijn meer dan vier woorden Rijnmond\nGoes     {FIGURES}\nHulst    {FIGURES}", page=2),
    )
    rows = find_rows(lines, placed=True)
    taken = frozenset(row.index for row in rows)
    usual = find_name_columns(rows, lines, TODAY, placed=True)[2]
    columns: defaultdict[int, NameColumn] = defaultdict(lambda: usual)
    table = Table(lines=lines, rows=taken, columns={}, name_columns=columns, placed=True)
    names = resolve_names(rows, [[], [], []], columns, TODAY, frozenset())
    assert find_beside(Block(tuple(rows), None), names, table) == []


def test_what_is_digits_to_unicode_only_is_no_number_of_a_region() -> None:
    region, _ = look(f"87\u00b2  Zeeland  Goes  {FIGURES}\n\u00b3  Hulst  {FIGURES}\n\u0662  Veere  {FIGURES}")
    assert region.printed_number is None
