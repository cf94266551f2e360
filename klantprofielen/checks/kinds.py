"""The kinds of finding, how bad each is, and how the columns are called in a message."""

from klantprofielen.model import COUNTS, TOTAL, Finding, Rij, Severity

SEVERITIES = {
    "row-sum": Severity.ERROR,
    "column-sum": Severity.ERROR,
    "total-row": Severity.ERROR,
    "coverage": Severity.ERROR,
    "duplicate-gemeente": Severity.ERROR,
    "register-below-sonar": Severity.ERROR,
    "unreadable-count": Severity.ERROR,
    "no-total": Severity.WARNING,
    "hidden-count": Severity.WARNING,
    "no-register": Severity.WARNING,
    "no-percentage": Severity.WARNING,
    "register-sum": Severity.WARNING,
    "unused-register-row": Severity.WARNING,
    "unknown-register-name": Severity.WARNING,
    "duplicate-register-name": Severity.WARNING,
    "missing-register-count": Severity.WARNING,
    "unknown-gemeente": Severity.WARNING,
    "missing-gemeente": Severity.WARNING,
    "other-region": Severity.WARNING,
    "region-number": Severity.WARNING,
    "row-order": Severity.WARNING,
    "no-quarter": Severity.WARNING,
    "double-report": Severity.WARNING,
    "jump": Severity.WARNING,
    "swapped-gemeenten": Severity.WARNING,
    "swapped-columns": Severity.WARNING,
    "vanished-gemeente": Severity.WARNING,
    "appeared-gemeente": Severity.WARNING,
    "assumed-columns": Severity.NOTE,
    "assumed-name": Severity.NOTE,
}
"""In the order in which findings are told. Those from `jump` on need the previous quarter, which the archive has."""

COLUMN_NAMES = {
    COUNTS[0]: "gemeente met klantprofiel",
    COUNTS[1]: "gemeente zonder klantprofiel",
    COUNTS[2]: "UWV met klantprofiel",
    COUNTS[3]: "UWV zonder klantprofiel",
    TOTAL: "totaal in Sonar",
}
"""A column as a reader of the report knows it, in every language."""

TOTAL_ROW = "TOTAAL AMR"


def build_finding(  # noqa: PLR0913 - the fields of a finding
    kind: str,
    message: str,
    *,
    rij: Rij | None = None,
    gemeente: str | None = None,
    column: str | None = None,
    printed: int | str | None = None,
    expected: int | str | None = None,
) -> Finding:
    """A finding of this kind; a row says which gemeente and on which page."""
    return Finding(
        kind=kind,
        severity=SEVERITIES[kind],
        message=message,
        gemeente=rij.gemeente if rij else gemeente,
        column=column,
        printed=printed,
        expected=expected,
        page=rij.place.page if rij else None,
    )
