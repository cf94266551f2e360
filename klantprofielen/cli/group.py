"""The commands as typer sees them: imported when asked for, with our help, and inside the error border."""
# ruff: noqa: ANN401 - typer brings its own click, under a name that differs by version

import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import Any, ClassVar, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from klantprofielen.cli.border import guard, see_help
from klantprofielen.cli.help import write_help
from klantprofielen.errors import ExitCode, UsageError
from klantprofielen.language import LANGUAGES, choose_language, translate


class Command(TyperCommand):
    """A command with our help, whose options arrive as they were typed."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        take_as_typed(self.params)

    def get_help_option(self, ctx: Any) -> Any:
        return with_default(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        write_help(self, ctx, formatter)


class Group(TyperGroup):
    """The commands, each imported when it is asked for, and the border around them."""

    package: ClassVar[str] = "klantprofielen.cli"
    short_helps: ClassVar[Mapping[str, str]] = {}
    """What each command does, by its name, which is that of its module; its `app` holds that one command."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        take_as_typed(self.params)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - so called by typer
        return list(self.short_helps)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.short_helps:
            raise UsageError(message=_no_command(cmd_name, list(self.short_helps), ctx.command_path))
        module = import_module(f"{self.package}.{cmd_name}")
        return typer.main.get_command(module.app)

    def get_help_option(self, ctx: Any) -> Any:
        return with_default(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        write_help(self, ctx, formatter, self.short_helps)

    def main(self, args: Sequence[str] | None = None, *_settings: Any, **_more: Any) -> NoReturn:
        arguments = list(sys.argv[1:] if args is None else args)
        debug = take_flag(arguments, "--debug")

        def run() -> int:
            choose_language(take_language(arguments))
            with self.make_context("klantprofielen", arguments) as ctx:
                return int(self.invoke(ctx) or ExitCode.OK)

        sys.exit(guard(run, debug=debug))


def _no_command(name: str, names: list[str], path: str) -> str:
    near = get_close_matches(name, names, n=1)
    ending = translate("; did you mean {near}?").format(near=near[0]) if near else see_help(path)
    return translate("no command '{name}'").format(name=name) + ending


def with_default(help_option: Any) -> Any:
    """The option --help as a flag that is off: where it is nothing, typer asks pydantic."""
    help_option.default = False
    return help_option


def take_as_typed(params: Sequence[Any]) -> None:
    """Let text options through as text.

    Typer hands every value to pydantic, whose import alone takes as long as reading a report; ours are text and flags,
    and numbers are parsed where they are used, with a message of our own.
    """
    for param in params:
        if not getattr(param, "is_flag", False):
            is_many = param.multiple if param.param_type_name == "option" else param.nargs == -1
            param.process_value = _take_many if is_many else partial(_take_one, param)


def _take_one(param: Any, ctx: Any, value: str | None) -> str | None:
    if value is None and param.required:
        message = translate("{name} is missing").format(name=param.metavar)
        raise UsageError(message=message + see_help(ctx.command_path))
    return value


def _take_many(_ctx: Any, values: Sequence[str] | None) -> Sequence[str]:
    return values or ()


def take_flag(arguments: list[str], flag: str) -> bool:
    """Take a flag that may stand anywhere before `--`."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    found = flag in arguments[:end]
    arguments[:end] = [argument for argument in arguments[:end] if argument != flag]
    return found


def take_language(arguments: list[str]) -> str | None:
    """Take `--lang nl` or `--lang=nl` from anywhere before `--`."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for index, argument in enumerate(arguments[:end]):
        if argument == "--lang" and index + 1 < end:
            code = arguments[index + 1]
            del arguments[index : index + 2]
            return _language(code)
        if argument.startswith("--lang="):
            del arguments[index]
            return _language(argument.removeprefix("--lang="))
    return None


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise UsageError(message=translate("--lang: expected en or nl, found '{found}'").format(found=code))
    return code
