"""Refusals of something near what a party was reported to consider: later, and in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.conflict.draft.record import OWN, UNWILLING, Deed, is_after, leaning
from modusvivendi.conflict.draft.sameness import base_form, kind_of_verb, share_a_thing
from modusvivendi.conflict.draft.working import Drafting
from modusvivendi.dossier.matters import Nearness, nearness
from modusvivendi.statements import Stance, Statement

_DOING_AWAY = frozenset({"stop", "close down", "leave", "take down", "cut", "forbid", "dispute", "destroy"})
"""Kinds of verbs that do away with what they are done to."""
_SHUTTING = frozenset("close shut block expel evict exclude deny withhold".split())
"""Verbs that do so and are of no kind."""
_RESTRICTION = re.compile(
    r"\b(?:sanction|ban|embargo|moratorium|blockade|boycott|bar|veto|objection|freeze|suspension|limit|cap"
    r"|curfew|closure|restriction|quarantine)s?\b",
    re.IGNORECASE,
)
_KEPT_SHUT = re.compile(
    r"^(?:keep|leave|hold)\w* .*\b(?:closed|shut|locked|frozen|banned|barred|suspended|out|off|away)\b",
    re.IGNORECASE,
)
_ONE_BREATH = 300
"""Characters between what a party weighs and what the same report tells that it had refused."""


def refusals_since(drafting: Drafting, deed: Deed, weighing: Sequence[Statement]) -> list[Statement]:
    """Give what a party has since refused that is near a deed it is reported to consider.

    Whether it is the same nobody can tell from the words: who weighs "whether to allow the pitch", and later
    "will not lift the ban on expelled traders", may still allow it. But it is not under consideration only.

    Parameters
    ----------
    drafting
        The draft in the making.
    deed
        What is considered.
    weighing
        The statements that say so.
    """
    labels = _labels(drafting, deed)
    return [
        s
        for s in drafting.record.live
        if s.actor == deed.party
        and s.act
        and s.stance in (*UNWILLING, Stance.OPPOSES)
        and s.stance is not Stance.DENIES
        and (s.stance in OWN or set(s.act.agents) <= {deed.party})
        and s.act.action != deed.action
        and leaning(s) < 0
        and all(is_after(s, t) for t in weighing)
        and (_near_in_words(s, labels) or _refused_before(drafting, s, weighing))
    ]


def _labels(drafting: Drafting, deed: Deed) -> set[str]:
    """Give all the words in which the record speaks of a deed."""
    ids = set(drafting.found[deed].statements)
    about = [s for s in drafting.record.live if s.id in ids]
    told = {act.label for s in about for act in acts_of(s) if act.action == deed.action}
    told |= {
        act.label
        for s in about
        if s.effect
        for act in (s.effect.cause, s.effect.effect)
        if act.action == deed.action
    }
    return told | {drafting.found[deed].label}


def _near_in_words(s: Statement, labels: set[str]) -> bool:
    """Whether a refusal shares a thing with the words for a deed, and not of the opposite."""
    phrases = {s.proposal, s.act.label} if s.act else {s.proposal}
    return any(
        share_a_thing(_to_do(phrase), label) and _opens(phrase) is _opens(label)
        for phrase in phrases
        for label in labels
    )


def _to_do(phrase: str) -> str:
    """Give a phrase a verb to begin with, so that all its nouns count as things."""
    return phrase if kind_of_verb(phrase.split(maxsplit=1)[0]) else f"do {phrase}"


def _opens(phrase: str) -> bool:
    """Whether a phrase is to bring something about, or to lift what stands in its way."""
    verb = phrase.split(maxsplit=1)[0].lower()
    known = base_form(verb) or verb
    if kind_of_verb(verb) in _DOING_AWAY or known in _SHUTTING:
        return bool(_RESTRICTION.search(phrase))
    return not _KEPT_SHUT.search(phrase)


def _refused_before(drafting: Drafting, s: Statement, weighing: Sequence[Statement]) -> bool:
    """Whether a refusal is near what the party had refused when it was reported to begin to consider."""
    return any(
        nearness(p, s) is not Nearness.APART
        for p in drafting.record.past
        if p.actor == s.actor
        and leaning(p) < 0
        and any(p.report == t.report and _apart(p, t) <= _ONE_BREATH for t in weighing)
    )


def _apart(one: Statement, other: Statement) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
