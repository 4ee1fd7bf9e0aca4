"""Why a coalition would or would not leave a state: the witness, as data and in a plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modusvivendi.conflict import Conflict
from modusvivendi.stability.coalition_search import Group, JointWay, Search, Way
from modusvivendi.stability.explanation import MENTIONED, Step, Verdict, change, joined


@dataclass(frozen=True)
class JointStep:
    """What some do together: who, the state it leads to, and the moves that lead there."""

    members: tuple[str, ...]
    state: int
    moves: tuple[Step, ...]


@dataclass(frozen=True)
class JointAnswer:
    """How the others deter one joint improvement.

    Attributes
    ----------
    improvement
        Code of the state the coalition would bring about.
    way
        A shortest way for it to get there.
    steps
        A shortest answer of the others; nobody, and no coalition, acts twice in a row.
    not_better
        Keys of the members who would then be no better off than now.
    """

    improvement: int
    way: tuple[Step, ...]
    steps: tuple[JointStep, ...]
    not_better: tuple[str, ...]


@dataclass(frozen=True)
class CoalitionExplanation:
    """Why a coalition would or would not leave a state under a concept.

    Attributes
    ----------
    state
        Code of the state.
    coalition
        Keys of the members.
    concept
        Key of a coalition concept.
    verdict
        ``no_move``, ``not_wanted``, ``feared`` or ``unstable``.
    reachable
        How many states the members can reach together.
    undeterred
        Codes of the joint improvements nothing deters, those in fewer moves first; not empty exactly where
        the verdict is ``unstable``.
    ways
        For each of them a shortest way to it.
    answers
        For each other joint improvement a shortest way to deter it.
    sentence
        The same for a lay reader.
    """

    state: int
    coalition: tuple[str, ...]
    concept: str
    verdict: Verdict
    reachable: int
    undeterred: tuple[int, ...]
    ways: tuple[tuple[Step, ...], ...]
    answers: tuple[JointAnswer, ...]
    sentence: str = ""

    @property
    def stable(self) -> bool:
        """Whether the coalition would stay."""
        return self.verdict is not Verdict.UNSTABLE

    @property
    def witness(self) -> int | None:
        """Code of a joint improvement that nothing deters, if there is one."""
        return self.undeterred[0] if self.undeterred else None


def explained(
    conflict: Conflict, search: Search, place: int, group: Group, concept: str, groups: Sequence[Group]
) -> CoalitionExplanation:
    """Say why a coalition would or would not leave a state.

    Parameters
    ----------
    conflict, search
        What to look in.
    place
        Of the state.
    group
        The members.
    concept
        Key of a coalition concept.
    groups
        The coalitions of the others that may answer under ``cseq``.
    """
    codes, names = conflict.codes, conflict.names
    rest = tuple(i for i in range(len(names)) if i not in group)
    ways = search.ways(group, place)
    better = sorted((t for t in ways if search.better(group, place, t)), key=lambda t: (len(ways[t]), t))

    def harms(u: int) -> bool:
        if search.better(group, place, u):
            return False
        return concept != "csmr" or not any(search.better(group, place, v) for v in search.ways(group, u))

    def steps(way: Way) -> tuple[Step, ...]:
        return tuple(Step(names[i], int(codes[to])) for i, to in way)

    undeterred: list[int] = []
    answers = []
    for t in better:
        answer: JointWay | None = None
        if concept == "cseq":
            answer = search.credible_answer(groups, t, harms)
        elif concept != "cnash":
            answer = search.any_answer(rest, t, harms)
        if answer is None:
            undeterred.append(t)
            continue
        end = answer[-1][1][-1][1]
        answers.append(
            JointAnswer(
                improvement=int(codes[t]),
                way=steps(ways[t]),
                steps=tuple(
                    JointStep(tuple(names[i] for i in who), int(codes[way[-1][1]]), steps(way))
                    for who, way in answer
                ),
                not_better=tuple(names[i] for i in group if not search.prefers(i, place, end)),
            )
        )
    if undeterred:
        verdict = Verdict.UNSTABLE
    elif better:
        verdict = Verdict.FEARED
    else:
        verdict = Verdict.NOT_WANTED if ways else Verdict.NO_MOVE
    found = CoalitionExplanation(
        state=int(codes[place]),
        coalition=tuple(names[i] for i in group),
        concept=concept,
        verdict=verdict,
        reachable=len(ways.keys() - {place}),
        undeterred=tuple(int(codes[t]) for t in undeterred),
        ways=tuple(steps(ways[t]) for t in undeterred),
        answers=tuple(answers),
    )
    return replace(found, sentence=_Wording(found, conflict, search).sentence())


class _Wording:
    """Puts one explanation into words."""

    def __init__(self, found: CoalitionExplanation, conflict: Conflict, search: Search) -> None:
        self.found = found
        self.conflict = conflict
        self.search = search
        self.shown = {dm.key: dm.name for dm in conflict.decision_makers}
        self.several = len(found.coalition) > 1
        self.who = joined([self.shown[key] for key in found.coalition])
        self.they = "they" if self.several else "it"
        self.all = {1: "it", 2: "both of them"}.get(len(found.coalition), "all of them")

    def sentence(self) -> str:
        match self.found.verdict:
            case Verdict.NO_MOVE:
                have = "have" if self.several else "has"
                return f"{self.who} {have} no feasible move from this state, so {self.they} cannot leave it."
            case Verdict.NOT_WANTED:
                return self.not_wanted()
            case Verdict.UNSTABLE:
                return self.unstable()
            case Verdict.FEARED:
                return self.feared()

    def not_wanted(self) -> str:
        count = self.found.reachable
        states = "one other state" if count == 1 else f"{count} other states"
        if count == 0:
            tale = f"{self.who} can only come back to this state"
        elif self.several:
            none = "which not all of them prefer" if count == 1 else f"none of which {self.all} prefer"
            tale = f"Together, {self.who} can reach {states}, {none} to this one"
        elif count == 1:
            tale = f"{self.who} can reach {states}, and does not prefer it"
        else:
            tale = f"{self.who} can reach {states}, and prefers none of them"
        return f"{tale}. So {self.they} {'stay' if self.several else 'stays'}."

    def unstable(self) -> str:
        tale = self.could_improve(self.found.ways[0])
        if self.found.concept == "cnash":
            unless = f"unless {self.they} {'fear' if self.several else 'fears'} what the others do then"
            return f"{tale}. So {self.they} would leave it, {unless}."
        nothing = "Nothing the others could do then"
        if self.found.concept == "cseq":
            nothing += ", each step to the advantage of those who take it,"
        if self.found.concept == "csmr":
            end = f"keep {'them' if self.several else 'it'} from something better than now"
        else:
            end = f"leave {'any of them' if self.several else 'it'} no better off than now"
        return f"{tale}. {nothing} would {end}. So {self.they} would leave it."

    def could_improve(self, way: Sequence[Step]) -> str:
        if not self.several:
            return f"{self.start()} by {change(self.conflict, self.found.state, way[0].state, 'ing')}"
        return f"{self.start()}: {self.told(way, self.found.state, 'would')}"

    def start(self) -> str:
        return f"{'Together, ' if self.several else ''}{self.who} could improve on this state"

    def feared(self) -> str:
        answers = self.found.answers
        stay = f"So {self.they} {'stay' if self.several else 'stays'}."
        if len(answers) == 1:
            return f"{self.could_improve(answers[0].way)}. But then {self.answered(answers[0])}. {stay}"
        tale = f"{self.start()} in {len(answers)} ways, but each can be answered."
        for answer in answers[:MENTIONED]:
            tale += f" If {self.told(answer.way, self.found.state, 's')}, {self.answered(answer)}."
        rest = len(answers) - MENTIONED
        if rest > 0:
            tale += " So it is with the other." if rest == 1 else f" So it is with the {rest} others."
        return f"{tale} {stay}"

    def answered(self, answer: JointAnswer) -> str:
        """Tell the steps of an answer and where they leave the coalition."""
        parts, at = [], answer.improvement
        for step in answer.steps:
            told = self.told(step.moves, at, "could")
            if self.found.concept == "cseq":
                whose = {1: "its own advantage", 2: "the advantage of both"}
                told += f", to {whose.get(len(step.members), 'the advantage of all of them')}"
            parts.append(told)
            at = step.state
        tale = (", and then " if self.found.concept == "cseq" else " and then ").join(parts)
        worse = [self.shown[key] for key in answer.not_better if self.gain(key, at) < 0]
        equal = [self.shown[key] for key in answer.not_better if self.gain(key, at) == 0]
        outcome = [f"{joined(worse)} would be worse off than now"] if worse else []
        outcome += [f"{joined(equal)} would be only as well off as now"] if equal else []
        tale += f", and {' and '.join(outcome)}"
        if self.found.concept == "csmr":
            better = f"anything {self.all} would prefer to now" if self.several else "anything better"
            tale += f"; and {self.they} would have no way to {better}"
        return tale

    def gain(self, key: str, code: int) -> int:
        """By how many ranks a decision maker is better off in a state than in the one explained."""
        row = self.search.ranks[self.conflict.names.index(key)]
        there, now = self.conflict.position(code), self.conflict.position(self.found.state)
        return int(row[there]) - int(row[now])

    def told(self, moves: Sequence[Step], at: int, verb: str) -> str:
        """Tell moves in a row; ``verb`` is ``would``, ``could`` or ``s`` for the present tense."""
        parts = []
        for step in moves:
            ending = "s" if verb == "s" else ""
            said = change(self.conflict, at, step.state, ending)
            parts.append(f"{self.shown[step.decision_maker]} {said if verb == 's' else f'{verb} {said}'}")
            at = step.state
        return " and then ".join(parts)
