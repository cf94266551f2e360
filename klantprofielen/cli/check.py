"""`klantprofielen check`: the findings alone, and a count that reassures where there are none."""

import typer

from klantprofielen.cli import options
from klantprofielen.cli.batch import read_batch
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.cli.selection import parse_selection
from klantprofielen.language import mark
from klantprofielen.tables import findings_table, summarize_checks
from klantprofielen.views.data import format_csv, format_table_json
from klantprofielen.views.plain import format_findings
from klantprofielen.views.streams import print_error

HELP = mark(
    "Check reports: every row against its total, every column against TOTAAL AMR, the percentage against its rounding, "
    "the names against the tables of gemeenten and regions. One line per finding: file:page: gemeente: message."
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("check", cls=Command, help=HELP)
def check(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
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
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, check, and list what was found; the exit code."""
    selection = parse_selection(region, gemeente, quarter)
    origin = parse_origin(files, archive, as_of)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    batch = read_batch(origin, selection, limits)
    table = findings_table(batch.reports)
    target.write(
        people=lambda: format_findings(batch.reports),
        json=lambda: format_table_json(table, "check/1", batch.failures),
        csv=lambda: format_csv(table),
    )
    if batch.reports:
        print_error(summarize_checks(batch.reports))
    return batch.exit_code(strict=strict)
