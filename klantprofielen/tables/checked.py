"""What a command has read: reports, checked, with the rows that are asked for; and the files that gave none."""

from dataclasses import dataclass

from klantprofielen.errors import KlantprofielenError
from klantprofielen.model import Finding, Rapport, Register, Rij, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, its findings, and those of its rows that are shown; totals stay those of the whole region."""

    rapport: Rapport
    findings: tuple[Finding, ...]
    rijen: tuple[Rij, ...]
    register: Register | None = None
    """The file that tells how many persons of each gemeente are in the doelgroepregister, where one was named."""

    previous: Rapport | None = None
    """The report of the quarter before that it was held against, where the archive has one."""

    def count(self, severity: Severity) -> int:
        """The number of findings that are this bad."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no report, and why."""

    file: str
    error: KlantprofielenError
