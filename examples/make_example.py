"""Makes the example PDFs in this folder: `python examples/make_example.py`. The same input gives the same bytes.

`rijnmond-2023-q1.pdf` gets its prose and figures from the real text in `rijnmond-2023-q1.txt`. The figures of the
other reports are made up, and their pages say so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

FOLDER = Path(__file__).parent
REAL_TEXT = FOLDER / "rijnmond-2023-q1.txt"
REAL = FOLDER / "rijnmond-2023-q1.pdf"
MADE_UP = FOLDER / "zeeland-gorinchem-2024-q1-synthetisch.pdf"

EARLIER = FOLDER / "rijnmond-eerder-synthetisch"

REAL_FOOTER = "Nagemaakt met de cijfers van de publicatie van UWV; dit is niet het document van UWV."
MADE_UP_FOOTER = "SYNTHETISCH VOORBEELD: alle cijfers op deze bladzijden zijn verzonnen."

BLUE, GREY, RED, LINE = HexColor("#0078d2"), HexColor("#666666"), HexColor("#c00000"), HexColor("#999999")
MARGIN, PADDING = 40, 6  # points
WIDTHS = (40, 110, 150, 92, 92, 92, 92, 92)  # points
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=24, textColor=BLUE)
SUBTITLE = ParagraphStyle("subtitle", fontName="Helvetica", fontSize=13, leading=18, spaceAfter=14)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=10, leading=16, textColor=BLUE, spaceBefore=8)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=12)

Row = tuple[str, str, str, str, str, str]
"""A gemeente and its five figures, as they are printed."""
ROW = re.compile(r"(?P<name>\D+?) " + " ".join([r"([\d.]+)"] * 5))
TOTAL = "TOTAAL AMR"


@dataclass(frozen=True, slots=True)
class Region:
    """What is printed of one region: the table, and the sentence below it."""

    number: str
    name: str
    rows: Sequence[Row]
    total: Row
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """A document: a page of prose, then a page per region."""

    title: str
    subtitle: str
    prose: Sequence[tuple[str, str]]
    """Headings, each with its text."""
    regions: Sequence[Region]
    footer: str
    footer_colour: Any
    footer_font: tuple[str, int]


def parse_real(text: str) -> Report:
    """The real report from its text."""
    head, _, tail = text.partition(" in Sonar in Sonar\n")
    title, subtitle, *blocks = [" ".join(block.split()) for block in _blocks(head)]
    rows_text, _, sentence = tail.partition("\n\n")
    first, *others = rows_text.splitlines()
    number, name, first = first.split(" ", 2)
    *rows, total = map(_parse_row, (first, *others))
    region = Region(number, name, rows, total, " ".join(sentence.split()))
    prose = list(zip(blocks[::2], blocks[1::2], strict=True))
    return Report(title, subtitle, prose, [region], REAL_FOOTER, GREY, ("Helvetica", 8))


def _blocks(head: str) -> Iterator[str]:
    """Title, subtitle, then headings and paragraphs in turn."""
    first, *others = head.strip().split("\n\n")
    yield from first.split("\n")
    yield from others


def _parse_row(line: str) -> Row:
    found = ROW.fullmatch(line)
    if not found:
        raise ValueError(f"not a row of the table: {line}")
    name, first, second, third, fourth, total = found.groups()
    return name, first, second, third, fourth, total


MADE_UP_COUNTS: Mapping[tuple[str, str], Mapping[str, tuple[int, int, int, int]]] = {
    ("29", "Zeeland"): {
        "Borsele": (6, 41, 88, 17),
        "Goes": (14, 97, 241, 49),
        "Hulst": (3, 55, 132, 31),
        "Kapelle": (2, 18, 47, 9),
        "Middelburg": (21, 133, 356, 78),
        "Noord-Beveland": (1, 12, 29, 6),
        "Reimerswaal": (9, 38, 94, 22),
        "Schouwen-Duiveland": (12, 61, 173, 38),
        "Sluis": (4, 44, 101, 25),
        "Terneuzen": (17, 152, 338, 81),
        "Tholen": (5, 39, 97, 20),
        "Veere": (3, 24, 62, 13),
        "Vlissingen": (19, 148, 322, 74),
    },
    ("24", "Gorinchem"): {
        "Gorinchem": (8, 92, 236, 51),
        "Molenlanden": (11, 74, 203, 44),
        "Vijfheerenlanden": (13, 81, 219, 47),
    },
}
MADE_UP_REGISTERS = {"Zeeland": 5_712, "Gorinchem": 1_498}
WRONG = ("Terneuzen", 5, "598")
"""One figure that is wrong on purpose: the total of Terneuzen, which is 588 by its row and its column."""


def build_made_up() -> Report:
    """A report of two regions whose figures are all made up, with one that does not fit."""
    prose = [
        ("Synthetisch voorbeeld", "Dit document laat zien hoe een rapport van twee regio's eruitziet."),
        ("Cijfers", "Alle cijfers zijn verzonnen. Eén ervan is met opzet fout."),
    ]
    regions = [_made_up_region(*key, counts, MADE_UP_REGISTERS[key[1]]) for key, counts in MADE_UP_COUNTS.items()]
    subtitle = "eerste kwartaal 2024 Zeeland en Gorinchem (synthetisch)"
    return Report(
        "Transparantie van klantprofielen", subtitle, prose, regions, MADE_UP_FOOTER, RED, ("Helvetica-Bold", 14)
    )


def _made_up_region(number: str, name: str, counts: Mapping[str, tuple[int, int, int, int]], register: int) -> Region:
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    sentence = (
        f"In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio {name} bevat het doelgroepregister "
        f"banenafspraak in totaal {_dutch(register)} personen. Hiervan is {100 * sum(sums) / register:.0f}% bekend "
        "binnen Sonar."
    )
    rows = [_made_up_row(gemeente, figures) for gemeente, figures in counts.items()]
    return Region(number, name, rows, _made_up_row(TOTAL, sums), sentence)


def _made_up_row(name: str, counts: Sequence[int]) -> Row:
    cells = [name, *map(_dutch, (*counts, sum(counts)))]
    if name == WRONG[0]:
        cells[WRONG[1]] = WRONG[2]
    gemeente, first, second, third, fourth, total = cells
    return gemeente, first, second, third, fourth, total


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def print_pdf(report: Report, path: Path) -> None:
    """Print the report, landscape A4."""
    width, height = landscape(A4)
    document = BaseDocTemplate(
        str(path),
        pagesize=(width, height),
        title=f"{report.title}, {report.subtitle}",
        author="klantprofielen (examples)",
        subject=report.footer,
        lang="nl",
        invariant=1,  # no time stamps
        pageCompression=0,  # the same bytes whatever the zlib
    )

    def print_footer(canvas: Any, _document: Any) -> None:  # noqa: ANN401 - reportlab is not typed
        canvas.setFont(*report.footer_font)
        canvas.setFillColor(report.footer_colour)
        canvas.drawString(MARGIN + PADDING, MARGIN / 2, report.footer)

    frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=print_footer))
    document.build(list(_story(report)))


def _story(report: Report) -> Iterator[Any]:
    yield Paragraph(report.title, TITLE)
    yield Paragraph(report.subtitle, SUBTITLE)
    for heading, text in report.prose:
        yield Paragraph(heading, HEADING)
        yield Paragraph(text, BODY)
    for region in report.regions:
        yield PageBreak()
        yield _table(region)
        yield Spacer(1, 16)
        yield Paragraph(region.sentence, BODY)


def _table(region: Region) -> Table:
    header = ParagraphStyle("header", parent=BODY, fontName="Helvetica-Bold", textColor=white, alignment=2)
    with_profile, without = (Paragraph(f"{word} klantprofiel in Sonar", header) for word in ("met", "geen"))
    cells = [
        ["AMR", "Naam AMR", "Gemeente", "Gemeente", "", "UWV", "", "Totaal"],
        ["", "", "", with_profile, without, with_profile, without, "in Sonar"],
        *(
            [region.number if first else "", region.name if first else "", *row]
            for first, row in zip([True, *[False] * len(region.rows)], region.rows, strict=False)
        ),
        [region.total[0], "", "", *region.total[1:]],
    ]
    return Table(cells, WIDTHS, style=TABLE_STYLE, repeatRows=2)


TABLE_STYLE = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 9),
        ("FONT", (0, 0), (-1, 1), "Helvetica-Bold", 9),
        ("FONT", (0, -1), (-1, -1), "Helvetica-Bold", 9),
        ("BACKGROUND", (0, 0), (-1, 1), BLUE),
        ("TEXTCOLOR", (0, 0), (-1, 1), white),
        ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, 1), "MIDDLE"),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (2, 1)),
        ("SPAN", (3, 0), (4, 0)),
        ("SPAN", (5, 0), (6, 0)),
        ("SPAN", (0, -1), (2, -1)),
        ("GRID", (0, 0), (-1, -1), 0.5, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


EARLIER_COUNTS: Mapping[str, Mapping[str, tuple[int, int, int, int]]] = {
    "eerste kwartaal 2022": {
        "Albrandswaard": (3, 62, 81, 20),
        "Barendrecht": (2, 128, 149, 44),
        "Brielle": (1, 37, 66, 17),
        "Capelle aan den IJssel": (51, 199, 350, 70),
        "Goeree-Overflakkee": (7, 121, 178, 55),
        "Hellevoetsluis": (2, 104, 189, 47),
        "Hoeksche Waard": (9, 128, 277, 76),
        "Krimpen aan den IJssel": (19, 81, 139, 30),
        "Maassluis": (1, 77, 208, 36),
        "Nissewaard": (3, 280, 626, 146),
        "Ridderkerk": (0, 139, 212, 43),
        "Rotterdam": (171, 2811, 3528, 794),
        "Schiedam": (4, 254, 392, 118),
        "Vlaardingen": (3, 226, 401, 88),
        "Westvoorne": (0, 29, 55, 11),
        "Zuidplas": (22, 60, 139, 48),
    },
    "vierde kwartaal 2022": {
        "Albrandswaard": (3, 67, 85, 22),
        "Barendrecht": (1, 136, 155, 46),
        "Brielle": (1, 40, 70, 18),
        "Capelle aan den IJssel": (57, 204, 363, 72),
        "Goeree-Overflakkee": (8, 125, 184, 56),
        "Hellevoetsluis": (3, 110, 200, 50),
        "Hoeksche Waard": (10, 135, 290, 78),
        "Krimpen aan den IJssel": (22, 84, 142, 31),
        "Maassluis": (1, 81, 217, 37),
        "Nissewaard": (4, 291, 650, 150),
        "Ridderkerk": (0, 144, 221, 44),
        "Rotterdam": (190, 2900, 3650, 820),
        "Schiedam": (4, 265, 410, 122),
        "Vlaardingen": (4, 234, 417, 91),
        "Westvoorne": (0, 30, 58, 12),
        "Zuidplas": (26, 64, 146, 51),
    },
}
"""Two quarters of Rijnmond before the real one, with the three gemeenten that became Voorne aan Zee in 2023."""
EARLIER_FILES = {"eerste kwartaal 2022": "rijnmond-2022-q1.pdf", "vierde kwartaal 2022": "rijnmond-2022-q4.pdf"}
EARLIER_REGISTERS = {"eerste kwartaal 2022": 18_611, "vierde kwartaal 2022": 19_150}


def build_earlier(kwartaal: str) -> Report:
    """A report of Rijnmond in an earlier quarter whose figures are all made up."""
    prose = [("Synthetisch voorbeeld", "Een eerder kwartaal, om mee te vergelijken. Alle cijfers zijn verzonnen.")]
    region = _made_up_region("22", "Rijnmond", EARLIER_COUNTS[kwartaal], EARLIER_REGISTERS[kwartaal])
    subtitle = f"{kwartaal} Rijnmond (synthetisch)"
    return Report(
        "Transparantie van klantprofielen", subtitle, prose, [region], MADE_UP_FOOTER, RED, ("Helvetica-Bold", 14)
    )


def main() -> None:
    """Make all reports."""
    print_pdf(parse_real(REAL_TEXT.read_text(encoding="utf-8")), REAL)
    print_pdf(build_made_up(), MADE_UP)
    EARLIER.mkdir(exist_ok=True)
    for kwartaal, name in EARLIER_FILES.items():
        print_pdf(build_earlier(kwartaal), EARLIER / name)


if __name__ == "__main__":
    main()
