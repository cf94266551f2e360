"""Files are read in processes of their own, several at a time; a file that breaks one costs that file only."""

import atexit
import hashlib
import json
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

from klantprofielen.errors import DamagedError, KlantprofielenError, LimitError, ReadError, error_of
from klantprofielen.model import Rapport, Register
from klantprofielen.reading.inputs import STANDARD_INPUTS, find_inputs, read_bytes, shown_name
from klantprofielen.reading.limits import MEGABYTE, Limits
from klantprofielen.reading.process import processes_at_once, start_process, take_process
from klantprofielen.reading.wire import REGISTER, REPORTS, unpack_facts, unpack_rapport, unpack_register

__all__ = ["STANDARD_INPUTS", "Limits", "Reading", "find_inputs", "read_inputs", "read_register"]

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


Item = TypeVar("Item")
T = TypeVar("T")
AHEAD = 8
"""Files that are read before they are asked for: what a batch takes in memory does not grow with it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its rapporten, or why there are none; of a known file neither."""

    file: str
    rapporten: tuple[Rapport, ...]
    error: KlantprofielenError | None
    sha256: str = ""
    content: bytes = b""
    """Its bytes; empty where it could not be opened."""
    is_known: bool = False


Loaded = Reading | tuple[str, bytes]
"""A file's name and bytes; or what came of it already."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file for the reader process, and what it is to be read for."""

    data: bytes
    file: str
    sha256: str
    content: str
    password: str | None = None

    def header(self, limits: Limits) -> bytes:
        """The line that goes before the bytes."""
        facts = {"file": self.file, "sha256": self.sha256, "content": self.content, "password": self.password}
        return json.dumps({**facts, "size": len(self.data), "limits": asdict(limits)}).encode() + b"\n"


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

        def unpack(reply: Any) -> tuple[Rapport, ...]:  # noqa: ANN401 - whatever comes
            return tuple(unpack_rapport(packed, file=file, sha256=sha256) for packed in reply["rapporten"])

        return self._ask(Request(data, file, sha256, REPORTS, password), limits, unpack)

    def read_register(self, data: bytes, file: str, limits: Limits) -> Register:
        """The register in these bytes. Raises as `read`."""
        sha256 = hashlib.sha256(data).hexdigest()

        def unpack(reply: Any) -> Register:  # noqa: ANN401 - whatever comes
            return unpack_register(reply["register"], file=file, sha256=sha256)

        return self._ask(Request(data, file, sha256, REGISTER), limits, unpack)

    def _ask(self, request: Request, limits: Limits, unpack: Callable[[Any], T]) -> T:
        """What the process answers."""
        data = request.data
        clock = Timer(limits.seconds, self._give_up)
        clock.daemon = True
        clock.start()
        try:
            answer = self._exchange(request.header(limits), data)
        finally:
            clock.cancel()
        if not answer.endswith(b"\n"):
            raise self._renew(limits, len(data))
        try:
            return self._unpack(json.loads(answer), unpack)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as nonsense:
            self._renew(limits, len(data))
            raise DamagedError(found="reading it breaks the PDF reader") from nonsense

    def _unpack(self, reply: Any, unpack: Callable[[Any], T]) -> T:  # noqa: ANN401 - whatever comes
        """What the process answers, if it makes sense; one that is spent is replaced by a fresh one."""
        error = error_of(reply["error"], unpack_facts(reply["facts"])) if "error" in reply else None
        found = None if error else unpack(reply)
        if reply["spent"]:
            self.close()
            self._process = start_process()
        if found is None:
            raise error or ValueError("nothing")
        return found

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


def read_inputs(
    names: Sequence[str],
    limits: Limits | None = None,
    password: str | None = None,
    known: Container[str] = frozenset(),
) -> Iterator[Reading]:
    """Read all files that these names stand for, in order; several at a time where there are several.

    The password is tried where one is needed; without it the one in the environment.

    Of a file whose SHA-256 is among the known ones nothing more is read than its bytes.
    """
    bounds, items, given = limits or Limits(), find_inputs(names), _password(password)
    loaded = (_load(item, bounds) for item in items)
    if len(items) == 1:  # needs no threads
        yield from (_parse(one, bounds, given, known) for one in loaded)
    else:
        yield from _in_parallel(loaded, lambda one: _parse(one, bounds, given, known))


def read_contents(
    files: Iterable[tuple[str, bytes]], limits: Limits | None = None, password: str | None = None
) -> Iterator[Reading]:
    """Read files of which the bytes are here already, as `read_inputs` does."""
    bounds, given = limits or Limits(), _password(password)
    yield from _in_parallel(files, lambda item: _read_bytes(*item, bounds, given))


def _password(given: str | None) -> str | None:
    return given if given is not None else os.environ.get(PASSWORD)


def _in_parallel(items: Iterable[Item], read: Callable[[Item], Reading]) -> Iterator[Reading]:
    """Read ahead, but not far, and give what was read in order."""
    from concurrent.futures import Future, ThreadPoolExecutor  # noqa: PLC0415 - for batches only

    with ThreadPoolExecutor(max_workers=processes_at_once()) as threads:
        pending = deque[Future[Reading]]()
        try:
            for item in items:
                pending.append(threads.submit(read, item))
                if len(pending) > AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            threads.shutdown(cancel_futures=True)


def _load(item: str | ReadError, limits: Limits) -> Loaded:
    """The bytes of a file, or why there are none; in the main thread, so that a stop ends also what waits for them."""
    if isinstance(item, ReadError):
        return Reading(shown_name(item.file), (), item)
    file = shown_name(item)
    try:
        return file, read_bytes(item, limits.file_mb)
    except KlantprofielenError as error:
        return Reading(file, (), _of_file(error, file))


def _of_file(error: KlantprofielenError, file: str) -> KlantprofielenError:
    """The error with the name of its file; without the way to it, which would keep the bytes of the file."""
    error.facts["file"] = file
    return error.with_traceback(None)


def _parse(loaded: Loaded, limits: Limits, password: str | None, known: Container[str]) -> Reading:
    return loaded if isinstance(loaded, Reading) else _read_bytes(*loaded, limits, password, known)


def _read_bytes(
    file: str, data: bytes, limits: Limits, password: str | None, known: Container[str] = frozenset()
) -> Reading:
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in known:
        return Reading(file, (), None, sha256, data, is_known=True)
    worker = _pool.take()
    try:
        return Reading(file, worker.read(data, file, limits, password), None, sha256, data)
    except KlantprofielenError as error:
        return Reading(file, (), _of_file(error, file), sha256, data)
    finally:
        _pool.give_back(worker)


def read_register(name: str, limits: Limits | None = None) -> Register:
    """The register file of this name, read in a process of its own as any other file.

    Raises:
        ReadError: it cannot be used; with the name of the file.
    """
    bounds, file = limits or Limits(), shown_name(name)
    try:
        data = read_bytes(name, bounds.file_mb)
        worker = _pool.take()
        try:
            return worker.read_register(data, file, bounds)
        finally:
            _pool.give_back(worker)
    except KlantprofielenError as error:
        error.facts["file"] = file
        raise
