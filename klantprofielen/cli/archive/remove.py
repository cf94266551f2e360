"""`klantprofielen archive remove`: out of the archive for good."""

from typing import Annotated

import typer

from klantprofielen.archive import Edition, reading, writing
from klantprofielen.cli import options
from klantprofielen.cli.archive.choosing import Kwartaal, Regio, choose_number, choose_report
from klantprofielen.cli.asking import require_yes
from klantprofielen.cli.editions import require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.errors import ExitCode
from klantprofielen.language import mark, translate
from klantprofielen.tables.kept import history_table
from klantprofielen.views.data import format_table_json
from klantprofielen.views.streams import print_error, write_data

HELP = mark(
    "Take all editions of a report out of the archive, or one of them, with their figures and their files. It asks "
    "first; there is no way back but a backup."
)
EPILOG = mark("Example: klantprofielen archive remove rijnmond 2023-Q1 --edition 2")

Only = Annotated[
    str | None, typer.Option("--edition", metavar="N", help=mark("Only this edition, counted from 1; without it all."))
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("remove", cls=Command, help=HELP, epilog=EPILOG)
def remove(  # noqa: PLR0913 - an option is an argument
    region: Regio,
    quarter: Kwartaal,
    *,
    edition: Only = None,
    yes: options.Yes = False,
    as_json: options.AsJson = False,
    archive: options.ArchiveFile = None,
) -> int:
    """Ask, remove, and tell."""
    origin = parse_origin((), archive)
    with reading(origin.archive) as opened:
        chosen = choose_number(choose_report(require_editions(opened, origin), region, quarter), edition)
    names = ", ".join(
        f"{one.regio} {one.kwartaal}, {translate('edition')} {one.edition} ({one.file})" for one in chosen
    )
    if not require_yes(translate("remove {names}?").format(names=names), yes=yes):
        print_error(translate("nothing was removed"))
        return ExitCode.FINDINGS
    with writing(origin.archive) as opened, opened.transaction():
        opened.remove(_still_there(opened.editions_of(chosen[0].kwartaal, chosen[0].regio_key), chosen))
    if as_json:
        write_data(format_table_json(history_table(chosen), "archive-remove/1", ()).encode())
    else:
        print_error(translate("removed: {names}").format(names=names))
    return ExitCode.OK


def _still_there(now: list[Edition], chosen: list[Edition]) -> list[Edition]:
    """What was chosen and not changed by others since."""
    return [edition for edition in chosen if edition in now]
