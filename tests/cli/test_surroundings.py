"""Surroundings that are hostile or poor, as only processes of their own meet them: the same figures, or one line."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rijnmond import RIJNMOND, format_report

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell, signals and limits of POSIX")
LINE = "14.208 van 19.222 bekend in Sonar"
RUN = '"$PYTHON" -m klantprofielen'
EVIL = "import os; os.write(2, b'loaded: ' + __file__.encode()); raise SystemExit(99)\n"
LARGE = ("pandas", "numpy", "typer", "click", "rich", "openpyxl", "defusedxml", "pypdfium2_raw")
SMALL = ("json", "gettext", "subprocess", "signal", "csv", "textwrap")
"""Some of what is imported after us; before us `python -m` itself looks for a few modules in the working folder."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the text of Rijnmond as r.txt."""
    (tmp_path / "r.txt").write_text(format_report(RIJNMOND), encoding="utf-8")
    return tmp_path


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHON": sys.executable, **environment}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )


def test_nothing_of_the_working_folder_is_loaded(folder: Path) -> None:
    for name in (*LARGE, *SMALL):
        (folder / f"{name}.py").write_text(EVIL, encoding="utf-8")
    for name in ("rich", "pandas", "typer"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(EVIL, encoding="utf-8")
    (folder / ".env").write_text("KLANTPROFIELEN_LANG=nl\nKLANTPROFIELEN_MAX_MB=0\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.klantprofielen\nmax_mb = 0\n", encoding="utf-8")
    result = shell(f"{RUN} summarize r.txt && {RUN} export r.txt --xlsx -o x.xlsx", folder, FORCE_COLOR="1")
    assert LINE in result.stdout
    assert (result.returncode, result.stderr) == (0, "klantprofielen: written: x.xlsx\n")


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/nowhere", "TMPDIR": "/nowhere", "TERM": "", "KLANTPROFIELEN_LANG": "../../x\x1b"},
        {"PYTHONWARNINGS": "error", "PYTHONOPTIMIZE": "2", "COLUMNS": "-5", "LINES": "x", "FORCE_COLOR": "1"},
    ],
)
def test_odd_settings_change_no_figure(folder: Path, environment: dict[str, str]) -> None:
    result = shell(f"unset HOME; {RUN} summarize r.txt", folder, **environment)
    assert LINE in result.stdout
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("files", [6, 9])
def test_few_open_files_are_one_line(folder: Path, files: int) -> None:
    result = shell(f"ulimit -n {files}; {RUN} summarize r.txt", folder)
    if result.returncode == 0:
        assert LINE in result.stdout
    else:
        assert result.returncode == 70
        assert re.fullmatch(r"klantprofielen: the system gives too little.*Too many open files.*\n", result.stderr)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("summarize - <&-", 66),
        ("summarize r.txt nope.txt 2>/dev/full", 66),
        ("check r.txt 2>/dev/full", 0),
        ("--help >&-", 141),
        ("--version 1</dev/null", 73),
        ("export r.txt --csv -o /dev/stdout 1</dev/null", 73),
        ("export - -o r.txt --csv --force <r.txt", 73),
        ("summarize - -o r.txt --force <r.txt", 73),
        ("summarize r.txt >>r.txt", 73),
    ],
)
def test_streams_that_are_closed_full_or_the_input_itself(folder: Path, command: str, code: int) -> None:
    before = (folder / "r.txt").read_bytes()
    result = shell(f"{RUN} {command}", folder)
    assert result.returncode == code
    assert len(result.stderr.splitlines()) == (0 if code == 141 or "full" in command or "check" in command else 1)
    assert (folder / "r.txt").read_bytes() == before


def test_standard_input_without_end_is_refused_by_its_size(folder: Path) -> None:
    result = shell(f"yes | {RUN} summarize - --max-mb 1; exit ${{PIPESTATUS[1]}}", folder)
    assert result.returncode == 65
    assert result.stderr == (
        "klantprofielen: -: found more than 1 MB, the limit is 1 MB; if this really is the report, "
        "raise it with --max-mb\n"
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_stopped_ends_at_once_and_leaves_nothing(folder: Path, number: int, code: int) -> None:
    arguments = ["export", "r.txt", "-", "--csv", "-o", "out/"]  # and standard input stays silent
    with subprocess.Popen(
        [sys.executable, "-m", "klantprofielen", *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as run:
        deadline = time.monotonic() + 20
        while len(readers := readers_of(run.pid)) < 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)  # until it is in the midst of a file
        run.send_signal(number)
        told = run.stderr.read() if run.stderr else ""
        run.wait(timeout=20)
    assert (run.returncode, told) == (code, "klantprofielen: interrupted\n")
    assert not (folder / "out").exists()
    assert not any(Path(f"/proc/{reader}").exists() for reader in readers)


def readers_of(parent: int) -> list[str]:
    """The numbers of the processes that this one has started; on systems that tell."""
    try:
        return Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    except OSError:
        return ["0"]
