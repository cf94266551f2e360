import time
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantprofielen.model import Kwartaal, Percentage
from klantprofielen.notation import (
    THOUSANDS,
    clean_text,
    cut_text,
    find_kwartalen,
    format_amount,
    format_difference,
    format_growth,
    format_kwartaal,
    format_kwartaal_in_words,
    format_number,
    format_percentage,
    format_points,
    format_share,
    guard_text,
    is_number,
    name_key,
    parse_kwartaal,
    parse_number,
    parse_percentage,
    parse_share,
    same_spelling,
    unguard_text,
)

kwartalen = st.builds(Kwartaal, st.integers(2000, 2099), st.integers(1, 4))


@given(st.integers(0, 999_999_999), st.sampled_from(THOUSANDS))
def test_a_number_is_read_as_it_is_written(number: int, mark: str) -> None:
    assert parse_number(format_number(number)) == number
    assert parse_number(format_number(number).replace(".", mark)) == number
    assert parse_number(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "1.23", "1.2345", "12,5", "-1", "+1", "01", "1..234", ".234", "²", "١٢", "1e3", "0x1F", "<5", " 1"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "percentage"),
    [
        ("74%", Percentage(74, 0)),
        ("73,9%", Percentage(739, 1)),
        ("73.91 %", Percentage(7391, 2)),
        ("Hiervan is 74 procent bekend", Percentage(74, 0)),
        ("geen", None),
    ],
)
def test_a_percentage_is_found_with_its_decimals(text: str, percentage: Percentage | None) -> None:
    assert parse_percentage(text) == percentage


@given(st.integers(0, 999), st.integers(0, 2))
def test_a_percentage_is_read_as_it_is_written(digits: int, decimals: int) -> None:
    percentage = Percentage(digits, decimals)
    assert parse_percentage(format_percentage(percentage)) == percentage


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(14208, 19222), "73,9%"),
        (Fraction(1), "100,0%"),
        (Fraction(0), "0,0%"),
        (Fraction(1, 3000), "0,0%"),
        (Fraction(5, 10000), "0,1%"),
        (Fraction(-4, 1000), "-0,4%"),
    ],
)
def test_a_share_is_a_percentage_with_one_decimal(share: Fraction, text: str) -> None:
    assert format_share(share) == text


@given(kwartalen)
def test_a_quarter_is_read_in_every_way_it_is_written(kwartaal: Kwartaal) -> None:
    jaar, nummer = kwartaal.jaar, kwartaal.nummer
    written = [
        str(kwartaal),
        format_kwartaal(kwartaal),
        format_kwartaal_in_words(kwartaal),
        f"Q{nummer} {jaar}",
        f"{jaar}Q{nummer}",
        f"{jaar}-q{nummer}",
        f"kwartaal {nummer} {jaar}",
        f"K{nummer} {jaar}",
    ]
    assert [parse_kwartaal(text) for text in written] == [kwartaal] * len(written)


@pytest.mark.parametrize("text", ["", "2023", "2023-Q5", "2023-Q0", "Q1", "2023-Q1 en meer", "1999-Q1"])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert parse_kwartaal(text) is None


def test_all_quarters_of_a_text_are_found_in_order() -> None:
    text = "eerste kwartaal 2023 Rijnmond, vergeleken met het 4e kwartaal 2022"
    assert find_kwartalen(text) == [Kwartaal(2023, 1), Kwartaal(2022, 4)]


def test_text_of_a_document_is_made_harmless() -> None:
    assert clean_text("Su\u0301dwest\u200b-Fryslân") == "Súdwest-Fryslân"
    assert clean_text("\x1b[31mrood\x07") == "\ufffd[31mrood\ufffd"
    assert clean_text("links\u202ernaar rechts") == "linksrnaar rechts"


@given(st.text())
def test_cleaned_text_holds_no_control_characters_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in cleaned)
    assert clean_text(cleaned) == cleaned


def test_letters_up_to_the_loose_marks_stay_as_they_are_if_they_show() -> None:
    shown = [char for char in map(chr, range(0x300)) if unicodedata.category(char) not in {"Cc", "Cf"}]
    assert clean_text("".join(shown)) == "".join(shown)
    assert {clean_text(char) for char in map(chr, range(0x300)) if char not in shown} == {"\ufffd", "-"}


def test_spellings_of_a_name_share_a_key() -> None:
    assert name_key("'s-Hertogenbosch") == name_key("S HERTOGENBOSCH") == "shertogenbosch"
    assert name_key("Súdwest-Fryslân") == name_key("sudwest fryslan")


