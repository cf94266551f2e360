import errno
import io

import pytest

from klantprofielen.errors import OutputError
from klantprofielen.views.streams import READABLE, print_error, silence_stdout, write_data, write_text


class Full(io.TextIOWrapper):
    """A stream that takes nothing."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", text)


class Gone(io.BytesIO):
    """A pipe whose reader has left."""

    def write(self, data: object) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe", data)


@pytest.mark.parametrize(
    ("text", "written"),
    [("Súdwest-Fryslân", b"Sudwest-Fryslan"), ("a · b — ‘c’…", b"a - b - 'c'..."), ("✗ 漢", b"x ?"), ("½", b"12")],
)
def test_what_an_encoding_cannot_write_becomes_what_looks_like_it(text: str, written: bytes) -> None:
    assert text.encode("ascii", READABLE) == written


def test_only_writing_is_made_readable() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", READABLE)


def test_text_that_cannot_be_written_is_an_output_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Full(io.BytesIO()))
    with pytest.raises(OutputError, match="standard output: cannot be written: No space left on device"):
        write_text("x")


def test_a_reader_that_has_left_is_a_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(Gone(), write_through=True))
    with pytest.raises(BrokenPipeError):
        write_text("x")
    with pytest.raises(BrokenPipeError):
        write_data(b"x")


def test_a_reader_may_leave_between_writing_and_flushing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(Gone())
    monkeypatch.setattr("sys.stdout", stream)
    with pytest.raises(BrokenPipeError):
        write_text("x")
    stream.detach()


def test_windows_tells_of_a_broken_pipe_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    class Invalid(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.EINVAL, "Invalid argument", data)

    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(Invalid(), write_through=True))
    monkeypatch.setattr("klantprofielen.views.streams.ON_WINDOWS", True)
    with pytest.raises(BrokenPipeError):
        write_text("x")


def test_a_stream_of_another_program_is_written_to_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    write_text("Súdwest")
    silence_stdout()
    assert stream.getvalue() == "Súdwest"


def test_without_standard_error_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    print_error("x")


def test_without_standard_output_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(BrokenPipeError):
        write_text("x")
