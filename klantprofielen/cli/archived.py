"""What commands take from the archive: the reports themselves where no files are named, and the quarter before."""

from collections.abc import Sequence
from dataclasses import dataclass

from klantprofielen.archive import Archive, Edition, Kept, newest, reading
from klantprofielen.checks import regio_key
from klantprofielen.cli.editions import quarters_held, require_editions
from klantprofielen.cli.origin import Origin, Pick
from klantprofielen.cli.selection import Selection
from klantprofielen.errors import ArchiveError, NoArchiveError
from klantprofielen.language import translate
from klantprofielen.model import Kwartaal, Rapport
from klantprofielen.views.streams import print_error

FIRST = Kwartaal(1000, 1)
"""Before it no quarter can be written."""


@dataclass(frozen=True, slots=True)
class Before:
    """The reports of quarters before, by region and quarter."""

    rapporten: dict[tuple[str, str], Rapport]

    def find(self, rapport: Rapport) -> Rapport | None:
        """The report of the same region in the quarter before."""
        place = place_before(rapport)
        return self.rapporten.get(place) if place else None


def take(
    origin: Origin, selection: Selection, *, look_back: bool = True, pick: Pick | None = None
) -> tuple[list[Kept], Before]:
    """The newest edition of each report that may be asked for, and what there is of the quarter before each.

    Raises:
        ArchiveError: there is no archive, nothing in it, or it cannot be used.
    """
    with reading(origin.archive) as archive:
        editions = newest(require_editions(archive, origin))
        wanted = choose_editions(editions, selection, pick)
        by_place = {edition.place: edition for edition in editions}
        earlier = [
            by_place[place]
            for edition in (wanted if look_back else ())
            if (place := (str(edition.kwartaal + -1), edition.regio_key)) in by_place
        ]
        rows = {edition.row: edition for edition in (*wanted, *earlier)}
        kept = {one.edition.row: one for one in archive.load(list(rows.values()))}
    before = Before({edition.place: kept[edition.row].rapport for edition in earlier})
    return [kept[edition.row] for edition in wanted], before


def choose_editions(editions: Sequence[Edition], selection: Selection, pick: Pick | None = None) -> list[Edition]:
    """Those of the quarters that are asked for; all of them where that cannot be told yet, or where none is."""
    if pick:
        kwartalen = pick(sorted({edition.kwartaal for edition in _of_quarters(editions, selection)}))
        return [edition for edition in editions if edition.kwartaal in kwartalen] or list(editions)
    return _of_quarters(editions, selection)


def _of_quarters(editions: Sequence[Edition], selection: Selection) -> list[Edition]:
    quarters = selection.quarters
    if quarters is None or (quarters.latest and (selection.regios or selection.gemeenten)):
        return list(editions)
    holds = quarters_held(quarters, editions)
    return [edition for edition in editions if holds(edition.kwartaal)] or list(editions)


def look_before(origin: Origin, rapporten: Sequence[Rapport]) -> Before:
    """What the archive has of the quarter before each of these reports; if it cannot be used, that is told."""
    found: dict[tuple[str, str], Rapport] = {}
    try:
        with reading(origin.archive) as archive:
            for rapport in rapporten:
                _look_up(archive, rapport, found)
    except NoArchiveError:  # gone, or empty
        pass
    except ArchiveError as error:
        message = translate("nothing was held against the quarter before: {error}")
        print_error(message.format(error=error))
    return Before(found)


def _look_up(archive: Archive, rapport: Rapport, found: dict[tuple[str, str], Rapport]) -> None:
    place = place_before(rapport)
    if rapport.kwartaal and place and (kept := archive.load_current(rapport.kwartaal + -1, place[1])):
        found[place] = kept.rapport


def place_before(rapport: Rapport) -> tuple[str, str] | None:
    """The quarter before and the region; None where the report has no quarter, or is of the first that there is."""
    if rapport.kwartaal is None or rapport.kwartaal == FIRST:
        return None
    return str(rapport.kwartaal + -1), str(regio_key(rapport))
