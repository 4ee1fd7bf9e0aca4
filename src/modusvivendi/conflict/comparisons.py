"""Preferences beyond a ranking: states compared two by two, by how much, and where that is unknown.

What a decision maker thinks of all states is a table of states by states: at ``[s, t]`` stands by how much it
prefers ``t`` to ``s``: 1 mildly, 2 strongly, and so on; below 0 where it prefers ``s``, 0 where it likes both
equally, and :data:`UNKNOWN` where nobody knows. Such tables need not be transitive.

Strength of preference: Hamouda, Kilgour & Hipel, Group Decision and Negotiation 13 (2004), with any number of
degrees Xu, Hipel & Kilgour, Discrete Applied Mathematics 157 (2009). Unknown preferences: Li, Hipel, Kilgour
& Fang, IEEE Trans. on Systems, Man, and Cybernetics A 34 (2004).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.decision_maker import DecisionMaker
from modusvivendi.conflict.places import Places
from modusvivendi.conflict.prioritisation import dense
from modusvivendi.conflict.rankings import place_of
from modusvivendi.errors import ConflictError

if TYPE_CHECKING:
    from modusvivendi.conflict.model import Conflict

Table = NDArray[np.int8]
"""What one decision maker thinks of all states, shape (N, N)."""

UNKNOWN = -128
"""Stands in a table where it is unknown which state is preferred, if either."""

MOST_DEGREE = 99
"""The largest degree of preference."""

MOST_STATES = 4096
"""A table of more states by states would take too much memory."""


@dataclass(frozen=True)
class _Stated:
    """The comparisons of one decision maker: places of two states, and by how much the first is preferred."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    degrees: NDArray[np.int8]

    def enter(self, table: Table) -> None:
        """Write them into a table."""
        known = self.degrees != UNKNOWN
        table[self.second, self.first] = self.degrees
        table[self.first, self.second] = np.where(known, -self.degrees, UNKNOWN)


