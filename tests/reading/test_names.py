from datetime import date

import pytest
from typed import type_lines, type_unreadable

from klantprofielen.notation import name_key
from klantprofielen.reading.grid import find_rows
from klantprofielen.reading.names import (
    EVERYWHERE,
    Fragment,
    Name,
    NameColumn,
    find_fragments,
    find_name_columns,
    is_total,
    locate_gemeente,
    read_name,
    read_wrapped,
    resolve_names,
)
from klantprofielen.reading.words import Line, text_of
from klantprofielen.reference import gemeenten_of

TODAY = date(2023, 1, 1)
FIGURES = "1  2  3  4  10"


def names_of(lines: tuple[Line, ...], regionummer: int = 29, *, placed: bool = True) -> list[Name]:
    rows = find_rows(lines, placed=placed)
    columns = find_name_columns(rows, lines, TODAY, placed=placed)
    gaps = find_fragments(rows, lines, columns, {row.index for row in rows})
    expected = frozenset(name_key(gemeente.naam) for gemeente in gemeenten_of(regionummer, TODAY))
    return resolve_names(rows, gaps, columns, TODAY, expected)


def found(names: list[Name]) -> list[str | None]:
    return [name.gemeente.naam if name.gemeente else None for name in names]


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("22 Rijnmond Rotterdam", "Rotterdam", "Rotterdam"),
        ("Groningen Midden-Groningen", "Midden-Groningen", "Groningen"),
        ("Bergen op Zoom", "Bergen op Zoom", "Bergen op Zoom"),
        ("Krimpen aan den IJssel", "Krimpen aan den IJssel", "Krimpen aan den IJssel"),
    ],
)
def test_the_longest_gemeente_is_found_at_either_end(text: str, last: str, first: str) -> None:
    words = type_lines(text)[0].words
    at_end, at_start = locate_gemeente(words, TODAY, last=True), locate_gemeente(words, TODAY, last=False)
    assert at_end
    assert at_start
    assert (at_end.gemeente.naam, at_start.gemeente.naam) == (last, first)
    assert (at_end.x1, at_start.x0) == (words[-1].x1, words[at_start.start].x0)


def test_words_without_a_gemeente_match_none() -> None:
    assert locate_gemeente(type_lines("Ons Dorp")[0].words, TODAY, last=True) is None
    assert locate_gemeente((), TODAY, last=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("TOTAAL AMR", True), ("Sub-totaal", True), ("Totalen", False), ("Goes", False), ("", False)],
)
def test_a_total_row_says_so(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_total(text) is expected


def test_the_names_stand_in_one_column_and_the_region_beside_it() -> None:
    lines = type_lines(
        f"29  Zeeland  Goes     {FIGURES}\n             Hulst    {FIGURES}\n             Veere    {FIGURES}"
    )
    column = find_name_columns(find_rows(lines, placed=True), lines, TODAY, placed=True)[1]
    assert [text_of(part) for part in column.split(find_rows(lines, placed=True)[0].name)] == ["Goes", "29 Zeeland"]


def test_a_region_named_as_one_of_its_gemeenten_stands_outside_the_column() -> None:
    lines = type_lines(
        f"1  Groningen  Eemsdelta   {FIGURES}\n"
        f"              Groningen   {FIGURES}\n"
        f"              Veendam     {FIGURES}\n"
        f"              Oldambt     {FIGURES}"
    )
    assert found(names_of(lines, 1)) == ["Eemsdelta", "Groningen", "Veendam", "Oldambt"]


def test_a_column_of_names_before_the_region_is_found_too() -> None:
    lines = type_lines(f"Goes   Zeeland  29  {FIGURES}\nHulst  Zeeland  29  {FIGURES}\nVeere  Zeeland  29  {FIGURES}")
    assert found(names_of(lines)) == ["Goes", "Hulst", "Veere"]


def test_without_positions_or_known_names_the_column_is_everywhere() -> None:
    lines = type_lines(f"Goes  {FIGURES}\nHulst  {FIGURES}")
    assert find_name_columns(find_rows(lines, placed=False), lines, TODAY, placed=False)[1] is EVERYWHERE
    strange = type_lines(f"Aap  {FIGURES}\nNoot  {FIGURES}")
    assert find_name_columns(find_rows(strange, placed=True), strange, TODAY, placed=True)[1] is EVERYWHERE


def test_a_word_belongs_to_the_column_in_which_its_middle_stands() -> None:
    words = type_lines("aaaa bbbb cccc")[0].words
    inside, outside = NameColumn(3.0, 8.0).split(words)
    assert (text_of(inside), text_of(outside)) == ("bbbb", "aaaa cccc")


@pytest.mark.parametrize(
    "text",
    [
        f"Borsele    {FIGURES}\nNoord-     {FIGURES}\nBeveland\nGoes       {FIGURES}",
        f"Borsele    {FIGURES}\nNoord-\nBeveland   {FIGURES}\nGoes       {FIGURES}",
        f"Borsele    {FIGURES}\nNoord-\n           {FIGURES}\nBeveland\nGoes       {FIGURES}",
    ],
    ids=["top", "bottom", "middle"],
)
def test_a_wrapped_name_is_joined_wherever_its_figures_stand(text: str) -> None:
    names = names_of(type_lines(text))
    assert found(names) == ["Borsele", "Noord-Beveland", "Goes"]
    assert names[1].printed == "Noord-Beveland"


def test_two_wrapped_names_after_each_other_are_shared_out_by_what_they_spell() -> None:
    text = (
        f"Capelle aan\nden IJssel       {FIGURES}\nKrimpen aan\nden IJssel       {FIGURES}\nSchiedam         {FIGURES}"
    )
    assert found(names_of(type_lines(text), 22)) == ["Capelle aan den IJssel", "Krimpen aan den IJssel", "Schiedam"]


def test_a_name_wrapped_over_the_page_is_joined() -> None:
    lines = (
        *type_lines(f"Borsele         {FIGURES}\nHulst           {FIGURES}\nNoord-          {FIGURES}", page=1),
        *type_lines(f"Beveland\nVeere           {FIGURES}\nGoes            {FIGURES}", page=2),
    )
    assert found(names_of(lines)) == ["Borsele", "Hulst", "Noord-Beveland", "Veere", "Goes"]


def test_loose_lines_that_are_no_part_of_a_name_are_left_out() -> None:
    text = f"Borsele         {FIGURES}\n(voorlopig)\nGoes            {FIGURES}\nHulst           {FIGURES}"
    assert found(names_of(type_lines(text))) == ["Borsele", "Goes", "Hulst"]


def fragments_between(*between: str) -> list[str]:
    """What is taken for parts of names between two rows."""
    lines = type_lines("\n".join([f"Goes            {FIGURES}", *between, f"Hulst           {FIGURES}"]))
    rows = find_rows(lines, placed=True)
    gaps = find_fragments(rows, lines, find_name_columns(rows, lines, TODAY, placed=True), {0, len(lines) - 1})
    assert len(gaps) == 3
    return [part.text for part in gaps[1]]


def test_only_short_lines_close_by_can_be_parts_of_names() -> None:
    assert fragments_between("Noord-", "Beveland") == ["Noord-", "Beveland"]
    assert fragments_between("", "", "Noord-", "", "", "") == []
    assert fragments_between("een regel met veel meer woorden dan een naam") == []
    assert fragments_between("met  zonder") == []
    assert fragments_between("Pagina 2") == []
    assert len(fragments_between(*"abcdefgh")) == 6


def test_what_cannot_be_read_is_no_part_of_a_name() -> None:
    lines = list(type_lines(f"Goes            {FIGURES}\nNoord-\nHulst           {FIGURES}"))
    lines[1] = type_unreadable(lines[1])
    rows = find_rows(lines, placed=True)
    assert find_fragments(rows, lines, find_name_columns(rows, lines, TODAY, placed=True), {0, 2})[1] == []


def test_a_name_that_differs_in_a_letter_is_that_of_the_gemeente_without_a_row() -> None:
    names = names_of(type_lines(f"Borsele      {FIGURES}\nTernuezen    {FIGURES}\nGoes         {FIGURES}"))
    assert found(names) == ["Borsele", "Terneuzen", "Goes"]
    assert names[1].printed == "Ternuezen"


@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        ("Ternuezen", ["Terneuzen", "Goes"]),  # that one has a row already
        ("Roterdam", ["Borsele", "Goes"]),  # in another region
        ("Gos", ["Borsele", "Hulst"]),  # too short to tell
        ("Aap", ["Borsele", "Goes"]),
    ],
)
def test_a_name_that_nobody_has_stays_unknown(printed: str, rows: list[str]) -> None:
    lines = type_lines("\n".join(f"{name:<12}  {FIGURES}" for name in (rows[0], printed, rows[1])))
    names = names_of(lines)
    assert found(names) == [rows[0], None, rows[1]]
    assert names[1].printed == printed


