from dataclasses import replace

import pytest
from opening import check_all
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.model import Rapport
from klantprofielen.tables import Note, Table, summary_table, tidy_table
from klantprofielen.views.markdown import format_markdown


def markdown(rapport: Rapport = RIJNMOND) -> list[str]:
    checked = check_all([rapport])
    return format_markdown([summary_table(checked[0], with_source=True)], tidy_table(checked)).splitlines()


def test_people_read_dutch_notation_and_the_coverage() -> None:
    lines = markdown()
    assert lines[0] == "## Rijnmond · 1e kwartaal 2023"
    assert "| Rotterdam | 187 | 2.882 | 3.676 | 801 | 7.546 | 51,2% | 53,1% |" in lines
    assert "| **TOTAAL** | **334** | **4.893** | **7.300** | **1.681** | **14.208** | **53,7%** | **100,0%** |" in lines
    assert "- 14.208 van 19.222 bekend in Sonar: 73,9%; 5.014 niet in Sonar" in lines


def test_the_tidy_table_follows_with_every_column_and_the_values_of_csv() -> None:
    lines = markdown()
    header = lines.index(f"| {' | '.join(column.key for column in TIDY_COLUMNS)} |")
    assert len(lines) - header == 17
    assert lines[header + 2].startswith(
        "| 2023-Q1 | gemeente | 22 | Rijnmond | AM22 | Albrandswaard | GM0613 | 2 | 68 |"
    )


def test_a_finding_is_marked_with_its_severity() -> None:
    assert any(line.startswith("- **warning**: Albrandswaard: hidden") for line in markdown(hide_first_count(RIJNMOND)))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<script>", r"\<script\>"),
        ("*x*_y_", r"\*x\*\_y\_"),
        ("[x](http://y)", r"\[x\](http&#58;//y)"),
        ("www.kwaad.nl", "www&#46;kwaad.nl"),
        ("jan@kwaad.nl", "jan@<!-- -->kwaad.nl"),
        ("'s-Graveland", "'s-Graveland"),
    ],
)
def test_no_text_of_a_document_is_markup_or_a_link(name: str, shown: str) -> None:
    rij = replace(RIJNMOND.rijen[0], gemeente=name)
    assert markdown(replace(RIJNMOND, rijen=(rij,)))[4].startswith(f"| {shown} | 2 |")


@pytest.mark.parametrize(("text", "written"), [("- x", "- \\- x"), ("12) x", "- 12\\) x"), ("14.208 x", "- 14.208 x")])
def test_a_note_begins_no_list_of_its_own(text: str, written: str) -> None:
    table = Table(title="x", columns=(), rows=(), notes=(Note(text),))
    assert written in format_markdown([table], table).splitlines()
