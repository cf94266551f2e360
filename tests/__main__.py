"""Every check of the project, one after the other: `python -m tests`; what follows is handed on to pytest.

Formatting, lint, types, the import contract, the tests, and how much of the package they cover. All of them are run,
also after one that fails; the exit code is 1 if any did.
"""

import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))


@dataclass(frozen=True, slots=True)
class Step:
    """A check: its name, the commands that make it, and how the line begins that tells the outcome (if not the last).

    What is followed is shown while it runs; of the others the output is shown only if they fail.
    """

    name: str
    commands: Sequence[Sequence[str | Path]]
    outcome: str = ""
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a check ended, and the line in which it tells so."""

    name: str
    passed: bool
    seconds: float
    outcome: str


def main(pytest_arguments: Sequence[str] = ()) -> int:
    """Run all checks and tell their verdicts; the exit code."""
    verdicts = [run_step(step) for step in build_steps(pytest_arguments)]
    print()
    for verdict in verdicts:
        print(f"{'ok' if verdict.passed else 'FAILED':7} {verdict.name:13} {verdict.seconds:5.1f} s  {verdict.outcome}")
    return int(not all(verdict.passed for verdict in verdicts))


def build_steps(pytest_arguments: Sequence[str]) -> tuple[Step, ...]:
    """The checks, in the order of the time that they take; what is tested is measured last."""
    python = [sys.executable, "-m"]
    coverage = [*python, "coverage"]
    return (
        Step("ruff format", [[*python, "ruff", "format", "--check", "."]]),
        Step("ruff check", [[*python, "ruff", "check", "--output-format=concise", "."]]),
        Step("lint-imports", [[SCRIPTS / "lint-imports"]]),
        Step("mypy", [[*python, "mypy"]]),
        Step("pytest", [[*coverage, "erase"], [*coverage, "run", "-m", "pytest", *pytest_arguments]], is_followed=True),
        Step("coverage", [[*coverage, "combine", "--quiet"], [*coverage, "report"]], outcome="TOTAL"),
    )


def run_step(step: Step) -> Verdict:
    """Run one check, up to the first of its commands that fails."""
    print(f"--- {step.name}", flush=True)
    start = time.monotonic()
    output, passed = "", True
    for command in step.commands:
        output, code = run_command(command, is_followed=step.is_followed)
        passed = code == 0
        if not passed:
            break
    if not passed and not step.is_followed:
        print(output, end="")
    lines = [line.strip(" =") for line in output.splitlines() if line.strip() and line.startswith(step.outcome)]
    return Verdict(step.name, passed, time.monotonic() - start, " ".join(lines[-1].split()) if lines else "")


def run_command(command: Sequence[str | Path], *, is_followed: bool) -> tuple[str, int]:
    """What a command printed, shown while it runs if it is followed, and its exit code."""
    lines = []
    with subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if is_followed:
                print(line, end="", flush=True)
    return "".join(lines), process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
