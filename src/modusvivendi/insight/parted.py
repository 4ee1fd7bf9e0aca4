"""What each part of an arrangement takes, as data, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, is_plural, listed
from modusvivendi.insight.arrangements import threatened
from modusvivendi.insight.bargains import apart, bargains
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import sample_note
from modusvivendi.insight.keys import Keys, is_own
from modusvivendi.insight.needs import clauses, together
from modusvivendi.insight.quoting import quoted
from modusvivendi.insight.terms import terms_on
from modusvivendi.insight.unplaced import unplaced
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Stance, Statement

MOST_WORDS = 3
"""Objections of a party that are told in its words."""

FEW_WORDS = 2
"""So few words of an objection do not tell what it is to."""

_AGAINST = (Stance.OPPOSES, Stance.RULES_OUT, Stance.WARNS)

NOTHING_OPEN = "Without terms in the model"
"""How it is said what hangs on nothing."""


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
    whole
        In how many of these the arrangement as a whole holds, and under which concept: Nash, where it does
        anywhere under that; empty where it holds nowhere.
    statements
        Those of the record by id, to be quoted.
    """

    conflict: Conflict
    code: int
    parts: tuple[Part, ...]
    solved: tuple[int, int]
    whole: tuple[int, str] = (0, "")
    statements: Mapping[str, Statement] = field(default_factory=dict)

    @cached_property
    def _words(self) -> Words:
        return Words(self.conflict)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of what is said on the answers, and against the parts."""
        return tuple(dict.fromkeys(i for point in self.points for i in point.evidence))

    @cached_property
    def keys(self) -> Keys:
        """What has to be so for what is done, with whose terms each meets."""
        options = [option for part in self.parts for option in part.options]
        return Keys(self.conflict, [*options, *self.beyond], self.statements)

    @cached_property
    def beyond(self) -> tuple[str, ...]:
        """Options that are not in the arrangement, and that their parties are reported to take on terms."""
        told = threatened(self.conflict) | set(self.conflict.taken(self.code))
        left = [o for dm in self.conflict.decision_makers for o in dm.option_names if o not in told]
        return tuple(
            dict.fromkeys(
                term.act
                for term in terms_on(self.conflict, left)
                if is_own(term) and not term.assumption and not term.rule
            )
        )

    @property
    def points(self) -> tuple[Point, ...]:
        """Each key with whose terms it meets; what is open of parties themselves; who objects; the whole."""
        said = self._separate()
        said += [*self.keys.told(self._objectors()), *self._open(), *self._anyhow()]
        assumed = self.keys.assumptions()
        said += [assumed] if assumed is not None else []
        said += self._objecting()
        said.append(self._together())
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

    def moved_by(self, key: str) -> tuple[str, ...]:
        """Give the keys of those whose part hangs, by reported or judged terms, on an answer."""
        names = [f"c{number}" for number, _ in enumerate(self.conflict.circumstances, start=1)]
        if key in names:
            on = list(self.conflict.circumstances)[names.index(key)]
            acts = [
                term.act
                for each in self.keys.keys
                if any(on in formula.circumstances() for formula in each.on)
                for term in each.terms
            ]
        else:
            acts = list(self.asked(key))
        moved = [*acts, *self.keys.moved_by(acts)]
        return tuple(dict.fromkeys(option.rpartition(".")[0] for option in moved))

    def asked(self, key: str) -> dict[str, None]:
        """Give the options of their own that the parties to a question would take by one of its answers."""
        text = self._text(key)
        return {
            option: None
            for dm in self.conflict.decision_makers
            for statement, question, _ in dm.every_statement()
            if question == text
            for option in statement.formula.options()
            if option in dm.option_names
        }

    def _separate(self) -> list[Point]:
        """Say that there are several bargains, but where a party has terms that are not in the model."""
        terms = [term for key in self.keys.keys for term in key.terms]
        doing = {name.rpartition(".")[0] for some in bargains(self.conflict, terms) for name in some}
        left = {s.actor for s in unplaced(self.conflict, self.statements.values()).terms}
        parties = [dm for dm in self.conflict.decision_makers if dm.key in doing]
        if any(left & {dm.key, dm.name, *dm.members} for dm in parties):
            return []
        separate = apart(self.conflict, terms)
        return [separate] if separate is not None else []

    def _open(self) -> list[Point]:
        """Say of whom it is open whether they do what others want of them, and nobody makes a term of."""
        alike: dict[str, tuple[list[str], dict[str, None]]] = {}
        for option in self._of_itself(hanging=True):
            how, cited = self.keys.how_open(option)
            alike.setdefault(how, ([], {}))[0].append(option)
            alike[how][1].update(dict.fromkeys(cited))
        said = []
        for how, (options, ids) in alike.items():
            several = len({option.rpartition(".")[0] for option in options}) > 1
            known = how.replace(
                "it is not reported whether it would", "it is not reported whether they would"
            )
            text = f"Whether {self._words.state(options)} is open: {known if several else how}."
            said.append(Point(text, tuple(ids)))
        return said

    def _anyhow(self) -> list[Point]:
        """Say what hangs on nothing that is open, where nothing hangs on anything."""
        if self.keys.keys:
            return []
        options = self._of_itself(hanging=False)
        return [Point(f"{NOTHING_OPEN}: {self._words.state(options)}.")] if options else []

    def _of_itself(self, *, hanging: bool) -> list[str]:
        """Give what is done without terms and is nobody's term: what is open of itself, or what is not."""
        told = self.keys.needed | self.keys.with_terms | {term.act for term in self.keys.assumed}
        options = [option for part in self.parts for option in part.options if option not in told]
        return [option for option in options if bool(self.keys.how_open(option)[0]) == hanging]

    def _objectors(self) -> Mapping[str, tuple[str, ...]]:
        """Give who objects to each option that somebody objects to."""
        found: dict[str, dict[str, None]] = {}
        for part in self.parts:
            for name, (options, _) in part.against.items():
                for option in options:
                    found.setdefault(option, {}).setdefault(name)
        return {option: tuple(names) for option, names in found.items()}

    def _objecting(self) -> list[Point]:
        """Name in one point who objects to some of it: in their own words, where these are known."""
        said: dict[str, dict[str, None]] = {}
        unquoted: dict[tuple[str, ...], list[str]] = {}
        ids: dict[str, None] = {}
        for part in self.parts:
            for name, (options, cited) in part.against.items():
                ids.update(dict.fromkeys(cited))
                known = [self.statements[i] for i in cited if i in self.statements]
                words = [f"“{_in_words(s)}”{_by_whom(s)}" for s in known if s.stance in _AGAINST]
                if words:
                    said.setdefault(name, {}).update(dict.fromkeys(words))
                else:
                    unquoted.setdefault(options, []).append(name)
        told = [f"{name} ({'; '.join(list(words)[:MOST_WORDS])})" for name, words in said.items()]
        text = [f"Against some of it: {listed(told)}."] if told else []
        for done, names in unquoted.items():
            several = len(names) > 1 or is_plural(names[0]) or " and " in names[0]
            objects = "object" if several else "objects"
            text.append(f"{capital(listed(names))} {objects} that {self._words.state(done)}.")
        return [Point(" ".join(text), tuple(ids))] if text else []

    def _together(self) -> Point:
        """Say in how many interpretations all of it together holds."""
        if not self.parts:
            return Point("In the model nothing was found to hold in which anybody would do anything new.")
        times, under = self.whole
        of = self.solved[0]
        how = f" under {'Nash' if under == 'nash' else under.upper()}" if under else ""
        if of == 1:
            where = f"{'holds' if times else 'does not hold'}{how}"
        else:
            where = (
                f"holds{how} in {times} of {of} interpretations" if times else "holds in no interpretation"
            )
        left = f"; it leaves out that {self._words.state(self.beyond)}" if self.beyond else ""
        return Point(f"The fullest arrangement found {where} in the model{left}.")

    def _text(self, key: str) -> str:
        return next((q.text for q in self.conflict.questions if q.id == key), "")

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


def _in_words(s: Statement) -> str:
    """Give what somebody objects to in the words of the report; the sentence where they are too few."""
    return s.proposal if len(s.proposal.split()) > FEW_WORDS else quoted(s.sentence)


def _by_whom(s: Statement) -> str:
    """Name who speaks, where somebody does by name, as it stands behind a quotation."""
    named = s.speaker is not None and s.speaker != s.actor and s.speaker in s.sentence
    return f" ({s.speaker})" if named else ""
