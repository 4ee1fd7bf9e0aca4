"""Inverse analysis: which preferences would have to change for a state to hold.

Ordinary analysis asks which states hold under given preferences; inverse analysis asks under which
preferences a given state holds (Kinsara, Kilgour & Hipel, IEEE Systems Journal 2015; Kinsara, Petersons,
Hipel & Kilgour, "Advanced decision support for the graph model for conflict resolution", 2015). They list
rankings; here the smallest changes to the preferences there are are found by a solver.

For one party only its comparisons of other states with the state itself matter under Nash, GMR and SMR; under
SEQ too, as long as the others' preferences, which tell what they would answer, stay as they are. Only coming
to like a state *no better* than the wanted one can help. :mod:`modusvivendi.insight.joint` lets all
preferences change at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, listed
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.insight.grounds import Ground, evidence_of, ground
from modusvivendi.insight.minimal import Clause, MinimalSets, minimal_sets
from modusvivendi.insight.sequences import Moves
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept, solve
from modusvivendi.stability.lattice import Bool, Int32
from modusvivendi.stability.many import stability_of_many

CONCEPTS = ("nash", "gmr", "smr", "seq")
"""The concepts for which there is an inverse analysis."""

MOST_STATES = 8192
"""Of a conflict whose preferences are looked at state by state."""

LIMIT = 100
"""Smallest sets looked for, for each party."""


@dataclass(frozen=True)
class Flip:
    """A comparison of two states that changes.

    Attributes
    ----------
    decision_maker
        Whose.
    first, second
        Codes of the states.
    prefers
        Whether it comes to prefer the first state to the second, or ceases to.
    """

    decision_maker: str
    first: int
    second: int
    prefers: bool


FlipSet = tuple[Flip, ...]


@dataclass(frozen=True, eq=False)
class Inverse:
    """What each party would have to compare differently for a state to hold.

    Attributes
    ----------
    analysis
        The conflict as it stands, solved for the concept.
    code
        The state that is to hold.
    concept
        Key of the concept.
    alternatives
        For each party, by key, its smallest sets of flips, of which any one will do: the fewest first. The
        empty set alone where the state is stable for it already; nothing where no change would do.
    complete
        Whether these are all of them.
    """

    analysis: Analysis
    code: int
    concept: str
    alternatives: Mapping[str, tuple[FlipSet, ...]]
    complete: bool

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.analysis.conflict

    @property
    def holds(self) -> bool:
        """Whether the state is an equilibrium already."""
        return all(sets == ((),) for sets in self.alternatives.values())

    @property
    def blockers(self) -> tuple[str, ...]:
        """Give the parties that would not stay as things are."""
        return tuple(party for party, sets in self.alternatives.items() if sets != ((),))

    @cached_property
    def fewest(self) -> FlipSet:
        """The fewest flips that make it stable for all: the first alternative of each party."""
        return tuple(flip for sets in self.alternatives.values() if sets for flip in sets[0])

    def ranks(self, flips: Iterable[Flip]) -> Int32:
        """Rank the states as the parties do after some of the flips that were found.

        Returns
        -------
        numpy.ndarray
            Int32, shape (n, N). Whoever changes its mind puts the state as high as the best of those it no
            longer prefers, and the states it still prefers above that; within both the order stays.
        """
        now = np.array(self.analysis.ranks)
        here = _place(self.conflict, self.code)
        changed: dict[str, list[int]] = {}
        for flip in flips:
            changed.setdefault(flip.decision_maker, []).append(_place(self.conflict, flip.first))
        for party, places in changed.items():
            row = self.conflict.names.index(party)
            now[row] = raised(now[row], here, places)
        return now

    def holds_after(self, flips: Iterable[Flip]) -> bool:
        """Tell, by the engine, whether the state is an equilibrium once all these flips have been made.

        Under SEQ others' answers may have changed with their preferences, and what makes a state stable for
        each party alone may not do for all of them together; under the other concepts it always does.
        """
        return bool(self._verdict(self.ranks(flips)).all())

    def _verdict(self, ranks: Int32) -> Bool:
        found = stability_of_many(self.analysis.moves_of, ranks[None], (self.concept,))[self.concept]
        stable: Bool = found[0][:, _place(self.conflict, self.code)]
        return stable

    def grounds(self, flips: Iterable[Flip]) -> tuple[Ground, ...]:
        """Say on what preference the parties compare the states as they do now."""
        assumed = self.analysis.interpretation
        return tuple(ground(self.conflict, f.decision_maker, f.first, f.second, assumed) for f in flips)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which the comparisons rest that would have to change."""
        return evidence_of(self.grounds(self.fewest))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        words = Words(self.conflict)
        label = concept(self.concept).label
        if self.holds:
            return f"It holds under {label} as things are: no preference has to change."
        never = [words.name(party) for party, sets in self.alternatives.items() if not sets]
        if never:
            return f"No change of what {listed(never)} prefers would make it hold under {label}."
        said = [
            f"{words.name(party)} liked {count_words(len(self.alternatives[party][0]), 'state')} no better"
            for party in self.blockers
        ]
        text = f"It would hold under {label} if, of the states preferred to it, {listed(said)} than it."
        if not self.holds_after(self.fewest):
            text += " That is so for each party alone; together these changes alter what others would answer."
        return text

    def tables(self) -> tuple[Table, ...]:
        """Who would have to like which states no better, and on what it rests that it does."""
        if self.holds:
            return ()
        words = Words(self.conflict)
        rows: list[Row] = []
        for party in self.blockers:
            for number, flips in enumerate(self.alternatives[party], start=1):
                for flip, found in zip(flips, self.grounds(flips), strict=True):
                    other = self.conflict.describe(flip.first)
                    rows.append((words.name(party), number, other, str(found.formula or "")))
        columns = (
            Column("party"),
            Column("set"),
            Column("likes no better", is_text=True),
            Column("now since"),
        )
        note = "one set of each party is enough"
        note += "" if self.complete else "; there are more sets than are listed"
        title = f"What would have to change for {self.conflict.describe(self.code)} to hold"
        return (Table("inverse", title, columns, (Section(tuple(rows)),), notes=(note,)),)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "taken": self.conflict.taken(self.code),
            "code": self.code,
            "concept": self.concept,
            "interpretation": self.analysis.interpretation.id,
            "holds": self.holds,
            "complete": self.complete,
            "alternatives": {
                party: [[flip.first for flip in flips] for flips in sets]
                for party, sets in self.alternatives.items()
            },
            "sentence": self.sentence,
            "statements": list(self.evidence),
        }


