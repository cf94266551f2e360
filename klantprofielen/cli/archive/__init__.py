"""`klantprofielen archive`: one module per command on what is kept."""

from collections.abc import Mapping
from typing import ClassVar

import typer

from klantprofielen.cli.group import Group
from klantprofielen.language import mark
from klantprofielen.views.streams import write_text

HELP = mark("What the archive holds, what is missing in it, and how it is looked after.")
EPILOG = mark("Example: klantprofielen archive list")


class ArchiveCommands(Group):
    """All commands on the archive, in the order of the help page."""

    package: ClassVar[str] = "klantprofielen.cli.archive"
    short_helps: ClassVar[Mapping[str, str]] = {
        "list": mark("The reports that are kept: regions x quarters; as data a row per edition."),
        "gaps": mark("Which region and quarter is missing between the first and the last."),
        "history": mark("The editions of one report, and in what they differ."),
        "show": mark("One edition of a report, as summarize shows it."),
        "remove": mark("Take a report out for good; asks first."),
        "path": mark("Where the archive is."),
        "verify": mark("Look over the file, and recompute every stored sum."),
        "backup": mark("A whole copy of the archive in another place."),
        "reread": mark("Read the kept files again, and show what a newer program makes of them."),
    }


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(cls=ArchiveCommands, invoke_without_command=True, help=HELP, epilog=EPILOG)
def archive(ctx: typer.Context) -> None:
    """Answer what needs no command."""
    if ctx.invoked_subcommand is None:
        write_text(f"{ctx.get_help()}\n")
