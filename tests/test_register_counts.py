"""A register file against the reports; all its counts are made up."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rijnmond import CODES, FIGURES, RIJNMOND
from strategies import rapporten

import klantprofielen as kp
from klantprofielen.checks import check_rapporten, same_figures
from klantprofielen.checks.strangers import heirs_on, parts_of
from klantprofielen.model import Finding, Kwartaal, Rapport, Register, RegisterRij, Severity

Q4, Q1, Q2 = Kwartaal(2022, 4), Kwartaal(2023, 1), Kwartaal(2023, 2)
COUNTS = {
    "Albrandswaard": 240,
    "Barendrecht": 450,
    "Capelle aan den IJssel": 940,
    "Goeree-Overflakkee": 500,
    "Hoeksche Waard": 700,
    "Krimpen aan den IJssel": 370,
    "Maassluis": 450,
    "Nissewaard": 1480,
    "Ridderkerk": 560,
    "Rotterdam": 10234,
    "Schiedam": 1090,
    "Vlaardingen": 1008,
    "Voorne aan Zee": 800,
    "Zuidplas": 400,
}
"""Together 19.222: the register that Rijnmond prints."""


def row(
    naam: str | None, aantal: int | None, kwartaal: Kwartaal | None = None, code: str | None = None, regel: int = 2
) -> RegisterRij:
    return RegisterRij(naam=naam, code=code, kwartaal=kwartaal, aantal=aantal, regel=regel)


def register(*rows: RegisterRij, **counts: int) -> Register:
    return Register(file="register.csv", sha256="0", rijen=(*rows, *(row(naam, n) for naam, n in counts.items())))


WHOLE = register(**COUNTS)


def without(*names: str) -> dict[str, int]:
    return {naam: count for naam, count in COUNTS.items() if naam not in names}


def both(reports: Sequence[Rapport], counts: Register) -> tuple[list[Rapport], list[tuple[Finding, ...]]]:
    added = kp.add_register(reports, counts)
    return added, kp.check(added, counts)


def found(counts: Register, *reports: Rapport) -> list[tuple[str, str | None, str]]:
    """Kind, name and message of every finding."""
    _, findings = both(reports or [RIJNMOND], counts)
    return [(item.kind, item.gemeente, item.message) for items in findings for item in items]


def kinds(counts: Register, *reports: Rapport) -> list[tuple[str, str | None]]:
    return [(kind, gemeente) for kind, gemeente, _ in found(counts, *reports)]


def test_each_gemeente_has_its_count_and_so_its_coverage() -> None:
    (rapport,), (findings,) = both([RIJNMOND], WHOLE)
    assert findings == ()
    assert {rij.gemeente: rij.doelgroepregister for rij in rapport.rijen} == COUNTS
    rotterdam = rapport.rijen[9]
    assert (rotterdam.dekking, rotterdam.niet_in_sonar) == (Fraction(7546, 10234), 2688)
    assert same_figures(rapport, RIJNMOND)
    assert rapport.dekking == RIJNMOND.dekking


def test_a_row_without_a_count_has_no_coverage() -> None:
    rij = RIJNMOND.rijen[9]
    assert (rij.doelgroepregister, rij.dekking, rij.niet_in_sonar) == (None, None, None)
    assert replace(rij, doelgroepregister=0).dekking is None


def test_a_code_will_do_and_any_spelling() -> None:
    by_code = register(*(row(None, count, code=CODES[naam]) for naam, count in COUNTS.items()))
    assert both([RIJNMOND], by_code)[0] == both([RIJNMOND], WHOLE)[0]
    spelled = register(row("capelle a/d ijssel", 940), **without("Capelle aan den IJssel"))
    assert both([RIJNMOND], spelled)[0] == both([RIJNMOND], WHOLE)[0]


def test_a_name_that_matches_none_is_told_with_the_nearest() -> None:
    counts = register(row("Rotterdm", 10234, regel=9), **without("Rotterdam"))
    assert found(counts) == [
        (
            "unknown-register-name",
            "Rotterdm",
            "'Rotterdm' (row 9 of register.csv) is no gemeente of this quarter (is it Rotterdam?); its count is not used",  # noqa: E501
        ),
        (
            "missing-register-count",
            "Rotterdam",
            "has no count in the register file, so there is no coverage of this gemeente",
        ),
    ]
    strange = register(row("Atlantis", 5), **COUNTS)
    assert (
        found(strange)[0][2]
        == "'Atlantis' (row 2 of register.csv) is no gemeente of this quarter; its count is not used"
    )


def test_a_gemeente_of_another_region_is_no_finding() -> None:
    assert kinds(register(row("Amsterdam", 20000), row(None, 5, code="GM0518"), **COUNTS)) == []


def test_a_name_of_before_a_herindeling_is_not_taken_for_its_heir() -> None:
    counts = register(
        row("Brielle", 100), row("Hellevoetsluis", 400), row("Westvoorne", 300), **without("Voorne aan Zee")
    )
    assert kinds(counts) == [
        ("unknown-register-name", "Brielle"),
        ("unknown-register-name", "Hellevoetsluis"),
        ("unknown-register-name", "Westvoorne"),
        ("missing-register-count", "Voorne aan Zee"),
    ]
    assert "is no gemeente any more in this quarter: it went to Voorne aan Zee" in found(counts)[0][2]
    assert kinds(register(row(None, 100, code="GM0501"), **COUNTS)) == [("unknown-register-name", "GM0501")]


def test_a_name_of_after_a_herindeling_is_not_taken_for_its_parts() -> None:
    older = replace(RIJNMOND, kwartaal=Q4)
    counts = register(row("Voorne aan Zee", 800))
    (name, *_rest) = [item for item in found(counts, older) if item[0] == "unknown-register-name"]
    assert name[1] == "Voorne aan Zee"
    assert "is no gemeente yet in this quarter: it will be made of Brielle, Hellevoetsluis, Westvoorne" in name[2]


def test_a_name_of_before_a_herindeling_elsewhere_is_no_finding() -> None:
    assert kinds(register(row("Groesbeek", 5), row("Haren", 5), **COUNTS)) == []


def test_heirs_and_parts_are_followed_over_several_herindelingen() -> None:
    assert heirs_on("GM0501", Q1.eerste_dag) == ["GM1992"]
    assert heirs_on("GM0501", Q4.eerste_dag) == []
    assert parts_of("GM1992", Q4.eerste_dag) == ["GM0501", "GM0530", "GM0614"]
    assert parts_of("GM1992", Q1.eerste_dag) == []


def test_a_code_that_is_not_of_the_name_is_not_used() -> None:
    counts = register(row("Schiedam", 1090, code="GM0599"), **without("Schiedam"))
    assert kinds(counts) == [("unknown-register-name", "Schiedam"), ("missing-register-count", "Schiedam")]
    assert "has the code GM0599, which is that of Rotterdam" in found(counts)[0][2]
    none = register(row("Schiedam", 1090, code="GM0022"), **without("Schiedam"))
    assert "has the code GM0022, which is that of no gemeente of this quarter" in found(none)[0][2]
    assert kinds(register(row("Skiedam", 1090, code="GM0606"), **without("Schiedam"))) == []


def test_a_gemeente_with_different_counts_has_none() -> None:
    counts = register(row("Delft", 1), row("GM0599", 9999, code="GM0599"), **COUNTS)
    added, _ = both([RIJNMOND], counts)
    assert added[0].rijen[9].doelgroepregister is None
    assert kinds(counts) == [("duplicate-register-name", "Rotterdam"), ("missing-register-count", "Rotterdam")]
    assert found(counts)[0][2] == "is in register.csv with different counts (9.999, 10.234); none of them is used"
    assert kinds(register(row("rotterdam", 10234), **COUNTS)) == []


def test_a_count_of_the_quarter_goes_before_one_of_every_quarter() -> None:
    counts = register(row("Rotterdam", 10300, Q2), row("Rotterdam", 9000, Q4), **COUNTS)
    later = replace(RIJNMOND, kwartaal=Q2)
    added, _ = both([RIJNMOND, later], counts)
    assert [rapport.rijen[9].doelgroepregister for rapport in added] == [10234, 10300]


def test_counts_of_other_quarters_only_are_told() -> None:
    counts = register(*(row(naam, count, Q4) for naam, count in COUNTS.items()), row("Rotterdm", 1, Q4))
    assert found(counts) == [
        (
            "missing-register-count",
            None,
            "no gemeente of this report has a count in register.csv; it has counts of 2022-Q4",
        )
    ]


def test_names_that_hold_in_one_of_the_quarters_are_no_finding() -> None:
    old_names = dict.fromkeys(["Brielle", "Hellevoetsluis", "Westvoorne"], 200)
    older = replace(RIJNMOND, kwartaal=Q4, rijen=RIJNMOND.rijen[:12])
    told = kinds(register(**COUNTS, **old_names), older, RIJNMOND)
    assert "unknown-register-name" not in {kind for kind, _ in told}


def test_a_name_that_matches_none_is_told_once() -> None:
    counts = register(row("Rotterdm", 1), row("Atlantis", 1), **COUNTS)
    told = kinds(counts, RIJNMOND, replace(RIJNMOND, kwartaal=Q2))
    assert told == [("unknown-register-name", "Rotterdm"), ("unknown-register-name", "Atlantis")]


def test_a_file_of_other_names_is_not_listed_without_end() -> None:
    counts = register(*(row(f"Naam {number}", 1) for number in range(1, 703)), **COUNTS)
    told = found(counts)
    assert len(told) == 201
    assert told[-1] == (
        "unknown-register-name",
        None,
        "502 more names in register.csv match no gemeente of their quarter",
    )


def test_a_name_without_a_count_is_no_finding() -> None:
    side_by_side = [row("Brielle", 90, Q4), row("Brielle", None, Q1), row("Voorne aan Zee", None, Q4)]
    assert kinds(register(*side_by_side, **COUNTS)) == []


def test_counts_that_do_not_add_up_to_the_printed_register_are_told() -> None:
    counts = register(**COUNTS | {"Rotterdam": 10334})
    (finding,) = both([RIJNMOND], counts)[1][0]
    assert (finding.kind, finding.severity) == ("register-sum", Severity.WARNING)
    assert (finding.printed, finding.expected) == (19222, 19322)
    assert (
        finding.message
        == "the register file adds up to 19.322 persons, but the report has 19.222 in the doelgroepregister"
    )
    assert kinds(register(**without("Rotterdam"))) == [("missing-register-count", "Rotterdam")]
    assert kinds(counts, replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None)) == [("no-register", None)]


def test_a_register_below_the_count_in_sonar_is_an_error_of_its_gemeente() -> None:
    counts = register(**COUNTS | {"Zuidplas": 200, "Rotterdam": 10434})
    (finding,) = both([RIJNMOND], counts)[1][0]
    assert (finding.kind, finding.severity, finding.gemeente) == ("register-below-sonar", Severity.ERROR, "Zuidplas")
    assert finding.message == "the doelgroepregister has 200 persons, fewer than the 287 of them in Sonar"
    assert finding.page == 2


def test_a_hidden_count_of_the_register_is_missing() -> None:
    assert kinds(register(row("Zuidplas", None), **without("Zuidplas"))) == [("missing-register-count", "Zuidplas")]


def test_a_row_that_the_tables_do_not_know_is_matched_by_its_name() -> None:
    strange = replace(RIJNMOND.rijen[0], gemeente="Ons Dorp", printed_name="Ons Dorp", gemeentecode=None)
    rapport = replace(RIJNMOND, rijen=(strange, *RIJNMOND.rijen[1:]))
    added, findings = both([rapport], register(row("ons dorp", 240), **without("Albrandswaard")))
    assert added[0].rijen[0].doelgroepregister == 240
    assert not {"unknown-register-name", "missing-register-count"} & {finding.kind for finding in findings[0]}


def test_without_a_quarter_the_newest_division_holds() -> None:
    undated = replace(RIJNMOND, kwartaal=None)
    assert [
        kind for kind, _ in kinds(register(row("Brielle", 1), row("Rotterdam", 1, Q1), **without("Rotterdam")), undated)
    ] == [
        "unknown-register-name",
        "missing-register-count",
        "no-quarter",
    ]


def test_no_report_has_no_finding() -> None:
    assert check_rapporten([], WHOLE) == []
    assert check_rapporten([RIJNMOND], None) == [()]


@given(rapport=rapporten(), data=st.data())
def test_a_register_of_the_names_or_codes_of_its_own_quarter_matches_every_row(
    rapport: Rapport, data: st.DataObject
) -> None:
    """In any region and quarter, whatever the order of the rows."""
    by_code = data.draw(st.lists(st.booleans(), min_size=len(rapport.rijen), max_size=len(rapport.rijen)))
    rows = [
        row(None if coded else rij.gemeente, at + 1, code=rij.gemeentecode if coded else None)
        for at, (rij, coded) in enumerate(zip(rapport.rijen, by_code, strict=True))
    ]
    added, findings = both([rapport], register(*data.draw(st.permutations(rows))))
    assert [rij.doelgroepregister for rij in added[0].rijen] == [at + 1 for at in range(len(rows))]
    assert not {"unknown-register-name", "missing-register-count"} & {finding.kind for finding in findings[0]}
    assert same_figures(added[0], rapport)


@pytest.mark.parametrize("naam", FIGURES)
def test_every_count_is_that_of_its_own_row(naam: str) -> None:
    (rapport,), _ = both([RIJNMOND], register(**{naam: 9999}))
    assert {rij.gemeente: rij.doelgroepregister for rij in rapport.rijen} == {**dict.fromkeys(FIGURES), naam: 9999}
