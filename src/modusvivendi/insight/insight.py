"""What every insight can be asked for: a sentence, a table, data, and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Supplemented:
    """A result with what else belongs to its answer, such as what the record says beyond the model.

    Attributes
    ----------
    insight
        The result.
    points
        All that is said, the result's own points among them as far as they are needed.
    first, more
        Tables that come before those of the result, and after them.
    data
        What is in the data besides that of the result.
    """

    insight: Insight
    points: tuple[Point, ...]
    first: Sequence[Table] = ()
    more: Sequence[Table] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """All of it in a few sentences."""
        return told(self.points)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that either rests on."""
        ids = (i for point in self.points for i in point.evidence)
        return tuple(dict.fromkeys([*self.insight.evidence, *ids]))

    def tables(self) -> tuple[Table, ...]:
        """Give all tables in order."""
        return (*self.first, *self.insight.tables(), *self.more)

    def record(self) -> dict[str, object]:
        """Give the result as JSON data, with all that is said."""
        own = self.insight.record()
        rests_on = "evidence" if "evidence" in own else "statements"
        return (
            own
            | dict(self.data)
            | {
                "points": [point.record() for point in self.points],
                rests_on: list(self.evidence),
                "sentence": self.sentence,
            }
        )
