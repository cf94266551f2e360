"""The order of the rows: a report has its gemeenten by name, so two names that have changed places stand out.

No sum sees it when two names change places: each row still adds up. In a report whose rows are in alphabetical order
but for exactly two that would be in order if their names were the other way round, that is told; and so it is where
all names stand one or more rows off, as they do where a column slipped.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from klantprofielen.checks.kinds import build_finding
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Rapport
from klantprofielen.notation import name_key

LEAST_ROWS = 5  # of fewer, chance may put most in order
_ARTICLES = ("s", "de", "den", "het", "t")
"""Words that some leave out of the order: 's-Gravenhage under G, De Fryske Marren under F."""


def check_order(rapport: Rapport) -> Iterator[Finding]:
    """Names that may be shifted, or two that may have changed places: only where nothing else explains the order."""
    names = [rij.gemeente for rij in rapport.rijen]
    if len(names) < LEAST_ROWS or any(_is_ordered(keys) for keys in _ways(names)):
        return
    if any(_is_shifted(keys) for keys in _ways(names)):
        message = _("the names stand one or more rows off from the order of the alphabet: are they shifted?")
        yield build_finding("row-order", message, rij=rapport.rijen[0])
        return
    swaps = {swap for keys in _ways(names) for swap in _swaps(keys)}
    if len(swaps) != 1:
        return
    one, other = swaps.pop()
    message = _("stands where {other} would stand by the alphabet, and the other way round: are their names swapped?")
    for here, there in ((one, other), (other, one)):
        yield build_finding("row-order", message.format(other=names[there]), rij=rapport.rijen[here])


def _ways(names: Sequence[str]) -> list[list[str]]:
    """The keys by which these names may be in order: by their letters, without their article, or sign by sign."""
    plain = [name.casefold() for name in names]
    return [[name_key(name) for name in names], [_without_article(name) for name in names], plain]


def _without_article(name: str) -> str:
    first, _mark, rest = name.replace("-", " ").replace("\u2019", "'").lstrip("'").partition(" ")
    return name_key(rest) if rest and first.casefold() in _ARTICLES else name_key(name)


def _is_ordered(keys: Sequence[str]) -> bool:
    return all(before <= after for before, after in pairwise(keys))


def _is_shifted(keys: Sequence[str]) -> bool:
    """Whether the rows are in order from some row on, round to the row before it."""
    breaks = sum(before > after for before, after in pairwise((*keys, keys[0])))
    return breaks == 1


def _swaps(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of which the exchange puts all in order: they can only be where the order breaks."""
    ordered = sorted(keys)
    wrong = [index for index, (key, right) in enumerate(zip(keys, ordered, strict=True)) if key != right]
    if len(wrong) == 2:  # noqa: PLR2004 - two that have changed places
        yield from combinations(wrong, 2)
