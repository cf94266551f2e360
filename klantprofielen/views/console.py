"""Tables on a terminal: quiet rules, a bold total, the findings below with a mark; the only room that knows rich."""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import assert_never

from rich.console import Console
from rich.text import Text

from klantprofielen.model import Severity
from klantprofielen.tables import Note, Table
from klantprofielen.tables.findings import severity_name
from klantprofielen.views.layout import MOST_IN_NOTE, Line, Role, lay_out, shown_text

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
MARGIN = " "
MOST_NAMES = 8
SIZES = frozenset({"COLUMNS", "LINES"})  # of which rich takes any digits for a number


def format_terminal(tables: Iterable[Table], room: int) -> str:
    """The tables as a terminal of this width shows them: whole columns left out, nothing cut.

    rich decides on colours by `NO_COLOR`, `TERM` and `COLORTERM`.
    """
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        width=room,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={name: value for name, value in os.environ.items() if name not in SIZES},
    )
    if console.legacy_windows:  # cannot show escape sequences
        console = Console(file=io.StringIO(), color_system=None, width=room)
    with console.capture() as capture:
        print_tables(console, tables)
    return capture.get()


def print_tables(console: Console, tables: Iterable[Table]) -> None:
    """Each table with its notes, an empty line before each and after the last."""
    for table in tables:
        console.print()
        for text in _texts(table, console.width):
            console.print(text, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
    console.print()


def _texts(table: Table, room: int) -> Iterator[Text]:
    layout = lay_out(table, room - len(MARGIN))
    for line in layout.lines:
        yield from _styled(line, layout.width, room)
    if layout.left_out:
        yield Text()
        yield from _paragraph(f"Niet getoond, te smal: {_some(layout.left_out)}", room, "dim")
    remarks = [note for note in table.notes if note.severity is None]
    if remarks:
        yield Text()
    for note in remarks:
        yield from _paragraph(note.text, room)
    yield from _findings([note for note in table.notes if note.severity], room)


def _some(names: Sequence[str]) -> str:
    """The names; of many the first, the last, and how many they are."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return f"{names[0]} … {names[-1]} ({len(names)} kolommen)"


def _styled(line: Line, width: int, room: int) -> Iterator[Text]:
    text = MARGIN + line.text
    match line.role:
        case Role.TITLE:
            yield from _paragraph(line.text, room, "bold")
            yield Text()
        case Role.GROUPS | Role.HEADER:
            yield Text(text, style="dim")
        case Role.RULE:
            yield Text(MARGIN + "─" * width, style="dim")
        case Role.ROW:
            yield Text(text)
        case Role.TOTAL:
            yield Text(text, style="bold")
        case _:
            assert_never(line.role)


def _paragraph(text: str, room: int, style: str = "") -> Iterator[Text]:
    """A text over as many lines as it needs, broken between words only."""
    return (Text(MARGIN + line, style=style) for line in _wrapped(text, room - len(MARGIN)))


def _findings(notes: Sequence[Note], room: int) -> Iterator[Text]:
    """Each finding behind its mark and the word for it, its further lines under the first."""
    labels = [f"{MARKS[note.severity]} {severity_name(note.severity)}" for note in notes if note.severity]
    indent = len(MARGIN) + max(map(len, labels), default=0) + 2
    if notes:
        yield Text()
    for note, label in zip(notes, labels, strict=True):
        first, *others = _wrapped(note.text, room - indent)
        style = COLOURS[note.severity] if note.severity else ""
        yield Text.assemble(MARGIN, (label.ljust(indent - len(MARGIN)), style), first)
        yield from (Text(" " * indent + line) for line in others)


def _wrapped(text: str, room: int) -> list[str]:
    return wrap(shown_text(text, MOST_IN_NOTE), max(room, 1), break_long_words=False, break_on_hyphens=False) or [""]
