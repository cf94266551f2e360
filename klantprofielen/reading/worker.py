"""The process that reads: it takes files from its standard input and gives rapporten on its standard output.

A request is a line of JSON and then the bytes of the file; an answer is a line of JSON. Whatever a file does to this
process, it costs that file only.
"""

import json
import math
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO

from klantprofielen.errors import FaultError, LimitError, ReadError, TooLargeError
from klantprofielen.model import Rapport
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import MEGABYTE, MOST_REPORTS, MOST_ROWS, Limits
from klantprofielen.reading.wire import REGISTER, REPORTS, pack_rapport, pack_register

OPEN_FILES = 64
SPENT_MB = 150  # memory of a process; one that has grown to more is not given another file


def main() -> None:
    """Serve until the input ends."""
    end_with_parent(sys.stdin.buffer)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request; memory and time are limited from inside where the system can."""
    while header := requests.readline():
        request = json.loads(header)
        limits = Limits(**request["limits"])
        data = requests.read(request["size"])
        limit_process(limits, len(data))
        reply = answer(
            data, request["file"], request["sha256"], limits, request["password"], content=request["content"]
        )
        clock(0)
        reply["spent"] = memory_used() > SPENT_MB * MEGABYTE or reply.get("error") in {LimitError.kind, FaultError.kind}
        answers.write(json.dumps(reply).encode() + b"\n")
        answers.flush()


def read_reports(data: bytes, file: str, sha256: str, limits: Limits, password: str | None) -> dict[str, Any]:
    """The rapporten of a file. Raises as `read_content`."""
    rapporten = read_content(data, file=file, sha256=sha256, limits=limits, password=password)
    _require_few(rapporten)
    return {"rapporten": [pack_rapport(rapport) for rapport in rapporten]}


def read_register_file(data: bytes, file: str, sha256: str, limits: Limits, _password: str | None) -> dict[str, Any]:
    """The rows of a register file. Raises as `read_register`."""
    from klantprofielen.reading.registerfile import read_register  # noqa: PLC0415 - seldom asked for

    return {"register": pack_register(read_register(data, file=file, sha256=sha256, limits=limits))}


Read = Callable[[bytes, str, str, Limits, str | None], dict[str, Any]]
CONTENTS: Mapping[str, Read] = {REPORTS: read_reports, REGISTER: read_register_file}
"""What a file can be read for."""


def answer(  # noqa: PLR0913 - what a request holds
    data: bytes, file: str, sha256: str, limits: Limits, password: str | None = None, *, content: str = REPORTS
) -> dict[str, Any]:
    """What a file holds, or the error that it gives."""
    try:
        return CONTENTS[content](data, file, sha256, limits, password)
    except ReadError as error:
        return {"error": error.kind, "facts": error.facts}
    except MemoryError:
        limit = f"{limits.memory_mb_for(len(data))} MB"
        return {"error": LimitError.kind, "facts": {"limit": limit, "option": "--max-memory-mb"}}
    except Exception as error:  # noqa: BLE001 - a fault of ours is reported as one, and costs this file only
        facts = {"found": f"{type(error).__name__}: {error}", "details": _way_to(error)}
        return {"error": FaultError.kind, "facts": facts}


def _way_to(error: Exception) -> str:
    """Where an error arose, and from where that was called: for `--debug`, without a word of the document."""
    import traceback  # noqa: PLC0415 - for a fault only

    frames = reversed(traceback.extract_tb(error.__traceback__))
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


def _require_few(rapporten: Sequence[Rapport]) -> None:
    rows = sum(len(rapport.rijen) for rapport in rapporten)
    if rows > MOST_ROWS or len(rapporten) > MOST_REPORTS:
        raise TooLargeError(case="fixed", found=f"{rows} rows", limit=f"{MOST_ROWS} rows")


def end_with_parent(requests: BinaryIO) -> None:
    """End when the other side of this pipe closes, also in the midst of a file: on POSIX.

    The system then sends SIGIO, which ends a process that has made no other arrangement. It is sent when data comes
    too, so it counts only while a file is read, when none comes: see `clock`.
    """
    with suppress(ImportError, OSError, AttributeError):
        import fcntl  # noqa: PLC0415 - POSIX only

        descriptor = requests.fileno()
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)


def clock(seconds: float) -> None:
    """End when so much processor time is gone, or the parent; 0 stops the clock. On POSIX."""
    if not hasattr(signal, "setitimer"):
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.signal(signal.SIGIO, signal.SIG_DFL if seconds else signal.SIG_IGN)


def memory_used() -> int:
    """Bytes of memory that the process has asked for; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - pathlib is not needed here
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def limit_process(limits: Limits, size: int) -> None:
    """Memory, processor time, open files, no written files, no core dump for a file of this size: on POSIX.

    Elsewhere the caps of the files and the clock of the parent remain.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    seconds = limits.seconds_for(size)
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory = min(limits.memory_mb, limits.memory_mb_for(size) + memory_used() // MEGABYTE)
    wanted = (
        (resource.RLIMIT_AS, memory * MEGABYTE),
        (resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + 1),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in wanted:
        resource.setrlimit(kind, (int(min(limit, _limit_given(kind))), resource.getrlimit(kind)[1]))
    clock(seconds)


@cache
def _limit_given(kind: int) -> float:
    """The limit under which this process was started, whichever of our own it has been given since."""
    import resource  # noqa: PLC0415 - POSIX only

    return min((limit for limit in resource.getrlimit(kind) if limit != resource.RLIM_INFINITY), default=math.inf)


if __name__ == "__main__":
    main()
