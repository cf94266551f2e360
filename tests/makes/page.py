"""What a page of a report is: texts on their baselines, rules and shades; y grows downwards."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Measure = Callable[[str, float, bool], float]
"""The width in points of a text in letters of this size, bold or plain."""

A4 = (595.0, 842.0)
MARGIN = 36.0
LEADING = 1.25
ASCENT = 0.95
TOKENS = re.compile(r"[^ -]+-?|-| ")
"""What a line can be broken behind: a word, a hyphen, a space."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rule where it has no height or no width, else a shade."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text in a cell, broken at spaces and behind hyphens."""
    lines = [""]
    for token in TOKENS.findall(text):
        if lines[-1] and measure((lines[-1] + token).rstrip()) > width:
            lines.append("")
        lines[-1] = (lines[-1] + token).lstrip() if not lines[-1] else lines[-1] + token
    return [line.rstrip() for line in lines if line.strip()]
