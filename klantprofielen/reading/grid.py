"""Lines to rows of cells: which lines are rows of the table, and which of their figures stand in which column."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TypeVar

from klantprofielen.notation import NUMBER, THOUSANDS, parse_number
from klantprofielen.reading.words import Line, Word

JOIN_GAP = 0.7  # em; the widest space inside a number (`2 882`), narrower than most gutters
LEAST_FIGURES = 4  # of a line that can be a row; a row has five, of which one may be empty
LEAST_FIGURES_INSIDE = 2  # of a line between two full rows
FIGURES_IN_ROW = 5
LEAST_ROWS = 2  # of a page that show how many columns it has
MOST_COLUMNS = 12
MOST_WORDS_IN_ROW = 100  # with its region, its name, and numbers in groups of three; a longer line is prose
MOST_JOINTS = 10
NEAR = 4  # lines; two rows of which the names are wrapped over three
EVEN = 0.1  # em between the widest and the narrowest of gaps that are alike

_T = TypeVar("_T")
_FIGURE = re.compile(NUMBER)
_NOUGHT = re.compile(rf"0[0-9]{{0,2}}(?:[{THOUSANDS}][0-9]{{3}}){{0,2}}")  # `087`: a slip, but a figure; the sums tell
_MISMARKED = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_SLIP = re.compile(rf"{_NOUGHT.pattern}|{_MISMARKED.pattern}")
_GROUP = re.compile("[0-9]{3}")
_HIDDEN = re.compile(r"[<≤‹] ?[0-9]{1,2}|[-\u2010-\u2015\u2212]{1,3}|\*{1,3}|[xX]|\.{2,3}|[nN]\.?[bB]\.?")
_SHARE = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,12})? ?%|-?[0-9]{1,12},[0-9]{1,12}|-?0\.[0-9]{1,12}|%")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as printed; `count` is None where a mark hides it."""

    text: str
    x0: float
    x1: float
    count: int | None

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line that ends in figures: the words before them, and the cells. None is an empty cell."""

    index: int
    line: Line
    name: tuple[Word, ...]
    cells: tuple[Cell | None, ...]

    @property
    def counts(self) -> tuple[int | None, ...]:
        return tuple(cell.count if cell else None for cell in self.cells)


def find_rows(lines: Sequence[Line], *, placed: bool) -> list[Row]:
    """The rows of all tables in these lines, in order; those of a page have the same number of cells, its columns."""
    tails = [
        (index, line, *_split_tail(line.words))
        for index, line in enumerate(lines)
        if len(line.words) <= MOST_WORDS_IN_ROW
    ]
    spaced = {
        page: _thousands_are_spaced([tail for _, _, _, tail in found if len(tail) >= LEAST_FIGURES])
        for page, found in _by_page(tails, lambda item: item[1].page).items()
    }
    rows = [
        Row(index, line, name, _choose_cells(tail, line.em, spaced=spaced[line.page]))
        for index, line, name, tail in tails
        if tail
    ]
    width = _usual_width(rows)
    if width is None:
        return []
    if not placed:
        return [
            _fit_unplaced(row, width) for row in rows if width - 1 <= len(row.cells) <= width + 1 and _is_counted(row)
        ]
    pages = _by_page(rows, lambda row: row.line.page).values()
    return [row for page in pages for row in _align(page, _usual_width(page, among=LEAST_ROWS) or width)]


def _by_page(items: Iterable[_T], page_of: Callable[[_T], int]) -> dict[int, list[_T]]:
    pages: dict[int, list[_T]] = defaultdict(list)
    for item in items:
        pages[page_of(item)].append(item)
    return pages


def is_laid_out(rows: Sequence[Row]) -> bool:
    """Whether the figures of most rows of a text are set apart by more than one space, as a layout does."""
    apart = sum(all(after.x0 - before.x1 > 1 for before, after in pairwise(filter(None, row.cells))) for row in rows)
    return 2 * apart > len(rows)


def _is_counted(row: Row) -> bool:
    return any(cell and cell.count is not None for cell in row.cells)


def _split_tail(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of a name, and the figures behind them."""
    start = len(words)
    while start and is_figure(words, start - 1):
        start -= 1
    return words[:start], _join_marks(words[start:])


