import re
from dataclasses import replace

import pytest
from rijnmond import RIJNMOND, build_rapport, hide_first_count
from syrupy.assertion import SnapshotAssertion

from klantprofielen.language import choose_language
from klantprofielen.model import Finding, Kwartaal, Severity
from klantprofielen.tables import Checked, Table, overview_table, summary_table, tidy_table
from klantprofielen.views.console import format_terminal
from klantprofielen.views.layout import lay_out, width_of
from klantprofielen.views.plain import format_findings, format_plain

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
ERROR = Finding(
    kind="row-sum",
    severity=Severity.ERROR,
    message="the four counts add up to 801, but the printed total in Sonar is 802",
    gemeente="Schiedam",
    page=2,
)
NOTE = Finding(kind="assumed-columns", severity=Severity.NOTE, message="the header cannot be read")
SUMMARY = summary_table(Checked(RIJNMOND, (ERROR, NOTE), RIJNMOND.rijen))
DRENTHE = build_rapport("Drenthe", 4, Kwartaal(2023, 1), "drenthe.pdf", 10, 20, 30, 40, 200)
OVERVIEW = overview_table([Checked(RIJNMOND, (ERROR,), RIJNMOND.rijen), Checked(DRENTHE, (), DRENTHE.rijen)])
NAMES = [rij.gemeente for rij in RIJNMOND.rijen]


def shown(table: Table, room: int) -> str:
    return ESCAPES.sub("", format_terminal([table], room))


@pytest.mark.parametrize("room", [80, 60, 120])
def test_the_summary_looks_as_it_should(room: int, snapshot: SnapshotAssertion) -> None:
    assert format_terminal([OVERVIEW, SUMMARY], room) == snapshot


def test_a_pipe_gets_the_same_without_anything_to_look_at(snapshot: SnapshotAssertion) -> None:
    text = format_plain([OVERVIEW, SUMMARY])
    assert text == snapshot
    assert "\x1b" not in text
    assert "─" not in text


def test_rijnmond_fits_80_columns_with_all_its_figures() -> None:
    text = shown(SUMMARY, 80)
    assert max(map(width_of, text.splitlines())) <= 80
    assert "Niet getoond" not in text
    assert re.search(r"Rotterdam +187 +2\.882 +3\.676 +801 +7\.546 +51,2% +53,1%", text)


@pytest.mark.parametrize("room", range(33, 90))
def test_whatever_fits_is_shown_whole(room: int) -> None:
    lines = shown(SUMMARY, room).splitlines()
    assert max(map(width_of, lines)) <= room
    assert all(any(line.startswith(f" {name} ") for line in lines) for name in NAMES)
    assert any(line.startswith(" TOTAAL") and "14.208" in line for line in lines)


def test_columns_are_left_out_whole_in_a_stated_order_and_named() -> None:
    left_out = [lay_out(SUMMARY, room).left_out for room in (80, 70, 60, 42, 33)]
    assert left_out == [
        (),
        ("van regio",),
        ("gemeente zonder", "UWV zonder", "van regio"),
        ("gemeente met", "gemeente zonder", "UWV met", "UWV zonder", "van regio"),
        ("gemeente met", "gemeente zonder", "UWV met", "UWV zonder", "met profiel", "van regio"),
    ]
    assert "Niet getoond, te smal: van regio" in shown(SUMMARY, 70)


@pytest.mark.parametrize("room", [1, 10, 20])
def test_what_does_not_fit_at_all_is_never_cut(room: int) -> None:
    text = shown(SUMMARY, room)
    assert re.search(r"Capelle aan den IJssel +696$", text, re.MULTILINE)
    assert re.search(r"TOTAAL +14\.208$", text, re.MULTILINE)


def test_nothing_is_styled_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in format_terminal([SUMMARY], 80)


