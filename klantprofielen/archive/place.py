"""Where the archive is: as asked for, by the environment, or in the folder for data of the user."""

import os
from pathlib import Path

from klantprofielen.errors import UsageError
from klantprofielen.language import translate

VARIABLE = "KLANTPROFIELEN_ARCHIVE"
NAME = "archief.sqlite"


def find_archive(wish: str | None) -> str:
    """The file of the archive, whether it is there or not.

    Raises:
        UsageError: nothing is asked for, and the user has no folder.
    """
    named = os.environ.get(VARIABLE) if wish is None else wish
    if named:
        return named
    if wish is not None:
        raise UsageError(message=translate("--archive: expected the name of a file, found nothing"))
    from platformdirs import user_data_dir  # noqa: PLC0415 - only where the place is not told

    folder = Path(user_data_dir("klantprofielen", appauthor=False))
    if not folder.is_absolute():
        message = translate("there is no home folder for the archive; name its place with --archive or {variable}")
        raise UsageError(message=message.format(variable=VARIABLE))
    return str(folder / NAME)
