"""What is said of the division under a table, in Dutch: over several quarters at once where it holds for them all."""

from collections.abc import Iterable, Iterator, Sequence

from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import Kwartaal
from klantprofielen.notation import format_kwartaal
from klantprofielen.tables.table import Note

MOST_NAMES = 6
MOST_QUARTERS = 3
"""Named one by one; of more the first and the last are."""


def remark_notes(remarks: Iterable[Remark]) -> Iterator[Note]:
    """A note per thing to say, with the quarters for which it holds."""
    quarters: dict[tuple[Topic, str, tuple[str, ...]], list[Kwartaal]] = {}
    for remark in remarks:
        held = quarters.setdefault((remark.topic, remark.subject, tuple(remark.names)), [])
        if remark.kwartaal:
            held.append(remark.kwartaal)
    for (topic, subject, names), kwartalen in quarters.items():
        yield Note(_format(topic, subject, names, format_quarters(kwartalen)))


def format_quarters(kwartalen: Sequence[Kwartaal]) -> str:
    """4e kwartaal 2022; or of many 1e kwartaal 2016 t/m 4e kwartaal 2018."""
    ordered = sorted(set(kwartalen))
    if len(ordered) > MOST_QUARTERS:
        return f"{format_kwartaal(ordered[0])} t/m {format_kwartaal(ordered[-1])}"
    return ", ".join(map(format_kwartaal, ordered))


def join_names(names: Sequence[str], last: str = " en ") -> str:
    """Brielle, Hellevoetsluis en Westvoorne."""
    return last.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _some(names: Sequence[str]) -> str:
    """Names, of many the first and how many there are."""
    if len(names) <= MOST_NAMES:
        return join_names(names)
    return f"{', '.join(names[:MOST_NAMES])} en nog {len(names) - MOST_NAMES}"


TEXTS = {
    Topic.MERGED: "{subject}: {sum} opgeteld ({when})",
    Topic.RENAMED: "{subject} heette {names} ({when})",
    Topic.MISSING_PART: "{subject}: niet bekend, want {names} ontbreekt ({when})",
    Topic.TWICE_IN_QUARTER: "{subject} staat er meer dan één keer in: cijfers niet gebruikt ({when})",
    Topic.SPLIT: "{subject} is verdeeld over {names}: over die datum heen niet vergelijkbaar (≠)",
    Topic.ESTIMATED: "{subject} ≈: GESCHAT, uit {names}, naar inwoners verdeeld ({when})",
    Topic.NOT_UNDONE: "{subject} is later gevormd uit {names}: niet terug te rekenen, niet vergelijkbaar (≠)",
    Topic.NOT_TAKEN_OUT: "{names} {is_are} later opgegaan in {subject}: niet terug te rekenen, niet vergelijkbaar (≠)",
    Topic.AS_PRINTED: "{subject} is gevormd uit {names}: zoals gedrukt, niet opgeteld",
    Topic.TAKEN_IN_AS_PRINTED: "{names} {is_are} opgegaan in {subject}: zoals gedrukt, niet opgeteld",
    Topic.RENAMED_AS_PRINTED: "{names} heet nu {subject}: zoals gedrukt, niet samengenomen",
    Topic.MOVED: "{subject} stond onder {first}, nu onder {last}: de regio's zijn zoals gedrukt ({when})",
    Topic.REGIO_ANEW: "{subject}: opnieuw opgeteld, doelgroepregister en dekking niet bekend ({when})",
    Topic.REGIO_INCOMPLETE: "{subject}: niet opnieuw op te tellen, want {names} ontbreekt ({when})",
    Topic.NO_REPORT: "Geen rapport van {names} in het {when}",
    Topic.DOUBLE: "{subject} is er {count} keer ({files}): één keer geteld ({when})",
    Topic.WITHHELD: "{subject} is er {count} keer met verschillende cijfers ({files}): weggelaten ({when})",
    Topic.REGISTER_OF_NO_QUARTER: (
        "{subject} noemt geen kwartaal: de aantallen gelden voor elk kwartaal, en een verschil in de dekking van een "
        "gemeente komt alleen van Sonar"
    ),
    Topic.NOT_IN_REGISTER: "Geen aantal in {subject}, dus geen dekking: {some} ({when})",
    Topic.REGIOS_NOT_IN_REGISTER: "Geen aantallen in {subject} van gemeenten in {some} ({when})",
    Topic.UNDATED: "{subject}: geen kwartaal bekend, weggelaten",
}


def _format(topic: Topic, subject: str, names: tuple[str, ...], when: str) -> str:
    return TEXTS[topic].format(
        subject=subject,
        names=join_names(names),
        sum=" + ".join(names),
        files=", ".join(names),
        first=names[0] if names else "",
        last=names[-1] if names else "",
        some=_some(names),
        count=len(names),
        is_are="is" if len(names) == 1 else "zijn",
        when=when,
    )
