"""Dutch writing, parsed and formatted side by side: 1.234 · 73,9% · eerste kwartaal 2023."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from klantprofielen.model import FIGURES, Kwartaal, Percentage

THOUSANDS = ". \u00a0\u2009\u202f\u2007"
"""The marks between thousands: point, space, no-break space, thin space, narrow no-break space, figure space."""
NUMBER = rf"(?:0|[1-9][0-9]{{0,2}}(?:[{THOUSANDS}][0-9]{{3}}){{1,2}}|[1-9][0-9]{{0,8}})"
_NUMBER = re.compile(NUMBER)
_PERCENTAGE = re.compile(r"(?<![^\s(:=‘'\"])([0-9]{1,3})(?:[,.]([0-9]{1,2}))?[ \u00a0\u202f]?(?:%|procent\b)")
_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,9})?)[ \u00a0\u202f]?(%|procent)?", re.ASCII)
MOST_DIGITS = 9
CENTURY = "20"
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_KWARTAAL_WORD = r"(?:kwartaal|kwt\.?|kw\.?)"
_DASH = "-\u2010-\u2015\u2212"
_ORDINAL = r"eerste|tweede|derde|vierde|[1-4] ?(?:ste|de|e)"
_KWARTALEN = re.compile(
    rf"(?:\b(?P<ordinal>{_ORDINAL}|i{{1,3}}|iv)[ {_DASH}]{_KWARTAAL_WORD}(?: ?van| ?in|,)? ?(?P<y1>20[0-9]{{2}})"
    rf"|\b{_KWARTAAL_WORD} ?(?P<n2>[1-4]),? ?(?:van|in|[/{_DASH}])? ?(?P<y2>20[0-9]{{2}})"
    rf"|\b[qk] ?(?P<n3>[1-4])[ ,/_{_DASH}]{{0,3}}(?P<y3>20[0-9]{{2}})"
    rf"|(?<![0-9.])(?P<y4>20[0-9]{{2}})[ ,/_{_DASH}]{{0,3}}(?:[qk] ?(?P<n4>[1-4])|{_KWARTAAL_WORD} ?(?P<n5>[1-4])"
    rf"|(?P<ordinal6>{_ORDINAL})[ {_DASH}]{_KWARTAAL_WORD}))(?![0-9])"
)  # of lower case: ignoring case would take ten times as long to compile, at every start
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# Invisible signs: zero-width characters, bidirectional controls, byte order mark.
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What else is shown as nothing or takes a line of its own: replaced visibly, like control characters and surrogates.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800")
_LATIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff]*")  # up to the marks on letters: nothing to compose, all is shown
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # of variants of the character before
REPLACEMENT = "\ufffd"
MOST_MARKS = 4  # on one letter; more are a tower over the lines above, and take long to compose
SOFT_HYPHEN = "\u00ad"  # what some tools make of every hyphen
_APOSTROPHES = re.compile("[\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032]")


def parse_number(text: str) -> int | None:
    """A count of persons as the report writes it (`1.234`, `1 234`, `1234`); None for anything else."""
    return int(re.sub(f"[{THOUSANDS}]", "", text)) if _NUMBER.fullmatch(text) else None


def is_number(text: str) -> bool:
    """Whether these are ASCII digits, few enough to count with; superscripts and other scripts are no numbers."""
    return len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def format_number(number: int) -> str:
    """1.095; a minus sign as hyphen, so that it can be copied into a sheet."""
    return f"{number:,}".replace(",", ".")


def format_amount(amount: int | Fraction) -> str:
    """1.095; a median between two counts with its half: 338,5."""
    tenths = int(abs(Fraction(amount)) * 10 + Fraction(1, 2))
    whole, decimal = divmod(tenths, 10)
    sign = "-" if amount < 0 and tenths else ""
    return sign + format_number(whole) + (f",{decimal}" if decimal else "")


def parse_percentage(text: str) -> Percentage | None:
    """The first percentage in a text: `74%`, `73,9 %`, `74 procent`."""
    found = _PERCENTAGE.search(text)
    if not found:
        return None
    decimals = found[2] or ""
    return Percentage(int(found[1] + decimals), len(decimals))


def format_percentage(percentage: Percentage) -> str:
    """As it was printed: 74%, 73,9%."""
    return _format_digits(percentage.digits, percentage.decimals)


def _format_digits(digits: int, decimals: int) -> str:
    whole, rest = divmod(digits, 10**decimals)
    return f"{whole}{f',{rest:0{decimals}}' if decimals else ''}%"


def format_share(share: Fraction, decimals: int = 1) -> str:
    """A fraction 0..1 as a percentage, half rounded up: 0.739153 is 73,9%."""
    part, whole = share.numerator, share.denominator  # in whole numbers: many times faster than fractions
    digits = (2 * abs(part) * 100 * 10**decimals + whole) // (2 * whole)
    return ("-" if part < 0 else "") + _format_digits(digits, decimals)


def parse_share(text: str) -> Fraction | None:
    """A share as it is typed, exact: `80%`, `80,5 %`, `80` and `0.8`; None for anything else.

    Without a sign, what is 1 at most is a fraction, and what is more a percentage.
    """
    found = _SHARE.fullmatch(text.strip())
    if not found:
        return None
    number = Fraction(found[1].replace(",", "."))
    return number / 100 if found[2] or number > 1 else number


def format_difference(difference: int | Fraction) -> str:
    """▲ +1.234, ▼ -5, = 0: a sign and a mark, so that no colour is needed; from a median also ▲ +12,5."""
    text = format_amount(difference)
    return _marked(0 if text == "0" else 1 if difference > 0 else -1, text)


def format_points(difference: Fraction) -> str:
    """A difference of fractions in percentage points, half rounded up: -0.0042 is ▼ -0,4 pp."""
    text = format_share(difference).removesuffix("%")
    return f"{_marked(_rounded(difference), text)} pp"


def format_growth(growth: Fraction) -> str:
    """A change as part of what was there: 0.125 is +12,5%."""
    rounded = _rounded(growth)
    return f"{'+' if rounded > 0 else ''}{format_share(growth if rounded else Fraction(0))}"


def _rounded(share: Fraction) -> int:
    """In tenths of a percent, half rounded away from nothing, as it is shown."""
    tenths = (2000 * abs(share.numerator) + share.denominator) // (2 * share.denominator)
    return tenths if share > 0 else -tenths


def _marked(size: int, text: str) -> str:
    if size > 0:
        return f"▲ +{text}"
    return f"▼ {text}" if size < 0 else f"= {text.removeprefix('-')}"


def find_kwartalen(text: str) -> list[Kwartaal]:
    """All quarters that a text names, in order: `eerste kwartaal 2023`, `1e kwartaal 2023`, `Q1 2023`, `2023-Q1`."""
    return [kwartaal for kwartaal, _, _ in locate_kwartalen(text)]


def locate_kwartalen(text: str) -> list[tuple[Kwartaal, int, int]]:
    """All quarters that a text names, each with the start and end of the words that name it."""
    if CENTURY not in text:  # most lines of most files; spares the search
        return []
    lower = text.lower()
    return [(_kwartaal_of(found), found.start(), found.end()) for found in _KWARTALEN.finditer(lower)]


def parse_kwartaal(text: str) -> Kwartaal | None:
    """The quarter when the text is a quarter and nothing else."""
    found = _KWARTALEN.fullmatch(text.strip().lower())
    return _kwartaal_of(found) if found else None


def _kwartaal_of(found: "re.Match[str]") -> Kwartaal:
    groups = found.groupdict()
    jaar = next(groups[key] for key in ("y1", "y2", "y3", "y4") if groups[key])
    numbers = (groups[key] for key in ("n2", "n3", "n4", "n5", "ordinal", "ordinal6"))
    return Kwartaal(int(jaar), _ordinal(next(number for number in numbers if number)))


def _ordinal(text: str) -> int:
    word = text.casefold()
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return _ROMAN.get(word) or int(word[0])


def format_kwartaal(kwartaal: Kwartaal) -> str:
    """1e kwartaal 2023."""
    return f"{kwartaal.nummer}e kwartaal {kwartaal.jaar}"


def format_kwartaal_in_words(kwartaal: Kwartaal) -> str:
    """As the title of the report has it: eerste kwartaal 2023."""
    return f"{_ORDINALS[kwartaal.nummer - 1]} kwartaal {kwartaal.jaar}"


def format_marks(hidden: Sequence[str | None]) -> str:
    """Which figures of a row are hidden, and the mark of each: `uwv_met_profiel=<5; totaal_sonar=`."""
    marks = zip(FIGURES, hidden, strict=True)
    return "; ".join(f"{key}={mark.replace('%', '%25').replace(';', '%3B')}" for key, mark in marks if mark is not None)


def parse_marks(text: str) -> tuple[str | None, ...]:
    """The mark per figure of `FIGURES`, None for those that are not named."""
    parts = (part.partition("=") for part in text.split(";"))
    marks = {key.strip(): mark.replace("%3B", ";").replace("%25", "%") for key, _, mark in parts}
    return tuple(marks.get(key) for key in FIGURES)


def clean_text(text: str) -> str:
    """Text of a document made harmless once, at the border: Unicode NFC, no control or invisible characters."""
    if (text.isascii() and text.isprintable()) or _LATIN.fullmatch(text):
        return text
    visible = _low_towers(_INVISIBLE.sub("", text).replace(SOFT_HYPHEN, "-"))
    return "".join(REPLACEMENT if is_unshown(char) else char for char in unicodedata.normalize("NFC", visible))


def is_unshown(char: str) -> bool:
    """Whether a character shows as nothing, or does something to its neighbours."""
    if char in _BLANK or unicodedata.category(char) in _UNSHOWN:
        return True
    return any(first <= ord(char) <= last for first, last in _SELECTORS)


def _low_towers(text: str) -> str:
    """The text with at most so many marks on a letter; the rest of them is one sign of replacement."""
    chars: list[str] = []
    height = 0
    for char in text:
        height = height + 1 if unicodedata.combining(char) or unicodedata.category(char) == "Me" else 0
        if height <= MOST_MARKS:
            chars.append(char)
        elif height == MOST_MARKS + 1:
            chars.append(REPLACEMENT)
    return "".join(chars)


def cut_text(text: str, most: int) -> str:
    """A text of at most so many characters; where something is cut off, the end says so."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


