"""JSON with checked keys, and the place of a part when an error needs it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from math import isinf
from typing import Any, NoReturn

from modusvivendi.conflict.places import ModelPath, Places, Positions
from modusvivendi.errors import ConflictError

_LARGEST_SEARCHED = 300_000
"""Characters of a file in which the place of an error is looked for; more would take too long."""


def read_json(text: str, file: str | None = None) -> dict[str, Any]:
    """Read a JSON object.

    Raises
    ------
    ConflictError
        Where it is no JSON or no object, gives a key twice, or has numbers that are none.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
            raise ConflictError(f"{twice!r} is given twice in one object", file=file, line=1, column=1)
        return found

    def constant(name: str) -> NoReturn:
        raise ConflictError(f"{name} is no number", file=file, line=1, column=1)

    def finite(digits: str) -> float:
        number = float(digits)
        if isinf(number):
            raise ConflictError(f"the number {digits[:20]} is too large", file=file, line=1, column=1)
        return number

    try:
        found = json.loads(text, object_pairs_hook=unique, parse_constant=constant, parse_float=finite)
    except json.JSONDecodeError as error:
        hint = "the file ends in the middle: is it complete?" if error.pos >= len(text.rstrip()) else None
        raise ConflictError(
            f"this is not JSON: {error.msg}", file=file, line=error.lineno, column=error.colno, hint=hint
        ) from None
    except (ValueError, RecursionError):
        raise ConflictError(
            "this is not JSON that can be read",
            file=file,
            line=1,
            column=1,
            hint="it nests or counts too far",
        ) from None
    if not isinstance(found, dict):
        raise ConflictError("this JSON is no object", file=file, line=1, column=1)
    return found


class JsonParts:
    """Takes parts out of a JSON object, checking their types.

    Parameters
    ----------
    text
        The file's text.
    file
        What to call it in errors.
    """

    def __init__(self, text: str, file: str | None) -> None:
        self._text = text
        self.file = file
        self.places = Places(file, self.positions)

    def positions(self) -> Positions | None:
        """Find the places of all parts; JSON is YAML."""
        from modusvivendi.conflict.yaml_text import read_yaml

        if len(self._text) > _LARGEST_SEARCHED:
            return Positions()
        try:
            return read_yaml(self._text)[1]
        except ConflictError:
            return Positions()

    def mapping(self, value: object, path: ModelPath) -> dict[str, Any]:
        """Make sure that ``value`` is an object."""
        if not isinstance(value, dict):
            self.places.fail(f"{_named(path)} is {shown(value)}", *path, hint="an object was expected")
        return value

    def items(self, value: object, path: ModelPath) -> list[Any]:
        """Make sure that ``value`` is an array; null is an empty one."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.places.fail(f"{_named(path)} is {shown(value)}", *path, hint="an array was expected")
        return value

    def text_at(self, value: object, path: ModelPath) -> str:
        """Make sure that ``value`` is a text."""
        if not isinstance(value, str):
            self.places.fail(f"{_named(path)} is {shown(value)}", *path, hint="a text was expected")
        return value

    def number(self, value: object, path: ModelPath, count: int, what: str) -> int:
        """Make sure that ``value`` is the number, from 0, of one of ``count`` things."""
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < count:
            self.places.fail(
                f"{shown(value)} is not the number of {what}",
                *path,
                hint=f"they are numbered from 0 to {count - 1}" if count else "there are none",
            )
        return value


def shown(value: object) -> str:
    """Show a value in an error, in a few characters."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "an array"
    text = (
        json.dumps(value, ensure_ascii=False) if isinstance(value, str | int | float | None) else repr(value)
    )
    return text if len(text) <= 40 else text[:39] + "…"


def _named(path: ModelPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
