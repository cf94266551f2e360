"""`klantprofielen archive list`: what is kept."""

import typer

from klantprofielen.archive import reading
from klantprofielen.cli import options
from klantprofielen.cli.archive.choosing import choose
from klantprofielen.cli.editions import require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.cli.selection import parse_selection
from klantprofielen.language import mark
from klantprofielen.tables.kept import editions_table, matrix_table
from klantprofielen.views.data import format_csv, format_table_json

HELP = mark(
    "Show what is kept: a line per region with a sign for each quarter. As --json or --csv: a row per edition, also of "
    "those that were corrected since."
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("list", cls=Command, help=HELP)
def list_editions(  # noqa: PLR0913 - an option is an argument
    *,
    region: options.Regios = None,
    quarter: options.Quarter = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
    force: options.Force = False,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
) -> int:
    """Look, and show."""
    origin = parse_origin((), archive, as_of)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    selection = parse_selection(region, None, quarter)
    with reading(origin.archive) as opened:
        editions = choose(require_editions(opened, origin), selection)
    table = editions_table(editions)
    target.write(
        people=lambda: target.format_tables([matrix_table(editions)]),
        json=lambda: format_table_json(table, "archive-list/1", ()),
        csv=lambda: format_csv(table),
    )
    return 0
