import csv
import errno
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest
from command import ASKED, Run, rapporten_of
from rijnmond import RIJNMOND, format_report

from klantprofielen.cli.forms import FORMS
from klantprofielen.cli.imports import without
from klantprofielen.cli.places import default_stem
from klantprofielen.tables import Checked

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and terminals of POSIX")
OPTIONS = [form.option for form in FORMS]
STEM = "klantprofielen-rijnmond-2023-q1"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def files() -> list[str]:
    return sorted(path.relative_to(Path.cwd()).as_posix() for path in Path.cwd().rglob("*") if path.is_file())


def test_every_form_at_once_under_the_name_of_region_and_quarter(run: Run) -> None:
    pytest.importorskip("pyarrow")
    result = run("export", "rijnmond.pdf", *OPTIONS)
    assert (result.exit_code, result.stdout) == (0, "")
    extensions = ["-excel.csv", ".csv", ".json", ".jsonl", ".md", ".parquet", ".xlsx", ".zip"]
    assert files() == [f"{STEM}{extension}" for extension in extensions]
    assert f"klantprofielen: written: {STEM}.xlsx\n" in result.stderr


def test_several_reports_have_a_name_of_their_own(run: Run) -> None:
    assert run("export", "rijnmond.pdf", "later.pdf", "--csv").exit_code == 0
    assert files() == ["klantprofielen.csv"]


def test_a_name_of_ours_holds_what_every_system_takes(run: Run) -> None:
    assert run("export", "drie.pdf", "-r", "Súdwest", "--csv").exit_code == 0
    assert files() == ["klantprofielen-sudwest.csv"]


@pytest.mark.parametrize("regio", ["../../etc", "", "CON", "a/b\\c:d", "-rf"])
def test_a_hostile_region_is_no_path(regio: str) -> None:
    stem = default_stem([Checked(replace(RIJNMOND, regio=regio), (), RIJNMOND.rijen)])
    assert stem.startswith("klantprofielen-")
    assert not set(stem) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.csv", b"kwartaal,niveau"),
        ("x.json", b"{\n"),
        ("x.jsonl", b'{"kwartaal": "2023-Q1"'),
        ("x.md", b"## Rijnmond"),
        ("x.XLSX", b"PK"),
        ("x.zip", b"PK"),
    ],
)
def test_the_extension_says_the_form(run: Run, name: str, start: bytes) -> None:
    assert run("export", "rijnmond.pdf", "-o", name).exit_code == 0
    assert Path(name).read_bytes().startswith(start)


