"""Makes the reports that are slow to make, which are kept in `tests/reports`: run by hand, as `python -m makes.once`.

It needs chromium, weasyprint, wkhtmltopdf, soffice (LibreOffice) and pdflatex; what is not there is passed over, and
its reports stay as they are. All figures are made up.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from truth import facts_of, format_truth

from klantprofielen.model import Kwartaal, Rapport
from makes.as_sheet import print_xlsx
from makes.figures import hide_small_counts, make_rapport
from makes.layout import (
    HEADER_WORDS,
    SENTENCES,
    TITLES,
    Align,
    Header,
    Layout,
    Prose,
    RegionPlace,
    Rules,
    VerticalAlign,
    orders_of,
)
from makes.with_html import print_html
from makes.with_latex import print_latex

REPORTS = Path(__file__).parents[1] / "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """A program: the file that it is given, and the command that makes `report.pdf` of it in the same folder."""

    name: str
    source: str
    describe: Callable[[list[Rapport], Layout], str | bytes]
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A report that is kept."""

    make: str
    name: str
    rapporten: list[Rapport]
    layout: Layout
    findings: tuple[str, ...] = ()


MAKES = (
    Make(
        name="chromium",
        source="report.html",
        describe=print_html,
        command=(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--no-pdf-header-footer",
            "--print-to-pdf=report.pdf",
            "report.html",
        ),
    ),
    Make(
        name="weasyprint",
        source="report.html",
        describe=print_html,
        command=("weasyprint", "report.html", "report.pdf"),
    ),
    Make(
        name="wkhtmltopdf",
        source="report.html",
        describe=print_html,
        command=("wkhtmltopdf", "--quiet", "--orientation", "Landscape", "report.html", "report.pdf"),
    ),
    Make(
        name="libreoffice-calc",
        source="report.xlsx",
        describe=print_xlsx,
        command=("soffice", "--headless", "--convert-to", "pdf", "report.xlsx"),
    ),
    Make(
        name="pdflatex",
        source="report.tex",
        describe=print_latex,
        command=("pdflatex", "-interaction=batchmode", "report.tex"),
    ),
)
WANTED = (
    Wanted(
        make="chromium",
        name="merged-region-total-first",
        rapporten=[make_rapport(17, Kwartaal(2024, 2))],
        layout=Layout(
            region=RegionPlace.MERGED,
            rules=Rules.GRID,
            columns=orders_of(Header.PROFIEL_UNDER_ORGANISATION)[4],
            prose=Prose.SAME_PAGE,
            title=TITLES[1],
        ),
    ),
    Wanted(
        make="weasyprint",
        name="one-table-three-regions",
        rapporten=[make_rapport(nummer, Kwartaal(2022, 4)) for nummer in (24, 20, 25)],
        layout=Layout(
            one_table=True, region=RegionPlace.FIRST, rules=Rules.ROWS, zebra=True, thousands="\u00a0", size=11
        ),
    ),
    Wanted(
        make="weasyprint",
        name="wrapped-names-bottom",
        rapporten=[make_rapport(13, Kwartaal(2021, 3))],
        layout=Layout(
            header=Header.ORGANISATION_UNDER_PROFIEL,
            columns=orders_of(Header.ORGANISATION_UNDER_PROFIEL)[1],
            names_width=60,
            vertical=VerticalAlign.BOTTOM,
            region=RegionPlace.EACH,
            landscape=False,
            align=Align.CENTRE,
            size=8,
        ),
    ),
    Wanted(
        make="wkhtmltopdf",
        name="hidden-stars",
        rapporten=[hide_small_counts(make_rapport(2, Kwartaal(2023, 3)), "*")],
        layout=Layout(region=RegionPlace.MIDDLE, header=Header.ONE_ROW, words=HEADER_WORDS[1], sentence_first=True),
        findings=("hidden-count",),
    ),
    Wanted(
        make="libreoffice-calc",
        name="two-sheets",
        rapporten=[make_rapport(nummer, Kwartaal(2023, 4)) for nummer in (29, 34)],
        layout=Layout(
            region=RegionPlace.ABOVE, prose=Prose.NONE, sentence=SENTENCES[1], title=TITLES[3], words=HEADER_WORDS[1]
        ),
    ),
    Wanted(
        make="pdflatex",
        name="long-table-grid",
        rapporten=[make_rapport(33, Kwartaal(2020, 1), decimals=1)],
        layout=Layout(
            rules=Rules.GRID, thousands="\u2009", names_width=70, landscape=False, size=8, words=HEADER_WORDS[2]
        ),
    ),
)


def make_all() -> Iterator[str]:
    """Make what can be made here; tells what came of each."""
    for make in MAKES:
        for wanted in (wanted for wanted in WANTED if wanted.make == make.name):
            if shutil.which(make.command[0]) is None:
                yield f"{make.name}/{wanted.name}: {make.command[0]} is not installed"
                continue
            folder = REPORTS / make.name / wanted.name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "report.pdf").write_bytes(_make(make, wanted))
            facts = [facts_of(rapport) for rapport in wanted.rapporten]
            (folder / "expected.json").write_text(format_truth(facts, wanted.findings) + "\n", encoding="utf-8")
            yield f"{make.name}/{wanted.name}: made"


def _make(make: Make, wanted: Wanted) -> bytes:
    with TemporaryDirectory() as folder:
        source = make.describe(wanted.rapporten, wanted.layout)
        (Path(folder) / make.source).write_bytes(source.encode() if isinstance(source, str) else source)
        subprocess.run(make.command, cwd=folder, check=True, capture_output=True)
        return (Path(folder) / "report.pdf").read_bytes()


if __name__ == "__main__":
    for line in make_all():
        sys.stdout.write(f"{line}\n")
