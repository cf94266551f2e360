"""Reports made here and now by several programs, from one description: reading gives back what was described."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts
from makes.as_sheet import print_csv, print_xlsx
from makes.as_text import Shape, print_text
from makes.figures import hide_small_counts, make_rapport
from makes.layout import (
    HEADER_WORDS,
    SENTENCES,
    TITLES,
    Align,
    Drawing,
    Header,
    Layout,
    Prose,
    RegionPlace,
    Rules,
    Turn,
    VerticalAlign,
    orders_of,
)
from makes.with_fpdf2 import print_table_with_fpdf2, print_with_fpdf2
from makes.with_reportlab import print_with_reportlab
from truth import facts_of

from klantprofielen.checks import check_rapporten
from klantprofielen.model import Kwartaal, Rapport, Severity
from klantprofielen.reading.content import read_content
from klantprofielen.reading.limits import Limits
from klantprofielen.reference import regios_on

Print = Callable[[Sequence[Rapport], Layout], bytes]

PLACED: dict[str, Print] = {"reportlab": print_with_reportlab, "fpdf2": print_with_fpdf2}
RIJNMOND, FRIESLAND = make_rapport(22, Kwartaal(2023, 1)), make_rapport(2, Kwartaal(2024, 3), decimals=1)
CENTRAAL, GRONINGEN = make_rapport(18, Kwartaal(2022, 2)), make_rapport(1, Kwartaal(2021, 4))
SEVERAL = [make_rapport(nummer, Kwartaal(2024, 1)) for nummer in (24, 20, 25)]
COUNTRY = [make_rapport(regio.nummer, Kwartaal(2023, 1)) for regio in regios_on(Kwartaal(2023, 1).eerste_dag)]
UWV_FIRST, TOTAL_FIRST = orders_of(Header.PROFIEL_UNDER_ORGANISATION)[1], orders_of(Header.ONE_ROW)[4]
MET_FIRST = orders_of(Header.ORGANISATION_UNDER_PROFIEL)[0]

LAYOUTS = {
    "as published": ([RIJNMOND], Layout()),
    "grid and stripes": ([RIJNMOND], Layout(rules=Rules.GRID, zebra=True, align=Align.CENTRE)),
    "header of one row": ([CENTRAAL], Layout(header=Header.ONE_ROW, words=HEADER_WORDS[1], columns=TOTAL_FIRST)),
    "met over gemeente": ([CENTRAAL], Layout(header=Header.ORGANISATION_UNDER_PROFIEL, columns=MET_FIRST)),
    "uwv first": ([RIJNMOND], Layout(columns=UWV_FIRST, words=HEADER_WORDS[2], align=Align.LEFT)),
    "plain thousands": ([FRIESLAND], Layout(thousands="", prose=Prose.SAME_PAGE)),
    "spaced thousands": ([RIJNMOND], Layout(thousands=" ", landscape=False, size=7.5)),
    "no-break spaces": ([FRIESLAND], Layout(thousands="\u00a0", title=TITLES[2], sentence=SENTENCES[1])),
    "region on each row": ([GRONINGEN], Layout(region=RegionPlace.EACH, title=TITLES[3])),
    "region in the middle": ([GRONINGEN], Layout(region=RegionPlace.MIDDLE, sentence_first=True)),
    "region over all rows": ([CENTRAAL], Layout(region=RegionPlace.MERGED, rules=Rules.GRID, names_width=60)),
    "region above": ([GRONINGEN], Layout(region=RegionPlace.ABOVE, footer="Pagina {page}")),
    "region in the title": ([GRONINGEN], Layout(region=RegionPlace.TITLE, title=TITLES[4])),
    "wrapped names, top": ([RIJNMOND], Layout(names_width=60)),
    "wrapped names, middle": ([FRIESLAND], Layout(names_width=50, vertical=VerticalAlign.MIDDLE)),
    "wrapped names, bottom": ([RIJNMOND], Layout(names_width=60, vertical=VerticalAlign.BOTTOM, landscape=False)),
    "few rows a page": ([FRIESLAND], Layout(rows_on_page=7, footer="{page}", rules=Rules.ROWS)),
    "header not repeated": ([FRIESLAND], Layout(rows_on_page=9, repeat_header=False, region=RegionPlace.EACH)),
    "total on its own page": ([RIJNMOND], Layout(total_on_own_page=True, repeat_header=False)),
    "small letters": ([RIJNMOND], Layout(size=4.5)),
    "font of the reader": ([CENTRAAL], Layout(embedded_font=False)),
    "stars for small counts": ([hide_small_counts(FRIESLAND, "*")], Layout(prose=Prose.NONE)),
    "nothing for small counts": ([hide_small_counts(FRIESLAND, "")], Layout(rules=Rules.GRID)),
    "less than five": ([hide_small_counts(FRIESLAND)], Layout(thousands=" ")),
    "three regions": (SEVERAL, Layout(title=TITLES[1])),
    "three regions in a table": (SEVERAL, Layout(one_table=True, region=RegionPlace.EACH)),
    "three regions above their rows": (SEVERAL, Layout(one_table=True, region=RegionPlace.ABOVE, rows_on_page=20)),
    "two quarters": ([RIJNMOND, replace(make_rapport(22, Kwartaal(2023, 2)))], Layout()),
}
DRAWN = {drawing.name: Layout(drawing=drawing, names_width=60, region=RegionPlace.MIDDLE) for drawing in Drawing}
TURNED = {
    f"{drawn}, shown {shown}": Layout(turn=Turn(drawn, shown)) for drawn in (0, 90, 180, 270) for shown in (0, 90, 270)
}


def require_read(data: bytes, rapporten: Sequence[Rapport]) -> None:
    """Everything comes back, with no finding but that counts are hidden where they are."""
    read = read_content(data, file="report", sha256="", limits=Limits())
    assert [facts_of(rapport) for rapport in read] == [facts_of(rapport) for rapport in rapporten]
    found = [finding for findings in check_rapporten(read) for finding in findings]
    assert {finding.kind for finding in found if finding.severity is not Severity.NOTE} <= {"hidden-count"}
    assert not any(rapport.assumed_columns for rapport in read)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("make", PLACED)
def test_a_report_is_read_whatever_it_looks_like(make: str, name: str) -> None:
    rapporten, layout = LAYOUTS[name]
    require_read(PLACED[make](rapporten, layout), rapporten)


@pytest.mark.parametrize("drawing", DRAWN)
@pytest.mark.parametrize("make", PLACED)
def test_a_report_is_read_whatever_order_it_is_drawn_in(make: str, drawing: str) -> None:
    require_read(PLACED[make]([RIJNMOND], DRAWN[drawing]), [RIJNMOND])


@pytest.mark.parametrize("turn", TURNED)
def test_a_report_is_read_whichever_way_it_is_turned(turn: str) -> None:
    require_read(print_with_reportlab([CENTRAAL], TURNED[turn]), [CENTRAAL])


def test_a_report_drawn_sideways_letter_by_letter_with_wrapped_names_is_read() -> None:
    layout = replace(DRAWN["CHARACTERS"], turn=Turn(90, 90), vertical=VerticalAlign.MIDDLE, thousands=" ")
    require_read(print_with_reportlab([RIJNMOND], layout), [RIJNMOND])


@pytest.mark.parametrize(
    "layout",
    [
        Layout(),
        Layout(rules=Rules.GRID, zebra=True, region=RegionPlace.EACH, align=Align.CENTRE, size=11),
        Layout(landscape=False, size=8, columns=UWV_FIRST, vertical=VerticalAlign.MIDDLE, region=RegionPlace.TITLE),
        Layout(header=Header.ONE_ROW, rules=Rules.ROWS, prose=Prose.SAME_PAGE, sentence_first=True, size=13),
        Layout(header=Header.ORGANISATION_UNDER_PROFIEL, columns=MET_FIRST, vertical=VerticalAlign.BOTTOM, size=12),
    ],
    ids=["plain", "grid", "portrait", "large", "larger"],
)
def test_a_table_that_fpdf2_lays_out_by_itself_is_read(layout: Layout) -> None:
    require_read(print_table_with_fpdf2([RIJNMOND, FRIESLAND], layout), [RIJNMOND, FRIESLAND])


@pytest.mark.parametrize("make", PLACED)
@pytest.mark.parametrize("one_table", [False, True], ids=["a page each", "one table"])
def test_all_regions_of_the_country_are_read_from_one_file(make: str, one_table: bool) -> None:  # noqa: FBT001
    layout = Layout(one_table=one_table, prose=Prose.SAME_PAGE, region=RegionPlace.EACH, size=8)
    assert sum(len(rapport.rijen) for rapport in COUNTRY) == 342
    require_read(PLACED[make](COUNTRY, layout), COUNTRY)


TEXTS = {
    "as published": ([RIJNMOND], Layout()),
    "header of one row": ([CENTRAAL], Layout(header=Header.ONE_ROW, words=HEADER_WORDS[1], columns=TOTAL_FIRST)),
    "uwv first": ([RIJNMOND], Layout(columns=UWV_FIRST)),
    "met over gemeente": ([GRONINGEN], Layout(header=Header.ORGANISATION_UNDER_PROFIEL, columns=MET_FIRST)),
    "region on each row": ([GRONINGEN], Layout(region=RegionPlace.EACH)),
    "region in the title": ([FRIESLAND], Layout(region=RegionPlace.TITLE)),
    "plain thousands": ([FRIESLAND], Layout(thousands="")),
    "no-break spaces": ([RIJNMOND], Layout(thousands="\u00a0")),
    "less than five": ([hide_small_counts(FRIESLAND)], Layout()),
    "three regions": (SEVERAL, Layout(title=TITLES[1])),
    "no explanation": ([CENTRAAL], Layout(prose=Prose.NONE, sentence=SENTENCES[2])),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("shape", Shape)
def test_a_text_is_read_whatever_its_shape(shape: Shape, name: str) -> None:
    rapporten, layout = TEXTS[name]
    require_read(print_text(rapporten, layout, shape).encode(), rapporten)


@pytest.mark.xfail(strict=True, reason="without positions the order is assumed, though the words come in it")
def test_a_text_whose_header_has_no_word_for_with_is_read() -> None:
    layout = Layout(header=Header.ONE_ROW, words=HEADER_WORDS[3], columns=UWV_FIRST, region=RegionPlace.EACH)
    require_read(print_text([CENTRAAL], layout, Shape.RUNNING).encode(), [CENTRAAL])


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
def test_a_csv_is_read(delimiter: str, name: str) -> None:
    rapporten, layout = TEXTS[name]
    require_read(print_csv(rapporten, layout, delimiter).encode("utf-8-sig"), rapporten)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("numbers", [True, False], ids=["numbers", "text"])
def test_a_workbook_is_read(name: str, numbers: bool) -> None:  # noqa: FBT001
    rapporten, layout = TEXTS[name]
    require_read(print_xlsx(rapporten, layout, numbers=numbers), rapporten)


def test_a_cell_on_each_line_hides_no_empty_ones() -> None:
    """Where a mark is nothing at all, only places tell: aligned text, tabs, sheets."""
    hidden = hide_small_counts(FRIESLAND, "")
    require_read(print_text([hidden], Layout(), Shape.ALIGNED).encode(), [hidden])
    require_read(print_text([hidden], Layout(), Shape.TABS).encode(), [hidden])
    require_read(print_csv([hidden], Layout()).encode(), [hidden])
    require_read(print_xlsx([hidden], Layout()), [hidden])


@settings(max_examples=40)
@given(st.sampled_from(list(PLACED)), st.integers(1, 35), st.integers(2014, 2025), layouts(), st.sampled_from(Drawing))
def test_any_layout_is_read_from_a_pdf(make: str, nummer: int, jaar: int, layout: Layout, drawing: Drawing) -> None:
    rapport = make_rapport(nummer, Kwartaal(jaar, 1 + nummer % 4))
    printed = replace(layout, drawing=drawing, thousands=layout.thousands.replace("\u2009", "\u00a0"))
    require_read(PLACED[make]([rapport], printed), [rapport])
