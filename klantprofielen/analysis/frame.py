"""Reports to a tidy pandas frame: the one place that meets pandas."""

from collections.abc import Container, Iterable, Sequence
from fractions import Fraction

import pandas as pd

from klantprofielen.analysis.tidy import TIDY_COLUMNS, Kind, Regel, TidyColumn, Value, build_regels
from klantprofielen.model import Kwartaal, Rapport

DTYPES = {
    Kind.TEXT: "string",
    Kind.KWARTAAL: "string",
    Kind.NUMMER: "Int64",
    Kind.AANTAL: "Int64",
    Kind.AANDEEL: "Float64",
    Kind.VERSCHIL: "Float64",
    Kind.PUNTEN: "Float64",
}
"""All of them can be empty: what cannot be known is `<NA>`, never 0."""


def build_frame(rapporten: Iterable[Rapport]) -> pd.DataFrame:
    """One row per gemeente and quarter, and one per region (`niveau`), with the columns of `TIDY_COLUMNS`.

    Counts are persons (Int64), shares fractions 0..1 (Float64), quarters ISO text that sorts (`2023-Q1`).
    Rows of both kinds hold `totaal_sonar`, so choose a `niveau` before adding up.
    """
    regels = [
        regel
        for nummer, rapport in enumerate(rapporten, start=1)
        for regel in build_regels(rapport, rapport.rijen, nummer)
    ]
    return frame_of(regels)


def frame_of(regels: Sequence[Regel], keys: Container[str] | None = None) -> pd.DataFrame:
    """These rows, in this order, with the columns of `build_frame`, or only those of them that are named."""
    columns = [column for column in TIDY_COLUMNS if keys is None or column.key in keys]
    return pd.DataFrame({column.key: _series(column, regels) for column in columns})


def _series(column: TidyColumn, regels: Sequence[Regel]) -> "pd.Series[str] | pd.Series[int] | pd.Series[float]":
    return pd.Series([_plain(column.of(regel)) for regel in regels], dtype=DTYPES[column.kind])


def _plain(value: Value) -> str | int | float | None:
    match value:
        case Fraction():
            return float(value)
        case Kwartaal():
            return str(value)
        case _:
            return value
