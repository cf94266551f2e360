"""Synthetic reports as files: `python tests/samples.py FOLDER --from 2016-Q1 --to 2025-Q4 [--region R] [--kind pdf]`.

A folder per quarter, a file per region, in the division of its time. The figures are those of `history`; every page
says that they are made up.
"""

import argparse
import runpy
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from history import kwartalen_between, make_rapporten

from klantprofielen.model import Kwartaal, Rapport, Rij
from klantprofielen.notation import format_kwartaal_in_words, format_number, format_percentage, parse_kwartaal
from klantprofielen.reference import ANY_DAY, find_regio, regio_of

EXAMPLES = Path(__file__).parents[1] / "examples"
STAMP = "SYNTHETISCH VOORBEELD: alle cijfers op deze bladzijden zijn verzonnen."
WIDEST_NAME = 18  # characters; a longer name of a region would run over those of its gemeenten
KINDS = {"pdf": ".pdf", "text": ".txt"}


def print_text(rapport: Rapport) -> str:
    """The report as a PDF reader extracts it from a report of UWV, without the words of the header."""
    printed = [" ".join(_cells(rij)) for rij in (*rapport.rijen, *filter(None, [rapport.totaal]))]
    printed[0] = f"{rapport.printed_regionummer} {rapport.printed_regio} {printed[0]}"
    heading = f"Transparantie van klantprofielen\n{_subtitle(rapport)}\n{STAMP}\n\n in Sonar in Sonar\n"
    return heading + "\n".join((*printed, "", _sentence(rapport), ""))


def print_pdf(rapport: Rapport, path: Path) -> None:
    """The report as a PDF, as the examples are made."""
    maker = _maker()
    rows = [_cells(rij) for rij in rapport.rijen]
    name = "\n".join(wrap(rapport.regio, WIDEST_NAME))
    total = _cells(rapport.totaal) if rapport.totaal else ("TOTAAL AMR", *[""] * 5)
    report = maker["Report"](
        title="Transparantie van klantprofielen",
        subtitle=_subtitle(rapport),
        prose=[("Synthetisch voorbeeld", "Alle cijfers in dit document zijn verzonnen.")],
        regions=[maker["Region"](str(rapport.regionummer), name, rows, total, _sentence(rapport))],
        footer=STAMP,
        footer_colour=maker["RED"],
        footer_font=("Helvetica-Bold", 14),
    )
    maker["print_pdf"](report, path)


@cache
def _maker() -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / "make_example.py"))


def _subtitle(rapport: Rapport) -> str:
    assert rapport.kwartaal is not None
    return f"{format_kwartaal_in_words(rapport.kwartaal)} {rapport.regio}"


def _sentence(rapport: Rapport) -> str:
    if rapport.doelgroepregister is None:
        return ""
    printed = rapport.dekking_gedrukt
    share = f" Hiervan is {format_percentage(printed)} bekend binnen Sonar." if printed else ""
    return (
        f"In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio {rapport.regio} bevat het "
        f"doelgroepregister banenafspraak in totaal {format_number(rapport.doelgroepregister)} personen.{share}"
    )


def _cells(rij: Rij) -> tuple[str, ...]:
    marks = zip(rij.cijfers.figures, rij.hidden, strict=True)
    return (rij.printed_name, *(mark or "" if figure is None else format_number(figure) for figure, mark in marks))


def make_files(
    folder: Path, kwartalen: Sequence[Kwartaal], regionummers: Sequence[int] | None = None, kind: str = "pdf"
) -> None:
    """The reports as files, made by as many processes as there are processors."""
    count = len(kwartalen)
    with ProcessPoolExecutor() as processes:
        list(processes.map(make_quarter, [folder] * count, kwartalen, [regionummers] * count, [kind] * count))


def make_quarter(folder: Path, kwartaal: Kwartaal, regionummers: Sequence[int] | None, kind: str) -> None:
    """The reports of one quarter, in a folder of its own."""
    place = folder / str(kwartaal)
    place.mkdir(parents=True, exist_ok=True)
    for rapport in make_rapporten([kwartaal], regionummers):
        path = place / f"{rapport.regiocode}{KINDS[kind]}"
        if kind == "pdf":
            print_pdf(rapport, path)
        else:
            path.write_text(print_text(rapport), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="first", type=_kwartaal, default=Kwartaal(2016, 1), metavar="2016-Q1")
    parser.add_argument("--to", dest="last", type=_kwartaal, default=Kwartaal(2025, 4), metavar="2025-Q4")
    parser.add_argument("--region", action="append", type=_regionummer, help="name or UWV number; all without it")
    parser.add_argument("--kind", choices=KINDS, default="pdf")
    asked = parser.parse_args(arguments)
    make_files(asked.folder, kwartalen_between(asked.first, asked.last), asked.region, asked.kind)


def _kwartaal(text: str) -> Kwartaal:
    found = parse_kwartaal(text)
    if not found:
        raise argparse.ArgumentTypeError(f"no quarter: {text}")
    return found


def _regionummer(text: str) -> int:
    regio = regio_of(int(text), ANY_DAY) if text.isdecimal() else find_regio(text, ANY_DAY)
    if not regio:
        raise argparse.ArgumentTypeError(f"no region: {text}")
    return regio.nummer


if __name__ == "__main__":
    main(sys.argv[1:])
