"""Every regular expression of the package is linear: a million characters of anything take it no time to speak of."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import klantprofielen

MILLION = 1_000_000
SECONDS = 3.0  # for a million characters; a pattern that is not linear takes hours
TEXTS = {
    "a": "a" * MILLION,
    "1": "1" * MILLION,
    " ": " " * MILLION,
    "1.": "1.234" * (MILLION // 5),
    "1 ": "1 234 " * (MILLION // 6),
    "-": "-" * MILLION,
    "eerste": "eerste kwartaal " * (MILLION // 16),
    "2023": "2023 " * (MILLION // 5),
    "kwartaal": "kwartaal" + " " * MILLION,
    "74": "74 " * (MILLION // 3),
    "date": "1 januari " * (MILLION // 10),
    "stream": "stream\n" * (MILLION // 7),
    "obj": "1 0 obj " * (MILLION // 8),
    "filter": "/Filter [ /ASCII85Decode /FlateDecode ] " * (MILLION // 40),
    "<": "<" * MILLION,
    ">>": ">> " * (MILLION // 3),
    "/F": "/F 1 " * (MILLION // 5),
    "[ 1 0 R": "/Contents [" + "1 0 R " * (MILLION // 6),
    "<c": "<c " * (MILLION // 3),
    "_": "_" * MILLION,
    "x005F": "_x005F" * (MILLION // 6),
    "newline": "\n" * MILLION,
    "quote": '"' * MILLION,
    "sentence": "a. A" * (MILLION // 4),
}


def patterns() -> Iterator[tuple[str, "re.Pattern[str] | re.Pattern[bytes]"]]:
    """All compiled patterns in the modules of the package, and those that they hand to `re` as texts."""
    for module in pkgutil.walk_packages(klantprofielen.__path__, "klantprofielen."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


PATTERNS = dict(patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(name: str) -> None:
    pattern = PATTERNS[name]
    for text in TEXTS.values():
        for size in (3_000, 30_000):  # one that is quadratic is told here, before it takes hours
            require_quick(pattern, text[:size], SECONDS / 10)
        require_quick(pattern, text, SECONDS)


def require_quick(pattern: "re.Pattern[str] | re.Pattern[bytes]", text: str, seconds: float) -> None:
    start = time.process_time()
    if isinstance(pattern.pattern, bytes):
        data = text.encode()
        sum(1 for _ in pattern.finditer(data))
        pattern.fullmatch(data)
    else:
        sum(1 for _ in pattern.finditer(text))
        pattern.fullmatch(text)
    assert time.process_time() - start < seconds, text[:20]


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 30
    assert "klantprofielen.notation._KWARTALEN" in PATTERNS
    assert "klantprofielen.reading.unpacking.STREAM" in PATTERNS
