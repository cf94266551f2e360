"""What is measured over a history, as plain values: what the tables are made of."""

from dataclasses import dataclass
from fractions import Fraction

from klantprofielen.analysis.measures import Measure
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
    """From the first quarter."""
    estimated: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A measure over all quarters from the first to the last, also those of which there is no report."""

    measure: Measure
    kwartalen: tuple[Kwartaal, ...]
    subjects: tuple[tuple[Subject, Course], ...]
    regios: int
    """Of how many regions there are reports of all quarters of which there is any."""
    remarks: tuple[Remark, ...]
