"""The file of the archive: made when it is needed, opened as it is, looked over before it is believed."""

import os
import secrets
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from klantprofielen.archive import schema
from klantprofielen.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveMakeError,
    ArchiveNewerError,
    ArchiveUnreadableError,
    ArchiveWriteError,
    NoArchiveError,
    NotAnArchiveError,
)

BUSY_SECONDS = 10.0
RETRY_SECONDS = 0.05
HEADER = 100  # bytes
MAGIC = b"SQLite format 3\x00"
VERSION_AT, APPLICATION_AT = 60, 68  # in the header, four bytes each
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_SCHEMA}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOLFS,
}


LookOver = Callable[[sqlite3.Connection], None]


def trust(_connection: sqlite3.Connection) -> None:
    """Look over nothing."""


@contextmanager
def told(file: str) -> Iterator[None]:
    """What goes wrong with the file, as one of our errors; a statement that is refused leaves nothing behind."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(file, error) from error
    except UnicodeDecodeError as error:
        raise ArchiveDamagedError(file=file, found="a text in it is none") from error


def _explain(file: str, error: sqlite3.Error) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return ArchiveDamagedError(file=file, found="it is cut off")
    primary = code & 0xFF
    if primary in BUSY:
        return ArchiveBusyError(file=file, seconds=int(BUSY_SECONDS))
    if primary in UNWRITABLE:
        return ArchiveWriteError(file=file, reason=str(error))
    return ArchiveDamagedError(file=file, found=str(error))


@contextmanager
def open_to_read(file: str) -> Iterator[sqlite3.Connection]:
    """The archive as it is at one moment: what others write meanwhile is not seen.

    Raises:
        NoArchiveError: there is none.
        ArchiveError: it cannot be used.
    """
    require_archive(file)
    with told(file):
        connection = _connect_to_read(file)
        try:
            if _version(connection) in range(1, len(schema.MIGRATIONS)):
                with open_to_write(file):
                    pass  # which brings it up to date
            connection.execute("BEGIN")
            if not has_tables(connection):
                raise NoArchiveError(file=file)
            require_whole(connection, file)
            yield connection
        finally:
            connection.close()


@contextmanager
def open_to_write(file: str, look_over: LookOver = trust) -> Iterator[sqlite3.Connection]:
    """The archive to add to; made where there is none, brought up to the present form where it is older.

    `look_over` raises where what is in it is damaged, before anything is written.

    Raises:
        ArchiveError: it cannot be used, or not be written.
    """
    make_file(file)
    require_archive(file)
    with told(file):
        connection = _connect(file)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            _bring_up_to_date(connection, file)  # before the log is there, so that the header tells whose file it is
            require_whole(connection, file)
            _require_sound(connection, file)
            look_over(connection)
            _retry(lambda: connection.execute("PRAGMA journal_mode = WAL"))
            yield connection
        finally:
            connection.close()


@contextmanager
def open_copy(file: str) -> Iterator[sqlite3.Connection]:
    """A copy of the archive in memory, to try things on; an empty one where there is no archive.

    Raises:
        ArchiveError: there is one, but it cannot be used.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with suppress(NoArchiveError), open_to_read(file) as connection:
            connection.backup(copy)
        with told(file):
            copy.execute("PRAGMA foreign_keys = ON")
            _bring_up_to_date(copy, file, backup=False)
            yield copy
    finally:
        copy.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; no other writer in between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def require_archive(file: str) -> None:
    """Look at the first bytes, so that the file of another program is not even opened as a database."""
    try:
        mode = os.stat(file).st_mode  # noqa: PTH116 - a name may hold what no path can
        if not stat.S_ISREG(mode):
            raise NotAnArchiveError(file=file, found="a folder" if stat.S_ISDIR(mode) else "no regular file")
        with open(file, "rb") as stream:  # noqa: PTH123
            header = stream.read(HEADER)
    except FileNotFoundError:
        raise NoArchiveError(file=file) from None
    except (OSError, ValueError) as error:
        raise ArchiveUnreadableError(file=file, reason=getattr(error, "strerror", None) or str(error)) from error
    if header:
        _require_header(header, file)


