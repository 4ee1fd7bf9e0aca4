"""Who blocks an arrangement, as data, in sentences and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, count_words, is_plural, listed
from modusvivendi.insight.blocks import Block, Leaving, Objection, Voice
from modusvivendi.insight.grounds import Ground, evidence_of, wish
from modusvivendi.insight.insight import Point, told
from modusvivendi.insight.needs import (
    CONSIDERS,
    CONTRADICTION,
    SILENCE,
    clauses,
    heard_nearby,
    rule_of,
    together,
)
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Statement
from modusvivendi.statements.naming import with_article

FULL = "the fullest arrangement"
"""What is blocked, where the question does not name it."""


@dataclass(frozen=True, eq=False)
class Blocking:
    """Who blocks an arrangement.

    Attributes
    ----------
    conflict
        The model.
    code
        The arrangement.
    blocks
        Who would leave it, and for what, in some interpretations that were looked at.
    leaving
        Who would leave it; first who would in most interpretations, of all that were solved.
    objections
        Who objects to what in it, whether or not it would leave over it.
    holds_in
        In how many interpretations it is an equilibrium under Nash, SEQ or SMR.
    looked_at, solved
        In how many it was asked who would leave, and how many were solved.
    voices
        Who else in the record objects to what in it.
    statements
        Those of the record by id, to be quoted.
    unmet
        Who is reported to demand what that is not in it.
    """

    conflict: Conflict
    code: int
    blocks: tuple[Block, ...]
    leaving: tuple[Leaving, ...]
    objections: tuple[Objection, ...]
    holds_in: int
    looked_at: int
    solved: int
    voices: tuple[Voice, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict)
    unmet: tuple[Objection, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Keys of those who would leave."""
        return tuple(each.decision_maker for each in self.leaving)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements on which they would leave, or object, or that come nearest to saying so."""
        objecting = [i for each in self.objections for i in each.preference.evidence]
        near = [i for block in self.blocks for i in block.near]
        grounds = evidence_of(block.ground for block in self.blocks)
        voiced = [i for voice in self.voices for i in voice.statements]
        demanded = [i for each in self.unmet for i in each.preference.evidence]
        return tuple(dict.fromkeys([*grounds, *objecting, *near, *voiced, *demanded]))

    @property
    def points(self) -> tuple[Point, ...]:
        """Who would leave, on whose word, and who objects: one party or condition at a time."""
        assumed = [each for each in self.leaving if self._is_assumed(each.decision_maker)]
        objections = self._objecting()
        reported = [each for each in self.leaving if each not in assumed]
        said = [
            self._leaves(each, objections.pop(each.decision_maker, None))
            for each in self._first(reported)
            if not each.is_over_itself
        ]
        if not self.leaving:
            said = [Point("Nobody in the model would leave this arrangement.")]
        voiced = [*objections.values(), *self._voiced()]
        if not self.objections and not voiced:
            voiced = [Point("Nobody in the model objects to anything that others do in it.")]
        divided = [each for each in reported if each.is_divided or all(self._parted(each))]
        return (*said, *voiced, *self._only_assumed(assumed, divided), *self._unmet())

    @property
    def departures(self) -> tuple[Point, ...]:
        """Who would leave over what others do or what comes about, and who demands what is not in it.

        What belongs beside what the record itself has: who objects is then told in its words.
        """
        reported = [each for each in self.leaving if not self._is_assumed(each.decision_maker)]
        said = [self._leaves(each, None, FULL) for each in self._first(reported) if self._parted(each)[1]]
        return (*said, *self._unmet(FULL))

    @property
    def sentence(self) -> str:
        """The result in a few words."""
        return told(self.points)

    def _first(self, leaving: Iterable[Leaving]) -> list[Leaving]:
        """Put those first who object to what others do, last those for whom all hangs on themselves."""
        objecting = {each.decision_maker for each in self.objections}
        return sorted(
            leaving,
            key=lambda each: (each.decision_maker not in objecting, self._hangs_on_nobody(each), -each.times),
        )

    def _hangs_on_nobody(self, leaving: Leaving) -> bool:
        """Whether a party would leave only over its own part, or over what no party decides."""
        own, others = self._parted(leaving)
        return bool(own or others) and all(" would " not in clause for clause in others)

    def _leaves(self, leaving: Leaving, objection: Point | None, it: str = "it") -> Point:
        name, blocks = leaving.decision_maker, self._blocks(leaving.decision_maker)
        grounds = evidence_of(block.ground for block in blocks)
        on = f" (on {count_words(len(grounds), 'statement')})" if grounds else ""
        who = capital(Words(self.conflict).name(name))
        text = f"{who}{on} would leave {it}{self._where(leaving)}."
        if objection is None:
            return Point(text, grounds)
        return Point(f"{text} {objection.text}", tuple(dict.fromkeys((*grounds, *objection.evidence))))

    def _where(self, leaving: Leaving) -> str:
        if leaving.times == self.solved:
            return ", whatever the open answers" if self.solved > 1 else ""
        if leaving.unless:
            own, others = self._parted(leaving)  # what it takes of itself is told apart
            return f" unless {together(others) if others else f'it turns out that {together(own)}'}"
        conditions = together(clauses(self.conflict, leaving.needs.items()))
        times, of = leaving.within or (leaving.times, self.solved)
        even = ", even where it does its part," if of < self.solved else ""
        if leaving.needs and leaving.enough:
            return f"{even} if {conditions}"
        if leaving.needs:
            return f"{even} in {times} of {of} interpretations, and only if {conditions}"
        # On no single set of answers it hangs: what it prefers tells most.
        why = self._mostly(leaving)
        return f"{even} in {times} of {of} interpretations{f', mostly {why}' if why else ''}"

    def _mostly(self, leaving: Leaving) -> str:
        """Say on what preference it would leave in most interpretations; what it does itself goes without."""
        words = Words(self.conflict)
        own = f"if {words.name(leaving.decision_maker)} would not "
        for block in sorted(self._blocks(leaving.decision_maker), key=lambda b: -len(b.interpretations)):
            since = wish(words, block.ground)
            why = self._answering(block.ground) or (f"since {since}" if since else "")
            if why and not why.startswith(own):
                return why
        return ""

    def _answering(self, found: Ground) -> str:
        """Say which answer to an open question gives the preference that decides; empty where none does."""
        texts = {question.id: question.text for question in self.conflict.questions}
        for dm, statement, question, answer in self.conflict.statements():
            if statement is found.preference and dm.key == found.decision_maker and question and answer:
                return f"if {Words(self.conflict).answer(texts[question], answer)}"
        return ""

    def _parted(self, leaving: Leaving) -> tuple[list[str], list[str]]:
        """Part the clauses without which a party would leave: what it would do itself, and the others."""
        name = f"{Words(self.conflict).name(leaving.decision_maker)} would "
        said = clauses(self.conflict, (leaving.unless or leaving.own).items())
        return [c for c in said if c.startswith(name)], [c for c in said if not c.startswith(name)]

    def _own_keys(self, leaving: Leaving) -> list[str]:
        """Give the questions without whose answers it would leave on what it would do itself."""
        name = f"{Words(self.conflict).name(leaving.decision_maker)} would "
        return [
            key
            for key, answer in leaving.unless.items()
            if all(clause.startswith(name) for clause in clauses(self.conflict, [(key, answer)]))
        ]

    def _only_assumed(self, assumed: Sequence[Leaving], divided: Sequence[Leaving]) -> list[Point]:
        """Say openly of whom it is assumed and not reported, and what comes nearest."""
        words = Words(self.conflict)
        others: list[Leaving] = []
        kinds: dict[tuple[str, str], list[tuple[Leaving, str]]] = {}
        for each in (*assumed, *divided):
            own, rest = self._parted(each)
            if each in assumed and not each.own and (rest or not own):
                others.append(each)
            own_keys = self._own_keys(each) if each in divided else each.unless if own and not rest else ()
            for key in each.own or own_keys:
                kinds.setdefault(self._heard(key), []).append((each, key))
        said = []
        for (kind, nearby), same in sorted(kinds.items()):
            near = self._near([each for each, _ in same])
            names = listed(dict.fromkeys(words.name(each.decision_maker) for each, _ in same), "or")
            silent = nearby or f"no position of {names} on that was found in the record"
            told_of = {
                CONSIDERS: "that is reported as under consideration only",
                CONTRADICTION: "on that the record contradicts itself",
                SILENCE: silent,
            }.get(kind, f"that {names} would not is assumed, not reported")
            if kind in (CONSIDERS, CONTRADICTION):
                near = self._said_on([key for _, key in same])
            nearest = near and not nearby and kind not in (CONSIDERS, CONTRADICTION)
            cited = " (what is cited comes nearest to it)" if nearest else ""
            parts = together(
                clause
                for each, key in same
                for clause in clauses(self.conflict, [(key, (each.own or each.unless)[key])])
            )
            said.append(Point(f"It takes that {parts}; {told_of}{cited}.", near))
        for each in others:
            near = self._near([each])
            cited = "what is cited comes nearest to it" if near else "no statement comes near it"
            text = f"Assumed, and not reported, is that {words.name(each.decision_maker)} would leave it"
            said.append(Point(f"{text}{self._where(each)}; {cited}.", near))
        return said

    def _heard(self, key: str) -> tuple[str, str]:
        """Say by what rule a question is open, and what is heard on it of a party that is silent."""
        text = next((q.text for q in self.conflict.questions if q.id == key), "")
        rule = rule_of(self.conflict, text)
        nearby = heard_nearby(self.conflict, text, self.statements)[0] if rule == SILENCE else ""
        return rule if rule in (CONSIDERS, CONTRADICTION, SILENCE) else "", nearby

    def _said_on(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Give ids of what is reported for or against answers to questions."""
        texts = {question.text for question in self.conflict.questions if question.id in keys}
        ids = (
            i
            for dm in self.conflict.decision_makers
            for preference in dm.preferences
            if isinstance(preference, OpenPreference) and preference.question in texts
            for i in preference.evidence
        )
        return tuple(dict.fromkeys(ids))

    def _near(self, leaving: Iterable[Leaving]) -> tuple[str, ...]:
        near = (i for each in leaving for block in self._blocks(each.decision_maker) for i in block.near)
        return tuple(dict.fromkeys(near))

    def _objecting(self) -> dict[str, Point]:
        """Say who objects to what, each party's objections together, by its key."""
        words = Words(self.conflict)
        said = {}
        for party in dict.fromkeys(each.decision_maker for each in self.objections):
            own = [each for each in self.objections if each.decision_maker == party]
            options = dict.fromkeys(option for each in own for option in each.options)
            ids = dict.fromkeys(i for each in own for i in each.preference.evidence)
            objects = "object" if words.is_several(party) else "objects"
            text = f"{capital(words.name(party))} {objects} that {words.state(options)}."
            said[party] = Point(text, tuple(ids))
        return said

    def _voiced(self) -> list[Point]:
        """Say who objects without having anything to decide in the model, those to the same together."""
        words = Words(self.conflict)
        voices: dict[tuple[str, ...], list[Voice]] = {}
        for voice in self.voices:
            voices.setdefault(voice.options, []).append(voice)
        said = []
        for options, same in voices.items():
            who = capital(listed(with_article(voice.actor) for voice in same))
            several = len(same) > 1 or is_plural(same[0].actor)
            have, are = ("have", "are") if several else ("has", "is")
            text = f"{who}, who {have} nothing to decide in the model, {are} reported to object that"
            ids = dict.fromkeys(i for voice in same for i in voice.statements)
            said.append(Point(f"{text} {words.state(options)}.", tuple(ids)))
        return said

    def _unmet(self, it: str = "it") -> Iterable[Point]:
        """Say who demands what is not in it, those who demand the same together."""
        words = Words(self.conflict)
        asking: dict[tuple[str, ...], list[Objection]] = {}
        for each in self.unmet:
            asking.setdefault(each.options, []).append(each)
        for options, same in asking.items():
            parties = list(dict.fromkeys(each.decision_maker for each in same))
            several = len(parties) > 1 or words.is_several(parties[0])
            who = capital(listed(words.name(party) for party in parties))
            ids = dict.fromkeys(i for each in same for i in each.preference.evidence)
            demand = "demand" if several else "demands"
            yield Point(f"{who} {demand} that {words.state(options)}, which is not in {it}.", tuple(ids))

    def _blocks(self, party: str) -> list[Block]:
        return [block for block in self.blocks if block.decision_maker == party]

    def _is_assumed(self, party: str) -> bool:
        return all(is_assumed(block.ground) for block in self._blocks(party))

    def tables(self) -> tuple[Table, ...]:
        """Give who would leave, in how many interpretations, for what, and why; and who objects to what."""
        words = Words(self.conflict)
        leaving: list[Row] = [
            (
                words.name(block.decision_maker),
                len(block.interpretations),
                self._instead(block.becomes),
                wish(words, block.ground),
                "assumed" if is_assumed(block.ground) else "reported",
                ", ".join(block.near if is_assumed(block.ground) else block.ground.evidence),
            )
            for block in self.blocks
        ]
        objecting: list[Row] = [
            (
                words.name(each.decision_maker),
                words.state(each.options),
                len(each.preference.evidence),
            )
            for each in self.objections
        ]
        objecting += [
            (with_article(voice.actor), words.state(voice.options), len(voice.statements))
            for voice in self.voices
        ]
        headings = (
            "who would leave",
            "interpretations",
            "and would rather",
            "since",
            "on what",
            "evidence or nearest",
        )
        found = [
            Table(
                "blocks",
                "Who would leave it",
                tuple(Column(text, is_text=place != 1) for place, text in enumerate(headings)),
                (Section(tuple(leaving)),),
                notes=(f"of {count_words(self.looked_at, 'interpretation')} that were looked at",),
            ),
            Table(
                "objections",
                "Who objects to what in it",
                (Column("who"), Column("objects that", is_text=True), Column("statements")),
                (Section(tuple(objecting)),),
            ),
        ]
        return tuple(table for table in found if any(True for _ in table.rows()))

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
        return {
            "code": self.code,
            "taken": self.conflict.taken(self.code),
            "holds_in": self.holds_in,
            "of": self.solved,
            "looked_at": self.looked_at,
            "leaving": [
                {
                    "decision_maker": each.decision_maker,
                    "interpretations": each.times,
                    "needs": dict(each.needs),
                    "enough": each.enough,
                    "unless": dict(each.unless),
                }
                for each in self.leaving
            ],
            "blocks": [
                {
                    "decision_maker": block.decision_maker,
                    "becomes": self.conflict.taken(block.becomes),
                    "interpretations": list(block.interpretations),
                    "preference": str(block.ground.formula) if block.ground.formula else None,
                    "assumption": block.ground.assumption,
                    "evidence": list(block.ground.evidence),
                    "near": list(block.near),
                }
                for block in self.blocks
            ],
            "objections": [
                {
                    "decision_maker": each.decision_maker,
                    "options": list(each.options),
                    "preference": str(each.preference.formula),
                    "evidence": list(each.preference.evidence),
                }
                for each in self.objections
            ],
            "voices": [
                {"actor": each.actor, "options": list(each.options), "evidence": list(each.statements)}
                for each in self.voices
            ],
            "points": [point.record() for point in self.points],
            "evidence": list(self.evidence),
            "sentence": self.sentence,
        }

    def _instead(self, after: int) -> str:
        words = Words(self.conflict)
        new = words.options(self.conflict.taken(after & ~self.code))
        gone = words.options(self.conflict.taken(self.code & ~after))
        return listed([*([new] if new else []), *([f"no longer {gone}"] if gone else [])])


def is_assumed(found: Ground) -> bool:
    """Tell whether a preference that decides is assumed rather than reported."""
    return bool(found.assumption) or not found.evidence
