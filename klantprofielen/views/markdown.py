"""Reports as Markdown: as people read them, then every column of the tidy table; no text of a document is markup."""

import re
from collections.abc import Iterable, Iterator

from klantprofielen.model import Kwartaal
from klantprofielen.notation import clean_text
from klantprofielen.tables import Cell, Column, Kind, Table
from klantprofielen.tables.findings import severity_name
from klantprofielen.views.data import plain_value
from klantprofielen.views.layout import format_cell

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~!&$^])")
_BULLET = re.compile(r"^([0-9]*)([-+.)])(?=\s|$)")
_LINK = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|@")
TEXTS = frozenset({Kind.TEXT, Kind.KWARTAAL})


def format_markdown(tables: Iterable[Table], tidy: Table) -> str:
    """The tables with their notes, and the tidy table with values as in csv."""
    parts = [_section(table) for table in tables]
    return "\n".join([*parts, "\n".join(_heading_and_rows(tidy, plain=True)) + "\n"])


def _section(table: Table) -> str:
    notes = [f"- {_mark(note.text, note.severity)}" for note in table.notes]
    return "\n".join([*_heading_and_rows(table), *([""] if notes else []), *notes, ""])


def _mark(text: str, severity: object) -> str:
    label = severity_name(severity) if severity else ""  # type: ignore[arg-type]
    return f"**{label}**: {_safe(text)}" if label else _BULLET.sub(r"\1\\\2", _safe(text))


def _heading_and_rows(table: Table, *, plain: bool = False) -> Iterator[str]:
    yield f"## {_safe(table.title)}"
    yield ""
    yield _line(column.key if plain else _safe(column.title) for column in table.columns)
    yield _line("---" if column.kind in TEXTS else "---:" for column in table.columns)
    for row in table.rows:
        cells = [_cell(cell, column, plain=plain) for cell, column in zip(row.cells, table.columns, strict=True)]
        yield _line(f"**{cell}**" if row.is_total and cell and not plain else cell for cell in cells)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, column: Column, *, plain: bool) -> str:
    if not plain:
        return _safe(format_cell(cell, column.kind))
    value = str(cell) if isinstance(cell, Kwartaal) else plain_value(cell)
    return "" if value is None else _safe(value) if isinstance(value, str) else str(value)


def _safe(text: str) -> str:
    """Text that shows as it is: no emphasis, link, address, table border or HTML."""
    escaped = _MARKUP.sub(r"\\\1", clean_text(text).strip())
    return _LINK.sub(lambda found: f"{found[0]}<!-- -->" if found[0] == "@" else f"&#{ord(found[0])};", escaped)
