"""Changes of a model that people could bring about: positions given up, demands met, guarantees and so on.

Each is one step somebody would have to take, or one thing that would have to turn out so. Two that touch the
same thing cannot go together. :mod:`modusvivendi.insight.editing` makes them.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from modusvivendi.conflict import Formula, Iff, Not, OpenPreference, Option, Preference
from modusvivendi.conflict.interpretation import Question
from modusvivendi.conflict.words import Words
from modusvivendi.english import gerund, listed
from modusvivendi.insight.needs import obtaining

Key = tuple[str | int | None, ...]
"""A part of a model: what two edits touch, only one of them can change."""


@dataclass(frozen=True)
class Edit:
    """A change of a model.

    Attributes
    ----------
    kind
        What kind it is, in a word.
    """

    kind: ClassVar[str]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that speak for its being possible, or that it would take back."""
        return ()

    @property
    def touches(self) -> frozenset[Key]:
        """Parts of the model it changes."""
        return frozenset()

    @property
    def party(self) -> str | None:
        """Key of the decision maker whose step it is; None where it is nobody's."""
        return None

    @abstractmethod
    def say(self, words: Words) -> str:
        """Say it as a clause."""

    def record(self, words: Words) -> dict[str, object]:
        """Give it as JSON data."""
        return {
            "kind": self.kind,
            "decision_maker": self.party,
            "sentence": self.say(words),
            "statements": list(self.evidence),
        }


@dataclass(frozen=True)
class GiveUp(Edit):
    """A decision maker gives up a preference statement.

    Attributes
    ----------
    decision_maker
        Key.
    position
        Of the entry in its list of preferences, from 0.
    answer, number
        Where the entry is an open question, under which answer the statement stands and at which place.
    preference
        The statement.
    """

    kind: ClassVar[str] = "give up"

    decision_maker: str
    position: int
    answer: str | None
    number: int
    preference: Preference

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements it would take back."""
        return self.preference.evidence

    @property
    def touches(self) -> frozenset[Key]:
        """The statement."""
        if self.answer is None:
            return frozenset([("entry", self.decision_maker, self.position)])
        return frozenset([("within", self.decision_maker, self.position, self.answer, self.number)])

    @property
    def party(self) -> str:
        """Whoever gives it up."""
        return self.decision_maker

    def say(self, words: Words) -> str:
        """Say it: "Russia drops its objection to France sending troops"."""
        name = words.name(self.decision_maker)
        match self.preference.formula:
            case Not(operand=Option() as option) if option.decision_maker == self.decision_maker:
                return f"{name} no longer rules out {doing(words, option)}"
            case Not(operand=Option() as option):
                return f"{name} drops its objection to {_doer(words, option)}"
            case Option() as option if option.decision_maker == self.decision_maker:
                return f"{name} no longer insists on {doing(words, option)}"
            case Option() as option:
                return f"{name} no longer insists on {_doer(words, option)}"
            case Iff(left=Option() as option) if option.decision_maker == self.decision_maker:
                return f"{name} no longer makes it conditional whether to {words.labels[option.name]}"
            case formula:
                return f"{name} no longer insists that {words.formula(formula)}"


@dataclass(frozen=True)
class Swap(Edit):
    """A decision maker comes to find one thing more important than another: two entries change places.

    Attributes
    ----------
    decision_maker
        Key.
    first, second
        Positions of the entries in its list of preferences, from 0.
    upper, lower
        The entries as they stand: the more important, and the less.
    """

    kind: ClassVar[str] = "reorder"

    decision_maker: str
    first: int
    second: int
    upper: Preference | OpenPreference
    lower: Preference | OpenPreference

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that it puts into another order."""
        return tuple(dict.fromkeys([*self.upper.evidence, *self.lower.evidence]))

    @property
    def touches(self) -> frozenset[Key]:
        """Both entries."""
        return frozenset(("entry", self.decision_maker, place) for place in (self.first, self.second))

    @property
    def party(self) -> str:
        """Whoever changes its priorities."""
        return self.decision_maker

    def say(self, words: Words) -> str:
        """Say it: "Russia comes to care more about this than about that"."""
        above, below = (_entry(words, entry) for entry in (self.lower, self.upper))
        return f"{words.name(self.decision_maker)} comes to care more {above} than {below}"


def _entry(words: Words, entry: Preference | OpenPreference) -> str:
    if isinstance(entry, OpenPreference):
        return f"about the question “{entry.question}”"
    return f"that {words.formula(entry.formula)}"


