"""The figures of Rijnmond are those of the UWV publication of the first quarter of 2023; all others are made up."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import MARKS, build_rapport, build_rij, rapporten, rapporten_with_hidden_counts

from klantprofielen.checks import CHECKS, SEVERITIES, check_rapport, check_rapporten, same_figures
from klantprofielen.checks.spans import UNBOUNDED, bound_of
from klantprofielen.model import FIGURES, Cijfers, Finding, Kwartaal, Percentage, Rapport, Rij, Severity
from klantprofielen.reference import gemeenten_of

RIJNMOND = replace(
    build_rapport(
        Kwartaal(2023, 1),
        22,
        {
            "Albrandswaard": Cijfers.of(2, 68, 88, 20, 178),
            "Barendrecht": Cijfers.of(1, 136, 155, 46, 338),
            "Capelle aan den IJssel": Cijfers.of(57, 204, 363, 72, 696),
            "Goeree-Overflakkee": Cijfers.of(8, 125, 184, 56, 373),
            "Hoeksche Waard": Cijfers.of(13, 135, 297, 78, 523),
            "Krimpen aan den IJssel": Cijfers.of(22, 84, 142, 31, 279),
            "Maassluis": Cijfers.of(1, 81, 217, 37, 336),
            "Nissewaard": Cijfers.of(4, 291, 650, 150, 1095),
            "Ridderkerk": Cijfers.of(0, 144, 221, 44, 409),
            "Rotterdam": Cijfers.of(187, 2882, 3676, 801, 7546),
            "Schiedam": Cijfers.of(4, 265, 410, 122, 801),
            "Vlaardingen": Cijfers.of(4, 234, 417, 91, 746),
            "Voorne aan Zee": Cijfers.of(5, 180, 334, 82, 601),
            "Zuidplas": Cijfers.of(26, 64, 146, 51, 287),
        },
        Cijfers.of(334, 4893, 7300, 1681, 14208),
        file="rijnmond.pdf",
    ),
    doelgroepregister=19222,
    dekking_gedrukt=Percentage(74, 0),
)
TOTAL_ROW = 14
"""The index of TOTAAL AMR behind the rows of Rijnmond."""

MADE_UP = replace(
    build_rapport(
        Kwartaal(2024, 1),
        19,
        {
            "Bodegraven-Reeuwijk": Cijfers.of(5, 128, 186, 65, 384),
            "Gouda": Cijfers.of(6, 242, 319, 102, 669),
            "Krimpenerwaard": Cijfers.of(16, 186, 295, 101, 598),
            "Waddinxveen": Cijfers.of(1, 101, 159, 27, 288),
        },
        Cijfers.of(28, 657, 959, 295, 1939),
    ),
    doelgroepregister=2948,
    dekking_gedrukt=Percentage(66, 0),
)
"""Midden-Holland with made-up figures; TOTAAL AMR is its row 4."""


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Whole reports take a while to make up; how long says nothing about the checks."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLANTPROFIELEN_LANG", "en")


def rows_of(rapport: Rapport) -> tuple[Rij, ...]:
    return (*rapport.rijen, rapport.totaal) if rapport.totaal else rapport.rijen


def change_row(rapport: Rapport, row: int, rij: Rij) -> Rapport:
    if row == len(rapport.rijen):
        return replace(rapport, totaal=rij)
    return replace(rapport, rijen=(*rapport.rijen[:row], rij, *rapport.rijen[row + 1 :]))


def change(rapport: Rapport, row: int, column: str, figure: int) -> Rapport:
    rij = rows_of(rapport)[row]
    return change_row(rapport, row, replace(rij, cijfers=replace(rij.cijfers, **{column: figure})))


def hide(rapport: Rapport, row: int, column: str, mark: str) -> Rapport:
    rij = rows_of(rapport)[row]
    hidden = tuple(mark if key == column else old for key, old in zip(FIGURES, rij.hidden, strict=True))
    return change_row(rapport, row, replace(rij, cijfers=replace(rij.cijfers, **{column: None}), hidden=hidden))


def rename(rapport: Rapport, row: int, name: str, code: str | None) -> Rapport:
    return change_row(rapport, row, build_rij(name, code, rapport.rijen[row].cijfers))


def errors_of(rapport: Rapport) -> list[Finding]:
    return [finding for finding in check_rapport(rapport) if finding.severity is Severity.ERROR]


def kinds_of(rapport: Rapport) -> list[str]:
    return [finding.kind for finding in check_rapport(rapport)]


def facts_of(findings: list[Finding]) -> list[tuple[object, ...]]:
    return [(found.kind, found.gemeente, found.column, found.printed, found.expected) for found in findings]


def only(rapport: Rapport, kind: str) -> Finding:
    (finding,) = [finding for finding in check_rapport(rapport) if finding.kind == kind]
    return finding


# ---- the report as a whole ----


def test_the_real_report_has_no_findings() -> None:
    assert check_rapport(RIJNMOND) == ()


def test_the_made_up_report_has_no_findings() -> None:
    assert check_rapport(MADE_UP) == ()


def test_findings_come_in_the_order_in_which_the_kinds_are_listed() -> None:
    wrong = change(RIJNMOND, 9, "totaal_sonar", 7564)
    wrong = change(wrong, TOTAL_ROW, "uwv_zonder_profiel", 1680)
    wrong = hide(wrong, 0, "gemeente_met_profiel", "<5")
    wrong = rename(rename(wrong, 12, "Voorne", None), 13, "Rotterdam", "GM0599")
    wrong = rename(wrong, 1, "Gouda", "GM0513")
    wrong = replace(
        wrong, doelgroepregister=14000, printed_regionummer=23, assumed_columns=True, printed_regio="rijn-mond"
    )
    kinds = [finding.kind for finding in check_rapporten([wrong, wrong])[0]]
    assert list(dict.fromkeys(kinds)) == [
        "row-sum",
        "column-sum",
        "total-row",
        "coverage",
        "duplicate-gemeente",
        "register-below-sonar",
        "hidden-count",
        "unknown-gemeente",
        "missing-gemeente",
        "other-region",
        "region-number",
        "double-report",
        "assumed-columns",
        "assumed-name",
    ]
    assert [finding.severity for finding in check_rapport(wrong)] == [SEVERITIES[kind] for kind in kinds_of(wrong)]


def test_every_kind_has_the_severity_of_the_contract() -> None:
    by_severity = {severity: [kind for kind, of in SEVERITIES.items() if of is severity] for severity in Severity}
    assert by_severity == {
        Severity.ERROR: [
            "row-sum",
            "column-sum",
            "total-row",
            "coverage",
            "duplicate-gemeente",
            "register-below-sonar",
            "unreadable-count",
        ],
        Severity.WARNING: [
            "no-total",
            "hidden-count",
            "no-register",
            "no-percentage",
            "register-sum",
            "unused-register-row",
            "unknown-register-name",
            "duplicate-register-name",
            "missing-register-count",
            "unknown-gemeente",
            "missing-gemeente",
            "other-region",
            "region-number",
            "row-order",
            "no-quarter",
            "double-report",
            "jump",
            "swapped-gemeenten",
            "swapped-columns",
            "vanished-gemeente",
            "appeared-gemeente",
        ],
        Severity.NOTE: ["assumed-columns", "assumed-name"],
    }


# ---- sums, and which figure is wrong ----


SUMS = {"row-sum", "column-sum", "total-row"}


def misprints() -> Iterator[tuple[int, str, int, int]]:
    """Every digit of every figure of the table changed into every other: row, column, the real and the wrong figure."""
    for (row, rij), column in itertools.product(enumerate(rows_of(RIJNMOND)), FIGURES):
        figure = getattr(rij.cijfers, column)
        digits = str(figure)
        for at, digit in itertools.product(range(len(digits)), "0123456789"):
            if digit != digits[at]:
                yield row, column, figure, int(digits[:at] + digit + digits[at + 1 :])


def test_every_wrong_digit_in_the_table_is_found_and_placed() -> None:
    every = list(misprints())
    assert len(every) == 1764
    for row, column, figure, wrong in every:
        sums = [found for found in errors_of(change(RIJNMOND, row, column, wrong)) if found.kind in SUMS]
        gemeente = rows_of(RIJNMOND)[row].gemeente
        assert facts_of(sums) == [
            (kind, gemeente, column, wrong, figure)
            for kind in (("column-sum", "total-row") if row == TOTAL_ROW else ("row-sum", "column-sum"))
        ]


def test_a_wrong_digit_is_no_error_of_another_kind_unless_it_is_the_total_of_the_region() -> None:
    for row, column, _figure, wrong in misprints():
        kinds = {finding.kind for finding in check_rapport(change(RIJNMOND, row, column, wrong))}
        if (row, column) != (TOTAL_ROW, "totaal_sonar"):
            assert kinds <= SUMS


def test_a_wrong_digit_in_the_register_is_found_where_the_percentage_leaves_no_room_for_it() -> None:
    found = {
        f"1922{digit}": errors_of(replace(RIJNMOND, doelgroepregister=int(f"1922{digit}"))) for digit in "013456789"
    }
    assert not any(found.values())  # 74% is said of 19.072 to 19.330 persons
    assert [finding.kind for finding in errors_of(replace(RIJNMOND, doelgroepregister=19422))] == ["coverage"]


def test_a_wrong_total_is_reported_where_it_is_printed() -> None:
    fit = (
        "; with 7.546 instead of 7.564 for Rotterdam, 'totaal in Sonar', "
        "its row and its column add up (two digits are swapped)"
    )
    findings = check_rapport(change(RIJNMOND, 9, "totaal_sonar", 7564))
    assert [(found.page, found.message) for found in findings] == [
        (2, "the four counts add up to 7.546, but the printed total in Sonar is 7.564" + fit),
        (2, "column 'totaal in Sonar' adds up to 14.226, but TOTAAL AMR has 14.208" + fit),
    ]


@pytest.mark.parametrize(
    ("wrong", "likeness"),
    [(7545, " (one digit differs)"), (754, ""), (7564, " (two digits are swapped)"), (4756, ""), (6745, "")],
)
def test_a_message_says_how_the_figure_was_probably_mistyped(wrong: int, likeness: str) -> None:
    assert check_rapport(change(RIJNMOND, 9, "totaal_sonar", wrong))[0].message.endswith(f"add up{likeness}")


def test_a_wrong_corner_of_the_total_row_is_found_in_its_row_and_its_column() -> None:
    wrong = change(MADE_UP, 4, "totaal_sonar", 1940)
    assert facts_of(errors_of(wrong)) == [
        ("column-sum", "TOTAAL AMR", "totaal_sonar", 1940, 1939),
        ("total-row", "TOTAAL AMR", "totaal_sonar", 1940, 1939),
    ]


def test_the_total_row_keeps_its_name_however_it_is_spelled() -> None:
    assert MADE_UP.totaal is not None
    spelled = replace(MADE_UP, totaal=replace(MADE_UP.totaal, gemeente="Totaal Midden-Holland"))
    assert {found.gemeente for found in errors_of(change(spelled, 4, "totaal_sonar", 1940))} == {"TOTAAL AMR"}


def test_several_wrong_figures_are_placed_each_where_their_differences_differ() -> None:
    wrong = change(change(MADE_UP, 0, "uwv_met_profiel", 168), 2, "totaal_sonar", 589)
    wrong = change(wrong, 4, "gemeente_met_profiel", 29)
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Bodegraven-Reeuwijk", "uwv_met_profiel", 168, 186),
        ("row-sum", "Krimpenerwaard", "totaal_sonar", 589, 598),
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 29, 28),
        ("column-sum", "Bodegraven-Reeuwijk", "uwv_met_profiel", 168, 186),
        ("column-sum", "Krimpenerwaard", "totaal_sonar", 589, 598),
        ("total-row", "TOTAAL AMR", "gemeente_met_profiel", 29, 28),
    ]


def test_figures_that_are_wrong_by_the_same_number_are_not_placed() -> None:
    wrong = change(change(MADE_UP, 0, "uwv_met_profiel", 196), 1, "gemeente_zonder_profiel", 252)
    findings = errors_of(wrong)
    assert facts_of(findings) == [
        ("row-sum", "Bodegraven-Reeuwijk", "totaal_sonar", 384, 394),
        ("row-sum", "Gouda", "totaal_sonar", 669, 679),
        ("column-sum", "TOTAAL AMR", "gemeente_zonder_profiel", 657, 667),
        ("column-sum", "TOTAAL AMR", "uwv_met_profiel", 959, 969),
    ]
    assert all(finding.message.endswith("; the sums do not tell which figure is wrong") for finding in findings)


def test_figures_that_are_wrong_by_the_same_number_are_placed_where_the_other_way_would_need_less_than_nobody() -> None:
    wrong = change(change(MADE_UP, 0, "uwv_met_profiel", 196), 1, "gemeente_met_profiel", 16)
    assert facts_of(errors_of(wrong))[:2] == [
        ("row-sum", "Bodegraven-Reeuwijk", "uwv_met_profiel", 196, 186),
        ("row-sum", "Gouda", "gemeente_met_profiel", 16, 6),
    ]


def test_the_percentage_tells_which_figure_of_the_total_row_is_wrong() -> None:
    wrong = change(change(MADE_UP, 1, "gemeente_zonder_profiel", 342), 4, "totaal_sonar", 2039)
    placed = [
        ("row-sum", "Gouda", "gemeente_zonder_profiel", 342, 242),
        ("column-sum", "Gouda", "gemeente_zonder_profiel", 342, 242),
        ("column-sum", "TOTAAL AMR", "totaal_sonar", 2039, 1939),
        ("total-row", "TOTAAL AMR", "totaal_sonar", 2039, 1939),
    ]
    assert facts_of(errors_of(wrong))[:4] == placed
    without = facts_of(errors_of(replace(wrong, dekking_gedrukt=None)))
    assert [(kind, column) for kind, _, column, _, _ in without] == [
        ("row-sum", "totaal_sonar"),
        ("column-sum", "gemeente_zonder_profiel"),
        ("column-sum", "totaal_sonar"),
        ("total-row", "totaal_sonar"),
    ]
    assert {expected for *_, expected in without} == {769, 757, 1939}


def test_the_percentage_also_clears_the_total_in_sonar() -> None:
    wrong = change(change(MADE_UP, 1, "totaal_sonar", 569), 4, "gemeente_zonder_profiel", 557)
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "totaal_sonar", 569, 669),
        ("column-sum", "TOTAAL AMR", "gemeente_zonder_profiel", 557, 657),
        ("column-sum", "Gouda", "totaal_sonar", 569, 669),
        ("total-row", "TOTAAL AMR", "gemeente_zonder_profiel", 557, 657),
    ]


def test_two_wrong_figures_in_one_row_are_found_and_not_placed() -> None:
    wrong = change(change(MADE_UP, 1, "uwv_met_profiel", 318), 1, "uwv_zonder_profiel", 105)
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "totaal_sonar", 669, 671),
        ("column-sum", "TOTAAL AMR", "uwv_met_profiel", 959, 958),
        ("column-sum", "TOTAAL AMR", "uwv_zonder_profiel", 295, 298),
    ]


def test_two_figures_that_changed_places_are_found_by_their_columns() -> None:
    wrong = change(change(MADE_UP, 1, "uwv_met_profiel", 102), 1, "uwv_zonder_profiel", 319)
    assert [finding.kind for finding in errors_of(wrong)] == ["column-sum", "column-sum"]


def test_a_figure_that_would_have_to_be_less_than_nobody_is_not_named() -> None:
    wrong = change(change(MADE_UP, 3, "uwv_zonder_profiel", 32), 4, "uwv_zonder_profiel", 300)
    wrong = change(wrong, 4, "gemeente_met_profiel", 23)  # now five too many in row 3 and column 0, where 1 is printed
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Waddinxveen", "totaal_sonar", 288, 293),
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 23, 28),
    ]


def test_without_total_row_the_rows_are_checked_and_no_figure_is_blamed() -> None:
    unproven = replace(MADE_UP, totaal=None, dekking_gedrukt=None)
    row_sum, no_total, no_percentage = check_rapport(change(unproven, 1, FIGURES[0], 7))
    assert facts_of([row_sum, no_total, no_percentage]) == [
        ("row-sum", "Gouda", "totaal_sonar", 669, 670),
        ("no-total", None, None, None, None),
        ("no-percentage", None, "dekking", None, None),
    ]
    assert row_sum.message.endswith("; without a total row it cannot be told which figure is wrong")


# ---- hidden counts ----


@pytest.mark.parametrize("mark", ["1e5", "1_000", "7,546", "-13", "\u00b2", "\u0663", "#REF!", "12O"])
def test_what_is_neither_a_figure_nor_a_mark_is_an_error(mark: str) -> None:
    finding = only(hide(MADE_UP, 1, FIGURES[0], mark), "unreadable-count")
    assert (finding.severity, finding.gemeente, finding.column) == (Severity.ERROR, "Gouda", "gemeente_met_profiel")
    assert finding.message == f"neither figures nor marks that hide one: gemeente met klantprofiel ({mark})"


@pytest.mark.parametrize("mark", ["<5", "< 10", "\u22645", "0-4", "1 - 4", "-", "*", "x", "n.b.", "geheim", ""])
def test_marks_that_hide_a_count_are_none(mark: str) -> None:
    assert kinds_of(hide(MADE_UP, 3, FIGURES[0], mark)) == ["hidden-count"]


def test_hidden_counts_are_told_per_row_with_their_marks() -> None:
    hidden = hide(hide(hide(MADE_UP, 3, FIGURES[0], "<5"), 1, FIGURES[0], ""), 1, FIGURES[3], "*")
    findings = check_rapport(hidden)
    assert [(f.kind, f.gemeente, f.column, f.printed, f.expected) for f in findings] == [
        ("hidden-count", "Gouda", None, ", *", None),
        ("hidden-count", "Waddinxveen", "gemeente_met_profiel", "<5", None),
    ]
    assert findings[0].message.endswith("gemeente met klantprofiel (empty), UWV zonder klantprofiel (*)")
    assert findings[1].message.endswith("gemeente met klantprofiel (<5)")


@pytest.mark.parametrize(("mark", "bound"), [("<5", 4), ("< 10", 9), ("<=5", 5), ("≤ 5", 5), ("0-4", 4), ("1–4", 4)])
def test_a_mark_with_a_number_is_a_bound(mark: str, bound: int) -> None:
    assert bound_of(mark) == bound


@pytest.mark.parametrize("mark", ["-", "*", "x", "", "n.b.", "...", None])
def test_other_marks_hide_any_count(mark: str | None) -> None:
    assert bound_of(mark) == UNBOUNDED


def test_a_hidden_count_that_cannot_be_so_large_is_an_error() -> None:
    wrong = hide(MADE_UP, 1, "gemeente_met_profiel", "<5")  # six are missing there
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "gemeente_met_profiel", "<5", None),
        ("column-sum", "Gouda", "gemeente_met_profiel", "<5", None),
    ]
    blame = "; the hidden count (<5) of Gouda, 'gemeente met klantprofiel', cannot be right"
    assert [finding.message for finding in errors_of(wrong)] == [
        "the row cannot add up, whatever the hidden counts (<5) are" + blame,
        "column 'gemeente met klantprofiel' cannot add up, whatever its hidden counts are" + blame,
    ]
    assert facts_of(errors_of(replace(wrong, totaal=None))) == [("row-sum", "Gouda", "totaal_sonar", 669, None)]


def test_a_hidden_count_that_would_be_less_than_nobody_is_an_error() -> None:
    wrong = change(hide(MADE_UP, 1, "gemeente_met_profiel", "-"), 1, "totaal_sonar", 660)
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "totaal_sonar", 660, 669),
        ("column-sum", "Gouda", "totaal_sonar", 660, 669),
    ]
    wrong = replace(wrong, totaal=None, dekking_gedrukt=None)
    assert facts_of(errors_of(wrong)) == [("row-sum", "Gouda", "totaal_sonar", 660, None)]


def test_a_hidden_count_is_not_blamed_where_it_would_have_to_be_less_than_nobody() -> None:
    wrong = change(hide(MADE_UP, 1, "gemeente_met_profiel", "<5"), 1, "uwv_met_profiel", 330)
    wrong = change(change(wrong, 4, "uwv_met_profiel", 970), 4, "gemeente_met_profiel", 17)
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "totaal_sonar", 669, None),
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 17, None),
    ]


def test_a_hidden_total_of_a_row_is_checked_by_its_mark() -> None:
    assert errors_of(hide(MADE_UP, 1, "totaal_sonar", "-")) == []
    wrong = hide(MADE_UP, 1, "totaal_sonar", "<5")
    assert facts_of(errors_of(wrong))[0] == ("row-sum", "Gouda", "totaal_sonar", "<5", None)
    assert facts_of(errors_of(replace(wrong, totaal=None))) == [("row-sum", "Gouda", "totaal_sonar", "<5", None)]


def test_columns_with_one_hidden_count_a_row_are_checked_exactly() -> None:
    hidden = hide(hide(MADE_UP, 3, "gemeente_met_profiel", "x"), 0, "gemeente_met_profiel", "x")
    assert errors_of(hidden) == []
    assert facts_of(errors_of(change(hidden, 4, "gemeente_met_profiel", 29))) == [
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 29, 28),
        ("total-row", "TOTAAL AMR", "gemeente_met_profiel", 29, 28),
    ]


def test_a_wrong_figure_beside_a_hidden_one_is_placed_where_the_row_cannot_add_up() -> None:
    hidden = hide(MADE_UP, 3, "gemeente_met_profiel", "<5")
    assert facts_of(errors_of(change(hidden, 3, "totaal_sonar", 388))) == [
        ("row-sum", "Waddinxveen", "totaal_sonar", 388, 288),
        ("column-sum", "Waddinxveen", "totaal_sonar", 388, 288),
    ]


def test_a_gap_that_a_hidden_count_leaves_open_is_closed_by_what_the_others_need() -> None:
    hidden = hide(MADE_UP, 3, "gemeente_met_profiel", "<5")
    wrong = change(change(hidden, 3, "totaal_sonar", 388), 1, "uwv_zonder_profiel", 4)  # by 97 to 101, and by 98
    assert facts_of(errors_of(wrong)) == [
        ("row-sum", "Gouda", "uwv_zonder_profiel", 4, 102),
        ("row-sum", "Waddinxveen", "totaal_sonar", 388, 288),
        ("column-sum", "Gouda", "uwv_zonder_profiel", 4, 102),
        ("column-sum", "Waddinxveen", "totaal_sonar", 388, 288),
    ]


def test_a_wrong_figure_beside_a_hidden_one_is_found_by_the_columns_where_the_row_has_room() -> None:
    hidden = hide(MADE_UP, 3, "gemeente_met_profiel", "<5")
    findings = errors_of(change(hidden, 3, "totaal_sonar", 290))
    assert facts_of(findings) == [
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 28, None),
        ("column-sum", "TOTAAL AMR", "totaal_sonar", 1939, 1941),
    ]
    assert findings[0].message.startswith(
        "column 'gemeente met klantprofiel' cannot add up, whatever its hidden counts"
    )


def test_columns_with_hidden_counts_may_not_exceed_their_total() -> None:
    hidden = hide(hide(MADE_UP, 3, "gemeente_met_profiel", "-"), 3, "totaal_sonar", "-")
    assert errors_of(hidden) == []
    assert facts_of(errors_of(change(hidden, 4, "gemeente_met_profiel", 26))) == [
        ("column-sum", "TOTAAL AMR", "gemeente_met_profiel", 26, 28),
        ("total-row", "TOTAAL AMR", "gemeente_met_profiel", 26, 28),
    ]
    assert facts_of(errors_of(change(hidden, 4, "gemeente_met_profiel", 99))) == [
        ("total-row", "TOTAAL AMR", "totaal_sonar", 1939, 2010),
    ]


def test_a_hidden_count_is_never_told() -> None:
    wrong = change(hide(MADE_UP, 1, "gemeente_met_profiel", "<5"), 4, "gemeente_met_profiel", 30)
    texts = [finding.message for finding in errors_of(wrong)]
    assert texts
    assert not any(f" {number} " in f" {text} " for number in ("6", "8") for text in texts)


def test_a_hidden_figure_of_the_total_row_is_told_too() -> None:
    finding = only(hide(MADE_UP, 4, "gemeente_met_profiel", "*"), "hidden-count")
    assert (finding.gemeente, finding.column, finding.printed) == ("TOTAAL AMR", "gemeente_met_profiel", "*")


# ---- coverage and register ----


def test_a_percentage_outside_its_window_is_an_error() -> None:
    finding = only(replace(RIJNMOND, dekking_gedrukt=Percentage(75, 0)), "coverage")
    assert (finding.column, finding.printed, finding.expected) == ("dekking", "75%", "74%")
    assert finding.message == "75% is printed, but 14.208 of 19.222 is 73,92%; 75% stands for 74,5% to 75,5%"


@pytest.mark.parametrize("percentage", [Percentage(74, 0), Percentage(739, 1), Percentage(7392, 2)])
def test_a_percentage_inside_its_window_is_none(percentage: Percentage) -> None:
    assert check_rapport(replace(RIJNMOND, dekking_gedrukt=percentage)) == ()


def test_a_register_without_a_percentage_is_a_warning() -> None:
    finding = only(replace(RIJNMOND, dekking_gedrukt=None), "no-percentage")
    assert (finding.severity, finding.column) == (Severity.WARNING, "dekking")


def test_the_window_of_nothing_begins_at_nothing() -> None:
    assert only(replace(RIJNMOND, dekking_gedrukt=Percentage(0, 0)), "coverage").message.endswith("0,0% to 0,5%")


def test_a_register_smaller_than_the_total_in_sonar_is_an_error() -> None:
    wrong = replace(RIJNMOND, doelgroepregister=14000, dekking_gedrukt=Percentage(101, 0))
    finding = only(wrong, "register-below-sonar")
    assert kinds_of(wrong) == ["register-below-sonar"]
    assert (finding.column, finding.printed) == ("doelgroepregister", 14000)
    assert finding.message == "the doelgroepregister has 14.000 persons, fewer than the 14.208 of them in Sonar"
    assert kinds_of(replace(RIJNMOND, doelgroepregister=14000)) == ["coverage", "register-below-sonar"]
    assert kinds_of(replace(RIJNMOND, doelgroepregister=14208, dekking_gedrukt=None)) == ["no-percentage"]


def test_a_report_without_register_is_a_warning_with_or_without_percentage() -> None:
    assert kinds_of(replace(RIJNMOND, doelgroepregister=None)) == ["no-register"]
    assert kinds_of(replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None)) == ["no-register"]


# ---- what is left out ----


def test_a_report_without_total_row_is_a_warning() -> None:
    assert kinds_of(replace(RIJNMOND, totaal=None)) == ["no-total"]


def test_a_report_without_quarter_is_checked_against_the_newest_division() -> None:
    assert kinds_of(replace(RIJNMOND, kwartaal=None)) == ["no-quarter"]


def test_columns_without_readable_header_are_a_note() -> None:
    finding = only(replace(RIJNMOND, assumed_columns=True), "assumed-columns")
    assert finding.severity is Severity.NOTE
    assert finding.message.endswith(
        ": gemeente met klantprofiel, gemeente zonder klantprofiel, UWV met klantprofiel, UWV zonder klantprofiel"
    )


# ---- names ----


def test_a_gemeente_with_two_rows_is_an_error() -> None:
    double = replace(RIJNMOND, rijen=(*RIJNMOND.rijen, RIJNMOND.rijen[3]), totaal=None)
    finding = only(double, "duplicate-gemeente")
    assert (finding.gemeente, finding.page) == ("Goeree-Overflakkee", 2)
    assert finding.message == "is listed twice, with the same figures"
    other = change(double, 14, "gemeente_met_profiel", 9)
    assert only(other, "duplicate-gemeente").message == "is listed twice, with other figures"


def test_unknown_names_are_twice_the_same_by_their_letters() -> None:
    rapport = rename(rename(MADE_UP, 0, "Verweg", None), 1, "VERWEG", None)
    assert only(rapport, "duplicate-gemeente").gemeente == "VERWEG"
    assert "duplicate-gemeente" not in kinds_of(rename(rename(MADE_UP, 0, "?", None), 1, "!", None))


def test_a_name_that_is_no_gemeente_is_a_warning_with_what_it_may_be() -> None:
    rapport = rename(RIJNMOND, 9, "Rottredam", None)
    assert kinds_of(rapport) == ["unknown-gemeente", "missing-gemeente"]
    finding = only(rapport, "unknown-gemeente")
    assert (finding.gemeente, finding.printed, finding.page) == ("Rottredam", "Rottredam", 2)
    assert finding.message == "'Rottredam' is not a gemeente of this quarter; is it Rotterdam?"
    assert (
        only(rename(RIJNMOND, 9, "Xyz", None), "unknown-gemeente").message == "'Xyz' is not a gemeente of this quarter"
    )


@pytest.mark.parametrize(("kwartaal", "name"), [(Kwartaal(2023, 1), "Brielle"), (Kwartaal(2022, 4), "Voorne aan Zee")])
def test_a_gemeente_of_another_year_is_named_as_such(kwartaal: Kwartaal, name: str) -> None:
    rapport = replace(rename(RIJNMOND, 12, name, None), kwartaal=kwartaal)
    message = f"'{name}' is a gemeente of the year before or after, but not of this quarter"
    assert only(rapport, "unknown-gemeente").message == message


def test_a_gemeente_without_row_is_a_warning() -> None:
    rapport = replace(RIJNMOND, rijen=RIJNMOND.rijen[1:], totaal=None, dekking_gedrukt=None)
    finding = only(rapport, "missing-gemeente")
    assert (finding.gemeente, finding.page) == ("Albrandswaard", None)
    assert finding.message == "has no row, but belongs to Rijnmond by the tables"
    assert kinds_of(rename(RIJNMOND, 0, "ALBRANDSWAARD", None)) == ["unknown-gemeente"]


def test_of_an_unknown_region_no_gemeente_is_missing() -> None:
    rapport = replace(
        RIJNMOND, regionummer=None, regiocode=None, regio="Verweg", printed_regio="Verweg", rijen=RIJNMOND.rijen
    )
    assert kinds_of(rapport) == []


def test_a_gemeente_of_another_region_is_a_warning() -> None:
    rapport = rename(MADE_UP, 3, "Zuidplas", "GM1892")
    finding = only(rapport, "other-region")
    assert (finding.gemeente, finding.printed, finding.expected) == ("Zuidplas", "Midden-Holland", "Rijnmond")
    assert finding.message == "stands under Midden-Holland, but belongs to Rijnmond by the tables"
    assert kinds_of(rapport) == ["missing-gemeente", "other-region"]


@pytest.mark.parametrize(
    ("kwartaal", "regionummer", "name", "code", "regios"),
    [
        (Kwartaal(2022, 3), 11, "Elburg", "GM0230", "Regio Zwolle, Stedendriehoek en Noordwest Veluwe"),
        (Kwartaal(2021, 2), 5, "Elburg", "GM0230", "Regio Zwolle, Stedendriehoek en Noordwest Veluwe"),
        (Kwartaal(2022, 1), 12, "Weesp", "GM0457", "Groot Amsterdam, Gooi en Vechtstreek"),
        (Kwartaal(2020, 4), 14, "Vijfheerenlanden", "GM1961", "Midden-Utrecht, Gorinchem"),
        (Kwartaal(2019, 1), 24, "West Betuwe", "GM1960", "Rivierenland, Gorinchem"),
        (Kwartaal(2024, 1), 21, "Renkum", "GM0274", "FoodValley, Midden-Gelderland"),
    ],
)
def test_an_uncertain_move_is_told_as_uncertain(
    kwartaal: Kwartaal, regionummer: int, name: str, code: str, regios: str
) -> None:
    rapport = moved_rapport(kwartaal, regionummer, name, code)
    finding = only(rapport, "other-region")
    assert finding.severity is Severity.WARNING
    assert finding.message.endswith(f"; the date of its move is uncertain ({regios})")


def moved_rapport(kwartaal: Kwartaal, regionummer: int, name: str, code: str) -> Rapport:
    """A made-up report of all gemeenten of a region, with one more."""
    gemeenten = gemeenten_of(regionummer, kwartaal.eerste_dag)
    rapport = build_rapport(kwartaal, regionummer, {of.naam: Cijfers.of(1, 1, 1, 1, 4) for of in gemeenten}, None)
    return replace(rapport, rijen=(*rapport.rijen, build_rij(name, code, Cijfers.of(1, 1, 1, 1, 4))))


@pytest.mark.parametrize(
    ("kwartaal", "regionummer", "name", "code"),
    [
        (Kwartaal(2023, 2), 11, "Elburg", "GM0230"),  # more than a year after its move
        (Kwartaal(2022, 3), 22, "Elburg", "GM0230"),  # in neither region
        (Kwartaal(2021, 1), 14, "Vijfheerenlanden", "GM1961"),
    ],
)
def test_a_certain_move_is_not_told_as_uncertain(kwartaal: Kwartaal, regionummer: int, name: str, code: str) -> None:
    assert "uncertain" not in only(moved_rapport(kwartaal, regionummer, name, code), "other-region").message


def test_a_gemeente_that_may_not_have_moved_yet_is_missing_with_doubt() -> None:
    rapport = moved_rapport(Kwartaal(2022, 1), 5, "Xyz", None)  # type: ignore[arg-type] # an unknown name has no code
    rijen = tuple(rij for rij in rapport.rijen if rij.gemeente != "Elburg")
    finding = only(replace(rapport, rijen=rijen), "missing-gemeente")
    assert finding.gemeente == "Elburg"
    assert finding.message.endswith("uncertain (Regio Zwolle, Stedendriehoek en Noordwest Veluwe)")


def test_another_number_of_the_region_is_a_warning() -> None:
    finding = only(replace(RIJNMOND, printed_regionummer=21), "region-number")
    assert (finding.column, finding.printed, finding.expected) == ("regionummer", 21, 22)
    assert finding.message == "number 21 is printed, but Rijnmond has number 22 at UWV; 21 is Midden-Gelderland"
    assert only(replace(RIJNMOND, printed_regionummer=99), "region-number").message.endswith("22 at UWV")
    assert only(replace(MADE_UP, printed_regionummer=20), "region-number").message.endswith("; 20 is its number at CBS")
    assert kinds_of(replace(RIJNMOND, printed_regionummer=None)) == []


def test_names_that_were_understood_although_spelled_otherwise_are_notes() -> None:
    rij = replace(RIJNMOND.rijen[2], printed_name="Capelle a/d IJssel")
    rapport = replace(change_row(RIJNMOND, 2, rij), printed_regio="Rijn-mond")
    findings = check_rapport(rapport)
    assert [(f.kind, f.gemeente, f.column, f.printed, f.expected, f.severity) for f in findings] == [
        ("assumed-name", None, "regio", "Rijn-mond", "Rijnmond", Severity.NOTE),
        (
            "assumed-name",
            "Capelle aan den IJssel",
            "gemeente",
            "Capelle a/d IJssel",
            "Capelle aan den IJssel",
            Severity.NOTE,
        ),
    ]
    assert findings[1].message == "printed as 'Capelle a/d IJssel', taken to be Capelle aan den IJssel"


def test_a_difference_in_case_or_white_space_is_no_other_spelling() -> None:
    rij = replace(RIJNMOND.rijen[2], printed_name="CAPELLE AAN  DEN IJSSEL")
    assert check_rapport(replace(change_row(RIJNMOND, 2, rij), printed_regio="")) == ()


# ---- several reports ----


def from_file(rapport: Rapport, file: str) -> Rapport:
    return replace(rapport, source=replace(rapport.source, file=file))


def test_the_same_report_in_two_files_is_a_warning_on_each() -> None:
    (first,), (second,), none = check_rapporten([RIJNMOND, from_file(RIJNMOND, "copy.pdf"), MADE_UP])
    assert (first.kind, first.severity, none) == ("double-report", Severity.WARNING, ())
    assert first.message == "the same region and quarter is also in copy.pdf; the figures are equal"
    assert second.message == "the same region and quarter is also in rijnmond.pdf; the figures are equal"


def test_reports_of_the_same_quarter_that_differ_are_told_apart() -> None:
    other = replace(from_file(RIJNMOND, "other.pdf"), doelgroepregister=19223)
    found = check_rapporten([RIJNMOND, from_file(RIJNMOND, "copy.pdf"), other])
    ending = "the same region and quarter is also in"
    assert [finding.message for (finding,) in found] == [
        f"{ending} copy.pdf, other.pdf; the figures differ from those in other.pdf",
        f"{ending} rijnmond.pdf, other.pdf; the figures differ from those in other.pdf",
        f"{ending} rijnmond.pdf, copy.pdf; the figures differ from those in rijnmond.pdf, copy.pdf",
    ]


def test_a_report_that_is_twice_in_one_file_is_told_as_such() -> None:
    (finding,), _ = check_rapporten([RIJNMOND, RIJNMOND])
    assert finding.message == "the same region and quarter is also in this same file; the figures are equal"


def test_another_quarter_or_an_unknown_one_is_no_double() -> None:
    unknown = replace(RIJNMOND, kwartaal=None)
    found = check_rapporten([RIJNMOND, replace(RIJNMOND, kwartaal=Kwartaal(2023, 2)), unknown, unknown])
    assert not any(finding.kind == "double-report" for findings in found for finding in findings)


def test_an_unknown_region_is_the_same_by_its_name() -> None:
    unknown = replace(RIJNMOND, regionummer=None, regio="Verre Land")
    found = check_rapporten([unknown, replace(unknown, regio="verre-land")])
    assert all("double-report" in [finding.kind for finding in findings] for findings in found)


def test_figures_are_the_same_in_another_order_and_without_regard_to_spelling() -> None:
    assert same_figures(RIJNMOND, replace(RIJNMOND, rijen=RIJNMOND.rijen[::-1], printed_regio="RIJNMOND"))
    assert not same_figures(RIJNMOND, replace(RIJNMOND, totaal=None))
    assert not same_figures(RIJNMOND, change(RIJNMOND, 9, "totaal_sonar", 7564))


# ---- in general ----


@unhurried
@given(rapporten())
def test_a_report_that_holds_together_has_no_findings(rapport: Rapport) -> None:
    assert {finding.kind for finding in check_rapport(rapport)} <= {"no-percentage"}


@unhurried
@given(rapporten(), st.data())
def test_a_changed_figure_is_always_found_and_placed(rapport: Rapport, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(rapport.rijen)))
    column = data.draw(st.sampled_from(FIGURES))
    right = getattr(rows_of(rapport)[row].cijfers, column)
    wrong = data.draw(st.integers(0, 99_999).filter(lambda figure: figure != right))
    sums = [found for found in errors_of(change(rapport, row, column, wrong)) if found.kind in SUMS]
    gemeente = rows_of(rapport)[row].gemeente
    assert {found[1:] for found in facts_of(sums)} == {(gemeente, column, wrong, right)}
    assert len(sums) == 2


@unhurried
@given(rapporten_with_hidden_counts())
def test_hidden_counts_are_never_an_error_by_themselves(rapport: Rapport) -> None:
    assert errors_of(rapport) == []


@unhurried
@given(rapporten(), st.sampled_from([mark for mark in MARKS if "<" not in mark]), st.data())
def test_what_one_mark_hides_is_never_told(rapport: Rapport, mark: str, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(rapport.rijen) - 1))
    hidden = hide(rapport, row, data.draw(st.sampled_from(FIGURES[:4])), mark)
    finding = only(hidden, "hidden-count")
    assert (finding.printed, finding.expected) == (mark, None)
    assert not any(letter.isdigit() for letter in finding.message)


figures = st.none() | st.integers(-1, 12) | st.integers(0, 10**9)
strange_rows = st.builds(
    lambda name, code, numbers, marks: replace(build_rij(name, code, Cijfers.of(*numbers)), hidden=marks),
    st.sampled_from(["Rotterdam", "Gouda", "Xyz", "", "{x}"]),
    st.sampled_from([None, "GM0599", "GM0513", "GM9999"]),
    st.tuples(*[figures] * 5),
    st.tuples(*[st.none() | st.sampled_from(MARKS) | st.text(max_size=4)] * 5),
)


@unhurried
@given(
    st.lists(strange_rows, max_size=7),
    st.none() | strange_rows,
    st.none() | st.integers(0, 10**9),
    st.none() | st.builds(Percentage, st.integers(0, 99_999), st.integers(0, 2)),
    st.none() | st.builds(Kwartaal, st.integers(1000, 9999), st.integers(1, 4)),
)
def test_no_figures_stop_the_checks(
    rijen: list[Rij], totaal: Rij | None, register: int | None, percentage: Percentage | None, kwartaal: Kwartaal | None
) -> None:
    rapport = replace(RIJNMOND, rijen=tuple(rijen), totaal=totaal, doelgroepregister=register, kwartaal=kwartaal)
    rapport = replace(rapport, dekking_gedrukt=percentage)
    kinds = kinds_of(rapport)
    assert kinds == sorted(kinds, key=list(SEVERITIES).index)
    assert len(check_rapporten([rapport, rapport])) == 2


def test_every_check_is_asked_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
