"""A formula or a file is checked while it is typed: by the parser that reads models, and by solving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from modusvivendi.conflict import Conflict, Formula, parse, read_conflict
from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError, FormulaError, ModusError
from modusvivendi.workbench.modelling.effects import Effect, effect, states_of


@dataclass(frozen=True)
class Checked:
    """What is to be said of a formula or a file.

    Attributes
    ----------
    error
        What is wrong with it; then nothing else is known.
    around
        The line that the error is in.
    canonical, words
        The formula as models are written, and as a clause that goes after "that".
    true_in
        In how many of the feasible states it is true.
    states
        How many there are; None: too many to be listed.
    effect
        What the change would do.
    """

    error: ModusError | None = None
    around: str = ""
    canonical: str = ""
    words: str = ""
    true_in: int | None = None
    states: int | None = None
    effect: Effect | None = None

    def record(self) -> dict[str, Any]:
        """Give it as JSON data."""
        error = self.error
        told = error and {name: getattr(error, name) for name in ("message", "line", "column", "hint")}
        return {
            "ok": error is None,
            "error": told,
            "formula": self.canonical or None,
            "words": self.words or None,
            "true_in": self.true_in,
            "states": self.states,
            "effect": vars(self.effect) if self.effect else None,
        }


def check_formula(conflict: Conflict, text: str, party: str | None, changed: str | None = None) -> Checked:
    """Check a formula.

    Parameters
    ----------
    conflict
        The model as it is.
    text
        The formula.
    party
        Whose own options may be written bare; None: nobody's.
    changed
        The model's file as it would be with it; None: not known.
    """
    try:
        formula = parse(text, conflict.vocabulary, party)
    except FormulaError as error:
        lines = text.split("\n")
        number = min(error.line or 1, len(lines))
        return Checked(error, around=lines[number - 1])
    found, true_in = None, None
    if changed is not None:
        try:
            found = effect(conflict, read_conflict(changed, "conflict.yaml"))
        except ConflictError as error:
            return Checked(ConflictError(error.message, hint=error.hint))
    if conflict.lists_states and not formula.circumstances():
        true_in = int(np.count_nonzero(_truths(conflict, formula)))
    return Checked(
        canonical=formula.write(party),
        words=Words(conflict).formula(formula),
        true_in=true_in,
        states=states_of(conflict),
        effect=found,
    )


def _truths(conflict: Conflict, formula: Formula) -> Any:
    return formula.over(conflict.codes, conflict.bits)


def check_file(conflict: Conflict | None, text: str) -> Checked:
    """Check the text of a model's file, beside the model as it is (None: there is none that can be used)."""
    try:
        after = read_conflict(text, "conflict.yaml")
    except ConflictError as error:
        lines = text.split("\n")
        around = lines[error.line - 1] if error.line and error.line <= len(lines) else ""
        return Checked(error, around=around)
    return Checked(states=states_of(after), effect=effect(conflict, after) if conflict is not None else None)
