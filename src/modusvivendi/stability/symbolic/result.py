"""What a search found, as data and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from modusvivendi.conflict import Conflict, Formula
from modusvivendi.conflict.interpretation import Interpretation
from modusvivendi.stability.explanation import change, joined
from modusvivendi.version import __version__

Stopped = Literal["limit", "time"]
"""Why a search ended early: it found as many as asked for, or its time was up."""


@dataclass(frozen=True)
class SearchResult:
    """The Nash equilibria found, and whether there are others.

    Attributes
    ----------
    conflict
        What was searched.
    where
        What had to hold in them; None: nothing in particular.
    interpretation
        The answers and circumstances assumed.
    states
        Their codes, ascending.
    stopped
        Why the search ended early; None where it did not.
    rounds
        How many candidates were looked at; 0 where states were listed.
    blocking
        Where there is none: keys of decision makers of whom one or another would leave every feasible state
        with the property, whatever the interests of the rest. Empty where no feasible state has it.
    """

    conflict: Conflict
    where: Formula | None
    interpretation: Interpretation
    states: tuple[int, ...]
    stopped: Stopped | None
    rounds: int
    blocking: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it is proved that there are no others."""
        return self.stopped is None

    @property
    def exists(self) -> bool | None:
        """Whether there is one; None where time ran out before that was settled."""
        return bool(self.states) or (False if self.complete else None)

    @property
    def taken(self) -> list[list[str]]:
        """Names of the options taken in each of :attr:`states`."""
        return [self.conflict.taken(code) for code in self.states]

    @property
    def sentence(self) -> str:
        """What was found, in a sentence or two."""
        count = len(self.states)
        wanted = "Nash equilibrium" if count < 2 else "Nash equilibria"
        if self.where is not None:
            wanted += f" in which {self.where}"
        if not count and not self.complete:
            return f"Not settled: time ran out before a {wanted} was found or ruled out."
        if not count:
            return f"There is no {wanted}{self._because}."
        be, how_many = ("is", "one") if count == 1 else ("are", f"{count:,}")
        if self.complete:
            return f"There {be} exactly {how_many} {wanted}."
        start = f"There {be} at least {how_many} {wanted}"
        if self.stopped == "limit":
            return f"{start}; the search was to stop there."
        return f"{start}; time ran out before it was settled whether there are more."

    def _repr_html_(self) -> str:
        from modusvivendi.conflict.frames import state_list_html

        return state_list_html(self.sentence, self.conflict, self.states)

    @property
    def _because(self) -> str:
        if not self.blocking:
            return ": no feasible state is like that"
        names = {dm.key: dm.name for dm in self.conflict.decision_makers}
        leaving = joined([names[key] for key in self.blocking], "or")
        every = "every feasible state" if self.where is None else "every feasible state like that"
        return f": from {every} {leaving} could improve by a move of its own"

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain data."""
        return {
            "decision_makers": list(self.conflict.names),
            "options": list(self.conflict.options),
            "concept": "nash",
            "where": None if self.where is None else str(self.where),
            "interpretation": self.interpretation.id,
            "exists": self.exists,
            "complete": self.complete,
            "stopped": self.stopped,
            "states": [state_record(self.conflict, code) for code in self.states],
            "blocking": list(self.blocking),
            "rounds": self.rounds,
            "sentence": self.sentence,
            "version": __version__,
        }


@dataclass(frozen=True)
class Witness:
    """Whether one state is a Nash equilibrium, and what shows it.

    Attributes
    ----------
    conflict
        What it is a state of.
    code
        The state.
    interpretation
        The answers and circumstances assumed.
    improvements
        For each decision maker that could improve on the state, by key, the code of a state that it prefers
        and could go to; in option form it changes no option needlessly.
    """

    conflict: Conflict
    code: int
    interpretation: Interpretation
    improvements: Mapping[str, int]

    @property
    def nash(self) -> bool:
        """Whether nobody could improve on it."""
        return not self.improvements

    @property
    def sentence(self) -> str:
        """What shows it, in a sentence for each decision maker that would leave."""
        if self.nash:
            return "This is a Nash equilibrium: nobody could improve on it by a move of its own."
        names = {dm.key: dm.name for dm in self.conflict.decision_makers}
        leaving = " ".join(
            f"{names[key]} would improve by {change(self.conflict, self.code, better, 'ing')}."
            for key, better in self.improvements.items()
        )
        return f"This is no Nash equilibrium. {leaving}"

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain data."""
        return {
            "state": state_record(self.conflict, self.code),
            "concept": "nash",
            "interpretation": self.interpretation.id,
            "nash": self.nash,
            "improvements": [
                {"decision_maker": key, "state": state_record(self.conflict, better)}
                for key, better in self.improvements.items()
            ],
            "sentence": self.sentence,
            "version": __version__,
        }


def state_record(conflict: Conflict, code: int) -> dict[str, Any]:
    """Give a state as plain data: its code, and the options taken or, in graph form, its name."""
    if conflict.graph is not None:
        return {"code": code, "taken": [], "name": conflict.describe(code)}
    return {"code": code, "taken": conflict.taken(code)}
