"""What it takes to reach a target: the column for it, and the sentence below a table."""

from klantprofielen.analysis.doel import DEKKING, Doel
from klantprofielen.model import Cijfers, Rapport, Rij
from klantprofielen.notation import format_number, format_share
from klantprofielen.tables.table import Cell, Column, Kind

BEREIKT = "bereikt"
"""Instead of a number, where the target is reached."""
WHAT = {DEKKING: ("registratie in Sonar", "registraties in Sonar")}
OTHER = ("klantprofiel", "klantprofielen")


def doel_columns(doel: Doel | None) -> tuple[Column, ...]:
    """The column, where there is a target."""
    if doel is None:
        return ()
    return (Column(key="nodig", group=f"doel {format_doel(doel)}", header="nodig", kind=Kind.AANTAL),)


def doel_cells(doel: Doel | None, cijfers: Cijfers, register: int | None) -> tuple[Cell, ...]:
    """The cell of a row, where there is a target: how many more, that it is reached, or nothing for not known."""
    return (doel_cell(doel.nodig(cijfers, register)),) if doel else ()


def doel_cell(nodig: int | None) -> Cell:
    """How many more, or that it is reached."""
    return BEREIKT if nodig == 0 else nodig


def nodig_van(doel: Doel, rapport: Rapport, rij: Rij | None) -> int | None:
    """What a gemeente of a report lacks, or (without rij) its region, in persons."""
    if rij:
        return doel.nodig(rij.cijfers, rij.doelgroepregister)
    return doel.nodig(rapport.cijfers, rapport.doelgroepregister)


def format_doel(doel: Doel) -> str:
    """80%, 80,5%: with a decimal only where there is one."""
    return format_share(doel.aandeel, 0 if (doel.aandeel * 100).denominator == 1 else 1)


def doel_line(doel: Doel, rapport: Rapport) -> str:
    """Doel dekking 80%: nog 1.170 registraties in Sonar nodig."""
    nodig = nodig_van(doel, rapport, None)
    name = f"Doel {doel.maat.replace('_', ' ')} {format_doel(doel)}"
    if nodig is None:
        return f"{name}: niet bekend hoeveel er nodig zijn"
    one, many = WHAT.get(doel.maat, OTHER)
    return f"{name}: nog {format_number(nodig)} {one if nodig == 1 else many} nodig" if nodig else f"{name}: {BEREIKT}"
