"""Rapport to findings: figures are held against the printed sums, names against the tables of their day."""

from collections.abc import Callable, Iterator, Sequence

from klantprofielen.checks.coverage import check_coverage, check_register, check_register_below_sonar
from klantprofielen.checks.division import divide_on
from klantprofielen.checks.doubles import check_doubles, regio_key, same_figures
from klantprofielen.checks.history import check_history
from klantprofielen.checks.kinds import COLUMN_NAMES, SEVERITIES
from klantprofielen.checks.names import (
    check_duplicates,
    check_missing_gemeenten,
    check_other_regions,
    check_region_number,
    check_spellings,
    check_unknown_gemeenten,
)
from klantprofielen.checks.order import check_order
from klantprofielen.checks.presence import (
    check_assumed_columns,
    check_hidden_counts,
    check_quarter,
    check_total_row,
    check_unreadable_counts,
)
from klantprofielen.checks.register import add_register, check_register_counts, check_register_file
from klantprofielen.checks.sums import check_sums
from klantprofielen.model import Finding, Rapport, Register

__all__ = [
    "CHECKS",
    "COLUMN_NAMES",
    "SEVERITIES",
    "add_register",
    "check_against",
    "check_rapport",
    "check_rapporten",
    "divide_on",
    "in_order",
    "regio_key",
    "same_figures",
]

CHECKS: tuple[Callable[[Rapport], Iterator[Finding]], ...] = (
    check_sums,
    check_coverage,
    check_duplicates,
    check_register_below_sonar,
    check_unreadable_counts,
    check_total_row,
    check_hidden_counts,
    check_register,
    check_register_counts,
    check_unknown_gemeenten,
    check_missing_gemeenten,
    check_other_regions,
    check_region_number,
    check_order,
    check_quarter,
    check_assumed_columns,
    check_spellings,
)
"""What one report can be asked by itself, in the order of the findings: the kinds of docs/DESIGN.md, section 4."""

_ORDER = tuple(SEVERITIES)
FindPrevious = Callable[[Rapport], Rapport | None]


def no_one(_rapport: Rapport) -> None:
    """No report of the quarter before."""


def check_rapport(rapport: Rapport) -> tuple[Finding, ...]:
    """All findings of one report: errors, then warnings, then notes; of a kind in the order of the source."""
    return tuple(finding for check in CHECKS for finding in check(rapport))


def check_rapporten(
    rapporten: Sequence[Rapport],
    register: Register | None = None,
    *,
    own: Sequence[tuple[Finding, ...]] | None = None,
    find_previous: FindPrevious = no_one,
) -> list[tuple[Finding, ...]]:
    """The findings of each report, with those that only several reports together, or the quarter before, can show.

    `own` are those of each report by itself, where they are known already; `find_previous` gives the report of the
    same region in the quarter before, where there is one. With the register of which the reports have their counts,
    also what in it is not used.
    """
    known = own or [check_rapport(rapport) for rapport in rapporten]
    doubles, unused = check_doubles(rapporten), check_register_file(rapporten, register)
    return [
        in_order((*findings, *double, *other, *check_against(rapport, find_previous(rapport))))
        for rapport, findings, double, other in zip(rapporten, known, doubles, unused, strict=True)
    ]


def check_against(rapport: Rapport, previous: Rapport | None) -> Iterator[Finding]:
    """What the quarter before shows; nothing where there is none."""
    if previous:
        yield from check_history(rapport, previous)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then notes, by kind."""
    return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.kind))) if findings else ()
