"""`--register` and `--target` on the commands; the register files are made up, and read by a process of their own."""

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from command import ASKED, Run
from jsonschema import Draft202012Validator
from rijnmond import RIJNMOND, RIJNMOND_EERDER

import klantprofielen as kp
from klantprofielen.errors import RegisterCountError
from klantprofielen.model import Kwartaal
from klantprofielen.reading import reader
from klantprofielen.reading.reader import read_inputs

SCHEMA = json.loads(files("klantprofielen").joinpath("schemas", "summary-1.json").read_text(encoding="utf-8"))
READ_INPUTS = read_inputs


@pytest.fixture
def register(tmp_path: Path) -> str:
    """Of three gemeenten of Rijnmond, one of them misspelled."""
    path = tmp_path / "register.csv"
    path.write_text("Gemeente;Aantal\nRotterdam;10.234\nSchiedam;1 090\nMaassluys;450\n", encoding="cp1252")
    return str(path)


def summary(run: Run, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    document = json.loads(run("summarize", "rijnmond.pdf", *arguments, "--json").stdout)
    Draft202012Validator(SCHEMA).validate(document)
    return document["reports"][0]


def test_a_register_gives_each_gemeente_its_coverage(run: Run, register: str) -> None:
    text = run("summarize", "rijnmond.pdf", "--register", register).stdout
    (rotterdam,) = (line.split() for line in text.splitlines() if line.startswith("Rotterdam"))
    assert rotterdam[-2:] == ["10.234", "73,7%"]
    (total,) = (line.split() for line in text.splitlines() if line.startswith("TOTAAL"))
    assert total[-2:] == ["19.222", "73,9%"]
    assert "register" not in run("summarize", "rijnmond.pdf").stdout.splitlines()[3]


def test_what_the_register_tells_is_in_the_json(run: Run, register: str) -> None:
    report = summary(run, "--register", register)
    rotterdam, zuidplas = report["gemeenten"][9], report["gemeenten"][13]
    assert (rotterdam["doelgroepregister"], rotterdam["dekking"], rotterdam["niet_in_sonar"]) == (10234, 0.737346, 2688)
    assert (zuidplas["doelgroepregister"], zuidplas["dekking"], zuidplas["niet_in_sonar"]) == (None, None, None)
    assert (report["totaal"]["doelgroepregister"], report["totaal"]["niet_in_sonar"]) == (19222, 5014)
    kinds = [finding["kind"] for finding in report["findings"]]
    assert kinds == ["unknown-register-name", *["missing-register-count"] * 12]
    assert report["findings"][0]["gemeente"] == "Maassluys"
    assert "(is it Maassluis?)" in report["findings"][0]["message"]


def test_check_lists_the_names_that_match_none(run: Run, register: str) -> None:
    result = run("check", "rijnmond.pdf", "--register", register, "-g", "Rotterdam")
    assert result.exit_code == 0
    assert result.stdout == (
        f"rijnmond.pdf: Maassluys: warning: 'Maassluys' (row 4 of {register}) is no gemeente of this quarter "
        "(is it Maassluis?); its count is not used [unknown-register-name]\n"
    )
    assert run("check", "rijnmond.pdf", "--register", register, "--strict").exit_code == 1


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_used(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Gemeente;Aantal\nRotterdam;10.234\nSchiedam;1,090\nMaassluis;450\n", encoding="cp1252")
    result = run("check", "rijnmond.pdf", "--register", str(path), "-g", "Schiedam", "-g", "Rotterdam")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        f"rijnmond.pdf: Schiedam: warning: row 3 of {path} is not used: expected a whole number of persons such as "
        "1.234, found '1,090' [unused-register-row]"
    )
    assert "73,7%" in run("summarize", "rijnmond.pdf", "--register", str(path)).stdout


def test_an_export_holds_the_counts_and_comes_back_with_them(
    run: Run, register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(tmp_path / f"x.{form}") for form in ("csv", "json", "xlsx")]
    for name in names:
        assert run("export", "rijnmond.pdf", "--register", register, "-o", name).exit_code == 0
    monkeypatch.setattr(reader, "read_inputs", READ_INPUTS)
    for name in names:
        (reading,) = READ_INPUTS([name])
        (rapport,) = reading.rapporten
        assert [rij.doelgroepregister for rij in rapport.rijen][9:12] == [10234, 1090, None]
    rows = list(csv.DictReader(io.StringIO(Path(names[0]).read_text(encoding="utf-8"), newline="")))
    assert (rows[9]["dekking"], rows[9]["doelgroepregister"], rows[9]["niet_in_sonar"]) == ("0.737346", "10234", "2688")


def test_an_export_names_the_register_without_its_folder(run: Run, register: str, tmp_path: Path) -> None:
    run("export", "rijnmond.pdf", "--register", register, "-o", str(tmp_path / "x.json"))
    document = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert "(row 4 of register.csv)" in document["reports"][0]["findings"][0]["message"]


def test_a_register_that_cannot_be_used_ends_the_run_before_any_report_is_read(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "fout.csv"
    bad.write_text("gemeente;aantal\nRotterdam;1,5\n", encoding="utf-8")
    ASKED.clear()
    result = run("summarize", "rijnmond.pdf", "--register", str(bad))
    assert (result.exit_code, result.stdout) == (65, "")
    assert result.stderr == (
        f"klantprofielen: {bad}: row 2: expected a whole number of persons such as 1.234, found '1,5'\n"
    )
    assert ASKED == []
    gone = run("check", "rijnmond.pdf", "--register", str(tmp_path / "weg.csv"))
    assert gone.exit_code == 66
    assert f"{tmp_path / 'weg.csv'}: there is no such file" in gone.stderr
    assert run("export", "rijnmond.pdf", "--csv", "--register", str(bad)).exit_code == 65


def test_a_register_is_never_written_over(run: Run, register: str) -> None:
    before = Path(register).read_bytes()
    for command in ("summarize", "check", "export", "rank"):
        by = ["--by", "dekking"] if command == "rank" else []
        result = run(command, "rijnmond.pdf", *by, "--register", register, "-o", register, "--force")
        assert result.exit_code == 73
        assert "an input is never overwritten" in result.stderr
    assert Path(register).read_bytes() == before


def test_standard_input_is_one_file_only(run: Run) -> None:
    result = run("summarize", "-", "--register", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard input" in result.stderr


def test_a_register_is_read_with_its_file_its_checksum_and_its_limits(register: str) -> None:
    found = reader.read_register(register)
    assert (found.rijen[0].naam, found.rijen[0].aantal, found.rijen[0].kwartaal) == ("Rotterdam", 10234, None)
    assert (found.file, len(found.sha256)) == (register, 64)
    assert Kwartaal(2023, 1) not in {rij.kwartaal for rij in found.rijen}
    Path(register).write_text("gemeente;aantal\nRotterdam;veel\n", encoding="utf-8")
    with pytest.raises(RegisterCountError) as caught:
        reader.read_register(register)
    assert caught.value.file == register


def test_a_target_tells_how_many_more_it_takes(run: Run, register: str) -> None:
    text = run("summarize", "rijnmond.pdf", "--target", "80%").stdout
    (total,) = (line.split() for line in text.splitlines() if line.startswith("TOTAAL"))
    assert total[-1] == "1.170"
    assert "Doel dekking 80%: nog 1.170 registraties in Sonar nodig" in text
    text = run("summarize", "rijnmond.pdf", "--target", "73,7%", "--register", register).stdout
    lines = {line.split()[0]: line.split() for line in text.splitlines() if line.strip()}
    assert lines["Rotterdam"][-1] == "bereikt"  # 7.542,458 of 10.234: there are 7.546
    assert lines["Schiedam"][-1] == "3"  # 803,33 of 1.090; 801 are there
    assert lines["Zuidplas"][-1] == "2,0%"  # the share of the region: without a count there is no target
    assert "Doel dekking 73,7%: bereikt" in text


def test_a_target_for_profiles_is_known_of_every_gemeente(run: Run) -> None:
    text = run("summarize", "rijnmond.pdf", "--target", "0.6", "--target-by", "aandeel_met_profiel").stdout
    lines = {line.split()[0]: line.split() for line in text.splitlines() if line.strip()}
    assert lines["Rotterdam"][-1] == "665"
    assert lines["Maassluis"][-1] == "bereikt"
    assert lines["Zuidplas"][-1] == "1"  # 172,2 of 287 is 173; 172 are there
    assert "Doel aandeel met profiel 60%: nog 891 klantprofielen nodig" in text
    only = run("summarize", "rijnmond.pdf", "--target", "53.73%", "--target-by", "aandeel_met_profiel").stdout
    assert "Doel aandeel met profiel 53,7%: bereikt" in only  # 7.633,96 of 14.208; 7.634 are there


def test_a_target_is_in_the_json_of_rows_total_and_report(run: Run, register: str) -> None:
    report = summary(run, "--target", "80", "--register", register)
    assert [report["gemeenten"][9][key] for key in ("doel", "nodig", "bereikt")] == [0.8, 642, False]
    assert [report["gemeenten"][13][key] for key in ("doel", "nodig", "bereikt")] == [0.8, None, None]
    assert [report["totaal"][key] for key in ("doel", "nodig", "bereikt")] == [0.8, 1170, False]
    assert [report[key] for key in ("doel_maat", "doel", "nodig", "bereikt")] == ["dekking", 0.8, 1170, False]
    assert summary(run, "--target", "70%")["bereikt"] is True
    assert not {"doel", "nodig", "bereikt"} & set(summary(run)) & set(summary(run)["totaal"])


def test_a_target_is_in_the_last_columns_of_csv(run: Run) -> None:
    result = run("summarize", "rijnmond.pdf", "--target", "80%", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert list(rows[0])[-3:] == ["doel_maat", "doel", "nodig"]
    assert [rows[-1][key] for key in ("doel_maat", "doel", "nodig")] == ["dekking", "0.8", "1170"]
    assert rows[0]["nodig"] == ""


def test_the_overview_has_the_target_of_each_region_and_of_all(run: Run) -> None:
    lines = run("summarize", "rijnmond.pdf", "drie.pdf", "--target", "80%").stdout.splitlines()
    rows = [line.split() for line in lines if line.startswith("1e kwartaal 2023  ")]
    assert [(row[3], row[-1]) for row in rows] == [
        ("Rijnmond", "1.170"),
        ("Drenthe", "60"),
        ("Zeeland", "6"),
        ("TOTAAL", "1.236"),  # 15.553,6 of 19.442 is 15.554; 14.318 are there
    ]
    twice = run("summarize", "rijnmond.pdf", "geen-register.pdf", "--target", "80%", "--sort", "-nodig").stdout
    assert "Doel dekking 80%: niet bekend hoeveel er nodig zijn" in twice


def test_rows_can_be_sorted_by_what_they_need(run: Run) -> None:
    arguments = ("--target", "60%", "--target-by", "aandeel_met_profiel", "--sort", "-nodig")
    lines = run("summarize", "rijnmond.pdf", *arguments).stdout.splitlines()
    assert [line.split()[0] for line in lines[4:6]] == ["Rotterdam", "Schiedam"]
    assert run("summarize", "rijnmond.pdf", "--sort", "nodig").exit_code == 2


@pytest.mark.parametrize("text", ["0", "0%", "120 %", "101", "-5%", "veel", "", "80%%", "0.8.1", "1e2"])
def test_what_is_no_target_is_refused(run: Run, text: str) -> None:
    result = run("summarize", "rijnmond.pdf", f"--target={text}")
    assert (result.exit_code, result.stdout) == (2, "")
    message = f"--target: expected a share above 0% up to 100%, such as 80%, found '{text}'"
    assert result.stderr == f"klantprofielen: {message}\n"


def test_a_measure_that_can_have_no_target_is_refused_with_the_nearest(run: Run) -> None:
    result = run("summarize", "rijnmond.pdf", "--target", "80%", "--target-by", "deking")
    assert result.stderr == "klantprofielen: --target-by: 'deking' can have no target; did you mean dekking?\n"
    result = run("summarize", "rijnmond.pdf", "--target", "80%", "--target-by", "x")
    assert result.stderr.endswith("can have no target; choose from dekking, aandeel_met_profiel\n")
    assert run("summarize", "rijnmond.pdf", "--target-by", "dekking").exit_code == 2


PARTS = "Brielle;300\nHellevoetsluis;350\nWestvoorne;150\n"
"""Together 800; in 2022-Q4 they have 592 in Sonar (made up), and as Voorne aan Zee in 2023-Q1 601."""


def _register(tmp_path: Path, text: str) -> str:
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8-sig")
    return str(path)


def _dekking(run: Run, command: str, register: str, *more: str) -> tuple[dict[str | None, Any], list[str]]:
    """By gemeente its rows of dekking; and the notes."""
    arguments = ("eerder.pdf", "rijnmond.pdf", "--register", register, "--by", "dekking", "--json", *more)
    document = json.loads(run(command, *arguments).stdout)
    rows: dict[str | None, Any] = {}
    for row in document["rows"]:
        rows.setdefault(row["gemeente"], []).append(row)
    return rows, document["notes"]


def test_counts_per_quarter_are_added_up_with_the_gemeenten(run: Run, tmp_path: Path) -> None:
    parts = "".join(line.replace(";", ";2022-Q4;") + "\n" for line in PARTS.splitlines())
    text = f"Gemeente;Kwartaal;Aantal\n{parts}Voorne aan Zee;2023-Q1;1.000\nRotterdam;2022-Q4;10.000\n"
    register = _register(tmp_path, text)
    rows, notes = _dekking(run, "compare", register)
    (voorne,) = rows["Voorne aan Zee"]
    assert (voorne["from"], voorne["to"], voorne["difference"]) == (0.74, 0.601, -0.139)
    assert [(row["from"], row["to"]) for row in rows["Rotterdam"]] == [(0.756, None)]
    assert not any("geen kwartaal" in note for note in notes)
    rows, _ = _dekking(run, "trend", register)
    assert [row["value"] for row in rows["Voorne aan Zee"]] == [0.74, 0.601]
    printed, _ = _dekking(run, "compare", register, "--division", "as-printed")
    assert [(row["from"], row["to"]) for row in printed["Brielle"]] != [(None, None)]


def test_a_count_of_no_quarter_holds_for_all_and_that_is_said(run: Run, tmp_path: Path) -> None:
    """Also where the gemeente of the division was still in three parts."""
    register = _register(tmp_path, "Gemeente;Aantal\nVoorne aan Zee;800\nRotterdam;10.000\nMaassluys;7\n")
    rows, notes = _dekking(run, "compare", register)
    assert [(row["from"], row["to"], row["difference"]) for row in rows["Voorne aan Zee"]] == [(0.74, 0.75125, 0.01125)]
    assert [(row["from"], row["to"]) for row in rows["Rotterdam"]] == [(0.756, 0.7546)]
    assert any("noemt geen kwartaal: de aantallen gelden voor elk kwartaal" in note for note in notes)
    assert any("(is it Maassluis?)" in note for note in notes)
    assert any(note.startswith(f"Geen aantal in {register}, dus geen dekking: Albrandswaard, ") for note in notes)


def test_with_a_register_the_coverage_of_gemeenten_is_what_people_see(run: Run, tmp_path: Path) -> None:
    register = _register(tmp_path, "Gemeente;Aantal\nVoorne aan Zee;800\n")
    lines = [
        " ".join(line.split())
        for line in run("trend", "eerder.pdf", "rijnmond.pdf", "--register", register).stdout.splitlines()
    ]
    assert "Voorne aan Zee 74,0% 75,1% ▁█ ▲ +1,1 pp" in lines
    text = run("compare", "eerder.pdf", "rijnmond.pdf", "--register", register, "-g", "Voorne aan Zee").stdout
    assert "Voorne aan Zee 592 601 ▲ +9 +1,5% 74,0% 75,1% ▲ +1,1 pp" in " ".join(text.split())


@pytest.mark.parametrize("command", ["summarize", "compare", "trend", "rank"])
def test_what_csv_has_no_place_for_is_on_standard_error(run: Run, register: str, command: str) -> None:
    files = ("eerder.pdf", "rijnmond.pdf")
    by = ("--by", "dekking") if command == "rank" else ()
    result = run(command, *files, *by, "--register", register, "--csv")
    assert "Maassluys" not in result.stdout
    assert "klantprofielen: warning: Maassluys: 'Maassluys' (row 4 of " in result.stderr
    shown = run(command, *files, *by, "--register", register)
    assert "(is it Maassluis?)" in shown.stdout
    assert shown.stderr == ""


def test_the_api_has_the_same_coverage(tmp_path: Path) -> None:
    register = kp.read_register(_register(tmp_path, "Gemeente;Aantal\nVoorne aan Zee;800\n"))
    frame = kp.compare([RIJNMOND_EERDER, RIJNMOND], by="dekking", register=register)
    voorne = frame[frame["gemeente"] == "Voorne aan Zee"].iloc[0]
    assert (voorne["from"], voorne["to"]) == (0.74, 0.75125)
    trend = kp.trend([RIJNMOND_EERDER, RIJNMOND], "dekking", register=register)
    assert trend[trend["gemeente"] == "Voorne aan Zee"]["value"].tolist() == [0.74, 0.75125]
