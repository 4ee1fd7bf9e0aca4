"""Coalitions: who together could upset an equilibrium, where they would go, and whether that would hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.grounds import Ground, evidence_of, ground
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import Analysis, CoalitionAnalysis, Step, concept, solve
from modusvivendi.stability.coalitions import MOST_DECISION_MAKERS, coalition_concept, subsets


@dataclass(frozen=True)
class Upset:
    """A coalition that would leave an equilibrium.

    Attributes
    ----------
    coalition
        Keys of the members, two at least, each of whom has to act; no smaller coalition of them would leave.
    becomes
        Code of where they would go: of the joint improvements nothing deters one that holds, if there is one,
        otherwise one that is not worse for all of them than another.
    way
        A shortest sequence of their moves to it.
    grounds
        For each member, the preference on which it likes it better.
    holds
        Concepts under which it is an equilibrium.
    choices
        To how many states they could go.
    """

    coalition: tuple[str, ...]
    becomes: int
    way: tuple[Step, ...]
    grounds: tuple[Ground, ...]
    holds: tuple[str, ...]
    choices: int


@dataclass(frozen=True, eq=False)
class Coalitions:
    """Which equilibria withstand all coalitions, and who would upset the others.

    Attributes
    ----------
    analysis
        The conflict, solved for each party on its own.
    concept
        Key of the coalition concept: what has to deter a coalition.
    upsets
        For each equilibrium, by code, the smallest coalitions that would leave it; small ones first.
    """

    analysis: Analysis
    concept: str
    upsets: Mapping[int, tuple[Upset, ...]]

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.analysis.conflict

    @property
    def lasting(self) -> tuple[int, ...]:
        """Codes of the equilibria nobody would leave together either."""
        return tuple(code for code, found in self.upsets.items() if not found)

    @property
    def holding(self) -> tuple[tuple[int, Upset], ...]:
        """Give who could bring about something else that then holds: from which equilibrium, and how."""
        return tuple((code, upset) for code, found in self.upsets.items() for upset in found if upset.holds)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which the coalitions like better where they would go."""
        return evidence_of(g for found in self.upsets.values() for upset in found for g in upset.grounds)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        if not self.upsets:
            return "No arrangement holds even for each party on its own."
        count, lasting = len(self.upsets), len(self.lasting)
        what = count_words(count, "arrangement")
        if lasting == count:
            none = "it" if count == 1 else "any of them"
            return f"{capital(what)} {_holds(count)}, and no coalition would leave {none} together."
        if lasting:
            text = f"{capital(what)} {_holds(count)}; {count_words(lasting, 'of them', 'of them')} even "
            text += "against any coalition."
        else:
            text = f"{capital(what)} {_holds(count)} for each party on its own, "
            text += f"but {'it is' if count == 1 else 'each is'} upset by some together."
        words = Words(self.conflict)
        code, upset = self.holding[0] if self.holding else self._first
        who = listed(words.name(name) for name in upset.coalition)
        then = "that would hold" if upset.holds else "that would not hold either"
        together = " together" if len(upset.coalition) > 1 else ""
        text += f" From state {self._number(code)}, {who}{together} would go on to state "
        return f"{text}{self._number(upset.becomes)}, {self._change(code, upset.becomes)}; {then}."

    @property
    def _first(self) -> tuple[int, Upset]:
        return next((code, found[0]) for code, found in self.upsets.items() if found)

    def _change(self, before: int, after: int) -> str:
        if self.conflict.graph is not None:
            return f"which is {self.conflict.describe(after)}"
        words = Words(self.conflict)
        new, gone = (self.conflict.taken(code) for code in (after & ~before, before & ~after))
        parts = [f"where {words.state(new)}"] if new else []
        parts += [f"where it would no longer be so that {words.state(gone)}"] if gone else []
        return " and ".join(parts)

    def _in_words(self, code: int) -> str:
        if self.conflict.graph is not None:
            return self.conflict.describe(code)
        return Words(self.conflict).state(self.conflict.taken(code))

    def tables(self) -> tuple[Table, ...]:
        """Give for each equilibrium who would leave it together, where to, and why."""
        words = Words(self.conflict)
        rows: list[Row] = []
        for code, found in self.upsets.items():
            number = self._number(code)
            if not found:
                rows.append((number, "nobody", "", "", ""))
            for upset in found:
                who = listed(words.name(name) for name in upset.coalition)
                why = "; ".join(
                    f"{words.name(g.decision_maker)}: {g.formula}" for g in upset.grounds if g.formula
                )
                labels = ", ".join(concept(key).label for key in upset.holds)
                rows.append((number, who, self._number(upset.becomes), labels or "no", why))
        headings = ("state", "upset by", "going to", "which holds", "since they prefer")
        columns = tuple(Column(heading, is_text=heading == "since they prefer") for heading in headings)
        title = f"Who could upset what together ({coalition_concept(self.concept).label})"
        codes = dict.fromkeys([*self.upsets, *(u.becomes for found in self.upsets.values() for u in found)])
        states = tuple((self._number(code), self._in_words(code)) for code in sorted(codes))
        key = Table("states", "The states", (Column("state"), Column("in it")), (Section(states),))
        return (Table("coalitions", title, columns, (Section(tuple(rows)),)), key)

    def _number(self, code: int) -> int:
        return (self.conflict.position(code) or 0) + 1

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "interpretation": self.analysis.interpretation.id,
            "concept": self.concept,
            "sentence": self.sentence,
            "equilibria": [
                {
                    "number": self._number(code),
                    "code": code,
                    "taken": self.conflict.taken(code),
                    "upset_by": [
                        {
                            "coalition": list(upset.coalition),
                            "becomes": self._number(upset.becomes),
                            "taken": self.conflict.taken(upset.becomes),
                            "way": [[step.decision_maker, step.state] for step in upset.way],
                            "holds": list(upset.holds),
                            "choices": upset.choices,
                        }
                        for upset in found
                    ],
                }
                for code, found in self.upsets.items()
            ],
            "statements": list(self.evidence),
        }


