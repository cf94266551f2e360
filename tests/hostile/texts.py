"""Hostile text and csv: very long lines, very many, wrong encodings, quotes that stay open."""

from makes.as_sheet import print_csv
from makes.as_text import Shape, print_text
from makes.layout import Layout, RegionPlace

from hostile.raw import RAPPORT

LAYOUT = Layout(region=RegionPlace.EACH)
TEXT = print_text([RAPPORT], LAYOUT, Shape.RUNNING)
ALIGNED = print_text([RAPPORT], LAYOUT, Shape.ALIGNED)
CSV = print_csv([RAPPORT], LAYOUT)
MILLION = 1_000_000


def before(text: str) -> bytes:
    """A whole report with something before it."""
    return (text + "\n" + TEXT).encode()


LONG_LINES = {
    "letters": "a" * MILLION,
    "capitals": "A" * MILLION,
    "digits": "1" * MILLION,
    "spaces": " " * MILLION,
    "tabs": "\t" * MILLION,
    "words": "Goes " * (MILLION // 5),
    "words of regions": "Zuid-Holland Centraal " * (MILLION // 22),
    "half a region": "Gooi en " * (MILLION // 8),
    "numbers": "12 " * (MILLION // 3),
    "thousands": "1.234 " * (MILLION // 6),
    "spaced thousands": "1 234 " * (MILLION // 6),
    "points": "1." * (MILLION // 2),
    "marks": "< " * (MILLION // 2),
    "hyphens": "- " * (MILLION // 2),
    "quarters": "eerste kwartaal 2023 " * (MILLION // 21),
    "half a quarter": "eerste " * (MILLION // 7) + "20",
    "half a quarter, spaced": "kwartaal  " * (MILLION // 10) + "20",
    "registers": "doelgroepregister 1.234 personen 74% " * (MILLION // 37),
    "percentages": "74% " * (MILLION // 4),
    "dates": "1 januari 2023 " * (MILLION // 15),
    "almost dates": "1 " + "a" * MILLION,
    "sentences": "A. " * (MILLION // 3),
    "headers": "met zonder UWV gemeente " * (MILLION // 24),
    "combining": "e" + "\u0301" * MILLION,
    "hangul": "\u1100\u1161" * (MILLION // 2),
    "ligature": "\ufdfa" * MILLION,
    "soft hyphens": "\u00ad" * MILLION,
    "zero width": "\u200b" * MILLION,
}


def line_inside(text: str) -> bytes:
    """A whole report with something among its rows."""
    lines = TEXT.splitlines()
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], text, *lines[middle:]]).encode()


MANY_LINES = {
    "empty lines": "\n" * MILLION,
    "letters": "a\n" * (MILLION // 2),
    "rows": "Goes 1 2 3 4 10\n" * (MILLION // 10),
    "rows of strangers": "Nergens 1 2 3 4 10\n" * (MILLION // 20),
    "names": "Goes\n" * (MILLION // 5),
    "figures": "12\n" * (MILLION // 3),
    "headers": "met zonder UWV gemeente totaal\n" * (MILLION // 30),
    "headers and rows": "gemeente met zonder UWV met zonder totaal\nGoes 1 2 3 4 10\n" * (MILLION // 50),
    "totals": "Goes 1 2 3 4 10\nTOTAAL 1 2 3 4 10\n" * (MILLION // 35),
    "titles": "eerste kwartaal 2023 Zeeland\n" * (MILLION // 30),
    "titles of two": "eerste kwartaal 2023 Zeeland\ntweede kwartaal 2023 Rijnmond\n" * (MILLION // 60),
    "statements": "In Zeeland bevat het doelgroepregister 5.000 personen. Hiervan is 74% bekend in Sonar.\n"
    * (MILLION // 88),
    "pages": "\f" * (MILLION // 2),
    "half names": "Capelle\naan den\nIJssel 1 2 3 4 10\n" * (MILLION // 32),
    "cells": "Goes\n1\n2\n3\n4\n10\n" * (MILLION // 16),
    "returns": "\r" * MILLION,
    "ten of each": "Goes 1 2 3 4 5 6 7 8 9 10 11 12 13\n" * (MILLION // 35),
}


def after(text: str) -> bytes:
    return (TEXT + "\n" + text).encode()


def csv_and(text: str) -> bytes:
    """A csv with this behind it."""
    return (CSV + text.replace(" ", ";")).encode()


def in_encoding(encoding: str) -> bytes:
    return TEXT.encode(encoding, errors="replace")


def cut_in_utf_8() -> bytes:
    return TEXT.encode() + b"\xc3\xe2\x82\xf0\x9f"


def mixed_encodings() -> bytes:
    half = len(TEXT) // 2
    return TEXT[:half].encode("utf-8") + "Súdwest\n".encode("cp1252") + TEXT[half:].encode("utf-16-le")


def surrogates() -> bytes:
    return TEXT.encode() + "\ud800\udfff".encode("utf-8", "surrogatepass")


def noughts() -> bytes:
    return TEXT.replace(" ", " \0").encode()


def csv_of_columns(count: int = MILLION) -> bytes:
    return ((";" * count + "\n") * 3 + CSV).encode()


def csv_wide(count: int = MILLION) -> bytes:
    return (CSV + "Goes;" + "1;" * count + "\n").encode()


def csv_with_noughts() -> bytes:
    return CSV.replace(";", ";\0").encode()


def csv_with_an_open_quote() -> bytes:
    lines = CSV.splitlines()
    return "\n".join([*lines[:-3], '"' + lines[-3], *lines[-2:]]).encode()


def csv_with_a_long_quote() -> bytes:
    return (CSV + '"' + "a;\n" * MILLION).encode()


def csv_of_quotes(count: int = MILLION) -> bytes:
    return (CSV + '"' * count).encode()


def csv_with_two_headers() -> bytes:
    lines = CSV.splitlines()
    head = next(index for index, line in enumerate(lines) if "met" in line.lower())
    return "\n".join([*lines[: head + 1], *lines[: head + 1], *lines[head + 1 :]]).encode()


TIDY = "kwartaal,niveau,regionummer,regio,regiocode,gemeente,gemeentecode,gemeente_met_profiel,gemeente_zonder_profiel,uwv_met_profiel,uwv_zonder_profiel,totaal_sonar"


def tidy(*rows: str) -> bytes:
    """Like an export of ours, with these rows."""
    return "\n".join([TIDY, *rows]).encode()


def tidy_with_two_headers() -> bytes:
    return (TIDY + "," + TIDY + "\n" + "2023-Q1,regio,29,Zeeland,AM29,,,1,2,3,4,10," * 2).encode()


def tidy_wide(count: int = MILLION) -> bytes:
    return (TIDY + "," * count + "\n").encode()


def tidy_long(count: int = 200_000) -> bytes:
    return tidy(*["2023-Q1,gemeente,29,Zeeland,AM29,Goes,GM0664,1,2,3,4,10"] * count)


def json_deep(depth: int = 200_000) -> bytes:
    return b'{"schema": "klantprofielen/summary/1", "reports": ' + b"[" * depth


def json_of(value: bytes) -> bytes:
    return b'{"schema": "klantprofielen/summary/1", "reports": [{"gemeenten": [], "totaal": %s}]}' % value
