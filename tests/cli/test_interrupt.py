import signal
from collections.abc import Iterator

import pytest

from klantprofielen.cli.interrupt import STOPS, Stopped, be_stoppable
from klantprofielen.reading import process


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The handlers of the tests themselves, and readers that may start, after each test."""
    monkeypatch.setattr(process, "_stopped", [])
    handlers = {number: signal.getsignal(number) for number in STOPS}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_ends_the_readers_and_then_the_run(number: int) -> None:
    reader = process.start_process()
    be_stoppable()
    with pytest.raises(Stopped) as caught:
        signal.raise_signal(number)
    assert caught.value.number == number
    assert isinstance(caught.value, KeyboardInterrupt)
    assert reader.wait(timeout=10) != 0
    for stream in (reader.stdin, reader.stdout):
        assert stream is not None
        stream.close()
    with pytest.raises(process.StoppedError):
        process.start_process()


def test_a_second_stop_does_not_disturb_the_first() -> None:
    be_stoppable()
    with pytest.raises(Stopped):
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)


def test_what_the_caller_ignores_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    be_stoppable()
    signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
