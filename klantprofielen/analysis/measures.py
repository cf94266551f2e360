"""The measures that can be ranked and followed: each a column of the tidy table, and the persons on which it rests."""

from collections.abc import Callable
from dataclasses import dataclass

from klantprofielen.analysis.tidy import TIDY_COLUMNS, Kind, Regel, Value
from klantprofielen.model import total_of

_COLUMNS = {column.key: column for column in TIDY_COLUMNS}
Persons = Callable[[Regel], int | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its key, how it is called in Dutch, and on how many persons it rests, with their name.

    A share of few persons says little: of a share they are its denominator, of a count the gemeente as a whole. What
    is divided by a figure of the region rests on the persons of the gemeente itself.
    """

    key: str
    naam: str
    persons: Persons
    of_whom: str

    @property
    def kind(self) -> Kind:
        return _COLUMNS[self.key].kind

    def value(self, regel: Regel) -> Value:
        """The value of a row, exact: persons, or a fraction 0..1."""
        return _COLUMNS[self.key].of(regel)


def _in_sonar(regel: Regel) -> int | None:
    return regel.cijfers.totaal_sonar


def _bij_gemeente(regel: Regel) -> int | None:
    return total_of(regel.cijfers.gemeente_met_profiel, regel.cijfers.gemeente_zonder_profiel)


def _bij_uwv(regel: Regel) -> int | None:
    return total_of(regel.cijfers.uwv_met_profiel, regel.cijfers.uwv_zonder_profiel)


def _in_register(regel: Regel) -> int | None:
    return (regel.rij or regel.rapport).doelgroepregister


MEASURES: tuple[Measure, ...] = (
    Measure("met_profiel", "met profiel", _in_sonar, "in Sonar"),
    Measure("zonder_profiel", "zonder profiel", _in_sonar, "in Sonar"),
    Measure("totaal_sonar", "totaal in Sonar", _in_sonar, "in Sonar"),
    Measure("aandeel_met_profiel", "aandeel met profiel", _in_sonar, "in Sonar"),
    Measure("aandeel_gemeente", "aandeel met profiel bij de gemeente", _bij_gemeente, "bij de gemeente"),
    Measure("aandeel_uwv", "aandeel met profiel bij UWV", _bij_uwv, "bij UWV"),
    Measure("aandeel_regio", "aandeel van de regio", _in_sonar, "in Sonar"),
    Measure("dekking", "dekking", _in_register, "in het doelgroepregister"),
    Measure("bijdrage_dekking", "bijdrage aan de dekking", _in_sonar, "in Sonar"),
    Measure("niet_in_sonar", "niet in Sonar", _in_register, "in het doelgroepregister"),
)
"""In the order of docs/DESIGN.md, section 3."""


def find_measure(key: str) -> Measure:
    """The measure of this key.

    Raises:
        KeyError: there is none.
    """
    for measure in MEASURES:
        if measure.key == key:
            return measure
    raise KeyError(key)