def is_figure(words: tuple[Word, ...], index: int) -> bool:
    """Whether a word can stand in a column of figures: a number or a part of one, a mark that hides one, a share."""
    word = words[index]
    if not word.readable:
        return False
    text = word.text
    return bool(
        _FIGURE.fullmatch(text)
        or _NOUGHT.fullmatch(text)
        or _GROUP.fullmatch(text)
        or _HIDDEN.fullmatch(text)
        or _SHARE.fullmatch(text)
        or text in {"<", "≤"}
    )


def _join_marks(tail: tuple[Word, ...]) -> tuple[Word, ...]:
    """`<` and `5` are one mark, also when they are set apart; shares are no counts and are left out."""
    joined: list[Word] = []
    for word in tail:
        if joined and joined[-1].text in {"<", "≤"}:
            joined[-1] = Word(joined[-1].text + word.text, joined[-1].x0, word.x1)
        else:
            joined.append(word)
    counts = tuple(word for word in joined if not _SHARE.fullmatch(word.text))
    if len(counts) < FIGURES_IN_ROW:  # then `0.095` is a slip for 4.095, and `7,546` one for 7.546, rather than a share
        return tuple(word for word in joined if not _SHARE.fullmatch(word.text) or _SLIP.fullmatch(word.text))
    return counts


def _thousands_are_spaced(tails: Sequence[tuple[Word, ...]]) -> bool:
    """Whether numbers may be set as `2 882`: not where a point or nothing marks the thousands elsewhere on the page."""
    texts = [word.text for tail in tails for word in tail]
    if any(_GROUP.fullmatch(text) and text.startswith("0") for text in texts):
        return True
    return not any(_FIGURE.fullmatch(text) and len(text) > len("999") for text in texts)


def _choose_cells(tail: tuple[Word, ...], em: float, *, spaced: bool) -> tuple[Cell, ...]:
    """The cells of a tail: as the gaps have it, unless only another cut makes the row add up."""
    natural = _cells(tail, _joints(tail, JOIN_GAP * em) if spaced else frozenset())
    needed = len(tail) - FIGURES_IN_ROW
    if needed < 0 or _adds_up(natural):
        return natural
    joints = sorted(_joints(tail, (2 if spaced else 1) * JOIN_GAP * em), key=lambda joint: _gap(tail, joint))
    # Each joint is a cell less: there are as many joints as words too many, and with none too many nothing is joined.
    cuts = [_cells(tail, frozenset(chosen)) for chosen in combinations(joints[:MOST_JOINTS], needed)]
    cuts = [cut for cut in cuts if len(cut) == FIGURES_IN_ROW]
    summing = next(filter(_adds_up, cuts), None)
    if summing:
        return summing
    gaps = [_gap(tail, index) for index in range(1, len(tail))]
    alike = not needed and max(gaps) - min(gaps) < EVEN * em  # five words, and no gap tells: text without layout
    return cuts[0] if spaced and cuts and (alike or len(natural) > FIGURES_IN_ROW) else natural


def _joints(tail: tuple[Word, ...], widest: float) -> frozenset[int]:
    """Where a word may go on the number before it: three digits, close behind one to three digits."""
    return frozenset(
        index
        for index in range(1, len(tail))
        if _GROUP.fullmatch(tail[index].text)
        and re.fullmatch("[0-9]{1,3}", tail[index - 1].text)
        and _gap(tail, index) <= widest
    )


def _gap(tail: tuple[Word, ...], index: int) -> float:
    return tail[index].x0 - tail[index - 1].x1


def _cells(tail: tuple[Word, ...], joints: frozenset[int]) -> tuple[Cell, ...]:
    groups: list[list[Word]] = []
    for index, word in enumerate(tail):
        if index in joints:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(cell for group in groups if (cell := _build_cell(group)))


def _build_cell(group: list[Word]) -> Cell | None:
    text = " ".join(word.text for word in group)
    count = parse_number(text)
    if count is None and _NOUGHT.fullmatch(text):
        count = int(re.sub("[^0-9]", "", text))
    if count is None and not (_HIDDEN.fullmatch(text) or _MISMARKED.fullmatch(text)):
        return None
    return Cell(text, group[0].x0, group[-1].x1, count)


