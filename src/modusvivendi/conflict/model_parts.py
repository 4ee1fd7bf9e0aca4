"""The parts that a model file is made of: mappings, lists, texts, formulas and names of options, checked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from modusvivendi.conflict.decision_maker import Note
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.language import Names, parse
from modusvivendi.conflict.model_keys import KEYS, NOTE
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.conflict.yaml_text import Plain
from modusvivendi.errors import FormulaError, nearest

T = TypeVar("T")

_COMMA = "within brackets a comma ends a formula: put the formula into quotation marks"


class PartsReader:
    """Checks and converts parts of a model; every method takes what stands at ``path``, and ``path``."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.names = Names({})
        self.warnings: list[str] = []

    def mapping(self, plain: Plain, path: ModelPath, what: str | None = None) -> dict[str, Any]:
        """Read a mapping; what it is (``what``) decides on the keys it may have."""
        if plain is None:
            return {}
        if not isinstance(plain, dict):
            keys = f" with {', '.join(KEYS[what])}" if what is not None else ""
            self.places.fail(
                f"{what or path[-1]} is {shape_of(plain)}", *path, hint=f"a mapping{keys} was expected"
            )
        if what is not None:
            for key in plain:
                if key not in KEYS[what]:
                    hint = nearest(key, KEYS[what], 1) or f"known are {', '.join(KEYS[what])}"
                    if self.cut_by_comma(key, path):
                        hint = _COMMA
                    self.places.fail(f"{what} has no key {key}", *path, key, hint=hint, key=True)
        return plain

    def items(
        self, plain: Plain, path: ModelPath, read: Callable[[Plain, ModelPath], T], one: bool = False
    ) -> tuple[T, ...]:
        """Read a list, each item by ``read``; ``one``: a single item may stand for a list of it."""
        if plain is None:
            return ()
        if not isinstance(plain, list):
            if one and not isinstance(plain, dict):
                return (read(plain, path),)
            self.places.fail(f"{path[-1]} is {shape_of(plain)}", *path, hint="a list was expected")
        return tuple(read(item, (*path, number)) for number, item in enumerate(plain))

    def text(self, plain: Plain, path: ModelPath) -> str:
        """Read a text that has to be there."""
        if plain is None:
            self.places.fail("something is missing here", *path, hint="a text was expected")
        if not isinstance(plain, str):
            self.places.fail(f"{_named(path)} is {shape_of(plain)}", *path, hint="a text was expected")
        return plain

    def optional(self, plain: dict[str, Any], key: str, path: ModelPath) -> str | None:
        """Read the text under a key; None where there is none."""
        return self.text(plain[key], (*path, key)) if plain.get(key) is not None else None

    def texts(self, plain: dict[str, Any], key: str, path: ModelPath) -> tuple[str, ...]:
        """Read the texts under a key; one may stand for a list of it."""
        return self.items(plain.get(key), (*path, key), self.text, one=True)

    def cut_by_comma(self, text: str, path: ModelPath) -> bool:
        """Whether ``text`` is part of a formula with commas that brackets around it have taken apart."""
        positions = self.places.positions
        in_brackets = positions is not None and path not in positions.blocks
        return in_brackets and text.count("(") != text.count(")")

    def choice(self, plain: dict[str, Any], keys: Collection[str], path: ModelPath, what: str) -> None:
        """Refuse a mapping that has several of some keys."""
        given = [key for key in keys if key in plain]
        if len(given) > 1:
            self.places.fail(
                f"{what} has both {given[0]} and {given[1]}",
                *path,
                given[1],
                hint="give one of them",
                key=True,
            )

    def note(self, plain: dict[str, Any], path: ModelPath) -> Note:
        """Read what something rests on."""
        return Note(
            self.texts(plain, "evidence", path), *(self.optional(plain, key, path) for key in NOTE[1:])
        )

    def formula(self, plain: Plain, path: ModelPath, decision_maker: str | None = None) -> Formula:
        """Read a formula, in which a decision maker may name its own options bare."""
        text = self.text(plain, path)
        try:
            return parse(text, self.names, decision_maker)
        except FormulaError as error:
            if self.cut_by_comma(text, path[:-1]):
                error = FormulaError(error.message, line=error.line, column=error.column, hint=_COMMA)
            self.places.fail_inside(error, text, *path)

    def option(self, plain: Plain, path: ModelPath, decision_maker: str | None = None) -> str:
        """Read the name of an option, and give it in full."""
        text = self.text(plain, path)
        try:
            return self.names.option(text, decision_maker).name
        except FormulaError as error:
            self.places.fail(error.message, *path, hint=error.hint)


def shape_of(plain: Plain) -> str:
    """Say what something is instead of what was expected."""
    if plain is None:
        return "empty"
    return {dict: "a mapping", list: "a list"}.get(type(plain), f"the text {plain!r}"[:60])


def _named(path: ModelPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the model")
