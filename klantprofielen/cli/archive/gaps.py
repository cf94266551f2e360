"""`klantprofielen archive gaps`: what is missing."""

from dataclasses import replace

import typer

from klantprofielen.archive import reading
from klantprofielen.cli import options
from klantprofielen.cli.archive.choosing import choose
from klantprofielen.cli.editions import quarters_held, require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.cli.selection import parse_selection
from klantprofielen.errors import ExitCode
from klantprofielen.language import mark
from klantprofielen.tables.kept import gaps_table
from klantprofielen.views.data import format_csv, format_table_json

HELP = mark(
    "Show which region and quarter is missing between the first and the last quarter in the archive, for the regions "
    "that are in it. Exit code 1 if any is."
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("gaps", cls=Command, help=HELP)
def gaps(  # noqa: PLR0913 - an option is an argument
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
    """Look, and show; 1 if anything is missing."""
    origin = parse_origin((), archive, as_of)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    selection = parse_selection(region, None, quarter)
    with reading(origin.archive) as opened:
        editions = require_editions(opened, origin)
    keys = {edition.regio_key for edition in choose(editions, replace(selection, quarters=None))}
    table = gaps_table(editions, keys, quarters_held(selection.quarters, editions))
    target.write(
        people=lambda: target.format_tables([table]),
        json=lambda: format_table_json(table, "archive-gaps/1", ()),
        csv=lambda: format_csv(table),
    )
    return ExitCode.FINDINGS if table.rows else ExitCode.OK
