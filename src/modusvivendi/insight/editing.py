"""Making edits of a model: what a party's preferences are after them, and the model as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import (
    Conflict,
    DecisionMaker,
    If,
    Interpretation,
    OpenPreference,
    Option,
    Preference,
)
from modusvivendi.conflict.prioritisation import dense
from modusvivendi.insight.edits import Adoption, Answer, Commit, Edit, GiveUp, Guarantee, Hold, Obtain, Swap

GUARANTOR = "Guarantor"
"""The third party that gives guarantees; underscores are added where the model has one of that name."""


def assumed(conflict: Conflict, base: Interpretation, edits: Iterable[Edit]) -> Interpretation:
    """Give an interpretation in which questions are answered and circumstances are as edits have it."""
    answers, circumstances = dict(base.answers), dict(base.circumstances)
    for edit in edits:
        if isinstance(edit, Answer):
            answers[edit.question.id] = edit.answer
        elif isinstance(edit, Obtain):
            circumstances[edit.name] = edit.obtains
    if answers == base.answers and circumstances == base.circumstances:
        return base
    parts = [f"{key}={answer}" for key, answer in answers.items()]
    parts += [f"c{k}={'yes' if value else 'no'}" for k, value in enumerate(circumstances.values(), start=1)]
    return conflict.interpretation(",".join(parts))


def guarantees(conflict: Conflict, edits: Iterable[Edit]) -> dict[str, Guarantee]:
    """Give the guarantees among edits, by the full name of the new option."""
    key = GUARANTOR
    while key in conflict.names:
        key += "_"
    return {f"{key}.{edit.to}": edit for edit in edits if isinstance(edit, Guarantee)}


def entries(dm: DecisionMaker, edits: Iterable[Edit]) -> list[Preference | OpenPreference]:
    """Give a decision maker's list of preferences after edits, what it adopts aside."""
    found: list[Preference | OpenPreference | None] = list(dm.preferences)
    own = [edit for edit in edits if edit.party == dm.key]
    for edit in own:
        if isinstance(edit, Swap):
            found[edit.first], found[edit.second] = edit.lower, edit.upper
    place = {id(entry): number for number, entry in enumerate(found)}
    dropped: dict[int, set[tuple[str, int]]] = {}
    for edit in own:
        if isinstance(edit, GiveUp) and edit.answer is None:
            found[edit.position] = None
        elif isinstance(edit, GiveUp) and edit.answer is not None:
            dropped.setdefault(edit.position, set()).add((edit.answer, edit.number))
    for position, gone in dropped.items():
        entry = dm.preferences[position]
        assert isinstance(entry, OpenPreference)
        answers: Mapping[str, tuple[Preference, ...]] = {
            answer: tuple(p for number, p in enumerate(statements) if (answer, number) not in gone)
            for answer, statements in entry.answers.items()
        }
        found[place[id(entry)]] = replace(entry, answers=answers)
    return [entry for entry in found if entry is not None]


def adopted(conflict: Conflict, key: str, edits: Iterable[Edit]) -> list[Preference]:
    """Give what a decision maker adopts, the most important first."""
    found = []
    for edit in edits:
        if isinstance(edit, Adoption) and edit.decision_maker == key:
            why = None if edit.cited else "what it would take"
            found.append(Preference(edit.formula, evidence=edit.cited, assumption=why))
    for option, guarantee in guarantees(conflict, edits).items():
        if guarantee.to == key:
            formula = If(guarantee.part, Option(option))
            found.append(Preference(formula, assumption="what it would take"))
    return found


def edited(conflict: Conflict, edits: Iterable[Edit]) -> Conflict:
    """Give the model with edits made; answers to questions and circumstances are for interpretations.

    Parameters
    ----------
    conflict
        In option form.
    edits
        Of which no two touch the same thing.
    """
    edits = list(edits)
    given = guarantees(conflict, edits)
    makers: list[DecisionMaker] = []
    ranks: dict[str, NDArray[np.int32]] = {}
    codes = conflict.codes
    for number in range(len(given)):
        codes = np.concatenate([codes, codes | np.int64(1 << len(conflict.options) + number)])
    bits = conflict.bits | {option: len(conflict.options) + k for k, option in enumerate(given)}
    for dm in conflict.decision_makers:
        new = adopted(conflict, dm.key, edits)
        row = conflict.given_ranks(dm.key)
        if row is None:
            makers.append(replace(dm, preferences=(*new, *entries(dm, edits))))
            continue
        finer = np.tile(row.astype(np.int64), 1 << len(given))
        for preference in reversed(new):
            finer = dense(finer + preference.formula.over(codes, bits) * (int(finer.max()) + 1)).astype(
                np.int64
            )
        ranks[dm.key] = finer.astype(np.int32)
        makers.append(replace(dm, ranking=None))
    if given:
        makers.append(_guarantor(conflict, given))
    changes: dict[str, object] = {"decision_makers": makers, "ranks": ranks}
    if given and not conflict.infeasible:
        changes["codes"] = codes
    committed = [edit for edit in edits if isinstance(edit, Commit)]
    if committed:
        one_way = {edit.option: "forward" if edit.taken else "back" for edit in committed}
        changes["irreversible"] = {**conflict.irreversible, **one_way}
    held = [edit.option for edit in committed if isinstance(edit, Hold)]
    if held and conflict.status_quo is not None:
        changes["status_quo"] = [*conflict.taken(conflict.status_quo), *held]
    return conflict.replace(**changes)


def _guarantor(conflict: Conflict, given: Mapping[str, Guarantee]) -> DecisionMaker:
    """Make the third party: it is willing to give each guarantee."""
    key = next(iter(given)).partition(".")[0]
    names = {dm.key: dm.name for dm in conflict.decision_makers}
    options = {g.to: f"give {names[g.to]} a guarantee" for g in given.values()}
    willing = tuple(Preference(Option(option), assumption="it would be given") for option in given)
    return DecisionMaker(key, options, name="a guarantor", preferences=willing)
