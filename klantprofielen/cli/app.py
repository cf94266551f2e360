"""The commands, put together."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

import typer

from klantprofielen import __version__
from klantprofielen.cli.group import Group
from klantprofielen.language import mark
from klantprofielen.views.streams import write_text

HELP = mark(
    "Reads UWV's regional reports 'Transparantie van klantprofielen' (PDF, xlsx, csv or text), proves every figure by "
    "the printed sums, and tells how many, what share, and where it does not fit."
)
EPILOG = mark("Example: klantprofielen summarize rijnmond.pdf")


class Commands(Group):
    """All commands, in the order of the help page."""

    short_helps: ClassVar[Mapping[str, str]] = {
        "summarize": mark("Per gemeente and region the counts, shares, coverage and findings."),
        "check": mark("Every finding with its place; for a wrong figure which cell, and what would fit."),
        "compare": mark("Two quarters side by side: per gemeente and region what changed, and by how much."),
        "trend": mark("A measure over all quarters, per gemeente and region, with a sparkline."),
        "ingest": mark("Add reports to the archive, which is read when no files are named."),
        "archive": mark("What is kept: list, gaps, history, show, remove, verify, backup and more."),
        "export": mark("The same figures as a file: Excel, csv, JSON, parquet, Markdown, data package."),
    }


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(cls=Commands, invoke_without_command=True, help=HELP, epilog=EPILOG)
def klantprofielen(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help=mark("Show the version and exit."))] = False,
    _lang: Annotated[
        str | None, typer.Option("--lang", metavar="en|nl", help=mark("Language of messages and help."))
    ] = None,
    _debug: Annotated[bool, typer.Option("--debug", help=mark("Show the details of an unexpected error."))] = False,
) -> None:
    """Answer what needs no command. `--lang` and `--debug` are taken by the border, wherever they stand."""
    if version:
        write_text(f"klantprofielen {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        write_text(f"{ctx.get_help()}\n")
