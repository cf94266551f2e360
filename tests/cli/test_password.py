from pathlib import Path

import pytest
from hostile.passwords import SECRET, encrypted
from typer.testing import CliRunner, Result

from klantprofielen.cli.app import app


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A report that needs a password."""
    path = tmp_path / "dicht.pdf"
    path.write_bytes(encrypted("AES, 256 bits", SECRET))
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


@pytest.mark.parametrize("ending", ["", "\n", "\r\nniet dit\n"])
def test_the_first_line_of_the_file_is_the_password(ending: str, locked: Path, tmp_path: Path) -> None:
    (tmp_path / "wachtwoord").write_bytes((SECRET + ending).encode())
    result = run("check", locked, "--password-file", tmp_path / "wachtwoord")
    assert (result.exit_code, result.stdout) == (0, "")


def test_without_a_password_it_is_77_and_nothing_is_asked(locked: Path) -> None:
    result = run("summarize", locked)
    assert (result.exit_code, result.stdout) == (77, "")
    assert "--password-file" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_wrong_password_is_told_as_such(locked: Path, tmp_path: Path) -> None:
    (tmp_path / "wachtwoord").write_text("fout")
    result = run("summarize", locked, "--password-file", tmp_path / "wachtwoord")
    assert result.exit_code == 77
    assert "does not open this" in result.stderr


@pytest.mark.parametrize(("content", "code"), [(None, 66), (b"", 65), (b"\n", 65)])
def test_a_password_file_that_holds_none_is_told(
    content: bytes | None, code: int, locked: Path, tmp_path: Path
) -> None:
    path = tmp_path / "wachtwoord"
    if content is not None:
        path.write_bytes(content)
    result = run("check", locked, "--password-file", path)
    assert result.exit_code == code
    assert str(path) in result.stderr
