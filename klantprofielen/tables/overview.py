"""Several reports as one table: a row per region, and a total per quarter."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from klantprofielen.analysis.country import sum_rapporten
from klantprofielen.analysis.doel import Doel
from klantprofielen.analysis.once import agree, by_regio
from klantprofielen.model import Cijfers, Kwartaal, Rapport, Severity
from klantprofielen.reference import REGIOS
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.doel import doel_cells, doel_columns
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.summary import kwartaal_title, title_of
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Note, Row, Table

OVERVIEW_COLUMNS = (
    Column(key="kwartaal", header="Kwartaal", kind=Kind.KWARTAAL),
    Column(key="regio", header="Regio", kind=Kind.TEXT),
    Column(key="totaal_sonar", group="bekend", header="in Sonar", kind=Kind.AANTAL),
    Column(key="doelgroepregister", group="doelgroep-", header="register", kind=Kind.AANTAL, leaves=2),
    Column(key="niet_in_sonar", group="niet in", header="Sonar", kind=Kind.AANTAL, leaves=4),
    Column(key="dekking", header="dekking", kind=Kind.AANDEEL),
    Column(key="aandeel_met_profiel", group="met profiel", header="totaal", kind=Kind.AANDEEL, leaves=3),
    Column(key="aandeel_gemeente", group="met profiel", header="gemeente", kind=Kind.AANDEEL, leaves=5),
    Column(key="aandeel_uwv", group="met profiel", header="UWV", kind=Kind.AANDEEL, leaves=5),
    Column(key="fouten", group="bevindingen", header="fout", kind=Kind.NUMMER, leaves=1),
    Column(key="waarschuwingen", group="bevindingen", header="let op", kind=Kind.NUMMER, leaves=1),
)


def overview_table(reports: Sequence[Checked], sort: Sort | None = None, doel: Doel | None = None) -> Table:
    """The regions of each quarter and their total, the quarters in order of time.

    A region that is there twice with the same figures counts once; with different figures there is no total.
    """
    quarters = {kwartaal: list(group) for kwartaal, group in groupby(sorted(reports, key=_time), key=_kwartaal)}
    columns = (*OVERVIEW_COLUMNS, *doel_columns(doel))
    rows = [row for kwartaal, group in quarters.items() for row in _rows(kwartaal, group, sort, doel)]
    notes = tuple(note for kwartaal, group in quarters.items() for note in _notes(kwartaal, group))
    if len(quarters) > 1:
        return Table(title="Overzicht", columns=columns, rows=tuple(rows), notes=notes)
    title = f"Overzicht · {kwartaal_title(*quarters)}"
    return Table(title=title, columns=columns, rows=tuple(rows), notes=notes).keep(columns[1:])


def _kwartaal(report: Checked) -> Kwartaal | None:
    return report.rapport.kwartaal


def _time(report: Checked) -> tuple[bool, str]:
    return report.rapport.kwartaal is None, str(report.rapport.kwartaal)


def _rows(kwartaal: Kwartaal | None, reports: list[Checked], sort: Sort | None, doel: Doel | None) -> Iterator[Row]:
    rows = [_row(report, doel) for report in reports]
    yield from sort.order(rows, (*OVERVIEW_COLUMNS, *doel_columns(doel))) if sort else rows
    if kwartaal:
        yield _total_row(kwartaal, reports, doel)


def _row(report: Checked, doel: Doel | None) -> Row:
    rapport = report.rapport
    totaal = rapport.totaal
    mark = totaal.hidden[-1] if totaal else None
    return Row(
        (
            rapport.kwartaal,
            rapport.regio,
            Hidden(mark) if mark is not None else rapport.cijfers.totaal_sonar,
            rapport.doelgroepregister,
            rapport.niet_in_sonar,
            rapport.dekking,
            *_shares(rapport.cijfers),
            report.count(Severity.ERROR) or None,
            report.count(Severity.WARNING) or None,
            *doel_cells(doel, rapport.cijfers, rapport.doelgroepregister),
        )
    )


def _shares(cijfers: Cijfers) -> tuple[Cell, Cell, Cell]:
    return cijfers.aandeel_met_profiel, cijfers.aandeel_gemeente, cijfers.aandeel_uwv


def _total_row(kwartaal: Kwartaal, reports: list[Checked], doel: Doel | None) -> Row:
    findings = (
        sum(report.count(severity) for report in reports) or None for severity in (Severity.ERROR, Severity.WARNING)
    )
    total = _sum_once(kwartaal, [report.rapport for report in reports])
    if total is None:
        unknown = (None,) * len(doel_columns(doel))
        return Row((kwartaal, "TOTAAL", *(None,) * 7, *findings, *unknown), is_total=True)
    figures = (total.cijfers.totaal_sonar, total.doelgroepregister, total.niet_in_sonar, total.dekking)
    nodig = doel_cells(doel, total.cijfers, total.doelgroepregister)
    return Row((kwartaal, "TOTAAL", *figures, *_shares(total.cijfers), *findings, *nodig), is_total=True)


def _sum_once(kwartaal: Kwartaal, rapporten: list[Rapport]) -> Rapport | None:
    """The regions together, each once; None where a region is there twice with different figures."""
    regios = by_regio(rapporten)
    return sum_rapporten([double[0] for double in regios], kwartaal) if all(map(agree, regios)) else None


def _notes(kwartaal: Kwartaal | None, reports: list[Checked]) -> Iterator[Note]:
    if kwartaal is None:
        yield Note("Zonder kwartaal in het rapport: daarvan is er geen totaal")
        return
    regios = by_regio([report.rapport for report in reports])
    yield Note(f"{len(regios)} van de {REGIOS} arbeidsmarktregio's in het {kwartaal_title(kwartaal)}")
    for double in regios:
        if len(double) > 1:
            files = ", ".join(rapport.source.file for rapport in double)
            counted = "één keer geteld" if agree(double) else "met verschillende cijfers, daarom is er geen totaal"
            yield Note(f"{title_of(double[0])} is er {len(double)} keer ({files}): {counted}")
