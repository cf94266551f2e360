"""The catalogue of messages: found in the source, kept in the .po file, compiled to the .mo file beside it.

Run `python tests/locale_catalogue.py` after a message was added or changed: new ones are added to the .po file with an
empty translation, unused ones are dropped, and the .mo file is written anew.
"""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "klantprofielen"
PO = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "klantprofielen.po"
MO = PO.with_suffix(".mo")
MARKERS = {"_", "mark", "translate", "translate_count"}
HEADER = (
    "Project-Id-Version: klantprofielen\nLanguage: nl\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)
MAGIC = 0x950412DE  # of a .mo file


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in the source: one text, or one for a single thing and one for more; and in which files."""

    one: str
    many: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its translation, one text or two."""

    message: Message
    translation: tuple[str, ...]


def find_messages() -> list[Message]:
    """Every message in the source of the package, in the order of the files."""
    files: dict[tuple[str, str | None], list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for key in _messages_in(ast.parse(path.read_text(encoding="utf-8"))):
            files.setdefault(key, []).append(path.relative_to(PACKAGE.parent).as_posix())
    return [Message(one, many, tuple(dict.fromkeys(names))) for (one, many), names in files.items()]


def _messages_in(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            texts = [text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)]
            if texts:
                yield texts[0], texts[1] if node.func.id == "translate_count" else None


def parse_po(text: str) -> list[Entry]:
    """The entries of a .po file, without its header."""
    entries = []
    for block in re.split(r"\n{2,}", text.strip()):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")  # noqa: PLW2901 - the rest of the line is its text
            fields[name] = fields.get(name, "") + ast.literal_eval(line)
        if fields.get("msgid"):
            translation = tuple(fields[key] for key in ("msgstr", "msgstr[0]", "msgstr[1]") if key in fields)
            entries.append(Entry(Message(fields["msgid"], fields.get("msgid_plural")), translation))
    return entries


def format_po(entries: list[Entry]) -> str:
    """A .po file."""
    return "\n".join([_field("msgid", "") + _field("msgstr", HEADER), *map(_format_entry, entries)])


def _format_entry(entry: Entry) -> str:
    message = entry.message
    lines = [*(f"#: {file}\n" for file in message.files), _field("msgid", message.one)]
    if message.many is None:
        return "".join([*lines, _field("msgstr", entry.translation[0])])
    translations = (_field(f"msgstr[{index}]", text) for index, text in enumerate(entry.translation))
    return "".join([*lines, _field("msgid_plural", message.many), *translations])


def _field(name: str, text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{name} "{quoted}"\n'


def build_mo(entries: list[Entry]) -> bytes:
    """A .mo file: two tables of lengths and places, then the texts, sorted."""
    texts = {b"": HEADER.encode()}
    for entry in entries:
        if all(entry.translation):
            source = "\0".join(filter(None, (entry.message.one, entry.message.many)))
            texts[source.encode()] = "\0".join(entry.translation).encode()
    sources = sorted(texts)
    start = 28 + 16 * len(sources)
    places, data = [], b""
    for column in (sources, [texts[source] for source in sources]):
        for text in column:
            places.append((len(text), start + len(data)))
            data += text + b"\0"
    tables = b"".join(struct.pack("<2I", *place) for place in places)
    return struct.pack("<7I", MAGIC, 0, len(sources), 28, 28 + 8 * len(sources), 0, start) + tables + data


def update_catalogue() -> None:
    """Bring the .po file up to the source, and the .mo file up to the .po file."""
    known = (
        {entry.message.one: entry.translation for entry in parse_po(PO.read_text(encoding="utf-8"))}
        if PO.exists()
        else {}
    )
    entries = [
        Entry(message, known.get(message.one, ("",) if message.many is None else ("", "")))
        for message in find_messages()
    ]
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(format_po(entries), encoding="utf-8", newline="\n")
    MO.write_bytes(build_mo(entries))


if __name__ == "__main__":
    update_catalogue()
