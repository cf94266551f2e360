"""A report against that of the quarter before: what the printed sums cannot show.

Two names or two columns that have changed places, and errors that cancel out in every sum, leave the sums as they
are; but persons do not come and go by a quarter of a gemeente at a time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from klantprofielen.checks.kinds import COLUMN_NAMES, build_finding
from klantprofielen.checks.moves import possible_regios
from klantprofielen.checks.names import day_of
from klantprofielen.language import translate as _
from klantprofielen.model import COUNTS, FIGURES, NUL, Cijfers, Finding, Rapport, Rij
from klantprofielen.notation import format_kwartaal, format_number, format_share, name_key
from klantprofielen.reference import ANY_DAY, find_gemeente, herindelingen

MOST_PERSONS = 25
MOST_PARTS = 4
"""A jump is a change by more than 25 persons and by more than a 4th of what it was."""
BETTER = 4
"""Rows or columns have changed places if, put back, they differ from the quarter before by at most a 4th as much."""


def check_history(rapport: Rapport, previous: Rapport) -> Iterator[Finding]:
    """What changed more than can be, between the previous quarter and this one of the same region.

    Gemeenten that merged are added up; one that was divided, or into which one of another region went, is not held
    against anything.
    """
    before = figures_before(previous, rapport)
    pairs = [(rij, expected) for rij in rapport.rijen if (expected := before.get(key_of(rij))) is not None]
    when = format_kwartaal(previous.kwartaal) if previous.kwartaal else ""
    for rij, expected in pairs:
        yield from _check_jumps(rij, expected, when)
    if len(pairs) == len(rapport.rijen) == len(before) and rapport.totaal and previous.totaal:
        yield from _check_jumps(rapport.totaal, previous.totaal.cijfers, when)
        yield from _check_register(rapport, previous, when)
    restless = [pair for pair in pairs if _distance(pair[0].cijfers.counts, pair[1].counts) > MOST_PERSONS]
    yield from _check_swapped_gemeenten(restless, when)
    yield from _check_swapped_columns(restless, when)
    yield from _check_presence(rapport, previous, before)


def key_of(rij: Rij) -> str:
    """By what a row is known in both quarters: its code, also where its name is of another time."""
    if rij.gemeentecode:
        return rij.gemeentecode
    gemeente = find_gemeente(rij.gemeente, ANY_DAY)
    return gemeente.code if gemeente else name_key(rij.gemeente)


def figures_before(previous: Rapport, rapport: Rapport) -> dict[str, Cijfers | None]:
    """The figures of the quarter before in the gemeenten of now; None where they cannot be compared."""
    since, until = day_of(previous), day_of(rapport)
    figures: dict[str, Cijfers | None] = {key_of(rij): rij.cijfers for rij in previous.rijen}
    for change in herindelingen(since, until):
        if change.van not in figures and change.naar not in figures:
            continue
        part = figures.get(change.van)
        known = figures.get(change.naar, None if find_gemeente(change.naar, since) else NUL)
        figures[change.naar] = None if change.is_split or part is None or known is None else part + known
    for change in herindelingen(since, until):
        figures.pop(change.van, None)
    return figures


def _check_jumps(rij: Rij, expected: Cijfers, when: str) -> Iterator[Finding]:
    if rij.cijfers == expected:
        return
    for column, old, new in zip(FIGURES, expected.figures, rij.cijfers.figures, strict=True):
        if old is not None and new is not None and is_jump(old, new):
            yield build_finding(
                "jump",
                _jump_message(COLUMN_NAMES[column], old, new, when),
                rij=rij,
                column=column,
                printed=new,
                expected=old,
            )


def _check_register(rapport: Rapport, previous: Rapport, when: str) -> Iterator[Finding]:
    old, new = previous.doelgroepregister, rapport.doelgroepregister
    if old is not None and new is not None and is_jump(old, new):
        message = _jump_message("doelgroepregister", old, new, when)
        yield build_finding("jump", message, column="doelgroepregister", printed=new, expected=old)


def is_jump(old: int, new: int) -> bool:
    """Whether a count of persons changed by more than 25 % and by more than 25."""
    change = abs(new - old)
    return change > MOST_PERSONS and change * MOST_PARTS > old


def _jump_message(column: str, old: int, new: int, when: str) -> str:
    message = _(
        "'{column}' was {old} in the {when} and is {new} now{percent}; look whether it is read and printed right"
    )
    percent = f" ({'+' if new > old else ''}{format_share(Fraction(new - old, old))})" if old else ""
    return message.format(column=column, old=format_number(old), new=format_number(new), when=when, percent=percent)


Pair = tuple[Rij, Cijfers]
"""A row, and what was printed of the same gemeente in the quarter before."""


def _check_swapped_gemeenten(pairs: Sequence[Pair], when: str) -> Iterator[Finding]:
    """Two rows whose names have changed places: no sum can show that."""
    for (rij, own), (other, others) in combinations(pairs, 2):
        apart = _distance(rij.cijfers.counts, own.counts) + _distance(other.cijfers.counts, others.counts)
        swapped = _distance(rij.cijfers.counts, others.counts) + _distance(other.cijfers.counts, own.counts)
        if swapped * BETTER <= apart:
            message = _(
                "its figures are like those of {other} in the {when}, and the other way round; "
                "look whether the two names have changed places"
            )
            for one, two in ((rij, other), (other, rij)):
                text = message.format(other=two.gemeente, when=when)
                yield build_finding("swapped-gemeenten", text, rij=one, expected=two.gemeente)


def _check_swapped_columns(pairs: Sequence[Pair], when: str) -> Iterator[Finding]:
    """Two columns that have changed places together with the words over them."""
    now = list(zip(*(rij.cijfers.counts for rij, _expected in pairs), strict=True))
    before = list(zip(*(expected.counts for _rij, expected in pairs), strict=True))
    for one, other in combinations(range(len(COUNTS)) if pairs else (), 2):
        apart = _distance(now[one], before[one]) + _distance(now[other], before[other])
        swapped = _distance(now[one], before[other]) + _distance(now[other], before[one])
        if apart > MOST_PERSONS and swapped * BETTER <= apart:
            message = _(
                "'{one}' is like '{other}' in the {when}, and the other way round; "
                "look whether the two columns have changed places"
            )
            names = {"one": COLUMN_NAMES[COUNTS[one]], "other": COLUMN_NAMES[COUNTS[other]], "when": when}
            yield build_finding("swapped-columns", message.format_map(names), column=COUNTS[one])


def _distance(figures: Iterable[int | None], others: Iterable[int | None]) -> int:
    """The persons by which two series differ, as far as both are known."""
    return sum(
        abs(figure - other)
        for figure, other in zip(figures, others, strict=True)
        if figure is not None and other is not None
    )


def _check_presence(rapport: Rapport, previous: Rapport, before: Mapping[str, Cijfers | None]) -> Iterator[Finding]:
    """A gemeente that came or went while the tables know of no herindeling and of no other region."""
    present = {key_of(rij): rij for rij in rapport.rijen}
    if present.keys() == before.keys():
        return
    when = format_kwartaal(previous.kwartaal) if previous.kwartaal else ""
    names = {key_of(rij): rij.gemeente for rij in previous.rijen}
    for key in before.keys() - present.keys():
        if not _is_elsewhere(key, rapport):
            gemeente = find_gemeente(key, day_of(rapport))
            message = _("had a row in the {when}, and has none now; the tables know of no herindeling")
            name = names.get(key) or (gemeente.naam if gemeente else key)
            yield build_finding("vanished-gemeente", message.format(when=when), gemeente=name)
    for key, rij in present.items():
        if key not in before and not _is_elsewhere(key, previous):
            message = _("has a row now, and had none in the {when}; the tables know of no herindeling")
            yield build_finding("appeared-gemeente", message.format(when=when), rij=rij)


def _is_elsewhere(key: str, rapport: Rapport) -> bool:
    """Whether a gemeente may have belonged to another region in the quarter of this report."""
    regios = possible_regios(key, day_of(rapport)) - {rapport.regionummer}
    return bool(regios)
