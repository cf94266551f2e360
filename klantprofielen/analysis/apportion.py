"""Figures divided by shares, so that the parts add up to the whole exactly."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from klantprofielen.model import Cijfers, total_of


def apportion(count: int, shares: Sequence[Fraction]) -> list[int]:
    """A count of persons in whole persons, by the largest remainder; the shares add up to 1."""
    exact = [count * share for share in shares]
    parts = [floor(part) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda index: parts[index] - exact[index])
    for index in by_remainder[: count - sum(parts)]:
        parts[index] += 1
    return parts


def divide_cijfers(cijfers: Cijfers, shares: Sequence[Fraction]) -> list[Cijfers]:
    """Each figure divided, what is hidden stays so; rows that add up give parts that add up."""
    counts = [divide_count(count, shares) for count in cijfers.counts]
    parts = list(zip(*counts, strict=True))
    totals: list[int | None] = [total_of(*part) for part in parts]
    if total_of(*cijfers.counts) != cijfers.totaal_sonar:
        totals = divide_count(cijfers.totaal_sonar, shares)
    return [Cijfers.of(*part, total) for part, total in zip(parts, totals, strict=True)]


def divide_count(count: int | None, shares: Sequence[Fraction]) -> list[int | None]:
    """A count of persons divided, or as many that are not known."""
    return [None] * len(shares) if count is None else list(apportion(count, shares))
