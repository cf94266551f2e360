"""What stands around the tables: headings that name a quarter and regions, and the sentence about the register."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, zip_longest

from klantprofielen.model import Kwartaal, Percentage, Regio
from klantprofielen.notation import NUMBER, find_kwartalen, locate_kwartalen, name_key, parse_number, parse_percentage
from klantprofielen.reading.words import Line
from klantprofielen.reference import ANY_DAY, find_regio

MOST_STRANGE_WORDS = 3  # of a heading, besides quarter, region and title
MOST_WORDS_IN_NAME = 8
LONGEST_TITLE = 100  # characters
LONGEST_HEADING = 500  # characters; a longer line that names a quarter only mentions it
LONGEST_SENTENCE = 4000  # characters; of a longer one what stands around the word register is read
AS_LARGE = 0.95
SUBJECTS = ("klantprofiel", "doelgroepregister", "banenafspraak", "sonar")
TITLE = "transparantievanklantprofielen"

_TITLE_WORDS = {
    "transparantie",
    "van",
    "klantprofielen",
    "klantprofiel",
    "regio",
    "regios",
    "arbeidsmarktregio",
    "amr",
    "uwv",
    "rapport",
    "rapportage",
    "periode",
    "stand",
    "in",
    "de",
    "het",
    "over",
    "per",
    "en",
    "peildatum",
    "kwartaal",
    "kwartaalcijfers",
    "cijfers",
    "banenafspraak",
    "doelgroep",
    "pagina",
    "vervolg",
    "tabel",
    "titel",
}
_ORDINAL_WORDS = {"eerste", "tweede", "derde", "vierde", "1e", "2e", "3e", "4e"}
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z‘'\"(])")
_COUNT = re.compile(  # by itself: no part of `1e5`, `19_222`, `-5`, `19.222²`
    rf"(?<![^\s(:=‘'\"]){NUMBER}(?=personen|mensen|[\s.,;:)’'\"!?]|$)"
    r"(?![.,][0-9]|\s?%|\s?procent|e kwartaal|\s?(?:duizend|miljoen|honderd))"
)
_PERSONS = re.compile(
    r"\s{0,9}(?:personen|mensen|inwoners|doelgroepers|registraties|geregistreerden|doelgroepregistraties)",
    re.IGNORECASE,
)
_REGISTER = re.compile(r"doelgroep(?:en)?register|\bregister\b|\bDGR\b", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?:landelijk|nationaal|heel Nederland|in Nederland|Nederland telt)", re.IGNORECASE)
_PAST = re.compile(r"\b(?:vorig|voorgaand|eerder|destijds|toen|was|waren)", re.IGNORECASE)
_SONAR = re.compile("Sonar", re.IGNORECASE)
_NOT_KNOWN = re.compile(r"[0-9,.]{1,12} ?(?:%|procent) (?:is |zijn |staat )?(?:nog )?niet\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b[0-9]{1,2}[ -](?:[a-z]{3,9}|[0-9]{1,2})[ -](?:19|20)[0-9]{2}\b|\b[0-9]{1,2} [a-z]+ (?=20)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names a quarter, with the regions that it names besides."""

    index: int
    kwartaal: Kwartaal
    regios: tuple[Regio, ...]
    strange: int
    """Words that are no part of a heading: many in prose that only mentions a quarter."""

    @property
    def is_title(self) -> bool:
        return self.strange <= MOST_STRANGE_WORDS


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of the register: the counts in it, in order of likelihood, and the percentage."""

    index: int
    regios: tuple[Regio, ...]
    counts: tuple[int, ...]
    percentage: Percentage | None
    national: bool = False
    """Whether the whole country is spoken of too: then a count must fit to be believed."""
    past: bool = False
    """Whether it is of an earlier quarter, with which this one is compared."""


class Prose:
    """The lines that are no rows, with what they say."""

    def __init__(self, lines: Sequence[Line], table: AbstractSet[int]) -> None:
        """Take all lines but those of the table: its rows and its headers."""
        self._lines = [(index, line.text) for index, line in enumerate(lines) if index not in table]
        self._pages = [line.page for line in lines]
        self._ems = [line.em for line in lines]

    @cached_property
    def key(self) -> str:
        """All text, in letters and digits only: to look for a word whatever stands in between."""
        return name_key(" ".join(text for _, text in self._lines))

    @property
    def has_title(self) -> bool:
        return TITLE in self.key

    @property
    def subjects(self) -> int:
        """How many of the subjects of the report are spoken of."""
        return sum(subject in self.key for subject in SUBJECTS)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All lines that name a quarter, in order; a quarter may be broken over two lines."""
        return tuple(self._read_headings())

    @cached_property
    def titles(self) -> tuple[Heading, ...]:
        """The headings that are titles: those that name regions, where any does; else those in the largest letters.

        Running feet and dates of printing name a quarter too, but neither a region nor in large letters.
        """
        titles = [heading for heading in self.headings if heading.is_title]
        named = [heading for heading in titles if heading.regios]
        if named:
            return tuple(named)
        largest = max((self._ems[heading.index] for heading in titles), default=0.0)
        return tuple(heading for heading in titles if self._ems[heading.index] >= AS_LARGE * largest)

    @cached_property
    def _places(self) -> list[int]:
        """The lines of the titles, from top to bottom."""
        return [heading.index for heading in self.titles]

    @cached_property
    def _titles_of(self) -> dict[int, list[Heading]]:
        """The titles that name a region, by its number."""
        found: dict[int, list[Heading]] = {}
        for heading in self.titles:
            for regio in heading.regios:
                found.setdefault(regio.nummer, []).append(heading)
        return found

    @cached_property
    def named(self) -> frozenset[int]:
        """The numbers of the regions that any heading names."""
        return frozenset(regio.nummer for heading in self.headings for regio in heading.regios)

    @cached_property
    def announced(self) -> tuple[Regio, ...]:
        """The regions in lines that are titles but for their quarter, which is none: a year of 0024, say."""
        lines = (text for _, text in self._lines if "kwartaal" in text and len(text) <= LONGEST_TITLE)
        return tuple(
            regios[0]
            for text in lines
            if not locate_kwartalen(text)
            and len(regios := find_regios(text, ANY_DAY)) == 1
            and _ORDINAL_WORDS.union(_TITLE_WORDS).issuperset(without_regios(text, ANY_DAY))
        )

    def _read_headings(self) -> Iterator[Heading]:
        for number, (index, text) in enumerate(self._lines):
            places = locate_kwartalen(text)
            following = self._lines[number + 1][1] if number + 1 < len(self._lines) else ""
            following = "" if len(following) > LONGEST_HEADING else following
            if not places and not locate_kwartalen(following) and (places := locate_kwartalen(f"{text} {following}")):
                text = f"{text} {following}"  # noqa: PLW2901 - the heading goes on
                following = ""
            if not places:
                continue
            kwartaal, start, end = places[0]
            if len(text) > LONGEST_HEADING:
                yield Heading(index, kwartaal, (), len(text))
                continue
            rest = f"{text[:start]} {text[end:]}"
            previous = self._lines[number - 1][1][:LONGEST_HEADING] if number else ""
            named = find_regios(rest, kwartaal.eerste_dag) or [
                regio
                for beside in (following, previous)
                if (regio := find_regio(_without_prefix(beside), kwartaal.eerste_dag))
            ]
            strange = [word for word in without_regios(rest, kwartaal.eerste_dag) if word not in _TITLE_WORDS]
            quarters = len({place[0] for place in places})
            yield Heading(index, kwartaal, tuple(named), len(strange) + MOST_STRANGE_WORDS * (quarters - 1))

    def title_above(self, index: int) -> Heading | None:
        """The last title above a line; one without strange words before others."""
        return _strictest(self.titles[: bisect_left(self._places, index)])

    def kwartaal_at(self, index: int, regio: Regio | None) -> Kwartaal | None:
        """The quarter of the title above a line, of this region's title if there is one; else of the first title.

        Where there is no title, the quarter that is named, if it is only one: others are compared with.
        """
        own = self._titles_of.get(regio.nummer, []) if regio else []
        found = _strictest(own[: bisect_left(own, index, key=lambda heading: heading.index)]) or self.title_above(index)
        if found:
            return found.kwartaal
        if self.titles:
            return self.titles[0].kwartaal
        mentioned = {heading.kwartaal for heading in self.headings}
        return mentioned.pop() if len(mentioned) == 1 else None

    def statements(self, on: date) -> list[Statement]:
        """The sentences that give the size of the register, in order."""
        sentences = list(self._sentences())
        found = (
            _read_statement(index, text, following, on)
            for (index, text), (_, following) in zip_longest(sentences, sentences[1:], fillvalue=(0, ""))
        )
        return [statement for statement in found if statement]

    def _sentences(self) -> Iterator[tuple[int, str]]:
        """Sentences with the number of the line in which they begin; none goes on past a table, a title or a page."""
        for passage in self._passages():
            parts = list(_without_hyphenation([line for _, line in passage]))
            text = "".join(parts)
            starts = [0, *accumulate(map(len, parts))]
            begin = 0
            for end in [*(found.start() for found in _SENTENCE_END.finditer(text)), len(text)]:
                line = min(bisect_right(starts, begin), len(passage)) - 1
                yield passage[line][0], text[begin:end].strip()
                begin = end + 1

    def _passages(self) -> Iterator[list[tuple[int, str]]]:
        titles = {heading.index for heading in self.titles}
        passage: list[tuple[int, str]] = []
        for index, text in self._lines:
            if passage and (
                index != passage[-1][0] + 1 or index in titles or self._pages[index] != self._pages[index - 1]
            ):
                yield passage
                passage = []
            passage.append((index, text))
        if passage:
            yield passage


