"""What the decision makers of a conflict prefer, as ranks of its states or as comparisons two by two."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.comparisons import Comparisons, Table
from modusvivendi.conflict.decision_maker import DecisionMaker, Preference
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.interpretation import Interpretation, Question
from modusvivendi.conflict.prioritisation import prioritise


class Preferences:
    """The part of a conflict that tells what is preferred; see :class:`Conflict`, which it is part of."""

    decision_makers: tuple[DecisionMaker, ...]
    questions: tuple[Question, ...]
    bits: dict[str, int]
    _comparisons: Comparisons
    _fixed: dict[str, NDArray[np.int32]]
    _rows: dict[tuple[Any, ...], NDArray[np.int32]]

    @property
    @abstractmethod
    def codes(self) -> NDArray[np.int64]:
        """The feasible states."""

    @abstractmethod
    def interpretation(self, identifier: str = "base") -> Interpretation:
        """Find an interpretation."""

    def statements(self) -> Iterator[tuple[DecisionMaker, Preference, str | None, str | None]]:
        """Give every preference statement: whose, which, and the question's id and answer it is under."""
        ids = {question.text: question.id for question in self.questions}
        for dm in self.decision_makers:
            for statement, question, answer in dm.every_statement():
                yield dm, statement, ids[question] if question is not None else None, answer

    def ranks(self, interpretation: Interpretation | str | None = None) -> NDArray[np.int32]:
        """Rank of every feasible state for every decision maker.

        Parameters
        ----------
        interpretation
            The interpretation, or its id; None is the base interpretation.

        Returns
        -------
        numpy.ndarray
            int32, shape (number of decision makers, N), each row from 0 without gaps; larger is better, equal
            is indifferent. O(N) per preference statement.

        Raises
        ------
        ConflictError
            Where some decision maker's preferences are no ranking: compared two by two, or partly unknown.
        """
        self._comparisons.demand_ranking()
        if not isinstance(interpretation, Interpretation):
            interpretation = self.interpretation(interpretation or "base")
        return np.stack([self._row(dm, interpretation) for dm in self.decision_makers])

    def preferred(self, dm: DecisionMaker, interpretation: Interpretation) -> tuple[Formula, ...]:
        """Preference statements of a decision maker in an interpretation, the most important first.

        Raises
        ------
        ConflictError
            Where it also compares states two by two, so that statements do not tell what it prefers.
        """
        self._comparisons.demand_statements(dm)
        return self._formulas(dm, interpretation)

    def _formulas(self, dm: DecisionMaker, interpretation: Interpretation) -> tuple[Formula, ...]:
        answers = {question.text: interpretation.answers[question.id] for question in self.questions}
        return tuple(statement.formula for statement in dm.statements(answers))

    @property
    def is_ranked(self) -> bool:
        """Whether everybody's preferences rank the states, so that :meth:`ranks` can be given."""
        return not self._comparisons.unranked

    @property
    def unknown(self) -> str | None:
        """In words, an unknown preference of some decision maker; None where everything is known."""
        return self._comparisons.unknown

    @property
    def is_graded(self) -> bool:
        """Whether some preference is more than mild."""
        return self._comparisons.graded

    def compared(self, interpretation: Interpretation | str | None = None) -> tuple[Table, ...]:
        """Tell what every decision maker thinks of every state beside every other.

        Parameters
        ----------
        interpretation
            The interpretation, or its id; None is the base interpretation.

        Returns
        -------
        tuple of numpy.ndarray
            For each decision maker int8 of shape (N, N): at ``[s, t]`` by how much the state in place ``t``
            is preferred to the one in place ``s``: 1 mildly, 2 strongly, and so on; below 0 where ``s`` is
            preferred, 0 where both are liked equally, -128 where nobody knows.

        Raises
        ------
        ConflictError
            Where there are more than 4,096 states.
        """
        found = interpretation
        if not isinstance(found, Interpretation):
            found = self.interpretation(found or "base")
        return self._comparisons.tables(lambda dm: self._row(dm, found))

    @property
    def has_rankings(self) -> bool:
        """Whether some decision maker's preferences are given state by state, not by statements."""
        return bool(self._fixed or self._comparisons.unranked)

    def given_ranks(self, decision_maker: str, *, despite_unknown: bool = False) -> NDArray[np.int32] | None:
        """Ranks of a decision maker that are the same in every interpretation because they were given.

        Parameters
        ----------
        decision_maker
            Its key.
        despite_unknown
            Give them even where it is unknown what it prefers of some pairs of states.

        Raises
        ------
        ConflictError
            Where its preferences are no ranking.
        """
        if not (despite_unknown and decision_maker in self._fixed):
            self._comparisons.demand_ranking(decision_maker)
        return self._fixed.get(decision_maker)

    def _row(self, dm: DecisionMaker, interpretation: Interpretation) -> NDArray[np.int32]:
        if dm.key in self._fixed:
            return self._fixed[dm.key]
        formulas = self._formulas(dm, interpretation)
        obtaining = interpretation.obtaining
        mentioned = obtaining.intersection(name for formula in formulas for name in formula.circumstances())
        # Interpretations that differ only elsewhere share the row.
        key = (dm.key, tuple(id(formula) for formula in formulas), mentioned)
        if key not in self._rows:
            truths = (formula.over(self.codes, self.bits, obtaining) for formula in formulas)
            row = prioritise(truths, len(self.codes))
            row.setflags(write=False)
            if (len(self._rows) + 1) * len(self.codes) > 2**24:  # 64 MiB
                self._rows.clear()
            self._rows[key] = row
        return self._rows[key]
