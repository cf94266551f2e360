"""Reports as plain text, in the shapes in which tools extract it from a PDF. All figures are made up."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from klantprofielen.model import Rapport
from makes.document import Section, describe
from makes.layout import Layout, RegionPlace


class Shape(Enum):
    """How the cells of a row follow each other."""

    RUNNING = auto()
    """Parted by one space."""
    ALIGNED = auto()
    """Each under its header, by spaces."""
    TABS = auto()
    """Parted by a tab, empty cells too."""
    CELLS = auto()
    """Each on a line of its own."""


def print_text(rapporten: Sequence[Rapport], layout: Layout, shape: Shape) -> str:
    """The text, with a form feed between pages."""
    assert layout.region is not RegionPlace.MERGED, "a text has no cell over several rows"
    return "\f".join("\n".join(_lines(section, shape)) + "\n" for section in describe(rapporten, layout))


def _lines(section: Section, shape: Shape) -> Iterator[str]:
    yield from (*section.titles, "", *section.prose, "", *section.before)
    yield from _format_table(list(table_of(section)), shape)
    yield from ("", *section.after)


def table_of(section: Section) -> Iterator[list[str]]:
    """The cells of header and rows, each as wide as the table; a cell over several columns is in the first."""
    width = section.leads + len(section.regions[0].rows[0].figures)
    for number in range(section.header_rows):
        row = [""] * width
        for cell in section.header:
            if cell.row == number:
                row[cell.column] = cell.text
        yield row
    for region in section.regions:
        if region.above:
            yield [region.above] + [""] * (width - 1)
        for printed in (*region.rows, *([region.total] if region.total else [])):
            yield [*printed.lead, *printed.figures]


def _format_table(table: list[list[str]], shape: Shape) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        if shape is Shape.ALIGNED:
            cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
            yield "   ".join(cells).rstrip()
        elif shape is Shape.TABS:
            yield "\t".join(row)
        else:
            yield (" " if shape is Shape.RUNNING else "\n").join(filter(None, row))
