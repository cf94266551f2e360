"""The archive that is open: the editions in it, read and written; all that is told of them is looked over first."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from klantprofielen.archive.connection import (
    copy_database,
    open_copy,
    open_to_read,
    open_to_write,
    told,
    transaction,
)
from klantprofielen.archive.edition import Edition, Kept, KeptSource
from klantprofielen.archive.records import (
    FINDING,
    HEAD,
    RIJ,
    SOURCE,
    Parts,
    Record,
    build_edition,
    build_findings,
    build_rapport,
    digest_of,
    head_of,
    parts_of,
    source_of,
)
from klantprofielen.checks import regio_key
from klantprofielen.errors import ArchiveDamagedError
from klantprofielen.model import Kwartaal, Rapport

FEW = 300
"""Up to so many editions are asked for one by one; of more the whole table is read."""
LARGEST_SOURCE = 1 << 30
"""Bytes to which a kept file may unpack; none that was read is near it."""
_HEADS = f"""
SELECT e.edition_id, {", ".join(f"e.{column}" for column in HEAD)}, {", ".join(f"s.{column}" for column in SOURCE)},
       e.digest, (SELECT count(*) FROM finding f WHERE f.edition_id = e.edition_id)
FROM edition e JOIN source s USING (source_id)
"""
_ORDER = "ORDER BY e.kwartaal, e.regionummer IS NULL, e.regionummer, e.regio_key, e.edition"


@dataclass(frozen=True, slots=True)
class _Stored:
    """An edition as it stands in the file."""

    edition: Edition
    head: Record
    source: Record


class Archive:
    """An open archive. What is read of it was compared with its digests: a changed figure does not leave it."""

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        self._connection = connection
        self._file = file
        self._stored: dict[int, _Stored] = {}

    def editions(self, as_of: str | None = None) -> list[Edition]:
        """All editions by quarter, region and age; `as_of`: those that were known at that moment (UTC).

        Raises:
            ArchiveDamagedError: one of them is not as it was written.
        """
        editions = self._editions(f"{_HEADS} {_ORDER}", ())
        with told(self._file):
            (expected,) = self._connection.execute("SELECT editions FROM state").fetchone() or (0,)
        if len(editions) != expected:
            found = f"it holds {len(editions)} editions, expected {expected}"
            raise ArchiveDamagedError(file=self._file, found=found)
        return [edition for edition in editions if as_of is None or edition.ingested <= as_of]

    def editions_of(self, kwartaal: Kwartaal, key: str) -> list[Edition]:
        """The editions of one report, from old to new."""
        return self._editions(f"{_HEADS} WHERE e.kwartaal = ? AND e.regio_key = ? {_ORDER}", (str(kwartaal), key))

    def editions_in(self, digest: str) -> list[Edition] | None:
        """The editions that a file with these bytes holds; None unless all reports in it are here."""
        found = self._connection.execute("SELECT source_id, reports FROM source WHERE sha256 = ?", (digest,)).fetchone()
        if not found:
            return None
        source, reports = found
        query = f"{_HEADS} WHERE e.edition_id IN (SELECT edition_id FROM seen WHERE source_id = ?) {_ORDER}"
        editions = self._editions(query, (source,))
        return editions if len(editions) == reports else None

    def known_files(self) -> frozenset[str]:
        """SHA-256 of each file of which all reports are here."""
        query = """
            SELECT sha256 FROM source s
            WHERE reports = (SELECT count(*) FROM seen WHERE seen.source_id = s.source_id)
        """
        return frozenset(digest for (digest,) in self._connection.execute(query))

    def load(self, editions: Sequence[Edition]) -> list[Kept]:
        """These editions with their figures.

        Raises:
            ArchiveDamagedError: one of them is not as it was written.
        """
        rijen = self._records("rij", RIJ, editions)
        findings = self._records("finding", FINDING, editions)
        return [self._build(edition, rijen, findings) for edition in editions]

    def load_current(self, kwartaal: Kwartaal, key: str) -> Kept | None:
        """The newest edition of a report, where there is one."""
        editions = self.editions_of(kwartaal, key)
        return self.load(editions[-1:])[0] if editions else None

    def sources(self) -> Iterator[KeptSource]:
        """The files that were kept, one by one, in the order in which they came."""
        query = "SELECT source_id, file, sha256, size FROM source ORDER BY ingested, source_id"
        for source, file, digest, size in self._connection.execute(query).fetchall():
            yield KeptSource(row=source, file=file, sha256=digest, size=size, content=self._content(source))

    def look_over(self) -> None:
        """Hold every edition and every kept file against its digest.

        Raises:
            ArchiveDamagedError: one of them is not as it was written.
        """
        editions = self.editions()
        rijen, findings = self._records("rij", RIJ, editions), self._records("finding", FINDING, editions)
        for edition in editions:
            self._require_parts(edition, rijen, findings)
        with told(self._file):
            for compressed, digest in self._connection.execute("SELECT compressed, digest FROM source_content"):
                if sha256(compressed).hexdigest() != digest:
                    raise ArchiveDamagedError(file=self._file, found="a kept file is not as it was written")

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing where all is well."""
        with told(self._file):
            problems = [message for (message,) in self._connection.execute("PRAGMA integrity_check")]
            orphans = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        found = [] if problems == ["ok"] else problems
        return [*found, *(f"a row of {table} refers to one that is not there" for table, *_ in orphans)]

    def _content(self, source: int) -> bytes | None:
        query = "SELECT compressed FROM source_content WHERE source_id = ?"
        found = self._connection.execute(query, (source,)).fetchone()
        if not found:
            return None
        try:
            return zlib.decompressobj().decompress(found[0], LARGEST_SOURCE)
        except zlib.error as error:
            raise ArchiveDamagedError(file=self._file, found="a kept file cannot be unpacked") from error

    # Writing: each in a transaction of the caller.

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in it or nothing; no other writer in between."""
        with told(self._file), transaction(self._connection):
            yield

    def add(self, rapport: Rapport, source: int, *, accepted: bool, now: str) -> int:
        """A new edition of a report; its number."""
        place = (str(rapport.kwartaal), str(regio_key(rapport)))
        query = "SELECT coalesce(max(edition), 0) + 1 FROM edition WHERE kwartaal = ? AND regio_key = ?"
        (edition,) = self._connection.execute(query, place).fetchone()
        parts = parts_of(rapport)
        head = head_of(rapport, edition=edition, ingested=now, accepted=accepted, rows_digest=parts.digest)
        (row,) = self._connection.execute("SELECT coalesce(max(edition_id), 0) + 1 FROM edition").fetchone()
        digest = self._digest(row, head, rapport)
        self._insert("edition", ("edition_id", "source_id", *HEAD, "digest"), (row, source, *head, digest))
        self._add_parts(row, parts)
        self.link(source, row)
        return int(edition)

    def replace(self, edition: Edition, rapport: Rapport, *, accepted: bool) -> None:
        """The same edition as it is read now: what was printed has not changed, the reading has."""
        parts = parts_of(rapport)
        head = head_of(
            rapport, edition=edition.edition, ingested=edition.ingested, accepted=accepted, rows_digest=parts.digest
        )
        for table in ("rij", "finding"):
            self._connection.execute(f"DELETE FROM {table} WHERE edition_id = ?", (edition.row,))
        columns = ", ".join(f"{column} = ?" for column in (*HEAD, "digest"))
        values = (*head, self._digest(edition.row, head, rapport), edition.row)
        self._connection.execute(f"UPDATE edition SET {columns} WHERE edition_id = ?", values)
        self._add_parts(edition.row, parts)

    def add_source(self, rapport: Rapport, *, size: int, reports: int, content: bytes | None, now: str) -> int:
        """The file that a report was read from, once, with its bytes where they are to be kept; its row."""
        digest, file, kind, pages = source_of(rapport)
        query = "SELECT source_id FROM source WHERE sha256 = ?"
        found = self._connection.execute(query, (digest,)).fetchone()
        columns = ("sha256", "file", "kind", "size", "pages", "reports", "ingested")
        row = found[0] if found else self._insert("source", columns, (digest, file, kind, size, pages, reports, now))
        if content is not None:
            self.keep_content(row, content)
        return int(row)

    def keep_content(self, source: int, content: bytes) -> None:
        """The bytes of a file, where they are not kept yet."""
        if not self.has_content(source):
            compressed = zlib.compress(content)
            values = (source, compressed, sha256(compressed).hexdigest())
            self._insert("source_content", ("source_id", "compressed", "digest"), values)

    def has_content(self, source: int) -> bool:
        """Whether the bytes of a file are kept."""
        query = "SELECT 1 FROM source_content WHERE source_id = ?"
        return self._connection.execute(query, (source,)).fetchone() is not None

    def row_of_source(self, digest: str) -> int | None:
        """The row of the file with these bytes."""
        found = self._connection.execute("SELECT source_id FROM source WHERE sha256 = ?", (digest,)).fetchone()
        return int(found[0]) if found else None

    def link(self, source: int, edition: int) -> None:
        """This file says what that edition says."""
        self._connection.execute("INSERT OR IGNORE INTO seen (source_id, edition_id) VALUES (?, ?)", (source, edition))

    def remove(self, editions: Iterable[Edition]) -> None:
        """Take editions out for good, and the files that hold nothing else."""
        for edition in editions:
            self._connection.execute("DELETE FROM edition WHERE edition_id = ?", (edition.row,))
        self._connection.execute(
            """
            DELETE FROM source
            WHERE source_id NOT IN (SELECT source_id FROM edition) AND source_id NOT IN (SELECT source_id FROM seen)
            """
        )

    # The rows

    def _editions(self, query: str, values: Sequence[object]) -> list[Edition]:
        with told(self._file):
            records = self._connection.execute(query, values).fetchall()
        stored = [self._look_over(record) for record in records]
        self._stored |= {one.edition.row: one for one in stored}
        return [one.edition for one in stored]

    def _look_over(self, record: Record) -> _Stored:
        head, source = record[1 : 1 + len(HEAD)], record[1 + len(HEAD) : -2]
        row, digest, findings = record[0], record[-2], record[-1]
        if digest_of((row, head, source)) != digest:
            raise self._damaged(head)
        return _Stored(build_edition(row, head, source, findings), head, source)

    def _build(
        self, edition: Edition, rijen: Mapping[int, tuple[Record, ...]], findings: Mapping[int, tuple[Record, ...]]
    ) -> Kept:
        stored, parts = self._stored[edition.row], self._require_parts(edition, rijen, findings)
        rapport = build_rapport(stored.head, stored.source, parts.rijen)
        return Kept(edition, rapport, build_findings(edition, rapport, parts.findings))

    def _require_parts(
        self, edition: Edition, rijen: Mapping[int, tuple[Record, ...]], findings: Mapping[int, tuple[Record, ...]]
    ) -> Parts:
        """The rows of an edition, if they are as they were written."""
        parts, head = Parts(rijen.get(edition.row, ()), findings.get(edition.row, ())), self._stored[edition.row].head
        if parts.digest != head[-1]:
            raise self._damaged(head)
        return parts

    def _damaged(self, head: Record) -> ArchiveDamagedError:
        kwartaal, _, edition, *_ = head
        found = f"edition {edition} of {head[HEAD.index('regio')]} {kwartaal} is not as it was written"
        return ArchiveDamagedError(file=self._file, found=found)

    def _records(
        self, table: str, columns: Sequence[str], editions: Sequence[Edition]
    ) -> dict[int, tuple[Record, ...]]:
        """The rows of each edition, in order."""
        query = f"SELECT {', '.join(columns)} FROM {table}"
        with told(self._file):
            if len(editions) > FEW:
                counted = f"SELECT edition_id, count(*) FROM {table} GROUP BY edition_id ORDER BY edition_id"
                counts = self._connection.execute(counted).fetchall()
                records = iter(self._connection.execute(f"{query} ORDER BY edition_id, position"))
                return {row: tuple(islice(records, count)) for row, count in counts}
            one = f"{query} WHERE edition_id = ? ORDER BY position"
            return {edition.row: tuple(self._connection.execute(one, (edition.row,))) for edition in editions}

    def _add_parts(self, row: int, parts: Parts) -> None:
        for table, columns, records in (("rij", RIJ, parts.rijen), ("finding", FINDING, parts.findings)):
            marks = ", ".join("?" * (len(columns) + 1))
            query = f"INSERT INTO {table} (edition_id, {', '.join(columns)}) VALUES ({marks})"
            self._connection.executemany(query, [(row, *record) for record in records])

    def _insert(self, table: str, columns: Sequence[str], values: Sequence[object]) -> int:
        query = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        return self._connection.execute(query, values).lastrowid or 0

    def _digest(self, row: int, head: Record, rapport: Rapport) -> str:
        query = f"SELECT {', '.join(SOURCE)} FROM source WHERE sha256 = ?"
        source = self._connection.execute(query, (rapport.source.sha256,)).fetchone()
        return digest_of((row, head, source))


@contextmanager
def reading(file: str) -> Iterator[Archive]:
    """The archive as it is at this moment."""
    with open_to_read(file) as connection:
        yield Archive(connection, file)


@contextmanager
def writing(file: str) -> Iterator[Archive]:
    """The archive to add to; made where there is none."""
    with open_to_write(file, lambda connection: Archive(connection, file).look_over()) as connection:
        yield Archive(connection, file)


@contextmanager
def trying(file: str) -> Iterator[Archive]:
    """A copy in memory, to see what would come of it; the archive itself stays as it is, also if there is none."""
    with open_copy(file) as connection:
        yield Archive(connection, file)


def back_up(file: str, target: str) -> int:
    """A whole copy of the archive at another place; how many bytes it has."""
    with open_to_read(file) as connection:
        copy_database(connection, target)
    return Path(target).stat().st_size


def moment(now: datetime | None = None) -> str:
    """A moment as it is stored, in UTC: it sorts."""
    return (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
