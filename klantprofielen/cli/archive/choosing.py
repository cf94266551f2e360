"""Which editions are meant: by region, quarter and number, in any spelling."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from klantprofielen.archive import Archive, Edition
from klantprofielen.cli.selection import Selection, join_some, names_regio, no_regio, parse_quarters
from klantprofielen.errors import EmptyArchiveError, UsageError
from klantprofielen.language import mark, translate
from klantprofielen.model import Kwartaal as Quarter
from klantprofielen.notation import format_number

Regio = Annotated[
    str, typer.Argument(metavar="REGION", help=mark("The arbeidsmarktregio: name, UWV number or CBS code."))
]
Kwartaal = Annotated[str, typer.Argument(metavar="QUARTER", help=mark("The quarter: 2023-Q1, or latest."))]
Number = Annotated[
    str | None,
    typer.Option("--edition", metavar="N", help=mark("This edition, counted from 1; without it the newest.")),
]


def require_editions(archive: Archive, file: str, as_of: str | None = None) -> list[Edition]:
    """All editions.

    Raises:
        EmptyArchiveError: there is none.
    """
    editions = archive.editions(as_of)
    if not editions:
        raise EmptyArchiveError(file=file, moment=translate(" that was known then") if as_of else "")
    return editions


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
    holds = quarters_held(selection, chosen)
    found = [edition for edition in chosen if holds(edition.kwartaal)]
    if not found:
        there = join_some(sorted({str(edition.kwartaal) for edition in chosen}))
        raise UsageError(message=translate("no report of that quarter is kept; there is {there}").format(there=there))
    return found


def quarters_held(selection: Selection, editions: Sequence[Edition]) -> Callable[[Quarter], bool]:
    """Whether a quarter is asked for; the latest is that of these editions."""
    quarters = selection.quarters
    if quarters is None:
        return lambda _kwartaal: True
    last = max(edition.kwartaal for edition in editions)
    return last.__eq__ if quarters.latest else quarters.holds


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
