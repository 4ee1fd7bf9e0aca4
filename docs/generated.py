"""Write the reference pages of the site from the code: commands, settings, errors, fields, public API.

``python docs/generated.py`` writes them to ``docs/reference``; building the site does so by itself. They are not
kept in the repository. A field or setting that ``reference/meanings.yaml`` does not explain stops the writing.
"""

# ruff: noqa: E501 - sentences stand as they are read

from __future__ import annotations

import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from ruamel.yaml import YAML

import modusvivendi as mv
from modusvivendi.brief import contents
from modusvivendi.cli.app import app
from modusvivendi.conflict.model_keys import KEYS
from modusvivendi.errors import ModusError

HERE = Path(__file__).parent
PACKAGE = Path(mv.__file__).parent


def meanings() -> dict[str, Any]:
    """Give what fields and settings mean."""
    found: dict[str, Any] = YAML(typ="safe").load(HERE / "reference" / "meanings.yaml")
    return found


def meaning(known: dict[str, Any], *path: str) -> str:
    """Look up what something means.

    Raises
    ------
    KeyError
        If nobody has said so.
    """
    found: Any = known
    for key in path:
        if key not in found:
            raise KeyError(f"docs/reference/meanings.yaml does not explain {' / '.join(path)}")
        found = found[key]
    return escaped(str(found))


# -- commands --


def commands() -> Iterator[tuple[str, Any]]:
    """Give every command by its full name, those of groups too."""
    yield from _under("modus", typer.main.get_command(app))


