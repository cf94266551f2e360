"""A course as a line of small bars, a gap where a value is missing."""

from collections.abc import Sequence

from klantprofielen.analysis.results import Amount

BARS = "▁▂▃▄▅▆▇█"
GAP = " "
MOST = 16
"""Bars; of more quarters several share one."""


def sparkline(values: Sequence[Amount]) -> str:
    """Bars from the lowest to the highest of the values; in the middle where all are equal.

    A bar over several quarters is their mean, and a gap where one of them is missing.
    """
    means = [_mean(values[start : start + _step(values)]) for start in range(0, len(values), _step(values))]
    known = [mean for mean in means if mean is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return "".join(GAP if mean is None else _bar(mean, low, high) for mean in means)


def _step(values: Sequence[Amount]) -> int:
    return max(1, -(-len(values) // MOST))


def _mean(values: Sequence[Amount]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if len(known) == len(values) else None


def _bar(value: float, low: float, high: float) -> str:
    if low == high:
        return BARS[len(BARS) // 2 - 1]
    return BARS[min(int((value - low) / (high - low) * len(BARS)), len(BARS) - 1)]
