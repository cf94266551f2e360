"""What the README shows is what happens."""

import doctest
import os
import re
from html import unescape
from pathlib import Path

import pytest
from readme import README, ROOT, Example, copy_examples, find_examples, run_command

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = find_examples(TEXT)
LINKS = sorted(set(re.findall(r"\]\(([^):#]+)\)", TEXT)))  # within the project
SET_UP = re.findall(r"^```sh\n(.*)\n```$", TEXT, re.MULTILINE)
PICTURE = ROOT / "docs" / "summarize.svg"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, as the reader of the README has before him."""
    path = tmp_path_factory.mktemp("readme")
    copy_examples(path)
    return path


@pytest.mark.skipif(os.name != "posix", reason="the README shows a POSIX shell")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
def test_a_command_prints_what_the_readme_says(example: Example, folder: Path) -> None:
    assert run_command(example.command, folder) == example.output


def test_there_are_commands_to_try() -> None:
    assert {"summarize", "check"} <= {word for example in EXAMPLES for word in example.command.split()}


def test_the_python_that_is_shown_works(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"(?<=^```pycon\n).*?(?=^```$)", TEXT, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(folder)
    test = doctest.DocTestParser().get_doctest(block, {}, "README", str(README), 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_commands_that_set_up_are_those_that_the_build_runs() -> None:
    build = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert len(SET_UP) == 2
    assert set(SET_UP) <= set(build)


def test_the_picture_shows_what_a_terminal_shows(folder: Path) -> None:
    shown = run_command(
        "FORCE_COLOR=1 COLUMNS=84 TERM=xterm klantprofielen summarize examples/rijnmond-2023-q1.pdf", folder
    )
    styles = re.compile(r"\x1b\[[0-9;]*m")
    picture = PICTURE.read_text(encoding="utf-8").partition('<g class="summarize-matrix">')[2]
    words = unescape(re.sub(r"<[^>]+>", " ", picture)).split()
    assert words == styles.sub("", shown).split()


def test_the_picture_fetches_nothing() -> None:
    picture = PICTURE.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http" not in picture
    assert "url(" not in picture.replace("url(#", "")
