"""Text for a pipe or a file: aligned with spaces, every column, no colours and no box characters."""

from collections.abc import Iterable, Iterator

from klantprofielen.model import Finding
from klantprofielen.notation import clean_text
from klantprofielen.tables import Checked, Note, Table
from klantprofielen.tables.findings import severity_name
from klantprofielen.views.layout import Role, lay_out


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
    text = clean_text(note.text)
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
    return clean_text(": ".join((*where, severity_name(finding.severity), f"{finding.message} [{finding.kind}]")))
