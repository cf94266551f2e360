"""What can be done to a file: to its bytes, to the objects of a PDF, to its text, to the parts of a workbook."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

EXTREMES = (
    b"0",
    b"-1",
    b"1",
    b"9",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"1e30",
    b"0.00001",
    b"null",
    b"[]",
)
NAMES = (
    b"/FlateDecode",
    b"/Helvetica",
    b"/Type0",
    b"/Type3",
    b"/Identity-H",
    b"/WinAnsiEncoding",
    b"/Form",
    b"/Image",
    b"/Page",
    b"/Pages",
)
ODD = (
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\u0661",
    "\uff12",
    "\u00b2",
    "-",
    "+",
    "e5",
    "_",
    ".",
    ",",
    " ",
    "  ",
    "\t",
    "\n",
    "\f",
    "%",
    "<5",
    '"',
    ";",
    "0",
)
_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"(?<=[^d]stream\n).*?(?=\r?\nendstream)|(?<=[^d]stream\r\n).*?(?=\r?\nendstream)", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+\.?\d*")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_SHOWN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]+>")
_LENGTH = re.compile(rb"/Length \d+(?: \d+ R)?")


# Any bytes


def flip_bits(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def cut_out(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.choice((1, 10, 100, 1000)) :]


def repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    end = start + random.choice((1, 10, 100, 1000))
    return data[:end] + data[start:end] * random.choice((1, 3)) + data[end:]


def overwrite(data: bytes, random: Random) -> bytes:
    start, size = random.randrange(len(data)), random.choice((1, 4, 64, 512))
    filling = random.choice((bytes(size), b"\xff" * size, b" " * size, random.randbytes(size)))
    return data[:start] + filling + data[start + size :]


ANY: Sequence[Mutation] = (flip_bits, cut_off, cut_out, repeat, overwrite)


# PDF


def _replace_one(pattern: "re.Pattern[bytes]", data: bytes, random: Random, change: Callable[[bytes], bytes]) -> bytes:
    places = list(pattern.finditer(data))
    if not places:
        return flip_bits(data, random)
    found = random.choice(places)
    return data[: found.start()] + change(found[0]) + data[found.end() :]


def change_number(data: bytes, random: Random) -> bytes:
    return _replace_one(_NUMBER, data, random, lambda _: random.choice(EXTREMES))


def change_name(data: bytes, random: Random) -> bytes:
    return _replace_one(_NAME, data, random, lambda _: random.choice(NAMES))


def drop_object(data: bytes, random: Random) -> bytes:
    return _replace_one(_OBJECT, data, random, lambda _: b"")


def empty_object(data: bytes, random: Random) -> bytes:
    return _replace_one(_OBJECT, data, random, lambda found: found[: found.index(b"obj") + 3] + b" null endobj")


def swap_objects(data: bytes, random: Random) -> bytes:
    """Two objects change their numbers."""
    places = list(_OBJECT.finditer(data))
    if len(places) < 2:
        return flip_bits(data, random)
    one, other = sorted(random.sample(places, 2), key=lambda found: found.start())
    heads = [found[0][: found[0].index(b"obj")] for found in (one, other)]
    first, second = heads[1] + one[0][len(heads[0]) :], heads[0] + other[0][len(heads[1]) :]
    return data[: one.start()] + first + data[one.end() : other.start()] + second + data[other.end() :]


def _in_streams(change: Callable[[bytes, Random], bytes]) -> Mutation:
    """The same in the content of a stream: unpacked, changed and packed again."""

    def mutate(data: bytes, random: Random) -> bytes:
        places = [found for found in _STREAM.finditer(data) if found[0]]
        if not places:
            return flip_bits(data, random)
        found = random.choice(places)
        content = found[0]
        try:
            unpacked = zlib.decompress(content)
        except zlib.error:
            changed = change(content, random)
        else:
            changed = zlib.compress(change(unpacked or b" ", random))
        head = data[: found.start()]
        start = head.rfind(b"obj")
        head = head[:start] + _LENGTH.sub(b"/Length %d" % len(changed), head[start:], count=1)
        return head + changed + data[found.end() :]

    mutate.__name__ = f"content.{change.__name__}"
    return mutate


def change_shown(content: bytes, random: Random) -> bytes:
    """A text that is shown becomes another one of the page."""
    places = _SHOWN.findall(content)
    other = random.choice(places) if places else b"()"
    return _replace_one(_SHOWN, content, random, lambda _: random.choice((other, b"()", b"(7)", b"(1.234)")))


def change_letter(content: bytes, random: Random) -> bytes:
    def change(shown: bytes) -> bytes:
        if len(shown) < 3:
            return shown
        place = random.randrange(1, len(shown) - 1)
        return shown[:place] + random.choice(b"0123456789aA.").to_bytes(1, "big") + shown[place + 1 :]

    return _replace_one(_SHOWN, content, random, change)


def drop_operator(content: bytes, random: Random) -> bytes:
    return _replace_one(
        re.compile(rb"\b(?:Tj|TJ|Td|TD|Tm|T\*|BT|ET|cm|q|Q|Tf|Do)(?=\s)"), content, random, lambda _: b""
    )


def drop_line(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    del lines[random.randrange(len(lines))]
    return b"\n".join(lines)


def swap_lines(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def move_text(content: bytes, random: Random) -> bytes:
    shift = random.choice((-100, -30, -14, -7, -1, 1, 7, 14, 30, 100))
    return _replace_one(_NUMBER, content, random, lambda found: b"%g" % (float(found) + shift))


CONTENT = (
    change_shown,
    change_letter,
    drop_operator,
    drop_line,
    swap_lines,
    move_text,
    change_number,
    change_name,
    *ANY,
)
PDF: Sequence[Mutation] = (
    *ANY,
    change_number,
    change_name,
    drop_object,
    empty_object,
    swap_objects,
    *map(_in_streams, CONTENT),
)


# Text


def _in_text(change: Callable[[str, Random], str]) -> Mutation:
    def mutate(data: bytes, random: Random) -> bytes:
        return change(data.decode("utf-8", "replace"), random).encode("utf-8", "replace")

    mutate.__name__ = f"text.{change.__name__}"
    return mutate


def odd_letter(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(ODD) + text[place + random.choice((0, 1)) :]


def change_digit(text: str, random: Random) -> str:
    places = [index for index, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return text
    place = random.choice(places)
    return text[:place] + random.choice("0123456789") + text[place + 1 :]


def _lines(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one : one + 2] = [" ".join(lines[one : one + 2])]
        case _:
            half = len(lines[one]) // 2
            lines[one : one + 1] = [lines[one][:half], lines[one][half:]]
    return "\n".join(lines)


def _words(text: str, random: Random) -> str:
    lines = text.split("\n")
    place = random.randrange(len(lines))
    words = re.split(r"([\s;]+)", lines[place])
    one, other = random.randrange(len(words)), random.randrange(len(words))
    match random.randrange(3):
        case 0:
            del words[one]
        case 1:
            words[one], words[other] = words[other], words[one]
        case _:
            words.insert(one, words[other])
    lines[place] = "".join(words)
    return "\n".join(lines)


TEXT: Sequence[Mutation] = (*ANY, *map(_in_text, (odd_letter, change_digit, _lines, _words)))


# Workbooks


def _in_parts(change: Mutation) -> Mutation:
    """The same in a part of the workbook, mostly in a sheet or its texts."""

    def mutate(data: bytes, random: Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        likely = [name for name in parts if "sheet" in name or "Strings" in name]
        name = random.choice(likely if random.random() < 0.8 and likely else list(parts))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for other, content in parts.items():
                archive.writestr(other, change(content or b" ", random) if other == name else content)
        return out.getvalue()

    mutate.__name__ = f"part.{change.__name__}"
    return mutate


def change_tag(data: bytes, random: Random) -> bytes:
    return _replace_one(
        re.compile(rb"<[^>]*>"),
        data,
        random,
        lambda _: random.choice((b"", b"<c>", b"</c>", b"<v>7</v>", b"<row>", b"<f>1</f>")),
    )


def change_attribute(data: bytes, random: Random) -> bytes:
    return _replace_one(
        re.compile(rb'"[^"]*"'),
        data,
        random,
        lambda _: b'"' + random.choice((b"A1", b"s", b"7", b"-1", b"XFD1048576", b"")) + b'"',
    )


def drop_cell(data: bytes, random: Random) -> bytes:
    return _replace_one(re.compile(rb"<c [^>]*>.*?</c>", re.DOTALL), data, random, lambda _: b"")


BOOK: Sequence[Mutation] = (
    *ANY,
    *map(
        _in_parts,
        (*ANY, change_number, change_tag, change_attribute, drop_cell, _in_text(change_digit), _in_text(odd_letter)),
    ),
)

MUTATIONS = {"pdf": PDF, "text": TEXT, "book": BOOK}
