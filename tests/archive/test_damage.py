"""Archives that are cut off, flipped, foreign, newer, older, busy or not to be written: told, and left as they are."""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from history import make_rapport

from archive.writer import deliver, deliveries
from klantprofielen.archive import back_up, connection, ingest, reading, schema, trying, verify, writing
from klantprofielen.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveNewerError,
    ArchiveWriteError,
    NoArchiveError,
    NotAnArchiveError,
)
from klantprofielen.model import Kwartaal, Rapport

FLIPS = int(os.environ.get("KLANTPROFIELEN_TEST_FLIPS", "300"))
"""By hand with more."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive of six reports."""
    path = tmp_path / "archief.sqlite"
    fill(path)
    return path


def fill(path: Path, seed: int = 0, count: int = 6) -> None:
    with writing(str(path)) as archive:
        for delivery in deliveries(seed, count):
            list(ingest(archive, delivery, accept=False))


def rapporten_in(path: Path) -> list[Rapport]:
    with reading(str(path)) as archive:
        return [kept.rapport for kept in archive.load(archive.editions())]


def test_a_flipped_bit_changes_no_figure_and_the_file_is_left_as_it_is(file: Path) -> None:
    chance = random.Random(65)  # noqa: S311 - for flips, not for secrets
    whole, expected = file.read_bytes(), rapporten_in(file)
    refused, codes = 0, set[int]()
    for _ in range(FLIPS):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        try:
            assert rapporten_in(file) == expected
        except ArchiveError as error:
            refused += 1
            codes.add(error.exit_code)
        assert file.read_bytes() == bytes(data)
    assert codes == {65}
    assert refused > FLIPS / 10  # the rest is in kept files, in findings that say the same, or in free space


def test_an_archive_that_is_cut_off_is_refused_and_left_as_it_is(file: Path) -> None:
    whole = file.read_bytes()
    for percent in range(1, 100):
        data = whole[: len(whole) * percent // 100]
        file.write_bytes(data)
        with pytest.raises((ArchiveDamagedError, NotAnArchiveError)):
            rapporten_in(file)
        with pytest.raises((ArchiveDamagedError, NotAnArchiveError)), writing(str(file)):
            pass
        assert file.read_bytes() == data
        assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_nothing_is_added_to_a_file_whose_structure_is_damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[3 * 4096 : 3 * 4096 + 64] = b"\xff" * 64
    file.write_bytes(data)
    with pytest.raises(ArchiveDamagedError, match="put a backup in its place"), writing(str(file)):
        pass
    assert file.read_bytes() == bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE rij SET totaal_sonar = totaal_sonar + 1 WHERE position = 2 AND edition_id = 3",
        "UPDATE rij SET gemeente = 'Elders' WHERE position = 2 AND edition_id = 3",
        "DELETE FROM rij WHERE position = 2 AND edition_id = 3",
        "UPDATE edition SET doelgroepregister = 1 WHERE edition_id = 3",
        "UPDATE edition SET kwartaal = '2024-Q1' WHERE edition_id = 3",
        "UPDATE source SET file = 'other.pdf' WHERE source_id = 3",
        "UPDATE state SET editions = 7",
    ],
)
def test_what_was_changed_from_outside_is_refused(file: Path, change: str) -> None:
    database = sqlite3.connect(file)
    with database:
        database.execute(change)
    database.close()
    with pytest.raises(ArchiveDamagedError):
        rapporten_in(file)


def test_a_flaw_in_one_edition_does_not_keep_the_others_from_being_read(file: Path) -> None:
    database = sqlite3.connect(file)
    with database:
        database.execute("UPDATE rij SET totaal_sonar = 1 WHERE position = 0 AND edition_id = 3")
    database.close()
    with reading(str(file)) as archive:
        editions = archive.editions()
        assert len(archive.load([edition for edition in editions if edition.row != 3])) == 5
        (flaw,) = verify(archive)
        assert flaw.edition is not None
        assert (flaw.edition.row, flaw.is_damage) == (3, True)


@pytest.mark.parametrize("content", [b"%PDF-1.4 not an archive at all" * 9, b"SQLite format 3\x00" + bytes(4080), b"x"])
def test_another_kind_of_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rijnmond.pdf"
    file.write_bytes(content)
    for use in (reading, writing, trying):
        with pytest.raises(NotAnArchiveError), use(str(file)):
            pass
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE edition (edition_id)")
    database.close()
    content = file.read_bytes()
    for use in (reading, writing):
        with pytest.raises(NotAnArchiveError, match="of another program"), use(str(file)):
            pass
    assert file.read_bytes() == content


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    for use in (reading, writing):
        with pytest.raises(NotAnArchiveError, match="a folder"), use(str(tmp_path)):
            pass


