"""Say formulas, states and answers to questions in words, from the labels of the options."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modusvivendi.conflict import (
    AllOf,
    And,
    AtLeast,
    AtMost,
    Circumstance,
    Conflict,
    Exactly,
    Formula,
    If,
    Iff,
    Implies,
    NoneOf,
    Not,
    Option,
    Or,
    Xor,
)
from modusvivendi.english import is_plural, listed, number_words
from modusvivendi.statements.naming import parties_in, with_article


class Words:
    """Says things about one conflict in words.

    Parameters
    ----------
    conflict
        Whose options and decision makers are meant.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.parties = {
            dm.key: [with_article(party) for party in parties_in(dm.name, dm.members)]
            for dm in conflict.decision_makers
        }
        self.names = {key: listed(parties) for key, parties in self.parties.items()}
        self.labels = {
            f"{dm.key}.{key}": label or key
            for dm in conflict.decision_makers
            for key, label in dm.options.items()
        }

    def name(self, key: str) -> str:
        """Name a decision maker, with its article."""
        return self.names.get(key, key)

    def is_several(self, key: str) -> bool:
        """Tell whether a decision maker is spoken of in the plural: several parties, or "the rebels"."""
        return any(
            dm.key == key and (len(dm.members) > 1 or is_plural(dm.name))
            for dm in self.conflict.decision_makers
        )

    def formula(self, formula: Formula) -> str:
        """Say what a formula asks for, as it stands after "that": "China contribute troops"."""
        return self._say(formula)

    def _say(self, formula: Formula) -> str:
        match formula:
            case Option():
                return f"{self.name(formula.decision_maker)} {self.labels.get(formula.name, formula.option)}"
            case Circumstance():
                return self.conflict.circumstances.get(formula.name) or formula.name.replace("_", " ")
            case Not(operand=Option() as option):
                label = self.labels.get(option.name, option.option)
                return f"{self.name(option.decision_maker)} not {label}"
            case Not():
                return f"it not be the case that {self._say(formula.operand)}"
            case And() | AllOf():
                return self._together(formula.parts, "and")
            case Or():
                return self._together(formula.parts, "or")
            case Xor(parts=(one, other)):
                return f"either {self._say(one)} or {self._say(other)}, not both"
            case AtLeast() | AtMost() | Exactly():
                how = {AtLeast: "at least", AtMost: "at most", Exactly: "exactly"}[type(formula)]
                listing = "; ".join(self._say(part) for part in formula.parts)
                return f"{how} {number_words(formula.count)} of this be so: {listing}"
            case Iff():
                return f"{self._say(formula.left)} if and only if {self._say(formula.right)}"
            case Implies() | If():
                return f"{self._say(formula.consequence)} if {self._say(formula.condition)}"
            case NoneOf():
                return f"none of this be so: {self._together(formula.parts, 'or')}"
            case _:
                return str(formula)

    def _together(self, parts: Iterable[Formula], word: str) -> str:
        """Say several formulas, options of the same label together: "China and Russia contribute troops"."""
        by_label: dict[str, list[str]] = {}
        others: list[str] = []
        for part in parts:
            if isinstance(part, Option):
                by_label.setdefault(self.labels.get(part.name, part.option), []).append(
                    self.name(part.decision_maker)
                )
            else:
                others.append(self._say(part))
        said = [f"{listed(names, word)} {label}" for label, names in by_label.items()]
        return listed([*said, *others], word)

    def options(self, taken: Iterable[str]) -> str:
        """Say what options of one party are: "accept a ceasefire and withdraw"."""
        return listed(self.labels.get(option, option) for option in taken)

    def state(self, taken: Iterable[str]) -> str:
        """Say what is done in a state: "China would send troops and Russia would accept a ceasefire"."""
        by_label: dict[str, list[str]] = {}
        for option in taken:
            party, _, _ = option.partition(".")
            key = next((k for k in self.names if option.startswith(f"{k}.")), party)
            by_label.setdefault(self.labels.get(option, option), []).extend(self.parties.get(key, [key]))
        # What most parties would do comes first; a party's several acts stand together.
        by_parties: dict[tuple[str, ...], list[str]] = {}
        for label, names in sorted(by_label.items(), key=lambda item: -len(item[1])):
            by_parties.setdefault(tuple(names), []).append(label)
        said = [f"{listed(names)} would {listed(labels)}" for names, labels in by_parties.items()]
        if len(said) < 3:
            return listed(said) or "nobody would do anything new"
        return f"{'; '.join(said[:-1])}; and {said[-1]}"

    def answer(self, question: str, answer: str) -> str:
        """Say an answer to a question as a clause: "Russia would not accept a ceasefire"."""
        text = question.strip().rstrip("?")
        yes, no = answer == "yes", answer == "no"
        if yes or no:
            for key, name in sorted(self.names.items(), key=lambda kv: -len(kv[0])):
                for said in (self.conflict_name(key), key, name):
                    if text.startswith(f"Would {said} "):
                        rest = re.split(r", (?=as )|\?", text[len(f"Would {said} ") :])[0]
                        return f"{name} would {'' if yes else 'not '}{rest}"
            match = re.match(
                r"(?:Does|Do) (.+?) (win|cost|make|bring|change|raise|lead|help|want|accept|have) (.+)", text
            )
            if match:
                subject, verb, rest = match.groups()
                return f"{subject} {verb}s {rest}" if yes else f"{subject} does not {verb} {rest}"
        return f"the answer to “{question}” is “{answer}”"

    def conflict_name(self, key: str) -> str:
        """Give the canonical name of a decision maker, without an article."""
        return next((dm.name for dm in self.conflict.decision_makers if dm.key == key), key)
