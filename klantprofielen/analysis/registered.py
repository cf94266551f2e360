"""A register file beside several quarters: whose counts hold for all of them, and what has to be said of that."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from klantprofielen.analysis.herindeling import Redivided
from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.checks import divide_on
from klantprofielen.model import Kwartaal, Rapport, Register

Quarters = Mapping[Kwartaal, Redivided]


def fill_counts(quarters: Quarters, register: Register, until: date) -> dict[Kwartaal, Redivided]:
    """Gemeenten without a count of their own have that of the register, where it names no quarter.

    Such a count holds for all quarters: so also where a gemeente of the division was still in parts then.
    """
    division = divide_on(register, until)

    def fill(rapport: Rapport) -> Rapport:
        rijen = tuple(
            replace(rij, doelgroepregister=division.count_of(rij)) if rij.doelgroepregister is None else rij
            for rij in rapport.rijen
        )
        return replace(rapport, rijen=rijen)

    return {
        kwartaal: replace(
            quarter, rapporten=tuple(map(fill, quarter.rapporten)), strays=tuple(map(fill, quarter.strays))
        )
        for kwartaal, quarter in quarters.items()
    }


def remark_register(quarters: Quarters, register: Register) -> Iterator[Remark]:
    """That counts are the same in all quarters, and which gemeenten have none, of regions in which others have one."""
    if len(quarters) > 1 and any(row.kwartaal is None and row.aantal is not None for row in register.rijen):
        yield Remark(Topic.REGISTER_OF_NO_QUARTER, None, register.file)
    for kwartaal, quarter in quarters.items():
        for rapport in quarter.rapporten:
            without = tuple(rij.gemeente for rij in rapport.rijen if rij.doelgroepregister is None)
            if without and len(without) < len(rapport.rijen):
                yield Remark(Topic.NOT_IN_REGISTER, kwartaal, register.file, without)
        regios = tuple(rapport.regio for rapport in quarter.rapporten if not has_counts(rapport))
        if regios:
            yield Remark(Topic.REGIOS_NOT_IN_REGISTER, kwartaal, register.file, regios)


def has_counts(rapport: Rapport) -> bool:
    """Whether of any of its gemeenten it is known how many persons are in the doelgroepregister."""
    return any(rij.doelgroepregister is not None for rij in rapport.rijen)
