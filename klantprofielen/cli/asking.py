"""A question to the person at the terminal, before something is done that cannot be undone."""

import sys

from klantprofielen.errors import UsageError
from klantprofielen.language import translate
from klantprofielen.views.streams import write_question

YES = {"j", "ja", "y", "yes"}


def require_yes(question: str, *, yes: bool) -> bool:
    """Whether it may be done: `--yes` was given, or the person says so.

    Raises:
        UsageError: nobody is there to ask.
    """
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(message=translate("{question} nobody is here to say so: add --yes").format(question=question))
    write_question(question + translate(" [y/N] "))
    return sys.stdin.readline().strip().casefold() in YES
