"""What to say of the herindelingen between two days that no sum can make good."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import Rapport
from klantprofielen.reference import herindelingen
from klantprofielen.reference.lineage import codes_on, day_before, is_rename, name_of, splits_between


def remark_herindelingen(
    printed: Sequence[Rapport], first: date, last: date, until: date | None, *, estimate: bool
) -> Iterator[Remark]:
    """Splits that are not estimated, and mergers that are left as they are; of what was read only."""
    read = {rij.gemeentecode for rapport in printed for rij in rapport.rijen}
    for van, parts in splits_between(first, last).items():
        day = parts[0].datum
        is_estimated = estimate and until is not None and day <= until
        if not is_estimated and not read.isdisjoint({van, *(part.naar for part in parts)}):
            names = tuple(name_of(part.naar, day) for part in parts)
            yield Remark(Topic.SPLIT, None, name_of(van, day_before(day)), names)
    merged: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for herindeling in herindelingen(first, last):
        is_done = until is not None and (herindeling.datum <= until or is_rename(herindeling))
        if not is_done and not herindeling.is_split and not read.isdisjoint({herindeling.van, herindeling.naar}):
            merged[herindeling.naar, herindeling.datum].append(herindeling.van)
    for (naar, day), vans in merged.items():
        yield Remark(
            _topic_of(naar, day, vans, is_as_printed=until is None),
            None,
            name_of(naar, day),
            tuple(name_of(van, day_before(day)) for van in vans),
        )


def _topic_of(naar: str, day: date, vans: Sequence[str], *, is_as_printed: bool) -> Topic:
    """A gemeente that was there before took the others in; one that was not was made of them, or is one of them."""
    if naar in codes_on(day_before(day)):
        return Topic.TAKEN_IN_AS_PRINTED if is_as_printed else Topic.NOT_TAKEN_OUT
    if len(vans) == 1:
        return Topic.RENAMED_AS_PRINTED
    return Topic.AS_PRINTED if is_as_printed else Topic.NOT_UNDONE