def _require_header(header: bytes, file: str) -> None:
    if not header.startswith(MAGIC) or len(header) < HEADER:
        raise NotAnArchiveError(file=file, found="another kind of file")
    if _number(header, APPLICATION_AT) != schema.APPLICATION_ID:
        raise NotAnArchiveError(file=file, found="a database of another program")
    found, known = _number(header, VERSION_AT), len(schema.MIGRATIONS)
    if found > known:
        raise ArchiveNewerError(file=file, found=found, known=known)


def _number(header: bytes, start: int) -> int:
    return int.from_bytes(header[start : start + 4], "big")


def require_whole(connection: sqlite3.Connection, file: str) -> None:
    """All pages must be there."""
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    if not _has_log(file) and os.path.getsize(file) < pages * size:  # noqa: PTH202
        raise ArchiveDamagedError(file=file, found="it is cut off")


def _require_sound(connection: sqlite3.Connection, file: str) -> None:
    """Nothing is added to a file whose structure is damaged."""
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise ArchiveDamagedError(file=file, found=str(verdict).splitlines()[-1])


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether it is more than an empty file."""
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def make_file(file: str) -> None:
    """An empty file for an archive, and the folders above it, for the user only; nothing where it is there already.

    Raises:
        ArchiveMakeError: the system does not let it be made.
    """
    try:
        folder = Path(file).parent
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except (OSError, ValueError) as error:
        raise ArchiveMakeError(file=file, reason=getattr(error, "strerror", None) or str(error)) from error


def _connect(file: str, how: str = "mode=rw") -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < (3, 37):
        raise ArchiveUnreadableError(file=file, reason=f"SQLite 3.37 is needed, this is {sqlite3.sqlite_version}")
    address = f"file:{quote(os.fsencode(Path(file).absolute()))}?{how}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _connect_to_read(file: str) -> sqlite3.Connection:
    """Where nothing can be written, the file is read as it stands if no writer left anything beside it."""
    connection = _connect(file)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in UNWRITABLE or _has_log(file):
            raise
        connection = _connect(file, "mode=ro&immutable=1")
    return connection


def _has_log(file: str) -> bool:
    try:
        return os.path.getsize(f"{file}-wal") > 0  # noqa: PTH202
    except OSError:
        return False


def _retry(step: Callable[[], object]) -> None:
    """Some steps do not wait for others by themselves."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            step()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in BUSY or time.monotonic() > end:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _bring_up_to_date(connection: sqlite3.Connection, file: str, *, backup: bool = True) -> None:
    """Make the tables, or change those of an older form, after a copy was made of it."""
    if _version(connection) == len(schema.MIGRATIONS):
        return
    with transaction(connection):
        version = _version(connection)  # another writer may have been first
        if version == 0 and has_tables(connection):
            raise NotAnArchiveError(file=file, found="a database of another program")
        if backup and 0 < version < len(schema.MIGRATIONS):
            with closing(_connect(file)) as other:  # SQLite copies nothing of a connection that is about to write
                copy_database(other, f"{file}.v{version}.backup")
        for step in schema.MIGRATIONS[version:]:
            run_script(connection, step)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run its statements inside the transaction that is open, which `executescript` would end."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def copy_database(source: sqlite3.Connection, target: str) -> None:
    """A whole copy of an open archive, for the user only, in the place of what is there.

    Raises:
        ArchiveWriteError: it cannot be written.
    """
    draft = f"{target}.{secrets.token_hex(4)}.part"
    try:
        with told(target):
            make_file(draft)
            copy = _connect(draft)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        os.replace(draft, target)  # noqa: PTH105
    except OSError as error:
        raise ArchiveWriteError(file=target, reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
