"""compare and trend of what the archive keeps, where no files are named."""

import json

import pytest
from command import Run


@pytest.fixture
def kept(run: Run) -> Run:
    """Three quarters of Rijnmond in the archive; only the second is real."""
    assert run("ingest", "eerder.pdf", "rijnmond.pdf", "later.pdf").exit_code == 0
    return run


def test_the_two_newest_quarters_are_compared(kept: Run) -> None:
    document = json.loads(kept("compare", "--json").stdout)
    assert (document["kwartaal_van"], document["kwartaal_tot"]) == ("2023-Q1", "2023-Q2")


def test_the_figures_are_those_of_the_files(kept: Run) -> None:
    asked = ("--from", "2022-Q4", "--to", "2023-Q1", "--json")
    assert kept("compare", *asked).stdout == kept("compare", "eerder.pdf", "rijnmond.pdf", "--json").stdout
    assert kept("compare", "-r", "rijnmond", *asked).stdout == kept("compare", *asked).stdout
    assert kept("trend", "--json").stdout == kept("trend", "eerder.pdf", "rijnmond.pdf", "later.pdf", "--json").stdout


@pytest.mark.parametrize("arguments", [(), ("-r", "rijnmond")])
def test_a_quarter_that_is_not_kept_is_told_with_those_that_are(kept: Run, arguments: tuple[str, ...]) -> None:
    result = kept("compare", "--from", "2021-Q1", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "klantprofielen: no report of 2021-Q1 was read; there is 2022-Q4, 2023-Q1, 2023-Q2\n"


def test_without_an_archive_the_user_is_told_to_name_files(run: Run) -> None:
    assert run("compare").exit_code == run("summarize").exit_code
    assert run("trend").stderr == run("summarize").stderr