FORMULA_STARTS = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
_LIVE = rf"(?=(?:[^\S\t]|')*[{FORMULA_STARTS}])"  # after white space, which some spreadsheets pass over
_FORMULA = re.compile(rf"(^|[;,|\t]){_LIVE}")
_GUARDED = re.compile(rf"(^|[;,|\t])'{_LIVE}")


@lru_cache(maxsize=8192)
def guard_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before each sign that would begin one.

    That is at the start, and after what separates the cells of some csv; before apostrophes of the text itself too,
    so that each guarded text can be told from all others.
    """
    return _FORMULA.sub(r"\1'", text)


def unguard_text(text: str) -> str:
    """The text that was guarded."""
    return _GUARDED.sub(r"\1", text)


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What two spellings of a name share: letters and digits, without case, accents, apostrophes, hyphens, spaces."""
    if name.isascii():
        return "".join(filter(str.isalnum, name)).casefold()
    decomposed = unicodedata.normalize("NFKD", _low_towers(name))
    return "".join(char for char in decomposed if char.isalnum() and char.isascii()).casefold()


def same_spelling(one: str, other: str) -> bool:
    """Whether two names differ at most in case, kind of apostrophe, and white space."""
    return _spelling(one) == _spelling(other)


def _spelling(name: str) -> str:
    return re.sub(r"\s+", "", _APOSTROPHES.sub("'", unicodedata.normalize("NFC", name))).casefold()
