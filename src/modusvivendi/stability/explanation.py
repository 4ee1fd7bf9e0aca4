"""Why a state holds or does not hold for a decision maker: the witness, as data and in a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.comparisons import UNKNOWN
from modusvivendi.stability.concepts import ANSWERED, horizon_of
from modusvivendi.stability.refinements import STRONG, Refinement, refinement


class Verdict(StrEnum):
    """Why a state is stable, or that it is not."""

    UNSTABLE = "unstable"
    NO_MOVE = "no_move"
    NOT_WANTED = "not_wanted"
    FEARED = "feared"


@dataclass(frozen=True)
class Step:
    """A move: who makes it, and the code of the state it leads to."""

    decision_maker: str
    state: int


@dataclass(frozen=True)
class Answer:
    """How the others deter one improvement.

    Attributes
    ----------
    improvement
        Code of the state the decision maker would move to.
    steps
        A shortest sequence of moves of the others from there to a state that deters; nobody moves twice in
        a row.
    """

    improvement: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Explanation:
    """Why a state is or is not stable for a decision maker under a concept.

    Attributes
    ----------
    state
        Code of the state.
    decision_maker, concept
        Keys.
    verdict
        ``no_move``, ``not_wanted``, ``feared`` or ``unstable``.
    moves
        How many states the decision maker can move to.
    undeterred
        Codes of the improvements nothing deters, the best first; not empty exactly where the verdict is
        ``unstable``. Under concepts that look ahead (``l1``, ``l2`` …, ``nm``) the state it would move to,
        which need not be an improvement itself. Under the extensions ``a`` and ``c`` to unknown preferences
        states of which it is unknown whether it prefers them stand last among improvements. Under a weak
        concept they may be none, where the state is strongly stable instead.
    answers
        For each other improvement, the best first, a shortest way to deter it.
    expected
        Under concepts that look ahead, all steps expected if the decision maker leaves.
    sentence
        The same for a lay reader.
    """

    state: int
    decision_maker: str
    concept: str
    verdict: Verdict
    moves: int
    undeterred: tuple[int, ...]
    answers: tuple[Answer, ...]
    sentence: str
    expected: tuple[Step, ...] = ()

    @property
    def stable(self) -> bool:
        """Whether the state is stable for the decision maker."""
        return self.verdict is not Verdict.UNSTABLE

    def _repr_html_(self) -> str:
        from modusvivendi.stability.frames import explanation_html

        return explanation_html(self)

    @property
    def witness(self) -> int | None:
        """Code of the best improvement that nothing deters, if there is one."""
        return self.undeterred[0] if self.undeterred else None


NOT_SO_STRONGLY = ". So the state is stable, but not so strongly."
"""Ends a sentence about what is not as strongly stable as a concept asks."""

MENTIONED = 2
"""How many answers a sentence spells out."""


def in_words(found: Explanation, conflict: Conflict, compared: Callable[[int], int]) -> Explanation:
    """Fill in the sentence.

    Parameters
    ----------
    found
        The explanation.
    conflict
        What it is of.
    compared
        Tells by how much the decision maker prefers the state in a place to the one explained.
    """
    wording = _Wording(found, conflict, compared)
    sentence = {
        Verdict.NO_MOVE: wording.no_move,
        Verdict.NOT_WANTED: wording.not_wanted,
        Verdict.FEARED: wording.feared,
        Verdict.UNSTABLE: wording.unstable,
    }[found.verdict]()
    return replace(found, sentence=sentence)


class _Wording:
    """Puts one explanation into words."""

    def __init__(self, found: Explanation, conflict: Conflict, compared: Callable[[int], int]) -> None:
        self.found = found
        self.conflict = conflict
        self.compared = compared
        self.shown = {dm.key: dm.name for dm in conflict.decision_makers}
        self.who = self.shown[found.decision_maker]
        self.concept = refinement(found.concept) or Refinement(found.concept)
        self.symmetric, self.credible = ANSWERED.get(self.concept.base, (False, False))
        self.ahead = found.concept == "nm" or horizon_of(found.concept) is not None
        self.at_once = found.concept == "sim"

    def no_move(self) -> str:
        return f"{self.who} has no feasible move from this state, so it cannot leave it."

    def not_wanted(self) -> str:
        if self.found.moves == 1:
            prefers = "does not prefer"
            if self.concept.attitude:
                prefers = (
                    "surely does not prefer" if self.concept.leaves_for_unknown else "does not surely prefer"
                )
            return f"{self.who} has one move from this state, and {prefers} where it leads. So it stays."
        prefers = "prefers"
        if self.concept.attitude:
            prefers = "might prefer" if self.concept.leaves_for_unknown else "surely prefers"
        return f"{self.who} has {self.found.moves} moves from this state, and {prefers} none of the outcomes."

    def unstable(self) -> str:
        if self.ahead:
            return self.left()
        improvement = self.change(self.found.state, self.found.undeterred[0], "ing")
        start = f"{self.who} {self.might(self.found.undeterred[0], 'can')} {improvement}"
        if self.concept.base == "nash":
            return f"{start}. So {self.who} would leave it, unless it fears what the others do then."
        middle = ", each step to the advantage of the one who takes it," if self.credible else ""
        if self.credible and self.concept.attitude:
            middle = ", each step to the sure or possible advantage of the one who takes it,"
        if self.at_once:
            middle = " at the same moment, each to its own advantage,"
        then = "" if self.at_once else " then"
        nothing = f"nothing the others could do{then}{middle} would {self.deterring()}"
        if self.concept.degree:  # told of what is stable without it
            return f"{start}, and {nothing}{NOT_SO_STRONGLY}"
        return f"{start}, and {nothing}. So {self.who} would leave it."

    def might(self, code: int, can: str) -> str:
        """Say that a state can be improved on, or that this is unknown."""
        if self.degree(code) == UNKNOWN:
            might = "may or may not improve" if can == "can" else "might or might not improve"
            return f"{might} on this state by"
        return f"{can} improve on this state by"

    def deterring(self) -> str:
        """Say what an answer would have to do."""
        unsure = self.concept.deterred_by_unknown
        if self.symmetric and not self.concept.degree:
            better = "something better than now"
            if self.concept.attitude:
                better = f"something {'surely' if unsure else 'possibly'} better than now"
            return f"keep it from {better}"
        surely = "surely " if self.concept.attitude and not unsure else ""
        unknown = ", or where nobody knows" if unsure else ""
        whatever = ", whatever it did then" if self.symmetric else ""
        return f"{surely}leave it {self.bad()} than now{unknown}{whatever}"

    def bad(self) -> str:
        """Say how badly off an answer would have to leave a decision maker."""
        degree = self.concept.degree
        return {0: "no better off", 1: "worse off", STRONG: "much worse off"}.get(
            degree, f"worse off by degree {degree} or more"
        )

    def left(self) -> str:
        """Tell how it goes on if a decision maker who looks ahead leaves."""
        first, *rest = self.found.expected
        tale = f"{self.who} would leave this state by {self.change(self.found.state, first.state, 'ing')}"
        at = first.state
        for number, step in enumerate(rest):
            start = ", expecting that then " if number == 0 else " and then "
            tale += f"{start}{self.shown[step.decision_maker]} will {self.change(at, step.state, '')}"
            at = step.state
        return f"{tale}. There things would rest, better for {self.who} than now."

    def feared(self) -> str:
        answers = self.found.answers
        told = [self.answered(answer) for answer in answers[:MENTIONED]]
        if len(answers) == 1:
            improvement = self.change(self.found.state, answers[0].improvement, "ing")
            start = f"{self.who} {self.might(answers[0].improvement, 'could')} {improvement}"
            tale = f"{start}. But then {told[0]}."
        else:
            could = "could"
            if any(self.degree(answer.improvement) == UNKNOWN for answer in answers):
                could = "could, or might,"
            tale = (
                f"{self.who} {could} improve on this state in {len(answers)} ways, but each can be answered."
            )
            for answer, end in zip(answers, told, strict=False):
                tale += f" If it {self.change(self.found.state, answer.improvement, 's')}, {end}."
            rest = len(answers) - len(told)
            if rest:
                tale += " So it is with the other." if rest == 1 else f" So it is with the {rest} others."
        return f"{tale} So {self.who} stays."

    def answered(self, answer: Answer) -> str:
        """Tell the steps of an answer and where they leave the decision maker."""
        at = answer.improvement
        steps = []
        if self.ahead and not answer.steps:
            return f"that would end no better for {self.who} than now"
        own = ", to its own advantage," if self.credible or self.at_once else ""
        if self.credible and self.concept.attitude:
            own = ", to its own sure or possible advantage,"
        for step in answer.steps:
            verb = "would" if self.ahead else "could"
            steps.append(f"{self.shown[step.decision_maker]} {verb} {self.change(at, step.state, '')}{own}")
            at = step.state
        tale = " and ".join(steps) if self.at_once else " and then ".join(steps)
        if self.at_once:
            tale = f"at the same moment {tale}"
        tale += f"{'' if tale.endswith(',') else ','} and {self.who} would be {_left(self.degree(at))}"
        if self.symmetric:
            tale += f", {self.no_way_out()}"
        return tale

    def no_way_out(self) -> str:
        """Say that a decision maker cannot help what an answer brings about."""
        if self.concept.degree:
            unknown = ", or to the unknown" if self.concept.deterred_by_unknown else ""
            return f"with no move of its own but to where it is {self.bad()} than now{unknown}, too"
        better = "better"
        if self.concept.attitude:
            better = "surely better" if self.concept.deterred_by_unknown else "better, nor into the unknown"
        return f"with no move of its own to anything {better}"

    def degree(self, code: int) -> int:
        """By how much the decision maker prefers a state to the one explained."""
        place = self.conflict.position(code)
        return -1 if place is None else self.compared(place)

    def change(self, before: int, after: int, ending: str) -> str:
        return change(self.conflict, before, after, ending)


def _left(degree: int) -> str:
    """Say how a state would leave a decision maker."""
    if degree == UNKNOWN:
        return "where nobody knows whether that is better than now"
    if degree >= 0:
        return "only as well off as now"
    much = {1: "", STRONG: "much "}.get(-degree, "")
    by = f" by degree {-degree}" if -degree > STRONG else ""
    return f"{much}worse off than now{by}"


_TAKE = {"ing": "taking", "s": "takes", "": "take"}
_DROP = {"ing": "dropping", "s": "drops", "": "drop"}
_MOVE = {"ing": "moving to", "s": "moves to", "": "move to"}


def change(conflict: Conflict, before: int, after: int, ending: str) -> str:
    """Say what is taken and dropped between two states; verbs end in ``ing``, ``s`` or nothing."""
    if conflict.graph is not None:
        return f"{_MOVE[ending]} {conflict.describe(after)}"
    taken, dropped = conflict.taken(after & ~before), conflict.taken(before & ~after)
    parts = [f"{_TAKE[ending]} {joined(taken)}"] if taken else []
    parts += [f"{_DROP[ending]} {joined(dropped)}"] if dropped else []
    return " and ".join(parts)


def joined(parts: Sequence[str], word: str = "and") -> str:
    """Write a list as people do.

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined(["a", "b"], "or")
    ('a, b and c', 'a or b')
    """
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
