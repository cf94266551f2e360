"""Positioned words, as they come of any PDF, and what is done to them: lost, moved, doubled, changed, reordered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from makes.layout import Align, Layout, Prose, RegionPlace
from printing import print_document
from truth import facts_of

from fuzz.seeds import ONE, SEVERAL, Seed
from klantprofielen.reading.words import Document, Line, Word

LAYOUTS = (
    Layout(),
    Layout(region=RegionPlace.EACH, prose=Prose.SAME_PAGE),
    Layout(thousands=" ", align=Align.LEFT),
    Layout(region=RegionPlace.TITLE, landscape=False, size=8),
)
ODD = (
    "",
    "-",
    "<5",
    "1\u00b2",
    "\u0663",
    "1_000",
    "1e5",
    "+1",
    "x",
    "999.999.999",
    "0",
    "7",
    "1.234",
    "Goes",
    "TOTAAL",
    "UWV",
)
Lines = list[Line]


@cache
def seeds() -> Sequence[tuple[Seed, Document]]:
    """Documents, and what they say."""
    return [
        (
            Seed(f"{len(rapporten)} reports, layout {number}", b"%PDF", tuple(map(facts_of, rapporten))),
            print_document(rapporten, layout),
        )
        for rapporten in (ONE, SEVERAL)
        for number, layout in enumerate(LAYOUTS)
    ]


def make_words(number: int) -> tuple[Seed, str, Document]:
    """The seed, what is done to it, and the document with this number."""
    random = Random(f"words {number}")  # noqa: S311 - to be made again, not secret
    seed, document = random.choice(seeds())
    lines, done = list(document.lines), []
    for _ in range(random.choice((1, 1, 2, 4))):
        change = random.choice(CHANGES)
        change(lines, random)
        done.append(change.__name__)
    kept = tuple(line for line in lines if line.words)
    empty = next((page for page in range(1, document.pages + 1) if page not in {line.page for line in kept}), None)
    return seed, "+".join(done), replace(document, lines=kept, empty_page=empty)


def _at(lines: Lines, random: Random) -> tuple[int, int]:
    line = random.randrange(len(lines))
    return line, random.randrange(max(1, len(lines[line].words)))


def _change(lines: Lines, at: tuple[int, int], change: Callable[[Word], Sequence[Word]]) -> None:
    line, place = at
    words = lines[line].words
    if words:
        lines[line] = replace(lines[line], words=(*words[:place], *change(words[place]), *words[place + 1 :]))


def lose_word(lines: Lines, random: Random) -> None:
    _change(lines, _at(lines, random), lambda _: ())


def double_word(lines: Lines, random: Random) -> None:
    _change(lines, _at(lines, random), lambda word: (word, word))


def shift_word(lines: Lines, random: Random) -> None:
    by = random.choice((-200.0, -60.0, -10.0, 10.0, 60.0, 200.0, float("inf"), float("nan")))
    _change(lines, _at(lines, random), lambda word: (word._replace(x0=word.x0 + by, x1=word.x1 + by),))


def change_word(lines: Lines, random: Random) -> None:
    _change(lines, _at(lines, random), lambda word: (word._replace(text=random.choice(ODD)),))


def hide_word(lines: Lines, random: Random) -> None:
    _change(lines, _at(lines, random), lambda word: (word._replace(readable=False),))


def split_word(lines: Lines, random: Random) -> None:
    def split(word: Word) -> Sequence[Word]:
        half, middle = len(word.text) // 2, (word.x0 + word.x1) / 2
        return word._replace(text=word.text[:half], x1=middle), word._replace(text=word.text[half:], x0=middle)

    _change(lines, _at(lines, random), split)


def lose_line(lines: Lines, random: Random) -> None:
    if len(lines) > 1:
        del lines[random.randrange(len(lines))]


def double_line(lines: Lines, random: Random) -> None:
    line = random.randrange(len(lines))
    lines.insert(line, lines[line])


def swap_lines(lines: Lines, random: Random) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def join_lines(lines: Lines, random: Random) -> None:
    line = random.randrange(len(lines))
    if line + 1 < len(lines):
        lines[line : line + 2] = [replace(lines[line], words=lines[line].words + lines[line + 1].words)]


def lose_page(lines: Lines, random: Random) -> None:
    """One that leaves two: a whole report with an empty page behind it may be meant so."""
    page = random.choice(lines).page
    if len({line.page for line in lines}) > 2:
        lines[:] = [line for line in lines if line.page != page]


CHANGES = (
    lose_word,
    double_word,
    shift_word,
    change_word,
    hide_word,
    split_word,
    lose_line,
    double_line,
    swap_lines,
    join_lines,
    lose_page,
)
