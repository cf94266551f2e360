"""The archive looked over whole: the file, every digest, every kept source, and every stored sum again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from klantprofielen.archive.archive import Archive
from klantprofielen.archive.edition import Edition
from klantprofielen.checks import check_rapport
from klantprofielen.errors import ArchiveDamagedError
from klantprofielen.language import translate as _
from klantprofielen.model import Severity


@dataclass(frozen=True, slots=True)
class Flaw:
    """What does not hold: in an edition, or in the file as a whole."""

    edition: Edition | None
    message: str
    is_damage: bool = True
    """The file is not as it was written; otherwise a printed sum does not fit."""
    is_known: bool = False
    """The sum did not fit when it was ingested either, and that was accepted."""


def verify(archive: Archive) -> Iterator[Flaw]:
    """Everything that does not hold; nothing where all does."""
    yield from (Flaw(None, message) for message in archive.integrity())
    try:
        editions = archive.editions()
    except ArchiveDamagedError as error:
        yield Flaw(None, str(error.facts["found"]))
        return
    for edition in editions:
        yield from _verify_edition(archive, edition)
    for source in archive.sources():
        if source.content is not None and hashlib.sha256(source.content).hexdigest() != source.sha256:
            yield Flaw(None, _("the kept file {file} is not as it was").format(file=source.file))


def _verify_edition(archive: Archive, edition: Edition) -> Iterator[Flaw]:
    try:
        (kept,) = archive.load([edition])
    except ArchiveDamagedError as error:
        yield Flaw(edition, str(error.facts["found"]))
        return
    for finding in check_rapport(kept.rapport):
        if finding.severity is Severity.ERROR:
            yield Flaw(edition, finding.message, is_damage=False, is_known=edition.accepted)
