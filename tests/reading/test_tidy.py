"""What an export holds is read back with the same figures and the same findings."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opening import check_all, make_book
from rijnmond import RIJNMOND, build_rapport, hide_first_count
from strategies import rapporten, rapporten_with_hidden_counts

from klantprofielen.analysis.doel import Doel
from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.checks import check_rapporten
from klantprofielen.errors import DamagedError
from klantprofielen.model import Kwartaal, Percentage, Place, Rapport, Rij
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.tidy import KEYS, read_tidy
from klantprofielen.tables import Checked, tidy_table
from klantprofielen.views.data import format_csv, format_csv_excel, format_summary_json
from klantprofielen.views.packing import pack_zip

FORMS: dict[str, Callable[[Sequence[Checked]], bytes]] = {
    "csv": lambda reports: format_csv(tidy_table(reports)).encode(),
    "csv-excel": lambda reports: format_csv_excel(tidy_table(reports)).encode(),
    "json": lambda reports: format_summary_json(reports, ()).encode(),
    "xlsx": lambda reports: make_book(*(report.rapport for report in reports)),
}
TEXT_FORMS = ("csv", "csv-excel", "json")


def read_back(data: bytes) -> list[Rapport]:
    return read_content(data, file="export", sha256="1" * 64, limits=Limits())


def essence(rapport: Rapport) -> Rapport:
    """All but the file and the place on the page."""
    return replace(
        rapport,
        source=RIJNMOND.source,
        rijen=tuple(map(_placeless, rapport.rijen)),
        totaal=_placeless(rapport.totaal) if rapport.totaal else None,
    )


def _placeless(rij: Rij) -> Rij:
    return replace(rij, place=Place(rij.place.page, (0.0, 0.0, 0.0, 0.0)))


def assert_comes_back(form: str, *originals: Rapport) -> None:
    back = read_back(FORMS[form](check_all(originals)))
    assert list(map(essence, back)) == list(map(essence, originals))
    same_files = [replace(rapport, source=original.source) for rapport, original in zip(back, originals, strict=True)]
    assert check_rapporten(same_files) == check_rapporten(originals)


@pytest.mark.parametrize("form", FORMS)
def test_rijnmond_comes_back(form: str) -> None:
    assert_comes_back(form, RIJNMOND)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "rapport",
    [
        hide_first_count(RIJNMOND),
        hide_first_count(RIJNMOND, "-"),
        hide_first_count(RIJNMOND, ""),
        hide_first_count(RIJNMOND, "a;b%3B=c"),
        replace(RIJNMOND, totaal=None),
        replace(RIJNMOND, dekking_gedrukt=Percentage(7392, 2)),
        replace(RIJNMOND, dekking_gedrukt=Percentage(750, 1)),
        replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None, assumed_columns=True),
        replace(RIJNMOND, kwartaal=None),
        replace(RIJNMOND, rijen=(replace(RIJNMOND.rijen[0], doelgroepregister=240), *RIJNMOND.rijen[1:])),
        replace(RIJNMOND, rijen=tuple(replace(rij, doelgroepregister=20_000) for rij in RIJNMOND.rijen)),
        replace(RIJNMOND, regionummer=None, regiocode=None, printed_regionummer=10, printed_regio="Rijnmnd"),
        replace(
            RIJNMOND,
            rijen=(replace(RIJNMOND.rijen[0], printed_name="Albrandswaart"), *RIJNMOND.rijen[1:], RIJNMOND.rijen[3]),
        ),
    ],
)
def test_what_is_odd_about_a_report_comes_back(form: str, rapport: Rapport) -> None:
    assert_comes_back(form, rapport)


@pytest.mark.parametrize("form", FORMS)
def test_several_reports_come_back_also_when_they_are_of_one_region_and_quarter(form: str) -> None:
    drenthe = build_rapport("Drenthe", 4, Kwartaal(2023, 1), "drenthe.pdf", 10, 20, 30, 40, 200)
    assert_comes_back(form, RIJNMOND, drenthe, replace(RIJNMOND, doelgroepregister=20000))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["=1+1", "'=1", "-", "@x", "'s-Graveland", 'a,"b";c', "_x0041_", "Súdwest-Fryslân"])
def test_hostile_names_come_back_as_they_are(form: str, name: str) -> None:
    rij = replace(RIJNMOND.rijen[0], gemeente=name, printed_name=name, gemeentecode=None)
    assert_comes_back(form, replace(RIJNMOND, rijen=(rij, *RIJNMOND.rijen[1:]), printed_regio=name))


@pytest.mark.parametrize("form", TEXT_FORMS)
@given(rapport=rapporten() | rapporten_with_hidden_counts())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_report_comes_back(form: str, rapport: Rapport) -> None:
    assert_comes_back(form, rapport)


@given(rapport=rapporten_with_hidden_counts())
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_report_comes_back_from_a_workbook(rapport: Rapport) -> None:
    assert_comes_back("xlsx", rapport)


@pytest.mark.parametrize("form", FORMS)
def test_a_wrong_figure_stays_wrong(form: str) -> None:
    wrong = replace(RIJNMOND.rijen[10], cijfers=replace(RIJNMOND.rijen[10].cijfers, totaal_sonar=802))
    assert_comes_back(form, replace(RIJNMOND, rijen=(*RIJNMOND.rijen[:10], wrong, *RIJNMOND.rijen[11:])))


def test_the_columns_by_which_a_table_is_known_are_columns_of_the_tidy_table() -> None:
    assert {column.key for column in TIDY_COLUMNS} >= KEYS


def test_json_of_before_the_register_files_has_no_count_of_a_gemeente() -> None:
    document = json.loads(FORMS["json"](check_all([RIJNMOND])))
    for rij in document["reports"][0]["gemeenten"]:
        del rij["doelgroepregister"], rij["niet_in_sonar"]
    (back,) = read_back(json.dumps(document).encode())
    assert {rij.doelgroepregister for rij in back.rijen} == {None}
    assert back.doelgroepregister == 19222


def test_a_target_beside_the_figures_does_not_keep_them_from_coming_back() -> None:
    target = Doel(Fraction(4, 5))
    reports = check_all([RIJNMOND])
    for data in (format_csv(tidy_table(reports, target)), format_summary_json(reports, (), target)):
        assert list(map(essence, read_back(data.encode()))) == [essence(RIJNMOND)]


def test_the_file_that_is_read_is_the_source() -> None:
    (back,) = read_back(FORMS["csv"](check_all([RIJNMOND])))
    assert (back.source.file, back.source.sha256, back.source.kind) == ("export", "1" * 64, "csv")


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_selection_is_no_report(form: str) -> None:
    data = FORMS[form]([Checked(RIJNMOND, (), RIJNMOND.rijen[:3])])
    with pytest.raises(DamagedError, match="it holds 3 of the 14 rows of Rijnmond"):
        read_back(data)


def test_a_table_that_is_cut_off_is_no_report() -> None:
    data = FORMS["csv"](check_all([RIJNMOND]))
    for rows in range(1, 15):
        with pytest.raises(DamagedError):
            read_back(b"\r\n".join(data.split(b"\r\n")[:rows]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b",7546,", b",zeven,"),
        (b",7546,", b",-7546,"),
        (b"2023-Q1,regio", b"2023-Q5,regio"),
        (b",0.74,", b",0.7x4,"),
    ],
)
def test_a_figure_that_is_no_figure_is_named(old: bytes, new: bytes) -> None:
    data = FORMS["csv"](check_all([RIJNMOND]))
    assert old in data
    with pytest.raises(DamagedError, match="expected"):
        read_back(data.replace(old, new))


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "klantprofielen/summary/1", "reports": [{}]}',
        b'{"schema": "klantprofielen/summary/1", "reports": [1]}',
        b'{"schema": "klantprofielen/summary/1", "reports": []}',
        b'{"schema": "klantprofielen/summary/1", "repo',
        b'{"schema": "klantprofielen/summary/1", "reports": [{"totaal": {"printed": 1,"source": 0}, "gemeenten": []}]}',
        b'{"schema": "klantprofielen/summary/1", "reports": ' + b"[" * 100_000,
    ],
)
def test_json_that_is_not_whole_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedError):
        read_back(data)


def workbook_of(sheet: str, *rows: tuple[str | int, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        workbook_of("Blad1", ("kwartaal", "niveau")),
        workbook_of("Gemeenten"),
        workbook_of("Gemeenten", *[("Delft", 1, 2, 3, 4, 10)] * 20),
    ],
)
def test_a_workbook_that_is_not_ours_is_left_to_others(data: bytes) -> None:
    assert read_tidy(data, file="x", sha256="", limits=Limits()) is None


def test_a_workbook_of_ours_that_is_broken_is_damaged() -> None:
    with zipfile.ZipFile(io.BytesIO(make_book(RIJNMOND))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:3000]
    with pytest.raises(DamagedError):
        read_tidy(pack_zip(parts), file="x", sha256="", limits=Limits())


def test_a_workbook_of_ours_is_read_also_after_rows_were_sorted() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_book(RIJNMOND)))
    sheet = book["Gemeenten"]
    first, second = ([cell.value for cell in sheet[row]] for row in (6, 7))
    for row, values in ((6, second), (7, first)):
        for cell, value in zip(sheet[row], values, strict=True):
            cell.value = value
    file = io.BytesIO()
    book.save(file)
    (back,) = read_back(file.getvalue())
    assert [rij.gemeente for rij in back.rijen][:2] == ["Barendrecht", "Albrandswaard"]
    assert {rij.cijfers for rij in back.rijen} == {rij.cijfers for rij in RIJNMOND.rijen}


@given(data=st.binary(max_size=200))
def test_any_bytes_behind_our_header_are_read_or_refused(data: bytes) -> None:
    header = FORMS["csv"](check_all([RIJNMOND])).split(b"\r\n")[0]
    with suppress(DamagedError):
        read_tidy(header + b"\r\n" + data, file="x", sha256="", limits=Limits())


@pytest.mark.parametrize("data", [b"", b"kwartaal,niveau\r\n2023-Q1,regio\r\n", b"naam;1;2;3;4;5", b"{}", b"%PDF-1.7"])
def test_what_is_not_ours_is_left_to_others(data: bytes) -> None:
    assert read_tidy(data, file="x", sha256="", limits=Limits()) is None
