"""Glyphs with their places to words on lines, whatever order they were drawn in."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from klantprofielen.notation import clean_text
from klantprofielen.reading.ink import Picture
from klantprofielen.reading.words import Line, Word

LINE_TOLERANCE = 0.3  # em; more than bold and plain differ, less than half a line, where a centred cell stands
WORD_GAP = 0.15  # em; wider than kerning, narrower than any space
NEW_TEXT = 4  # glyphs in the order of the content; PDFium puts up to three between two texts
MUCH_LARGER = 3.0
SAME_INK = 0.35  # of a glyph's width; text drawn twice for boldness lies closer than that
OVERLAP = 0.1  # points; less is kerning
# An accent that is drawn over a letter by itself, and the combining character that it stands for.
ACCENTS = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u00a8": "\u0308",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
}


class Glyph(NamedTuple):
    """A character in the direction of reading: its advance from x0 to x1, its baseline y downwards.

    `order` is its place in the content of the page.
    """

    y: float
    x0: float
    x1: float
    height: float
    char: str
    order: int


def build_lines(
    glyphs: list[Glyph], page: int, is_mapped: Callable[[int], bool], picture: Picture | None = None
) -> Iterator[Line]:
    """The lines of a page from top to bottom.

    `is_mapped` tells whether the font of a glyph has a character map; figures must be seen in the picture.
    """
    rows = list(_split_lines(glyphs))
    gap = WORD_GAP + _tracking(rows)
    for row in rows:
        em = max(glyph.height for glyph in row)
        words = tuple(_split_words(row, gap * em, is_mapped, picture))
        if words:
            yield Line(page, row[0].y, em, words)


def _split_lines(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one baseline together, from top to bottom, each line from left to right.

    Letters of quite another size on the same baseline are another line: a word laid over the page.
    """
    usual = median(glyph.height for glyph in glyphs)
    by_size = ([glyph for glyph in glyphs if (glyph.height > MUCH_LARGER * usual) is large] for large in (False, True))
    lines = [line for group in by_size for line in _split_baselines(sorted(group))]
    return iter(sorted(lines, key=lambda line: line[0].y))


def _split_baselines(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and glyph.y - line[0].y > LINE_TOLERANCE * max(glyph.height, line[0].height):
            yield sorted(line, key=_reading_order)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=_reading_order)


def median(values: Iterable[float]) -> float:
    """The middle one of these values; 0 where there are none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def _reading_order(glyph: Glyph) -> tuple[float, int]:
    return glyph.x0, glyph.order


def _tracking(rows: list[list[Glyph]]) -> float:
    """By how many em the letters of this page are set apart: 0 but for letterspaced text."""
    gaps = ((after.x0 - before.x1) / before.height for row in rows for before, after in pairwise(row))
    return max(0.0, median(gaps))


def _split_words(
    line: list[Glyph], gap: float, is_mapped: Callable[[int], bool], picture: Picture | None
) -> Iterator[Word]:
    """Words are cut at gaps as wide as a space, and where text is laid over text; loose accents join their letter."""
    word: list[Glyph] = []
    for glyph in _disentangled(_without_doubles(line), gap):
        last = word[-1] if word else None
        if last and glyph.char in ACCENTS and glyph.x0 < last.x1 - SAME_INK * (last.x1 - last.x0):
            word.append(glyph._replace(char=ACCENTS[glyph.char], x1=last.x1))
            continue
        if last and (glyph.x0 - last.x1 > gap or _overlaps(last, glyph) or _touches(last, glyph)):
            yield _build_word(word, is_mapped, picture)
            word = []
        word.append(glyph)
    if word:
        yield _build_word(word, is_mapped, picture)


def _without_doubles(line: list[Glyph]) -> list[Glyph]:
    """Text drawn twice for boldness counts once; the letters of a ligature share a box, but follow each other."""
    kept: list[Glyph] = []
    for glyph in line:
        for other in kept[-3:]:
            if (
                glyph.x0 < other.x1 - OVERLAP
                and glyph.char == other.char
                and glyph.x0 - other.x0 < SAME_INK * (other.x1 - other.x0)
                and abs(glyph.order - other.order) > 1
            ):
                break
        else:
            kept.append(glyph)
    return kept


def _disentangled(line: list[Glyph], gap: float) -> list[Glyph]:
    """Where text overlaps other text, what was drawn in one go stays together; elsewhere the line as it is."""
    if not any(_overlaps(before, after) for before, after in pairwise(line)):
        return line
    runs: list[list[Glyph]] = []
    for glyph in sorted(line, key=lambda glyph: glyph.order):
        last = runs[-1][-1] if runs else None
        if last and -OVERLAP <= glyph.x0 - last.x1 <= gap and glyph.order - last.order < NEW_TEXT:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [glyph for run in sorted(runs, key=lambda run: run[0].x0) for glyph in run]


def _overlaps(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs stand in each other, though they are neither the same ink nor a letter and its accent."""
    return (
        after.x0 < before.x1 - SAME_INK * (before.x1 - before.x0)
        and before.char != after.char
        and after.order - before.order != 1
        and not {before.char, after.char} & (ACCENTS.keys())
    )


def _touches(before: Glyph, after: Glyph) -> bool:
    """Whether a name ends where a figure that was drawn apart from it begins."""
    return before.char.isalpha() and after.char.isdigit() and after.order - before.order != 1


def _build_word(word: list[Glyph], is_mapped: Callable[[int], bool], picture: Picture | None) -> Word:
    chars = "".join(glyph.char for glyph in word)
    ends = (word[0], word[-1]) if len(word) > 1 else (word[0],)
    readable = chars.isprintable() and all(is_mapped(glyph.order) for glyph in ends)
    if picture and readable and chars[-1].isdigit():
        readable = all(picture.shows(glyph.x0, glyph.x1, glyph.y, glyph.height) for glyph in ends)
    return Word(clean_text(chars), word[0].x0, word[-1].x1, readable=readable)
