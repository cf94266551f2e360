"""Where reports come from: files, or the archive as it was when. Light, since every command carries it along."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from klantprofielen.errors import UsageError
from klantprofielen.language import translate

_AS_OF = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,15}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Origin:
    """The files that are named, or without them the archive; which archive, and as it was when (UTC)."""

    files: tuple[str, ...] = ()
    wish: str | None = None
    as_of: str | None = None

    @property
    def archive(self) -> str:
        from klantprofielen.archive.place import find_archive  # noqa: PLC0415 - where an archive may be used only

        return find_archive(self.wish)

    @property
    def has_archive(self) -> bool:
        """Whether there is one; where it would be, may not be known either."""
        try:
            return os.path.lexists(self.archive)
        except UsageError:
            return False


def parse_origin(files: Sequence[str] | None, archive: str | None, as_of: str | None = None) -> Origin:
    """The files and the archive as typed.

    Raises:
        UsageError: the moment is none, or files are named, which are as they are.
    """
    if as_of is not None and files:
        raise UsageError(message=translate("--as-of looks back in the archive; leave out the names of files"))
    return Origin(tuple(files or ()), archive, None if as_of is None else parse_moment(as_of))


def parse_moment(text: str) -> str:
    """`2026-03-01` is the end of that day, here; a time may follow, in UTC if it ends in Z.

    Raises:
        UsageError: it is no date.
    """
    day = text.strip()
    try:
        if not _AS_OF.fullmatch(day):
            raise _bad_moment(text)
        found = datetime.fromisoformat(day)
        if len(day) == len("2026-03-01"):
            found = datetime.combine(found.date() + timedelta(days=1), time()) - timedelta(microseconds=1)
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    except (ValueError, OverflowError, OSError) as error:
        raise _bad_moment(text) from error


def _bad_moment(text: str) -> UsageError:
    message = translate("--as-of: expected a date such as 2026-03-01, found '{found}'")
    return UsageError(message=message.format(found=text))
