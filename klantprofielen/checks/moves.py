"""Where the tables are not certain of a gemeente's region: the one place that says so, and why.

The day of a move between regions is that of the first yearly CBS division that shows it; UWV may have moved the
gemeente up to a year earlier or later. A few gemeenten are placed in two regions by the sources themselves. Both are
told in `reference/gebieden/README.md`, under "Uncertain".
"""

from datetime import MAXYEAR, MINYEAR, date

from klantprofielen.reference import find_gemeente

_DISPUTED = (
    # Took part in Midden-Utrecht and in Gorinchem until its council chose Gorinchem.
    ("GM1961", "Vijfheerenlanden", date(2019, 1, 1), date(2021, 1, 1), {14, 24}),
    # Assigned to no region by CBS in its first year; it came from Rivierenland and, with Lingewaal, from Gorinchem.
    ("GM1960", "West Betuwe", date(2019, 1, 1), date(2020, 1, 1), {23, 24}),
    # In FoodValley by UWV and CBS, in Midden-Gelderland by a list of about 2020 that follows UWV.
    ("GM0274", "Renkum", date(2015, 1, 1), date.max, {16, 21}),
)


def days_around(on: date) -> list[date]:
    """A year before, the day itself, and a year after."""
    return [on.replace(year=year) for year in range(on.year - 1, on.year + 2) if MINYEAR <= year <= MAXYEAR]


def possible_regios(code: str, on: date) -> set[int]:
    """The numbers of the regions that a gemeente may have been in on a day: one, where the tables are certain."""
    found = {gemeente.regionummer for day in days_around(on) if (gemeente := find_gemeente(code, day))}
    return found.union(*(regios for key, _, since, until, regios in _DISPUTED if key == code and since <= on < until))
