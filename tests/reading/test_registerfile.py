"""Register files in the shapes that offices make; all counts are made up."""

import io
from contextlib import suppress
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rijnmond import RIJNMOND

from klantprofielen.checks import add_register
from klantprofielen.errors import (
    DamagedError,
    EmptyError,
    KlantprofielenError,
    NoRegisterError,
    RegisterCountError,
    RegisterQuarterError,
    TooLargeError,
)
from klantprofielen.model import Kwartaal, Register, RegisterRij
from klantprofielen.notation import format_number
from klantprofielen.reading.limits import Limits
from klantprofielen.reading.registerfile import MOST_ROWS, is_unknown, parse_count, read_register
from klantprofielen.tables import Checked, tidy_table
from klantprofielen.views.data import format_csv

Entry = tuple[str | None, str | None, str, int | None]


def read(data: bytes) -> tuple[RegisterRij, ...]:
    return read_register(data, file="register.csv", sha256="0", limits=Limits()).rijen


def entries(text: str | bytes) -> list[Entry]:
    """Name, code, quarter and count of every row."""
    data = text.encode() if isinstance(text, str) else text
    return [(rij.naam, rij.code, str(rij.kwartaal or ""), rij.aantal) for rij in read(data)]


def counts(text: str | bytes) -> list[tuple[str | None, int | None]]:
    return [(naam or code, aantal) for naam, code, _, aantal in entries(text)]


def book(*rows: tuple[str | float | datetime, ...], sheet: str = "Blad1", empty_first: bool = False) -> bytes:
    made = openpyxl.Workbook()
    made.worksheets[0].title = sheet
    target = made.create_sheet("Tweede") if empty_first else made.worksheets[0]
    for row in rows:
        target.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


TWO = [("Rotterdam", 10234), ("Schiedam", 1090)]


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente;Doelgroepregister\nRotterdam;10.234\nSchiedam;1.090\n",
        "Gemeente;Aantal\r\nRotterdam;10 234\r\nSchiedam;1\u00a0090\r\n",
        "gemeente,aantal\nRotterdam,10234\nSchiedam,1090\n",
        'gemeente,aantal\nRotterdam,"10.234"\nSchiedam,"1090,0"\n',
        "Gemeente\tPersonen in het register\nRotterdam\t10234,0\nSchiedam\t1.090,00\n",
        "Rotterdam;10.234\nSchiedam;1.090",
        "gemeente;aantal\nRotterdam;10.234\n\ngemeente;aantal\nSchiedam;1.090",
        "a;Rotterdam;10.234\nx;Schiedam;1.090",
        "Doelgroepregister per gemeente\n\nNaam gemeente;Aantal (2023)\nRotterdam;10234\nSchiedam;1090\nBron: UWV",
        "Aantal;Gemeente\n10.234;Rotterdam\n1.090;Schiedam\n11.324;Totaal",
        "gemeente;aantal inwoners;doelgroepregister\nRotterdam;655.468;10.234\nSchiedam;79.279;1.090\n",
        "Gemeentenaam|count\nGemeente Rotterdam|10234\nSchiedam|1090\n",
        "\ufeffGemeente;Aantal\nRotterdam;10234.0\nSchiedam;1090\n\n",
    ],
)
def test_any_sensible_table_is_read(text: str) -> None:
    assert counts(text) == TWO
    assert counts(text.encode("utf-16")) == TWO


def test_codes_are_read_as_they_are_written() -> None:
    expected = [("GM0599", 10234), ("GM0606", 1090)]
    for text in (
        "GM0599;10.234\nGM0606;1.090",
        "code;aantal\nGM0599;10234\ngm 0606;1090",
        "gemeentecode;aantal\n0599;10234\n606;1090",
        "gemeente;aantal\nGM0599;10234\nGM0606;1090",
    ):
        assert counts(text) == expected
    assert entries("code;gemeente;aantal\n599;Rotterdam;1") == [("Rotterdam", "GM0599", "", 1)]
    assert entries("code;aantal\nonbekend;1") == [("onbekend", None, "", 1)]


