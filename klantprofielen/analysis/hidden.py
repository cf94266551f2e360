"""What a report hides: the mark that is printed for it, so that people can tell it from what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import ALL_MEASURES, Measure
from klantprofielen.analysis.subjects import LAND_SUBJECT, Subject, sleutel_of
from klantprofielen.analysis.together import Together, add_up
from klantprofielen.model import FIGURES, PART_HIDDEN, Kwartaal, Rapport

Marks = tuple[str | None, ...]
"""Per figure of `FIGURES`."""
NONE: Marks = (None,) * len(FIGURES)
_PARTS: Mapping[str, tuple[str, ...]] = {
    "met_profiel": (FIGURES[0], FIGURES[2]),
    "zonder_profiel": (FIGURES[1], FIGURES[3]),
    "aandeel_met_profiel": (FIGURES[0], FIGURES[2], FIGURES[4]),
    "aandeel_gemeente": FIGURES[:2],
    "aandeel_uwv": FIGURES[2:4],
    "doelgroepregister": (),
}
PARTS = {
    measure.key: (measure.key,) if measure.key in FIGURES else _PARTS.get(measure.key, FIGURES[4:])
    for measure in ALL_MEASURES
}
"""Of each measure the figures that it is made of."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The marks of all rows that have any."""

    marks: Mapping[tuple[str, Kwartaal | None], Marks]

    def mark_of(self, subject: Subject, kwartaal: Kwartaal, measure: Measure) -> str | None:
        """What is printed for a figure (`<5`); `?` for a measure of which a figure is hidden; None if nothing is."""
        if (subject.sleutel, kwartaal) not in self.marks:
            return None
        marks = dict(zip(FIGURES, self.marks[subject.sleutel, kwartaal], strict=True))
        found = [mark for part in PARTS[measure.key] if (mark := marks[part]) is not None]
        if not found:
            return None
        return found[0] if measure.key in FIGURES else PART_HIDDEN


def find_hidden(history: History, together: Together) -> Hidden:
    """What is hidden of gemeenten, of regions, and of the regions that are added up."""
    marks: dict[tuple[str, Kwartaal | None], Marks] = {}
    for rapport in (*history.rapporten, *history.strays):
        for rij in rapport.rijen:
            if rij.hidden != NONE:
                marks[sleutel_of(rapport, rij), rapport.kwartaal] = rij.hidden
        if (own := _of_regio(rapport)) != NONE:
            marks[sleutel_of(rapport, None), rapport.kwartaal] = own
    for kwartaal, rapporten in add_up(together, history.printed).items():
        if (own := _of_any(map(_of_regio, rapporten))) != NONE:
            marks[LAND_SUBJECT.sleutel, kwartaal] = own
    return Hidden(marks)


def _of_regio(rapport: Rapport) -> Marks:
    return rapport.totaal.hidden if rapport.totaal else _of_any(rij.hidden for rij in rapport.rijen)


def _of_any(rows: Iterable[Marks]) -> Marks:
    """Of a sum over rows."""
    hidden = [marks for marks in rows if marks != NONE]
    return tuple(PART_HIDDEN if any(column) else None for column in zip(*map(_flags, hidden), strict=True)) or NONE


def _flags(marks: Marks) -> tuple[bool, ...]:
    return tuple(mark is not None for mark in marks)
