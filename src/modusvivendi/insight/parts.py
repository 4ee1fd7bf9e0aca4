"""On what each part of an arrangement hangs: which open answers something takes, and who is against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, is_plural, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import FIRM, SHOWN, arrangements, holding_with, needs_of, threatened
from modusvivendi.insight.blocking import objections, voices
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import Bool, Ensemble, sample_note, solve_interpretations
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    CONSIDERS,
    CONTRADICTION,
    SILENCE,
    clauses,
    rule_of,
    together,
)
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Statement
from modusvivendi.statements.naming import with_article

NASH = "nash"

MOST_TOLD = 5
"""Parts that are told; the table has all."""

MOST_EITHER = 3
"""Sets of answers, any of which would do, that are looked for."""

MOST_BEYOND = 3
"""Answers in such a set beyond those that all of them share."""


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
        Who objects to some of it: names, and the ids of what they say.
    """

    options: tuple[str, ...]
    either: tuple[Mapping[str, str], ...]
    complete: bool
    times: int
    against: Mapping[str, tuple[str, ...]]

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
        text = f"{capital(self.only_if(part))}: {self._words.state(done or part.options)}"
        text += "." if done else f"; {self._how_open(part)}."
        if assumed := self._assumed(done or part.options):
            text += f" That {listed(assumed)} would do so on these terms only is assumed."
        return self._with_those_against(text, part, self.on(part))

    def _assumed(self, options: Iterable[str]) -> list[str]:
        """Name those whose terms for some options are assumed, and not reported."""
        some = set(options)
        return [
            self._words.name(dm.key)
            for dm in self.conflict.decision_makers
            if any(
                statement.assumption
                and rule_of(self.conflict, question or "") not in ABOUT_ITSELF
                and some & set(dm.option_names) & set(statement.formula.options())
                and set(statement.formula.options()) - set(dm.option_names)
                for statement, question, _ in dm.every_statement()
            )
        ]

    def only_if(self, part: Part) -> str:
        """Say what a part takes: "only if A would pay; or if B would"."""
        ways = "; or if ".join(self._needed(answers) for answers in self._conditions(part))
        return f"{'only if' if part.complete else 'at least, only if'} {ways}"

    def _needed(self, answers: Mapping[str, str]) -> str:
        """Say answers as clauses: what somebody has judged first, as most hangs on that."""
        judged = {key for key in answers if rule_of(self.conflict, self._text(key)) == "assessment"}
        first = clauses(self.conflict, ((key, answers[key]) for key in answers if key in judged))
        rest = together(clauses(self.conflict, ((k, v) for k, v in answers.items() if k not in judged)))
        return ", and ".join([*first, rest] if rest else first)

    def _how_open(self, part: Part) -> str:
        """Say what is known of whether the parties to a part would do it."""
        own = [key for answers in part.either for key in answers if self._asked(key) & set(part.options)]
        rules = {rule_of(self.conflict, self._text(key)) for key in own}
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
            self._with_those_against(
                f"Whatever the open answers: {self._words.state(part.options)}.", part, ()
            )
            for part in some
            if part.against
        ]
        quiet = tuple(option for part in some if not part.against for option in part.options)
        if quiet:
            said.append(Point(f"Whatever the open answers: {self._words.state(quiet)}."))
        return said

    def _with_those_against(self, text: str, part: Part, on: Iterable[str]) -> Point:
        ids = dict.fromkeys([*on, *(i for said in part.against.values() for i in said)])
        if part.against:
            names = list(part.against)
            several = len(names) > 1 or is_plural(names[0]) or " and " in names[0]
            text += f" {capital(listed(names))} {'object' if several else 'objects'}."
        return Point(text, tuple(ids))

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
                    "against": {name: list(ids) for name, ids in part.against.items()},
                }
                for part in self.parts
            ],
            "of": self.solved[0],
            "points": [point.record() for point in self.points],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }


