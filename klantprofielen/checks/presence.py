"""What a report leaves out: its total row, small counts, its quarter, the words over its columns."""

from collections.abc import Iterator

from klantprofielen.checks.cells import all_rijen
from klantprofielen.checks.kinds import COLUMN_NAMES, TOTAL_ROW, build_finding
from klantprofielen.language import translate as _
from klantprofielen.model import FIGURES, Finding, Rapport, Rij


def check_total_row(rapport: Rapport) -> Iterator[Finding]:
    """Without it each row is still checked, but no column."""
    if rapport.totaal is None:
        message = _("there is no row {total_row}, so the columns cannot be checked").format(total_row=TOTAL_ROW)
        yield build_finding("no-total", message)


def check_hidden_counts(rapport: Rapport) -> Iterator[Finding]:
    """One finding for each row with hidden counts; it has the column where there is one such."""
    return (_hidden_finding(rij) for rij in all_rijen(rapport) if None in rij.cijfers.figures)


def _hidden_finding(rij: Rij) -> Finding:
    figures = zip(FIGURES, rij.cijfers.figures, rij.hidden, strict=True)
    marks = {column: mark or "" for column, figure, mark in figures if figure is None}
    places = ", ".join(f"{COLUMN_NAMES[column]} ({mark or _('empty')})" for column, mark in marks.items())
    return build_finding(
        "hidden-count",
        _("hidden in the report, and left unknown here: {places}").format(places=places),
        rij=rij,
        column=next(iter(marks)) if len(marks) == 1 else None,
        printed=", ".join(dict.fromkeys(marks.values())),
    )


def check_quarter(rapport: Rapport) -> Iterator[Finding]:
    """A report without a quarter can be read, but not compared."""
    if rapport.kwartaal is None:
        yield build_finding(
            "no-quarter", _("the quarter was not found; gemeenten and region are checked against the newest division")
        )


def check_assumed_columns(rapport: Rapport) -> Iterator[Finding]:
    """The sums hold in any order of the columns, so only the header can tell which is which."""
    if rapport.assumed_columns:
        columns = ", ".join(COLUMN_NAMES.values())
        message = _("the header over the columns cannot be read; assumed from left to right: {columns}")
        yield build_finding("assumed-columns", message.format(columns=columns))
