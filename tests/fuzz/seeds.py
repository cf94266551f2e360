"""The reports that are mutated, each with what it says before anything is done to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hostile.raw import document, report, stream
from makes.as_sheet import print_csv, print_xlsx
from makes.as_text import Shape, print_text
from makes.figures import make_rapport
from makes.layout import Align, Layout, Prose, RegionPlace
from makes.with_fpdf2 import print_with_fpdf2
from makes.with_reportlab import print_with_reportlab
from truth import Facts, facts_of

from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits

REPORTS = Path(__file__).parents[1] / "reports"
ONE = (make_rapport(29, Kwartaal(2023, 1)),)
SEVERAL = tuple(make_rapport(nummer, Kwartaal(2024, 1)) for nummer in (24, 20, 25))


@dataclass(frozen=True, slots=True)
class Seed:
    """A file that is read right, and what it says."""

    name: str
    data: bytes
    facts: tuple[Facts, ...]


def _pdfs() -> dict[str, bytes]:
    made = {
        "by hand": document([stream(report())]),
        "reportlab": print_with_reportlab(ONE, Layout()),
        "reportlab, several": print_with_reportlab(SEVERAL, Layout()),
        "reportlab, in one table": print_with_reportlab(SEVERAL, Layout(one_table=True, region=RegionPlace.EACH)),
        "fpdf2": print_with_fpdf2(ONE, Layout(thousands=" ", align=Align.LEFT, prose=Prose.SAME_PAGE)),
        "fpdf2, several": print_with_fpdf2(SEVERAL, Layout(region=RegionPlace.TITLE)),
    }
    for name in ("groff/all-boxed", "libreoffice-calc/two-sheets", "chromium/merged-region-total-first"):
        made[name] = (REPORTS / name / "report.pdf").read_bytes()
    return made


def _texts() -> dict[str, bytes]:
    made = {shape.name.lower(): print_text(ONE, Layout(), shape).encode() for shape in Shape}
    made |= {f"{shape.name.lower()}, several": print_text(SEVERAL, Layout(), shape).encode() for shape in Shape}
    return made | {"csv": print_csv(ONE, Layout()).encode(), "csv, several": print_csv(SEVERAL, Layout()).encode()}


def _books() -> dict[str, bytes]:
    return {"workbook": print_xlsx(ONE, Layout()), "workbook, several": print_xlsx(SEVERAL, Layout())}


MAKERS: dict[str, Callable[[], dict[str, bytes]]] = {"pdf": _pdfs, "text": _texts, "book": _books}


@cache
def seeds_of(kind: str) -> Sequence[Seed]:
    """The files of a kind, with what reading them gives as they are: that is held against their makers elsewhere."""
    return [Seed(name, data, tuple(map(facts_of, read(data)))) for name, data in MAKERS[kind]().items()]


def read(data: bytes) -> list[Rapport]:
    return read_content(data, file="rapport", sha256="", limits=Limits())
