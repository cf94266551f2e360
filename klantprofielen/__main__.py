"""The command `klantprofielen`: what can be answered or started at once, before anything large is imported."""

import gc
import os
import sys

from klantprofielen import __version__

READING_COMMANDS = frozenset({"summarize", "check", "compare", "trend", "rank", "export", "ingest"})
"""Commands for which the reader starts while the rest is imported."""
GARBAGE = 50_000
"""Objects between two looks for cycles: Python's own 700 would walk through all reports of a batch, again and again."""
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib takes long to import


def main() -> None:
    """Run the command line; ends with the exit code of docs/DESIGN.md, section 5."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and print_version():
        return
    try:
        start(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - before the border of the commands stands
        from klantprofielen.cli.border import settle  # noqa: PLC0415 - for a start that fails

        sys.exit(settle(error, debug="--debug" in arguments))


def start(arguments: list[str]) -> None:
    """Start the reader where there is something to read, and then what will print it."""
    gc.set_threshold(GARBAGE)
    from klantprofielen.cli.interrupt import be_stoppable  # noqa: PLC0415 - not for the version

    be_stoppable()
    if count := count_inputs(arguments):
        from klantprofielen.reading.process import prestart  # noqa: PLC0415 - only where there is something to read

        try:  # noqa: SIM105 - contextlib takes long to import
            prestart(count)
        except OSError:  # it is started again when a file is read, and told then
            pass
    import warnings  # noqa: PLC0415 - after the reader has started

    warnings.simplefilter("ignore")  # what a library has to say is for its users: for us
    from klantprofielen.cli.app import app  # noqa: PLC0415 - likewise

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


def look_elsewhere_first(path: list[str]) -> None:
    """Let no file of the working folder be imported: `python -m` puts that folder before all others.

    Where the package itself was found there, it stays, behind all others.
    """
    if sys.flags.safe_path or not path:
        return
    folder = path.pop(0)
    if os.path.realpath(folder) == os.path.realpath(ROOT):
        path.append(folder)


if __name__ == "__main__":
    look_elsewhere_first(sys.path)
    main()
