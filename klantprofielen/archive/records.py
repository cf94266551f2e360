"""A report as rows of the archive, and back; a digest over the rows shows whatever was changed in the file since."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from klantprofielen import __version__
from klantprofielen.archive.edition import Edition
from klantprofielen.checks import check_rapport, regio_key
from klantprofielen.language import chosen_language, speaking
from klantprofielen.model import FIGURES, Cijfers, Finding, Kwartaal, Percentage, Place, Rapport, Rij, Severity, Source
from klantprofielen.notation import format_marks, parse_marks

Record = tuple[Any, ...]
"""A row of a table, with the columns that are named below; the STRICT tables hold the types."""

HEAD = (
    "kwartaal",
    "regio_key",
    "edition",
    "ingested",
    "program",
    "accepted",
    "regio",
    "regionummer",
    "regiocode",
    "printed_regio",
    "printed_regionummer",
    "doelgroepregister",
    "dekking_digits",
    "dekking_decimals",
    "assumed_columns",
    "rows_digest",
)
SOURCE = ("sha256", "file", "kind", "pages")
RIJ = (
    *("position", "is_total", "gemeente", "printed_name", "gemeentecode"),
    *FIGURES,
    *("hidden", "page", "x0", "y0", "x1", "y1"),
)
FINDING = (
    *("position", "kind", "severity", "gemeente", "column_key", "printed", "expected", "page"),
    *("message_en", "message_nl"),
)


_ENCODER = json.JSONEncoder(separators=(",", ":"), default=repr)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is stored of a report besides its head: its rows (the total row last), and its own findings."""

    rijen: tuple[Record, ...]
    findings: tuple[Record, ...]

    @property
    def digest(self) -> str:
        return digest_of((self.rijen, self.findings))


def digest_of(values: object) -> str:
    """SHA-256 over values as JSON: what is read must be what was written."""
    return hashlib.sha256(_ENCODER.encode(values).encode()).hexdigest()


def parts_of(rapport: Rapport) -> Parts:
    """The rows of a report, and what is found in it by itself, in both languages."""
    with speaking("en"):
        english = check_rapport(rapport)
    with speaking("nl"):
        dutch = check_rapport(rapport)
    return Parts(
        tuple(_rij_records(rapport)),
        tuple(_finding_record(position, *texts) for position, texts in enumerate(zip(english, dutch, strict=True))),
    )


def _rij_records(rapport: Rapport) -> Iterator[Record]:
    for position, rij in enumerate((*rapport.rijen, *filter(None, [rapport.totaal]))):
        names = (rij.gemeente, rij.printed_name, rij.gemeentecode)
        is_total = int(position == len(rapport.rijen))
        box = map(float, rij.place.box)
        yield (position, is_total, *names, *rij.cijfers.figures, format_marks(rij.hidden), rij.place.page, *box)


def _finding_record(position: int, english: Finding, dutch: Finding) -> Record:
    printed, expected = map(_pack, (english.printed, english.expected))
    where = (english.gemeente, english.column, printed, expected, english.page)
    return (position, english.kind, str(english.severity), *where, english.message, dutch.message)


def _pack(value: int | str | None) -> str | None:
    """As JSON, so that a number and a text stay apart."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def head_of(rapport: Rapport, *, edition: int, ingested: str, accepted: bool, rows_digest: str) -> Record:
    """The columns of `HEAD`.

    Raises:
        ValueError: the report has no quarter.
    """
    if rapport.kwartaal is None:
        raise ValueError("a report without quarter has no place in the archive")
    percentage = rapport.dekking_gedrukt
    printed = (percentage.digits, percentage.decimals) if percentage else (None, None)
    names = (rapport.regio, rapport.regionummer, rapport.regiocode, rapport.printed_regio, rapport.printed_regionummer)
    kept = (edition, ingested, __version__, int(accepted))
    sentence = (rapport.doelgroepregister, *printed, int(rapport.assumed_columns))
    return (str(rapport.kwartaal), str(regio_key(rapport)), *kept, *names, *sentence, rows_digest)


def source_of(rapport: Rapport) -> Record:
    """The columns of `SOURCE`."""
    source = rapport.source
    return (source.sha256, source.file, str(source.kind), source.pages)


def build_edition(row: int, head: Record, source: Record, findings: int) -> Edition:
    """What is known of an edition without its rows."""
    kwartaal, key, edition, ingested, program, accepted, regio, regionummer, *_ = head
    sha256, file, *_ = source
    return Edition(
        row=row,
        kwartaal=parse_stored(kwartaal),
        regio_key=key,
        regionummer=regionummer,
        regio=regio,
        edition=edition,
        ingested=ingested,
        program=program,
        accepted=bool(accepted),
        file=file,
        sha256=sha256,
        findings=findings,
    )


def parse_stored(text: str) -> Kwartaal:
    """2023-Q1, as it is stored; much faster than reading what a document may write."""
    return Kwartaal(int(text[:4]), int(text[6:]))


def build_rapport(head: Record, source: Record, rijen: Iterable[Record]) -> Rapport:
    """The report as it was stored."""
    (kwartaal, _, _, _, _, _, regio, regionummer, regiocode, printed_regio, printed_regionummer, *sentence) = head
    register, digits, decimals, assumed_columns, _ = sentence
    sha256, file, kind, pages = source
    built = [(record[1], _build_rij(record)) for record in rijen]
    return Rapport(
        kwartaal=parse_stored(kwartaal),
        regio=regio,
        regionummer=regionummer,
        regiocode=regiocode,
        printed_regio=printed_regio,
        printed_regionummer=printed_regionummer,
        rijen=tuple(rij for is_total, rij in built if not is_total),
        totaal=next((rij for is_total, rij in built if is_total), None),
        doelgroepregister=register,
        dekking_gedrukt=None if digits is None else Percentage(digits, decimals),
        assumed_columns=bool(assumed_columns),
        source=Source(file=file, sha256=sha256, pages=pages, kind=kind),
    )


NOTHING_HIDDEN = (None,) * len(FIGURES)


def _build_rij(record: Record) -> Rij:
    _, _, gemeente, printed_name, code, one, two, three, four, total, hidden, page, *box = record
    return Rij(
        gemeente=gemeente,
        printed_name=printed_name,
        gemeentecode=code,
        cijfers=Cijfers(
            gemeente_met_profiel=one,
            gemeente_zonder_profiel=two,
            uwv_met_profiel=three,
            uwv_zonder_profiel=four,
            totaal_sonar=total,
        ),
        hidden=parse_marks(hidden) if hidden else NOTHING_HIDDEN,
        place=Place(page, tuple(box)),
    )


def build_findings(edition: Edition, rapport: Rapport, findings: Sequence[Record]) -> tuple[Finding, ...]:
    """What was found when the report was stored; found anew where another version of the program stored it."""
    if edition.program != __version__:
        return check_rapport(rapport)
    return tuple(map(_build_finding, findings))


def _build_finding(record: Record) -> Finding:
    _, kind, severity, gemeente, column, printed, expected, page, english, dutch = record
    return Finding(
        kind=kind,
        severity=Severity(severity),
        message=dutch if chosen_language() == "nl" else english,
        gemeente=gemeente,
        column=column,
        printed=None if printed is None else json.loads(printed),
        expected=None if expected is None else json.loads(expected),
        page=page,
    )
