"""`klantprofielen archive backup`: a whole copy in another place."""

from typing import Annotated

import typer

from klantprofielen.archive import back_up
from klantprofielen.cli import options
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.language import mark, translate
from klantprofielen.views.data import format_rows_json
from klantprofielen.views.files import check_target
from klantprofielen.views.streams import print_error, write_data

HELP = mark(
    "Copy the archive as it is at this moment, also while others write to it. The copy is an archive itself: use it "
    "with --archive, or put it in the place of a damaged one."
)
EPILOG = mark("Example: klantprofielen archive backup ~/backup/archief.sqlite")

Target = Annotated[str, typer.Argument(metavar="PATH", help=mark("The file to write."))]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("backup", cls=Command, help=HELP, epilog=EPILOG)
def backup(
    path: Target,
    *,
    force: options.Force = False,
    as_json: options.AsJson = False,
    archive: options.ArchiveFile = None,
) -> int:
    """Copy, and tell."""
    origin = parse_origin((), archive)
    check_target(path, force=force, inputs=[origin.archive])
    size = back_up(origin.archive, path)
    if as_json:
        write_data(format_rows_json([{"path": path, "bytes": size}], "archive-backup/1").encode("utf-8", "replace"))
    else:
        print_error(translate("written: {path}").format(path=path))
    return 0
