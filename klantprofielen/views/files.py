"""The one writer of files: whole or not at all, never over an input, and over an existing file only when told to."""

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from klantprofielen.errors import OutputError, OutputExistsError, OutputIsInputError


def check_target(path: str, *, force: bool, inputs: Iterable[str], follow: bool = True) -> None:
    """Refuse a target before any work is done for it.

    A link is followed where it is the target that was named; where the name is ours (`follow` is off), it is a file
    that exists.

    Raises:
        OutputIsInputError: it is one of the inputs, under whatever name.
        OutputExistsError: it exists, and `force` does not allow to replace it.
        OutputError: it is a folder, or its folder does not exist.
    """
    if any(_same(path, name) for name in inputs):
        raise OutputIsInputError(file=path)
    try:
        if Path(path).is_dir():
            raise OutputError(file=path, reason="it is a folder")
        if not force and (_is_regular(path) or (not follow and Path(path).is_symlink())):
            raise OutputExistsError(file=path)
        _target(path, follow=follow).parent.stat()
    except OSError as error:
        raise _failed(path, error) from error


def write_file(path: str, content: bytes, *, force: bool, inputs: Iterable[str], follow: bool = True) -> None:
    """Write a file through a temporary one beside it, so that an existing file stays whole if anything fails.

    A link that was named is followed, one that has a name of ours is replaced; a device or pipe is written to directly.

    Raises:
        OutputError: as `check_target`, or the system does not let it be written.
    """
    check_target(path, force=force, inputs=inputs, follow=follow)
    target = _target(path, follow=follow)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise _failed(path, error) from error


def make_folder(path: str) -> None:
    """A folder to write in; its own folder must be there.

    Raises:
        OutputError: the system does not let it be made.
    """
    try:
        Path(path).mkdir(exist_ok=True)
    except OSError as error:
        raise _failed(path, error) from error


def _target(path: str, *, follow: bool) -> Path:
    return Path(os.path.realpath(path)) if follow else Path(os.path.realpath(Path(path).parent)) / Path(path).name


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".klantprofielen-{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.is_file() and not target.is_symlink():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _is_regular(path: str) -> bool:
    return Path(path).is_file()


def _same(path: str, name: str) -> bool:
    try:
        return Path(path).samefile(name)
    except OSError:
        return False


def _failed(path: str, error: OSError) -> OutputError:
    return OutputError(file=path, reason=error.strerror or str(error))
