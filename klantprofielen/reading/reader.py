"""Files are read in processes of their own, several at a time; a file that breaks one costs that file only."""

import atexit
import hashlib
import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any

from klantprofielen.errors import DamagedError, KlantprofielenError, LimitError, ReadError, error_of
from klantprofielen.model import Rapport
from klantprofielen.reading.inputs import find_inputs, read_bytes, shown_name
from klantprofielen.reading.limits import MEGABYTE, Limits
from klantprofielen.reading.process import processes_at_once, start_process, take_process
from klantprofielen.reading.wire import unpack_facts, unpack_rapport

__all__ = ["Limits", "Reading", "find_inputs", "read_inputs"]

if TYPE_CHECKING:
    import subprocess

PASSWORD = "KLANTPROFIELEN_PASSWORD"  # noqa: S105 - the name of the variable
MOST_ANSWER = 16 * MEGABYTE  # bytes; ten years of all regions are 3 MB
KILOBYTE = 1024  # the unit in which Linux tells it
MOMENT = 0.002  # seconds
PATIENCE = 1.0  # seconds to wait for the end of a process that has stopped answering
ALMOST = 0.7  # of the memory that it may have: a process that dies with so much died of that
TIME_SIGNALS = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGPROF")}
MEMORY_SIGNALS = {getattr(signal, "SIGKILL", None)}  # not sent by us: by the system, when memory runs out


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its rapporten, or why there are none."""

    file: str
    rapporten: tuple[Rapport, ...]
    error: KlantprofielenError | None


class _Worker:
    """A reader process; it is started anew after a failure."""

    def __init__(self, process: "subprocess.Popen[bytes] | None" = None) -> None:
        self._process = process or start_process()
        self._late = False

    def read(self, data: bytes, file: str, limits: Limits, password: str | None) -> tuple[Rapport, ...]:
        """The rapporten in these bytes.

        Raises:
            KlantprofielenError: the error that the file gives; LimitError or DamagedError where the process dies of it.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        request = {"file": file, "sha256": sha256, "size": len(data), "limits": asdict(limits), "password": password}
        clock = Timer(limits.seconds, self._give_up)
        clock.daemon = True
        clock.start()
        try:
            answer = self._exchange(json.dumps(request).encode() + b"\n", data)
        finally:
            clock.cancel()
        if not answer.endswith(b"\n"):
            raise self._renew(limits, len(data))
        try:
            return self._unpack(json.loads(answer), file, sha256)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as nonsense:
            self._renew(limits, len(data))
            raise DamagedError(found="reading it breaks the PDF reader") from nonsense

    def _unpack(self, reply: Any, file: str, sha256: str) -> tuple[Rapport, ...]:  # noqa: ANN401 - whatever comes
        """What the process answers, if it makes sense; one that is spent is replaced by a fresh one."""
        error = error_of(reply["error"], unpack_facts(reply["facts"])) if "error" in reply else None
        rapporten = tuple(unpack_rapport(packed, file=file, sha256=sha256) for packed in reply.get("rapporten", ()))
        if reply["spent"]:
            self.close()
            self._process = start_process()
        if error:
            raise error
        return rapporten

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _exchange(self, request: bytes, data: bytes) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return b""
        try:
            stdin.write(request)
            stdin.write(data)
            stdin.flush()
        except OSError:
            return b""
        return stdout.readline(MOST_ANSWER)

    def _renew(self, limits: Limits, size: int) -> ReadError:
        """Start another process in the place of one that died, and tell of what it died."""
        code, memory = _wait(self._process)
        late, self._late = self._late, False
        self.close()
        self._process = start_process()
        if late:
            return LimitError(limit=f"{limits.seconds:g} s", option="--max-seconds")
        if code is not None and -code in TIME_SIGNALS:
            return LimitError(limit=f"{limits.seconds_for(size):g} s", option="--max-seconds")
        full = memory > max(ALMOST * limits.memory_mb_for(size) * MEGABYTE, 1.1 * _own_memory())
        if code is not None and (-code in MEMORY_SIGNALS or full):
            return LimitError(limit=f"{limits.memory_mb_for(size)} MB", option="--max-memory-mb")
        return DamagedError(found="reading it breaks the PDF reader")

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def _own_memory() -> int:
    """The most memory in bytes that this process had: a new one is counted as having that too, until it has more."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int | None, int]:
    """How a process ended, and the most memory in bytes that it had; None where it goes on without answering."""
    until = time.monotonic() + PATIENCE
    while process.returncode is None and time.monotonic() < until:
        try:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        except (AttributeError, ChildProcessError):  # not on Windows; or it has been waited for
            return process.poll(), 0
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss * KILOBYTE
        time.sleep(MOMENT)
    return process.returncode, 0


class _Pool:
    """Reader processes that are idle."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []

    def take(self) -> _Worker:
        try:
            return self._idle.pop()
        except IndexError:
            return _Worker(take_process())

    def give_back(self, worker: _Worker) -> None:
        self._idle.append(worker)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()


_pool = _Pool()
atexit.register(_pool.close)


def read_inputs(names: Sequence[str], limits: Limits | None = None, password: str | None = None) -> Iterator[Reading]:
    """Read all files that these names stand for, in order; several at a time where there are several.

    The password is tried where one is needed; without it the one in the environment.
    """
    inputs = find_inputs(names)
    bounds = limits or Limits()
    given = password if password is not None else os.environ.get(PASSWORD)
    if len(inputs) < 2:  # noqa: PLR2004 - one needs no threads
        yield from (_read_input(item, bounds, given) for item in inputs)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for batches only

    with ThreadPoolExecutor(max_workers=min(processes_at_once(), len(inputs))) as threads:
        try:
            yield from threads.map(lambda item: _read_input(item, bounds, given), inputs)
        finally:
            threads.shutdown(cancel_futures=True)


def _read_input(item: str | ReadError, limits: Limits, password: str | None) -> Reading:
    if isinstance(item, ReadError):
        return Reading(shown_name(item.file), (), item)
    file = shown_name(item)
    try:
        data = read_bytes(item, limits.file_mb)
        worker = _pool.take()
        try:
            return Reading(file, worker.read(data, file, limits, password), None)
        finally:
            _pool.give_back(worker)
    except KlantprofielenError as error:
        error.facts["file"] = file
        return Reading(file, (), error)
