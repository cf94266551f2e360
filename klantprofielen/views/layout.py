"""A table as aligned lines of text: which columns fit, how wide each is, and how a value is written in Dutch."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from itertools import groupby, pairwise
from typing import assert_never

from klantprofielen.model import Kwartaal
from klantprofielen.notation import (
    clean_text,
    cut_text,
    format_amount,
    format_difference,
    format_growth,
    format_kwartaal,
    format_number,
    format_points,
    format_share,
)
from klantprofielen.tables import Cell, Column, Hidden, Kind, Table

GAP = 2  # spaces between two columns
MOST_IN_CELL = 160  # characters; three times the longest name of a region
MOST_IN_NOTE = 2_000
WIDER_GAP = 3  # between two groups of columns, where there is room
FRACTION_FORMATS: Mapping[Kind, Callable[[Fraction], str]] = {
    Kind.PUNTEN: format_points,
    Kind.GROEI: format_growth,
    Kind.AANTAL: format_amount,
    Kind.VERSCHIL: format_difference,
}
"""Of any other kind it is a share."""


class Role(Enum):
    """What a line is, so that a view can give it a look."""

    TITLE = auto()
    GROUPS = auto()
    HEADER = auto()
    RULE = auto()
    ROW = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, without trailing spaces."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that is ready to print; its notes are left to the view, which knows how to mark them."""

    lines: tuple[Line, ...]
    width: int
    left_out: tuple[str, ...]
    """The columns for which there was no room."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns that are shown, with their texts and widths."""

    most: int
    """Columns that leave earlier are left out."""
    columns: tuple[Column, ...]
    texts: tuple[tuple[str, ...], ...]
    """Of each of them, row by row."""
    widths: tuple[int, ...]
    gaps: tuple[int, ...]

    @property
    def width(self) -> int:
        return sum(self.widths) + sum(self.gaps)


def lay_out(table: Table, room: int | None) -> Layout:
    """The table in at most this many positions, by leaving out whole columns; uncut where there is no limit.

    Where even the columns that always stay do not fit, they are wider than the room: nothing is ever cut.
    """
    grid = _fit(table, room)
    left_out = tuple(column.title for column in table.columns if column.leaves > grid.most)
    return Layout(tuple(_lines(table, grid)), grid.width, left_out)


def _fit(table: Table, room: int | None) -> _Grid:
    texts = [
        tuple(format_cell(cell, column.kind) for cell in cells)
        for column, cells in zip(table.columns, _transpose(table), strict=True)
    ]
    widths = [max(_widths_of((column.header, *cells))) for column, cells in zip(table.columns, texts, strict=True)]
    for most in sorted({column.leaves for column in table.columns} - {0}, reverse=True):
        for gap in (WIDER_GAP, GAP):
            grid = _grid(table.columns, texts, widths, most, gap)
            if room is None or grid.width <= room:
                return grid
    return _grid(table.columns, texts, widths, 0, GAP)


def _grid(
    columns: tuple[Column, ...], texts: Sequence[tuple[str, ...]], widths_of_all: Sequence[int], most: int, gap: int
) -> _Grid:
    kept = [index for index, column in enumerate(columns) if column.leaves <= most]
    shown = tuple(columns[index] for index in kept)
    gaps = tuple(gap if one.group != other.group else GAP for one, other in pairwise(shown))
    widths = [widths_of_all[index] for index in kept]
    for group, first, last in _spans(shown):
        short = width_of(group) - sum(widths[first : last + 1]) - sum(gaps[first:last])
        widths[first] += max(short, 0)
    return _Grid(most, shown, tuple(texts[index] for index in kept), tuple(widths), gaps)


def _transpose(table: Table) -> list[tuple[Cell, ...]]:
    """The cells of each column."""
    return list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.columns)


def _spans(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    """Each group of neighbouring columns: its header, its first and its last column."""
    for group, members in groupby(enumerate(columns), key=lambda item: item[1].group):
        indices = [index for index, _ in members]
        yield group, indices[0], indices[-1]


def _lines(table: Table, grid: _Grid) -> Iterator[Line]:
    yield Line(Role.TITLE, shown_text(table.title))
    if any(column.group for column in grid.columns):
        yield Line(Role.GROUPS, _groups_line(grid))
    header, *lines = _row_lines(grid)
    yield Line(Role.HEADER, header)
    yield Line(Role.RULE, "")
    was_total = False
    for row, line in zip(table.rows, lines, strict=True):
        if row.is_total != was_total and row is not table.rows[0]:
            yield Line(Role.RULE, "")
        was_total = row.is_total
        yield Line(Role.TOTAL if row.is_total else Role.ROW, line)


def _row_lines(grid: _Grid) -> Iterator[str]:
    """The headers, and each row, with its texts under each other."""
    columns = zip(grid.columns, grid.texts, grid.widths, (0, *grid.gaps), strict=True)
    padded = [_pad(column, (column.header, *texts), width, " " * gap) for column, texts, width, gap in columns]
    return ("".join(parts).rstrip() for parts in zip(*padded, strict=True))


def _pad(column: Column, texts: Sequence[str], width: int, gap: str) -> list[str]:
    """The texts of a column as wide as it is, behind the gap before it."""
    spaces = [" " * (width - taken) for taken in _widths_of(texts)]
    if column.kind is Kind.TEXT or column.kind is Kind.KWARTAAL:
        return [gap + text + space for text, space in zip(texts, spaces, strict=True)]
    return [gap + space + text for text, space in zip(texts, spaces, strict=True)]


def _widths_of(texts: Sequence[str]) -> Iterator[int]:
    """The positions that each of these texts takes: its characters, where all of them are ASCII."""
    return map(len if "".join(texts).isascii() else width_of, texts)


def _groups_line(grid: _Grid) -> str:
    """The headers of the groups: over one column to its right, over several in the middle."""
    line = ""
    for group, first, last in _spans(grid.columns):
        start = sum(grid.widths[:first]) + sum(grid.gaps[:first])
        span = sum(grid.widths[first : last + 1]) + sum(grid.gaps[first:last])
        free = span - width_of(group)
        line = line.ljust(start + (free if first == last else (free + 1) // 2)) + group
    return line.rstrip()


def format_cell(cell: Cell, kind: Kind) -> str:
    """A value as a Dutch report writes it; nothing for what is not known."""
    match cell:  # what there is most of first; whether something is a fraction takes long to ask
        case int():
            return _format_int(cell, kind)
        case str():
            return shown_text(cell)
        case None:
            return ""
        case Hidden(mark):
            return shown_text(mark)
        case Kwartaal():
            return format_kwartaal(cell)
        case Fraction():
            return _format_fraction(cell, kind)
        case _:
            assert_never(cell)


def shown_text(text: str, most: int = MOST_IN_CELL) -> str:
    """Text of a document as people see it: harmless, and no longer than can be read."""
    return cut_text(clean_text(text), most)


def _format_fraction(value: Fraction, kind: Kind) -> str:
    return FRACTION_FORMATS.get(kind, format_share)(value)


def _format_int(value: int, kind: Kind) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if kind is Kind.VERSCHIL:
        return format_difference(value)
    return format_number(value) if kind is Kind.AANTAL else str(value)


def width_of(text: str) -> int:
    """The positions that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
