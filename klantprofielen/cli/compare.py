"""`klantprofielen compare`: two quarters side by side, in one division."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

from klantprofielen.analysis.asking import pick_pair
from klantprofielen.analysis.compare import compare_quarters
from klantprofielen.analysis.measures import MEASURES
from klantprofielen.analysis.together import those_in_each
from klantprofielen.cli import choosing, comparable, options
from klantprofielen.cli.batch import Batch, read_batch
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import Form, parse_target, tell_notes
from klantprofielen.cli.selection import parse_selection
from klantprofielen.errors import UsageError
from klantprofielen.language import mark, translate
from klantprofielen.model import Kwartaal
from klantprofielen.notation import parse_kwartaal
from klantprofielen.tables.comparison import (
    DATA_COLUMNS,
    SHOWN,
    SHOWN_MEASURES,
    SHOWN_WITH_REGISTER,
    SORT_KEYS,
    comparison_data,
    comparison_tables,
)
from klantprofielen.tables.table import Table
from klantprofielen.views.data import format_csv, format_table_json
from klantprofielen.views.streams import print_error

HELP = mark(
    "Compare two quarters, the two latest unless told otherwise: per gemeente and region both values, the difference "
    "in persons and percent, and in percentage points for shares. Gemeenten that merged are added up, so that both "
    "quarters are in one division."
)
EPILOG = mark(
    "No percent of fewer than 10 persons, nor of a share. A gemeente that was split is not comparable, and marked so."
)
SCHEMA = "compare/1"
Ends = tuple[Kwartaal | None, Kwartaal | None]
"""The quarters that are asked for; None is left to what there is."""
NO_QUARTERS: Mapping[str, Kwartaal | None] = {"kwartaal_van": None, "kwartaal_tot": None}

From = Annotated[
    str | None, typer.Option("--from", metavar="QUARTER", help=mark("The older quarter, such as 2022-Q4."))
]
To = Annotated[str | None, typer.Option("--to", metavar="QUARTER", help=mark("The newer quarter, such as 2023-Q1."))]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="COLUMN",
        help=mark("Order of the rows: gemeente, from, to, difference or percent; -difference puts the largest first."),
    ),
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("compare", cls=Command, help=HELP, epilog=EPILOG)
def compare(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
    from_: From = None,
    to: To = None,
    by: comparable.By = None,
    level: comparable.Level = None,
    sort: SortOption = None,
    register: options.RegisterFile = None,
    strict: options.Strict = False,
    region: options.Regios = None,
    gemeente: options.Gemeenten = None,
    quarter: options.Quarter = None,
    division: comparable.DivisionOption = None,
    regions_of: comparable.RegionsOf = None,
    estimate_splits: comparable.EstimateSplits = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
    force: options.Force = False,
    password_file: options.PasswordFile = None,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, bring into one division, compare, and show; the exit code."""
    ends = parse_ends(from_, to)
    asked, niveau = comparable.parse_measures(by), comparable.parse_level(level)
    order = comparable.parse_sort(sort, SORT_KEYS)
    wanted = comparable.parse_division(division, regions_of, estimate_splits=estimate_splits)
    selection = parse_selection(region, gemeente, quarter)
    origin = parse_origin(files, archive, as_of, register=register, password_file=password_file)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    unnamed = choosing.without_names(selection)
    pick = None if selection.regios or selection.gemeenten else partial(pick_ends, ends)
    batch = read_batch(origin, unnamed, limits, look_back=strict, pick=pick)
    try:
        read = choosing.choose_regios([report.rapport for report in batch.reports], selection)
        van, tot = choose_quarters(ends, sorted({rapport.kwartaal for rapport in read if rapport.kwartaal}))
    except UsageError as error:
        if not batch.failures:
            raise
        print_error(str(error))  # which may be so because of them
        none = Table(title="", columns=DATA_COLUMNS, rows=())
        target.write(
            lambda: "", lambda: format_table_json(none, SCHEMA, batch.failures, NO_QUARTERS), lambda: format_csv(none)
        )
        return batch.exit_code(strict=strict)
    batch = of_quarters(batch, van, tot)
    shown = choosing.choose_shown(batch, wanted, selection, niveau, those_in_each)
    measures = asked or (SHOWN_MEASURES if target.form is Form.PEOPLE else MEASURES)
    comparison = compare_quarters(shown.history, van, tot, measures, shown.subjects)

    def data() -> Table:
        return comparison_data(comparison, with_estimates=estimate_splits, findings=shown.findings)

    facts: Mapping[str, Kwartaal | None] = {"kwartaal_van": van, "kwartaal_tot": tot}
    target.write(
        people=lambda: target.format_tables(
            table
            for chosen in ([[measure] for measure in asked] or [[]])
            for table in comparison_tables(
                comparison, chosen, order, SHOWN_WITH_REGISTER if register else SHOWN, shown.findings
            )
        ),
        json=lambda: format_table_json(data(), SCHEMA, batch.failures, facts),
        csv=lambda: format_csv(data()),
    )
    tell_notes(target, shown.findings)
    return shown.batch.exit_code(strict=strict)


def parse_ends(first: str | None, last: str | None) -> Ends:
    """Both quarters as typed.

    Raises:
        UsageError: one is no quarter, or the older is not older.
    """
    van, tot = _parse_end("--from", first), _parse_end("--to", last)
    if van and tot and van >= tot:
        message = translate("--from {van} is not before --to {tot}")
        raise UsageError(message=message.format(van=van, tot=tot))
    return van, tot


def _parse_end(option: str, text: str | None) -> Kwartaal | None:
    if text is None:
        return None
    kwartaal = parse_kwartaal(text)
    if kwartaal is None:
        message = translate("{option}: expected a quarter such as 2023-Q1, found '{found}'")
        raise UsageError(message=message.format(option=option, found=text))
    return kwartaal


def choose_quarters(ends: Ends, read: Sequence[Kwartaal]) -> tuple[Kwartaal, Kwartaal]:
    """The quarters that are asked for; without --to the latest, without --from the one before it.

    Raises:
        UsageError: one of them was not read.
    """
    there = ", ".join(map(str, read))
    for kwartaal in filter(None, ends):
        if kwartaal not in read:
            message = translate("no report of {kwartaal} was read; there is {read}")
            raise UsageError(message=message.format(kwartaal=kwartaal, read=there))
    pair = pick_pair(*ends, read)
    if pair is None:
        message = translate("two quarters are needed to compare; there is {read}")
        raise UsageError(message=message.format(read=there or translate("none")))
    return pair


def pick_ends(ends: tuple[Kwartaal | None, Kwartaal | None], kwartalen: Sequence[Kwartaal]) -> tuple[Kwartaal, ...]:
    """The two quarters to compare, of those that there are; nothing where one of them is not there."""
    there = all(kwartaal in kwartalen for kwartaal in ends if kwartaal)
    return (pick_pair(*ends, kwartalen) or ()) if there else ()


def of_quarters(batch: Batch, *kwartalen: Kwartaal) -> Batch:
    """The reports of these quarters."""
    return replace(batch, reports=tuple(report for report in batch.reports if report.rapport.kwartaal in kwartalen))