def _holds(count: int) -> str:
    return "holds" if count == 1 else "hold"


def coalitions(
    conflict: Conflict,
    concept_key: str = "cseq",
    *,
    equilibria: Iterable[int] | None = None,
    alone: Sequence[str] = SHOWN,
    interpretation: Interpretation | str | None = None,
) -> Coalitions:
    """Find for each equilibrium the smallest coalitions whose members would leave it by acting together.

    Parameters
    ----------
    conflict
        In option form or graph form, of at most 12 decision makers that have options.
    concept_key
        What has to deter a coalition: nothing does under ``cnash``, any answer of the others under ``cgmr``,
        one it cannot escape under ``csmr``, one that is in the others' interest under ``cseq``.
    equilibria
        Codes of the states to look at; None: the equilibria under one of ``alone``.
    alone
        Concepts by which a state holds for each party on its own.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.

    Returns
    -------
    Coalitions

    Raises
    ------
    ConflictError
        If there is no such state, or there are too many decision makers.
    UnknownName
        If there is no such concept or interpretation.

    Examples
    --------
    >>> dilemma = Conflict.from_ranks(
    ...     options={"A": ["silent"], "B": ["silent"]},
    ...     ranks={"A": [2, 1, 4, 3], "B": [2, 4, 1, 3]},
    ... )
    >>> found = coalitions(dilemma, alone=("nash", "seq"))
    >>> [(code, [(u.coalition, u.becomes, u.holds) for u in by]) for code, by in found.upsets.items()]
    [(0, [(('A', 'B'), 3, ('seq',))]), (3, [])]
    """
    key = coalition_concept(concept_key).key
    if len(conflict.acting) > MOST_DECISION_MAKERS:
        raise ConflictError(
            f"all coalitions of {len(conflict.acting)} decision makers are too many",
            hint="modus solve --coalition looks at some",
        )
    analysis = solve(conflict, alone, interpretation)
    codes = equilibria
    if codes is None:
        holding = np.any([analysis.stable(c).all(axis=0) for c in analysis.concepts], axis=0)
        codes = conflict.codes[holding].tolist()
    together = CoalitionAnalysis(conflict, analysis.interpretation, (), (), {})
    upsets = {int(code): tuple(_upsets(analysis, together, int(code), key)) for code in codes}
    return Coalitions(analysis, key, upsets)


def _upsets(analysis: Analysis, together: CoalitionAnalysis, code: int, key: str) -> Iterator[Upset]:
    """Find the smallest coalitions that would leave a state."""
    conflict = analysis.conflict
    place = conflict.position(code)
    if place is None:
        raise ConflictError(f"there is no feasible state with the code {code}")
    found: list[set[int]] = []
    gains = analysis.ranks > analysis.ranks[:, place][:, None]
    # Who can do nothing is in no coalition that acts together.
    for group in subsets([conflict.names.index(name) for name in conflict.acting]):
        # One alone stays in an equilibrium, whatever deters it there.
        if len(group) < 2 or any(smaller <= set(group) for smaller in found):
            continue
        if not _could_gain(conflict, code, gains, group):
            continue
        members = [conflict.names[i] for i in group]
        told = together.explain(code, members, key)
        together_only = [
            (after, way)
            for after, way in zip(told.undeterred, told.ways, strict=True)
            if {step.decision_maker for step in way} == set(members)
        ]
        if together_only:
            found.append(set(group))
            yield _upset(analysis, code, group, together_only)


def _could_gain(
    conflict: Conflict,
    code: int,
    gains: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    group: Sequence[int],
) -> bool:
    """Whether all members gain in some state that differs in what they do only."""
    better = gains[list(group)].all(axis=0)
    if conflict.graph is None:
        own = int(np.bitwise_or.reduce(conflict.controls[list(group)]))
        better &= ((conflict.codes ^ code) & ~own) == 0
    return bool(better.any())


def _upset(
    analysis: Analysis,
    code: int,
    group: Sequence[int],
    going: Sequence[tuple[int, tuple[Step, ...]]],
) -> Upset:
    """Choose where a coalition would go: where it holds if anywhere does, and else where none gains more."""
    conflict = analysis.conflict
    places = [conflict.position(after) or 0 for after, _ in going]
    ranks = analysis.ranks[np.ix_(list(group), places)]
    holds = [
        tuple(key for key in analysis.concepts if analysis.stable(key)[:, place].all()) for place in places
    ]
    dominated = [
        bool(((ranks >= ranks[:, [k]]).all(axis=0) & (ranks > ranks[:, [k]]).any(axis=0)).any())
        for k in range(len(places))
    ]
    best = min(range(len(going)), key=lambda k: (not holds[k], dominated[k], len(going[k][1]), going[k][0]))
    becomes, way = going[best]
    members = tuple(conflict.names[i] for i in group)
    return Upset(
        coalition=members,
        becomes=int(becomes),
        way=way,
        grounds=tuple(
            ground(conflict, name, int(becomes), code, analysis.interpretation) for name in members
        ),
        holds=holds[best],
        choices=len(going),
    )
