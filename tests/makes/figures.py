"""Made-up figures for real gemeenten: a region, a quarter and a seed always give the same report. Nothing is true."""

from dataclasses import replace
from random import Random

from strategies import build_rapport, round_share

from klantprofielen.model import NUL, Cijfers, Kwartaal, Rapport, Rij
from klantprofielen.reference import gemeenten_of

SHARES = (0.04, 0.3, 0.52, 0.14)
"""About which part of the persons of a gemeente stands in each of the four counts."""


def make_rapport(regionummer: int, kwartaal: Kwartaal, *, seed: int = 0, decimals: int = 0) -> Rapport:
    """A report in which all sums hold, of a region as it was in this quarter."""
    random = Random(f"{regionummer} {kwartaal} {seed}")  # noqa: S311 - made up, not secret
    gemeenten = gemeenten_of(regionummer, kwartaal.eerste_dag)
    figures = {gemeente.naam: _make_cijfers(random) for gemeente in gemeenten}
    totaal = sum(figures.values(), NUL)
    rapport = build_rapport(kwartaal, regionummer, figures, totaal)
    register = round((totaal.totaal_sonar or 0) / random.uniform(0.62, 0.86))
    return replace(rapport, doelgroepregister=register, dekking_gedrukt=round_share(totaal, register, decimals))


def _make_cijfers(random: Random) -> Cijfers:
    persons = random.lognormvariate(5.9, 0.9)
    counts = [int(persons * share * random.uniform(0.3, 1.7)) for share in SHARES]
    return Cijfers.of(*counts, sum(counts))


def hide_small_counts(rapport: Rapport, mark: str = "<5", below: int = 5) -> Rapport:
    """The report with a mark for each count of a row that is small but not nothing; the total row in full."""
    return replace(rapport, rijen=tuple(_hide(rij, mark, below) for rij in rapport.rijen))


def _hide(rij: Rij, mark: str, below: int) -> Rij:
    hidden = tuple(mark if 0 < (count or 0) < below else None for count in rij.cijfers.figures)
    figures = (None if mark is not None else count for mark, count in zip(hidden, rij.cijfers.figures, strict=True))
    return replace(rij, cijfers=Cijfers.of(*figures), hidden=hidden)
