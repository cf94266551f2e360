"""All hostile files by name, made when asked for."""

from collections.abc import Callable
from functools import partial

from hostile import books, flate, fonts, structures, texts

CASES: dict[str, Callable[[], bytes]] = {}


def _add(room: str, name: str, make: Callable[[], bytes]) -> None:
    CASES[f"{room}: {name}"] = make


for _name, _make in vars(structures).items():
    if (
        callable(_make)
        and getattr(_make, "__module__", "") == structures.__name__
        and not _make.__code__.co_argcount - len(_make.__defaults__ or ())
    ):
        _add("structure", _name, _make)
for _name, _make in vars(flate).items():
    if (
        callable(_make)
        and getattr(_make, "__module__", "") == flate.__name__
        and not _make.__code__.co_argcount - len(_make.__defaults__ or ())
    ):
        _add("flate", _name, _make)
for _name, _make in vars(fonts).items():
    if (
        callable(_make)
        and getattr(_make, "__module__", "") == fonts.__name__
        and not _make.__code__.co_argcount - len(_make.__defaults__ or ())
        and _name != "composite"
    ):
        _add("font", _name, _make)
for _name, _make in vars(books).items():
    if (
        callable(_make)
        and getattr(_make, "__module__", "") == books.__name__
        and not _make.__code__.co_argcount - len(_make.__defaults__ or ())
        and not _name.startswith("merged")
    ):
        _add("book", _name, _make)
for _name, _make in vars(texts).items():
    if (
        callable(_make)
        and getattr(_make, "__module__", "") == texts.__name__
        and not _make.__code__.co_argcount - len(_make.__defaults__ or ())
    ):
        _add("text", _name, _make)
for _size in structures.SIZES:
    _add("structure", f"page of {_size.decode()}", partial(structures.page_of_any_size, _size))
for _unit in (b"0", b"-1", b"1e30", b"nan", b"0.0001"):
    _add("structure", f"unit of {_unit.decode()}", partial(structures.unit_of_any_size, _unit))
for _length in (b"0", b"1", b"-1", b"99999999999", b"null", b"(a)", b"9 9 R"):
    _add("structure", f"length of {_length.decode()}", partial(structures.length_wrong, _length))
for _place in (b"0", b"-1", b"99999999999", b"", b"abc"):
    _add("structure", f"objects at {_place.decode()}", partial(structures.table_of_objects_elsewhere, _place))
for _place in fonts.PLACES:
    _add("font", f"texts at {_place.decode()}", partial(fonts.texts_anywhere, _place))
for _kind in (b"/FontFile", b"/FontFile2", b"/FontFile3"):
    _add("font", f"noise as {_kind.decode()}", partial(fonts.program_of_noise, _kind))
for _part in books.PARTS:
    _add("book", f"laughs in {_part}", partial(books.with_doctype, _part, books.LAUGHS))
    _add("book", f"outside from {_part}", partial(books.with_doctype, _part, books.OUTSIDE))
for _ref in ("A1:XFD1048576", "A1:ZZZZZZ99999999999", "A1", "", "nonsense", "B2:A1", "A1:A1048576"):
    _add("book", f"dimension {_ref}", partial(books.dimension, _ref))
_add("book", "merged to the last cell", partial(books.merged, "A1:XFD1048576"))
_add("book", "merged many", partial(books.merged, *["A1:ZZ2000"] * 2000))
_add("book", "merged nonsense", partial(books.merged, "nonsense", "", "B2:A1"))
for _number in ("-1", "999999999", "1e9", "nan", "abc", ""):
    _add("book", f"string number {_number}", partial(books.string_number, _number))
VALUES = ("12.5", "-5", "1e30", "1E2", "nan", "inf", "1_000", "0x10", "", "1234567890123")
for _value in VALUES:
    _add("book", f"count {_value}", partial(books.a_count_as, _value))
for _value, _type in (
    ("1", "b"),
    ("#REF!", "e"),
    ("2023-01-01", "d"),
    ("12", "str"),
    ("12", "zz"),
    ("1\u00b23", "inlineStr"),
    ("\u0661\u0662", "inlineStr"),
    ("\uff11\uff12", "inlineStr"),
    ("+5", "inlineStr"),
    ("1_000", "inlineStr"),
    ("1e5", "inlineStr"),
    ("=1+1", "inlineStr"),
):
    _add("book", f"count {_value} as {_type}", partial(books.a_count_as, _value, _type))
for _path in (
    "../../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "worksheets/none.xml",
    "",
    "http://localhost/x",
    "workbook.xml",
):
    _add("book", f"target {_path}", partial(books.target, _path))
    _add("book", f"outside target {_path}", partial(books.target, _path, mode="External"))
for _name, _text in texts.LONG_LINES.items():
    _add("text", f"long line of {_name}", partial(texts.before, _text))
    _add("text", f"long line inside of {_name}", partial(texts.line_inside, _text))
for _name, _text in texts.MANY_LINES.items():
    _add("text", f"many lines of {_name}", partial(texts.after, _text))
    _add("text", f"many lines first of {_name}", partial(texts.before, _text))
    _add("text", f"csv of many {_name}", partial(lambda text: (texts.CSV + text.replace(" ", ";")).encode(), _text))
for _encoding in (
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "utf-7",
    "cp500",
    "latin-1",
    "shift-jis",
):
    _add("text", f"encoding {_encoding}", partial(texts.in_encoding, _encoding))
for _value in (b"1", b"null", b"[]", b"{}", b'{"printed": 1}', b"1e999", b"NaN"):
    _add("text", f"json of {_value.decode()}", partial(texts.json_of, _value))
for _row in (
    "2023-Q1,regio,29,Zeeland,AM29,,,1,2,3,4,10",
    "2023-Q1,regio,29,Zeeland,AM29,,,-1,2,3,4,8",
    "2023-Q1,regio,29,Zeeland,AM29,,,1e5,2,3,4,8",
    "9999-Q9,regio,,,,,,,,,,",
    "a",
):
    _add("text", f"tidy {_row}", partial(texts.tidy, _row))
