"""The language of messages and help: English in the source, Dutch from the catalogue in `locale/`."""

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "nl")
_chosen: list[str] = []


def mark(message: str) -> str:
    """Mark a message for the catalogue; it is translated when it is shown."""
    return message


def choose_language(code: str | None) -> None:
    """Use this language from now on: `en` or `nl`; None leaves it to the environment."""
    _chosen[:] = [code] if code else []


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
    plural = gettext.ngettext if language == "en" else _catalogue(language).ngettext
    return plural(one, many, count).format(count=count)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("klantprofielen", Path(__file__).with_name("locale"), [language], fallback=True)
