"""All hostile files by name, made when asked for."""

from collections.abc import Callable
from functools import partial
from inspect import Parameter, signature
from types import FunctionType, ModuleType

from hostile import books, flate, fonts, structures, texts

Make = Callable[[], bytes]

VALUES = (
    *((value, "n") for value in ("12.5", "-5", "1e30", "1E2", "nan", "inf", "1_000", "0x10", "", "1234567890123")),
    *(("1", "b"), ("#REF!", "e"), ("2023-01-01", "d"), ("12", "str"), ("12", "zz")),
    *((value, "inlineStr") for value in ("1\u00b23", "\u0661\u0662", "\uff11\uff12", "+5", "1_000", "1e5", "=1+1")),
)
"""What a count may be in a workbook, and its type there."""
PATHS = ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "worksheets/none.xml", "", "http://localhost/x")
DIMENSIONS = ("A1:XFD1048576", "A1:ZZZZZZ99999999999", "A1", "", "nonsense", "B2:A1", "A1:A1048576")
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp500", "shift-jis")
TIDY_ROWS = (
    "2023-Q1,regio,29,Zeeland,AM29,,,1,2,3,4,10",
    "2023-Q1,regio,29,Zeeland,AM29,,,-1,2,3,4,8",
    "2023-Q1,regio,29,Zeeland,AM29,,,1e5,2,3,4,8",
    "9999-Q9,regio,,,,,,,,,,",
    "a",
)
JSON = (b"1", b"null", b"[]", b"{}", b'{"printed": 1}', b"1e999", b"NaN")


def _of(room: ModuleType) -> dict[str, Make]:
    """The files that a room makes without being told more."""
    made: dict[str, Make] = {}
    for name, make in vars(room).items():
        if isinstance(make, FunctionType) and make.__module__ == room.__name__ and _makes_a_file(make):
            made[name.replace("_", " ")] = make
    return made


def _makes_a_file(make: FunctionType) -> bool:
    told = signature(make)
    parameters = told.parameters.values()
    given = all(one.default is not Parameter.empty and one.kind is not Parameter.VAR_POSITIONAL for one in parameters)
    return given and told.return_annotation is bytes


def _structures() -> dict[str, Make]:
    made = {f"page of {size.decode()}": partial(structures.page_of_any_size, size) for size in structures.SIZES}
    made |= {f"unit of {unit.decode()}": partial(structures.unit_of_any_size, unit) for unit in structures.UNITS}
    made |= {f"length of {size.decode()}": partial(structures.length_wrong, size) for size in structures.LENGTHS}
    elsewhere = structures.table_of_objects_elsewhere
    return _of(structures) | made | {f"objects at {at.decode()}": partial(elsewhere, at) for at in structures.PLACES}


def _fonts() -> dict[str, Make]:
    made = {f"texts at {place.decode()}": partial(fonts.texts_anywhere, place) for place in fonts.PLACES}
    kinds = (b"/FontFile", b"/FontFile2", b"/FontFile3")
    return _of(fonts) | made | {f"noise as {kind.decode()}": partial(fonts.program_of_noise, kind) for kind in kinds}


def _books() -> dict[str, Make]:
    made: dict[str, Make] = {}
    for part in books.PARTS:
        made[f"laughs in {part}"] = partial(books.with_doctype, part, books.LAUGHS)
        made[f"outside from {part}"] = partial(books.with_doctype, part, books.OUTSIDE)
    made |= {f"dimension {text}": partial(books.dimension, text) for text in DIMENSIONS}
    made["merged to the last cell"] = partial(books.merged, "A1:XFD1048576")
    made["merged many"] = partial(books.merged, *["A1:ZZ2000"] * 2000)
    made["merged nonsense"] = partial(books.merged, "nonsense", "", "B2:A1")
    numbers = ("-1", "999999999", "1e9", "nan", "abc", "")
    made |= {f"string number {number}": partial(books.string_number, number) for number in numbers}
    made |= {f"count {value} as {kind}": partial(books.a_count_as, value, kind) for value, kind in VALUES}
    for path in PATHS:
        made[f"target {path}"] = partial(books.target, path)
        made[f"outside target {path}"] = partial(books.target, path, mode="External")
    return _of(books) | made


def _texts() -> dict[str, Make]:
    made: dict[str, Make] = {}
    for name, text in texts.LONG_LINES.items():
        made[f"long line of {name}"] = partial(texts.before, text)
        made[f"long line inside of {name}"] = partial(texts.line_inside, text)
    for name, text in texts.MANY_LINES.items():
        made[f"many lines of {name}"] = partial(texts.after, text)
        made[f"many lines first of {name}"] = partial(texts.before, text)
        made[f"csv of many {name}"] = partial(texts.csv_and, text)
    made |= {f"encoding {encoding}": partial(texts.in_encoding, encoding) for encoding in ENCODINGS}
    made |= {f"json of {value.decode()}": partial(texts.json_of, value) for value in JSON}
    return _of(texts) | made | {f"tidy {row}": partial(texts.tidy, row) for row in TIDY_ROWS}


ROOMS = {"structure": _structures(), "flate": _of(flate), "font": _fonts(), "book": _books(), "text": _texts()}
CASES = {f"{room}: {name}": make for room, made in ROOMS.items() for name, make in made.items()}