@pytest.mark.parametrize(
    ("text", "printed", "gemeente", "beside"),
    [
        ("Goes", "Goes", "Goes", ""),
        ("29 Zeeland Goes", "Goes", "Goes", "29 Zeeland"),
        ("29 Goes", "Goes", "Goes", "29"),
        ("Zuid-Holland Centraal Zoetermeer", "Zoetermeer", "Zoetermeer", "Zuid-Holland Centraal"),
        ("Groningen", "Groningen", "Groningen", ""),
        ("1 Groningen Groningen", "Groningen", "Groningen", "1 Groningen"),
        ("29 Zeeland Ons Dorp", "Ons Dorp", None, "29 Zeeland"),
        ("29 Ons Dorp", "Ons Dorp", None, "29"),
        ("Tabel over Goes", "Tabel over Goes", None, ""),
        ("", "", None, ""),
        ("29", "29", None, ""),
    ],
)
def test_a_name_is_read_behind_its_region(text: str, printed: str, gemeente: str | None, beside: str) -> None:
    name = read_name(text, TODAY)
    assert (name.printed, name.gemeente.naam if name.gemeente else None, name.beside) == (printed, gemeente, beside)


def test_a_region_wrapped_beside_a_wrapped_name_is_told_apart_without_positions() -> None:
    name = read_wrapped(("18 Zuid-Holland Leidschendam-", "Centraal Voorburg"), TODAY)
    assert name.gemeente
    assert (name.gemeente.naam, name.printed) == ("Leidschendam-Voorburg", "Leidschendam-Voorburg")
    assert name.beside == "18 Zuid-Holland Centraal"


def test_lines_that_spell_nothing_stay_as_they_are() -> None:
    assert read_wrapped(("aap", "noot"), TODAY).printed == "aap noot"
    assert read_wrapped(("a", "b", "c", "Goes"), TODAY).gemeente is None


def test_a_row_takes_no_line_of_another_page_that_spells_nothing() -> None:
    lines = type_lines(f"Goes            {FIGURES}\nHulst           {FIGURES}")
    rows = find_rows(lines, placed=True)
    gaps = [[], [Fragment("Vervolg", 2, 0.0)], []]
    columns = find_name_columns(rows, lines, TODAY, placed=True)
    assert found(resolve_names(rows, gaps, columns, TODAY, frozenset())) == ["Goes", "Hulst"]
