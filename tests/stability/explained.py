"""Checks explanations word for word against the oracle: what is said to deter does, what is not, does not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product

from modusvivendi.stability import Analysis, Explanation, Step, Verdict
from modusvivendi.stability.concepts import horizon_of
from tests.stability.oracle import Foresight, Moves, Ranks, improvements, legal, others, reachable, shortest


def check_explanations(analysis: Analysis, moves: Moves) -> int:
    """Every explanation of an analysis is true, and its answers are as short as any; gives their number."""
    checked = Checked(analysis, moves)
    for i in range(len(moves)):
        for s in range(len(analysis.codes)):
            for key in analysis.concepts:
                checked.one(i, s, key)
    return len(moves) * len(analysis.codes) * len(analysis.concepts)


class Checked:
    """An analysis beside the oracle's moves and improvements, with states as places."""

    def __init__(self, analysis: Analysis, moves: Moves) -> None:
        self.analysis, self.moves = analysis, moves
        self.codes: list[int] = analysis.codes.tolist()
        self.place = {code: s for s, code in enumerate(self.codes)}
        self.ranks: Ranks = analysis.ranks.tolist()
        self.better = improvements(moves, self.ranks)
        self.foresight = Foresight(moves, self.ranks)

    def one(self, i: int, s: int, key: str) -> None:
        """Check one explanation, whatever the concept."""
        told = self.analysis.explain(self.codes[s], i, key)
        assert (told.state, told.concept) == (self.codes[s], key)
        assert told.decision_maker == self.analysis.names[i]
        assert told.verdict == self.analysis.why(key)[i, s]
        assert told.stable == self.analysis.stable(key)[i, s]
        assert told.moves == len(self.moves[i][s])
        assert (told.verdict == Verdict.NO_MOVE) == (not self.moves[i][s])
        assert told.sentence.endswith(".")
        left = {self.place[t] for t in told.undeterred}
        answered = [self.place[answer.improvement] for answer in told.answers]
        assert bool(left) == (not told.stable)
        if key == "nm" or horizon_of(key) is not None:
            self.ahead(told, i, s)
            return
        assert left | set(answered) == self.better[i][s]
        assert len(left) + len(answered) == len(self.better[i][s])
        for known in ([self.place[t] for t in told.undeterred], answered):
            assert known == sorted(known, key=lambda t: (-self.ranks[i][t], t)), "the best first"
        assert told.witness == (told.undeterred[0] if told.undeterred else None)
        if key == "sim":
            self.at_once(told, i, s)
        else:
            self.in_turn(told, i, s)

    def in_turn(self, told: Explanation, i: int, s: int) -> None:
        """GMR, SMR, SEQ, SSEQ: the others answer in a legal sequence, none shorter deters. Nash: nobody."""
        rank = self.ranks[i]
        used = self.better if told.concept in {"seq", "sseq"} else self.moves
        symmetric = told.concept in {"smr", "sseq"}
        who = [] if told.concept == "nash" else others(len(self.moves), i)

        def deters(t: int) -> bool:
            return rank[t] <= rank[s] and not (symmetric and any(rank[u] > rank[s] for u in self.moves[i][t]))

        for code in told.undeterred:
            assert not any(deters(t) for t in reachable(used, who, self.place[code]))
        for answer in told.answers:
            start, steps = self.place[answer.improvement], self.steps(answer.steps)
            assert steps
            assert all(mover in who for mover, _ in steps)
            assert legal(used, start, steps)
            assert deters(steps[-1][1])
            assert shortest(used, who, start, deters, len(steps) - 1) is None
        if len(told.answers) == 1 and told.stable:
            self.spoken(told, i, s, self.place[told.answers[0].steps[-1].state])

    def at_once(self, told: Explanation, i: int, s: int) -> None:
        """SIM: the fewest of the others, each with an improvement of its own, at the same moment."""
        for code in told.undeterred:
            assert not any(self.joint(i, s, code, who) for who in self.groups(i))
        for answer in told.answers:
            code, movers = answer.improvement, []
            for step in answer.steps:
                j = self.analysis.names.index(step.decision_maker)
                assert self.codes[s] ^ step.state ^ code in {self.codes[t] for t in self.better[j][s]}
                movers.append(j)
                code = step.state
            assert movers
            assert len(set(movers)) == len(movers)
            assert i not in movers
            assert self.ranks[i][self.place[code]] <= self.ranks[i][s]
            fewer = (who for who in self.groups(i) if len(who) < len(movers))
            assert not any(self.joint(i, s, answer.improvement, who) for who in fewer)
        if len(told.answers) == 1 and told.stable:
            self.spoken(told, i, s, self.place[told.answers[0].steps[-1].state])

    def groups(self, i: int) -> Iterable[tuple[int, ...]]:
        rest = others(len(self.moves), i)
        return (who for size in range(1, len(rest) + 1) for who in combinations(rest, size))

    def joint(self, i: int, s: int, improvement: int, who: tuple[int, ...]) -> bool:
        """Tell whether exactly these can deter an improvement by improving at the same moment."""
        for choice in product(*[self.better[j][s] for j in who]):
            code = improvement
            for t in choice:
                code ^= self.codes[t] ^ self.codes[s]
            if code in self.place and self.ranks[i][self.place[code]] <= self.ranks[i][s]:
                return True
        return False

    def ahead(self, told: Explanation, i: int, s: int) -> None:
        """L_h and NM: what is expected is what the recursion gives, for the horizon or for one of many."""
        horizon = horizon_of(told.concept)
        horizons = range(1, 400) if horizon is None else [horizon]
        if told.expected:
            assert not told.answers
            steps = self.steps(told.expected)
            assert steps[0] == (i, self.place[told.undeterred[0]])
            assert any(self.expected(i, s, h, steps) for h in horizons)
            assert self.ranks[i][steps[-1][1]] > self.ranks[i][s]
            return
        assert told.stable
        assert {self.place[answer.improvement] for answer in told.answers} == self.better[i][s]
        for answer in told.answers:
            start, steps = self.place[answer.improvement], self.steps(answer.steps)
            assert any(self.expected(1 - i, start, h - 1, steps) for h in horizons)
            assert self.ranks[i][steps[-1][1] if steps else start] <= self.ranks[i][s]

    def expected(self, i: int, s: int, h: int, steps: list[tuple[int, int]]) -> bool:
        """Tell whether ``steps`` are made if ``i`` is to move at ``s`` with ``h`` moves to come."""
        ends = self.foresight.ends
        for mover, t in steps:
            if h < 1 or mover != i or t not in self.moves[i][s] or ends(i, s, h) != ends(1 - i, t, h - 1):
                return False
            if ends(i, s, h) == s:
                return False
            i, s, h = 1 - i, t, h - 1
        return h < 1 or ends(i, s, h) == s

    def spoken(self, told: Explanation, i: int, s: int, end: int) -> None:
        """The sentence says how it ends, as it does."""
        worse = self.ranks[i][end] < self.ranks[i][s]
        assert ("worse off than now" if worse else "only as well off as now") in told.sentence

    def steps(self, steps: Iterable[Step]) -> list[tuple[int, int]]:
        return [(self.analysis.names.index(x.decision_maker), self.place[x.state]) for x in steps]
