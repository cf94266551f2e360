"""Gemeenten or regions in the order of a measure: pandas orders and groups them, the medians are exact."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from fractions import Fraction

import pandas as pd

from klantprofielen.analysis.frame import frame_of
from klantprofielen.analysis.grounds import ground_of
from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.once import agree, by_regio
from klantprofielen.analysis.ranking import LEAST_PERSONS, Level, Ranked, Ranking
from klantprofielen.analysis.tidy import TIDY_COLUMNS, Regel, build_regels
from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.notation import name_key

QUARTILES = 4
REGIO = ["regionummer", "regio"]
RANK_DTYPES = {
    "kwartaal": "string",
    "regionummer": "Int64",
    "regio": "string",
    "gemeente": "string",
    "gemeentecode": "string",
    "measure": "string",
    "value": "Float64",
    "rank": "Int64",
    "of": "Int64",
    "quartile": "Int64",
    "median_region": "Float64",
    "median_country": "Float64",
}
"""The columns of a ranking as a frame: value and medians in persons or as a fraction 0..1, as the measure is."""


def rank_rapporten(
    rapporten: Sequence[Rapport],
    measure: Measure,
    level: Level = Level.GEMEENTE,
    *,
    ascending: bool = False,
    min_n: int = LEAST_PERSONS,
) -> Ranking:
    """The newest quarter of these reports, ranked by a measure, the largest first unless `ascending`.

    Equal values share a rank, and the next rank is so much higher (1, 2, 2, 4). Quartile q (1 to 4) are those who have
    at least (q - 1) / 4 and less than q / 4 of all before them: quartile 1 begins with rank 1, and who share a rank
    share a quartile. A region that is there twice counts once where its figures are equal, and else not at all.
    """
    kwartalen = sorted({rapport.kwartaal for rapport in rapporten if rapport.kwartaal})
    newest = kwartalen[-1] if kwartalen else None
    regios = by_regio([rapport for rapport in rapporten if rapport.kwartaal == newest])
    once = tuple(group[0] for group in regios if agree(group))
    fates: dict[Fate, list[Regel]] = {fate: [] for fate in Fate}
    for regel in _regels_of(once, level):
        fates[_fate_of(regel, measure, min_n)].append(regel)
    return Ranking(
        measure=measure,
        level=level,
        ascending=ascending,
        min_n=min_n,
        kwartaal=newest,
        kwartalen=tuple(kwartalen),
        rows=tuple(_rank(fates[Fate.RANKED], measure, level, ascending)),
        rapporten=once,
        unknown=tuple(fates[Fate.UNKNOWN]),
        small=tuple(fates[Fate.SMALL]),
        differing=tuple(group[0] for group in regios if not agree(group)),
        doubles=tuple(group[0] for group in regios if len(group) > 1 and agree(group)),
        undated=sum(rapport.kwartaal is None for rapport in rapporten) if newest else 0,
    )


class Fate(Enum):
    """What becomes of a row."""

    RANKED = auto()
    UNKNOWN = auto()
    SMALL = auto()


def _regels_of(rapporten: Sequence[Rapport], level: Level) -> Iterator[Regel]:
    for nummer, rapport in enumerate(rapporten, start=1):
        for regel in build_regels(rapport, rapport.rijen, nummer):
            if (regel.rij is None) == (level is Level.REGIO):
                yield regel


def _fate_of(regel: Regel, measure: Measure, min_n: int) -> Fate:
    if measure.column.of(regel) is None:
        return Fate.UNKNOWN
    persons = ground_of(measure).persons(regel)
    return Fate.SMALL if persons is not None and persons < min_n else Fate.RANKED


def _rank(regels: Sequence[Regel], measure: Measure, level: Level, ascending: bool) -> Iterator[Ranked]:  # noqa: FBT001
    """The rows in the order of their ranks; those that share one by name."""
    if not regels:
        return
    values = [Fraction(measure.column.of(regel)) for regel in regels]  # type: ignore[arg-type]  # those unknown are out
    frame = frame_of(regels, [column for column in TIDY_COLUMNS if column.key in {*REGIO, "gemeente", measure.key}])
    names = frame["gemeente" if level is Level.GEMEENTE else "regio"].map(name_key)
    ranks = frame[measure.key].rank(method="min", ascending=ascending).astype("int64")
    order = pd.DataFrame({"rank": ranks, "name": names}).sort_values(["rank", "name"], kind="stable")
    by_size = frame.sort_values(measure.key, kind="stable")
    medians: dict[int, Fraction] = {}
    for group in by_size.groupby(REGIO, dropna=False, sort=False).groups.values():
        members = group.tolist()
        medians |= dict.fromkeys(members, _middle(values, members))
    country = _middle(values, by_size.index.tolist())
    for at, rank in zip(order.index.tolist(), order["rank"].tolist(), strict=True):
        yield Ranked(
            regel=regels[at],
            value=values[at],
            rank=rank,
            of=len(regels),
            quartile=1 + QUARTILES * (rank - 1) // len(regels),
            median_region=medians[at] if level is Level.GEMEENTE else None,
            median_country=country,
        )


def _middle(values: Sequence[Fraction], ordered: Sequence[int]) -> Fraction:
    """The median of the values at these places, which stand from small to large; exact."""
    half = len(ordered) // 2
    return (values[ordered[half]] + values[ordered[-1 - half]]) / 2


def ranking_frame(ranking: Ranking) -> pd.DataFrame:
    """The rows of a ranking as a frame, with the columns and types of `RANK_DTYPES`."""
    rows = [_frame_row(row, ranking.measure, ranking.kwartaal) for row in ranking.rows]
    return pd.DataFrame(rows, columns=list(RANK_DTYPES)).astype(RANK_DTYPES)


def _frame_row(row: Ranked, measure: Measure, kwartaal: Kwartaal | None) -> tuple[str | int | float | None, ...]:
    rapport, rij = row.regel.rapport, row.regel.rij
    return (
        str(kwartaal) if kwartaal else None,
        rapport.regionummer,
        rapport.regio,
        rij.gemeente if rij else None,
        rij.gemeentecode if rij else None,
        measure.key,
        float(row.value),
        row.rank,
        row.of,
        row.quartile,
        None if row.median_region is None else float(row.median_region),
        float(row.median_country),
    )
