"""Names against the tables: which gemeenten there were in that quarter, and to which region they belonged."""

from collections.abc import Iterator
from datetime import date

from klantprofielen.checks.kinds import build_finding
from klantprofielen.checks.moves import days_around, possible_regios
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Rapport, Rij
from klantprofielen.notation import name_key, same_spelling
from klantprofielen.reference import find_gemeente, gemeenten_of, near_gemeenten, regio_of

MOST_GUESSED = 40  # unknown names of a report for which others are proposed: that takes long
LONGEST_GUESSED = 60  # characters


def day_of(rapport: Rapport) -> date:
    """The day whose division into gemeenten and regions counts; the newest where the quarter is unknown."""
    return rapport.kwartaal.eerste_dag if rapport.kwartaal else date.max


def _keys(rij: Rij) -> set[str]:
    """By what a row is known: its code and its name."""
    return {key for key in (rij.gemeentecode, name_key(rij.gemeente)) if key}


def check_duplicates(rapport: Rapport) -> Iterator[Finding]:
    """A gemeente has one row; each further one is a finding."""
    seen: dict[str, Rij] = {}
    for rij in rapport.rijen:
        first = next((seen[key] for key in _keys(rij) if key in seen), None)
        if first:
            same = rij.cijfers == first.cijfers
            message = _("is listed twice, with the same figures") if same else _("is listed twice, with other figures")
            yield build_finding("duplicate-gemeente", message, rij=rij)
        seen |= dict.fromkeys(_keys(rij), rij)


def check_unknown_gemeenten(rapport: Rapport) -> Iterator[Finding]:
    """A row whose name is in no table of that day."""
    on = day_of(rapport)
    unknown = [rij for rij in rapport.rijen if rij.gemeentecode is None]
    few = len(unknown) <= MOST_GUESSED
    for rij in unknown:
        message = _unknown_message(rij, on, guess=few and len(rij.gemeente) <= LONGEST_GUESSED)
        yield build_finding("unknown-gemeente", message, rij=rij, printed=rij.printed_name)


def _unknown_message(rij: Rij, on: date, *, guess: bool) -> str:
    if any(find_gemeente(rij.gemeente, day) for day in days_around(on)):
        message = _("'{name}' is a gemeente of the year before or after, but not of this quarter")
        return message.format(name=rij.printed_name)
    message = _("'{name}' is not a gemeente of this quarter").format(name=rij.printed_name)
    near = ", ".join(gemeente.naam for gemeente in near_gemeenten(rij.gemeente, on)) if guess else ""
    return message + (_("; is it {near}?").format(near=near) if near else "")


def check_missing_gemeenten(rapport: Rapport) -> Iterator[Finding]:
    """A gemeente of the region that has no row."""
    if rapport.regionummer is None:
        return
    on = day_of(rapport)
    present = {key for rij in rapport.rijen for key in _keys(rij)}
    for gemeente in gemeenten_of(rapport.regionummer, on):
        if present.isdisjoint({gemeente.code, name_key(gemeente.naam)}):
            message = _("has no row, but belongs to {regio} by the tables").format(regio=rapport.regio)
            doubt = _doubt(gemeente.code, rapport.regionummer, on)
            yield build_finding("missing-gemeente", message + doubt, gemeente=gemeente.naam)


def check_other_regions(rapport: Rapport) -> Iterator[Finding]:
    """A row of a gemeente that belongs elsewhere by the tables."""
    on = day_of(rapport)
    for rij in rapport.rijen:
        gemeente = find_gemeente(rij.gemeentecode, on) if rij.gemeentecode else None
        if gemeente is None or rapport.regionummer in {None, gemeente.regionummer}:
            continue
        regio = _regio_name(gemeente.regionummer, on)
        message = _("stands under {printed}, but belongs to {regio} by the tables").format(
            printed=rapport.regio, regio=regio
        )
        doubt = _doubt(gemeente.code, rapport.regionummer, on)
        yield build_finding(
            "other-region", message + doubt, rij=rij, column="regio", printed=rapport.regio, expected=regio
        )


def _doubt(code: str, regionummer: int | None, on: date) -> str:
    """That the tables are not certain either, where they are not (about this region)."""
    possible = possible_regios(code, on)
    if len(possible) == 1 or regionummer not in possible:
        return ""
    regios = ", ".join(_regio_name(nummer, on) for nummer in sorted(possible))
    return _("; the date of its move is uncertain ({regios})").format(regios=regios)


def _regio_name(nummer: int, on: date) -> str:
    regio = regio_of(nummer, on)
    return regio.naam if regio else str(nummer)


def check_region_number(rapport: Rapport) -> Iterator[Finding]:
    """The name decides which region it is; its number must be the one that UWV gives it."""
    printed, nummer = rapport.printed_regionummer, rapport.regionummer
    if printed is None or nummer is None or printed == nummer:
        return
    message = _("number {printed} is printed, but {regio} has number {nummer} at UWV").format(
        printed=printed, regio=rapport.regio, nummer=nummer
    )
    hint = ""
    if rapport.regiocode == f"AM{printed:02}":
        hint = _("; {printed} is its number at CBS").format(printed=printed)
    elif other := regio_of(printed, day_of(rapport)):
        hint = _("; {printed} is {regio}").format(printed=printed, regio=other.naam)
    yield build_finding("region-number", message + hint, column="regionummer", printed=printed, expected=nummer)


def check_spellings(rapport: Rapport) -> Iterator[Finding]:
    """Names that were understood although the report writes them otherwise than the tables."""
    message = _("printed as '{printed}', taken to be {name}")
    if rapport.printed_regio and not same_spelling(rapport.printed_regio, rapport.regio):
        text = message.format(printed=rapport.printed_regio, name=rapport.regio)
        yield build_finding("assumed-name", text, column="regio", printed=rapport.printed_regio, expected=rapport.regio)
    for rij in rapport.rijen:
        if rij.gemeentecode and not same_spelling(rij.printed_name, rij.gemeente):
            text = message.format(printed=rij.printed_name, name=rij.gemeente)
            yield build_finding(
                "assumed-name", text, rij=rij, column="gemeente", printed=rij.printed_name, expected=rij.gemeente
            )
