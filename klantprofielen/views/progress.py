"""A bar on the terminal while a batch is read; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[], None]


@contextmanager
def progress(title: str, total: int) -> Iterator[Advance]:
    """Show how far a batch is; call what is given for each thing that is done."""
    if total < 2 or sys.stderr is None or not sys.stderr.isatty():  # noqa: PLR2004 - one is done before it is shown
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - on a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    is_one_screen = sys.stdout is not None and sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=is_one_screen) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)
