"""A ranking as values: who stands where, beside which medians, and who could not be ranked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.tidy import Regel
from klantprofielen.model import Kwartaal, Rapport

LEAST_PERSONS = 30
"""On how many persons a measure must rest to be ranked, where nothing else is asked for."""
NEIGHBOURS = 5


class Level(StrEnum):
    """What is ranked."""

    GEMEENTE = "gemeente"
    REGIO = "regio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A gemeente or region with its rank; every value and median is exact, in persons or a fraction 0..1."""

    regel: Regel
    value: Fraction
    rank: int
    of: int
    quartile: int
    median_region: Fraction | None
    """Of the gemeenten of its region that are ranked; None for a region."""
    median_country: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """All that are ranked, the first first; and what was left out."""

    measure: Measure
    level: Level
    ascending: bool
    min_n: int
    kwartaal: Kwartaal | None
    kwartalen: tuple[Kwartaal, ...]
    """All that were read."""
    rows: tuple[Ranked, ...]
    rapporten: tuple[Rapport, ...]
    """Those that are ranked, one per region."""
    unknown: tuple[Regel, ...]
    """Of which the measure is hidden, or cannot be known."""
    small: tuple[Regel, ...]
    """Of which it rests on fewer persons than `min_n`."""
    differing: tuple[Rapport, ...]
    """Regions that are there twice with different figures: left out."""
    doubles: tuple[Rapport, ...]
    """Regions that are there twice with the same figures: counted once."""
    undated: int
    """Reports without a quarter, left out beside others."""

    @property
    def median(self) -> Fraction | None:
        """Of all that are ranked."""
        return self.rows[0].median_country if self.rows else None


def choose_ends(rows: Sequence[Ranked], top: int | None, bottom: int | None) -> tuple[Ranked, ...]:
    """The first and the last of these rows, so many of each, with those that share the rank of the outermost."""
    if top is None and bottom is None:
        return tuple(rows)
    first = {row.rank for row in rows[:top]} if top else set()
    last = {row.rank for row in rows[-bottom:]} if bottom else set()
    return tuple(row for row in rows if row.rank in first | last)


def choose_around(
    rows: Sequence[Ranked], is_asked: Callable[[Ranked], bool], neighbours: int
) -> tuple[tuple[Ranked, ...], Ranked | None]:
    """One of the rows with so many before and behind it, and the row itself; nothing where it is not among them."""
    at = next((index for index, row in enumerate(rows) if is_asked(row)), None)
    if at is None:
        return (), None
    return tuple(rows[max(at - neighbours, 0) : at + neighbours + 1]), rows[at]
