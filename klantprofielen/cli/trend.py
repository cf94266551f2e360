"""`klantprofielen trend`: measures over all quarters, in one division."""

from typing import Annotated

import typer

from klantprofielen.analysis.measures import MEASURE_BY_KEY
from klantprofielen.analysis.together import those_there
from klantprofielen.analysis.trend import follow_trends
from klantprofielen.cli import choosing, comparable, options
from klantprofielen.cli.batch import read_batch
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target, tell_notes
from klantprofielen.cli.selection import parse_selection
from klantprofielen.language import mark
from klantprofielen.tables.table import Table
from klantprofielen.tables.trend import SORT_KEYS, trend_data, trend_tables
from klantprofielen.views.data import format_csv, format_table_json

HELP = mark(
    "Follow a measure over all quarters that were read: a column each, a sparkline, the change over a year and from "
    "the first quarter to the last. Gaps stay gaps. Gemeenten that merged are added up, so that all quarters are in "
    "one division."
)
EPILOG = mark(
    "No percent of fewer than 10 persons, nor of a share. A gemeente that was split is not comparable, and marked so."
)
SCHEMA = "trend/1"
DEFAULT, WITH_REGISTER = MEASURE_BY_KEY["totaal_sonar"], MEASURE_BY_KEY["dekking"]

SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="COLUMN",
        help=mark("Order of the rows: gemeente, value (the newest), year or change; -year puts the largest first."),
    ),
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("trend", cls=Command, help=HELP, epilog=EPILOG)
def trend(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
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
    """Read, bring into one division, follow, and show; the exit code."""
    measures = comparable.parse_measures(by) or (WITH_REGISTER if register else DEFAULT,)
    niveau = comparable.parse_level(level)
    order = comparable.parse_sort(sort, SORT_KEYS)
    wanted = comparable.parse_division(division, regions_of, estimate_splits=estimate_splits)
    selection = parse_selection(region, gemeente, quarter)
    origin = parse_origin(files, archive, as_of, register=register, password_file=password_file)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    batch = read_batch(origin, choosing.without_names(selection), limits, look_back=strict)
    shown = choosing.choose_shown(batch, wanted, selection, niveau, those_there)
    trends = follow_trends(shown.history, measures, shown.subjects) if shown.history.kwartalen else []

    def data() -> Table:
        return trend_data(trends, with_estimates=estimate_splits, findings=shown.findings)

    target.write(
        people=lambda: target.format_tables(
            table for one in trends for table in trend_tables(one, order, shown.findings)
        ),
        json=lambda: format_table_json(data(), SCHEMA, batch.failures),
        csv=lambda: format_csv(data()),
    )
    tell_notes(target, shown.findings)
    return shown.batch.exit_code(strict=strict)
