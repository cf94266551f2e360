"""Made-up years of all gemeenten: figures that move slowly, and that every herindeling carries on exactly.

Each gemeente of the first division, in as many parts as it was ever divided into, has a life of its own. A gemeente of
a later division has the sum of those that went into it, so what is merged adds up and what is split loses nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import product
from math import sin, tau
from random import Random

from strategies import build_rapport, round_share

from klantprofielen.model import NUL, Cijfers, Kwartaal, Rapport
from klantprofielen.reference import ANY_DAY, gemeenten_of, gemeenten_on, herindelingen, regios_on

START = Kwartaal(2014, 1)
"""The first division of the tables."""
SMALLEST, LARGEST = 80, 6_000
"""Persons in Sonar of a part at the start."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A value that goes up and down around its mean."""

    mean: float
    swing: float
    quarters: float
    phase: float

    def at(self, quarter: int) -> float:
        return self.mean * (1 + self.swing * sin(tau * (quarter / self.quarters + self.phase)))


@dataclass(frozen=True, slots=True)
class Life:
    """How the persons of a part and their four counts go over the quarters since `START`."""

    size: Wave
    growth: float
    shares: tuple[Wave, ...]
    coverage: Wave

    def counts_at(self, quarter: int) -> tuple[int, ...]:
        """The four counts, in persons."""
        persons = self.size.at(quarter) * (1 + self.growth) ** quarter
        parts = [share.at(quarter) for share in self.shares]
        return tuple(round(persons * part / sum(parts)) for part in parts)

    def register_at(self, quarter: int) -> int:
        """Persons in the doelgroepregister: always more than in Sonar."""
        return round(sum(self.counts_at(quarter)) / self.coverage.at(quarter))


@dataclass(frozen=True, slots=True)
class Part:
    """The persons of a gemeente of the first division, or those of them who go to one gemeente when it is divided."""

    code: str
    towards: str = ""


@cache
def life_of(part: Part, seed: int) -> Life:
    """The life of a part: the same for the same seed."""
    random = Random(f"{seed} {part.code} {part.towards}")  # noqa: S311 - made up, not secret
    persons = min(max(random.lognormvariate(5.7, 0.85), SMALLEST), LARGEST)
    means = (random.uniform(0.01, 0.08), random.uniform(0.22, 0.38), random.uniform(0.44, 0.6), 0.13)
    return Life(
        size=_wave(random, persons, 0.02),
        growth=random.uniform(0.002, 0.012),
        shares=tuple(_wave(random, mean, 0.05) for mean in means),
        coverage=_wave(random, random.uniform(0.64, 0.84), 0.03),
    )


def _wave(random: Random, mean: float, swing: float) -> Wave:
    return Wave(mean, swing, random.uniform(16, 40), random.random())


def make_rapport(regionummer: int, kwartaal: Kwartaal, *, seed: int = 0, decimals: int = 0) -> Rapport:
    """The report of a region in the division of the quarter, all of whose sums hold; nothing in it is true."""
    day, quarter = kwartaal.eerste_dag, kwartaal - START
    figures: dict[str, Cijfers] = {}
    register = 0
    for gemeente in gemeenten_of(regionummer, day):
        lives = [life_of(part, seed) for part in parts_on(day)[gemeente.code]]
        counts = [sum(column) for column in zip(*(life.counts_at(quarter) for life in lives), strict=True)]
        figures[gemeente.naam] = Cijfers.of(*counts, sum(counts))
        register += sum(life.register_at(quarter) for life in lives)
    totaal = sum(figures.values(), NUL)
    rapport = build_rapport(kwartaal, regionummer, figures, totaal)
    source = replace(
        rapport.source,
        file=f"synthetisch-{rapport.regiocode}-{kwartaal}.pdf",
        sha256=sha256(f"{kwartaal} {rapport.regiocode} {figures} {register}".encode()).hexdigest(),
    )
    percentage = round_share(totaal, register, decimals)
    return replace(rapport, source=source, doelgroepregister=register, dekking_gedrukt=percentage)


def make_rapporten(
    kwartalen: Iterable[Kwartaal], regionummers: Iterable[int] | None = None, *, seed: int = 0
) -> Iterator[Rapport]:
    """A report per region and quarter; without regions all of them."""
    numbers = [regio.nummer for regio in regios_on(ANY_DAY)] if regionummers is None else list(regionummers)
    return (make_rapport(nummer, kwartaal, seed=seed) for kwartaal, nummer in product(kwartalen, numbers))


def kwartalen_between(first: Kwartaal, last: Kwartaal) -> list[Kwartaal]:
    """From the first quarter up to and including the last."""
    return [first + index for index in range(last - first + 1)]


def parts_on(day: date) -> Mapping[str, tuple[Part, ...]]:
    """By the code of each gemeente of this day the parts that it consists of."""
    done = tuple(herindeling for herindeling in _all_herindelingen() if herindeling[2] <= day)
    return _parts_after(len(done))


@cache
def _parts_after(count: int) -> Mapping[str, tuple[Part, ...]]:
    """After the first so many herindelingen."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for part in _first_parts():
        parts[part.code].append(part)
    for van, naar, _ in _all_herindelingen()[:count]:
        leaving = [part for part in parts[van] if part.towards in {"", naar}]
        parts[van] = [part for part in parts[van] if part not in leaving]
        parts[naar].extend(leaving)
    return {code: tuple(held) for code, held in parts.items() if held}


@cache
def _first_parts() -> tuple[Part, ...]:
    splits: defaultdict[str, list[str]] = defaultdict(list)
    for herindeling in herindelingen(START.eerste_dag, ANY_DAY):
        if herindeling.is_split:
            splits[herindeling.van].append(herindeling.naar)
    return tuple(
        Part(gemeente.code, towards)
        for gemeente in gemeenten_on(START.eerste_dag)
        for towards in splits.get(gemeente.code, [""])
    )


@cache
def _all_herindelingen() -> tuple[tuple[str, str, date], ...]:
    return tuple(
        (herindeling.van, herindeling.naar, herindeling.datum)
        for herindeling in herindelingen(START.eerste_dag, ANY_DAY)
    )
