"""The figures of a history: what each measure is of whom and when, exact."""

from collections.abc import Iterator, Mapping, Sequence

from klantprofielen.analysis.country import sum_rapporten
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.results import Amount
from klantprofielen.analysis.subjects import LAND_SUBJECT, Subject, find_subjects, sleutel_of
from klantprofielen.analysis.tidy import Regel, build_regels
from klantprofielen.analysis.together import Together, add_up, are_several
from klantprofielen.model import Kwartaal

Figures = Mapping[tuple[str, Kwartaal | None], Amount]
"""By subject (`sleutel`) and quarter; of a gap there is nothing."""


def subjects_of(history: History, together: Together) -> list[Subject]:
    """The gemeenten and regions, and at the end all regions together where there are several."""
    return [*find_subjects(history), *([LAND_SUBJECT] if are_several(together) else [])]


def figures_of(history: History, measures: Sequence[Measure], together: Together) -> list[Figures]:
    """The figures of each measure: persons, or exact fractions."""
    regels = list(regels_of(history, together))
    keys = [(sleutel_of(regel.rapport, regel.rij), regel.rapport.kwartaal) for regel in regels]
    return [dict(zip(keys, map(measure.of, regels), strict=True)) for measure in measures]


def regels_of(history: History, together: Together) -> Iterator[Regel]:
    """The rows of all gemeenten and regions, and those of the regions that are added up."""
    for rapport in history.rapporten:
        yield from build_regels(rapport, rapport.rijen)
    for stray in history.strays:
        yield from (Regel(stray, rij) for rij in stray.rijen)
    if are_several(together):
        for kwartaal, rapporten in add_up(together, history.printed).items():
            yield Regel(sum_rapporten(rapporten, kwartaal), None)
