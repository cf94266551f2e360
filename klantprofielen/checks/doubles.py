"""The same region and quarter in two inputs: whether they say the same, and which files they are."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from klantprofielen.checks.kinds import build_finding
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Rapport
from klantprofielen.notation import name_key


def check_doubles(rapporten: Sequence[Rapport]) -> list[tuple[Finding, ...]]:
    """Per report the finding that there are others of the same region and quarter; nothing where it is the only one."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, rapport in enumerate(rapporten):
        groups[_identity(rapport, index)].append(index)
    findings: list[tuple[Finding, ...]] = [()] * len(rapporten)
    for group in groups.values():
        if len(group) > 1:
            for index, finding in zip(group, _findings([rapporten[index] for index in group]), strict=True):
                findings[index] = (finding,)
    return findings


def same_figures(one: Rapport, other: Rapport) -> bool:
    """Whether two reports say the same of each gemeente, of the region and of its doelgroepregister."""
    return _content(one) == _content(other)


def regio_key(rapport: Rapport) -> int | str:
    """What two reports of one region share: its number, or its name where the tables do not have it."""
    return rapport.regionummer or name_key(rapport.regio)


def _identity(rapport: Rapport, index: int) -> Hashable:
    """Region and quarter; a report without quarter is like no other."""
    return (regio_key(rapport), rapport.kwartaal) if rapport.kwartaal else index


def _content(rapport: Rapport) -> Hashable:
    """The figures, whatever the order of the rows and the spelling of the names."""
    rijen = ((rij.gemeentecode or name_key(rij.gemeente), rij.cijfers.figures, rij.hidden) for rij in rapport.rijen)
    totaal = rapport.totaal.cijfers if rapport.totaal else None
    return tuple(sorted(rijen, key=repr)), totaal, rapport.doelgroepregister, rapport.dekking_gedrukt


def _findings(group: Sequence[Rapport]) -> Iterator[Finding]:
    contents = [_content(rapport) for rapport in group]
    files = [rapport.source.file for rapport in group]
    for index, (file, content) in enumerate(zip(files, contents, strict=True)):
        others = [other for other in range(len(group)) if other != index]
        differing = [other for other in others if contents[other] != content]
        message = _("the same region and quarter is also in {files}; the figures are equal")
        if differing:
            message = _("the same region and quarter is also in {files}; the figures differ from those in {differing}")
        names = {"files": _names(files, others, file), "differing": _names(files, differing, file)}
        yield build_finding("double-report", message.format_map(names))


def _names(files: Sequence[str], chosen: Sequence[int], here: str) -> str:
    names = (_("this same file") if files[index] == here else files[index] for index in chosen)
    return ", ".join(dict.fromkeys(names))
