"""The tidy table as open data: csv with a description after the Frictionless Data Package and Table Schema."""

import hashlib
from collections.abc import Mapping, Sequence

from klantprofielen import __version__
from klantprofielen.analysis.tidy import TIDY_COLUMNS, TidyColumn
from klantprofielen.model import Source
from klantprofielen.tables import Checked, Kind, Table
from klantprofielen.tables.workbook import SOURCE
from klantprofielen.views.data import Json, dump_json, format_csv

RESOURCE = "klantprofielen"
PROFILE = "tabular-data-package"
TYPES = {
    Kind.TEXT: "string",
    Kind.KWARTAAL: "string",
    Kind.NUMMER: "integer",
    Kind.AANTAL: "integer",
    Kind.AANDEEL: "number",
    Kind.VERSCHIL: "integer",
    Kind.PUNTEN: "number",
    Kind.GROEI: "number",
}
ALWAYS = frozenset({"niveau", "rapport"})
CONSTRAINTS: Mapping[str, Mapping[str, Json]] = {
    "kwartaal": {"pattern": "[0-9]{4}-Q[1-4]"},
    "niveau": {"enum": ["gemeente", "regio"]},
    "totaal_gedrukt": {"enum": ["ja", "nee"]},
    "kolommen_aangenomen": {"enum": ["ja", "nee"]},
}


def format_datapackage(reports: Sequence[Checked], table: Table, title: str) -> dict[str, bytes]:
    """The files of the package, by name."""
    data = format_csv(table).encode("utf-8", "replace")
    sources = dict.fromkeys(report.rapport.source for report in reports)
    description = _describe(title, data, list(sources))
    text = dump_json(description, indent=2) + "\n"
    return {"datapackage.json": text.encode("utf-8", "replace"), f"{RESOURCE}.csv": data}


def _describe(title: str, data: bytes, sources: list[Source]) -> dict[str, Json]:
    return {
        "profile": PROFILE,
        "name": RESOURCE,
        "title": f"Klantprofielen in Sonar · {title}",
        "description": f"{SOURCE}; gelezen en nagerekend met klantprofielen {__version__}. Een rij per gemeente en "
        "kwartaal, en een per regio en kwartaal: kies een niveau voor het optellen. Leeg is niet bekend, nooit 0.",
        "sources": [{"title": f"{SOURCE}: {source.file}", "hash": f"sha256:{source.sha256}"} for source in sources],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": RESOURCE,
                "path": f"{RESOURCE}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
                "schema": {"fields": [_field(column) for column in TIDY_COLUMNS], "missingValues": [""]},
            }
        ],
    }


def _field(column: TidyColumn) -> dict[str, Json]:
    constraints: dict[str, Json] = dict(CONSTRAINTS.get(column.key, {}))
    if column.kind in {Kind.AANTAL, Kind.AANDEEL} and column.key != "niet_in_sonar":
        constraints["minimum"] = 0
    if column.key in ALWAYS:
        constraints["required"] = True
    field: dict[str, Json] = {
        "name": column.key,
        "type": TYPES[column.kind],
        "title": column.title,
        "description": column.meaning,
    }
    return field | {"constraints": constraints} if constraints else field
