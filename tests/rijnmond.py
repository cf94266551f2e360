"""The one real report: Rijnmond, first quarter of 2023, typed by hand from the publication of UWV."""

from dataclasses import replace

from klantprofielen.model import Cijfers, Kwartaal, Percentage, Place, Rapport, Rij, Source
from klantprofielen.notation import format_kwartaal_in_words, format_number

CODES = {
    "Albrandswaard": "GM0613",
    "Barendrecht": "GM0489",
    "Capelle aan den IJssel": "GM0502",
    "Goeree-Overflakkee": "GM1924",
    "Hoeksche Waard": "GM1963",
    "Krimpen aan den IJssel": "GM0542",
    "Maassluis": "GM0556",
    "Nissewaard": "GM1930",
    "Ridderkerk": "GM0597",
    "Rotterdam": "GM0599",
    "Schiedam": "GM0606",
    "Vlaardingen": "GM0622",
    "Voorne aan Zee": "GM1992",
    "Zuidplas": "GM1892",
}
CODES_EERDER = CODES | {"Brielle": "GM0501", "Hellevoetsluis": "GM0530", "Westvoorne": "GM0614"}
FIGURES = {
    "Albrandswaard": (2, 68, 88, 20, 178),
    "Barendrecht": (1, 136, 155, 46, 338),
    "Capelle aan den IJssel": (57, 204, 363, 72, 696),
    "Goeree-Overflakkee": (8, 125, 184, 56, 373),
    "Hoeksche Waard": (13, 135, 297, 78, 523),
    "Krimpen aan den IJssel": (22, 84, 142, 31, 279),
    "Maassluis": (1, 81, 217, 37, 336),
    "Nissewaard": (4, 291, 650, 150, 1095),
    "Ridderkerk": (0, 144, 221, 44, 409),
    "Rotterdam": (187, 2882, 3676, 801, 7546),
    "Schiedam": (4, 265, 410, 122, 801),
    "Vlaardingen": (4, 234, 417, 91, 746),
    "Voorne aan Zee": (5, 180, 334, 82, 601),
    "Zuidplas": (26, 64, 146, 51, 287),
}
TOTAAL = (334, 4893, 7300, 1681, 14208)


def build_rij(gemeente: str, figures: tuple[int | None, ...], line: int, mark: str = "<5") -> Rij:
    """A row as it is printed on line `line` of page 2; where a figure is None, its mark is."""
    return Rij(
        gemeente=gemeente,
        printed_name=gemeente,
        gemeentecode=CODES.get(gemeente),
        cijfers=Cijfers.of(*figures),
        hidden=tuple(mark if figure is None else None for figure in figures),
        place=Place(2, (36.0, 98.2 + 12 * line, 780.1, 108.9 + 12 * line)),
    )


RIJNMOND = Rapport(
    kwartaal=Kwartaal(2023, 1),
    regio="Rijnmond",
    regionummer=22,
    regiocode="AM22",
    printed_regio="Rijnmond",
    printed_regionummer=22,
    rijen=tuple(build_rij(gemeente, figures, line) for line, (gemeente, figures) in enumerate(FIGURES.items())),
    totaal=build_rij("TOTAAL AMR", TOTAAL, len(FIGURES)),
    doelgroepregister=19222,
    dekking_gedrukt=Percentage(74, 0),
    assumed_columns=False,
    source=Source(file="rijnmond.pdf", sha256="0" * 64, pages=2, kind="pdf"),
)


FIGURES_EERDER = {
    "Albrandswaard": (3, 67, 85, 22, 177),
    "Barendrecht": (1, 136, 155, 46, 338),
    "Brielle": (1, 40, 70, 18, 129),
    "Capelle aan den IJssel": (57, 204, 363, 72, 696),
    "Goeree-Overflakkee": (8, 125, 184, 56, 373),
    "Hellevoetsluis": (3, 110, 200, 50, 363),
    "Hoeksche Waard": (10, 135, 290, 78, 513),
    "Krimpen aan den IJssel": (22, 84, 142, 31, 279),
    "Maassluis": (1, 81, 217, 37, 336),
    "Nissewaard": (4, 291, 650, 150, 1095),
    "Ridderkerk": (0, 144, 221, 44, 409),
    "Rotterdam": (190, 2900, 3650, 820, 7560),
    "Schiedam": (4, 265, 410, 122, 801),
    "Vlaardingen": (4, 234, 417, 91, 746),
    "Westvoorne": (0, 30, 58, 12, 100),
    "Zuidplas": (26, 64, 146, 51, 287),
}
"""MADE UP: the quarter before, with the three gemeenten that became Voorne aan Zee on 1 January 2023."""
RIJNMOND_EERDER = replace(
    RIJNMOND,
    kwartaal=Kwartaal(2022, 4),
    rijen=tuple(
        replace(build_rij(gemeente, figures, line), gemeentecode=CODES_EERDER[gemeente])
        for line, (gemeente, figures) in enumerate(FIGURES_EERDER.items())
    ),
    totaal=build_rij("TOTAAL AMR", (334, 4910, 7258, 1700, 14202), len(FIGURES_EERDER)),
    doelgroepregister=19150,
    source=Source(file="eerder.pdf", sha256="1" * 64, pages=2, kind="pdf"),
)
"""MADE UP: it adds up, and 14.202 of 19.150 is 74%."""


def build_rapport(regio: str, nummer: int, kwartaal: Kwartaal | None, file: str, *counts: int) -> Rapport:
    """A small report of one gemeente, made up; the last count is the register."""
    *figures, register = counts
    rij = build_rij("Ons Dorp", (*figures, sum(figures)), 0)
    return replace(
        RIJNMOND,
        kwartaal=kwartaal,
        regio=regio,
        printed_regio=regio,
        regionummer=nummer,
        printed_regionummer=nummer,
        regiocode=None,
        rijen=(rij,),
        totaal=replace(rij, gemeente="TOTAAL AMR", printed_name="TOTAAL AMR"),
        doelgroepregister=register,
        dekking_gedrukt=None,
        source=Source(file=file, sha256="0" * 64, pages=1, kind="pdf"),
    )


def hide_first_count(rapport: Rapport, mark: str = "<5") -> Rapport:
    """The same report, with the first count of its first gemeente hidden."""
    first, *others = rapport.rijen
    hidden = replace(
        first,
        cijfers=replace(first.cijfers, gemeente_met_profiel=None),
        hidden=(mark, None, None, None, None),
    )
    return replace(rapport, rijen=(hidden, *others))


def format_report(rapport: Rapport = RIJNMOND) -> str:
    """The report as plain text without layout, the way a PDF reader extracts it."""
    rijen = (*rapport.rijen, *filter(None, [rapport.totaal]))
    lines = [f"{rij.printed_name} {' '.join(_printed(rij))}" for rij in rijen]
    lines[0] = f"{rapport.printed_regionummer} {rapport.printed_regio} {lines[0]}"
    return "\n".join(
        [
            "Transparantie van klantprofielen",
            f"{format_kwartaal_in_words(rapport.kwartaal) if rapport.kwartaal else ''} {rapport.regio}",
            " in Sonar in Sonar",
            *lines,
            f"In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio {rapport.regio} bevat het",
            f"doelgroepregister banenafspraak in totaal {format_number(rapport.doelgroepregister or 0)} personen.",
            "Hiervan is 74% bekend binnen Sonar.",
            "",
        ]
    )


def _printed(rij: Rij) -> list[str]:
    figures = zip(rij.cijfers.figures, rij.hidden, strict=True)
    return [mark or "" if figure is None else format_number(figure) for figure, mark in figures]
