"""Measures over the quarters, side by side: a region, and each of its gemeenten."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.checks import same_figures
from klantprofielen.model import Cijfers, Kwartaal, Rapport
from klantprofielen.notation import format_kwartaal, name_key
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.table import Cell, Column, Kind, Row, Table

MOST_LINES = 6
"""In a chart of gemeenten: more cannot be told apart."""
REGIO_COUNTS: tuple[tuple[str, Callable[[Rapport], Cell]], ...] = (
    ("Totaal in Sonar", lambda rapport: rapport.cijfers.totaal_sonar),
    ("Doelgroepregister", lambda rapport: rapport.doelgroepregister),
    ("Niet in Sonar", lambda rapport: rapport.niet_in_sonar),
    ("Met klantprofiel", lambda rapport: rapport.cijfers.met_profiel),
)
REGIO_SHARES: tuple[tuple[str, Callable[[Rapport], Cell]], ...] = (
    ("Dekking", lambda rapport: rapport.dekking),
    ("Aandeel met profiel", lambda rapport: rapport.cijfers.aandeel_met_profiel),
    ("… bij de gemeenten", lambda rapport: rapport.cijfers.aandeel_gemeente),
    ("… bij UWV", lambda rapport: rapport.cijfers.aandeel_uwv),
)


@dataclass(frozen=True, slots=True)
class Series:
    """A region over time: its measures and those of its gemeenten, a column per quarter."""

    regio: str
    aantallen: Table
    aandelen: Table
    gemeente_aantallen: Table
    gemeente_aandelen: Table


def build_series(reports: Sequence[Checked]) -> Iterator[Series]:
    """A series per region; nothing where all reports are of one quarter."""
    kwartalen = sorted({report.rapport.kwartaal for report in reports if report.rapport.kwartaal})
    if len(kwartalen) < 2:  # noqa: PLR2004 - one quarter is no series
        return
    regios: dict[int | str, list[Checked]] = {}
    for report in reports:
        regios.setdefault(report.rapport.regionummer or report.rapport.regio, []).append(report)
    for group in regios.values():
        yield _series(group, kwartalen)


def _series(group: list[Checked], kwartalen: list[Kwartaal]) -> Series:
    regio = group[-1].rapport.regio
    by_quarter = {
        kwartaal: _only([report for report in group if report.rapport.kwartaal == kwartaal]) for kwartaal in kwartalen
    }
    known = [report.rapport if report else None for report in by_quarter.values()]
    return Series(
        regio,
        _table("Regio: aantallen", "Aantal", Kind.AANTAL, kwartalen, _regio_rows(known, REGIO_COUNTS)),
        _table("Regio: aandelen", "Aandeel", Kind.AANDEEL, kwartalen, _regio_rows(known, REGIO_SHARES)),
        _table(
            "Gemeenten: totaal in Sonar",
            "Gemeente",
            Kind.AANTAL,
            kwartalen,
            _gemeente_rows(list(by_quarter.values()), lambda cijfers: cijfers.totaal_sonar),
        ),
        _table(
            "Gemeenten: aandeel met profiel",
            "Gemeente",
            Kind.AANDEEL,
            kwartalen,
            _gemeente_rows(list(by_quarter.values()), lambda cijfers: cijfers.aandeel_met_profiel),
        ),
    )


def _only(reports: list[Checked]) -> Checked | None:
    """The report of a quarter; none where there are several that differ."""
    if not reports or any(not same_figures(reports[0].rapport, other.rapport) for other in reports[1:]):
        return None
    return reports[0]


def _table(title: str, header: str, kind: Kind, kwartalen: list[Kwartaal], rows: list[Row]) -> Table:
    quarters = (Column(key=str(kwartaal), header=format_kwartaal(kwartaal), kind=kind) for kwartaal in kwartalen)
    columns = (Column(key="naam", header=header, kind=Kind.TEXT), *quarters)
    return Table(title=title, columns=columns, rows=tuple(rows))


def _regio_rows(known: list[Rapport | None], measures: tuple[tuple[str, Callable[[Rapport], Cell]], ...]) -> list[Row]:
    return [Row((name, *(of(rapport) if rapport else None for rapport in known))) for name, of in measures]


def _gemeente_rows(reports: list[Checked | None], of: Callable[[Cijfers], Cell]) -> list[Row]:
    """The gemeenten from large to small by their last known total, so that the first are worth a line in a chart."""
    found: list[dict[str, Cijfers]] = []
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for report in reports:
        rijen = report.rijen if report else ()
        found.append({rij.gemeentecode or name_key(rij.gemeente): rij.cijfers for rij in rijen})
        for rij in rijen:
            key = rij.gemeentecode or name_key(rij.gemeente)
            names[key] = rij.gemeente
            sizes[key] = rij.cijfers.totaal_sonar or sizes.get(key, 0)
    order = sorted(names, key=lambda key: -sizes[key])
    return [Row((names[key], *(of(quarter[key]) if key in quarter else None for quarter in found))) for key in order]