def _adds_up(cells: tuple[Cell, ...]) -> bool:
    """Whether these are five counts of which one, wherever it stands, is the sum of the others."""
    counts = [cell.count for cell in cells if cell.count is not None]
    return len(counts) == len(cells) == FIGURES_IN_ROW and 2 * max(counts) == sum(counts)


def _usual_width(rows: Sequence[Row], *, among: int = 1) -> int | None:
    """The number of columns: that of most rows, if these are so many at least."""
    widths = Counter(len(row.cells) for row in rows if _is_counted(row))
    likely = [width for width in range(FIGURES_IN_ROW, MOST_COLUMNS + 1) if widths[width] >= among]
    return max(likely, key=lambda width: (widths[width], -width), default=None)


def _align(rows: Sequence[Row], width: int) -> Iterator[Row]:
    """The rows of a page with a cell, or None, for every column; empty cells are told by where the figures stand.

    A line with few figures is a row only with a name, or between two that are.
    """
    full = [row for row in rows if len(row.cells) == width and _is_counted(row)]
    if not full:
        return
    bands = _bands(full)
    complete = {row.index for row in full}
    aligned = [row if row.index in complete else _place(row, bands) for row in rows]
    likely = [row for row in aligned if row and _is_counted(row)]
    sure = {row.index for row in likely if _figures_in(row) >= (LEAST_FIGURES if row.name else width)}
    for row in (*likely, *reversed(likely)):  # down, and up again: a row without a name is one beside another
        near = range(row.index - NEAR, row.index + NEAR + 1)
        if _figures_in(row) >= LEAST_FIGURES and not sure.isdisjoint(near):
            sure.add(row.index)
    first, last = min(sure, default=0), max(sure, default=0)
    for row in likely:
        between = first < row.index < last
        if row.index in sure or (between and row.name and _figures_in(row) >= LEAST_FIGURES_INSIDE):
            yield row


def _figures_in(row: Row) -> int:
    return sum(
        cell is not None and (cell.count is not None or bool(_HIDDEN.fullmatch(cell.text))) for cell in row.cells
    )


def _bands(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(
        (min(cell.x0 for cell in column if cell), max(cell.x1 for cell in column if cell)) for column in columns
    )


def _place(row: Row, bands: tuple[tuple[float, float], ...]) -> Row | None:
    """The row with each figure in the column under which it stands; None where one stands under none, or two under one.

    Where something else than a figure stands in a column, that is the mark that hides it.
    """
    em = row.line.em
    words = [word for word in row.line.words if word.middle > bands[0][0] - em]
    strange = [word for word in words if word in row.name and not is_figure((word,), 0)]
    cells: list[Cell | None] = [None] * len(bands)
    loose = [Cell(word.text, word.x0, word.x1, parse_number(word.text)) for word in words if word in row.name]
    for cell in (*row.cells, *(cell for cell in loose if cell.count is not None)):
        if cell is None or cell.x1 < bands[0][0] - em:
            continue  # a number before the figures: that of the region
        nearest = _nearest(cell.middle, bands)
        if _distance(cell, bands[nearest]) > em or cells[nearest] is not None:
            return None
        cells[nearest] = cell
    for word in strange:
        nearest = _nearest(word.middle, bands)
        if cells[nearest] is None:
            cells[nearest] = Cell(word.text, word.x0, word.x1, None)
    return replace(row, name=tuple(word for word in row.name if word not in words), cells=tuple(cells))


def _nearest(middle: float, bands: tuple[tuple[float, float], ...]) -> int:
    def distance(index: int) -> float:
        low, high = bands[index]
        return max(low - middle, middle - high, 0.0)

    return min(range(len(bands)), key=lambda index: (distance(index), abs(sum(bands[index]) / 2 - middle)))


def _distance(cell: Cell, band: tuple[float, float]) -> float:
    return max(band[0] - cell.x1, cell.x0 - band[1], 0.0)


def _fit_unplaced(row: Row, width: int) -> Row:
    """In text without layout a figure too many in front is the number of the region.

    Where one is missing nothing tells which: then only the last one, the total, keeps its place.
    """
    if len(row.cells) > width:
        return replace(row, cells=row.cells[-width:])
    if len(row.cells) < width:
        return replace(row, cells=(*[None] * (width - 1), row.cells[-1]))
    return row
