"""Names that mean harm, as if nothing had cleaned them before: no view lets them do any."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rijnmond import RIJNMOND

from klantprofielen.checks import check_rapporten
from klantprofielen.cli.forms import FORMS
from klantprofielen.errors import DamagedError
from klantprofielen.notation import clean_text, unguard_text
from klantprofielen.tables import Checked, Failure, findings_table, summary_table
from klantprofielen.views.console import format_terminal
from klantprofielen.views.data import format_csv, format_csv_excel, format_summary_json, format_table_json
from klantprofielen.views.plain import format_findings, format_plain

HOSTILE = (
    "\x1b[31mrood\x1b[0m",
    "\x1b]0;titel\x07",
    "\x9b31m\x9d0;x\x9c",
    "Rotterdam\rXX",
    "a\nb\x0bc\u2028d\u0085e",
    "\u202egnp.exe\u2066",
    "Rot\u200bter\ufeffdam",
    "\U000e0041x\ufe0f\U000e0100",
    "[red]rood[/] [/] [link=http://x]y[/link]",
    "=1+1",
    " =cmd|'/c calc'!A0",
    "\t@SUM(A1)",
    "\r+1",
    "\uff1d1\uff0b1",
    "x;=1+1",
    "x\t-1+1",
    "'=1",
    "<script>alert(1)</script>",
    "'); DROP TABLE rapporten;--",
    "../../x",
    "{} {0.__class__} {file} %s %(a)s",
    "a\ud800b",
    "a" + "\u0301\u0323" * 5_000,
    "\u05d0\u05d1 \u0627\u0644",
    "a|b`c`\\|",
    "_x0041__x000D_",
    "&A&[Path]",
    "A" * 100_000,
    "",
)
names = st.sampled_from(HOSTILE) | st.text(
    "=+-@'\";,|\t\r\n {}[]<>&%$\\`_x0\x1b\x9b\u200b\u202e\ud800\u0301é", max_size=40
)
LIVE = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
OURS = re.compile(r"=(?:SUBTOTAL\(|IFERROR\(SUBTOTAL\(|[A-Z]+[0-9]+-[A-Z]+[0-9]+$)")
FIGURE = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def named(name: str) -> Checked:
    """Rijnmond, with this name in every place where a document has one; a figure is wrong and one is hidden."""
    first, second, *others = RIJNMOND.rijen
    strange = replace(first, gemeente=name, printed_name=name, gemeentecode=None)
    hidden = replace(
        second, gemeentecode=name, cijfers=replace(second.cijfers, totaal_sonar=None), hidden=(*second.hidden[:4], name)
    )
    rapport = replace(
        RIJNMOND,
        regio=name,
        printed_regio=name,
        regiocode=name,
        rijen=(strange, hidden, *others),
        source=replace(RIJNMOND.source, file=name),
    )
    (findings,) = check_rapporten([rapport])
    return Checked(rapport, findings, rapport.rijen)


def unshown(text: str, allowed: str = "\n") -> set[str]:
    """The characters in a text that are no text."""
    return {
        char for char in text if char not in allowed and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


@settings(max_examples=40)
@given(names)
def test_people_see_text_only(name: str) -> None:
    report = named(name)
    tables = [summary_table(report, with_source=True)]
    assert not unshown(format_plain(tables))
    assert not unshown(format_findings([report]))
    assert not unshown(re.sub(r"\x1b\[[0-9;]*m", "", format_terminal(tables, 80)))


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.isascii() and name.isprintable()][:12])
def test_markup_of_a_terminal_is_shown_letter_for_letter(name: str) -> None:
    assert name in format_terminal([summary_table(named(name), with_source=True)], 200)


def test_a_very_long_name_is_cut_where_people_read_it() -> None:
    report = named("A" * 100_000)
    text = format_plain([summary_table(report, with_source=True)])
    assert len(text) < 20_000
    assert "AAA…" in text
    assert "A" * 100_000 in format_summary_json([report], [])


@settings(max_examples=40)
@given(names)
def test_json_comes_back_letter_for_letter_without_a_raw_sign(name: str) -> None:
    report = named(name)
    text = format_summary_json([report], [Failure(clean_text(name), DamagedError(file=name, found=name))])
    assert not unshown(text)
    assert json.loads(text)["reports"][0]["regio"] == name
    table = format_table_json(findings_table([report]), "check/1", [])
    assert not unshown(table)
    assert json.loads(table)["rows"]


def cells_of(text: str) -> Iterator[str]:
    """The cells of a csv, whatever its reader takes for the sign between them."""
    csv.field_size_limit(10**9)
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            yield from row


@settings(max_examples=40)
@given(names)
def test_no_cell_of_a_csv_is_a_formula(name: str) -> None:
    table = findings_table([named(name)])
    for text in (format_csv(table), format_csv_excel(table)):
        assert not unshown(text.removeprefix("\ufeff"), "\r\n")
        for cell in cells_of(text):
            assert FIGURE.fullmatch(cell) or not LIVE.match(cell)
    rows = list(csv.DictReader(io.StringIO(format_csv(table), newline="")))
    assert unguard_text(rows[0]["regio"]) == clean_text(name)


@settings(max_examples=8)
@given(names)
def test_every_form_of_export_can_be_made(name: str) -> None:
    for form in FORMS:
        if form.option == "--xlsx":
            continue
        for file, content in form.make([named(name)], []).items():
            if form.extension not in {".csv", ".json", ".jsonl", ".md"}:
                continue
            text = content.decode("utf-8").removeprefix("\ufeff")
            assert not unshown(text, "\r\n" if form.extension == ".csv" else "\n"), (form.option, file)
            assert form.extension != ".md" or not re.search(r"(?<!\\)<(?!!-- -->)", text)


def test_a_workbook_holds_no_formula_of_a_document() -> None:
    reports = []
    for name in HOSTILE:
        report = named(name)
        rijen = [replace(report.rijen[0], gemeente=other, printed_name=other) for other in HOSTILE]
        rapport = replace(report.rapport, rijen=tuple(rijen))
        reports += [Checked(rapport, check_rapporten([rapport])[0], rapport.rijen)]
    (xlsx,) = (form for form in FORMS if form.option == "--xlsx")
    for some in (reports[:1], reports[9:11]):
        book = openpyxl.load_workbook(io.BytesIO(xlsx.make(some, [])[""]))
        assert book.sheetnames == ["Overzicht", "Gemeenten", "Rangorde", "Controle", "Toelichting"]
        for sheet in book:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert not (isinstance(cell.value, str) and unshown(cell.value))
                if cell.data_type == "f":
                    assert OURS.match(str(cell.value))
