"""Trying sets of edits: does the arrangement hold after them, and if not, which other edits could matter.

What a set of edits leaves unstable it does so for a reason: somebody's improvement that nothing deters. That
reason is made of comparisons of states, each decided by the first preference statement on which they differ.
Another set fails for the very same reason unless it gives weight to a statement that speaks the other way, or
takes it from one that speaks this way, or changes who can move between these states. So every failure says of
which edits at least one has to be made (or unmade).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from modusvivendi.conflict import Conflict, Formula, Interpretation, OpenPreference, Preference
from modusvivendi.insight.editing import assumed
from modusvivendi.insight.edits import Adoption, Answer, Commit, Edit, GiveUp, Guarantee, Hold, Obtain, Swap
from modusvivendi.insight.minimal import Clause
from modusvivendi.insight.sequences import Moves
from modusvivendi.insight.worlds import World, Worlds

Compared = dict[int, tuple[list[int], list[int]]]
"""Comparisons that would have to change, by the row of the decision maker: places of states that it would
have to like better than it does, and of those it compares them with."""

Bearing = tuple[int, Formula, bool | frozenset[str]]
"""A statement an edit bears on: whose, which, and whether the edit gives it more weight, or less; or by which
circumstances the edit may make it true or false."""

FAILURES = 3
"""In how many interpretations the reasons are looked for why a set of edits does not do."""

MOST_REACHED = 20_000
"""States that are followed from the status quo."""


@dataclass(frozen=True)
class Reached:
    """How the arrangement is got to.

    Attributes
    ----------
    start
        Place of the status quo, or of a state in which improvements from it stop.
    rows
        Of the decision makers that then move together; empty where it is the arrangement itself.
    """

    start: int
    rows: tuple[int, ...]


class Trials:
    """Tries sets of edits of one conflict for one arrangement.

    Parameters
    ----------
    conflict
        In option form.
    code
        The arrangement.
    key
        Of the concept: one of ``nash, gmr, smr, seq``.
    edits
        The candidates; they are numbered from 1.
    interpretations
        In which the arrangement is to hold.
    closed
        Whether these are all there are, so that answers only choose among them.
    reachable
        Whether it has to be one step away too.
    """

    def __init__(
        self,
        conflict: Conflict,
        code: int,
        key: str,
        edits: Sequence[Edit],
        interpretations: Sequence[Interpretation],
        *,
        closed: bool,
        reachable: bool,
    ) -> None:
        self.conflict, self.code, self.key = conflict, code, key
        self.edits = list(edits)
        self.interpretations = list(interpretations)
        self.closed, self.reachable = closed, reachable
        self.worlds = Worlds(conflict, code)
        self._rows = {name: row for row, name in enumerate(conflict.names)}

    def apart(self) -> list[Clause]:
        """Give for any two edits that touch the same thing the clause that not both are made."""
        found: list[Clause] = []
        touched: dict[object, list[int]] = {}
        for number, edit in enumerate(self.edits, start=1):
            for part in edit.touches:
                touched.setdefault(part, []).append(number)
        for numbers in touched.values():
            found += [[-a, -b] for k, a in enumerate(numbers) for b in numbers[k + 1 :]]
        return found

    def chosen(self, numbers: Collection[int]) -> list[Edit]:
        """Give edits by their numbers, in order."""
        return [self.edits[number - 1] for number in sorted(numbers)]

    def reasons(self, numbers: frozenset[int]) -> list[Clause]:
        """Say why a set of edits does not do, as clauses over edits; none where it does."""
        made = self.chosen(numbers)
        world = self.worlds.after(made)
        if world is None:
            # The status quo is not feasible with all these going first.
            return [self._structural(numbers, lambda edit: isinstance(edit, Hold))]
        for failures in (self._left, self._far) if self.reachable else (self._left,):
            clauses: list[Clause] = []
            failed: list[Interpretation] = []
            for base, interpretation in self._assumed(made):
                moves = self.worlds.moves(world, made, interpretation)
                found = list(failures(world, moves, numbers, interpretation))
                if found:
                    clauses += found
                    failed.append(base)
                if len(failed) == FAILURES:
                    break
            if clauses:
                # Where it has failed it is likely to fail again.
                self.interpretations.sort(key=lambda base: base not in failed)
                return [list(clause) for clause in dict.fromkeys(map(tuple, clauses))]
        return []

    def does(self, numbers: frozenset[int]) -> bool:
        """Tell whether the arrangement holds after a set of edits, and is near if it has to be."""
        made = self.chosen(numbers)
        parts = [part for edit in made for part in edit.touches]
        world = self.worlds.after(made)
        if world is None or len(parts) > len(set(parts)):
            return False
        for _, interpretation in self._assumed(made):
            moves = self.worlds.moves(world, made, interpretation)
            if any(any(self._undeterred(world, moves, row)) for row in range(len(self.conflict.names))):
                return False
            if self.reachable and self.reached(world, moves) is None:
                return False
        return True

    def _assumed(self, made: Sequence[Edit]) -> Iterator[tuple[Interpretation, Interpretation]]:
        """Give the interpretations after edits, each once, with one that they were before."""
        seen = set()
        for base in self.interpretations:
            interpretation = assumed(self.conflict, base, made)
            if interpretation.id not in seen:
                seen.add(interpretation.id)
                yield base, interpretation

    # Why it does not hold

    def _left(
        self, world: World, moves: Moves, numbers: frozenset[int], interpretation: Interpretation
    ) -> Iterator[Clause]:
        """Give for each improvement that nothing deters what could matter."""
        for row in range(len(self.conflict.names)):
            for compared, moved in self._undeterred(world, moves, row):
                yield self._clause(world, numbers, interpretation, compared, row, moved)

    def _far(
        self, world: World, moves: Moves, numbers: frozenset[int], interpretation: Interpretation
    ) -> Iterator[Clause]:
        """Give what could matter where the arrangement is not one step away."""
        if self.reached(world, moves) is None:
            yield self._not_reached(world, moves, numbers, interpretation)

    def _undeterred(
        self, world: World, moves: Moves, row: int
    ) -> Iterator[tuple[Compared, list[tuple[int, int]]]]:
        """Find improvements that nothing deters: the comparisons this rests on, and the party's moves."""
        here, key = world.place, self.key
        rank = moves.ranks[row]
        others = [other for other in range(len(moves.ranks)) if other != row]
        for better in moves.improvements(row, here):
            compared: Compared = {row: ([here], [better])}
            moved = [(here, better)]
            if key == "nash":
                yield compared, moved
                continue
            for to in moves.ends(others, better, improving=key == "seq"):
                against = to
                if rank[to] <= rank[here]:
                    escapes = [out for out in moves.moves(row, to) if rank[out] > rank[here]]
                    if key != "smr" or not escapes:
                        break
                    against = escapes[0]
                    moved.append((to, against))
                compared[row][0].append(here)
                compared[row][1].append(against)
            else:
                if key == "seq":
                    self._stops(moves, others, set(compared[row][1]), compared)
                yield compared, moved

    @staticmethod
    def _stops(moves: Moves, others: Iterable[int], places: set[int], compared: Compared) -> None:
        """Add that no improvement leads the others out of some places."""
        for other in others:
            more, less = compared.setdefault(other, ([], []))
            for at in places:
                for to in moves.moves(other, at):
                    if to not in places:
                        more.append(to)
                        less.append(at)

    def reached(self, world: World, moves: Moves) -> Reached | None:
        """Tell how the arrangement is one step away from the status quo, or from where improvements stop."""
        if world.now is None:
            return None
        _, stops = self._followed(world, moves)
        for start in dict.fromkeys([world.now, *stops]):
            if start == world.place:
                return Reached(start, ())
            rows = self._joining(world, moves, start)
            if rows is not None:
                return Reached(start, rows)
        return None

    def _joining(self, world: World, moves: Moves, start: int) -> tuple[int, ...] | None:
        """Find who could get from ``start`` to the arrangement together, each of them liking it better."""
        goal = world.place
        gaining = [row for row, rank in enumerate(moves.ranks) if rank[goal] > rank[start]]
        changed = int(world.codes[start] ^ world.codes[goal])
        moving = [row for row, mask in enumerate(world.lattice.controls.tolist()) if changed & mask]
        if not set(moving) <= set(gaining):
            return None
        if world.everything:
            return tuple(moving)
        for rows in (moving, gaining):
            if moves.together(rows, start, goal) is not None:
                return tuple(rows)
        return None

    @staticmethod
    def _followed(world: World, moves: Moves) -> tuple[set[int], list[int]]:
        """Follow improvements from the status quo: where they lead, and where they stop."""
        assert world.now is not None
        seen, stops = {world.now: None}, []
        todo = [world.now]
        while todo and len(seen) <= MOST_REACHED:
            at = todo.pop()
            better = [to for row in range(len(moves.ranks)) for to in moves.improvements(row, at)]
            if not better:
                stops.append(at)
            todo += [to for to in better if to not in seen]
            seen.update(dict.fromkeys(better))
        return set(seen), sorted(stops)

    # What could matter

    def _clause(
        self,
        world: World,
        numbers: frozenset[int],
        interpretation: Interpretation,
        compared: Compared,
        row: int,
        moved: Sequence[tuple[int, int]],
    ) -> Clause:
        clause = self._weighed(world, numbers, interpretation, compared)
        for number, edit in enumerate(self.edits, start=1):
            if not isinstance(edit, Commit):
                continue
            if number in numbers:
                # Undone, it gives moves back: to the others, who may deter with them.
                if self.key != "nash" and self._rows[edit.party] != row:
                    clause.append(-number)
            elif any(self._forbids(world, edit, one, other) for one, other in moved):
                clause.append(number)
        return clause

    def _forbids(self, world: World, edit: Commit, one: int, other: int) -> bool:
        """Whether an edit makes a move impossible."""
        bit = 1 << self.conflict.bits[edit.option]
        before, after = int(world.codes[one]) & bit, int(world.codes[other]) & bit
        return before != after and bool(before) == edit.taken

    def _not_reached(
        self, world: World, moves: Moves, numbers: frozenset[int], interpretation: Interpretation
    ) -> Clause:
        if world.now is None:
            return []
        seen, stops = self._followed(world, moves)
        compared: Compared = {}
        for row in range(len(moves.ranks)):
            more, less = compared.setdefault(row, ([], []))
            for at in sorted(seen):
                for to in moves.moves(row, at):
                    more += (to, at)
                    less += (at, to)
            for start in sorted({world.now, *stops}):
                more.append(world.place)
                less.append(start)
        clause = self._weighed(world, numbers, interpretation, compared)
        structural = self._structural(numbers, lambda edit: isinstance(edit, Commit | Guarantee))
        return list(dict.fromkeys([*clause, *structural]))

    def _structural(self, numbers: frozenset[int], concerned: Callable[[Edit], bool]) -> Clause:
        """Give the clause that some edits of a kind have to be made or unmade."""
        return [
            -number if number in numbers else number
            for number, edit in enumerate(self.edits, start=1)
            if concerned(edit)
        ]

    def _weighed(
        self, world: World, numbers: frozenset[int], interpretation: Interpretation, compared: Compared
    ) -> list[int]:
        """Find the edits of preferences, answers and circumstances that could change some comparisons."""
        weighing = _Weighing(world, compared, interpretation.obtaining)
        found = []
        for number, edit in enumerate(self.edits, start=1):
            made = number in numbers
            # What has failed is an interpretation that an answer leaves in either way.
            chosen = isinstance(edit, Answer | Obtain)
            leaves_in = chosen and (self.closed if made else _as_assumed(edit, interpretation))
            if not leaves_in and any(map(weighing, self._bearings(edit, made, interpretation))):
                found.append(-number if made else number)
        return found

    def _bearings(self, edit: Edit, made: bool, interpretation: Interpretation) -> Iterator[Bearing]:
        """Give what the edit would do if it were made, or undone where it is made already."""
        match edit:
            case GiveUp():
                yield self._rows[edit.decision_maker], edit.preference.formula, made
            case Adoption():
                yield self._rows[edit.decision_maker], edit.formula, not made
            case Guarantee():
                yield self._rows[edit.to], edit.part, not made
            case Swap():
                for entry, up in ((edit.upper, made), (edit.lower, not made)):
                    for statement in self._statements(entry, interpretation):
                        yield self._rows[edit.decision_maker], statement.formula, up
            case Answer():
                yield from self._answered(edit, interpretation)
            case Obtain():
                for dm, statement, _, _ in self.conflict.statements():
                    named = statement.formula.circumstances()
                    if edit.name in named:
                        yield self._rows[dm.key], statement.formula, frozenset(named)

    def _answered(self, edit: Answer, interpretation: Interpretation) -> Iterator[Bearing]:
        """Give what stands under the answer assumed, which would go, and under others, which would come."""
        now = interpretation.answers[edit.question.id]
        for row, dm in enumerate(self.conflict.decision_makers):
            for entry in dm.preferences:
                if isinstance(entry, OpenPreference) and entry.question == edit.question.text:
                    for answer, statements in entry.answers.items():
                        if answer in {now, edit.answer} or edit.answer == now:
                            for statement in statements:
                                yield row, statement.formula, answer != now

    def _statements(
        self, entry: Preference | OpenPreference, interpretation: Interpretation
    ) -> tuple[Preference, ...]:
        if isinstance(entry, Preference):
            return (entry,)
        ids = {question.text: question.id for question in self.conflict.questions}
        return entry.answers[interpretation.answers[ids[entry.question]]]


