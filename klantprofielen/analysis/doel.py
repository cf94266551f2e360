"""A target for the coverage or for the share with a klantprofiel: how many persons more it takes."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from klantprofielen.model import Cijfers

DEKKING, AANDEEL = "dekking", "aandeel_met_profiel"
DOEL_MATEN = (DEKKING, AANDEEL)
"""The measures that can have a target: more registrations in Sonar raise the one, more klantprofielen the other."""


@dataclass(frozen=True, slots=True)
class Doel:
    """The share that a measure should have, exact: above 0, and 1 at most."""

    aandeel: Fraction
    maat: str = DEKKING

    def __post_init__(self) -> None:
        if self.maat not in DOEL_MATEN or not 0 < self.aandeel <= 1:
            raise ValueError(f"no such target: {self.maat} {self.aandeel}")

    def nodig(self, cijfers: Cijfers, register: int | None) -> int | None:
        """How many registrations or klantprofielen more it takes, in persons; 0 where the target is reached.

        None where it cannot be known: a count is hidden, there is no register, or nobody is counted.
        """
        part, whole = self._parts(cijfers, register)
        return max(ceil(self.aandeel * whole) - part, 0) if part is not None and whole else None

    def _parts(self, cijfers: Cijfers, register: int | None) -> tuple[int | None, int | None]:
        if self.maat == DEKKING:
            return cijfers.totaal_sonar, register
        return cijfers.met_profiel, cijfers.totaal_sonar
