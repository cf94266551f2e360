"""What stops a run from outside: Ctrl-C, the end of the terminal, the system that asks to end. Nothing stays behind."""

import signal
from types import FrameType
from typing import NoReturn

from klantprofielen.reading.process import stop_processes

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


class Stopped(KeyboardInterrupt):
    """The run is asked to end, by the signal of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def be_stoppable() -> None:
    """End by an exception, so that what is half written is taken away; what the caller ignores stays ignored."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End the readers here and now, for the way out waits for what they do; a second signal does not disturb that."""
    for other in STOPS:
        signal.signal(other, signal.SIG_IGN)
    stop_processes()
    raise Stopped(number)
