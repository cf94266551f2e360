"""The sheet Rangorde, and the coverage of gemeenten in the other sheets; all but Rijnmond is made up."""

import json
from dataclasses import replace

import openpyxl
import pytest
from opening import check_all, later, open_book, rows_below
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from rijnmond import RIJNMOND, build_rapport, build_rij

from klantprofielen.checks import add_register
from klantprofielen.cli.forms import make_json, make_xlsx
from klantprofielen.cli.rankings import MANY, build_rankings
from klantprofielen.model import Kwartaal, Rapport, Register, RegisterRij
from klantprofielen.tables import Checked

DRENTHE = build_rapport("Drenthe", 4, Kwartaal(2023, 1), "drenthe.pdf", 10, 20, 30, 40, 200)
REGISTER = Register(
    file="map/register.csv",
    sha256="f00d",
    rijen=(RegisterRij(naam="Rotterdam", code=None, kwartaal=None, aantal=10234, regel=2),),
)


def book(*rapporten: Rapport) -> openpyxl.Workbook:
    return open_book(make_xlsx(check_all(rapporten), ())[""])


def sheet_of(opened: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = opened[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def hidden_columns(sheet: Worksheet) -> set[str]:
    """The headers of the columns that are folded away."""
    headers = ((get_column_letter(number), cell.value) for number, cell in enumerate(sheet[5], start=1))
    return {str(header) for letter, header in headers if sheet.column_dimensions[letter].hidden}


def with_register() -> list[Checked]:
    rapporten = add_register([RIJNMOND, DRENTHE], REGISTER)
    return [replace(report, register=REGISTER) for report in check_all(rapporten)]


def test_several_regions_are_ranked() -> None:
    opened = book(RIJNMOND, DRENTHE, later(DRENTHE, -1))
    assert opened.sheetnames == [
        "Overzicht",
        "Gemeenten",
        "Vergelijking",
        "Trend",
        "Rangorde",
        "Controle",
        "Toelichting",
    ]
    rows = rows_below(sheet_of(opened, "Rangorde"), "Rang")
    assert [(row["Rang"], row["Gemeente"], row["kwartiel"]) for row in rows][:2] == [
        (1, "Maassluis", 1),
        (2, "Capelle aan den IJssel", 1),
    ]
    assert rows[0]["waarde"] == 0.64881
    assert rows[0]["t.o.v. mediaan regio"] == pytest.approx(8.4608, abs=1e-4)  # percentage points
    assert (rows[-1]["Gemeente"], rows[-1]["Rang"], rows[-1]["Regio"]) == ("Ons Dorp", 15, "Drenthe")


def test_the_regions_are_ranked_by_their_coverage() -> None:
    (gemeenten, regios) = build_rankings(check_all([RIJNMOND, DRENTHE]))
    assert gemeenten.title == "Rangorde van gemeenten · aandeel met profiel · 1e kwartaal 2023"
    assert regios.title == "Rangorde van regio's · dekking · 1e kwartaal 2023"
    assert [row.cells[:2] for row in regios.rows] == [(1, "Rijnmond"), (2, "Drenthe")]


def test_a_few_gemeenten_of_one_region_are_not_ranked_and_many_are() -> None:
    assert "Rangorde" not in book(RIJNMOND).sheetnames
    many = replace(
        RIJNMOND, rijen=tuple(build_rij(f"G{at}", (1, 2, 30, 40, 73), at) for at in range(MANY)), totaal=None
    )
    (ranking,) = build_rankings(check_all([many]))
    assert {row.cells[0] for row in ranking.rows} == {1}


def test_a_selection_is_ranked_among_all() -> None:
    chosen = [Checked(report.rapport, (), report.rijen[9:10]) for report in check_all([RIJNMOND, DRENTHE])]
    assert [row.cells[:2] for row in build_rankings(chosen)[0].rows] == [(12, "Rotterdam")]


def test_a_register_shows_the_coverage_of_the_gemeenten() -> None:
    opened = open_book(make_xlsx(with_register(), ())[""])
    sheet = sheet_of(opened, "Gemeenten")
    assert not hidden_columns(sheet) & {"Dekking", "Doelgroepregister", "Niet in Sonar"}
    assert {"Dekking", "Doelgroepregister", "Niet in Sonar"} <= hidden_columns(sheet_of(book(RIJNMOND), "Gemeenten"))
    overview = rows_below(sheet_of(opened, "Overzicht"), "Gemeente")
    assert (overview[0]["Gemeente"], overview[0]["Dekking"]) == ("Rotterdam", 0.737346)
    sources = rows_below(sheet_of(opened, "Controle"), "Soort")
    assert ("register", "f00d") in {(row["Soort"], row["Controlegetal (sha256)"]) for row in sources}


def test_the_findings_of_a_register_are_exported() -> None:
    document = json.loads(make_json(with_register(), ())[""])
    kinds = {finding["kind"] for report in document["reports"] for finding in report["findings"]}
    assert "missing-register-count" in kinds


def test_the_same_rankings_give_the_same_bytes() -> None:
    reports = check_all([RIJNMOND, DRENTHE])
    assert make_xlsx(reports, ())[""] == make_xlsx(reports, ())[""]
