"""`klantprofielen archive path`: where it is."""

import os

import typer

from klantprofielen.cli import options
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.language import mark
from klantprofielen.views.data import Json, format_rows_json
from klantprofielen.views.streams import write_data, write_text

HELP = mark("Show where the archive is, whether it is there already or not.")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("path", cls=Command, help=HELP)
def path(*, as_json: options.AsJson = False, archive: options.ArchiveFile = None) -> int:
    """Tell where it is."""
    file = os.path.abspath(parse_origin((), archive).archive)  # noqa: PTH100 - a name may hold what no path can
    if as_json:
        row: dict[str, Json] = {"path": file, "exists": os.path.lexists(file)}
        write_data(format_rows_json([row], "archive-path/1").encode("utf-8", "replace"))
    else:
        write_text(f"{file}\n")
    return 0
