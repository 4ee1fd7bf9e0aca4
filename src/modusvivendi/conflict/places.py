"""Where the parts of a model stand in its file, so that every error says line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from modusvivendi.conflict.language import place_after
from modusvivendi.errors import ConflictError, FormulaError

ModelPath = tuple[str | int, ...]
"""Keys and list positions that lead to a part, such as ``("decision_makers", "China", "preferences", 0)``."""


@dataclass
class Positions:
    """Line and column, from 1, of every key and value of a file.

    Attributes
    ----------
    keys, values
        By path.
    scalars
        By path, where in ``text`` the raw scalar starts and ends, and its quotation mark or block sign.
    spans
        By path, where in ``text`` a value starts and ends, without what follows it on its last line.
    key_spans
        The same for keys.
    blocks
        Paths of the lists and mappings that are written line by line, not in brackets.
    text
        The file's text.
    """

    keys: dict[ModelPath, tuple[int, int]] = field(default_factory=dict)
    values: dict[ModelPath, tuple[int, int]] = field(default_factory=dict)
    scalars: dict[ModelPath, tuple[int, int, str]] = field(default_factory=dict)
    spans: dict[ModelPath, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[ModelPath, tuple[int, int]] = field(default_factory=dict)
    blocks: set[ModelPath] = field(default_factory=set)
    text: str = ""


class Places:
    """Raises errors about parts of a model, with the place in the file where the part stands.

    Parameters
    ----------
    file
        The file, as the user named it.
    positions
        Where its parts stand, or a function that finds out when an error needs to know. None: not known.
    path_in_file
        Turns the path of a part in a model file into the one in this file, where formats differ.
    """

    def __init__(
        self,
        file: str | None = None,
        positions: Positions | Callable[[], Positions | None] | None = None,
        path_in_file: Callable[[ModelPath], ModelPath] | None = None,
    ) -> None:
        self.file = file
        self._positions = positions
        self._path_in_file = path_in_file

    @property
    def positions(self) -> Positions | None:
        """Where the parts stand, as far as known."""
        if callable(self._positions):
            self._positions = self._positions()
        return self._positions

    def line(self, path: ModelPath) -> int | None:
        """Line on which the part at ``path`` stands, where known."""
        return self.locate(path)[0]

    def locate(self, path: ModelPath, *, key: bool = False) -> tuple[int | None, int | None]:
        """Line and column of a part, or of the nearest part around it that stands in the file.

        Parameters
        ----------
        path
            Leads to the part.
        key
            The key is meant, not the value.
        """
        positions = self.positions
        if positions is None:
            return None, None
        if self._path_in_file is not None:
            path = self._path_in_file(path)
        if key and path in positions.keys:
            return positions.keys[path]
        for length in range(len(path), -1, -1):
            place = positions.values.get(path[:length]) or positions.keys.get(path[:length])
            if place is not None:
                return place
        return 1, 1

    def fail(self, message: str, *path: str | int, hint: str | None = None, key: bool = False) -> NoReturn:
        """Raise a ConflictError about the part at ``path``, or about its key."""
        line, column = self.locate(path, key=key)
        raise ConflictError(message, file=self.file, line=line, column=column, hint=hint)

    def fail_inside(self, error: FormulaError, text: str, *path: str | int) -> NoReturn:
        """Raise the error of the formula ``text`` that stands at ``path``, at its place in the file.

        ``error`` has line and column within ``text``. The file holds the same characters but for white space
        (lines may be folded) and escapes, so the place is found by counting visible characters.
        """
        positions = self.positions
        line, column = self.locate(path)
        if positions is not None and path in positions.scalars and error.line is not None:
            start, end, style = positions.scalars[path]
            raw = positions.text[start:end]
            lines = text.split("\n")
            before = "".join(lines[: error.line - 1]) + lines[error.line - 1][: (error.column or 1) - 1]
            within = _raw_offset(raw, style, sum(not char.isspace() for char in before))
            line, column = place_after(positions.text, start + within)
        raise FormulaError(error.message, file=self.file, line=line, column=column, hint=error.hint) from None


def _raw_offset(raw: str, style: str, visible: int) -> int:
    """Find the place in a raw scalar that comes after so many visible characters of its value."""
    offset = 1 if style in {'"', "'"} else 0
    if style in {"|", ">"}:
        offset = raw.find("\n") + 1  # what follows the sign on its line is no content
    end = len(raw.rstrip()) if style not in {'"', "'"} else len(raw) - 1
    while offset < end:
        width = 1
        if (style == '"' and raw[offset] == "\\") or (style == "'" and raw[offset : offset + 2] == "''"):
            width = 2
        if not raw[offset].isspace():
            if visible == 0:
                break
            visible -= 1
        offset += width
    return min(offset, end)