def test_csv_for_dutch_excel_has_semicolons_commas_and_a_byte_order_mark(run: Run) -> None:
    run("export", "rijnmond.pdf", "--csv-excel", "-o", "x.csv")
    data = Path("x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkwartaal;niveau;")
    assert b";0,505618;" in data
    assert data.count(b"\r\n") == 16
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_all_forms_hold_the_same_values(run: Run) -> None:
    run("export", "rijnmond.pdf", "--csv", "--jsonl", "--xlsx")
    lines = [json.loads(line) for line in Path(f"{STEM}.jsonl").read_text(encoding="utf-8").splitlines()]
    with Path(f"{STEM}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [list(line) for line in lines] == [list(row) for row in rows]
    as_text = [{key: "" if value is None else str(value) for key, value in line.items()} for line in lines]
    assert [{key: text.removesuffix(".0") for key, text in row.items()} for row in as_text] == [
        {key: text.removesuffix(".0") for key, text in row.items()} for row in rows
    ]
    sheet = openpyxl.load_workbook(f"{STEM}.xlsx")["Gemeenten"]
    assert [cell.value for cell in sheet[6]] == list(lines[0].values())


def test_a_data_package_is_a_zip_or_a_folder_by_its_name(run: Run) -> None:
    assert run("export", "rijnmond.pdf", "--datapackage", "-o", "open-data").exit_code == 0
    assert files() == ["open-data/datapackage.json", "open-data/klantprofielen.csv"]
    assert run("export", "rijnmond.pdf", "--datapackage", "-o", "open.zip").exit_code == 0
    with zipfile.ZipFile("open.zip") as archive:
        assert archive.read("klantprofielen.csv") == Path("open-data/klantprofielen.csv").read_bytes()
    again = run("export", "rijnmond.pdf", "--datapackage", "-o", "open-data")
    assert again.exit_code == 73
    assert "--force" in again.stderr


def test_a_folder_takes_all_forms(run: Run) -> None:
    assert run("export", "rijnmond.pdf", "--csv", "--datapackage", "-o", f"uit{os.sep}").exit_code == 0
    assert files() == [f"uit/{STEM}.csv", f"uit/{STEM}.zip"]
    assert run("export", "rijnmond.pdf", "--json", "-o", "uit").exit_code == 0
    assert f"uit/{STEM}.json" in files()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "choose a form (--xlsx, --csv"),
        (["-o", "x"], "choose a form"),
        (["-o", "x.txt"], "choose a form"),
        (["--xlsx", "--csv", "-o", "x.xlsx"], "several forms need a folder"),
        (["--xlsx", "-o", "x.csv"], "x.csv is the name of another form than --xlsx"),
        (["--csv", "--json", "-o", "-"], "standard output takes one form"),
        (["-o", "-"], "standard output takes one form"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(run: Run, arguments: list[str], message: str) -> None:
    ASKED.clear()
    result = run("export", "rijnmond.pdf", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert ASKED == []
    assert files() == []


def test_without_files_and_archive_the_user_is_told_what_to_do(run: Run) -> None:
    result = run("export", "--xlsx")
    assert result.exit_code == 66
    assert "there is no archive yet" in result.stderr
    assert "klantprofielen ingest FILES" in result.stderr


def test_standard_output_gets_data_and_nothing_else(run: Run) -> None:
    result = run("export", "rijnmond.pdf", "--xlsx", "-o", "-")
    assert result.stdout_bytes.startswith(b"PK")
    assert result.stderr == ""
    assert run("export", "rijnmond.pdf", "--csv", "-o", "-").stdout.startswith("kwartaal,")


def test_a_terminal_is_spared_what_is_no_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantprofielen.cli.places.is_terminal", lambda: True)
    result = run("export", "rijnmond.pdf", "--xlsx", "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--xlsx is not for a terminal" in result.stderr
    assert run("export", "rijnmond.pdf", "--csv", "-o", "-").exit_code == 0


def test_an_existing_file_is_kept_and_so_are_all_others_of_the_run(run: Run) -> None:
    Path(f"{STEM}.json").write_text("old")
    result = run("export", "rijnmond.pdf", "--csv", "--json")
    assert result.exit_code == 73
    assert files() == [f"{STEM}.json"]
    assert Path(f"{STEM}.json").read_text() == "old"
    assert run("export", "rijnmond.pdf", "--csv", "--json", "--force").exit_code == 0
    assert Path(f"{STEM}.json").read_text(encoding="utf-8").startswith("{")


def test_an_input_is_never_written_over(run: Run) -> None:
    Path("in.csv").write_text("old")
    result = run("export", "in.csv", "-o", "in.csv", "--force")
    assert result.exit_code == 73
    assert "an input is never overwritten" in result.stderr


@POSIX
def test_a_link_is_followed_only_where_it_was_named(run: Run) -> None:
    Path("real").write_text("old")
    Path(f"{STEM}.csv").symlink_to("real")
    assert run("export", "rijnmond.pdf", "--csv").exit_code == 73
    assert run("export", "rijnmond.pdf", "--csv", "--force").exit_code == 0
    assert Path("real").read_text() == "old"
    assert not Path(f"{STEM}.csv").is_symlink()
    Path("named.csv").symlink_to("real")
    assert run("export", "rijnmond.pdf", "-o", "named.csv", "--force").exit_code == 0
    assert Path("real").read_text(encoding="utf-8").startswith("kwartaal")


def test_a_full_disk_leaves_what_was_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("x.xlsx").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    result = run("export", "rijnmond.pdf", "-o", "x.xlsx", "--force")
    assert result.exit_code == 73
    assert "No space left on device" in result.stderr
    assert Path("x.xlsx").read_text() == "old"
    assert files() == ["x.xlsx"]


def test_findings_and_failures_decide_the_exit_code_and_the_rest_is_written(run: Run) -> None:
    assert run("export", "fout.pdf", "--csv").exit_code == 1
    assert run("export", "geen-register.pdf", "--csv", "--strict", "--force").exit_code == 1
    result = run("export", "weg.pdf", "rijnmond.pdf", "--csv", "--force")
    assert result.exit_code == 66
    assert files() == [f"{STEM}.csv"]


def test_nothing_read_is_nothing_written(run: Run) -> None:
    assert run("export", "weg.pdf", "--xlsx").exit_code == 66
    assert files() == []


def test_a_selection_is_exported_as_such(run: Run) -> None:
    run("export", "rijnmond.pdf", "-g", "Schiedam", "-o", "x.csv")
    with Path("x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["niveau"], row["gemeente"], row["totaal_sonar"]) for row in rows] == [
        ("gemeente", "Schiedam", "801"),
        ("regio", "", "14208"),
    ]


def test_what_is_sent_on_says_nothing_of_the_folders_of_its_maker(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:

    def in_folders(name: str) -> tuple[object, ...]:
        held = rapporten_of("rijnmond.pdf")
        return tuple(replace(rapport, source=replace(rapport.source, file=name)) for rapport in held)

    monkeypatch.setattr("command.rapporten_of", in_folders)
    for names, shown in (
        (["/home/jan/a.pdf", "/home/jan/b.pdf"], {"a.pdf", "b.pdf"}),
        (["/home/jan/q1/a.pdf", "/home/jan/q2/a.pdf"], {"q1/a.pdf", "q2/a.pdf"}),
    ):
        result = run("export", *names, "--json", "-o", "-")
        reports = json.loads(result.stdout)["reports"]
        assert {report["source"]["file"] for report in reports} == shown
        assert "jan" not in result.stdout


def test_the_date_inside_is_asked_for_in_seconds(run: Run) -> None:
    assert run("export", "rijnmond.pdf", "-o", "x.xlsx", SOURCE_DATE_EPOCH="86400").exit_code == 0
    assert openpyxl.load_workbook("x.xlsx").properties.created.day == 2
    for wrong in ("gisteren", "-1", "9" * 20):
        result = run("export", "rijnmond.pdf", "-o", "y.xlsx", SOURCE_DATE_EPOCH=wrong)
        assert (result.exit_code, files()) == (2, ["x.xlsx"])
        assert f"found '{wrong}'" in result.stderr


def test_the_workbook_is_in_dutch_in_every_language(run: Run) -> None:
    run("export", "fout.pdf", "-o", "en.xlsx", LC_ALL="C")
    run("export", "fout.pdf", "-o", "nl.xlsx", "--lang", "nl")
    assert Path("en.xlsx").read_bytes() == Path("nl.xlsx").read_bytes()
    texts = {cell.value for row in openpyxl.load_workbook("en.xlsx")["Controle"].iter_rows() for cell in row}
    assert any("tellen op tot 801" in str(text) for text in texts)


def test_a_missing_library_is_told_and_nothing_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "rijnmond.pdf", "--csv", "--parquet")
    assert (result.exit_code, files()) == (2, [])
    assert "pip install 'klantprofielen[parquet]'" in result.stderr


def test_a_library_can_be_passed_over_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("made_up_library.py").touch()
    monkeypatch.syspath_prepend(Path.cwd())
    with without(("made_up_library", "json")):
        assert import_module("json") is json
        with pytest.raises(ImportError):
            import_module("made_up_library")
    assert import_module("made_up_library").__name__ == "made_up_library"


def test_a_workbook_waits_for_no_large_library_and_goes_the_whole_way() -> None:
    Path("rijnmond.txt").write_text(format_report(RIJNMOND), encoding="utf-8")
    program = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules))\n"
        "from klantprofielen.__main__ import main; main()"
    )
    command = [sys.executable, "-c", program, "export", "rijnmond.txt", "-o", "x.xlsx"]
    result = subprocess.run(command, capture_output=True, check=True, text=True)
    assert not {"rich", "pandas", "numpy", "PIL", "lxml", "pydantic"} & set(result.stdout.split())
    back = subprocess.run(
        [sys.executable, "-m", "klantprofielen", "summarize", "--csv", "x.xlsx"], capture_output=True, check=True
    )
    rows = list(csv.DictReader(io.StringIO(back.stdout.decode(), newline="")))
    assert [row["totaal_sonar"] for row in rows][-1] == "14208"
