"""Which words of a table name the gemeente of a row, and which its region."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from klantprofielen.model import Gemeente
from klantprofielen.notation import is_number, name_key
from klantprofielen.reading.grid import Row
from klantprofielen.reading.header import is_header
from klantprofielen.reading.words import Line, Word
from klantprofielen.reference import find_gemeente, find_regio, near_gemeenten, regio_of

REACH = 2.8  # em; how far the next line of a wrapped cell may be
MOST_FRAGMENTS = 6  # lines between two rows that can be parts of their names
MOST_WORDS_IN_FRAGMENT = 7
MOST_LINES_INTERLEAVED = 3
MOST_LINES_BETWEEN = 24  # two rows, that are looked at for parts of their names
MOST_WORDS_SEARCHED = 40  # for the name of a gemeente, from either end
ALIKE = 0.88  # of the letters of a name, that a misspelled one must share
SHORTEST_ALIKE, LONGEST_ALIKE = 5, 60
MOST_MENDED = 40  # names of a region; more strange ones are not misspelled, but of something else

# What a row's name costs, the less the likelier.
STRANGE, LEADING, LEFT_OUT, EMPTY = 4.0, 0.2, 0.9, 7.0


@dataclass(frozen=True, slots=True)
class Name:
    """What the words of a row come to: the name as printed, the gemeente where it is known, and what stands beside."""

    printed: str
    gemeente: Gemeente | None
    beside: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """The words of a line between two rows that stand in the column of the names."""

    text: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class NameColumn:
    """Where the names of gemeenten stand: words whose middle is outside belong to the region."""

    left: float
    right: float

    def split(self, words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
        """The words inside, and those outside."""
        inside = [word for word in words if self.left <= word.middle <= self.right]
        return inside, [word for word in words if word not in inside]


EVERYWHERE = NameColumn(float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Match:
    """A gemeente among the words of a row: those from start up to end."""

    words: tuple[Word, ...]
    start: int
    end: int
    gemeente: Gemeente

    @property
    def x0(self) -> float:
        return self.words[self.start].x0

    @property
    def x1(self) -> float:
        return self.words[self.end - 1].x1


def find_name_columns(
    rows: Sequence[Row], lines: Sequence[Line], on: date, *, placed: bool
) -> Mapping[int, NameColumn]:
    """Per page the column in which most rows have a gemeente that the reference tables know."""
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.line.page].append(row)
    return defaultdict(
        lambda: EVERYWHERE,
        {page: _find_name_column(found, lines, on) for page, found in pages.items()} if placed else {},
    )


def _find_name_column(rows: Sequence[Row], lines: Sequence[Line], on: date) -> NameColumn:
    last = [match for row in rows if (match := locate_gemeente(row.name, on, last=True))]
    first = [match for row in rows if (match := locate_gemeente(row.name, on, last=False))]
    ending = _usual([match for match in last if match.end == len(match.words)], last)
    beginning = _usual([match for match in first if match.start == 0], first)
    return _column_of(rows, _under_each_other(max(ending, beginning, key=_different)), lines)


def _usual(outermost: list[Match], matches: list[Match]) -> list[Match]:
    """Where most names stand outermost, the others are parts of wrapped names or of regions."""
    return outermost if 2 * len(outermost) > len(matches) else matches


def _under_each_other(matches: Sequence[Match]) -> Sequence[Match]:
    """The matches that stand under the middle one; others are regions that are named as one of their gemeenten."""
    if not matches:
        return matches
    middle = sorted(matches, key=lambda match: match.x0)[len(matches) // 2]
    return [match for match in matches if match.x0 < middle.x1 and middle.x0 < match.x1]


def _different(matches: Sequence[Match]) -> int:
    return len({match.gemeente.code for match in matches})


def _column_of(rows: Sequence[Row], matches: Sequence[Match], lines: Sequence[Line]) -> NameColumn:
    if not matches:
        return EVERYWHERE
    left = min(match.x0 for match in matches)
    right = max(match.x1 for match in matches)
    between = [word for line in lines[rows[0].index : rows[-1].index] for word in line.words]
    before = [word.x1 for word in between if word.x1 < left]
    before += [match.words[match.start - 1].x1 for match in matches if match.start]
    behind = [match.words[match.end].x0 for match in matches if match.end < len(match.words)]
    edge = float("-inf")
    if before:
        edge = (max(before) + left) / 2 if max(before) < left else left - rows[0].line.em
    return NameColumn(edge, (min(behind) + right) / 2 if behind and min(behind) > right else float("inf"))


def locate_gemeente(words: tuple[Word, ...], on: date, *, last: bool) -> Match | None:
    """The longest gemeente that ends the words, or begins them; else the longest anywhere."""
    for start, end in _windows(len(words), last=last):
        if gemeente := find_gemeente("".join(word.text for word in words[start:end]), on):
            return Match(words, start, end, gemeente)
    return None


@lru_cache(maxsize=MOST_WORDS_SEARCHED)
def _windows(count: int, *, last: bool) -> list[tuple[int, int]]:
    """The parts of so many words: those that end with the last one first, or begin with the first; longest first."""
    first = max(0, count - MOST_WORDS_SEARCHED) if last else 0
    beyond = count if last else min(count, MOST_WORDS_SEARCHED)
    windows = [(start, end) for start in range(first, beyond) for end in range(start + 1, beyond + 1)]
    return sorted(windows, key=lambda window: (count - window[1] if last else window[0], window[0] - window[1]))


def is_total(text: str) -> bool:
    """Whether this is the name of a total row; no gemeente has it in its name."""
    return "totaal" in name_key(text)


def resolve_names(
    rows: Sequence[Row],
    gaps: Sequence[Sequence[Fragment]],
    columns: Mapping[int, NameColumn],
    on: date,
    expected: frozenset[str],
) -> list[Name]:
    """The name of every row, with the lines between the rows shared out so that most names are known ones.

    Numbers may stand beside the first, the middle or the last line of a wrapped name: each loose line goes to the row
    before or behind it, or to none, whichever makes the names likeliest. `expected` are the keys of the region's
    gemeenten, for names that are misspelled.
    """
    names = _share_out(rows, gaps, columns, on)
    left = expected - {name_key(name.gemeente.naam) for name in names if name.gemeente}
    if not left or sum(name.gemeente is None for name in names) > MOST_MENDED:
        return list(names)
    return [name if name.gemeente else _mend(name, on, left) for name in names]


def _share_out(
    rows: Sequence[Row], gaps: Sequence[Sequence[Fragment]], columns: Mapping[int, NameColumn], on: date
) -> Sequence[Name]:
    """The cheapest way to give each loose line to the row before its gap, to the row behind it, or to none."""
    own = [" ".join(word.text for word in columns[row.line.page].split(row.name)[0]) for row in rows]
    # Per number of lines that the coming row takes from the gap before it: the cost up to there, and the names.
    states: dict[int, tuple[float, _Chosen | None]] = {
        used: (LEFT_OUT * (len(gaps[0]) - used), None) for used in range(len(gaps[0]) + 1)
    }
    for row, text, before, behind in zip(rows, own, gaps[:-1], gaps[1:], strict=True):
        following: dict[int, tuple[float, _Chosen | None]] = {}
        for used, (cost, names) in states.items():
            for kept in range(len(behind) + 1):
                above, below = before[len(before) - used :], behind[:kept]
                parts = [*(part.text for part in above), text, *(part.text for part in below)]
                name = read_wrapped(tuple(filter(None, parts)), on)
                total = cost + name.cost + sum(_distance(part, row) for part in (*above, *below))
                for passed in range(len(behind) - kept + 1):
                    costs = total + LEFT_OUT * (len(behind) - kept - passed)
                    if passed not in following or costs < following[passed][0]:
                        following[passed] = (costs, _Chosen(name, names))
        states = following
    return list(_listed(states[0][1]))[::-1]


class _Chosen(NamedTuple):
    """Names up to a row, the last one first: so that ways that begin alike share their beginning."""

    name: Name
    before: "_Chosen | None"


def _listed(chosen: _Chosen | None) -> Iterator[Name]:
    while chosen:
        yield chosen.name
        chosen = chosen.before


def _distance(part: Fragment, row: Row) -> float:
    """A loose line belongs to the row that is near, in doubt."""
    return 0.1 + 0.02 * min(20.0, abs(part.y - row.line.y) / row.line.em) if part.page == row.line.page else 0.5


def find_fragments(
    rows: Sequence[Row], lines: Sequence[Line], columns: Mapping[int, NameColumn], taken: AbstractSet[int]
) -> list[list[Fragment]]:
    """Per gap - before the first row, between each two, behind the last - the loose lines that may be parts of names.

    `taken` are the lines that are rows.
    """
    gaps: list[list[Fragment]] = []
    for before, behind in zip([None, *rows], [*rows, None], strict=True):
        near: list[int] = []
        if before:
            near += _chain(lines, before.index, +1, taken)
        if behind:
            near += [index for index in _chain(lines, behind.index, -1, taken) if index not in near]
        gaps.append(
            [part for index in sorted(near) if (part := _fragment(lines[index], columns[lines[index].page]))][
                :MOST_FRAGMENTS
            ]
        )
    return gaps


def _chain(lines: Sequence[Line], start: int, step: int, taken: AbstractSet[int]) -> Iterator[int]:
    """The lines that follow closely on one another from a row on."""
    index = start + step
    while 0 <= index < len(lines) and index not in taken and abs(index - start) <= MOST_LINES_BETWEEN:
        line, last = lines[index], lines[index - step]
        if line.page != last.page or abs(line.y - last.y) > REACH * max(line.em, last.em):
            return
        yield index
        index += step


def _fragment(line: Line, column: NameColumn) -> Fragment | None:
    inside = [word for word in column.split(line.words)[0] if word.readable]
    if not inside or len(line.words) > MOST_WORDS_IN_FRAGMENT or is_header(line):
        return None
    if any(is_number(word.text) for word in inside[1:]):
        return None  # `Pagina 2 van 16`; only the number of a region stands before a name
    return Fragment(" ".join(word.text for word in inside), line.page, line.y)


def _join(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part).replace("- ", "-")


@cache
def read_wrapped(parts: tuple[str, ...], on: date) -> Name:
    """The name in the lines of a row; without positions each may begin with a line of the region's wrapped name."""
    name = read_name(_join(parts), on)
    if name.gemeente or not 1 < len(parts) <= MOST_LINES_INTERLEAVED:
        return name
    lines = [part.split() for part in parts]
    for cuts in product(*(range(len(line) + 1) for line in lines)):
        tail = _join([" ".join(line[cut:]) for line, cut in zip(lines, cuts, strict=True)])
        beside = " ".join(word for line, cut in zip(lines, cuts, strict=True) for word in line[:cut])
        if tail and (gemeente := find_gemeente(tail, on)) and _is_region(_without_numbers(beside), gemeente, on):
            return Name(tail, gemeente, beside, LEADING)
    return name


