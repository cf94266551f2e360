"""Reports as data, JSON, JSON lines and csv: decimal points, fractions, ISO quarters, nothing translated."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from klantprofielen import __version__
from klantprofielen.analysis.doel import Doel
from klantprofielen.model import FIGURES, Cijfers, Finding, Kwartaal, Place, Rapport, Rij
from klantprofielen.notation import clean_text, guard_text
from klantprofielen.tables import Cell, Checked, Failure, Hidden, Table
from klantprofielen.tables.doel import nodig_van

DECIMALS = 6
"""Of fractions in data: a millionth, far below one person in the largest region."""
BOM = "\ufeff"
_UNSHOWN = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control characters beyond ASCII, what has no width, what turns the direction, ends of lines, halves of characters."""

DELETE = "\x7f"
INDENT = "  "
NESTED = frozenset({dict, list, tuple})

NO_FACTS: Mapping[str, Cell] = MappingProxyType({})

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def format_summary_json(reports: Iterable[Checked], failures: Iterable[Failure], doel: Doel | None = None) -> str:
    """`summarize --json`: schemas/summary-1.json."""
    return _dump(
        {
            "schema": "klantprofielen/summary/1",
            "version": __version__,
            "reports": [_report(report, doel) for report in reports],
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
    return "".join(f"{dump_json(row)}\n" for row in table_rows(table))


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
    match cell:  # what there is most of first; whether something is a fraction takes long to ask
        case str():
            return clean_text(cell)
        case int() | None:
            return cell
        case Kwartaal():
            return str(cell)
        case Fraction():
            return round(cell.numerator / cell.denominator, DECIMALS)
        case Hidden():
            return None
        case _:
            assert_never(cell)


def _csv_text(value: str | float | None, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return guard_text(value)
    text = str(value)
    return (f"{value:.{DECIMALS}f}" if "e" in text else text).replace(".", decimal)


def _dump(document: Mapping[str, Json]) -> str:
    """An object as `json.dumps` indents it."""
    lines = (f"{INDENT}{dump_json(key)}: {_lay_out(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _lay_out(value: Json) -> str:
    if isinstance(value, list) and value and all(map(_is_flat, value)):
        return _lay_out_rows(value)
    return dump_json(value, indent=len(INDENT)).replace("\n", f"\n{INDENT}")  # which no text holds


def _is_flat(row: Json) -> bool:
    return isinstance(row, dict) and bool(row) and NESTED.isdisjoint(map(type, row.values()))


def _lay_out_rows(rows: Json) -> str:
    """Rows of plain values, all at once: to indent, json has nothing written in C, and takes several times as long."""
    outer, inner = f"\n{INDENT * 2}", f"\n{INDENT * 3}"
    text = json.dumps(rows, ensure_ascii=False, separators=(f",{inner}", ": "))
    lines = map(_harmless, text[2:-2].split(f"}},{inner}{{"))
    return f"[{outer}{{{inner}" + f"{outer}}},{outer}{{{inner}".join(lines) + f"{outer}}}\n{INDENT}]"


def dump_json(document: Json, indent: int | None = None) -> str:
    """JSON with every letter as it is; what is no letter, or turns those around it, by its number."""
    return _harmless(json.dumps(document, ensure_ascii=False, indent=indent))


def _harmless(text: str) -> str:
    """Most texts are ASCII, in which json itself sees to all of these but one."""
    return text if text.isascii() and DELETE not in text else _UNSHOWN.sub(_by_number, text)


def _by_number(found: "re.Match[str]") -> str:
    return json.dumps(found[0])[1:-1]


def _report(report: Checked, doel: Doel | None) -> dict[str, Json]:
    rapport = report.rapport
    return {
        "kwartaal": plain_value(rapport.kwartaal),
        "regionummer": rapport.regionummer,
        "regio": rapport.regio,
        "regiocode": rapport.regiocode,
        "gemeenten": [_gemeente(rapport, rij) | _doel(rapport, rij, doel) for rij in report.rijen],
        "totaal": _totaal(rapport) | _doel(rapport, None, doel),
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
        **({"doel_maat": doel.maat, **_doel(rapport, None, doel)} if doel else {}),
    }


def _doel(rapport: Rapport, rij: Rij | None, doel: Doel | None) -> dict[str, Json]:
    """What it takes to reach the target, where there is one: 0 more is reached."""
    if doel is None:
        return {}
    nodig = nodig_van(doel, rapport, rij)
    return {"doel": plain_value(doel.aandeel), "nodig": nodig, "bereikt": None if nodig is None else nodig == 0}


def _gemeente(rapport: Rapport, rij: Rij) -> dict[str, Json]:
    return {
        "gemeente": rij.gemeente,
        "gemeentecode": rij.gemeentecode,
        **_measures(rapport, rij.cijfers, rij.dekking),
        "source": _place(rij.place),
        **_as_printed(rij),
        "doelgroepregister": rij.doelgroepregister,
        "niet_in_sonar": rij.niet_in_sonar,
    }


def _totaal(rapport: Rapport) -> dict[str, Json]:
    return {
        "gemeente": None,
        "gemeentecode": None,
        **_measures(rapport, rapport.cijfers, rapport.dekking),
        "source": _place(rapport.totaal.place) if rapport.totaal else None,
        **_as_printed(rapport.totaal),
        "doelgroepregister": rapport.doelgroepregister,
        "niet_in_sonar": rapport.niet_in_sonar,
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
    return {"file": failure.file, "kind": failure.error.kind, "message": clean_text(str(failure.error))}
