"""The values that come out of the archive: editions of a report, and in what two of them differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from klantprofielen.model import Finding, Kwartaal, Rapport


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of the report of a region and quarter, without its figures."""

    row: int
    """Its number in the file of the archive."""
    kwartaal: Kwartaal
    regio_key: str
    """The number of the region as text; its name where it has none."""
    regionummer: int | None
    regio: str
    edition: int
    """From 1, in the order in which they were ingested."""
    ingested: str
    """The moment, in UTC: 2026-03-01T09:30:00.000000Z."""
    program: str
    accepted: bool
    """Whether it was kept although a sum does not fit."""
    file: str
    sha256: str
    findings: int
    """How many there were of the report by itself."""

    @property
    def place(self) -> tuple[str, str]:
        """What the editions of one report share: quarter and region."""
        return str(self.kwartaal), self.regio_key


def newest(editions: Iterable[Edition]) -> list[Edition]:
    """Of each report the newest of these editions (given from old to new): the one that counts."""
    return list({edition.place: edition for edition in editions}.values())


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition with its figures, and what was found in it by itself."""

    edition: Edition
    rapport: Rapport
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A cell in which two editions of a report differ.

    The values are persons, a printed percentage as text, the mark of a hidden count, or None where there is no such
    row.
    """

    gemeente: str | None
    """None for what is printed of the region: its total row, the register, the percentage."""
    gemeentecode: str | None
    column: str
    old: int | str | None
    new: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSource:
    """A file that reports were read from; its content is None where it was not to be kept."""

    row: int
    file: str
    sha256: str
    size: int
    content: bytes | None