def inverse(
    conflict: Conflict,
    state: int | Iterable[str],
    concept_key: str = "seq",
    *,
    interpretation: Interpretation | str | None = None,
    limit: int = LIMIT,
) -> Inverse:
    """Find for each party the smallest changes of its preferences that make a state stable for it.

    Parameters
    ----------
    conflict
        In option form or graph form, of at most 8,192 states.
    state
        Its code, or in option form the full names of the options taken.
    concept_key
        One of ``nash, gmr, smr, seq``.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.
    limit
        Sets looked for, for each party.

    Returns
    -------
    Inverse

    Raises
    ------
    ConflictError
        If there is no such state, or there are too many states.
    UnknownName
        If there is no such concept.

    Notes
    -----
    Under Nash every improvement has to go. Under GMR and SEQ at least one state of each improvement and what
    others can make of it has to be liked no better: a hitting set problem. Under SMR what stands for a state
    is that state together with all ways out of it. Minimal hitting sets may be many; they come in order of
    size.

    Examples
    --------
    In the Prisoner's Dilemma silence of both holds under SEQ, and under Nash if neither liked it better to
    confess alone:

    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> inverse(dilemma, 3, "seq").holds
    True
    >>> found = inverse(dilemma, 3, "nash")
    >>> [(flip.decision_maker, flip.first) for flip in found.fewest]
    [('A', 2), ('B', 1)]
    """
    key = checked(conflict, concept_key)
    code = state if isinstance(state, int) else conflict.code(state)
    here = _place(conflict, code)
    analysis = solve(conflict, (key,), interpretation)
    moves = Moves.of(analysis.moves_of, analysis.ranks)
    alternatives: dict[str, tuple[FlipSet, ...]] = {}
    complete = True
    for row, party in enumerate(conflict.names):
        found = _party(moves, row, here, key, limit)
        complete = complete and found.complete
        alternatives[party] = tuple(
            tuple(Flip(party, int(conflict.codes[place - 1]), code, False) for place in places)
            for places in found.sets
        )
    return Inverse(analysis, code, key, alternatives, complete)


