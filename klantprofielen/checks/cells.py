"""Which cell is wrong: the one figure that stands both in a row and in a column that do not add up.

The table is written with signs, such that each row and each column of it adds up to zero: a row's total is taken
away from its counts, and TOTAAL AMR from the gemeenten. A wrong figure then leaves the same gap in its row and in
its column, wherever it stands, and taking that gap away makes both fit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from klantprofielen.checks.kinds import TOTAL_ROW
from klantprofielen.checks.spans import Span, narrow_spans, total_span
from klantprofielen.model import FIGURES, TOTAL, Rapport, Rij

SIGNS = (1, 1, 1, 1, -1)
"""Of the figures of a row: the total is taken away from the counts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that is wrong, and the one that makes its row and its column add up.

    A hidden count may be wrong too, where its mark stands for too few; what would fit is then left unsaid.
    """

    rij: Rij
    column: str
    printed: int | str
    fits: int | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """The rows and columns that do not add up, and by how much; columns only where there is a total row."""

    rijen: Mapping[int, Span]
    columns: Mapping[int, Span]


NO_GAPS = Gaps({}, {})


def all_rijen(rapport: Rapport) -> tuple[Rij, ...]:
    """The rows of the gemeenten, then the total row where there is one: as TOTAAL AMR, however it is spelled."""
    return (*rapport.rijen, replace(rapport.totaal, gemeente=TOTAL_ROW)) if rapport.totaal else rapport.rijen


def is_total(rapport: Rapport, row: int) -> bool:
    """Whether this row of `all_rijen` is the total row."""
    return row == len(rapport.rijen)


def find_gaps(rapport: Rapport) -> Gaps:
    """The sums that cannot be right, whatever stands behind the hidden counts.

    The columns are added with what the rows say about their hidden counts, so one hidden count in a row is no loss.
    """
    if _adds_up(rapport):
        return NO_GAPS
    table = [_signed_spans(rij, _side_of(rapport, row)) for row, rij in enumerate(all_rijen(rapport))]
    columns = zip(*map(narrow_spans, table), strict=True) if rapport.totaal else ()
    return Gaps(_broken(table), _broken(columns))


def _adds_up(rapport: Rapport) -> bool:
    """Whether nothing is hidden and every sum holds: so it is in almost every report, and quickly seen."""
    figures = [rij.cijfers.figures for rij in rapport.rijen]
    totals = [rapport.totaal.cijfers.figures] if rapport.totaal else []
    if any(None in row or sum(filter(None, row[:-1])) != row[-1] for row in (*figures, *totals)):
        return False
    return not totals or [sum(filter(None, column)) for column in zip(*figures, strict=True)] == list(totals[0])


def _side_of(rapport: Rapport, row: int) -> int:
    """The sign of a row: TOTAAL AMR is taken away from the gemeenten."""
    return -1 if is_total(rapport, row) else 1


def _signed_spans(rij: Rij, side: int) -> list[Span]:
    figures = zip(rij.cijfers.figures, rij.hidden, SIGNS, strict=True)
    return [Span.of(figure, mark).times(sign * side) for figure, mark, sign in figures]


def _broken(lines: Iterable[Iterable[Span]]) -> dict[int, Span]:
    gaps = enumerate(map(total_span, lines))
    return {index: gap for index, gap in gaps if not gap.can_be_zero}


def find_wrong_cells(rapport: Rapport, gaps: Gaps) -> dict[tuple[int, int], Cell]:
    """The wrong figures by row and column, as far as the sums show them.

    Gaps that differ belong to different figures. Where several rows and columns have the same gap, there are several
    ways to pair them; the wrong figures are known if only one way is possible.
    """
    located: dict[tuple[int, int], Cell] = {}
    for rows, columns in _groups(gaps):
        explanations = list(_explain(rapport, gaps, rows, columns)) if len(rows) == len(columns) else []
        if len(explanations) > 1:
            explanations = [cells for cells in explanations if _coverage_fits(rapport, cells)]
        if len(explanations) == 1:
            located |= explanations[0]
    return located


def _groups(gaps: Gaps) -> Iterator[tuple[set[int], set[int]]]:
    """Sets of rows and columns whose gaps can be the same."""
    left = set(gaps.columns)
    while left:
        columns, rows = {left.pop()}, set[int]()
        while more := {row for row in gaps.rijen if row not in rows and _meets(gaps.rijen[row], columns, gaps)}:
            rows |= more
            columns |= {column for column in left if any(_meets(gaps.rijen[row], {column}, gaps) for row in more)}
        left -= columns
        yield rows, columns


def _meets(gap: Span, columns: Iterable[int], gaps: Gaps) -> bool:
    return any(gap.overlap(gaps.columns[column]) for column in columns)


def _explain(rapport: Rapport, gaps: Gaps, rows: set[int], columns: set[int]) -> Iterator[dict[tuple[int, int], Cell]]:
    """Every way to blame one figure in each of these rows and columns."""
    for ordered in permutations(sorted(rows)):
        pairs = list(zip(ordered, sorted(columns), strict=True))
        cells = [_fit_cell(rapport, gaps, row, column) for row, column in pairs]
        if None not in cells:
            yield {pair: cell for pair, cell in zip(pairs, cells, strict=True) if cell}


def _fit_cell(rapport: Rapport, gaps: Gaps, row: int, column: int) -> Cell | None:
    """The cell, if exactly one figure in it would close both gaps, and that can be a count of persons."""
    rij = all_rijen(rapport)[row]
    gap = gaps.rijen[row].overlap(gaps.columns[column])
    if gap is None:
        return None
    excess = gap.times(SIGNS[column] * _side_of(rapport, row))
    printed = rij.cijfers.figures[column]
    if printed is None:
        return Cell(rij, FIGURES[column], rij.hidden[column] or "", None) if excess.high < 0 else None
    fits = -1 if excess.exact is None else printed - excess.exact
    return Cell(rij, FIGURES[column], printed, fits) if fits >= 0 else None


def _coverage_fits(rapport: Rapport, cells: Mapping[tuple[int, int], Cell]) -> bool:
    """Whether the printed percentage agrees with the total in Sonar that this explanation leaves."""
    corner = cells.get((len(rapport.rijen), FIGURES.index(TOTAL)))
    totaal = corner.fits if corner else rapport.cijfers.totaal_sonar
    if totaal is None or not rapport.doelgroepregister or rapport.dekking_gedrukt is None:
        return True
    return rapport.dekking_gedrukt.fits(Fraction(totaal, rapport.doelgroepregister))
