"""Trying sets of edits: does the arrangement hold after them, and if not, which other edits could matter.

What a set of edits leaves unstable it does so for a reason: somebody's improvement that nothing deters. That
reason is made of comparisons of states, each decided by the first preference statement on which they differ.
Another set fails for the very same reason unless it changes a statement on which some of these states differ,
or who can move between them. So every failure says of which edits at least one has to be made (or unmade).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Formula, Interpretation, OpenPreference, Preference
from modusvivendi.insight.editing import assumed
from modusvivendi.insight.edits import Adoption, Answer, Commit, Edit, GiveUp, Guarantee, Hold, Obtain, Swap
from modusvivendi.insight.minimal import Clause
from modusvivendi.insight.sequences import Moves
from modusvivendi.insight.worlds import World, Worlds

Compared = dict[int, tuple[list[int], list[int]]]
"""Comparisons of states, by the row of the decision maker: the places of the one and of the other."""

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
        clauses: list[Clause] = []
        failed: list[int] = []
        tried: set[str] = set()
        for number, base in enumerate(self.interpretations):
            interpretation = assumed(self.conflict, base, made)
            if interpretation.id in tried:
                continue
            tried.add(interpretation.id)
            found = list(self._failures(world, numbers, made, interpretation))
            if found:
                failed.append(number)
                clauses += found
            if len(failed) == FAILURES:
                break
        # What has failed before is likely to fail again: it is tried first.
        first = [self.interpretations[number] for number in failed]
        self.interpretations = first + [i for n, i in enumerate(self.interpretations) if n not in failed]
        return [list(clause) for clause in dict.fromkeys(map(tuple, clauses))]

    # Why it does not hold

    def _failures(
        self, world: World, numbers: frozenset[int], made: Sequence[Edit], interpretation: Interpretation
    ) -> Iterator[Clause]:
        moves = self.worlds.moves(world, made, interpretation)
        for row in range(len(self.conflict.names)):
            for compared, moved in self._undeterred(world, moves, row):
                yield self._clause(world, numbers, interpretation, compared, row, moved)
        if self.reachable and self.reached(world, moves) is None:
            yield self._not_reached(world, moves, numbers, interpretation)

    def _undeterred(
        self, world: World, moves: Moves, row: int
    ) -> Iterator[tuple[Compared, list[tuple[int, int]]]]:
        """Find improvements that nothing deters: the comparisons this rests on, and the party's moves."""
        here, key = world.place, self.key
        rank = moves.ranks[row]
        others = [other for other in range(len(moves.ranks)) if other != row]
        for better in moves.improvements(row, here):
            compared: Compared = {row: ([better], [here])}
            moved = [(here, better)]
            if key == "nash":
                yield compared, moved
                continue
            ends = moves.ends(others, better, improving=key == "seq")
            for to in ends:
                against = to
                if rank[to] <= rank[here]:
                    escapes = [out for out in moves.moves(row, to) if rank[out] > rank[here]]
                    if key != "smr" or not escapes:
                        break
                    against = escapes[0]
                    moved.append((to, against))
                compared[row][0].append(against)
                compared[row][1].append(here)
            else:
                if key == "seq":
                    self._stops(moves, others, {better, *ends}, compared)
                yield compared, moved

    @staticmethod
    def _stops(moves: Moves, others: Iterable[int], places: set[int], compared: Compared) -> None:
        """Add that no improvement leads the others out of some places."""
        for other in others:
            one, two = compared.setdefault(other, ([], []))
            for at in places:
                for to in moves.moves(other, at):
                    if to not in places:
                        one.append(to)
                        two.append(at)

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
            one, two = compared.setdefault(row, ([], []))
            for at in sorted(seen):
                for to in moves.moves(row, at):
                    one.append(to)
                    two.append(at)
            for start in {world.now, *stops}:
                one.append(world.place)
                two.append(start)
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
        pairs = {row: (np.array(one), np.array(two)) for row, (one, two) in compared.items() if one}
        found = []
        for number, edit in enumerate(self.edits, start=1):
            made = number in numbers
            # What has failed is an interpretation that an answer leaves in either way.
            chosen = isinstance(edit, Answer | Obtain)
            leaves_in = chosen and (self.closed if made else _as_assumed(edit, interpretation))
            if not leaves_in and self._matters(world, edit, interpretation, pairs):
                found.append(-number if made else number)
        return found

    def _matters(
        self,
        world: World,
        edit: Edit,
        interpretation: Interpretation,
        pairs: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]],
    ) -> bool:
        obtaining = interpretation.obtaining
        for row, formula, named in self._formulas(edit, interpretation):
            if row in pairs:
                one, two = pairs[row]
                for these in _settings(named) if named else (obtaining,):
                    truth = world.truth(formula, these)
                    if bool((truth[one] != truth[two]).any()):
                        return True
        return False

    def _formulas(
        self, edit: Edit, interpretation: Interpretation
    ) -> Iterator[tuple[int, Formula, frozenset[str]]]:
        """Give the statements an edit bears on: whose, which, and circumstances that may be anything then."""
        none: frozenset[str] = frozenset()
        match edit:
            case GiveUp():
                yield self._rows[edit.decision_maker], edit.preference.formula, none
            case Adoption():
                yield self._rows[edit.decision_maker], edit.formula, none
            case Guarantee():
                yield self._rows[edit.to], edit.part, none
            case Swap():
                for entry in (edit.upper, edit.lower):
                    for statement in self._statements(entry, interpretation):
                        yield self._rows[edit.decision_maker], statement.formula, none
            case Answer():
                for row, dm in enumerate(self.conflict.decision_makers):
                    for entry in dm.preferences:
                        if isinstance(entry, OpenPreference) and entry.question == edit.question.text:
                            for statement in self._either(entry, edit, interpretation):
                                yield row, statement.formula, none
            case Obtain():
                for dm, statement, _, _ in self.conflict.statements():
                    named = statement.formula.circumstances()
                    if edit.name in named:
                        yield self._rows[dm.key], statement.formula, frozenset(named)

    @staticmethod
    def _either(entry: OpenPreference, edit: Answer, interpretation: Interpretation) -> list[Preference]:
        """Give the statements under the answer as assumed and another, or any if it may be any."""
        now = interpretation.answers[edit.question.id]
        answers = [now, edit.answer] if now != edit.answer else list(entry.answers)
        return [statement for answer in answers for statement in entry.answers[answer]]

    def _statements(
        self, entry: Preference | OpenPreference, interpretation: Interpretation
    ) -> tuple[Preference, ...]:
        if isinstance(entry, Preference):
            return (entry,)
        ids = {question.text: question.id for question in self.conflict.questions}
        return entry.answers[interpretation.answers[ids[entry.question]]]


def _settings(circumstances: frozenset[str]) -> Iterator[frozenset[str]]:
    """Give every choice of circumstances that obtain."""
    names = sorted(circumstances)
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def _as_assumed(edit: Edit, interpretation: Interpretation) -> bool:
    if isinstance(edit, Answer):
        return interpretation.answers[edit.question.id] == edit.answer
    return isinstance(edit, Obtain) and interpretation.circumstances[edit.name] == edit.obtains
