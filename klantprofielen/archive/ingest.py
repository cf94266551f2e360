"""Adding reports: each is new, unchanged, a correction of what is kept, or refused; a report is added whole or not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from klantprofielen import __version__
from klantprofielen.archive.archive import Archive, moment
from klantprofielen.archive.differences import find_changes
from klantprofielen.archive.edition import Change, Edition, Kept
from klantprofielen.checks import check_against, check_rapport, in_order, regio_key, same_figures
from klantprofielen.model import JAREN, Finding, Kwartaal, Rapport, Severity

ENDS = {-1: Kwartaal(JAREN[0], 1), 1: Kwartaal(JAREN[-1], 4)}
"""The first and the last quarter that can be written: nothing is before the one, or after the other."""


class Result(StrEnum):
    """What came of a report, or of a file that gave none."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one report of a file."""

    file: str
    result: Result
    kwartaal: Kwartaal | None = None
    regionummer: int | None = None
    regio: str | None = None
    edition: int | None = None
    """The edition that holds it now; None where it was refused."""
    changes: tuple[Change, ...] = ()
    """Of a correction: in what it differs from the edition before it."""
    findings: tuple[Finding, ...] = ()
    follower: Edition | None = None
    """The report of the quarter after, where it was here before this one."""
    follower_findings: tuple[Finding, ...] = ()
    """What is found in that now that there is a quarter before it."""
    reason: str = ""
    """Why it was refused where that is no finding."""

    @property
    def is_wrong(self) -> bool:
        """Whether it was refused, or kept although a sum does not fit."""
        return self.result is Result.REFUSED or _is_wrong(self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A file that was read: what is in it, and its bytes where they are to be kept."""

    file: str
    rapporten: tuple[Rapport, ...]
    size: int
    content: bytes | None


def recall(archive: Archive, file: str, sha256: str, content: bytes | None) -> Iterator[Outcome]:
    """The outcomes of a file all of whose reports are here already; nothing if they are not."""
    editions = archive.editions_in(sha256)
    source = archive.row_of_source(sha256)
    if editions is None or source is None:
        return
    if content is not None and not archive.has_content(source):
        with archive.transaction():
            archive.keep_content(source, content)
    for edition in editions:
        yield _unchanged(file, edition)


def ingest(archive: Archive, delivery: Delivery, *, accept: bool) -> Iterator[Outcome]:
    """Add what a file holds, a transaction per report, and tell of each what came of it.

    Raises:
        ArchiveError: the archive cannot be written; what was told before is kept.
    """
    places = Counter(_place(rapport) for rapport in delivery.rapporten)
    for rapport in map(as_printed, delivery.rapporten):
        if reason := _why_not(rapport, delivery.rapporten, accept=accept):
            yield _refused(rapport, check_rapport(rapport), reason)
            continue
        with archive.transaction():
            outcome = _ingest_rapport(archive, rapport, delivery, reports=len(places), accept=accept)
        yield outcome


def as_printed(rapport: Rapport) -> Rapport:
    """Without the register per gemeente: no report prints it, so an export that has it was given a register file."""
    if all(rij.doelgroepregister is None for rij in rapport.rijen):
        return rapport
    return replace(rapport, rijen=tuple(replace(rij, doelgroepregister=None) for rij in rapport.rijen))


def _place(rapport: Rapport) -> tuple[Kwartaal | None, int | str]:
    return rapport.kwartaal, regio_key(rapport)


def _why_not(rapport: Rapport, others: Iterable[Rapport], *, accept: bool) -> str:
    """What keeps a report from having a place in the archive."""
    if rapport.kwartaal is None:
        return "no-quarter"
    if not regio_key(rapport):
        return "no-region"
    twins = [other for other in others if _place(other) == _place(rapport)]
    if not accept and any(not same_figures(rapport, other) for other in twins):
        return "double-report"
    return ""


def _ingest_rapport(archive: Archive, rapport: Rapport, delivery: Delivery, *, reports: int, accept: bool) -> Outcome:
    """What comes of one report, within a transaction."""
    now = moment()
    kwartaal, key = rapport.kwartaal, str(regio_key(rapport))
    if kwartaal is None:
        raise ValueError("a report without quarter has no place in the archive")
    kept = archive.load_current(kwartaal, key)
    own = check_rapport(rapport)
    wrong = _is_wrong(own)
    if kept and same_figures(kept.rapport, rapport):
        if not wrong or kept.edition.accepted:
            source = archive.add_source(rapport, size=delivery.size, reports=reports, content=delivery.content, now=now)
            archive.link(source, kept.edition.row)
        return _unchanged(delivery.file, kept.edition)
    previous = _beside(archive, kwartaal, -1, key)
    findings = in_order((*own, *check_against(rapport, previous.rapport if previous else None)))
    if wrong and not accept:
        return _refused(rapport, findings)
    source = archive.add_source(rapport, size=delivery.size, reports=reports, content=delivery.content, now=now)
    edition = archive.add(rapport, source, accepted=wrong, now=now)
    follower = _beside(archive, kwartaal, 1, key)
    return Outcome(
        file=delivery.file,
        result=Result.CORRECTED if kept else Result.NEW,
        kwartaal=kwartaal,
        regionummer=rapport.regionummer,
        regio=rapport.regio,
        edition=edition,
        changes=find_changes(kept.rapport, rapport) if kept else (),
        findings=findings,
        follower=follower.edition if follower else None,
        follower_findings=in_order(tuple(check_against(follower.rapport, rapport))) if follower else (),
    )


def _beside(archive: Archive, kwartaal: Kwartaal, step: int, key: str) -> Kept | None:
    """The report of the same region so many quarters later; None where there is none, or no such quarter."""
    return None if kwartaal == ENDS[step] else archive.load_current(kwartaal + step, key)


def _refused(rapport: Rapport, findings: tuple[Finding, ...], reason: str = "") -> Outcome:
    return Outcome(
        file=rapport.source.file,
        result=Result.REFUSED,
        kwartaal=rapport.kwartaal,
        regionummer=rapport.regionummer,
        regio=rapport.regio,
        findings=findings,
        reason=reason,
    )


def _unchanged(file: str, edition: Edition) -> Outcome:
    return Outcome(
        file=file,
        result=Result.UNCHANGED,
        kwartaal=edition.kwartaal,
        regionummer=edition.regionummer,
        regio=edition.regio,
        edition=edition.edition,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """A kept edition, and what its file gives now."""

    kept: Kept
    rapport: Rapport
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def is_worse(self) -> bool:
        """Whether a sum fails now that did not fail before."""
        return _is_wrong(self.findings) and not _is_wrong(self.kept.findings)


def _is_wrong(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def compare_reading(kept: Kept, rapporten: Iterable[Rapport]) -> Rereading | None:
    """What this program makes of the file that an edition was read from; None where it read it so already."""
    for rapport in map(as_printed, rapporten):
        if _place(rapport) == _place(kept.rapport) and (rapport != kept.rapport or kept.edition.program != __version__):
            changes = find_changes(kept.rapport, rapport)
            return Rereading(kept=kept, rapport=rapport, changes=changes, findings=check_rapport(rapport))
    return None
