"""From what was typed to checked reports: read, choose, check; each file that fails is named, and the rest goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from klantprofielen.checks import add_register, check_rapporten
from klantprofielen.cli.selection import Selection
from klantprofielen.errors import ExitCode, UsageError
from klantprofielen.language import translate
from klantprofielen.model import Finding, Rapport, Register, Severity
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


def read_batch(
    files: Sequence[str] | None, selection: Selection, limits: reader.Limits, register: str | None = None
) -> Batch:
    """Read the files, keep what is asked for, and check it; a register file gives each gemeente its count.

    Raises:
        UsageError: nothing is named, or what is asked for is not there.
        ReadError: the register file cannot be used.
    """
    require_files(files)
    counts = _read_register(files, register, limits) if register is not None else None
    rapporten: list[Rapport] = []
    failures: list[Failure] = []
    for reading in reader.read_inputs(files or (), limits):
        rapporten.extend(reading.rapporten)
        if reading.error:
            failures.append(Failure(reading.file, reading.error))
            print_error(f"{reading.file}: {reading.error}")
    chosen = selection.choose_rapporten(rapporten)
    if counts:
        chosen = add_register(chosen, counts)
    checked = zip(chosen, check_rapporten(chosen, counts), strict=True)
    return Batch(tuple(_ask(selection, rapport, findings, counts) for rapport, findings in checked), tuple(failures))


def _read_register(files: Sequence[str] | None, name: str, limits: reader.Limits) -> Register:
    if name in reader.STANDARD_INPUTS and any(file in reader.STANDARD_INPUTS for file in files or ()):
        raise UsageError(message=translate("--register: standard input holds one file, and that is a report already"))
    return reader.read_register(name, limits)


def require_files(files: Sequence[str] | None) -> None:
    """There must be something to read.

    Raises:
        UsageError: nothing is named.
    """
    if not files:
        raise UsageError(message=translate("name the files, folders or patterns to read, for example: rijnmond.pdf"))


def _ask(selection: Selection, rapport: Rapport, findings: tuple[Finding, ...], register: Register | None) -> Checked:
    """The rows that are asked for; findings on other gemeenten are left out with them."""
    rijen = selection.choose_rijen(rapport)
    others = {rij.gemeente for rij in rapport.rijen} - {rij.gemeente for rij in rijen}
    kept = tuple(finding for finding in findings if finding.gemeente not in others)
    return Checked(rapport, kept, rijen, register)


def inputs_of(files: Sequence[str] | None, register: str | None = None) -> list[str]:
    """The files that will be read, so that none of them is written over."""
    named = [*(files or ()), *filter(None, [register])]
    return [name for name in reader.find_inputs(named) if isinstance(name, str)]
