"""Reports to a tidy pandas frame: the one place that meets pandas."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import pandas as pd

from klantprofielen.analysis.tidy import TIDY_COLUMNS, Kind, Regel, TidyColumn, Value, build_regels
from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.notation import clean_text

DTYPES = {
    Kind.TEXT: "string",
    Kind.KWARTAAL: "string",
    Kind.NUMMER: "Int64",
    Kind.AANTAL: "Int64",
    Kind.AANDEEL: "Float64",
    Kind.VERSCHIL: "Int64",
    Kind.PUNTEN: "Float64",
    Kind.GROEI: "Float64",
}
"""All of them can be empty: what cannot be known is `<NA>`, never 0."""
ALREADY_PLAIN = frozenset({Kind.NUMMER, Kind.AANTAL})


def build_frame(rapporten: Iterable[Rapport], columns: Sequence[TidyColumn] = TIDY_COLUMNS) -> pd.DataFrame:
    """One row per gemeente and quarter, and one per region (`niveau`), with these columns.

    Counts are persons (Int64), shares fractions 0..1 (Float64), quarters ISO text that sorts (`2023-Q1`).
    Rows of both kinds hold `totaal_sonar`, so choose a `niveau` before adding up.
    """
    regels = [
        regel
        for nummer, rapport in enumerate(rapporten, start=1)
        for regel in build_regels(rapport, rapport.rijen, nummer)
    ]
    return frame_of(regels, columns)


def frame_of(regels: Sequence[Regel], columns: Sequence[TidyColumn]) -> pd.DataFrame:
    """The same of any rows: a column takes its time, so whoever needs few asks for few."""
    return pd.DataFrame({column.key: _series(column, regels) for column in columns})


def _series(column: TidyColumn, regels: Sequence[Regel]) -> "pd.Series[str] | pd.Series[int] | pd.Series[float]":
    values = map(column.of, regels)
    plain = values if column.kind in ALREADY_PLAIN else map(_plain, values)
    return pd.Series(list(plain), dtype=DTYPES[column.kind])


def _plain(value: Value) -> str | int | float | None:
    match value:  # what there is most of first; whether something is a fraction takes long to ask
        case str():  # of a rapport made by hand: halves of characters are no text to pyarrow
            return value if value.isascii() else clean_text(value)
        case Kwartaal():
            return str(value)
        case Fraction():
            return float(value)
        case _:
            return value
