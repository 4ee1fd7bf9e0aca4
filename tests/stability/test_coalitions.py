"""Coalition verdicts agree with the definitions written out literally."""

from __future__ import annotations

import random
from itertools import chain, combinations

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError, UnknownName
from modusvivendi.stability import COALITION, solve, solve_coalitions
from tests.stability.games import random_game
from tests.stability.oracle import Moves, Ranks, reachable
from tests.stability.test_analysis import conflict_of, graph_conflict, graph_moves, oracle_of

Group = tuple[int, ...]


class Literal:
    """The definitions of Inohara and Hipel, state by state."""

    def __init__(self, moves: Moves, ranks: Ranks) -> None:
        self.moves, self.ranks = moves, ranks
        self.everybody = range(len(moves))

    def groups(self, members: Group) -> list[Group]:
        return [
            g for g in chain.from_iterable(combinations(members, k) for k in range(1, len(members) + 1)) if g
        ]

    def prefers(self, group: Group, s: int, t: int) -> bool:
        return all(self.ranks[i][t] > self.ranks[i][s] for i in group)

    def improvements(self, group: Group, s: int) -> set[int]:
        return {t for t in reachable(self.moves, group, s) if self.prefers(group, s, t)}

    def credible(self, rest: Group, s: int) -> set[int]:
        """Ends of sequences of coalition improvements, no coalition twice in a row."""
        groups = self.groups(rest)
        seen = {(t, g) for g in groups for t in self.improvements(g, s)}
        todo = list(seen)
        while todo:
            at, last = todo.pop()
            for g in groups:
                if g != last:
                    new = {(t, g) for t in self.improvements(g, at)} - seen
                    seen |= new
                    todo.extend(new)
        return {t for t, _ in seen}

    def stable(self, concept: str, group: Group, s: int) -> bool:
        rest = tuple(i for i in self.everybody if i not in group)
        better = self.improvements(group, s)
        if concept == "cnash":
            return not better
        for s1 in better:
            answers = self.credible(rest, s1) if concept == "cseq" else reachable(self.moves, rest, s1)
            if not any(
                not self.prefers(group, s, s2)
                and (
                    concept != "csmr"
                    or not any(self.prefers(group, s, s3) for s3 in reachable(self.moves, group, s2))
                )
                for s2 in answers
            ):
                return False
        return True


def check(conflict: Conflict, moves: Moves) -> None:
    literal = Literal(moves, conflict.ranks().tolist())
    found = solve_coalitions(conflict)
    for concept in COALITION:
        for row, members in enumerate(found.coalitions):
            group = tuple(conflict.names.index(name) for name in members)
            expected = [literal.stable(concept, group, s) for s in range(len(conflict.codes))]
            assert found.stable(concept)[row].tolist() == expected, (concept, members)


@pytest.mark.parametrize("seed", range(60))
def test_coalition_verdicts_are_those_of_the_definitions(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(seed), 4, 4))
    check(conflict, oracle_of(conflict).moves)


@pytest.mark.parametrize("seed", range(40))
def test_coalition_verdicts_in_graph_form_are_those_of_the_definitions(seed: int) -> None:
    conflict = graph_conflict(seed)
    check(conflict, graph_moves(conflict))


@pytest.mark.parametrize("seed", range(60))
def test_coalitions_of_one_are_decision_makers(seed: int) -> None:
    conflict = conflict_of(random_game(random.Random(100 + seed), 4, 5))
    alone = solve(conflict)
    found = solve_coalitions(conflict, [[name] for name in conflict.names])
    for concept in ("nash", "gmr", "smr"):
        assert (found.stable(concept) == alone.stable(concept)).all()
    # The others can do all that sequential stability lets them do, and more.
    assert (found.stable("cseq") >= alone.stable("seq")).all()


@pytest.fixture
def dilemma() -> Conflict:
    return Conflict.from_ranks(
        options={"A": ["silent"], "B": ["silent"]}, ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]}
    )


def test_both_prisoners_together_would_leave_the_nash_equilibrium(dilemma: Conflict) -> None:
    found = solve_coalitions(dilemma)
    assert found.upset(0, "cnash") == [("A", "B")]
    assert found.upset(3, "cseq") == []
    assert found.equilibria("cnash").tolist() == []
    assert solve_coalitions(dilemma, [["A"], ["B"]]).equilibria("nash").tolist() == [0]


def test_who_or_what_is_unknown_is_named(dilemma: Conflict) -> None:
    with pytest.raises(UnknownName, match="'C'"):
        solve_coalitions(dilemma, [["A", "C"]])
    with pytest.raises(UnknownName, match="at least one"):
        solve_coalitions(dilemma, [[]])
    with pytest.raises(UnknownName, match="cseq"):
        solve_coalitions(dilemma, concepts=["csek"])
    with pytest.raises(ConflictError, match="code 9"):
        solve_coalitions(dilemma).upset(9, "cnash")
