"""From what was typed to checked reports: read, choose, check; each file that fails is named, and the rest goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantprofielen.checks import FindPrevious, add_register, check_rapporten, no_one
from klantprofielen.cli.border import tell_failure
from klantprofielen.cli.options import read_password
from klantprofielen.cli.origin import Origin, Pick
from klantprofielen.cli.selection import Selection
from klantprofielen.errors import ExitCode, UsageError
from klantprofielen.language import translate
from klantprofielen.model import Finding, Rapport, Register, Severity
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


def read_batch(
    origin: Origin, selection: Selection, limits: reader.Limits, *, look_back: bool = True, pick: Pick | None = None
) -> Batch:
    """Read the files, or the archive where none is named; keep what is asked for, and check it.

    A register file gives each gemeente its count. Without `look_back` nothing is held against the quarter before.
    `pick` tells, of all quarters in the archive, which are needed, where that does not depend on the region.

    Raises:
        UsageError: what is asked for is not there.
        ReadError: the register file cannot be used.
        ArchiveError: the archive cannot be used.
    """
    register = _read_register(origin, limits)
    if origin.files:
        return read_files(origin, selection, limits, register, look_back=look_back)
    from klantprofielen.cli.archived import take  # noqa: PLC0415 - opens the archive

    kept, before = take(origin, selection, look_back=look_back, pick=pick)
    own = {id(one.rapport): one.findings for one in kept}
    chosen = selection.choose_rapporten([one.rapport for one in kept])
    known = None if register else [own[id(rapport)] for rapport in chosen]
    return Batch(check_chosen(chosen, selection, register, before.find, own=known), ())


def read_files(
    origin: Origin, selection: Selection, limits: reader.Limits, register: Register | None, *, look_back: bool
) -> Batch:
    """Read the files, keep what is asked for, and check it, also against the quarter before in the archive."""
    rapporten: list[Rapport] = []
    failures: list[Failure] = []
    for reading in reader.read_inputs(origin.files, limits, read_password(origin.password_file)):
        rapporten.extend(reading.rapporten)
        if reading.error:
            failures.append(Failure(reading.file, reading.error))
            tell_failure(reading.file, reading.error)
    chosen = selection.choose_rapporten(rapporten)
    find_previous = _find_previous(origin, chosen) if look_back else no_one
    return Batch(check_chosen(chosen, selection, register, find_previous), tuple(failures))


def check_chosen(
    rapporten: Sequence[Rapport],
    selection: Selection,
    register: Register | None,
    find_previous: FindPrevious,
    *,
    own: Sequence[tuple[Finding, ...]] | None = None,
) -> tuple[Checked, ...]:
    """The reports with their findings, and of each the rows that are asked for."""
    chosen = add_register(rapporten, register) if register else rapporten
    findings = check_rapporten(chosen, register, own=own, find_previous=find_previous)
    checked = zip(chosen, findings, map(find_previous, chosen), strict=True)
    return tuple(_ask(selection, Checked(rapport, found, (), register, before)) for rapport, found, before in checked)


def _read_register(origin: Origin, limits: reader.Limits) -> Register | None:
    if origin.register is None:
        return None
    if origin.register in reader.STANDARD_INPUTS and any(file in reader.STANDARD_INPUTS for file in origin.files):
        raise UsageError(message=translate("--register: standard input holds one file, and that is a report already"))
    return reader.read_register(origin.register, limits)


def _find_previous(origin: Origin, rapporten: Sequence[Rapport]) -> FindPrevious:
    """What the archive has of the quarter before, where there is an archive."""
    if not origin.has_archive:
        return no_one
    from klantprofielen.cli.archived import look_before  # noqa: PLC0415 - opens the archive

    return look_before(origin, rapporten).find


def _ask(selection: Selection, report: Checked) -> Checked:
    """The rows that are asked for; findings on other gemeenten are left out with them."""
    rijen = selection.choose_rijen(report.rapport)
    if rijen is report.rapport.rijen:
        return replace(report, rijen=rijen)
    others = {rij.gemeente for rij in report.rapport.rijen} - {rij.gemeente for rij in rijen}
    kept = tuple(finding for finding in report.findings if finding.gemeente not in others)
    return replace(report, findings=kept, rijen=rijen)


def inputs_of(origin: Origin) -> list[str]:
    """The files that will be read, so that none of them is written over; the archive never is either."""
    named = [*origin.files, *filter(None, [origin.register])]
    files = [name for name in reader.find_inputs(named) if isinstance(name, str)]
    return [*files, origin.archive] if origin.has_archive else files
