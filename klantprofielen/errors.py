"""Every way in which a run can fail: its kind, its exit code, and what to do about it."""

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar

from klantprofielen.language import translate


def _(message: str) -> str:
    """Mark a message for the catalogue; it is translated when it is shown."""
    return message


class ExitCode(IntEnum):
    """docs/DESIGN.md, section 5."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    DATA = 65
    INPUT = 66
    SOFTWARE = 70
    OUTPUT = 73
    BUSY = 75
    PASSWORD = 77
    INTERRUPTED = 130
    PIPE = 141


class KlantprofielenError(Exception):
    """A run, or one file of it, that cannot go on. `facts` fill the message; the fact `case` may choose another one."""

    kind: ClassVar[str]
    exit_code: ClassVar[ExitCode]
    template: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **facts: str | int) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return translate(self.cases.get(str(self.facts.get("case")), self.template)).format_map(self.facts)


class ReadError(KlantprofielenError):
    """A file that gives no report; `file` is added where it is known."""

    exit_code = ExitCode.DATA

    @property
    def file(self) -> str:
        return str(self.facts.get("file", ""))


class MissingError(ReadError):
    kind, exit_code = "missing", ExitCode.INPUT
    template = _("there is no such file or folder{hint}; check the name and the folder")


class EmptyFolderError(ReadError):
    kind, exit_code = "missing", ExitCode.INPUT
    template = _("the folder holds no report: expected .pdf, .xlsx, .csv or .txt files in it or below it")


class NoMatchError(ReadError):
    kind, exit_code = "missing", ExitCode.INPUT
    template = _("no file matches this pattern; check the pattern and the folder")


class NotAFileError(ReadError):
    kind, exit_code = "not-a-file", ExitCode.INPUT
    template = _("expected a regular file, found a {found}; name a file or a folder")


class UnreadableError(NotAFileError):
    """There is something of that name, or there can be nothing; its bytes do not come."""

    template = _("cannot be read: {found}")


class NoPermissionError(ReadError):
    kind, exit_code = "no-permission", ExitCode.INPUT
    template = _("no permission to read this; ask its owner, or copy it to a place of your own")


class EmptyError(ReadError):
    kind = "empty"
    template = _("the file is empty (0 bytes of content); download it again")


class WrongKindError(ReadError):
    kind = "wrong-kind"
    template = _("expected a PDF, xlsx, csv or text file, found {found}; export the report in one of those")


class EncryptedError(ReadError):
    kind, exit_code = "encrypted", ExitCode.PASSWORD
    template = _(
        "a password is needed to open this; give it in a file with --password-file, or in KLANTPROFIELEN_PASSWORD"
    )
    cases: ClassVar = {
        "wrong": _("the password that was given does not open this; check --password-file or KLANTPROFIELEN_PASSWORD"),
        "workbook": _("this workbook has a password; save a copy without a password and use that"),
    }


class DamagedError(ReadError):
    kind = "damaged"
    template = _("the file is damaged or cut off: {found}; download it again")


class NoTextError(ReadError):
    kind = "no-text"
    template = _(
        "{pages} page(s) without text: a scan; make it searchable first, "
        "for example: ocrmypdf --language nld scan.pdf readable.pdf"
    )


class UnreadableTextError(ReadError):
    kind = "unreadable-text"
    template = _(
        "the figures on page {page} cannot be read with certainty: their font has no character map, "
        "or they are not to be seen on the page; "
        "export the report anew, or print it to an image and use OCR, for example: ocrmypdf --force-ocr in.pdf out.pdf"
    )
    cases: ClassVar = {
        "sums": _(
            "hardly any sum on page {page} holds: its figures are not what they seem, for example by their font; "
            "export the report anew, or print it to an image and use OCR, "
            "for example: ocrmypdf --force-ocr in.pdf out.pdf"
        ),
        "formula": _(
            "cell {cell} holds a formula without a value; open the workbook in a spreadsheet program, save it, "
            "and use that"
        ),
    }


class NotThisReportError(ReadError):
    kind = "not-this-report"
    template = _("expected the UWV report 'Transparantie van klantprofielen', found another document")


class NoTableError(ReadError):
    kind = "no-table"
    template = _(
        "this speaks of klantprofielen, but holds no table of gemeenten with five figures a row; is a page missing?"
    )
    cases: ClassVar = {
        "region": _("{regio} is named, but its table cannot be found; is a page missing or damaged?"),
        "cut": _(
            "the table of {regio} breaks off: gemeenten, its total and the sentence about the register are missing"
        ),
        "rows": _("on page {page} is a part of a table that cannot be read as the rest; is it damaged or cut off?"),
        "beside": _("on page {page} two tables stand side by side; only one below the other can be read"),
        "totals": _("page {page} has a second row '{label}', with other figures; which of them is right?"),
        "header": _(
            "the words over the columns of page {page} contradict each other, or the sums: which column is which?"
        ),
        "page": _("page {page} is empty, so a region may be missing; is it damaged?"),
    }


class TooLargeError(ReadError):
    kind = "too-large"
    template = _("found {found}, the limit is {limit}; if this really is the report, raise it with {option}")
    cases: ClassVar = {"fixed": _("found {found}; no report has more than {limit}")}


class LimitError(ReadError):
    kind = "limit"
    template = _(
        "reading was stopped: it took more than {limit}; if this really is the report, raise that with {option}"
    )


class NoRegisterError(ReadError):
    kind = "no-register-table"
    template = _(
        "expected a csv or xlsx table with a gemeente (name or GM code) and its number of persons in the "
        "doelgroepregister on each row; {found}"
    )


class RegisterCountError(ReadError):
    kind = "register-count"
    template = _("row {row}: expected a whole number of persons such as 1.234, found '{found}'")


class RegisterQuarterError(ReadError):
    kind = "register-quarter"
    template = _("row {row}: expected a quarter such as 2023-Q1, found '{found}'")


class UsageError(KlantprofielenError):
    kind, exit_code, template = "usage", ExitCode.USAGE, "{message}"

    def __str__(self) -> str:
        return str(self.facts["message"])


class OutputError(KlantprofielenError):
    kind, exit_code = "output", ExitCode.OUTPUT
    template = _("{file}: cannot be written: {reason}")


class OutputExistsError(OutputError):
    template = _("{file}: exists already; choose another name, or overwrite it with --force")


class OutputIsInputError(OutputError):
    template = _("{file}: is an input of this run, and an input is never overwritten; choose another name")


class ArchiveError(KlantprofielenError):
    """An archive that cannot be used; it is left as it is."""

    exit_code = ExitCode.DATA


class NoArchiveError(ArchiveError):
    kind, exit_code = "no-archive", ExitCode.INPUT
    template = _(
        "there is no archive yet ({file}); fill it with: klantprofielen ingest FILES, or name the files to read"
    )


class EmptyArchiveError(ArchiveError):
    kind, exit_code = "empty-archive", ExitCode.INPUT
    template = _("{file}: the archive holds no report{moment}; fill it with: klantprofielen ingest FILES")


class ArchiveUnreadableError(ArchiveError):
    kind, exit_code = "archive-unreadable", ExitCode.INPUT
    template = _("{file}: the archive cannot be opened: {reason}")


class NotAnArchiveError(ArchiveError):
    kind = "not-an-archive"
    template = _(
        "{file}: expected an archive of klantprofielen, found {found}; it was left as it is; name another place"
    )


class ArchiveDamagedError(ArchiveError):
    kind = "archive-damaged"
    template = _(
        "{file}: the archive is damaged ({found}); it was left as it is; put a backup in its place, "
        "or move it away and ingest the files anew"
    )


class ArchiveNewerError(ArchiveError):
    kind = "archive-newer"
    template = _(
        "{file}: the archive was made by a newer klantprofielen (its form is {found}, this program knows up to "
        "{known}); it was left as it is; install the newer program"
    )


class ArchiveBusyError(ArchiveError):
    kind, exit_code = "archive-busy", ExitCode.BUSY
    template = _("{file}: another program is busy with the archive, and was still after {seconds} s; try again later")


class ArchiveWriteError(ArchiveError):
    kind, exit_code = "archive-write", ExitCode.OUTPUT
    template = _("{file}: the archive cannot be written: {reason}; what it held is still there")


class ArchiveMakeError(ArchiveWriteError):
    kind = "archive-make"
    template = _("{file}: the archive cannot be made: {reason}; name another place with --archive")


class MissingLibraryError(KlantprofielenError):
    kind, exit_code = "missing-library", ExitCode.USAGE
    template = _("{library} is needed for this and not installed: pip install 'klantprofielen[{extra}]'")


class ShortageError(KlantprofielenError):
    """The system gives less than the run needs: files, processes or memory."""

    kind, exit_code = "shortage", ExitCode.SOFTWARE
    template = _("the system gives too little to work with: {found}; end other programs, or raise the limit (ulimit)")


class FaultError(KlantprofielenError):
    """A fault of ours, not of the file."""

    kind, exit_code = "fault", ExitCode.SOFTWARE
    template = _("an error in klantprofielen itself: {found}; run again with --debug for the details, and report it")


READ_ERRORS: tuple[type[ReadError], ...] = (
    MissingError,
    NotAFileError,
    NoPermissionError,
    EmptyError,
    WrongKindError,
    EncryptedError,
    DamagedError,
    NoTextError,
    UnreadableTextError,
    NotThisReportError,
    NoTableError,
    TooLargeError,
    LimitError,
)
"""One class per error kind of a file (docs/DESIGN.md, section 4)."""


REGISTER_ERRORS: tuple[type[ReadError], ...] = (NoRegisterError, RegisterCountError, RegisterQuarterError)
"""The error kinds that only a register file has; without it a run does not go on."""


def error_of(kind: str, facts: dict[str, str | int]) -> KlantprofielenError:
    """The error that the reader process reports by its kind and facts.

    Raises:
        ValueError: there is no such kind, or its message needs other facts.
    """
    errors: tuple[type[KlantprofielenError], ...] = (*READ_ERRORS, *REGISTER_ERRORS, FaultError)
    for error in errors:
        if error.kind == kind:
            found = error(**facts)
            try:
                str(found)
            except (KeyError, IndexError, AttributeError) as missing:
                raise ValueError(f"no message of {kind} without {missing}") from missing
            return found
    raise ValueError(f"no such error: {kind}")
