"""The command `klantprofielen`: what can be answered or started at once, before anything large is imported."""

import sys
from contextlib import suppress

from klantprofielen import __version__

READING_COMMANDS = frozenset({"summarize", "check"})
"""Commands for which the reader starts while the rest is imported."""


def main() -> None:
    """Run the command line; ends with the exit code of docs/DESIGN.md, section 5."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and print_version():
        return
    try:
        start(arguments)
    except KeyboardInterrupt:  # before the error border stands
        sys.exit(130)


def start(arguments: list[str]) -> None:
    """Start the reader where there is something to read, and then what will print it."""
    if will_read(arguments):
        from klantprofielen.reading.process import prestart  # noqa: PLC0415 - only where there is something to read

        with suppress(OSError):  # it is started again when a file is read, and told then
            prestart()
    from klantprofielen.cli.app import app  # noqa: PLC0415 - after the reader has started

    app()


def print_version() -> bool:
    """Whether the version could be printed; if not, the error border tells why."""
    try:
        sys.stdout.write(f"klantprofielen {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True


def will_read(arguments: list[str]) -> bool:
    """Whether this is a reading command with something to read, as far as can be seen before the line is parsed."""
    words = [argument for argument in arguments if not argument.startswith("-") or argument == "-"]
    return any(word in READING_COMMANDS for word in words[:2]) and len(words) > 1 and "--help" not in arguments


if __name__ == "__main__":
    main()
