"""UWV's regional reports "Transparantie van klantprofielen": read, proved by their printed sums, and summarized.

import klantprofielen as kp

rapporten = kp.read("rijnmond.pdf")
rapporten[0].cijfers.totaal_sonar  # persons: 14208
rapporten[0].dekking  # fraction 0..1, exact: Fraction(7104, 9611)
kp.check(rapporten)  # per report what does not fit
kp.frame(rapporten)  # a tidy pandas frame
"""

TYPE_CHECKING = False  # as typing has it, without importing typing: the start of every command waits for this file
if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    import pandas as pd

    from klantprofielen.model import Finding, Rapport
    from klantprofielen.reading.reader import Limits

__version__ = "0.1.0"
__all__ = ["__version__", "check", "frame", "read"]


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


def check(rapporten: "Sequence[Rapport]") -> "list[tuple[Finding, ...]]":
    """What was found in each report, in the same order: errors, then warnings, then notes. Raises nothing."""
    from klantprofielen.checks import check_rapporten  # noqa: PLC0415 - import klantprofielen is light

    return check_rapporten(rapporten)


def frame(rapporten: "Sequence[Rapport]") -> "pd.DataFrame":
    """A tidy frame: a row per gemeente and quarter, and one per region (`niveau` tells which).

    Counts are persons (Int64), shares fractions 0..1 (Float64), `<NA>` where they cannot be known; the columns and
    their meaning are `klantprofielen.analysis.tidy.TIDY_COLUMNS`. Choose a `niveau` before adding up.
    """
    from klantprofielen.analysis.frame import build_frame  # noqa: PLC0415 - pandas takes long to import

    return build_frame(rapporten)
