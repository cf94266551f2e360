from datetime import date

import pytest
from typed import type_lines

from klantprofielen.model import Kwartaal, Percentage
from klantprofielen.reading.prose import Prose, Statement, find_regios, kwartaal_of_file, without_regios
from klantprofielen.reading.words import Line
from klantprofielen.reference import regio_of

TODAY = date(2023, 1, 1)
RIJNMOND, ZEELAND = regio_of(22, TODAY), regio_of(29, TODAY)
Q1 = Kwartaal(2023, 1)
SENTENCE = (
    "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio Rijnmond bevat het doelgroepregister\n"
    "banenafspraak in totaal 19.222 personen. Hiervan is 74% bekend binnen Sonar."
)


def prose_of(text: str) -> Prose:
    return Prose(type_lines(text), frozenset())


def statements_in(text: str) -> list[Statement]:
    return prose_of(text).statements(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "eerste kwartaal 2023 Rijnmond",
        "Rijnmond, 1e kwartaal 2023",
        "Q1 2023 - arbeidsmarktregio Rijnmond",
        "Transparantie van klantprofielen regio Rijnmond 2023-Q1",
        "eerste kwartaal\n2023 Rijnmond",
        "eerste kwartaal 2023\nRijnmond",
        "Arbeidsmarktregio: Rijnmond\neerste kwartaal 2023",
        "eerste kwartaal 2023\nAMR Rijnmond",
    ],
)
def test_a_title_names_a_quarter_and_a_region(text: str) -> None:
    (title,) = prose_of(text).titles
    assert (title.kwartaal, title.regios) == (Q1, (RIJNMOND,))
    assert title.is_title


@pytest.mark.parametrize(
    "text",
    [
        "De vorige publicatie, over het vierde kwartaal van 2022, is in april verschenen",
        "Vergeleken: eerste kwartaal 2023 en vierde kwartaal 2022 naast elkaar",
    ],
)
def test_a_sentence_that_mentions_a_quarter_is_no_title(text: str) -> None:
    prose = prose_of(text)
    assert len(prose.headings) == 1
    assert not prose.headings[0].is_title
    assert prose.titles == ()


def test_what_names_a_region_is_the_title_and_what_does_not_a_running_foot() -> None:
    prose = prose_of("eerste kwartaal 2023 Rijnmond\nUWV Q2 2023")
    assert [title.kwartaal for title in prose.titles] == [Q1]


def test_where_no_line_names_a_region_the_title_is_the_one_in_the_largest_letters() -> None:
    title, foot = type_lines("eerste kwartaal 2023\nUWV Q2 2023")
    large = Line(title.page, title.y, 18.0, title.words)
    assert [heading.kwartaal for heading in Prose((large, foot), frozenset()).titles] == [Q1]
    assert len(Prose((title, foot), frozenset()).titles) == 2


def test_lines_of_the_table_are_no_prose() -> None:
    lines = type_lines("eerste kwartaal 2023 Rijnmond\nGoes 1 2 3 4 10")
    assert Prose(lines, {0}).headings == ()
    assert Prose(lines, {0}).key == "goes123410"


def test_the_subjects_of_the_report_are_recognized() -> None:
    prose = prose_of("Transparantie van\nklantprofielen in Sonar")
    assert prose.has_title
    assert prose.subjects == 2
    assert not prose_of("Bijstand per gemeente").has_title
    assert prose_of("Bijstand per gemeente").subjects == 0


def test_the_quarter_at_a_line_is_that_of_the_title_above_it() -> None:
    prose = prose_of("eerste kwartaal 2023 Rijnmond\nrij\ntweede kwartaal 2023 Zeeland\nrij")
    assert prose.kwartaal_at(1, None) == Q1
    assert prose.kwartaal_at(3, None) == Kwartaal(2023, 2)
    assert prose.kwartaal_at(0, None) == Q1


def test_the_quarter_of_a_region_is_that_of_its_own_title() -> None:
    prose = prose_of("eerste kwartaal 2023 Rijnmond\ntweede kwartaal 2023 Zeeland\nrij")
    assert prose.kwartaal_at(2, RIJNMOND) == Q1
    assert prose.kwartaal_at(2, ZEELAND) == Kwartaal(2023, 2)


def test_a_title_without_strange_words_goes_before_others() -> None:
    prose = prose_of("eerste kwartaal 2023 Rijnmond\nconcept tweede kwartaal 2023 Rijnmond\nrij")
    assert prose.kwartaal_at(2, None) == Q1
    title = prose.title_above(2)
    assert title
    assert title.kwartaal == Q1
    assert prose.title_above(0) is None


def test_without_a_title_the_only_quarter_that_is_mentioned_holds() -> None:
    sentence = "De stand van deze tabel is die aan het einde van het {} kwartaal 2023 volgens UWV"
    assert prose_of(sentence.format("eerste")).kwartaal_at(0, None) == Q1
    assert prose_of(sentence.format("eerste") + "\n" + sentence.format("derde")).kwartaal_at(0, None) is None
    assert prose_of("niets").kwartaal_at(0, None) is None


