"""Each region once per quarter: the same report twice counts once, two that differ count not at all."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from klantprofielen.checks import regio_key, same_figures
from klantprofielen.model import Kwartaal, Rapport


@dataclass(frozen=True, slots=True)
class Once:
    """One report per region and quarter, in the order in which they came, and those that cannot be that."""

    rapporten: tuple[Rapport, ...]
    doubles: tuple[tuple[Rapport, ...], ...]
    """There more than once with the same figures: the first counts."""
    withheld: tuple[tuple[Rapport, ...], ...]
    """There more than once with different figures: none counts."""
    undated: tuple[Rapport, ...]

    @property
    def kwartalen(self) -> tuple[Kwartaal, ...]:
        """Of which there are reports, in order."""
        first = (*self.rapporten, *(group[0] for group in self.withheld))
        return tuple(sorted({rapport.kwartaal for rapport in first if rapport.kwartaal}))


def by_regio(rapporten: Iterable[Rapport]) -> list[list[Rapport]]:
    """The reports of each region."""
    regios: dict[Hashable, list[Rapport]] = {}
    for rapport in rapporten:
        regios.setdefault(regio_key(rapport), []).append(rapport)
    return list(regios.values())


def agree(rapporten: Sequence[Rapport]) -> bool:
    """Whether all of them say the same."""
    return all(same_figures(rapporten[0], other) for other in rapporten[1:])


def take_once(rapporten: Iterable[Rapport]) -> Once:
    """The reports that can be counted, each region once per quarter."""
    groups: dict[Hashable, list[Rapport]] = {}
    undated: list[Rapport] = []
    for rapport in rapporten:
        if rapport.kwartaal is None:
            undated.append(rapport)
        else:
            groups.setdefault((rapport.kwartaal, regio_key(rapport)), []).append(rapport)
    counted = [group for group in groups.values() if len(group) == 1 or agree(group)]
    return Once(
        rapporten=tuple(group[0] for group in counted),
        doubles=tuple(tuple(group) for group in counted if len(group) > 1),
        withheld=tuple(tuple(group) for group in groups.values() if len(group) > 1 and group not in counted),
        undated=tuple(undated),
    )
