"""Who blocks an arrangement: who would leave it, where, for what, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, NoneOf, Not, Option
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN, needs_of
from modusvivendi.insight.blocked import Blocking, is_assumed
from modusvivendi.insight.blocks import Block, Leaving, Objection, Voice
from modusvivendi.insight.breaking import breaks
from modusvivendi.insight.grounds import Ground, ground
from modusvivendi.insight.interpretations import Ensemble, solve_interpretations
from modusvivendi.insight.needs import rule_of
from modusvivendi.insight.solving import stable_at
from modusvivendi.stability.ground import moves_of
from modusvivendi.statements import Stance, Statement

MOST_LOOKED_AT = 64
"""Interpretations in which it is asked who would leave, evenly spread where there are more."""


def blocking(
    conflict: Conflict,
    want: int | Iterable[str],
    *,
    ensemble: Ensemble | None = None,
    concept: str = "seq",
    statements: Mapping[str, Statement] | None = None,
) -> Blocking:
    """Find who blocks an arrangement.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    concept
        Under which somebody has to be unstable there to be said to leave.
    statements
        The statements of the record by id: those who object and have nothing to decide in the model are then
        told as well.

    Raises
    ------
    ConflictError
        If there is no such state, or in graph form.

    Examples
    --------
    >>> import textwrap
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open]}
    ...   B: {options: {pay: pay the toll}, preferences: [{formula: not A.open, evidence: [r-1a]}, not pay]}
    ... ''')
    >>> print(textwrap.fill(blocking(road, ["A.open", "B.pay"]).sentence, 105))
    B objects that A would open the road. Assumed, and not reported, is that B would leave it; no statement
    comes near it.
    """
    if conflict.graph is not None:
        raise ConflictError("who blocks what can be told of a model in option form only")
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=conflict.why_infeasible(code))
    ensemble = ensemble or solve_interpretations(conflict)
    place = conflict.codes.tolist().index(code)
    unstable = _unstable(ensemble, place, concept)
    found = []
    for left in breaks(ensemble, code, concept=concept, among=_telling(unstable)):
        first = ensemble.interpretations[left.interpretations[0]]
        ids = tuple(ensemble.interpretations[number].id for number in left.interpretations)
        why = ground(conflict, left.decision_maker, left.becomes, code, first)
        near = _near(conflict, why, code ^ left.becomes) if is_assumed(why) else ()
        found.append(Block(left.decision_maker, left.becomes, ids, why, near))
    leaving = _leaving(ensemble, unstable)
    order = {each.decision_maker: number for number, each in enumerate(leaving)}
    found.sort(key=lambda block: order[block.decision_maker])
    holding = np.any([ensemble.holds[key][:, place] for key in SHOWN if key in ensemble.holds], axis=0)
    return Blocking(
        conflict=conflict,
        code=code,
        blocks=tuple(found),
        leaving=leaving,
        objections=tuple(objections(conflict, frozenset(conflict.taken(code)))),
        holds_in=int(holding.sum()),
        looked_at=min(len(unstable), MOST_LOOKED_AT),
        solved=len(unstable),
        voices=tuple(voices(conflict, conflict.taken(code), statements or {})),
        statements=statements or {},
        unmet=tuple(_unmet(conflict, frozenset(conflict.taken(code)))),
    )


def _unstable(ensemble: Ensemble, place: int, concept: str) -> NDArray[np.bool_]:
    """Tell in which interpretations for whom a state is not stable, shape (M, n)."""
    conflict, every = ensemble.conflict, ensemble.interpretations
    if not conflict.is_ranked:
        known = [ensemble.analysis(number).stable(concept)[:, place] for number in range(len(every))]
        return ~np.stack(known)
    ranks = np.stack([conflict.ranks(interpretation) for interpretation in every])
    return ~stable_at(moves_of(conflict), ranks, concept, place)


def _leaving(ensemble: Ensemble, unstable: NDArray[np.bool_]) -> tuple[Leaving, ...]:
    """Say who would leave in how many interpretations, and on which answers that hangs.

    That a party would do its own part at all is told apart: all else is asked of the interpretations in
    which it would.
    """
    found = []
    for name, column in zip(ensemble.conflict.names, unstable.T, strict=True):
        if not column.any():
            continue
        always, _ = ({}, False) if column.all() else needs_of(ensemble, ~column)
        own = _own_part(ensemble, name, column)
        among = np.array([all(choice[key] == own[key] for key in own) for choice in ensemble.choices])
        if not (column & among).any():
            among = np.ones(len(column), dtype=bool)
        leaves, stays = column & among, ~column & among
        needs, enough = needs_of(ensemble, leaves, among)
        unless, whenever = needs_of(ensemble, stays, among) if stays.any() else ({}, False)
        if whenever and own.items() <= always.items():
            unless = {**own, **unless}
        else:
            unless = unless if whenever and not own else {}
        counted = (int(leaves.sum()), int(among.sum()))
        found.append(Leaving(name, int(column.sum()), needs, enough, unless, own, counted))
    return tuple(sorted(found, key=lambda each: (-each.times, each.decision_maker)))


MOSTLY = 0.75
"""Share of the interpretations with an answer in which a party leaves, from which that answer is why."""


def _own_part(ensemble: Ensemble, name: str, leaving: NDArray[np.bool_]) -> dict[str, str]:
    """Give the answers on what a party itself would do, judgements apart, without which it mostly leaves.

    So it does where it leaves with one answer only, or in most interpretations with it and fewer than half
    of the others; of the interpretations with such answers the same is asked again.
    """
    conflict = ensemble.conflict
    given = {
        question.id: np.array([choice[question.id] for choice in ensemble.choices])
        for question in conflict.questions
        if tuple(question.decision_makers) == (name,) and rule_of(conflict, question.text) != "assessment"
    }
    own: dict[str, str] = {}
    among = np.ones(len(leaving), dtype=bool)
    while leaving[among].any():
        more = {key: _staying(answers[among], leaving[among]) for key, answers in given.items()}
        found = {key: answer for key, answer in more.items() if answer is not None and key not in own}
        if not found:
            break
        own |= found
        among &= np.all([given[key] == answer for key, answer in found.items()], axis=0)
    return own


def _staying(given: NDArray[np.str_], leaving: NDArray[np.bool_]) -> str | None:
    """Give the answer of two with which a party stays, where it mostly leaves with the other; else None."""
    shares = {answer: float(leaving[given == answer].mean()) for answer in dict.fromkeys(given.tolist())}
    if len(shares) != 2:
        return None
    staying, going = sorted(shares, key=lambda answer: shares[answer])
    decides = shares[going] > 0 and shares[staying] == 0
    return staying if decides or (shares[going] >= MOSTLY and shares[staying] < 0.5) else None


def _telling(unstable: NDArray[np.bool_]) -> list[int]:
    """Give numbers of interpretations, evenly spread, among them one for each party that would leave."""
    firsts = {int(column.argmax()) for column in unstable.T if column.any()}
    spread = np.linspace(0, len(unstable) - 1, max(1, min(len(unstable), MOST_LOOKED_AT - len(firsts))))
    return sorted(firsts | set(spread.astype(int).tolist()))


MOST_NEAR = 4
"""Statements cited beside an assumption, of each party and move."""


def _near(conflict: Conflict, why: Ground, changed: int) -> tuple[str, ...]:
    """Give the statements nearest to an assumed preference over some options of a party, at most a few.

    First what the party is reported to hold that names such an option, then what it holds on what the
    assumption makes it depend on and on the same act of others; failing that, what is reported of the option.
    """
    dm = next(each for each in conflict.decision_makers if each.key == why.decision_maker)
    options = frozenset(conflict.taken(changed))
    on = frozenset(why.formula.options()) - options if why.formula is not None else frozenset()
    held = [each for each, _, _ in dm.every_statement() if each.evidence and not each.assumption]

    def about(some: frozenset[str]) -> list[str]:
        return [i for each in held if some & set(each.formula.options()) for i in each.evidence]

    acts = {option.rpartition(".")[2] for option in options}
    alike = frozenset(o for each in held for o in each.formula.options() if o.rpartition(".")[2] in acts)
    own = [*about(options), *about(on), *about(alike)]
    notes = [note for key, note in dm.option_notes.items() if f"{dm.key}.{key}" in options]
    return tuple(dict.fromkeys(own or [i for note in notes for i in note.evidence]))[:MOST_NEAR]


def objections(conflict: Conflict, taken: frozenset[str]) -> Iterable[Objection]:
    """Find what parties are reported, or assumed, not to want others to do, of what is taken in a state."""
    seen = set()
    for dm in conflict.decision_makers:
        for preference, _, _ in dm.every_statement():
            if not isinstance(preference.formula, Not | NoneOf):
                continue
            options = tuple(
                option
                for option in preference.formula.options()
                if option in taken and not option.startswith(f"{dm.key}.")
            )
            if options and (dm.key, options) not in seen:
                seen.add((dm.key, options))
                yield Objection(dm.key, options, preference)


def _unmet(conflict: Conflict, taken: frozenset[str]) -> Iterable[Objection]:
    """Find what parties are reported to demand of others and an arrangement does not have in it."""
    for dm in conflict.decision_makers:
        for preference, _, _ in dm.every_statement():
            asked = preference.formula
            if preference.rule != "demands" or not preference.evidence or not isinstance(asked, Option):
                continue
            if asked.name not in taken and asked.name not in dm.option_names:
                yield Objection(dm.key, (asked.name,), preference)


def voices(conflict: Conflict, taken: Iterable[str], statements: Mapping[str, Statement]) -> Iterable[Voice]:
    """Find, among the statements an option rests on, objections of those who are not in the model."""
    within = {name for dm in conflict.decision_makers for name in (dm.key, dm.name, *dm.members)}
    found: dict[str, dict[str, list[str]]] = {}
    for option in taken:
        dm = next(dm for dm in conflict.decision_makers if option in dm.option_names)
        note = dm.option_notes.get(option.removeprefix(f"{dm.key}."))
        for statement in (statements[i] for i in (note.evidence if note else ()) if i in statements):
            objects = statement.stance is Stance.OPPOSES and not (statement.act and statement.act.negated)
            if objects and statement.actor not in within:
                found.setdefault(statement.actor, {}).setdefault(option, []).append(statement.id)
    for actor, about in found.items():
        ids = dict.fromkeys(i for each in about.values() for i in each)
        yield Voice(actor, tuple(about), tuple(ids))
