"""On how many persons a measure rests: a share of few says little, so that a ranking leaves it out."""

from collections.abc import Callable
from dataclasses import dataclass

from klantprofielen.analysis.measures import ALL_MEASURES, Measure
from klantprofielen.analysis.tidy import Regel
from klantprofielen.model import total_of

Persons = Callable[[Regel], int | None]


@dataclass(frozen=True, slots=True)
class Ground:
    """The persons on whom a measure rests, and what they are called.

    Of a share they are its denominator, of a count those among whom it is counted. What is divided by a figure of the
    region rests on the persons of the gemeente itself.
    """

    persons: Persons
    naam: str


IN_SONAR = Ground(lambda regel: regel.cijfers.totaal_sonar, "in Sonar")
BIJ_GEMEENTE = Ground(
    lambda regel: total_of(regel.cijfers.gemeente_met_profiel, regel.cijfers.gemeente_zonder_profiel),
    "bij de gemeente",
)
BIJ_UWV = Ground(
    lambda regel: total_of(regel.cijfers.uwv_met_profiel, regel.cijfers.uwv_zonder_profiel),
    "bij UWV",
)
IN_REGISTER = Ground(lambda regel: (regel.rij or regel.rapport).doelgroepregister, "in het doelgroepregister")
OTHERS = {
    "aandeel_gemeente": BIJ_GEMEENTE,
    "gemeente_met_profiel": BIJ_GEMEENTE,
    "gemeente_zonder_profiel": BIJ_GEMEENTE,
    "aandeel_uwv": BIJ_UWV,
    "uwv_met_profiel": BIJ_UWV,
    "uwv_zonder_profiel": BIJ_UWV,
    "dekking": IN_REGISTER,
    "niet_in_sonar": IN_REGISTER,
    "doelgroepregister": IN_REGISTER,
}
GROUNDS = {measure.key: OTHERS.get(measure.key, IN_SONAR) for measure in ALL_MEASURES}


def ground_of(measure: Measure) -> Ground:
    """On whom a measure rests."""
    return GROUNDS[measure.key]
