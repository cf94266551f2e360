"""Rapporten and registers as JSON and back: what the reader process hands over."""

import math
from collections.abc import Callable
from typing import Any, TypeVar

from klantprofielen.model import (
    FIGURES,
    Cijfers,
    Kwartaal,
    Percentage,
    Place,
    Rapport,
    Register,
    RegisterFlaw,
    RegisterRij,
    Rij,
    Source,
)
from klantprofielen.notation import clean_text, parse_kwartaal

T = TypeVar("T")

REPORTS, REGISTER = "reports", "register"
"""What a file is to be read for."""
MOST = 10**15  # of anything that is counted
MOST_DECIMALS = 9
LONGEST_FACT = 500  # characters of what an error tells


def pack_rapport(rapport: Rapport) -> dict[str, Any]:
    """A rapport in types that JSON has."""
    kwartaal, dekking, source = rapport.kwartaal, rapport.dekking_gedrukt, rapport.source
    return {
        "kwartaal": [kwartaal.jaar, kwartaal.nummer] if kwartaal else None,
        "regio": rapport.regio,
        "regionummer": rapport.regionummer,
        "regiocode": rapport.regiocode,
        "printed_regio": rapport.printed_regio,
        "printed_regionummer": rapport.printed_regionummer,
        "rijen": [_pack_rij(rij) for rij in rapport.rijen],
        "totaal": _pack_rij(rapport.totaal) if rapport.totaal else None,
        "doelgroepregister": rapport.doelgroepregister,
        "dekking_gedrukt": [dekking.digits, dekking.decimals] if dekking else None,
        "assumed_columns": rapport.assumed_columns,
        "source": [source.file, source.sha256, source.pages, source.kind],
    }


def unpack_rapport(packed: Any, *, file: str, sha256: str) -> Rapport:  # noqa: ANN401 - whatever the other side sends
    """The rapport that was packed, of this file: nothing in it is believed before it is looked at.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    kwartaal, dekking = packed["kwartaal"], packed["dekking_gedrukt"]
    _, _, pages, kind = packed["source"]
    return Rapport(
        kwartaal=Kwartaal(*map(_count, kwartaal)) if kwartaal else None,
        regio=_text(packed["regio"]),
        regionummer=_maybe(_count, packed["regionummer"]),
        regiocode=_maybe(_text, packed["regiocode"]),
        printed_regio=_text(packed["printed_regio"]),
        printed_regionummer=_maybe(_count, packed["printed_regionummer"]),
        rijen=tuple(map(_unpack_rij, packed["rijen"])),
        totaal=_maybe(_unpack_rij, packed["totaal"]),
        doelgroepregister=_maybe(_count, packed["doelgroepregister"]),
        dekking_gedrukt=_percentage(*dekking) if dekking else None,
        assumed_columns=packed["assumed_columns"] is True,
        source=Source(file=file, sha256=sha256, pages=_count(pages), kind=_text(kind)),
    )


def unpack_facts(packed: Any) -> dict[str, str | int]:  # noqa: ANN401 - likewise
    """The facts of an error.

    Raises:
        ValueError, TypeError, AttributeError: they are none.
    """
    return {_text(key): fact if type(fact) is int else _text(fact)[:LONGEST_FACT] for key, fact in packed.items()}


def _count(value: Any) -> int:  # noqa: ANN401 - likewise
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(f"no count: {str(value)[:20]}")
    return value


def _text(value: Any) -> str:  # noqa: ANN401 - likewise
    if type(value) is not str:
        raise TypeError(f"no text: {str(value)[:20]}")
    return clean_text(value)


def _maybe(unpack: Callable[[Any], T], value: Any) -> T | None:  # noqa: ANN401 - likewise
    return None if value is None else unpack(value)


def _percentage(digits: Any, decimals: Any) -> Percentage:  # noqa: ANN401 - likewise
    return Percentage(_count(digits), min(_count(decimals), MOST_DECIMALS))


def _pack_rij(rij: Rij) -> list[Any]:
    names = [rij.gemeente, rij.printed_name, rij.gemeentecode]
    return [*names, rij.cijfers.figures, rij.hidden, rij.place.page, rij.place.box, rij.doelgroepregister]


def _unpack_rij(packed: Any) -> Rij:  # noqa: ANN401 - likewise
    gemeente, printed_name, gemeentecode, figures, hidden, page, box, register = packed
    cijfers, marks = (
        Cijfers.of(*(_maybe(_count, figure) for figure in figures)),
        [_maybe(_text, mark) for mark in hidden],
    )
    left, top, right, bottom = (side if math.isfinite(side) else 0.0 for side in box)
    if len(marks) != len(FIGURES):
        raise ValueError(f"{len(marks)} marks")
    return Rij(
        gemeente=_text(gemeente),
        printed_name=_text(printed_name),
        gemeentecode=_maybe(_text, gemeentecode),
        cijfers=cijfers,
        hidden=tuple(marks),
        place=Place(_count(page), (left, top, right, bottom)),
        doelgroepregister=_maybe(_count, register),
    )


def pack_register(register: Register) -> dict[str, Any]:
    """A register in types that JSON has."""
    return {
        "file": register.file,
        "sha256": register.sha256,
        "rijen": list(map(_pack_register_rij, register.rijen)),
        "flaws": [[*_pack_register_rij(flaw.rij), flaw.column, flaw.found] for flaw in register.flaws],
    }


def _pack_register_rij(rij: RegisterRij) -> list[Any]:
    return [rij.naam, rij.code, str(rij.kwartaal or ""), rij.aantal, rij.regel]


def unpack_register(packed: Any, *, file: str, sha256: str) -> Register:  # noqa: ANN401 - likewise
    """The register that was packed, of this file. Raises as `unpack_rapport`."""
    flaws = tuple(
        RegisterFlaw(rij=_unpack_register_rij(rij), column=_text(column), found=_text(found))
        for *rij, column, found in packed["flaws"]
    )
    return Register(file=file, sha256=sha256, rijen=tuple(map(_unpack_register_rij, packed["rijen"])), flaws=flaws)


def _unpack_register_rij(packed: Any) -> RegisterRij:  # noqa: ANN401 - likewise
    naam, code, kwartaal, aantal, regel = packed
    return RegisterRij(
        naam=_maybe(_text, naam),
        code=_maybe(_text, code),
        kwartaal=parse_kwartaal(_text(kwartaal)),
        aantal=_maybe(_count, aantal),
        regel=_count(regel),
    )
