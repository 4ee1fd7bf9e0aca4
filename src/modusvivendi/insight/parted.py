"""What each part of an arrangement takes, as data, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, is_plural, listed
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import sample_note
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    CONSIDERS,
    CONTRADICTION,
    SILENCE,
    clauses,
    heard_nearby,
    rule_of,
    together,
)
from modusvivendi.publish.tables import Column, Row, Section, Table

MOST_TOLD = 5
"""Parts that are told; the table has all."""

NOTHING_OPEN = "On nothing that the model leaves open hangs this"
"""How the last points begin."""


@dataclass(frozen=True)
class Part:
    """Some of what is done in an arrangement, all of which hangs on the same answers.

    Attributes
    ----------
    options
        Full names of the options.
    either
        Sets of answers: with all of any of these something holds in which this is done. The empty set alone
        where it hangs on none.
    complete
        Whether it never holds without one of the sets; else these are only what every way to it takes.
    times
        In how many interpretations something holds in which it is done.
    against
        Who objects to some of it: names, with the options, and the ids of what they say.
    """

    options: tuple[str, ...]
    either: tuple[Mapping[str, str], ...]
    complete: bool
    times: int
    against: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]

    @property
    def hangs(self) -> bool:
        """Whether it hangs on anything that is open."""
        return any(self.either) or not self.complete


@dataclass(frozen=True, eq=False)
class Parts:
    """On what each part of an arrangement hangs.

    Attributes
    ----------
    conflict
        The model.
    code
        The arrangement.
    parts
        Its parts: first what hangs on a judgement, then what more hangs on.
    solved
        How many interpretations were solved, and how many there are.
    """

    conflict: Conflict
    code: int
    parts: tuple[Part, ...]
    solved: tuple[int, int]

    @cached_property
    def _words(self) -> Words:
        return Words(self.conflict)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of what is said on the answers, and against the parts."""
        return tuple(dict.fromkeys(i for point in self.points for i in point.evidence))

    @property
    def points(self) -> tuple[Point, ...]:
        """What each part takes, and who is against it; at last what is open of some parties themselves."""
        hanging = [part for part in self.parts if part.hangs and self._conditions(part)]
        said = [self._told(part) for part in hanging[:MOST_TOLD]]
        if len(hanging) > MOST_TOLD:
            more = count_words(len(hanging) - MOST_TOLD, "more part")
            said.append(Point(f"{capital(more)} in the table."))
        others = [part for part in self.parts if part not in hanging]
        said += self._open([part for part in others if part.hangs])
        said += self._anyhow([part for part in others if not part.hangs])
        note = sample_note(*self.solved)
        return (*said, Point(note)) if note else tuple(said)

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return told(self.points)

    @property
    def holds(self) -> bool:
        """Whether each part is in something that holds somewhere."""
        return all(part.times for part in self.parts)

    def _following(self, part: Part) -> tuple[str, ...]:
        """Give what follows in a part from answers that are not about just that being done."""
        asked = {option for answers in part.either for key in answers for option in self._asked(key)}
        return tuple(option for option in part.options if option not in asked)

    def _asked(self, key: str) -> set[str]:
        """Give the options that a question is about, where it is whether their own party would take them."""
        text = self._text(key)
        if rule_of(self.conflict, text) not in ABOUT_ITSELF:
            return set()
        return {
            option
            for dm in self.conflict.decision_makers
            for statement, question, _ in dm.every_statement()
            if question == text
            for option in set(statement.formula.options()) & set(dm.option_names)
        }

    def takes(self, part: Part) -> tuple[str, ...]:
        """Give what hangs in a part on something else than that its parties would do it; nothing, if none."""
        if not part.complete or not part.hangs or not self._conditions(part):
            return ()
        return self._following(part) or part.options

    def moved_by(self, key: str) -> tuple[str, ...]:
        """Give the keys of those whose part hangs on an answer that is not just about that."""
        about = self._asked(key)
        options = (
            option
            for part in self.parts
            if any(key in answers for answers in part.either)
            for option in part.options
            if option not in about
        )
        return tuple(dict.fromkeys(option.rpartition(".")[0] for option in options))

    def _conditions(self, part: Part) -> list[Mapping[str, str]]:
        """Give what has to be so for a part; that its parties would do it goes without saying."""
        if self._following(part):
            return [answers for answers in part.either if answers]
        own = set(part.options)
        rest: list[Mapping[str, str]] = [
            {key: value for key, value in each.items() if not self._asked(key) & own} for each in part.either
        ]
        return rest if all(rest) else []

    def _told(self, part: Part) -> Point:
        done = self._following(part)
        joint = "Taken together, " if len(done) > 1 else ""
        text = f"{capital(joint + self.only_if(part))}: {self._words.state(done or part.options)}"
        text += "." if done else f"; {self._how_open(part)}."
        if assumed := self._assumed(done or part.options):
            text += f" That {listed(assumed)} would do so on these terms only is assumed."
        point = self._with_those_against(text, part, self.on(part))
        return Point(point.text + self._else(part), point.evidence)

    def _assumed(self, options: Iterable[str]) -> list[str]:
        """Name those whose terms for some options are assumed, and not reported."""
        some = set(options)
        return [
            self._words.name(dm.key)
            for dm in self.conflict.decision_makers
            if any(
                statement.assumption
                and some & set(dm.option_names) & set(statement.formula.options())
                and set(statement.formula.options()) - set(dm.option_names)
                for statement, _, _ in dm.every_statement()
            )
        ]

    def only_if(self, part: Part) -> str:
        """Say what a part takes: "only if A would pay; or if B would"."""
        about = self._mentioned(self._following(part) or part.options)
        ways = "; or if ".join(self._needed(answers, about) for answers in self._conditions(part))
        return f"{'only if' if part.complete else 'at least, only if'} {ways}"

    def _mentioned(self, options: Iterable[str]) -> set[str]:
        """Give the options that preferences on some options of their parties name."""
        some = set(options)
        return {
            option
            for dm, statement, _, _ in self.conflict.statements()
            if some & set(dm.option_names) & set(statement.formula.options())
            for option in statement.formula.options()
        }

    def _needed(self, answers: Mapping[str, str], about: Collection[str]) -> str:
        """Say answers as clauses: what somebody has judged first, as most hangs on that.

        Of an answer on several acts of a party only those are said that the part is ``about``, if it is.
        """
        judged = {key for key in answers if rule_of(self.conflict, self._text(key)) == "assessment"}
        first = clauses(self.conflict, ((key, answers[key]) for key in answers if key in judged))
        others: list[str] = []
        for key in (key for key in answers if key not in judged):
            named = [option for option in sorted(self._asked(key)) if option in about]
            if answers[key] == "yes" and named and len(named) < len(self._asked(key)):
                others += [self._words.state([option]) for option in named]
            else:
                others += clauses(self.conflict, [(key, answers[key])])
        rest = together(others)
        return ", and ".join([*first, rest] if rest else first)

    def _how_open(self, part: Part) -> str:
        """Say what is known of whether the parties to a part would do it."""
        own = [key for answers in part.either for key in answers if self._asked(key) & set(part.options)]
        rules = {rule_of(self.conflict, self._text(key)) for key in own}
        nearby = [heard for key in own if (heard := heard_nearby(self.conflict, self._text(key)))]
        if nearby and rules == {SILENCE}:
            return nearby[0]
        known = {
            CONSIDERS: "that is reported as under consideration only",
            CONTRADICTION: "on that the record contradicts itself",
            SILENCE: "no position of its own on that was found",
        }
        return listed(known[rule] for rule in known if rule in rules) or "it is open"

    def _open(self, some: Sequence[Part]) -> list[Point]:
        """Say of whom it is open whether they do what others want of them, those alike together."""
        said = []
        alike: dict[str, list[Part]] = {}
        for part in some:
            if part.against:
                text = f"Whether {self._words.state(part.options)} is open: {self._how_open(part)}."
                said.append(self._with_those_against(text, part, self.on(part)))
            else:
                alike.setdefault(self._how_open(part), []).append(part)
        for how, same in alike.items():
            options = tuple(option for part in same for option in part.options)
            several = len({option.rpartition(".")[0] for option in options}) > 1
            end = how.replace("no position of its own", "no positions of their own") if several else how
            text = f"Whether {self._words.state(options)} is open: {end}."
            said.append(Point(text, tuple(dict.fromkeys(i for part in same for i in self.on(part)))))
        return said

    def _anyhow(self, some: Sequence[Part]) -> list[Point]:
        """Say what hangs on nothing that is open; first what somebody objects to."""
        said = [
            self._with_those_against(f"{NOTHING_OPEN}: {self._words.state(part.options)}.", part, ())
            for part in some
            if part.against
        ]
        quiet = tuple(option for part in some if not part.against for option in part.options)
        if quiet:
            said.append(Point(f"{NOTHING_OPEN}: {self._words.state(quiet)}."))
        return said

    def _with_those_against(self, text: str, part: Part, on: Iterable[str]) -> Point:
        alike: dict[tuple[str, ...], list[str]] = {}
        for name, (options, _) in part.against.items():
            alike.setdefault(options, []).append(name)
        for options, names in alike.items():
            several = len(names) > 1 or is_plural(names[0]) or " and " in names[0]
            to = "" if set(options) == set(part.options) else f" that {self._words.state(options)}"
            text += f" {capital(listed(names))} {'object' if several else 'objects'}{to}."
        ids = dict.fromkeys([*on, *(i for _, said in part.against.values() for i in said)])
        return Point(text, tuple(ids))

    def _else(self, part: Part) -> str:
        """Say who would have to give way where a judgement of it that a part takes is wrong."""
        judged = {
            party
            for answers in part.either
            for question in self.conflict.questions
            if question.id in answers and rule_of(self.conflict, question.text) == "assessment"
            for party in question.decision_makers
        }
        names = [name for name in map(self._words.name, sorted(judged)) if name in part.against]
        return f" Should that judgement be wrong, {listed(names)} would have to give way." if names else ""

    def _text(self, key: str) -> str:
        return next((q.text for q in self.conflict.questions if q.id == key), "")

    def on(self, part: Part) -> tuple[str, ...]:
        """Give the ids of what is said on the answers a part takes."""
        texts = {self._text(key) for answers in part.either for key in answers} - {""}
        names = [f"c{number}" for number, _ in enumerate(self.conflict.circumstances, start=1)]
        notes = [
            note.evidence
            for key, name in zip(names, self.conflict.circumstances, strict=True)
            if any(key in answers for answers in part.either)
            and (note := self.conflict.circumstance_notes.get(name)) is not None
        ]
        said = [
            preference.evidence
            for dm in self.conflict.decision_makers
            for preference in dm.preferences
            if isinstance(preference, OpenPreference) and preference.question in texts
        ]
        return tuple(dict.fromkeys(i for ids in (*said, *notes) for i in ids))

    def tables(self) -> tuple[Table, ...]:
        """Give for each part what it takes, in how many interpretations it holds, and who is against it."""
        rows: list[Row] = [
            (
                self._words.state(part.options),
                "; or ".join(together(clauses(self.conflict, answers.items())) for answers in part.either),
                part.times,
                listed(part.against),
            )
            for part in self.parts
        ]
        columns = (
            Column("that this is done", is_text=True),
            Column("takes", is_text=True),
            Column("interpretations"),
            Column("who objects", is_text=True),
        )
        notes = (f"of {self.solved[0]} interpretations",)
        return (
            (Table("parts", "What each part takes", columns, (Section(tuple(rows)),), notes=notes),)
            if rows
            else ()
        )

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "code": self.code,
            "parts": [
                {
                    "options": list(part.options),
                    "either": [dict(answers) for answers in part.either],
                    "complete": part.complete,
                    "holds_in": part.times,
                    "against": {
                        name: {"options": list(options), "evidence": list(ids)}
                        for name, (options, ids) in part.against.items()
                    },
                }
                for part in self.parts
            ],
            "of": self.solved[0],
            "points": [point.record() for point in self.points],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }
