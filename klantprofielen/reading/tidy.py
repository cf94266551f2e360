"""Our own exports read back: csv, workbook and JSON to the rapporten that they were made of.

They are told by their header, or by the name of their schema; figures are taken as they stand, and checked again.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from klantprofielen.errors import DamagedError, TooLargeError
from klantprofielen.model import FIGURES, Cijfers, Kwartaal, Percentage, Place, Rapport, Rij, Source
from klantprofielen.notation import clean_text, format_marks, parse_kwartaal, parse_marks, unguard_text
from klantprofielen.reading.limits import MOST_ROWS, Limits

Record = Mapping[str, str]
"""A row of the tidy table: its cells as text, by the name of their column."""

KEYS = frozenset({"kwartaal", "niveau", "regionummer", "regio", "regiocode", "gemeente", "gemeentecode", *FIGURES})
"""The columns by which a table is known to be ours."""
SCHEMA = b'"klantprofielen/summary/1"'
SNIFF = 400  # bytes, in which the header or the schema stands
SHEET = "Gemeenten"
HEADER_ROWS = 12  # within which the header of that sheet stands
MOST_CELLS = 2_000_000  # ten years of all regions are 600,000
SIDES = 4  # of a box
_COUNT = re.compile(r"([0-9]{1,9})(?:[.,]0)?")
_FRACTION = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,12})?")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


def read_tidy(data: bytes, *, file: str, sha256: str, limits: Limits) -> list[Rapport] | None:
    """The rapporten of an export of ours; None where it is none.

    Raises:
        DamagedError: it is one, but not whole any more.
        TooLargeError: it has more rows than ten years of all regions.
    """
    if data.startswith(b"PK"):
        found = _read_workbook(data, limits), "xlsx"
    elif SCHEMA in data[:SNIFF]:
        found = _read_json(data), "json"
    else:
        found = _read_csv(data), "csv"
    records, kind = found
    if records is None:
        return None
    reports: dict[tuple[str, ...], list[Record]] = {}
    for number, record in enumerate(records):
        if number > MOST_ROWS:
            raise TooLargeError(case="fixed", found="a table with more rows", limit=f"{MOST_ROWS} rows")
        key = tuple(record.get(name, "") for name in ("rapport", "kwartaal", "regionummer", "regio", "bestand"))
        reports.setdefault(key, []).append(record)
    if not reports:
        raise DamagedError(found="it has a header, but no rows")
    try:
        return [_build_rapport(rows, file=file, sha256=sha256, kind=kind) for rows in reports.values()]
    except KeyError as error:
        raise DamagedError(found=f"{error} is missing") from error


# The rows


def _read_csv(data: bytes) -> Iterator[Record] | None:
    start = data[: SNIFF // 4].removeprefix(b"\xef\xbb\xbf")
    delimiter = next((sign for sign in (",", ";", "\t") if start.startswith(f"kwartaal{sign}niveau".encode())), None)
    if delimiter is None:
        return None
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""), delimiter=delimiter)
    header = next(rows)
    return _csv_records(header, rows) if set(header) >= KEYS else None


def _csv_records(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Record]:
    try:
        for row in filter(any, rows):
            if len(row) != len(header):
                raise DamagedError(found=f"a row has {len(row)} cells, expected {len(header)}")
            yield dict(zip(header, map(unguard_text, row), strict=True))
    except csv.Error as error:
        raise DamagedError(found=f"it is no proper csv ({error})") from error


def _read_workbook(data: bytes, limits: Limits) -> Iterator[Record] | None:
    """The rows of both tables on our sheet: that of the gemeenten and that of the regions."""
    import zipfile  # noqa: PLC0415 - for workbooks only

    from klantprofielen.reading.book import require_workbook  # noqa: PLC0415 - likewise

    require_workbook(data, limits.unpacked_mb)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if f'name="{SHEET}"'.encode() not in archive.read("xl/workbook.xml"):
            return None
    rows = _sheet_rows(data)
    for _ in range(HEADER_ROWS):
        header = [cell.casefold().replace(" ", "_") for cell in next(rows, [])]
        if set(header) >= KEYS:
            levels = header.index("niveau")
            padded = ([*row, *[""] * len(header)] for row in rows)
            return (dict(zip(header, row, strict=False)) for row in padded if row[levels] in {"gemeente", "regio"})
    return None


def _sheet_rows(data: bytes) -> Iterator[list[str]]:
    from klantprofielen.reading.sheet import open_book  # noqa: PLC0415 - for workbooks only

    try:
        sheet = open_book(data)[SHEET]
        sheet.reset_dimensions()
        cells = 0
        for row in sheet.iter_rows(values_only=True):
            cells += 1 + len(row)
            _require_few(cells)
            yield ["" if cell is None else _ESCAPED.sub("_", str(cell)) for cell in row]
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:
        raise DamagedError(found=f"it cannot be opened as a workbook ({type(error).__name__})") from error


def _require_few(cells: int) -> None:
    if cells > MOST_CELLS:
        raise TooLargeError(case="fixed", found="a sheet with more cells", limit=f"{MOST_CELLS} cells")


def _read_json(data: bytes) -> Iterator[Record]:
    try:
        document = json.loads(data)
        return chain.from_iterable(
            [_json_records(report, str(number)) for number, report in enumerate(document["reports"])]
        )
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(found=f"it is not the JSON of a summary any more ({type(error).__name__})") from error


def _json_records(report: Mapping[str, Any], number: str) -> list[Record]:
    """The rows as csv has them; a report holds what is known of the region, its rows what is printed in them."""
    whole = {key: _text(value) for key, value in report.items() if not isinstance(value, list | dict)}
    totaal = report["totaal"]
    shared = {"rapport": number, "totaal_gedrukt": "ja" if totaal["printed"] else "nee"}
    whole["kolommen_aangenomen"] = "ja" if report.get("kolommen_aangenomen") else "nee"
    own = whole | shared | {"doelgroepregister": ""}  # which the report holds of the region
    gemeenten = [own | _json_row(rij) | {"niveau": "gemeente"} for rij in report["gemeenten"]]
    return [*gemeenten, whole | shared | _json_row(totaal) | {"niveau": "regio"}]


def _json_row(rij: Mapping[str, Any]) -> dict[str, str]:
    marks = rij.get("verborgen", {})
    place = rij["source"] or {}
    cells = {key: _text(value) for key, value in rij.items() if not isinstance(value, list | dict)}
    hidden = format_marks([marks.get(key) for key in FIGURES])
    box = ",".join(map(_text, place.get("box", ())))
    return cells | {"verborgen": hidden, "pagina": _text(place.get("page")), "box": box}


def _text(value: object) -> str:
    return "" if value is None else str(value)


# The reports


def _build_rapport(rows: Sequence[Record], *, file: str, sha256: str, kind: str) -> Rapport:
    own = [row for row in rows if row["niveau"] == "regio"]
    gemeenten = [row for row in rows if row["niveau"] == "gemeente"]
    name = clean_text(rows[0]["regio"]) or "?"
    if len(own) != 1:
        raise DamagedError(found=f"{name} has {len(own)} rows with niveau regio, expected 1")
    region = own[0]
    expected = _count(region, "gemeenten_in_rapport")
    if expected is not None and expected != len(gemeenten):
        raise DamagedError(found=f"it holds {len(gemeenten)} of the {expected} rows of {name}")
    rijen = tuple(map(_build_rij, gemeenten))
    totaal = _build_rij({**region, "gemeente": region.get("gemeente_gedrukt", "") or "TOTAAL AMR"})
    pages = max((rij.place.page for rij in rijen), default=1)
    return Rapport(
        kwartaal=_kwartaal(region),
        regio=clean_text(region["regio"]),
        regionummer=_count(region, "regionummer"),
        regiocode=clean_text(region["regiocode"]) or None,
        printed_regio=clean_text(region.get("regio_gedrukt", region["regio"])),
        printed_regionummer=_count(region, "regionummer_gedrukt"),
        rijen=rijen,
        totaal=None if region.get("totaal_gedrukt") == "nee" else totaal,
        doelgroepregister=_count(region, "doelgroepregister"),
        dekking_gedrukt=_percentage(region),
        assumed_columns=region.get("kolommen_aangenomen") == "ja",
        source=Source(file=file, sha256=sha256, pages=pages, kind=kind),
    )


def _build_rij(row: Record) -> Rij:
    name = clean_text(row["gemeente"])
    figures = [_count(row, key) for key in FIGURES]
    marks = parse_marks(row.get("verborgen", ""))
    return Rij(
        gemeente=name,
        printed_name=clean_text(row.get("gemeente_gedrukt", name)),
        gemeentecode=clean_text(row["gemeentecode"]) or None,
        cijfers=Cijfers.of(*figures),
        hidden=tuple(
            None if figure is not None else clean_text(mark or "") for figure, mark in zip(figures, marks, strict=True)
        ),
        place=Place(_count(row, "pagina") or 1, _box(row.get("box", ""))),
        doelgroepregister=_count(row, "doelgroepregister") if row["niveau"] == "gemeente" else None,
    )


def _box(text: str) -> tuple[float, float, float, float]:
    """The place on the page, which JSON tells; a row is a row elsewhere."""
    sides = [float(side) for side in text.split(",") if re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?", side)]
    left, top, right, bottom = (*sides, 0.0, 0.0, 0.0, 0.0)[:SIDES]
    return left, top, right, bottom


def _count(row: Record, key: str) -> int | None:
    text = row.get(key, "").strip()
    if not text:
        return None
    found = _COUNT.fullmatch(text)
    if not found:
        raise _wrong(row, key, "a whole number")
    return int(found[1])


def _kwartaal(row: Record) -> Kwartaal | None:
    text = row["kwartaal"].strip()
    kwartaal = parse_kwartaal(text)
    if text and not kwartaal:
        raise _wrong(row, "kwartaal", "a quarter such as 2023-Q1")
    return kwartaal


def _percentage(row: Record) -> Percentage | None:
    text, decimals = row.get("dekking_gedrukt", "").strip(), _count(row, "dekking_gedrukt_decimalen")
    if not text:
        return None
    if not _FRACTION.fullmatch(text):
        raise _wrong(row, "dekking_gedrukt", "a fraction such as 0.74")
    digits = Fraction(text.replace(",", ".")) * 100
    places = min(decimals, 9) if decimals is not None else 0 if digits.denominator == 1 else 1
    return Percentage(round(digits * 10**places), places)


def _wrong(row: Record, key: str, expected: str) -> DamagedError:
    where = clean_text(row.get("gemeente", "") or row.get("regio", ""))
    return DamagedError(found=f"{where}: {key} is '{clean_text(row[key])[:40]}', expected {expected}")
