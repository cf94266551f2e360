"""Every hostile file through the readers: each is read right, or refused by a declared error, in time and in bounds."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import books, fonts, passwords, structures, texts
from hostile.catalogue import CASES, ROOMS
from hostile.raw import RAPPORT
from truth import facts_of

from klantprofielen.checks import check_rapport
from klantprofielen.errors import READ_ERRORS
from klantprofielen.model import Severity
from klantprofielen.reading import reader
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.reader import Reading, read_inputs

KINDS = {error.kind for error in READ_ERRORS}
SECONDS = 9  # for one file, on a machine that does other things too; the clock of a reader stands at 10
FACTS = facts_of(RAPPORT)


@pytest.fixture(scope="module", autouse=True)
def processes() -> Iterator[None]:
    """All readers ended behind these tests."""
    yield
    vars(reader)["_pool"].close()


def outcome(data: bytes, folder: Path, password: str | None = None) -> Reading:
    path = folder / "rapport"
    path.write_bytes(data)
    (reading,) = read_inputs([str(path)], Limits(), password)
    return reading


def kind_of(data: bytes, folder: Path, password: str | None = None) -> str:
    """The kind of the error; or `read`, `error` (a finding) or `less` (something is left out)."""
    reading = outcome(data, folder, password)
    if reading.error:
        assert str(reading.error)
        return reading.error.kind
    if any(finding.severity is Severity.ERROR for rapport in reading.rapporten for finding in check_rapport(rapport)):
        return "error"
    return "read" if [facts_of(rapport) for rapport in reading.rapporten] == [FACTS] else "less"


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_costs_one_error_or_is_read_right(name: str, tmp_path: Path) -> None:
    data = CASES[name]()
    start = time.monotonic()
    kind = kind_of(data, tmp_path)
    assert time.monotonic() - start < SECONDS
    assert kind in KINDS | {"read", "error", "less"}
    if kind == "less":
        (rapport,) = outcome(data, tmp_path).rapporten
        pairs = zip(rapport.rijen, RAPPORT.rijen, strict=True)
        assert all(
            one in {None, two} for r, s in pairs for one, two in zip(r.cijfers.figures, s.cijfers.figures, strict=True)
        )
        assert check_rapport(rapport)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("structure: many empty pages", "too-large"),
        ("structure: page tree that holds itself", "damaged"),
        ("structure: outline that ends in itself", "read"),
        ("structure: form that draws itself", "read"),
        ("structure: forms that multiply", "limit"),
        ("structure: table of objects that goes round", "read"),
        ("structure: javascript", "read"),
        ("structure: attachment", "read"),
        ("structure: links", "read"),
        ("structure: length of 99999999999", "read"),
        ("structure: arrays in arrays", "read"),
        ("flate: bomb", "too-large"),
        ("flate: bomb in a bomb", "too-large"),
        ("flate: texts", "limit"),
        ("flate: full pages", "too-large"),
        ("font: map that swaps digits", "unreadable-text"),
        ("font: map to digits of another script", "no-table"),
        ("font: font missing", "read"),
        ("book: good", "read"),
        ("book: bomb", "too-large"),
        ("book: bomb that lies", "damaged"),
        ("book: locked", "encrypted"),
        ("book: formulas without values", "unreadable-text"),
        ("book: one formula without value", "unreadable-text"),
        ("book: cell at the end", "too-large"),
        ("book: merged to the last cell", "read"),
        ("book: dimension A1:XFD1048576", "read"),
        ("book: string number 999999999", "damaged"),
        ("book: twice the same part", "damaged"),
        ("text: csv with an open quote", "damaged"),
        ("text: csv of columns", "too-large"),
        ("text: noughts", "wrong-kind"),
        ("text: long line of digits", "too-large"),
        ("text: many lines of empty lines", "too-large"),
    ],
)
def test_a_hostile_file_has_the_outcome_that_it_should(name: str, kind: str, tmp_path: Path) -> None:
    allowed = {kind, "limit"}  # the latter where the machine is slow
    if kind == "limit":
        allowed.add("damaged")  # that memory ran out cannot be told where the tests themselves have more of it
    assert kind_of(CASES[name](), tmp_path) in allowed


@pytest.mark.parametrize("part", books.PARTS)
def test_a_document_type_is_refused_in_every_part_of_a_workbook(part: str, tmp_path: Path) -> None:
    for doctype in (books.LAUGHS, books.OUTSIDE, "<!DOCTYPE x>"):
        assert kind_of(books.with_doctype(part, doctype), tmp_path) == "damaged"


@pytest.mark.parametrize(
    "value", ["1\u00b23", "\u0661\u0662", "\uff11\uff12", "+5", "-5", "1_000", "1e5", "nan", "1e30"]
)
def test_what_is_no_number_is_no_figure(value: str, tmp_path: Path) -> None:
    assert kind_of(books.a_count_as(value, "inlineStr"), tmp_path) == "error"
    printed = str(RAPPORT.rijen[2].cijfers.uwv_met_profiel)
    assert texts.TEXT.count(f" {printed} ") >= 1
    spoiled = texts.TEXT.replace(f" {printed} ", f" {value} ", 1).encode()
    assert kind_of(spoiled, tmp_path) not in {"read", "less"}


@pytest.mark.parametrize("revision", passwords.REVISIONS)
@pytest.mark.filterwarnings("ignore:Encryption R=5:UserWarning")
def test_a_password_opens_every_encryption_and_none_is_asked_for(revision: str, tmp_path: Path) -> None:
    data = passwords.encrypted(revision, passwords.SECRET)
    assert kind_of(data, tmp_path) == "encrypted"
    assert kind_of(data, tmp_path, "fout") == "encrypted"
    assert kind_of(data, tmp_path, passwords.SECRET) == "read"
    assert kind_of(data, tmp_path, passwords.OWNER) == "read"
    assert kind_of(passwords.encrypted(revision, ""), tmp_path) == "read"


def test_the_password_of_the_environment_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLANTPROFIELEN_PASSWORD", passwords.SECRET)
    assert kind_of(passwords.encrypted("AES, 256 bits", passwords.SECRET), tmp_path) == "read"


@pytest.mark.parametrize("share", range(100))
@pytest.mark.parametrize("name", ["structure: javascript", "book: good"])
def test_a_file_that_is_cut_off_anywhere_is_refused(name: str, share: int, tmp_path: Path) -> None:
    data = CASES[name]()
    assert kind_of(data[: len(data) * share // 100], tmp_path) in KINDS


@pytest.mark.parametrize("share", range(100))
def test_a_text_that_is_cut_off_anywhere_is_refused_or_lacks_only_what_is_told(share: int, tmp_path: Path) -> None:
    for whole in (texts.TEXT, texts.CSV, texts.ALIGNED):
        data = whole.encode()
        kind = kind_of(data[: len(data) * share // 100], tmp_path)
        assert kind in KINDS | {"error"} or share > 80


def test_there_is_a_file_of_every_room() -> None:
    assert {room: len(made) > 10 for room, made in ROOMS.items()} == dict.fromkeys(ROOMS, True)
    assert len(CASES) > 250
    assert structures.SIZES
    assert fonts.PLACES