def test_an_archive_of_a_newer_program_is_refused_and_left_as_it_is(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()
    content = file.read_bytes()
    for use in (reading, writing, trying):
        with pytest.raises(ArchiveNewerError, match="install the newer program"), use(str(file)):
            pass
    assert file.read_bytes() == content


def test_an_older_archive_is_copied_before_it_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, expected = sqlite3.connect(file), rapporten_in(file)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE edition ADD COLUMN remark TEXT;"))
    assert rapporten_in(file) == expected
    assert before.execute("SELECT remark FROM edition").fetchall() == [(None,)] * 6
    assert before.execute("PRAGMA user_version").fetchone() == (2,)
    backup = sqlite3.connect(f"{file}.v1.backup")
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.execute("SELECT count(*) FROM edition").fetchone() == (6,)
    assert backup.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for database in (before, backup):
        database.close()


def test_a_change_of_form_that_fails_leaves_the_archive_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = rapporten_in(file)
    broken = "ALTER TABLE edition ADD COLUMN remark TEXT;\nALTER TABLE nowhere ADD COLUMN remark TEXT;\n"
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(ArchiveError), writing(str(file)):
            pass
    assert rapporten_in(file) == expected


def test_who_is_busy_too_long_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveBusyError) as caught, writing(str(file)) as archive:
        list(ingest(archive, deliver(make_rapport(22, Kwartaal(2020, 1))), accept=False))
    assert caught.value.exit_code == 75
    assert len(rapporten_in(file)) == 6  # who reads does not wait
    other.close()


def test_where_there_is_no_archive_none_is_made_by_looking(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "archief.sqlite"
    with pytest.raises(NoArchiveError), reading(str(file)):
        pass
    with trying(str(file)) as archive:
        outcomes = [
            outcome.result for delivery in deliveries(0, 2) for outcome in ingest(archive, delivery, accept=False)
        ]
    assert outcomes == ["new", "new"]
    assert not file.parent.exists()


def test_an_empty_file_is_an_archive_in_which_nothing_is_yet(tmp_path: Path) -> None:
    file = tmp_path / "archief.sqlite"
    file.touch()
    with pytest.raises(NoArchiveError), reading(str(file)):
        pass
    fill(file)
    assert len(rapporten_in(file)) == 6


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises((ArchiveWriteError, NotAnArchiveError)), writing("/dev/full"):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveWriteError), writing(str(tmp_path / "file" / "archief.sqlite")):
        pass


def test_a_full_disk_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As SQLite tells of one: the file may not grow any more."""
    connect = connection._connect  # noqa: SLF001 - the one way in

    def with_a_full_disk(path: str, how: str = "mode=rw") -> sqlite3.Connection:
        opened = connect(path, how)
        opened.execute("PRAGMA max_page_count = 1")  # of what there is already, SQLite keeps as many
        return opened

    expected = rapporten_in(file)
    with monkeypatch.context() as full:
        full.setattr(connection, "_connect", with_a_full_disk)
        with pytest.raises(ArchiveWriteError, match="what it held is still there") as caught:
            fill(file, seed=1, count=40)
    assert caught.value.exit_code == 73
    assert rapporten_in(file)[: len(expected)]
    with reading(str(file)) as archive:
        assert not list(verify(archive))
    fill(file)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions, which do not hold root back")
def test_a_read_only_archive_can_be_read(file: Path) -> None:
    expected = rapporten_in(file)
    with read_only(file.parent):
        assert rapporten_in(file) == expected
        with pytest.raises(ArchiveWriteError), writing(str(file)):
            pass


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE rij SET totaal_sonar = totaal_sonar + 1 WHERE position = 2 AND edition_id = 3",
        "UPDATE source_content SET compressed = x'00' WHERE source_id = 3",
    ],
)
def test_nothing_is_added_where_an_edition_or_a_kept_file_is_damaged(file: Path, change: str) -> None:
    database = sqlite3.connect(file)
    with database:
        database.execute(change)
    database.close()
    content = file.read_bytes()
    with pytest.raises(ArchiveDamagedError, match="it was left as it is"), writing(str(file)):
        pass
    assert file.read_bytes() == content


def test_a_damaged_backup_is_refused_and_left_as_it_is(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.sqlite"
    back_up(str(file), str(copy))
    copy.write_bytes(copy.read_bytes()[:-1])
    content = copy.read_bytes()
    with pytest.raises(ArchiveDamagedError), writing(str(copy)):
        pass
    assert copy.read_bytes() == content


def test_an_archive_that_cannot_be_written_to_is_copied_all_the_same(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a read-only place, where SQLite opens a file only as one that nobody changes."""
    connect = connection._connect  # noqa: SLF001 - the one way in

    def read_only(path: str, how: str = "mode=rw") -> sqlite3.Connection:
        if path == str(file) and how == "mode=rw":
            raise ReadOnlyError
        return connect(path, how)

    expected = rapporten_in(file)
    with monkeypatch.context() as mounted:
        mounted.setattr(connection, "_connect_to_read", lambda path: connect(path, "mode=ro&immutable=1"))
        mounted.setattr(connection, "_connect", read_only)
        back_up(str(file), str(tmp_path / "kopie.sqlite"))
    assert rapporten_in(tmp_path / "kopie.sqlite") == expected


class ReadOnlyError(sqlite3.OperationalError):
    """What SQLite says of a file in a read-only place."""

    sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
