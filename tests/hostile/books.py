"""Hostile workbooks: bombs, entities, dimensions, formulas, paths."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping

from makes.as_sheet import print_xlsx
from makes.layout import Layout, RegionPlace

from hostile.raw import RAPPORT

LAYOUT = Layout(region=RegionPlace.EACH)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://localhost/x"> %b;]>'
SHEET = "xl/worksheets/sheet1.xml"


def good() -> bytes:
    return print_xlsx([RAPPORT], LAYOUT)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_part(name: str, old: str, new: str, *, count: int = 1) -> bytes:
    """The workbook with something replaced in one of its parts, by pattern."""
    parts = parts_of(good())
    text, changed = re.subn(old, lambda _: new, parts[name].decode(), count=count)
    assert changed
    return pack(parts | {name: text.encode()})


def with_doctype(part: str, doctype: str) -> bytes:
    parts = parts_of(good())
    head, mark, rest = parts[part].decode().partition("?>")
    text = head + mark + doctype + rest if mark else doctype + head
    return pack(parts | {part: text.encode()})


def with_doctype_in_utf_16(part: str = SHEET) -> bytes:
    parts = parts_of(good())
    _, mark, rest = parts[part].decode().partition("?>")
    text = '<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + (rest if mark else parts[part].decode())
    return pack(parts | {part: text.encode("utf-16")})


PARTS = tuple(name for name in parts_of(good()) if name.endswith((".xml", ".rels")))


def bomb(megabytes: int = 2000, part: str = SHEET) -> bytes:
    parts = parts_of(good())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            if name != part:
                archive.writestr(name, data)
        with archive.open(part, "w", force_zip64=True) as entry:
            for _ in range(megabytes):
                entry.write(b" " * 1_000_000)
            entry.write(parts[part])
    return stream.getvalue()


def bomb_that_lies(megabytes: int = 300) -> bytes:
    """The headers say that nothing much comes out."""
    data = bytearray(bomb(megabytes))
    size = (megabytes * 1_000_000 + len(parts_of(good())[SHEET])).to_bytes(4, "little")
    return bytes(data.replace(size, (1000).to_bytes(4, "little")))


def bomb_of_cells(count: int = 3_000_000) -> bytes:
    cell = '<row><c t="n"><v>1</v></c></row>'
    return with_part(SHEET, "<sheetData>", "<sheetData>" + cell * count)


def bomb_of_strings(count: int = 3_000_000) -> bytes:
    parts = parts_of(good())
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + b"<si><t/></si>" * count
        + b"</sst>"
    )
    return pack(parts | {"xl/sharedStrings.xml": strings})


def bomb_of_styles(count: int = 500_000) -> bytes:
    return with_part("xl/styles.xml", "<cellXfs[^>]*>", "<cellXfs>" + '<xf numFmtId="0"/>' * count)


def many_entries(count: int = 60_000) -> bytes:
    return pack(parts_of(good()) | {f"x/{number}": b"" for number in range(count)})


def many_sheets(count: int = 2000) -> bytes:
    parts = parts_of(good())
    rels = "".join(
        f'<Relationship Id="x{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/{SHEET}"/>'
        for n in range(count)
    )
    sheets = "".join(
        f'<sheet name="s{n}" sheetId="{n + 9}" r:id="x{n}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        for n in range(count)
    )
    return pack(
        parts
        | {
            "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
                b"</Relationships>", rels.encode() + b"</Relationships>"
            ),
            "xl/workbook.xml": parts["xl/workbook.xml"].replace(b"</sheets>", sheets.encode() + b"</sheets>"),
        }
    )


def overlapping_entries(count: int = 2000, megabytes: int = 20) -> bytes:
    """One packed piece that is the content of many entries."""
    data = bomb(megabytes, "xl/theme/theme1.xml")
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    directory = data[start:end]
    first = directory[: 46 + int.from_bytes(directory[28:30], "little")]
    total = int.from_bytes(data[end + 10 : end + 12], "little") + count
    closing = bytearray(data[end:])
    closing[8:10] = closing[10:12] = total.to_bytes(2, "little")
    closing[12:16] = (len(directory) + count * len(first)).to_bytes(4, "little")
    return data[:start] + directory + first * count + bytes(closing)


def dimension(text: str) -> bytes:
    parts = parts_of(good())
    sheet = re.sub(r"<dimension[^>]*/>", "", parts[SHEET].decode())
    sheet = sheet.replace("<sheetData>", f'<dimension ref="{text}"/><sheetData>', 1)
    return pack(parts | {SHEET: sheet.encode()})


def cell_at_the_end() -> bytes:
    return with_part(SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def cells_beyond_the_end() -> bytes:
    return with_part(
        SHEET, "</sheetData>", '<row r="99999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row></sheetData>'
    )


def wide_rows(count: int = 500) -> bytes:
    rows = "".join(f'<row r="{900 + n}"><c r="XFD{900 + n}"><v>1</v></c></row>' for n in range(count))
    return with_part(SHEET, "</sheetData>", rows + "</sheetData>")


def merged(*ranges: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{text}"/>' for text in ranges)
    return with_part(SHEET, "</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")


def formulas_without_values() -> bytes:
    parts = parts_of(good())
    sheet = re.sub(r'<c ([^>]*?)(?: t="n")?><v>[0-9]+</v></c>', r"<c \1><f>SUM(1,2)</f></c>", parts[SHEET].decode())
    return pack(parts | {SHEET: sheet.encode()})


def one_formula_without_value() -> bytes:
    parts = parts_of(good())
    sheet = parts[SHEET].decode()
    places = list(re.finditer(r'<c ([^>]*?)(?: t="n")?><v>[0-9]+</v></c>', sheet))
    found = places[len(places) // 2]
    return pack(
        parts | {SHEET: (sheet[: found.start()] + f"<c {found[1]}><f>A1+1</f></c>" + sheet[found.end() :]).encode()}
    )


def a_count_as(value: str, kind: str = "n") -> bytes:
    """One count in the middle replaced by this."""
    parts = parts_of(good())
    sheet = parts[SHEET].decode()
    places = list(re.finditer(r'<c r="([A-Z]+[0-9]+)"([^>]*?)><v>[0-9]+</v></c>', sheet))
    places = [found for found in places if 't="s"' not in found[0]]
    found = places[len(places) // 2]
    body = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    cell = f'<c r="{found[1]}" t="{kind}">{body}</c>'
    return pack(parts | {SHEET: (sheet[: found.start()] + cell + sheet[found.end() :]).encode()})


def string_number(number: str) -> bytes:
    return a_count_as(number, "s")


def target(path: str, *, mode: str = "") -> bytes:
    attribute = f' TargetMode="{mode}"' if mode else ""
    return with_part(
        "xl/_rels/workbook.xml.rels", r'Target="[^"]*worksheets/sheet1.xml"', f'Target="{path}"{attribute}'
    )


def names_that_climb() -> bytes:
    return pack(
        parts_of(good()) | {"../../evil.xml": b"<a/>", "/etc/passwd": b"x", "C:\\x": b"y", "xl/\x00": b"z", "a\nb": b""}
    )


def twice_the_same_part() -> bytes:
    stream = io.BytesIO(good())
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, parts_of(good())[SHEET].replace(b"<v>1", b"<v>2"))
    return stream.getvalue()


def deep(depth: int = 200_000) -> bytes:
    return with_part(SHEET, "</sheetData>", "</sheetData>" + "<a>" * depth + "</a>" * depth)


def wide_attribute(size: int = 5_000_000) -> bytes:
    return with_part(SHEET, "<sheetData>", f'<sheetData a="{"x" * size}">')


def long_text(size: int = 5_000_000) -> bytes:
    return with_part(SHEET, "<sheetData>", f'<sheetData><row><c t="inlineStr"><is><t>{"1 " * size}</t></is></c></row>')


def no_sheets() -> bytes:
    return with_part("xl/workbook.xml", "(?s)<sheets>.*</sheets>", "<sheets/>")


def hidden_sheet() -> bytes:
    return with_part("xl/workbook.xml", "<sheet ", '<sheet state="veryHidden" ')


def defined_names(count: int = 100_000) -> bytes:
    names = "".join(f'<definedName name="n{n}">Sheet1!$A$1:$XFD$1048576</definedName>' for n in range(count))
    return with_part("xl/workbook.xml", "</sheets>", f"</sheets><definedNames>{names}</definedNames>")


def validations(count: int = 100_000) -> bytes:
    cell = '<dataValidation sqref="A1:XFD1048576" type="list"><formula1>A1</formula1></dataValidation>'
    return with_part(SHEET, "</sheetData>", f"</sheetData><dataValidations>{cell * count}</dataValidations>")


def locked() -> bytes:
    """The flag of an encrypted zip entry set on all entries."""
    data = bytearray(good())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)
