"""Where exports go: standard output, the file or folder that is named, or a name of our own beside the user."""

import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from klantprofielen.cli.forms import FORMS, Form
from klantprofielen.errors import UsageError
from klantprofielen.language import translate
from klantprofielen.model import Kwartaal, Register
from klantprofielen.tables import Checked
from klantprofielen.views.files import STANDARD_OUTPUTS, check_stdout, check_target, in_folders, write_files
from klantprofielen.views.packing import pack_zip
from klantprofielen.views.streams import write_data

BY_EXTENSION = {form.extension: form for form in reversed(FORMS)}
"""The form that a name tells; csv is the neutral one."""
SEPARATORS = ("/", os.sep)


@dataclass(frozen=True, slots=True)
class Plan:
    """The forms that are asked for, and the one file, the folder, or (without either) the default place for them."""

    forms: tuple[Form, ...]
    file: str | None = None
    folder: str | None = None
    to_stdout: bool = False

    def path_of(self, form: Form, reports: Sequence[Checked]) -> str:
        """The file for a form."""
        if self.file is not None:
            return self.file
        return os.path.join(self.folder or "", f"{default_stem(reports)}{form.suffix}{form.extension}")  # noqa: PTH118


def parse_plan(forms: Sequence[Form], output: str | None) -> Plan:
    """What is asked for and where it goes.

    Raises:
        UsageError: no form, one that does not go with the name, or several for one file.
    """
    if output in STANDARD_OUTPUTS:
        return Plan(_one_form(forms), to_stdout=True)
    if output is None:
        return Plan(_some_forms(forms))
    named = BY_EXTENSION.get(PurePath(output).suffix.casefold())
    if _is_folder(output) and not _is_package(forms):
        return Plan(_some_forms(forms), folder=output)
    if len(forms) > 1:
        message = translate("several forms need a folder: make {output} a folder, or name it {output}{separator}")
        raise UsageError(message=message.format(output=output, separator=os.sep))
    form = forms[0] if forms else named
    if form is None:
        raise _choose_form()
    if named and named.extension != form.extension:
        message = translate("{output} is the name of another form than {option}; choose one of them")
        raise UsageError(message=message.format(output=output, option=form.option))
    return Plan((form,), file=output)


def _one_form(forms: Sequence[Form]) -> tuple[Form, ...]:
    if len(forms) != 1:
        raise UsageError(message=translate("standard output takes one form: choose for example --csv"))
    if forms[0].binary and is_terminal():
        message = translate("{option} is not for a terminal: name a file with -o, or send it through a pipe")
        raise UsageError(message=message.format(option=forms[0].option))
    return tuple(forms)


def is_terminal() -> bool:
    """Whether standard output is a terminal, however it is told to look."""
    return sys.stdout is not None and sys.stdout.isatty()


def _some_forms(forms: Sequence[Form]) -> tuple[Form, ...]:
    if not forms:
        raise _choose_form()
    return tuple(forms)


def _choose_form() -> UsageError:
    options = ", ".join(form.option for form in FORMS)
    message = translate("choose a form ({options}), or name a file with -o, such as -o rijnmond.xlsx")
    return UsageError(message=message.format(options=options))


def _is_folder(output: str) -> bool:
    return output.endswith(SEPARATORS) or os.path.isdir(output)  # noqa: PTH112 - a name may hold what no path can


def _is_package(forms: Sequence[Form]) -> bool:
    """Whether the name is that of the package itself, which may be a folder."""
    return [form.option for form in forms] == ["--datapackage"]


def check_plan(plan: Plan, *, force: bool, inputs: Sequence[str]) -> None:
    """Refuse a named file, or standard output that is an input, before anything is read."""
    if plan.to_stdout:
        check_stdout(lambda: inputs)
    if plan.file is not None and not _is_package_folder(plan.forms[0], plan.file):
        check_target(plan.file, force=force, inputs=inputs)


def write_exports(
    plan: Plan, contents: Sequence[dict[str, bytes]], reports: Sequence[Checked], *, force: bool, inputs: Sequence[str]
) -> list[str]:
    """Write what each form has made; the names of the files. Every target is looked at before the first is written."""
    if plan.to_stdout:
        write_data(_single(contents[0]))
        return []
    files: dict[str, bytes] = {}
    folders = [plan.folder] if plan.folder is not None else []
    for form, content in zip(plan.forms, contents, strict=True):
        path = plan.path_of(form, reports)
        if _is_package_folder(form, path):
            folders.append(path)
            files |= {os.path.join(path, name): data for name, data in content.items()}  # noqa: PTH118
        else:
            files[path] = _single(content)
    with in_folders(folders):
        write_files(files, force=force, inputs=inputs, follow=[plan.file] if plan.file else [])
    return list(files)


def _is_package_folder(form: Form, path: str) -> bool:
    return form.option == "--datapackage" and PurePath(path).suffix.casefold() != form.extension


def _single(content: dict[str, bytes]) -> bytes:
    """The one file of a form; several are put in a zip file."""
    return content[""] if "" in content else pack_zip(content)


def default_stem(reports: Sequence[Checked]) -> str:
    """klantprofielen-rijnmond-2023-q1, or of several klantprofielen."""
    if len(reports) != 1:
        return "klantprofielen"
    rapport = reports[0].rapport
    return "-".join(filter(None, ("klantprofielen", _slug(rapport.regio), _slug_of_quarter(rapport.kwartaal))))


def _slug(name: str) -> str:
    """A name in letters that every system takes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))[:60].strip("-")


def _slug_of_quarter(kwartaal: Kwartaal | None) -> str:
    return str(kwartaal).casefold() if kwartaal else ""


def with_short_names(reports: Sequence[Checked]) -> list[Checked]:
    """The reports with the names of their files only: what is sent on says nothing of the folders of its maker.

    Where files in several folders have one name, so much of the path stays that they differ.
    """
    names = list(dict.fromkeys(report.rapport.source.file for report in reports))
    parts = {name: Path(name).parts or (name,) for name in names}
    depth = 1
    while len({part[-depth:] for part in parts.values()}) < len(set(parts.values())):
        depth += 1
    short = {name: "/".join(part[-depth:]) for name, part in parts.items()}
    registers = {report.register: _with_short_name(report.register) for report in reports if report.register}
    return [
        replace(
            report,
            rapport=replace(rapport, source=replace(rapport.source, file=short[rapport.source.file])),
            register=registers.get(report.register) if report.register else None,
        )
        for report in reports
        for rapport in (report.rapport,)
    ]


def _with_short_name(register: Register) -> Register:
    return replace(register, file=Path(register.file).name or register.file)
