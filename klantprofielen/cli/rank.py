"""`klantprofielen rank`: gemeenten or regions in the order of a measure, over all that is read."""

from typing import Annotated

import typer

from klantprofielen.analysis.ranking import LEAST_PERSONS, NEIGHBOURS, Level
from klantprofielen.cli import options
from klantprofielen.cli.batch import read_batch
from klantprofielen.cli.doel import parse_doel
from klantprofielen.cli.group import Command
from klantprofielen.cli.measuring import rank_rapporten
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target, tell_notes
from klantprofielen.cli.ranking import choose_rows, parse_count, parse_level, parse_measure, parse_view
from klantprofielen.cli.selection import LATEST, Selection, parse_selection
from klantprofielen.language import mark
from klantprofielen.tables.findings import error_notes
from klantprofielen.tables.rank import rank_data, rank_notes, rank_table
from klantprofielen.tables.registers import OF_FILE, OF_REPORT, register_notes
from klantprofielen.views.data import format_csv, format_table_json

HELP = mark(
    "Rank gemeenten or regions by a measure, over all that is read: rank, quartile, and the distance to the median of "
    "the region and of all. Of several quarters the newest is ranked. Equal values share a rank; quartile 1 begins "
    "with rank 1, and who share a rank share a quartile. --region and --gemeente choose what is shown, not what is "
    "ranked: an office sees its own gemeenten with their rank among all."
)
EPILOG = mark("Example: klantprofielen rank q1/ --by aandeel_met_profiel --around Rotterdam")
RANKING = mark("Ranking")


def _option(*names: str, metavar: str | None = None, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*names, metavar=metavar, help=text, rich_help_panel=RANKING)
    return option


By = Annotated[
    str | None,
    _option("--by", metavar="MEASURE", text=mark("What to rank by, such as aandeel_met_profiel or totaal_sonar.")),
]
LevelOption = Annotated[
    str, _option("--level", metavar="LEVEL", text=mark("What to rank: gemeente (default) or regio."))
]
Ascending = Annotated[bool, _option("--ascending", text=mark("The smallest first, instead of the largest."))]
Top = Annotated[str | None, _option("--top", metavar="N", text=mark("Only the first N, and who share the last rank."))]
Bottom = Annotated[
    str | None, _option("--bottom", metavar="N", text=mark("Only the last N, and who share the first rank of these."))
]
Around = Annotated[
    str | None, _option("--around", metavar="NAME", text=mark("One gemeente or region and those around it."))
]
Neighbours = Annotated[
    str, _option("--neighbours", metavar="N", text=mark("How many on each side with --around (default 5)."))
]
MinN = Annotated[
    str,
    _option(
        "--min-n",
        metavar="N",
        text=mark("Leave out what rests on fewer persons than this (default 30); 0 leaves out none."),
    ),
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("rank", cls=Command, help=HELP, epilog=EPILOG)
def rank(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
    by: By = None,
    level: LevelOption = Level.GEMEENTE.value,
    ascending: Ascending = False,
    top: Top = None,
    bottom: Bottom = None,
    around: Around = None,
    neighbours: Neighbours = str(NEIGHBOURS),
    min_n: MinN = str(LEAST_PERSONS),
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
    password_file: options.PasswordFile = None,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, check, rank, and show; the exit code."""
    measure, what = parse_measure(by), parse_level(level)
    least = parse_count("--min-n", min_n, 0)
    view = parse_view(parse_selection(region, gemeente, None), top, bottom, around, neighbours)
    doel = parse_doel(goal, goal_by)
    origin = parse_origin(files, archive, as_of, register=register, password_file=password_file)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    quarters = parse_selection(None, None, quarter).quarters or (None if files else LATEST)
    batch = read_batch(origin, Selection(quarters=quarters), limits, look_back=strict)
    rapporten = [report.rapport for report in batch.reports]
    ranking = rank_rapporten(rapporten, measure, what, ascending=ascending, min_n=least)
    rows, marked = choose_rows(ranking, view) if rapporten else ((), None)
    ranked = [report for report in batch.reports if report.rapport.kwartaal == ranking.kwartaal]
    found = (*register_notes(batch.reports, OF_FILE), *register_notes(ranked, OF_REPORT))
    notes = (*(rank_notes(ranking, len(rows), batch.reports, doel) if rapporten else ()), *found)
    data = rank_data(ranking, rows, doel, notes)
    tables = [rank_table(ranking, rows, doel, notes=notes, marked=marked)] if rapporten else []
    target.write(
        people=lambda: target.format_tables(tables),
        json=lambda: format_table_json(data, "rank/1", batch.failures, {"kwartaal": ranking.kwartaal}),
        csv=lambda: format_csv(data),
    )
    tell_notes(target, (*error_notes(batch.reports), *found))
    return batch.exit_code(strict=strict)