def test_quarters_stand_in_a_column_or_side_by_side_or_are_a_year() -> None:
    both = [("Rotterdam", None, "2022-Q4", 9), ("Rotterdam", None, "2023-Q1", 10)]
    assert entries("gemeente;kwartaal;aantal\nRotterdam;2022-Q4;9\nRotterdam;1e kwartaal 2023;10") == both
    assert entries("Rotterdam;2022-Q4;9\nRotterdam;Q1 2023;10") == both
    assert entries("gemeente;jaar;kwartaal;aantal\nRotterdam;2022;4;9\nRotterdam;2023;Q1;10") == both
    assert entries("gemeente;2022-Q4;Q1 2023\nRotterdam;9;10") == both
    year = entries("gemeente;jaar;aantal\nRotterdam;2023;10")
    assert [entry[2] for entry in year] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    assert read(b"gemeente;aantal\nRotterdam;10")[0].kwartaal is None
    assert read(b"gemeente;2022-Q4\nRotterdam;10")[0].kwartaal == Kwartaal(2022, 4)


def test_every_row_knows_where_it_stands() -> None:
    assert [rij.regel for rij in read(b"Titel;\n\ngemeente;aantal\n\nRotterdam;1\nTotaal;1\nSchiedam;2")] == [5, 7]


@pytest.mark.parametrize("mark", ["", "-", "x", "*", "<5", "< 10", "n.b.", "Onbekend"])
def test_a_count_that_is_not_known_is_nothing_and_not_zero(mark: str) -> None:
    assert is_unknown(mark)
    assert counts(f"code;gemeente;aantal\n;Rotterdam;1\nGM0606;Schiedam;{mark}")[1] == ("Schiedam", None)
    assert counts("gemeente;aantal\nRotterdam;0\nSchiedam;1")[0] == ("Rotterdam", 0)


@pytest.mark.parametrize("text", ["1,234", "1234,5", "-5", "zeven", "1e3", "12.34", "1.2345", "1234567890", "50%"])
def test_what_is_no_whole_number_of_persons_is_refused_with_its_row(text: str) -> None:
    assert parse_count(text) is None
    with pytest.raises(RegisterCountError) as caught:
        read(f"gemeente;aantal\nRotterdam;1\nSchiedam;{text}".encode())
    assert caught.value.facts == {"row": 3, "found": text}


@pytest.mark.parametrize("text", ["2023", "2023-Q5", "voorjaar", "2023-01-01"])
def test_what_is_no_quarter_is_refused_with_its_row(text: str) -> None:
    with pytest.raises(RegisterQuarterError) as caught:
        read(f"gemeente;kwartaal;aantal\nRotterdam;{text};1".encode())
    assert caught.value.facts == {"row": 2, "found": text}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"Rotterdam\nSchiedam\n", "found text without columns"),
        (b"a;b\nc;d\n", "found no column with names or codes of gemeenten"),
        (b"gemeente;provincie\nRotterdam;Zuid-Holland", "found no column with counts"),
        (b"gemeente;mannen;vrouwen\nRotterdam;1;2", "found several columns with counts: mannen, vrouwen"),
        (b"Rotterdam,1234,0\nSchiedam,1,0", "found several columns with counts: 2, 3"),
        (b"%PDF-1.7", "found a PDF file"),
        (b"\x89PNG\r\n", "found a PNG image"),
        (b"<html><body>", "found a web page"),
        (bytes(range(32)) * 9, "found binary data"),
        (b'gemeente;aantal\n"' + b"x" * 200_000 + b'";1\nRotterdam;1', "found no proper csv"),
    ],
)
def test_another_file_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(NoRegisterError) as caught:
        read(data)
    assert str(caught.value.facts["found"]).startswith(found)


def test_an_empty_file_is_empty_and_a_broken_workbook_damaged() -> None:
    with pytest.raises(EmptyError):
        read(b" \n")
    with pytest.raises(DamagedError):
        read(b"PK\x03\x04" + bytes(100))
    with pytest.raises(DamagedError):
        read(book(("Rotterdam", 1)).replace(b"xl/workbook.xml", b"xl/workbook.xmk", 1))


