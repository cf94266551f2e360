"""Two quarters side by side: the regions, the gemeenten of each, and the same as data."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from klantprofielen.analysis.measures import MEASURE_BY_KEY, Measure
from klantprofielen.analysis.results import Amount, Change, Comparison
from klantprofielen.analysis.subjects import Niveau
from klantprofielen.model import PART_HIDDEN
from klantprofielen.notation import format_kwartaal, format_points, format_share
from klantprofielen.tables.levels import (
    COMPARABLE_COLUMN,
    ESTIMATED_COLUMN,
    REGIONS_COLUMN,
    SUBJECT_COLUMNS,
    Style,
    level_tables,
    regios_note,
    subject_cells,
)
from klantprofielen.tables.remarks import remark_notes
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Note, Row, Table

NOT_COMPARABLE = Hidden("≠")
HIDDEN = Note(f"{PART_HIDDEN}: niet te berekenen, want een deel ervan is verborgen")
COMPARE_COLUMNS = (
    *SUBJECT_COLUMNS,
    Column(key="measure", header="Maat", kind=Kind.TEXT),
    Column(key="from", header="Van", kind=Kind.AANTAL),
    Column(key="to", header="Tot", kind=Kind.AANTAL),
    Column(key="difference", header="Verschil", kind=Kind.VERSCHIL),
    Column(key="percent", header="Procent", kind=Kind.GROEI),
)
DATA_COLUMNS = (*COMPARE_COLUMNS, COMPARABLE_COLUMN, REGIONS_COLUMN)
SHOWN = {
    Niveau.GEMEENTE: ("totaal_sonar", "aandeel_met_profiel"),
    Niveau.REGIO: ("totaal_sonar", "dekking"),
}
"""What people see where they ask for nothing else."""
SHOWN_WITH_REGISTER = {**SHOWN, Niveau.GEMEENTE: ("totaal_sonar", "dekking")}
"""The same with a register file, which tells the coverage of each gemeente."""
SHOWN_IN_SHEET = {
    Niveau.GEMEENTE: ("totaal_sonar", "met_profiel", "aandeel_met_profiel"),
    Niveau.REGIO: ("totaal_sonar", "niet_in_sonar", "dekking"),
}
"""What has room in a workbook."""
SHEET_MEASURES = tuple(
    MEASURE_BY_KEY[key] for key in ("totaal_sonar", "met_profiel", "aandeel_met_profiel", "niet_in_sonar", "dekking")
)
SHOWN_MEASURES = tuple(MEASURE_BY_KEY[key] for key in ("totaal_sonar", "aandeel_met_profiel", "dekking"))
SORT_KEYS = ("gemeente", "regio", "from", "to", "difference", "percent")
"""The columns of the first measure."""
WHEN = "in beide kwartalen"

NO_TOTAL = Note("Geen totaal: daarvoor zijn twee regio's nodig die er in beide kwartalen zijn")

Changes = tuple[Change, ...]


def comparison_data(comparison: Comparison, *, with_estimates: bool = False, findings: Sequence[Note] = ()) -> Table:
    """A row per subject and measure; persons, and fractions for shares and for percent."""
    rows = (
        (
            *subject_cells(subject),
            *_data_cells(change),
            change.is_comparable,
            comparison.regios if subject.niveau is Niveau.LAND else None,
            *([change.is_estimated] * with_estimates),
        )
        for subject, changes in comparison.subjects
        for change in changes
    )
    return Table(
        title="Vergelijking",
        columns=(*DATA_COLUMNS, *([ESTIMATED_COLUMN] * with_estimates)),
        rows=tuple(map(Row, rows)),
        notes=(regios_note(comparison.regios, WHEN), *findings, *remark_notes(comparison.remarks)),
    )


def _data_cells(change: Change) -> tuple[Cell, ...]:
    return change.measure.key, change.van, change.tot, change.difference, change.percent


def comparison_tables(
    comparison: Comparison,
    asked: Sequence[Measure] = (),
    sort: Sort | None = None,
    by_level: Mapping[Niveau, Sequence[str]] = SHOWN,
    findings: Sequence[Note] = (),
) -> Iterator[Table]:
    """The regions where there are several, then each with its gemeenten; without measures asked for those by level."""

    def shown(niveau: Niveau) -> tuple[Measure, ...]:
        return tuple(asked) or tuple(MEASURE_BY_KEY[key] for key in by_level[niveau])

    def columns(niveau: Niveau) -> tuple[Column, ...]:
        name = Column(key=niveau.value, header=niveau.value.capitalize(), kind=Kind.TEXT)
        groups = (_columns(comparison, measure, index) for index, measure in enumerate(shown(niveau)))
        return (name, *(column for group in groups for column in group))

    def cells(changes: Changes, niveau: Niveau) -> tuple[Cell, ...]:
        by_key = {change.measure.key: change for change in changes}
        return tuple(cell for measure in shown(niveau) for cell in change_cells(by_key[measure.key]))

    def note(changes: Changes) -> str:
        return "" if asked else _coverage(next((one for one in changes if one.measure.key == "dekking"), None))

    shown_keys = {measure.key for niveau in by_level for measure in shown(niveau)}
    hidden = any(
        PART_HIDDEN in change.marks
        for _, changes in comparison.subjects
        for change in changes
        if change.measure.key in shown_keys
    )
    style = Style(
        when=f"{format_kwartaal(comparison.van)} → {format_kwartaal(comparison.tot)}",
        columns=columns,
        cells=cells,
        note=note,
        regios=(regios_note(comparison.regios, WHEN),),
        about=(HIDDEN,) if hidden else (),
        findings=tuple(findings),
        no_total=None if comparison.regios > 1 else NO_TOTAL,
        is_known=lambda changes: any(
            held is not None for change in changes for held in (change.van, change.tot, *change.marks)
        ),
        is_estimated=lambda changes: any(change.is_estimated for change in changes),
    )
    yield from level_tables(comparison.subjects, comparison.remarks, style, sort)


def _columns(comparison: Comparison, measure: Measure, index: int) -> Iterator[Column]:
    """Of a measure: of the first both values and the difference stay, the last leaves first, its oldest value first."""
    kind = Kind.AANDEEL if measure.is_share else Kind.AANTAL
    change = Kind.PUNTEN if measure.is_share else Kind.VERSCHIL
    parts = [
        ("from", str(comparison.van), kind, 4 * index + 3),
        ("to", str(comparison.tot), kind, 4 * index + 2),
        ("difference", "verschil", change, 4 * index),
        ("percent", "%", Kind.GROEI, 4 * index + 1),
    ]
    for key, header, kind_of_part, leaves in parts[: 3 if measure.is_share else 4]:
        stays = index == 0 and key != "percent"
        yield Column(
            key=key if index == 0 else f"{measure.key}_{key}",
            group=measure.title,
            header=header,
            kind=kind_of_part,
            leaves=0 if stays else leaves,
        )


def change_cells(change: Change) -> Iterator[Cell]:
    """Both values, the difference, and of persons the percent."""
    yield from map(shown_amount, (change.van, change.tot), change.marks)
    yield change.difference if change.is_comparable else NOT_COMPARABLE
    if not change.measure.is_share:
        yield change.percent


def shown_amount(amount: Amount, mark: str | None) -> Cell:
    """An amount, or what is printed where it is hidden."""
    return Hidden(mark) if amount is None and mark is not None else amount


def _coverage(change: Change | None) -> str:
    if change is None or not isinstance(change.van, Fraction) or not isinstance(change.tot, Fraction):
        return ""
    points = f" ({format_points(change.difference)})" if isinstance(change.difference, Fraction) else ""
    return f"Dekking: {format_share(change.van)} → {format_share(change.tot)}{points}"
