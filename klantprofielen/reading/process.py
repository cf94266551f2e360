"""Starting the process that reads: as light as can be, so that it works while the rest is still imported."""

import os
import subprocess
import sys
from os.path import dirname

ROOT = dirname(dirname(dirname(__file__)))  # noqa: PTH120 - pathlib would take longer to import than all else here
# The package is found where this one is; the working folder, which may hold anything, is not looked into (-P).
# Nor are numpy and lxml, for which openpyxl would wait without any need of them.
COMMAND = (
    "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['numpy'] = sys.modules['lxml'] = None; "
    "from klantprofielen.reading.worker import main; main()"
)

_started: "list[subprocess.Popen[bytes]]" = []
_running: "list[subprocess.Popen[bytes]]" = []
_stopped: list[bool] = []


class StoppedError(Exception):
    """No process is started any more: the run ends."""


def start_process() -> "subprocess.Popen[bytes]":
    """A new reader process; see `worker` for what it takes and gives.

    Raises:
        StoppedError: the run ends.
    """
    if _stopped:
        raise StoppedError
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-P", "-W", "ignore", "-c", COMMAND, ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _running[:] = [other for other in _running if other.returncode is None]
    _running.append(process)
    if _stopped:  # while it was being started
        process.kill()
    return process


def stop_processes() -> None:
    """End all reader processes at once, whatever they do, and start no more."""
    _stopped.append(True)
    for process in _running:
        process.kill()


def prestart(inputs: int) -> None:
    """Start the reader processes for so many inputs ahead, so that they are ready when the first file is."""
    for _ in range(min(inputs, processes_at_once())):
        _started.append(start_process())


def processes_at_once() -> int:
    """As many as there are processors for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def take_process() -> "subprocess.Popen[bytes] | None":
    """A process that was started ahead, where there is one."""
    return _started.pop() if _started else None
