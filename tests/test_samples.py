"""The sample maker: its reports hold together, are read back as they were made, and go on through every herindeling."""

from itertools import pairwise
from pathlib import Path

import pytest
from history import START, kwartalen_between, make_rapport, make_rapporten, parts_on
from samples import STAMP, main, make_quarter, print_pdf, print_text

import klantprofielen as kp
from klantprofielen.checks import check_rapport
from klantprofielen.model import NUL, Kwartaal
from klantprofielen.reference import gemeenten_on

RIJNMOND = 22
LAST = Kwartaal(2026, 1)


def test_a_report_is_always_the_same_and_of_another_seed_another() -> None:
    assert make_rapport(RIJNMOND, START) == make_rapport(RIJNMOND, START)
    assert make_rapport(RIJNMOND, START) != make_rapport(RIJNMOND, START, seed=1)


def test_nothing_is_found_in_the_reports_of_thirteen_years() -> None:
    kwartalen = kwartalen_between(START, LAST)[::7]
    found = {finding for rapport in make_rapporten(kwartalen) for finding in check_rapport(rapport)}
    assert not found


@pytest.mark.parametrize("kwartaal", kwartalen_between(START, LAST)[::4], ids=str)
def test_each_gemeente_of_its_time_has_its_parts_and_no_part_is_in_two(kwartaal: Kwartaal) -> None:
    parts = parts_on(kwartaal.eerste_dag)
    assert set(parts) == {gemeente.code for gemeente in gemeenten_on(kwartaal.eerste_dag)}
    held = [part for several in parts.values() for part in several]
    assert len(held) == len(set(held)) == 403 + (2 - 1) + (3 - 1) + (2 - 1) + (4 - 1)


def test_figures_move_slowly() -> None:
    """Below a quarter from quarter to quarter, and below two points for the share with a profile."""
    for before, after in pairwise(make_rapport(RIJNMOND, kwartaal) for kwartaal in kwartalen_between(START, LAST)):
        older = {rij.gemeentecode: rij.cijfers for rij in before.rijen}
        for rij in after.rijen:
            if rij.gemeentecode not in older or rij.gemeente == "Nissewaard":
                continue
            one, other = older[rij.gemeentecode], rij.cijfers
            assert one.totaal_sonar
            assert other.totaal_sonar
            assert abs(other.totaal_sonar / one.totaal_sonar - 1) < 0.25
            assert one.aandeel_met_profiel is not None
            assert other.aandeel_met_profiel is not None
            assert abs(other.aandeel_met_profiel - one.aandeel_met_profiel) < 0.02


def test_a_merged_gemeente_goes_on_with_the_sum() -> None:
    before, after = (
        {rij.gemeente: rij.cijfers for rij in make_rapport(RIJNMOND, kwartaal).rijen}
        for kwartaal in (Kwartaal(2022, 4), Kwartaal(2023, 1))
    )
    three = sum((before[name] for name in ("Brielle", "Hellevoetsluis", "Westvoorne")), NUL)
    one = after["Voorne aan Zee"]
    assert three.totaal_sonar
    assert one.totaal_sonar
    assert abs(one.totaal_sonar / three.totaal_sonar - 1) < 0.05


@pytest.mark.parametrize("kind", [".pdf", ".txt"])
def test_files_are_read_back_as_they_were_made(kind: str, tmp_path: Path) -> None:
    made = make_rapport(2, Kwartaal(2017, 3))
    path = tmp_path / f"friesland{kind}"
    if kind == ".pdf":
        print_pdf(made, path)
        assert STAMP.encode() in path.read_bytes()
    else:
        path.write_text(print_text(made), encoding="utf-8")
        assert STAMP in path.read_text(encoding="utf-8")
    (read,) = kp.read(path)
    assert [(rij.gemeentecode, rij.cijfers) for rij in read.rijen] == [
        (rij.gemeentecode, rij.cijfers) for rij in made.rijen
    ]
    assert (read.kwartaal, read.regio, read.doelgroepregister) == (made.kwartaal, made.regio, made.doelgroepregister)
    assert read.dekking_gedrukt == made.dekking_gedrukt
    assert [finding.kind for finding in check_rapport(read)] == ([] if kind == ".pdf" else ["assumed-columns"])


def test_the_command_makes_a_folder_per_quarter(tmp_path: Path) -> None:
    main([str(tmp_path), "--from", "2022-Q4", "--to", "2023-Q1", "--region", "rijnmond", "--kind", "text"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt")) == [
        "2022-Q4/AM22.txt",
        "2023-Q1/AM22.txt",
    ]


def test_a_quarter_of_all_regions_has_35_files(tmp_path: Path) -> None:
    make_quarter(tmp_path, Kwartaal(2020, 1), None, "text")
    assert len(list(tmp_path.rglob("*.txt"))) == 35


@pytest.mark.parametrize("wrong", ["--from=2022", "--region=Atlantis"])
def test_what_is_not_known_is_refused(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), wrong])