def test_the_sentence_of_the_report_gives_region_register_and_percentage() -> None:
    assert statements_in(SENTENCE) == [Statement(0, (RIJNMOND,), (19222,), Percentage(74, 0))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "counts", "percentage"),
    [
        ("Het doelgroepregister telt 19.222 personen; 74% daarvan is bekend in Sonar.", (19222,), Percentage(74, 0)),
        ("Van de 19 222 mensen in het doelgroepregister is 73,9 procent bekend.", (19222,), Percentage(739, 1)),
        ("Doelgroepregister: 19222\nBekend in Sonar: 74 %", (19222,), Percentage(74, 0)),
        ("Het register bevat 19.222 personen.", (19222,), None),
        ("Op 31 maart 2023 stonden 19.222 personen in het doelgroepregister.", (19222,), None),
        ("In het eerste kwartaal 2023 stonden 19.222 personen in het doelgroepregister.", (19222,), None),
        ("Van 14.208 uit het register van 19.222 personen is 74% bekend.", (19222, 14208), Percentage(74, 0)),
        ("Van de 14.208 is bekend: het doelgroepregister telt er 19.222.", (19222, 14208), None),
        ("In het doel-\ngroepregister staan 19.222 personen.", (19222,), None),
    ],
)
def test_the_register_is_told_in_many_ways(text: str, counts: tuple[int, ...], percentage: Percentage | None) -> None:
    (statement,) = statements_in(text)
    assert (statement.counts, statement.percentage) == (counts, percentage)


@pytest.mark.parametrize(
    "text",
    [
        "Het doelgroepregister groeit.",
        "Er wonen 19.222 personen.",
    ],
)
def test_what_is_not_said_of_the_register_of_the_region_is_no_statement(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Landelijk stonden er 303.512 personen in het doelgroepregister.",
        "In heel Nederland telt het doelgroepregister 303.512 personen.",
    ],
)
def test_a_sentence_about_the_country_is_marked(text: str) -> None:
    assert statements_in(text) == [Statement(0, (), (303512,), None, national=True)]


def test_the_percentage_of_those_who_are_not_known_is_not_taken() -> None:
    (statement,) = statements_in("Het register telt 19.222 personen: 26% is niet bekend en 74% is bekend in Sonar.")
    assert statement.percentage == Percentage(74, 0)


def test_the_count_may_stand_in_the_next_sentence() -> None:
    (statement,) = statements_in(
        "Niet iedereen uit het doelgroepregister is bekend. Van 19.222 mensen is 74% in Sonar."
    )
    assert (statement.counts, statement.percentage) == ((19222,), Percentage(74, 0))


def test_a_percentage_may_stand_in_the_next_sentence_but_not_in_that_of_another_register() -> None:
    one, other = statements_in(
        "Het doelgroepregister van Zeeland telt 6.399 mensen. Het doelgroepregister van Rijnmond telt 19.222 mensen. "
        "Daarvan is 74% bekend."
    )
    assert (one.regios, one.percentage) == ((ZEELAND,), None)
    assert (other.regios, other.percentage) == ((RIJNMOND,), Percentage(74, 0))


def test_no_sentence_goes_on_over_a_table_a_page_or_a_title() -> None:
    first = "Het doelgroepregister van Zeeland telt"
    lines = type_lines(f"{first}\nGoes 1 2 3 4 10\n6.399 personen.")
    assert Prose(lines, {1}).statements(TODAY) == []
    assert Prose((*type_lines(first), *type_lines("6.399 personen.", page=2)), frozenset()).statements(TODAY) == []
    assert statements_in(f"{first}\neerste kwartaal 2023 Zeeland\n6.399 personen.") == []


def test_regions_are_found_in_a_text_by_their_longest_names_and_once_each() -> None:
    text = "Zuid-Holland Centraal, Gooi en Vechtstreek (Zeeland) en nog eens Zeeland"
    assert [regio.nummer for regio in find_regios(text, TODAY)] == [18, 12, 29]
    assert find_regios("een gemeente in zeeland", TODAY) == []


def test_the_words_beside_the_regions_are_keys() -> None:
    assert without_regios("Stand in Gooi en Vechtstreek: 12 (Definitief)", TODAY) == ["stand", "in", "definitief"]


@pytest.mark.parametrize(
    ("name", "kwartaal"),
    [
        ("rijnmond-2023-q1.csv", Q1),
        ("rijnmond_q1_2023.xlsx", Q1),
        ("map.2023-Q1.2023-Q1.txt", Q1),
        ("2023-q1 en 2023-q2.csv", None),
        ("rijnmond.csv", None),
    ],
)
def test_the_name_of_a_file_may_tell_the_quarter(name: str, kwartaal: Kwartaal | None) -> None:
    assert kwartaal_of_file(name) == kwartaal


@pytest.mark.parametrize(
    "figure",
    [
        *("19.222e3", "1e5", "+19.222", "-19.222", "<19.222", "19.222\u00b2", "19.222\u0660", "19_222", "19.222O"),
        *("l9.222", "19.222 duizend", "19.222 miljoen", "19,222", "19.2220"),
    ],
)
def test_a_number_in_a_sentence_stands_by_itself(figure: str) -> None:
    assert statements_in(SENTENCE.replace("19.222", figure)) == []


@pytest.mark.parametrize("share", ["-74%", "74\u00b2%", "74\u2030", "\u0667\u0664%", "70-74%", "74e0%", "73,9153%"])
def test_a_percentage_stands_by_itself(share: str) -> None:
    (statement,) = statements_in(SENTENCE.replace("74%", share))
    assert (statement.counts, statement.percentage) == ((19222,), None)


def test_a_number_may_have_brackets_and_a_word_right_behind_it() -> None:
    (statement,) = statements_in(SENTENCE.replace("19.222 personen", "(19.222personen)").replace("74%", "(74%)"))
    assert (statement.counts, statement.percentage) == ((19222,), Percentage(74, 0))
