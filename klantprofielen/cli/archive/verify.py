"""`klantprofielen archive verify`: whether all that is kept is as it was written, and adds up."""

import typer

from klantprofielen.archive import Flaw, reading, verify
from klantprofielen.cli import options
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.errors import ExitCode
from klantprofielen.language import mark, translate, translate_count
from klantprofielen.tables.kept import flaws_table
from klantprofielen.views.data import format_csv, format_table_json
from klantprofielen.views.outcomes import format_flaw
from klantprofielen.views.streams import print_error

HELP = mark(
    "Look over the archive: the structure of the file, every edition against its digest, every kept file against its "
    "SHA-256, and every stored sum again. Exit code 65 if anything is damaged, 1 if a sum does not fit that was not "
    "accepted so."
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("verify", cls=Command, help=HELP)
def verify_archive(
    *,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
    force: options.Force = False,
    archive: options.ArchiveFile = None,
) -> int:
    """Look, and tell; the exit code."""
    origin = parse_origin((), archive)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    with reading(origin.archive) as opened:
        flaws = list(verify(opened))
        editions = len(opened.editions()) if not any(flaw.is_damage for flaw in flaws) else 0
    table = flaws_table(flaws)
    target.write(
        people=lambda: "".join(map(format_flaw, flaws)),
        json=lambda: format_table_json(table, "archive-verify/1", ()),
        csv=lambda: format_csv(table),
    )
    print_error(_verdict(flaws, editions))
    return _code(flaws)


def _verdict(flaws: list[Flaw], editions: int) -> str:
    new = [flaw for flaw in flaws if not flaw.is_known]
    if new:
        return translate_count("{count} thing does not hold", "{count} things do not hold", len(new))
    count = translate_count(
        "{count} edition is as it was written", "{count} editions are as they were written", editions
    )
    known = translate("; some do not add up, and were accepted so") if flaws else translate(", and all sums fit")
    return count + known


def _code(flaws: list[Flaw]) -> int:
    if any(flaw.is_damage for flaw in flaws):
        return ExitCode.DATA
    return ExitCode.FINDINGS if any(not flaw.is_known for flaw in flaws) else ExitCode.OK
