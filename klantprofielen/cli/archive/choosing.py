"""Which editions are meant: by region, quarter and number, in any spelling."""

from collections.abc import Sequence
from typing import Annotated

import typer

from klantprofielen.archive import Edition
from klantprofielen.cli.editions import quarters_held
from klantprofielen.cli.selection import Selection, join_some, names_regio, no_regio, parse_quarters
from klantprofielen.errors import UsageError
from klantprofielen.language import mark, translate
from klantprofielen.notation import format_number

Regio = Annotated[
    str, typer.Argument(metavar="REGION", help=mark("The arbeidsmarktregio: name, UWV number or CBS code."))
]
Kwartaal = Annotated[str, typer.Argument(metavar="QUARTER", help=mark("The quarter: 2023-Q1, or latest."))]
Number = Annotated[
    str | None,
    typer.Option("--edition", metavar="N", help=mark("This edition, counted from 1; without it the newest.")),
]


def choose(editions: Sequence[Edition], selection: Selection) -> list[Edition]:
    """The editions of these regions and quarters.

    Raises:
        UsageError: none is of such a region, or of such a quarter.
    """
    chosen = list(editions)
    for name in selection.regios:
        if not any(is_of_regio(name, edition) for edition in chosen):
            raise UsageError(message=no_regio(name, dict.fromkeys(edition.regio for edition in chosen)))
    if selection.regios:
        chosen = [edition for edition in chosen if any(is_of_regio(name, edition) for name in selection.regios)]
    holds = quarters_held(selection.quarters, chosen)
    found = [edition for edition in chosen if holds(edition.kwartaal)]
    if not found:
        there = join_some(sorted({str(edition.kwartaal) for edition in chosen}))
        raise UsageError(message=translate("no report of that quarter is kept; there is {there}").format(there=there))
    return found


def choose_report(editions: Sequence[Edition], regio: str, kwartaal: str) -> list[Edition]:
    """The editions of one report, from old to new.

    Raises:
        UsageError: it is not there.
    """
    return choose(editions, Selection(regios=(regio,), quarters=parse_quarters(kwartaal)))


def choose_number(editions: Sequence[Edition], number: str | None) -> list[Edition]:
    """The edition with this number; all of them where none is asked for.

    Raises:
        UsageError: there is no such edition.
    """
    if number is None:
        return list(editions)
    found = [edition for edition in editions if number.isascii() and str(edition.edition) == number.strip()]
    if not found:
        there = ", ".join(format_number(edition.edition) for edition in editions)
        message = translate("--edition: there is no edition '{found}'; there is {there}")
        raise UsageError(message=message.format(found=number, there=there))
    return found


def is_of_regio(name: str, edition: Edition) -> bool:
    """Whether an edition is of the region with this name, UWV number or CBS code."""
    return names_regio(name, edition.regionummer, (edition.regio,), edition.kwartaal.eerste_dag)