class _Weighing:
    """Tells whether what an edit does to a statement could change a comparison that would have to change.

    More weight can only help where the statement speaks for the state that would have to be liked better,
    less only where it speaks against. Each statement is looked at once.
    """

    def __init__(self, world: World, compared: Compared, obtaining: frozenset[str]) -> None:
        self.world, self.obtaining = world, obtaining
        self.pairs = {row: (np.array(more), np.array(less)) for row, (more, less) in compared.items() if more}
        self._known: dict[tuple[int, int], tuple[bool, bool]] = {}

    def __call__(self, bearing: Bearing) -> bool:
        row, formula, how = bearing
        if row not in self.pairs:
            return False
        if isinstance(how, frozenset):
            return any(any(self._speaks(row, formula, these)) for these in _settings(how))
        key = (row, id(formula))
        if key not in self._known:
            self._known[key] = self._speaks(row, formula, self.obtaining)
        for_it, against_it = self._known[key]
        return for_it if how else against_it

    def _speaks(self, row: int, formula: Formula, obtaining: frozenset[str]) -> tuple[bool, bool]:
        """Tell whether a statement speaks for, and against, some state that would have to be liked better."""
        truth = self.world.truth(formula, obtaining)
        more, less = (truth[places] for places in self.pairs[row])
        return bool((more & ~less).any()), bool((less & ~more).any())


def _settings(circumstances: frozenset[str]) -> Iterator[frozenset[str]]:
    """Give every choice of circumstances that obtain."""
    names = sorted(circumstances)
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def _as_assumed(edit: Edit, interpretation: Interpretation) -> bool:
    if isinstance(edit, Answer):
        return interpretation.answers[edit.question.id] == edit.answer
    return isinstance(edit, Obtain) and interpretation.circumstances[edit.name] == edit.obtains
