"""A register file in the division into gemeenten of a quarter: which of its rows are whose."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from klantprofielen.model import Kwartaal, Register, RegisterRij, Rij
from klantprofielen.notation import name_key
from klantprofielen.reference import find_gemeente


@dataclass(frozen=True, slots=True)
class Division:
    """The rows of a register that hold for a quarter: by gemeente, and those that are of no gemeente of that day."""

    kwartaal: Kwartaal | None
    rijen: dict[str, tuple[RegisterRij, ...]]
    """By code; by the key of the name where the tables do not know it."""
    strangers: frozenset[RegisterRij]

    def rijen_of(self, rij: Rij) -> tuple[RegisterRij, ...]:
        """Those of a row of a report; those of its own quarter where there are any."""
        found = self.rijen.get(rij.gemeentecode or name_key(rij.gemeente), ())
        return tuple(row for row in found if row.kwartaal) or found

    def count_of(self, rij: Rij) -> int | None:
        """The one count of a row of a report; None where there is none, or several that differ."""
        counts = {row.aantal for row in self.rijen_of(rij)} - {None}
        return counts.pop() if len(counts) == 1 else None


def divide(register: Register, kwartalen: AbstractSet[Kwartaal | None]) -> dict[Kwartaal | None, Division]:
    """The register in the division into gemeenten of each of these quarters."""
    rows: dict[Kwartaal | None, list[RegisterRij]] = {}
    for row in register.rijen:
        rows.setdefault(row.kwartaal, []).append(row)
    always = rows.get(None, [])
    return {
        kwartaal: _divide(
            kwartaal,
            [*always, *(rows.get(kwartaal, []) if kwartaal else [])],
            kwartaal.eerste_dag if kwartaal else date.max,
        )
        for kwartaal in kwartalen
    }


def divide_on(register: Register, on: date) -> Division:
    """What of the register holds for every quarter, in the division into gemeenten of a day."""
    return _divide(None, [row for row in register.rijen if row.kwartaal is None], on)


def _divide(kwartaal: Kwartaal | None, rows: Iterable[RegisterRij], on: date) -> Division:
    rijen: dict[str, list[RegisterRij]] = {}
    strangers = set()
    for row in rows:
        key = _key_of(row, on)
        if key is None and row.aantal is not None:
            strangers.add(row)
        if key or not row.code:  # a name that the tables do not know may be that of a row which they do not know either
            rijen.setdefault(key or name_key(row.naam or ""), []).append(row)
    return Division(kwartaal, {key: tuple(rows) for key, rows in rijen.items()}, frozenset(strangers))


def _key_of(row: RegisterRij, on: date) -> str | None:
    """The code of the gemeente on this day; None where there is none, or where its name is that of another."""
    by_code, by_name = (find_gemeente(text, on) if text else None for text in (row.code, row.naam))
    if row.code and (by_code is None or by_name not in {None, by_code}):
        return None
    found = by_code or by_name
    return found.code if found else None
