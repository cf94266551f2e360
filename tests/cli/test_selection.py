import json

import pytest
from command import Run
from rijnmond import RIJNMOND

from klantprofielen.cli.selection import Quarters, is_gemeente, is_regio, parse_quarters
from klantprofielen.errors import UsageError
from klantprofielen.model import Kwartaal

ROTTERDAM, CAPELLE = RIJNMOND.rijen[9], RIJNMOND.rijen[2]


def regios(output: str) -> list[str]:
    return [report["regio"] for report in json.loads(output)["reports"]]


@pytest.mark.parametrize("name", ["Rijnmond", "RIJNMOND", "rijnmond", "22", "022", "AM22", "am22"])
def test_a_region_is_found_by_name_number_or_code(name: str) -> None:
    assert is_regio(name, RIJNMOND)


@pytest.mark.parametrize("name", ["", "Rijn", "2", "23", "AM23", "Drenthe", "²²", "'"])
def test_another_region_is_not(name: str) -> None:
    assert not is_regio(name, RIJNMOND)


@pytest.mark.parametrize(
    "name", ["Capelle aan den IJssel", "capelle aan den ijssel", "Capelle-aan-den-IJssel", "GM0502"]
)
def test_a_gemeente_is_found_in_any_spelling(name: str) -> None:
    assert is_gemeente(name, CAPELLE, RIJNMOND)
    assert not is_gemeente(name, ROTTERDAM, RIJNMOND)


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("2023-Q1", Quarters(Kwartaal(2023, 1), Kwartaal(2023, 1))),
        ("2023Q1", Quarters(Kwartaal(2023, 1), Kwartaal(2023, 1))),
        ("1e kwartaal 2023", Quarters(Kwartaal(2023, 1), Kwartaal(2023, 1))),
        ("2022-Q1..2023-Q4", Quarters(Kwartaal(2022, 1), Kwartaal(2023, 4))),
        ("2022-Q1..", Quarters(Kwartaal(2022, 1), None)),
        ("..2023Q4", Quarters(None, Kwartaal(2023, 4))),
        ("Latest", Quarters(latest=True)),
    ],
)
def test_quarters_are_one_a_range_or_the_latest(text: str, quarters: Quarters) -> None:
    assert parse_quarters(text) == quarters


@pytest.mark.parametrize("text", ["", "2023", "2023-Q5", "2023-Q1..later", "x..2023-Q1", "2023-Q1-2023-Q2"])
def test_what_is_no_quarter_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"expected 2023-Q1, 2022-Q1\.\.2023-Q4 or latest, found"):
        parse_quarters(text)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        parse_quarters("2023-Q4..2023-Q1")


def test_only_the_regions_that_are_asked_for_are_shown(run: Run) -> None:
    assert regios(run("summarize", "--json", "drie.pdf", "rijnmond.pdf", "-r", "zeeland", "-r", "22").stdout) == [
        "Zeeland",
        "Rijnmond",
    ]


def test_only_the_gemeenten_that_are_asked_for_are_shown_with_the_totals_of_the_region(run: Run) -> None:
    report = json.loads(run("summarize", "--json", "rijnmond.pdf", "-g", "ROTTERDAM", "-g", "gm0606").stdout)[
        "reports"
    ][0]
    assert [gemeente["gemeente"] for gemeente in report["gemeenten"]] == ["Rotterdam", "Schiedam"]
    assert report["totaal"]["totaal_sonar"] == 14208


def test_a_report_without_the_gemeente_is_left_out(run: Run) -> None:
    assert regios(run("summarize", "--json", "drie.pdf", "rijnmond.pdf", "-g", "Rotterdam").stdout) == ["Rijnmond"]


@pytest.mark.parametrize(
    ("quarter", "count"), [("2023-Q1", 1), ("2023-Q1..2023-Q2", 2), ("latest", 1), ("..2023-Q2", 2)]
)
def test_only_the_quarters_that_are_asked_for_are_shown(run: Run, quarter: str, count: int) -> None:
    result = run("summarize", "--json", "rijnmond.pdf", "later.pdf", "-k", quarter)
    assert len(regios(result.stdout)) == count


def test_a_report_without_quarter_belongs_to_none(run: Run) -> None:
    assert regios(run("summarize", "--json", "drie.pdf", "-k", "latest").stdout) == ["Drenthe", "Zeeland"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-r", "Rijnmnd"), "no region 'Rijnmnd'; did you mean Rijnmond?"),
        (("-r", "Xyzzy"), "no region 'Xyzzy'"),
        (("-r", "Drenthe"), "no report of region 'Drenthe' was read; there is Rijnmond"),
        (("-r", ""), "no region ''"),
        (("-g", "Roterdam"), "no gemeente 'Roterdam'; did you mean Rotterdam?"),
        (("-g", "Xyzzy"), "no gemeente 'Xyzzy'"),
        (("-g", "Utrecht"), "no report with gemeente 'Utrecht' was read"),
        (("-g", "Haren"), "no report with gemeente 'Haren' was read"),
        (("-k", "2022-Q4"), "no report of that quarter was read; there is 2023-Q1"),
    ],
)
def test_what_is_not_there_is_wrong_usage_and_the_nearest_is_proposed(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run("summarize", "rijnmond.pdf", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"klantprofielen: {message}\n"


def test_where_nothing_could_be_read_the_selection_is_not_to_blame(run: Run) -> None:
    result = run("summarize", "weg.pdf", "-r", "Rijnmnd", "-k", "latest")
    assert result.exit_code == 66


def test_the_tables_know_a_gemeente_by_its_other_name(run: Run) -> None:
    assert run("summarize", "rijnmond.pdf", "-g", "Capelle a/d IJssel").exit_code == 0
