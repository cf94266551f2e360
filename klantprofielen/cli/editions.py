"""Which of the editions in the archive are of the quarters that are asked for."""

from collections.abc import Callable, Iterable

from klantprofielen.archive import Archive, Edition
from klantprofielen.cli.origin import Origin
from klantprofielen.cli.selection import Quarters
from klantprofielen.errors import EmptyArchiveError
from klantprofielen.language import translate
from klantprofielen.model import Kwartaal


def require_editions(archive: Archive, origin: Origin) -> list[Edition]:
    """All editions, or those that were known at the moment that is asked for.

    Raises:
        EmptyArchiveError: there is none.
    """
    editions = archive.editions(origin.as_of)
    if not editions:
        moment = translate(" that was known then") if origin.as_of else ""
        raise EmptyArchiveError(file=origin.archive, moment=moment)
    return editions


def quarters_held(quarters: Quarters | None, editions: Iterable[Edition]) -> Callable[[Kwartaal], bool]:
    """Whether a quarter is asked for; the latest is that of these editions."""
    if quarters is None:
        return lambda _kwartaal: True
    if quarters.latest:
        return max(edition.kwartaal for edition in editions).__eq__
    return quarters.holds
