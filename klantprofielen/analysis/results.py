"""What is measured over a history, as plain values: what the tables are made of."""

from dataclasses import dataclass
from fractions import Fraction

from klantprofielen.analysis.measures import PERCENT_FLOOR, Measure
from klantprofielen.analysis.remarks import Remark
from klantprofielen.analysis.subjects import Subject
from klantprofielen.model import Kwartaal

YEAR = 4
"""Quarters."""
Amount = int | Fraction | None
"""Persons, or a fraction 0..1; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A measure of a subject from one quarter to another."""

    measure: Measure
    van: Amount
    tot: Amount
    difference: Amount
    """tot - van: persons, or a fraction (0.004 is 0,4 percentage points)."""
    percent: Fraction | None
    """difference / van, of persons only, and only of 10 or more."""
    is_comparable: bool = True
    is_estimated: bool = False
    marks: tuple[str | None, str | None] = (None, None)
    """What the reports print instead of `van` and `tot` where they hide them."""


def change_between(measure: Measure, van: Amount, tot: Amount, *, is_comparable: bool) -> Change:
    """From one amount to another: nothing where one is not known or they cannot be compared."""
    difference = tot - van if van is not None and tot is not None and is_comparable else None
    percent = None
    if difference is not None and van is not None and van >= PERCENT_FLOOR and not measure.is_share:
        percent = Fraction(difference, van)
    return Change(
        measure=measure, van=van, tot=tot, difference=difference, percent=percent, is_comparable=is_comparable
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two quarters side by side: per subject a change per measure, in the order of the measures."""

    van: Kwartaal
    tot: Kwartaal
    measures: tuple[Measure, ...]
    subjects: tuple[tuple[Subject, tuple[Change, ...]], ...]
    regios: int
    """Of how many regions there are reports of both quarters."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A measure of a subject over the quarters, None where there is a gap; changes to the last quarter."""

    amounts: tuple[Amount, ...]
    year: Change
    """From the same quarter a year before."""
    whole: Change
    """From the first quarter of which it is known to the last."""
    period: tuple[Kwartaal, Kwartaal] | None
    """Those two quarters; None where it is known of none."""
    estimated: tuple[bool, ...]
    comparable: tuple[bool, ...]
    """Whether each quarter can be compared with the last of the period: gemeenten that were split cannot, nor can the
    total where other regions are in it."""
    marks: tuple[str | None, ...]
    """What the reports print instead where they hide it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A measure over all quarters from the first to the last, also those of which there is no report."""

    measure: Measure
    kwartalen: tuple[Kwartaal, ...]
    subjects: tuple[tuple[Subject, Course], ...]
    regios: tuple[int, ...]
    """Of how many regions there are reports in each quarter."""
    same_regios: bool
    """Whether they are the same in each quarter of which there are reports."""
    remarks: tuple[Remark, ...]
