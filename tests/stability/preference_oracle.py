"""The published definitions with intransitive, graded and unknown preferences, one by one and set by set.

Nothing here is shared with the program. What decision maker ``i`` thinks of two states is one entry of
``likes[i]``: the degree by which it prefers the first to the second, or ``None`` where that is unknown; pairs
without an entry, either way round, are liked equally.

The four extensions are those of Li, Hipel, Kilgour and Fang (2004), strong and weak stability those of
Hamouda, Kilgour and Hipel (2004, 2006), written with the sets of the literature: ``R_i(s)``, ``R_i^+(s)``,
``R_i^{+,U}(s)``, ``Phi_i^{<=}(s)`` (here with s itself in it), ``Phi_i^{<=,U}(s)`` and ``Phi_i^{<<}(s)``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hypothesis import strategies as st

from tests.stability.oracle import others, reachable

Likes = Mapping[tuple[int, int], int | None]


@dataclass(frozen=True, eq=False)
class Structure:
    """States 0 … N-1, the moves of everybody, and what everybody thinks of pairs of states."""

    moves: Sequence[Sequence[set[int]]]
    likes: Sequence[Likes]

    @property
    def states(self) -> range:
        return range(len(self.moves[0]))

    # What i thinks

    def unknown(self, i: int, s: int, t: int) -> bool:
        likes = self.likes[i]
        return ((s, t) in likes and likes[s, t] is None) or ((t, s) in likes and likes[t, s] is None)

    def degree(self, i: int, t: int, s: int) -> int:
        """By how much i prefers t to s; 0 where it does not."""
        return self.likes[i].get((t, s)) or 0

    # Sets of states, by what they are to i beside s

    def better(self, i: int, s: int) -> set[int]:
        return {t for t in self.states if self.degree(i, t, s) > 0}

    def unclear(self, i: int, s: int) -> set[int]:
        return {t for t in self.states if self.unknown(i, s, t)}

    def no_better(self, i: int, s: int) -> set[int]:
        return set(self.states) - self.better(i, s) - self.unclear(i, s)

    def worse_by(self, i: int, s: int, k: int) -> set[int]:
        return {t for t in self.states if self.degree(i, s, t) >= k}

    # Moves

    def plus(self, i: int) -> list[set[int]]:
        return [self.moves[i][s] & self.better(i, s) for s in self.states]

    def plus_unknown(self, i: int) -> list[set[int]]:
        return [self.moves[i][s] & (self.better(i, s) | self.unclear(i, s)) for s in self.states]

    def answers(self, i: int, s1: int) -> set[int]:
        return _reached(self, "any", i, s1)

    def improving_answers(self, i: int, s1: int) -> set[int]:
        return _reached(self, "plus", i, s1)

    def possible_answers(self, i: int, s1: int) -> set[int]:
        return _reached(self, "plus_unknown", i, s1)


@lru_cache(10_000)  # the only concession to time
def _reached(g: Structure, kind: str, i: int, s1: int) -> set[int]:
    everybody = range(len(g.moves))
    lists = {"any": lambda j: g.moves[j], "plus": g.plus, "plus_unknown": g.plus_unknown}[kind]
    return reachable([lists(j) for j in everybody], others(len(g.moves), i), s1)


Definition = Callable[[Structure, int, int], bool]


def nash(g: Structure, i: int, s: int) -> bool:
    return not g.plus(i)[s]


def gmr(g: Structure, i: int, s: int) -> bool:
    return all(g.answers(i, s1) & g.no_better(i, s) for s1 in g.plus(i)[s])


def smr(g: Structure, i: int, s: int) -> bool:
    return all(
        any(g.moves[i][s2] <= g.no_better(i, s) for s2 in g.answers(i, s1) & g.no_better(i, s))
        for s1 in g.plus(i)[s]
    )


def seq(g: Structure, i: int, s: int) -> bool:
    return all(g.improving_answers(i, s1) & g.no_better(i, s) for s1 in g.plus(i)[s])


def sseq(g: Structure, i: int, s: int) -> bool:
    return all(
        any(g.moves[i][s2] <= g.no_better(i, s) for s2 in g.improving_answers(i, s1) & g.no_better(i, s))
        for s1 in g.plus(i)[s]
    )


def nash_a(g: Structure, i: int, s: int) -> bool:
    return not g.plus_unknown(i)[s]


def nash_b(g: Structure, i: int, s: int) -> bool:
    return not g.plus(i)[s]


def gmr_a(g: Structure, i: int, s: int) -> bool:
    return all(g.answers(i, s1) & g.no_better(i, s) for s1 in g.plus_unknown(i)[s])


def gmr_b(g: Structure, i: int, s: int) -> bool:
    return all(g.answers(i, s1) & g.no_better(i, s) for s1 in g.plus(i)[s])


def gmr_c(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(g.answers(i, s1) & deterring for s1 in g.plus_unknown(i)[s])


def gmr_d(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(g.answers(i, s1) & deterring for s1 in g.plus(i)[s])


def smr_a(g: Structure, i: int, s: int) -> bool:
    return all(
        any(g.moves[i][s2] <= g.no_better(i, s) for s2 in g.answers(i, s1) & g.no_better(i, s))
        for s1 in g.plus_unknown(i)[s]
    )


def smr_b(g: Structure, i: int, s: int) -> bool:
    return all(
        any(g.moves[i][s2] <= g.no_better(i, s) for s2 in g.answers(i, s1) & g.no_better(i, s))
        for s1 in g.plus(i)[s]
    )


def smr_c(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(
        any(g.moves[i][s2] <= deterring for s2 in g.answers(i, s1) & deterring) for s1 in g.plus_unknown(i)[s]
    )


def smr_d(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(any(g.moves[i][s2] <= deterring for s2 in g.answers(i, s1) & deterring) for s1 in g.plus(i)[s])


def seq_a(g: Structure, i: int, s: int) -> bool:
    return all(g.possible_answers(i, s1) & g.no_better(i, s) for s1 in g.plus_unknown(i)[s])


def seq_b(g: Structure, i: int, s: int) -> bool:
    return all(g.possible_answers(i, s1) & g.no_better(i, s) for s1 in g.plus(i)[s])


def seq_c(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(g.possible_answers(i, s1) & deterring for s1 in g.plus_unknown(i)[s])


def seq_d(g: Structure, i: int, s: int) -> bool:
    deterring = g.no_better(i, s) | g.unclear(i, s)
    return all(g.possible_answers(i, s1) & deterring for s1 in g.plus(i)[s])


def by_degree(k: int) -> dict[str, Definition]:
    """Stability where only what is worse by at least degree ``k`` deters."""

    def gmr_k(g: Structure, i: int, s: int) -> bool:
        return all(g.answers(i, s1) & g.worse_by(i, s, k) for s1 in g.plus(i)[s])

    def smr_k(g: Structure, i: int, s: int) -> bool:
        worse = g.worse_by(i, s, k)
        return all(any(g.moves[i][s2] <= worse for s2 in g.answers(i, s1) & worse) for s1 in g.plus(i)[s])

    def seq_k(g: Structure, i: int, s: int) -> bool:
        return all(g.improving_answers(i, s1) & g.worse_by(i, s, k) for s1 in g.plus(i)[s])

    return {"gmr": gmr_k, "smr": smr_k, "seq": seq_k}


def under_extension(k: int, letter: str) -> dict[str, Definition]:
    """Strong stability under an extension: strength and uncertainty together."""

    def leaving(g: Structure, i: int, s: int) -> set[int]:
        return g.plus_unknown(i)[s] if letter in "ac" else g.plus(i)[s]

    def deterring(g: Structure, i: int, s: int) -> set[int]:
        return g.worse_by(i, s, k) | (g.unclear(i, s) if letter in "cd" else set())

    def gmr_k(g: Structure, i: int, s: int) -> bool:
        return all(g.answers(i, s1) & deterring(g, i, s) for s1 in leaving(g, i, s))

    def smr_k(g: Structure, i: int, s: int) -> bool:
        bad = deterring(g, i, s)
        return all(any(g.moves[i][s2] <= bad for s2 in g.answers(i, s1) & bad) for s1 in leaving(g, i, s))

    def seq_k(g: Structure, i: int, s: int) -> bool:
        return all(g.possible_answers(i, s1) & deterring(g, i, s) for s1 in leaving(g, i, s))

    return {"gmr": gmr_k, "smr": smr_k, "seq": seq_k}


ORDINARY: dict[str, Definition] = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq}
GRADED: dict[str, Definition] = {
    f"{base}@{k}": stable for k in (1, 2, 3) for base, stable in by_degree(k).items()
} | {f"{base}-strong": stable for base, stable in by_degree(2).items()}
EXTENDED: dict[str, Definition] = {
    "nash-a": nash_a,
    "nash-b": nash_b,
    "nash-c": nash_a,
    "nash-d": nash_b,
    "gmr-a": gmr_a,
    "gmr-b": gmr_b,
    "gmr-c": gmr_c,
    "gmr-d": gmr_d,
    "smr-a": smr_a,
    "smr-b": smr_b,
    "smr-c": smr_c,
    "smr-d": smr_d,
    "seq-a": seq_a,
    "seq-b": seq_b,
    "seq-c": seq_c,
    "seq-d": seq_d,
}
HYBRID: dict[str, Definition] = {
    f"{base}-strong-{letter}": stable
    for letter in "abcd"
    for base, stable in under_extension(2, letter).items()
}


def table(g: Structure, stable: Definition) -> list[list[bool]]:
    """Stability of every state for every decision maker."""
    return [[stable(g, i, s) for s in g.states] for i in range(len(g.moves))]


# Conflicts to try


@st.composite
def structures(draw: st.DrawFn, unknown: bool = True) -> Structure:
    """Conflicts in graph form of 2 to 4 decision makers, with anything between a ranking and plain noise."""
    return random_structure(random.Random(draw(st.integers(0, 2**32 - 1))), unknown)


def random_structure(rng: random.Random, unknown: bool = True) -> Structure:
    n, states = rng.randint(1, 4), rng.randint(1, 7)
    share = rng.choice([0.15, 0.3, 0.6])
    moves = [
        [{t for t in range(states) if t != s and rng.random() < share} for s in range(states)]
        for _ in range(n)
    ]
    return Structure(moves, [random_likes(rng, states, unknown) for _ in range(n)])


def random_likes(rng: random.Random, states: int, unknown: bool = True) -> dict[tuple[int, int], int | None]:
    """Say of pairs of states which is preferred: at random, or by a ranking, and then forget some."""
    ranks = [rng.randint(0, states) for _ in range(states)]
    ranked = rng.random() < 0.4
    unclear = rng.choice([0.0, 0.1, 0.3, 0.7]) if unknown else 0.0
    most = rng.choice([1, 2, 3])
    likes: dict[tuple[int, int], int | None] = {}
    for s in range(states):
        for t in range(s):
            if rng.random() < unclear:
                likes[(s, t) if rng.random() < 0.5 else (t, s)] = None
                continue
            sign = (ranks[s] > ranks[t]) - (ranks[s] < ranks[t]) if ranked else rng.choice([-1, 0, 1, 1, -1])
            if sign:
                likes[(s, t) if sign > 0 else (t, s)] = rng.randint(1, most)
    return likes
