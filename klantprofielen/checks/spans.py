"""What a figure can be: exactly what is printed, or all that the mark allows which hides it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

UNBOUNDED = 10**12  # persons: more than any figure of a report can say
_BELOW = re.compile(r"(?:<|‹|＜)\s*([0-9]{1,6})")
_UP_TO = re.compile(r"(?:<=|=<|≤|[01]\s*[-–]\s*)\s*([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from low to high, both included."""

    low: int
    high: int

    @classmethod
    def of(cls, figure: int | None, mark: str | None) -> Self:
        """A printed figure is one number; a hidden count is 0 or more, and as many as its mark allows."""
        return cls(0, bound_of(mark)) if figure is None else cls(figure, figure)

    def times(self, sign: int) -> "Span":
        """The span itself, or for -1 what it takes away."""
        return self if sign > 0 else Span(-self.high, -self.low)

    def without(self, part: "Span") -> "Span":
        """The sum of the other parts, of a sum that holds this part."""
        return Span(self.low - part.low, self.high - part.high)

    def overlap(self, other: "Span") -> "Span | None":
        """What both can be; None where they cannot meet."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Span(low, high) if low <= high else None

    @property
    def can_be_zero(self) -> bool:
        return self.low <= 0 <= self.high

    @property
    def exact(self) -> int | None:
        """The number, where it can be one only."""
        return self.low if self.low == self.high else None


def bound_of(mark: str | None) -> int:
    """The most persons that a mark can hide: 4 for `<5`; no bound for `-`, `*`, `x` and an empty cell."""
    text = (mark or "").strip()
    if found := _BELOW.fullmatch(text):
        return max(int(found[1]) - 1, 0)
    if found := _UP_TO.fullmatch(text):
        return int(found[1])
    return UNBOUNDED


def can_hide(mark: str) -> bool:
    """Whether this can stand for a hidden count: a bound (`<5`), a sign, a word, nothing; but not `1e5` or `#REF!`."""
    return bound_of(mark) < UNBOUNDED or not (mark.startswith("#") or any(char.isnumeric() for char in mark))


def total_span(spans: Iterable[Span]) -> Span:
    """What the parts can add up to."""
    parts = list(spans)
    return Span(sum(part.low for part in parts), sum(part.high for part in parts))


def narrow_spans(spans: Sequence[Span]) -> list[Span]:
    """The same spans, each no wider than the others leave it when all of them add up to zero.

    Where the others leave nothing, the sum itself is wrong and shows nothing about this part: it stays as it was.
    """
    whole = total_span(spans)
    return [span.overlap(whole.without(span).times(-1)) or span for span in spans]
