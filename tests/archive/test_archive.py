import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from rijnmond import RIJNMOND, hide_first_count
from strategies import rapporten, rapporten_with_hidden_counts

from archive.writer import deliver
from klantprofielen.archive import (
    Archive,
    Outcome,
    Result,
    find_changes,
    ingest,
    moment,
    newest,
    reading,
    writing,
)
from klantprofielen.checks import check_rapport
from klantprofielen.language import speaking
from klantprofielen.model import Kwartaal, Percentage, Rapport


def add(archive: Archive, *rapporten: Rapport, accept: bool = False) -> list[Outcome]:
    return list(ingest(archive, deliver(*rapporten), accept=accept))


def named(rapport: Rapport, file: str) -> Rapport:
    """The same report in another file, with other bytes."""
    return replace(rapport, source=replace(rapport.source, file=file, sha256=f"{file:0<64}"))


def change(rapport: Rapport, row: int, column: str, figure: int) -> Rapport:
    rij = rapport.rijen[row]
    cijfers = replace(rij.cijfers, **{column: figure})
    return replace(rapport, rijen=(*rapport.rijen[:row], replace(rij, cijfers=cijfers), *rapport.rijen[row + 1 :]))


MISTAKEN = replace(RIJNMOND, doelgroepregister=19300)
"""As if the register had been printed wrong at first: 14.208 of 19.300 rounds to 74% too."""


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "archief.sqlite")


@given(rapport=rapporten() | rapporten_with_hidden_counts())
def test_what_was_added_is_read_back_to_the_letter(tmp_path_factory: pytest.TempPathFactory, rapport: Rapport) -> None:
    file = str(tmp_path_factory.mktemp("archive") / "archief.sqlite")
    with writing(file) as archive:
        (outcome,) = add(archive, rapport, accept=True)
    with reading(file) as archive:
        (kept,) = archive.load(archive.editions())
    assert replace(kept.rapport, source=rapport.source) == rapport
    assert kept.findings == check_rapport(rapport)
    assert outcome.result is Result.NEW


def test_a_correction_is_kept_beside_the_first_with_its_differences(file: str) -> None:
    with writing(file) as archive:
        add(archive, named(MISTAKEN, "first.pdf"))
        (outcome,) = add(archive, named(RIJNMOND, "second.pdf"))
        assert (outcome.result, outcome.edition) == (Result.CORRECTED, 2)
        (difference,) = outcome.changes
        assert (difference.column, difference.old, difference.new) == ("doelgroepregister", 19300, 19222)
        editions = archive.editions()
        assert [(edition.edition, edition.file) for edition in editions] == [(1, "first.pdf"), (2, "second.pdf")]
        (current,) = archive.load(newest(editions))
        assert current.rapport.doelgroepregister == 19222
        (before,) = archive.load(archive.editions(as_of=editions[0].ingested))
        assert before.rapport.doelgroepregister == 19300


def test_the_same_figures_in_another_file_change_nothing(file: str) -> None:
    with writing(file) as archive:
        add(archive, named(RIJNMOND, "rijnmond.pdf"))
        (outcome,) = add(archive, named(RIJNMOND, "rijnmond.xlsx"))
        assert (outcome.result, outcome.edition, outcome.changes) == (Result.UNCHANGED, 1, ())
        assert len(archive.editions()) == 1
        assert len(archive.known_files()) == 2


def test_of_a_refused_report_nothing_is_stored(file: str) -> None:
    wrong = change(RIJNMOND, 2, "totaal_sonar", 697)  # Capelle aan den IJssel: 696
    with writing(file) as archive:
        (outcome,) = add(archive, wrong)
        assert outcome.result is Result.REFUSED
        assert {finding.kind for finding in outcome.findings} == {"row-sum", "column-sum"}
        assert (archive.editions(), list(archive.sources())) == ([], [])
        (outcome,) = add(archive, wrong, accept=True)
        assert outcome.result is Result.NEW
        (kept,) = archive.load(archive.editions())
        assert kept.edition.accepted
        assert {finding.kind for finding in kept.findings} == {"row-sum", "column-sum"}


def test_a_refused_report_does_not_keep_the_others_of_its_file_out(file: str) -> None:
    wrong = replace(change(RIJNMOND, 0, "totaal_sonar", 179), kwartaal=Kwartaal(2022, 4))
    delivery = deliver(RIJNMOND, wrong)
    with writing(file) as archive:
        assert [outcome.result for outcome in ingest(archive, delivery, accept=False)] == [Result.NEW, Result.REFUSED]
        assert archive.known_files() == frozenset()  # it will be read again
        assert [outcome.result for outcome in ingest(archive, delivery, accept=False)] == [
            Result.UNCHANGED,
            Result.REFUSED,
        ]
        assert [outcome.result for outcome in ingest(archive, delivery, accept=True)] == [Result.UNCHANGED, Result.NEW]
        assert len(archive.known_files()) == 1


@pytest.mark.parametrize(
    ("rapport", "reason"),
    [(replace(RIJNMOND, kwartaal=None), "no-quarter"), (replace(RIJNMOND, regio="", regionummer=None), "no-region")],
)
def test_what_has_no_place_is_refused_even_if_it_is_accepted(file: str, rapport: Rapport, reason: str) -> None:
    with writing(file) as archive:
        (outcome,) = add(archive, rapport, accept=True)
    assert (outcome.result, outcome.reason) == (Result.REFUSED, reason)


