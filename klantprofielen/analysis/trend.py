"""A measure over the quarters: per gemeente, per region and for all regions together, gaps as gaps."""

from collections.abc import Iterable, Sequence

import pandas as pd

from klantprofielen.analysis.compare import label_frame
from klantprofielen.analysis.figures import (
    exact_amounts,
    exact_shares,
    figures_frame,
    over_quarters,
    percent_of,
    regios_together,
    subjects_of,
)
from klantprofielen.analysis.history import History, all_quarters
from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.results import YEAR, Change, Course, Trend
from klantprofielen.analysis.subjects import Subject
from klantprofielen.model import Kwartaal

TREND_DTYPES = {
    "subject": "int64",
    "kwartaal": "string",
    "measure": "string",
    "value": "Float64",
    "geschat": "boolean",
}


def follow_trends(
    history: History, measures: Sequence[Measure], subjects: Iterable[Subject] | None = None
) -> list[Trend]:
    """Each measure over all quarters; of these subjects, or of all that there are."""
    chosen = subjects_of(history) if subjects is None else list(subjects)
    kwartalen = all_quarters(history.kwartalen)
    figures = figures_frame(history, measures)
    return [
        Trend(
            measure=measure,
            kwartalen=tuple(kwartalen),
            subjects=tuple(zip(chosen, _courses(history, figures, measure, chosen, kwartalen), strict=True)),
            regios=len(regios_together(history)),
            remarks=history.remarks,
        )
        for measure in measures
    ]


def trend_frame(history: History, measures: Sequence[Measure]) -> pd.DataFrame:
    """The same as a frame: a row per subject, measure and quarter; see `klantprofielen.trend` for its columns."""
    subjects, kwartalen = subjects_of(history), all_quarters(history.kwartalen)
    figures = figures_frame(history, measures)
    rows: dict[str, list[object]] = {"subject": [], "kwartaal": [], "measure": [], "value": [], "geschat": []}
    for measure in measures:
        wide = over_quarters(figures, measure, subjects, kwartalen)
        for kwartaal in kwartalen:
            rows["subject"] += range(len(subjects))
            rows["kwartaal"] += [str(kwartaal)] * len(subjects)
            rows["measure"] += [measure.key] * len(subjects)
            rows["value"] += wide[str(kwartaal)].tolist()
            rows["geschat"] += [(kwartaal, subject.gemeentecode) in history.estimated for subject in subjects]
    columns = {key: pd.Series(values, dtype=TREND_DTYPES[key]) for key, values in rows.items()}
    whole = label_frame(subjects).merge(pd.DataFrame(columns), left_index=True, right_on="subject", how="right")
    return whole.sort_values("subject", kind="stable").drop(columns="subject").reset_index(drop=True)


def _courses(
    history: History,
    figures: pd.DataFrame,
    measure: Measure,
    subjects: Sequence[Subject],
    kwartalen: Sequence[Kwartaal],
) -> Iterable[Course]:
    wide = over_quarters(figures, measure, subjects, kwartalen)
    columns = [exact_amounts(wide[str(kwartaal)], measure) for kwartaal in kwartalen]
    last = len(kwartalen) - 1
    years = _changes(history, wide, measure, subjects, kwartalen, last - YEAR)
    wholes = _changes(history, wide, measure, subjects, kwartalen, 0)
    for index, subject in enumerate(subjects):
        yield Course(
            amounts=tuple(column[index] for column in columns),
            year=years[index],
            whole=wholes[index],
            estimated=tuple((kwartaal, subject.gemeentecode) in history.estimated for kwartaal in kwartalen),
        )


def _changes(  # noqa: PLR0913, PLR0917 - what a change is taken from
    history: History,
    wide: pd.DataFrame,
    measure: Measure,
    subjects: Sequence[Subject],
    kwartalen: Sequence[Kwartaal],
    since: int,
) -> list[Change]:
    """From the quarter with this index to the last; not known where there is no such quarter."""
    after = wide[str(kwartalen[-1])]
    before = wide[str(kwartalen[since])] if 0 <= since < len(kwartalen) - 1 else after.where(pd.isna(after))
    first = kwartalen[max(since, 0)]
    comparable = [subject.is_comparable(history, first, kwartalen[-1]) for subject in subjects]
    difference = (after - before).where(pd.Series(comparable, index=wide.index, dtype=bool))
    columns = zip(
        exact_amounts(before, measure),
        exact_amounts(after, measure),
        exact_amounts(difference, measure),
        exact_shares(percent_of(difference, before, measure)),
        comparable,
        strict=True,
    )
    return [
        Change(measure=measure, van=van, tot=tot, difference=change, percent=percent, is_comparable=same)
        for van, tot, change, percent, same in columns
    ]
