"""What would make an arrangement hold, as data, in a sentence and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from modusvivendi.conflict import Conflict, Interpretation
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, listed, number_words
from modusvivendi.insight.edits import Answer, Edit, Obtain
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.interpretations import sample_note
from modusvivendi.insight.needs import (
    ABOUT_ITSELF,
    SILENCE,
    WEIGHTIER,
    clauses,
    heard_nearby,
    rule_of,
    together,
)
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.stability import concept

MOST_CITED = 3
"""Statements that the table names for a step; all are in the data."""


@dataclass(frozen=True, eq=False)
class Unlocking:
    """A smallest set of steps after which the arrangement holds.

    Attributes
    ----------
    edits
        The steps.
    instead
        For each step those that would do instead of it, whichever of these are taken for the others.
    conflict
        The model after the steps, except for answers and circumstances, which stay open in it.
    code
        The arrangement in that model, guarantees given.
    assumes
        Answers and circumstances it takes, by id of the question or name of the circumstance.
    fails
        By interpretation, of all that were looked at, the parties that would still leave; those
        interpretations are left out in which nobody would.
    tried
        In how many interpretations that was looked at.
    otherwise
        For each of several steps that is an answer or a circumstance, who would leave if it alone turned out
        otherwise, in some interpretation in which the arrangement was to hold; nobody for other steps.
    start, movers
        Where one step leads to the arrangement from (a code of the original model's states, without
        guarantees where they are not yet given), and who takes it together; None where that was not asked
        for.
    """

    edits: tuple[Edit, ...]
    instead: tuple[tuple[Edit, ...], ...]
    conflict: Conflict
    code: int
    assumes: dict[str, str]
    fails: dict[str, tuple[str, ...]]
    tried: int
    otherwise: tuple[tuple[str, ...], ...]
    start: int | None = None
    movers: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the steps rest on."""
        return tuple(dict.fromkeys(i for edit in self.edits for i in edit.evidence))

    @property
    def sets(self) -> tuple[tuple[Edit, ...], ...]:
        """Give the steps, and all other sets that can be had by taking something instead."""
        either = [(edit, *others) for edit, others in zip(self.edits, self.instead, strict=True)]
        return tuple(product(*either))

    @property
    def backed(self) -> int:
        """How many of the steps rest on evidence."""
        return sum(bool(edit.evidence) for edit in self.edits)

    @property
    def leaving(self) -> tuple[str, ...]:
        """Give the parties that would still leave in some interpretation."""
        return tuple(dict.fromkeys(party for parties in self.fails.values() for party in parties))


Reporting = Callable[[tuple[str, ...]], str]
"""Says in a few words by whom statements are reported, from their ids; empty where nothing is to be said."""