def test_no_color_leaves_bold_but_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"\x1b\[[0-9;]*31m", format_terminal([SUMMARY], 80))
    monkeypatch.setenv("NO_COLOR", "1")
    text = format_terminal([SUMMARY], 80)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", text)
    assert "\x1b[1m TOTAAL" in text


def test_a_finding_has_a_mark_and_a_word_besides_its_colour() -> None:
    text = shown(SUMMARY, 80)
    assert " ✗ error  Schiedam: the four counts" in text
    assert " · note   the header cannot be read" in text
    choose_language("nl")
    assert " ✗ fout  Schiedam: the four counts" in shown(SUMMARY, 80)


def test_text_of_a_document_is_no_markup_and_moves_no_cursor() -> None:
    rij = replace(RIJNMOND.rijen[0], gemeente="[bold red]X[/] :smile: \x1b[2J\x07\u202e")
    rapport = replace(RIJNMOND, rijen=(rij,), regio="\x1b]0;titel\x07[link=x]y")
    finding = replace(ERROR, gemeente="[blink]Z\x1b[31m", message="[/]\r\n")
    table = summary_table(Checked(rapport, (finding,), rapport.rijen))
    for text in (shown(table, 100), format_plain([table])):
        assert "[bold red]X[/] :smile: \ufffd[2J\ufffd" in text
        assert "\ufffd]0;titel\ufffd[link=x]y" in text
        assert "[blink]Z\ufffd[31m: [/]" in text
        assert not set(text) & {"\x07", "\r", "\u202e", "\x1b"}


def test_wide_and_combined_characters_keep_the_columns_straight() -> None:
    names = ["漢字", "Súdwest", "e\u0301"]
    rows = tuple(replace(rij, gemeente=name) for rij, name in zip(RIJNMOND.rijen, names, strict=False))
    lines = format_plain([summary_table(Checked(RIJNMOND, (), rows))]).splitlines()
    assert len({width_of(line) for line in lines[3:8]}) == 1
    assert width_of("e\u0301") == 1


def test_a_hidden_count_is_shown_by_its_mark_and_the_unknown_by_nothing() -> None:
    hidden = hide_first_count(RIJNMOND, "*")
    text = format_plain([summary_table(Checked(hidden, (), hidden.rijen))])
    assert re.search(r"Albrandswaard +\* +68 +88 +20 +178 +1,3%", text)


def test_a_table_without_notes_ends_with_its_rows() -> None:
    table = replace(SUMMARY, notes=(), rows=SUMMARY.rows[:2])
    assert format_plain([table]).endswith("46,2%    2,4%\n")
    assert shown(table, 80).rstrip().endswith("2,4%")


def test_an_empty_table_is_its_header() -> None:
    assert format_plain([replace(SUMMARY, notes=(), rows=())]).splitlines()[-1].startswith("Gemeente")


def test_a_console_without_escape_sequences_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: True)
    assert "\x1b" not in format_terminal([SUMMARY], 80)


def test_a_table_without_groups_has_one_line_of_headers() -> None:
    lines = format_plain([tidy_table([Checked(RIJNMOND, (), RIJNMOND.rijen)])]).splitlines()
    assert lines[2].startswith("Kwartaal")
    assert re.match(r"1e kwartaal 2023 +gemeente +22 +Rijnmond", lines[3])


def test_quarters_are_written_in_dutch() -> None:
    later = replace(DRENTHE, kwartaal=Kwartaal(2023, 2))
    table = overview_table([Checked(DRENTHE, (), DRENTHE.rijen), Checked(later, (), later.rijen)])
    assert "2e kwartaal 2023  Drenthe" in format_plain([table])


def test_a_finding_is_one_line_that_leads_to_its_place() -> None:
    lines = format_findings([Checked(RIJNMOND, (ERROR, NOTE), RIJNMOND.rijen)]).splitlines()
    assert lines == [
        f"rijnmond.pdf:2: Schiedam: error: {ERROR.message} [row-sum]",
        "rijnmond.pdf: note: the header cannot be read [assumed-columns]",
    ]
