import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen import __version__
from klantprofielen.checks import SEVERITIES
from klantprofielen.errors import READ_ERRORS, EncryptedError
from klantprofielen.model import Finding, Rapport, Severity
from klantprofielen.tables import Checked, Failure, findings_table, summary_table, tidy_table
from klantprofielen.views.data import Json, format_csv, format_rows_json, format_summary_json, format_table_json

FINDING = Finding(
    kind="row-sum",
    severity=Severity.ERROR,
    message="516 is printed",
    gemeente="Schiedam",
    column="totaal_sonar",
    printed=516,
    expected=515,
    page=2,
)
SCHEMA = json.loads(files("klantprofielen").joinpath("schemas", "summary-1.json").read_text(encoding="utf-8"))


def summarized(rapport: Rapport = RIJNMOND, *findings: Finding) -> Any:  # noqa: ANN401 - JSON
    document = json.loads(
        format_summary_json(
            [Checked(rapport, findings, rapport.rijen)], [Failure("dicht.pdf", EncryptedError(file="dicht.pdf"))]
        )
    )
    Draft202012Validator(SCHEMA).validate(document)
    return document


def test_the_document_names_its_schema_and_version() -> None:
    document = summarized()
    assert document["schema"] == SCHEMA["$id"] == "klantprofielen/summary/1"
    assert document["version"] == __version__
    assert list(document) == ["schema", "version", "reports", "errors"]


def test_a_gemeente_has_these_keys_in_this_order() -> None:
    assert summarized()["reports"][0]["gemeenten"][0] == {
        "gemeente": "Albrandswaard",
        "gemeentecode": "GM0613",
        "gemeente_met_profiel": 2,
        "gemeente_zonder_profiel": 68,
        "uwv_met_profiel": 88,
        "uwv_zonder_profiel": 20,
        "totaal_sonar": 178,
        "met_profiel": 90,
        "zonder_profiel": 88,
        "aandeel_met_profiel": 0.505618,
        "aandeel_gemeente": 0.028571,
        "aandeel_uwv": 0.814815,
        "aandeel_regio": 0.012528,
        "dekking": None,
        "bijdrage_dekking": 0.00926,
        "source": {"page": 2, "box": [36.0, 98.2, 780.1, 108.9]},
        "gemeente_gedrukt": "Albrandswaard",
        "verborgen": {},
        "doelgroepregister": None,
        "niet_in_sonar": None,
    }


def test_the_total_has_the_same_keys_and_tells_whether_it_is_printed() -> None:
    report = summarized()["reports"][0]
    assert list(report["totaal"]) == [*report["gemeenten"][0], "printed"]
    assert report["totaal"]["gemeente_met_profiel"] == 334
    assert report["totaal"]["totaal_sonar"] == 14208
    assert report["totaal"]["aandeel_regio"] == 1
    assert report["totaal"]["dekking"] == report["totaal"]["bijdrage_dekking"] == 0.739153
    assert report["totaal"]["printed"] is True


def test_a_total_that_is_not_printed_is_the_sum_and_has_no_place() -> None:
    totaal = summarized(replace(RIJNMOND, totaal=None))["reports"][0]["totaal"]
    assert (totaal["totaal_sonar"], totaal["printed"], totaal["source"]) == (14208, False, None)


def test_the_report_tells_region_quarter_coverage_and_source() -> None:
    report = summarized()["reports"][0]
    assert {key: value for key, value in report.items() if key not in {"gemeenten", "totaal", "findings"}} == {
        "kwartaal": "2023-Q1",
        "regionummer": 22,
        "regio": "Rijnmond",
        "regiocode": "AM22",
        "doelgroepregister": 19222,
        "dekking": 0.739153,
        "dekking_gedrukt": 0.74,
        "niet_in_sonar": 5014,
        "source": {"file": "rijnmond.pdf", "sha256": "0" * 64, "pages": 2, "kind": "pdf"},
        "dekking_gedrukt_decimalen": 0,
        "regio_gedrukt": "Rijnmond",
        "regionummer_gedrukt": 22,
        "kolommen_aangenomen": False,
        "gemeenten_in_rapport": 14,
    }


def test_a_hidden_count_is_null_and_so_is_what_depends_on_it() -> None:
    first = summarized(hide_first_count(RIJNMOND))["reports"][0]["gemeenten"][0]
    assert first["gemeente_met_profiel"] is None
    assert first["met_profiel"] is None
    assert first["aandeel_met_profiel"] is None
    assert first["totaal_sonar"] == 178


