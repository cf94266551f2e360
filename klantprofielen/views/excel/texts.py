"""Text of a document in a cell: never a formula, never an invisible sign, never longer than a cell holds."""

import re
import unicodedata

from klantprofielen.notation import guard_text

MOST = 32_767  # characters in a cell
CONTROL_PICTURES = 0x2400
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # which Excel takes for a character by its number


def safe_text(text: str) -> str:
    """The text as a cell can hold it; control characters are shown by their pictures."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_visible, text))
    text = _ESCAPE.sub("_x005F_", text)
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take this for a formula when it is typed again."""
    return guard_text(text) != text


def _visible(char: str) -> str:
    match unicodedata.category(char):
        case "Cc" if ord(char) < 0x20:  # noqa: PLR2004 - of which each has its picture
            return chr(CONTROL_PICTURES + ord(char))
        case "Cc" | "Cs" | "Cn" | "Co":
            return "\ufffd"
        case "Cf":  # zero width, or turning the direction of what follows
            return "\ufffd"
        case _:
            return char
