"""From what the user names to the files to read: folders, patterns, standard input, and what cannot be read."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path

from klantprofielen.errors import (
    EmptyFolderError,
    MissingError,
    NoMatchError,
    NoPermissionError,
    NotAFileError,
    ReadError,
    TooLargeError,
    UnreadableError,
)
from klantprofielen.notation import REPLACEMENT, clean_text

STANDARD_INPUT = "-"
STDOUT = 1
STANDARD_INPUTS = (STANDARD_INPUT, "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")
SUFFIXES = (".pdf", ".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
PDF = b"%PDF-"
MEGABYTE = 1_000_000


def find_inputs(names: Sequence[str]) -> list[str | ReadError]:
    """The files that these names stand for, in order, each once; an error where a name stands for none."""
    found: dict[str, str | ReadError] = {}
    for name in names:
        for item in _expand(name):
            found.setdefault(item if isinstance(item, str) else f"\0{item.file}", item)
    return list(found.values())


def _expand(name: str) -> Iterator[str | ReadError]:
    if name in STANDARD_INPUTS:
        yield STANDARD_INPUT
    elif os.path.isdir(name):  # noqa: PTH112 - a name may hold what no path can
        yield from _or(_files_below(name), EmptyFolderError(file=name))
    elif has_magic(name) and not os.path.lexists(name):
        matches = sorted(match for match in glob(name, recursive=True) if not os.path.isdir(match))  # noqa: PTH112, PTH207
        yield from _or(matches, NoMatchError(file=name))
    else:
        yield name


def _or(files: Iterable[str | ReadError], error: ReadError) -> Iterator[str | ReadError]:
    """The files; the error where there is none."""
    found = list(files)
    yield from found
    if not found:
        yield error


def _files_below(folder: str) -> Iterator[str | ReadError]:
    """The reports in a folder: by their suffix, and PDFs without one; what is hidden or a lock file is passed over.

    A folder that may not be looked into is told. Links to folders are not followed, so that none leads in a circle.
    The file to which standard output goes is no report yet: it is passed over.
    """
    closed: list[str] = []
    output = _output_file()
    for path, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = os.path.join(path, name)  # noqa: PTH118
            if name.startswith((".", "~$")) or not (name.lower().endswith(SUFFIXES) or _is_pdf(file)):
                continue
            if output is None or not _is_same(file, output):
                yield file
    yield from (NoPermissionError(file=name) for name in closed)


def _output_file() -> os.stat_result | None:
    """The file behind standard output, where there is one."""
    try:
        status = os.fstat(STDOUT)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _is_same(file: str, other: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(file), other)  # noqa: PTH116 - a name may hold what no path can
    except OSError:
        return False


def _is_pdf(file: str) -> bool:
    try:
        if Path(file).suffix or not Path(file).is_file():
            return False
        with open(file, "rb") as stream:  # noqa: PTH123
            return stream.read(len(PDF)) == PDF
    except OSError:
        return False


def read_bytes(name: str, max_mb: int) -> bytes:
    """The bytes of one input; of one that never ends no more than is needed to refuse it.

    Raises:
        MissingError, NotAFileError, NoPermissionError, UnreadableError, TooLargeError: each with the file's name.
    """
    try:
        data = _read_standard_input(max_mb) if name == STANDARD_INPUT else _read_file(name, max_mb)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingError(hint=_hint(name)) from error
    except PermissionError as error:
        raise NoPermissionError from error
    except OSError as error:
        raise _explain(error) from error
    except ValueError as error:  # a name with NUL in it
        raise UnreadableError(found=str(error)) from error
    if len(data) > max_mb * MEGABYTE:
        raise TooLargeError(found=f"more than {max_mb} MB", limit=f"{max_mb} MB", option="--max-mb")
    return data


def _explain(error: OSError) -> ReadError:
    if error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}:
        raise error  # no flaw of the file
    return UnreadableError(found=error.strerror or str(error))


def _read_standard_input(max_mb: int) -> bytes:
    if sys.stdin is None:
        raise UnreadableError(found="standard input is closed")
    return sys.stdin.buffer.read(max_mb * MEGABYTE + 1)


def _read_file(name: str, max_mb: int) -> bytes:
    """The bytes of a regular file; what is none is not waited for, also where it takes the place of one just now."""
    _require_regular(os.stat(name).st_mode)  # noqa: PTH116
    with open(name, "rb", opener=_open_without_waiting) as stream:
        _require_regular(os.fstat(stream.fileno()).st_mode)
        return stream.read(max_mb * MEGABYTE + 1) or b""  # a file of the system may have nothing to say yet


def _open_without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _require_regular(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = (
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "named pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "device"),
        (stat.S_ISBLK, "device"),
    )
    raise NotAFileError(found=next((kind for test, kind in kinds if test(mode)), "special file"))


def _hint(name: str) -> str:
    """A file beside it with almost the same name."""
    path = Path(name)
    try:
        near = get_close_matches(path.name, [other.name for other in path.parent.iterdir()], n=1, cutoff=0.7)
    except (OSError, ValueError):
        return ""
    return f" ({near[0]}?)" if near else ""


def shown_name(name: str) -> str:
    """A file's name as it can be shown and stored: what is no text in it is replaced."""
    try:
        readable = os.fsencode(name).decode("utf-8", errors="replace")
    except UnicodeEncodeError:  # no name that this system can have
        readable = name
    return clean_text("".join(char if char.isprintable() else REPLACEMENT for char in readable))
