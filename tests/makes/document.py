"""Which words stand in a report: title, explanation, header, cells, and the sentence about the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from klantprofielen.model import FIGURES, TOTAL, Kwartaal, Percentage, Rapport, Rij
from makes.layout import Header, Layout, Prose, RegionPlace

HEAD = "Transparantie van klantprofielen"
PROSE = (
    "Transparantie op de arbeidsmarkt",
    "Gemeenten en UWV maken zichtbaar hoeveel mensen uit de doelgroep van de banenafspraak een klantprofiel hebben.",
    "Werkgevers vinden de anonieme profielen in de kandidatenverkenner banenafspraak.",
    "Sonar",
    "De profielen komen uit het klantvolgsysteem Sonar, waarin UWV en gemeenten werkzoekenden registreren.",
)
LEAD = ("AMR", "Naam AMR", "Gemeente")
_WORDS = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the header: its place and its size in rows and columns."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as printed; a total row has its label in the first cell and nothing in the other leading ones."""

    lead: tuple[str, ...]
    figures: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of one region; the texts of a cell over all of them where it has one, or of a row above them."""

    rows: tuple[TableRow, ...]
    total: TableRow | None
    merged: tuple[str, str] | None = None
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table with what stands around it."""

    titles: tuple[str, ...]
    prose: tuple[str, ...]
    before: tuple[str, ...]
    header: tuple[HeaderCell, ...]
    leads: int
    regions: tuple[Region, ...]
    after: tuple[str, ...]

    @property
    def header_rows(self) -> int:
        return max(cell.row + cell.rows for cell in self.header)


def describe(rapporten: Sequence[Rapport], layout: Layout) -> list[Section]:
    """The words of these reports: a section each, or one for all."""
    if layout.one_table:
        return [_describe_section(rapporten, layout)]
    return [_describe_section([rapport], layout) for rapport in rapporten]


def _describe_section(rapporten: Sequence[Rapport], layout: Layout) -> Section:
    sentences = tuple(text for rapport in rapporten for text in _sentence(rapport, layout))
    regio = rapporten[0].regio if len(rapporten) == 1 else ""
    return Section(
        titles=(HEAD, format_title(layout.title, rapporten[0].kwartaal, regio)),
        prose=() if layout.prose is Prose.NONE else PROSE,
        before=sentences if layout.sentence_first else (),
        header=tuple(_describe_header(layout)),
        leads=_leads(layout),
        regions=tuple(_describe_region(rapport, layout) for rapport in rapporten),
        after=() if layout.sentence_first else sentences,
    )


def format_title(form: str, kwartaal: Kwartaal | None, regio: str) -> str:
    """The title; over several regions it names none."""
    assert kwartaal is not None
    return form.format(
        woord=_WORDS[kwartaal.nummer - 1], nummer=kwartaal.nummer, jaar=kwartaal.jaar, regio=regio or "regio's"
    )


def _sentence(rapport: Rapport, layout: Layout) -> Iterator[str]:
    if rapport.doelgroepregister is None:
        return
    register = format_count(rapport.doelgroepregister, layout.thousands)
    text = layout.sentence.register.format(regio=rapport.regio, register=register)
    if rapport.dekking_gedrukt:
        text += " " + layout.sentence.share.format(procent=_format_percentage(rapport.dekking_gedrukt))
    yield text


def _format_percentage(percentage: Percentage) -> str:
    return f"{percentage.digits / 10**percentage.decimals:.{percentage.decimals}f}".replace(".", ",")


def format_count(count: int, thousands: str) -> str:
    """A count with this mark between its thousands."""
    return f"{count:,}".replace(",", thousands)


def _leads(layout: Layout) -> int:
    return 1 if layout.region in {RegionPlace.TITLE, RegionPlace.ABOVE} else len(LEAD)


def _describe_header(layout: Layout) -> Iterator[HeaderCell]:
    leads = LEAD[-_leads(layout) :]
    height = 1 if layout.header is Header.ONE_ROW else 2
    for column, text in enumerate(leads):
        yield HeaderCell(text, 0, column, rows=height)
    places = {name: len(leads) + column for column, name in enumerate(layout.columns)}
    yield HeaderCell(layout.words.totaal, 0, places.pop(TOTAL), rows=height)
    words = layout.words
    if layout.header is Header.ONE_ROW:
        for name, column in places.items():
            yield HeaderCell(f"{words.organisation(name)}, {words.profiel(name)}", 0, column)
        return
    over, under = (words.organisation, words.profiel)
    if layout.header is Header.ORGANISATION_UNDER_PROFIEL:
        over, under = under, over
    for text, names in groupby(places, key=over):
        group = list(names)
        yield HeaderCell(text, 0, places[group[0]], columns=len(group))
        for name in group:
            yield HeaderCell(under(name), 1, places[name])


def _describe_region(rapport: Rapport, layout: Layout) -> Region:
    place = layout.region
    region = (str(rapport.regionummer), rapport.regio)
    shown = {
        RegionPlace.FIRST: {0},
        RegionPlace.MIDDLE: {len(rapport.rijen) // 2},
        RegionPlace.EACH: set(range(len(rapport.rijen))),
    }.get(place, set())
    rows = [
        TableRow((*(region if index in shown else ("", "")), rij.printed_name)[-_leads(layout) :], _cells(rij, layout))
        for index, rij in enumerate(rapport.rijen)
    ]
    total = None
    if rapport.totaal:
        total = TableRow((layout.total, "", "")[: _leads(layout)], _cells(rapport.totaal, layout), is_total=True)
    return Region(
        tuple(rows),
        total,
        merged=region if place is RegionPlace.MERGED else None,
        above=" ".join(region) if place is RegionPlace.ABOVE else "",
    )


def _cells(rij: Rij, layout: Layout) -> tuple[str, ...]:
    texts = {
        name: format_count(count, layout.thousands) if count is not None else mark or ""
        for name, count, mark in zip(FIGURES, rij.cijfers.figures, rij.hidden, strict=True)
    }
    return tuple(texts[name] for name in layout.columns)
