"""Acceptable to whom: the zone of possible agreement, its Pareto frontier, and what of it is stable.

The zone of possible agreement (Raiffa, *The Art and Science of Negotiation*, 1982) are the arrangements that
no party likes less than the status quo and some party likes better. On its Pareto frontier are those that
cannot be made better for one party without making them worse for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, listed, number_words
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.grounds import Ground, evidence_of, ground
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import Analysis, concept, solve

MOST_ROWS = 40
"""Arrangements listed in the table; all are in the data."""

Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Zopa:
    """Who likes which arrangement better than the status quo, in one interpretation.

    Attributes
    ----------
    analysis
        The conflict, solved.
    parties
        Keys of the decision makers that have to agree.
    against
        Int8, shape (parties, N): 1 where the party prefers the state to the status quo, -1 where it prefers
        the status quo, 0 where it is indifferent.
    zone, frontier
        Bool, shape (N,): is the state in the zone of possible agreement, and on its Pareto frontier?
    judging
        Keys of the decision makers that have no option, so that nothing waits for their consent.
    judged
        Int8, shape (judging, N): as ``against``, for these.
    """

    analysis: Analysis
    parties: tuple[str, ...]
    against: NDArray[np.int8]
    zone: Bool
    frontier: Bool
    judging: tuple[str, ...] = ()
    judged: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.analysis.conflict

    @property
    def agreements(self) -> tuple[int, ...]:
        """Codes of the states in the zone, those on the frontier first, then those with most in them."""
        return self._ordered(self.zone)

    @property
    def best(self) -> tuple[int, ...]:
        """Codes of the states on the Pareto frontier, those with most in them first."""
        return self._ordered(self.frontier)

    def holding(self, code: int) -> tuple[str, ...]:
        """Give the concepts under which a state is an equilibrium."""
        place = self._place(code)
        return tuple(c for c in self.analysis.concepts if self.analysis.stable(c)[:, place].all())

    def prefer(self, code: int) -> tuple[str, ...]:
        """Give the parties that like a state better than the status quo."""
        return self._with(code, 1)

    def refuse(self, code: int) -> tuple[str, ...]:
        """Give the parties that like the status quo better than a state."""
        return self._with(code, -1)

    def objectors(self, code: int) -> tuple[str, ...]:
        """Give the decision makers without an option that like the status quo better than a state."""
        column = self.judged[:, self._place(code)].tolist() if self.judging else []
        return tuple(party for party, found in zip(self.judging, column, strict=True) if found < 0)

    def grounds(self, code: int) -> tuple[Ground, ...]:
        """Say for every party on what preference it likes the state more or less than the status quo."""
        now = _status_quo(self.conflict)
        interpretation = self.analysis.interpretation
        return tuple(ground(self.conflict, party, code, now, interpretation) for party in self.parties)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which it rests that the parties like the states on the frontier."""
        return evidence_of(each for code in self.best[:16] for each in self.grounds(code))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        zone, best = int(self.zone.sum()), self.best
        if not zone:
            return self._no_zone()
        holding = [code for code in best if set(SHOWN) & set(self.holding(code))]
        what = self._in_words((holding or best)[0])
        if zone == 1:
            rest = "and it would hold" if holding else "but it would not hold by itself"
            return f"One arrangement is acceptable to all and better for some, {rest}: {what}."
        said = f"{capital(number_words(zone))} arrangements are acceptable to all and better for some; "
        efficient = f"{number_words(len(best))} {'is' if len(best) == 1 else 'are'} efficient"
        said += f"of these, {efficient}: nobody could get more without another getting less"
        if holding:
            return f"{said}. An efficient one that would also hold: {what}."
        return f"{said}. None of these would hold by itself; the first of them: {what}."

    def _no_zone(self) -> str:
        blockers = self.blockers()
        if not blockers:
            return "Whatever is better for one party than the status quo is worse for another."
        words = Words(self.conflict)
        never = listed(words.name(party) for party in blockers)
        return f"No arrangement is acceptable to all: {never} would lose by every one that another gains by."

    def _in_words(self, code: int) -> str:
        if self.conflict.graph is not None:
            return self.conflict.describe(code)
        return Words(self.conflict).state(self.conflict.taken(code))

    def blockers(self) -> tuple[str, ...]:
        """Give the parties that refuse every state that some other party likes better than the status quo."""
        found = []
        for row, party in enumerate(self.parties):
            others = np.delete(self.against, row, axis=0)
            wanted = (others > 0).any(axis=0)
            if wanted.any() and bool((self.against[row, wanted] < 0).all()):
                found.append(party)
        return tuple(found)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "interpretation": self.analysis.interpretation.id,
            "parties": list(self.parties),
            "sentence": self.sentence,
            "agreements": [self._entry(code) for code in self.agreements],
            "statements": list(self.evidence),
        }

    def tables(self) -> tuple[Table, ...]:
        """Give who likes which arrangement of the zone how much, and what of it is stable."""
        names = {dm.key: dm.name for dm in self.conflict.decision_makers}
        signs = {1: "+", 0: "=", -1: "-"}
        columns = [
            Column("no."),
            Column("arrangement"),
            *(Column(names[party], "against the status quo") for party in self.parties),
            *((Column("objecting"),) if self.judging else ()),
            Column("efficient"),
            *(Column(concept(c).label, "equilibrium") for c in self.analysis.concepts),
        ]
        rows: list[Row] = []
        for code in self.agreements[:MOST_ROWS]:
            place, holding = self._place(code), self.holding(code)
            rows.append(
                (
                    place + 1,
                    self._in_words(code),
                    *(signs[sign] for sign in self.against[:, place].tolist()),
                    *((listed(names[party] for party in self.objectors(code)),) if self.judging else ()),
                    bool(self.frontier[place]),
                    *(c in holding for c in self.analysis.concepts),
                )
            )
        notes = ["+ better than the status quo, = as good; efficient: on the Pareto frontier of the zone"]
        if self.judging:
            notes.append("objecting: who likes the status quo better and can do nothing about it")
        if len(self.agreements) > MOST_ROWS:
            notes.append(f"{len(self.agreements) - MOST_ROWS} more arrangements in the zone are left out")
        every = set(self.conflict.acting) <= set(self.parties)
        title = f"Arrangements acceptable to {'all' if every else 'these parties'}"
        return (Table("zopa", title, tuple(columns), (Section(tuple(rows)),), stub=2, notes=tuple(notes)),)

    def _entry(self, code: int) -> Mapping[str, object]:
        place = self._place(code)
        return {
            "number": place + 1,
            "code": code,
            "taken": self.conflict.taken(code)
            if self.conflict.graph is None
            else [self.conflict.describe(code)],
            "pareto": bool(self.frontier[place]),
            "prefer": list(self.prefer(code)),
            "indifferent": list(self._with(code, 0)),
            "objectors": list(self.objectors(code)),
            "equilibrium": {c: c in self.holding(code) for c in self.analysis.concepts},
        }

    def _ordered(self, chosen: Bool) -> tuple[int, ...]:
        places = np.flatnonzero(chosen)
        codes = self.conflict.codes[places].tolist()
        on_top = dict(zip(codes, self.frontier[places].tolist(), strict=True))
        return tuple(sorted(codes, key=lambda code: (not on_top[code], -int(code).bit_count(), code)))

    def _with(self, code: int, sign: int) -> tuple[str, ...]:
        column = self.against[:, self._place(code)].tolist()
        return tuple(party for party, found in zip(self.parties, column, strict=True) if found == sign)

    def _place(self, code: int) -> int:
        place = self.conflict.position(code)
        if place is None:
            raise ConflictError(f"there is no feasible state with the code {code}")
        return place


