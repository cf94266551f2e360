"""The README as a program: its commands and their output.

Run `python tests/readme.py` after an output was meant to change: every output in the README is written anew.
"""

import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A command as the README shows it, and the output that it says to give."""

    command: str
    output: str


def find_examples(text: str) -> list[Example]:
    """All commands behind a `$` in the console blocks, in order."""
    found = (match for block in CONSOLE.findall(text) for match in COMMAND.finditer(block))
    return [Example(match["command"], match["output"]) for match in found]


def copy_examples(folder: Path) -> None:
    """The folder of examples, where a command may write beside it."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))


def run_command(command: str, folder: Path) -> str:
    """What a command of the README prints in a folder, on standard output and standard error together."""
    environment = {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
    }
    passed_on = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    ended = subprocess.run(
        ["/bin/sh", "-c", command],  # the README shows a POSIX shell
        cwd=folder,
        env={**environment, **passed_on},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return ended.stdout.decode("utf-8")


def update_readme() -> None:
    """Write every output anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_examples(folder)

        def rerun(match: re.Match[str]) -> str:
            return f"$ {match['command']}\n{run_command(match['command'], folder)}"

        text = CONSOLE.sub(lambda block: COMMAND.sub(rerun, block[0]), README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    update_readme()
