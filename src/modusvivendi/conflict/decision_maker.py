"""Decision makers: what they can do, what they prefer, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from modusvivendi.conflict.formula import Formula

State = tuple[str, ...] | str
"""A state that is compared: the names of the options taken in it, or its name in graph form."""


@dataclass(frozen=True)
class Note:
    """Where something in a model comes from.

    Attributes
    ----------
    evidence
        Ids of the statements it rests on.
    assumption
        The analyst's reason where the record does not say so.
    rule
        The rule of drafting that made it.
    note
        A remark for people.
    """

    evidence: tuple[str, ...] = ()
    assumption: str | None = None
    rule: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Preference:
    """One preference statement: the decision maker prefers states in which the formula is true.

    Attributes
    ----------
    formula
        What is preferred.
    evidence
        Ids of the statements it rests on.
    assumption
        The analyst's reason where the record does not say so.
    rule
        The rule of drafting that made it.
    note
        A remark for people.
    line
        Where it stands in the model file, if it was read from one.
    """

    formula: Formula
    evidence: tuple[str, ...] = ()
    assumption: str | None = None
    rule: str | None = None
    note: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class OpenPreference:
    """A place in a decision maker's list that depends on the answer to an open question.

    Attributes
    ----------
    question
        The text of the question. The same text under two decision makers is one question.
    answers
        For each answer the preference statements that stand here if it is the right one, possibly none.
    evidence
        Ids of statements that bear on the question, beside those of the answers.
    rule
        The rule of drafting that made it.
    note
        A remark for people, such as *not reported*.
    line
        Where it stands in the model file, if it was read from one.
    """

    question: str
    answers: Mapping[str, tuple[Preference, ...]]
    evidence: tuple[str, ...] = ()
    rule: str | None = None
    note: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Comparison:
    """How a decision maker likes one state beside another.

    Comparisons need not agree to a ranking: ``x`` may be preferred to ``y``, ``y`` to ``z``, ``z`` to ``x``.

    Attributes
    ----------
    state, other
        The two states.
    degree
        How much ``state`` is preferred to ``other``: 1 mildly, 2 strongly, and so on; 0 where it likes them
        equally. None: which of the two it prefers, if either, is unknown.
    note
        Where that comes from.
    path
        Where it stands in the model file, if it was read from one.
    """

    state: State
    other: State
    degree: int | None = 1
    note: Note = Note()
    path: tuple[str | int, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        """Write it for people, such as ``[Farm.pump] over []``."""
        one, other = (
            state if isinstance(state, str) else f"[{', '.join(state)}]" for state in (self.state, self.other)
        )
        if self.degree is None:
            return f"{one} or {other}"
        between = {0: "as good as", 1: "over", 2: "much over"}
        return f"{one} {between.get(self.degree, f'over by {self.degree}')} {other}"


@dataclass(frozen=True)
class DecisionMaker:
    """A party to the conflict that makes choices of its own.

    Attributes
    ----------
    key
        How the model file and formulas name it.
    options
        Label of each of its options, by key. Empty in graph form.
    name
        Its canonical name where the key is short; the key otherwise.
    preferences
        Preference statements, most important first; open questions stand among them.
    ranking
        In place of preferences: groups of equally good states, best first.
    degrees
        With a ranking, for each group but the first by how much its states are worse than those of the group
        above: 1 mildly, 2 strongly, and so on. Empty: all mildly. States further apart differ by the largest
        degree between them.
    comparisons
        In place of preferences and a ranking: how it likes one state beside another. Beside preferences or a
        ranking: pairs of states of which it is unknown which it prefers, whatever these say.
    rest_unknown
        What it thinks of states that are not compared is unknown; else it likes them equally. Without
        preferences and ranking only.
    members
        The parties it stands for, where several were drafted together.
    moves
        In graph form, its moves as pairs of state names.
    option_notes
        Where its options come from, by key.
    note
        A remark for people.
    """

    key: str
    options: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    preferences: tuple[Preference | OpenPreference, ...] = ()
    ranking: tuple[tuple[State, ...], ...] | None = None
    degrees: tuple[int, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    rest_unknown: bool = False
    members: tuple[str, ...] = ()
    moves: tuple[tuple[str, str], ...] | None = None
    option_notes: Mapping[str, Note] = field(default_factory=dict)
    note: str | None = None

    def __post_init__(self) -> None:
        """Take the key for a name where none is given."""
        if not self.name:
            object.__setattr__(self, "name", self.key)

    @property
    def option_names(self) -> tuple[str, ...]:
        """Full names of its options, such as ``Russia.ceasefire``."""
        return tuple(f"{self.key}.{option}" for option in self.options)

    def statements(self, answers: Mapping[str, str]) -> Iterator[Preference]:
        """Give its preference statements under the answers to the questions, most important first.

        Parameters
        ----------
        answers
            The answer to each question, by the text of the question.
        """
        for preference in self.preferences:
            if isinstance(preference, Preference):
                yield preference
            else:
                yield from preference.answers[answers[preference.question]]

    def every_statement(self) -> Iterator[tuple[Preference, str | None, str | None]]:
        """Give every preference statement with the question and the answer it stands under, if any."""
        for preference in self.preferences:
            if isinstance(preference, Preference):
                yield preference, None, None
            else:
                for answer, statements in preference.answers.items():
                    for statement in statements:
                        yield statement, preference.question, answer


@dataclass(frozen=True)
class Omission:
    """Something drafting left out of the model.

    Attributes
    ----------
    what
        What was left out, such as ``Turkey.troops``.
    reason
        Why.
    label
        What it means, in a few words.
    evidence
        Ids of the statements about it.
    rule
        The rule of drafting that left it out.
    """

    what: str
    reason: str
    label: str | None = None
    evidence: tuple[str, ...] = ()
    rule: str | None = None
