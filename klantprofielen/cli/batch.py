"""From what was typed to checked reports: read, choose, check; each file that fails is named, and the rest goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from klantprofielen.checks import check_rapporten
from klantprofielen.cli.border import tell_failure
from klantprofielen.cli.selection import Selection
from klantprofielen.errors import ExitCode, UsageError
from klantprofielen.language import translate
from klantprofielen.model import Finding, Rapport, Severity
from klantprofielen.reading import reader
from klantprofielen.tables import Checked, Failure


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


def read_batch(files: Sequence[str] | None, selection: Selection, limits: reader.Limits) -> Batch:
    """Read the files, keep what is asked for, and check it."""
    require_files(files)
    rapporten: list[Rapport] = []
    failures: list[Failure] = []
    for reading in reader.read_inputs(files or (), limits):
        rapporten.extend(reading.rapporten)
        if reading.error:
            failures.append(Failure(reading.file, reading.error))
            tell_failure(reading.file, reading.error)
    chosen = selection.choose_rapporten(rapporten)
    checked = zip(chosen, check_rapporten(chosen), strict=True)
    return Batch(tuple(_ask(selection, rapport, findings) for rapport, findings in checked), tuple(failures))


def require_files(files: Sequence[str] | None) -> None:
    """There must be something to read.

    Raises:
        UsageError: nothing is named.
    """
    if not files:
        raise UsageError(message=translate("name the files, folders or patterns to read, for example: rijnmond.pdf"))


def _ask(selection: Selection, rapport: Rapport, findings: tuple[Finding, ...]) -> Checked:
    """The rows that are asked for; findings on other gemeenten are left out with them."""
    rijen = selection.choose_rijen(rapport)
    others = {rij.gemeente for rij in rapport.rijen} - {rij.gemeente for rij in rijen}
    return Checked(rapport, tuple(finding for finding in findings if finding.gemeente not in others), rijen)


def inputs_of(files: Sequence[str] | None) -> list[str]:
    """The files that will be read, so that none of them is written over."""
    return [name for name in reader.find_inputs(files or ()) if isinstance(name, str)]
