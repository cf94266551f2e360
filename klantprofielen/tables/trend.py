"""A measure over the quarters: a column each, a sparkline, and the changes; and the same as data."""

from collections.abc import Iterator, Sequence

from klantprofielen.analysis.results import YEAR, Change, Course, Trend
from klantprofielen.analysis.subjects import Niveau
from klantprofielen.model import Kwartaal
from klantprofielen.notation import format_kwartaal
from klantprofielen.tables.comparison import NOT_COMPARABLE
from klantprofielen.tables.levels import (
    ESTIMATED_COLUMN,
    SUBJECT_COLUMNS,
    Style,
    level_tables,
    regios_note,
    subject_cells,
)
from klantprofielen.tables.remarks import remark_notes
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.sparkline import MOST, sparkline
from klantprofielen.tables.table import Cell, Column, Kind, Note, Row, Table

TREND_COLUMNS = (
    *SUBJECT_COLUMNS,
    Column(key="kwartaal", header="Kwartaal", kind=Kind.KWARTAAL),
    Column(key="measure", header="Maat", kind=Kind.TEXT),
    Column(key="value", header="Waarde", kind=Kind.AANTAL),
)
SORT_KEYS = ("gemeente", "regio", "value", "year", "change")
"""The name, the newest value, the change over a year and that from first to last."""
WHEN = "in elk kwartaal waarvan er rapporten zijn"


def trend_data(trends: Sequence[Trend], *, with_estimates: bool = False) -> Table:
    """A row per subject, measure and quarter; persons, or fractions for shares; nothing for a gap."""
    rows = (
        (
            *subject_cells(subject),
            kwartaal,
            trend.measure.key,
            value,
            *([estimated] * with_estimates),
        )
        for lines in zip(*(trend.subjects for trend in trends), strict=True)
        for trend, (subject, course) in zip(trends, lines, strict=True)
        for kwartaal, value, estimated in zip(trend.kwartalen, course.amounts, course.estimated, strict=True)
    )
    remarks = trends[0].remarks if trends else ()
    return Table(
        title="Trend",
        columns=(*TREND_COLUMNS, *([ESTIMATED_COLUMN] * with_estimates)),
        rows=tuple(map(Row, rows)),
        notes=(*([regios_note(trends[0].regios, WHEN)] if trends else []), *remark_notes(remarks)),
    )


def trend_tables(trend: Trend, sort: Sort | None = None) -> Iterator[Table]:
    """The regions where there are several, then each with its gemeenten."""

    def columns(niveau: Niveau) -> tuple[Column, ...]:
        return tuple(_columns(trend, niveau))

    def cells(course: Course, _niveau: Niveau) -> tuple[Cell, ...]:
        year = _change_cells(course.year) if _has_year(trend) else ()
        return (*course.amounts, sparkline(course.amounts), *year, *_change_cells(course.whole))

    style = Style(
        when=f"{trend.measure.title} · {_period(trend.kwartalen)}",
        columns=columns,
        cells=cells,
        note=lambda _course: "",
        regios=regios_note(trend.regios, WHEN),
        has_total=trend.regios > 1,
        about=_about(trend),
        is_known=lambda course: any(amount is not None for amount in course.amounts),
        is_estimated=lambda course: any(course.estimated),
    )
    yield from level_tables(trend.subjects, trend.remarks, style, sort)


def _period(kwartalen: Sequence[Kwartaal]) -> str:
    return " t/m ".join(dict.fromkeys(map(format_kwartaal, (kwartalen[0], kwartalen[-1]))))


def _columns(trend: Trend, niveau: Niveau) -> Iterator[Column]:
    """Where room is short the oldest quarter leaves first, after the percents; the sparkline and the changes stay."""
    kwartalen, is_share = trend.kwartalen, trend.measure.is_share
    yield Column(key=niveau.value, header=niveau.value.capitalize(), kind=Kind.TEXT)
    last = len(kwartalen) - 1
    for index, kwartaal in enumerate(kwartalen):
        key = "value" if index == last else str(kwartaal)
        kind = Kind.AANDEEL if is_share else Kind.AANTAL
        yield Column(key=key, header=str(kwartaal), kind=kind, leaves=last - index)
    yield Column(key="verloop", header="verloop", kind=Kind.TEXT)
    change = Kind.PUNTEN if is_share else Kind.VERSCHIL
    for key, group in (*([("year", "1 jaar")] if _has_year(trend) else []), ("change", "hele reeks")):
        yield Column(key=key, group=group, header="verschil", kind=change)
        if not is_share:
            yield Column(key=f"{key}_percent", group=group, header="%", kind=Kind.GROEI, leaves=len(kwartalen))


def _change_cells(change: Change) -> Iterator[Cell]:
    yield change.difference if change.is_comparable else NOT_COMPARABLE
    if not change.measure.is_share:
        yield change.percent


def _has_year(trend: Trend) -> bool:
    """Whether there is a quarter a year before the last."""
    return len(trend.kwartalen) > YEAR


def _about(trend: Trend) -> tuple[Note, ...]:
    """From when the changes are, and how the sparkline is to be read where it is not a bar a quarter."""
    kwartalen = trend.kwartalen
    since = f"hele reeks: sinds {format_kwartaal(kwartalen[0])}"
    year = f"1 jaar: sinds {format_kwartaal(kwartalen[-1] + -YEAR)}; " if _has_year(trend) else ""
    step = -(-len(kwartalen) // MOST)
    bars = f"; verloop: een teken per {step} kwartalen, leeg waar er een ontbreekt" if step > 1 else ""
    return (Note(f"{year}{since}{bars}"),)
