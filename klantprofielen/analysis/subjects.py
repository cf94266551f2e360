"""Whose figures they are: the gemeenten and regions of a history, and all regions together."""

from dataclasses import dataclass
from enum import StrEnum

from klantprofielen.analysis.country import LAND, NO_SOURCE
from klantprofielen.analysis.herindeling import row_key
from klantprofielen.analysis.history import History
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal, Rapport, Rij
from klantprofielen.notation import name_key


class Niveau(StrEnum):
    """Of what figures are."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    LAND = "land"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A gemeente, a region, or all regions together, with the names that it has in the newest report."""

    sleutel: str
    """What tells it from all others."""
    niveau: Niveau
    regionummer: int | None
    regio: str
    gemeente: str | None = None
    gemeentecode: str | None = None

    def is_comparable(self, history: History, first: Kwartaal, last: Kwartaal) -> bool:
        """Whether it is the same in both quarters."""
        match self.niveau:
            case Niveau.GEMEENTE:
                return self.gemeentecode is None or history.is_comparable(self.gemeentecode, first, last)
            case Niveau.REGIO:
                return self.regionummer is None or history.is_comparable(self.regionummer, first, last)
            case Niveau.LAND:
                return True


LAND_SUBJECT = Subject(sleutel="land", niveau=Niveau.LAND, regionummer=None, regio=LAND)


def sleutel_of(rapport: Rapport, rij: Rij | None) -> str:
    """What tells a row of a report, or without row its region, from all others."""
    if rapport.source is NO_SOURCE:
        return LAND_SUBJECT.sleutel
    return f"{regio_key(rapport)}/{row_key(rij) if rij else ''}"


def find_subjects(history: History) -> list[Subject]:
    """By region in the order of their numbers: its gemeenten in the order of the newest report, then the region."""
    newest_first = sorted(
        (*history.rapporten, *history.strays), key=lambda rapport: str(rapport.kwartaal), reverse=True
    )
    regios: dict[int | str, Rapport] = {}
    rijen: dict[int | str, dict[str, Subject]] = {}
    for rapport in newest_first:
        key = regio_key(rapport)
        regios.setdefault(key, rapport)
        held = rijen.setdefault(key, {})
        for rij in rapport.rijen:
            if (own := row_key(rij)) not in held:
                held[own] = _gemeente(regios[key], rij)
    order = sorted(regios, key=lambda key: _rank(regios[key]))
    return [subject for key in order for subject in (*rijen[key].values(), _regio(regios[key]))]


def _rank(rapport: Rapport) -> tuple[bool, int, str]:
    return rapport.regionummer is None, rapport.regionummer or 0, name_key(rapport.regio)


def _gemeente(rapport: Rapport, rij: Rij) -> Subject:
    return Subject(
        sleutel=sleutel_of(rapport, rij),
        niveau=Niveau.GEMEENTE,
        regionummer=rapport.regionummer,
        regio=rapport.regio,
        gemeente=rij.gemeente,
        gemeentecode=rij.gemeentecode,
    )


def _regio(rapport: Rapport) -> Subject:
    return Subject(
        sleutel=sleutel_of(rapport, None),
        niveau=Niveau.REGIO,
        regionummer=rapport.regionummer,
        regio=rapport.regio,
    )
