from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from layouts import layouts
from makes.figures import hide_small_counts, make_rapport
from makes.layout import HEADER_WORDS, SENTENCES, Header, Layout, RegionPlace, orders_of
from printing import print_document
from strategies import kwartalen, rapporten
from truth import facts_of
from typed import type_lines, type_unreadable

from klantprofielen.checks import check_rapporten
from klantprofielen.errors import NoTableError, NotThisReportError, ReadError, UnreadableTextError
from klantprofielen.model import Kwartaal, Place, Rapport, Severity, Source
from klantprofielen.reading.report import read_rapporten
from klantprofielen.reading.words import Document, Kind

SOURCE = Source(file="report.pdf", sha256="", pages=2, kind="pdf")
RIJNMOND = make_rapport(22, Kwartaal(2023, 1))
TITLE = "Transparantie van klantprofielen\neerste kwartaal 2023 Zeeland\n\n\n\n"
HEADER = "Gemeente         gem met   gem zonder   uwv met   uwv zonder   totaal in Sonar\n"
ROWS = """\
Goes                  21          155       210           55           441
Hulst                 19          122       190           45           376
Veere                  3           89       113           27           232
"""


def read(text: str, *, placed: bool = True, kind: Kind = Kind.PDF, file: str = "report.pdf") -> list[Rapport]:
    document = Document(kind=kind, pages=1, lines=type_lines(text), placed=placed)
    return read_rapporten(document, replace(SOURCE, file=file))


def require_undone(printed: list[Rapport], layout: Layout) -> None:
    """Reading gives back what was printed, all its sums hold, and no name or column is doubted."""
    found = read_rapporten(print_document(printed, layout), SOURCE)
    assert [facts_of(rapport) for rapport in found] == [facts_of(rapport) for rapport in printed]
    findings = [finding for of_one in check_rapporten(found) for finding in of_one]
    assert {finding.kind for finding in findings if finding.severity is not Severity.NOTE} <= {
        "hidden-count",
        "no-percentage",
    }
    assert not any(rapport.assumed_columns for rapport in found)


def has_persons(rapport: Rapport) -> bool:
    """Whether every gemeente has any: rows of noughts are equal to each other, and to their sum."""
    return all(rij.cijfers.totaal_sonar != 0 for rij in rapport.rijen)


@settings(max_examples=200)
@given(rapporten(), layouts())
def test_reading_undoes_printing(rapport: Rapport, layout: Layout) -> None:
    assume(has_persons(rapport))
    require_undone([rapport], layout)


@settings(max_examples=100)
@given(rapporten(), layouts(), st.sampled_from(["<5", "< 5", "-", "*", "x", "..", ""]))
def test_reading_undoes_printing_where_small_counts_are_hidden(rapport: Rapport, layout: Layout, mark: str) -> None:
    assume(has_persons(rapport))
    if mark:
        require_undone([hide_small_counts(rapport, mark)], layout)
        return
    # One empty cell a row: with two, the first row of a page has too few figures to be told from other lines.
    hidden = hide_small_counts(rapport, mark)
    rijen = (new if new.hidden.count("") == 1 else old for new, old in zip(hidden.rijen, rapport.rijen, strict=True))
    require_undone([replace(rapport, rijen=tuple(rijen))], layout)


