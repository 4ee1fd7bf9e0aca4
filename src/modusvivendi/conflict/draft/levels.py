"""A part and the whole: who would limit a thing does not end it, but who ends it limits it as well.

"It accepts limits on its fishing but will not give it up", and others want an end to all of it: two acts of
one party, and only the lesser is on offer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.conflict.draft.sameness import kind_of_verb, share_a_thing
from modusvivendi.dossier.giving_up import is_giving_up
from modusvivendi.statements import Act, Stance, Statement

_PART = "cut"
_WHOLE = frozenset({"stop", "close down"})
"""Kinds of verbs of doing less of a thing, and of doing without it."""
_WANTS = frozenset({Stance.DEMANDS, Stance.OPPOSES, Stance.SUPPORTS})
_GIVING_UP = re.compile(
    r"\b(?:giv(?:e|en|ing) (?:it |them )?up|abandon(?:ed|ing)?|forgo(?:ne|ing)?|renounc(?:e|ed|ing)"
    r"|do(?:ing)? without|end(?:ed|ing)?|stop(?:ped|ping)?)\b",
    re.IGNORECASE,
)


def with_levels_told_apart(statements: Sequence[Statement]) -> list[Statement]:
    """Say whose act it is to end a thing that one party would limit, and what giving it up means.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    parts = {
        (act.agents[0], act.action, act.label)
        for s in statements
        for act in acts_of(s)
        if len(act.agents) == 1 and _kind(act) == _PART
    }
    by_sentence: dict[tuple[str, str, str], list[Act]] = defaultdict(list)
    for s in statements:
        if s.act and s.stance is Stance.OFFERS and _kind(s.act) == _PART and s.act.agents == (s.actor,):
            by_sentence[s.report, s.actor, s.sentence].append(s.act)

    def told_apart(s: Statement) -> Statement:
        if s.act is None:
            return s
        if s.stance in _WANTS and not s.act.agents and _kind(s.act) in _WHOLE:
            whose = {party: action for party, action, label in parts if share_a_thing(label, s.act.label)}
            if len(whose) == 1 and s.actor not in whose:
                ((party, part),) = whose.items()
                known = {"agents": (party,), "action": _end_of(part)}
                return s.model_copy(update={"act": s.act.model_copy(update=known)})
        limited = by_sentence.get((s.report, s.actor, s.sentence), ())
        after = s.sentence.partition(limited[0].label)[2] if limited else ""
        if limited and s.stance is Stance.RULES_OUT and _GIVING_UP.search(after or s.sentence):
            whole = limited[0]
            return s.model_copy(update={"act": s.act.model_copy(update=_ended(whole))})
        return s

    return [told_apart(s) for s in statements]


def wholes(deeds: Iterable[tuple[str, Act]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Give for each act of doing less of a thing the acts of the same party that do away with it.

    Parameters
    ----------
    deeds
        Parties with the acts that statements speak of.

    Returns
    -------
    dict
        By party and action, parties and actions.
    """
    known = {(party, act.action): act for party, act in deeds}
    return {
        deed: more
        for deed, act in known.items()
        if _kind(act) == _PART
        and (
            more := sorted(
                other
                for other, ended in known.items()
                if other[0] == deed[0] and _kind(ended) in _WHOLE and share_a_thing(act.label, ended.label)
            )
        )
    }


def _kind(act: Act) -> str | None:
    if is_giving_up(act.label):
        return "stop"
    return kind_of_verb(act.label.split()[0]) if act.label.split() else None


def _ended(part: Act) -> dict[str, object]:
    """Say of what is limited that it is ended."""
    verb, _, what = part.label.partition(" ")
    return {"action": _end_of(part.action), "label": f"end {what}" if what else verb, "negated": False}


def _end_of(part: str) -> str:
    """Name the act of ending what another act limits."""
    return f"end-{part.partition('-')[2] or part}"
