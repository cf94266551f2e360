"""The figures of a history as a frame, a row per subject and quarter and a column per measure; and back again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pandas as pd

from klantprofielen.analysis.country import sum_rapporten
from klantprofielen.analysis.frame import frame_of
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import PERCENT_FLOOR, Measure
from klantprofielen.analysis.results import Amount
from klantprofielen.analysis.subjects import LAND_SUBJECT, SLEUTEL, Subject, find_subjects, regios_in_all
from klantprofielen.analysis.tidy import TIDY_COLUMNS, Regel, build_regels
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal

KWARTAAL = TIDY_COLUMNS[0]
EXACT = 10**12
"""To so many parts of one a float of ours is right: what is a tie between two roundings stays one."""
SEVERAL = 2


def regios_together(history: History) -> list[int | str]:
    """The regions that can be added up over all quarters: those of which there is a report in each."""
    return regios_in_all(history.printed, history.kwartalen)


def subjects_of(history: History) -> list[Subject]:
    """The gemeenten and regions, and at the end all regions together where there are several."""
    several = len(regios_together(history)) >= SEVERAL
    return [*find_subjects(history), *([LAND_SUBJECT] if several else [])]


def figures_frame(history: History, measures: Sequence[Measure]) -> pd.DataFrame:
    """A row per subject (`sleutel`) and quarter (`kwartaal`, ISO text), indexed by them; a column per measure.

    Persons are Int64, shares Float64 fractions 0..1; `<NA>` is not known.
    """
    columns = (SLEUTEL, KWARTAAL, *(measure.column for measure in measures))
    return frame_of(list(_regels(history)), columns).set_index([SLEUTEL.key, KWARTAAL.key])


def _regels(history: History) -> Iterator[Regel]:
    for rapport in history.rapporten:
        yield from build_regels(rapport, rapport.rijen)
    for stray in history.strays:
        yield from (Regel(stray, rij) for rij in stray.rijen)
    together = set(regios_together(history))
    if len(together) >= SEVERAL:
        for kwartaal in history.kwartalen:
            regios = [
                rapport
                for rapport in history.printed
                if rapport.kwartaal == kwartaal and regio_key(rapport) in together
            ]
            yield Regel(sum_rapporten(regios, kwartaal), None)


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