@dataclass(frozen=True, eq=False)
class Unlock:
    """What would make an arrangement hold.

    Attributes
    ----------
    conflict
        The model as it stands.
    code, concept
        The arrangement, and the concept under which it is to hold.
    interpretation
        The one in which it is to hold; None: in every one.
    reachable
        Whether it has to be one step away too.
    ways
        Smallest sets of steps: no part of one would do. The fewest steps first, then those of which most rest
        on evidence, then those that take least. The empty set alone where it holds already.
    most
        Sets of more steps than this were not looked for.
    complete
        Whether these are all of at most that size, or as small as was asked for, made of the steps that were
        tried.
    exhaustive
        Whether every interpretation was looked at.
    candidates
        The steps that were tried.
    """

    conflict: Conflict
    code: int
    concept: str
    interpretation: Interpretation | None
    reachable: bool
    ways: tuple[Unlocking, ...]
    most: int
    complete: bool
    exhaustive: bool
    candidates: tuple[Edit, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing has to be done."""
        return bool(self.ways) and not self.ways[0].edits

    @property
    def least(self) -> tuple[Unlocking, ...]:
        """Give the ways of fewest steps."""
        return tuple(each for each in self.ways if len(each.edits) == len(self.ways[0].edits))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements the first way rests on."""
        return self.ways[0].evidence if self.ways else ()

    @property
    def points(self) -> tuple[Point, ...]:
        """What would make it hold, a step or a kind of steps at a time, and for whom it still fails."""
        return self.points_with(lambda ids: "")

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return told(self.points)

    def sentence_with(self, reported: Reporting) -> str:
        """Give the result in a few words, saying by whom each step is reported."""
        return told(self.points_with(reported))

    def points_with(self, reported: Reporting) -> tuple[Point, ...]:
        """Give what would make it hold, saying by whom each step is reported."""
        said = self._said(reported)
        if self.exhaustive or not self.ways:
            return said
        return (*said, Point(sample_note(self.ways[0].tried, self.conflict.interpretation_count)))

    def _said(self, reported: Reporting) -> tuple[Point, ...]:
        what = "hold and come within one step" if self.reachable else "hold"
        under = f" under {concept(self.concept).label}"
        if not self.ways:
            size = count_words(self.most, "step")
            return (Point(f"Nothing of at most {size}, of all that was tried, would make it {what}{under}."),)
        if self.holds:
            everywhere = "" if self.interpretation or not self._open else ", whatever the open answers"
            step = self._step_there(self.ways[0])
            return (Point(f"It does {what}{under} as things are{everywhere}.{step}"),)
        least = self.ways[0]
        start = f"The least that would make it {what}{under}"
        if len(least.edits) == 1:
            (edit,) = least.edits
            said = [Point(f"{start}: {self._step(edit, reported)}.", edit.evidence)]
        else:
            said = [Point(f"{start} takes all of this."), *self._steps(least, reported)]
        text = self._failing(least) if len(least.edits) == 1 or not any(least.otherwise) else ""
        exchanged = [others for others in least.instead if others]
        if exchanged:
            text += f" Instead of {_some(exchanged, least)} another step would do, as the table tells."
        others = len(self.least) - 1
        if others:
            text += f" There {'is' if others == 1 else 'are'} {count_words(others, 'other way')} as short."
        return (*said, Point(text.strip())) if text else tuple(said)

    def _steps(self, way: Unlocking, reported: Reporting) -> Iterator[Point]:
        """Say the steps one by one; circumstances together, and what no party has spoken on."""
        answers = [edit for edit in way.edits if isinstance(edit, Answer)]
        silent = [edit for edit in answers if self._is_unheard(edit.question.text)]
        obtaining = [edit for edit in way.edits if isinstance(edit, Obtain)]
        leaving = dict(zip(map(id, way.edits), way.otherwise, strict=True))
        told_one_by_one = [edit for edit in way.edits if edit not in silent and edit not in obtaining]
        for edit in sorted(told_one_by_one, key=self._weight):
            step = f"{capital(self._step(edit, reported))}{self._or_else(leaving.get(id(edit), ()), edit)}"
            yield Point(f"{step}.", edit.evidence)
        alike: dict[tuple[bool, tuple[str, ...]], list[Obtain]] = {}
        for obtain in obtaining:
            alike.setdefault((obtain.obtains, leaving.get(id(obtain), ())), []).append(obtain)
        for (obtains, parties), named in alike.items():
            labels = listed(f"“{edit.label or edit.name}”" for edit in named)
            ids = dict.fromkeys(i for edit in named for i in edit.evidence)
            comes = f"This {'comes' if obtains else 'does not come'} about: {labels}"
            yield Point(f"{comes}{self._or_else(parties)}.", tuple(ids))
        if silent:
            words = Words(self.conflict)
            parts = together(words.answer(edit.question.text, edit.answer) for edit in silent)
            one = len(silent) == 1
            own, was = ("position of its own", "was") if one else ("positions of their own", "were")
            ids = dict.fromkeys(i for edit in silent for i in edit.evidence)
            parties = tuple(dict.fromkeys(p for edit in silent for p in leaving.get(id(edit), ())))
            found = f"It turns out that {parts}; no {own} on that {was} found"
            yield Point(f"{found}{self._or_else(parties, *silent)}.", tuple(ids))

    def _weight(self, edit: Edit) -> int:
        """Give the place of a step: what is to be done, then what is to be found out, as questions are."""
        if not isinstance(edit, Answer):
            return -1
        rule = rule_of(self.conflict, edit.question.text)
        return WEIGHTIER.index(rule) if rule in WEIGHTIER else len(WEIGHTIER)

    def _or_else(self, parties: Sequence[str], *edits: Edit) -> str:
        """Say who would leave if a step alone turned out otherwise.

        That who is asked whether it would do its part would not do it if it would not says nothing.
        """
        words = Words(self.conflict)
        itself = {
            party
            for edit in edits
            if isinstance(edit, Answer) and rule_of(self.conflict, edit.question.text) in ABOUT_ITSELF
            for party in edit.question.decision_makers
        }
        told = [words.name(party) for party in parties if party not in itself]
        return f"; if not, {listed(told)} would leave" if told else ""

    def _is_unheard(self, question: str) -> bool:
        """Whether nothing at all is heard on a question of the party it is about, not even in other words."""
        return rule_of(self.conflict, question) == SILENCE and not heard_nearby(self.conflict, question)[0]

    @property
    def _open(self) -> bool:
        return self.conflict.interpretation_count > 1

    def _step(self, edit: Edit, reported: Reporting) -> str:
        clause = edit.say(Words(self.conflict))
        # What bears on an open question does not report its answer.
        said = reported(edit.evidence) if edit.evidence and not isinstance(edit, Answer) else ""
        return f"{clause} ({said})" if said else clause

    def _failing(self, found: Unlocking) -> str:
        leaving = listed(Words(self.conflict).name(party) for party in found.leaving)
        if not leaving:
            return "It would then fail for nobody."
        if self.interpretation is None:
            it = "it" if len(found.edits) == 1 else "any of it"
            return f"If {it} turns out otherwise, {leaving} would leave."
        part = f"{number_words(len(found.fails))} of {count_words(found.tried, 'interpretation')}"
        return f"It would still fail for {leaving} in {part}."

    def tables(self) -> tuple[Table, ...]:
        """Give who does what, what would do instead, on what it rests; and for whom it still fails."""
        if not self.ways or self.holds:
            return ()
        words = Words(self.conflict)
        rows: list[Row] = []
        for number, way in enumerate(self.ways, start=1):
            for edit, others in zip(way.edits, way.instead, strict=True):
                for either in (edit, *others):
                    said = capital(either.say(words))
                    rows.append((number, "" if either is edit else "or", said, _resting(either)))
        headings = ("way", "", "step", "rests on")
        columns = tuple(Column(heading, is_text=len(heading) > 3) for heading in headings)
        notes = ["every step of a way is needed; or: would do instead of the step above"]
        if not self.complete:
            notes.append(f"there may be more ways of at most {count_words(self.most, 'step')}")
        if not self.exhaustive:
            notes.append(sample_note(self.ways[0].tried, self.conflict.interpretation_count))
        title = "What would make it hold"
        steps = Table("unlock", title, columns, (Section(tuple(rows)),), notes=tuple(notes))
        return (steps, self._failures()) if any(way.fails for way in self.ways) else (steps,)

    def _step_there(self, way: Unlocking) -> str:
        """Say who takes the one step, and from where, where that was asked for."""
        if way.start is None or not way.movers:
            return ""
        words = Words(self.conflict)
        who = listed(words.name(party) for party in way.movers)
        together = " together" if len(way.movers) > 1 else ""
        where = "the status quo" if way.start == self.conflict.status_quo else ""
        where = where or f"where {words.state(way.conflict.taken(way.start))}"
        return f" From {where}, it takes one step of {who}{together}."

    def _failures(self) -> Table:
        words = Words(self.conflict)
        rows = tuple(
            (
                number,
                together(clauses(self.conflict, way.assumes.items())),
                ", ".join(words.name(party) for party in way.leaving) or "nobody",
                f"{len(way.fails)} of {way.tried}",
            )
            for number, way in enumerate(self.ways, start=1)
        )
        columns = tuple(map(Column, ("way", "unless", "it still fails for", "in interpretations")))
        return Table("failing", "For whom it still fails", columns, (Section(rows),))

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        words = Words(self.conflict)
        return {
            "taken": self.conflict.taken(self.code),
            "code": self.code,
            "concept": self.concept,
            "interpretation": self.interpretation.id if self.interpretation else None,
            "reachable": self.reachable,
            "holds": self.holds,
            "sentence": self.sentence,
            "points": [point.record() for point in self.points],
            "most": self.most,
            "complete": self.complete,
            "exhaustive": self.exhaustive,
            "tried": len(self.candidates),
            "ways": [
                {
                    "steps": [
                        edit.record(words)
                        | {"instead": [other.record(words) for other in others], "otherwise": list(parties)}
                        for edit, others, parties in zip(
                            found.edits,
                            found.instead,
                            found.otherwise or [()] * len(found.edits),
                            strict=True,
                        )
                    ],
                    "with_evidence": found.backed,
                    "assumes": found.assumes,
                    "fails": {key: list(parties) for key, parties in found.fails.items()},
                    "interpretations": found.tried,
                    "start": found.conflict.taken(found.start) if found.start is not None else None,
                    "movers": list(found.movers),
                }
                for found in self.ways
            ],
            "statements": list(self.evidence),
        }


def _some(exchanged: Sequence[Sequence[Edit]], way: Unlocking) -> str:
    if len(way.edits) == 1:
        return "this"
    return "each" if len(exchanged) == len(way.edits) else f"{number_words(len(exchanged))} of these"


def _resting(edit: Edit) -> str:
    """List some of the statements a step rests on."""
    more = len(edit.evidence) - MOST_CITED
    cited = ", ".join(edit.evidence[:MOST_CITED]) or "assumed"
    return f"{cited} and {more} more" if more > 0 else cited