@dataclass(frozen=True)
class Adoption(Edit):
    """A decision maker adopts a preference above all its others.

    Attributes
    ----------
    decision_maker
        Key.
    formula
        What it comes to prefer.
    cited
        Ids of the statements that ask for it.
    """

    decision_maker: str
    formula: Formula
    cited: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that ask for it."""
        return self.cited

    @property
    def party(self) -> str:
        """Whoever adopts it."""
        return self.decision_maker


@dataclass(frozen=True)
class Meet(Adoption):
    """A decision maker does what others ask of it.

    Attributes
    ----------
    asked_by
        Keys of the decision makers that ask.
    """

    kind: ClassVar[str] = "meet a demand"

    asked_by: tuple[str, ...] = ()

    def say(self, words: Words) -> str:
        """Say it: "Russia undertakes to stop the fighting, as Ukraine asks"."""
        taken = isinstance(self.formula, Option)
        option = self.formula if isinstance(self.formula, Option) else self.formula.parts[0]
        assert isinstance(option, Option)
        ask = listed(map(words.name, self.asked_by))
        asked = f", as {ask} {'asks' if len(self.asked_by) == 1 else 'ask'}" if ask else ""
        to = "to" if taken else "not to"
        return f"{words.name(self.decision_maker)} undertakes {to} {words.labels[option.name]}{asked}"


@dataclass(frozen=True)
class Bargain(Adoption):
    """A decision maker does its part in return for what it values of the others' part.

    Attributes
    ----------
    valued
        Full names of the options it values; empty where it is all the others' part together.
    part
        Full names of its own options that it takes in return.
    """

    kind: ClassVar[str] = "bargain"

    valued: tuple[str, ...] = ()
    part: tuple[str, ...] = ()

    def say(self, words: Words) -> str:
        """Say it: "Ukraine does its part (stop fighting) in return for France sending troops"."""
        does = "do their part" if words.is_several(self.decision_maker) else "does its part"
        name = words.name(self.decision_maker)
        if self.part:
            does += f" ({words.options(self.part)})"
        if not self.valued:
            return f"{name} {does} as long as the others do theirs"
        condition = listed(_doer(words, Option(option)) for option in self.valued)
        return f"{name} {does} in return for {condition}"


@dataclass(frozen=True)
class Guarantee(Edit):
    """A third party gives a decision maker a guarantee on which it does its part: a new option.

    Attributes
    ----------
    to
        Key of the decision maker.
    part
        What it does in return.
    """

    kind: ClassVar[str] = "guarantee"

    to: str
    part: Formula

    @property
    def party(self) -> str:
        """Whoever gets it."""
        return self.to

    def say(self, words: Words) -> str:
        """Say it: "somebody gives Russia a guarantee in return for its part"."""
        whose = "their" if words.is_several(self.to) else "its"
        return f"somebody gives {words.name(self.to)} a guarantee in return for {whose} part"


@dataclass(frozen=True)
class Commit(Edit):
    """What a decision maker does, or does not do, in the arrangement cannot be changed once it is so.

    Attributes
    ----------
    option
        Full name.
    taken
        Whether it is taken in the arrangement.
    """

    kind: ClassVar[str] = "commit"

    option: str
    taken: bool

    @property
    def touches(self) -> frozenset[Key]:
        """The option."""
        return frozenset([("option", self.option)])

    @property
    def party(self) -> str:
        """Whoever has the option."""
        return self.option.partition(".")[0]

    def say(self, words: Words) -> str:
        """Say it: "Russia binds itself to stop the fighting, for good"."""
        name, label = words.name(self.party), words.labels[self.option]
        if self.taken:
            return f"{name} cannot go back on it once it does this: {label}"
        return f"{name} gives up for good the possibility to {label}"


@dataclass(frozen=True)
class Hold(Commit):
    """A decision maker goes first: it takes an option now and cannot go back on it."""

    kind: ClassVar[str] = "go first"

    def say(self, words: Words) -> str:
        """Say it: "Russia goes first, for good: stop the fighting"."""
        return f"{words.name(self.party)} goes first and cannot go back on it: {words.labels[self.option]}"


@dataclass(frozen=True)
class Answer(Edit):
    """An open question is answered.

    Attributes
    ----------
    question
        Which.
    answer
        How.
    cited
        Ids of the statements for the answer.
    """

    kind: ClassVar[str] = "answer"

    question: Question
    answer: str
    cited: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements that bear on the answer."""
        return self.cited

    @property
    def touches(self) -> frozenset[Key]:
        """The question."""
        return frozenset([("question", self.question.id)])

    @property
    def party(self) -> str | None:
        """Whoever would know: the decision maker whose preferences hang on it, if it is one."""
        return self.question.decision_makers[0] if len(self.question.decision_makers) == 1 else None

    def say(self, words: Words) -> str:
        """Say it: "it turns out that Russia would accept"."""
        return f"it turns out that {words.answer(self.question.text, self.answer)}"


@dataclass(frozen=True)
class Obtain(Edit):
    """A circumstance obtains, or does not.

    Attributes
    ----------
    name, label
        Of the circumstance.
    obtains
        Whether it does.
    cited
        Ids of the statements it rests on.
    """

    kind: ClassVar[str] = "circumstance"

    name: str
    label: str
    obtains: bool
    cited: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements about it."""
        return self.cited

    @property
    def touches(self) -> frozenset[Key]:
        """The circumstance."""
        return frozenset([("circumstance", self.name)])

    def say(self, words: Words) -> str:
        """Say it: "“fighting starts again” comes about"."""
        return obtaining(self.label or self.name, obtains=self.obtains)


def doing(words: Words, option: Option) -> str:
    """Say what an option is, as an activity: "sending troops"."""
    label = words.labels.get(option.name, option.option)
    verb, space, rest = label.partition(" ")
    if verb == "not":
        verb, space, rest = rest.partition(" ")
        return f"not {gerund(verb)}{space}{rest}"
    return f"{gerund(verb)}{space}{rest}"


def _doer(words: Words, option: Option) -> str:
    return f"{words.name(option.decision_maker)} {doing(words, option)}"