def test_a_name_is_spelled_the_same_in_another_case_or_with_another_apostrophe() -> None:
    assert same_spelling("’s-Gravenhage", "'S-GRAVENHAGE")
    assert not same_spelling("Súdwest-Fryslân", "Sudwest-Fryslan")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("80%", Fraction(4, 5)),
        ("80", Fraction(4, 5)),
        ("0.8", Fraction(4, 5)),
        ("0,8", Fraction(4, 5)),
        (" 80,5 % ", Fraction(161, 200)),
        ("80 procent", Fraction(4, 5)),
        ("1", Fraction(1)),
        ("1%", Fraction(1, 100)),
        ("0.8%", Fraction(1, 125)),
        ("100", Fraction(1)),
        ("1.5", Fraction(3, 200)),
        ("-80%", None),
        ("80%%", None),
        ("1e2", None),
        ("8O%", None),
        ("\u0668\u0660%", None),
        ("", None),
    ],
)
def test_a_share_is_read_exactly_as_it_is_typed(text: str, share: Fraction | None) -> None:
    assert parse_share(text) == share


def test_a_median_between_two_counts_has_its_half() -> None:
    assert format_amount(1095) == "1.095"
    assert format_amount(Fraction(677, 2)) == "338,5"
    assert format_amount(Fraction(-1, 2)) == "-0,5"
    assert format_amount(Fraction(-1, 100)) == "0"


def test_a_difference_from_a_median_has_its_half() -> None:
    assert format_difference(Fraction(25, 2)) == "▲ +12,5"
    assert format_difference(Fraction(1, 100)) == "= 0"


@pytest.mark.parametrize(("difference", "text"), [(1234, "▲ +1.234"), (-5, "▼ -5"), (0, "= 0"), (-1234, "▼ -1.234")])
def test_a_difference_has_a_sign_and_a_mark(difference: int, text: str) -> None:
    assert format_difference(difference) == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Fraction(4, 1000), "▲ +0,4 pp"),
        (Fraction(-42, 10_000), "▼ -0,4 pp"),
        (Fraction(-5, 10_000), "▼ -0,1 pp"),
        (Fraction(4, 10_000), "= 0,0 pp"),
        (Fraction(-4, 10_000), "= 0,0 pp"),
        (Fraction(0), "= 0,0 pp"),
        (Fraction(1), "▲ +100,0 pp"),
    ],
)
def test_points_that_are_shown_as_none_have_no_sign(difference: Fraction, text: str) -> None:
    assert format_points(difference) == text


@pytest.mark.parametrize(
    ("growth", "text"),
    [
        (Fraction(1, 8), "+12,5%"),
        (Fraction(-1, 8), "-12,5%"),
        (Fraction(0), "0,0%"),
        (Fraction(-4, 10_000), "0,0%"),
        (Fraction(3), "+300,0%"),
    ],
)
def test_growth_has_a_sign(growth: Fraction, text: str) -> None:
    assert format_growth(growth) == text


@given(st.fractions(0, 2), st.integers(0, 3))
def test_a_share_is_rounded_half_up(share: Fraction, decimals: int) -> None:
    digits = int(format_share(share, decimals).removesuffix("%").replace(",", ""))
    exact = share * 100 * 10**decimals
    assert exact - Fraction(1, 2) < digits <= exact + Fraction(1, 2)


@given(st.text("='; ,|\t\r\nab-+@\uff1d", max_size=20))
def test_what_is_guarded_against_formulas_comes_back(text: str) -> None:
    assert unguard_text(guard_text(text)) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Rijnmond", "Rijnmond"),
        ("Hoeksche Waard; x - y", "Hoeksche Waard; x - y"),
        ("=1", "'=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("x;=1", "x;'=1"),
        ("x, @y", "x,' @y"),
        ("'=1", "''=1"),
    ],
)
def test_an_apostrophe_stands_before_what_would_begin_a_formula(text: str, guarded: str) -> None:
    assert guard_text(text) == guarded


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\U000e0041a", "\ufffda"),
        ("a\u2028b\u3164c\u034f", "a\ufffdb\ufffdc\ufffd"),
        ("a\ufe0f\U000e0100", "a\ufffd\ufffd"),
        ("e\u0301", "é"),
        ("a" + "\u0301" * 4, "á" + "\u0301" * 3),
        ("a" + "\u0301" * 5 + "b", "á" + "\u0301" * 3 + "\ufffdb"),
    ],
)
def test_what_shows_as_nothing_is_seen_and_towers_are_low(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@pytest.mark.parametrize("text", ["a" + "\u0301\u0323" * 100_000, "\t" * 200_000, "'" * 200_000, ";=" * 100_000])
def test_cleaning_and_guarding_take_time_in_proportion(text: str) -> None:
    start = time.process_time()
    guard_text(clean_text(text))
    unguard_text(text)
    name_key(text)
    assert time.process_time() - start < 2


def test_a_cut_text_says_so() -> None:
    assert cut_text("Rijnmond", 8) == "Rijnmond"
    assert cut_text("Rijnmond", 7) == "Rijnmo…"


@pytest.mark.parametrize("text", ["87\u00b2", "\u00b374", "\u0663", "\uff11", "", "1.234", "-1", "1" * 10])
def test_what_is_digits_to_unicode_only_is_no_number(text: str) -> None:
    assert not is_number(text)
    assert is_number("87")
