"""Lines to rapporten, in the order of the steps: rows, columns, blocks, names, regions, quarters, register."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from klantprofielen.errors import NoTableError, NotThisReportError, ReadError
from klantprofielen.model import Gemeente, Kwartaal, Place, Rapport, Rij, Source
from klantprofielen.notation import find_kwartalen, name_key
from klantprofielen.reading.blocks import Block, split_blocks, split_by_region
from klantprofielen.reading.columns import find_columns
from klantprofielen.reading.complete import require_regions, require_rows, require_single
from klantprofielen.reading.grid import Row, find_rows, is_laid_out
from klantprofielen.reading.header import find_headers
from klantprofielen.reading.names import (
    Name,
    find_fragments,
    find_name_columns,
    is_total,
    locate_gemeente,
    resolve_names,
)
from klantprofielen.reading.prose import SUBJECTS, Prose, Statement, find_regios, kwartaal_of_file
from klantprofielen.reading.regions import Region, find_beside, find_region
from klantprofielen.reading.register import Subject, choose_register, share_out
from klantprofielen.reading.table import Table, require_readable
from klantprofielen.reading.words import Document, Kind, Line, text_of
from klantprofielen.reference import ANY_DAY, gemeenten_of

LONGEST_NAME = 120  # characters; of a longer one the beginning is kept
KNOWN_SHARE = 0.5  # of the rows that must name a known gemeente


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the names of its rows, its region and its quarter."""

    block: Block
    names: Sequence[Name]
    region: Region
    kwartaal: Kwartaal | None


def read_rapporten(document: Document, source: Source) -> list[Rapport]:
    """All rapporten of a document, in its order.

    Raises:
        UnreadableTextError: the figures have no character map.
        NoTableError: this report, but without its table.
        NotThisReportError: something else.
    """
    lines, placed = document.lines, document.placed
    rows = find_rows(lines, placed=placed)
    if document.kind is Kind.TEXT and placed and not is_laid_out(rows):
        raise NoTableError
    headers = find_headers(rows, lines, placed=placed)
    prose = Prose(lines, {row.index for row in rows}.union(*headers))
    require_readable(rows, lines)
    if not rows or not _is_ours(rows, headers, prose, lines):
        raise _refusal(prose)
    require_single(rows)
    on = _usual_day(prose, source)
    table = Table(
        lines=lines,
        rows=frozenset(row.index for row in rows),
        columns=find_columns(rows, headers, lines, placed=placed),
        name_columns=find_name_columns(rows, lines, on, placed=placed),
        placed=placed,
    )
    blocks = list(split_blocks(rows, table, prose.titles))
    require_rows(table, headers, blocks)
    parts = [part for block in blocks for part in _name_block(block, table, prose, source)]
    if not parts:
        raise _refusal(prose)
    subjects = [
        Subject(part.region.regio, part.block.first, part.block.last, part.block.cijfers(table).totaal_sonar)
        for part in parts
    ]
    said = prose.statements(on)
    require_regions(prose, said, {part.region.regio.nummer for part in parts if part.region.regio})
    statements = share_out(said, subjects)
    rapporten = [_build_rapport(part, said, table, source) for part, said in zip(parts, statements, strict=True)]
    if document.empty_page and not _may_end_before(document.empty_page, rapporten, lines):
        raise NoTableError(case="page", page=document.empty_page)
    return rapporten


def _may_end_before(empty_page: int, rapporten: Sequence[Rapport], lines: Sequence[Line]) -> bool:
    """Whether an empty page may be meant so: behind one report of which nothing is missing."""
    if len(rapporten) > 1 or lines[-1].page > empty_page:
        return False
    return rapporten[0].totaal is not None and rapporten[0].dekking_gedrukt is not None


def _is_ours(rows: Sequence[Row], headers: Sequence[Sequence[int]], prose: Prose, lines: Sequence[Line]) -> bool:
    header = name_key(" ".join(lines[index].text for header in headers for index in header))
    if not prose.subjects and not any(subject in header for subject in (*SUBJECTS, "profiel")):
        return False
    named = [row for row in rows if row.name and not is_total(text_of(row.name))]
    known = sum(locate_gemeente(row.name, ANY_DAY, last=True) is not None for row in named)
    return prose.has_title or known >= KNOWN_SHARE * len(named)


def _refusal(prose: Prose) -> ReadError:
    return NoTableError() if prose.has_title else NotThisReportError()


