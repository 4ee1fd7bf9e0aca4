"""What every insight can be asked for: a sentence, a table, data, and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from modusvivendi.publish.tables import Table


class Insight(Protocol):
    """The result of a question put to a conflict."""

    @property
    def sentence(self) -> str:
        """The result in a few words."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements it rests on, without repetition; what rests on none is assumed."""

    def tables(self) -> tuple[Table, ...]:
        """Give the result as tables, the most important first."""

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""


@dataclass(frozen=True)
class Point:
    """One thing of several that a result says, in a sentence or two, with what it rests on.

    Attributes
    ----------
    text
        What is said.
    evidence
        Ids of the statements this rests on; none where it follows from the model or is assumed.
    """

    text: str
    evidence: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """Give it as JSON data."""
        return {"text": self.text, "evidence": list(self.evidence)}


@runtime_checkable
class Pointed(Protocol):
    """A result that says several things, each with its own evidence; together they are its sentence."""

    @property
    def points(self) -> tuple[Point, ...]:
        """What it says, the most important first."""


def told(points: Iterable[Point]) -> str:
    """Join points to a text.

    Examples
    --------
    >>> told([Point("The road is open."), Point("Nobody pays.")])
    'The road is open. Nobody pays.'
    """
    return " ".join(point.text for point in points)
