"""One region in one quarter at a glance: its key figures, and its gemeenten from large to small."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from klantprofielen.model import Kwartaal, Rij, Severity
from klantprofielen.notation import format_percentage
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.summary import has_register, title_of
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Row, Table

SIZE_COLUMNS = (
    Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
    Column(key="met_profiel", header="Met profiel", kind=Kind.AANTAL),
    Column(key="zonder_profiel", header="Zonder profiel", kind=Kind.AANTAL),
    Column(key="totaal_sonar", header="Totaal in Sonar", kind=Kind.AANTAL),
    Column(key="aandeel_met_profiel", header="Aandeel met profiel", kind=Kind.AANDEEL),
)
UNDIVIDED = Column(key="niet_verdeeld", header="Verdeling verborgen", kind=Kind.AANTAL)
"""All of a gemeente of which the report hides with or without: stands in only where there is one."""
REGISTER_COLUMNS = (
    Column(key="doelgroepregister", header="In doelgroep- register", kind=Kind.AANTAL),
    Column(key="dekking", header="Dekking", kind=Kind.AANDEEL),
)
"""Where a register file tells them."""
COVERAGE_COLUMNS = (
    Column(key="regio", header="Regio", kind=Kind.TEXT),
    Column(key="dekking", header="Dekking", kind=Kind.AANDEEL),
)
MOST_CHARTS = 40
"""Of gemeenten in one workbook: one quarter of all regions."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A key figure: what it is called, its value, and a word of explanation."""

    label: str
    value: Cell
    kind: Kind
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown of a region in a quarter; with a chart or, in a long history, without."""

    title: str
    facts: tuple[Fact, ...]
    gemeenten: Table
    with_chart: bool


def build_blocks(reports: Sequence[Checked]) -> Iterator[Block]:
    """A block per report; the charts are for the newest quarter of each region where there are many."""
    charted = set(range(len(reports))) if len(reports) <= MOST_CHARTS else _newest(reports)
    for number, report in enumerate(reports):
        yield Block(title_of(report.rapport), tuple(_facts(report)), _gemeenten(report), number in charted)


def _newest(reports: Sequence[Checked]) -> set[int]:
    newest: dict[str, int] = {}
    for number, report in enumerate(reports):
        known = newest.get(report.rapport.regio)
        if known is None or _time(reports[known]) < _time(report):
            newest[report.rapport.regio] = number
    return set(sorted(newest.values())[:MOST_CHARTS])


def _time(report: Checked) -> str:
    return str(report.rapport.kwartaal or "")


def _facts(report: Checked) -> Iterator[Fact]:
    rapport = report.rapport
    cijfers, percentage, totaal = rapport.cijfers, rapport.dekking_gedrukt, rapport.totaal
    mark = totaal.hidden[-1] if totaal else None
    printed = f"gedrukt: {format_percentage(percentage)}" if percentage else "niet gedrukt"
    in_sonar: Cell = Hidden(mark) if mark is not None else cijfers.totaal_sonar
    yield Fact("Totaal in Sonar", in_sonar, Kind.AANTAL, "" if totaal else "som van de rijen: geen totaal gedrukt")
    yield Fact("Doelgroepregister", rapport.doelgroepregister, Kind.AANTAL)
    yield Fact("Dekking", rapport.dekking, Kind.AANDEEL, printed)
    yield Fact("Niet in Sonar", rapport.niet_in_sonar, Kind.AANTAL)
    yield Fact("Met klantprofiel", cijfers.met_profiel, Kind.AANTAL)
    yield Fact("Aandeel met profiel", cijfers.aandeel_met_profiel, Kind.AANDEEL)
    yield Fact("… bij de gemeenten", cijfers.aandeel_gemeente, Kind.AANDEEL)
    yield Fact("… bij UWV", cijfers.aandeel_uwv, Kind.AANDEEL)
    yield Fact("Controle", _verdict(report), Kind.TEXT)


def _verdict(report: Checked) -> str:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    parts = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in ((errors, "fout", "fouten"), (warnings, "keer let op", "keer let op"))
        if count
    ]
    return f"{', '.join(parts)}: zie Controle" if parts else "alles klopt"


def _gemeenten(report: Checked) -> Table:
    columns = (*SIZE_COLUMNS[:3], UNDIVIDED, *SIZE_COLUMNS[3:], *REGISTER_COLUMNS)
    rows = [_gemeente_row(rij) for rij in report.rijen]
    ordered = Sort("totaal_sonar", descending=True).order(rows, columns)
    table = Table(title="Gemeenten, van groot naar klein", columns=columns, rows=tuple(ordered))
    left_out = {*(() if any(row.cells[3] is not None for row in rows) else (UNDIVIDED,))}
    left_out |= {*(() if has_register(report.rijen) else REGISTER_COLUMNS)}
    return table.keep(tuple(column for column in columns if column not in left_out))


def _gemeente_row(rij: Rij) -> Row:
    cijfers, mark = rij.cijfers, rij.hidden[-1]
    total: Cell = Hidden(mark) if mark is not None else cijfers.totaal_sonar
    parts: tuple[int | None, ...] = (cijfers.met_profiel, cijfers.zonder_profiel, None)
    if None in parts[:2]:
        parts = (None, None, cijfers.totaal_sonar)
    return Row(
        (rij.gemeente, *parts, total, cijfers.aandeel_met_profiel, rij.doelgroepregister, rij.dekking),
    )


def coverage_by_regio(reports: Iterable[Checked], kwartaal: Kwartaal) -> Table:
    """The coverage of each region in a quarter, from high to low; each region once."""
    rows = {
        report.rapport.regio: Row((report.rapport.regio, report.rapport.dekking))
        for report in reports
        if report.rapport.kwartaal == kwartaal and report.rapport.dekking is not None
    }
    ordered = Sort("dekking", descending=True).order(list(rows.values()), COVERAGE_COLUMNS)
    return Table(title="Dekking per regio", columns=COVERAGE_COLUMNS, rows=tuple(ordered))