def checked(conflict: Conflict, concept_key: str) -> str:
    """Give the key of a concept that has an inverse analysis, for a conflict that is small enough.

    Raises
    ------
    ConflictError
        If there are too many states.
    UnknownName
        If there is no such concept.
    """
    key = concept(concept_key).key
    if key not in CONCEPTS:
        raise UnknownName(
            f"there is no inverse analysis for {key}", hint=f"there is for {', '.join(CONCEPTS)}"
        )
    if len(conflict.codes) > MOST_STATES:
        raise ConflictError(
            f"preferences are looked at state by state, for {MOST_STATES:,} states at most, "
            f"not {len(conflict.codes):,}",
            hint="exclude states by infeasibility, or drop options",
        )
    return key


def _party(moves: Moves, row: int, here: int, key: str, limit: int) -> MinimalSets:
    """Find the smallest sets of places, counted from 1, that a party has to like no better than ``here``."""
    rank = np.asarray(moves.ranks[row])
    liked = rank > rank[here]
    others = [other for other in range(len(moves.ranks)) if other != row]
    clauses: list[Clause] = []
    fresh = count(len(rank) + 1)

    def flips(places: Iterable[int]) -> list[int]:
        return sorted(place + 1 for place in places if liked[place])

    for better in moves.improvements(row, here):
        if key == "nash":
            clauses.append([better + 1])
            continue
        answers = moves.ends(others, better, improving=key == "seq")
        # What it takes for each answer to deter: that all these are liked no better.
        needed = {frozenset(flips([to, *moves.moves(row, to)] if key == "smr" else [to])) for to in answers}
        if frozenset() in needed:
            continue
        needed = {each for each in needed if better + 1 not in each}
        one_of = [better + 1, *sorted(next(iter(each)) for each in needed if len(each) == 1)]
        for each in sorted(sorted(n) for n in needed if len(n) > 1):
            stands_for = next(fresh)
            clauses += [[-stands_for, number] for number in each]
            one_of.append(stands_for)
        clauses.append(one_of)
    return minimal_sets(
        lambda chosen: (), clauses, auxiliary=range(len(rank) + 1, next(fresh)), most=len(rank), limit=limit
    )


def raised(ranks: Int32, here: int, places: Iterable[int]) -> Int32:
    """Rank a state as high as some that were preferred to it, and what else was preferred above these.

    Parameters
    ----------
    ranks
        Of one party, shape (N,).
    here
        Place of the state.
    places
        Of those that are to be liked no better.

    Examples
    --------
    >>> raised(np.array([0, 3, 1, 2], dtype=np.int32), 0, [3]).tolist()
    [0, 2, 1, 0]
    """
    above = ranks > ranks[here]
    above[list(places)] = False
    moved = np.array(ranks)
    moved[here] = ranks[~above].max()
    order = np.unique(moved.astype(np.int64) + above * (int(np.ptp(ranks)) + 1), return_inverse=True)[1]
    return order.reshape(ranks.shape).astype(np.int32)


def _place(conflict: Conflict, code: int) -> int:
    place = conflict.position(code)
    if place is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible")
    return place
