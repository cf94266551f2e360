from dataclasses import replace
from fractions import Fraction

import pytest
from rijnmond import RIJNMOND, build_rapport, hide_first_count

from klantprofielen.checks import check_rapporten
from klantprofielen.model import Finding, Kwartaal, Rapport, Severity
from klantprofielen.tables import (
    OVERVIEW_COLUMNS,
    Checked,
    Hidden,
    Row,
    Sort,
    findings_table,
    overview_table,
    summarize_checks,
    summary_table,
    tidy_table,
)
from klantprofielen.tables.findings import count_sums

Q1, Q2 = Kwartaal(2023, 1), Kwartaal(2023, 2)
DRENTHE = build_rapport("Drenthe", 4, Q1, "drenthe.pdf", 10, 20, 30, 40, 200)
ZEELAND = build_rapport("Zeeland", 31, Q1, "zeeland.pdf", 1, 2, 3, 4, 20)


def checked(*rapporten: Rapport, findings: tuple[Finding, ...] = ()) -> list[Checked]:
    return [Checked(rapport, findings, rapport.rijen) for rapport in rapporten]


def one(rapport: Rapport) -> Checked:
    return Checked(rapport, (), rapport.rijen)


def finding(kind: str, severity: Severity, gemeente: str | None = None) -> Finding:
    return Finding(kind=kind, severity=severity, message="it does not fit", gemeente=gemeente, page=2)


def test_the_gemeenten_stand_in_the_order_of_the_source_and_the_total_last() -> None:
    table = summary_table(one(RIJNMOND))
    assert table.title == "Rijnmond · 1e kwartaal 2023"
    assert [row.cells[0] for row in table.rows][:3] == ["Albrandswaard", "Barendrecht", "Capelle aan den IJssel"]
    assert table.rows[-1].is_total


def test_a_row_holds_the_counts_the_total_and_two_shares() -> None:
    table = summary_table(one(RIJNMOND))
    assert table.rows[9].cells == (
        "Rotterdam",
        187,
        2882,
        3676,
        801,
        7546,
        Fraction(3863, 7546),
        Fraction(7546, 14208),
    )
    assert table.rows[-1].cells == ("TOTAAL", 334, 4893, 7300, 1681, 14208, Fraction(7634, 14208), Fraction(1))


def test_coverage_is_told_in_one_line() -> None:
    table = summary_table(one(RIJNMOND))
    assert [note.text for note in table.notes] == ["14.208 van 19.222 bekend in Sonar: 73,9%; 5.014 niet in Sonar"]


@pytest.mark.parametrize(
    ("register", "total", "line"),
    [
        (None, 14208, "14.208 bekend in Sonar; doelgroepregister niet bekend"),
        (19222, None, "aantal in Sonar niet bekend; 19.222 in het doelgroepregister"),
        (0, 14208, "14.208 bekend in Sonar; 0 in het doelgroepregister"),
    ],
)
def test_coverage_that_cannot_be_known_is_not_told(register: int | None, total: int | None, line: str) -> None:
    assert RIJNMOND.totaal
    totaal = replace(RIJNMOND.totaal, cijfers=replace(RIJNMOND.totaal.cijfers, totaal_sonar=total))
    table = summary_table(one(replace(RIJNMOND, doelgroepregister=register, totaal=totaal)))
    assert table.notes[0].text == line


def test_a_hidden_count_shows_its_mark_and_what_depends_on_it_is_empty() -> None:
    table = summary_table(one(hide_first_count(RIJNMOND, "<5")))
    assert table.rows[0].cells == ("Albrandswaard", Hidden("<5"), 68, 88, 20, 178, None, Fraction(178, 14208))


def test_without_a_printed_total_the_sums_are_called_sums() -> None:
    table = summary_table(one(replace(RIJNMOND, totaal=None)))
    assert table.rows[-1].cells[:6] == ("Som (niet gedrukt)", 334, 4893, 7300, 1681, 14208)


def test_a_report_without_quarter_or_region_still_has_a_title() -> None:
    assert summary_table(one(replace(RIJNMOND, kwartaal=None))).title == "Rijnmond · kwartaal onbekend"
    assert summary_table(one(replace(RIJNMOND, regio=""))).title == "Regio onbekend · 1e kwartaal 2023"


def test_totals_stay_those_of_the_region_when_few_gemeenten_are_asked_for() -> None:
    table = summary_table(Checked(RIJNMOND, (), RIJNMOND.rijen[9:10]))
    assert [row.cells[5] for row in table.rows] == [7546, 14208]
    assert table.notes[1].text == "1 van de 14 gemeenten; de totalen zijn die van de regio"


