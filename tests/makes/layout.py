"""How a report looks, declared: every make is a choice from these."""

from dataclasses import dataclass
from enum import Enum, auto

from klantprofielen.model import COUNTS, FIGURES, TOTAL


class Header(Enum):
    """What stands over the figures."""

    PROFIEL_UNDER_ORGANISATION = auto()
    ORGANISATION_UNDER_PROFIEL = auto()
    ONE_ROW = auto()


class RegionPlace(Enum):
    """Where the number and name of the region stand."""

    FIRST = auto()
    """In the first row."""
    EACH = auto()
    """In each row."""
    MIDDLE = auto()
    """In the middle one of the rows."""
    MERGED = auto()
    """In a cell over all rows, in the middle of its height."""
    ABOVE = auto()
    """In a row of its own over those of its gemeenten."""
    TITLE = auto()
    """In the title only."""


class Align(Enum):
    """Across a cell."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class VerticalAlign(Enum):
    """Where the figures stand beside a name of several lines."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


class Rules(Enum):
    """Which lines are drawn."""

    NONE = auto()
    ROWS = auto()
    GRID = auto()


class Prose(Enum):
    """Where the explanation stands."""

    OWN_PAGE = auto()
    SAME_PAGE = auto()
    NONE = auto()


class Drawing(Enum):
    """In which pieces and in which order the text is drawn."""

    LINES = auto()
    WORDS = auto()
    CHARACTERS = auto()
    SHUFFLED = auto()
    COLUMNS = auto()
    BOTTOM_UP = auto()
    TWICE = auto()


@dataclass(frozen=True, slots=True)
class Turn:
    """By how many degrees the text is drawn anticlockwise, and the page shown clockwise (/Rotate)."""

    drawn: int = 0
    shown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderWords:
    """The words over the figures."""

    gemeente: str = "Gemeente"
    uwv: str = "UWV"
    met: str = "met klantprofiel in Sonar"
    zonder: str = "geen klantprofiel in Sonar"
    totaal: str = "Totaal in Sonar"

    def organisation(self, column: str) -> str:
        return self.gemeente if column.startswith("gemeente") else self.uwv

    def profiel(self, column: str) -> str:
        return self.met if "met" in column.split("_") else self.zonder


@dataclass(frozen=True, slots=True)
class SentenceForm:
    """What is said of the register, and behind it of the share of it that is known in Sonar."""

    register: str
    share: str


HEADER_WORDS = (
    HeaderWords(),
    HeaderWords(met="met profiel", zonder="zonder profiel", totaal="Totaal"),
    HeaderWords(gemeente="Gemeenten", met="wel klantprofiel", zonder="niet"),
    HeaderWords(
        gemeente="Gemeentelijke doelgroep", uwv="UWV-doelgroep", met="klantprofiel", zonder="geen klantprofiel"
    ),
)
TITLES = (
    "{woord} kwartaal {jaar} {regio}",
    "{nummer}e kwartaal {jaar} {regio}",
    "Q{nummer} {jaar} - {regio}",
    "{regio} {jaar}-Q{nummer}",
    "Arbeidsmarktregio {regio}, {woord} kwartaal van {jaar}",
    "Regio {regio}: kwartaal {nummer}, {jaar}",
)
"""With the quarter in each of the ways in which it is written; `{woord}` is `eerste` to `vierde`."""
SENTENCES = (
    SentenceForm(
        "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio {regio} bevat het doelgroepregister"
        " banenafspraak in totaal {register} personen.",
        "Hiervan is {procent}% bekend binnen Sonar.",
    ),
    SentenceForm(
        "Het doelgroepregister van de arbeidsmarktregio {regio} telt {register} mensen;",
        "{procent} procent van hen is bekend in Sonar.",
    ),
    SentenceForm("Aantal personen in het doelgroepregister: {register}.", "Daarvan bekend in Sonar: {procent} %."),
)


def orders_of(header: Header) -> list[tuple[str, ...]]:
    """The orders of columns that a header can tell: what it groups stands together, the total first or last."""
    gemeente_met, gemeente_zonder, uwv_met, uwv_zonder = COUNTS
    orders: list[tuple[str, ...]] = [
        (gemeente_met, gemeente_zonder, uwv_met, uwv_zonder),
        (uwv_met, uwv_zonder, gemeente_met, gemeente_zonder),
        (gemeente_zonder, gemeente_met, uwv_zonder, uwv_met),
        (uwv_zonder, uwv_met, gemeente_zonder, gemeente_met),
    ]
    if header is Header.ORGANISATION_UNDER_PROFIEL:
        orders = [(first, third, second, fourth) for first, second, third, fourth in orders]
    return [(*order, TOTAL) for order in orders] + [(TOTAL, *order) for order in orders]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One make. Lengths in points; what is not said is as in the report that UWV published."""

    landscape: bool = True
    size: float = 9.0
    header: Header = Header.PROFIEL_UNDER_ORGANISATION
    words: HeaderWords = HEADER_WORDS[0]
    columns: tuple[str, ...] = FIGURES
    align: Align = Align.RIGHT
    thousands: str = "."
    region: RegionPlace = RegionPlace.FIRST
    names_width: float | None = None
    """Names that are wider are wrapped in their cell."""
    vertical: VerticalAlign = VerticalAlign.TOP
    rules: Rules = Rules.NONE
    zebra: bool = False
    title: str = TITLES[0]
    sentence: SentenceForm = SENTENCES[0]
    sentence_first: bool = False
    total: str = "TOTAAL AMR"
    prose: Prose = Prose.OWN_PAGE
    footer: str = ""
    """`{page}` is the number of the page."""
    rows_on_page: int | None = None
    repeat_header: bool = True
    total_on_own_page: bool = False
    one_table: bool = False
    """All regions in one table, not each in its own on a page of its own."""
    drawing: Drawing = Drawing.LINES
    turn: Turn = Turn()
    embedded_font: bool = True
    """A TrueType font inside the file instead of one that every reader has."""

    def __post_init__(self) -> None:
        if sorted(self.columns) != sorted(FIGURES):
            raise ValueError(f"each figure has one column: {self.columns}")
