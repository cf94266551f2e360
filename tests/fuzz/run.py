"""Mutates reports and reads them: `python tests/fuzz/run.py --inputs 100000 --seconds 3600 [--kind pdf] [--start N]`.

Each input has a number, from which it can be made again: `--show N` writes it to standard output. The readers are
processes with the limits of the real ones; a number that ends one is told.
"""

import argparse
import os
import resource
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.mutations import MUTATIONS
from fuzz.oracle import judge
from fuzz.seeds import Seed, seeds_of
from fuzz.words import make_words
from klantprofielen.reading.words import Document

KINDS = (*MUTATIONS, "words")
SECONDS = 3  # for one input
MEMORY = 400_000_000


def make(kind: str, number: int) -> tuple[Seed, str, bytes | Document]:
    """The seed, what is done to it, and the input with this number."""
    if kind == "words":
        return make_words(number)
    random = Random(f"{kind} {number}")  # noqa: S311 - to be made again, not secret
    seed = random.choice(seeds_of(kind))
    data, done = seed.data, []
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        mutation = random.choice(MUTATIONS[kind])
        try:
            data = mutation(data, random) or b" "
        except Exception:  # noqa: BLE001 - what is broken already cannot always be broken further
            break
        done.append(getattr(mutation, "__name__", "?"))
    return seed, "+".join(done), data


def run(kind: str, start: int, count: int, seconds: float) -> Iterator[tuple[int, str]]:
    """Of each number what came of it; processes that die are followed by others."""
    until = time.monotonic() + seconds
    coming = start
    while coming < start + count and time.monotonic() < until:
        for number, outcome in _run_in_process(kind, coming, start + count, until):
            yield number, outcome
            coming = number + 1


def _run_in_process(kind: str, start: int, stop: int, until: float) -> Iterator[tuple[int, str]]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _serve(kind, start, stop, until, writing)
        os._exit(0)
    os.close(writing)
    last = start - 1
    with os.fdopen(reading, "rb") as answers:
        while head := answers.read(8):
            number, size = struct.unpack("<II", head)
            last = number
            yield number, answers.read(size).decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code:
        yield last + 1, f"DIED {signal.Signals(-code).name if code < 0 else code}"


def _serve(kind: str, start: int, stop: int, until: float, writing: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in range(start, stop):
        if time.monotonic() > until:
            return
        seed, _, data = make(kind, number)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        outcome = judge(data, seed).encode(errors="replace")[:2000]
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.write(writing, struct.pack("<II", number, len(outcome)) + outcome)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--show", type=int)
    options = parser.parse_args()
    kinds = [options.kind] if options.kind else KINDS
    if options.show is not None:
        made = make(kinds[0], options.show)[2]
        sys.stdout.buffer.write(made if isinstance(made, bytes) else repr(made).encode())
        return 0
    bad = 0
    for kind in kinds:
        outcomes: Counter[str] = Counter()
        for number, outcome in run(kind, options.start, options.inputs // len(kinds), options.seconds / len(kinds)):
            outcomes[outcome if not outcome.startswith(("WRONG", "DIED")) else outcome.split()[0]] += 1
            if outcome.startswith(("WRONG", "DIED")):
                seed, done, _ = make(kind, number)
                print(f"{kind} {number}: {seed.name}: {done}: {outcome}", flush=True)
        bad += outcomes["WRONG"] + outcomes["DIED"]
        print(
            f"{kind}: {outcomes.total()} inputs: {', '.join(f'{name} {n}' for name, n in outcomes.most_common())}",
            flush=True,
        )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
