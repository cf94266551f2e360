"""Rows to rapporten: which rows are one region in one quarter, and what the prose says of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from klantprofielen.errors import NoTableError, NotThisReportError, ReadError, UnreadableTextError
from klantprofielen.model import NUL, Cijfers, Gemeente, Kwartaal, Percentage, Place, Rapport, Regio, Rij, Source
from klantprofielen.notation import find_kwartalen, name_key
from klantprofielen.reading.columns import Columns, find_columns, find_headers
from klantprofielen.reading.grid import FIGURES_IN_ROW, LEAST_FIGURES, Row, find_rows, is_laid_out
from klantprofielen.reading.names import Name, NameColumn, find_name_columns, is_total, locate_gemeente, resolve_names
from klantprofielen.reading.prose import SUBJECTS, Heading, Prose, Statement, find_regios, kwartaal_of_file
from klantprofielen.reading.words import Document, Kind, Line, Word
from klantprofielen.reference import ANY_DAY, REGIOS, find_regio, gemeenten_of, regio_of


KNOWN_SHARE = 0.5  # of the rows that must name a known gemeente
LEAST_ROWS = 3
MOST_WORDS_IN_LABEL = 4
MOST_WORDS_OF_NAMES = 8
MOST_LINES_OF_REGION = 4


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one region in one quarter, with the total row where there is one."""

    rows: tuple[Row, ...]
    total: Row | None


@dataclass(frozen=True, slots=True)
class Context:
    """What all blocks of a document share."""

    lines: Sequence[Line]
    taken: frozenset[int]
    """The lines that are rows."""
    prose: Prose
    columns: Mapping[int, Columns]
    """The columns of every row, by the row's line."""
    name_columns: Mapping[int, NameColumn]
    """Where the names stand, by page."""
    on: date
    placed: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Region:
    """The region of a block, with its name and number as printed beside the rows, where they are."""

    regio: Regio | None
    printed: str
    printed_number: int | None


def read_rapporten(document: Document, source: Source) -> list[Rapport]:
    """All rapporten of a document, in its order.

    Raises:
        UnreadableTextError: the figures have no character map.
        NoTableError: this report, but without its table.
        NotThisReportError: something else.
    """
    lines = document.lines
    rows = find_rows(lines, placed=document.placed)
    if document.kind is Kind.TEXT and document.placed and not is_laid_out(rows):
        raise NoTableError
    headers = find_headers(rows, lines, placed=document.placed)
    prose = Prose(lines, {row.index for row in rows}.union(*headers))
    require_readable(rows, lines)
    if not rows or not _is_ours(rows, headers, prose, lines):
        raise _refusal(prose)
    context = Context(
        lines=lines,
        taken=frozenset(row.index for row in rows),
        prose=prose,
        columns=find_columns(rows, headers, lines, placed=document.placed),
        name_columns=find_name_columns(rows, lines, _usual_day(prose, source), placed=document.placed),
        on=_usual_day(prose, source),
        placed=document.placed,
        source=source,
    )
    parts = [part for block in split_blocks(rows, context) if block.rows for part in _name_block(block, context)]
    if not parts:
        raise _refusal(prose)
    statements = _share_out(prose.statements(context.on), parts, context)
    return [_build_rapport(part, statement, context) for part, statement in zip(parts, statements, strict=True)]


def require_readable(rows: Sequence[Row], lines: Sequence[Line]) -> None:
    """Refuse where a row, or a line under the first row of its page, has figures without a character map.

    Such a font may also pass for one with a map: then gemeenten stand before words that are no figures.
    """
    first = {row.line.page: row.index for row in reversed(rows)}
    for index, line in enumerate(lines):
        unreadable = sum(not word.readable for word in line.words)
        if unreadable >= LEAST_FIGURES and (not rows or index > first.get(line.page, len(lines))):
            raise UnreadableTextError(page=line.page)
    if not rows:
        disguised = [line for line in lines if _has_disguised_figures(line)]
        if len(disguised) >= LEAST_ROWS:
            raise UnreadableTextError(page=disguised[0].page)


def _has_disguised_figures(line: Line) -> bool:
    match = locate_gemeente(line.words[:MOST_WORDS_OF_NAMES], ANY_DAY, last=False)
    return match is not None and len(line.words) - match.end == FIGURES_IN_ROW


