from fractions import Fraction

import pytest

from klantprofielen.tables.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ((1, 2, 3, 4, 5, 6, 7, 8), "▁▂▃▄▅▆▇█"),
        ((8, 1), "█▁"),
        ((5, 5, 5), "▄▄▄"),
        ((1, None, 8), "▁ █"),
        ((None, None), "  "),
        ((), ""),
        ((Fraction(1, 2), Fraction(1, 4)), "█▁"),
        ((0, 1000, 1), "▁█▁"),
    ],
)
def test_bars_go_from_the_lowest_to_the_highest_with_gaps(values: tuple[int | None, ...], bars: str) -> None:
    assert sparkline(values) == bars


def test_many_quarters_share_bars_and_a_missing_one_is_a_gap() -> None:
    values: list[int | None] = list(range(40))
    assert sparkline(values) == "▁▁▂▂▃▄▄▅▆▆▇▇██"
    values[7] = None
    assert sparkline(values) == "▁▁ ▂▃▄▄▅▆▆▇▇██"


def test_sixteen_quarters_have_a_bar_each() -> None:
    assert len(sparkline(list(range(16)))) == 16
    assert len(sparkline(list(range(17)))) == 9
