"""YAML as nested lists and mappings of texts, with the place of every part.

Scalars stay as written (``NO`` is Norway, ``1.10`` is not 1.1); an empty one is None. Aliases, tags and
several documents in one file are refused: models do not need them, and aliases can make a small file expand
without bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any, NoReturn

from modusvivendi.conflict.places import ModelPath, Positions
from modusvivendi.errors import ConflictError
from modusvivendi.giving_way import give_way

Plain = dict[str, Any] | list[Any] | str | None
"""What a YAML text holds."""

MAX_DEPTH = 30
"""How deeply lists and mappings may be nested; a model needs fewer than ten levels."""

MOST_KEPT = 100_000
"""Characters of texts of which many are kept that were read just before; of longer ones only the last few."""


def read_yaml(text: str, file: str | None = None) -> tuple[Plain, Positions]:
    r"""Read a YAML text.

    Parameters
    ----------
    text
        The text.
    file
        What to call it in errors.

    Returns
    -------
    tuple
        What it holds, and where.

    Raises
    ------
    ConflictError
        Where it is no YAML or uses what models do not need.

    Examples
    --------
    >>> plain, positions = read_yaml("China:\n  options: {troops: send some}")
    >>> plain, positions.values["China", "options", "troops"]
    ({'China': {'options': {'troops': 'send some'}}}, (2, 21))
    """
    found = _read if len(text) <= MOST_KEPT else _read_long
    try:
        plain, positions = found(text)
    except ConflictError as error:
        raise ConflictError(
            error.message, file=file, line=error.line, column=error.column, hint=error.hint
        ) from None
    return deepcopy(plain), positions


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[Plain, Positions]:
    """Read a text; the last ones are kept, since changing a text reads it several times."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    reading = _Reading(text)
    try:
        return reading.document(YAML(typ="safe", pure=True).parse(text)), reading.positions
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
        problem = str(error.problem or error.context or "it does not parse")
        raise ConflictError(
            f"this is not YAML: {problem.strip()}",
            line=line,
            column=column,
            hint=_advice(text, line, problem),
        ) from None
    except YAMLError as error:
        # The only kind without a mark: a character YAML does not allow, at a position in the text.
        position = min(getattr(error, "position", None) or 0, len(text))
        reading.fail_at(position, "this is not YAML: it has a character that texts do not have")
    except (ValueError, OverflowError):
        # Escapes such as "\U99999999" are only found out when the character is made.
        line = next((n for n, line in enumerate(text.splitlines(), 1) if "\\U" in line), 1)
        raise ConflictError(
            "this is not YAML: it has an escape for a character that does not exist",
            line=line,
            column=1,
        ) from None


_read_long = lru_cache(maxsize=2)(_read.__wrapped__)


def _advice(text: str, line: int | None, problem: str) -> str | None:
    """Name the usual cause of an error on ``line``, where there is one."""
    lines = text.splitlines()
    shown = lines[line - 1] if line is not None and line <= len(lines) else ""
    stripped = shown.lstrip(" -")
    value = stripped.partition(": ")[2] or stripped
    if "unexpected end of stream" in problem or "'<stream end>'" in problem:
        return "the file ends in the middle: is it complete?"
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in problem:
        return "indent with spaces, not tabs"
    if value.lstrip().startswith('"') and not problem.startswith("while scanning a quoted"):
        return (
            """put a formula that begins with a quoted name into single quotes: '"United Kingdom".troops'"""
        )
    if "mapping values are not allowed" in problem:
        return 'check the indentation, and put text that contains ": " into quotation marks'
    return None


class _Reading:
    """Turns the parser's events into plain lists and mappings."""

    def __init__(self, text: str) -> None:
        self.positions = Positions(text=text)

    def fail_at(self, offset: int, message: str) -> NoReturn:
        text = self.positions.text
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        raise ConflictError(message, line=line, column=column)

    def fail(self, event: Any, message: str, hint: str | None = None) -> NoReturn:
        mark = event.start_mark
        raise ConflictError(message, line=mark.line + 1, column=mark.column + 1, hint=hint)

    def document(self, events: Iterator[Any]) -> Plain:
        from ruamel.yaml.events import DocumentEndEvent, DocumentStartEvent, StreamEndEvent, StreamStartEvent

        plain: Plain = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fail(event, "a second document begins here", "a model file is one document")
            elif not isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                plain = self.node(event, events, ())
        return plain

    def node(self, event: Any, events: Iterator[Any], path: ModelPath) -> Plain:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

        if isinstance(event, AliasEvent):
            self.fail(event, "models do not use aliases", "write it out, or quote text that begins with *")
        if getattr(event, "tag", None) not in (None, "!"):
            self.fail(event, f"models do not use tags such as {event.tag}", "quote text that begins with !")
        if len(path) > MAX_DEPTH:
            self.fail(event, "lists are nested too deeply")
        self.positions.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        start, end = event.start_mark.index, event.end_mark.index
        plain: Plain
        if isinstance(event, ScalarEvent):
            style = event.style or ""
            self.positions.scalars[path] = (start, end, style)
            plain = None if not style and event.value in {"", "~", "null"} else str(event.value)
            if style in {"|", ">"}:  # what is empty below it does not belong to it
                end = start + len(self.positions.text[start:end].rstrip(" \t\n"))
        else:
            plain, last = (self.mapping if isinstance(event, MappingStartEvent) else self.sequence)(
                events, path
            )
            if event.flow_style:
                end = last
            else:  # the parser lets a block end where the next thing begins
                self.positions.blocks.add(path)
                end = max((self.positions.spans[*path, part][1] for part in _parts(plain)), default=start)
        self.positions.spans[path] = (start, end)
        return plain

    def sequence(self, events: Iterator[Any], path: ModelPath) -> tuple[list[Any], int]:
        from ruamel.yaml.events import SequenceEndEvent

        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self.node(event, events, (*path, len(items))))
        return items, event.end_mark.index

    def mapping(self, events: Iterator[Any], path: ModelPath) -> tuple[dict[str, Any], int]:
        from ruamel.yaml.events import MappingEndEvent, ScalarEvent

        pairs: dict[str, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            if not isinstance(event, ScalarEvent) or not event.value:
                self.fail(event, "a key is missing here, or is no plain text")
            key = str(event.value)
            at = (*path, key)
            if key in pairs:
                first = self.positions.keys[at][0]
                self.fail(event, f"{key} is given twice", f"the first is on line {first}")
            self.positions.keys[at] = (event.start_mark.line + 1, event.start_mark.column + 1)
            self.positions.key_spans[at] = (event.start_mark.index, event.end_mark.index)
            give_way()
            pairs[key] = self.node(next(events), events, at)
        return pairs, event.end_mark.index


def _parts(plain: Plain) -> Iterable[str | int]:
    return plain if isinstance(plain, dict) else range(len(plain or ()))