def _without_numbers(text: str) -> str:
    return " ".join(word for word in text.split() if not is_number(word))


@cache
def read_name(text: str, on: date) -> Name:
    """The gemeente at the end of a text, where nothing stands before it but its region."""
    if not text:
        return Name("", None, cost=EMPTY)
    words = text.split()
    for start in range(len(words)):
        tail, beside = " ".join(words[start:]), " ".join(words[:start])
        if (gemeente := find_gemeente(tail, on)) and _is_region(beside, gemeente, on):
            return Name(tail, gemeente, beside, LEADING if beside else 0.0)
    named, beside = _without_region(words, on)
    return Name(named, None, beside, STRANGE)


def _is_region(text: str, gemeente: Gemeente, on: date) -> bool:
    """Whether a text is the number or the name of a region, or a part of the name of this gemeente's region."""
    name = text.lstrip("0123456789 ")
    own = regio_of(gemeente.regionummer, on)
    return not name or find_regio(name, on) is not None or (own is not None and name_key(name) in name_key(own.naam))


def _without_region(words: list[str], on: date) -> tuple[str, str]:
    """An unknown name, and the number and name of a region before it."""
    start = 0
    while start < len(words) - 1 and is_number(words[start]):
        start += 1
    for end in range(len(words) - 1, start, -1):
        if find_regio("".join(words[start:end]), on):
            start = end
            break
    return " ".join(words[start:]), " ".join(words[:start])


def _mend(name: Name, on: date, left: frozenset[str]) -> Name:
    """The one gemeente without a row whose name differs in a letter or two: a slip of the pen, or of OCR."""
    key = name_key(name.printed)
    if not SHORTEST_ALIKE <= len(key) <= LONGEST_ALIKE:
        return name
    from difflib import SequenceMatcher  # noqa: PLC0415 - seldom needed

    near = [gemeente for gemeente in near_gemeenten(name.printed, on) if name_key(gemeente.naam) in left]
    alike = [gemeente for gemeente in near if SequenceMatcher(None, key, name_key(gemeente.naam)).ratio() >= ALIKE]
    return replace(name, gemeente=alike[0]) if len(alike) == 1 else name
