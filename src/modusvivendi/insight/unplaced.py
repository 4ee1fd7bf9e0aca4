"""What is reported and no part of a model: answers that follow from the model take no account of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.english import count_words, listed, number_words
from modusvivendi.insight.insight import Point
from modusvivendi.insight.quoting import quoted
from modusvivendi.publish.tables import Column, Row, Section, Table
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.mentions import mentions
from modusvivendi.statements.statement import Effect

if TYPE_CHECKING:
    from modusvivendi.dossier.contradictions import Contradiction

MOST_QUOTED = 3
"""Sentences that an answer quotes; its table has all of them."""

_REFUSING = frozenset({Stance.OPPOSES, Stance.RULES_OUT, Stance.WARNS})
_ACCEPTING = frozenset({Stance.OFFERS, Stance.SUPPORTS, Stance.CONSIDERS, Stance.DEMANDS})
_SUPPOSING = re.compile(r"\b(?:would|could)\b")
_SUPERSEDED = frozenset({"recency", "past position"})
"""Rules by which drafting leaves out what is no longer held."""


@dataclass(frozen=True)
class Unplaced:
    """Statements that count today and that no preference and no question of a model rests on.

    Attributes
    ----------
    refusals
        What parties refuse, oppose or warn of.
    terms
        What they would do or accept on a condition, and what somebody judges would bring them to it.
    demands
        What they ask for, or weigh.
    reasons
        Why drafting left them out, by their ids, as far as the model tells.
    """

    refusals: tuple[Statement, ...] = ()
    terms: tuple[Statement, ...] = ()
    demands: tuple[Statement, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> str:
        """How many there are, in words; empty where there are none."""
        return listed(
            count_words(len(_sentences(some)), *nouns)
            for some, *nouns in (
                (self.refusals, "refusal", "refusals"),
                (self.demands, "wish", "wishes"),
                (self.terms, "condition or judgement", "conditions or judgements"),
            )
            if some
        )

    @property
    def sentence(self) -> str:
        """How many there are, in a sentence; empty where there are none."""
        if not self.count:
            return ""
        is_one = self.count.startswith("one ") and " and " not in self.count
        are, them = ("is", "it") if is_one else ("are", "them")
        text = f"Of what is reported, {self.count} {are} not in the model"
        return f"{text}; what follows from it takes no account of {them}."

    def table(self, some: Sequence[Statement], title: str) -> Table:
        """List statements with why they were left out."""
        why = dict(self.reasons)
        rows: list[Row] = [
            (s.actor, " ".join(s.sentence.split()), why.get(s.id, "not used"), s.id) for s in some
        ]
        headings = ("whose", "what is reported", "why it is not in the model", "evidence")
        columns = tuple(Column(text, is_text=True) for text in headings)
        return Table("unplaced", title, columns, (Section(tuple(rows)),))


def unplaced(conflict: Conflict, statements: Iterable[Statement]) -> Unplaced:
    """Find what a record reports and a model has no place for.

    Parameters
    ----------
    conflict
        The model. Of one that cites nothing at all, nothing is said to be left out.
    statements
        The record.

    Notes
    -----
    What is told as past, or overtaken by what the same party holds since, is left out; so is what repeats
    what the model has: the same party on the same act with the same stance.
    """
    known = {s.id: s for s in statements}
    used = placed(conflict)
    if not used:
        return Unplaced()
    said = {_gist(known[i]) for i in used if i in known and known[i].act is not None}
    told = {known[i].sentence for i in used if i in known}
    reasons = [
        (o.evidence[0], o.reason) for o in conflict.omitted if o.evidence and o.rule not in _SUPERSEDED
    ]
    gone = {o.evidence[0] for o in conflict.omitted if o.evidence and o.rule in _SUPERSEDED}
    live = [
        s
        for s in known.values()
        if s.id not in used and s.id not in gone and not s.earlier and _gist(s) not in said
    ]
    moved = [known[i].effect for i in used if i in known]
    live = [s for s in live if not any(effect and _judges_alike(s, effect) for effect in moved)]
    near = stems(
        [
            *(label for dm in conflict.decision_makers for label in dm.options.values()),
            *conflict.circumstances.values(),
        ]
    )
    # What a party says of itself first, then what is about the same things as the model.
    live.sort(key=lambda s: (s.stance is Stance.ASSESSES, -min(3, len(near & stems([s.sentence])))))
    return Unplaced(
        refusals=tuple(s for s in live if s.stance in _REFUSING),
        terms=tuple(s for s in live if _is_term(s)),
        # What stands in one sentence with something that is in the model is told with it.
        demands=tuple(s for s in live if _is_wanted(s) and s.sentence not in told),
        reasons=tuple(reasons),
    )


def placed(conflict: Conflict) -> set[str]:
    """Give the ids of the statements that some preference, question or circumstance rests on."""
    found: set[str] = set()
    for dm in conflict.decision_makers:
        for preference in dm.preferences:
            if isinstance(preference, OpenPreference):
                found.update(preference.evidence)
        for statement, _, _ in dm.every_statement():
            found.update(statement.evidence)
    for note in conflict.circumstance_notes.values():
        found.update(note.evidence)
    return found


def _judges_alike(s: Statement, effect: Effect) -> bool:
    """Whether somebody judges, in other words, what another is cited for: that one party moves another."""
    both = (effect.cause.agents, effect.effect.agents)
    return s.stance is Stance.ASSESSES and all(
        any(mentions(s.proposal, a) for a in agents) for agents in both
    )


def _gist(s: Statement) -> tuple[str, str, str, bool, str]:
    act = s.act
    return (
        s.actor,
        s.stance.value,
        act.action if act else "",
        bool(act and act.negated),
        "" if act else s.id,
    )


def _is_term(s: Statement) -> bool:
    if s.stance is Stance.ASSESSES:
        return s.effect is not None or bool(_SUPPOSING.search(s.proposal))
    return s.stance in _ACCEPTING and bool(s.condition)


_BELIEVING = re.compile(
    r"\b(?:believe[ds]?|thought|thinks?|expect(?:s|ed)|assume[ds]?|suspect(?:s|ed)|was|were|is|are) "
    r"(?:that )?\w+ (?:wants?|wanted)\b|\b(?:believe[ds]?|thought|thinks?) that\b"
)
_ONLY_POINTING = re.compile(r"^(?:these|this|those|that|it|them)\b[ \w]{0,20}$", re.IGNORECASE)


def _is_wanted(s: Statement) -> bool:
    """Whether somebody asks for something, or weighs it; what others only believe they want is not that."""
    wanted = s.stance is Stance.DEMANDS or (s.stance is Stance.CONSIDERS and s.condition is None)
    told = _BELIEVING.search(s.sentence) is None and _ONLY_POINTING.match(s.proposal) is None
    return wanted and told and not _is_term(s)


def stems(texts: Iterable[str | None]) -> set[str]:
    """Give the beginnings of the longer words of some texts: enough to tell what is about the same thing."""
    return {word[:6] for text in texts if text for word in re.findall(r"[a-z]{4,}", text.casefold())}


def quoting(
    start: str, some: Sequence[Statement], told: Collection[str] = (), *, rest: str = "more"
) -> tuple[Point, ...]:
    """Quote the sentences of some statements in one point, the first few of them.

    Parameters
    ----------
    start
        How it begins.
    some
        The statements.
    told
        Ids of statements that have been told already.
    rest
        What further ones are called.
    """
    sentences = _sentences([s for s in some if s.id not in told])
    if not sentences:
        return ()
    shown = list(sentences)[:MOST_QUOTED]
    parts = [f"“{text}”" for text in shown]
    if len(sentences) > len(shown):
        parts.append(f"{number_words(len(sentences) - len(shown))} {rest}")
    ids = [i for text in shown for i in sentences[text]]
    return (Point(f"{start}: {'; '.join(parts)}.", tuple(ids)),)


def _sentences(some: Iterable[Statement]) -> dict[str, list[str]]:
    """Give the sentences of statements with the ids of these, each sentence once."""
    found: dict[str, list[str]] = {}
    for s in some:
        found.setdefault(quoted(s.sentence), []).append(s.id)
    return found


def disputed(conflict: Conflict, contradictions: Iterable[Contradiction]) -> tuple[Point, ...]:
    """Tell what the record contradicts itself on where the model asks nothing about it.

    Parameters
    ----------
    conflict
        The model.
    contradictions
        Those of the record; what a later date settles, and differing judgements, are left out.
    """
    used = placed(conflict)
    if not used:
        return ()
    return tuple(
        Point(f"Not in the model, and disputed: {each.text}", (*each.a, *each.b))
        for each in contradictions
        if each.settled is None
        and each.kind in ("denial", "inner split")
        and not used.intersection((*each.a, *each.b))
    )[:MOST_QUOTED]
