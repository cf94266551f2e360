"""The forms in which reports can be exported: how each is asked for, how its file is called, and how it is made."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from klantprofielen.analysis.asking import pick_pair
from klantprofielen.analysis.compare import compare_quarters
from klantprofielen.analysis.history import Division, build_history
from klantprofielen.analysis.results import Comparison
from klantprofielen.checks import check_rapport, check_rapporten
from klantprofielen.cli.imports import without
from klantprofielen.cli.rankings import build_rankings
from klantprofielen.errors import UsageError
from klantprofielen.language import speaking, translate
from klantprofielen.model import Finding
from klantprofielen.tables import Checked, Failure, summary_table, tidy_table
from klantprofielen.tables.comparison import SHEET_MEASURES
from klantprofielen.tables.overview import overview_table
from klantprofielen.views import data

Make = Callable[[Sequence[Checked], Sequence[Failure]], dict[str, bytes]]
"""The files of an export by name; the name of a single one is empty."""
LATEST = 253_402_300_799  # the end of the year 9999
LARGE = ("numpy", "PIL", "lxml")
"""What openpyxl imports when it is there, to know their types and to write faster: it takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the option, the extension, what stands behind the name, whether a terminal can show it, its maker."""

    option: str
    extension: str
    make: Make
    suffix: str = ""
    binary: bool = False


def _one(text: str) -> dict[str, bytes]:
    return {"": text.encode("utf-8", "replace")}


def check_again(reports: Sequence[Checked]) -> list[Checked]:
    """The reports with the same findings, in the language of now and with the names of files as they are now."""
    register = reports[0].register if reports else None
    rapporten = [report.rapport for report in reports]
    own = [check_rapport(report.rapport) if report.findings else () for report in reports]
    previous = {id(report.rapport): report.previous for report in reports if report.findings}
    findings = check_rapporten(rapporten, register, own=own, find_previous=lambda rapport: previous.get(id(rapport)))
    return [
        replace(report, findings=tuple(found for found in anew if _key(found) in set(map(_key, report.findings))))
        for report, anew in zip(reports, findings, strict=True)
    ]


def _key(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.kind, finding.gemeente, finding.column


def source_date_epoch() -> int | None:
    """The date that a reproducible build asks for; no clock is ever looked at.

    Raises:
        UsageError: `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= LATEST):
        message = translate("SOURCE_DATE_EPOCH: expected a number of seconds since 1970, found '{found}'")
        raise UsageError(message=message.format(found=text))
    return int(text)


def make_xlsx(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """The workbook."""
    from klantprofielen.tables.workbook import build_workbook  # noqa: PLC0415 - for this form only

    with without(LARGE):
        from klantprofielen.views.excel import format_workbook  # noqa: PLC0415 - openpyxl takes long to import
    epoch = source_date_epoch()
    comparison = compare_newest(reports)
    with speaking("nl"):
        checked = check_again(reports)
        return {"": format_workbook(build_workbook(checked, comparison, build_rankings(checked)), epoch)}


def compare_newest(reports: Sequence[Checked]) -> Comparison | None:
    """What changed between the two newest quarters; None where there are no two."""
    rapporten = [report.rapport for report in reports]
    pair = pick_pair(None, None, sorted({rapport.kwartaal for rapport in rapporten if rapport.kwartaal}))
    if pair is None:
        return None
    history = build_history(
        (rapport for rapport in rapporten if rapport.kwartaal in pair), Division(), reports[0].register
    )
    return compare_quarters(history, *pair, SHEET_MEASURES)


def make_csv(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """RFC 4180."""
    return _one(data.format_csv(tidy_table(reports)))


def make_csv_excel(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """For a double click in Dutch Excel."""
    return _one(data.format_csv_excel(tidy_table(reports)))


def make_json(reports: Sequence[Checked], failures: Sequence[Failure]) -> dict[str, bytes]:
    """As `summarize --json`."""
    return _one(data.format_summary_json(reports, failures))


def make_jsonl(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """A row a line."""
    return _one(data.format_json_lines(tidy_table(reports)))


def make_parquet(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """Typed columns."""
    from klantprofielen.views.parquet import format_parquet  # noqa: PLC0415 - for this form only

    return {"": format_parquet(tidy_table(reports))}


def make_markdown(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """Tables for people, then the tidy table."""
    from klantprofielen.views.markdown import format_markdown  # noqa: PLC0415 - for this form only

    with speaking("nl"):
        checked = check_again(reports)
        overview = [overview_table(checked)] if len(checked) > 1 else []
        tables = chain(overview, (summary_table(report, with_source=True) for report in checked))
        return _one(format_markdown(tables, tidy_table(checked)))


def make_datapackage(reports: Sequence[Checked], _failures: Sequence[Failure]) -> dict[str, bytes]:
    """A table with its description."""
    from klantprofielen.tables.workbook import title_of_reports  # noqa: PLC0415 - for this form only
    from klantprofielen.views.datapackage import format_datapackage  # noqa: PLC0415 - likewise

    return format_datapackage(reports, tidy_table(reports), title_of_reports(reports))


FORMS: tuple[Form, ...] = (
    Form("--xlsx", ".xlsx", make_xlsx, binary=True),
    Form("--csv", ".csv", make_csv),
    Form("--csv-excel", ".csv", make_csv_excel, suffix="-excel"),
    Form("--json", ".json", make_json),
    Form("--jsonl", ".jsonl", make_jsonl),
    Form("--parquet", ".parquet", make_parquet, binary=True),
    Form("--markdown", ".md", make_markdown),
    Form("--datapackage", ".zip", make_datapackage, binary=True),
)
