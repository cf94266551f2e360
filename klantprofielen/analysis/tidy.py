"""The tidy table: one row per gemeente and one per region, the same columns in every export."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from klantprofielen.model import FIGURES, Cijfers, Kwartaal, Place, Rapport, Rij
from klantprofielen.notation import format_marks

Value = str | int | Fraction | Kwartaal | None


class Kind(Enum):
    """What the values of a column are."""

    TEXT = auto()
    NUMMER = auto()
    """A number that names or places something, and is never added up."""
    KWARTAAL = auto()
    AANTAL = auto()
    """Persons."""
    AANDEEL = auto()
    """A fraction, 0..1."""
    VERSCHIL = auto()
    """Persons more or fewer."""
    PUNTEN = auto()
    """A fraction more or less: 0.004 is 0,4 percentage points."""
    GROEI = auto()
    """Persons more or fewer, as a fraction of how many there were."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the tidy table: a gemeente of a report, or (without rij) its region."""

    rapport: Rapport
    rij: Rij | None
    nummer: int = 1
    """Which of the reports it is."""

    @property
    def printed(self) -> Rij | None:
        """The row as it is printed; None for a region without a total row."""
        return self.rij or self.rapport.totaal

    @property
    def cijfers(self) -> Cijfers:
        return self.rij.cijfers if self.rij else self.rapport.cijfers

    @property
    def place(self) -> Place | None:
        """Where it is printed; nowhere for a region without a total row."""
        return self.printed.place if self.printed else None


@dataclass(frozen=True, slots=True)
class TidyColumn:
    """A column: its name, the kind of its values, what they mean (in Dutch, for readers), and how they are found."""

    key: str
    kind: Kind
    meaning: str
    of: Callable[[Regel], Value]

    @property
    def title(self) -> str:
        """The key as a header for people: `uwv_met_profiel` is UWV met profiel."""
        text = self.key.replace("_", " ").replace("uwv", "UWV").replace("sonar", "Sonar")
        return text[0].upper() + text[1:]


def _figure(key: str, meaning: str, kind: Kind = Kind.AANTAL) -> TidyColumn:
    """A figure or measure of the row itself."""

    def of(regel: Regel) -> Value:
        value: int | Fraction | None = getattr(regel.cijfers, key)
        return value

    return TidyColumn(key, kind, meaning, of)


def _of_both(key: str, kind: Kind, meaning: str) -> TidyColumn:
    """What is known of the region, and of a gemeente where a register file tells it."""

    def of(regel: Regel) -> Value:
        value: int | Fraction | None = getattr(regel.rij or regel.rapport, key)
        return value

    return TidyColumn(key, kind, meaning, of)


def _of_regio(field: str, kind: Kind, meaning: str, *, key: str | None = None) -> TidyColumn:
    """What is known of the region only; empty for a gemeente."""

    def of(regel: Regel) -> Value:
        value: int | str | Fraction | None = None if regel.rij else getattr(regel.rapport, field)
        return None if value == "" else value

    return TidyColumn(key or field, kind, meaning, of)


def _yes_or_no(key: str, meaning: str, of: Callable[[Rapport], bool]) -> TidyColumn:
    """What is so for the region or not; empty for a gemeente."""
    return TidyColumn(
        key, Kind.TEXT, meaning, lambda regel: None if regel.rij else "ja" if of(regel.rapport) else "nee"
    )


def _verborgen(regel: Regel) -> str | None:
    return (format_marks(regel.printed.hidden) or None) if regel.printed else None


def _decimalen(regel: Regel) -> int | None:
    percentage = regel.rapport.dekking_gedrukt
    return percentage.decimals if percentage and not regel.rij else None


def _gedrukt(regel: Regel) -> Fraction | None:
    percentage = regel.rapport.dekking_gedrukt
    return percentage.fraction if percentage and not regel.rij else None


