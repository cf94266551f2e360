import re

import pytest
import typer
from command import Run
from typer.main import get_command

from klantprofielen import __version__
from klantprofielen.cli.app import app
from klantprofielen.cli.border import guard
from klantprofielen.cli.group import Group, take_flag
from klantprofielen.errors import NoPermissionError


def test_the_version_is_one_line(run: Run) -> None:
    assert run("--version").stdout == f"klantprofielen {__version__}\n"


def test_help_is_printed_without_arguments_too(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout
    assert re.search(r"(?s)\n  summarize .*\n  check ", result.stdout)


def test_the_commands_are_known_without_importing_them() -> None:
    group = get_command(app)
    assert isinstance(group, Group)
    assert group.list_commands(None) == ["summarize", "check", "compare", "trend", "ingest", "archive", "export"]


def test_help_of_a_command_has_its_options_in_groups(run: Run) -> None:
    text = run("summarize", "--help").stdout
    order = ["Usage: ", "Arguments:", "Options:", "Selection:", "Output:", "Limits per file:", "Exit codes:"]
    assert [text.index(title) for title in order] == sorted(text.index(title) for title in order)
    assert "-r, --region REGION" in text
    assert "[20; KLANTPROFIELEN_MAX_MB]" in text
    assert "TOTAAL AMR" in run("check", "--help").stdout


def test_help_and_messages_are_dutch_when_asked_for(run: Run) -> None:
    assert "Gebruik: klantprofielen" in run("--lang", "nl", "--help").stdout
    assert "Selectie:" in run("summarize", "--help", "--lang=nl").stdout
    assert "Gebruik:" in run("--help", KLANTPROFIELEN_LANG="nl").stdout
    assert "Usage:" in run("--help").stdout
    assert run("summarize", "weg.pdf", "--lang", "nl").stderr.startswith("klantprofielen: weg.pdf: dit bestand")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("summarise",), "no command 'summarise'; did you mean summarize?"),
        (("xyzzy",), "no command 'xyzzy'; see klantprofielen --help"),
        (("summarize", "--jsn", "x"), "no such option: --jsn; see klantprofielen summarize --help"),
        (("--verbose",), "no such option: --verbose; see klantprofielen --help"),
        (("summarize", "x", "--sort"), "Option '--sort' requires an argument; see klantprofielen --help"),
        (("--lang", "de"), "--lang: expected en or nl, found 'de'"),
    ],
)
def test_wrong_usage_is_one_line_that_helps(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"klantprofielen: {message}\n"


def test_a_fault_is_one_line_and_its_details_on_demand(run: Run) -> None:
    result = run("summarize", "kapot.pdf")
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.startswith("klantprofielen: an error in klantprofielen itself: RuntimeError: two lines;")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" in run("summarize", "kapot.pdf", "--debug").stderr
    assert "Traceback" in run("--debug", "summarize", "kapot.pdf").stderr


def test_an_interrupted_run_ends_with_130(run: Run) -> None:
    result = run("summarize", "stop.pdf")
    assert (result.exit_code, result.stderr) == (130, "klantprofielen: interrupted\n")


def test_a_message_never_carries_control_characters(run: Run) -> None:
    result = run("summarize", "\x1b[31mx\n.pdf")
    assert result.stderr.startswith("klantprofielen: \ufffd[31mx\ufffd.pdf: there is no such file")
    assert len(result.stderr.splitlines()) == 1


def test_after_two_dashes_everything_is_a_file() -> None:
    arguments = ["summarize", "--debug", "--", "--debug"]
    assert take_flag(arguments, "--debug")
    assert arguments == ["summarize", "--", "--debug"]


def raising(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (NoPermissionError(file="x.pdf"), 66, "klantprofielen: x.pdf: no permission to read this"),
        (OSError(28, "No space left on device"), 73, "klantprofielen: standard output: cannot be written"),
        (OSError(5000, "strange"), 70, "klantprofielen: an error in klantprofielen itself: OSError"),
        (MemoryError(), 70, "klantprofielen: an error in klantprofielen itself: MemoryError"),
        (typer.Exit(5), 5, ""),
    ],
)
def test_every_exception_has_its_code(
    capfd: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    assert guard(lambda: raising(error)) == code
    assert capfd.readouterr().err.startswith(message)


def test_a_result_is_its_own_code() -> None:
    assert guard(lambda: 65) == 65
