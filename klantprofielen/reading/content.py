"""The bytes of a file to its rapporten: what kind it is, and which of its readings holds by the sums."""

from collections.abc import Iterable, Iterator, Sequence

from klantprofielen.errors import (
    EmptyError,
    EncryptedError,
    NoTableError,
    ReadError,
    UnreadableTextError,
    WrongKindError,
)
from klantprofielen.model import NUL, Rapport, Rij, Source, total_of
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.report import read_rapporten
from klantprofielen.reading.tidy import read_tidy
from klantprofielen.reading.words import Document, Kind
from klantprofielen.reference import ANY_DAY, gemeenten_of

LEAST_ROWS = 3
TOTAL_ROW = 3  # what it counts for by itself: as much as the sums that a wrong figure in it breaks
SNIFF = 1024  # bytes; PDF may have junk before its header up to here
# First bytes of what is often taken for a report.
OTHER_KINDS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"Rar!", "a RAR file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
OLE = b"\xd0\xcf\x11\xe0"
HTML = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<svg")


def read_content(data: bytes, *, file: str, sha256: str, limits: Limits, password: str | None = None) -> list[Rapport]:
    """The rapporten in a file's bytes; kind is told by content, not by the name.

    Raises:
        ReadError: one of its kinds.
    """
    if own := read_tidy(data, file=file, sha256=sha256, limits=limits):
        return own
    return choose_rapporten(_documents(data, limits, password), file=file, sha256=sha256)


def choose_rapporten(documents: Iterable[Document], *, file: str, sha256: str) -> list[Rapport]:
    """Of the ways in which a file can be read, the one whose sums hold.

    Raises:
        ReadError: there is none that makes sense.
    """
    best: list[Rapport] = []
    refusal: ReadError | None = None
    missing: list[NoTableError] = []
    for document in documents:
        source = Source(file=file, sha256=sha256, pages=document.pages, kind=document.kind)
        try:
            rapporten = read_rapporten(document, source)
        except ReadError as error:
            refusal = error if refusal is None or _says_little(refusal) else refusal
            if isinstance(error, NoTableError) and "regio" in error.facts:
                missing.append(error)
            continue
        if not best or _worth(rapporten) > _worth(best):
            best = rapporten
        if _is_proven(best):
            break
    if not best:
        raise refusal or EmptyError
    found = {rapport.regio for rapport in best}
    for lost in missing:  # what one way of reading saw to be there, another may not leave out
        if lost.facts["regio"] not in found:
            raise lost
    _require_sense(best)
    return best


def _says_little(refusal: ReadError) -> bool:
    """Whether it is only that there is no table: that another way of reading is refused may say more."""
    return isinstance(refusal, NoTableError) and "case" not in refusal.facts


def _documents(data: bytes, limits: Limits, password: str | None) -> Iterator[Document]:
    """The words of a file; several times where it is open what its lines mean."""
    if not data.strip(b"\x00 \t\r\n\f"):
        raise EmptyError
    start = data[:SNIFF]
    if b"%PDF-" in start:
        from klantprofielen.reading.pdf import read_pdf  # noqa: PLC0415 - loads PDFium, for PDF only

        yield read_pdf(data, limits, password)
        return
    if start.startswith(b"PK"):
        from klantprofielen.reading.sheet import read_xlsx  # noqa: PLC0415 - for workbooks only

        yield read_xlsx(data, limits)
        return
    require_text(data)
    from klantprofielen.reading.sheet import read_csv  # noqa: PLC0415 - not for PDF
    from klantprofielen.reading.text import (  # noqa: PLC0415 - likewise
        decode_text,
        propose_documents,
        require_sensible,
    )

    text = decode_text(data)
    require_sensible(text, limits)
    table = read_csv(text, limits)
    if table:
        yield table
    yield from propose_documents(text)


def require_text(data: bytes) -> None:
    """Refuse what is known to be no text by its first bytes.

    Raises:
        WrongKindError, EncryptedError: what it is.
    """
    for mark, found in OTHER_KINDS:
        if data.startswith(mark):
            raise WrongKindError(found=found)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedError(case="workbook")
        raise WrongKindError(found="an old Office file (.xls or .doc)")
    if data[:SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(HTML):
        raise WrongKindError(found="a web page")


def _worth(rapporten: Sequence[Rapport]) -> tuple[int, int]:
    """How well the sums that are printed hold: those that fail, against those that hold.

    A total row counts by itself: it is not given up for being wrong.
    """
    held = [holds for rapport in rapporten for holds in _sums(rapport)]
    totals = sum(rapport.totaal is not None for rapport in rapporten)
    named = sum(rij.gemeentecode is not None for rapport in rapporten for rij in rapport.rijen)
    return sum(1 if holds else -2 for holds in held) + TOTAL_ROW * totals, named


def _is_proven(rapporten: Iterable[Rapport]) -> bool:
    return all(rapport.totaal and all(_sums(rapport)) for rapport in rapporten)


def _require_sense(rapporten: Iterable[Rapport]) -> None:
    """Refuse a table in which no sum holds: then its figures are no figures, or stand in another order than they seem.

    A font may say that its 3 is a 7; text may have lost the order of its cells.
    """
    for rapport in rapporten:
        held = list(_sums(rapport))
        most = 0 if rapport.doelgroepregister is None else 1
        if not rapport.totaal and any(_is_unproven(rij, most) for rij in rapport.rijen):
            raise NoTableError
        if not any(rij.gemeentecode for rij in rapport.rijen):
            raise NoTableError  # a total row that has lost its name, say
        if _breaks_off(rapport):
            raise NoTableError(case="cut", regio=rapport.regio)
        if len(rapport.rijen) >= LEAST_ROWS and len(held) > LEAST_ROWS and sum(held) <= 1:
            if rapport.source.kind == Kind.PDF:
                raise UnreadableTextError(case="sums", page=rapport.rijen[0].place.page)
            raise NoTableError


def _breaks_off(rapport: Rapport) -> bool:
    """Whether the end of the table is missing, and what stands below it: the rest would pass for the whole region."""
    if rapport.totaal or rapport.doelgroepregister is not None or rapport.regionummer is None:
        return False
    on = rapport.kwartaal.eerste_dag if rapport.kwartaal else ANY_DAY
    present = {rij.gemeentecode for rij in rapport.rijen}
    return any(gemeente.code not in present for gemeente in gemeenten_of(rapport.regionummer, on))


def _is_unproven(rij: Rij, most: int) -> bool:
    """Whether a row lacks more figures than that, without any mark in their place, so that its sum says nothing.

    Where no total row says more of the others either, they may stand under any column.
    """
    return sum(mark == "" for mark in rij.hidden) > most or rij.hidden[-1] == ""


def _sums(rapport: Rapport) -> Iterator[bool]:
    """Of every printed sum that can be checked, whether it holds."""
    for rij in (*rapport.rijen, *filter(None, [rapport.totaal])):
        expected = total_of(*rij.cijfers.counts)
        if expected is not None and rij.cijfers.totaal_sonar is not None:
            yield expected == rij.cijfers.totaal_sonar
    if rapport.totaal:
        sums = sum((rij.cijfers for rij in rapport.rijen), NUL)
        for expected, printed in zip(sums.figures, rapport.totaal.cijfers.figures, strict=True):
            if expected is not None and printed is not None:
                yield expected == printed
    if rapport.dekking_gedrukt and rapport.dekking is not None:
        yield rapport.dekking_gedrukt.fits(rapport.dekking)
