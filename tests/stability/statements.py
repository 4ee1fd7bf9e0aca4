"""Random small conflicts whose preferences are statements, with all that makes them awkward."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from modusvivendi.conflict import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Conflict,
    DecisionMaker,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    OpenPreference,
    Option,
    Or,
    Preference,
    Xor,
)
from modusvivendi.errors import ConflictError


def random_formula(rng: random.Random, atoms: Sequence[Formula], depth: int = 3) -> Formula:
    """Give a formula with any connective and cardinality."""
    if depth == 0 or rng.random() < 0.25:
        atom = rng.choice(atoms)
        return Not(atom) if rng.random() < 0.3 else atom

    def some(least: int) -> list[Formula]:
        return [random_formula(rng, atoms, depth - 1) for _ in range(rng.randint(least, 4))]

    kind: Any = rng.choice([Not, And, Or, Xor, If, Implies, Iff, NoneOf, AllOf, AtLeast, AtMost, Exactly])
    made: Formula
    if kind is Not:
        made = Not(random_formula(rng, atoms, depth - 1))
    elif kind in (AtLeast, AtMost, Exactly):
        made = kind(rng.randint(0, 4), *some(1))
    elif kind in (If, Implies, Iff):
        made = kind(*some(2)[:2])
    else:
        made = kind(*some(1 if kind in (NoneOf, AllOf) else 2))
    return made


def random_conflict(rng: random.Random, most_makers: int = 4, most_options: int = 7) -> Conflict:
    """Give a conflict with infeasible states, one-way options, open questions, circumstances and ties."""
    while True:
        try:
            return _attempt(rng, most_makers, most_options)
        except ConflictError as error:
            assert error.message == "no state is feasible", error


def _attempt(rng: random.Random, most_makers: int, most_options: int) -> Conflict:
    makers = [f"D{number}" for number in range(rng.randint(1, most_makers))]
    owned: dict[str, list[str]] = {maker: [] for maker in makers}
    for number in range(rng.randint(1, most_options)):
        owned[rng.choice(makers)].append(f"o{number}")
    options: list[Formula] = [Option(maker, option) for maker, own in owned.items() for option in own]
    circumstances = [f"c{number}" for number in range(rng.choice([0, 0, 1, 2]))]
    atoms = options + [Circumstance(name) for name in circumstances]

    def statements(most: int) -> tuple[Preference, ...]:
        return tuple(Preference(random_formula(rng, atoms)) for _ in range(rng.randint(0, most)))

    def question() -> OpenPreference:
        return OpenPreference(rng.choice(["Will it?", "Why?"]), {"yes": statements(2), "no": statements(2)})

    asked = rng.random() < 0.3
    decision_makers = []
    for maker, own in owned.items():
        preferences: list[Preference | OpenPreference] = [*statements(4)]
        if asked and rng.random() < 0.5:
            preferences.insert(rng.randint(0, len(preferences)), question())
        decision_makers.append(DecisionMaker(maker, dict.fromkeys(own, ""), preferences=tuple(preferences)))
    one_way = rng.choice([0.0, 0.0, 0.3, 0.8])
    return Conflict(
        decision_makers,
        circumstances=dict.fromkeys(circumstances, ""),
        infeasible=[random_formula(rng, options, 2) for _ in range(rng.choice([0, 0, 1, 2, 3]))],
        irreversible={
            str(option): rng.choice(["forward", "back"]) for option in options if rng.random() < one_way
        },
        status_quo=None,
    )
