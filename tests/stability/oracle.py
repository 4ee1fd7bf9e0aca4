"""The published definitions, written down as literally as Python allows and with no thought of speed.

Nothing here is shared with the engine. States are numbers 0..N-1; ``moves[i][s]`` is the set of states that
decision maker ``i`` can reach from ``s`` in one step; ``ranks[i][s]`` is larger for better states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, pairwise, product

Moves = Sequence[Sequence[set[int]]]
Ranks = Sequence[Sequence[int]]
Group = tuple[int, ...]


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
    reached = {j: set(moves[j][s]) for j in movers}  # by the one who moved last
    frontier = [(t, j) for j, ends in reached.items() for t in ends]
    while frontier:
        state, last = frontier.pop()
        for j, already in reached.items():
            if j != last and (new := moves[j][state] - already):
                already.update(new)
                frontier.extend((t, j) for t in new)
    return set().union(*reached.values())


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


def simultaneous(codes: Sequence[int], better: Moves, ranks: Ranks, i: int, s: int) -> bool:
    """SIM: others make improvements from ``s`` at the same time, so that it ends no better for ``i``."""
    place = {code: t for t, code in enumerate(codes)}
    for t in better[i][s]:
        deterred = False
        for choice in product(*[[None, *better[j][s]] for j in others(len(better), i)]):
            made = [u for u in choice if u is not None]
            code = codes[t]
            for u in made:
                code ^= codes[u] ^ codes[s]
            deterred |= bool(made) and code in place and ranks[i][place[code]] <= ranks[i][s]
        if not deterred:
            return False
    return True


class Coalitions:
    """The definitions of Kilgour et al. 2001 and of Inohara & Hipel 2008, state by state.

    With a structure, only its coalitions improve together to answer.
    """

    def __init__(self, moves: Moves, ranks: Ranks, structure: Sequence[Group] | None = None) -> None:
        self.moves, self.ranks, self.structure = moves, ranks, structure
        self.reachable = cache(lambda group, s: reachable(moves, group, s))
        self.improvements = cache(self._improvements)
        self.credible = cache(self._credible)

    def prefers(self, group: Group, s: int, t: int) -> bool:
        """Tell whether every member prefers ``t`` to ``s``."""
        return all(self.ranks[i][t] > self.ranks[i][s] for i in group)

    def answering(self, rest: Group) -> list[Group]:
        """The coalitions among ``rest`` that can improve together."""
        return (
            coalitions(rest) if self.structure is None else [g for g in self.structure if set(g) <= set(rest)]
        )

    def _improvements(self, group: Group, s: int) -> set[int]:
        """R_H^++(s)."""
        return {t for t in self.reachable(group, s) if self.prefers(group, s, t)}

    def _credible(self, rest: Group, s: int) -> set[int]:
        """Ends of sequences of coalition improvements, no coalition twice in a row."""
        seen = {(t, g) for g in self.answering(rest) for t in self.improvements(g, s)}
        todo = list(seen)
        while todo:
            at, last = todo.pop()
            for g in self.answering(rest):
                if g != last:
                    new = {(t, g) for t in self.improvements(g, at)} - seen
                    seen |= new
                    todo.extend(new)
        return {t for t, _ in seen}

    def stable(self, concept: str, group: Group, s: int) -> bool:
        """CNash, CGMR, CSMR or CSEQ."""
        rest = tuple(i for i in range(len(self.moves)) if i not in group)
        better = self.improvements(group, s)
        if concept == "cnash":
            return not better
        return all(
            any(
                not self.prefers(group, s, s2)
                and (
                    concept != "csmr"
                    or not any(self.prefers(group, s, s3) for s3 in self.reachable(group, s2))
                )
                for s2 in (self.credible if concept == "cseq" else self.reachable)(rest, s1)
            )
            for s1 in better
        )


def coalitions(members: Iterable[int]) -> list[Group]:
    """All coalitions of these."""
    members = tuple(members)
    return list(chain.from_iterable(combinations(members, size) for size in range(1, len(members) + 1)))


class Foresight:
    """Where it ends if two with strict preferences look ahead: G_h(i, s), by its recursion."""

    def __init__(self, moves: Moves, ranks: Ranks) -> None:
        self.moves, self.ranks = moves, ranks
        self.ends = cache(self._ends)

    def _ends(self, i: int, s: int, h: int) -> int:
        if h == 0 or not self.moves[i][s]:
            return s
        ends = [self.ends(1 - i, t, h - 1) for t in self.moves[i][s]]
        best = max(ends, key=lambda end: self.ranks[i][end])
        return s if self.ranks[i][s] >= self.ranks[i][best] else best

    def limited(self, h: int) -> list[list[bool]]:
        """L_h: who stays where."""
        return [[self.ends(i, s, h) == s for s in range(len(self.moves[0]))] for i in range(2)]

    def non_myopic(self) -> list[list[bool]]:
        """NM: who stays where for all horizons from some horizon on."""
        tables: list[list[list[int]]] = []
        while True:
            h, n = len(tables), len(self.moves[0])
            table = [[self.ends(i, s, h) for s in range(n)] for i in range(2)]
            if table in tables:
                cycle = tables[tables.index(table) :]
                return [[all(row[i][s] == s for row in cycle) for s in range(n)] for i in range(2)]
            tables.append(table)