def _under(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    subcommands = getattr(command, "commands", None)
    if subcommands is None:
        yield name, command
        return
    for key, found in subcommands.items():
        yield from _under(f"{name} {key}", found)


def commands_page() -> str:
    """Give the reference of the command line."""
    parts = [
        "# Commands",
        "Data goes to stdout, talk and progress to stderr. Exit codes: 0 done; 1 the input could not be used, "
        "and nothing is half-written; 2 wrong usage. `modus --version` shows the version; every command has "
        "`--help`.",
    ]
    for name, command in commands():
        parts += [f"## {name}", *_command(name, command)]
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    usage = " ".join([name, *(_metavar(p) for p in arguments)])
    yield f"```sh\n{usage}{' [OPTIONS]' if options else ''}\n```"
    help_, _, example = (command.help or "").partition("Example:")
    yield escaped(" ".join(help_.split()))
    for told in re.split(r"Example:", example):
        if told.strip():
            yield f"```sh\n{' '.join(told.split())}\n```"
    rows = [(f"`{_metavar(p)}`", escaped(getattr(p, "help", None) or "")) for p in arguments]
    rows += [(_option(p), escaped(_help(p))) for p in options]
    if rows:
        yield table(("argument or option", "meaning"), rows)


def _metavar(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _option(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    takes = "" if option.is_flag else f" {option.metavar or 'VALUE'}"
    return f"`{names}{takes}`"


def _help(option: Any) -> str:
    told = option.help or ""
    default = option.default
    if default not in (None, False, True, "", ()) and not option.multiple and not callable(default):
        told += f" (default: {default})"
    return told


# -- settings, errors, fields --


def variables() -> set[str]:
    """Give the names of the environment variables that the code asks for."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", text))
        found |= set(re.findall(r"\b(MODUS_[A-Z_]+)\b", text))
    return found


def settings_page() -> str:
    """Give the reference of the environment variables."""
    known = meanings()
    rows = [(f"`{name}`", meaning(known, "settings", name)) for name in sorted(variables())]
    return (
        "# Settings\n\nThe program has no configuration file: what a case needs stands in its folder. These "
        f"environment variables are asked for; all may be missing.\n\n{table(('variable', 'meaning'), rows)}\n"
    )


def errors() -> list[type[ModusError]]:
    """Give all errors that people see, general ones first."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "modusvivendi."):
        # Only the modules that define an error: importing all would load every optional package.
        place = PACKAGE.parent / (found.name.replace(".", os.sep) + ".py")
        if place.exists() and re.search(r"^class \w+\(\w*Error\):", place.read_text(encoding="utf-8"), re.M):
            import_module(found.name)
    return [ModusError, *_subclasses(ModusError)]


def _subclasses(kind: type[ModusError]) -> Iterator[type[ModusError]]:
    for found in kind.__subclasses__():
        if found.__module__.startswith("modusvivendi."):
            yield found
            yield from _subclasses(found)


def errors_page() -> str:
    """Give the reference of the errors."""
    rows = [
        (
            f"`{kind.__name__}`",
            f"`{kind.__mro__[1].__name__}`" if kind is not ModusError else "",
            escaped(" ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())),
        )
        for kind in errors()
    ]
    return (
        "# Errors\n\nWhat a person can put right is said in one line, with the file, the line and what to do about "
        "it; the command line then exits with 1. In Python it is raised as one of these, all under "
        "`modusvivendi.errors.ModusError`, with the attributes `message`, `file`, `line`, `column`, `hint`.\n\n"
        f"{table(('error', 'is a', 'meaning'), rows)}\n"
    )


def entries() -> dict[str, dict[str, Any]]:
    """Give the fields of what a brief says, by entry."""
    found = {}
    for name, kind in vars(contents).items():
        if inspect.isclass(kind) and issubclass(kind, contents.Entry) and kind is not contents.Entry:
            found[name] = {key: info.annotation for key, info in kind.model_fields.items()}
    return found


def fields_page() -> str:
    """Give the reference of the model file and of what commands print as JSON."""
    known = meanings()
    parts = [
        "# Fields",
        "Scripts can rely on what stands here: fields are added, not renamed or dropped. Offsets count Unicode code "
        "points of the report's text.",
        "## modus read --json",
        "JSON Lines, one statement a line.",
        table(("field", "meaning"), _rows({**known["read"], **known["read_only"]})),
        "## modus read --attributions --json",
        table(("field", "meaning"), _rows(known["attributions"])),
        "## modus solve --json",
        table(("field", "meaning"), _rows(known["solve"])),
        "## modus brief --json",
        "One object with the members of `Contents`; the other tables are of what these hold.",
    ]
    for name, types in entries().items():
        shared = known["read"] if name == "StatementEntry" else {}
        told = {name: {**shared, **known["brief"].get(name, {})}}
        rows = [(f"`{key}`", f"`{_type(kind)}`", meaning(told, name, key)) for key, kind in types.items()]
        parts += [
            f"### {name}",
            escaped(_first(vars(contents)[name])),
            table(("field", "type", "meaning"), rows),
        ]
    parts += ["## The model file, conflict.yaml", "[What a model file looks like](../formats.md)."]
    for name, keys in KEYS.items():
        rows = [(f"`{key}`", meaning(known, "model", name, key)) for key in keys]
        parts += [f"### {name[:1].upper()}{name[1:]}", table(("key", "meaning"), rows)]
    return "\n\n".join(parts) + "\n"


def _rows(known: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"`{key}`", escaped(text)) for key, text in known.items()]


def _first(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split()).replace("``", "`")


def _type(kind: Any) -> str:
    text = kind.__name__ if inspect.isclass(kind) and not hasattr(kind, "__args__") else str(kind)
    text = re.sub(r"modusvivendi\.brief\.contents\.|typing\.", "", text)
    return (
        re.sub(r"tuple\[(.+), \.\.\.\]", r"list of \1", text)
        .replace("NoneType", "null")
        .replace("None", "null")
    )


# -- the API --


def api_page() -> str:
    """Give the reference of the public functions and types, for Sphinx to fill in."""
    parts = [
        "# Python",
        "`import modusvivendi as mv` gives what stands here, in the order in which data flows through it.",
    ]
    for name in mv.__all__:
        if name == "__version__":
            continue
        found = getattr(mv, name)
        kind = "autoclass" if inspect.isclass(found) else "autofunction"
        members = "\n   :members:\n" if inspect.isclass(found) else "\n"
        path = f"{found.__module__}.{found.__qualname__}"
        parts.append(f"## mv.{name}\n\n```{{eval-rst}}\n.. {kind}:: {path}{members}```")
    return "\n\n".join(parts) + "\n"


# -- writing --


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Give a table in Markdown."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, tuple("---" for _ in head), *rows)]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is, but for what stands in backticks."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        part.replace("|", "\\|") if n % 2 else re.sub(r"([\\*_<>\[\]|#{}$])", r"\\\1", part)
        for n, part in enumerate(parts)
    )


PAGES = {
    "commands": commands_page,
    "fields": fields_page,
    "settings": settings_page,
    "errors": errors_page,
    "api": api_page,
}


def write(folder: Path = HERE / "reference") -> list[Path]:
    """Write the pages, those that have changed only."""
    written = []
    for name, page in PAGES.items():
        path, text = folder / f"{name}.md", page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    write()
