"""Adds made-up reports to an archive, and tells of each when it is there: `python writer.py FILE SEED COUNT`.

For tests that run several of these at once, or kill them.
"""

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from history import kwartalen_between, make_rapporten

from klantprofielen.archive import Delivery, ingest, writing
from klantprofielen.model import Kwartaal, Rapport

FIRST, LAST = Kwartaal(2023, 1), Kwartaal(2025, 4)


def deliveries(seed: int, count: int) -> list[Delivery]:
    """So many files with a report each; another seed has other figures for the same regions and quarters."""
    rapporten = list(make_rapporten(kwartalen_between(FIRST, LAST), seed=seed))[:count]
    return [deliver(rapport) for rapport in rapporten]


def deliver(*rapporten: Rapport) -> Delivery:
    """A file that holds these reports; its bytes are made up too, and other for other figures."""
    content = b"".join(rapport.source.sha256.encode() for rapport in rapporten)
    source = replace(rapporten[0].source, sha256=sha256(content).hexdigest())
    held = tuple(replace(rapport, source=source) for rapport in rapporten)
    return Delivery(file=source.file, rapporten=held, size=len(content), content=content)


def main(file: str, seed: int, count: int) -> None:
    """Add them, and print a line for each: seed, quarter, region, edition, total in Sonar."""
    with writing(file) as archive:
        for delivery in deliveries(seed, count):
            for outcome in ingest(archive, delivery, accept=False):
                total = delivery.rapporten[0].cijfers.totaal_sonar
                line = (seed, outcome.kwartaal, outcome.regionummer, outcome.edition, total, outcome.result)
                sys.stdout.write(f"{' '.join(map(str, line))}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
