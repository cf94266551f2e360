import string

import pytest
from locale_catalogue import MO, PO, build_mo, find_messages, format_po, parse_po

from klantprofielen.errors import MissingError
from klantprofielen.language import choose_language, chosen_language, translate, translate_count

ENTRIES = parse_po(PO.read_text(encoding="utf-8"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "KLANTPROFIELEN_LANG": "nl"}, "nl"),
        ({"LANG": "nl_BE", "KLANTPROFIELEN_LANG": "en"}, "en"),
    ],
)
def test_the_language_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert chosen_language() == language


def test_a_chosen_language_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLANTPROFIELEN_LANG", "nl")
    choose_language("en")
    assert translate("error") == "error"
    choose_language(None)
    assert translate("error") == "fout"


def test_a_message_is_translated_when_it_is_shown() -> None:
    error = MissingError(file="x.pdf", hint="")
    assert str(error) == "there is no such file or folder; check the name and the folder"
    choose_language("nl")
    assert str(error) == "dit bestand of deze map is er niet; kijk de naam en de map na"


def test_a_message_without_translation_stays_english_and_nothing_stays_nothing() -> None:
    choose_language("nl")
    assert translate("no such message") == "no such message"
    assert translate("") == ""


@pytest.mark.parametrize(("language", "texts"), [("en", ["1 row", "2 rows"]), ("nl", ["1 rij", "2 rijen"])])
def test_one_thing_and_more_things_have_each_their_text(language: str, texts: list[str]) -> None:
    choose_language(language)
    assert [translate_count("{count} row", "{count} rows", count) for count in (1, 2)] == texts


def test_every_message_in_the_source_is_in_the_catalogue_and_no_other() -> None:
    known = {(entry.message.one, entry.message.many) for entry in ENTRIES}
    assert known == {(message.one, message.many) for message in find_messages()}, "run tests/locale_catalogue.py"


def test_every_message_has_a_dutch_translation_with_the_same_fields() -> None:
    for entry in ENTRIES:
        assert all(entry.translation), f"no translation of {entry.message.one!r}"
        for text in entry.translation:
            assert fields(text) <= fields(entry.message.one) | fields(entry.message.many or "")
        assert entry.message.many or fields(entry.translation[0]) == fields(entry.message.one)


def test_the_compiled_catalogue_is_that_of_the_po_file() -> None:
    assert MO.read_bytes() == build_mo(ENTRIES), "run tests/locale_catalogue.py"


def test_the_po_file_is_written_as_it_is_read() -> None:
    assert parse_po(format_po(ENTRIES)) == ENTRIES
