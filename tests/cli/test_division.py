"""compare and trend over gemeenten that were split or moved; all figures are those of `history`, made up."""

import csv
import io
import json
from typing import Any

import pytest
from command import Run, rapporten_of

SPLIT = tuple(f"regio-{nummer}-{kwartaal}.pdf" for nummer in (27, 30) for kwartaal in ("2020-Q4", "2021-Q1"))
"""Haaren (27) was divided over Boxtel and Vught (27), Oisterwijk and Tilburg (30) on 1 January 2021."""
RECEIVERS = {"Boxtel", "Vught", "Oisterwijk", "Tilburg"}
MOVED = tuple(f"regio-{nummer}-{kwartaal}.pdf" for nummer in (5, 11) for kwartaal in ("2023-Q4", "2024-Q1"))
"""Olst-Wijhe went from Veluwe Stedendriehoek (11) to Regio Zwolle (5) on 1 January 2024."""


def printed_total(file: str, gemeente: str | None) -> int:
    (rapport,) = rapporten_of(file)
    cijfers = {rij.gemeente: rij.cijfers for rij in rapport.rijen}
    total = (cijfers[gemeente] if gemeente else rapport.cijfers).totaal_sonar
    assert total is not None
    return total


def read_rows(run: Run, command: str, *arguments: str) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """By the name of the gemeente, or the region, its totaal_sonar; and the notes."""
    document = json.loads(run(command, *arguments, "--by", "totaal_sonar", "--json").stdout)
    return {row["gemeente"] or row["regio"]: row for row in document["rows"]}, document["notes"]


def test_a_split_gemeente_and_its_receivers_have_values_but_no_difference(run: Run) -> None:
    rows, notes = read_rows(run, "compare", *SPLIT)
    assert rows["Haaren"]["from"] == printed_total(SPLIT[0], "Haaren")
    assert rows["Haaren"]["to"] is None
    for name in RECEIVERS:
        assert rows[name]["from"] is not None
        assert rows[name]["to"] is not None
        assert (rows[name]["difference"], rows[name]["percent"]) == (None, None)
    others = [row for name, row in rows.items() if name not in RECEIVERS | {"Haaren"}]
    assert all(row["difference"] is not None for row in others)
    assert (
        "Haaren is verdeeld over Boxtel, Oisterwijk, Tilburg en Vught: over die datum heen niet vergelijkbaar (≠)"
        in notes
    )


def test_people_see_the_mark_of_what_is_not_comparable(run: Run) -> None:
    lines = run("compare", *SPLIT).stdout.splitlines()
    (tilburg,) = [line for line in lines if line.startswith("Tilburg")]
    assert tilburg.split()[3] == "≠"


def test_an_estimate_conserves_the_sum_and_is_called_so_everywhere(run: Run) -> None:
    rows, notes = read_rows(run, "compare", *SPLIT, "--estimate-splits")
    assert "Haaren" not in rows
    together = sum(rows[name]["from"] for name in RECEIVERS)
    assert together == sum(
        printed_total(SPLIT[index], name)
        for index, name in ((0, "Haaren"), (0, "Boxtel"), (0, "Vught"), (2, "Oisterwijk"), (2, "Tilburg"))
    )
    assert {name for name, row in rows.items() if row["estimated"]} == RECEIVERS
    assert all(rows[name]["difference"] is not None for name in RECEIVERS)
    assert any(note.startswith("Tilburg ≈: GESCHAT") for note in notes)
    text = run("compare", *SPLIT, "--estimate-splits").stdout
    assert "Tilburg ≈: GESCHAT" in text
    assert "\nTilburg ≈ " in text
    data = run("compare", *SPLIT, "--estimate-splits", "--csv", "--by", "totaal_sonar").stdout_bytes.decode()
    by_name = {row["gemeente"]: row["estimated"] for row in csv.DictReader(io.StringIO(data, newline=""))}
    assert (by_name["Tilburg"], by_name["Waalwijk"]) == ("true", "false")


