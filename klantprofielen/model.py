"""The values that travel through the program: a quarter, its gemeenten, their counts, one report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

COUNTS = ("gemeente_met_profiel", "gemeente_zonder_profiel", "uwv_met_profiel", "uwv_zonder_profiel")
TOTAL = "totaal_sonar"
FIGURES = (*COUNTS, TOTAL)
"""The five figures of a row, in the order in which the report is assumed to print them (docs/DESIGN.md, section 2)."""
KWARTALEN = range(1, 5)
JAREN = range(1000, 10_000)  # of four digits, so that their text sorts


@dataclass(frozen=True, slots=True, order=True)
class Kwartaal:
    """A calendar quarter; quarters order, and subtract to a number of quarters."""

    jaar: int
    nummer: int

    def __post_init__(self) -> None:
        if self.nummer not in KWARTALEN or self.jaar not in JAREN:
            raise ValueError(f"no such quarter: {self.jaar}-Q{self.nummer}")

    def __str__(self) -> str:
        return f"{self.jaar}-Q{self.nummer}"

    def __add__(self, quarters: int) -> "Kwartaal":
        jaar, index = divmod(self.jaar * 4 + self.nummer - 1 + quarters, 4)
        return Kwartaal(jaar, index + 1)

    def __sub__(self, other: "Kwartaal") -> int:
        return (self.jaar - other.jaar) * 4 + self.nummer - other.nummer

    @property
    def eerste_dag(self) -> date:
        """The day on which the division into gemeenten and regions is taken."""
        return date(self.jaar, 3 * self.nummer - 2, 1)


@dataclass(frozen=True, slots=True)
class Regio:
    """An arbeidsmarktregio: its UWV number, its name and its CBS code."""

    nummer: int
    naam: str
    code: str


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente: its CBS code (`GM0599`), its name, and the UWV number of its arbeidsmarktregio."""

    code: str
    naam: str
    regionummer: int


def total_of(*counts: int | None) -> int | None:
    """The sum in persons; unknown where a part is unknown."""
    return None if None in counts else sum(filter(None, counts))  # which leaves out what adds nothing


def share_of(part: int | None, whole: int | None) -> Fraction | None:
    """The fraction part / whole, exact; unknown where either is unknown or the whole is 0."""
    return Fraction(part, whole) if part is not None and whole else None


def rest_of(part: int | None, whole: int | None) -> int | None:
    """What the part leaves of the whole, in persons; unknown where either is unknown."""
    return None if part is None or whole is None else whole - part


@dataclass(frozen=True, slots=True, kw_only=True)
class Cijfers:
    """The five figures of a row, in persons; None is hidden in the report, never 0.

    The measures are its properties: counts in persons, shares as exact fractions 0..1, None where unknown.
    """

    gemeente_met_profiel: int | None
    gemeente_zonder_profiel: int | None
    uwv_met_profiel: int | None
    uwv_zonder_profiel: int | None
    totaal_sonar: int | None

    @classmethod
    def of(cls, *figures: int | None) -> Self:
        """Build from the figures in the order of `FIGURES`."""
        return cls(**dict(zip(FIGURES, figures, strict=True)))

    def __add__(self, other: "Cijfers") -> "Cijfers":
        return Cijfers.of(*map(total_of, self.figures, other.figures))

    @property
    def figures(self) -> tuple[int | None, ...]:
        """The figures in the order of `FIGURES`."""
        return (*self.counts, self.totaal_sonar)

    @property
    def counts(self) -> tuple[int | None, ...]:
        """The four counts in the order of `COUNTS`."""
        return (self.gemeente_met_profiel, self.gemeente_zonder_profiel, self.uwv_met_profiel, self.uwv_zonder_profiel)

    @property
    def met_profiel(self) -> int | None:
        return total_of(self.gemeente_met_profiel, self.uwv_met_profiel)

    @property
    def zonder_profiel(self) -> int | None:
        return total_of(self.gemeente_zonder_profiel, self.uwv_zonder_profiel)

    @property
    def aandeel_met_profiel(self) -> Fraction | None:
        return share_of(self.met_profiel, self.totaal_sonar)

    @property
    def aandeel_gemeente(self) -> Fraction | None:
        """Of those whom the gemeente serves, the share with a klantprofiel."""
        return share_of(self.gemeente_met_profiel, total_of(self.gemeente_met_profiel, self.gemeente_zonder_profiel))

    @property
    def aandeel_uwv(self) -> Fraction | None:
        """Of those whom UWV serves, the share with a klantprofiel."""
        return share_of(self.uwv_met_profiel, total_of(self.uwv_met_profiel, self.uwv_zonder_profiel))


