"""How fast and how large: `python tests/benchmarks/bench.py [ROUNDS]`. By hand, on a machine that does nothing else.

Times are told as ratios against a floor that was measured in the same run: Python with the libraries that any program
of this kind has to import. The runs of all programs alternate; of each the median counts. All figures are made up.
"""

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from klantprofielen.model import Kwartaal

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "rijnmond-2023-q1.pdf"
PROGRAM = str(Path(sysconfig.get_path("scripts")) / "klantprofielen")
FLOOR = "Python, typer, rich, PDFium"
FIRST = Kwartaal(2016, 1)
QUARTERS, REGIONS = 40, 35  # ten years
ARCHIVE_RATIO = 8
SECONDS = 0.001  # between two looks at the memory
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """A program to run; the ratio and the memory in MB that it may have, where there is a target."""

    name: str
    command: Sequence[str]
    ratio: float | None = None
    megabytes: float | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


def main(rounds: int) -> None:
    """Make the reports, run the programs, and print what came of it; compiled, as an installed program is."""
    compileall.compile_dir(ROOT / "klantprofielen", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        print(f"making {QUARTERS * REGIONS:,} synthetic reports ...", flush=True)
        reports, archive = Path(name, "reports"), Path(name, "archief.sqlite")
        make_reports(reports)
        print_ingest([PROGRAM, "ingest", str(reports), "--archive", str(archive)], archive)
        print_ratios([*build_cases(reports), *build_archive_cases(archive)], rounds)
        print_throughput([PROGRAM, "summarize", str(reports)], QUARTERS * REGIONS)


def build_cases(folder: Path) -> Iterator[Case]:
    """The programs, the floor first."""
    yield Case(FLOOR, [sys.executable, "-c", "import typer, rich.table, pypdfium2"])
    yield Case("--version", [PROGRAM, "--version"], ratio=0.7)
    yield Case("--help", [PROGRAM, "--help"], ratio=1.0)
    yield Case("summarize 1 report", [PROGRAM, "summarize", str(EXAMPLE)], ratio=1.9, megabytes=90)
    yield Case("the same, as in a terminal", [PROGRAM, "summarize", str(EXAMPLE)], environment={"FORCE_COLOR": "1"})
    yield Case("summarize 35 reports", [PROGRAM, "summarize", str(folder / str(FIRST))], ratio=4)
    yield Case("export --xlsx, 1 report", [PROGRAM, "export", str(EXAMPLE), "--xlsx", "-o", "-"], ratio=4)
    if shutil.which("pdftotext"):
        yield Case("pdftotext -layout, 1 report", ["pdftotext", "-layout", str(EXAMPLE), "-"])


def build_archive_cases(archive: Path) -> Iterator[Case]:
    """What is asked of ten years; trend and rank are shown of all regions, and where all is asked for each report."""
    commands = (
        *("archive list", "archive gaps", "archive history rijnmond 2023-Q1", "archive show rijnmond latest"),
        *("archive verify", "archive path", "summarize", f"summarize -k {FIRST}..", "check", "check --json"),
        *("compare", "compare --json", "trend", "trend --csv", "trend --json", "trend --region rijnmond"),
        *("rank --by dekking --level regio", "rank --by aandeel_met_profiel", "export --csv -o -"),
    )
    for command in commands:
        yield Case(command, [PROGRAM, *command.split(), "--archive", str(archive)], ratio=ARCHIVE_RATIO)


def print_ingest(command: Sequence[str], archive: Path) -> None:
    """How many reports a second go into an archive, and how long it takes when all of them are there."""
    reports = QUARTERS * REGIONS
    first, again = time_run(command, {}), time_run(command, {})
    size = archive.stat().st_size / MEGABYTE
    print(
        f"\ningest of {reports:,}: {reports / first:.0f} a second, {size:.1f} MB; again: {again:.1f} s (target <= 15 s)"
    )


def print_ratios(cases: Sequence[Case], rounds: int) -> None:
    """A line per program: its ratio, its time, its memory."""
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for _round, case in product(range(rounds + 1), cases):
        seconds[case.name].append(time_run(case.command, case.environment))
    medians = {name: statistics.median(times[1:]) for name, times in seconds.items()}  # the first is for the caches
    print(f"\n{'median of ' + str(rounds) + ' rounds':28} {'ratio':>6} {'target':>7} {'ms':>6} {'MB':>5} {'target':>7}")
    for case in cases:
        ratio, megabytes = medians[case.name] / medians[FLOOR], measure_peak(case.command, case.environment)
        print(
            f"{case.name:28} {ratio:6.2f} {_target(case.ratio):>7} {medians[case.name] * 1000:6.0f} "
            f"{megabytes:5.0f} {_target(case.megabytes):>7}"
        )


def _target(value: float | None) -> str:
    return "" if value is None else f"<= {value:g}"


def print_throughput(command: Sequence[str], reports: int) -> None:
    """Reports per second over a whole archive, and the memory that this takes."""
    seconds = min(time_run(command, {}) for _ in range(3))
    print(
        f"\n{reports:,} reports: {reports / seconds:.0f} a second (target >= 200), {measure_peak(command, {}):.0f} MB"
    )


def time_run(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from start to end, with the output into a pipe."""
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)
    return time.perf_counter() - start


def measure_peak(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The most memory in MB that the program and all processes that it started had together; nothing but on Linux.

    Resident memory: what processes share counts for each of them.
    """
    if sys.platform != "linux":
        return float("nan")
    peak = 0
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _tree(process.pid))))
            time.sleep(SECONDS)
    return peak * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text(encoding="ascii").split()
        except OSError:  # it has just ended
            continue
        for child in found:
            yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Pages in memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # it has just ended
        return 0


def make_reports(folder: Path) -> None:
    """Ten years of all regions: a folder per quarter, a PDF per region."""
    maker = str(ROOT / "tests" / "samples.py")
    run = [sys.executable, maker, str(folder), "--from", str(FIRST), "--to", str(FIRST + (QUARTERS - 1))]
    subprocess.run(run, check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
