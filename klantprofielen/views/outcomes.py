"""What came of ingesting, for people and as data: a line per report, the cells of a correction below it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from klantprofielen.archive import Change, Flaw, Outcome, Rereading, Result
from klantprofielen.checks import COLUMN_NAMES
from klantprofielen.language import mark, translate, translate_count
from klantprofielen.notation import clean_text, format_number
from klantprofielen.tables.findings import count_findings
from klantprofielen.views.data import Json, finding_row

RESULTS = {
    Result.NEW: mark("new"),
    Result.UNCHANGED: mark("unchanged"),
    Result.CORRECTED: mark("corrected"),
    Result.REFUSED: mark("refused"),
    Result.ERROR: mark("error"),
}
REASONS = {
    "no-quarter": mark("its quarter was not found, so it has no place in the archive"),
    "no-region": mark("its region was not found, so it has no place in the archive"),
    "double-report": mark("the file has two tables of this region and quarter, with different figures"),
}
REGION = {"doelgroepregister": "doelgroepregister", "dekking_gedrukt": "gedrukte dekking"}


def format_outcome(outcome: Outcome) -> str:
    """`rijnmond.pdf: Rijnmond 2023-Q1: corrected, edition 2: 3 changes`, and the changes below it."""
    report = " ".join(filter(None, (outcome.regio, str(outcome.kwartaal or "")))) or "?"
    text = f"{outcome.file}: {report}: {translate(RESULTS[outcome.result])}{_remark(outcome)}"
    return "".join(f"{clean_text(line)}\n" for line in (text, *map(format_change, outcome.changes)))


def _remark(outcome: Outcome) -> str:
    if outcome.reason:
        return f": {translate(REASONS[outcome.reason])}"
    found = count_findings(outcome.findings)
    if outcome.result is Result.CORRECTED:
        count = len(outcome.changes)
        changes = translate_count("{count} figure differs", "{count} figures differ", count)
        edition = translate(", edition {edition}: ").format(edition=outcome.edition)
        return f"{edition}{changes}{f'; {found}' if found else ''}"
    return f": {found}" if found else ""


def format_change(change: Change) -> str:
    """`  Delft, totaal in Sonar: 515 -> 516`; nothing on one side where there is no such row."""
    column = COLUMN_NAMES.get(change.column) or REGION[change.column]
    return f"  {change.gemeente or 'TOTAAL AMR'}, {column}: {_printed(change.old)} -> {_printed(change.new)}"


def _printed(value: int | str | None) -> str:
    if value is None:
        return "(" + translate("none") + ")"
    return format_number(value) if isinstance(value, int) else value or "(" + translate("empty") + ")"


def format_summary(outcomes: Iterable[Outcome], *, dry_run: bool) -> str:
    """`3 new, 1 corrected`: how many there were of each."""
    counts = Counter(outcome.result for outcome in outcomes)
    parts = (f"{format_number(counts[result])} {translate(name)}" for result, name in RESULTS.items() if counts[result])
    text = ", ".join(parts) or translate("nothing to ingest")
    return text + (translate(" (a dry run: nothing was written)") if dry_run else "")


def outcome_rows(outcomes: Sequence[Outcome]) -> list[dict[str, Json]]:
    """The rows of `ingest --json`."""
    return [
        {
            "file": outcome.file,
            "kwartaal": str(outcome.kwartaal) if outcome.kwartaal else None,
            "regionummer": outcome.regionummer,
            "regio": outcome.regio,
            "outcome": str(outcome.result),
            "edition": outcome.edition,
            "changes": change_rows(outcome.changes),
            "findings": [finding_row(finding) for finding in outcome.findings],
            "reason": outcome.reason or None,
            "follower": _follower(outcome),
        }
        for outcome in outcomes
    ]


def _follower(outcome: Outcome) -> Json:
    """The report of the quarter after, where it was here before and something is found in it now."""
    if outcome.follower is None or not outcome.follower_findings:
        return None
    edition = outcome.follower
    found: list[Json] = [finding_row(finding) for finding in outcome.follower_findings]
    return {"file": edition.file, "kwartaal": str(edition.kwartaal), "edition": edition.edition, "findings": found}


def format_rereading(reread: Rereading) -> str:
    """What a file gives otherwise now than when it was ingested."""
    edition = reread.kept.edition
    count = translate_count("{count} figure differs", "{count} figures differ", len(reread.changes))
    worse = translate("; its sums fitted and do not now, so it is left as it is") if reread.is_worse else ""
    text = f"{edition.file}: {edition.regio} {edition.kwartaal}: {count}{worse}"
    return "".join(f"{clean_text(line)}\n" for line in (text, *map(format_change, reread.changes)))


def rereading_rows(found: Iterable[Rereading]) -> list[dict[str, Json]]:
    """The rows of `archive reread --json`."""
    return [
        {
            "file": reread.kept.edition.file,
            "kwartaal": str(reread.kept.edition.kwartaal),
            "regionummer": reread.kept.edition.regionummer,
            "regio": reread.kept.edition.regio,
            "edition": reread.kept.edition.edition,
            "worse": reread.is_worse,
            "changes": change_rows(reread.changes),
        }
        for reread in found
    ]


def format_flaw(flaw: Flaw) -> str:
    """A line for what does not hold in the archive."""
    edition = flaw.edition
    where = f"{edition.regio} {edition.kwartaal}, {translate('edition')} {edition.edition}: " if edition else ""
    known = translate(" (accepted when it was ingested)") if flaw.is_known else ""
    return f"{clean_text(f'{where}{flaw.message}{known}')}\n"


def change_rows(changes: Iterable[Change]) -> list[dict[str, Json]]:
    """The cells in which two editions differ; persons, a mark, or null where there is no such row."""
    return list(map(_change_row, changes))


def _change_row(change: Change) -> dict[str, Json]:
    where = {"gemeente": change.gemeente, "gemeentecode": change.gemeentecode, "column": change.column}
    return {**where, "from": change.old, "to": change.new}
