"""Imports that take long, without what they import in turn and we do not need."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def without(names: Sequence[str]) -> Iterator[None]:
    """Import as if these libraries were not installed, unless they are imported already."""
    blocked = [name for name in names if name not in sys.modules]
    for name in blocked:
        sys.modules[name] = None  # type: ignore[assignment]  # which import takes for "is not there"
    try:
        yield
    finally:
        for name in blocked:
            del sys.modules[name]
