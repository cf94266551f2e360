"""Every single digit of the real table, replaced by each of the nine others, is found and placed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from makes.layout import Layout
from printing import print_document
from rijnmond import FIGURES, RIJNMOND

from klantprofielen.checks import check_rapport
from klantprofielen.model import Rapport, Severity
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.report import read_rapporten
from klantprofielen.reading.words import Document

TEXT = (Path(__file__).parent / "reports" / "uwv" / "rijnmond-2023-q1" / "report.txt").read_text(encoding="utf-8")
ROWS = [*FIGURES, "TOTAAL AMR"]
LEADING_NOUGHT = re.compile(r" 0[0-9.]")


def figures_of(row: str) -> str:
    """The five figures of a row as they are printed."""
    (found,) = re.findall(f"{re.escape(row)}((?: [0-9.]+){{5}})$", TEXT, flags=re.MULTILINE)
    return str(found)


def changes_of(row: str, *, leading_nought: bool) -> Iterator[str]:
    """The figures of a row with each digit replaced by each other one; those that make `087` of `187` apart."""
    figures = figures_of(row)
    for place, char in enumerate(figures):
        for digit in "0123456789":
            changed = figures[:place] + digit + figures[place + 1 :]
            if char.isdigit() and digit != char and bool(LEADING_NOUGHT.search(changed)) is leading_nought:
                yield changed


def read_text(row: str, changed: str) -> Rapport:
    text = TEXT.replace(row + figures_of(row), row + changed)
    (rapport,) = read_content(text.encode(), file="report.txt", sha256="", limits=Limits())
    return rapport


@cache
def document() -> Document:
    return print_document([RIJNMOND], Layout())


def read_page(row: str, changed: str) -> Rapport:
    lines = list(document().lines)
    (index,) = (number for number, line in enumerate(lines) if line.text.endswith(row + figures_of(row)))
    words = lines[index].words
    figures = (word._replace(text=text) for word, text in zip(words[-5:], changed.split(), strict=True))
    lines[index] = replace(lines[index], words=(*words[:-5], *figures))
    (rapport,) = read_rapporten(replace(document(), lines=tuple(lines)), RIJNMOND.source)
    return rapport


def wrong_rows(rapport: Rapport) -> set[str | None]:
    """The rows in which an error is placed."""
    return {finding.gemeente for finding in check_rapport(rapport) if finding.severity is Severity.ERROR}


def test_the_table_has_1764_single_digit_errors() -> None:
    changes = [change for row in ROWS for nought in (False, True) for change in changes_of(row, leading_nought=nought)]
    assert len(changes) == 1764
    assert wrong_rows(read_text("Goeree-Overflakkee", figures_of("Goeree-Overflakkee"))) == set()
    assert wrong_rows(read_page("Goeree-Overflakkee", figures_of("Goeree-Overflakkee"))) == set()


@pytest.mark.parametrize("row", ROWS)
def test_every_wrong_digit_is_found_and_placed_in_its_row(row: str) -> None:
    for changed in changes_of(row, leading_nought=False):
        assert row in wrong_rows(read_text(row, changed)), changed
        assert row in wrong_rows(read_page(row, changed)), changed


@pytest.mark.parametrize("row", ROWS)
def test_a_leading_digit_that_became_a_nought_is_found(row: str) -> None:
    for changed in changes_of(row, leading_nought=True):
        assert wrong_rows(read_text(row, changed)), changed
        assert wrong_rows(read_page(row, changed)), changed
