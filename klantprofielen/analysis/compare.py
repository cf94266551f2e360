"""Two quarters side by side: per gemeente, per region and for all regions together the change of each measure."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd

from klantprofielen.analysis.figures import (
    exact_amounts,
    exact_shares,
    figures_frame,
    over_quarters,
    percent_of,
    regios_together,
    subjects_of,
)
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import MEASURES, Measure
from klantprofielen.analysis.results import Change, Comparison
from klantprofielen.analysis.subjects import Subject
from klantprofielen.model import Kwartaal

LABELS = {"niveau": "string", "regionummer": "Int64", "regio": "string", "gemeente": "string", "gemeentecode": "string"}
"""Whose figures a row of a frame holds, and the dtypes."""


def compare_quarters(
    history: History,
    van: Kwartaal,
    tot: Kwartaal,
    measures: Sequence[Measure] = MEASURES,
    subjects: Iterable[Subject] | None = None,
) -> Comparison:
    """The changes from one quarter to the other; of these subjects, or of all that are in either."""
    chosen = subjects_of(history) if subjects is None else list(subjects)
    tables = measure_changes(history, van, tot, measures, chosen)
    changes = [list(_changes(table, measure)) for measure, table in zip(measures, tables, strict=True)]
    return Comparison(
        van=van,
        tot=tot,
        measures=tuple(measures),
        subjects=tuple(zip(chosen, zip(*changes, strict=True), strict=True)) if measures else (),
        regios=len(regios_together(history)),
        remarks=history.remarks,
    )


def compare_frame(history: History, van: Kwartaal, tot: Kwartaal, measures: Sequence[Measure]) -> pd.DataFrame:
    """The same as a frame: a row per subject and measure; see `klantprofielen.compare` for its columns."""
    subjects = subjects_of(history)
    tables = measure_changes(history, van, tot, measures, subjects)
    labels = label_frame(subjects)
    parts = [
        _beside(labels.assign(measure=measure.key), table) for measure, table in zip(measures, tables, strict=True)
    ]
    whole = pd.concat(parts, keys=range(len(parts)), names=["nummer", "subject"])
    ordered = whole.sort_index(level=["subject", "nummer"], kind="stable").reset_index(drop=True)
    return ordered.astype({"measure": "string", "vergelijkbaar": "boolean", "geschat": "boolean"})


def measure_changes(
    history: History, van: Kwartaal, tot: Kwartaal, measures: Sequence[Measure], subjects: Sequence[Subject]
) -> list[pd.DataFrame]:
    """Per measure a frame with a row per subject: from, to, difference, percent (Float64), vergelijkbaar, geschat."""
    figures = figures_frame(history, measures)
    comparable = pd.Series(
        [subject.is_comparable(history, van, tot) for subject in subjects],
        index=[subject.sleutel for subject in subjects],
        dtype=bool,
    )
    estimated = [
        any((kwartaal, subject.gemeentecode) in history.estimated for kwartaal in (van, tot)) for subject in subjects
    ]
    tables = []
    for measure in measures:
        wide = over_quarters(figures, measure, subjects, (van, tot))
        before, after = wide[str(van)], wide[str(tot)]
        difference = (after - before).where(comparable)
        percent = percent_of(difference, before, measure)
        columns = {"from": before, "to": after, "difference": difference, "percent": percent}
        tables.append(pd.DataFrame({**columns, "vergelijkbaar": comparable, "geschat": estimated}))
    return tables


def _changes(table: pd.DataFrame, measure: Measure) -> Iterable[Change]:
    columns = zip(
        exact_amounts(table["from"], measure),
        exact_amounts(table["to"], measure),
        exact_amounts(table["difference"], measure),
        exact_shares(table["percent"]),
        table["vergelijkbaar"].tolist(),
        table["geschat"].tolist(),
        strict=True,
    )
    for van, tot, difference, percent, is_comparable, is_estimated in columns:
        yield Change(
            measure=measure,
            van=van,
            tot=tot,
            difference=difference,
            percent=percent,
            is_comparable=is_comparable,
            is_estimated=is_estimated,
        )


def _beside(labels: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([labels, table.reset_index(drop=True)], axis="columns")


def label_frame(subjects: Sequence[Subject]) -> pd.DataFrame:
    """The names of the subjects, a row each."""
    rows = [asdict(subject) for subject in subjects]
    return pd.DataFrame({key: pd.Series([row[key] for row in rows], dtype=dtype) for key, dtype in LABELS.items()})
