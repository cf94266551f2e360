"""The examples are what their README says: real figures in a look-alike, and made-up ones that are called so."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from rijnmond import FIGURES, FIGURES_EERDER, TOTAAL

import klantprofielen as kp
from klantprofielen.model import Rapport

EXAMPLES = Path(__file__).parents[1] / "examples"
EARLIER = ["rijnmond-2022-q1.pdf", "rijnmond-2022-q4.pdf"]
MADE_UP = "zeeland-gorinchem-2024-q1-synthetisch.pdf"


@pytest.fixture(scope="module")
def maker() -> dict[str, Any]:
    """What stands in the script that makes the PDFs."""
    return runpy.run_path(str(EXAMPLES / "make_example.py"))


def figures_of(rapport: Rapport) -> dict[str, tuple[int | None, ...]]:
    return {rij.gemeente: rij.cijfers.figures for rij in rapport.rijen}


@pytest.mark.parametrize("name", ["rijnmond-2023-q1.pdf", "rijnmond-2023-q1.txt"])
def test_rijnmond_has_the_figures_of_the_publication(name: str) -> None:
    (rapport,) = kp.read(EXAMPLES / name)
    assert (str(rapport.kwartaal), rapport.regio, rapport.regionummer) == ("2023-Q1", "Rijnmond", 22)
    assert figures_of(rapport) == FIGURES
    assert rapport.cijfers.figures == TOTAAL
    assert rapport.doelgroepregister == 19222


@pytest.mark.parametrize(
    ("name", "kinds"), [("rijnmond-2023-q1.pdf", set()), ("rijnmond-2023-q1.txt", {"assumed-columns"})]
)
def test_only_the_text_lacks_the_words_over_the_columns(name: str, kinds: set[str]) -> None:
    (findings,) = kp.check(kp.read(EXAMPLES / name))
    assert {finding.kind for finding in findings} == kinds


def test_the_made_up_report_has_the_one_error_that_was_put_into_it() -> None:
    zeeland, gorinchem = kp.check(kp.read(EXAMPLES / MADE_UP))
    assert [(finding.kind, finding.gemeente, finding.page) for finding in zeeland] == [
        ("row-sum", "Terneuzen", 2),
        ("column-sum", "Terneuzen", 2),
    ]
    assert gorinchem == ()


def test_every_made_up_page_says_so() -> None:
    with pypdfium2.PdfDocument(EXAMPLES / MADE_UP) as document:
        assert len(document) == 3
        for page in document:
            assert "SYNTHETISCH VOORBEELD" in page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("name", EARLIER)
def test_the_earlier_quarters_are_made_up_say_so_and_fit(name: str, maker: dict[str, Any], tmp_path: Path) -> None:
    path = EXAMPLES / "rijnmond-eerder-synthetisch" / name
    with pypdfium2.PdfDocument(path) as document:
        assert all("SYNTHETISCH VOORBEELD" in page.get_textpage().get_text_bounded() for page in document)
    rapporten = kp.read(path)
    assert kp.check(rapporten) == [()]
    (kwartaal,) = [kwartaal for kwartaal, file in maker["EARLIER_FILES"].items() if file == name]
    maker["print_pdf"](maker["build_earlier"](kwartaal), tmp_path / name)
    assert list(map(figures_of, kp.read(tmp_path / name))) == list(map(figures_of, rapporten))


def test_the_quarter_before_is_the_one_that_the_tests_compare_with() -> None:
    (rapport,) = kp.read(EXAMPLES / "rijnmond-eerder-synthetisch" / "rijnmond-2022-q4.pdf")
    assert figures_of(rapport) == FIGURES_EERDER


@pytest.mark.parametrize(("build", "name"), [("parse_real", "rijnmond-2023-q1.pdf"), ("build_made_up", MADE_UP)])
def test_a_pdf_comes_from_the_script_with_the_same_bytes_each_time(
    maker: dict[str, Any], build: str, name: str, tmp_path: Path
) -> None:
    text = (EXAMPLES / "rijnmond-2023-q1.txt").read_text(encoding="utf-8")
    arguments = [text] if build == "parse_real" else []
    paths = [tmp_path / "once.pdf", tmp_path / "again.pdf"]
    for path in paths:
        maker["print_pdf"](maker[build](*arguments), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert list(map(figures_of, kp.read(paths[0]))) == list(map(figures_of, kp.read(EXAMPLES / name)))


def run_coverage(*files: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(EXAMPLES / "coverage.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=60)


def test_the_program_with_the_python_api_tells_coverage_and_errors() -> None:
    result = run_coverage(EXAMPLES / "rijnmond-2023-q1.pdf", EXAMPLES / MADE_UP)
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.startswith("Zeeland: Terneuzen: the four counts add up to 588")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["2023-Q1", "Rijnmond", "14208", "19222", "0.739"] in lines
    assert ["Rijnmond", "Barendrecht", "156", "0.462"] in lines


def test_the_program_names_a_file_that_cannot_be_used() -> None:
    result = run_coverage("nope.pdf")
    assert result.returncode == 1
    assert result.stderr.startswith("nope.pdf: there is no such file")
