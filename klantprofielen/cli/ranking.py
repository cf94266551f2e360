"""Which ranking is asked for, and which part of it: the options as typed, and the rows that they choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from klantprofielen.analysis.measures import ALL_MEASURES, Measure
from klantprofielen.analysis.ranking import Level, Ranked, Ranking, choose_around, choose_ends
from klantprofielen.cli.comparable import parse_measures
from klantprofielen.cli.selection import Selection, did_you_mean
from klantprofielen.errors import UsageError
from klantprofielen.language import translate


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a ranking is asked for."""

    selection: Selection
    top: int | None
    bottom: int | None
    around: str | None
    neighbours: int


def parse_measure(text: str | None) -> Measure:
    """The measure as typed.

    Raises:
        UsageError: there is none, or no such one.
    """
    if text is None:
        choices = translate("; choose from {keys}").format(keys=", ".join(measure.key for measure in ALL_MEASURES))
        raise UsageError(message=translate("--by: name the measure to rank by") + choices)
    (measure,) = parse_measures([text])
    return measure


def parse_level(text: str) -> Level:
    """What is ranked, as typed.

    Raises:
        UsageError: it is neither.
    """
    levels = {level.value: level for level in Level}
    if text not in levels:
        message = translate("--level: expected gemeente or regio, found '{found}'").format(found=text)
        raise UsageError(message=message + did_you_mean(text, levels))
    return levels[text]


def parse_view(selection: Selection, top: str | None, bottom: str | None, around: str | None, neighbours: str) -> View:
    """The part that is asked for, as typed.

    Raises:
        UsageError: a number is none, or parts exclude each other.
    """
    if around is not None and (top is not None or bottom is not None):
        raise UsageError(message=translate("choose one of --around and --top or --bottom"))
    return View(
        selection,
        None if top is None else parse_count("--top", top, 1),
        None if bottom is None else parse_count("--bottom", bottom, 1),
        around,
        parse_count("--neighbours", neighbours, 0),
    )


def parse_count(option: str, text: str, least: int) -> int:
    """A number as typed.

    Raises:
        UsageError: it is none, or below the least.
    """
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least:  # noqa: PLR2004 - a billion
        return int(text)
    message = translate("{option}: expected a whole number of at least {least}, found '{found}'")
    raise UsageError(message=message.format(option=option, least=least, found=text))


def choose_rows(ranking: Ranking, view: View) -> tuple[Sequence[Ranked], Ranked | None]:
    """The rows that are asked for, and the one among them that is asked for by name.

    Raises:
        UsageError: a region or gemeente is not there, or is not ranked.
    """
    shown = _shown(ranking, view.selection)
    if view.around is None:
        return choose_ends(shown, view.top, view.bottom), None
    name = (view.around,)
    by_name = Selection(regios=name) if ranking.level is Level.REGIO else Selection(gemeenten=name)
    asked = {id(row) for row in _shown(ranking, by_name)}
    rows, marked = choose_around(shown, lambda row: id(row) in asked, view.neighbours)
    if marked is None:
        message = translate("--around: '{name}' is not in the ranking; its figures are hidden, unknown or too small")
        raise UsageError(message=message.format(name=view.around))
    return rows, marked


def _shown(ranking: Ranking, selection: Selection) -> tuple[Ranked, ...]:
    """The rows of these regions and gemeenten; a region is shown for one of its gemeenten too."""
    chosen = {id(rapport): selection.choose_rijen(rapport) for rapport in selection.choose_rapporten(ranking.rapporten)}
    return tuple(row for row in ranking.rows if _is_chosen(row, chosen.get(id(row.regel.rapport))))


def _is_chosen(row: Ranked, rijen: Sequence[object] | None) -> bool:
    return rijen is not None and (row.regel.rij is None or any(rij is row.regel.rij for rij in rijen))