def zopa(
    conflict: Conflict,
    *,
    parties: Iterable[str] | None = None,
    interpretation: Interpretation | str | None = None,
    concepts: Sequence[str] = ("nash", "gmr", "smr", "seq"),
) -> Zopa:
    """Find the zone of possible agreement, its Pareto frontier, and which of it is stable.

    Parameters
    ----------
    conflict
        With a status quo.
    parties
        Keys of the decision makers that have to agree; None: all that have options. Who can do nothing may
        object, and is listed with those that do, but withholds no consent.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.
    concepts
        Stability concepts to judge the arrangements by.

    Returns
    -------
    Zopa

    Raises
    ------
    ConflictError
        If the conflict has no status quo to compare with.
    UnknownName
        If there is no such decision maker or interpretation.

    Examples
    --------
    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> found = zopa(dilemma)
    >>> found.agreements, found.holding(3)
    ((3,), ('gmr', 'smr', 'seq'))
    """
    now = conflict.position(_status_quo(conflict))
    names = tuple(conflict.acting if parties is None else dict.fromkeys(parties))
    for name in names:
        if name not in conflict.names:
            hint = nearest(name, conflict.names) or f"there are {', '.join(conflict.names)}"
            raise UnknownName(f"there is no decision maker called {name!r}", hint=hint)
    analysis = solve(conflict, concepts, interpretation)
    ranks = analysis.ranks[[conflict.names.index(name) for name in names]]
    against = np.sign(ranks - ranks[:, now][:, None]).astype(np.int8)
    judging = tuple(name for name in conflict.names if name not in conflict.acting and name not in names)
    rest = analysis.ranks[[conflict.names.index(name) for name in judging]]
    judged = np.sign(rest - rest[:, now][:, None]).astype(np.int8)
    zone: Bool = (against >= 0).all(axis=0) & (against > 0).any(axis=0)
    frontier = np.zeros_like(zone)
    frontier[zone] = undominated(ranks[:, zone])
    return Zopa(analysis, names, against, zone, frontier, judging, judged)


def undominated(ranks: NDArray[np.int32]) -> Bool:
    """Tell which columns no other column is at least as good as in every row and better than in one.

    Parameters
    ----------
    ranks
        Shape (parties, states).

    Returns
    -------
    numpy.ndarray
        Bool, shape (states,). Equal columns stand or fall together.

    Notes
    -----
    A column can only be dominated by one with a greater sum, so visiting the distinct ones by falling sum and
    comparing with the frontier found so far suffices: O(distinct x frontier).

    Examples
    --------
    >>> undominated(np.array([[3, 2, 1, 1], [1, 2, 3, 1]], dtype=np.int32)).tolist()
    [True, True, True, False]
    """
    if not ranks.shape[1]:
        return np.zeros(0, dtype=np.bool_)
    distinct, column_of = np.unique(ranks, axis=1, return_inverse=True)
    order = np.argsort(-distinct.sum(axis=0, dtype=np.int64), kind="stable")
    best = np.zeros(distinct.shape[1], dtype=np.bool_)
    frontier = np.empty_like(distinct)
    size = 0
    for column in order.tolist():
        candidate = distinct[:, column]
        if not (frontier[:, :size] >= candidate[:, None]).all(axis=0).any():
            frontier[:, size] = candidate
            size += 1
            best[column] = True
    found: Bool = best[column_of.reshape(-1)]
    return found


def _status_quo(conflict: Conflict) -> int:
    if conflict.status_quo is None:
        raise ConflictError(
            "the conflict has no status quo to compare with", hint="give it one: status_quo: []"
        )
    return conflict.status_quo
