import csv
import hashlib
import io
import json
import re
from typing import Any

from opening import check_all
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.model import Rapport
from klantprofielen.tables import tidy_table
from klantprofielen.views.datapackage import format_datapackage


def package(rapport: Rapport = RIJNMOND) -> tuple[Any, str]:
    checked = check_all([rapport])
    files = format_datapackage(checked, tidy_table(checked), "Rijnmond · 1e kwartaal 2023")
    assert list(files) == ["datapackage.json", "klantprofielen.csv"]
    return json.loads(files["datapackage.json"]), files["klantprofielen.csv"].decode()


def test_the_description_names_the_source_and_proves_the_data() -> None:
    description, data = package()
    (resource,) = description["resources"]
    assert description["sources"][0]["title"] == "Bron: UWV, Transparantie van klantprofielen: rijnmond.pdf"
    assert resource["bytes"] == len(data.encode())
    assert resource["hash"] == f"sha256:{hashlib.sha256(data.encode()).hexdigest()}"
    assert re.fullmatch("[a-z0-9._-]+", resource["name"])


def test_every_value_is_of_the_type_that_its_field_declares() -> None:
    """What a validator of Table Schema checks: order, types, constraints, required."""
    description, data = package(hide_first_count(RIJNMOND))
    fields = description["resources"][0]["schema"]["fields"]
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert rows[0] == [field["name"] for field in fields] == [column.key for column in TIDY_COLUMNS]
    patterns = {"string": ".*", "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?"}
    for row in rows[1:]:
        for text, field in zip(row, fields, strict=True):
            constraints = field.get("constraints", {})
            if text:
                assert re.fullmatch(patterns[field["type"]], text)
                assert re.fullmatch(constraints.get("pattern", ".*"), text)
                assert text in constraints.get("enum", [text])
                assert "minimum" not in constraints or float(text) >= constraints["minimum"]
            else:
                assert not constraints.get("required")
