"""The measures that can be compared and followed: each is a column of the tidy table, with its one definition."""

from dataclasses import dataclass
from fractions import Fraction

from klantprofielen.analysis.tidy import TIDY_COLUMNS, Kind, Regel, TidyColumn
from klantprofielen.model import Kwartaal

PERCENT_FLOOR = 10
"""Persons; of fewer a change in percent says nothing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its column, and what it is called over a column of figures."""

    column: TidyColumn
    title: str

    @property
    def key(self) -> str:
        return self.column.key

    @property
    def is_share(self) -> bool:
        """Whether it is a fraction 0..1; else it is a number of persons."""
        return self.column.kind is Kind.AANDEEL

    def of(self, regel: Regel) -> int | Fraction | None:
        """What it is of a row; None where it is not known."""
        value = self.column.of(regel)
        return None if isinstance(value, str | Kwartaal) else value


_COLUMNS = {column.key: column for column in TIDY_COLUMNS}
_TITLES = {
    "met_profiel": "met profiel",
    "zonder_profiel": "zonder profiel",
    "totaal_sonar": "totaal in Sonar",
    "aandeel_met_profiel": "aandeel met profiel",
    "aandeel_gemeente": "met profiel, gemeente",
    "aandeel_uwv": "met profiel, UWV",
    "aandeel_regio": "aandeel van de regio",
    "dekking": "dekking",
    "bijdrage_dekking": "bijdrage aan dekking",
    "niet_in_sonar": "niet in Sonar",
}
_MORE_TITLES = {
    "gemeente_met_profiel": "gemeente, met profiel",
    "gemeente_zonder_profiel": "gemeente, zonder",
    "uwv_met_profiel": "UWV, met profiel",
    "uwv_zonder_profiel": "UWV, zonder",
    "doelgroepregister": "doelgroepregister",
}
MEASURES = tuple(Measure(_COLUMNS[key], title) for key, title in _TITLES.items())
"""Those of docs/DESIGN.md, section 3, in its order."""
ALL_MEASURES = (*MEASURES, *(Measure(_COLUMNS[key], title) for key, title in _MORE_TITLES.items()))
"""With the counts and the register that they are made of."""
MEASURE_BY_KEY = {measure.key: measure for measure in ALL_MEASURES}