def test_two_tables_of_one_report_that_differ_are_both_refused(file: str) -> None:
    with writing(file) as archive:
        outcomes = add(archive, RIJNMOND, MISTAKEN)
        assert [(outcome.result, outcome.reason) for outcome in outcomes] == [(Result.REFUSED, "double-report")] * 2
        assert [outcome.result for outcome in add(archive, RIJNMOND, RIJNMOND)] == [Result.NEW, Result.UNCHANGED]


def test_a_region_that_the_tables_do_not_have_is_kept_by_its_name(file: str) -> None:
    elsewhere = replace(RIJNMOND, regio="Elders", regionummer=None, regiocode=None)
    with writing(file) as archive:
        add(archive, elsewhere)
        (outcome,) = add(archive, named(elsewhere, "again.pdf"))
        assert (outcome.result, archive.editions()[0].regio) == (Result.UNCHANGED, "Elders")


def test_the_bytes_are_kept_unless_they_are_not_to_be_and_filled_in_later(file: str) -> None:
    delivery = deliver(RIJNMOND)
    with writing(file) as archive:
        list(ingest(archive, replace(delivery, content=None), accept=False))
        assert [source.content for source in archive.sources()] == [None]
        list(ingest(archive, delivery, accept=False))
        assert [source.content for source in archive.sources()] == [delivery.content]


def test_findings_are_told_in_the_language_of_who_reads(file: str) -> None:
    with writing(file) as archive:
        add(archive, replace(RIJNMOND, doelgroepregister=None, dekking_gedrukt=None))
    for language, word in (("en", "was not found"), ("nl", "niet gevonden")):
        with speaking(language), reading(file) as archive:
            ((finding,),) = (kept.findings for kept in archive.load(archive.editions()))
            assert word in finding.message


def test_a_removed_edition_is_gone_with_its_file_and_the_one_before_counts_again(file: str) -> None:
    with writing(file) as archive:
        add(archive, named(MISTAKEN, "first.pdf"))
        add(archive, named(RIJNMOND, "second.pdf"))
        with archive.transaction():
            archive.remove(archive.editions()[1:])
        (kept,) = archive.load(archive.editions())
        assert kept.rapport.doelgroepregister == 19300
        assert [source.file for source in archive.sources()] == ["first.pdf"]
        assert add(archive, named(RIJNMOND, "second.pdf"))[0].edition == 2


def test_every_cell_that_differs_is_told() -> None:
    hidden = hide_first_count(RIJNMOND)
    assert [(one.gemeente, one.column, one.old, one.new) for one in find_changes(RIJNMOND, hidden)] == [
        ("Albrandswaard", "gemeente_met_profiel", 2, "<5")
    ]
    fewer = replace(RIJNMOND, rijen=RIJNMOND.rijen[:-1], dekking_gedrukt=Percentage(739, 1))
    assert [(one.gemeente, one.column, one.old, one.new) for one in find_changes(RIJNMOND, fewer)] == [
        ("Zuidplas", "gemeente_met_profiel", 26, None),
        ("Zuidplas", "gemeente_zonder_profiel", 64, None),
        ("Zuidplas", "uwv_met_profiel", 146, None),
        ("Zuidplas", "uwv_zonder_profiel", 51, None),
        ("Zuidplas", "totaal_sonar", 287, None),
        (None, "dekking_gedrukt", "74%", "73,9%"),
    ]
    assert find_changes(RIJNMOND, RIJNMOND) == ()


def test_a_person_understands_the_views(file: str) -> None:
    with writing(file) as archive:
        add(archive, named(MISTAKEN, "first.pdf"))
        add(archive, named(RIJNMOND, "second.pdf"))
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    (row,) = database.execute("SELECT * FROM rapporten").fetchall()
    assert dict(row) | {"opgenomen_utc": ""} == {
        "kwartaal": "2023-Q1",
        "regionummer": 22,
        "regio": "Rijnmond",
        "gemeente_met_profiel": 334,
        "gemeente_zonder_profiel": 4893,
        "uwv_met_profiel": 7300,
        "uwv_zonder_profiel": 1681,
        "totaal_sonar": 14208,
        "doelgroepregister": 19222,
        "dekking": 0.739153,
        "editie": 2,
        "opgenomen_utc": "",
        "bestand": "second.pdf",
        "bevindingen": 0,
    }
    assert database.execute("SELECT totaal_sonar FROM gemeenten WHERE gemeente = 'Delft'").fetchall() == []
    (rotterdam,) = database.execute("SELECT * FROM gemeenten WHERE gemeente = 'Rotterdam'").fetchall()
    assert (rotterdam["totaal_sonar"], rotterdam["gemeentecode"]) == (7546, "GM0599")
    assert [row["geldt_nu"] for row in database.execute("SELECT * FROM edities")] == ["nee", "ja"]
    assert [row["inhoud_bewaard"] for row in database.execute("SELECT * FROM bronnen")] == ["ja", "ja"]
    assert database.execute("SELECT * FROM bevindingen").fetchall() == []
    database.close()


def test_moments_sort_as_they_come() -> None:
    moments = [moment() for _ in range(100)]
    assert moments == sorted(moments)
    assert len(moments[0]) == len("2026-03-01T09:30:00.000000Z")


def test_what_was_removed_is_not_even_in_the_bytes_of_the_file(file: str) -> None:
    with writing(file) as archive:
        add(archive, replace(RIJNMOND, regio="Elders aan Zee", regionummer=None, regiocode=None))
        add(archive, RIJNMOND)
    assert b"Elders aan Zee" in Path(file).read_bytes()
    with writing(file) as archive, archive.transaction():
        archive.remove(archive.editions()[1:])
    assert b"Elders aan Zee" not in Path(file).read_bytes()
    assert b"Rotterdam" in Path(file).read_bytes()
