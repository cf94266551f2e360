"""`klantprofielen archive history`: the editions of a report, and in what each differs from the one before."""

from itertools import pairwise

import typer

from klantprofielen.archive import Change, Kept, find_changes, reading
from klantprofielen.cli import options
from klantprofielen.cli.archive.choosing import Kwartaal, Regio, choose_report
from klantprofielen.cli.editions import require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.language import mark
from klantprofielen.tables.kept import changes_table, history_table
from klantprofielen.views.data import Json, format_csv, format_rows_json, table_rows
from klantprofielen.views.outcomes import change_rows

HELP = mark(
    "Show the editions of one report from old to new, and cell by cell in what each differs from the one before."
)
EPILOG = mark("Example: klantprofielen archive history rijnmond 2023-Q1")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("history", cls=Command, help=HELP, epilog=EPILOG)
def history(  # noqa: PLR0913 - an option is an argument
    region: Regio,
    quarter: Kwartaal,
    *,
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
    with reading(origin.archive) as opened:
        kept = opened.load(choose_report(require_editions(opened, origin), region, quarter))
    changes = [(), *(find_changes(old.rapport, new.rapport) for old, new in pairwise(kept))]
    editions = history_table([one.edition for one in kept])
    target.write(
        people=lambda: target.format_tables([editions, *([changes_table(kept, changes)] if len(kept) > 1 else [])]),
        json=lambda: format_rows_json(_rows(kept, changes), "archive-history/1"),
        csv=lambda: format_csv(changes_table(kept, changes)),
    )
    return 0


def _rows(kept: list[Kept], changes: list[tuple[Change, ...]]) -> list[dict[str, Json]]:
    """A row per edition, with what it changed."""
    rows = table_rows(history_table([one.edition for one in kept]))
    return [row | {"changes": change_rows(found)} for row, found in zip(rows, changes, strict=True)]
