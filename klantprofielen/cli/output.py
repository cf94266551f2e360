"""Where a result goes and in which form: a terminal, a pipe, or a file that is written whole."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from klantprofielen.cli.batch import inputs_of
from klantprofielen.cli.origin import Origin
from klantprofielen.errors import UsageError
from klantprofielen.language import translate
from klantprofielen.tables import Note, Table
from klantprofielen.tables.findings import severity_name
from klantprofielen.views.files import STANDARD_OUTPUTS, check_stdout, check_target, write_file
from klantprofielen.views.plain import format_plain
from klantprofielen.views.streams import print_error, write_data, write_text


class Form(Enum):
    """What is written."""

    PEOPLE = auto()
    JSON = auto()
    CSV = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """The form that is asked for and the place to write it: a file, or without path standard output."""

    form: Form
    path: str | None
    force: bool
    inputs: tuple[str, ...]

    def write(self, people: Callable[[], str], json: Callable[[], str], csv: Callable[[], str]) -> None:
        """Make the text in the form that is asked for, and write it."""
        text = {Form.PEOPLE: people, Form.JSON: json, Form.CSV: csv}[self.form]()
        if self.path is not None:
            write_file(self.path, _utf8(text), force=self.force, inputs=self.inputs)
        elif self.form is Form.PEOPLE:
            write_text(text)
        else:
            write_data(_utf8(text))

    def format_tables(self, tables: Iterable[Table]) -> str:
        """Tables for people: styled and as wide as the terminal, or plain and uncut for a pipe or a file."""
        if self.path is None and is_terminal():
            from klantprofielen.views.console import format_terminal  # noqa: PLC0415 - a pipe needs no rich

            return format_terminal(tables, shutil.get_terminal_size().columns)
        return format_plain(tables)


def parse_target(origin: Origin, *, as_json: bool, as_csv: bool, output: str | None, force: bool) -> Target:
    """The target as typed; refused at once where it may not be written.

    Raises:
        UsageError: two forms at once.
        OutputError: the file exists, is an input, or cannot be written there.
    """
    if as_json and as_csv:
        raise UsageError(message=translate("choose one of --json and --csv"))
    path = None if output in STANDARD_OUTPUTS else output
    form = Form.JSON if as_json else Form.CSV if as_csv else _form_of(path)
    if path is None:
        check_stdout(lambda: inputs_of(origin))
        return Target(form, None, force, ())
    inputs = inputs_of(origin)
    check_target(path, force=force, inputs=inputs)
    return Target(form, path, force, tuple(inputs))


def tell_notes(target: Target, notes: Iterable[Note]) -> None:
    """Of a form that has no place for what was found: on standard error."""
    if target.form is Form.CSV:
        for note in notes:
            severity = f"{severity_name(note.severity)}: " if note.severity else ""
            print_error(severity + note.text)


def _form_of(path: str | None) -> Form:
    """By the extension of the file."""
    name = (path or "").casefold()
    return Form.JSON if name.endswith(".json") else Form.CSV if name.endswith(".csv") else Form.PEOPLE


def is_terminal() -> bool:
    """Whether a person looks at standard output; `FORCE_COLOR` says so too."""
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout is not None and sys.stdout.isatty())


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
