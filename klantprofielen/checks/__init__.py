"""Rapport to findings: figures are held against the printed sums, names against the tables of their day."""

from collections.abc import Callable, Iterator, Sequence

from klantprofielen.checks.coverage import check_coverage, check_register, check_register_below_sonar
from klantprofielen.checks.doubles import check_doubles, same_figures
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
from klantprofielen.checks.presence import check_assumed_columns, check_hidden_counts, check_quarter, check_total_row
from klantprofielen.checks.sums import check_sums
from klantprofielen.model import Finding, Rapport

__all__ = ["CHECKS", "COLUMN_NAMES", "SEVERITIES", "check_rapport", "check_rapporten", "same_figures"]

CHECKS: tuple[Callable[[Rapport], Iterator[Finding]], ...] = (
    check_sums,
    check_coverage,
    check_duplicates,
    check_register_below_sonar,
    check_total_row,
    check_hidden_counts,
    check_register,
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


def check_rapport(rapport: Rapport) -> tuple[Finding, ...]:
    """All findings of one report: errors, then warnings, then notes; of a kind in the order of the source."""
    return tuple(finding for check in CHECKS for finding in check(rapport))


def check_rapporten(rapporten: Sequence[Rapport]) -> list[tuple[Finding, ...]]:
    """The findings of each report, with those that only several reports together can show."""
    doubles = check_doubles(rapporten)
    return [
        tuple(sorted((*check_rapport(rapport), *double), key=lambda finding: _ORDER.index(finding.kind)))
        for rapport, double in zip(rapporten, doubles, strict=True)
    ]