def _is_ours(rows: Sequence[Row], headers: Sequence[Sequence[int]], prose: Prose, lines: Sequence[Line]) -> bool:
    header = name_key(" ".join(lines[index].text for header in headers for index in header))
    if not prose.subjects and not any(subject in header for subject in (*SUBJECTS, "profiel")):
        return False
    named = [row for row in rows if row.name and not is_total(_text(row.name))]
    known = sum(locate_gemeente(row.name, ANY_DAY, last=True) is not None for row in named)
    return prose.has_title or known >= KNOWN_SHARE * len(named)


def _refusal(prose: Prose) -> ReadError:
    return NoTableError() if prose.has_title else NotThisReportError()


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _usual_day(prose: Prose, source: Source) -> date:
    kwartaal = _kwartaal_before(None, None, prose) or kwartaal_of_file(source.file)
    return kwartaal.eerste_dag if kwartaal else ANY_DAY


# Blocks


def split_blocks(rows: Sequence[Row], context: Context) -> Iterator[Block]:
    """A block ends at its total row, or where a title names another region or quarter."""
    lines = context.lines
    titles = {heading.index: heading for heading in context.prose.titles}
    block: list[Row] = []
    added = NUL
    current: Heading | None = None
    for number, row in enumerate(rows):
        since = rows[number - 1].index if number else -1
        for heading in (titles[index] for index in range(since + 1, row.index) if index in titles):
            if block and current and _differs(heading, current):
                yield Block(tuple(block), None)
                block, added = [], NUL
            current = heading
        until = rows[number + 1].index if number + 1 < len(rows) else len(lines)
        cijfers = _cijfers(row, context.columns)
        # A row that is the sum of all others is their total, whatever its label (one in a font without map, say).
        adds_up = len(block) > 1 and cijfers == added and bool(cijfers.totaal_sonar)
        if adds_up or _is_total_row(row, lines[since + 1 : row.index], lines[row.index + 1 : until]):
            yield Block(tuple(block), row)
            block, added = [], NUL
        else:
            block.append(row)
            added += cijfers
    yield Block(tuple(block), None)


def _differs(one: Heading, other: Heading) -> bool:
    return one.kwartaal != other.kwartaal or (
        len(one.regios) == len(other.regios) == 1 and one.regios[0].nummer != other.regios[0].nummer
    )


def _is_total_row(row: Row, before: Sequence[Line], behind: Sequence[Line]) -> bool:
    if row.name:
        return is_total(_text(row.name))
    near = [*before[-1:], *behind[:1]]
    return any(is_total(line.text) and len(line.words) <= MOST_WORDS_IN_LABEL for line in near)


# Names and regions


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the names of its rows, its region and its quarter."""

    block: Block
    names: tuple[Name, ...]
    region: Region
    kwartaal: Kwartaal | None

    @property
    def first(self) -> int:
        return self.block.rows[0].index

    @property
    def last(self) -> int:
        return (self.block.total or self.block.rows[-1]).index


def _name_block(block: Block, context: Context) -> Iterator[Part]:
    first = block.rows[0].index
    kwartaal = _kwartaal_of_rows(block) or _kwartaal_before(first, None, context.prose)
    on = kwartaal.eerste_dag if kwartaal else context.on
    found = [match.gemeente for row in block.rows if (match := locate_gemeente(row.name, on, last=True))]
    usual = Counter(gemeente.regionummer for gemeente in found).most_common(1)
    members = [gemeente for nummer, _ in usual for gemeente in gemeenten_of(nummer, on)]
    expected = frozenset(name_key(gemeente.naam) for gemeente in members)
    names = resolve_names(block.rows, context.lines, context.name_columns, on, expected, context.taken)
    names = _by_elimination(names, members)
    regios = {regio.nummer for beside in _beside(block, names, context) for regio in find_regios(beside.text, on)}
    for part, part_names in _split_by_region(block, names) if len(regios) > 1 and not block.total else [(block, names)]:
        region = _find_region(part, part_names, context, on)
        kwartaal = _kwartaal_of_rows(part) or _kwartaal_before(part.rows[0].index, region.regio, context.prose)
        yield Part(part, tuple(part_names), region, kwartaal or kwartaal_of_file(context.source.file))


def _by_elimination(names: list[Name], members: Sequence[Gemeente]) -> list[Name]:
    """One row without a name, and one gemeente of the region without a row: they belong together."""
    named = {name.gemeente for name in names}
    left = [gemeente for gemeente in members if gemeente not in named]
    nameless = [name for name in names if not name.printed]
    if len(left) != 1 or len(nameless) != 1:
        return names
    return [name if name.printed else Name("", left[0]) for name in names]


def _split_by_region(block: Block, names: Sequence[Name]) -> Iterator[tuple[Block, list[Name]]]:
    """Where several regions follow each other without total rows, the gemeenten tell where one ends."""
    start = 0
    current: int | None = None
    for number, name in enumerate(names):
        nummer = name.gemeente.regionummer if name.gemeente else current
        if current is not None and nummer != current:
            yield Block(block.rows[start:number], None), list(names[start:number])
            start = number
        current = nummer
    yield Block(block.rows[start:], block.total), list(names[start:])


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the names: in a row, or in a loose line between the rows."""

    text: str
    in_row: bool


