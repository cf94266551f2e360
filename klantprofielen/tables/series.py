"""Measures over the quarters, side by side: a region, and each of its gemeenten."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.analysis.country import sum_rapporten
from klantprofielen.analysis.herindeling import row_key
from klantprofielen.analysis.history import Division, History, all_quarters, build_history
from klantprofielen.analysis.together import Together, add_up, are_same, are_several, those_there
from klantprofielen.checks import regio_key
from klantprofielen.model import Cijfers, Kwartaal, Rapport, Rij
from klantprofielen.notation import format_kwartaal
from klantprofielen.reference import REGIOS
from klantprofielen.reference.lineage import moves_between
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.remarks import remark_notes
from klantprofielen.tables.table import Cell, Column, Kind, Note, Row, Table

MOST_LINES = 6
"""In a chart of gemeenten: more cannot be told apart."""
CHANGING = Note("In elk kwartaal de regio's die er dan zijn, niet steeds dezelfde: zo zijn ze niet te vergelijken.")
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
    """A region, or all together, over time: its measures and those of its gemeenten, a column per quarter."""

    regio: str
    aantallen: Table
    aandelen: Table
    gemeente_aantallen: Table | None
    gemeente_aandelen: Table | None
    """None where it is all regions together."""
    notes: tuple[Note, ...]
    """What was added up, and what cannot be compared."""


def build_series(reports: Sequence[Checked]) -> Iterator[Series]:
    """A series per region in the division of the newest quarter, then all together where there are several.

    Nothing where all reports are of one quarter.

    A region that is there twice in a quarter counts once, or not at all where the figures differ.
    """
    history = build_history((report.rapport for report in reports), Division())
    if len(history.kwartalen) < 2:  # noqa: PLR2004 - one quarter is no series
        return
    shown = _codes(reports, history)
    regios: dict[int | str, list[Rapport]] = {}
    for rapport in history.rapporten:
        regios.setdefault(regio_key(rapport), []).append(rapport)
    for key, group in regios.items():
        strays = [stray for stray in history.strays if regio_key(stray) == key]
        yield _series(group, strays, history, shown)
    if are_several(together := those_there(history)):
        yield _all_regios(history, together)


def _all_regios(history: History, together: Together) -> Series:
    """The regions that are there in each quarter, and how many that are."""
    kwartalen = all_quarters(history.kwartalen)
    sums = {
        kwartaal: sum_rapporten(rapporten, kwartaal)
        for kwartaal, rapporten in add_up(together, history.printed).items()
    }
    known = [sums.get(kwartaal) for kwartaal in kwartalen]
    count = Row(
        (f"Aantal regio's (van {REGIOS})", *(len(together.get(kwartaal, ())) or None for kwartaal in kwartalen))
    )
    aantallen = [count, *_regio_rows(known, REGIO_COUNTS)]
    return Series(
        "Alle gelezen regio's",
        _table("Alle regio's: aantallen", "Aantal", Kind.AANTAL, kwartalen, aantallen),
        _table("Alle regio's: aandelen", "Aandeel", Kind.AANDEEL, kwartalen, _regio_rows(known, REGIO_SHARES)),
        None,
        None,
        () if are_same(together) else (CHANGING,),
    )


def _codes(reports: Sequence[Checked], history: History) -> set[str]:
    """What became of the gemeenten that are asked for."""
    codes: set[str] = set()
    for report in reports:
        kwartaal = report.rapport.kwartaal
        if kwartaal and history.until:
            moves = moves_between(kwartaal.eerste_dag, history.until, estimate=False)
            codes.update(code for rij in report.rijen for code, _ in moves.targets_of(row_key(rij)))
    return codes


def _series(group: list[Rapport], strays: list[Rapport], history: History, shown: set[str]) -> Series:
    kwartalen = all_quarters(history.kwartalen)
    by_quarter = {rapport.kwartaal: rapport for rapport in group}
    known = [by_quarter.get(kwartaal) for kwartaal in kwartalen]
    rijen = [
        [
            rij
            for rapport in (*group, *strays)
            if rapport.kwartaal == kwartaal
            for rij in rapport.rijen
            if row_key(rij) in shown
        ]
        for kwartaal in kwartalen
    ]
    newest = max(group, key=lambda rapport: str(rapport.kwartaal))
    names = {newest.regio, *(rij.gemeente for quarter in rijen for rij in quarter)}
    return Series(
        newest.regio,
        _table("Regio: aantallen", "Aantal", Kind.AANTAL, kwartalen, _regio_rows(known, REGIO_COUNTS)),
        _table("Regio: aandelen", "Aandeel", Kind.AANDEEL, kwartalen, _regio_rows(known, REGIO_SHARES)),
        _table(
            "Gemeenten: totaal in Sonar",
            "Gemeente",
            Kind.AANTAL,
            kwartalen,
            _gemeente_rows(rijen, lambda cijfers: cijfers.totaal_sonar),
        ),
        _table(
            "Gemeenten: aandeel met profiel",
            "Gemeente",
            Kind.AANDEEL,
            kwartalen,
            _gemeente_rows(rijen, lambda cijfers: cijfers.aandeel_met_profiel),
        ),
        tuple(remark_notes(remark for remark in history.remarks if names & {remark.subject, *remark.names})),
    )


def _table(title: str, header: str, kind: Kind, kwartalen: list[Kwartaal], rows: list[Row]) -> Table:
    quarters = (Column(key=str(kwartaal), header=format_kwartaal(kwartaal), kind=kind) for kwartaal in kwartalen)
    columns = (Column(key="naam", header=header, kind=Kind.TEXT), *quarters)
    return Table(title=title, columns=columns, rows=tuple(rows))


def _regio_rows(known: list[Rapport | None], measures: tuple[tuple[str, Callable[[Rapport], Cell]], ...]) -> list[Row]:
    return [Row((name, *(of(rapport) if rapport else None for rapport in known))) for name, of in measures]


def _gemeente_rows(quarters: list[list[Rij]], of: Callable[[Cijfers], Cell]) -> list[Row]:
    """The gemeenten from large to small by their last known total, so that the first are worth a line in a chart."""
    found = [{row_key(rij): rij.cijfers for rij in rijen} for rijen in quarters]
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for rijen in quarters:
        for rij in rijen:
            key = row_key(rij)
            names[key] = rij.gemeente
            sizes[key] = rij.cijfers.totaal_sonar or sizes.get(key, 0)
    order = sorted(names, key=lambda key: -sizes[key])
    return [Row((names[key], *(of(quarter[key]) if key in quarter else None for quarter in found))) for key in order]
