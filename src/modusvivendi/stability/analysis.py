"""The public type of this stage: which states of a conflict are stable, for whom, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.errors import ConflictError, UnknownName, nearest
from modusvivendi.stability import foresight, simultaneous
from modusvivendi.stability.arcs import Arcs
from modusvivendi.stability.concepts import DEFAULT, chosen, concept, horizon_of
from modusvivendi.stability.explanation import NOT_SO_STRONGLY, Answer, Explanation, Step, Verdict, in_words
from modusvivendi.stability.ground import Ground, moves_of
from modusvivendi.stability.lattice import Bool, Int32, Int64, Lattice
from modusvivendi.stability.refinements import Refinement, refinement
from modusvivendi.stability.relations import wanted
from modusvivendi.version import __version__

if TYPE_CHECKING:
    from pandas import DataFrame

REASONS = ("unstable", "no_move", "not_wanted", "feared")


@dataclass(frozen=True, eq=False)
class Analysis:
    """What :func:`solve` found out about a conflict in one interpretation.

    Parameters
    ----------
    conflict
        The conflict that was solved.
    interpretation
        The interpretation of it that was solved.
    concepts
        Keys of the concepts, in the order asked for.
    ground
        The moves and preferences it was solved on.
    verdicts
        For each concept a bool array of shape (n, N).
    version
        Of the program.
    """

    conflict: Conflict
    interpretation: Interpretation
    concepts: tuple[str, ...]
    ground: Ground
    verdicts: Mapping[str, Bool]
    version: str = __version__

    @property
    def codes(self) -> Int64:
        """The states, ascending, shape (N,); columns of all arrays are in this order."""
        return self.conflict.codes

    @property
    def names(self) -> list[str]:
        """Keys of the decision makers; rows of all arrays are in this order."""
        return self.conflict.names

    @property
    def moves_of(self) -> Lattice | Arcs:
        """Who can move where."""
        return self.ground.moves

    @property
    def ranks(self) -> Int32:
        """Int32, shape (n, N) for ``n`` decision makers and ``N`` states; larger is better.

        Raises
        ------
        ConflictError
            Where somebody's preferences are no ranking; :meth:`Conflict.compared` gives them all the same.
        """
        return self.ground.ranks

    @property
    def variants(self) -> dict[str, str]:
        """Which reading of its definition each concept was computed by."""
        return {key: concept(key).variant for key in self.concepts}

    def stable(self, concept: str) -> Bool:
        """Tell which states are stable for whom.

        Returns
        -------
        numpy.ndarray
            Bool, shape (n, N).

        Raises
        ------
        UnknownName
            If the conflict was not solved for ``concept``.
        """
        return self.verdicts[self._solved(concept)]

    def holds(self, concept: str) -> Bool:
        """Tell which states are equilibria, bool, shape (N,): those stable for everybody.

        Under a weak concept, such as ``gmr-weak``, those that everybody holds, but not everybody strongly.
        """
        stable = self.stable(concept)
        refined = refinement(concept)
        if refined is not None and refined.weak:
            return np.asarray(self.without_degrees(concept).all(axis=0) & stable.any(axis=0))
        return np.asarray(stable.all(axis=0))

    def equilibria(self, concept: str) -> Int64:
        """Give the codes of the states that are equilibria, ascending; see :meth:`holds`."""
        found: Int64 = self.codes[self.holds(concept)]
        return found

    def without_degrees(self, concept: str) -> Bool:
        """Tell what is stable for whom when the strength a concept asks for is left out, shape (n, N).

        For ``gmr-strong``, ``gmr-weak`` or ``gmr@3`` that is what is stable under GMR.
        """
        key = self._solved(concept)
        refined = refinement(key)
        return self.ground.verdict(refined.ordinary.key if refined is not None else key)

    def reasons(self, concept: str) -> NDArray[np.uint8]:
        """Give for each decision maker and state its place in ``REASONS``, shape (n, N)."""
        stable = self.stable(concept)
        refined = refinement(concept)
        content = self.ground.verdict(refined.content.key if refined is not None else "nash")
        found = np.where(stable, np.where(content, 2, 3), 0).astype(np.uint8)
        found[stable & ~self._able] = 1
        return found

    def why(self, concept: str) -> NDArray[np.str_]:
        """Give for each decision maker and state why it is stable, in words, shape (n, N).

        ``no_move``: there is no feasible move from it; ``not_wanted``: there are moves, but none is an
        improvement; ``feared``: there are improvements, but each is deterred under this concept; or
        ``unstable``.
        """
        return np.array(REASONS)[self.reasons(concept)]

    def moves(self, code: int, decision_maker: str | int) -> Int64:
        """Codes of the states a decision maker can move to from a state, ascending.

        Raises
        ------
        ConflictError
            If there is no such state.
        UnknownName
            If there is no such decision maker.
        """
        reach: Int64 = self.codes[self.moves_of.moves(self._row(decision_maker), self._place(code))]
        return reach

    def improvements(self, code: int, decision_maker: str | int) -> Int64:
        """Codes of the states a decision maker can move to and surely prefers to a state, ascending."""
        row, place = self._row(decision_maker), self._place(code)
        reach = self.moves_of.moves(row, place)
        better: Int64 = self.codes[reach[self.ground.compared(row, place, reach) > 0]]
        return better

    def to_frame(self, *, reasons: bool = False) -> DataFrame:
        """Give the verdicts as a pandas DataFrame, columns ``(concept, decision maker)``, a row a state.

        With ``reasons`` the words of :meth:`why` stand in place of True and False. A last column of each
        concept, ``(concept, "equilibrium")``, tells what is stable for all.
        """
        from modusvivendi.stability.frames import analysis_frame

        return analysis_frame(self, reasons=reasons)

    def _repr_html_(self) -> str:
        from modusvivendi.stability.frames import analysis_html

        return analysis_html(self)

    def __repr__(self) -> str:
        from modusvivendi.stability.frames import analysis_text

        return analysis_text(self)

    def explain(self, code: int, decision_maker: str | int, concept: str) -> Explanation:
        """Say why a state is or is not stable for a decision maker under a concept.

        Parameters
        ----------
        code
            Of a feasible state.
        decision_maker
            Key or position.
        concept
            Any that was solved for.

        Returns
        -------
        Explanation
            With its witness: an improvement that is not deterred, or for each improvement the shortest
            sequence of answers that deters it.

        Raises
        ------
        ConflictError
            If there is no such state.
        UnknownName
            If there is no such decision maker, or the conflict was not solved for ``concept``.
        """
        key = self._solved(concept)
        row, place = self._row(decision_maker), self._place(code)
        refined = refinement(key)
        if refined is None or not refined.strength:
            return self._explain(key, row, place)
        return self._explain_degree(refined, row, place)

    def _explain(self, key: str, row: int, place: int) -> Explanation:
        reach = self.moves_of.moves(row, place)
        compared = self.ground.compared(row, place, reach)
        better = reach[wanted(compared, (refinement(key) or Refinement(key)).leaves_for_unknown)]
        better = self.ground.best_first(row, place, better)
        undeterred, answers, expected = self._witness(key, row, place, better.tolist())
        if not len(reach):
            verdict = Verdict.NO_MOVE
        elif undeterred:
            verdict = Verdict.UNSTABLE
        else:
            verdict = Verdict.FEARED if len(better) else Verdict.NOT_WANTED
        found = Explanation(
            state=int(self.codes[place]),
            decision_maker=self.names[row],
            concept=key,
            verdict=verdict,
            moves=len(reach),
            undeterred=tuple(int(self.codes[t]) for t in undeterred),
            answers=answers,
            expected=expected,
            sentence="",
        )
        return in_words(
            found, self.conflict, lambda to: int(self.ground.compared(row, place, np.array([to]))[0])
        )

    def _explain_degree(self, refined: Refinement, row: int, place: int) -> Explanation:
        """Explain a concept that asks for strength by the one that does not, and by what is missing."""
        ordinary = self._explain(refined.ordinary.key, row, place)
        strong = self._explain((refined.strong if refined.weak else refined).key, row, place)
        if not ordinary.stable:
            found = ordinary if refined.weak else strong
            return replace(found, concept=refined.key, sentence=ordinary.sentence)
        if not refined.weak:
            return strong
        if strong.stable:
            told = f"{strong.sentence} That is strongly stable, not weakly."
            return replace(strong, concept=refined.key, verdict=Verdict.UNSTABLE, sentence=told)
        told = f"{ordinary.sentence} Yet not strongly: {strong.sentence.removesuffix(NOT_SO_STRONGLY)}."
        return replace(ordinary, concept=refined.key, sentence=told)

    def _witness(
        self, key: str, row: int, place: int, better: list[int]
    ) -> tuple[list[int], tuple[Answer, ...], tuple[Step, ...]]:
        """Find the states that are left for, how the others deter, and what is expected of looking ahead."""
        if (refinement(key) or Refinement(key)).base == "nash":
            return better, (), ()
        if key == "nm" or horizon_of(key) is not None:
            seen = foresight.outlook(self.moves_of, self.ranks, row, place, horizon_of(key), better)
            answers = {t: self._steps(steps) for t, steps in seen.answers.items()}
            to = [step for _, step in seen.leaves[:1]]
            return to, self._answers(answers), self._steps(seen.leaves)
        undeterred, deterred = [], {}
        path = self.ground.deterrents(row, key, place) if better and key != "sim" else None
        for improvement in better:
            steps = path(improvement) if path else self._joint_steps(row, place, improvement)
            if steps is None:
                undeterred.append(improvement)
            else:
                deterred[improvement] = steps if isinstance(steps, tuple) else self._steps(steps)
        return undeterred, self._answers(deterred), ()

    def _steps(self, steps: list[tuple[int, int]]) -> tuple[Step, ...]:
        return tuple(Step(self.names[who], int(self.codes[to])) for who, to in steps)

    def _answers(self, steps: dict[int, tuple[Step, ...]]) -> tuple[Answer, ...]:
        return tuple(Answer(int(self.codes[t]), made) for t, made in steps.items())

    def _joint_steps(self, row: int, place: int, improvement: int) -> tuple[Step, ...] | None:
        """List the moves others make at the same time; states in between need not be feasible."""
        if isinstance(self.moves_of, Arcs):  # refused when it was solved
            return None
        found = simultaneous.joint_answer(self.moves_of, self.ranks, row, place, improvement)
        if found is None:
            return None
        code, steps = int(self.codes[improvement]), []
        for who, mask in found:
            code ^= mask
            steps.append(Step(self.names[who], code))
        return tuple(steps)

    @cached_property
    def _able(self) -> Bool:
        return self.moves_of.can_move()

    def _solved(self, name: str) -> str:
        key = concept(name).key
        if key not in self.verdicts:
            raise UnknownName(
                f"the conflict was not solved for {key}", hint=f"it was for {', '.join(self.concepts)}"
            )
        return key

    def _row(self, decision_maker: str | int) -> int:
        if isinstance(decision_maker, str):
            if decision_maker not in self.names:
                hint = nearest(decision_maker, self.names) or f"there are {', '.join(self.names)}"
                raise UnknownName(f"there is no decision maker called {decision_maker!r}", hint=hint)
            return self.names.index(decision_maker)
        if not 0 <= decision_maker < len(self.names):
            raise UnknownName(
                f"there is no decision maker {decision_maker}",
                hint=f"they count from 0 to {len(self.names) - 1}",
            )
        return int(decision_maker)

    def _place(self, code: int) -> int:
        place = self.conflict.position(int(code))
        if place is None:
            raise ConflictError(f"there is no feasible state with the code {code}")
        return place


def solve(
    conflict: Conflict,
    concepts: str | Iterable[str] = DEFAULT,
    interpretation: Interpretation | str | None = None,
) -> Analysis:
    """Find the states of a conflict that are stable for its decision makers, and for all of them.

    Parameters
    ----------
    conflict
        In option form or graph form.
    concepts
        Any of ``nash, gmr, smr, seq, sseq, sim``, and for two decision makers with strict preferences
        ``nm`` and ``l1``, ``l2``, … (so many moves ahead); a string may name several, separated by commas.
        Where preferences are stronger or weaker ``gmr-strong``, ``gmr-weak`` or ``gmr@3`` and the like, where
        some are unknown ``nash-a`` to ``seq-d``; see :mod:`modusvivendi.stability.refinements`.
    interpretation
        Which answers to the open questions and which circumstances to assume; None: first answers, no
        circumstance.

    Returns
    -------
    Analysis
        Frozen; verdicts, equilibria, and explanations on demand.

    Raises
    ------
    UnknownName
        If there is no such concept or interpretation.
    ConflictError
        If preferences are unknown and a concept does not say what is made of that, if a concept needs a
        ranking and preferences are none, or if there are too many states to compare two by two.

    Notes
    -----
    O(n^2 N) for ``n`` decision makers and ``N`` states; no list of moves and no matrix is made. Where
    preferences are no rankings, and for concepts that ask for strength or take the unknown into account,
    O(n N^3).

    References
    ----------
    Fang, Hipel & Kilgour, *Interactive Decision Making: The Graph Model for Conflict Resolution*, Wiley 1993.

    Examples
    --------
    >>> from modusvivendi.conflict import Conflict
    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> analysis = solve(dilemma)
    >>> analysis.equilibria("nash").tolist(), analysis.equilibria("seq").tolist()
    ([0], [0, 3])
    >>> print(analysis.explain(3, "A", "seq").sentence)
    A could improve on this state by dropping A.silent. But then B could drop B.silent, to its own advantage,
    and A would be worse off than now. So A stays.
    """
    return next(solve_each(conflict, concepts, [interpretation]))


def solve_each(
    conflict: Conflict,
    concepts: str | Iterable[str] = DEFAULT,
    interpretations: Iterable[Interpretation | str | None] | None = None,
) -> Iterator[Analysis]:
    """Solve a conflict in one interpretation after the other, working out the moves only once.

    Parameters
    ----------
    conflict, concepts
        As for :func:`solve`.
    interpretations
        Which; None: all, the base interpretation first. There may be very many of them.

    Raises
    ------
    UnknownName
        As :func:`solve`.
    """
    keys = chosen(concepts)
    moves = moves_of(conflict)
    for asked in conflict.interpretations() if interpretations is None else interpretations:
        found = asked if isinstance(asked, Interpretation) else conflict.interpretation(asked or "base")
        ground = Ground(conflict, found, moves)
        yield Analysis(conflict, found, keys, ground, ground.verdicts(keys))