def _beside(block: Block, names: Sequence[Name], context: Context) -> Iterator[Beside]:
    """What stands beside the names, from top to bottom."""
    by_index = {row.index: name.beside for row, name in zip(block.rows, names, strict=True)}
    rows = {row.index: row for row in block.rows}
    last = (block.total or block.rows[-1]).index
    pages = {row.line.page for row in block.rows}
    before = next((index for index in range(block.rows[0].index - 1, -1, -1) if index in context.taken), -1)
    for index in range(max(before + 1, block.rows[0].index - MOST_LINES_OF_REGION), last):
        line = context.lines[index]
        if line.page not in pages or (index < block.rows[0].index and len(line.words) > MOST_WORDS_IN_LABEL):
            continue
        words = rows[index].name if index in rows else line.words
        outside = _text(word for word in context.name_columns[line.page].split(words)[1] if word.readable)
        if text := f"{outside} {by_index.get(index, '')}".strip():
            yield Beside(text, index in rows)


def _find_region(block: Block, names: Sequence[Name], context: Context, on: date) -> Region:
    """The name beside the rows decides; else that of the title; else that of most gemeenten.

    Text without layout may have lost the place of a name: there one that fits no gemeente does not decide.
    """
    members = Counter(name.gemeente.regionummer for name in names if name.gemeente)
    beside = list(_beside(block, names, context))
    for regio, printed in _regios_beside([item.text for item in beside], on):
        if context.placed or regio.nummer in members or not members:
            return Region(regio, printed, _number_beside(beside, printed))
    heading = _heading_before(block.rows[0].index, context.prose)
    if heading and len(heading.regios) == 1 and (context.placed or heading.regios[0].nummer in members or not members):
        return Region(heading.regios[0], "", _number_beside(beside, ""))
    titles = {regio.nummer: regio for heading in context.prose.headings for regio in heading.regios}
    usual = max(members, key=lambda nummer: (nummer in titles, members[nummer]), default=None)
    return Region(regio_of(usual, on), "", _number_beside(beside, ""))


def _number_beside(beside: Sequence[Beside], printed: str) -> int | None:
    """The number of the region: by itself in a row, or right before its name; other loose numbers count pages."""
    for item, following in zip_longest(beside, beside[1:]):
        words = item.text.split()
        behind = following.text.split()[:1] if following else []
        for number, named in zip(words, words[1:] + behind, strict=False):
            if number.isdigit() and 1 <= int(number) <= REGIOS and printed.startswith(named):
                return int(number)
        if item.in_row and item.text.isdigit() and 1 <= int(item.text) <= REGIOS:
            return int(item.text)
    return None


def _regios_beside(texts: Sequence[str], on: date) -> Iterator[tuple[Regio, str]]:
    """Regions in the words beside the names; a name may go on in the next lines of its cell."""
    named = [text for text in (" ".join(word for word in text.split() if not word.isdigit()) for text in texts) if text]
    for length in range(MOST_LINES_OF_REGION, 0, -1):
        for start in range(len(named) - length + 1):
            printed = " ".join(named[start : start + length])
            if regio := find_regio(printed, on):
                yield regio, printed.replace("- ", "-")
    for text in named:
        for regio in find_regios(text, on):
            yield regio, regio.naam


# Quarters


def _kwartaal_of_rows(block: Block) -> Kwartaal | None:
    found = {kwartaal for row in block.rows for kwartaal in find_kwartalen(_text(row.name))}
    return found.pop() if len(found) == 1 else None


def _heading_before(index: int, prose: Prose) -> Heading | None:
    return max(
        (heading for heading in prose.titles if heading.index < index),
        key=lambda heading: (heading.strange == 0, heading.index),
        default=None,
    )


