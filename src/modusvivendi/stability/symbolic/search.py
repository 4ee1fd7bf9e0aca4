"""Nash equilibria of conflicts whose states cannot be listed: is there one, which are they, why none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from time import monotonic
from typing import TypeVar

import numpy as np

from modusvivendi.conflict import Conflict, Formula, parse
from modusvivendi.conflict.circuit import OutOfTime
from modusvivendi.conflict.interpretation import Interpretation
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability.analysis import solve
from modusvivendi.stability.concepts import concept as known_concept
from modusvivendi.stability.symbolic.hunt import Hunt, Progress
from modusvivendi.stability.symbolic.mover import Mover
from modusvivendi.stability.symbolic.result import SearchResult, Stopped, Witness

T = TypeVar("T")

_BLOCKING_FOR = 10.0
"""Seconds spent at most on finding out whose interests suffice to rule everything out."""


def search(
    conflict: Conflict,
    where: str | Formula | None = None,
    *,
    concept: str = "nash",
    interpretation: Interpretation | str | None = None,
    limit: int | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> SearchResult:
    """Find the Nash equilibria with a property, or prove that there is none, without listing states.

    What is found is exact. Conflicts of up to 62 options in which everybody's preferences are statements are
    searched with a SAT solver; others, with rankings or in graph form, have few states, which are listed.

    Parameters
    ----------
    conflict
        The conflict.
    where
        A formula, or its text with names in full, that must hold in the states; None: any will do.
    concept
        ``nash``; no other can be searched for.
    interpretation
        Which answers to the open questions and which circumstances to assume, or its id; None: first answers,
        no circumstance.
    limit
        Stop after so many states; None: find all. There may be very many.
    timeout
        Stop after so many seconds, and say so; None: never.
    progress
        Called with the number of candidates looked at and of states found so far.

    Raises
    ------
    FormulaError
        Where ``where`` does not parse or names something unknown.
    UnknownName
        Where the interpretation is none of the model's, or the concept not ``nash``.
    ValueError
        Where ``limit`` is below 1.

    Examples
    --------
    >>> from modusvivendi.conflict import Conflict
    >>> pact = Conflict.loads('''
    ... version: 1
    ... decision_makers:
    ...   East: {options: {open: open the border}, preferences: [open iff West.open]}
    ...   West: {options: {open: open the border}, preferences: [open iff East.open]}
    ... ''')
    >>> search(pact).taken
    [[], ['East.open', 'West.open']]
    >>> print(search(pact, "East.open xor West.open").sentence)
    There is no Nash equilibrium in which East.open xor West.open: from every feasible state like that East
    could improve by a move of its own.
    """
    if limit is not None and limit < 1:
        raise ValueError("a limit of at least 1 was expected")
    if known_concept(concept).key != "nash":
        hint = "modus solve finds the others where the states can be listed"
        raise UnknownName(f"the search knows Nash equilibria only, not {concept}", hint=hint)
    chosen = _chosen(conflict, interpretation)
    wanted = None if where is None else parse(str(where), conflict.vocabulary)
    until = None if timeout is None else monotonic() + timeout
    if not by_formulas(conflict):
        return _listed(conflict, wanted, chosen, limit)
    blocking: tuple[str, ...] = ()
    with (
        _movers(conflict, chosen) as movers,
        closing(Hunt(conflict, movers, wanted, chosen, progress)) as hunt,
    ):
        found, stopped = _collect(hunt.states(until), limit)
        rounds = hunt.rounds
        if stopped is None and not found:
            blocking = tuple(mover.key for mover in hunt.blocking(_earlier(until, _BLOCKING_FOR)))
    return SearchResult(conflict, wanted, chosen, tuple(sorted(found)), stopped, rounds, blocking)


def witness(
    conflict: Conflict,
    state: int | Iterable[str],
    *,
    interpretation: Interpretation | str | None = None,
) -> Witness:
    """Tell whether one state is a Nash equilibrium, and who would leave it for which other if not.

    Parameters
    ----------
    conflict
        The conflict.
    state
        Its code, or the options taken in it.
    interpretation
        Which answers and circumstances to assume, or its id; None: the base interpretation.

    Raises
    ------
    ConflictError
        Where the state is infeasible.
    FormulaError
        Where it names an option the conflict does not have.

    Examples
    --------
    >>> from modusvivendi.conflict import Conflict
    >>> pact = Conflict.loads('''
    ... version: 1
    ... decision_makers:
    ...   East: {options: {open: open the border}, preferences: [open iff West.open]}
    ...   West: {options: {open: open the border}, preferences: [open iff East.open]}
    ... ''')
    >>> print(witness(pact, ["East.open"]).sentence)
    This is no Nash equilibrium. East would improve by dropping East.open. West would improve by taking
    West.open.
    """
    code = state if isinstance(state, int) else conflict.code(state)
    reason = conflict.why_infeasible(code)
    if reason is not None:
        raise ConflictError(f"the state {conflict.describe(code)} is infeasible", hint=reason)
    chosen = _chosen(conflict, interpretation)
    improvements: dict[str, int] = {}
    if by_formulas(conflict):
        with _movers(conflict, chosen) as movers:
            for mover in movers:
                moves = mover.improvements(code)
                if moves is not None:
                    improvements[mover.key] = moves[0].applied(code)
    else:
        analysis = solve(conflict, "nash", chosen)
        for key in conflict.names:
            better = analysis.improvements(code, key)
            if len(better):
                improvements[key] = int(better[0])
    return Witness(conflict, code, chosen, improvements)


def by_formulas(conflict: Conflict) -> bool:
    """Tell whether all of a conflict is said by formulas: what is feasible, and what is preferred."""
    if conflict.graph is not None or conflict.has_rankings or not conflict.is_ranked:
        return False
    everything = not conflict.lists_states or len(conflict.codes) == 1 << len(conflict.options)
    return bool(conflict.infeasible) or everything


def _chosen(conflict: Conflict, interpretation: Interpretation | str | None) -> Interpretation:
    if isinstance(interpretation, Interpretation):
        return interpretation
    return conflict.interpretation(interpretation or "base")


@contextmanager
def _movers(conflict: Conflict, interpretation: Interpretation) -> Iterator[list[Mover]]:
    """Give the decision makers that could improve on any state, and let their solvers go afterwards."""
    movers = [Mover(conflict, dm, interpretation) for dm in conflict.decision_makers]
    try:
        yield [mover for mover in movers if mover.can_improve]
    finally:
        for mover in movers:
            mover.close()


def _earlier(until: float | None, seconds: float) -> float:
    """Give the time so many seconds from now, or an earlier one."""
    longest = monotonic() + seconds
    return longest if until is None else min(until, longest)


def _collect(states: Iterator[int], limit: int | None) -> tuple[list[int], Stopped | None]:
    """Take what is found until there is no more, or as far as allowed."""
    found: list[int] = []
    try:
        for code in states:
            found.append(code)
            if len(found) == limit:
                return found, "limit"
    except OutOfTime:
        return found, "time"
    return found, None


def _listed(
    conflict: Conflict, where: Formula | None, interpretation: Interpretation, limit: int | None
) -> SearchResult:
    """Search a conflict by listing its states."""
    stable = solve(conflict, "nash", interpretation).stable("nash")
    wanted = np.ones(len(conflict.codes), dtype=np.bool_)
    if where is not None:
        wanted = conflict.where(where, interpretation)
    found = conflict.codes[stable.all(axis=0) & wanted].tolist()
    stopped: Stopped | None = "limit" if limit is not None and len(found) > limit else None
    blocking: list[int] = []
    if not found:
        rows = range(len(conflict.names))
        blocking = _needed(rows, lambda some: not (stable[some].all(axis=0) & wanted).any())
    keys = tuple(conflict.names[row] for row in blocking)
    return SearchResult(conflict, where, interpretation, tuple(found[:limit]), stopped, 0, keys)


def _needed(some: Iterable[T], suffices: Callable[[list[T]], bool]) -> list[T]:
    """Leave out what is not needed for the rest to suffice."""
    kept = list(some)
    for one in list(kept):
        without = [other for other in kept if other is not one]
        if suffices(without):
            kept = without
    return kept
