"""Which regions are added up in which quarter: the same in both of two, or of each of many those that are there."""

from collections.abc import Iterable, Mapping

from klantprofielen.analysis.history import History
from klantprofielen.checks import regio_key
from klantprofielen.model import Kwartaal, Rapport

Together = Mapping[Kwartaal, frozenset[int | str]]
"""By each quarter of which there are reports the regions that are added up."""
SEVERAL = 2


def those_in_each(history: History) -> Together:
    """In every quarter the same: those of which there is a report in each."""
    found = those_there(history)
    common = frozenset.intersection(*found.values()) if found else frozenset()
    return dict.fromkeys(found, common)


def those_there(history: History) -> Together:
    """In each quarter those of which there is a report."""
    found: dict[Kwartaal, set[int | str]] = {kwartaal: set() for kwartaal in history.kwartalen}
    for rapport in history.printed:
        if rapport.kwartaal in found:
            found[rapport.kwartaal].add(regio_key(rapport))
    return {kwartaal: frozenset(keys) for kwartaal, keys in found.items()}


def are_several(together: Together) -> bool:
    """Whether there is more than one region to add up, be it in different quarters."""
    return len(frozenset().union(*together.values())) >= SEVERAL


def are_same(together: Together) -> bool:
    """Whether they are the same in each quarter of which there is any."""
    return len({keys for keys in together.values() if keys}) <= 1


def add_up(together: Together, rapporten: Iterable[Rapport]) -> Mapping[Kwartaal, list[Rapport]]:
    """The reports that are added up, by quarter."""
    by_quarter: dict[Kwartaal, list[Rapport]] = {kwartaal: [] for kwartaal, keys in together.items() if keys}
    for rapport in rapporten:
        kwartaal = rapport.kwartaal
        if kwartaal in by_quarter and regio_key(rapport) in together[kwartaal]:
            by_quarter[kwartaal].append(rapport)
    return by_quarter
