"""Coalitions: which states several decision makers would leave together, and which equilibria they upset.

A coalition moves by legal sequences of moves of its members and improves on a state where the end of the
sequence is better for every member; states on the way may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.coalition_explanation import CoalitionExplanation, explained
from modusvivendi.stability.coalition_search import Group, Search
from modusvivendi.stability.concepts import COALITION, Concept
from modusvivendi.stability.ground import moves_of
from modusvivendi.stability.lattice import Bool, Int64, Lattice
from modusvivendi.stability.reach import closure, product, sequences, single

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_STATES = 8192
"""Coalitions are worked out with tables of states by states."""

ANSWERS = ("any", "structure")
"""Whose joint improvements can be answers; see :func:`solve_coalitions`."""

MOST_DECISION_MAKERS = 12
"""Up to how many decision makers all coalitions are listed."""


@dataclass(frozen=True, eq=False)
class CoalitionAnalysis:
    """What :func:`solve_coalitions` found.

    Parameters
    ----------
    conflict, interpretation
        What was solved.
    coalitions
        Keys of the members of each, in the order of the rows of the tables.
    concepts
        Keys of the concepts, in the order asked for.
    verdicts
        For each concept a bool array of shape (number of coalitions, N).
    answers
        Who answers under ``cseq``: ``any`` or ``structure``, as for :func:`solve_coalitions`.
    """

    conflict: Conflict
    interpretation: Interpretation
    coalitions: tuple[tuple[str, ...], ...]
    concepts: tuple[str, ...]
    verdicts: Mapping[str, Bool]
    answers: str = "any"

    @property
    def variants(self) -> dict[str, str]:
        """Which reading of its definition each concept was computed by."""
        found = {key: COALITION[key].variant for key in self.concepts}
        if self.answers == "structure" and "cseq" in found:
            found["cseq"] = (
                "the other coalitions of the structure answer with improvements, none twice in a row"
            )
        return found

    def stable(self, concept: str) -> Bool:
        """Tell which states which coalition would not leave, bool, shape (number of coalitions, N).

        Raises
        ------
        UnknownName
            If the coalitions were not solved for ``concept``.
        """
        key = coalition_concept(concept).key
        if key not in self.verdicts:
            raise UnknownName(f"the coalitions were not solved for {key}")
        return self.verdicts[key]

    def equilibria(self, concept: str) -> Int64:
        """Give the codes of the states that none of these coalitions would leave, ascending."""
        found: Int64 = self.conflict.codes[self.stable(concept).all(axis=0)]
        return found

    def upset(self, code: int, concept: str) -> list[tuple[str, ...]]:
        """Name the coalitions that would leave a state.

        Raises
        ------
        ConflictError
            If there is no such state.
        """
        place = self.conflict.position(code)
        if place is None:
            raise ConflictError(f"there is no feasible state with the code {code}")
        return [
            members
            for members, stable in zip(self.coalitions, self.stable(concept)[:, place], strict=True)
            if not stable
        ]

    def explain(self, code: int, coalition: Iterable[str], concept: str) -> CoalitionExplanation:
        """Say why a coalition would or would not leave a state.

        Parameters
        ----------
        code
            Of a feasible state.
        coalition
            Keys of the members; it need not be one of :attr:`coalitions`.
        concept
            Any coalition concept; it need not be one of :attr:`concepts`.

        Returns
        -------
        CoalitionExplanation
            With its witness: a joint improvement nothing deters and a way to it, or for each joint
            improvement a shortest answer that deters it.

        Raises
        ------
        ConflictError
            If there is no such state.
        UnknownName
            If a member or the concept does not exist.

        Notes
        -----
        Looks at the states that can be reached from this one only, and for ``cseq`` at what every coalition
        of the others could do there.
        """
        place = self.conflict.position(code)
        if place is None:
            raise ConflictError(f"there is no feasible state with the code {code}")
        (group,) = _groups(self.conflict, [coalition])
        groups = [members for members in self._answering if not set(members) & set(group)]
        return explained(self.conflict, self._search, place, group, coalition_concept(concept).key, groups)

    @cached_property
    def _search(self) -> Search:
        return Search(moves_of(self.conflict), self.conflict.ranks(self.interpretation))

    @cached_property
    def _answering(self) -> list[Group]:
        if self.answers == "structure":
            return _groups(self.conflict, self.coalitions)
        return [group for group in subsets(range(len(self.conflict.names))) if group]

    def to_frame(self) -> DataFrame:
        """Give the verdicts as a pandas DataFrame, columns ``(concept, "A + B")``."""
        from modusvivendi.stability.frames import coalition_frame

        return coalition_frame(self)

    def _repr_html_(self) -> str:
        from modusvivendi.stability.frames import coalition_html

        return coalition_html(self)

    def __repr__(self) -> str:
        from modusvivendi.stability.frames import coalition_text

        return coalition_text(self)


def coalition_concept(key: str) -> Concept:
    """Give the coalition concept called ``key``; ``nash`` stands for ``cnash`` and so on.

    Raises
    ------
    UnknownName
        If there is none.
    """
    folded = key.strip().casefold()
    found = COALITION.get(folded) or COALITION.get(f"c{folded}")
    if found is None:
        hint = nearest(key, COALITION) or f"they are {', '.join(COALITION)}"
        raise UnknownName(f"there is no coalition concept called {key!r}", hint=hint)
    return found


def solve_coalitions(
    conflict: Conflict,
    coalitions: Iterable[Iterable[str]] | None = None,
    concepts: Iterable[str] = tuple(COALITION),
    interpretation: Interpretation | str | None = None,
    *,
    structure: Iterable[Iterable[str]] | None = None,
    answers: str = "any",
) -> CoalitionAnalysis:
    """Find the states that coalitions would not leave.

    Parameters
    ----------
    conflict
        In option form or graph form, of at most 8,192 states.
    coalitions
        Members of each, by key. None: those of the structure, where one is given, or all, from single
        decision makers to everybody.
    concepts
        Any of ``cnash, cgmr, csmr, cseq``.
    interpretation
        As for :func:`modusvivendi.stability.solve`.
    structure
        In place of ``coalitions``, who stands with whom: every decision maker in one of them, those not named
        each alone.
    answers
        Which joint improvements of the others count as answers under ``cseq``, where definitions differ.
        ``any``: those of every decision maker and every coalition outside the one that moves (Inohara &
        Hipel). ``structure``: those of the coalitions of the structure only, whose members do not act apart.
        The other concepts let the others do what they can, so that for them it makes no difference.

    Returns
    -------
    CoalitionAnalysis

    Raises
    ------
    ConflictError
        If there are too many states, or too many decision makers to list all coalitions; or a decision maker
        stands twice in the structure.
    UnknownName
        If a member, concept or interpretation does not exist, ``answers`` is neither, or asks for a structure
        and there is none.

    Notes
    -----
    O(N^3) for each coalition, by multiplication of tables. For a coalition of one, ``cnash``, ``cgmr`` and
    ``csmr`` are Nash, GMR and SMR; ``cseq`` is not SEQ, as the others may answer together.

    References
    ----------
    Kilgour, Hipel, Fang & Peng, "Coalition analysis in group decision support", Group Decision and
    Negotiation 10 (2001): improvements. Inohara & Hipel, "Coalition analysis in the graph model for
    conflict resolution", Systems Engineering 11 (2008): the four concepts. Xu, Hipel, Kilgour & Fang,
    *Conflict Resolution Using the Graph Model*, Springer 2018, ch. 8.

    Examples
    --------
    In the Prisoner's Dilemma both together would leave the Nash equilibrium:

    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> found = solve_coalitions(dilemma)
    >>> found.upset(0, "cnash"), found.equilibria("cseq").tolist()
    ([('A', 'B')], [3])
    """
    keys = tuple(dict.fromkeys(coalition_concept(name).key for name in concepts))
    if len(conflict.codes) > MOST_STATES:
        raise ConflictError(
            f"coalitions can be worked out for {MOST_STATES:,} states at most, not {len(conflict.codes):,}",
            hint="exclude states by infeasibility, or drop options",
        )
    if structure is not None:
        coalitions = whole_structure(conflict, structure)
    groups = _groups(conflict, coalitions)
    if answers not in ANSWERS:
        raise UnknownName(
            f"there are no answers called {answers!r}", hint=f"they are {' and '.join(ANSWERS)}"
        )
    if answers == "structure" and structure is None:
        raise UnknownName("for answers by the structure there has to be one", hint="give structure")
    if not isinstance(interpretation, Interpretation):
        interpretation = conflict.interpretation(interpretation or "base")
    if conflict.unknown is not None:
        hint = "what coalitions do then is not worked out here; leave out unknown pairs or take them as equal"
        raise ConflictError(conflict.unknown, hint=hint)
    answering = groups if answers == "structure" else None
    prefers = preferring(conflict, interpretation)
    tables = Tables(moves_of(conflict), prefers, transitive=conflict.is_ranked, answering=answering)
    verdicts = {key: np.ones((len(groups), len(conflict.codes)), dtype=np.bool_) for key in keys}
    for row, group in enumerate(groups):
        for key, stable in tables.stable(group, keys).items():
            verdicts[key][row] = stable
    named = tuple(tuple(conflict.names[i] for i in group) for group in groups)
    return CoalitionAnalysis(conflict, interpretation, named, keys, verdicts, answers)


def explain_coalition(
    conflict: Conflict,
    code: int,
    coalition: Iterable[str],
    concept: str,
    interpretation: Interpretation | str | None = None,
) -> CoalitionExplanation:
    """Say why a coalition would or would not leave a state, without solving for all states first.

    The parameters are those of :func:`solve_coalitions` and of :meth:`CoalitionAnalysis.explain`, which this
    is otherwise like; there may be any number of states. Any of the others may answer.

    Raises
    ------
    ConflictError
        If there is no such state.
    UnknownName
        If a member, the concept or the interpretation does not exist.
    """
    if not isinstance(interpretation, Interpretation):
        interpretation = conflict.interpretation(interpretation or "base")
    return CoalitionAnalysis(conflict, interpretation, (), (), {}).explain(code, coalition, concept)


def preferring(conflict: Conflict, interpretation: Interpretation) -> Callable[[int], Bool]:
    """Give what tells of a decision maker which states it prefers to which."""
    if not conflict.is_ranked:
        compared = conflict.compared(interpretation)
        return lambda i: compared[i] > 0
    ranks = conflict.ranks(interpretation)
    return lambda i: ranks[i][None, :] > ranks[i][:, None]


def whole_structure(conflict: Conflict, structure: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Complete a coalition structure: who is not named stands alone.

    Raises
    ------
    ConflictError
        If a decision maker is in two coalitions.
    UnknownName
        If a member does not exist.

    Examples
    --------
    >>> three = Conflict.from_ranks({"A": [], "B": [], "C": []}, {"A": [0], "B": [0], "C": [0]})
    >>> whole_structure(three, [["C", "A"]])
    [('A', 'C'), ('B',)]
    """
    groups = _groups(conflict, structure)
    named = [i for group in groups for i in group]
    for i in named:
        if named.count(i) > 1:
            raise ConflictError(f"{conflict.names[i]} is in two coalitions of the structure")
    groups += [(i,) for i in range(len(conflict.names)) if i not in named]
    return [tuple(conflict.names[i] for i in group) for group in sorted(groups)]


