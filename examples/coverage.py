"""The Python API in one page: coverage per region, and where the fewest have a klantprofiel.

python examples/coverage.py FILES; without files it reads the report of Rijnmond beside it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import klantprofielen as kp
from klantprofielen.errors import ReadError
from klantprofielen.model import Severity

RIJNMOND = Path(__file__).with_name("rijnmond-2023-q1.pdf")


def main(files: Sequence[str]) -> None:
    """Print what these reports say of coverage and of profiles."""
    rapporten = kp.read(*files)
    for rapport, findings in zip(rapporten, kp.check(rapporten), strict=True):
        for finding in findings:
            if finding.severity is Severity.ERROR:
                print(f"{rapport.regio}: {finding.gemeente}: {finding.message}")

    frame = kp.frame(rapporten)
    regios = frame[frame["niveau"] == "regio"]
    print(regios[["kwartaal", "regio", "totaal_sonar", "doelgroepregister", "dekking"]].round(3).to_string(index=False))

    gemeenten = frame[frame["niveau"] == "gemeente"]
    fewest = gemeenten.nsmallest(3, "aandeel_met_profiel")
    print(fewest[["regio", "gemeente", "met_profiel", "aandeel_met_profiel"]].round(3).to_string(index=False))


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or [str(RIJNMOND)])
    except ReadError as error:
        sys.exit(f"{error.file}: {error}")