def test_findings_stand_under_the_table_and_the_same_one_is_told_once() -> None:
    findings = (
        finding("row-sum", Severity.ERROR, "Schiedam"),
        finding("hidden-count", Severity.WARNING, "Maassluis"),
        finding("hidden-count", Severity.WARNING, "Zuidplas"),
        finding("assumed-columns", Severity.NOTE),
    )
    notes = summary_table(Checked(RIJNMOND, findings, RIJNMOND.rijen), with_source=True).notes
    assert [(note.severity, note.text) for note in notes[1:]] == [
        (None, "Bron: rijnmond.pdf"),
        (Severity.ERROR, "Schiedam: it does not fit (page 2)"),
        (Severity.WARNING, "Maassluis, Zuidplas: it does not fit (page 2)"),
        (Severity.NOTE, "it does not fit (page 2)"),
    ]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort("totaal_sonar"), ["Albrandswaard", "Krimpen aan den IJssel", "Zuidplas"]),
        (Sort("totaal_sonar", descending=True), ["Rotterdam", "Nissewaard", "Schiedam"]),
        (Sort("gemeente", descending=True), ["Zuidplas", "Voorne aan Zee", "Vlaardingen"]),
        (Sort("aandeel_met_profiel", descending=True), ["Maassluis", "Capelle aan den IJssel", "Zuidplas"]),
        (Sort("dekking"), ["Albrandswaard", "Barendrecht", "Capelle aan den IJssel"]),
    ],
)
def test_rows_are_sorted_and_the_total_stays_last(sort: Sort, first: list[str]) -> None:
    table = summary_table(one(RIJNMOND), sort)
    assert [row.cells[0] for row in table.rows[:3]] == first
    assert table.rows[-1].cells[0] == "TOTAAL"


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_hidden_is_sorted_last_in_either_direction(descending: bool) -> None:  # noqa: FBT001
    table = summary_table(one(hide_first_count(RIJNMOND)), Sort("gemeente_met_profiel", descending))
    assert table.rows[-2].cells[0] == "Albrandswaard"


def test_the_overview_adds_up_the_regions_of_a_quarter() -> None:
    table = overview_table(checked(DRENTHE, ZEELAND))
    assert table.title == "Overzicht · 1e kwartaal 2023"
    assert [row.cells[:5] for row in table.rows] == [
        ("Drenthe", 100, 200, 100, Fraction(1, 2)),
        ("Zeeland", 10, 20, 10, Fraction(1, 2)),
        ("TOTAAL", 110, 220, 110, Fraction(1, 2)),
    ]
    assert table.rows[-1].cells[5:8] == (Fraction(44, 110), Fraction(11, 33), Fraction(33, 77))
    assert [note.text for note in table.notes] == ["2 van de 35 arbeidsmarktregio's in het 1e kwartaal 2023"]


def test_quarters_are_not_added_together() -> None:
    later = replace(DRENTHE, kwartaal=Q2)
    table = overview_table(checked(later, DRENTHE, ZEELAND))
    assert table.title == "Overzicht"
    assert [row.cells[:3] for row in table.rows] == [
        (Q1, "Drenthe", 100),
        (Q1, "Zeeland", 10),
        (Q1, "TOTAAL", 110),
        (Q2, "Drenthe", 100),
        (Q2, "TOTAAL", 100),
    ]
    assert [note.text for note in table.notes] == [
        "2 van de 35 arbeidsmarktregio's in het 1e kwartaal 2023",
        "1 van de 35 arbeidsmarktregio's in het 2e kwartaal 2023",
    ]


def test_the_same_region_twice_with_the_same_figures_counts_once() -> None:
    again = replace(DRENTHE, source=replace(DRENTHE.source, file="kopie.pdf"))
    table = overview_table(checked(DRENTHE, again, ZEELAND))
    assert [row.cells[1] for row in table.rows] == [100, 100, 10, 110]
    assert table.notes[0].text == "2 van de 35 arbeidsmarktregio's in het 1e kwartaal 2023"
    assert table.notes[1].text == "Drenthe · 1e kwartaal 2023 is er 2 keer (drenthe.pdf, kopie.pdf): één keer geteld"


def test_the_same_region_twice_with_different_figures_has_no_total() -> None:
    other = build_rapport("Drenthe", 4, Q1, "anders.pdf", 10, 20, 30, 41, 200)
    table = overview_table(checked(DRENTHE, other, ZEELAND))
    assert table.rows[-1].cells == ("TOTAAL", *(None,) * 9)
    assert table.notes[1].text.endswith("met verschillende cijfers, daarom is er geen totaal")


