"""Text for a pipe or a file: aligned with spaces, every column, no colours and no box characters."""

from collections.abc import Iterable, Iterator

from klantprofielen.model import Finding
from klantprofielen.tables import Checked, Note, Table
from klantprofielen.tables.findings import severity_name
from klantprofielen.views.layout import MOST_IN_NOTE, Role, lay_out, shown_text


def format_plain(tables: Iterable[Table]) -> str:
    """The tables one after the other, an empty line between them."""
    return "\n".join("".join(f"{line}\n" for line in _lines(table)) for table in tables)


def _lines(table: Table) -> Iterator[str]:
    for line in lay_out(table, None).lines:
        if line.role is Role.TITLE:
            yield from (line.text, "")
        elif line.role is not Role.RULE:
            yield line.text
    if table.notes:
        yield ""
    yield from map(_note_line, table.notes)


def _note_line(note: Note) -> str:
    text = shown_text(note.text, MOST_IN_NOTE)
    return f"{severity_name(note.severity)}: {text}" if note.severity else text


def format_findings(reports: Iterable[Checked]) -> str:
    """A line per finding: `file:page: gemeente: severity: message [kind]`."""
    return "".join(
        f"{format_finding(report.rapport.source.file, finding)}\n" for report in reports for finding in report.findings
    )


def format_finding(file: str, finding: Finding) -> str:
    """As compilers do, so that editors and scripts can follow it to its place."""
    place = f"{file}:{finding.page}" if finding.page else file
    where = (place, finding.gemeente) if finding.gemeente else (place,)
    parts = (*(shown_text(part, MOST_IN_NOTE) for part in where), severity_name(finding.severity))
    return ": ".join((*parts, f"{shown_text(finding.message, MOST_IN_NOTE)} [{finding.kind}]"))
