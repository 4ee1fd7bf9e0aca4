"""The parts of a model that people change, as the nested lists and mappings that its file holds.

They are those of `modusvivendi.conflict.writing.plain_model`: defaults filled in, every preference a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from modusvivendi.conflict import Conflict, Names, parse, read_conflict
from modusvivendi.conflict.formula import KEYWORDS
from modusvivendi.conflict.model_file import read_plain
from modusvivendi.conflict.writing import plain_model, write_model
from modusvivendi.errors import ConflictError, UnknownName, nearest

Plain = dict[str, Any]

MODEL_FILE = "conflict.yaml"
"""What a model's file is called in errors."""

_STOP_WORDS = frozenset("a an the to of in on for by with from at its their his her be is are and or".split())


@dataclass(frozen=True)
class Model:
    """A model under change.

    Attributes
    ----------
    plain
        What it says; changed in place.
    names
        What its formulas may name, as it was before the change.
    """

    plain: Plain
    names: Names

    def party(self, key: str) -> Plain:
        """Give a decision maker.

        Raises
        ------
        UnknownName
            There is none of that name.
        """
        parties: dict[str, Plain] = self.plain["decision_makers"]
        if key not in parties:
            raise UnknownName(f"there is no decision maker {key!r} any more", hint=nearest(key, parties))
        return parties[key]

    def option(self, party: str, key: str) -> Any:
        """Give an option: its label, or a mapping that has it.

        Raises
        ------
        UnknownName
            There is none of that name.
        """
        options = self.party(party).get("options", {})
        if key not in options:
            raise UnknownName(f"{party} has no option {key!r} any more", hint=nearest(key, options))
        return options[key]

    def checked(self, text: str, party: str | None = None) -> str:
        """Give a formula as models are written.

        Raises
        ------
        FormulaError
            It does not parse, or names something unknown; with line and column.
        """
        return parse(text, self.names, party).write(party)

    def lists(self) -> Iterator[tuple[str | None, list[Any]]]:
        """Give every list that formulas stand in, with whose it is; those of nobody exclude states."""
        for party, said in self.plain["decision_makers"].items():
            for entry in said.get("preferences", ()):
                if "question" in entry:
                    for statements in entry["answers"].values():
                        yield party, statements
            if "preferences" in said:
                yield party, said["preferences"]
        if "infeasible" in self.plain:
            yield None, self.plain["infeasible"]

    def mentions(self, entry: Any, party: str | None, names: Collection[str]) -> bool:
        """Tell whether an entry of a list is a formula that names one of some options or circumstances."""
        text = formula_of(entry)
        if text is None:
            return False
        formula = parse(text, self.names, party)
        return any(atom.name in names for atom in formula.atoms())


def formula_of(entry: Any) -> str | None:
    """Give the formula of an entry of a list; None where it is a question."""
    if isinstance(entry, str):
        return entry
    found: str | None = entry.get("formula")
    return found


def changed(text: str, change: Callable[[Model], None]) -> str:
    """Change a model's file; comments and layout of what does not change stay.

    Parameters
    ----------
    text
        The file.
    change
        What is done to it.

    Raises
    ------
    ConflictError
        If the file is no model, or would be none afterwards.
    """
    conflict = conflict_of(text)
    plain = deepcopy(plain_model(conflict))
    change(Model(plain, conflict.vocabulary))
    return write_model(_read_again(plain).replace(source=text))


@lru_cache(maxsize=16)
def conflict_of(text: str) -> Conflict:
    """Read a model's file; the last ones are kept, since a page asks for the same several times.

    Raises
    ------
    ConflictError
        If it is no model, with line and column.
    """
    return read_conflict(text, MODEL_FILE)


def _read_again(plain: Plain) -> Conflict:
    """Read a changed model, which stands in no file yet."""
    try:
        return read_plain({key: value for key, value in plain.items() if value != []})
    except ConflictError as error:
        raise ConflictError(
            f"so changed, the model could not be used: {error.message}", hint=error.hint
        ) from None


def label_of(entry: Any) -> str:
    """Give the words for an option or circumstance."""
    return str(entry["label"] if isinstance(entry, dict) else entry)


def with_label(entry: Any, label: str) -> Any:
    """Give an option or circumstance with other words."""
    return entry | {"label": label} if isinstance(entry, dict) else label


def key_for(label: str, taken: Collection[str]) -> str:
    """Make a short name for formulas out of words.

    Examples
    --------
    >>> key_for("accept a ceasefire in the north", {"accept_ceasefire"})
    'accept_ceasefire_north'
    >>> key_for("…", ())
    'option'
    """
    words = [word for word in re.findall(r"[^\W\d][\w-]*", label.lower()) if word not in _STOP_WORDS]
    for length in range(2, len(words) + 1):
        key = "_".join(words[:length])
        if key not in taken and key not in KEYWORDS:
            return key
    key, number = ("_".join(words) or "option"), 1
    base = key
    while key in taken or key in KEYWORDS:
        number += 1
        key = f"{base}_{number}"
    return key
