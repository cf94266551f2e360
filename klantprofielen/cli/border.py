"""The error border: whatever goes wrong in a command becomes one line on standard error and an exit code."""

import errno
import traceback
from collections.abc import Callable
from typing import Any

import typer

from klantprofielen.errors import ExitCode, FaultError, KlantprofielenError, OutputError, ReadError, UsageError
from klantprofielen.language import mark, translate
from klantprofielen.views.streams import output_failed, print_error, silence_stdout, write_text

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
CLICK_MESSAGES = {
    "NoSuchOption": mark("no such option: {option_name}"),
    "MissingParameter": mark("something is missing: {message}"),
}


def guard(run: Callable[[], int], *, debug: bool = False) -> int:
    """Run; the exit code, after one line on standard error if it failed."""
    try:
        code = run()
        write_text("")  # flushes: a full disk shows itself here and not after the end
    except KlantprofielenError as error:
        return _tell(error, debug=debug)
    except KeyboardInterrupt:
        print_error(translate("interrupted"))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return ExitCode.PIPE
    except typer.Exit as leave:
        return leave.exit_code
    except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
        return _tell(_explain(error), debug=debug)
    return code


def _explain(error: Exception) -> KlantprofielenError:
    """An exception of a library as one of ours."""
    if hasattr(error, "format_message"):  # of click, which typer brings under a name that differs by version
        return UsageError(message=_usage_message(error))
    if isinstance(error, OSError) and error.errno in FULL:
        return output_failed(error)
    fault = FaultError(found=" ".join(f"{type(error).__name__}: {error}".split()))
    fault.__cause__ = error
    return fault


def _usage_message(error: Any) -> str:  # noqa: ANN401 - see above
    template = CLICK_MESSAGES.get(type(error).__name__)
    message = translate(template).format_map(vars(error)) if template else error.format_message()
    path = error.ctx.command_path if getattr(error, "ctx", None) else "klantprofielen"
    return message.rstrip(".") + see_help(path)


def _tell(error: KlantprofielenError, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, OutputError):
        silence_stdout()
    file = f"{error.file}: " if isinstance(error, ReadError) and error.file else ""
    print_error(f"{file}{error}")
    return error.exit_code


def see_help(command: str) -> str:
    """The end of a message that points to the help of a command."""
    return translate("; see {command} --help").format(command=command)