@settings(max_examples=50)
@given(kwartalen, st.lists(st.integers(1, 35), min_size=2, max_size=4, unique=True), layouts(), st.booleans())
def test_reading_undoes_printing_of_several_regions(
    kwartaal: Kwartaal,
    nummers: list[int],
    layout: Layout,
    one_table: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    together = replace(
        layout,
        one_table=one_table,
        region=RegionPlace.EACH if layout.region is RegionPlace.TITLE else layout.region,
        sentence=SENTENCES[0] if layout.sentence is SENTENCES[2] else layout.sentence,  # it must name its region
    )
    require_undone([make_rapport(nummer, kwartaal) for nummer in nummers], together)


def test_reading_undoes_printing_of_a_header_without_a_word_for_with() -> None:
    columns = orders_of(Header.PROFIEL_UNDER_ORGANISATION)[1]
    require_undone([RIJNMOND], Layout(words=HEADER_WORDS[3], columns=columns))


def test_a_row_knows_its_page_and_its_place_on_it() -> None:
    (rapport,) = read(TITLE + HEADER + ROWS)
    assert rapport.rijen[0].place == Place(1, (0.0, 10.0, 74.0, 12.5))
    assert rapport.rijen[0].printed_name == "Goes"
    assert rapport.rijen[0].gemeentecode == "GM0664"


def test_the_figures_of_a_row_come_from_the_columns_of_the_header() -> None:
    header = "Gemeente         uwv met   uwv zonder   gem met   gem zonder   totaal in Sonar\n"
    (rapport,) = read(TITLE + header + ROWS)
    assert rapport.rijen[0].cijfers.figures == (210, 55, 21, 155, 441)
    assert not rapport.assumed_columns


def test_a_hidden_count_keeps_its_mark() -> None:
    (rapport,) = read(TITLE + HEADER + ROWS.replace("  3  ", " <5  "))
    assert rapport.rijen[2].hidden == ("<5", None, None, None, None)
    assert rapport.rijen[2].cijfers.figures == (None, 89, 113, 27, 232)


def test_a_figure_with_a_comma_between_its_thousands_is_no_share() -> None:
    rows = ROWS.replace(" 155 ", "1.155").replace(" 441", "1,441")
    (rapport,) = read(TITLE + HEADER + rows)
    assert rapport.rijen[0].cijfers.figures == (21, 1155, 210, 55, None)
    assert rapport.rijen[0].hidden == (None, None, None, None, "1,441")


def test_an_empty_cell_is_hidden_without_a_mark() -> None:
    (rapport,) = read(
        TITLE
        + HEADER
        + "Borsele                8           52       127           27           214\n"
        + ROWS.replace("  3  ", "     ")
    )
    assert rapport.rijen[3].hidden == ("", None, None, None, None)


def test_the_total_row_keeps_its_label_and_one_without_gets_the_usual_one() -> None:
    rows = TITLE + HEADER + ROWS
    sums = "43          366       513          127          1049\n"
    (rapport,) = read(rows + "Totaal regio          " + sums)
    assert rapport.totaal
    assert (rapport.totaal.gemeente, rapport.totaal.gemeentecode) == ("Totaal regio", None)
    (other,) = read(rows + "                      " + sums)
    assert other.totaal
    assert other.totaal.gemeente == "TOTAAL AMR"


def test_the_quarter_in_the_rows_goes_before_that_of_the_title() -> None:
    rows = "".join(f"2022-Q4  {line}\n" for line in ROWS.splitlines())
    (rapport,) = read(TITLE + "         " + HEADER + rows)
    assert rapport.kwartaal == Kwartaal(2022, 4)


def test_without_a_title_the_name_of_the_file_tells_the_quarter() -> None:
    (rapport,) = read(HEADER + ROWS, file="zeeland-2021-q3.pdf")
    assert rapport.kwartaal == Kwartaal(2021, 3)
    (other,) = read(HEADER + ROWS)
    assert other.kwartaal is None


def test_gemeenten_are_those_of_the_day_of_the_quarter() -> None:
    title = "Transparantie van klantprofielen\neerste kwartaal {} Rijnmond\n\n\n\n"
    rows = ROWS.replace("Goes ", "Brielle ").replace("Hulst", "Schiedam").replace("Veere", "Rotterdam")
    (before,), (after,) = (read(title.format(year) + HEADER + rows) for year in (2022, 2023))
    assert before.rijen[0].gemeentecode == "GM0501"
    assert after.rijen[0].gemeentecode is None
    assert after.rijen[0].gemeente == "Brielle"


def test_the_only_row_without_a_name_is_the_only_gemeente_without_a_row() -> None:
    names = [rij.gemeente for rij in make_rapport(24, Kwartaal(2023, 1)).rijen]
    rows = "".join(f"{name if name != names[1] else '':<24}  1   2   3   4   10\n" for name in names)
    title = "Transparantie van klantprofielen\neerste kwartaal 2023 Gorinchem\n\n\n\n"
    (rapport,) = read(title + rows)
    assert [rij.gemeente for rij in rapport.rijen] == names
    assert rapport.rijen[1].printed_name == ""


def test_two_regions_without_total_rows_are_parted_by_their_names_beside_the_rows() -> None:
    rows = (
        "29  Zeeland    Goes        1   2   3   4   10\n"
        "               Hulst       1   2   3   4   10\n"
        "22  Rijnmond   Rotterdam   1   2   3   4   10\n"
        "               Schiedam    1   2   3   4   10\n"
    )
    found = read("Transparantie van klantprofielen\neerste kwartaal 2023\n\n\n\n" + rows)
    assert [(rapport.regio, len(rapport.rijen)) for rapport in found] == [("Zeeland", 2), ("Rijnmond", 2)]


def test_a_gemeente_of_another_region_does_not_part_a_table_of_one_region() -> None:
    rows = "29  Zeeland    Goes        1   2   3   4   10\n               Delft       1   2   3   4   10\n"
    (rapport,) = read("Transparantie van klantprofielen\neerste kwartaal 2023 Zeeland\n\n\n\n" + rows)
    assert [rij.gemeente for rij in rapport.rijen] == ["Goes", "Delft"]


def refusal(text: str, *, kind: Kind = Kind.PDF) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(text, kind=kind)
    return caught.value


def test_this_report_without_its_table_is_told_from_another_document() -> None:
    assert isinstance(refusal(TITLE), NoTableError)
    assert isinstance(refusal("Een brief over niets\n"), NotThisReportError)


def test_a_table_of_another_subject_is_another_document() -> None:
    assert isinstance(refusal("Bijstand in 2023\n" + ROWS), NotThisReportError)


def test_a_table_of_other_things_is_this_report_only_under_its_title() -> None:
    strange = ROWS.replace("Goes", "Aap ").replace("Hulst", "Noot ").replace("Veere", "Mies ")
    assert isinstance(refusal("Sonar\n" + strange), NotThisReportError)
    (rapport,) = read("Transparantie van klantprofielen\n\n\n\n\n" + strange)
    assert [rij.gemeentecode for rij in rapport.rijen] == [None] * 3


def test_the_words_over_the_columns_show_the_subject_too() -> None:
    header = HEADER.replace("totaal in Sonar", "klantprofielen ")
    assert len(read(header + ROWS)[0].rijen) == 3


def test_a_table_of_nothing_but_totals_is_no_table() -> None:
    totals = "Totaal      1   2   3   4   10\nTotaal      1   2   3   4   10\n"
    assert isinstance(refusal("Transparantie van klantprofielen\n\n\n\n" + totals), NoTableError)


def test_a_text_that_is_not_laid_out_is_not_read_by_places() -> None:
    running = "Transparantie van klantprofielen\nGoes 21 155 210 55 441\nHulst 19 122 190 45 376\n"
    assert isinstance(refusal(running, kind=Kind.TEXT), NoTableError)
    assert len(read(running, kind=Kind.TEXT, placed=False)[0].rijen) == 2
    assert len(read(TITLE + ROWS, kind=Kind.TEXT)[0].rijen) == 3


@pytest.mark.parametrize(("page", "is_meant"), [(1, False), (2, False), (3, True)])
def test_only_behind_a_whole_report_may_a_page_be_empty(page: int, is_meant: bool) -> None:  # noqa: FBT001
    lines = print_document([RIJNMOND], Layout()).lines
    moved = tuple(replace(line, page=line.page + (line.page >= page)) for line in lines)
    document = Document(kind=Kind.PDF, pages=3, lines=moved, empty_page=page)
    if is_meant:
        assert len(read_rapporten(document, SOURCE)) == 1
        return
    with pytest.raises(NoTableError) as caught:
        read_rapporten(document, SOURCE)
    assert caught.value.facts == {"case": "page", "page": page}


def test_figures_without_a_character_map_are_refused() -> None:
    lines = (*type_lines(TITLE), *map(type_unreadable, type_lines("\n\n\n\n\n" + ROWS)))
    with pytest.raises(UnreadableTextError):
        read_rapporten(Document(kind=Kind.PDF, pages=1, lines=lines), SOURCE)
