"""The language of messages and help: English in the source, Dutch from the catalogue in `locale/`."""

import os
from contextlib import contextmanager
from functools import cache

TYPE_CHECKING = False  # as typing has it, without importing typing: every process waits for this file
if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

LANGUAGES = ("en", "nl")
_chosen: list[str] = []


def mark(message: str) -> str:
    """Mark a message for the catalogue; it is translated when it is shown."""
    return message


def choose_language(code: str | None) -> None:
    """Use this language from now on: `en` or `nl`; None leaves it to the environment."""
    _chosen[:] = [code] if code else []


@contextmanager
def speaking(code: str) -> "Iterator[None]":
    """Use this language for a while: for a document that has a language of its own."""
    before = list(_chosen)
    choose_language(code)
    try:
        yield
    finally:
        _chosen[:] = before


def chosen_language() -> str:
    """`--lang` > `KLANTPROFIELEN_LANG` > the locale; English where none of these says Dutch."""
    wishes = (
        *_chosen,
        *(os.environ.get(name, "") for name in ("KLANTPROFIELEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")),
    )
    wish = next(filter(None, wishes), "en")
    return "nl" if wish.casefold().startswith(("nl", "dutch")) else "en"


def translate(message: str) -> str:
    """The message in the chosen language; the English one where the catalogue has none."""
    language = chosen_language()
    return message if language == "en" or not message else _catalogue(language).gettext(message)


def translate_count(one: str, many: str, count: int) -> str:
    """The message for this number of things, with the number in it."""
    language = chosen_language()
    if language == "en":
        return (one if count == 1 else many).format(count=count)
    return _catalogue(language).ngettext(one, many, count).format(count=count)


@cache
def _catalogue(language: str) -> "NullTranslations":
    from gettext import translation  # noqa: PLC0415 - only where something is translated

    folder = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib takes long to import
    return translation("klantprofielen", folder, [language], fallback=True)
