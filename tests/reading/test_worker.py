import io
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from klantprofielen.errors import WrongKindError
from klantprofielen.model import Rapport
from klantprofielen.reading import worker
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.wire import unpack_rapport, unpack_register
from klantprofielen.reading.worker import answer, clock, limit_process, serve

REAL = (Path(__file__).parents[1] / "reports" / "uwv" / "rijnmond-2023-q1" / "report.txt").read_bytes()


@pytest.fixture
def limits_set(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The limits that would be set for this process."""
    found: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", found.__setitem__)
    monkeypatch.setattr(worker, "memory_used", lambda: 30_000_000)
    vars(worker)["_limit_given"].cache_clear()
    return found


def request(data: bytes, file: str = "rijnmond.txt", content: str = "reports") -> bytes:
    facts = {"file": file, "sha256": "f00d", "content": content, "password": None}
    header = {**facts, "size": len(data), "limits": asdict(Limits())}
    return json.dumps(header).encode() + b"\n" + data


def replies(*requests: bytes) -> list[dict[str, Any]]:
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(requests)), answers)
    assert answers.getvalue().endswith(b"\n")
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def refuse(error: BaseException) -> Callable[..., list[Rapport]]:
    """A reading that always fails like this."""

    def read(*_: object, **__: object) -> list[Rapport]:
        raise error

    return read


@pytest.mark.usefixtures("limits_set")
def test_every_request_has_an_answer_of_one_line() -> None:
    first, second, third = replies(request(REAL), request(b"", "leeg.txt"), request(REAL, "nog eens.txt"))
    rapport = unpack_rapport(first["rapporten"][0], file="rijnmond.txt", sha256="f00d")
    assert (rapport.regio, rapport.source.file, rapport.source.sha256) == ("Rijnmond", "rijnmond.txt", "f00d")
    assert second == {"error": "empty", "facts": {}, "spent": False}
    assert third["rapporten"][0]["source"][:2] == ["nog eens.txt", "f00d"]


@pytest.mark.usefixtures("limits_set")
def test_a_register_file_is_read_where_it_is_asked_for() -> None:
    found, refused = replies(request(b"Rotterdam;10.234\n", content="register"), request(REAL, content="register"))
    assert unpack_register(found["register"], file="register.csv", sha256="f00d").rijen[0].aantal == 10234
    assert refused["error"] == "no-register-table"


@pytest.mark.usefixtures("limits_set")
def test_the_process_serves_until_its_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(request(REAL))))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(answers))
    worker.main()
    assert answers.getvalue().count(b"\n") == 1


@pytest.mark.parametrize(
    ("error", "kind", "facts"),
    [
        (WrongKindError(found="a PNG image"), "wrong-kind", {"found": "a PNG image"}),
        (MemoryError(), "limit", {"limit": "200 MB", "option": "--max-memory-mb"}),
        (ZeroDivisionError("by nought"), "fault", {"found": "ZeroDivisionError: by nought"}),
    ],
)
def test_whatever_goes_wrong_is_an_answer(
    error: BaseException, kind: str, facts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "read_content", refuse(error))
    reply = answer(b"x", "x.pdf", "", Limits())
    details = reply["facts"].pop("details", "")
    assert reply == {"error": kind, "facts": facts}
    assert details == "" or (kind == "fault" and "worker.py" in details)


def test_memory_time_and_files_are_limited(limits_set: dict[int, tuple[int, int]]) -> None:
    limit_process(Limits(memory_mb=300, seconds=7), 4_000_000)
    clock(0)
    soft = {kind: limit for kind, (limit, _) in limits_set.items()}
    used = resource.getrusage(resource.RUSAGE_SELF)
    assert soft.pop(resource.RLIMIT_CPU) - (used.ru_utime + used.ru_stime) == pytest.approx(8.5, abs=0.6)
    assert soft == {
        resource.RLIMIT_AS: 300_000_000,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }


def test_a_small_file_has_a_part_of_the_memory_and_the_time(limits_set: dict[int, tuple[int, int]]) -> None:
    limit_process(Limits(), 10_000)
    clock(0)
    assert limits_set[resource.RLIMIT_AS][0] == 230_000_000
    assert Limits().seconds_for(10_000) == 2
    assert Limits(seconds=0.5).seconds_for(10_000) == 0.5
    assert Limits(seconds=100).seconds_for(0) == 20
    assert Limits().memory_mb_for(2_000_000) == 307
    assert Limits(memory_mb=64).memory_mb_for(0) == 64


def test_no_limit_goes_over_the_one_of_the_system(
    limits_set: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100, 200))
    limit_process(Limits(), 0)
    clock(0)
    assert limits_set[resource.RLIMIT_AS] == (100, 200)
    assert limits_set[resource.RLIMIT_NOFILE] == (64, 200)


def test_where_the_system_has_no_limits_none_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setitem(sys.modules, "resource", None)
    limit_process(Limits(), 0)
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before
