"""Precision and recall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """How many were right, of how many found and of how many wanted; counts may be weighted.

    Where nothing was found and nothing wanted, everything is right.
    """

    right: float
    found: float
    wanted: float

    def __add__(self, other: Rate) -> Rate:
        """Give the rate over both."""
        return Rate(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def share(right: float, of: float) -> float:
    """Give a share; of nothing it is 0."""
    return right / of if of else 0.0