def _strictest(headings: Sequence[Heading]) -> Heading | None:
    """The last of these; one without strange words before others."""
    plain = (heading for heading in reversed(headings) if heading.strange == 0)
    return next(plain, headings[-1] if headings else None)


def _without_hyphenation(lines: Sequence[str]) -> Iterator[str]:
    """Lines as parts of one text: a word that is broken over two lines is whole again."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        broken = line.endswith("-") and following[:1].isalpha()
        yield line.removesuffix("-") if broken and following[0].islower() else line if broken else f"{line} "


def _read_statement(index: int, text: str, following: str, on: date) -> Statement | None:
    """What a sentence says of the register, together with the next one where that goes on about it."""
    mention = _REGISTER.search(text)
    if not mention:
        return None
    if len(text) > LONGEST_SENTENCE:
        text = text[max(0, mention.start() - LONGEST_SENTENCE // 2) : mention.end() + LONGEST_SENTENCE // 2]
        return _read_statement(index, text[-LONGEST_SENTENCE:], following, on)
    following = following[:LONGEST_SENTENCE]
    more = "" if _REGISTER.search(following) else following
    counts = _counts(text, mention.end()) or (_counts(more, 0) if _SONAR.search(more) else ())
    percentages = (_percentage(part) for part in (text[mention.end() :], text, more))
    if not counts:
        return None
    percentage = next(filter(None, percentages), None)
    regios = tuple(find_regios(text, on) or find_regios(more, on))
    national, past = bool(_NATIONAL.search(text)), bool(_PAST.search(text))
    return Statement(index, regios, counts, percentage, national=national, past=past)


def _percentage(text: str) -> Percentage | None:
    """The first percentage in a text, but not that of those who are not known."""
    return parse_percentage(_NOT_KNOWN.sub("", text))


def _counts(text: str, mention: int) -> tuple[int, ...]:
    """The counts in a sentence: first those of persons, then those behind the word register, then the larger."""
    dates = [found.span() for found in _DATE.finditer(text)] + [
        (start, end) for _, start, end in locate_kwartalen(text)
    ]
    found = [
        (bool(_PERSONS.match(text, number.end())), number.start() > mention, count)
        for number in _COUNT.finditer(text)
        if (count := parse_number(number[0])) is not None
        and not any(start <= number.start() < end for start, end in dates)
    ]
    return tuple(count for _, _, count in sorted(found, reverse=True))


def find_regios(text: str, on: date) -> list[Regio]:
    """The regions that a text names, in order, each once."""
    found = [regio for regio, _, _ in _locate_regios(_words(text), on)]
    return list({regio.nummer: regio for regio in found}.values())


def without_regios(text: str, on: date) -> list[str]:
    """The words of a text that are no part of a region's name, as keys."""
    words = _words(text)
    named = {index for _, start, end in _locate_regios(words, on) for index in range(start, end)}
    keys = (name_key(word) for index, word in enumerate(words) if index not in named)
    return [key for key in keys if key and not key.isdigit()]


def _without_prefix(text: str) -> str:
    return re.sub(r"^(?:arbeidsmarktregio|regio|AMR)(?:\s*:)?\s+(?=\S)", "", text, flags=re.IGNORECASE)


def _words(text: str) -> list[str]:
    return re.split(r"[\s/,;:|()]+", text)


def _locate_regios(words: list[str], on: date) -> Iterator[tuple[Regio, int, int]]:
    """Regions in a list of words, the longest name at each place; `Gooi en Vechtstreek` is three words."""
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + MOST_WORDS_IN_NAME), start, -1):
            if (
                words[start][:1].isalpha()
                and words[start][0].isupper()
                and (regio := find_regio("".join(words[start:end]), on))
            ):
                yield regio, start, end
                start = end
                break
        else:
            start += 1


def kwartaal_of_file(name: str) -> Kwartaal | None:
    """The quarter that a file's name gives: `rijnmond-2023-q1.csv`."""
    found = find_kwartalen(re.sub(r"[_.]", " ", name))
    return found[0] if len(set(found)) == 1 else None
