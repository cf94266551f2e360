"""`klantprofielen export`: the same figures as files, for Excel, for scripts, for the open data of an office."""

from typing import Annotated

import typer

from klantprofielen.cli import options
from klantprofielen.cli.batch import inputs_of, read_batch
from klantprofielen.cli.forms import FORMS, check_again
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.cli.places import check_plan, parse_plan, with_short_names, write_exports
from klantprofielen.cli.selection import parse_selection
from klantprofielen.language import mark, translate
from klantprofielen.views.streams import print_error

HELP = mark(
    "Export reports as files: a workbook for Excel, csv, JSON, JSON lines, parquet, Markdown, a data package. All of "
    "them hold the same table, with the same columns, order and values. Several forms may be asked for at once."
)
EPILOG = mark(
    "Without -o the file is called klantprofielen-REGION-QUARTER in this folder, or klantprofielen for several reports."
)
FORM = mark("Forms")


def _form(option: str, text: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(option, help=text, rich_help_panel=FORM)
    return info


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=mark("A file (its extension says the form), a folder, or - for standard output."),
        rich_help_panel=options.OUTPUT,
    ),
]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("export", cls=Command, help=HELP, epilog=EPILOG)
def export(  # noqa: PLR0913 - an option is an argument
    files: options.Files = None,
    *,
    xlsx: Annotated[bool, _form("--xlsx", mark("A workbook for Excel, to send on."))] = False,
    as_csv: Annotated[bool, _form("--csv", mark("Comma, decimal point, UTF-8."))] = False,
    csv_excel: Annotated[bool, _form("--csv-excel", mark("Opens right in Dutch Excel: semicolon, comma."))] = False,
    as_json: Annotated[bool, _form("--json", mark("As summarize --json."))] = False,
    jsonl: Annotated[bool, _form("--jsonl", mark("A row of the table a line."))] = False,
    parquet: Annotated[bool, _form("--parquet", mark("Typed columns; needs klantprofielen[parquet]."))] = False,
    markdown: Annotated[bool, _form("--markdown", mark("Tables for people, then the whole table."))] = False,
    datapackage: Annotated[
        bool, _form("--datapackage", mark("csv with its description; a zip file, or a folder by its name."))
    ] = False,
    strict: options.Strict = False,
    region: options.Regios = None,
    gemeente: options.Gemeenten = None,
    quarter: options.Quarter = None,
    output: Output = None,
    force: options.Force = False,
    archive: options.ArchiveFile = None,
    as_of: options.AsOf = None,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, check, and write; the exit code."""
    selection = parse_selection(region, gemeente, quarter)
    origin = parse_origin(files, archive, as_of)
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    asked = (xlsx, as_csv, csv_excel, as_json, jsonl, parquet, markdown, datapackage)
    plan = parse_plan([form for form, wanted in zip(FORMS, asked, strict=True) if wanted], output)
    inputs = inputs_of(origin)
    check_plan(plan, force=force, inputs=inputs)
    batch = read_batch(origin, selection, limits)
    if batch.reports:
        reports = check_again(with_short_names(batch.reports))
        contents = [form.make(reports, batch.failures) for form in plan.forms]
        written = write_exports(plan, contents, reports, force=force, inputs=inputs)
        for path in written:
            print_error(translate("written: {path}").format(path=path))
    return batch.exit_code(strict=strict)