def _groups(conflict: Conflict, coalitions: Iterable[Iterable[str]] | None) -> list[Group]:
    names = conflict.names
    if coalitions is None:
        if len(names) > MOST_DECISION_MAKERS:
            raise ConflictError(
                f"{len(names)} decision makers have {2 ** len(names) - 1:,} coalitions, too many to list",
                hint="name the coalitions that matter",
            )
        return [group for group in subsets(range(len(names))) if group]
    groups = []
    for members in coalitions:
        group = []
        for name in [members] if isinstance(members, str) else members:
            if name not in names:
                hint = nearest(name, names) or f"there are {', '.join(names)}"
                raise UnknownName(f"there is no decision maker called {name!r}", hint=hint)
            group.append(names.index(name))
        if not group:
            raise UnknownName("a coalition has at least one member")
        groups.append(tuple(sorted(set(group))))
    return groups


def subsets(members: Sequence[int]) -> Iterator[Group]:
    """Give all subsets, smaller ones first, the empty one included."""
    return chain.from_iterable(combinations(members, size) for size in range(len(members) + 1))


class Tables:
    """States by states: who can reach what, and what is better for all members of a coalition.

    Parameters
    ----------
    moves
        In option form or graph form.
    prefers
        Gives for a decision maker a table that tells at [s, t] whether it prefers t to s.
    transitive
        Whether everybody's preferences are a ranking.
    answering
        The coalitions whose joint improvements are credible answers; None: all.
    """

    def __init__(
        self,
        moves: Lattice | Arcs,
        prefers: Callable[[int], Bool],
        *,
        transitive: bool,
        answering: Sequence[Group] | None = None,
    ) -> None:
        self.moves = moves
        self.prefers = prefers
        self.transitive = transitive
        self.answering = answering
        self.n, self.states = moves.decision_makers, moves.states
        self._single: dict[int, Bool] = {}
        self._reach: dict[Group, Bool] = {}

    def stable(self, group: Group, keys: Sequence[str]) -> dict[str, Bool]:
        """Tell which states the coalition would not leave, bool, shape (N,), for each concept."""
        rest = tuple(i for i in range(self.n) if i not in group)
        better = self.better(group)
        improvements = self.reach(group) & better
        found: dict[str, Bool] = {}
        for key in keys:
            if key == "cnash" or not improvements.any():
                found[key] = np.asarray(~improvements.any(axis=1))
                continue
            # deterred[t, s]: at t the others could bring about a state that deters leaving s.
            harmful = ~better.T
            if key == "csmr":
                harmful &= ~product(self.reach(group), better.T)
            answers = self.credible(rest) if key == "cseq" else self.reach(rest)
            deterred = product(answers, harmful)
            found[key] = np.asarray(~(improvements & ~deterred.T).any(axis=1))
        return found

    def better(self, group: Sequence[int]) -> Bool:
        """Tell at [s, t] whether every member prefers t to s."""
        found = np.ones((self.states, self.states), dtype=np.bool_)
        for i in group:
            found &= self.prefers(i)
        return found

    def single(self, i: int) -> Bool:
        """Tell at [s, t] whether decision maker i can move from s to t."""
        if i not in self._single:
            self._single[i] = single(self.moves, i)
        return self._single[i]

    def reach(self, group: Group) -> Bool:
        """Tell at [s, t] whether the members can reach t from s by a legal sequence of moves."""
        if group not in self._reach:
            if isinstance(self.moves, Arcs):
                table = sequences([self.single(i) for i in group], self.states)
            else:
                # Moves in option form are transitive, so that nobody needs to move twice in a row.
                table = np.zeros((self.states, self.states), dtype=np.bool_)
                for i in group:
                    table |= self.single(i)
                table = closure(table)
            self._reach[group] = table
        return self._reach[group]

    def credible(self, rest: Group) -> Bool:
        """Tell at [s, t] whether t can be reached from s by improvements of coalitions among ``rest``.

        Each coalition improves on the state it moves from, and none moves twice in a row.
        """
        groups = [group for group in subsets(rest) if group] if self.answering is None else self.answering
        steps = (self.reach(group) & self.better(group) for group in groups if set(group) <= set(rest))
        if isinstance(self.moves, Arcs) or not self.transitive:
            return sequences(list(steps), self.states)
        table = np.zeros((self.states, self.states), dtype=np.bool_)
        for step in steps:
            table |= step
        return closure(table)
