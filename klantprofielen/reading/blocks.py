"""Which rows are one region in one quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.errors import NoTableError
from klantprofielen.model import NUL, Cijfers
from klantprofielen.notation import name_key
from klantprofielen.reading.grid import Row
from klantprofielen.reading.names import Name, is_total
from klantprofielen.reading.prose import Heading
from klantprofielen.reading.table import Table
from klantprofielen.reading.words import Line, text_of

MOST_WORDS_IN_LABEL = 4


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one region in one quarter, with the total row where there is one."""

    rows: tuple[Row, ...]
    total: Row | None

    @property
    def first(self) -> int:
        """The line of its first row."""
        return self.rows[0].index

    @property
    def last(self) -> int:
        """The line of its last row."""
        return (self.total or self.rows[-1]).index

    def cijfers(self, table: Table) -> Cijfers:
        """The figures of the region: those of the total row, else the sum of all rows."""
        return table.cijfers(self.total) if self.total else sum(map(table.cijfers, self.rows), NUL)


def split_blocks(rows: Sequence[Row], table: Table, titles: Sequence[Heading]) -> Iterator[Block]:
    """A block ends at its total row, or where a title names another region or quarter.

    Raises:
        NoTableError: a total row with the same label follows, with other figures.
    """
    lines = table.lines
    headings = {heading.index: heading for heading in titles}
    block: list[Row] = []
    totals: list[Row] = []
    added = NUL
    current: Heading | None = None
    for number, row in enumerate(rows):
        since = rows[number - 1].index if number else -1
        for heading in (headings[index] for index in range(since + 1, row.index) if index in headings):
            if block and current and _differs(heading, current):
                yield Block(tuple(block), None)
                block, added = [], NUL
            current = heading
        until = rows[number + 1].index if number + 1 < len(rows) else len(lines)
        cijfers = table.cijfers(row)
        # A row that is the sum of all others is their total, whatever its label (one in a font without map, say).
        adds_up = len(block) > 1 and cijfers == added and bool(cijfers.totaal_sonar)
        if adds_up or _is_total_row(row, lines[since + 1 : row.index], lines[row.index + 1 : until]):
            if block:
                yield Block(tuple(block), row)
                totals.append(row)
            elif not _is_total_of_all(row, totals, table):
                raise NoTableError(case="totals", page=row.line.page, label=text_of(row.name))
            block, added = [], NUL
        else:
            block.append(row)
            added += cijfers
    if block:
        yield Block(tuple(block), None)


def _is_total_of_all(row: Row, totals: Sequence[Row], table: Table) -> bool:
    """Whether a total row that has no rows may be passed over: it is that of all regions, or the last one again."""
    if not totals or name_key(text_of(row.name)) != name_key(text_of(totals[-1].name)):
        return True
    figures = [table.cijfers(total) for total in totals]
    return table.cijfers(row) in (figures[-1], sum(figures, NUL))


def _differs(one: Heading, other: Heading) -> bool:
    return one.kwartaal != other.kwartaal or (
        len(one.regios) == len(other.regios) == 1 and one.regios[0].nummer != other.regios[0].nummer
    )


def _is_total_row(row: Row, before: Sequence[Line], behind: Sequence[Line]) -> bool:
    if row.name:
        return is_total(text_of(row.name))
    near = [*before[-1:], *behind[:1]]
    return any(is_total(line.text) and len(line.words) <= MOST_WORDS_IN_LABEL for line in near)


def split_by_region(block: Block, names: Sequence[Name]) -> Iterator[tuple[Block, Sequence[Name]]]:
    """Where several regions follow each other without total rows, the gemeenten tell where one ends."""
    start = 0
    current: int | None = None
    for number, name in enumerate(names):
        nummer = name.gemeente.regionummer if name.gemeente else current
        if current is not None and nummer != current:
            yield Block(block.rows[start:number], None), names[start:number]
            start = number
        current = nummer
    yield Block(block.rows[start:], block.total), names[start:]
