"""`klantprofielen summarize`: per report its gemeenten, total, coverage and findings; of several an overview first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from klantprofielen.analysis.doel import Doel
from klantprofielen.cli import options
from klantprofielen.cli.batch import read_batch
from klantprofielen.cli.doel import parse_doel
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target, tell_notes
from klantprofielen.cli.selection import LATEST, did_you_mean, parse_selection
from klantprofielen.errors import UsageError
from klantprofielen.language import mark, translate
from klantprofielen.tables import (
    OVERVIEW_COLUMNS,
    REGISTER_COLUMNS,
    SUMMARY_COLUMNS,
    Checked,
    Sort,
    Table,
    doel_columns,
    overview_table,
    summary_table,
    tidy_table,
)
from klantprofielen.tables.registers import register_notes
from klantprofielen.views.data import format_csv, format_summary_json

HELP = mark(
    "Summarize reports: per gemeente the four counts, their total and shares; per region the total, the coverage of "
    "the doelgroepregister, and what does not fit. Several reports begin with an overview of the regions. "
    "Without FILES: the latest quarter in the archive, or what is selected of it."
)
EPILOG = mark(
    "Exit codes: 0 all is well, 1 an error was found in a report, 2 wrong usage, 65 and up a file cannot be used."
)

SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="COLUMN",
        help=mark("Order of the rows, such as gemeente or totaal_sonar; -totaal_sonar puts the largest first."),
    ),
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("summarize", cls=Command, help=HELP, epilog=EPILOG)
def summarize(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
    sort: SortOption = None,
    register: options.RegisterFile = None,
    goal: options.Goal = None,
    goal_by: options.GoalBy = None,
    strict: options.Strict = False,
    region: options.Regios = None,
    gemeente: options.Gemeenten = None,
    quarter: options.Quarter = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
    force: options.Force = False,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
    password_file: options.PasswordFile = None,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, check, and show; the exit code."""
    doel = parse_doel(goal, goal_by)
    order = parse_sort(sort, doel) if sort else None
    selection = parse_selection(region, gemeente, quarter)
    if not files and selection.is_everything:
        selection = replace(selection, quarters=LATEST)
    origin = parse_origin(files, archive, as_of, register=register, password_file=password_file)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    batch = read_batch(origin, selection, limits)
    target.write(
        people=lambda: target.format_tables(build_tables(batch.reports, order, doel)),
        json=lambda: format_summary_json(batch.reports, batch.failures, doel),
        csv=lambda: format_csv(tidy_table(batch.reports, doel)),
    )
    tell_notes(target, register_notes(batch.reports) if register else ())
    return batch.exit_code(strict=strict)


def build_tables(reports: Sequence[Checked], sort: Sort | None, doel: Doel | None = None) -> Iterator[Table]:
    """The overview where there is something to overlook, then every report."""
    several = len(reports) > 1
    if several:
        yield overview_table(reports, sort, doel)
    for report in reports:
        yield summary_table(report, sort, doel, with_source=several)


def parse_sort(text: str, doel: Doel | None = None) -> Sort:
    """The order as typed: a column, with `-` before it from large to small.

    Raises:
        UsageError: there is no such column.
    """
    columns = (*SUMMARY_COLUMNS, *REGISTER_COLUMNS, *OVERVIEW_COLUMNS, *doel_columns(doel))
    keys = list(dict.fromkeys(column.key for column in columns))
    key = text.removeprefix("-").casefold().replace("-", "_")
    if key not in keys:
        message = translate("--sort: no column '{name}'").format(name=text.removeprefix("-"))
        choices = translate("; choose from {keys}").format(keys=", ".join(keys))
        raise UsageError(message=message + (did_you_mean(key, keys) or choices))
    return Sort(key, descending=text.startswith("-"))
