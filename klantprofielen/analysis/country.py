"""Several regions together, as one report: so that its measures have the definition of any other report.

Which regions these are, differs: a comparison of two quarters adds up those that are in both; over many quarters each
has the regions that are there, and only quarters of the same regions can be compared.
"""

from collections.abc import Sequence

from klantprofielen.model import NUL, Cijfers, Kwartaal, Place, Rapport, Rij, Source, total_of

LAND = "TOTAAL"
NOWHERE = Place(0, (0.0, 0.0, 0.0, 0.0))
"""The place of what is printed in no report."""
NO_SOURCE = Source(file="", sha256="", pages=0, kind="")


def total_row(cijfers: Cijfers) -> Rij:
    """A total that is computed, not printed."""
    return Rij(gemeente=LAND, printed_name=LAND, cijfers=cijfers, place=NOWHERE)


def sum_rapporten(rapporten: Sequence[Rapport], kwartaal: Kwartaal | None) -> Rapport:
    """The regions of a quarter together, each given once; a figure is None where one of them does not tell it."""
    return Rapport(
        kwartaal=kwartaal,
        regio=LAND,
        regionummer=None,
        regiocode=None,
        printed_regio="",
        printed_regionummer=None,
        rijen=(),
        totaal=total_row(sum((rapport.cijfers for rapport in rapporten), NUL)),
        doelgroepregister=total_of(*(rapport.doelgroepregister for rapport in rapporten)),
        dekking_gedrukt=None,
        assumed_columns=False,
        source=NO_SOURCE,
    )
