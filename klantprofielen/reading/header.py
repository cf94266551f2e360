"""The header over a table: the words that can stand in one, and which lines are one."""

import re
from collections.abc import Mapping, Sequence

from klantprofielen.notation import name_key
from klantprofielen.reading.grid import MOST_WORDS_IN_ROW, Row
from klantprofielen.reading.words import Line, Word

HEADER_SHARE = 0.7  # of the words of a header line that must be words of a header
MOST_HEADER_LINES = 40
HEADER_REACH = 3.5  # em between two lines of one header
MOST_LINES_OF_CELL = 3
MOST_WORDS_OF_CELL = 6

ORGANISATIONS = {"uwv": "uwv", "gem": "gemeente"} | {
    f"gemeente{ending}": "gemeente" for ending in ("", "n", "lijk", "lijke", "doelgroep", "klanten")
}
PROFIELEN = {"met": "met", "wel": "met", "zonder": "zonder", "geen": "zonder", "niet": "zonder"}
TOTALEN = {"totaal", "totalen", "total"}
HEADER_WORDS = (
    ORGANISATIONS.keys()
    | PROFIELEN.keys()
    | TOTALEN
    | {
        "amr",
        "naam",
        "nr",
        "nummer",
        "code",
        "regio",
        "arbeidsmarktregio",
        "arbeidsmarkt",
        "klantprofiel",
        "klantprofielen",
        "profiel",
        "profielen",
        "in",
        "sonar",
        "aantal",
        "aantallen",
        "personen",
        "bekend",
        "door",
        "bij",
        "via",
        "is",
        "en",
        "van",
        "de",
        "het",
        "per",
        "heeft",
        "ja",
        "nee",
        "geregistreerd",
        "doelgroep",
        "bediend",
        "dienstverlening",
        "onder",
        "gemeentecode",
        "kwartaal",
    }
)


def find_headers(rows: Sequence[Row], lines: Sequence[Line], *, placed: bool) -> list[list[int]]:
    """The header over each run of rows that has one, as the numbers of its lines.

    The first lines of a wrapped cell may stand between the header and the first row: they are passed over.
    """
    taken = {row.index for row in rows}
    headers = []
    for first in (row.index for row in rows if row.index - 1 not in taken):
        header: list[int] = []
        passed = 0
        for index in range(first - 1, max(-1, first - MOST_HEADER_LINES), -1):
            if index in taken or lines[index].page != lines[first].page:
                break
            near = not (placed and header) or lines[header[0]].y - lines[index].y <= HEADER_REACH * lines[index].em
            if is_header(lines[index]) and near:
                header.insert(0, index)
            elif header or passed == MOST_LINES_OF_CELL or len(lines[index].words) > MOST_WORDS_OF_CELL:
                break
            else:
                passed += 1
        if _names_columns([lines[index] for index in header]):
            headers.append(header)
    return headers


def _names_columns(header: Sequence[Line]) -> bool:
    """Whether these lines say, or in a font that can be read would say, what the columns are."""
    names = [name for line in header for name in names_in(line.words, PROFIELEN | {"uwv": "uwv"})]
    return bool(names) or any(not word.readable for line in header for word in line.words)


def is_header(line: Line) -> bool:
    """Whether most words of a line are words of a header; what cannot be read speaks neither for nor against."""
    if len(line.words) > MOST_WORDS_IN_ROW:
        return False
    keys = [key for word in line.words if word.readable for key in _keys(word)]
    known = sum(key in HEADER_WORDS or not key for key in keys)
    if not any(word.readable for word in line.words):
        return True
    return known > 0 and known >= HEADER_SHARE * len(keys)


def names_in(words: Sequence[Word], vocabulary: Mapping[str, str]) -> list[str]:
    """What these words name, in their order: with `ORGANISATIONS`, say, gemeente or UWV."""
    return [name for word in words for name in known_in(word, vocabulary)]


def known_in(word: Word, vocabulary: Mapping[str, str]) -> list[str]:
    """What a word names: nothing, one thing, or more in a word with a hyphen."""
    return [vocabulary[key] for key in _keys(word) if key in vocabulary]


def _keys(word: Word) -> list[str]:
    """The words in a word: `UWV-doelgroep` is two."""
    return [name_key(part) for part in re.split("[-_/\u00ad\u2010-\u2015\u2212]", word.text)]
