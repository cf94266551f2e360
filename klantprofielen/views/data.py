"""Reports as data, JSON, JSON lines and csv: decimal points, fractions, ISO quarters, nothing translated."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from klantprofielen import __version__
from klantprofielen.model import FIGURES, Cijfers, Finding, Kwartaal, Place, Rapport, Rij
from klantprofielen.tables import Cell, Checked, Failure, Hidden, Table

DECIMALS = 6
"""Of fractions in data: a millionth, far below one person in the largest region."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a spreadsheet; csv writes an apostrophe before it.

Before a text that begins so after apostrophes of its own too: so each guarded text can be told from all others.
"""
BOM = "\ufeff"

NO_FACTS: Mapping[str, Cell] = MappingProxyType({})

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def format_summary_json(reports: Iterable[Checked], failures: Iterable[Failure]) -> str:
    """`summarize --json`: schemas/summary-1.json."""
    return _dump(
        {
            "schema": "klantprofielen/summary/1",
            "version": __version__,
            "reports": [_report(report) for report in reports],
            "errors": [_error(failure) for failure in failures],
        }
    )


def format_table_json(
    table: Table, schema: str, failures: Iterable[Failure], facts: Mapping[str, Cell] = NO_FACTS
) -> str:
    """Any other `--json`: a row per line of the table, its notes, and the files that could not be read.

    `facts` hold for the table as a whole.
    """
    return format_rows_json(table_rows(table), schema, [note.text for note in table.notes], failures, facts)


def table_rows(table: Table) -> list[dict[str, Json]]:
    """A row per line of the table, with the columns as keys."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(plain_value, row.cells), strict=True)) for row in table.rows]


def format_rows_json(
    rows: Sequence[Mapping[str, Json]],
    schema: str,
    notes: Sequence[str] = (),
    failures: Iterable[Failure] = (),
    facts: Mapping[str, Cell] = NO_FACTS,
) -> str:
    """Rows that hold more than cells, in the same frame."""
    return _dump(
        {
            "schema": f"klantprofielen/{schema}",
            "version": __version__,
            **{key: plain_value(fact) for key, fact in facts.items()},
            "rows": rows,
            "notes": notes,
            "errors": [_error(failure) for failure in failures],
        }
    )


def format_json_lines(table: Table) -> str:
    """An object a line, with the columns as keys."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in table_rows(table))


def format_csv(table: Table) -> str:
    """RFC 4180: commas, CRLF, quotes where needed; empty for what is not known."""
    return _format_csv(table, ",", ".")


def format_csv_excel(table: Table) -> str:
    """What Dutch Excel opens right by a double click: semicolons, decimal commas, a byte order mark."""
    return BOM + _format_csv(table, ";", ",")


def _format_csv(table: Table, delimiter: str, decimal: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_csv_text(plain_value(cell), decimal) for cell in row.cells] for row in table.rows)
    return text.getvalue()


def plain_value(cell: Cell) -> str | int | float | None:
    """A cell as data: a fraction rounded, a quarter as ISO text, a hidden count as nothing."""
    match cell:
        case Hidden():
            return None
        case Fraction():
            return round(float(cell), DECIMALS)
        case Kwartaal():
            return str(cell)
        case _:
            return cell


def _csv_text(value: str | float | None, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if value.lstrip("'").startswith(FORMULA_STARTS) else value
    text = str(value)
    return (f"{value:.{DECIMALS}f}" if "e" in text else text).replace(".", decimal)


def _dump(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _report(report: Checked) -> dict[str, Json]:
    rapport = report.rapport
    return {
        "kwartaal": plain_value(rapport.kwartaal),
        "regionummer": rapport.regionummer,
        "regio": rapport.regio,
        "regiocode": rapport.regiocode,
        "gemeenten": [_gemeente(rapport, rij) for rij in report.rijen],
        "totaal": _totaal(rapport),
        "doelgroepregister": rapport.doelgroepregister,
        "dekking": plain_value(rapport.dekking),
        "dekking_gedrukt": plain_value(rapport.dekking_gedrukt.fraction if rapport.dekking_gedrukt else None),
        "dekking_gedrukt_decimalen": rapport.dekking_gedrukt.decimals if rapport.dekking_gedrukt else None,
        "niet_in_sonar": rapport.niet_in_sonar,
        "source": {
            "file": rapport.source.file,
            "sha256": rapport.source.sha256,
            "pages": rapport.source.pages,
            "kind": rapport.source.kind,
        },
        "findings": [finding_row(finding) for finding in report.findings],
        "regio_gedrukt": rapport.printed_regio or None,
        "regionummer_gedrukt": rapport.printed_regionummer,
        "kolommen_aangenomen": rapport.assumed_columns,
        "gemeenten_in_rapport": len(rapport.rijen),
    }


def _gemeente(rapport: Rapport, rij: Rij) -> dict[str, Json]:
    return {
        "gemeente": rij.gemeente,
        "gemeentecode": rij.gemeentecode,
        **_measures(rapport, rij.cijfers, None),
        "source": _place(rij.place),
        **_as_printed(rij),
    }


def _totaal(rapport: Rapport) -> dict[str, Json]:
    return {
        "gemeente": None,
        "gemeentecode": None,
        **_measures(rapport, rapport.cijfers, rapport.dekking),
        "source": _place(rapport.totaal.place) if rapport.totaal else None,
        **_as_printed(rapport.totaal),
        "printed": rapport.totaal is not None,
    }


def _as_printed(rij: Rij | None) -> dict[str, Json]:
    marks = zip(FIGURES, rij.hidden, strict=True) if rij else ()
    return {
        "gemeente_gedrukt": rij.printed_name if rij else None,
        "verborgen": {key: mark for key, mark in marks if mark is not None},
    }


def _measures(rapport: Rapport, cijfers: Cijfers, dekking: Fraction | None) -> dict[str, Json]:
    return {
        **dict(zip(FIGURES, cijfers.figures, strict=True)),
        "met_profiel": cijfers.met_profiel,
        "zonder_profiel": cijfers.zonder_profiel,
        "aandeel_met_profiel": plain_value(cijfers.aandeel_met_profiel),
        "aandeel_gemeente": plain_value(cijfers.aandeel_gemeente),
        "aandeel_uwv": plain_value(cijfers.aandeel_uwv),
        "aandeel_regio": plain_value(rapport.aandeel_regio(cijfers)),
        "dekking": plain_value(dekking),
        "bijdrage_dekking": plain_value(rapport.bijdrage_dekking(cijfers)),
    }


def _place(place: Place) -> dict[str, Json]:
    return {"page": place.page, "box": [round(side, 1) for side in place.box]}


def finding_row(finding: Finding) -> dict[str, Json]:
    """A finding as all JSON has it."""
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "gemeente": finding.gemeente,
        "column": finding.column,
        "printed": finding.printed,
        "expected": finding.expected,
        "page": finding.page,
        "message": finding.message,
    }


def _error(failure: Failure) -> dict[str, Json]:
    return {"file": failure.file, "kind": failure.error.kind, "message": str(failure.error)}
