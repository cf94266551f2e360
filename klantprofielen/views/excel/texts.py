"""Text of a document in a cell: never a formula, never an invisible sign, never longer than a cell holds."""

import re
import unicodedata

from klantprofielen.notation import REPLACEMENT, guard_text, is_unshown

MOST = 32_767  # characters in a cell
CONTROL_PICTURES, PICTURED = 0x2400, range(0x20)
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
    if unicodedata.category(char) == "Cc" and ord(char) < len(PICTURED):
        return chr(CONTROL_PICTURES + ord(char))
    return REPLACEMENT if is_unshown(char) else char
