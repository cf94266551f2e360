"""From a batch to what is shown of it: one history in one division, the subjects that are asked for, their findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from klantprofielen.analysis.figures import subjects_of
from klantprofielen.analysis.history import Division, History, build_history
from klantprofielen.analysis.subjects import Niveau, Subject
from klantprofielen.analysis.together import Together
from klantprofielen.checks import regio_key
from klantprofielen.cli.batch import Batch
from klantprofielen.cli.selection import Selection, no_gemeente
from klantprofielen.errors import UsageError
from klantprofielen.model import Rapport, Register
from klantprofielen.notation import name_key
from klantprofielen.reference import ANY_DAY, find_gemeente
from klantprofielen.reference.lineage import follow, heirs_of
from klantprofielen.tables import Checked, Note
from klantprofielen.tables.findings import error_notes
from klantprofielen.tables.registers import KINDS, register_notes


def without_names(selection: Selection) -> Selection:
    """What of a selection can be asked of reports before they are in one division: the quarters.

    A gemeente may have had another name then, and a part of it may have been in another region.
    """
    return replace(selection, regios=(), gemeenten=())


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a batch: the subjects of its history, the findings that count, and what is told of them."""

    history: History
    subjects: Sequence[Subject]
    batch: Batch
    findings: tuple[Note, ...]


def choose_shown(
    batch: Batch,
    division: Division,
    selection: Selection,
    level: Niveau | None,
    add_up: Callable[[History], Together],
) -> Shown:
    """All reports in one division, and of that what is asked for.

    Raises:
        UsageError: one of the regions or gemeenten was not read.
    """
    history = choose_history(batch, division, selection)
    subjects = choose_subjects(history, selection, level, add_up(history))
    counted = count_findings(batch, history, subjects, selection)
    findings = (*error_notes(counted.reports), *register_notes(counted.reports, KINDS))
    return Shown(keep_remarks(history, subjects), subjects, counted, findings)


def choose_history(batch: Batch, division: Division, selection: Selection) -> History:
    """All reports in one division, and of that the regions that are asked for, and the quarters that they have.

    Raises:
        UsageError: one of the regions was not read.
    """
    history = build_history((report.rapport for report in batch.reports), division, register_of(batch))
    if not selection.regios:
        return history
    keys = set(map(regio_key, choose_regios(history.rapporten, selection)))
    printed, rapporten, strays = (
        tuple(rapport for rapport in rapporten if regio_key(rapport) in keys)
        for rapporten in (history.printed, history.rapporten, history.strays)
    )
    there = {rapport.kwartaal for rapport in printed}
    kwartalen = tuple(kwartaal for kwartaal in history.kwartalen if kwartaal in there)
    return replace(history, printed=printed, rapporten=rapporten, strays=strays, kwartalen=kwartalen)


def register_of(batch: Batch) -> Register | None:
    """The register file that the reports have their counts of."""
    return batch.reports[0].register if batch.reports else None


def choose_regios(rapporten: Sequence[Rapport], selection: Selection) -> list[Rapport]:
    """The reports of the regions that are asked for.

    Raises:
        UsageError: one of the regions was not read.
    """
    return replace(selection, gemeenten=(), quarters=None).choose_rapporten(rapporten)


def choose_subjects(history: History, selection: Selection, level: Niveau | None, together: Together) -> list[Subject]:
    """The subjects of this level, and of these gemeenten where some are asked for; their regions stay with them.

    Raises:
        UsageError: one of the gemeenten is not among them.
    """
    subjects = subjects_of(history, together)
    if selection.gemeenten:
        found = {
            subject.sleutel for name in selection.gemeenten for subject in _find_gemeente(name, subjects, history.until)
        }
        regios = {_regio(subject) for subject in subjects if subject.sleutel in found}
        subjects = [
            subject
            for subject in subjects
            if subject.sleutel in found or (subject.niveau is Niveau.REGIO and _regio(subject) in regios)
        ]
    return [subject for subject in subjects if level in {None, subject.niveau}]


def _regio(subject: Subject) -> tuple[int | None, str]:
    return subject.regionummer, subject.regio


def _find_gemeente(name: str, subjects: Sequence[Subject], until: date | None) -> list[Subject]:
    """Those with this name or code, or what became of the gemeente that had it."""
    key = name_key(name)
    known = find_gemeente(name, ANY_DAY)
    codes = {code for code, _ in follow(known.code, date.min, until)} if known and until else set()
    codes |= {known.code} if known else set()
    gemeenten = [subject for subject in subjects if subject.gemeente is not None]
    found = [
        subject
        for subject in gemeenten
        if subject.gemeentecode in codes
        or (key and key in {name_key(subject.gemeente or ""), name_key(subject.gemeentecode or "")})
    ]
    if not found and known and until:
        heirs = heirs_of(known.code, until)
        found = [subject for subject in gemeenten if subject.gemeentecode in heirs]
    if not found:
        raise UsageError(message=no_gemeente(name, [subject.gemeente or "" for subject in gemeenten]))
    return found


def keep_remarks(history: History, subjects: Sequence[Subject]) -> History:
    """The history with what is to be said of these subjects."""
    names = {subject.gemeente or subject.regio for subject in subjects}
    kept = (
        remark
        for remark in history.remarks
        if (remark.kwartaal is None and not remark.names) or names & {remark.subject, *remark.names}
    )
    return replace(history, remarks=tuple(kept))


def count_findings(batch: Batch, history: History, subjects: Sequence[Subject], selection: Selection) -> Batch:
    """The batch with the findings that count: of what is shown, and of its regions as a whole."""
    if not selection.regios and not selection.gemeenten:
        return batch
    shown = {(rapport.kwartaal, regio_key(rapport)) for rapport in history.printed}
    codes = {subject.gemeentecode for subject in subjects} if selection.gemeenten else None
    reports = tuple(
        report if codes is None else _without_others(report, codes, history.until)
        for report in batch.reports
        if (report.rapport.kwartaal, regio_key(report.rapport)) in shown
    )
    return replace(batch, reports=reports)


def _without_others(report: Checked, codes: set[str | None], until: date | None) -> Checked:
    """The report without the findings on other gemeenten."""
    rapport = report.rapport
    day = rapport.kwartaal.eerste_dag if rapport.kwartaal else date.min
    others = {rij.gemeente for rij in rapport.rijen if not codes & became(rij.gemeentecode, day, until)}
    return replace(report, findings=tuple(found for found in report.findings if found.gemeente not in others))


def became(code: str | None, day: date, until: date | None) -> set[str | None]:
    """The codes that a gemeente of a day goes on in."""
    if code is None or until is None:
        return {code}
    return {target for target, _ in follow(code, day, until)}
