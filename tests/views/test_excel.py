import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from history import make_rapport
from opening import later, make_book, open_book, rows_below
from openpyxl.worksheet.worksheet import Worksheet
from rijnmond import FIGURES, RIJNMOND, RIJNMOND_EERDER, build_rapport, build_rij, hide_first_count

from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.model import NUL, Cijfers, Kwartaal, Rapport
from klantprofielen.views.excel.texts import MOST, safe_text

DRENTHE = build_rapport("Drenthe", 4, Kwartaal(2023, 1), "drenthe.pdf", 10, 20, 30, 40, 200)
BOOK = make_book(RIJNMOND)
SERIES = make_book(RIJNMOND, DRENTHE, later(RIJNMOND, 1), later(DRENTHE, 2))
DATA_SHEETS = ["Overzicht", "Gemeenten", "Controle", "Toelichting"]


def with_name(name: str) -> Rapport:
    """Rijnmond with a hostile name for its first row and its region."""
    first = replace(RIJNMOND.rijen[0], gemeente=name, printed_name=name, gemeentecode=None)
    return replace(RIJNMOND, rijen=(first, *RIJNMOND.rijen[1:]), regio=name)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def charts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/")]


def sheet_of(data: bytes, title: str, *, values: bool = False) -> Worksheet:
    sheet = open_book(data, values=values)[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_sheets_stand_in_the_order_of_reading() -> None:
    assert open_book(BOOK).sheetnames == DATA_SHEETS
    assert open_book(SERIES).sheetnames == [
        "Overzicht",
        "Gemeenten",
        "Vergelijking",
        "Trend",
        "Controle",
        "Toelichting",
    ]


def test_the_overview_tells_the_key_figures_of_rijnmond() -> None:
    rows = {row[0]: row[1:3] for row in sheet_of(BOOK, "Overzicht").iter_rows(values_only=True)}
    assert rows["Totaal in Sonar"][0] == 14208
    assert rows["Doelgroepregister"][0] == 19222
    assert rows["Dekking"] == (0.739153, "gedrukt: 74%")
    assert rows["Niet in Sonar"][0] == 5014
    assert rows["Aandeel met profiel"][0] == 0.537303
    assert rows["… bij de gemeenten"][0] == 0.063899
    assert rows["… bij UWV"][0] == 0.812827
    assert rows["Controle"][0] == "alles klopt"


def test_the_gemeenten_of_the_overview_stand_from_large_to_small() -> None:
    rows = rows_below(sheet_of(BOOK, "Overzicht"), "Gemeente")
    assert [row["Gemeente"] for row in rows][:3] == ["Rotterdam", "Nissewaard", "Schiedam"]
    assert (rows[0]["Met profiel"], rows[0]["Zonder profiel"], rows[0]["Totaal in Sonar"]) == (3863, 3683, 7546)


def test_the_chart_draws_the_sorted_gemeenten_of_the_overview() -> None:
    (chart,) = charts(BOOK)
    sheet = sheet_of(BOOK, "Overzicht")
    ranges = re.findall(r"<(?:c:)?f>'Overzicht'!([^<]*)<", chart)
    names, values = ranges[1].replace("$", ""), ranges[2].replace("$", "")
    assert [row[0].value for row in sheet[names]][0] == "Rotterdam"  # noqa: RUF015
    assert [row[0].value for row in sheet[values]][:2] == [3863, 654]
    assert len(sheet[names]) == 14
    assert 'barDir val="bar"' in chart
    assert 'grouping val="stacked"' in chart


def test_several_regions_have_a_chart_of_their_coverage() -> None:
    data = make_book(RIJNMOND, DRENTHE)
    assert len(charts(data)) == 3
    rows = {row[0]: row[1] for row in sheet_of(data, "Overzicht").iter_rows(values_only=True)}
    assert rows["Rijnmond"] == 0.739153
    assert rows["Drenthe"] == 0.5


def test_a_chart_of_many_regions_is_not_cut_by_the_end_of_a_page() -> None:
    few, many = (
        make_book(*(replace(DRENTHE, regio=f"Regio {number}", regionummer=None) for number in range(count)))
        for count in (5, 35)
    )
    blocks = {data: len(sheet_of(data, "Overzicht").row_breaks.brk) for data in (few, many)}
    assert (blocks[few], blocks[many]) == (5, 36)


def test_every_chart_has_a_description() -> None:
    drawing = part(SERIES, "xl/drawings/drawing1.xml")
    assert drawing.count("descr=") == drawing.count("<xdr:cNvPr") or drawing.count("descr=") == drawing.count("name=")
    assert "Gestapeld staafdiagram van 14 gemeenten: met en zonder klantprofiel (Rijnmond" in drawing


def test_a_gemeente_with_a_hidden_count_has_a_whole_bar_of_its_own_kind() -> None:
    rows = rows_below(sheet_of(make_book(hide_first_count(RIJNMOND)), "Overzicht"), "Gemeente")
    hidden = next(row for row in rows if row["Gemeente"] == "Albrandswaard")
    assert (hidden["Met profiel"], hidden["Zonder profiel"], hidden["Verdeling verborgen"]) == (None, None, 178)


@pytest.mark.parametrize("gemeente", FIGURES)
def test_the_figures_of_each_gemeente_are_numbers_in_the_table(gemeente: str) -> None:
    row = next(row for row in rows_below(sheet_of(BOOK, "Gemeenten"), "Kwartaal") if row["Gemeente"] == gemeente)
    keys = ("Gemeente met profiel", "Gemeente zonder profiel", "UWV met profiel", "UWV zonder profiel", "Totaal Sonar")
    assert tuple(row[key] for key in keys) == FIGURES[gemeente]
    assert row["Kwartaal"] == "2023-Q1"


def test_the_table_is_an_excel_table_with_every_column_of_the_tidy_table() -> None:
    sheet = sheet_of(BOOK, "Gemeenten")
    table = sheet.tables["Gemeenten"]
    assert [column.name for column in table.tableColumns] == [column.title for column in TIDY_COLUMNS]
    header = sheet[table.ref][0]
    assert [cell.value for cell in header] == [column.title for column in TIDY_COLUMNS]
    assert table.totalsRowCount == 1
    assert table.autoFilter is not None
    assert table.tableStyleInfo is not None
    assert table.tableStyleInfo.showRowStripes
    assert len(sheet[table.ref]) == 16
    assert list(sheet.tables) == ["Gemeenten", "Regios"]


def test_the_totals_row_counts_what_the_filter_shows_and_holds_its_value() -> None:
    formulas, values = (rows_below(sheet_of(BOOK, "Gemeenten", values=v), "Kwartaal")[-1] for v in (False, True))
    assert formulas["Totaal Sonar"] == "=SUBTOTAL(109,Gemeenten[Totaal Sonar])"
    assert values["Totaal Sonar"] == 14208
    assert values["Gemeente met profiel"] == 334
    assert values["Aandeel met profiel"] == 0.537303
    assert formulas["Regionummer"] is None


def test_a_share_over_hidden_counts_has_no_total() -> None:
    row = rows_below(sheet_of(make_book(hide_first_count(RIJNMOND)), "Gemeenten"), "Kwartaal")[-1]
    assert row["Aandeel met profiel"] is None
    assert row["Aandeel gemeente"] is None
    assert row["Aandeel UWV"].startswith("=IFERROR(SUBTOTAL(109,Gemeenten[UWV met profiel])/")


def test_numbers_have_their_formats_and_shares_their_bars() -> None:
    sheet = sheet_of(BOOK, "Gemeenten")
    keys = [column.key for column in TIDY_COLUMNS]
    assert sheet.cell(6, keys.index("totaal_sonar") + 1).number_format == "#,##0"
    assert sheet.cell(6, keys.index("aandeel_uwv") + 1).number_format == "0.0%"
    assert len(sheet.conditional_formatting) == 10
    assert sheet.freeze_panes == "G6"


def test_pandas_reads_the_table_back() -> None:
    frame = pd.read_excel(io.BytesIO(BOOK), sheet_name="Gemeenten", header=4)
    gemeenten = frame[frame["Niveau"] == "gemeente"]
    assert gemeenten["Gemeente"].tolist() == list(FIGURES)
    assert gemeenten["Totaal Sonar"].astype(int).sum() == 14208


def test_the_trend_has_a_column_per_quarter_and_a_gap_where_there_is_no_report() -> None:
    sheet = sheet_of(SERIES, "Trend")
    rows = rows_below(sheet, "Aandeel")
    assert rows[0] == {
        "Aandeel": "Dekking",
        "1e kwartaal 2023": 0.739153,
        "2e kwartaal 2023": 0.739153,
        "3e kwartaal 2023": None,
    }
    assert len([chart for chart in charts(SERIES) if "lineChart" in chart]) == 5  # of both regions together one


def test_the_trend_of_all_regions_says_how_many_are_in_each_quarter() -> None:
    """Rijnmond has 14.208 in Sonar in every quarter, Drenthe 100 (of 200) in the first two."""
    drenthe = [build_rapport("Drenthe", 4, Kwartaal(2023, 1), "d.pdf", 10, 20, 30, 40, 200)]
    sheet = sheet_of(
        make_book(RIJNMOND, later(RIJNMOND, 1), *drenthe, later(drenthe[0], 1), later(RIJNMOND, 2)), "Trend"
    )
    lines = list(sheet.iter_rows(values_only=True))
    start = next(number for number, line in enumerate(lines) if line[0] == "Aantal regio's (van 35)")
    assert [line[:4] for line in lines[start : start + 3]] == [
        ("Aantal regio's (van 35)", 2, 2, 1),
        ("Totaal in Sonar", 14308, 14308, 14208),
        ("Doelgroepregister", 19422, 19422, 19222),
    ]
    texts = {cell for line in lines for cell in line}
    assert any(str(text).startswith("In elk kwartaal de regio's die er dan zijn") for text in texts)


def test_a_quarter_with_reports_that_differ_is_left_out_of_the_trend() -> None:
    other = replace(RIJNMOND, doelgroepregister=20000)
    rows = rows_below(sheet_of(make_book(RIJNMOND, other, later(RIJNMOND, 1)), "Trend"), "Aandeel")
    assert rows[0]["1e kwartaal 2023"] is None
    assert rows[0]["2e kwartaal 2023"] == 0.739153


def test_a_merged_gemeente_is_one_line_of_the_trend() -> None:
    sheet = sheet_of(make_book(RIJNMOND_EERDER, later(RIJNMOND, 1)), "Trend")
    rows = {row["Gemeente"]: row for row in rows_below(sheet, "Gemeente")}
    assert "Brielle" not in rows
    assert rows["Voorne aan Zee"] == {
        "Gemeente": "Voorne aan Zee",
        "4e kwartaal 2022": 0.560811,
        "1e kwartaal 2023": None,
        "2e kwartaal 2023": 0.56406,
    }
    texts = [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    assert "Voorne aan Zee: Brielle + Hellevoetsluis + Westvoorne opgeteld (4e kwartaal 2022)" in texts


def test_the_two_newest_quarters_are_compared_on_a_sheet() -> None:
    sheet = sheet_of(make_book(RIJNMOND_EERDER, RIJNMOND, later(RIJNMOND_EERDER, -4)), "Vergelijking")
    rows = {row[0].value: row for row in sheet.iter_rows()}
    assert "Rijnmond · 4e kwartaal 2022 → 1e kwartaal 2023" in rows
    voorne = rows["Voorne aan Zee"]
    assert [cell.value for cell in voorne[1:5]] == [592, 601, 9, 0.015203]
    assert [cell.value for cell in voorne[5:9]] == [332, 339, 7, 0.021084]
    assert [cell.value for cell in voorne[9:12]] == [0.560811, 0.56406, 0.324909]  # percentage points
    assert voorne[3].number_format == '"▲ +"#,##0;"▼ -"#,##0;"= "0'
    assert voorne[11].number_format == '"▲ +"0.0" pp";"▼ -"0.0" pp";"= "0.0" pp"'
    assert rows["Barendrecht"][11].value == 0
    assert [cell.value for cell in rows["TOTAAL"][1:4]] == [14202, 14208, 6]


def test_what_cannot_be_compared_has_a_mark_on_the_sheet() -> None:
    rapporten = [make_rapport(27, kwartaal) for kwartaal in (Kwartaal(2020, 4), Kwartaal(2021, 1))]
    rows = {row[0]: row for row in sheet_of(make_book(*rapporten), "Vergelijking").iter_rows(values_only=True)}
    assert rows["Boxtel"][3] == "≠"
    assert rows["Haaren"][2] is None


def test_the_control_sheet_recomputes_every_printed_sum_with_a_live_difference() -> None:
    wrong = replace(RIJNMOND.rijen[10], cijfers=replace(RIJNMOND.rijen[10].cijfers, totaal_sonar=802))
    data = make_book(replace(RIJNMOND, rijen=(*RIJNMOND.rijen[:10], wrong, *RIJNMOND.rijen[11:])))
    formulas, values = (
        {row["Som"]: row for row in rows_below(sheet_of(data, "Controle", values=v), "Som", 3)} for v in (False, True)
    )
    assert len(values) == 20
    assert re.fullmatch(r"=D\d+-E\d+", formulas["Rij Schiedam"]["Verschil"])
    assert [values["Rij Schiedam"][key] for key in ("Gedrukt", "Herberekend", "Verschil", "Oordeel")] == [
        802,
        801,
        1,
        "klopt niet",
    ]
    assert values["Rij Rotterdam"]["Oordeel"] == "klopt"
    assert values["Kolom totaal in Sonar"]["Verschil"] == -1


def test_a_hidden_sum_shows_its_mark_and_is_not_judged() -> None:
    rows = {
        row["Som"]: row for row in rows_below(sheet_of(make_book(hide_first_count(RIJNMOND)), "Controle"), "Som", 3)
    }
    assert rows["Rij Albrandswaard"]["Herberekend"] is None
    assert rows["Rij Albrandswaard"]["Oordeel"] == "niet te controleren"


def test_the_control_sheet_has_window_findings_and_sources() -> None:
    data = make_book(replace(RIJNMOND, assumed_columns=True))
    sheet = sheet_of(data, "Controle")
    window = rows_below(sheet, "Gedrukt percentage", 3)[0]
    assert [window[key] for key in ("Gedrukt percentage", "Past vanaf", "Past t/m", "Herberekend", "Oordeel")] == [
        "74%",
        0.735,
        0.745,
        0.739153,
        "klopt",
    ]
    assert rows_below(sheet, "Ernst", 4)[0]["Soort"] == "assumed-columns"
    assert rows_below(sheet, "Soort")[0]["Controlegetal (sha256)"] == "0" * 64
    texts = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert "20 gedrukte sommen nagerekend: 20 kloppen." in texts
    assert "Paraaf" in texts


def test_the_legend_tells_of_every_column() -> None:
    rows = rows_below(sheet_of(BOOK, "Toelichting"), "Kolom")
    assert [row["Naam in csv en json"] for row in rows] == [column.key for column in TIDY_COLUMNS]


@pytest.mark.parametrize("title", [*DATA_SHEETS, "Vergelijking", "Trend"])
def test_every_sheet_prints_on_a4_one_page_wide(title: str) -> None:
    sheet = sheet_of(SERIES, title)
    setup: Any = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Pagina &P van &N"
    assert not sheet.merged_cells.ranges


def test_the_properties_name_the_work_and_no_person() -> None:
    properties = open_book(BOOK).properties
    assert properties.title == "Klantprofielen in Sonar · Rijnmond · 1e kwartaal 2023"
    assert properties.language == "nl-NL"
    assert properties.creator == "klantprofielen"
    assert properties.lastModifiedBy is None
    assert properties.created == properties.modified == datetime(2023, 1, 1)  # noqa: DTZ001 - as openpyxl gives it
    assert "<Application>klantprofielen</Application>" in part(BOOK, "docProps/app.xml")
    assert "externalLink" not in " ".join(zipfile.ZipFile(io.BytesIO(BOOK)).namelist())


def test_the_date_inside_can_be_asked_for_and_is_that_of_no_clock() -> None:
    properties = open_book(make_book(RIJNMOND, epoch=1_700_000_000)).properties
    assert properties.created == properties.modified == datetime(2023, 11, 14, 22, 13, 20)  # noqa: DTZ001
    undated = open_book(make_book(replace(RIJNMOND, kwartaal=None))).properties
    assert undated.created == datetime(2000, 1, 1)  # noqa: DTZ001


def test_the_same_report_gives_the_same_bytes() -> None:
    assert make_book(RIJNMOND) == BOOK
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_bytes_do_not_depend_on_time_zone_locale_or_hash_order(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from opening import make_book\nfrom rijnmond import RIJNMOND\n"
        "sys.stdout.buffer.write(make_book(RIJNMOND))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parents[1])],
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
        ).stdout
        for zone, locale, seed in (("UTC", "C", "0"), ("Pacific/Kiritimati", "nl_NL.UTF-8", "1"), ("EST5", "C", "7"))
    }
    assert len(made) == 1


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "#N/A", "'s-Graveland"])
def test_no_text_of_a_document_is_a_formula(name: str) -> None:
    data = make_book(with_name(name))
    for sheet in open_book(data):
        assert isinstance(sheet, Worksheet)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and name in cell.value and "SUBTOTAL" not in cell.value:
                assert cell.data_type == "s"
                assert cell.quotePrefix or cell.value != name or name[0] in "#'"
    row = rows_below(sheet_of(data, "Gemeenten"), "Kwartaal")[0]
    assert row["Gemeente"] == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\tx", "␉x"),
        ("\rx", "␍x"),
        ("a\x00b\x1bc", "a␀b␛c"),
        ("a\u202eb", "a\ufffdb"),
        ("\x7f", "\ufffd"),
        ("_x0041_", "_x005F_x0041_"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("x" * (MOST + 1), "x" * (MOST - 1) + "…"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_a_control_character_does_not_break_the_workbook() -> None:
    data = make_book(with_name("\ta\x00b"))
    assert rows_below(sheet_of(data, "Gemeenten"), "Kwartaal")[0]["Gemeente"] == "␉a␀b"


@pytest.mark.parametrize("rows", [1, 5, 30])
def test_a_chart_is_as_high_as_its_gemeenten_need(rows: int) -> None:
    rijen = tuple(build_rij(f"Dorp {number}", (1, 2, 3, 4, 10), number) for number in range(rows))  # made up
    total = sum((rij.cijfers for rij in rijen), NUL)
    assert RIJNMOND.totaal is not None
    rapport = replace(RIJNMOND, rijen=rijen, totaal=replace(RIJNMOND.totaal, cijfers=total))
    drawing = part(make_book(rapport), "xl/drawings/drawing1.xml")
    height = int(re.findall(r'cy="(\d+)"', drawing)[0]) / 360_000
    assert height == pytest.approx((rows + 12) * 0.529, abs=0.1)


def test_a_report_without_total_quarter_and_register_is_shown_as_it_is() -> None:
    bare = replace(RIJNMOND, totaal=None, kwartaal=None, doelgroepregister=None, dekking_gedrukt=None, regionummer=None)
    data = make_book(bare, replace(bare, regio="Elders"))
    rows = rows_below(sheet_of(data, "Controle"), "Gedrukt percentage", 3)
    assert rows[0]["Oordeel"] == "niet gedrukt"
    facts = {row[0]: row[1:3] for row in sheet_of(data, "Overzicht").iter_rows(values_only=True)}
    assert facts["Totaal in Sonar"] == (14208, "som van de rijen: geen totaal gedrukt")


def test_a_hidden_total_shows_its_mark() -> None:
    assert RIJNMOND.totaal is not None
    hidden = replace(RIJNMOND.totaal, cijfers=Cijfers.of(334, 4893, 7300, 1681, None), hidden=(None,) * 4 + ("x",))
    facts = {
        row[0]: row[1]
        for row in sheet_of(make_book(replace(RIJNMOND, totaal=hidden)), "Overzicht").iter_rows(values_only=True)
    }
    assert facts["Totaal in Sonar"] == "x"
    assert str(facts["Controle"]).endswith("zie Controle")


def test_a_long_history_has_charts_for_the_newest_quarters_only() -> None:
    data = make_book(*(later(DRENTHE, quarter) for quarter in range(41)))
    assert len([chart for chart in charts(data) if "barChart" in chart]) == 1


def test_many_reports_are_all_there() -> None:
    data = make_book(*(later(RIJNMOND, quarter) for quarter in range(60)))
    assert len(rows_below(sheet_of(data, "Gemeenten"), "Kwartaal")) == 60 * 14 + 1
