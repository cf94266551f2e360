"""UWV's regional reports "Transparantie van klantprofielen": read, proved by their printed sums, and summarized.

import klantprofielen as kp

rapporten = kp.read("rijnmond.pdf")
rapporten[0].cijfers.totaal_sonar  # persons: 14208
rapporten[0].dekking  # fraction 0..1, exact: Fraction(7104, 9611)
kp.check(rapporten)  # per report what does not fit
kp.frame(rapporten)  # a tidy pandas frame
kp.rank(rapporten, "aandeel_met_profiel")  # gemeenten in the order of a measure
kp.compare(rapporten)  # the two latest quarters side by side, in one division
kp.trend(rapporten, by="dekking")  # a measure over all quarters
"""

TYPE_CHECKING = False  # as typing has it, without importing typing: the start of every command waits for this file
if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    import pandas as pd

    from klantprofielen.model import Finding, Kwartaal, Rapport, Register
    from klantprofielen.reading.reader import Limits

__version__ = "0.1.0"
__all__ = ["__version__", "add_register", "check", "compare", "frame", "rank", "read", "read_register", "trend"]


def read(
    path: "str | PathLike[str]",
    *more: "str | PathLike[str]",
    limits: "Limits | None" = None,
    password: str | None = None,
) -> "list[Rapport]":
    """The reports in these files, folders (searched recursively) or glob patterns, in order.

    Counts are persons, None where the report hides them; shares are exact fractions 0..1. PDF, xlsx, csv and text
    are told apart by their content. Reading happens in a process of its own, within `limits` (MB, pages, seconds).
    A PDF that has a password is opened with this one, or with that in KLANTPROFIELEN_PASSWORD.
    Figures are given as printed, also where they do not add up: see `check`.

    Raises:
        klantprofielen.errors.ReadError: for the first file that cannot be used. Its `kind` and `exit_code` say why,
            its `file` which one. To go on after a bad file, read them one by one.
    """
    from klantprofielen.reading.reader import Limits, read_inputs  # noqa: PLC0415 - import klantprofielen is light

    rapporten: list[Rapport] = []
    for reading in read_inputs([str(name) for name in (path, *more)], limits or Limits(), password):
        if reading.error:
            reading.error.add_note(f"file: {reading.file}")
            raise reading.error
        rapporten.extend(reading.rapporten)
    return rapporten


def read_register(path: "str | PathLike[str]", limits: "Limits | None" = None) -> "Register":
    """A csv or xlsx file with the doelgroepregister per gemeente: name or GM code, count, and optionally the quarter.

    Counts are persons, None where the file has none. Reading happens in a process of its own, within `limits`.

    Raises:
        klantprofielen.errors.ReadError: the file cannot be used, or a count or quarter in it is none.
    """
    from klantprofielen.reading.reader import read_register as read_file  # noqa: PLC0415 - import klantprofielen is light

    return read_file(str(path), limits)


def add_register(rapporten: "Sequence[Rapport]", register: "Register") -> "list[Rapport]":
    """The reports with the count of each gemeente (`doelgroepregister`, persons), and so with its `dekking`.

    A name is looked up in the division of the quarter of each report; what matches no gemeente of that day is not
    used: `check` with the same register tells of it.
    """
    from klantprofielen.checks import add_register as add  # noqa: PLC0415 - import klantprofielen is light

    return add(rapporten, register)


def check(rapporten: "Sequence[Rapport]", register: "Register | None" = None) -> "list[tuple[Finding, ...]]":
    """What was found in each report, in the same order: errors, then warnings, then notes. Raises nothing.

    With the register that was added to the reports, also what in it could not be used.
    """
    from klantprofielen.checks import check_rapporten  # noqa: PLC0415 - import klantprofielen is light

    return check_rapporten(rapporten, register)


def frame(rapporten: "Sequence[Rapport]") -> "pd.DataFrame":
    """A tidy frame: a row per gemeente and quarter, and one per region (`niveau` tells which).

    Counts are persons (Int64), shares fractions 0..1 (Float64), `<NA>` where they cannot be known; the columns and
    their meaning are `klantprofielen.analysis.tidy.TIDY_COLUMNS`. Choose a `niveau` before adding up.
    """
    from klantprofielen.analysis.frame import build_frame  # noqa: PLC0415 - pandas takes long to import

    return build_frame(rapporten)


def rank(
    rapporten: "Sequence[Rapport]", by: str, *, level: str = "gemeente", ascending: bool = False, min_n: int = 30
) -> "pd.DataFrame":
    """Gemeenten or regions (`level`) of the newest quarter in the order of a measure, a row each, the first first.

    Columns: kwartaal, regio, gemeente, gemeentecode, measure (string), regionummer, rank, of, quartile (Int64), value,
    median_region, median_country (Float64: persons, or fractions 0..1, as the measure is; medians over what is ranked,
    that of the region `<NA>` for a region). Equal values share a rank (1, 2, 2, 4). What is unknown, or rests on fewer
    than `min_n` persons, is not ranked.

    Raises:
        ValueError: there is no such measure or level.
    """
    from klantprofielen.analysis.asking import measures_of  # noqa: PLC0415 - import klantprofielen is light
    from klantprofielen.analysis.rank import rank_rapporten, ranking_frame  # noqa: PLC0415 - pandas is slow
    from klantprofielen.analysis.ranking import Level  # noqa: PLC0415 - likewise

    (measure,) = measures_of(by)
    return ranking_frame(rank_rapporten(rapporten, measure, Level(level), ascending=ascending, min_n=min_n))


