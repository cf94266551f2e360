"""What everything means, and on what evidence: for the reader of a workbook who has nothing else."""

from klantprofielen import __version__
from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.tables.table import Column, Kind, Row, Table

ONE_COLUMN = (Column(key="tekst", header="", kind=Kind.TEXT),)
DEFINITIONS = (
    ("Totaal in Sonar", "personen uit het doelgroepregister banenafspraak die in Sonar bekend zijn, zoals gedrukt"),
    ("Met profiel", "personen met klantprofiel: bij de gemeente plus bij UWV"),
    ("Zonder profiel", "personen zonder klantprofiel: bij de gemeente plus bij UWV"),
    ("Aandeel met profiel", "met profiel / totaal in Sonar"),
    ("Aandeel gemeente", "van de personen bij de gemeente het deel met klantprofiel"),
    ("Aandeel UWV", "van de personen bij UWV het deel met klantprofiel"),
    ("Aandeel regio", "totaal in Sonar van de gemeente / totaal in Sonar van de regio"),
    ("Dekking", "totaal in Sonar / doelgroepregister; van een gemeente alleen bekend uit een registerbestand"),
    ("Bijdrage dekking", "totaal in Sonar van de gemeente / doelgroepregister van de regio; telt op tot de dekking"),
    ("Niet in Sonar", "doelgroepregister - totaal in Sonar"),
)
EVIDENCE = (
    (
        "De betekenis van de vier aantallen komt uit de kop boven de tabel. Is die kop niet te lezen, dan is de "
        "volgorde aangenomen: gemeente met profiel, gemeente zonder, UWV met, UWV zonder, totaal. Dat staat dan als "
        "bevinding (assumed-columns) op het blad Controle."
    ),
    (
        "Waarom die volgorde: in het rapport over Rijnmond, eerste kwartaal 2023, is de verhouding tussen het derde en "
        "vierde aantal in alle gemeenten ongeveer gelijk, zoals bij één organisatie die overal hetzelfde werkt (UWV), "
        "en die tussen het eerste en tweede niet, zoals wanneer elke gemeente zelf beslist."
    ),
    "Totalen en dekking hangen niet van die volgorde af.",
)
READING = (
    (
        "Een leeg getal is niet bekend: het rapport drukt het niet of verbergt het. Het is nooit 0. Welk teken er "
        "staat (bijvoorbeeld <5) zegt de kolom Verborgen op het blad Gemeenten."
    ),
    (
        "De totaalregel op het blad Gemeenten telt alleen de rijen die het filter toont. Een verborgen aantal telt "
        "daarin niet mee; een aandeel dat daardoor niet klopt, blijft leeg."
    ),
    (
        "De kolommen achter het plusteken boven het blad Gemeenten zeggen wat er precies is gedrukt. Daarmee kan "
        "klantprofielen deze werkmap weer lezen."
    ),
    "Alle waarden zijn vaste getallen; alleen de totaalregels en de verschillen op Controle zijn formules.",
)


def definitions_table() -> Table:
    """The measures."""
    columns = (
        Column(key="maat", header="Maat", kind=Kind.TEXT),
        Column(key="betekenis", header="Definitie", kind=Kind.TEXT),
    )
    return Table(title="Maten", columns=columns, rows=tuple(map(Row, DEFINITIONS)))


def columns_table() -> Table:
    """The columns of the tidy table, with their names in data."""
    columns = (
        Column(key="kolom", header="Kolom", kind=Kind.TEXT),
        Column(key="betekenis", header="Betekenis", kind=Kind.TEXT),
        Column(key="sleutel", header="Naam in csv en json", kind=Kind.TEXT),
    )
    rows = tuple(Row((column.title, column.meaning, column.key)) for column in TIDY_COLUMNS)
    return Table(title="Kolommen van het blad Gemeenten", columns=columns, rows=rows)


def source_lines() -> tuple[str, ...]:
    """Where the figures come from, and what made this of them."""
    return (
        (
            "Bron: UWV, Transparantie van klantprofielen, per arbeidsmarktregio en kwartaal; de gelezen bestanden "
            "staan op het blad Controle."
        ),
        "Gemeenten en arbeidsmarktregio's: CBS, gebieden in Nederland, naar de stand van het kwartaal.",
        f"Gelezen, nagerekend en opgemaakt met klantprofielen {__version__}.",
    )
