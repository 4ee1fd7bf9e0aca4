"""All smallest sets of changes that do something: by a solver that learns from what does not work.

This is the implicit hitting set approach (Davies & Bacchus, "Solving MaxSAT by solving a sequence of simpler
SAT instances", CP 2011; Liffiton, Previti, Malik & Marques-Silva, "Fast, flexible MUS enumeration",
Constraints 21, 2016): a MaxSAT solver proposes a smallest set that nothing known rules out; where it does not
do, the reason becomes a clause that every set that does has to satisfy.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

Clause = Sequence[int]
"""Numbers of changes, counted from 1, at least one of which has to be made; negative: not made."""

MOST_TRIES = 20_000
"""Proposals after which the search gives up."""


EXCHANGED = 3000
"""Sets that are tried to find out which changes of a set can be exchanged."""

Group = tuple[int, ...]


@dataclass(frozen=True)
class MinimalSets:
    """Sets of changes, none of which contains another.

    Attributes
    ----------
    families
        Each a row of groups of changes, counted from 1. One change of each group makes a set; the first of
        each, the set that was found first. Smaller sets come first.
    complete
        Whether these are all up to the size asked for.
    tries
        How many sets were proposed.
    """

    families: tuple[tuple[Group, ...], ...]
    complete: bool
    tries: int

    @property
    def sets(self) -> tuple[tuple[int, ...], ...]:
        """All sets, changes ascending; smaller sets first."""
        every = {tuple(sorted(each)) for family in self.families for each in product(*family)}
        return tuple(sorted(every, key=lambda each: (len(each), each)))


def minimal_sets(
    reasons: Callable[[frozenset[int]], Iterable[Clause]],
    clauses: Iterable[Clause] = (),
    *,
    auxiliary: Container[int] = (),
    exchanging: Callable[[frozenset[int]], bool] | None = None,
    most: int,
    beyond: int | None = None,
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
    exchanging
        Tells whether a set does. If given, sets that differ only in changes that can be exchanged for each
        other are put together in families.
    most
        Sets of more changes than this are not looked for.
    beyond
        Nor sets of so many changes more than the smallest; None: any.
    limit
        How many families are looked for.
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

    search = _Found(exchanging)
    formula = WCNF()
    for clause in clauses:
        formula.append(list(clause))
        for change in search.fresh(clause, auxiliary):
            formula.append([-change], weight=1)
    tried, largest = 0, most
    with RC2(formula) as solver:
        while tried < tries and len(search.families) < limit:
            model = solver.compute()
            if model is None or solver.cost > largest:
                return MinimalSets(tuple(search.families), True, tried)
            tried += 1
            chosen = frozenset(number for number in model if number in search.known)
            learnt = list(reasons(chosen))
            for clause in learnt:
                for change in search.fresh(clause, auxiliary):
                    solver.add_clause([-change], weight=1)
                solver.add_clause(list(clause))
            if not learnt:
                # A set that contains one of these is not minimal.
                for numbers in search.add(chosen):
                    if not numbers:
                        return MinimalSets(((),), True, tried)
                    solver.add_clause([-number for number in numbers])
                if beyond is not None:
                    largest = min(largest, len(chosen) + beyond)
        return MinimalSets(tuple(search.families), False, tried)


class _Found:
    """The changes that have been mentioned, and the sets of them that do."""

    def __init__(self, exchanging: Callable[[frozenset[int]], bool] | None) -> None:
        self.exchanging = exchanging
        self.known: dict[int, None] = {}
        self.sets: list[frozenset[int]] = []
        self.families: list[tuple[Group, ...]] = []

    def fresh(self, clause: Clause, auxiliary: Container[int]) -> list[int]:
        """Note the changes a clause mentions, and give those not mentioned before."""
        changes = dict.fromkeys(abs(number) for number in clause if abs(number) not in auxiliary)
        new = [number for number in changes if number not in self.known]
        self.known.update(dict.fromkeys(new))
        return new

    def add(self, chosen: frozenset[int]) -> list[frozenset[int]]:
        """Add a set that does, and all that can be had from it by exchange; give these sets."""
        groups = [[change] for change in sorted(chosen)]
        if self.exchanging is not None:
            self._widen(groups, self.exchanging)
        family = tuple(map(tuple, groups))
        found = [frozenset(numbers) for numbers in product(*family)]
        self.families.append(family)
        self.sets += found
        return found

    def _widen(self, groups: list[list[int]], does: Callable[[frozenset[int]], bool]) -> None:
        """Put beside each change those that can be exchanged for it, whatever the other groups contribute."""
        left = EXCHANGED
        for group in groups:
            rest = [other for other in groups if other is not group]
            for change in sorted(self.known):
                if any(change in other for other in groups):
                    continue
                for others in product(*rest):
                    one = frozenset([change, *others])
                    left -= 1
                    if left < 0:
                        return
                    if any(other <= one for other in self.sets) or not does(one):
                        break
                else:
                    group.append(change)