class Comparisons:
    """What the decision makers of a conflict think of pairs of states.

    Parameters
    ----------
    conflict
        Its states have to be known.
    ranked
        Keys of the decision makers that have a ranking or ranks.
    places
        For errors.

    Attributes
    ----------
    rows
        int32 ranks, by key, of the decision makers whose comparisons agree to a ranking.
    unranked
        By key, for those whose preferences are no ranking, why not.
    unknown
        In words, an unknown preference of some decision maker; None where everything is known.
    graded
        Whether some preference is more than mild.

    Raises
    ------
    ConflictError
        Where comparisons contradict each other, stand beside preferences that say as much, or are of what is
        no feasible state; where there are more than 4,096 states.
    """

    def __init__(self, conflict: Conflict, ranked: Container[str], places: Places) -> None:
        self._conflict = conflict
        self._ranked = ranked
        self._stated: dict[str, _Stated] = {}
        self._alone: set[str] = set()
        self.rows: dict[str, NDArray[np.int32]] = {}
        self.unranked: dict[str, str] = {}
        self.unknown: str | None = None
        self.graded = any(max(dm.degrees, default=1) > 1 for dm in conflict.decision_makers)
        for dm in conflict.decision_makers:
            _check_degrees(dm, places)
            if not dm.comparisons and not dm.rest_unknown:
                continue
            self._check(dm, places)
            stated = self._stated[dm.key] = self._read(dm, places)
            self.graded |= bool((stated.degrees > 1).any())
            unknown = self._unknown(dm)
            self.unknown = self.unknown or unknown
            if unknown is None:
                self._rank(dm)
            else:
                self.unranked[dm.key] = unknown

    # Reading

    def _check(self, dm: DecisionMaker, places: Places) -> None:
        """Make sure that comparisons may stand where they do."""
        path = ("decision_makers", dm.key)
        hint = "give preferences"
        try:
            states = len(self._conflict.codes)
        except ConflictError as error:
            places.fail(f"{dm.key} compares states two by two, but {error.message}", *path, hint=hint)
        if states > MOST_STATES:
            places.fail(
                f"{dm.key} compares states two by two, which can be done for {MOST_STATES:,} states at most, "
                f"not {states:,}",
                *path,
                hint=hint,
            )
        if not dm.preferences and dm.key not in self._ranked:
            self._alone.add(dm.key)
            return
        ranked = "preferences" if dm.preferences else "ranks" if dm.ranking is None else "a ranking"
        for comparison in dm.comparisons:
            if comparison.degree is not None:
                hint = f"beside {ranked} only unknown pairs can be given"
                places.fail(
                    f"{dm.key} has both {ranked} and comparisons", *comparison.path or path, hint=hint
                )
        if dm.rest_unknown:
            hint = "name the pairs that are unknown"
            places.fail(
                f"beside {ranked} no rest is left that {dm.key} does not compare", *path, "unknown", hint=hint
            )

    def _read(self, dm: DecisionMaker, places: Places) -> _Stated:
        seen: dict[tuple[int, int], int] = {}
        for comparison in dm.comparisons:
            path = comparison.path or ("decision_makers", dm.key)
            degree = UNKNOWN if comparison.degree is None else comparison.degree
            if degree != UNKNOWN and not 0 <= degree <= MOST_DEGREE:
                places.fail(
                    f"{degree} is no degree of preference", *path, hint=f"degrees go from 0 to {MOST_DEGREE}"
                )
            first = place_of(self._conflict, comparison.state, places, *path)
            second = place_of(self._conflict, comparison.other, places, *path)
            if first == second:
                places.fail(f"{dm.key} compares {self._named(first)} with itself", *path)
            before = seen.get((first, second))
            if before is None and (second, first) in seen:
                before = seen[second, first]
                before = before if before in (0, UNKNOWN) else -before
            if before is not None and before != degree:
                told = self._told(first, second, before)
                places.fail(
                    f"{dm.key} contradicts itself: {self._told(first, second, degree)}",
                    *path,
                    hint=f"before that, {told}",
                )
            if before is None:
                seen[first, second] = degree
        pairs = np.array(list(seen), dtype=np.int64).reshape(-1, 2)
        return _Stated(pairs[:, 0], pairs[:, 1], np.array(list(seen.values()), dtype=np.int8))

    def _told(self, first: int, second: int, degree: int) -> str:
        one, other = self._named(first), self._named(second)
        if degree == UNKNOWN:
            return f"which of {one} and {other} it prefers is unknown"
        if degree == 0:
            return f"it likes {one} and {other} equally"
        if degree < 0:
            one, other = other, one
        much = {1: "", 2: "much "}.get(abs(degree), f"by degree {abs(degree)} ")
        return f"it {much}prefers {one} to {other}"

    def _named(self, place: int) -> str:
        return self._conflict.describe(int(self._conflict.codes[place]))

    # Whether there is a ranking

    def _rank(self, dm: DecisionMaker) -> None:
        """Take comparisons for the ranking that they agree to, or note why they do not."""
        table = self._compared(dm)
        row = dense((table < 0).sum(axis=1))
        row.setflags(write=False)
        if ((row[None, :] > row[:, None]) == (table > 0)).all():
            self.rows[dm.key] = row
        else:
            self.unranked[dm.key] = self._unordered(dm, table)

    def _unknown(self, dm: DecisionMaker) -> str | None:
        stated = self._stated[dm.key]
        unknown = np.flatnonzero(stated.degrees == UNKNOWN)
        if len(unknown):
            one, other = (self._named(int(part[unknown[0]])) for part in (stated.first, stated.second))
            return f"which of {one} and {other} {dm.key} prefers is unknown"
        states = len(self._conflict.codes)
        if dm.rest_unknown and len(stated.first) < states * (states - 1) // 2:
            return f"what {dm.key} thinks of states it does not compare is unknown"
        return None

    def _unordered(self, dm: DecisionMaker, table: Table) -> str:
        """Name three states of which no ranking says what the comparisons say."""
        better = table > 0
        for low in range(len(table)):
            for high in np.flatnonzero(better[low]).tolist():
                between = np.flatnonzero(~better[:, high] & ~better[low])
                between = between[(between != low) & (between != high)]
                if len(between):
                    one, other, third = (self._named(place) for place in (high, low, int(between[0])))
                    return (
                        f"the preferences of {dm.key} are no ranking: it prefers {one} to {other}, but "
                        f"neither {one} to {third} nor {third} to {other}"
                    )
        raise AssertionError("comparisons that are no ranking violate negative transitivity")

    # What is asked for

    def demand_ranking(self, decision_maker: str | None = None) -> None:
        """Make sure that the preferences of a decision maker, or of everybody, are a ranking.

        Raises
        ------
        ConflictError
            Where they are not, with three states, or two of which it is unknown what is preferred.
        """
        for key, reason in self.unranked.items():
            if decision_maker in (None, key):
                raise ConflictError(
                    reason, hint="this needs a ranking of the states for every decision maker"
                )

    def demand_statements(self, dm: DecisionMaker) -> None:
        """Make sure that what a decision maker prefers is not told by comparisons.

        Raises
        ------
        ConflictError
            Where it is.
        """
        if dm.key in self._stated:
            raise ConflictError(
                f"{dm.key} compares states two by two", hint="this needs preference statements about options"
            )

    def tables(self, row_of: Callable[[DecisionMaker], NDArray[np.int32]]) -> tuple[Table, ...]:
        """Give what each decision maker thinks of all states, as ``Conflict.compared`` does.

        Parameters
        ----------
        row_of
            Gives the ranks of those who have preferences, a ranking, or ranks.
        """
        check_size(len(self._conflict.codes))
        found = []
        for dm in self._conflict.decision_makers:
            if dm.key in self._alone:
                table = self._compared(dm)
            else:
                table = table_of_ranks(row_of(dm), dm.degrees)
                if dm.key in self._stated:
                    self._stated[dm.key].enter(table)
            table.setflags(write=False)
            found.append(table)
        return tuple(found)

    def _compared(self, dm: DecisionMaker) -> Table:
        states = len(self._conflict.codes)
        table = np.full((states, states), UNKNOWN if dm.rest_unknown else 0, dtype=np.int8)
        np.fill_diagonal(table, 0)
        self._stated[dm.key].enter(table)
        return table


