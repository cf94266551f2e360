"""Standard output and error: what cannot be written there is replaced, a full disk is an error, a reader may leave."""

import codecs
import errno
import os
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

from klantprofielen.errors import OutputError
from klantprofielen.language import translate
from klantprofielen.notation import clean_text

ON_WINDOWS = os.name == "nt"
READABLE = "klantprofielen-readable"
"""The name of the codec error handler below."""
_FROM, _TO = "─·✗–—‘’▲▼≈▁▂▃▄▅▆▇█", "--x--''^v~_.:-=+*#"
SIMILAR = {**dict(zip(_FROM, _TO, strict=True)), "…": "...", "≤": "<=", "≠": "!=", "→": "->"}


def _make_readable(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding cannot write by what looks like it: Súdwest-Fryslân becomes Sudwest-Fryslan."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_similar, error.object[error.start : error.end])), error.end


def _similar(char: str) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
    return SIMILAR.get(char) or plain or "?"


codecs.register_error(READABLE, _make_readable)


def write_text(text: str) -> None:
    """Text for people on standard output, in its encoding.

    Raises:
        BrokenPipeError: nobody reads it any more.
        OutputError: it cannot be written.
    """
    stream = _stdout()
    _be_readable(stream)
    _write(stream, text)


def write_data(data: bytes) -> None:
    """Data on standard output, byte for byte, in whatever encoding that is. Raises as `write_text`."""
    stream = _stdout()
    _flush(stream)
    try:
        stream.buffer.write(data)
    except OSError as error:
        raise _failed(error) from error
    _flush(stream)


def print_error(message: str) -> None:
    """One line on standard error; if that is gone, there is nobody to tell."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        _be_readable(sys.stderr)
        sys.stderr.write(f"klantprofielen: {clean_text(message)}\n")
        sys.stderr.flush()


def write_question(text: str) -> None:
    """A question on standard error; the answer is typed behind it."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            _be_readable(sys.stderr)
            sys.stderr.write(clean_text(text))
            sys.stderr.flush()


def silence_stdout() -> None:
    """Let what is left in the buffer go nowhere, so that the end of the program does not complain about it."""
    with suppress(OSError, ValueError, AttributeError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)


def _stdout() -> TextIO:
    """Standard output; where it was closed from the start, nobody reads it."""
    if sys.stdout is None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
    return sys.stdout


def _be_readable(stream: TextIO) -> None:
    with suppress(AttributeError):  # a stream of another program that embeds us
        stream.reconfigure(errors=READABLE)  # type: ignore[attr-defined]


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except OSError as error:
        raise _failed(error) from error
    _flush(stream)


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError as error:
        raise _failed(error) from error


def _failed(error: OSError) -> OSError | OutputError:
    """A reader that left is no failure of the output; Windows says it in its own way."""
    if isinstance(error, BrokenPipeError) or (ON_WINDOWS and error.errno == errno.EINVAL):
        return BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
    return output_failed(error)


def output_failed(error: OSError) -> OutputError:
    """Why standard output could not be written, as an error of ours."""
    return OutputError(file=translate("standard output"), reason=error.strerror or str(error))