def _usual_day(prose: Prose, source: Source) -> date:
    """The day whose division holds for the document as a whole."""
    kwartaal = prose.kwartaal_at(0, None) or kwartaal_of_file(source.file)
    return kwartaal.eerste_dag if kwartaal else ANY_DAY


def _name_block(block: Block, table: Table, prose: Prose, source: Source) -> Iterator[Part]:
    """The part, or parts, that a block is: several where regions follow each other without total rows."""
    kwartaal = _kwartaal_of(block, None, prose, source)
    on = kwartaal.eerste_dag if kwartaal else ANY_DAY
    members = _likely_members(block, on)
    expected = frozenset(name_key(gemeente.naam) for gemeente in members)
    fragments = find_fragments(block.rows, table.lines, table.name_columns, table.rows)
    resolved = resolve_names(block.rows, fragments, table.name_columns, on, expected)
    names = _by_elimination(resolved, members)
    named = {regio.nummer for item in find_beside(block, names, table) for regio in find_regios(item.text, on)}
    several = len(named) > 1 and not block.total
    for part, part_names in split_by_region(block, names) if several else [(block, names)]:
        region = find_region(part, part_names, table, prose, on)
        yield Part(part, part_names, region, _kwartaal_of(part, region, prose, source))


def _likely_members(block: Block, on: date) -> Sequence[Gemeente]:
    """The gemeenten of the region to which most of the names belong."""
    found = (locate_gemeente(row.name, on, last=True) for row in block.rows)
    usual = Counter(match.gemeente.regionummer for match in found if match).most_common(1)
    return gemeenten_of(usual[0][0], on) if usual else ()


def _by_elimination(names: Sequence[Name], members: Sequence[Gemeente]) -> Sequence[Name]:
    """One row without a name, and one gemeente of the region without a row: they belong together."""
    named = {name.gemeente for name in names}
    left = [gemeente for gemeente in members if gemeente not in named]
    nameless = [name for name in names if not name.printed]
    if len(left) != 1 or len(nameless) != 1:
        return names
    return [name if name.printed else Name("", left[0]) for name in names]


def _kwartaal_of(block: Block, region: Region | None, prose: Prose, source: Source) -> Kwartaal | None:
    """The quarter in the rows themselves, else in the title, else in the name of the file."""
    found = {kwartaal for row in block.rows for kwartaal in find_kwartalen(text_of(row.name))}
    if len(found) == 1:
        return found.pop()
    return prose.kwartaal_at(block.first, region.regio if region else None) or kwartaal_of_file(source.file)


def _build_rapport(part: Part, statement: Statement | None, table: Table, source: Source) -> Rapport:
    regio, block = part.region.regio, part.block
    return Rapport(
        kwartaal=part.kwartaal,
        regio=regio.naam if regio else part.region.printed,
        regionummer=regio.nummer if regio else None,
        regiocode=regio.code if regio else None,
        printed_regio=part.region.printed,
        printed_regionummer=part.region.printed_number,
        rijen=tuple(_build_rij(row, name, table) for row, name in zip(block.rows, part.names, strict=True)),
        totaal=_build_rij(block.total, Name(text_of(block.total.name) or "TOTAAL AMR", None), table)
        if block.total
        else None,
        doelgroepregister=choose_register(statement, block.cijfers(table).totaal_sonar) if statement else None,
        dekking_gedrukt=statement.percentage if statement else None,
        assumed_columns=any(table.columns[row.index].assumed for row in block.rows),
        source=source,
    )


def _build_rij(row: Row, name: Name, table: Table) -> Rij:
    line = row.line
    cells = [row.cells[index] for index in table.columns[row.index].cells]
    box = (line.words[0].x0, line.y - line.em, line.words[-1].x1, line.y + line.em / 4)
    left, top, right, bottom = (round(side, 1) for side in box)
    printed = name.printed if len(name.printed) <= LONGEST_NAME else f"{name.printed[:LONGEST_NAME]}…"
    return Rij(
        gemeente=name.gemeente.naam if name.gemeente else printed,
        printed_name=printed,
        gemeentecode=name.gemeente.code if name.gemeente else None,
        cijfers=table.cijfers(row),
        hidden=tuple(None if cell and cell.count is not None else cell.text if cell else "" for cell in cells),
        place=Place(line.page, (left, top, right, bottom)),
    )
