"""The command `klantprofielen`: what can be answered or started at once, before anything large is imported."""

import os
import sys
from contextlib import suppress

from klantprofielen import __version__

READING_COMMANDS = frozenset({"summarize", "check", "compare", "trend", "export", "ingest"})
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
    if count := count_inputs(arguments):
        from klantprofielen.reading.process import prestart  # noqa: PLC0415 - only where there is something to read

        with suppress(OSError):  # it is started again when a file is read, and told then
            prestart(count)
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


def count_inputs(arguments: list[str]) -> int:
    """How many inputs a reading command has, as far as can be seen before the line is parsed: a folder is several."""
    words = [argument for argument in arguments if not argument.startswith("-") or argument == "-"]
    if not any(word in READING_COMMANDS for word in words[:2]) or "--help" in arguments:
        return 0
    return sum(2 if os.path.isdir(word) else 1 for word in words) - 1  # noqa: PTH112 - pathlib takes long to import


if __name__ == "__main__":
    main()
