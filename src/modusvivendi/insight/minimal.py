"""All smallest sets of changes that do something: by a solver that learns from what does not work.

This is the implicit hitting set approach (Davies & Bacchus, "Solving MaxSAT by solving a sequence of simpler
SAT instances", CP 2011; Liffiton, Previti, Malik & Marques-Silva, "Fast, flexible MUS enumeration",
Constraints 21, 2016): a MaxSAT solver proposes a smallest set that nothing known rules out; where it does not
do, the reason becomes a clause that every set that does has to satisfy.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

Clause = Sequence[int]
"""Numbers of changes, counted from 1, at least one of which has to be made; negative: not made."""

MOST_TRIES = 20_000
"""Proposals after which the search gives up."""


@dataclass(frozen=True)
class MinimalSets:
    """Sets of changes, none of which contains another.

    Attributes
    ----------
    sets
        Numbers of changes, counted from 1, ascending; smaller sets first.
    complete
        Whether these are all up to the size asked for.
    tries
        How many sets were proposed.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool
    tries: int


def minimal_sets(
    reasons: Callable[[frozenset[int]], Iterable[Clause]],
    clauses: Iterable[Clause] = (),
    *,
    auxiliary: Container[int] = (),
    most: int,
    limit: int,
    tries: int = MOST_TRIES,
) -> MinimalSets:
    """Find all sets of changes that do, and of which no proper subset does.

    Parameters
    ----------
    reasons
        Called with a set of changes. Gives no clause if the set does; else clauses that this set violates and
        that every set that does satisfies. Changes it mentions need not have been mentioned before.
    clauses
        What every set has to satisfy.
    auxiliary
        Numbers in clauses that are no changes and cost nothing.
    most
        Sets of more changes than this are not looked for.
    limit
        How many sets are looked for.
    tries
        How many proposals are made at most.

    Returns
    -------
    MinimalSets

    Examples
    --------
    At least one of 1 and 2, and at least one of 2 and 3:

    >>> minimal_sets(lambda chosen: [], [[1, 2], [2, 3]], most=3, limit=10).sets
    ((2,), (1, 3))
    """
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    found: list[tuple[int, ...]] = []
    known: set[int] = set()
    tried = 0

    def new(clause: Clause) -> list[int]:
        changes = dict.fromkeys(abs(number) for number in clause if abs(number) not in auxiliary)
        fresh = [number for number in changes if number not in known]
        known.update(fresh)
        return fresh

    formula = WCNF()
    for clause in clauses:
        formula.append(list(clause))
        for change in new(clause):
            formula.append([-change], weight=1)
    with RC2(formula) as solver:
        while tried < tries and len(found) < limit:
            model = solver.compute()
            if model is None or solver.cost > most:
                return MinimalSets(_sorted(found), True, tried)
            tried += 1
            chosen = tuple(number for number in model if number in known)
            learnt = list(reasons(frozenset(chosen)))
            for clause in learnt:
                for change in new(clause):
                    solver.add_clause([-change], weight=1)
                solver.add_clause(list(clause))
            if not learnt:
                found.append(chosen)
                # A set that contains this one is not minimal; if nothing has to change, there is no other.
                if not chosen:
                    return MinimalSets(((),), True, tried)
                solver.add_clause([-number for number in chosen])
        return MinimalSets(_sorted(found), False, tried)


def _sorted(found: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted((tuple(sorted(each)) for each in found), key=lambda each: (len(each), each)))
