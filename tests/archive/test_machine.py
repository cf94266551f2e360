"""Any series of ingesting, ingesting again, correcting, removing and looking back gives what a plain model gives."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from history import make_rapport
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from archive.writer import deliver
from klantprofielen.archive import ingest, moment, newest, reading, recall, verify, writing
from klantprofielen.model import Kwartaal, Rapport

places = st.tuples(st.sampled_from([19, 22, 24]), st.sampled_from([Kwartaal(2022, 4), Kwartaal(2023, 1)]))
variants = st.integers(0, 2)
makes = st.sampled_from(["a.pdf", "b.xlsx"])


def make(place: tuple[int, Kwartaal], variant: int, file: str) -> Rapport:
    """A report of a place; other variants have other figures, other files other bytes."""
    rapport = make_rapport(*place, seed=variant)
    return replace(rapport, source=replace(rapport.source, file=file, sha256=f"{file}{rapport.source.sha256}"[:64]))


@dataclass
class Entry:
    """An edition as the model has it."""

    place: tuple[int, Kwartaal]
    number: int
    variant: int
    when: str
    sources: set[str]


class Archives(RuleBasedStateMachine):
    """The archive beside a list of entries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = str(self.folder / "archief.sqlite")
        self.entries: list[Entry] = []
        with writing(self.file):
            pass

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def known(self, place: tuple[int, Kwartaal]) -> list[Entry]:
        return [entry for entry in self.entries if entry.place == place]

    @rule(place=places, variant=variants, file=makes)
    def add(self, place: tuple[int, Kwartaal], variant: int, file: str) -> None:
        delivery = deliver(make(place, variant, file))
        sha256 = delivery.rapporten[0].source.sha256
        expected = self.expect(place, variant, sha256)
        with writing(self.file) as archive:
            if sha256 in archive.known_files():
                (outcome,) = recall(archive, delivery.file, sha256, delivery.content)
            else:
                (outcome,) = ingest(archive, delivery, accept=False)
        assert (str(outcome.result), outcome.edition) == expected
        assert bool(outcome.changes) == (expected[0] == "corrected")

    def expect(self, place: tuple[int, Kwartaal], variant: int, sha256: str) -> tuple[str, int]:
        """What must come of it, noted in the model."""
        known = self.known(place)
        for entry in known:
            if sha256 in entry.sources:
                return "unchanged", entry.number
        if known and known[-1].variant == variant:
            known[-1].sources.add(sha256)
            return "unchanged", known[-1].number
        number = known[-1].number + 1 if known else 1
        self.entries.append(Entry(place, number, variant, moment(), {sha256}))
        return ("corrected" if known else "new"), number

    @rule(place=places, data=st.data())
    def remove(self, place: tuple[int, Kwartaal], data: st.DataObject) -> None:
        known = self.known(place)
        if not known:
            return
        gone = data.draw(st.just(known) | st.sampled_from(known).map(lambda entry: [entry]))
        numbers = {entry.number for entry in gone}
        with writing(self.file) as archive, archive.transaction():
            editions = archive.editions_of(place[1], str(place[0]))
            archive.remove(edition for edition in editions if edition.edition in numbers)
        self.entries = [entry for entry in self.entries if entry not in gone]

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        if self.entries:
            then = data.draw(st.sampled_from(sorted(entry.when for entry in self.entries)))
            # an entry is noted just before it is written, so what was noted then was not there yet
            self.compare([entry for entry in self.entries if entry.when < then], as_of=then)

    @invariant()
    def holds_what_the_model_has(self) -> None:
        self.compare(self.entries)
        with reading(self.file) as archive:
            assert not list(verify(archive))

    def compare(self, entries: list[Entry], as_of: str | None = None) -> None:
        with reading(self.file) as archive:
            editions = archive.editions(as_of)
            kept = archive.load(editions)
            known = archive.known_files()
        found = {(edition.place, edition.edition) for edition in editions}
        assert found == {((str(entry.place[1]), str(entry.place[0])), entry.number) for entry in entries}
        current = {entry.place: entry.variant for entry in entries}
        for one in kept:
            if one.edition in newest(editions):
                place = (int(one.edition.regio_key), one.edition.kwartaal)
                expected = make_rapport(*place, seed=current[place])
                assert (one.rapport.rijen, one.rapport.totaal) == (expected.rijen, expected.totaal)
                assert one.rapport.doelgroepregister == expected.doelgroepregister
        if as_of is None:
            assert known == {sha256 for entry in entries for sha256 in entry.sources}


def test_any_series_of_steps_gives_what_a_plain_model_gives() -> None:
    run_state_machine_as_test(Archives, settings=settings(max_examples=25, stateful_step_count=15))
