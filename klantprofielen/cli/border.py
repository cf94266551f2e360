"""The error border: whatever goes wrong becomes one line on standard error and an exit code."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from klantprofielen.errors import (
    ExitCode,
    FaultError,
    KlantprofielenError,
    OutputError,
    ReadError,
    ShortageError,
    UsageError,
)
from klantprofielen.language import mark, translate
from klantprofielen.notation import clean_text, cut_text
from klantprofielen.views.streams import (
    MOST_IN_MESSAGE,
    output_failed,
    print_details,
    print_error,
    silence_stdout,
    write_text,
)

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
SHORT = {errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM}
CLICK_MESSAGES = {
    "NoSuchOption": mark("no such option: {option_name}"),
    "MissingParameter": mark("something is missing: {message}"),
}
LAST_WORDS = b"klantprofielen: an error in klantprofielen itself, and another while it was told\n"
BY_SIGNAL = 128  # and its number: the exit code of a run that a signal stops


_debugging: list[bool] = []


def guard(run: Callable[[], int], *, debug: bool = False) -> int:
    """Run; the exit code, after one line on standard error if it failed."""
    _debugging[:] = [debug]
    try:
        code = run()
        write_text("")  # flushes: a full disk shows itself here and not after the end
    except BaseException as error:  # noqa: BLE001 - the one place where nothing may pass
        return settle(error, debug=debug)
    return code


def settle(error: BaseException, *, debug: bool) -> int:
    """The exit code of a run that this has ended; told in one line, with `debug` after the details."""
    try:
        return _settle(error, debug=debug)
    except BaseException as another:  # noqa: BLE001 - no memory to tell it, or stopped while telling it
        if isinstance(another, KeyboardInterrupt):
            return ExitCode.INTERRUPTED
        with suppress(OSError):
            os.write(2, LAST_WORDS)
        return ExitCode.SOFTWARE


def _settle(error: BaseException, *, debug: bool) -> int:
    if isinstance(error, KeyboardInterrupt):
        print_error(translate("interrupted"))
        number = getattr(error, "number", 0)
        return BY_SIGNAL + number if number else ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        silence_stdout()
        return ExitCode.PIPE
    leave = getattr(error, "exit_code", None)
    if type(error).__name__ == "Exit" and isinstance(leave, int):  # of click, which typer brings; see below
        return leave
    return _tell(error if isinstance(error, KlantprofielenError) else _explain(error), debug=debug)


def _explain(error: BaseException) -> KlantprofielenError:
    """An exception of a library as one of ours."""
    if hasattr(error, "format_message"):  # of click, which typer brings under a name that differs by version
        return UsageError(message=_usage_message(error))
    if isinstance(error, OSError) and error.errno in FULL:
        return output_failed(error)
    explained: KlantprofielenError = FaultError(found=describe(error))
    if _is_shortage(error):
        explained = ShortageError(found=getattr(error, "strerror", None) or describe(error))
    explained.__cause__ = error
    return explained


def _is_shortage(error: BaseException) -> bool:
    """Whether the system had no more files, processes or memory to give."""
    of_system = isinstance(error, OSError) and error.errno in SHORT
    return of_system or isinstance(error, MemoryError) or "start new thread" in describe(error)


def describe(error: BaseException) -> str:
    """The kind of an exception and what it says, on one line; also of one that cannot say it."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - an exception of a library, in trouble itself
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _usage_message(error: Any) -> str:  # noqa: ANN401 - see above
    template = CLICK_MESSAGES.get(type(error).__name__)
    message = translate(template).format_map(vars(error)) if template else error.format_message()
    path = error.ctx.command_path if getattr(error, "ctx", None) else "klantprofielen"
    return message.rstrip(".") + see_help(path)


def _tell(error: KlantprofielenError, *, debug: bool) -> int:
    if debug:
        print_details(details_of(error))
    if isinstance(error, OutputError):
        silence_stdout()
    file = f"{error.file}: " if isinstance(error, ReadError) and error.file else ""
    print_error(f"{file}{error}")
    return error.exit_code


def tell_failure(file: str, error: KlantprofielenError) -> None:
    """Name a file that cannot be used; of a fault of ours the details too, with `--debug`."""
    if any(_debugging) and isinstance(error, FaultError):
        print_details(details_of(error))
    print_error(f"{file}: {error}")


def details_of(error: BaseException) -> str:
    """Where an exception came from, in lines that are harmless: they may quote a document."""
    import traceback  # noqa: PLC0415 - on demand only

    details = str(getattr(error, "facts", {}).get("details", ""))  # of the reader process
    lines = [*"".join(traceback.format_exception(error)).splitlines(), *details.splitlines()]
    return "".join(f"{cut_text(clean_text(line), MOST_IN_MESSAGE)}\n" for line in lines)


def see_help(command: str) -> str:
    """The end of a message that points to the help of a command."""
    return translate("; see {command} --help").format(command=command)
