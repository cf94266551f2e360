"""Two quarters side by side: per gemeente, per region and for all regions together the change of each measure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

import pandas as pd

from klantprofielen.analysis.figures import (
    exact_amounts,
    exact_shares,
    figures_frame,
    over_quarters,
    percent_of,
    subjects_of,
)
from klantprofielen.analysis.hidden import find_hidden
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import MEASURES, Measure
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.analysis.results import Change, Comparison
from klantprofielen.analysis.subjects import Niveau, Subject
from klantprofielen.analysis.together import those_in_each, those_there
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal

LABELS = {"niveau": "string", "regionummer": "Int64", "regio": "string", "gemeente": "string", "gemeentecode": "string"}
"""Whose figures a row of a frame holds, and the dtypes."""

LAST = ["regios", "geschat"]
FRAME_DTYPES = {"measure": "string", "vergelijkbaar": "boolean", "regios": "Int64", "geschat": "boolean"}


def compare_quarters(
    history: History,
    van: Kwartaal,
    tot: Kwartaal,
    measures: Sequence[Measure] = MEASURES,
    subjects: Iterable[Subject] | None = None,
) -> Comparison:
    """The changes from one quarter to the other; of these subjects, or of all that are in either."""
    together = those_in_each(history)
    chosen = subjects_of(history, together) if subjects is None else list(subjects)
    tables = measure_changes(history, van, tot, measures, chosen)
    hidden = find_hidden(history, together)
    changes = [
        [
            replace(change, marks=(hidden.mark_of(subject, van, measure), hidden.mark_of(subject, tot, measure)))
            for subject, change in zip(chosen, _changes(table, measure), strict=True)
        ]
        for measure, table in zip(measures, tables, strict=True)
    ]
    return Comparison(
        van=van,
        tot=tot,
        measures=tuple(measures),
        subjects=tuple(zip(chosen, zip(*changes, strict=True), strict=True)) if measures else (),
        regios=len(together.get(tot, ())),
        remarks=(*history.remarks, *_remark_absent(history, chosen)),
    )


def _remark_absent(history: History, subjects: Sequence[Subject]) -> Iterator[Remark]:
    """Which of the regions have a report of one of the quarters only."""
    there = those_there(history)
    shown = {subject.regio for subject in subjects}
    names = {regio_key(rapport): rapport.regio for rapport in history.printed if rapport.regio in shown}
    for kwartaal, keys in there.items():
        if absent := tuple(name for key, name in names.items() if key not in keys):
            yield Remark(Topic.NO_REPORT, kwartaal, "", absent)


def compare_frame(history: History, van: Kwartaal, tot: Kwartaal, measures: Sequence[Measure]) -> pd.DataFrame:
    """The same as a frame: a row per subject and measure; see `klantprofielen.compare` for its columns."""
    subjects = subjects_of(history, those_in_each(history))
    tables = measure_changes(history, van, tot, measures, subjects)
    labels = label_frame(subjects)
    count = len(those_in_each(history).get(tot, ()))
    regios = pd.Series([count if subject.niveau is Niveau.LAND else None for subject in subjects], dtype="Int64")
    parts = [
        _beside(labels.assign(measure=measure.key), table).assign(regios=regios)
        for measure, table in zip(measures, tables, strict=True)
    ]
    whole = pd.concat(parts, keys=range(len(parts)), names=["nummer", "subject"])
    ordered = whole.sort_index(level=["subject", "nummer"], kind="stable").reset_index(drop=True)
    return ordered[[*(key for key in ordered if key not in LAST), *LAST]].astype(FRAME_DTYPES)


def measure_changes(
    history: History, van: Kwartaal, tot: Kwartaal, measures: Sequence[Measure], subjects: Sequence[Subject]
) -> list[pd.DataFrame]:
    """Per measure a frame with a row per subject: from, to, difference, percent (Float64), vergelijkbaar, geschat."""
    figures = figures_frame(history, measures, those_in_each(history))
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
