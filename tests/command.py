"""Reports by the name of their file, made up here instead of read: for tests of the command line in this process."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from history import make_rapport
from rijnmond import RIJNMOND, RIJNMOND_EERDER, build_rapport
from typer.testing import Result

from klantprofielen.errors import EncryptedError, MissingError, ReadError
from klantprofielen.model import Cijfers, Kwartaal, Percentage, Rapport, Rij
from klantprofielen.reading.reader import Limits, Reading

Run = Callable[..., Result]
"""Runs a command: arguments, and the environment by keyword; gives exit code, stdout and stderr."""

_MADE_UP = re.compile(r"regio-([0-9]+)-([0-9]{4})-Q([1-4])\.pdf")
"""The made-up report of a region and quarter, as `history` has it."""
ASKED: list[Limits] = []
"""The limits with which files were read."""


def rapporten_of(name: str) -> tuple[Rapport, ...]:
    """What a file of this name holds."""
    source = replace(RIJNMOND.source, file=name, sha256=sha256(name.encode()).hexdigest())
    wrong = replace(RIJNMOND.rijen[10], cijfers=replace(RIJNMOND.rijen[10].cijfers, totaal_sonar=802))
    held: dict[str, tuple[Rapport, ...]] = {
        "rijnmond.pdf": (RIJNMOND,),
        "fout.pdf": (replace(RIJNMOND, rijen=(*RIJNMOND.rijen[:10], wrong, *RIJNMOND.rijen[11:])),),
        "geen-register.pdf": (replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None),),
        "sprong.pdf": (jump(),),
        "eerder.pdf": (RIJNMOND_EERDER,),
        "verborgen.pdf": (hide(RIJNMOND_EERDER, "Albrandswaard", "Westvoorne"),),
        "later.pdf": (replace(RIJNMOND, kwartaal=Kwartaal(2023, 2)),),
        "drie.pdf": (
            build_rapport("Drenthe", 4, Kwartaal(2023, 1), name, 10, 20, 30, 40, 200),
            build_rapport("Zeeland", 31, Kwartaal(2023, 1), name, 1, 2, 3, 4, 20),
            build_rapport("Súdwest", 99, None, name, 1, 2, 3, 4, 20),
        ),
        "vroeger-drie.pdf": (
            build_rapport("Drenthe", 4, Kwartaal(2022, 4), name, 10, 20, 30, 40, 190),
            build_rapport("Zeeland", 31, Kwartaal(2022, 4), name, 1, 1, 3, 4, 20),
        ),
    }
    made_up = _MADE_UP.fullmatch(name)
    if made_up:
        held[name] = (make_rapport(int(made_up[1]), Kwartaal(int(made_up[2]), int(made_up[3]))),)
    return tuple(replace(rapport, source=source) for rapport in held.get(name, ()))


def hide(rapport: Rapport, *names: str) -> Rapport:
    """The report that does not print the first count of these gemeenten."""
    return replace(rapport, rijen=tuple(_hide(rij) if rij.gemeente in names else rij for rij in rapport.rijen))


def _hide(rij: Rij) -> Rij:
    cijfers = replace(rij.cijfers, gemeente_met_profiel=None)
    return replace(rij, cijfers=cijfers, hidden=("<5", None, None, None, None))


def jump() -> Rapport:
    """The quarter after, made up: Schiedam has 130 more with UWV and a klantprofiel, and all sums hold."""
    schiedam = replace(RIJNMOND.rijen[10], cijfers=Cijfers.of(4, 265, 540, 122, 931))
    totaal = replace(RIJNMOND.totaal, cijfers=Cijfers.of(334, 4893, 7430, 1681, 14338)) if RIJNMOND.totaal else None
    rijen = (*RIJNMOND.rijen[:10], schiedam, *RIJNMOND.rijen[11:])
    percentage = Percentage(75, 0)  # 14.338 of 19.222 is 74,6%
    return replace(RIJNMOND, kwartaal=Kwartaal(2023, 2), rijen=rijen, totaal=totaal, dekking_gedrukt=percentage)


def read_made_up(
    names: Sequence[str], limits: Limits, _password: str | None = None, known: Container[str] = ()
) -> Iterator[Reading]:
    """What `read_inputs` would give for files of these names, each of which holds its name."""
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
        content = name.encode()
        digest = sha256(content).hexdigest()
        if digest in known:
            yield Reading(name, (), None, digest, content, is_known=True)
        else:
            yield Reading(name, rapporten_of(name), error, digest, content)
