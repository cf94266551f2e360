"""What a report leaves out: its total row, small counts, its quarter, the words over its columns."""

from collections.abc import Iterator, Mapping

from klantprofielen.checks.cells import all_rijen
from klantprofielen.checks.kinds import COLUMN_NAMES, TOTAL_ROW, build_finding
from klantprofielen.checks.spans import can_hide
from klantprofielen.language import translate as _
from klantprofielen.model import COUNTS, FIGURES, Finding, Rapport, Rij


def check_total_row(rapport: Rapport) -> Iterator[Finding]:
    """Without it each row is still checked, but no column."""
    if rapport.totaal is None:
        message = _("there is no row {total_row}, so the columns cannot be checked").format(total_row=TOTAL_ROW)
        yield build_finding("no-total", message)


def check_unreadable_counts(rapport: Rapport) -> Iterator[Finding]:
    """What stands in a cell, but neither is a figure nor hides one: a figure that was damaged."""
    message = _("neither figures nor marks that hide one: {places}")
    for rij in all_rijen(rapport):
        if damaged := {column: mark for column, mark in _marks(rij).items() if not can_hide(mark)}:
            yield _finding("unreadable-count", message, rij, damaged)


def check_hidden_counts(rapport: Rapport) -> Iterator[Finding]:
    """One finding for each row with hidden counts; it has the column where there is one such."""
    message = _("hidden in the report, and left unknown here: {places}")
    for rij in all_rijen(rapport):
        if hidden := {column: mark for column, mark in _marks(rij).items() if can_hide(mark)}:
            yield _finding("hidden-count", message, rij, hidden)


def _marks(rij: Rij) -> dict[str, str]:
    """What stands in the place of each count that is unknown."""
    figures = zip(FIGURES, rij.cijfers.figures, rij.hidden, strict=True)
    return {column: mark or "" for column, figure, mark in figures if figure is None}


def _finding(kind: str, message: str, rij: Rij, marks: Mapping[str, str]) -> Finding:
    places = ", ".join(f"{COLUMN_NAMES[column]} ({mark or _('empty')})" for column, mark in marks.items())
    return build_finding(
        kind,
        message.format(places=places),
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
        columns = ", ".join(COLUMN_NAMES[column] for column in COUNTS)
        message = _(
            "the header over the columns cannot be read; the sums show which is the total, "
            "the others are assumed to be, from left to right: {columns}"
        )
        yield build_finding("assumed-columns", message.format(columns=columns))
