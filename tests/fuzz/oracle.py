"""What may come of a mutated file: a declared error, a finding that is an error, or figures that it had before."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from truth import Facts, facts_of

from fuzz.seeds import Seed, read
from klantprofielen.checks import check_rapporten
from klantprofielen.errors import READ_ERRORS, ReadError
from klantprofielen.model import Finding, Rapport, Severity
from klantprofielen.notation import name_key
from klantprofielen.reading.content import choose_rapporten
from klantprofielen.reading.words import Document

OTHER_COLUMNS = "other columns"
"""The words over the columns were changed, so that they name others: no sum can see it, and the README says so."""
KINDS = {error.kind for error in READ_ERRORS}


def judge(data: bytes | Document, seed: Seed) -> str:
    """What came of a file, or of positioned words.

    That is the kind of an error, `error finding`, `right`, `less`, `other columns`, or a complaint: `WRONG`.
    """
    try:
        rapporten = read(data) if isinstance(data, bytes) else choose_rapporten([data], file="rapport", sha256="")
    except ReadError as error:
        return error.kind if error.kind in KINDS and str(error) else f"WRONG kind {error.kind}"
    except MemoryError:
        return "limit"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"WRONG {type(error).__name__}: {error}"
    findings = check_rapporten(rapporten)
    if any(finding.severity is Severity.ERROR for found in findings for finding in found):
        return "error finding"
    complaint = next(_complaints(rapporten, findings, seed, text_of(data) if isinstance(data, bytes) else ""), "")
    if complaint:
        return complaint if complaint == OTHER_COLUMNS else f"WRONG {complaint}"
    return "right" if tuple(map(facts_of, rapporten)) == seed.facts else "less"


def text_of(data: bytes) -> str:
    """The letters of a text or a workbook; nothing of a PDF, from which no region may be lost."""
    if b"%PDF" in data[:1024]:
        return ""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    return name_key(data.decode("utf-8", "replace")) or " "


def _complaints(
    rapporten: Sequence[Rapport], findings: Sequence[Iterable[Finding]], seed: Seed, left: str
) -> Iterator[str]:
    """What a run that ends with 0 may not say, or leave out."""
    for rapport, found in zip(rapporten, findings, strict=True):
        kinds = {finding.kind for finding in found}
        truth = _counterpart(facts_of(rapport), seed.facts)
        if truth is None:
            yield f"a report of {rapport.regio} that is not there"
            continue
        yield from _wrong_figures(facts_of(rapport), truth, kinds)
    read_regios = {rapport.regio for rapport in rapporten}
    lost = [facts.regio for facts in seed.facts if facts.regio not in read_regios]
    yield from (f"{regio} is lost" for regio in lost if name_key(regio) in left or not left)


def _counts(figures: Sequence[int | None]) -> tuple[str, ...]:
    """The figures of a row in whatever order."""
    return tuple(sorted(map(str, figures)))


def _counterpart(facts: Facts, truth: Sequence[Facts]) -> Facts | None:
    """The report of the seed with most of the same rows."""

    def shared(other: Facts) -> int:
        return len({_counts(figures) for _, figures in facts.rows} & {_counts(figures) for _, figures in other.rows})

    best = max(truth, key=shared)
    return best if shared(best) else None


def _wrong_figures(facts: Facts, truth: Facts, kinds: set[str]) -> Iterator[str]:
    before = dict(truth.rows)
    if {_counts(figures) for _, figures in facts.rows} == {_counts(figures) for _, figures in truth.rows} and (
        {figures for _, figures in facts.rows} != {figures for _, figures in truth.rows}
    ):
        yield OTHER_COLUMNS
        return
    for name, figures in facts.rows:
        if name not in before:
            if not kinds & {"unknown-gemeente", "other-region", "missing-gemeente", "assumed-name"}:
                yield f"{name} is not there"
        elif "row-order" not in kinds and any(
            one is not None and one != other for one, other in zip(figures, before[name], strict=True)
        ):
            yield f"{name}: {figures}, but it has {before[name]} {sorted(kinds)}"
    lost = len(before) - len(facts.rows)
    if lost > 0 and not kinds & {"missing-gemeente", "no-total"}:
        yield f"{lost} rows are lost {sorted(kinds)}"
    if (
        facts.totaal
        and truth.totaal
        and any(one is not None and one != other for one, other in zip(facts.totaal, truth.totaal, strict=True))
    ):
        yield f"total {facts.totaal}, but it has {truth.totaal} {sorted(kinds)}"
    if facts.doelgroepregister is None and "no-register" not in kinds:
        yield "the register is lost without a word"
