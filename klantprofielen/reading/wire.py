"""Rapporten and registers as JSON and back: what the reader process hands over."""

from typing import Any

from klantprofielen.model import Cijfers, Kwartaal, Percentage, Place, Rapport, Register, RegisterRij, Rij, Source
from klantprofielen.notation import parse_kwartaal

REPORTS, REGISTER = "reports", "register"
"""What a file is to be read for."""


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


def unpack_rapport(packed: dict[str, Any]) -> Rapport:
    """The rapport that was packed."""
    file, sha256, pages, kind = packed["source"]
    values = packed | {
        "kwartaal": Kwartaal(*packed["kwartaal"]) if packed["kwartaal"] else None,
        "rijen": tuple(map(_unpack_rij, packed["rijen"])),
        "totaal": _unpack_rij(packed["totaal"]) if packed["totaal"] else None,
        "dekking_gedrukt": Percentage(*packed["dekking_gedrukt"]) if packed["dekking_gedrukt"] else None,
        "source": Source(file=file, sha256=sha256, pages=pages, kind=kind),
    }
    return Rapport(**values)


def _pack_rij(rij: Rij) -> list[Any]:
    names = [rij.gemeente, rij.printed_name, rij.gemeentecode]
    return [*names, rij.cijfers.figures, rij.hidden, rij.place.page, rij.place.box, rij.doelgroepregister]


def _unpack_rij(packed: list[Any]) -> Rij:
    gemeente, printed_name, gemeentecode, figures, hidden, page, box, register = packed
    return Rij(
        gemeente=gemeente,
        printed_name=printed_name,
        gemeentecode=gemeentecode,
        cijfers=Cijfers.of(*figures),
        hidden=tuple(hidden),
        place=Place(page, tuple(box)),
        doelgroepregister=register,
    )


def pack_register(register: Register) -> dict[str, Any]:
    """A register in types that JSON has."""
    return {
        "file": register.file,
        "sha256": register.sha256,
        "rijen": [[rij.naam, rij.code, str(rij.kwartaal or ""), rij.aantal, rij.regel] for rij in register.rijen],
    }


def unpack_register(packed: dict[str, Any]) -> Register:
    """The register that was packed."""
    rijen = tuple(
        RegisterRij(naam=naam, code=code, kwartaal=parse_kwartaal(kwartaal), aantal=aantal, regel=regel)
        for naam, code, kwartaal, aantal, regel in packed["rijen"]
    )
    return Register(file=packed["file"], sha256=packed["sha256"], rijen=rijen)
