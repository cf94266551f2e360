"""`klantprofielen archive reread`: the kept files read again, by a program that may read them better."""

from collections.abc import Iterator

import typer

from klantprofielen.archive import Archive, Rereading, compare_reading, reading, writing
from klantprofielen.cli import options
from klantprofielen.cli.asking import require_yes
from klantprofielen.cli.border import tell_failure
from klantprofielen.cli.editions import require_editions
from klantprofielen.cli.group import Command
from klantprofielen.cli.origin import parse_origin
from klantprofielen.errors import ExitCode
from klantprofielen.language import mark, translate, translate_count
from klantprofielen.reading import reader
from klantprofielen.tables import Failure
from klantprofielen.views.data import format_rows_json
from klantprofielen.views.outcomes import format_rereading, rereading_rows
from klantprofielen.views.progress import progress
from klantprofielen.views.streams import print_error, write_data, write_text

HELP = mark(
    "Read all files that the archive keeps again, and show what this program reads otherwise than the one that "
    "ingested them. Nothing is replaced before you say so; what added up is never replaced by what does not."
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("reread", cls=Command, help=HELP)
def reread(  # noqa: PLR0913 - an option is an argument
    *,
    yes: options.Yes = False,
    as_json: options.AsJson = False,
    archive: options.ArchiveFile = None,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    max_memory_mb: options.MaxMemoryMb = options.DEFAULT_MEMORY_MB,
) -> int:
    """Read, show, ask, and replace; the exit code."""
    origin = parse_origin((), archive)
    limits = options.parse_limits(mb=options.DEFAULT_MB, pages=max_pages, seconds=max_seconds, memory_mb=max_memory_mb)
    failures: list[Failure] = []
    with reading(origin.archive) as opened:
        require_editions(opened, origin)
        found = list(_reread(opened, limits, failures))
    better = [one for one in found if not one.is_worse]
    shown = [one for one in found if one.changes]
    if as_json:
        write_data(format_rows_json(rereading_rows(shown), "archive-reread/1", (), failures).encode())
    else:
        write_text("".join(map(format_rereading, shown)))
        print_error(
            translate_count(
                "{count} edition is read otherwise now", "{count} editions are read otherwise now", len(shown)
            )
        )
    changes = any(one.changes for one in better)
    if better and (not changes or require_yes(translate("replace them?"), yes=yes)):
        _replace(origin.archive, better)
    worse = any(one.is_worse for one in found)
    return max((*(failure.error.exit_code for failure in failures), ExitCode.FINDINGS if worse else ExitCode.OK))


def _reread(archive: Archive, limits: reader.Limits, failures: list[Failure]) -> Iterator[Rereading]:
    """Every edition whose file gives something else now, or was read by another version."""
    sources = [source for source in archive.sources() if source.content is not None]
    editions = {edition.row: edition for edition in archive.editions()}
    with progress(translate("read again"), len(sources)) as advance:
        files = ((source.file, source.content or b"") for source in sources)
        for read in reader.read_contents(files, limits):
            if read.error:
                failures.append(Failure(read.file, read.error))
                tell_failure(read.file, read.error)
            own = [edition for edition in editions.values() if edition.sha256 == read.sha256]
            for kept in archive.load(own) if read.rapporten else ():
                if other := compare_reading(kept, read.rapporten):
                    yield other
            advance()


def _replace(file: str, found: list[Rereading]) -> None:
    with writing(file) as opened:
        for one in found:
            with opened.transaction():
                if one.kept.edition in opened.editions_of(one.kept.edition.kwartaal, one.kept.edition.regio_key):
                    opened.replace(one.kept.edition, one.rapport, accepted=one.kept.edition.accepted)
