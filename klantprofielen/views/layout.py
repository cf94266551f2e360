"""A table as aligned lines of text: which columns fit, how wide each is, and how a value is written in Dutch."""

import unicodedata
from collections.abc import Iterator, Sequence
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

    columns: tuple[Column, ...]
    indices: tuple[int, ...]
    """Which of the columns of the table they are."""
    texts: tuple[tuple[str, ...], ...]
    """Of all columns of the table, row by row."""
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
    left_out = tuple(column.title for column in table.columns if column not in grid.columns)
    return Layout(tuple(_lines(table, grid)), grid.width, left_out)


def _fit(table: Table, room: int | None) -> _Grid:
    texts = tuple(tuple(map(format_cell, row.cells, (column.kind for column in table.columns))) for row in table.rows)
    widths = [
        max(map(width_of, (column.header, *cells)))
        for column, cells in zip(table.columns, _transpose(texts, table.columns), strict=True)
    ]
    for most in sorted({column.leaves for column in table.columns} - {0}, reverse=True):
        for gap in (WIDER_GAP, GAP):
            grid = _grid(table.columns, texts, widths, most, gap)
            if room is None or grid.width <= room:
                return grid
    return _grid(table.columns, texts, widths, 0, GAP)


def _grid(
    columns: tuple[Column, ...], texts: tuple[tuple[str, ...], ...], widths_of_all: Sequence[int], most: int, gap: int
) -> _Grid:
    kept = [index for index, column in enumerate(columns) if column.leaves <= most]
    shown = tuple(columns[index] for index in kept)
    gaps = tuple(gap if one.group != other.group else GAP for one, other in pairwise(shown))
    widths = [widths_of_all[index] for index in kept]
    for group, first, last in _spans(shown):
        short = width_of(group) - sum(widths[first : last + 1]) - sum(gaps[first:last])
        widths[first] += max(short, 0)
    return _Grid(shown, tuple(kept), texts, tuple(widths), gaps)


def _transpose(rows: tuple[tuple[str, ...], ...], columns: Sequence[Column]) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * len(columns)


def _spans(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    """Each group of neighbouring columns: its header, its first and its last column."""
    for group, members in groupby(enumerate(columns), key=lambda item: item[1].group):
        indices = [index for index, _ in members]
        yield group, indices[0], indices[-1]


def _lines(table: Table, grid: _Grid) -> Iterator[Line]:
    yield Line(Role.TITLE, shown_text(table.title))
    if any(column.group for column in grid.columns):
        yield Line(Role.GROUPS, _groups_line(grid))
    yield Line(Role.HEADER, _line(grid, [column.header for column in grid.columns]))
    yield Line(Role.RULE, "")
    was_total = False
    for row, texts in zip(table.rows, grid.texts, strict=True):
        if row.is_total != was_total and row is not table.rows[0]:
            yield Line(Role.RULE, "")
        was_total = row.is_total
        shown = [texts[index] for index in grid.indices]
        yield Line(Role.TOTAL if row.is_total else Role.ROW, _line(grid, shown))


def _line(grid: _Grid, texts: Sequence[str]) -> str:
    parts = [_pad(text, width, column) for text, width, column in zip(texts, grid.widths, grid.columns, strict=True)]
    spaced = (part + " " * gap for part, gap in zip(parts, (*grid.gaps, 0), strict=True))
    return "".join(spaced).rstrip()


def _pad(text: str, width: int, column: Column) -> str:
    space = " " * (width - width_of(text))
    return text + space if column.kind is Kind.TEXT or column.kind is Kind.KWARTAAL else space + text


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
    match cell:
        case None:
            return ""
        case Hidden(mark):
            return shown_text(mark)
        case Kwartaal():
            return format_kwartaal(cell)
        case Fraction():
            return _format_fraction(cell, kind)
        case int():
            return _format_int(cell, kind)
        case str():
            return shown_text(cell)
        case _:
            assert_never(cell)


def shown_text(text: str, most: int = MOST_IN_CELL) -> str:
    """Text of a document as people see it: harmless, and no longer than can be read."""
    return cut_text(clean_text(text), most)


def _format_fraction(value: Fraction, kind: Kind) -> str:
    formats = {
        Kind.PUNTEN: format_points,
        Kind.GROEI: format_growth,
        Kind.AANTAL: format_amount,
        Kind.VERSCHIL: format_difference,
    }
    return formats.get(kind, format_share)(value)


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
