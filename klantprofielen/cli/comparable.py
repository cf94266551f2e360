"""The options of commands over several quarters, and what their text means."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from klantprofielen.analysis.asking import AS_PRINTED, parse_day
from klantprofielen.analysis.history import Division
from klantprofielen.analysis.measures import ALL_MEASURES, MEASURE_BY_KEY, Measure
from klantprofielen.analysis.subjects import Niveau
from klantprofielen.cli.selection import did_you_mean
from klantprofielen.errors import UsageError
from klantprofielen.language import mark, translate
from klantprofielen.reference import FIRST_YEAR, LAST_YEAR
from klantprofielen.tables import Sort

DIVISION = mark("Division")

By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="MEASURE", help=mark("Measure such as totaal_sonar or dekking. May be repeated.")),
]
Level = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help=mark("Only these rows: gemeente, regio or land."))
]
DivisionOption = Annotated[
    str | None,
    typer.Option(
        "--division",
        metavar="YEAR",
        help=mark("Gemeenten as they were in this year or quarter, or as-printed; else as in the newest quarter."),
        rich_help_panel=DIVISION,
    ),
]
RegionsOf = Annotated[
    str | None,
    typer.Option(
        "--regions-of",
        metavar="YEAR",
        help=mark("Each gemeente in its region of this year or quarter, and these regions added up anew."),
        rich_help_panel=DIVISION,
    ),
]
EstimateSplits = Annotated[
    bool,
    typer.Option(
        "--estimate-splits",
        help=mark("Divide a gemeente that was split by its inhabitants: an estimate, and called so."),
        rich_help_panel=DIVISION,
    ),
]


def parse_division(division: str | None, regions_of: str | None, *, estimate_splits: bool) -> Division:
    """The division as typed.

    Raises:
        UsageError: it is no year or quarter of the tables, or two of the options contradict each other.
    """
    as_printed = division is not None and division.strip().casefold() == AS_PRINTED
    if as_printed and estimate_splits:
        raise UsageError(message=translate("choose one of --division as-printed and --estimate-splits"))
    return Division(
        as_printed=as_printed,
        on=None if division is None or as_printed else _parse_day("--division", division),
        estimate_splits=estimate_splits,
        regios_on=None if regions_of is None else _parse_day("--regions-of", regions_of),
    )


def _parse_day(option: str, text: str) -> date:
    day = parse_day(text)
    if day is None:
        message = translate(
            "{option}: expected a year or quarter of {first}-{last} (all the tables have), found '{found}'"
        )
        more = translate("; or as-printed") if option == "--division" else ""
        raise UsageError(message=message.format(option=option, first=FIRST_YEAR, last=LAST_YEAR, found=text) + more)
    return day


def parse_measures(names: Sequence[str] | None) -> tuple[Measure, ...]:
    """The measures as typed, each once.

    Raises:
        UsageError: there is no such measure.
    """
    return tuple(dict.fromkeys(_parse_measure(name) for name in names or ()))


def _parse_measure(name: str) -> Measure:
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if key not in MEASURE_BY_KEY:
        keys = [measure.key for measure in ALL_MEASURES]
        message = translate("--by: no measure '{name}'").format(name=name)
        choices = translate("; choose from {keys}").format(keys=", ".join(keys))
        raise UsageError(message=message + (did_you_mean(key, keys) or choices))
    return MEASURE_BY_KEY[key]


def parse_level(text: str | None) -> Niveau | None:
    """The level as typed.

    Raises:
        UsageError: there is no such level.
    """
    if text is None:
        return None
    try:
        return Niveau(text.strip().casefold())
    except ValueError:
        levels = ", ".join(Niveau)
        message = translate("--level: expected one of {levels}, found '{found}'")
        raise UsageError(message=message.format(levels=levels, found=text)) from None


def parse_sort(text: str | None, keys: Sequence[str]) -> Sort | None:
    """The order as typed: a column, with `-` before it from large to small.

    Raises:
        UsageError: there is no such column.
    """
    if text is None:
        return None
    key = text.removeprefix("-").casefold().replace("-", "_")
    if key not in keys:
        message = translate("--sort: no column '{name}'").format(name=text.removeprefix("-"))
        choices = translate("; choose from {keys}").format(keys=", ".join(keys))
        raise UsageError(message=message + (did_you_mean(key, keys) or choices))
    return Sort(key, descending=text.startswith("-"))
