"""What a change of a model does: how many states are feasible and what holds, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words

LARGEST = 4_000_000
"""States times decision makers times interpretations that are solved for a glance."""

QUICK = 10_000
"""Of the same, what is solved in some hundredths of a second."""

_BY_NAME = "What holds among states given by name, modus solve tells."
_TOO_LARGE = "The model is too large to tell at once what would hold."


@dataclass(frozen=True)
class Effect:
    """What is different between two models.

    Attributes
    ----------
    states
        Number of feasible states before and after; None where they are too many to be listed.
    gained, lost
        What holds (under Nash, SEQ or SMR, in some interpretation) only after, only before; in words.
    kept
        How many arrangements hold in both.
    sometimes
        Of those, the ones that hold in more or fewer interpretations: words, before, after.
    interpretations
        Number before and after.
    base_only
        Only the first answers to open questions were compared, since there are too many interpretations.
    not_compared
        Why it is not told what holds, where it is not.
    """

    states: tuple[int | None, int | None]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    kept: int = 0
    sometimes: tuple[tuple[str, int, int], ...] = ()
    interpretations: tuple[int, int] = (1, 1)
    base_only: bool = False
    not_compared: str = ""

    @property
    def is_none(self) -> bool:
        """Whether nothing is different."""
        return (
            not self.not_compared
            and self.states[0] == self.states[1]
            and self.interpretations[0] == self.interpretations[1]
            and not (self.gained or self.lost or self.sometimes)
        )


def states_of(conflict: Conflict) -> int | None:
    """Give the number of feasible states; None where they are too many to be listed."""
    if conflict.graph is not None:
        return len(conflict.graph.states)
    return len(conflict.codes) if conflict.lists_states else None


def effect(before: Conflict, after: Conflict) -> Effect:
    """Compare what holds in two models.

    Options are the same in both where they have the same names, or where as many stand in the same order (as
    after renaming one).
    """
    states = states_of(before), states_of(after)
    counts = before.interpretation_count, after.interpretation_count
    conflicts = (before, after)
    if any(conflict.graph is not None for conflict in conflicts):
        return Effect(states, interpretations=counts, not_compared=_BY_NAME)
    if any(_cost(conflict, 1) > LARGEST for conflict in conflicts):
        return Effect(states, interpretations=counts, not_compared=_TOO_LARGE)
    base_only = any(_cost(conflict, conflict.interpretation_count) > LARGEST for conflict in conflicts)
    held = [_holding(conflict, base_only) for conflict in conflicts]
    names = _names(before.options, after.options)
    old = {frozenset(names[n] for n in taken): (taken, times) for taken, times in held[0].items()}
    words = [Words(conflict) for conflict in conflicts]
    new = {frozenset(taken): (taken, times) for taken, times in held[1].items()}
    both = [key for key in new if key in old]
    return Effect(
        states,
        tuple(words[1].state(taken) for key, (taken, _) in new.items() if key not in old),
        tuple(words[0].state(taken) for key, (taken, _) in old.items() if key not in new),
        len(both),
        tuple(
            (words[1].state(new[key][0]), old[key][1], new[key][1])
            for key in both
            if counts[0] == counts[1] and old[key][1] != new[key][1]
        ),
        counts,
        base_only,
    )


def is_quick(conflict: Conflict) -> bool:
    """Tell whether what holds in a model is told in no time."""
    return _cost(conflict, conflict.interpretation_count) <= QUICK


def _cost(conflict: Conflict, interpretations: int) -> int:
    states = states_of(conflict)
    return LARGEST + 1 if states is None else states * len(conflict.names) * interpretations


def _names(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    renamed = len(old) == len(new) and set(old) != set(new)
    return dict(zip(old, new, strict=True)) if renamed else {name: name for name in old}


@lru_cache(maxsize=16)
def _holding(conflict: Conflict, base_only: bool) -> dict[tuple[str, ...], int]:
    """Give the arrangements that hold, with in how many interpretations."""
    from modusvivendi.insight.arrangements import SHOWN, arrangements
    from modusvivendi.insight.interpretations import solve_interpretations

    ensemble = solve_interpretations(conflict, SHOWN, most=1 if base_only else 1024)
    return {a.taken: a.times for a in arrangements(ensemble)}