def test_a_trend_has_no_change_over_a_split_and_says_where_it_is_estimated(run: Run) -> None:
    document = json.loads(run("trend", *SPLIT, "--estimate-splits", "-g", "Tilburg", "--json").stdout)
    assert [row["estimated"] for row in document["rows"]] == [True, False, False, False]
    (line,) = [line for line in run("trend", *SPLIT).stdout.splitlines() if line.startswith("Tilburg")]
    assert line.endswith("≠")


def test_a_gemeente_that_moved_is_noted_and_the_regions_are_as_printed(run: Run) -> None:
    rows, notes = read_rows(run, "compare", *MOVED)
    assert rows["Olst-Wijhe"]["regionummer"] == 5
    assert rows["Olst-Wijhe"]["from"] == printed_total(MOVED[2], "Olst-Wijhe")
    assert rows["Regio Zwolle"]["from"] == printed_total(MOVED[0], None)
    assert any("Olst-Wijhe stond onder" in note for note in notes)


def test_regions_are_added_up_anew_on_request(run: Run) -> None:
    rows, notes = read_rows(run, "compare", *MOVED, "--regions-of", "2024")
    olst = printed_total(MOVED[2], "Olst-Wijhe")
    assert rows["Regio Zwolle"]["from"] == printed_total(MOVED[0], None) + olst
    assert rows["Veluwe Stedendriehoek"]["from"] == printed_total(MOVED[2], None) - olst
    assert rows["TOTAAL"]["from"] == printed_total(MOVED[0], None) + printed_total(MOVED[2], None)
    assert any(note.startswith("Regio Zwolle: opnieuw opgeteld, doelgroepregister") for note in notes)
    document = json.loads(
        run("compare", *MOVED, "--regions-of", "2024", "--by", "dekking", "--level", "regio", "--json").stdout
    )
    assert [(row["from"], row["to"] is None) for row in document["rows"]] == [(None, False), (None, False)]


def test_one_region_alone_keeps_what_the_other_gave_it(run: Run) -> None:
    """The rows of a region are chosen after all that was read is in one division."""
    rows, _ = read_rows(run, "compare", *MOVED, "-r", "Regio Zwolle")
    assert rows["Olst-Wijhe"]["from"] == printed_total(MOVED[2], "Olst-Wijhe")
    assert "TOTAAL" not in rows
    assert "Apeldoorn" not in rows


def test_the_name_of_a_divided_gemeente_stands_for_its_heirs_where_it_is_estimated(run: Run) -> None:
    rows, _ = read_rows(run, "compare", *SPLIT, "--estimate-splits", "-g", "haaren", "--level", "gemeente")
    assert set(rows) == RECEIVERS
    rows, _ = read_rows(run, "compare", *SPLIT, "-g", "haaren", "--level", "gemeente")
    assert set(rows) == {"Haaren"}


@pytest.mark.parametrize(
    ("regio", "quarters", "division", "note"),
    [
        (10, ("2021-Q4", "2022-Q2"), "2021", "Weesp is later opgegaan in Amsterdam: niet terug te rekenen"),
        (10, ("2021-Q4", "2022-Q2"), "as-printed", "Weesp is opgegaan in Amsterdam: zoals gedrukt, niet opgeteld"),
        (
            1,
            ("2018-Q4", "2019-Q1"),
            "2018",
            "Ten Boer en Haren zijn later opgegaan in Groningen: niet terug te rekenen",
        ),
        (
            22,
            ("2022-Q4", "2023-Q1"),
            "2022",
            "Voorne aan Zee is later gevormd uit Brielle, Hellevoetsluis en Westvoorne",
        ),
        (2, ("2015-Q2", "2015-Q3"), "as-printed", "De Friese Meren heet nu De Fryske Marren: zoals gedrukt"),
    ],
)
def test_who_took_in_whom_is_said_as_it_was(
    run: Run, regio: int, quarters: tuple[str, str], division: str, note: str
) -> None:
    files = [f"regio-{regio}-{kwartaal}.pdf" for kwartaal in quarters]
    text = run("compare", *files, "--division", division, "--json").stdout
    assert any(found.startswith(note) for found in json.loads(text)["notes"]), json.loads(text)["notes"]
