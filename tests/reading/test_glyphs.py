from collections.abc import Sequence

import pytest

from klantprofielen.reading.glyphs import Glyph, build_lines
from klantprofielen.reading.words import Line

EM, WIDTH = 10.0, 5.0


def draw(  # noqa: PLR0913 - few of them at a time
    text: str, x: float = 0.0, y: float = 0.0, *, order: int = 0, em: float = EM, gap: float = 0.0
) -> list[Glyph]:
    """The glyphs of a text, each half an em wide; its spaces are gaps of a third of an em."""
    glyphs = []
    for number, char in enumerate(text, start=order):
        if char == " ":
            x += em / 3
            continue
        glyphs.append(Glyph(y, x, x + em / 2, em, char, number))
        x += em / 2 + gap
    return glyphs


def lines_of(glyphs: Sequence[Glyph], unmapped: Sequence[int] = ()) -> list[Line]:
    return list(build_lines(list(glyphs), 1, lambda order: order not in unmapped))


def texts(glyphs: Sequence[Glyph]) -> list[str]:
    return [line.text for line in lines_of(glyphs)]


def test_glyphs_close_together_are_a_word() -> None:
    (line,) = lines_of(draw("Goes 21 155"))
    assert [word.text for word in line.words] == ["Goes", "21", "155"]
    assert (line.words[0].x0, line.words[0].x1) == (0.0, 4 * WIDTH)
    assert (line.page, line.y, line.em) == (1, 0.0, EM)


def test_no_glyphs_are_no_lines() -> None:
    assert lines_of([]) == []


def test_lines_come_from_top_to_bottom_whatever_order_they_were_drawn_in() -> None:
    glyphs = [*draw("onder", y=30), *draw("boven", y=10), *draw("midden", y=20)]
    assert texts(glyphs) == texts(glyphs[::-1]) == ["boven", "midden", "onder"]


def test_a_line_may_stand_a_little_uneven_but_not_half_a_line() -> None:
    assert texts([*draw("Goes", y=0), *draw("21", 40, y=2.5)]) == ["Goes 21"]
    assert texts([*draw("Goes", y=0), *draw("21", 40, y=5)]) == ["Goes", "21"]


def test_letters_set_apart_are_still_words() -> None:
    glyphs = [*draw("Rotterdam", gap=3), *draw("187", 90, gap=3)]
    assert texts(glyphs) == ["Rotterdam 187"]


def test_a_word_in_much_larger_letters_on_the_same_line_is_a_line_of_its_own() -> None:
    glyphs = [*draw("Goes 21 155 210 55 441"), *draw("NIET", x=10, em=50, order=40)]
    assert sorted(texts(glyphs)) == ["Goes 21 155 210 55 441", "NIET"]


def test_text_drawn_twice_for_boldness_counts_once() -> None:
    assert texts([*draw("TOTAAL 11"), *draw("TOTAAL 11", x=0.3, order=9)]) == ["TOTAAL 11"]


def test_the_letters_of_a_ligature_share_a_box_but_are_two() -> None:
    glyphs = [Glyph(0, 0, 5, EM, "f", 0), Glyph(0, 0, 5, EM, "f", 1), Glyph(0, 5, 10, EM, "e", 2)]
    assert texts(glyphs) == ["ffe"]


@pytest.mark.parametrize(
    ("accent", "letter", "whole"), [("´", "u", "ú"), ("ˆ", "a", "â"), ("¨", "e", "ë"), ("`", "e", "è"), ("˜", "n", "ñ")]
)
def test_an_accent_drawn_over_a_letter_joins_it(accent: str, letter: str, whole: str) -> None:
    glyphs = [*draw("S"), Glyph(0, 5, 10, EM, letter, 1), Glyph(0, 6, 9, EM, accent, 2), *draw("d", x=10, order=3)]
    assert texts(glyphs) == [f"S{whole}d"]


def test_an_apostrophe_beside_a_letter_is_no_accent() -> None:
    assert texts(draw("´s")) == ["´s"]


def test_text_laid_over_other_text_is_kept_apart() -> None:
    name, figure = draw("Leidschendam-Voorburg"), draw("58", x=98, order=40)
    assert sorted(lines_of([*name, *figure])[0].text.split()) == ["58", "Leidschendam-Voorburg"]


def test_a_figure_that_touches_a_name_begins_a_word_where_it_was_drawn_apart() -> None:
    assert texts([*draw("Goes"), *draw("21", x=20, order=9)]) == ["Goes 21"]
    assert texts(draw("Q1")) == ["Q1"]


def test_a_word_is_unreadable_where_its_font_has_no_map() -> None:
    glyphs = draw("AB 12")
    (line,) = lines_of(glyphs, unmapped=[glyphs[0].order])
    assert [word.readable for word in line.words] == [False, True]
    (other,) = lines_of(draw("A\x01 12"))
    assert [word.readable for word in other.words] == [False, True]
