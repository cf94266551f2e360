"""A measure over the quarters: per gemeente, per region and for all regions together, gaps as gaps."""

from collections.abc import Iterable, Iterator, Sequence

from klantprofielen.analysis.figures import Figures, figures_of, subjects_of
from klantprofielen.analysis.hidden import Hidden, find_hidden
from klantprofielen.analysis.history import History, all_quarters
from klantprofielen.analysis.measures import Measure
from klantprofielen.analysis.results import YEAR, Amount, Change, Course, Trend, change_between
from klantprofielen.analysis.subjects import Niveau, Subject
from klantprofielen.analysis.together import Together, are_same, those_there
from klantprofielen.model import Kwartaal


def follow_trends(
    history: History, measures: Sequence[Measure], subjects: Iterable[Subject] | None = None
) -> list[Trend]:
    """Each measure over all quarters; of these subjects, or of all that there are."""
    together = those_there(history)
    chosen = subjects_of(history, together) if subjects is None else list(subjects)
    kwartalen = all_quarters(history.kwartalen)
    hidden = find_hidden(history, together)
    trends = []
    for measure, figures in zip(measures, figures_of(history, measures, together), strict=True):
        courses = _courses(history, together, figures, hidden, measure, chosen)
        trend = Trend(
            measure=measure,
            kwartalen=tuple(kwartalen),
            subjects=tuple(zip(chosen, courses, strict=True)),
            regios=tuple(len(together.get(kwartaal, ())) for kwartaal in kwartalen),
            same_regios=are_same(together),
            remarks=history.remarks,
        )
        trends.append(trend)
    return trends


def _courses(  # noqa: PLR0913, PLR0917 - what a course is taken from
    history: History,
    together: Together,
    figures: Figures,
    hidden: Hidden,
    measure: Measure,
    subjects: Sequence[Subject],
) -> Iterator[Course]:
    kwartalen = all_quarters(history.kwartalen)
    for subject in subjects:
        amounts = tuple(figures.get((subject.sleutel, kwartaal)) for kwartaal in kwartalen)

        def is_same(first: int, last: int, subject: Subject = subject) -> bool:
            return _is_same(subject, kwartalen[first], kwartalen[last], history, together)

        def change(first: int, last: int, amounts: Sequence[Amount] = amounts) -> Change:
            van = amounts[first] if 0 <= first < last else None
            return change_between(measure, van, amounts[last], is_comparable=is_same(max(first, 0), last))

        known = [index for index, amount in enumerate(amounts) if amount is not None]
        last = known[-1] if known else len(kwartalen) - 1
        comparable = tuple(is_same(index, last) for index in range(len(kwartalen)))
        if subject.niveau is Niveau.LAND:  # over the quarters of the same regions
            known = [index for index in known if comparable[index]]
        first = known[0] if known else last
        yield Course(
            amounts=amounts,
            year=change(len(kwartalen) - 1 - YEAR, len(kwartalen) - 1),
            whole=change(first, last),
            period=(kwartalen[first], kwartalen[last]) if known else None,
            estimated=tuple((kwartaal, subject.gemeentecode) in history.estimated for kwartaal in kwartalen),
            comparable=comparable,
            marks=tuple(hidden.mark_of(subject, kwartaal, measure) for kwartaal in kwartalen),
        )


def _is_same(subject: Subject, first: Kwartaal, last: Kwartaal, history: History, together: Together) -> bool:
    """Whether a subject is the same in both quarters: the total of the same regions, a gemeente that was not split."""
    if subject.niveau is Niveau.LAND:
        return together.get(first) == together.get(last)
    return subject.is_comparable(history, first, last)
