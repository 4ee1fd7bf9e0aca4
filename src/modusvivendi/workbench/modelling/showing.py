"""What the page *Model* shows of a model, as plain data: the same for people and for programs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from modusvivendi.conflict import (
    Circumstance,
    Conflict,
    DecisionMaker,
    Note,
    OpenPreference,
    Option,
    Preference,
)
from modusvivendi.conflict.decision_maker import State
from modusvivendi.conflict.formula import Formula
from modusvivendi.conflict.words import Words
from modusvivendi.workbench.modelling.effects import states_of

Shown = dict[str, Any]

MOST_SHOWN_STATES = 200
"""States of a ranking, or moves, that are shown; the file has all."""


def shown_model(conflict: Conflict) -> Shown:
    """Give a model as the page shows it."""
    return _Showing(conflict).model()


class _Showing:
    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.words = Words(conflict)
        self.ids = {question.text: question.id for question in conflict.questions}
        self.seen: Counter[str] = Counter()

    def key(self, *parts: object) -> str:
        """Name something by what it says, so that its name stays when its place changes."""
        digest = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:8]
        self.seen[digest] += 1
        return digest if self.seen[digest] == 1 else f"{digest}-{self.seen[digest]}"

    def model(self) -> Shown:
        conflict = self.conflict
        parties = [self.party(dm) for dm in conflict.decision_makers]
        statements = [statement for _, statement, _, _ in conflict.statements()]
        return {
            "title": conflict.title,
            "form": "graph" if conflict.graph is not None else "options",
            "decision_makers": parties,
            "circumstances": [
                {"name": name, "key": self.key("circumstance", name), "label": label}
                | _note(conflict.circumstance_notes.get(name))
                | {"used_in": self.used_in(lambda atom, n=name: atom == Circumstance(n))}
                for name, label in conflict.circumstances.items()
            ],
            "infeasible": [
                self.infeasible(number, formula) for number, formula in enumerate(conflict.infeasible)
            ],
            "states": list(conflict.graph.states[:MOST_SHOWN_STATES]) if conflict.graph else None,
            "status_quo": conflict.status_quo_names,
            "irreversible": dict(conflict.irreversible),
            "questions": [{"id": q.id, "question": q.text, "answers": q.answers} for q in conflict.questions],
            "omitted": [
                {"what": o.what, "label": o.label, "reason": o.reason, "evidence": o.evidence}
                for o in conflict.omitted
            ],
            "feasible_states": states_of(conflict),
            "interpretations": str(conflict.interpretation_count),
            "options": len(conflict.options),
            "preferences": len(statements),
            "with_evidence": sum(bool(s.evidence) for s in statements),
            "assumed": sum(bool(s.assumption) and not s.evidence for s in statements),
            "warnings": conflict.warnings,
        }

    def party(self, dm: DecisionMaker) -> Shown:
        own = {Option(dm.key, option) for option in dm.options}
        return {
            "key": dm.key,
            "id": self.key("party", dm.key),
            "name": dm.name,
            "called": self.words.name(dm.key),
            "members": dm.members,
            "note": dm.note,
            "options": [self.option(dm, option) for option in dm.options],
            "preferences": [self.entry(dm, number, p) for number, p in enumerate(dm.preferences)],
            "ranking": self.ranking(dm),
            "compared": [str(c) for c in dm.comparisons[:MOST_SHOWN_STATES]],
            "rest_unknown": dm.rest_unknown,
            "moves": dm.moves[:MOST_SHOWN_STATES] if dm.moves is not None else None,
            "used_in": self.used_in(lambda atom: atom in own, besides=dm.key),
        }

    def option(self, dm: DecisionMaker, key: str) -> Shown:
        option = Option(dm.key, key)
        now = self.conflict.status_quo
        return {
            "option": key,
            "key": self.key("option", option.name),
            "name": option.write(),
            "label": dm.options[key],
            "taken": bool(now is not None and now >> self.conflict.bits[option.name] & 1),
            "direction": self.conflict.irreversible.get(option.name, ""),
            "used_in": self.used_in(lambda atom: atom == option),
        } | _note(dm.option_notes.get(key))

    def used_in(self, is_meant: Any, besides: str | None = None) -> list[str]:
        """Give the formulas that mention something, but for those of one decision maker."""
        formulas: Iterable[tuple[str | None, Formula]] = [
            *((dm.key, s.formula) for dm, s, _, _ in self.conflict.statements()),
            *((None, formula) for formula in self.conflict.infeasible),
        ]
        found = [
            f"{whose}: {formula.write(whose)}" if whose else str(formula)
            for whose, formula in formulas
            if (whose is None or whose != besides) and any(is_meant(atom) for atom in formula.atoms())
        ]
        return list(dict.fromkeys(found))

    def infeasible(self, number: int, formula: Formula) -> Shown:
        return {
            "key": self.key("infeasible", formula),
            "number": number,
            "formula": str(formula),
            "words": self.words.formula(formula),
        } | _note(self.conflict.infeasible_notes.get(number))

    # -- preferences --

    def entry(self, dm: DecisionMaker, number: int, entry: Preference | OpenPreference) -> Shown:
        if isinstance(entry, Preference):
            return self.preference(dm, entry, number)
        key = self.key("question", dm.key, entry.question)
        return {
            "key": key,
            "party": dm.key,
            "number": number,
            "question": entry.question,
            "id": self.ids[entry.question],
            "evidence": entry.evidence,
            "rule": entry.rule,
            "note": entry.note,
            "line": entry.line,
            "shared_with": [
                other.name
                for other in self.conflict.decision_makers
                if other.key != dm.key
                and any(
                    isinstance(p, OpenPreference) and p.question == entry.question for p in other.preferences
                )
            ],
            "answers": [
                {
                    "answer": answer,
                    "key": self.key("answer", dm.key, entry.question, answer),
                    "statements": [
                        self.preference(dm, statement, number, answer, item)
                        for item, statement in enumerate(statements)
                    ],
                }
                for answer, statements in entry.answers.items()
            ],
        }

    def preference(
        self,
        dm: DecisionMaker,
        preference: Preference,
        number: int,
        answer: str | None = None,
        item: int | None = None,
    ) -> Shown:
        written = preference.formula.write(dm.key)
        return {
            "key": self.key("preference", dm.key, answer, written),
            "party": dm.key,
            "number": number,
            "answer": answer,
            "item": item,
            "formula": written,
            "words": self.words.formula(preference.formula),
            "evidence": preference.evidence,
            "assumption": preference.assumption,
            "rule": preference.rule,
            "note": preference.note,
            "line": preference.line,
        }

    # -- rankings --

    def ranking(self, dm: DecisionMaker) -> list[Shown] | None:
        if dm.ranking is None:
            return None
        return [
            {
                "states": [self.state(state) for state in group],
                "much_worse": bool(number and dm.degrees and dm.degrees[number - 1] > 1),
            }
            for number, group in enumerate(dm.ranking[:MOST_SHOWN_STATES])
        ]

    def state(self, state: State) -> str:
        if isinstance(state, str):
            return state
        return self.words.state(self._full(state)) if state else "nothing is done"

    def _full(self, taken: Sequence[str]) -> list[str]:
        return [name for name in self.conflict.options if name in set(taken)]


def _note(note: Note | None) -> Shown:
    note = note or Note()
    return {"evidence": note.evidence, "assumption": note.assumption, "rule": note.rule, "note": note.note}


def names_to_complete(conflict: Conflict) -> list[tuple[str, str]]:
    """Give what can be named in formulas, each with what it means."""
    return [
        *(
            (Option(dm.key, option).write(), f"{dm.name}: {label}")
            for dm in conflict.decision_makers
            for option, label in dm.options.items()
        ),
        *((Circumstance(name).write(), label) for name, label in conflict.circumstances.items()),
    ]
