"""The published definitions, written down as literally as Python allows and with no thought of speed.

Nothing here is shared with the engine. States are numbers 0..N-1; ``moves[i][s]`` is the set of states that
decision maker ``i`` can reach from ``s`` in one step; ``ranks[i][s]`` is larger for better states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

Moves = Sequence[Sequence[set[int]]]
Ranks = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Game:
    """A small conflict in option form, as the tests draw it."""

    codes: tuple[int, ...]
    controls: tuple[int, ...]
    ranks: tuple[tuple[int, ...], ...]
    forward: int = 0
    back: int = 0

    @property
    def moves(self) -> list[list[set[int]]]:
        """R_i(s): feasible states that differ only in options of i, each change in a permitted direction."""
        return [
            [{t for t, other in enumerate(self.codes) if self._may(mask, code, other)} for code in self.codes]
            for mask in self.controls
        ]

    def _may(self, mask: int, code: int, other: int) -> bool:
        taken, dropped = other & ~code, code & ~other
        return (
            code != other
            and not (taken | dropped) & ~mask
            and not dropped & self.forward
            and not taken & self.back
        )


def improvements(moves: Moves, ranks: Ranks) -> list[list[set[int]]]:
    """R_i^+(s): the moves of i to states that i prefers to s."""
    return [
        [{t for t in moves[i][s] if ranks[i][t] > ranks[i][s]} for s in range(len(moves[i]))]
        for i in range(len(moves))
    ]


def reachable(moves: Moves, movers: Iterable[int], s: int) -> set[int]:
    """R_H(s): ends of legal sequences of one or more moves by members of H, nobody twice in a row."""
    movers = list(movers)
    pairs: set[tuple[int, int]] = set()
    frontier = [(t, j) for j in movers for t in moves[j][s]]
    while frontier:
        state, last = frontier.pop()
        if (state, last) in pairs:
            continue
        pairs.add((state, last))
        frontier.extend((t, j) for j in movers if j != last for t in moves[j][state])
    return {state for state, _ in pairs}


def others(n: int, i: int) -> list[int]:
    return [j for j in range(n) if j != i]


def nash(moves: Moves, better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    return not better[i][s]


def gmr(moves: Moves, better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    return all(
        any(ranks[i][s2] <= ranks[i][s] for s2 in reachable(moves, others(len(moves), i), s1))
        for s1 in better[i][s]
    )


def smr(moves: Moves, better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    return all(
        any(
            ranks[i][s2] <= ranks[i][s] and all(ranks[i][s3] <= ranks[i][s] for s3 in moves[i][s2])
            for s2 in reachable(moves, others(len(moves), i), s1)
        )
        for s1 in better[i][s]
    )


def seq(moves: Moves, better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    return all(
        any(ranks[i][s2] <= ranks[i][s] for s2 in reachable(better, others(len(moves), i), s1))
        for s1 in better[i][s]
    )


def sseq(moves: Moves, better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    return all(
        any(
            ranks[i][s2] <= ranks[i][s] and all(ranks[i][s3] <= ranks[i][s] for s3 in moves[i][s2])
            for s2 in reachable(better, others(len(moves), i), s1)
        )
        for s1 in better[i][s]
    )


DEFINITIONS: dict[str, Callable[[Moves, Moves, Ranks, int, int], bool]] = {
    "nash": nash,
    "gmr": gmr,
    "smr": smr,
    "seq": seq,
    "sseq": sseq,
}


def table(game: Game, concept: str) -> list[list[bool]]:
    """Stability of every state for every decision maker."""
    moves = game.moves
    better = improvements(moves, game.ranks)
    stable = DEFINITIONS[concept]
    return [
        [stable(moves, better, game.ranks, i, s) for s in range(len(game.codes))]
        for i in range(len(game.controls))
    ]


def legal(moves: Moves, start: int, steps: Sequence[tuple[int, int]]) -> bool:
    """Tell whether ``steps`` of (mover, state) is a legal sequence from ``start``."""
    last = None
    for mover, state in steps:
        if mover == last or state not in moves[mover][start]:
            return False
        start, last = state, mover
    return True


def shortest(
    moves: Moves, movers: Iterable[int], s: int, goal: Callable[[int], bool], longest: int
) -> int | None:
    """Length of the shortest legal sequence from ``s`` to a goal, found by trying them all."""
    movers = list(movers)
    for length in range(1, longest + 1):
        for who in product(movers, repeat=length):
            if any(a == b for a, b in pairwise(who)):
                continue
            ends = {s}
            for mover in who:
                ends = {t for e in ends for t in moves[mover][e]}
            if any(goal(e) for e in ends):
                return length
    return None