def _kwartaal_before(index: int | None, regio: Regio | None, prose: Prose) -> Kwartaal | None:
    """The quarter of the title above a row; else of the first title; else the one that is named, if it is only one."""

    def worth(heading: Heading) -> tuple[bool, bool, int]:
        named = regio is not None and regio.nummer in {other.nummer for other in heading.regios}
        return named, heading.strange == 0, heading.index

    above = [heading for heading in prose.titles if index is not None and heading.index < index]
    if above:
        return max(above, key=worth).kwartaal
    if prose.titles:
        return prose.titles[0].kwartaal
    mentioned = {heading.kwartaal for heading in prose.headings}
    return mentioned.pop() if len(mentioned) == 1 else None


# The register


def _share_out(statements: Sequence[Statement], parts: Sequence[Part], context: Context) -> list[Statement | None]:
    """Which statement speaks of which part: the one that names its region, else the one that stands at it."""
    shared: list[Statement | None] = []
    nameless = [statement for statement in statements if not statement.regios]
    leading = bool(nameless) and nameless[0].index < parts[0].first
    for number, part in enumerate(parts):
        start = parts[number - 1].last if number else -1
        stop = parts[number + 1].first if number + 1 < len(parts) else len(context.lines)
        window = (start, part.first) if leading else (part.last, stop)
        own = [statement for statement in statements if part.region.regio in statement.regios]
        near = own or [s for s in nameless if len(parts) == 1 or window[0] <= s.index <= window[1]]
        total = _cijfers_of(part, context).totaal_sonar
        shared.append(min(near, key=lambda statement: _misfit(statement, part, total), default=None))
    return shared


def _misfit(statement: Statement, part: Part, total: int | None) -> tuple[bool, bool, int, int]:
    """How little a statement suits a part: several regions named, a percentage that fits no count, far away."""
    distance = (
        0
        if part.first <= statement.index <= part.last
        else min(abs(statement.index - part.first), abs(statement.index - part.last))
    )
    return len(statement.regios) > 1, _register(statement, total) is None, distance, statement.index


def _register(statement: Statement, total: int | None) -> int | None:
    """The count of the statement by which its percentage fits."""
    if statement.percentage is None or total is None:
        return None
    return next(
        (
            count
            for count in statement.counts
            if count and count != total and statement.percentage.fits(Fraction(total, count))
        ),
        None,
    )


# Building


def _build_rapport(part: Part, statement: Statement | None, context: Context) -> Rapport:
    regio = part.region.regio
    total = part.block.total
    percentage: Percentage | None = statement.percentage if statement else None
    register = None
    if statement:
        register = _register(statement, _cijfers_of(part, context).totaal_sonar)
        register = statement.counts[0] if register is None else register
    return Rapport(
        kwartaal=part.kwartaal,
        regio=regio.naam if regio else part.region.printed,
        regionummer=regio.nummer if regio else None,
        regiocode=regio.code if regio else None,
        printed_regio=part.region.printed,
        printed_regionummer=part.region.printed_number,
        rijen=tuple(_build_rij(row, name, context) for row, name in zip(part.block.rows, part.names, strict=True)),
        totaal=_build_rij(total, Name(_text(total.name) or "TOTAAL AMR", None), context) if total else None,
        doelgroepregister=register,
        dekking_gedrukt=percentage,
        assumed_columns=any(context.columns[row.index].assumed for row in part.block.rows),
        source=context.source,
    )


def _build_rij(row: Row, name: Name, context: Context) -> Rij:
    cells = [row.cells[index] for index in context.columns[row.index].cells]
    em = row.line.em
    return Rij(
        gemeente=name.gemeente.naam if name.gemeente else name.printed,
        printed_name=name.printed,
        gemeentecode=name.gemeente.code if name.gemeente else None,
        cijfers=_cijfers(row, context.columns),
        hidden=tuple(None if cell and cell.count is not None else cell.text if cell else "" for cell in cells),
        place=Place(
            row.line.page,
            (
                round(row.line.words[0].x0, 1),
                round(row.line.y - em, 1),
                round(row.line.words[-1].x1, 1),
                round(row.line.y + em / 4, 1),
            ),
        ),
    )


def _cijfers(row: Row, columns: Mapping[int, Columns]) -> Cijfers:
    counts = row.counts
    return Cijfers.of(*(counts[index] for index in columns[row.index].cells))


def _cijfers_of(part: Part, context: Context) -> Cijfers:
    """The figures of a part's region: those of its total row, else the sum of its rows."""
    if part.block.total:
        return _cijfers(part.block.total, context.columns)
    return sum((_cijfers(row, context.columns) for row in part.block.rows), NUL)
