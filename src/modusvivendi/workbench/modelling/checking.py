"""A formula or a file is checked while it is typed: by the parser that reads models, and by solving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from modusvivendi.conflict import Conflict, Formula, OpenPreference, Preference, parse
from modusvivendi.conflict.words import Words
from modusvivendi.errors import ConflictError, FormulaError, ModusError
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.modelling.effects import Effect, effect, states_of
from modusvivendi.workbench.modelling.plain import conflict_of

Compare = Callable[[Conflict, Conflict], Effect]


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
    working
        That is not known yet; whoever asks again in a moment is told.
    """

    error: ModusError | None = None
    around: str = ""
    canonical: str = ""
    words: str = ""
    true_in: int | None = None
    states: int | None = None
    effect: Effect | None = None
    working: bool = False

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


def check_formula(
    conflict: Conflict,
    text: str,
    party: str | None,
    changed: Callable[[Formula], Conflict] | None = None,
    compare: Compare = effect,
) -> Checked:
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
        Gives the model with it; None: it has no place there yet, as in a new question.
    compare
        Says what is different between two models; where it raises `StillWorking`, nobody knows yet.
    """
    try:
        formula = parse(text, conflict.vocabulary, party)
    except FormulaError as error:
        lines = text.split("\n")
        number = min(error.line or 1, len(lines))
        return Checked(error, around=lines[number - 1])
    found, true_in, working = None, None, False
    if changed is not None:
        try:
            found = compare(conflict, changed(formula))
        except StillWorking:
            working = True
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
        working=working,
    )


def _truths(conflict: Conflict, formula: Formula) -> Any:
    return formula.over(conflict.codes, conflict.bits)


def with_preference(
    conflict: Conflict, party: str, address: tuple[int, str | None, int], formula: Formula
) -> Conflict:
    """Give a model with a preference at an address: its place in the list, or its answer and place there.

    A place that is not there, such as -1, is the end.
    """
    makers = [
        replace(dm, preferences=_changed(dm.preferences, address, formula)) if dm.key == party else dm
        for dm in conflict.decision_makers
    ]
    return conflict.replace(decision_makers=makers, source=None)


def _changed(
    preferences: Sequence[Preference | OpenPreference],
    address: tuple[int, str | None, int],
    formula: Formula,
) -> tuple[Preference | OpenPreference, ...]:
    number, answer, item = address
    entries = list(preferences)
    if answer is None:
        _put(entries, number, Preference(formula))
        return tuple(entries)
    question = entries[number] if 0 <= number < len(entries) else None
    if isinstance(question, OpenPreference) and answer in question.answers:
        statements = list(question.answers[answer])
        _put(statements, item, Preference(formula))
        answers = {**question.answers, answer: tuple(statements)}
        entries[number] = replace(question, answers=answers)
    return tuple(entries)


def with_infeasible(conflict: Conflict, number: int, formula: Formula) -> Conflict:
    """Give a model in which states with a formula are left out, in place of others or beside them."""
    formulas = list(conflict.infeasible)
    _put(formulas, number, formula)
    return conflict.replace(infeasible=formulas, source=None)


def _put(entries: list[Any], place: int, entry: Any) -> None:
    if 0 <= place < len(entries):
        entries[place] = entry
    else:
        entries.append(entry)


def check_file(conflict: Conflict | None, text: str, compare: Compare = effect) -> Checked:
    """Check the text of a model's file, beside the model as it is (None: there is none that can be used)."""
    try:
        after = conflict_of(text)
    except ConflictError as error:
        lines = text.split("\n")
        around = lines[error.line - 1] if error.line and error.line <= len(lines) else ""
        return Checked(error, around=around)
    try:
        found = compare(conflict, after) if conflict is not None else None
    except StillWorking:
        return Checked(states=states_of(after), working=True)
    return Checked(states=states_of(after), effect=found)
