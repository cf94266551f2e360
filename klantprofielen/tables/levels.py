"""Lines of gemeenten, regions and the country as tables: the regions first, then each with its gemeenten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.analysis.subjects import Niveau, Subject
from klantprofielen.reference import REGIOS
from klantprofielen.tables.remarks import remark_notes
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.table import Cell, Column, Kind, Note, Row, Table

SUBJECT_COLUMNS = (
    Column(key="regionummer", header="Regionummer", kind=Kind.NUMMER),
    Column(key="regio", header="Regio", kind=Kind.TEXT),
    Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
    Column(key="gemeentecode", header="Gemeentecode", kind=Kind.TEXT),
)
"""Whose figures a row of data holds; the region itself has no gemeente, all regions together have no number."""
COMPARABLE_COLUMN = Column(key="comparable", header="Vergelijkbaar", kind=Kind.TEXT)
"""ja or nee: a gemeente that was split in between is not, nor is a total over other regions."""
REGIONS_COLUMN = Column(key="regions", header="Aantal regio's", kind=Kind.NUMMER)
"""How many regions are in the total; empty in all other rows."""
ESTIMATED_COLUMN = Column(key="estimated", header="Geschat", kind=Kind.TEXT)
"""ja or nee; stands in the data where estimates were asked for."""
ESTIMATED = " ≈"
OF_REGIOS = frozenset(
    {
        Topic.REGIOS_NOT_IN_REGISTER,
        Topic.NO_REPORT,
        Topic.REGIO_ANEW,
        Topic.REGIO_INCOMPLETE,
        Topic.DOUBLE,
        Topic.WITHHELD,
        Topic.UNDATED,
    }
)

T = TypeVar("T")
Line = tuple[Subject, T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(Generic[T]):
    """How lines become tables."""

    when: str
    """The quarters, behind the title."""
    columns: Callable[[Niveau], tuple[Column, ...]]
    """Of a table of gemeenten or of regions; the first is the name."""
    cells: Callable[[T, Niveau], tuple[Cell, ...]]
    """What stands behind the name."""
    note: Callable[[T], str]
    """What is said of a region under its gemeenten; nothing if it is empty."""
    regios: tuple[Note, ...]
    """How many regions there are."""
    findings: tuple[Note, ...] = ()
    """What was found in the files that is no matter of one region."""
    optional: frozenset[str] = frozenset()
    """The keys of columns that a table has only where something stands in them."""
    no_total: Note | None = None
    """What is said where there can be none."""
    below: tuple[Row, ...] = ()
    """What stands below the total of the regions."""
    about: tuple[Note, ...] = ()
    """How the table is to be read."""
    is_known: Callable[[T], bool]
    """Whether there is any figure on the line: gemeenten without any, as of their dekking, have no table."""
    is_estimated: Callable[[T], bool]
    """Whether a figure of the line is an estimate: its name has a mark then."""


def subject_cells(subject: Subject) -> tuple[Cell, ...]:
    """The cells of `SUBJECT_COLUMNS`."""
    return subject.regionummer, subject.regio, subject.gemeente, subject.gemeentecode


def regios_note(count: int, when: str) -> Note:
    """How many of the regions of the country there are."""
    return Note(f"{count} van de {REGIOS} arbeidsmarktregio's {when}")


def level_tables(
    lines: Sequence[Line[T]], remarks: Sequence[Remark], style: Style[T], sort: Sort | None
) -> Iterator[Table]:
    """The regions where there are several, then each with its gemeenten; what is to be said stands where it belongs."""
    groups = [group for group in _groups(lines) if any(style.is_known(held) for held in _of_gemeenten(group))]
    regios = [line for line in lines if line[0].niveau is Niveau.REGIO]
    land = [line for line in lines if line[0].niveau is Niveau.LAND]
    own = [_own(remarks, group) for group in groups]
    told = set().union(*own)
    others = {remark: None for remark in remarks if remark not in told or remark.topic in OF_REGIOS}
    general = (*style.about, *style.regios, *style.findings)
    has_regios = len(regios) > 1 or bool(land) or not groups
    if has_regios:
        missing = [style.no_total] if style.no_total and not land and len(regios) != 1 else []
        notes = (*general, *missing, *remark_notes(others))
        yield _table("Regio's", Niveau.REGIO, regios, land, notes, style, sort)
    for group, said in zip(groups, own, strict=True):
        is_last = not has_regios and group is groups[-1]
        here = (remark for remark in remarks if (is_last if remark in others else remark in said))
        gemeenten = [line for line in group if line[0].niveau is Niveau.GEMEENTE]
        total = [line for line in group if line[0].niveau is Niveau.REGIO]
        text = [Note(style.note(line)) for _, line in total if style.note(line)]
        notes = (*text, *(general if is_last else ()), *remark_notes(here))
        yield _table(gemeenten[0][0].regio, Niveau.GEMEENTE, gemeenten, total, notes, style, sort)


def _of_gemeenten(group: Sequence[Line[T]]) -> Iterator[T]:
    return (held for subject, held in group if subject.niveau is Niveau.GEMEENTE)


def _groups(lines: Iterable[Line[T]]) -> Iterator[list[Line[T]]]:
    """Each region that has gemeenten, with them."""
    groups: dict[tuple[int | None, str], list[Line[T]]] = {}
    for line in lines:
        if line[0].niveau is not Niveau.LAND:
            groups.setdefault((line[0].regionummer, line[0].regio), []).append(line)
    return (group for group in groups.values() if any(line[0].niveau is Niveau.GEMEENTE for line in group))


def _own(remarks: Iterable[Remark], group: Sequence[Line[T]]) -> set[Remark]:
    """What is said of these gemeenten or this region."""
    names = {subject.gemeente or subject.regio for subject, _ in group}
    return {remark for remark in remarks if not names.isdisjoint({remark.subject, *remark.names})}


def _table(  # noqa: PLR0913, PLR0917 - a table is all of these
    title: str,
    niveau: Niveau,
    lines: Sequence[Line[T]],
    totals: Sequence[Line[T]],
    notes: tuple[Note, ...],
    style: Style[T],
    sort: Sort | None,
) -> Table:
    columns = style.columns(niveau)
    rows = [_row(line, niveau, style) for line in lines]
    below = style.below if any(subject.niveau is Niveau.LAND for subject, _ in totals) else ()
    ordered = sort.order(rows, columns) if sort else rows
    sums = [Row(("TOTAAL", *row.cells[1:]), is_total=True) for row in (_row(line, niveau, style) for line in totals)]
    table = Table(title=f"{title} · {style.when}", columns=columns, rows=(*ordered, *sums, *below), notes=notes)
    empty = {
        key
        for index, key in enumerate(column.key for column in columns)
        if not any(row.cells[index] for row in table.rows)
    }
    return table.keep(tuple(column for column in columns if column.key not in style.optional & empty))


def _row(line: Line[T], niveau: Niveau, style: Style[T]) -> Row:
    subject, held = line
    name = subject.gemeente or subject.regio
    return Row((name + ESTIMATED if style.is_estimated(held) else name, *style.cells(held, niveau)))