TIDY_COLUMNS: tuple[TidyColumn, ...] = (
    TidyColumn("kwartaal", Kind.KWARTAAL, "kwartaal van het rapport (2023-Q1)", lambda regel: regel.rapport.kwartaal),
    TidyColumn("niveau", Kind.TEXT, "gemeente of regio", lambda regel: "gemeente" if regel.rij else "regio"),
    TidyColumn("regionummer", Kind.NUMMER, "nummer van de regio bij UWV", lambda regel: regel.rapport.regionummer),
    TidyColumn("regio", Kind.TEXT, "naam van de arbeidsmarktregio", lambda regel: regel.rapport.regio),
    TidyColumn("regiocode", Kind.TEXT, "code van de regio bij CBS (AM22)", lambda regel: regel.rapport.regiocode),
    TidyColumn("gemeente", Kind.TEXT, "naam van de gemeente", lambda regel: regel.rij.gemeente if regel.rij else None),
    TidyColumn(
        "gemeentecode", Kind.TEXT, "code bij CBS (GM0599)", lambda regel: regel.rij.gemeentecode if regel.rij else None
    ),
    _figure(FIGURES[0], "personen bij de gemeente met klantprofiel"),
    _figure(FIGURES[1], "personen bij de gemeente zonder klantprofiel"),
    _figure(FIGURES[2], "personen bij UWV met klantprofiel"),
    _figure(FIGURES[3], "personen bij UWV zonder klantprofiel"),
    _figure(FIGURES[4], "personen in Sonar, zoals gedrukt"),
    _figure("met_profiel", "personen met klantprofiel, bij gemeente en UWV samen"),
    _figure("zonder_profiel", "personen zonder klantprofiel, bij gemeente en UWV samen"),
    _figure("aandeel_met_profiel", "met_profiel / totaal_sonar (0..1)", Kind.AANDEEL),
    _figure("aandeel_gemeente", "met profiel van wie bij de gemeente hoort (0..1)", Kind.AANDEEL),
    _figure("aandeel_uwv", "met profiel van wie bij UWV hoort (0..1)", Kind.AANDEEL),
    TidyColumn(
        "aandeel_regio",
        Kind.AANDEEL,
        "totaal_sonar / dat van de regio (0..1)",
        lambda regel: regel.rapport.aandeel_regio(regel.cijfers),
    ),
    TidyColumn(
        "bijdrage_dekking",
        Kind.AANDEEL,
        "totaal_sonar / doelgroepregister van de regio (0..1); telt op tot de dekking",
        lambda regel: regel.rapport.bijdrage_dekking(regel.cijfers),
    ),
    _of_both(
        "dekking", Kind.AANDEEL, "totaal_sonar / doelgroepregister (0..1); van een gemeente uit een registerbestand"
    ),
    TidyColumn("dekking_gedrukt", Kind.AANDEEL, "de dekking zoals gedrukt, afgerond (0..1)", _gedrukt),
    _of_both(
        "doelgroepregister",
        Kind.AANTAL,
        "personen in het doelgroepregister; van een gemeente alleen uit een registerbestand",
    ),
    _of_both("niet_in_sonar", Kind.AANTAL, "personen in het doelgroepregister die niet in Sonar staan"),
    TidyColumn("bestand", Kind.TEXT, "bestand waaruit gelezen is", lambda regel: regel.rapport.source.file),
    TidyColumn(
        "pagina", Kind.NUMMER, "bladzijde of werkblad, vanaf 1", lambda regel: regel.place.page if regel.place else None
    ),
    TidyColumn("rapport", Kind.NUMMER, "volgnummer van het rapport in deze tabel", lambda regel: regel.nummer),
    TidyColumn(
        "verborgen",
        Kind.TEXT,
        "welke aantallen het rapport verbergt, en met welk teken (uwv_met_profiel=<5)",
        _verborgen,
    ),
    TidyColumn(
        "gemeente_gedrukt",
        Kind.TEXT,
        "naam van de rij zoals gedrukt",
        lambda regel: regel.printed.printed_name if regel.printed else None,
    ),
    _of_regio("printed_regio", Kind.TEXT, "naam van de regio zoals naast de rijen gedrukt", key="regio_gedrukt"),
    _of_regio("printed_regionummer", Kind.NUMMER, "nummer van de regio zoals gedrukt", key="regionummer_gedrukt"),
    TidyColumn(
        "dekking_gedrukt_decimalen", Kind.NUMMER, "aantal decimalen waarmee het percentage is gedrukt", _decimalen
    ),
    _yes_or_no("totaal_gedrukt", "of de rij TOTAAL AMR is gedrukt (ja of nee)", lambda rapport: bool(rapport.totaal)),
    _yes_or_no(
        "kolommen_aangenomen",
        "of de volgorde van de kolommen is aangenomen (ja of nee)",
        lambda rapport: rapport.assumed_columns,
    ),
    TidyColumn(
        "gemeenten_in_rapport",
        Kind.NUMMER,
        "aantal rijen in het rapport; een keuze heeft er minder",
        lambda regel: None if regel.rij else len(regel.rapport.rijen),
    ),
)
"""Every column that is exported, in this order; the one place that names them."""


def build_regels(rapport: Rapport, rijen: Sequence[Rij], nummer: int = 1) -> Iterator[Regel]:
    """These rows of a report in the order of the source, then its region."""
    for rij in rijen:
        yield Regel(rapport, rij, nummer)
    yield Regel(rapport, None, nummer)