def test_a_report_without_quarter_is_in_no_total() -> None:
    undated = replace(ZEELAND, kwartaal=None)
    table = overview_table(checked(undated, DRENTHE))
    assert [row.cells[:3] for row in table.rows] == [(Q1, "Drenthe", 100), (Q1, "TOTAAL", 100), (None, "Zeeland", 10)]
    assert table.notes[-1].text == "Zonder kwartaal in het rapport: daarvan is er geen totaal"


def test_a_total_over_what_is_unknown_is_unknown() -> None:
    table = overview_table(checked(DRENTHE, replace(ZEELAND, doelgroepregister=None)))
    assert table.rows[-1].cells[:5] == ("TOTAAL", 110, None, None, None)


def test_a_hidden_total_shows_its_mark() -> None:
    assert ZEELAND.totaal
    hidden = replace(
        ZEELAND.totaal, cijfers=replace(ZEELAND.totaal.cijfers, totaal_sonar=None), hidden=(None, None, None, None, "-")
    )
    table = overview_table(checked(replace(ZEELAND, totaal=hidden), DRENTHE))
    assert table.rows[0].cells[:2] == ("Zeeland", Hidden("-"))
    assert table.rows[-1].cells[1] is None


def test_the_overview_counts_errors_and_warnings() -> None:
    findings = (finding("row-sum", Severity.ERROR), finding("no-total", Severity.WARNING))
    table = overview_table([*checked(DRENTHE, findings=findings), *checked(ZEELAND, findings=findings[1:])])
    assert [row.cells[-2:] for row in table.rows] == [(1, 1), (None, 1), (1, 2)]


def test_the_overview_can_be_sorted_within_each_quarter() -> None:
    table = overview_table(checked(DRENTHE, ZEELAND), Sort("totaal_sonar"))
    assert [row.cells[0] for row in table.rows] == ["Zeeland", "Drenthe", "TOTAAL"]


def test_quarters_sort_by_time() -> None:
    quarters = [Kwartaal(2023, 2), Kwartaal(2022, 4), None]
    rows = [Row((kwartaal, name)) for kwartaal, name in zip(quarters, "abc", strict=True)]
    assert [row.cells[1] for row in Sort("kwartaal").order(rows, OVERVIEW_COLUMNS[:2])] == ["b", "a", "c"]


def test_the_tidy_table_is_that_of_the_frame() -> None:
    table = tidy_table(checked(RIJNMOND))
    assert len(table.rows) == 15
    row = dict(zip((column.key for column in table.columns), table.rows[9].cells, strict=True))
    assert (row["gemeente"], row["totaal_sonar"], row["kwartaal"]) == ("Rotterdam", 7546, Q1)


def test_every_finding_is_a_row_with_its_file() -> None:
    table = findings_table(checked(RIJNMOND, findings=(finding("row-sum", Severity.ERROR, "Schiedam"),)))
    row = dict(zip((column.key for column in table.columns), table.rows[0].cells, strict=True))
    assert row["file"] == "rijnmond.pdf"
    assert (row["kind"], row["severity"], row["gemeente"], row["page"]) == ("row-sum", "error", "Schiedam", 2)


def test_a_clean_check_tells_what_was_proved() -> None:
    reports = [Checked(RIJNMOND, findings, RIJNMOND.rijen) for findings in check_rapporten([RIJNMOND])]
    assert summarize_checks(reports) == "1 report, 14 rows, 20 sums fit, the percentage fits"


def test_a_check_with_errors_does_not_reassure() -> None:
    findings = (
        finding("row-sum", Severity.ERROR),
        finding("coverage", Severity.ERROR),
        finding("no-total", Severity.WARNING),
    )
    assert summarize_checks(checked(RIJNMOND, findings=findings)) == "2 errors, 1 warning"


def test_a_check_with_warnings_tells_both() -> None:
    reports = checked(
        replace(RIJNMOND, totaal=None, doelgroepregister=None), findings=(finding("no-total", Severity.WARNING),)
    )
    assert summarize_checks(reports) == "1 report, 14 rows, 14 sums fit; 1 warning"


def test_only_sums_without_hidden_counts_are_counted_as_proof() -> None:
    assert count_sums(RIJNMOND) == 20
    assert count_sums(hide_first_count(RIJNMOND)) == 18
    assert count_sums(replace(RIJNMOND, totaal=None)) == 14
