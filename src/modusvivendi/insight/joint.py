"""Inverse analysis of all preferences at once: the fewest comparisons, of anybody, that have to change.

Where others answer only to their own advantage (SEQ), a state may come to hold because somebody else's
preferences change: an answer becomes credible that deters who would leave. And changing one comparison of
states drags others along, as a ranking has to remain a ranking. So all comparisons of all parties are
variables here; what it takes for a state to hold is learnt clause by clause, and so is what makes a relation
a weak order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.grounds import Ground, evidence_of, ground
from modusvivendi.insight.inverse import Flip, FlipSet, checked
from modusvivendi.insight.minimal import Clause, minimal_sets
from modusvivendi.insight.sequences import Moves
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept, solve
from modusvivendi.stability.lattice import Bool, Int32

MOST_STATES = 32
"""Of a conflict all of whose comparisons may change."""

MOST_LEARNT = 400
"""Clauses about one party's ranking that are learnt at a time."""


@dataclass(frozen=True, eq=False)
class JointInverse:
    """Smallest changes to the preferences of all parties together that make a state hold.

    Attributes
    ----------
    analysis
        The conflict as it stands, solved for the concept.
    code, concept
        The state that is to hold, and the concept.
    sets
        Of flips, any one of which will do; the fewest flips first. Each is an ordered pair of states of
        which a party comes to prefer the first, or ceases to; coming to prefer what was liked less is two.
    complete
        Whether these are all up to the size asked for.
    """

    analysis: Analysis
    code: int
    concept: str
    sets: tuple[FlipSet, ...]
    complete: bool

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.analysis.conflict

    def ranks(self, flips: Iterable[Flip]) -> Int32:
        """Rank the states as the parties do after one of the sets of flips, int32, shape (n, N)."""
        return ranks_of(_flipped(self.analysis, flips))

    def grounds(self, flips: Iterable[Flip]) -> tuple[Ground, ...]:
        """Say on what preference the parties compare the states as they do now."""
        assumed = self.analysis.interpretation
        return tuple(ground(self.conflict, f.decision_maker, f.first, f.second, assumed) for f in flips)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which the comparisons rest that would change in the smallest set."""
        return evidence_of(self.grounds(self.sets[0])) if self.sets else ()

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        label = concept(self.concept).label
        if not self.sets:
            return f"No change of preferences that was tried makes it hold under {label}."
        if not self.sets[0]:
            return f"It holds under {label} as things are: no preference has to change."
        words = Words(self.conflict)
        who = dict.fromkeys(words.name(flip.decision_maker) for flip in self.sets[0])
        flips = count_words(len(self.sets[0]), "comparison")
        ways = f"; there are {count_words(len(self.sets), 'way')}" if len(self.sets) > 1 else ""
        return f"It would hold under {label} if {listed(who)} changed {flips} of states{ways}."

    def tables(self) -> tuple[Table, ...]:
        """Who would have to compare what differently."""
        words = Words(self.conflict)
        rows: list[Row] = []
        for number, flips in enumerate(self.sets, start=1):
            for flip, found in zip(flips, self.grounds(flips), strict=True):
                first, second = (self.conflict.describe(code) for code in (flip.first, flip.second))
                how = f"{'prefers' if flip.prefers else 'no longer prefers'} {first} to {second}"
                rows.append((number, words.name(flip.decision_maker), how, str(found.formula or "")))
        columns = (Column("set"), Column("party"), Column("comes to this"), Column("now decided by"))
        note = "one set is enough" + ("" if self.complete else "; there are more than are listed")
        title = f"What would have to change for {self.conflict.describe(self.code)} to hold"
        return (Table("joint", title, columns, (Section(tuple(rows)),), notes=(note,)),)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "taken": self.conflict.taken(self.code),
            "code": self.code,
            "concept": self.concept,
            "interpretation": self.analysis.interpretation.id,
            "complete": self.complete,
            "sets": [
                [
                    {
                        "decision_maker": f.decision_maker,
                        "first": f.first,
                        "second": f.second,
                        "prefers": f.prefers,
                    }
                    for f in flips
                ]
                for flips in self.sets
            ],
            "sentence": self.sentence,
            "statements": list(self.evidence),
        }


def joint_inverse(
    conflict: Conflict,
    state: int | Iterable[str],
    concept_key: str = "seq",
    *,
    interpretation: Interpretation | str | None = None,
    most: int = 8,
    limit: int = 20,
) -> JointInverse:
    """Find the smallest changes to all parties' rankings that make a state an equilibrium.

    Parameters
    ----------
    conflict
        In option form or graph form, of at most 32 states.
    state
        Its code, or in option form the full names of the options taken.
    concept_key
        One of ``nash, gmr, smr, seq``.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.
    most
        Sets of more flips than this are not looked for.
    limit
        How many sets are looked for.

    Returns
    -------
    JointInverse

    Raises
    ------
    ConflictError
        If there is no such state, or there are too many states.
    UnknownName
        If there is no such concept.

    Notes
    -----
    Exact: a set is found if after it every party's preferences are a ranking (with ties) under which the
    state is an equilibrium, and after none of its proper subsets that is so.

    Examples
    --------
    >>> chicken = Conflict.from_ranks(
    ...     options={"A": ["swerve"], "B": ["swerve"]},
    ...     ranks={"A": [1, 2, 4, 3], "B": [1, 4, 2, 3]},
    ... )
    >>> found = joint_inverse(chicken, 3, "nash")
    >>> [(flip.decision_maker, flip.first, flip.second) for flip in found.sets[0]]
    [('A', 2, 3), ('B', 1, 3)]
    """
    key = checked(conflict, concept_key)
    if len(conflict.codes) > MOST_STATES:
        raise ConflictError(
            f"all comparisons can be looked at for {MOST_STATES} states at most, not {len(conflict.codes):,}",
            hint="ask for each party alone",
        )
    code = state if isinstance(state, int) else conflict.code(state)
    here = conflict.position(code)
    if here is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible")
    analysis = solve(conflict, (key,), interpretation)
    learning = _Learning(analysis, here, key)
    found = minimal_sets(learning.reasons, auxiliary=learning.auxiliary, most=most, limit=limit)
    sets = tuple(tuple(learning.flip(number) for number in numbers) for numbers in found.sets)
    return JointInverse(analysis, code, key, sets, found.complete)


class _Learning:
    """Tells why a set of flips does not do, as clauses over flips.

    Flip ``1 + (i * N + a) * N + b`` changes whether decision maker ``i`` prefers the state at place ``a`` to
    the one at ``b``.
    """

    def __init__(self, analysis: Analysis, here: int, key: str) -> None:
        self.analysis, self.here, self.key = analysis, here, key
        self.now = preferred(analysis.ranks)
        self.n, self.states = len(analysis.names), len(analysis.codes)
        self.auxiliary: dict[int, None] = {}
        self._stands_for: dict[tuple[int, int], int] = {}

    def number(self, row: int, first: int, second: int) -> int:
        return 1 + (row * self.states + first) * self.states + second

    def flip(self, number: int) -> Flip:
        pair, second = divmod(number - 1, self.states)
        row, first = divmod(pair, self.states)
        first_code, second_code = (int(self.analysis.codes[place]) for place in (first, second))
        prefers = not bool(self.now[row, first, second])
        return Flip(self.analysis.names[row], first_code, second_code, prefers)

    def wants(self, row: int, first: int, second: int, prefers: bool) -> int:
        """Give the literal that says whether a decision maker prefers one state to another."""
        number = self.number(row, first, second)
        as_now = bool(self.now[row, first, second]) == prefers
        return -number if as_now else number

    def reasons(self, chosen: frozenset[int]) -> list[Clause]:
        relation = self.now.copy()
        for number in chosen:
            if number not in self.auxiliary:
                relation.reshape(-1)[number - 1] ^= True
        disordered = [clause for row in range(self.n) for clause in self._order(row, relation[row])]
        # What a state's holding needs is only asked of rankings: others have no best answer to speak of.
        return disordered or list(self._stability(relation))

    def _order(self, row: int, relation: Bool) -> Iterator[Clause]:
        """Say where a relation is no weak order: where it is not asymmetric or not negatively transitive."""
        learnt = 0
        for a, b in np.argwhere(relation & relation.T).tolist():
            if a <= b:
                yield [self.wants(row, a, b, False), self.wants(row, b, a, False)]
                learnt += 1
        not_preferred = ~relation
        between = not_preferred.astype(np.float32) @ not_preferred.astype(np.float32) > 0.5
        for a, c in np.argwhere(relation & between).tolist():
            for b in np.flatnonzero(not_preferred[a] & not_preferred[:, c]).tolist():
                yield [
                    self.wants(row, a, c, False),
                    self.wants(row, a, b, True),
                    self.wants(row, b, c, True),
                ]
                learnt += 1
            if learnt > MOST_LEARNT:
                return

    def _stability(self, relation: Bool) -> Iterator[Clause]:
        here = self.here
        moves = Moves.of(self.analysis.moves_of, ranks_of(relation))
        for row in range(self.n):
            others = [other for other in range(self.n) if other != row]
            for better in moves.improvements(row, here):
                stays = self.wants(row, better, here, False)
                if self.key == "nash":
                    yield [stays]
                    continue
                answers = moves.sequences(others, better, row, improving=self.key == "seq")
                ends = sorted({to for to, _ in answers})
                deterring = [to for to in ends if not relation[row, to, here]]
                if self.key == "smr":
                    ways_out = {to: moves.moves(row, to) for to in ends}
                    if not any(not relation[row, ways_out[to], here].any() for to in deterring):
                        yield from self._smr(row, stays, ways_out)
                elif not deterring:
                    clause = [stays, *(self.wants(row, to, here, False) for to in ends if to != here)]
                    if self.key == "seq":
                        clause += self._further(moves, others, {(better, row), *answers})
                    yield list(dict.fromkeys(clause))

    def _smr(self, row: int, stays: int, ways_out: dict[int, list[int]]) -> Iterator[Clause]:
        one_of = [stays]
        for to, out in ways_out.items():
            if (row, to) not in self._stands_for:
                number = self.n * self.states**2 + len(self.auxiliary) + 1
                self.auxiliary[number] = None
                self._stands_for[row, to] = number
            stands_for = self._stands_for[row, to]
            one_of.append(stands_for)
            for place in (to, *out):
                if place != self.here:
                    yield [-stands_for, self.wants(row, place, self.here, False)]
        yield one_of

    def _further(self, moves: Moves, others: list[int], known: set[tuple[int, int]]) -> list[int]:
        """Give the improvements that would lead on from where others can get by improvements."""
        found = []
        for at, last in sorted(known):
            for row in others:
                if row != last:
                    found += [
                        self.wants(row, to, at, True) for to in moves.moves(row, at) if (to, row) not in known
                    ]
        return found


def preferred(ranks: Int32) -> Bool:
    """Tell at [i, a, b] whether decision maker i prefers the state at a to that at b."""
    return np.asarray(ranks[:, :, None] > ranks[:, None, :])


def ranks_of(relation: Bool) -> Int32:
    """Rank states by a relation that is a weak order of each decision maker, from 0 without gaps."""
    worse = relation.sum(axis=2)
    rows = [np.unique(row, return_inverse=True)[1].reshape(-1) for row in worse]
    return np.stack(rows).astype(np.int32)


def _flipped(analysis: Analysis, flips: Iterable[Flip]) -> Bool:
    relation = preferred(analysis.ranks)
    for flip in flips:
        row = analysis.names.index(flip.decision_maker)
        places = [analysis.conflict.position(code) for code in (flip.first, flip.second)]
        relation[row, places[0], places[1]] = flip.prefers
    return relation
