"""One report as a table: its gemeenten, its total, its coverage, and what was found."""

from collections.abc import Iterable, Iterator

from klantprofielen.analysis.doel import Doel
from klantprofielen.model import FIGURES, Cijfers, Kwartaal, Rapport, Rij
from klantprofielen.notation import format_kwartaal, format_number, format_share
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.doel import doel_cells, doel_columns, doel_line
from klantprofielen.tables.findings import finding_notes
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Note, Row, Table

SUMMARY_COLUMNS = (
    Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
    Column(key="gemeente_met_profiel", group="gemeente", header="met", kind=Kind.AANTAL, leaves=2),
    Column(key="gemeente_zonder_profiel", group="gemeente", header="zonder", kind=Kind.AANTAL, leaves=3),
    Column(key="uwv_met_profiel", group="UWV", header="met", kind=Kind.AANTAL, leaves=2),
    Column(key="uwv_zonder_profiel", group="UWV", header="zonder", kind=Kind.AANTAL, leaves=3),
    Column(key="totaal_sonar", group="totaal", header="in Sonar", kind=Kind.AANTAL),
    Column(key="aandeel_met_profiel", group="met", header="profiel", kind=Kind.AANDEEL, leaves=1),
    Column(key="aandeel_regio", group="van", header="regio", kind=Kind.AANDEEL, leaves=4),
)
REGISTER_COLUMNS = (
    Column(key="doelgroepregister", group="in", header="register", kind=Kind.AANTAL, leaves=5),
    Column(key="dekking", header="dekking", kind=Kind.AANDEEL),
)
"""Only where the gemeenten have a count in the register."""
NOT_HIDDEN = (None,) * len(FIGURES)


def summary_table(
    report: Checked, sort: Sort | None = None, doel: Doel | None = None, *, with_source: bool = False
) -> Table:
    """The gemeenten in the order of the source or of `sort`, then TOTAAL; coverage and findings below."""
    rapport = report.rapport
    with_register = has_register(report.rijen)
    columns = (*SUMMARY_COLUMNS, *(REGISTER_COLUMNS if with_register else ()), *doel_columns(doel))
    rows = [_gemeente_row(rapport, rij, doel, with_register=with_register) for rij in report.rijen]
    if sort:
        rows = sort.order(rows, columns)
    return Table(
        title=title_of(rapport),
        columns=columns,
        rows=(*rows, _total_row(rapport, doel, with_register=with_register)),
        notes=tuple(_notes(report, doel, with_source=with_source)),
    )


def has_register(rijen: Iterable[Rij]) -> bool:
    """Whether of any gemeente it is known how many persons are in the doelgroepregister."""
    return any(rij.doelgroepregister is not None for rij in rijen)


def title_of(rapport: Rapport) -> str:
    """Rijnmond · 1e kwartaal 2023."""
    return f"{rapport.regio or 'Regio onbekend'} · {kwartaal_title(rapport.kwartaal)}"


def kwartaal_title(kwartaal: Kwartaal | None) -> str:
    """1e kwartaal 2023."""
    return format_kwartaal(kwartaal) if kwartaal else "kwartaal onbekend"


def _gemeente_row(rapport: Rapport, rij: Rij, doel: Doel | None, *, with_register: bool) -> Row:
    coverage = (rij.doelgroepregister, rij.dekking) if with_register else ()
    needed = doel_cells(doel, rij.cijfers, rij.doelgroepregister)
    return Row((rij.gemeente, *_cells(rapport, rij.cijfers, rij.hidden), *coverage, *needed))


def _total_row(rapport: Rapport, doel: Doel | None, *, with_register: bool) -> Row:
    totaal: Rij | None = rapport.totaal
    name = "TOTAAL" if totaal else "Som (niet gedrukt)"
    cells = _cells(rapport, rapport.cijfers, totaal.hidden if totaal else NOT_HIDDEN)
    coverage = (rapport.doelgroepregister, rapport.dekking) if with_register else ()
    needed = doel_cells(doel, rapport.cijfers, rapport.doelgroepregister)
    return Row((name, *cells, *coverage, *needed), is_total=True)


def _cells(rapport: Rapport, cijfers: Cijfers, hidden: tuple[str | None, ...]) -> tuple[Cell, ...]:
    """The figures and shares of a row."""
    marks = zip(cijfers.figures, hidden, strict=True)
    figures = (Hidden(mark) if mark is not None else figure for figure, mark in marks)
    return (*figures, cijfers.aandeel_met_profiel, rapport.aandeel_regio(cijfers))


def _notes(report: Checked, doel: Doel | None, *, with_source: bool) -> Iterator[Note]:
    rapport = report.rapport
    yield Note(coverage_line(rapport))
    if doel:
        yield Note(doel_line(doel, rapport))
    if len(report.rijen) < len(rapport.rijen):
        yield Note(f"{len(report.rijen)} van de {len(rapport.rijen)} gemeenten; de totalen zijn die van de regio")
    if with_source:
        yield Note(f"Bron: {rapport.source.file}")
    yield from finding_notes(report.findings)


def coverage_line(rapport: Rapport) -> str:
    """14.208 van 19.222 bekend in Sonar: 73,9%; 5.014 niet in Sonar."""
    totaal, register, dekking = rapport.cijfers.totaal_sonar, rapport.doelgroepregister, rapport.dekking
    if totaal is not None and register is not None and dekking is not None and rapport.niet_in_sonar is not None:
        return (
            f"{format_number(totaal)} van {format_number(register)} bekend in Sonar: {format_share(dekking)}; "
            f"{format_number(rapport.niet_in_sonar)} niet in Sonar"
        )
    in_sonar = "aantal in Sonar niet bekend" if totaal is None else f"{format_number(totaal)} bekend in Sonar"
    in_register = (
        "doelgroepregister niet bekend" if register is None else f"{format_number(register)} in het doelgroepregister"
    )
    return f"{in_sonar}; {in_register}"
