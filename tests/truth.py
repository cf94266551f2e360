"""What a report says, in the form in which the truth of a file is written down beside it (`expected.json`)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from klantprofielen.model import FIGURES, Rapport, Rij

Row = tuple[str, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a reader can copy from one report: None is what it hides or does not say."""

    kwartaal: str | None
    regio: str
    regionummer: int | None
    rows: tuple[Row, ...]
    totaal: tuple[int | None, ...] | None
    doelgroepregister: int | None
    dekking: Fraction | None
    """The printed percentage / 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What reading a file must give: reports and the kinds of finding that are errors or warnings, or an error kind."""

    reports: tuple[Facts, ...] = ()
    findings: frozenset[str] = frozenset()
    error: str | None = None


def facts_of(rapport: Rapport) -> Facts:
    """The facts of a report that was read."""
    percentage = rapport.dekking_gedrukt
    return Facts(
        kwartaal=str(rapport.kwartaal) if rapport.kwartaal else None,
        regio=rapport.regio,
        regionummer=rapport.regionummer,
        rows=tuple((rij.gemeente, _figures_of(rij)) for rij in rapport.rijen),
        totaal=_figures_of(rapport.totaal) if rapport.totaal else None,
        doelgroepregister=rapport.doelgroepregister,
        dekking=Fraction(percentage.digits, 100 * 10**percentage.decimals) if percentage else None,
    )


def _figures_of(rij: Rij) -> tuple[int | None, ...]:
    return tuple(getattr(rij.cijfers, name) for name in FIGURES)


def load_truth(path: Path) -> Truth:
    """The truth that is written down in a file."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return Truth(
        reports=tuple(map(_load_facts, written.get("reports", []))),
        findings=frozenset(written.get("findings", [])),
        error=written.get("error"),
    )


def _load_facts(written: dict[str, Any]) -> Facts:
    percentage = written["dekking_pct"]
    return Facts(
        kwartaal=written["kwartaal"],
        regio=written["regio"],
        regionummer=written["regionummer"],
        rows=tuple((name, tuple(figures)) for name, *figures in written["rows"]),
        totaal=tuple(written["totaal"]) if written["totaal"] else None,
        doelgroepregister=written["doelgroepregister"],
        dekking=Fraction(str(percentage)) / 100 if percentage is not None else None,
    )


def format_truth(reports: Sequence[Facts], findings: Iterable[str] = ()) -> str:
    """The truth as it is written down."""
    return json.dumps(
        {"reports": [_write(facts) for facts in reports], "findings": sorted(findings)}, ensure_ascii=False
    )


def _write(facts: Facts) -> dict[str, Any]:
    return {
        "kwartaal": facts.kwartaal,
        "regio": facts.regio,
        "regionummer": facts.regionummer,
        "rows": [[name, *figures] for name, figures in facts.rows],
        "totaal": facts.totaal,
        "doelgroepregister": facts.doelgroepregister,
        "dekking_pct": float(facts.dekking * 100) if facts.dekking is not None else None,
    }
