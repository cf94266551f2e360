"""The options that commands share, declared once, and what their text means."""

from typing import Annotated

import typer

from klantprofielen.errors import EmptyError, ReadError, UsageError
from klantprofielen.language import mark, translate
from klantprofielen.reading.inputs import read_bytes, shown_name
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
RegisterFile = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="FILE",
        help=mark(
            "A csv or xlsx file with the doelgroepregister per gemeente (name or GM code, count, and where needed the "
            "quarter): gives each gemeente its coverage."
        ),
    ),
]
Goal = Annotated[
    str | None,
    typer.Option(
        "--target",
        metavar="SHARE",
        help=mark("How many more it takes to reach this coverage, such as 80%: per region, and per gemeente."),
    ),
]
GoalBy = Annotated[
    str | None,
    typer.Option(
        "--target-by",
        metavar="MEASURE",
        help=mark("What the target is for: dekking (default), or aandeel_met_profiel."),
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

PasswordFile = Annotated[
    str | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help=mark("The password of PDFs that have one, on the first line of this file; or in KLANTPROFIELEN_PASSWORD."),
        show_default=False,
    ),
]


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

PASSWORD_MB = 1  # of the file that holds one

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


def read_password(file: str | None) -> str | None:
    """The password on the first line of this file; None where none is named.

    Raises:
        ReadError: the file cannot be read, or is empty.
    """
    if file is None:
        return None
    try:
        lines = read_bytes(file, PASSWORD_MB).decode("utf-8-sig", "surrogateescape").splitlines()
        if not lines or not lines[0]:
            raise EmptyError
    except ReadError as error:
        error.facts["file"] = shown_name(file)
        raise
    return lines[0]


def _parse_positive(option: str, text: str, number: type[int] | type[float]) -> float:
    try:
        value = number(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        expected = translate("{option}: expected a number above 0, found '{found}'")
        raise UsageError(message=expected.format(option=option, found=text))
    return value
