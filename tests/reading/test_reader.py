import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from truth import facts_of, load_truth

from klantprofielen.errors import DamagedError, KlantprofielenError, LimitError
from klantprofielen.reading import process, reader
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.reader import read_inputs

REPORTS = Path(__file__).parents[1] / "reports"
REAL = REPORTS / "uwv" / "rijnmond-2023-q1"
SMALL = REPORTS / "groff" / "all-boxed" / "report.pdf"
# A reader process that fails on files of certain names, each in its own way.
FAILING = """
import os, signal, sys, time
sys.path.insert(0, sys.argv[1])
from klantprofielen.reading import worker

read = worker.read_content

def read_or_fail(data, *, file, **more):
    name = os.path.basename(file)
    if name.startswith("SIG"):
        os.kill(os.getpid(), getattr(signal, name.partition(".")[0]))
    if name.startswith("traag"):
        time.sleep(60)
    if name.startswith("los"):
        answer = {"NaN": b"NaN", "diep": b"[" * 100_000, "tekst": b"nonsense", "leeg": b"{}", "lijst": b"[]"}
        answer |= {"soort": b'{"error": "nope", "facts": {}, "spent": false}'}
        answer |= {"feit": b'{"error": "limit", "facts": {}}'}
        answer |= {"rij": b'{"rapporten": [{"kwartaal": [2023, 9]}], "spent": false}', "vol": b"x" * 17_000_000}
        os.write(1, answer[name.split("-")[1].partition(".")[0]] + b"\\n")
    if name.startswith("eindeloos"):
        while True:
            os.write(1, b"x" * 65_536)
    if name.startswith("zwijgt"):
        os.close(1)
        os._exit(0)
    return read(data, file=file, **more)

worker.read_content = read_or_fail
worker.main()
"""