def compare(  # noqa: PLR0913 - what a comparison can be asked
    rapporten: "Sequence[Rapport]",
    van: "str | Kwartaal | None" = None,
    tot: "str | Kwartaal | None" = None,
    *,
    by: "str | Sequence[str] | None" = None,
    division: "str | int | None" = None,
    regions_of: "str | int | None" = None,
    estimate_splits: bool = False,
    register: "Register | None" = None,
) -> "pd.DataFrame":
    """Two quarters side by side: a row per gemeente, region (and all regions together, where several) and measure.

    Columns: `niveau` (gemeente, regio, land), `regionummer` (Int64), `regio`, `gemeente`, `gemeentecode` (string,
    `<NA>` where a row is not of a gemeente), `measure` (string); `from`, `to`, `difference` (Float64: persons, or
    fractions 0..1 for shares); `percent` (Float64: difference / from as a fraction, `<NA>` for shares and where from is
    below 10); `vergelijkbaar` (boolean: False where a gemeente was split in between, whose difference is then `<NA>`),
    `regios` (Int64: of all regions together how many they are, those that are in both quarters; of others `<NA>`),
    `geschat` (boolean: True only with `estimate_splits`). What cannot be known is `<NA>`, never 0.

    Args:
        rapporten: of two quarters or more; a region twice in a quarter counts once, or not at all if they differ.
        van: the older quarter, `"2022-Q4"`; the one before `tot` if not given.
        tot: the newer quarter; the latest if not given.
        by: the measures; those of docs/DESIGN.md, section 3, if not given.
        division: the year (2023) or quarter whose gemeenten hold, or `"as-printed"`; those of `tot` if not given.
        regions_of: the year or quarter whose regions hold, added up anew; as printed if not given.
        estimate_splits: divide a gemeente that was split by its inhabitants.
        register: gives each gemeente its count, and so its `dekking`; a count of no quarter holds for all of them.

    Raises:
        ValueError: there is no such measure, division or quarter.
    """
    from klantprofielen.analysis.asking import division_of, measures_of, quarters_of  # noqa: PLC0415 - kp is light
    from klantprofielen.analysis.frames import compare_frame  # noqa: PLC0415 - pandas takes long to import
    from klantprofielen.analysis.history import build_history  # noqa: PLC0415 - likewise
    from klantprofielen.analysis.measures import MEASURES  # noqa: PLC0415 - likewise

    asked = division_of(division, regions_of, estimate_splits=estimate_splits)
    pair = quarters_of(rapporten, van, tot)
    measures = MEASURES if by is None else measures_of(by)
    chosen = [rapport for rapport in rapporten if rapport.kwartaal in pair]
    counted = add_register(chosen, register) if register else chosen
    history = build_history(counted, asked, register)
    return compare_frame(history, *pair, measures)


def trend(  # noqa: PLR0913 - what a trend can be asked
    rapporten: "Sequence[Rapport]",
    by: "str | Sequence[str]" = "totaal_sonar",
    *,
    division: "str | int | None" = None,
    regions_of: "str | int | None" = None,
    estimate_splits: bool = False,
    register: "Register | None" = None,
) -> "pd.DataFrame":
    """Measures over all quarters: a row per gemeente, region (and all regions together), measure and quarter.

    Columns: `niveau`, `regionummer`, `regio`, `gemeente`, `gemeentecode` as in `compare`; `kwartaal` (string, ISO:
    2023-Q1; each from the first to the last, also those without a report), `measure` (string), `value` (Float64:
    persons, or a fraction 0..1; `<NA>` is a gap), `vergelijkbaar` (boolean: False where a gemeente was split between
    this quarter and the last that it has), `regios` (Int64: of all regions together how many they are, of others
    `<NA>`), `geschat` (boolean). All regions together are in each quarter those of which there is a report: their total
    is `vergelijkbaar` only with quarters of the same regions.

    Args and Raises: as `compare`.
    """
    from klantprofielen.analysis.asking import division_of, measures_of  # noqa: PLC0415 - kp is light
    from klantprofielen.analysis.frames import trend_frame  # noqa: PLC0415 - pandas takes long to import
    from klantprofielen.analysis.history import build_history  # noqa: PLC0415 - likewise

    asked = division_of(division, regions_of, estimate_splits=estimate_splits)
    counted = add_register(rapporten, register) if register else rapporten
    return trend_frame(build_history(counted, asked, register), measures_of(by))
