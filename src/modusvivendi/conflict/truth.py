"""What formulas are evaluated over: truth values, arrays of them, and values that are not settled yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray


class Truth(Protocol):
    """A truth value, or an array of them, that formulas can be evaluated over."""

    def __and__(self, other: Any, /) -> Any: ...
    def __or__(self, other: Any, /) -> Any: ...
    def __xor__(self, other: Any, /) -> Any: ...
    def __invert__(self) -> Any: ...


T = TypeVar("T", bound=Truth)


@runtime_checkable
class Countable(Protocol):
    """A truth value of its own kind that knows when many of its kind hold."""

    def at_least(self, count: int, members: list[Any], /) -> Any:
        """Tell whether ``count`` or more of ``members`` hold."""


@dataclass(frozen=True)
class Possibly:
    """Kleene's three truth values, element by element: ``sure`` to be true, or not excluded (``possible``).

    Used to judge a formula on states of which only some options are settled yet (Kleene, 1952, § 64).
    """

    sure: NDArray[np.bool_]
    possible: NDArray[np.bool_]

    def __and__(self, other: Possibly) -> Possibly:
        return Possibly(self.sure & other.sure, self.possible & other.possible)

    def __or__(self, other: Possibly) -> Possibly:
        return Possibly(self.sure | other.sure, self.possible | other.possible)

    def __invert__(self) -> Possibly:
        return Possibly(~self.possible, ~self.sure)

    def __xor__(self, other: Possibly) -> Possibly:
        return (self & ~other) | (~self & other)


@dataclass(frozen=True)
class Decidable:
    """Whether a formula can be found true, or false, while only some options are settled.

    Says of the formula what :class:`Possibly` can come to in any state, without looking at states: judging a
    formula before it can be decided would be work for nothing.
    """

    true: bool
    false: bool

    def __and__(self, other: Decidable) -> Decidable:
        return Decidable(self.true and other.true, self.false or other.false)

    def __or__(self, other: Decidable) -> Decidable:
        return Decidable(self.true or other.true, self.false and other.false)

    def __invert__(self) -> Decidable:
        return Decidable(self.false, self.true)

    def __xor__(self, other: Decidable) -> Decidable:
        both = (self.true or self.false) and (other.true or other.false)
        return Decidable(both, both)


def at_least(count: int, members: list[Any]) -> Any:
    """Tell where ``count`` or more of ``members`` hold."""
    if isinstance(members[0], Decidable):
        return Decidable(
            sum(member.true for member in members) >= count,
            sum(member.false for member in members) > len(members) - count,
        )
    if isinstance(members[0], Possibly):
        return Possibly(
            at_least(count, [member.sure for member in members]),
            at_least(count, [member.possible for member in members]),
        )
    if isinstance(members[0], Countable):
        return members[0].at_least(count, members)
    return sum(np.asarray(member, dtype=np.int32) for member in members) >= np.int32(min(count, 2**31 - 1))
