"""The options that commands share, declared once, and what their text means."""

from typing import Annotated

import typer

from klantprofielen.errors import UsageError
from klantprofielen.language import mark, translate
from klantprofielen.reading.reader import Limits

SELECTION, OUTPUT, LIMITS = mark("Selection"), mark("Output"), mark("Limits per file")
ARCHIVE = mark("Archive")

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help=mark(
            "Files, folders (searched recursively), patterns such as 'q1/*.pdf', or - for standard input; "
            "without them the archive is read."
        ),
        show_default=False,
    ),
]
FilesOnly = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help=mark("Files, folders (searched recursively), patterns such as 'q1/*.pdf', or - for standard input."),
        show_default=False,
    ),
]
Regios = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        "-r",
        metavar="REGION",
        help=mark("Only this arbeidsmarktregio: name, UWV number or CBS code. May be repeated."),
        rich_help_panel=SELECTION,
    ),
]
Gemeenten = Annotated[
    list[str] | None,
    typer.Option(
        "--gemeente",
        "-g",
        metavar="GEMEENTE",
        help=mark("Only this gemeente: name or CBS code. May be repeated. Totals stay those of the region."),
        rich_help_panel=SELECTION,
    ),
]
Quarter = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        "-k",
        metavar="QUARTER",
        help=mark("Only this quarter: 2023-Q1, 2022-Q1..2023-Q4, or latest."),
        rich_help_panel=SELECTION,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help=mark("Data as JSON (see the schema in the package)."), rich_help_panel=OUTPUT)
]
AsCsv = Annotated[
    bool,
    typer.Option("--csv", help=mark("Data as csv: comma, decimal point, one row per line."), rich_help_panel=OUTPUT),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write to this file; .json and .csv say what is written."),
        rich_help_panel=OUTPUT,
    ),
]
Force = Annotated[bool, typer.Option("--force", help=mark("Overwrite the file if it exists."), rich_help_panel=OUTPUT)]
ArchiveFile = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="PATH",
        help=mark("The archive to use; without it KLANTPROFIELEN_ARCHIVE, or the one in your data folder."),
        rich_help_panel=ARCHIVE,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=mark("What the archive held on this day: 2026-03-01, or with a time. Not with FILES."),
        rich_help_panel=ARCHIVE,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=mark("Do not ask."))]
Strict = Annotated[bool, typer.Option("--strict", help=mark("Exit with 1 for a warning too, not only for an error."))]


def _limit(name: str, metavar: str, text: str) -> typer.models.OptionInfo:
    envvar = f"KLANTPROFIELEN_{name.removeprefix('--').replace('-', '_').upper()}"
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, envvar=envvar, help=text, rich_help_panel=LIMITS
    )
    return option


MaxMb = Annotated[str, _limit("--max-mb", "MB", mark("Size of a file."))]
MaxPages = Annotated[str, _limit("--max-pages", "N", mark("Pages of a PDF."))]
MaxSeconds = Annotated[str, _limit("--max-seconds", "S", mark("Time to read a file."))]
MaxMemoryMb = Annotated[str, _limit("--max-memory-mb", "MB", mark("Memory to read a file."))]

DEFAULT_MB, DEFAULT_PAGES = str(Limits().file_mb), str(Limits().pages)
DEFAULT_SECONDS, DEFAULT_MEMORY_MB = f"{Limits().seconds:g}", str(Limits().memory_mb)


def parse_limits(*, mb: str, pages: str, seconds: str, memory_mb: str) -> Limits:
    """The limits as typed."""
    return Limits(
        file_mb=int(_parse_positive("--max-mb", mb, int)),
        pages=int(_parse_positive("--max-pages", pages, int)),
        seconds=_parse_positive("--max-seconds", seconds, float),
        memory_mb=int(_parse_positive("--max-memory-mb", memory_mb, int)),
    )


def _parse_positive(option: str, text: str, number: type[int] | type[float]) -> float:
    try:
        value = number(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        expected = translate("{option}: expected a number above 0, found '{found}'")
        raise UsageError(message=expected.format(option=option, found=text))
    return value
