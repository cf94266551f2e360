"""Comparisons and trends as pandas frames, for the Python API."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pandas as pd

from klantprofielen.analysis.compare import compare_quarters
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.results import Amount
from klantprofielen.analysis.subjects import Niveau, Subject
from klantprofielen.analysis.trend import follow_trends
from klantprofielen.model import Kwartaal

LABELS = {"niveau": "string", "regionummer": "Int64", "regio": "string", "gemeente": "string", "gemeentecode": "string"}
"""Whose figures a row holds, and the dtypes."""
COMPARE_DTYPES = {
    "measure": "string",
    "from": "Float64",
    "to": "Float64",
    "difference": "Float64",
    "percent": "Float64",
    "vergelijkbaar": "boolean",
    "regios": "Int64",
    "geschat": "boolean",
}
TREND_DTYPES = {
    "kwartaal": "string",
    "measure": "string",
    "value": "Float64",
    "vergelijkbaar": "boolean",
    "regios": "Int64",
    "geschat": "boolean",
}


def compare_frame(history: History, van: Kwartaal, tot: Kwartaal, measures: Sequence[Measure]) -> pd.DataFrame:
    """Two quarters: a row per subject and measure; see `klantprofielen.compare` for its columns."""
    comparison = compare_quarters(history, van, tot, measures)
    lines = [(subject, change) for subject, changes in comparison.subjects for change in changes]
    columns: dict[str, list[object]] = {
        "measure": [change.measure.key for _, change in lines],
        "from": [_number(change.van) for _, change in lines],
        "to": [_number(change.tot) for _, change in lines],
        "difference": [_number(change.difference) for _, change in lines],
        "percent": [_number(change.percent) for _, change in lines],
        "vergelijkbaar": [change.is_comparable for _, change in lines],
        "regios": [comparison.regios if subject.niveau is Niveau.LAND else None for subject, _ in lines],
        "geschat": [change.is_estimated for _, change in lines],
    }
    return _frame([subject for subject, _ in lines], columns, COMPARE_DTYPES)


def trend_frame(history: History, measures: Sequence[Measure]) -> pd.DataFrame:
    """All quarters: a row per subject, measure and quarter; see `klantprofielen.trend` for its columns."""
    trends = follow_trends(history, measures)
    subjects: list[Subject] = []
    columns: dict[str, list[object]] = {key: [] for key in TREND_DTYPES}
    for lines in zip(*(trend.subjects for trend in trends), strict=True):
        for trend, (subject, course) in zip(trends, lines, strict=True):
            count = len(trend.kwartalen)
            subjects += [subject] * count
            columns["kwartaal"] += map(str, trend.kwartalen)
            columns["measure"] += [trend.measure.key] * count
            columns["value"] += map(_number, course.amounts)
            columns["vergelijkbaar"] += course.comparable
            columns["regios"] += trend.regios if subject.niveau is Niveau.LAND else [None] * count
            columns["geschat"] += course.estimated
    return _frame(subjects, columns, TREND_DTYPES)


def _number(amount: Amount) -> float | None:
    return None if amount is None else float(amount)


def _frame(subjects: Sequence[Subject], columns: Mapping[str, list[object]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """The names of the subject of each row, and these columns behind them."""
    names = [asdict(subject) for subject in subjects]
    labels = {key: pd.Series([name[key] for name in names], dtype=dtype) for key, dtype in LABELS.items()}
    return pd.DataFrame({**labels, **{key: pd.Series(columns[key], dtype=dtype) for key, dtype in dtypes.items()}})