def check_size(states: int) -> None:
    """Make sure that tables of states by states can be held.

    Raises
    ------
    ConflictError
        Where there are more than 4,096 states.
    """
    if states > MOST_STATES:
        raise ConflictError(
            f"{states:,} states are too many to be compared two by two",
            hint=f"there can be {MOST_STATES:,}; exclude some by infeasibility, or leave out such concepts",
        )


def table_of_ranks(row: NDArray[np.int32], degrees: Sequence[int] = ()) -> Table:
    """Give the table of a ranking, shape (N, N).

    Parameters
    ----------
    row
        Ranks from 0 without gaps, shape (N,); larger is better.
    degrees
        From the best rank down, by how much each but the best is worse than the one above; empty: mildly.

    Examples
    --------
    >>> table_of_ranks(np.array([2, 1, 0], dtype=np.int32), (1, 2)).tolist()
    [[0, -1, -2], [1, 0, -2], [2, 2, 0]]
    """
    table: Table = np.sign(row[None, :] - row[:, None]).astype(np.int8)
    for degree in sorted(set(degrees) - {1}):
        # States are as far apart as the largest fall between them: those beyond one of this size are on
        # another level.
        falls = np.array([fall >= degree for fall in reversed(degrees)], dtype=np.int32)
        level = np.concatenate(([0], np.cumsum(falls)))[row]
        apart = level[None, :] != level[:, None]
        table[apart] = np.sign(table[apart]) * np.int8(degree)
    return table


def _check_degrees(dm: DecisionMaker, places: Places) -> None:
    """Make sure that degrees go with the ranking."""
    path = ("decision_makers", dm.key, "ranking")
    groups = len(dm.ranking or ())
    if dm.degrees and len(dm.degrees) != groups - 1:
        _fail_degrees(
            places, f"{dm.key} has {len(dm.degrees)} degrees for {groups} entries of its ranking", path
        )
    for degree in dm.degrees:
        if not 1 <= degree <= MOST_DEGREE:
            _fail_degrees(places, f"{degree} is no degree by which one state is worse than another", path)


def _fail_degrees(places: Places, message: str, path: tuple[str, ...]) -> NoReturn:
    places.fail(message, *path, hint=f"one for each entry but the first, from 1 to {MOST_DEGREE}")
