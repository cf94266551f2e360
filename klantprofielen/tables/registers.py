"""What of a register file is not used, or does not fit: under tables of several reports, told once and in short."""

from collections.abc import Iterable, Iterator, Sequence

from klantprofielen.language import translate
from klantprofielen.notation import format_number
from klantprofielen.tables.checked import Checked
from klantprofielen.tables.findings import finding_notes
from klantprofielen.tables.table import Note

OF_FILE = ("unused-register-row", "unknown-register-name")
"""What is told at one of the reports, whichever it is likeliest to be of."""
OF_REPORT = ("register-below-sonar", "duplicate-register-name", "register-sum", "missing-register-count")
KINDS = (*OF_FILE, *OF_REPORT[:3])
"""Which gemeenten have no count, a table over time tells by itself."""
MOST_NOTES = 10
"""Of one kind."""


def register_notes(reports: Sequence[Checked], kinds: Iterable[str] = (*OF_FILE, *OF_REPORT)) -> Iterator[Note]:
    """The findings on the register file of all these reports, by kind, each once."""
    for kind in kinds:
        notes = list(dict.fromkeys(note for report in reports for note in _notes(report, kind)))
        yield from notes[:MOST_NOTES]
        if len(notes) > MOST_NOTES:
            message = translate("{count} more of these: see klantprofielen check --register")
            yield Note(message.format(count=format_number(len(notes) - MOST_NOTES)), notes[0].severity)


def _notes(report: Checked, kind: str) -> Iterator[Note]:
    """Those of a report; what does not name its gemeente names the region and the quarter."""
    rapport = report.rapport
    findings = [finding for finding in report.findings if finding.kind == kind]
    yield from finding_notes([finding for finding in findings if finding.gemeente])
    for note in finding_notes([finding for finding in findings if not finding.gemeente]):
        yield Note(f"{rapport.regio} {rapport.kwartaal}: {note.text}", note.severity)