def test_a_table_is_not_read_without_end() -> None:
    with pytest.raises(TooLargeError):
        read(b"Rotterdam;1\n" * (MOST_ROWS + 1))
    quarters = [f"{year}-Q{number}" for year in range(2014, 2027) for number in range(1, 5)]
    wide = [";".join(["gemeente", *quarters]), *[";".join(["Rotterdam", *["1"] * len(quarters)])] * 4000]
    with pytest.raises(TooLargeError):
        read("\n".join(wide).encode())


def test_a_workbook_is_read_from_the_first_sheet_that_holds_the_table() -> None:
    assert counts(book(("Gemeente", "Aantal"), ("Rotterdam", 10234), ("Schiedam", "1.090"))) == TWO
    assert counts(book(("Rotterdam", 10234.0), ("Schiedam", 1090), empty_first=True)) == TWO
    assert entries(book(("gemeente", "kwartaal", "aantal"), ("Rotterdam", "2023-Q1", 5))) == [
        ("Rotterdam", None, "2023-Q1", 5)
    ]
    with pytest.raises(NoRegisterError):
        read(book())


def test_a_row_that_cannot_be_read_is_a_flaw_and_the_others_are_used() -> None:
    rows = (
        "Rotterdam;2023-Q1;10.234",
        "Schiedam;2023-Q1;1,09",
        "Delft;voorjaar;5",
        "Zuidplas;2023-Q1;1",
        "Maassluis;;7",
    )
    data = "\n".join(("gemeente;kwartaal;aantal", *rows))
    register = read_register(data.encode(), file="register.csv", sha256="0", limits=Limits())
    assert [(rij.naam, rij.aantal) for rij in register.rijen] == [
        ("Rotterdam", 10234),
        ("Zuidplas", 1),
        ("Maassluis", 7),
    ]
    assert [(flaw.rij.naam, flaw.rij.regel, flaw.column, flaw.found) for flaw in register.flaws] == [
        ("Schiedam", 3, "aantal", "1,09"),
        ("Delft", 4, "kwartaal", "voorjaar"),
    ]
    assert str(register.flaws[0].rij.kwartaal) == "2023-Q1"


def test_a_number_that_a_program_took_for_a_fraction_is_refused() -> None:
    with pytest.raises(RegisterCountError) as caught:
        read(book(("gemeente", "aantal"), ("Rotterdam", 10.234)))
    assert caught.value.facts == {"row": 2, "found": "10,234"}
    with pytest.raises(RegisterQuarterError):
        read(book(("gemeente", "kwartaal", "aantal"), ("Rotterdam", datetime(2023, 1, 1), 5)))  # noqa: DTZ001


def test_names_are_text_without_invisible_signs() -> None:
    assert counts("gemeente;aantal\nRotter\u200bdam\u202e;1\n=HYPERLINK(1);2") == [
        ("Rotterdam", 1),
        ("=HYPERLINK(1)", 2),
    ]


def test_an_export_of_ours_is_a_register_file() -> None:
    (rapport,) = add_register(
        [RIJNMOND],
        Register(file="x", sha256="", rijen=read(b"Rotterdam;10.234\nSchiedam;1.090")),
    )
    data = format_csv(tidy_table([Checked(rapport, (), rapport.rijen)])).encode()
    known = [entry for entry in entries(data) if entry[3] is not None]
    assert known == [("Rotterdam", "GM0599", "2023-Q1", 10234), ("Schiedam", "GM0606", "2023-Q1", 1090)]


@given(st.integers(0, 999_999_999))
def test_any_number_in_dutch_writing_comes_back(count: int) -> None:
    assert parse_count(format_number(count)) == parse_count(str(count)) == parse_count(f"{count},0") == count


@given(st.binary(max_size=300) | st.text(alphabet='RotterdamGM059;\t,.\n"1-Q', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(KlantprofielenError):
        read(data)
