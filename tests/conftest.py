"""What all tests stand on: an environment that says nothing about language, colours, width or limits."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # as in the processes that read and write workbooks, where it is not looked for

import pytest
from command import Run, read_made_up
from hypothesis import settings
from typer.testing import CliRunner, Result

from klantprofielen.cli.app import app
from klantprofielen.language import choose_language

settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples on every run, however slow
settings.load_profile("steady")

SILENT = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def silent_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """English, no colours, 80 columns, the limits as they come, and an archive that is not there."""
    for name in [*SILENT, *(name for name in os.environ if name.startswith("KLANTPROFIELEN_"))]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("KLANTPROFIELEN_ARCHIVE", str(tmp_path / "archief.sqlite"))
    yield
    choose_language(None)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on made-up files."""
    monkeypatch.setattr("klantprofielen.reading.reader.read_inputs", read_made_up)
    monkeypatch.setattr("klantprofielen.reading.reader.find_inputs", list)

    def invoke(*arguments: str, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(app, list(arguments), catch_exceptions=False)

    return invoke
