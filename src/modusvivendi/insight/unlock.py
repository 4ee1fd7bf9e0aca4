"""Unlock: the least that would make a wanted arrangement hold, and bring it within one step.

What people can do about an arrangement that does not hold: give up a position, meet a demand, strike a
bargain, give a guarantee, bind themselves, go first, find out. This finds the smallest sets of such steps
after which nobody would leave the arrangement, all of them up to a size, and says on what record each step
rests and for whom the arrangement still fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.errors import ConflictError
from modusvivendi.insight.candidates import KINDS, candidates
from modusvivendi.insight.editing import assumed, edited, guarantees
from modusvivendi.insight.edits import (
    Answer,
    Bargain,
    Commit,
    Edit,
    GiveUp,
    Guarantee,
    Hold,
    Meet,
    Obtain,
    Swap,
)
from modusvivendi.insight.interpretations import looked_at
from modusvivendi.insight.inverse import checked
from modusvivendi.insight.minimal import Clause, minimal_sets
from modusvivendi.insight.solving import stable_at
from modusvivendi.insight.trials import Trials
from modusvivendi.insight.unlocking import Unlock, Unlocking
from modusvivendi.stability.ground import moves_of

MOST_STEPS = 6
"""Steps in a set, where the least is looked for among all kinds of steps."""

MOST_TRIES = 120
"""Sets of steps that are tried then."""

MOST_ANSWERS = 16
"""Open questions answered, where the least is looked for among answers alone."""


def least(
    conflict: Conflict, want: int | Iterable[str], *, progress: Callable[[int, int], None] | None = None
) -> Unlock:
    """Find the least that makes an arrangement hold under SEQ, quickly: not everything is tried.

    It is looked for among all steps, a few sets of them; where none of these would do, among the answers to
    what is open. `unlock` looks for all ways of a size instead, which may take long.

    Parameters
    ----------
    conflict, want, progress
        As in `unlock`.

    Raises
    ------
    ConflictError, UnknownName
        As in `unlock`.
    """
    found = unlock(conflict, want, most=MOST_STEPS, limit=4, tries=MOST_TRIES, progress=progress)
    if found.ways:
        return found
    answers = ("answer", "circumstance")
    return unlock(conflict, want, kinds=answers, most=MOST_ANSWERS, limit=4, progress=progress)


def unlock(
    conflict: Conflict,
    want: int | Iterable[str],
    concept_key: str = "seq",
    *,
    reachable: bool = False,
    interpretation: Interpretation | str | None = None,
    kinds: Iterable[str] = KINDS,
    most: int = 5,
    beyond: int = 0,
    limit: int = 40,
    tries: int = 4000,
    progress: Callable[[int, int], None] | None = None,
) -> Unlock:
    """Find the smallest sets of steps that make an arrangement hold.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    concept_key
        Under which it is to be an equilibrium: one of ``nash, gmr, smr, seq``.
    reachable
        Whether it has to be one step away as well: from the status quo, or a state in which improvements from
        it stop, by a move of some parties together each of which likes it better.
    interpretation
        The one in which it is to hold; None: in every one, so that an open question that matters has to be
        answered. Where there are too many, a seeded sample is looked at.
    kinds
        Which kinds of steps to try; see :func:`modusvivendi.insight.candidates.candidates`.
    most
        Sets of more steps than this are not looked for.
    beyond
        Nor sets of so many steps more than the smallest.
    limit
        How many ways are looked for: sets that differ only in what would do instead count once.
    tries
        How many sets are tried at most.
    progress
        Called with how many sets have been tried, and how many are at most.

    Returns
    -------
    Unlock

    Raises
    ------
    ConflictError
        In graph form, where there is no such state, where states are too many, or where there is no status
        quo to come from.
    UnknownName
        If there is no such concept, interpretation or kind.

    Notes
    -----
    A solver proposes a smallest set of steps; where the arrangement fails after it, the reason (somebody's
    improvement, and that nothing deters it) tells which other steps could matter, and the solver learns that
    one of them is needed. What is found is verified by the engine on the changed model.

    Examples
    --------
    >>> two = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [not open, B.pay]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay iff A.open]}
    ... ''')
    >>> print(unlock(two, ["A.open", "B.pay"], "nash", kinds=["give up", "reorder"]).sentence)
    The least that would make it hold under Nash: A no longer rules out opening the road. It would then fail
    for nobody.
    """
    if conflict.graph is not None:
        raise ConflictError(
            "steps that unlock an arrangement need a model in option form",
            hint="inverse tells which preferences would have to change",
        )
    key = checked(conflict, concept_key)
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        reason = conflict.why_infeasible(code)
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=reason)
    if reachable and conflict.status_quo is None:
        raise ConflictError("the conflict has no status quo to come from", hint="give it one: status_quo: []")
    chosen = conflict.interpretation(interpretation) if isinstance(interpretation, str) else interpretation
    every = list(looked_at(conflict))
    exhaustive = len(every) == conflict.interpretation_count
    edits = candidates(conflict, code, chosen, first_steps=reachable, kinds=kinds)
    trials = Trials(
        conflict,
        code,
        key,
        edits,
        every if chosen is None else [chosen],
        closed=chosen is None and exhaustive,
        reachable=reachable,
    )
    found = minimal_sets(
        _counted(trials.reasons, tries, progress),
        trials.apart(),
        exchanging=trials.does,
        most=most,
        beyond=beyond,
        limit=limit,
        tries=tries,
    )
    ways = [_unlocking(trials, family, chosen, every) for family in found.families]
    return Unlock(
        conflict=conflict,
        code=code,
        concept=key,
        interpretation=chosen,
        reachable=reachable,
        ways=tuple(sorted(ways, key=lambda way: (len(way.edits), sum(map(_burden, way.edits))))),
        most=most,
        complete=found.complete,
        exhaustive=exhaustive,
        candidates=edits,
    )


_EASIER = (Answer, Obtain, Meet, GiveUp, Bargain, Guarantee, Hold, Commit, Swap)
"""Of steps or ways that rest on as much, what is shown first: to find out takes least."""


def _counted(
    reasons: Callable[[frozenset[int]], Iterable[Clause]],
    tries: int,
    progress: Callable[[int, int], None] | None,
) -> Callable[[frozenset[int]], Iterable[Clause]]:
    """Tell how often it is asked whether a set would do."""
    if progress is None:
        return reasons
    asked = count(1)

    def counting(chosen: frozenset[int]) -> Iterable[Clause]:
        progress(next(asked), tries)
        return reasons(chosen)

    return counting


def _burden(edit: Edit) -> int:
    return _EASIER.index(type(edit)) + (0 if edit.evidence else 50)


def _unlocking(
    trials: Trials,
    family: Sequence[Sequence[int]],
    chosen: Interpretation | None,
    every: Sequence[Interpretation],
) -> Unlocking:
    """Make the edits, and let the engine say where and for whom the arrangement fails after them."""
    conflict = trials.conflict
    groups = [
        sorted((trials.edits[number - 1] for number in group), key=_burden)
        for group in sorted(family, key=min)
    ]
    edits = sorted((group[0] for group in groups), key=trials.edits.index)
    after = edited(conflict, edits)
    code = after.code([*conflict.taken(trials.code), *guarantees(conflict, edits)])
    needed = [chosen] if chosen is not None else list(every)
    fails = {
        base.id: parties
        for base, parties in zip(every, _leaving(after, conflict, code, trials.key, every), strict=True)
        if parties
    }
    answered = {found.id: found for found in (assumed(conflict, base, edits) for base in needed)}
    for left in _leaving(after, conflict, code, trials.key, list(answered.values())):
        if left:
            raise AssertionError(f"the engine finds that {', '.join(left)} would leave")
    assumes = {
        **{edit.question.id: edit.answer for edit in edits if isinstance(edit, Answer)},
        **{edit.name: "yes" if edit.obtains else "no" for edit in edits if isinstance(edit, Obtain)},
    }
    instead = {id(group[0]): tuple(group[1:]) for group in groups}
    others = tuple(instead[id(edit)] for edit in edits)
    otherwise = tuple(
        _otherwise(trials, edit, after, code, list(answered.values())) if len(edits) > 1 else ()
        for edit in edits
    )
    found = Unlocking(tuple(edits), others, after, code, assumes, fails, len(every), otherwise)
    return _with_step(trials, found, assumed(conflict, needed[0], edits)) if trials.reachable else found


def _otherwise(
    trials: Trials, edit: Edit, after: Conflict, code: int, interpretations: Sequence[Interpretation]
) -> tuple[str, ...]:
    """Name who would leave in some interpretation if one answer or circumstance alone were another."""
    conflict = trials.conflict
    if isinstance(edit, Answer):
        instead: list[Edit] = [replace(edit, answer=a) for a in edit.question.answers if a != edit.answer]
    elif isinstance(edit, Obtain):
        instead = [replace(edit, obtains=not edit.obtains)]
    else:
        return ()
    other = {(made := assumed(conflict, base, [e])).id: made for base in interpretations for e in instead}
    leaving = _leaving(after, conflict, code, trials.key, list(other.values()))
    return tuple(dict.fromkeys(party for parties in leaving for party in parties))


def _with_step(trials: Trials, found: Unlocking, interpretation: Interpretation) -> Unlocking:
    """Add from where one step leads to the arrangement, and whose, in an interpretation."""
    world = trials.worlds.after(found.edits)
    assert world is not None
    reached = trials.reached(world, trials.worlds.moves(world, found.edits, interpretation))
    assert reached is not None
    movers = tuple(found.conflict.names[row] for row in reached.rows)
    return replace(found, start=int(world.codes[reached.start]), movers=movers)


def _leaving(
    after: Conflict, before: Conflict, code: int, key: str, interpretations: Sequence[Interpretation]
) -> list[tuple[str, ...]]:
    """Name for each interpretation, of the model before edits, who would leave a state of that after them."""
    ids = {question.text: question.id for question in after.questions}
    place = after.position(code)
    ranks = []
    for found in interpretations:
        answers = {ids[q.text]: found.answers[q.id] for q in before.questions if q.text in ids}
        ranks.append(after.ranks(replace(found, answers=answers)))
    assert place is not None
    stable = stable_at(moves_of(after), np.stack(ranks), key, place)
    return [tuple(name for name, stays in zip(after.names, row, strict=True) if not stays) for row in stable]
