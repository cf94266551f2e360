"""From what was typed to checked reports: read, choose, check; each file that fails is named, and the rest goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from klantprofielen.checks import FindPrevious, check_rapporten, no_one
from klantprofielen.cli.origin import Origin
from klantprofielen.cli.selection import Selection
from klantprofielen.errors import ExitCode
from klantprofielen.model import Finding, Rapport, Severity
from klantprofielen.reading import reader
from klantprofielen.tables import Checked, Failure
from klantprofielen.views.streams import print_error


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read: the reports that are asked for, and the files that gave none."""

    reports: tuple[Checked, ...]
    failures: tuple[Failure, ...]

    def exit_code(self, *, strict: bool) -> int:
        """The highest of the codes of the files and of the findings."""
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        found = any(finding.severity in bad for report in self.reports for finding in report.findings)
        return max(
            (*(failure.error.exit_code for failure in self.failures), ExitCode.FINDINGS if found else ExitCode.OK)
        )


def read_batch(origin: Origin, selection: Selection, limits: reader.Limits, *, look_back: bool = True) -> Batch:
    """Read the files, or the archive where none is named; keep what is asked for, and check it.

    Whoever asks for no warning need not `look_back` at the quarter before each report.
    """
    if origin.files:
        return read_files(origin, selection, limits, look_back=look_back)
    from klantprofielen.cli.archived import take  # noqa: PLC0415 - opens the archive

    kept, before = take(origin, selection, look_back=look_back)
    own = {id(one.rapport): one.findings for one in kept}
    chosen = selection.choose_rapporten([one.rapport for one in kept])
    find_previous = before.find if look_back else no_one
    findings = check_rapporten(chosen, [own[id(rapport)] for rapport in chosen], find_previous)
    return Batch(tuple(map(_ask, repeat(selection), chosen, findings)), ())


def read_files(origin: Origin, selection: Selection, limits: reader.Limits, *, look_back: bool = True) -> Batch:
    """Read the files, keep what is asked for, and check it, also against the quarter before in the archive."""
    rapporten: list[Rapport] = []
    failures: list[Failure] = []
    for reading in reader.read_inputs(origin.files, limits):
        rapporten.extend(reading.rapporten)
        if reading.error:
            failures.append(Failure(reading.file, reading.error))
            print_error(f"{reading.file}: {reading.error}")
    chosen = selection.choose_rapporten(rapporten)
    findings = check_rapporten(chosen, find_previous=_find_previous(origin, chosen) if look_back else no_one)
    return Batch(tuple(map(_ask, repeat(selection), chosen, findings)), tuple(failures))


def _find_previous(origin: Origin, rapporten: Sequence[Rapport]) -> FindPrevious:
    """What the archive has of the quarter before, where there is an archive."""
    if not origin.has_archive:
        return no_one
    from klantprofielen.cli.archived import look_before  # noqa: PLC0415 - opens the archive

    return look_before(origin, rapporten).find


def _ask(selection: Selection, rapport: Rapport, findings: tuple[Finding, ...]) -> Checked:
    """The rows that are asked for; findings on other gemeenten are left out with them."""
    rijen = selection.choose_rijen(rapport)
    others = {rij.gemeente for rij in rapport.rijen} - {rij.gemeente for rij in rijen}
    return Checked(rapport, tuple(finding for finding in findings if finding.gemeente not in others), rijen)


def inputs_of(origin: Origin) -> list[str]:
    """The files that will be read, so that none of them is written over; the archive never is either."""
    files = [name for name in reader.find_inputs(origin.files) if isinstance(name, str)]
    return [*files, origin.archive] if origin.has_archive else files
