"""Files are read in processes of their own, several at a time; a file that breaks one costs that file only."""

import atexit
import hashlib
import json
import signal
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

from klantprofielen.errors import DamagedError, KlantprofielenError, LimitError, ReadError, error_of
from klantprofielen.model import Rapport
from klantprofielen.reading.inputs import find_inputs, read_bytes, shown_name
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.process import processes_at_once, start_process, take_process
from klantprofielen.reading.wire import unpack_rapport

__all__ = ["Limits", "Reading", "find_inputs", "read_inputs"]

if TYPE_CHECKING:
    import subprocess

TIME_SIGNALS = {getattr(signal, "SIGXCPU", None)}
MEMORY_SIGNALS = {getattr(signal, "SIGKILL", None)}  # not sent by us: by the system, when memory runs out


Item = TypeVar("Item")
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


class _Worker:
    """A reader process; it is started anew after a failure."""

    def __init__(self, process: "subprocess.Popen[bytes] | None" = None) -> None:
        self._process = process or start_process()
        self._late = False

    def read(self, data: bytes, file: str, limits: Limits) -> tuple[Rapport, ...]:
        """The rapporten in these bytes.

        Raises:
            KlantprofielenError: the error that the file gives; LimitError or DamagedError where the process dies of it.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        header = {"file": file, "sha256": sha256, "size": len(data), "limits": asdict(limits)}
        clock = Timer(limits.seconds, self._give_up)
        clock.daemon = True
        clock.start()
        try:
            answer = self._exchange(json.dumps(header).encode() + b"\n" + data)
        finally:
            clock.cancel()
        if not answer.endswith(b"\n"):
            raise self._renew(limits)
        reply = json.loads(answer)
        if "error" in reply:
            raise error_of(reply["error"], reply["facts"])
        return tuple(map(unpack_rapport, reply["rapporten"]))

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _exchange(self, request: bytes) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return b""
        try:
            stdin.write(request)
            stdin.flush()
        except OSError:
            return b""
        return stdout.readline()

    def _renew(self, limits: Limits) -> ReadError:
        """Start another process in the place of one that died, and tell of what it died."""
        code = self._process.wait()
        late, self._late = self._late, False
        self.close()
        self._process = start_process()
        if late or -code in TIME_SIGNALS:
            return LimitError(limit=f"{limits.seconds:g} s", option="--max-seconds")
        if -code in MEMORY_SIGNALS:
            return LimitError(limit=f"{limits.memory_mb} MB", option="--max-memory-mb")
        return DamagedError(found="reading it breaks the PDF reader")

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


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
    names: Sequence[str], limits: Limits | None = None, known: Container[str] = frozenset()
) -> Iterator[Reading]:
    """Read all files that these names stand for, in order; several at a time where there are several.

    Of a file whose SHA-256 is among the known ones nothing more is read than its bytes.
    """
    bounds, items = limits or Limits(), find_inputs(names)
    if len(items) == 1:  # needs no threads
        yield _read_input(items[0], bounds, known)
    else:
        yield from _in_parallel(items, lambda item: _read_input(item, bounds, known))


def read_contents(files: Iterable[tuple[str, bytes]], limits: Limits | None = None) -> Iterator[Reading]:
    """Read files of which the bytes are here already, as `read_inputs` does."""
    bounds = limits or Limits()
    yield from _in_parallel(files, lambda item: _read_bytes(*item, bounds))


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


def _read_input(item: str | ReadError, limits: Limits, known: Container[str]) -> Reading:
    if isinstance(item, ReadError):
        return Reading(shown_name(item.file), (), item)
    file = shown_name(item)
    try:
        data = read_bytes(item, limits.file_mb)
    except KlantprofielenError as error:
        error.facts["file"] = file
        return Reading(file, (), error)
    return _read_bytes(file, data, limits, known)


def _read_bytes(file: str, data: bytes, limits: Limits, known: Container[str] = frozenset()) -> Reading:
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in known:
        return Reading(file, (), None, sha256, data, is_known=True)
    worker = _pool.take()
    try:
        return Reading(file, worker.read(data, file, limits), None, sha256, data)
    except KlantprofielenError as error:
        error.facts["file"] = file
        return Reading(file, (), error, sha256, data)
    finally:
        _pool.give_back(worker)
