"""Several writers at once, and writers that are killed: nothing that was told is lost, nothing is half or double."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from klantprofielen.archive import Edition, newest, reading, verify, writing

WRITER = str(Path(__file__).with_name("writer.py"))
KILLS = int(os.environ.get("KLANTPROFIELEN_TEST_KILLS", "12"))
"""By hand with more."""
SILENT = {name: value for name, value in os.environ.items() if not name.startswith("KLANTPROFIELEN_")}


def start(file: Path, seed: int, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, WRITER, str(file), str(seed), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=SILENT)


def told(output: str) -> set[tuple[str, int, int]]:
    """Quarter, region and total of each report that a writer says it has added; a last line may be cut off."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return {
        (kwartaal, int(nummer), int(total)) for _, kwartaal, nummer, _, total, result in lines if result != "unchanged"
    }


def held(file: Path) -> tuple[list[Edition], Counter[tuple[str, int, int]]]:
    with reading(str(file)) as archive:
        assert not list(verify(archive))
        editions = archive.editions()
        kept = archive.load(editions)
    facts = ((one.rapport.kwartaal, one.rapport.regionummer, one.rapport.cijfers.totaal_sonar) for one in kept)
    return editions, Counter((str(kwartaal), nummer or 0, total or 0) for kwartaal, nummer, total in facts)


def test_eight_writers_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    file = tmp_path / "archief.sqlite"
    writers = [start(file, seed % 4, 52) for seed in range(8)]  # each report comes from two of them
    outputs = [writer.communicate(timeout=240) for writer in writers]
    assert [(writer.returncode, error) for writer, (_, error) in zip(writers, outputs, strict=True)] == [(0, "")] * 8
    editions, facts = held(file)
    assert set(facts) == set.union(*(told(output) for output, _ in outputs))
    assert len(newest(editions)) == 52
    for place in {edition.place for edition in editions}:
        numbers = [edition.edition for edition in editions if edition.place == place]
        assert numbers == list(range(1, len(numbers) + 1))
    for one, other in pairwise(editions):  # two that follow each other always differ
        assert one.place != other.place or one.sha256 != other.sha256


def test_readers_see_whole_reports_while_others_write(tmp_path: Path) -> None:
    file = tmp_path / "archief.sqlite"
    with writing(str(file)):
        pass
    writer = start(file, 0, 40)
    looks = 0
    while writer.poll() is None:
        with reading(str(file)) as archive:
            editions = archive.editions()
            assert len(archive.load(editions)) == len(editions)
        looks += 1
    assert writer.communicate()[1] == ""
    assert looks > 1
    assert len(held(file)[0]) == 40


def test_a_writer_that_is_killed_leaves_all_that_it_told_and_nothing_half(tmp_path: Path) -> None:
    chance = random.Random(20230101)  # noqa: S311 - for moments, not for secrets
    file = tmp_path / "archief.sqlite"
    before: Counter[tuple[str, int, int]] = Counter()
    for turn in range(KILLS):
        writer = start(file, turn, 400)
        first = "" if turn or writer.stdout is None else writer.stdout.readline()  # once for certain, on any machine
        time.sleep(0.35 + chance.random() * 0.6)
        writer.send_signal(signal.SIGKILL)
        output = first + writer.communicate()[0]
        if not file.exists() or not file.stat().st_size:
            continue
        _, facts = held(file)
        assert told(output) <= set(facts)
        assert before <= facts
        assert sum((facts - before).values()) <= len(told(output)) + 1  # the last was not told any more
        before = facts
    assert before
    last = start(file, KILLS, 3)
    assert (last.communicate()[1], last.returncode) == ("", 0)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_archive_is_for_the_user_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "deep" / "archief.sqlite"
    with writing(str(file)):
        assert {path.stat().st_mode & 0o077 for path in (file, *file.parent.glob("archief*"), file.parent)} == {0}
    assert [path.name for path in file.parent.iterdir()] == ["archief.sqlite"]
