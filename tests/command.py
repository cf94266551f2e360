"""Reports by the name of their file, made up here instead of read: for tests of the command line in this process."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rijnmond import RIJNMOND, build_rapport
from typer.testing import Result

from klantprofielen.errors import EncryptedError, MissingError, ReadError
from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.reading.reader import Limits, Reading

Run = Callable[..., Result]
"""Runs a command: arguments, and the environment by keyword; gives exit code, stdout and stderr."""

ASKED: list[Limits] = []
"""The limits with which files were read."""


def rapporten_of(name: str) -> tuple[Rapport, ...]:
    """What a file of this name holds."""
    source = replace(RIJNMOND.source, file=name)
    wrong = replace(RIJNMOND.rijen[10], cijfers=replace(RIJNMOND.rijen[10].cijfers, totaal_sonar=802))
    held: dict[str, tuple[Rapport, ...]] = {
        "rijnmond.pdf": (RIJNMOND,),
        "fout.pdf": (replace(RIJNMOND, rijen=(*RIJNMOND.rijen[:10], wrong, *RIJNMOND.rijen[11:])),),
        "geen-register.pdf": (replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None),),
        "later.pdf": (replace(RIJNMOND, kwartaal=Kwartaal(2023, 2)),),
        "drie.pdf": (
            build_rapport("Drenthe", 4, Kwartaal(2023, 1), name, 10, 20, 30, 40, 200),
            build_rapport("Zeeland", 31, Kwartaal(2023, 1), name, 1, 2, 3, 4, 20),
            build_rapport("Súdwest", 99, None, name, 1, 2, 3, 4, 20),
        ),
    }
    return tuple(replace(rapport, source=source) for rapport in held.get(name, ()))


def read_made_up(names: Sequence[str], limits: Limits, _password: str | None = None) -> Iterator[Reading]:
    """What `read_inputs` would give for files of these names."""
    ASKED.append(limits)
    for name in names:
        if name == "kapot.pdf":
            raise RuntimeError("two\nlines")
        if name == "stop.pdf":
            raise KeyboardInterrupt
        error: ReadError | None = None
        if name == "dicht.pdf":
            error = EncryptedError(file=name)
        elif not rapporten_of(name):
            error = MissingError(file=name, hint="")
        yield Reading(name, rapporten_of(name), error)
