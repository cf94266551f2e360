"""Which sentence about the register speaks of which region, and which of its counts is the register."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from klantprofielen.model import Regio
from klantprofielen.reading.prose import Statement


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence can speak of: a region, the lines of its rows, and its total in Sonar."""

    regio: Regio | None
    first: int
    last: int
    total: int | None


def share_out(statements: Sequence[Statement], subjects: Sequence[Subject]) -> list[Statement | None]:
    """For every subject the statement that names its region; else the nameless one that stands at it.

    None where two contradict each other. Nameless ones stand all before their tables, or all behind them.
    """
    nameless = [statement for statement in statements if not statement.regios]
    places = [statement.index for statement in nameless]
    naming: dict[int, list[Statement]] = {}
    for statement in statements:
        for regio in dict.fromkeys(statement.regios):
            naming.setdefault(regio.nummer, []).append(statement)
    leading = bool(nameless) and nameless[0].index < subjects[0].first
    shared: list[Statement | None] = []
    for number, subject in enumerate(subjects):
        start = subjects[number - 1].last if number else -1
        stop = subjects[number + 1].first if number + 1 < len(subjects) else float("inf")
        low, high = (start, subject.first) if leading else (subject.last, stop)
        near = naming.get(subject.regio.nummer, []) if subject.regio else []
        if not near:
            near = nameless if len(subjects) == 1 else nameless[bisect_left(places, low) : bisect_right(places, high)]
        near = [item for item in near if not item.national or _fitting(item, subject.total) is not None]
        best = min(near, key=lambda statement: _misfit(statement, subject), default=None)
        shared.append(None if best and any(_contradict(best, other, subject.total) for other in near) else best)
    return shared


def _contradict(one: Statement, other: Statement, total: int | None) -> bool:
    """Whether two sentences give different registers, and the percentage of neither tells which is right."""
    fitting = _fitting(one, total), _fitting(other, total)
    return None not in fitting and fitting[0] != fitting[1] and not (one.past or other.past)


def _misfit(statement: Statement, subject: Subject) -> tuple[bool, bool, int, int]:
    """How little a statement suits: several regions named, a percentage that fits no count, far away."""
    distance = max(subject.first - statement.index, statement.index - subject.last, 0)
    return len(statement.regios) > 1, _fitting(statement, subject.total) is None, distance, statement.index


def choose_register(statement: Statement, total: int | None) -> int:
    """The count by which the printed percentage fits; else the likeliest that is not the total in Sonar itself."""
    fitting = _fitting(statement, total)
    return fitting if fitting is not None else next((c for c in statement.counts if c != total), statement.counts[0])


def _fitting(statement: Statement, total: int | None) -> int | None:
    percentage = statement.percentage
    if percentage is None or total is None:
        return None
    counts = (count for count in statement.counts if count and count != total)
    return next((count for count in counts if percentage.fits(Fraction(total, count))), None)
