"""The figures of a history as a frame, a row per subject and quarter and a column per measure; and back again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pandas as pd

from klantprofielen.analysis.country import sum_rapporten
from klantprofielen.analysis.frame import frame_of
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import PERCENT_FLOOR, Measure
from klantprofielen.analysis.results import Amount
from klantprofielen.analysis.subjects import LAND_SUBJECT, SLEUTEL, Subject, find_subjects
from klantprofielen.analysis.tidy import TIDY_COLUMNS, Regel, build_regels
from klantprofielen.analysis.together import Together, add_up, are_several
from klantprofielen.model import Kwartaal

KWARTAAL = TIDY_COLUMNS[0]
EXACT = 10**12
"""To so many parts of one a float of ours is right: what is a tie between two roundings stays one."""


def subjects_of(history: History, together: Together) -> list[Subject]:
    """The gemeenten and regions, and at the end all regions together where there are several."""
    return [*find_subjects(history), *([LAND_SUBJECT] if are_several(together) else [])]


def figures_frame(history: History, measures: Sequence[Measure], together: Together) -> pd.DataFrame:
    """A row per subject (`sleutel`) and quarter (`kwartaal`, ISO text), indexed by them; a column per measure.

    Persons are Int64, shares Float64 fractions 0..1; `<NA>` is not known.
    """
    columns = (SLEUTEL, KWARTAAL, *(measure.column for measure in measures))
    return frame_of(list(regels_of(history, together)), columns).set_index([SLEUTEL.key, KWARTAAL.key])


def regels_of(history: History, together: Together) -> Iterator[Regel]:
    """The rows of all gemeenten and regions, and those of the regions that are added up."""
    for rapport in history.rapporten:
        yield from build_regels(rapport, rapport.rijen)
    for stray in history.strays:
        yield from (Regel(stray, rij) for rij in stray.rijen)
    if are_several(together):
        for kwartaal, rapporten in add_up(together, history.printed).items():
            yield Regel(sum_rapporten(rapporten, kwartaal), None)


def over_quarters(
    figures: pd.DataFrame, measure: Measure, subjects: Sequence[Subject], kwartalen: Sequence[Kwartaal]
) -> pd.DataFrame:
    """A measure with a row per subject and a column per quarter, in this order; Float64, `<NA>` for a gap."""
    pivoted = figures[measure.key].astype("Float64").unstack(KWARTAAL.key)  # noqa: PD010 - both levels are unique
    wide = pivoted.reindex(index=[subject.sleutel for subject in subjects], columns=list(map(str, kwartalen)))
    return wide.astype("Float64")


def percent_of(difference: "pd.Series[float]", van: "pd.Series[float]", measure: Measure) -> "pd.Series[float]":
    """The difference as a fraction of what it was: of persons only, and not of fewer than `PERCENT_FLOOR`."""
    if measure.is_share:
        return pd.Series(pd.NA, index=van.index, dtype="Float64")
    return difference / van.where(van >= PERCENT_FLOOR)


def exact_amounts(values: "pd.Series[float]", measure: Measure) -> list[Amount]:
    """The values as persons or exact fractions, None where they are not known."""
    return [_exact(value, is_share=measure.is_share) for value in values.astype(object).tolist()]


def exact_shares(values: "pd.Series[float]") -> list[Fraction | None]:
    """The values as exact fractions."""
    return [_fraction(value) for value in values.astype(object).tolist()]


def _exact(value: object, *, is_share: bool) -> Amount:
    if is_share:
        return _fraction(value)
    return int(value) if isinstance(value, float) else None


def _fraction(value: object) -> Fraction | None:
    return Fraction(round(value * EXACT), EXACT) if isinstance(value, float) else None