# One that has always grown too large.
GROWING = FAILING.replace("worker.main()", "worker.SPENT_MB = 0; worker.main()")


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No reader processes but those that the test starts; all ended behind it."""
    pool = type(vars(reader)["_pool"])()
    monkeypatch.setattr(reader, "_pool", pool)
    monkeypatch.setattr(process, "_started", [])
    yield
    pool.close()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COMMAND", FAILING)


def copies(folder: Path, *names: str) -> list[str]:
    """The same report under these names."""
    for name in names:
        (folder / name).write_bytes(SMALL.read_bytes())
    return [str(folder / name) for name in names]


def outcomes(names: list[str], limits: Limits | None = None) -> list[str]:
    """Of every file the kind of its error, or how many reports it holds."""
    return [
        reading.error.kind if reading.error else str(len(reading.rapporten)) for reading in read_inputs(names, limits)
    ]


def error_of(name: str, limits: Limits | None = None) -> KlantprofielenError:
    (reading,) = read_inputs([name], limits)
    assert reading.error
    assert reading.rapporten == ()
    assert reading.file == reading.error.facts["file"] == name
    return reading.error


def test_a_file_is_read_by_a_process_of_its_own() -> None:
    (reading,) = read_inputs([str(REAL / "report.txt")])
    assert reading.error is None
    assert tuple(map(facts_of, reading.rapporten)) == load_truth(REAL / "expected.json").reports
    source = reading.rapporten[0].source
    assert source.file == reading.file == str(REAL / "report.txt")
    assert source.sha256 == hashlib.sha256((REAL / "report.txt").read_bytes()).hexdigest()


def test_a_batch_keeps_its_order_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    good, other = copies(tmp_path, "a.pdf", "b.pdf")
    (tmp_path / "leeg.pdf").touch()
    names = [good, str(tmp_path / "leeg.pdf"), str(tmp_path / "weg.pdf"), str(tmp_path / "*.ods"), other]
    readings = list(read_inputs(names))
    assert [reading.file for reading in readings] == names
    assert outcomes(names) == ["1", "empty", "missing", "missing", "1"]


@pytest.mark.usefixtures("failing")
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    (name,) = copies(tmp_path, "traag.pdf")
    start = time.monotonic()
    error = error_of(name, Limits(seconds=0.5))
    assert time.monotonic() - start < 5
    assert isinstance(error, LimitError)
    assert (error.facts["limit"], error.facts["option"]) == ("0.5 s", "--max-seconds")


@pytest.mark.parametrize(
    ("name", "error", "fact"),
    [
        ("SIGSEGV.pdf", DamagedError, ("found", "reading it breaks the PDF reader")),
        ("SIGABRT.pdf", DamagedError, ("found", "reading it breaks the PDF reader")),
        ("zwijgt.pdf", DamagedError, ("found", "reading it breaks the PDF reader")),
        ("SIGKILL.pdf", LimitError, ("limit", "200 MB")),
        ("SIGXCPU.pdf", LimitError, ("limit", "2 s")),
        ("SIGPROF.pdf", LimitError, ("limit", "2 s")),
    ],
)
@pytest.mark.usefixtures("failing")
def test_a_file_that_breaks_its_process_is_told_by_how_it_died(
    name: str, error: type[KlantprofielenError], fact: tuple[str, str], tmp_path: Path
) -> None:
    (path,) = copies(tmp_path, name)
    found = error_of(path)
    assert isinstance(found, error)
    assert found.facts[fact[0]] == fact[1]


@pytest.mark.usefixtures("failing")
def test_a_file_that_breaks_its_process_costs_that_file_only(tmp_path: Path) -> None:
    names = copies(tmp_path, "a.pdf", "SIGSEGV.pdf", "b.pdf", "zwijgt.pdf", "c.pdf", "d.pdf")
    assert outcomes(names) == ["1", "damaged", "1", "damaged", "1", "1"]
    assert [outcomes([name]) for name in names[:3]] == [["1"], ["damaged"], ["1"]]


def test_a_process_that_died_while_it_was_idle_is_replaced() -> None:
    process.prestart(1)
    (idle,) = vars(process)["_started"]
    os.kill(idle.pid, signal.SIGTERM)
    idle.wait()
    assert outcomes([str(SMALL)]) == ["damaged"]
    assert outcomes([str(SMALL)]) == ["1"]


def test_a_process_that_was_started_ahead_is_used() -> None:
    process.prestart(1)
    (ahead,) = vars(process)["_started"]
    assert outcomes([str(SMALL)]) == ["1"]
    assert vars(process)["_started"] == []
    assert ahead.poll() is None


def test_no_more_processes_are_started_ahead_than_can_work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    monkeypatch.setattr(process, "start_process", lambda: started.append(1))
    process.prestart(10_000)
    assert len(started) == process.processes_at_once() >= 1


def test_limits_of_size_and_pages_are_kept(tmp_path: Path) -> None:
    (tmp_path / "groot.pdf").write_bytes(bytes(1_000_001))
    assert outcomes([str(tmp_path / "groot.pdf")], Limits(file_mb=1)) == ["too-large"]
    assert outcomes([str(SMALL)], Limits(pages=1)) == ["too-large"]


@pytest.mark.parametrize("answer", ["NaN", "diep", "tekst", "leeg", "lijst", "soort", "feit", "rij", "vol"])
@pytest.mark.usefixtures("failing")
def test_an_answer_that_makes_no_sense_is_damage_to_one_file(answer: str, tmp_path: Path) -> None:
    names = copies(tmp_path, f"los-{answer}.pdf", "a.pdf")
    assert outcomes(names) == ["damaged", "1"]
    assert [outcomes([name]) for name in (*names, names[1])] == [["damaged"], ["1"], ["1"]]


@pytest.mark.usefixtures("failing")
def test_an_answer_without_end_is_damage_to_one_file(tmp_path: Path) -> None:
    names = copies(tmp_path, "eindeloos.pdf", "a.pdf")
    assert [outcomes([name]) for name in names] == [["damaged"], ["1"]]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the children of a process are told by Linux only")
def test_readers_end_with_their_parent_also_in_the_midst_of_a_file(tmp_path: Path) -> None:
    (name,) = copies(tmp_path, "bezig.pdf")
    program = (
        "import sys; from klantprofielen.reading import process, reader\n"
        "process.COMMAND = sys.argv[1]; list(reader.read_inputs([sys.argv[2]]))"
    )
    busy = FAILING.replace('name.startswith("traag")', "True").replace("time.sleep(60)", "while True: pass")
    parent = subprocess.Popen([sys.executable, "-c", program, busy.replace("if True:\n        while", "while"), name])
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    until = time.monotonic() + 20
    while not (pids := children.read_text(encoding="ascii").split()) or _seconds_of(pids[0]) < 0.4:
        assert time.monotonic() < until
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    while any(_is_alive(pid) for pid in pids):
        assert time.monotonic() < until
        time.sleep(0.02)


def _seconds_of(pid: str) -> float:
    """Processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def _is_alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_process_that_has_grown_is_replaced_by_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COMMAND", GROWING)
    pool = vars(reader)["_pool"]
    assert outcomes([str(SMALL)]) == ["1"]
    first = pool.take()
    grown = vars(first)["_process"].pid
    pool.give_back(first)
    assert outcomes([str(SMALL)]) == ["1"]
    again = pool.take()
    pool.give_back(again)
    assert vars(again)["_process"].pid != grown
