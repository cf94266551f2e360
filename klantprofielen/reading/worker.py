"""The process that reads: it takes files from its standard input and gives rapporten on its standard output.

A request is a line of JSON and then the bytes of the file; an answer is a line of JSON. Whatever a file does to this
process, it costs that file only.
"""

import json
import math
import sys
from typing import Any, BinaryIO

from klantprofielen.errors import FaultError, LimitError, ReadError
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.wire import pack_rapport

OPEN_FILES = 64
MEGABYTE = 1_000_000


def main() -> None:
    """Serve until the input ends."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request; memory and time are limited from inside where the system can."""
    while header := requests.readline():
        request = json.loads(header)
        limits = Limits(**request["limits"])
        data = requests.read(request["size"])
        limit_process(limits)
        answers.write(json.dumps(answer(data, request["file"], request["sha256"], limits)).encode() + b"\n")
        answers.flush()


def answer(data: bytes, file: str, sha256: str, limits: Limits) -> dict[str, Any]:
    """The rapporten of a file, or the error that it gives."""
    try:
        rapporten = read_content(data, file=file, sha256=sha256, limits=limits)
    except ReadError as error:
        return {"error": error.kind, "facts": error.facts}
    except MemoryError:
        return {"error": LimitError.kind, "facts": {"limit": f"{limits.memory_mb} MB", "option": "--max-memory-mb"}}
    except Exception as error:  # noqa: BLE001 - a fault of ours is reported as one, and costs this file only
        facts = {"found": f"{type(error).__name__}: {error}", "details": _way_to(error)}
        return {"error": FaultError.kind, "facts": facts}
    return {"rapporten": [pack_rapport(rapport) for rapport in rapporten]}


def _way_to(error: Exception) -> str:
    """Where an error arose, and from where that was called: for `--debug`, without a word of the document."""
    import traceback  # noqa: PLC0415 - for a fault only

    frames = reversed(traceback.extract_tb(error.__traceback__))
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


def limit_process(limits: Limits) -> None:
    """Memory, processor time, open files, no written files, no core dump: on POSIX.

    Elsewhere the caps of the files and the clock of the parent remain.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1
    wanted = (
        (resource.RLIMIT_AS, limits.memory_mb * MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, soft in wanted:
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


if __name__ == "__main__":
    main()