def parts(
    conflict: Conflict,
    want: int | Iterable[str],
    *,
    ensemble: Ensemble | None = None,
    statements: Mapping[str, Statement] | None = None,
) -> Parts:
    """Find on what each part of an arrangement hangs.

    The whole of an arrangement may take much that has nothing to do with what people ask about. Part by part
    it shows: this option is taken in something that holds if, and only if, those answers are given.

    Parameters
    ----------
    conflict
        In option form.
    want
        The arrangement: its code, or the full names of the options taken in it.
    ensemble
        The conflict solved in its interpretations, where that has been done.
    statements
        The statements of the record by id: those who object and have nothing to decide in the model are then
        named as well.

    Raises
    ------
    ConflictError
        If there is no such state, or in graph form.

    Notes
    -----
    Something holds where it is an equilibrium under Nash: nobody would rather do otherwise, as things are.
    Where the arrangement is one under Nash nowhere, SEQ counts as well, and SMR where it is one under
    neither. What is only threatened is no part.

    Examples
    --------
    >>> road = Conflict.loads('''
    ... decision_makers:
    ...   A:
    ...     options: {open: open the road}
    ...     preferences:
    ...       - question: Does paying win A's consent?
    ...         rule: assessment
    ...         answers: {"yes": [open iff B.pay], "no": [not open]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... ''')
    >>> print(parts(road, ["A.open", "B.pay"]).sentence)
    Only if paying wins A's consent: A would open the road. Whatever the open answers: B would pay the toll.
    """
    if conflict.graph is not None:
        raise ConflictError("on what parts hang can be told of a model in option form only")
    code = want if isinstance(want, int) else conflict.code(want)
    if conflict.position(code) is None:
        raise ConflictError(f"{conflict.describe(code)} is not feasible", hint=conflict.why_infeasible(code))
    ensemble = ensemble or solve_interpretations(conflict)
    found = arrangements(ensemble)
    place = conflict.codes.tolist().index(code)
    concepts = next((c for c in ((NASH,), FIRM) if ensemble.holding(place, c).any()), SHOWN)
    warned_of = threatened(conflict)
    groups: dict[bytes, tuple[Bool, list[str]]] = {}
    for option in conflict.taken(code):
        if option not in warned_of:
            holding = holding_with(ensemble, found, [option], concepts)
            groups.setdefault(holding.tobytes(), (holding, []))[1].append(option)
    made = [
        Part(
            tuple(options),
            *_either(ensemble, holding),
            int(holding.sum()),
            _against(conflict, options, statements or {}),
        )
        for holding, options in groups.values()
    ]
    made.sort(key=lambda part: _rank(conflict, part))
    return Parts(conflict, code, tuple(made), (len(ensemble.interpretations), ensemble.count))


def _rank(conflict: Conflict, part: Part) -> tuple[bool, bool, bool, int]:
    """Put first what hangs on a judgement, then what is objected to, then what hangs on others."""
    texts = {q.id: q for q in conflict.questions}
    asked = [texts[key] for answers in part.either for key in answers if key in texts]
    judged = any(rule_of(conflict, question.text) == "assessment" for question in asked)
    doers = {option.rpartition(".")[0] for option in part.options}
    on_others = any(doers - set(question.decision_makers) for question in asked)
    return (not judged, not part.against, not on_others, -len(part.options))


def _against(
    conflict: Conflict, options: Sequence[str], statements: Mapping[str, Statement]
) -> dict[str, tuple[str, ...]]:
    """Name those who object to some options, with what they say."""
    words = Words(conflict)
    found: dict[str, list[str]] = {}
    for objection in objections(conflict, frozenset(options)):
        if objection.preference.evidence:
            found.setdefault(words.name(objection.decision_maker), []).extend(objection.preference.evidence)
    for voice in voices(conflict, options, statements):
        found.setdefault(with_article(voice.actor), []).extend(voice.statements)
    return {name: tuple(dict.fromkeys(ids)) for name, ids in found.items()}


def _either(ensemble: Ensemble, holding: Bool) -> tuple[tuple[Mapping[str, str], ...], bool]:
    """Find the smallest sets of answers with any of which it holds; else only what it always takes.

    Returns the sets, and whether it holds nowhere without one of them.
    """
    if not holding.any():
        return (), False
    if holding.all():
        return ({},), True
    needs, enough = needs_of(ensemble, holding)
    if enough:
        return (needs,), True
    keys = list(ensemble.choices[0])
    free = [column for column, key in enumerate(keys) if key not in needs]
    matching = np.array([all(choice[key] == needs[key] for key in needs) for choice in ensemble.choices])
    primes: list[tuple[dict[int, int], Bool]] = []
    for size in range(1, MOST_BEYOND + 1):
        for columns in combinations(free, size):
            for values in np.unique(ensemble.coded[holding][:, columns], axis=0).tolist():
                given = dict(zip(columns, values, strict=True))
                if any(prime.items() <= given.items() for prime, _ in primes):
                    continue
                rows = matching & (ensemble.coded[:, columns] == values).all(axis=1)
                if holding[rows].all():
                    primes.append((given, rows))
    chosen: list[Bool] = []
    left = holding.copy()
    while left.any() and len(chosen) < MOST_EITHER:
        most = max(primes, key=lambda prime: int((prime[1] & left).sum()), default=None)
        if most is None or not (most[1] & left).any():
            break
        chosen.append(most[1])
        left &= ~most[1]
    if left.any():
        return ((needs,) if needs else ({},)), False
    return tuple(_given(ensemble, rows, needs, primes) for rows in chosen), True


def _given(
    ensemble: Ensemble, rows: Bool, needs: Mapping[str, str], primes: Sequence[tuple[dict[int, int], Bool]]
) -> dict[str, str]:
    columns = next(prime for prime, found in primes if found is rows)
    choice = ensemble.choices[int(np.flatnonzero(rows)[0])]
    keys = list(choice)
    wanted = {*needs, *(keys[column] for column in columns)}
    return {key: value for key, value in choice.items() if key in wanted}