PART_HIDDEN = "?"
"""The mark of a sum of which a part is hidden: no report prints it."""
GEEN_CIJFERS = Cijfers.of(None, None, None, None, None)
NUL = Cijfers.of(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as printed: 73,9% is 739 with one decimal."""

    digits: int
    decimals: int

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.digits, 100 * 10**self.decimals)

    @property
    def window(self) -> tuple[Fraction, Fraction]:
        """The fractions that round to this percentage, both ends included."""
        half = Fraction(1, 200 * 10**self.decimals)
        return self.fraction - half, self.fraction + half

    def fits(self, share: Fraction) -> bool:
        low, high = self.window
        return low <= share <= high


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: page (or sheet) from 1, and the box in points from the page's top left corner.

    In text the box counts characters and lines, in a sheet columns and rows.
    """

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """One row of the table: a gemeente, or TOTAAL AMR."""

    gemeente: str
    printed_name: str
    gemeentecode: str | None = None
    cijfers: Cijfers
    hidden: tuple[str | None, ...] = (None,) * 5
    """Per figure of `FIGURES` the mark that is printed for it (`<5`, `-`, an empty cell); None where it is printed."""
    place: Place
    doelgroepregister: int | None = None
    """Persons of this gemeente in the doelgroepregister: no report prints it, a register file may tell it."""

    @property
    def dekking(self) -> Fraction | None:
        """Sonar coverage: the total in Sonar / the doelgroepregister of the gemeente, fraction."""
        return share_of(self.cijfers.totaal_sonar, self.doelgroepregister)

    @property
    def niet_in_sonar(self) -> int | None:
        """Persons in the doelgroepregister of the gemeente who are not known in Sonar."""
        return rest_of(self.cijfers.totaal_sonar, self.doelgroepregister)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRij:
    """One row of a register file: how many persons of a gemeente are in the doelgroepregister."""

    naam: str | None
    code: str | None
    """`GM0599`; a row has a name, a code, or both."""
    kwartaal: Kwartaal | None
    """None: the count holds for every quarter."""
    aantal: int | None
    """Persons; None where the file has none, or hides it."""
    regel: int
    """Which line or row of the file it is, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFlaw:
    """A cell of a register file that cannot be read: what is in its row otherwise, and what stands in it."""

    rij: RegisterRij
    """Without the count; without the quarter where it is that which cannot be read."""
    column: str
    """aantal or kwartaal."""
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a register file says: the size of the doelgroepregister per gemeente."""

    file: str
    sha256: str
    rijen: tuple[RegisterRij, ...]
    flaws: tuple[RegisterFlaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that a report was read from."""

    file: str
    sha256: str
    pages: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """One region in one quarter, as printed."""

    kwartaal: Kwartaal | None
    regio: str
    regionummer: int | None
    regiocode: str | None
    printed_regio: str
    printed_regionummer: int | None
    rijen: tuple[Rij, ...]
    totaal: Rij | None
    doelgroepregister: int | None
    dekking_gedrukt: Percentage | None
    assumed_columns: bool
    source: Source

    @property
    def cijfers(self) -> Cijfers:
        """The figures of the region: as printed in TOTAAL AMR; the sums of the rows where that is not printed."""
        return self.totaal.cijfers if self.totaal else sum((rij.cijfers for rij in self.rijen), NUL)

    @property
    def dekking(self) -> Fraction | None:
        """Sonar coverage: the region's total in Sonar / its doelgroepregister, fraction."""
        return share_of(self.cijfers.totaal_sonar, self.doelgroepregister)

    @property
    def niet_in_sonar(self) -> int | None:
        """Persons in the doelgroepregister of the region who are not known in Sonar."""
        return rest_of(self.cijfers.totaal_sonar, self.doelgroepregister)

    def aandeel_regio(self, cijfers: Cijfers) -> Fraction | None:
        """The share of these persons in Sonar in all those of the region, fraction."""
        return share_of(cijfers.totaal_sonar, self.cijfers.totaal_sonar)

    def bijdrage_dekking(self, cijfers: Cijfers) -> Fraction | None:
        """What these persons in Sonar add to the coverage of the region, fraction."""
        return share_of(cijfers.totaal_sonar, self.doelgroepregister)


class Severity(StrEnum):
    """How bad a finding is: the figures cannot be right; something asks for attention; something is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong or noteworthy in a report, where, what is printed there and what would fit."""

    kind: str
    severity: Severity
    message: str
    gemeente: str | None = None
    column: str | None = None
    printed: int | str | None = None
    expected: int | str | None = None
    page: int | None = None
