"""The printed sums: each row, each column against TOTAAL AMR, and that row itself; which figure is wrong."""

from collections.abc import Iterator

from klantprofielen.checks.cells import Cell, all_rijen, find_gaps, find_wrong_cells, is_total
from klantprofielen.checks.kinds import COLUMN_NAMES, TOTAL_ROW, build_finding
from klantprofielen.language import translate as _
from klantprofielen.model import FIGURES, TOTAL, Finding, Rapport, Rij, total_of
from klantprofielen.notation import format_number


def check_sums(rapport: Rapport) -> Iterator[Finding]:
    """One finding for each row and each column that does not add up; the total row has a kind of its own."""
    gaps = find_gaps(rapport)
    cells = find_wrong_cells(rapport, gaps)
    by_row = {row: cell for (row, _column), cell in cells.items()}
    by_column = {column: cell for (_row, column), cell in cells.items()}
    rijen = all_rijen(rapport)
    rows = [row for row in gaps.rijen if not is_total(rapport, row)]
    yield from (_row_finding("row-sum", rapport, rijen[row], by_row.get(row)) for row in rows)
    yield from (_column_finding(rapport, column, by_column.get(column)) for column in sorted(gaps.columns))
    totals = [row for row in gaps.rijen if is_total(rapport, row)]
    yield from (_row_finding("total-row", rapport, rijen[row], by_row.get(row)) for row in totals)


def _row_finding(kind: str, rapport: Rapport, rij: Rij, cell: Cell | None) -> Finding:
    expected = total_of(*rij.cijfers.counts)
    printed = rij.cijfers.totaal_sonar
    message = _row_message(rij, expected) + _blame(rapport, cell)
    if cell:
        return build_finding(kind, message, rij=rij, column=cell.column, printed=cell.printed, expected=cell.fits)
    return build_finding(
        kind,
        message,
        rij=rij,
        column=TOTAL,
        printed=rij.hidden[-1] if printed is None else printed,
        expected=None if printed is None else expected,
    )


def _row_message(rij: Rij, expected: int | None) -> str:
    printed = rij.cijfers.totaal_sonar
    if expected is None or printed is None:
        marks = ", ".join(dict.fromkeys(mark or _("empty") for mark in rij.hidden if mark is not None))
        return _("the row cannot add up, whatever the hidden counts ({marks}) are").format(marks=marks)
    message = _("the four counts add up to {expected}, but the printed total in Sonar is {printed}")
    return message.format(expected=format_number(expected), printed=format_number(printed))


def _column_finding(rapport: Rapport, index: int, cell: Cell | None) -> Finding:
    column = FIGURES[index]
    printed = rapport.cijfers.figures[index]
    expected = total_of(*(rij.cijfers.figures[index] for rij in rapport.rijen))
    message = _column_message(column, printed, expected) + _blame(rapport, cell)
    if cell:
        return build_finding(
            "column-sum", message, rij=cell.rij, column=column, printed=cell.printed, expected=cell.fits
        )
    return build_finding(
        "column-sum", message, rij=all_rijen(rapport)[-1], column=column, printed=printed, expected=expected
    )


def _column_message(column: str, printed: int | None, expected: int | None) -> str:
    if expected is None or printed is None:
        message = _("column '{column}' cannot add up, whatever its hidden counts are")
        return message.format(column=COLUMN_NAMES[column])
    message = _("column '{column}' adds up to {expected}, but {total_row} has {printed}")
    return message.format(
        column=COLUMN_NAMES[column],
        expected=format_number(expected),
        total_row=TOTAL_ROW,
        printed=format_number(printed),
    )


def _blame(rapport: Rapport, cell: Cell | None) -> str:
    if cell is None and rapport.totaal is None:
        return _("; without a total row it cannot be told which figure is wrong")
    if cell is None:
        return _("; the sums do not tell which figure is wrong")
    place = {"gemeente": cell.rij.gemeente, "column": COLUMN_NAMES[cell.column]}
    if isinstance(cell.printed, str) or cell.fits is None:
        message = _("; the hidden count ({mark}) of {gemeente}, '{column}', cannot be right")
        return message.format(mark=cell.printed or _("empty"), **place)
    message = _(
        "; with {fits} instead of {printed} for {gemeente}, '{column}', its row and its column add up{likeness}"
    )
    return message.format(
        fits=format_number(cell.fits),
        printed=format_number(cell.printed),
        likeness=_likeness(str(cell.printed), str(cell.fits)),
        **place,
    )


def _likeness(printed: str, fits: str) -> str:
    """How a figure is usually mistyped into another one."""
    swaps = {printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :] for at in range(len(printed) - 1)}
    if fits in swaps:
        return _(" (two digits are swapped)")
    if len(printed) == len(fits) and sum(one != other for one, other in zip(printed, fits, strict=True)) == 1:
        return _(" (one digit differs)")
    return ""
