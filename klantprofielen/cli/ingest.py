"""`klantprofielen ingest`: reports into the archive; of each is told what came of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Annotated, Self

import typer

from klantprofielen.archive import Archive, Delivery, Outcome, Result, ingest, recall, trying, writing
from klantprofielen.cli import options
from klantprofielen.cli.border import tell_failure
from klantprofielen.cli.group import Command
from klantprofielen.cli.options import read_password
from klantprofielen.cli.origin import Origin, parse_origin
from klantprofielen.errors import ArchiveError, ExitCode, UsageError
from klantprofielen.language import mark, translate
from klantprofielen.model import Severity
from klantprofielen.reading import reader
from klantprofielen.tables import Failure
from klantprofielen.views.data import format_rows_json
from klantprofielen.views.outcomes import format_outcome, format_summary, outcome_rows
from klantprofielen.views.plain import format_finding
from klantprofielen.views.progress import progress
from klantprofielen.views.streams import print_error, write_data, write_text

HELP = mark(
    "Add reports to the archive, which all other commands read when no files are named. Each report is new, unchanged, "
    "corrected (the same quarter and region with other figures: kept beside the first, and the differences shown), or "
    "refused, because a sum does not fit."
)
EPILOG = mark("Example: klantprofielen ingest ~/Downloads/*.pdf")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@dataclass(slots=True)
class Progress:
    """What came of the batch so far."""

    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """The highest of the codes of the files and of the findings."""
        wrong = any(outcome.is_wrong for outcome in self.outcomes)
        codes = (failure.error.exit_code for failure in self.failures)
        return max((*codes, ExitCode.FINDINGS if wrong else ExitCode.OK))


@app.command("ingest", cls=Command, help=HELP, epilog=EPILOG)
def ingest_files(  # noqa: PLR0913 - an option is an argument
    files: options.FilesOnly = None,
    *,
    accept: Annotated[
        bool, typer.Option("--accept", help=mark("Keep reports with errors too, with their findings."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Tell what would come of it, and write nothing."))
    ] = False,
    no_keep_source: Annotated[
        bool, typer.Option("--no-keep-source", help=mark("Do not keep the files themselves, only what is in them."))
    ] = False,
    as_json: options.AsJson = False,
    password_file: options.PasswordFile = None,
    archive: options.ArchiveFile = None,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, add, and tell; the exit code."""
    origin = parse_origin(files, archive, password_file=password_file)
    if not origin.files:
        raise UsageError(message=translate("name the files, folders or patterns to ingest, for example: rijnmond.pdf"))
    limits = options.parse_limits(mb=max_mb, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    done = Progress()
    try:
        with Opening(origin, trying if dry_run else writing) as opening:
            for outcome in _ingest(opening, origin, limits, done, accept=accept, keep=not no_keep_source):
                _tell(outcome, as_json=as_json)
    except ArchiveError as error:
        if not done.outcomes:
            raise
        done.failures.append(Failure(origin.archive, error))  # what was told before is kept
        print_error(str(error))
    if as_json:
        write_data(format_rows_json(outcome_rows(done.outcomes), "ingest/1", (), done.failures).encode())
    else:
        write_text(f"{format_summary(done.outcomes, dry_run=dry_run)}\n")
    return done.exit_code


class Opening:
    """The archive, opened at once where there is one; where there is none, not before there is something to add."""

    def __init__(self, origin: Origin, how: Callable[[str], AbstractContextManager[Archive]]) -> None:
        self._origin, self._how = origin, how
        self._stack = ExitStack()
        self._archive: Archive | None = None

    def __enter__(self) -> Self:
        if self._origin.has_archive:
            self.get()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def get(self) -> Archive:
        """The open archive."""
        if self._archive is None:
            self._archive = self._stack.enter_context(self._how(self._origin.archive))
        return self._archive

    @property
    def known_files(self) -> frozenset[str]:
        return self._archive.known_files() if self._archive else frozenset()


def _ingest(  # noqa: PLR0913 - what is asked for
    opening: Opening, origin: Origin, limits: reader.Limits, done: Progress, *, accept: bool, keep: bool
) -> Iterator[Outcome]:
    """The outcomes of all files, each when it is certain."""
    password = read_password(origin.password_file)
    with progress(translate("ingest"), len(reader.find_inputs(origin.files))) as advance:
        for reading in reader.read_inputs(origin.files, limits, password, opening.known_files):
            if reading.is_known and (outcomes := _recall(opening.get(), reading, keep=keep)):
                yield from _note(done, outcomes)
            else:
                file = (reading.file, reading.content)
                (whole,) = reader.read_contents([file], limits, password) if reading.is_known else [reading]
                yield from _note(done, _ingest_reading(opening, whole, done, accept=accept, keep=keep))
            advance()


def _note(done: Progress, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        done.outcomes.append(outcome)
        yield outcome


def _recall(archive: Archive, reading: reader.Reading, *, keep: bool) -> list[Outcome]:
    """Of a file that is here already; nothing if it is not, or was taken out while the batch was read."""
    return list(recall(archive, reading.file, reading.sha256, reading.content if keep else None))


def _ingest_reading(
    opening: Opening, reading: reader.Reading, done: Progress, *, accept: bool, keep: bool
) -> Iterator[Outcome]:
    if reading.error:
        done.failures.append(Failure(reading.file, reading.error))
        tell_failure(reading.file, reading.error)
        yield Outcome(file=reading.file, result=Result.ERROR)
        return
    delivery = Delivery(
        file=reading.file,
        rapporten=reading.rapporten,
        size=len(reading.content),
        content=reading.content if keep else None,
    )
    yield from ingest(opening.get(), delivery, accept=accept)


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    """What is on the screen is in the archive: it is told when it is written."""
    if as_json or outcome.result is Result.ERROR:
        return
    write_text(format_outcome(outcome))
    for finding in outcome.findings:
        if finding.severity is not Severity.NOTE:
            print_error(format_finding(outcome.file, finding))
    if outcome.follower:
        for finding in outcome.follower_findings:
            print_error(format_finding(outcome.follower.file, finding))
