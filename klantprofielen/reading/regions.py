"""Which region a block is of: by what stands beside its rows, by the title, by its gemeenten."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from klantprofielen.model import Regio
from klantprofielen.notation import is_number
from klantprofielen.reading.blocks import MOST_WORDS_IN_LABEL, Block
from klantprofielen.reading.names import Name
from klantprofielen.reading.prose import Heading, Prose, find_regios
from klantprofielen.reading.table import Table
from klantprofielen.reading.words import text_of
from klantprofielen.reference import REGIOS, find_regio, regio_of

MOST_LINES_OF_REGION = 4


@dataclass(frozen=True, slots=True)
class Region:
    """The region of a block, with its name and number as printed beside the rows, where they are."""

    regio: Regio | None
    printed: str
    printed_number: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the names: in a row, or in a loose line between the rows."""

    text: str
    in_row: bool


def find_beside(block: Block, names: Sequence[Name], table: Table) -> list[Beside]:
    """What stands beside the names, from top to bottom."""
    return list(_find_beside(block, names, table))


def _find_beside(block: Block, names: Sequence[Name], table: Table) -> Iterator[Beside]:
    beside = {row.index: name.beside for row, name in zip(block.rows, names, strict=True)}
    rows = {row.index: row for row in block.rows}
    pages = {row.line.page for row in block.rows}
    before = next((index for index in range(block.first - 1, -1, -1) if index in table.rows), -1)
    for index in range(max(before + 1, block.first - MOST_LINES_OF_REGION), block.last):
        line = table.lines[index]
        if line.page not in pages or (index < block.first and len(line.words) > MOST_WORDS_IN_LABEL):
            continue
        words = rows[index].name if index in rows else line.words
        outside = text_of(word for word in table.name_columns[line.page].split(words)[1] if word.readable)
        if text := f"{outside} {beside.get(index, '')}".strip():
            yield Beside(text, index in rows)


def find_region(block: Block, names: Sequence[Name], table: Table, prose: Prose, on: date) -> Region:
    """The name beside the rows decides; else that of the title; else that of most gemeenten.

    Text without layout may have lost the place of a name: there one that fits no gemeente does not decide.
    """
    members = Counter(name.gemeente.regionummer for name in names if name.gemeente)
    beside = find_beside(block, names, table)

    def fits(regio: Regio) -> bool:
        return table.placed or regio.nummer in members or not members

    for regio, printed in _regios_beside([item.text for item in beside], on):
        if fits(regio):
            return Region(regio, printed, _number_beside(beside, printed))
    title = prose.title_above(block.first)
    if title and len(title.regios) == 1 and fits(title.regios[0]) and not _is_past(title, block, members, table):
        return Region(title.regios[0], "", _number_beside(beside, ""))
    usual = max(members, key=lambda nummer: (nummer in prose.named, members[nummer]), default=None)
    return Region(regio_of(usual, on), "", _number_beside(beside, ""))


def _is_past(title: Heading, block: Block, members: Counter[int], table: Table) -> bool:
    """Whether a title is that of another table above this one, and this one has no gemeente of its region."""
    between = range(title.index + 1, block.first)
    return title.regios[0].nummer not in members and bool(members) and any(index in table.rows for index in between)


def _number_beside(beside: Sequence[Beside], printed: str) -> int | None:
    """The number of the region: by itself in a row, or right before its name; other loose numbers count pages."""
    for item, following in zip_longest(beside, beside[1:]):
        words = item.text.split()
        behind = following.text.split()[:1] if following else []
        for number, named in zip(words, words[1:] + behind, strict=False):
            if is_number(number) and 1 <= int(number) <= REGIOS and printed.startswith(named):
                return int(number)
        if item.in_row and is_number(item.text) and 1 <= int(item.text) <= REGIOS:
            return int(item.text)
    return None


def _regios_beside(texts: Sequence[str], on: date) -> Iterator[tuple[Regio, str]]:
    """Regions in the words beside the names; a name may go on in the next lines of its cell."""
    named = [
        text for text in (" ".join(word for word in text.split() if not is_number(word)) for text in texts) if text
    ]
    for length in range(MOST_LINES_OF_REGION, 0, -1):
        for start in range(len(named) - length + 1):
            printed = " ".join(named[start : start + length])
            if regio := find_regio(printed, on):
                yield regio, printed.replace("- ", "-")
    for text in named:
        for regio in find_regios(text, on):
            yield regio, regio.naam
