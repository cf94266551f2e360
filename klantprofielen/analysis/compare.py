"""Two quarters side by side: per gemeente, per region and for all regions together the change of each measure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from klantprofielen.analysis.figures import figures_of, subjects_of
from klantprofielen.analysis.hidden import find_hidden
from klantprofielen.analysis.history import History
from klantprofielen.analysis.measures import MEASURES, Measure
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.analysis.results import Change, Comparison, change_between
from klantprofielen.analysis.subjects import Subject
from klantprofielen.analysis.together import those_in_each, those_there
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal


def compare_quarters(
    history: History,
    van: Kwartaal,
    tot: Kwartaal,
    measures: Sequence[Measure] = MEASURES,
    subjects: Iterable[Subject] | None = None,
) -> Comparison:
    """The changes from one quarter to the other; of these subjects, or of all that are in either."""
    together = those_in_each(history)
    chosen = subjects_of(history, together) if subjects is None else list(subjects)
    hidden, figures = find_hidden(history, together), figures_of(history, measures, together)

    def changes(subject: Subject) -> Iterator[Change]:
        is_comparable = subject.is_comparable(history, van, tot)
        is_estimated = any((kwartaal, subject.gemeentecode) in history.estimated for kwartaal in (van, tot))
        for measure, found in zip(measures, figures, strict=True):
            before, after = (found.get((subject.sleutel, kwartaal)) for kwartaal in (van, tot))
            marks = (hidden.mark_of(subject, van, measure), hidden.mark_of(subject, tot, measure))
            change = change_between(measure, before, after, is_comparable=is_comparable)
            yield replace(change, is_estimated=is_estimated, marks=marks)

    return Comparison(
        van=van,
        tot=tot,
        measures=tuple(measures),
        subjects=tuple((subject, tuple(changes(subject))) for subject in chosen),
        regios=len(together.get(tot, ())),
        remarks=(*history.remarks, *_remark_absent(history, chosen)),
    )


def _remark_absent(history: History, subjects: Sequence[Subject]) -> Iterator[Remark]:
    """Which regions have a report of one of the quarters only; those that contradict each other are told already."""
    there = those_there(history)
    shown = {subject.regio for subject in subjects}
    names = {regio_key(rapport): rapport.regio for rapport in history.printed if rapport.regio in shown}
    withheld = {(remark.kwartaal, remark.subject) for remark in history.remarks if remark.topic is Topic.WITHHELD}
    for kwartaal, keys in there.items():
        missing = (name for key, name in names.items() if key not in keys)
        if absent := tuple(name for name in missing if (kwartaal, name) not in withheld):
            yield Remark(Topic.NO_REPORT, kwartaal, "", absent)
