"""What is asked of the analysis, by its names: measures, quarters, divisions; for the Python API."""

from collections.abc import Sequence
from datetime import date

from klantprofielen.analysis.history import Division
from klantprofielen.analysis.measures import MEASURE_BY_KEY, Measure
from klantprofielen.model import JAREN, Kwartaal, Rapport
from klantprofielen.notation import parse_kwartaal
from klantprofielen.reference import FIRST_YEAR, LAST_YEAR

AS_PRINTED = "as-printed"


def division_of(division: str | int | None, regions_of: str | int | None, *, estimate_splits: bool) -> Division:
    """The division by its names: a year (2023), a quarter (2022-Q4), or as-printed.

    Raises:
        ValueError: it is none of these.
    """
    as_printed = division == AS_PRINTED
    return Division(
        as_printed=as_printed,
        on=None if division is None or as_printed else _day_of(division),
        estimate_splits=estimate_splits,
        regios_on=None if regions_of is None else _day_of(regions_of),
    )


def parse_day(text: str) -> date | None:
    """The first day of a year or quarter that the tables of gemeenten and regions know; None for any other."""
    kwartaal = parse_kwartaal(text)
    year = text.strip()
    if kwartaal is None and year.isascii() and year.isdigit() and int(year) in JAREN:
        kwartaal = Kwartaal(int(year), 1)
    return kwartaal.eerste_dag if kwartaal and FIRST_YEAR <= kwartaal.jaar <= LAST_YEAR else None


def _day_of(text: str | int) -> date:
    day = parse_day(str(text))
    if day is None:
        raise ValueError(f"expected a year or quarter from {FIRST_YEAR} to {LAST_YEAR}, found {text!r}")
    return day


def measures_of(by: str | Sequence[str]) -> list[Measure]:
    """The measures with these keys.

    Raises:
        ValueError: there is no such measure.
    """
    keys = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if not keys:
        raise ValueError("name at least one measure")
    for key in keys:
        if key not in MEASURE_BY_KEY:
            raise ValueError(f"no measure {key!r}; choose from {', '.join(MEASURE_BY_KEY)}")
    return [MEASURE_BY_KEY[key] for key in keys]


def quarters_of(
    rapporten: Sequence[Rapport], van: str | Kwartaal | None, tot: str | Kwartaal | None
) -> tuple[Kwartaal, Kwartaal]:
    """Two quarters to compare: the latest, and the one before it, where they are not named.

    Raises:
        ValueError: a text is no quarter, or there are no two quarters.
    """
    first, last = _quarter_of(van), _quarter_of(tot)
    there = sorted({rapport.kwartaal for rapport in rapporten if rapport.kwartaal})
    pair = pick_pair(first, last, there)
    if pair is None or not set(pair) <= set(there):
        raise ValueError(f"two quarters are needed to compare; there is {', '.join(map(str, there)) or 'none'}")
    return pair


def pick_pair(
    first: Kwartaal | None, last: Kwartaal | None, there: Sequence[Kwartaal]
) -> tuple[Kwartaal, Kwartaal] | None:
    """The two quarters; of these, in order, the latest and the one before it where they are not given."""
    if last is None:
        last = max((kwartaal for kwartaal in there if first is None or kwartaal > first), default=None)
    if last is not None and first is None:
        first = max((kwartaal for kwartaal in there if kwartaal < last), default=None)
    return (first, last) if first is not None and last is not None and first < last else None


def _quarter_of(value: str | Kwartaal | None) -> Kwartaal | None:
    if value is None or isinstance(value, Kwartaal):
        return value
    kwartaal = parse_kwartaal(value)
    if kwartaal is None:
        raise ValueError(f"expected a quarter such as 2023-Q1, found {value!r}")
    return kwartaal
