"""The help page of a command, in the chosen language and by group of options, without waiting for rich."""
# ruff: noqa: ANN401 - typer brings its own click, under a name that differs by version

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from klantprofielen.language import mark, translate

USAGE = mark("Usage: ")
OPTIONS = mark("Options")
ARGUMENTS = mark("Arguments")
COMMANDS = mark("Commands")
NO_COMMANDS: Mapping[str, str] = MappingProxyType({})
CLICK_TEXTS = (mark("Show this message and exit."),)
"""Texts that click brings itself; named here for the catalogue."""


def write_help(command: Any, ctx: Any, formatter: Any, commands: Mapping[str, str] = NO_COMMANDS) -> None:
    """Usage, what it does, arguments, options by group, commands (name and what it does), and the examples."""
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix=translate(USAGE))
    _write_text(formatter, command.help or "")
    sections = _sections(command.get_params(ctx))
    if commands:
        sections[COMMANDS] = [(name, translate(text)) for name, text in commands.items()]
    for title, rows in sections.items():
        with formatter.section(translate(title)):
            formatter.write_dl(rows)
    _write_text(formatter, command.epilog or "")


def _write_text(formatter: Any, text: str) -> None:
    if not text:
        return
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(translate(text))


def _sections(params: Iterable[Any]) -> dict[str, list[tuple[str, str]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for param in params:
        is_argument = param.param_type_name == "argument"
        title = ARGUMENTS if is_argument else (getattr(param, "rich_help_panel", None) or OPTIONS)
        sections.setdefault(title, []).append((_name(param), _description(param)))
    return sections


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(sorted(param.opts, key=len))
    return f"{names} {param.metavar}" if param.metavar else names


def _description(param: Any) -> str:
    text = translate(param.help or "")
    if not param.envvar:
        return text
    return f"{text} [{param.default}; {param.envvar}]"
