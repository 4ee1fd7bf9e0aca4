"""What a GMCR+ file says and nothing here interprets: kept, so that it is still there when saved again.

Options and decision makers are told by name, so that everything survives edits of the model around it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, TypeVar

from modusvivendi.conflict.formula import Formula, Not, Option
from modusvivendi.conflict.places import ModelPath, Places
from modusvivendi.errors import nearest

T = TypeVar("T")

Condition = tuple[Formula, ...]
"""Options that are taken and, under ``not``, options that are not; empty, it is true in every state."""

Statement = Condition | tuple[Condition, ...]
"""A condition, or several of which one is to be true."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a GMCR+ file besides the conflict.

    Attributes
    ----------
    misperceptions
        By key of the decision maker, the conditions of the states it does not see.
    preferences
        By key of the decision maker, the statements that stand beside a ranking, which counts in their place.
    coalitions
        Keys of the members of each; every decision maker is in one of them. Empty where the file told none.
    keys
        Other keys of the file with their values, as in JSON.
    option_keys
        The same for options, by full name.
    decision_maker_keys
        The same for decision makers, by key.
    """

    misperceptions: Mapping[str, tuple[Condition, ...]] = field(default_factory=dict)
    preferences: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    coalitions: tuple[tuple[str, ...], ...] = ()
    keys: Mapping[str, Any] = field(default_factory=dict)
    option_keys: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decision_maker_keys: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is kept."""
        return any(getattr(self, part.name) for part in fields(self))

    def warnings(self) -> list[str]:
        """Say what is kept that could matter for what is computed."""
        found = [
            f"the misperceptions of {party} are kept but not used: it is taken to see all states"
            for party, conditions in self.misperceptions.items()
            if conditions
        ]
        together = [" + ".join(members) for members in self.coalitions if len(members) > 1]
        if together:
            listed = ", ".join(together)
            found.append(f"the coalitions ({listed}) are kept but not used: each decision maker acts alone")
        return found

    def check(self, names: Collection[str], options: Collection[str], places: Places) -> None:
        """Make sure that decision makers and options that are mentioned exist.

        Raises
        ------
        ConflictError
            Where one does not.
        """
        for part in ("misperceptions", "preferences", "decision_maker_keys"):
            for key in getattr(self, part):
                _known(key, "decision maker", names, places, "gmcr", part, key)
        for members in self.coalitions:
            for key in members:
                _known(key, "decision maker", names, places, "gmcr", "coalitions")
        for key in self.option_keys:
            _known(key, "option", options, places, "gmcr", "option_keys", key)
        for part in ("misperceptions", "preferences"):
            for party, statements in getattr(self, part).items():
                for literal in _literals(statements):
                    for name in literal.options():
                        _known(name, "option", options, places, "gmcr", part, party)


def _known(key: str, kind: str, known: Collection[str], places: Places, *path: str) -> None:
    if key not in known:
        article = "an" if kind[0] in "aeiou" else "a"
        places.fail(
            f"what is kept for GMCR+ names {article} {kind} {key} that there is not",
            *path,
            hint=nearest(key, known),
        )


def _literals(statements: Any) -> Iterator[Formula]:
    for part in statements:
        if isinstance(part, Formula):
            yield part
        else:
            yield from _literals(part)


# As a model file has it


def plain_kept(kept: Kept) -> dict[str, Any]:
    """Give what is kept as nested lists and mappings of texts."""

    def condition(literals: Condition) -> list[str]:
        return [str(literal) for literal in literals]

    def statement(given: Statement) -> Any:
        if all(isinstance(part, Formula) for part in given):
            return condition(given)  # type: ignore[arg-type]
        return {"any of": [condition(part) for part in given]}  # type: ignore[arg-type]

    plain: dict[str, Any] = {
        "misperceptions": {key: list(map(condition, each)) for key, each in kept.misperceptions.items()},
        "preferences": {key: list(map(statement, each)) for key, each in kept.preferences.items()},
        "coalitions": [list(members) for members in kept.coalitions],
        "keys": as_json(kept.keys) if kept.keys else None,
        "option_keys": {key: as_json(value) for key, value in kept.option_keys.items()},
        "decision_maker_keys": {key: as_json(value) for key, value in kept.decision_maker_keys.items()},
    }
    return {key: value for key, value in plain.items() if value}


def as_json(value: Any) -> str:
    """Write a value as one line of JSON, in ASCII only where it has characters no file can hold."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


class Reader(Protocol):
    """The reader of a model file, as far as it is needed here."""

    places: Places

    def mapping(self, plain: Any, path: ModelPath, what: str | None = None) -> dict[str, Any]:
        """Make sure that something is a mapping with the keys it can have."""

    def items(
        self, plain: Any, path: ModelPath, read: Callable[[Any, ModelPath], T], one: bool = False
    ) -> tuple[T, ...]:
        """Read each item of a list."""

    def text(self, plain: Any, path: ModelPath) -> str:
        """Make sure that something is a text."""

    def formula(self, plain: Any, path: ModelPath) -> Formula:
        """Read a formula."""


def kept_of(plain: Any, reader: Reader) -> Kept:
    """Read what :func:`plain_kept` gives, with the reader of the model file it stands in.

    Raises
    ------
    ConflictError
        Where it is of another shape, with its place.
    """
    path: ModelPath = ("gmcr",)
    model = reader.mapping(plain, path, "what is kept for GMCR+")

    def literal(plain: Any, at: ModelPath) -> Formula:
        formula = reader.formula(plain, at)
        if not isinstance(formula.operand if isinstance(formula, Not) else formula, Option):
            reader.places.fail(
                f"{formula} is no option", *at, hint="write A.x where it is taken, not A.x where not"
            )
        return formula

    def condition(plain: Any, at: ModelPath) -> Condition:
        if not isinstance(plain, list):
            reader.places.fail("a condition is a list of options", *at, hint="such as [A.x, not B.y]")
        return reader.items(plain, at, literal)

    def statement(plain: Any, at: ModelPath) -> Statement:
        if not isinstance(plain, dict):
            return condition(plain, at)
        compound = reader.mapping(plain, at, "a compound condition")
        members = reader.items(compound.get("any of"), (*at, "any of"), condition)
        if not members:
            reader.places.fail("a compound condition without members", *at)
        return members

    def values(plain: Any, at: ModelPath) -> dict[str, Any]:
        if plain is None:
            return {}
        try:
            found = json.loads(reader.text(plain, at))
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        reader.places.fail(f"{at[-1]} is no JSON object", *at, hint='such as \'{"comment": "..."}\'')

    def by_key(part: str, read: Callable[[Any, ModelPath], T]) -> dict[str, T]:
        at = (*path, part)
        return {key: read(value, (*at, key)) for key, value in reader.mapping(model.get(part), at).items()}

    return Kept(
        misperceptions=by_key("misperceptions", lambda given, at: reader.items(given, at, condition)),
        preferences=by_key("preferences", lambda given, at: reader.items(given, at, statement)),
        coalitions=reader.items(
            model.get("coalitions"),
            (*path, "coalitions"),
            lambda given, at: reader.items(given, at, reader.text, one=True),
        ),
        keys=values(model.get("keys"), (*path, "keys")),
        option_keys=by_key("option_keys", values),
        decision_maker_keys=by_key("decision_maker_keys", values),
    )
