import os
import stat
from pathlib import Path

import pytest

from klantprofielen.errors import ExitCode, OutputError, OutputExistsError, OutputIsInputError
from klantprofielen.views.files import check_stdout, check_target, in_folders, make_folder, write_file, write_files

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, modes and devices of POSIX")


def write(path: Path, content: bytes = b"new", *, force: bool = False, inputs: tuple[str, ...] = ()) -> None:
    write_file(str(path), content, force=force, inputs=inputs)


def test_a_file_is_written_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_an_existing_file_is_refused_without_force(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"old")
    with pytest.raises(OutputExistsError, match=r"x\.csv: exists already.*--force") as caught:
        write(tmp_path / "x.csv")
    assert caught.value.exit_code == ExitCode.OUTPUT
    assert (tmp_path / "x.csv").read_bytes() == b"old"


def test_force_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"old")
    write(tmp_path / "x.csv", force=True)
    assert (tmp_path / "x.csv").read_bytes() == b"new"


@POSIX
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_input_is_never_overwritten_under_any_name(tmp_path: Path, link: object) -> None:
    source, other = tmp_path / "in.pdf", tmp_path / "other.pdf"
    source.write_bytes(b"%PDF")
    assert callable(link)
    link(source, other)
    with pytest.raises(OutputIsInputError):
        write(other, force=True, inputs=(str(source),))
    assert source.read_bytes() == b"%PDF"


def test_an_input_that_is_gone_is_no_hindrance(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", inputs=("-", str(tmp_path / "gone.pdf")))
    assert (tmp_path / "x.csv").exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder"):
        check_target(str(tmp_path), force=True, inputs=())


def test_a_folder_that_does_not_exist_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        check_target(str(tmp_path / "nope" / "x.csv"), force=False, inputs=())


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_existing_file_stays_whole_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "x.csv").write_bytes(b"old")
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path / "x.csv", force=True)
    assert (tmp_path / "x.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write(link, force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@POSIX
def test_a_link_under_a_name_of_ours_is_a_file_that_exists(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with pytest.raises(OutputExistsError):
        write_file(str(link), b"new", force=False, inputs=(), follow=False)
    write_file(str(link), b"new", force=True, inputs=(), follow=False)
    assert not link.is_symlink()
    assert (link.read_bytes(), real.read_bytes()) == (b"new", b"old")


def test_a_folder_is_made_in_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert make_folder(str(tmp_path / "new"))
    assert not make_folder(str(tmp_path / "new"))
    for name, reason in (("no/new", "No such file"), ("file", "exists"), ("a\0b", "null")):
        with pytest.raises(OutputError, match=reason):
            make_folder(str(tmp_path / name))


def test_a_folder_that_was_made_in_vain_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    names = [str(tmp_path / name) for name in ("old", "new", "full")]

    def fail() -> None:
        with in_folders(names):
            (tmp_path / "full" / "theirs").write_bytes(b"")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "old"]


@POSIX
def test_the_mode_of_a_file_is_kept_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(b"old")
    old.chmod(0o640)
    write(old, force=True)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    umask = os.umask(0o027)
    try:
        write(tmp_path / "new.csv")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o640


@POSIX
def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="No space left"):
        write(Path("/dev/full"))


def test_of_several_files_all_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(_: int) -> None:
        if len(list(tmp_path.iterdir())) > 2:
            raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fill)
    files = {str(tmp_path / name): b"new" for name in ("a.csv", "b.csv", "c.csv")}
    with pytest.raises(OutputError, match=r"b\.csv: cannot be written: No space left"):
        write_files(files, force=True, inputs=(), follow=())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.csv", b"old")]


@POSIX
def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    with pytest.raises(OutputError, match="nobody reads from it"):
        write(tmp_path / "x.csv")


@POSIX
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    reader = os.open(tmp_path / "x.csv", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(tmp_path / "x.csv")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)


@POSIX
def test_a_link_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to("x.csv")
    with pytest.raises(OutputError, match="symbolic links"):
        write(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").is_symlink()


@POSIX
def test_a_file_that_comes_by_standard_input_is_an_input_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"old")
    with source.open("rb") as stream:
        monkeypatch.setattr("klantprofielen.views.files.STDIN", stream.fileno())
        with pytest.raises(OutputIsInputError):
            write(source, force=True, inputs=("-",))
        write(tmp_path / "other.csv", inputs=("-",))
    monkeypatch.setattr("klantprofielen.views.files.STDIN", 999)
    write(source, force=True, inputs=("-",))


@POSIX
def test_standard_output_that_goes_to_an_input_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"old")
    with source.open("ab") as stream:
        monkeypatch.setattr("klantprofielen.views.files.STDOUT", stream.fileno())
        with pytest.raises(OutputIsInputError, match="standard output"):
            check_stdout(lambda: [str(source)])
        check_stdout(lambda: [str(tmp_path / "other.csv"), "a\0b"])


def test_a_name_that_no_file_can_have_is_no_input(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", inputs=("a\0b", f"{'x' * 5000}"))
    assert (tmp_path / "x.csv").exists()
