import io
import os
import socket
import sys
from pathlib import Path

import pytest

from klantprofielen.errors import (
    EmptyFolderError,
    MissingError,
    NoMatchError,
    NoPermissionError,
    NotAFileError,
    ReadError,
    TooLargeError,
)
from klantprofielen.reading import inputs
from klantprofielen.reading.inputs import find_inputs, read_bytes, shown_name


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some files, as the working folder."""
    for name in ("b.pdf", "a.PDF", "c.xlsx", "d.csv", "e.txt", "notitie.docx", ".verborgen.pdf", "~$c.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "zonder").write_bytes(b"%PDF-1.7")
    (tmp_path / "ander").write_bytes(b"GIF89a")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "f.tsv").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "g.pdf").write_bytes(b"x")
    (tmp_path / "leeg").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_are_found_in_the_order_in_which_they_are_named(folder: Path) -> None:
    assert find_inputs(["e.txt", "b.pdf"]) == ["e.txt", "b.pdf"]
    assert folder.exists()


def test_a_file_that_is_named_twice_is_found_once(folder: Path) -> None:
    assert find_inputs(["b.pdf", "b.pdf", "b.*"]) == ["b.pdf"]
    assert folder.exists()


def test_a_folder_stands_for_the_reports_in_it_and_below_it(folder: Path) -> None:
    names = ["a.PDF", "b.pdf", "c.xlsx", "d.csv", "e.txt", "zonder", "map/f.tsv"]
    assert find_inputs([str(folder)]) == [str(folder / name) for name in names]


def test_a_pattern_stands_for_the_files_that_match_it(folder: Path) -> None:
    assert find_inputs(["*.pdf"]) == ["b.pdf"]
    assert find_inputs(["**/*.tsv"]) == ["map/f.tsv"]
    (folder / "q[1].pdf").write_bytes(b"x")
    assert find_inputs(["q[1].pdf"]) == ["q[1].pdf"]


def test_a_name_that_stands_for_nothing_is_an_error(folder: Path) -> None:
    empty, unmatched = find_inputs([str(folder / "leeg"), "*.ods"])
    assert isinstance(empty, EmptyFolderError)
    assert empty.file == str(folder / "leeg")
    assert isinstance(unmatched, NoMatchError)
    assert unmatched.file == "*.ods"


def test_a_name_without_wildcards_is_left_to_be_opened() -> None:
    assert find_inputs(["nergens.pdf"]) == ["nergens.pdf"]


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_standard_input_is_named_by_a_dash(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF")))
    assert find_inputs([name]) == ["-"]
    assert read_bytes("-", 1) == b"%PDF"


def test_a_file_that_cannot_be_looked_into_is_no_pdf(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(inputs, "open", refuse, raising=False)
    assert str(folder / "zonder") not in find_inputs([str(folder)])


def test_the_bytes_of_a_file_are_read(folder: Path) -> None:
    assert read_bytes("zonder", 1) == b"%PDF-1.7"
    assert folder.exists()


def caught(name: str, max_mb: int = 1) -> ReadError:
    with pytest.raises(ReadError) as caught_error:
        read_bytes(name, max_mb)
    return caught_error.value


def test_a_file_of_more_than_the_limit_is_refused(folder: Path) -> None:
    (folder / "groot.pdf").write_bytes(bytes(1_000_000))
    assert len(read_bytes("groot.pdf", 1)) == 1_000_000
    (folder / "groot.pdf").write_bytes(bytes(1_000_001))
    error = caught("groot.pdf")
    assert isinstance(error, TooLargeError)
    assert error.facts["option"] == "--max-mb"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("bb.pdf", " (b.pdf?)"), ("heel-iets-anders.pdf", ""), ("nergens/b.pdf", ""), ("b.pdf/c.pdf", "")],
)
def test_a_missing_file_is_told_with_one_that_has_almost_its_name(name: str, hint: str, folder: Path) -> None:
    error = caught(name)
    assert isinstance(error, MissingError)
    assert error.facts == {"hint": hint}
    assert folder.exists()


def test_a_name_that_no_file_can_have_is_no_file() -> None:
    assert isinstance(caught("a\0b"), NotAFileError)
    assert isinstance(caught("x" * 5000), NotAFileError)


@pytest.mark.parametrize("kind", ["folder", "named pipe", "socket", "device"])
def test_what_is_no_regular_file_is_named_and_not_opened(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "x")
    if kind == "named pipe":
        os.mkfifo(path)
    elif kind == "socket":
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        path = "x"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)
    else:
        path = {"folder": str(tmp_path), "device": os.devnull}[kind]
    error = caught(path)
    assert isinstance(error, NotAFileError)
    assert error.facts == {"found": kind}


def test_a_file_without_permission_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(inputs, "open", refuse, raising=False)
    assert isinstance(caught("b.pdf"), NoPermissionError)
    assert folder.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("rijnmond.pdf", "rijnmond.pdf"),
        ("a\nb\x1b[31m.pdf", "a�b�[31m.pdf"),
        ("kapot\udcff.pdf", "kapot�.pdf"),
        ("Súdwest.pdf", "Súdwest.pdf"),
    ],
)
def test_a_name_is_shown_as_text(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_name_that_this_system_cannot_have_is_shown_too() -> None:
    assert shown_name("a\ud800b") == "a\ufffdb"


def test_marks_without_end_are_cut_from_a_name() -> None:
    assert shown_name("a" + "\u0323" * 100 + ".pdf") == "\u1ea1\u0323\u0323\u0323\ufffd.pdf"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_that_leads_in_a_circle_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").symlink_to("x.pdf")
    error = caught(str(tmp_path / "x.pdf"))
    assert (error.kind, error.exit_code) == ("not-a-file", 66)
    assert str(error) == "cannot be read: Too many levels of symbolic links"


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regular, pipe = tmp_path / "x.pdf", tmp_path / "pipe"
    regular.write_bytes(b"%PDF")
    os.mkfifo(pipe)
    status = regular.stat()
    monkeypatch.setattr(os, "stat", lambda _: status)
    error = caught(str(pipe))
    assert error.facts == {"found": "named pipe"}


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert str(caught("-")) == "cannot be read: standard input is closed"


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
def test_standard_input_has_several_names(name: str) -> None:
    assert find_inputs([name, "-"]) == ["-"]


def test_standard_input_without_end_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 < size <= 1_000_001
            return b"y\n" * (size // 2 + 1)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Endless()))
    assert isinstance(caught("-"), TooLargeError)


def test_a_shortage_of_the_system_is_no_flaw_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_more: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(inputs, "open", refuse, raising=False)
    with pytest.raises(OSError, match="Too many open files"):
        read_bytes("b.pdf", 1)
    assert folder.exists()


def test_each_folder_that_may_not_be_looked_into_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(name: str) -> object:
        if name.endswith(("dicht", "op-slot")):
            raise PermissionError(13, "Permission denied", name)
        return real(name)

    real = os.scandir
    for name in ("dicht", "op-slot"):
        (folder / name).mkdir()
    monkeypatch.setattr(os, "scandir", scan)
    found = find_inputs([str(folder)])
    closed = [item for item in found if isinstance(item, NoPermissionError)]
    assert [Path(item.file).name for item in closed] == ["dicht", "op-slot"]
    assert str(folder / "b.pdf") in found


@pytest.mark.skipif(os.name != "posix", reason="streams of POSIX")
def test_the_file_that_standard_output_goes_to_is_no_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = find_inputs([str(folder)])
    with (folder / "uit.txt").open("wb") as stream:
        monkeypatch.setattr(inputs, "STDOUT", stream.fileno())
        assert find_inputs([str(folder)]) == before
        assert find_inputs([str(folder / "uit.txt")]) == [str(folder / "uit.txt")]
    monkeypatch.setattr(inputs, "STDOUT", 999)
    assert len(find_inputs([str(folder)])) == len(before) + 1
