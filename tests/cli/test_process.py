"""What only a process of its own can show: pipes that close, disks that are full, encodings, and what is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rijnmond import RIJNMOND, format_report

from klantprofielen import __version__

POSIX = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
RUN = [sys.executable, "-m", "klantprofielen"]
ACCENTED = "Súdwest-Fryslân"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text of Rijnmond as a file."""
    path = tmp_path_factory.mktemp("report") / f"rijnmond-{ACCENTED}.txt"
    path.write_text(format_report(RIJNMOND), encoding="utf-8")
    return path


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, check=False, env={**os.environ, **environment}, timeout=60
    )


def shell(command: str, report: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "REPORT": str(report), "PYTHON": sys.executable}
    return subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=environment, timeout=60)


def test_the_whole_way_from_file_to_table(report: Path) -> None:
    result = run("summarize", report)
    assert result.stderr == b""
    assert "14.208 van 19.222 bekend in Sonar: 73,9%; 5.014 niet in Sonar" in result.stdout.decode()
    assert result.returncode == 0


def test_the_version_needs_no_libraries() -> None:
    program = "import sys; from klantprofielen.__main__ import main; main(); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program, "--version"], capture_output=True, check=True, text=True)
    version, modules = result.stdout.splitlines()
    assert version == f"klantprofielen {__version__}"
    assert not {"typer", "rich", "pandas", "openpyxl", "pypdfium2"} & set(modules.split())


@pytest.mark.parametrize("arguments", [["--help"], ["summarize", "--help"], []])
def test_help_waits_for_no_large_library(arguments: list[str]) -> None:
    program = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules))\n"
        "from klantprofielen.__main__ import main; main()"
    )
    result = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=True, text=True)
    assert "Usage:" in result.stdout
    modules = set(result.stdout.splitlines()[-1].split())
    assert not {"rich", "pandas", "numpy", "openpyxl", "pypdfium2", "pydantic"} & modules


@pytest.mark.parametrize("command", ["summarize", "check", "compare", "trend"])
def test_what_is_read_and_printed_waits_for_no_large_library(command: str) -> None:
    program = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules))\n"
        "from klantprofielen.__main__ import main; main()"
    )
    examples = Path(__file__).parents[2] / "examples"
    files = (str(examples / "rijnmond-2023-q1.pdf"), str(examples / "rijnmond-eerder-synthetisch"))
    result = subprocess.run(
        [sys.executable, "-c", program, command, *files], capture_output=True, check=True, text=True
    )
    modules = set(result.stdout.splitlines()[-1].split())
    assert not {"rich", "pandas", "numpy", "openpyxl", "pypdfium2", "pydantic"} & modules


@POSIX
@pytest.mark.parametrize("arguments", ['summarize --json "$REPORT"', 'summarize "$REPORT"', "--help", "--version"])
def test_a_reader_that_leaves_ends_the_run_quietly(report: Path, arguments: str) -> None:
    result = shell(f'"$PYTHON" -m klantprofielen {arguments} | exec true; echo ${{PIPESTATUS[0]}}', report)
    assert result.stderr == b""
    assert result.stdout in {b"141\n", b"0\n"}  # 0 where all fitted into the pipe before it closed


@POSIX
def test_the_head_of_a_summary_is_its_title(report: Path) -> None:
    result = shell('"$PYTHON" -m klantprofielen summarize "$REPORT" | head -1', report)
    assert result.stdout.decode() == "Rijnmond · 1e kwartaal 2023\n"
    assert result.stderr == b""


@POSIX
def test_a_closed_output_is_141_without_a_traceback(report: Path) -> None:
    result = shell('"$PYTHON" -m klantprofielen summarize "$REPORT" >&-', report)
    assert (result.returncode, result.stderr) == (141, b"")


@POSIX
def test_a_closed_standard_error_is_no_hindrance(report: Path) -> None:
    result = shell('"$PYTHON" -m klantprofielen summarize "$REPORT" nope.pdf 2>&-', report)
    assert result.returncode == 66
    assert "klantprofielen:" not in result.stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", ["summarize", "summarize --json", "check --csv", "--help", "--version"])
def test_a_full_disk_is_73_in_one_line(report: Path, arguments: str) -> None:
    file = '"$REPORT"' if " " in arguments or arguments == "summarize" else ""
    result = shell(f'"$PYTHON" -m klantprofielen {arguments} {file} >/dev/full', report)
    assert result.returncode == 73
    assert result.stderr.decode().splitlines()[-1] == (
        "klantprofielen: standard output: cannot be written: No space left on device"
    )


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
)
def test_an_output_that_is_not_unicode_replaces_and_never_crashes(report: Path, environment: dict[str, str]) -> None:
    again = report.with_name("kopie.txt")
    again.write_bytes(report.read_bytes())
    result = run("summarize", report, again, **environment)
    assert result.returncode == 0
    assert b"Rijnmond - 1e kwartaal 2023" in result.stdout
    assert result.stdout.isascii()


def test_data_is_utf_8_whatever_the_output(report: Path) -> None:
    result = run("summarize", "--json", report, PYTHONIOENCODING="ascii")
    assert json.loads(result.stdout.decode("utf-8"))["reports"][0]["source"]["file"].endswith(f"{ACCENTED}.txt")


def test_styles_come_with_a_terminal_only(report: Path) -> None:
    assert b"\x1b[" not in run("summarize", report).stdout
    assert b"\x1b[1m" in run("summarize", report, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("summarize", report, FORCE_COLOR="1", TERM="dumb").stdout
