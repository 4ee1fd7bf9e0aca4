"""A model beside the record it was drafted from: what is open in it, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from modusvivendi.brief.contents import Sentence
from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.remarks import EARLIER_DENIED, REFUSED_NEAR_IT
from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, is_plural, listed, number_words
from modusvivendi.insight.asked import JUDGING
from modusvivendi.statements import SourceKind, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.naming import with_article


@dataclass(frozen=True)
class Sourced:
    """A model, and what its evidence is: statements by id, and the outlets of reports by name."""

    conflict: Conflict
    statements: Mapping[str, Statement]
    outlets: Mapping[str, str]

    @cached_property
    def words(self) -> Words:
        """Says things about the conflict."""
        return Words(self.conflict)

    def question(self, key: str) -> tuple[str, str]:
        """Give text and kind of a question or circumstance by its id."""
        for question in self.conflict.questions:
            if question.id == key:
                return question.text, self.kind(question.text)
        names = list(self.conflict.circumstances)
        name = names[int(key[1:]) - 1]
        return self.conflict.circumstances[name] or name, "circumstance"

    def open_preferences(self, text: str) -> list[OpenPreference]:
        """Give the places in the model that depend on the answer to a question."""
        return [
            p
            for dm in self.conflict.decision_makers
            for p in dm.preferences
            if isinstance(p, OpenPreference) and p.question == text
        ]

    def kind(self, text: str) -> str:
        """Say what kind of question it is: its note or rule, as drafting left it."""
        notes = {
            "assessment": "assessment",
            "considers": "considers",
            "silence": "not reported",
            "contradiction": "contradiction",
        }
        for place in self.open_preferences(text):
            if place.rule in notes:
                return notes[place.rule]
        return ""

    def evidence(self, text: str, answer: str) -> tuple[str, ...]:
        """Ids of the statements on one side of a question."""
        found = [
            i
            for place in self.open_preferences(text)
            for preference in place.answers.get(answer, ())
            for i in preference.evidence
        ]
        return tuple(dict.fromkeys(i for i in found if i in self.statements))


def word_on(findings: Sourced, key: str, given: str) -> Sentence | None:
    """Say whose word stands on either side of an answer to an open question; None where nobody's does."""
    text, kind = findings.question(key)
    if kind in ("not reported", "circumstance"):
        return None
    for_it = findings.evidence(text, given)
    others = [a for q in findings.conflict.questions if q.text == text for a in q.answers if a != given]
    against = tuple(dict.fromkeys(i for other in others for i in findings.evidence(text, other)))
    # That it is being considered leaves both answers open; it speaks against neither.
    against = tuple(i for i in against if findings.statements[i].stance is not Stance.CONSIDERS)
    if kind == "assessment":  # nor does what its party holds so far
        judging = {i for i in (*for_it, *against) if findings.statements[i].stance in JUDGING}
        for_it, against = (tuple(i for i in some if i in judging) for some in (for_it, against))
    # What else stands on both sides (an objection that would fall) counts against.
    for_it = tuple(i for i in for_it if i not in against)
    if not for_it:
        return None
    clause = findings.words.answer(text, given)
    what = "the judgement" if kind == "assessment" else "the word"
    sentence = f"That {clause} is {what} of {_sources(findings, for_it)}"
    if all(findings.statements[i].stance is Stance.CONSIDERS for i in for_it):
        if given == "no":
            return None
        # To be reported as open to something is not to be reported as willing.
        sentence = f"That {clause} is reported as under consideration only, by {_sources(findings, for_it)}"
    if against:
        denied = all(findings.statements[i].stance is Stance.DENIES for i in against)
        if denied and any(p.note == EARLIER_DENIED for p in findings.open_preferences(text)):
            names = dict.fromkeys(with_article(findings.statements[i].actor) for i in against)
            sentence += f"; an earlier report was denied by {listed(names)}"
        elif any(p.note == REFUSED_NEAR_IT for p in findings.open_preferences(text)):
            held = _positions(findings, against).replace("rule it out", "refuse something")
            sentence += f"; near it, and since, {held}"
        else:
            sentence += f"; against it, {_positions(findings, against)}"
    return Sentence(text=sentence + ".", statements=(*for_it, *against))


def _sources(findings: Sourced, ids: Sequence[str]) -> str:
    """Name who is behind statements: the innermost sources and the reports that carry them."""
    innermost: dict[str, None] = {}
    reports: dict[str, None] = {}
    for i in ids:
        s = findings.statements[i]
        name = s.sources[-1] if s.sources else (s.speaker or with_article(s.actor))
        if s.chain and s.anonymous:
            group = s.chain[-1].group.removesuffix(" (unnamed)")
            name = f"{'' if is_plural(group) else 'an '}unnamed {group}"
        innermost.setdefault(name.replace(" (unnamed)", ", unnamed"))
        reports.setdefault(findings.outlets.get(s.report, s.report))
    names = [f"{n[:-9]} (not named)" if n.endswith(", unnamed") else n for n in innermost]
    shown = names[:3] + ([f"{number_words(len(names) - 3)} more"] if len(names) > 3 else [])
    return f"{listed(shown)}, carried by {count_words(len(reports), 'report')}{_by_way_of(findings, ids)}"


def _by_way_of(findings: Sourced, ids: Sequence[str]) -> str:
    """Say that several reports have it, all or some of them, from one paper: they are then no two origins."""
    media: dict[str, set[str]] = {}
    for i in ids:
        s = findings.statements[i]
        for link in s.chain[:1]:
            if link.kind is SourceKind.MEDIUM:
                media.setdefault(link.name, set()).add(s.report)
    reports = {findings.statements[i].report for i in ids}
    if len(reports) < 2 or len(media) != 1:
        return ""
    ((name, carried),) = media.items()
    how = "all" if carried == reports else f"at least {number_words(len(carried))} of them"
    return f", {how} by way of {name}"


def _positions(findings: Sourced, ids: Sequence[str]) -> str:
    by_actor: dict[tuple[str, str], int] = {}
    for i in ids:
        s = findings.statements[i]
        # What it opposes is what others would do, not the judgement itself.
        kind = class_of(s.act.action) if s.act else None
        verb = {
            Stance.OPPOSES: f"oppose that others {kind.label}" if kind else f"oppose {s.proposal}",
            Stance.RULES_OUT: "rule it out",
            Stance.DENIES: "deny it",
            Stance.WARNS: "warn of what it would do",
        }.get(s.stance, "hold otherwise")
        by_actor[s.actor, verb] = by_actor.get((s.actor, verb), 0) + 1
    times = {1: "", 2: " twice"}
    said = [
        f"{with_article(actor)} is reported{times.get(n, f' {number_words(n)} times')} to {verb}"
        for (actor, verb), n in by_actor.items()
    ]
    return listed(said)
