"""The one writer of files: whole or not at all, never over an input, and over an existing file only when told to."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from klantprofielen.errors import OutputError, OutputExistsError, OutputIsInputError
from klantprofielen.language import translate
from klantprofielen.reading.inputs import STANDARD_INPUT

STDIN, STDOUT = 0, 1
STANDARD_OUTPUTS = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""Names of standard output, which is not a file to be replaced."""


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
        if follow and Path(path).is_symlink() and _target(path, follow=True).is_symlink():
            raise OutputError(file=path, reason=os.strerror(errno.ELOOP))
    except (OSError, ValueError) as error:
        raise _failed(path, error) from error


def check_stdout(inputs: Callable[[], Iterable[str]]) -> None:
    """Refuse standard output where it goes to one of the inputs: it would be appended to, or is cut off already.

    Raises:
        OutputIsInputError: it does.
    """
    target = _status_of_stream(STDOUT)
    if target and any(_is_file(target, name) for name in inputs()):
        raise OutputIsInputError(file=translate("standard output"))


def write_file(path: str, content: bytes, *, force: bool, inputs: Iterable[str], follow: bool = True) -> None:
    """Write one file; see `write_files`."""
    write_files({path: content}, force=force, inputs=inputs, follow=[path] if follow else [])


def write_files(files: Mapping[str, bytes], *, force: bool, inputs: Iterable[str], follow: Collection[str]) -> None:
    """Write all of these files or none: each to a temporary one beside it first, so that an existing file stays whole.

    A link that was named (in `follow`) is followed, one that has a name of ours is replaced; a device or pipe is
    written to directly.

    Raises:
        OutputError: as `check_target`, or the system does not let one be written.
    """
    sources = tuple(inputs)
    for path in files:
        check_target(path, force=force, inputs=sources, follow=path in follow)
    path = ""
    staged: list[tuple[str, Path, Path]] = []
    try:
        for path, content in files.items():
            target = _target(path, follow=path in follow)
            if target.exists() and not target.is_file():
                _write_directly(target, content)
            else:
                staged.append((path, target.with_name(f".klantprofielen-{secrets.token_hex(8)}.tmp"), target))
                _stage(staged[-1][1], target, content)
        for path, temporary, target in staged:  # noqa: B007 - the one at which it fails is told below
            temporary.replace(target)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        for _, temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def in_folders(paths: Iterable[str]) -> Iterator[None]:
    """Write in these folders, which are made where they are not there, and taken away again if that fails.

    Raises:
        OutputError: the system does not let one be made; its own folder must be there.
    """
    made: list[Path] = []
    try:
        for path in paths:
            if make_folder(path):
                made.append(Path(path))  # noqa: PERF401 - what is made before one fails must be known
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):  # somebody else has put something in it
                folder.rmdir()
        raise


def make_folder(path: str) -> bool:
    """Whether the folder was not there, and is made.

    Raises:
        OutputError: the system does not let it be made.
    """
    try:
        Path(path).mkdir()
    except FileExistsError as error:
        if Path(path).is_dir():
            return False
        raise _failed(path, error) from error
    except (OSError, ValueError) as error:
        raise _failed(path, error) from error
    return True


def _target(path: str, *, follow: bool) -> Path:
    return Path(os.path.realpath(path)) if follow else Path(os.path.realpath(Path(path).parent)) / Path(path).name


def _stage(temporary: Path, target: Path, content: bytes) -> None:
    """The content in a file that takes the place of the target later, with its mode."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if target.is_file() and not target.is_symlink():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _write_directly(target: Path, content: bytes) -> None:
    """To a device or a pipe; one that nobody reads is not waited for."""
    descriptor = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    with os.fdopen(descriptor, "wb") as file:
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        file.write(content)


def _is_regular(path: str) -> bool:
    return Path(path).is_file()


def _same(path: str, name: str) -> bool:
    try:
        return _is_file(os.stat(path), name)  # noqa: PTH116 - a name may hold what no path can
    except (OSError, ValueError):
        return False


def _is_file(target: os.stat_result, name: str) -> bool:
    """Whether this is the file of that name, or the one that standard input comes from."""
    try:
        source = _status_of_stream(STDIN) if name == STANDARD_INPUT else os.stat(name)  # noqa: PTH116 - likewise
    except (OSError, ValueError):
        return False
    return source is not None and stat.S_ISREG(source.st_mode) and os.path.samestat(target, source)


def _status_of_stream(number: int) -> os.stat_result | None:
    """Of the file behind a standard stream, where it is a file."""
    try:
        status = os.fstat(number)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _failed(path: str, error: OSError | ValueError) -> OutputError:
    if isinstance(error, BrokenPipeError):
        raise error
    unread = getattr(error, "errno", None) == errno.ENXIO
    reason = translate("nobody reads from it") if unread else getattr(error, "strerror", None) or str(error)
    return OutputError(file=path, reason=reason)
