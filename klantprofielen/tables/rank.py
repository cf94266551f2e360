"""A ranking as a table for people, and as data."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from klantprofielen.analysis.doel import Doel
from klantprofielen.analysis.grounds import IN_REGISTER, ground_of
from klantprofielen.analysis.ranking import Level, Ranked, Ranking
from klantprofielen.analysis.tidy import Kind, Regel
from klantprofielen.notation import format_amount, format_kwartaal, format_number, format_share
from klantprofielen.reference import REGIOS
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.doel import doel_cell, doel_columns, nodig_van
from klantprofielen.tables.findings import error_notes
from klantprofielen.tables.summary import kwartaal_title
from klantprofielen.tables.table import Cell, Column, Note, Row, Table
from klantprofielen.tables.tidy import DOEL_COLUMNS

MARK = "→"
NAMES = {Level.GEMEENTE: ("gemeente", "gemeenten"), Level.REGIO: ("regio", "regio's")}
MOST_NAMES = 6
DATA_COLUMNS = (
    Column(key="regionummer", header="regionummer", kind=Kind.NUMMER),
    Column(key="regio", header="regio", kind=Kind.TEXT),
    Column(key="gemeente", header="gemeente", kind=Kind.TEXT),
    Column(key="gemeentecode", header="gemeentecode", kind=Kind.TEXT),
    Column(key="measure", header="measure", kind=Kind.TEXT),
    Column(key="value", header="value", kind=Kind.AANTAL),
    Column(key="rank", header="rank", kind=Kind.NUMMER),
    Column(key="of", header="of", kind=Kind.NUMMER),
    Column(key="quartile", header="quartile", kind=Kind.NUMMER),
    Column(key="median_region", header="median_region", kind=Kind.AANTAL),
    Column(key="median_country", header="median_country", kind=Kind.AANTAL),
)


def rank_data(ranking: Ranking, rows: Sequence[Ranked], doel: Doel | None, notes: Sequence[Note]) -> Table:
    """The rows as data: the same columns for gemeenten and regions, behind them the target where there is one."""
    return Table(
        title=title_of_ranking(ranking),
        columns=(*DATA_COLUMNS, *(DOEL_COLUMNS if doel else ())),
        rows=tuple(Row((*_data(row, ranking), *_doel_data(row.regel, doel))) for row in rows),
        notes=tuple(notes),
    )


def _data(row: Ranked, ranking: Ranking) -> tuple[Cell, ...]:
    rapport, rij = row.regel.rapport, row.regel.rij
    place = (rapport.regionummer, rapport.regio, rij.gemeente if rij else None, rij.gemeentecode if rij else None)
    medians = (_plain(row.median_region), _plain(row.median_country))
    return (*place, ranking.measure.key, _plain(row.value), row.rank, row.of, row.quartile, *medians)


def _plain(value: Fraction | None) -> Cell:
    """A whole number of persons as one."""
    return int(value) if value is not None and value.denominator == 1 else value


def _doel_data(regel: Regel, doel: Doel | None) -> tuple[Cell, ...]:
    return (doel.maat, doel.aandeel, nodig_van(doel, regel.rapport, regel.rij)) if doel else ()


def rank_table(
    ranking: Ranking,
    rows: Sequence[Ranked],
    doel: Doel | None = None,
    *,
    notes: Sequence[Note] = (),
    marked: Ranked | None = None,
) -> Table:
    """The rows for people: the value, and how far it is from the medians."""
    columns = _columns(ranking, doel)
    table = Table(
        title=title_of_ranking(ranking),
        columns=columns,
        rows=tuple(Row(_cells(row, ranking, doel, marked)) for row in rows),
        notes=tuple(notes),
    )
    left = {"gemeente", "median_region"} if ranking.level is Level.REGIO else set()
    return table.keep(
        tuple(column for column in columns if column.key not in left and (marked or column.key != "mark"))
    )


def title_of_ranking(ranking: Ranking) -> str:
    """Rangorde van gemeenten · aandeel met profiel · 1e kwartaal 2023."""
    return f"Rangorde van {_many(ranking)} · {ranking.measure.title} · {kwartaal_title(ranking.kwartaal)}"


def _columns(ranking: Ranking, doel: Doel | None) -> tuple[Column, ...]:
    kind = ranking.measure.column.kind
    distance = Kind.PUNTEN if ranking.measure.is_share else Kind.VERSCHIL
    leaves = 0 if ranking.level is Level.REGIO else 2
    return (
        Column(key="mark", header="", kind=Kind.TEXT),
        Column(key="rank", header="Rang", kind=Kind.NUMMER),
        Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
        Column(key="regio", header="Regio", kind=Kind.TEXT, leaves=leaves),
        Column(key=ranking.measure.key, header="waarde", kind=kind),
        Column(key="quartile", header="kwartiel", kind=Kind.NUMMER, leaves=1),
        Column(key="median_region", group="t.o.v. mediaan", header="regio", kind=distance),
        Column(key="median_country", group="t.o.v. mediaan", header="geheel", kind=distance),
        *doel_columns(doel),
    )


def _cells(row: Ranked, ranking: Ranking, doel: Doel | None, marked: Ranked | None) -> tuple[Cell, ...]:
    rapport, rij = row.regel.rapport, row.regel.rij
    value = row.value if ranking.measure.is_share else int(row.value)
    beside = (_distance(row, row.median_region), _distance(row, row.median_country))
    place = (rij.gemeente if rij else None, rapport.regio)
    nodig = (doel_cell(nodig_van(doel, rapport, rij)),) if doel else ()
    return (MARK if row is marked else "", row.rank, *place, value, row.quartile, *beside, *nodig)


def _distance(row: Ranked, median: Fraction | None) -> Cell:
    return None if median is None else row.value - median


def rank_notes(ranking: Ranking, shown: int, reports: Sequence[Checked], doel: Doel | None) -> Iterator[Note]:
    """What was ranked and how, what was left out and why."""
    count, many = len(ranking.rows), _many(ranking, len(ranking.rows))
    if shown < count:
        yield Note(f"{shown} van de {format_number(count)} {many} in de rangorde getoond")
    where = f"{len(ranking.rapporten)} van de {REGIOS} arbeidsmarktregio's in het {kwartaal_title(ranking.kwartaal)}"
    order = "laagste" if ranking.ascending else "hoogste"
    yield Note(f"Gelezen: {where}; rang 1 en kwartiel 1 zijn de {order} waarden")
    if ranking.median is not None:
        yield Note(f"Mediaan van {format_number(count)} {many}: {_format(ranking.median, ranking)}")
    if len(ranking.kwartalen) > 1:
        quarters = f"{format_kwartaal(ranking.kwartalen[0])} t/m {format_kwartaal(ranking.kwartalen[-1])}"
        yield Note(f"Van {len(ranking.kwartalen)} gelezen kwartalen ({quarters}) staat het nieuwste in de rangorde")
    yield from _left_out(ranking)
    if doel and doel.maat == "dekking" and ranking.level is Level.GEMEENTE and not _any_register(ranking):
        yield Note("Hoeveel een gemeente nodig heeft, is alleen bekend met een registerbestand (--register)")
    yield from error_notes(reports)


def _many(ranking: Ranking, count: int = 0) -> str:
    one, many = NAMES[ranking.level]
    return one if count == 1 else many


def _format(value: Fraction, ranking: Ranking) -> str:
    return format_share(value) if ranking.measure.is_share else format_amount(value)


def _any_register(ranking: Ranking) -> bool:
    return any(rij.doelgroepregister is not None for rapport in ranking.rapporten for rij in rapport.rijen)


def _left_out(ranking: Ranking) -> Iterator[Note]:
    persons = f"minder dan {ranking.min_n} personen {ground_of(ranking.measure).naam}"
    yield Note(f"Buiten de rangorde met {persons}: {_named(ranking.small)}")
    if ranking.unknown:
        yield Note(f"Buiten de rangorde, want verborgen of niet bekend: {_named(ranking.unknown)}")
        if ground_of(ranking.measure) is IN_REGISTER and ranking.level is Level.GEMEENTE:
            yield Note("Van een gemeente is dit alleen bekend met een registerbestand (--register)")
    for rapport in ranking.doubles:
        yield Note(f"{rapport.regio} is er meer dan één keer, met dezelfde cijfers: één keer geteld")
    for rapport in ranking.differing:
        yield Note(f"{rapport.regio} is er meer dan één keer, met verschillende cijfers: buiten de rangorde")
    if ranking.undated:
        yield Note(f"Zonder kwartaal, en daarom buiten de rangorde: {ranking.undated}")


def _named(regels: Sequence[Regel]) -> str:
    """How many, and the names of some."""
    if not regels:
        return "geen"
    names = [regel.rij.gemeente if regel.rij else regel.rapport.regio for regel in regels]
    more = ", ..." if len(names) > MOST_NAMES else ""
    return f"{format_number(len(names))} ({', '.join(names[:MOST_NAMES])}{more})"