def test_what_the_report_does_not_tell_is_null() -> None:
    bare = replace(
        RIJNMOND, kwartaal=None, regionummer=None, regiocode=None, doelgroepregister=None, dekking_gedrukt=None
    )
    report = summarized(bare)["reports"][0]
    unknown = [
        "kwartaal",
        "regionummer",
        "regiocode",
        "doelgroepregister",
        "dekking",
        "dekking_gedrukt",
        "niet_in_sonar",
    ]
    assert [report[key] for key in unknown] == [None] * len(unknown)


def test_findings_and_errors_are_data() -> None:
    document = summarized(RIJNMOND, FINDING)
    assert document["reports"][0]["findings"] == [
        {
            "kind": "row-sum",
            "severity": "error",
            "gemeente": "Schiedam",
            "column": "totaal_sonar",
            "printed": 516,
            "expected": 515,
            "page": 2,
            "message": "516 is printed",
        }
    ]
    assert document["errors"][0]["file"] == "dicht.pdf"
    assert document["errors"][0]["kind"] == "encrypted"


def test_the_schema_knows_every_kind_of_finding_and_error() -> None:
    kinds = SCHEMA["$defs"]["finding"]["properties"]["kind"]["enum"]
    assert set(SEVERITIES) <= set(kinds)
    assert {error.kind for error in READ_ERRORS} <= set(SCHEMA["$defs"]["error"]["properties"]["kind"]["enum"])
    Draft202012Validator.check_schema(SCHEMA)


def test_any_table_is_an_object_of_rows_and_notes() -> None:
    table = findings_table([Checked(RIJNMOND, (FINDING,), RIJNMOND.rijen)])
    document = json.loads(format_table_json(table, "check/1", []))
    assert list(document) == ["schema", "version", "rows", "notes", "errors"]
    assert document["schema"] == "klantprofielen/check/1"
    assert document["rows"][0]["kwartaal"] == "2023-Q1"
    assert document["rows"][0]["printed"] == 516
    assert document["notes"] == ["1 error"]


def test_a_hidden_cell_is_null_in_any_table() -> None:
    hidden = hide_first_count(RIJNMOND)
    document = json.loads(format_table_json(summary_table(Checked(hidden, (), hidden.rijen)), "x/1", []))
    assert document["rows"][0]["gemeente_met_profiel"] is None
    assert document["rows"][0]["aandeel_regio"] == 0.012528


TEXTS = st.text(alphabet='{}[],:"\\\n é', max_size=8)
"""What looks like the end of a row, or of a line."""
CELLS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS


@given(st.lists(st.dictionaries(TEXTS, CELLS | st.lists(CELLS, max_size=2), max_size=3), max_size=4))
def test_rows_are_laid_out_as_json_indents_them(rows: list[dict[str, Json]]) -> None:
    text = format_rows_json(rows, "x/1")
    document = json.loads(text)
    assert document["rows"] == rows
    assert text == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e", "\u2028"])
def test_what_turns_or_ends_a_line_stands_by_its_number(sign: str) -> None:
    text = format_rows_json([{"file": f"a{sign}é"}, {"file": "b"}], "x/1", [sign])
    assert sign not in text
    assert f"\\u{ord(sign):04x}" in text
    assert json.loads(text)["rows"][0]["file"] == f"a{sign}é"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_is_tidy_and_neutral() -> None:
    text = format_csv(tidy_table([Checked(RIJNMOND, (), RIJNMOND.rijen)]))
    assert text.count("\r\n") == 16
    assert "\n" not in text.replace("\r\n", "")
    rotterdam, regio = rows_of(text)[9], rows_of(text)[-1]
    assert rotterdam["kwartaal"] == "2023-Q1"
    assert rotterdam["totaal_sonar"] == "7546"
    assert rotterdam["aandeel_met_profiel"] == "0.511927"
    assert (regio["niveau"], regio["gemeente"], regio["dekking"]) == ("regio", "", "0.739153")


def test_what_is_hidden_is_empty_in_csv() -> None:
    hidden = hide_first_count(RIJNMOND)
    row = rows_of(format_csv(tidy_table([Checked(hidden, (), hidden.rijen)])))[0]
    assert (row["gemeente_met_profiel"], row["met_profiel"], row["totaal_sonar"]) == ("", "", "178")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1"])
def test_no_text_of_a_document_is_a_formula(name: str) -> None:
    rij = replace(RIJNMOND.rijen[0], gemeente=name)
    row = rows_of(format_csv(tidy_table([Checked(RIJNMOND, (), (rij,))])))[0]
    assert row["gemeente"] == f"'{name}"


def test_commas_and_quotes_in_names_come_back_whole() -> None:
    rij = replace(RIJNMOND.rijen[0], gemeente='Nuenen, Gerwen "en" Nederwetten')
    row = rows_of(format_csv(tidy_table([Checked(RIJNMOND, (), (rij,))])))[0]
    assert row["gemeente"] == 'Nuenen, Gerwen "en" Nederwetten'
