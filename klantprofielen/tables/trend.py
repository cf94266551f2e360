"""A measure over the quarters: a column each, a sparkline, and the changes; and the same as data."""

from collections.abc import Iterator, Sequence

from klantprofielen.analysis.results import YEAR, Amount, Change, Course, Trend
from klantprofielen.analysis.subjects import Niveau
from klantprofielen.model import PART_HIDDEN, Kwartaal
from klantprofielen.notation import format_kwartaal
from klantprofielen.reference import REGIOS
from klantprofielen.tables.comparison import HIDDEN, NOT_COMPARABLE, shown_amount
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
NO_TOTAL = Note("Geen totaal: daarvoor zijn twee regio's nodig")
WHEN = "in elk kwartaal waarvan er rapporten zijn"


def trend_data(trends: Sequence[Trend], *, with_estimates: bool = False, findings: Sequence[Note] = ()) -> Table:
    """A row per subject, measure and quarter; persons, or fractions for shares; nothing for a gap."""
    rows = (
        (*subject_cells(subject), kwartaal, trend.measure.key, value, *more, *([estimated] * with_estimates))
        for lines in zip(*(trend.subjects for trend in trends), strict=True)
        for trend, (subject, course) in zip(trends, lines, strict=True)
        for kwartaal, value, estimated, *more in zip(
            trend.kwartalen,
            course.amounts,
            course.estimated,
            course.comparable,
            trend.regios if subject.niveau is Niveau.LAND else [None] * len(trend.kwartalen),
            strict=True,
        )
    )
    remarks = trends[0].remarks if trends else ()
    return Table(
        title="Trend",
        columns=(*TREND_COLUMNS, COMPARABLE_COLUMN, REGIONS_COLUMN, *([ESTIMATED_COLUMN] * with_estimates)),
        rows=tuple(map(Row, rows)),
        notes=(*(_regios_notes(trends[0]) if trends else ()), *findings, *remark_notes(remarks)),
    )


def trend_tables(trend: Trend, sort: Sort | None = None, findings: Sequence[Note] = ()) -> Iterator[Table]:
    """The regions where there are several, then each with its gemeenten."""

    def columns(niveau: Niveau) -> tuple[Column, ...]:
        return tuple(_columns(trend, niveau))

    def cells(course: Course, _niveau: Niveau) -> tuple[Cell, ...]:
        amounts = map(shown_amount, course.amounts, course.marks)
        year = _change_cells(course.year) if _has_year(trend) else ()
        return (*amounts, sparkline(_drawn(course)), *year, *_change_cells(course.whole), _period_of(course, trend))

    empty = (None,) * (len(columns(Niveau.REGIO)) - 1 - len(trend.kwartalen))
    style = Style(
        when=f"{trend.measure.title} · {_period(trend.kwartalen)}",
        columns=columns,
        cells=cells,
        note=lambda _course: "",
        regios=tuple(_regios_notes(trend)),
        no_total=NO_TOTAL if trend.same_regios and max(trend.regios) <= 1 else None,
        findings=tuple(findings),
        optional=frozenset({"period"}),
        below=(Row((f"regio's van {REGIOS}", *(count or None for count in trend.regios), *empty), is_total=True),),
        about=_about(trend),
        is_known=lambda course: any(held is not None for held in (*course.amounts, *course.marks)),
        is_estimated=lambda course: any(course.estimated),
    )
    yield from level_tables(trend.subjects, trend.remarks, style, sort)


def _regios_notes(trend: Trend) -> Iterator[Note]:
    """How many regions there are in each quarter; and where they are not the same, what their total is."""
    counts = sorted(set(filter(None, trend.regios))) or [0]
    if trend.same_regios:
        yield regios_note(counts[-1], WHEN)
        return
    span = f"{counts[0]} tot {counts[-1]}" if len(counts) > 1 else f"{counts[0]}"
    yield Note(f"{span} van de {REGIOS} arbeidsmarktregio's per kwartaal, niet steeds dezelfde")
    if any(subject.niveau is Niveau.LAND for subject, _ in trend.subjects):
        yield Note(
            "TOTAAL: van de regio's die er in dat kwartaal zijn; verschil en verloop alleen over dezelfde regio's"
        )


def _drawn(course: Course) -> list[Amount]:
    """What of the course is drawn as one: what can be compared with its end."""
    pairs = zip(course.amounts, course.comparable, strict=True)
    return [amount if is_comparable else None for amount, is_comparable in pairs]


def _period_of(course: Course, trend: Trend) -> str:
    """Of what the change over the whole is, where that is not from the first quarter of all to the last."""
    if course.period is None or course.period == (trend.kwartalen[0], trend.kwartalen[-1]):
        return ""
    first, last = course.period
    if first == last:
        return ""
    if last == trend.kwartalen[-1]:
        return f"{first} →"
    return f"→ {last}" if first == trend.kwartalen[0] else f"{first} → {last}"


def _period(kwartalen: Sequence[Kwartaal]) -> str:
    return " t/m ".join(dict.fromkeys(map(format_kwartaal, (kwartalen[0], kwartalen[-1]))))


def _columns(trend: Trend, niveau: Niveau) -> Iterator[Column]:
    """Where room is short the percents leave first, then the oldest quarters, and last the change over a year."""
    kwartalen, is_share = trend.kwartalen, trend.measure.is_share
    yield Column(key=niveau.value, header=niveau.value.capitalize(), kind=Kind.TEXT)
    last = len(kwartalen) - 1
    for index, kwartaal in enumerate(kwartalen):
        key = "value" if index == last else str(kwartaal)
        kind = Kind.AANDEEL if is_share else Kind.AANTAL
        yield Column(key=key, header=str(kwartaal), kind=kind, leaves=last - index + 1 if index < last else 0)
    yield Column(key="verloop", header="verloop", kind=Kind.TEXT)
    change = Kind.PUNTEN if is_share else Kind.VERSCHIL
    for key, group in (*([("year", "1 jaar")] if _has_year(trend) else []), ("change", "hele reeks")):
        yield Column(key=key, group=group, header="verschil", kind=change, leaves=1 if key == "year" else 0)
        if not is_share:
            yield Column(key=f"{key}_percent", group=group, header="%", kind=Kind.GROEI, leaves=len(kwartalen) + 1)
    yield Column(key="period", group="hele reeks", header="", kind=Kind.TEXT)


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
    if any(_period_of(course, trend) for _, course in trend.subjects):
        since += ", of van en tot het kwartaal dat erachter staat (→)"
    year = f"1 jaar: sinds {format_kwartaal(kwartalen[-1] + -YEAR)}; " if _has_year(trend) else ""
    step = -(-len(kwartalen) // MOST)
    hidden = any(PART_HIDDEN in course.marks for _, course in trend.subjects)
    bars = f"; verloop: een teken per {step} kwartalen, leeg waar er een ontbreekt" if step > 1 else ""
    return (Note(f"{year}{since}{bars}"), *([HIDDEN] if hidden else []))
