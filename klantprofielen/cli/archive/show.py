"""`klantprofielen archive show`: one edition."""

import typer

from klantprofielen.archive import reading
from klantprofielen.cli import options
from klantprofielen.cli.archive.choosing import Kwartaal, Number, Regio, choose_number, choose_report
from klantprofielen.cli.editions import require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.output import parse_target
from klantprofielen.errors import ExitCode
from klantprofielen.language import mark
from klantprofielen.model import Severity
from klantprofielen.tables import Checked, summary_table, tidy_table
from klantprofielen.views.data import format_csv, format_summary_json

HELP = mark("Show one edition of a report, the newest or the one that is asked for, with what was found in it.")
EPILOG = mark("Example: klantprofielen archive show rijnmond 2023-Q1 --edition 1")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("show", cls=Command, help=HELP, epilog=EPILOG)
def show(  # noqa: PLR0913 - an option is an argument
    region: Regio,
    quarter: Kwartaal,
    *,
    edition: Number = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    output: options.Output = None,
    force: options.Force = False,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
) -> int:
    """Look, and show; the exit code."""
    origin = parse_origin((), archive, as_of)
    target = parse_target(origin, as_json=as_json, as_csv=as_csv, output=output, force=force)
    with reading(origin.archive) as opened:
        editions = choose_report(require_editions(opened, origin), region, quarter)
        (kept,) = opened.load(choose_number(editions, edition)[-1:])
    reports = [Checked(kept.rapport, kept.findings, kept.rapport.rijen)]
    target.write(
        people=lambda: target.format_tables([summary_table(reports[0], with_source=True)]),
        json=lambda: format_summary_json(reports, ()),
        csv=lambda: format_csv(tidy_table(reports)),
    )
    return ExitCode.FINDINGS if reports[0].count(Severity.ERROR) else ExitCode.OK
