"""Threats called off, demands dropped: "has suspended its walkout" is no position, yet it ends one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import by_party
from modusvivendi.conflict.draft.sameness import share_a_thing
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Stance, Statement

_ENDED = re.compile(
    r"\b(?:call(?:ed|s|ing)? off|suspend(?:ed|s|ing)?|cancell?(?:ed|s|ing)?|shelved?|abandon(?:ed|s)?"
    r"|withdr(?:e|a)wn?|lift(?:ed|s)?|end(?:ed|s)?|postpon(?:ed|es)|put(?:s)? off|drop(?:ped|s)|halt(?:ed|s))"
    r" (?:the|its|their|an?|all) (?P<what>(?:[\w'’-]+ ){0,3}[\w'’-]+)",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"^(?:no longer |drop(?:ped)? |give up |giv(?:e|ing) up |abandon |withdraw )"
    r"(?:(?:its|their|the) (?:demand|condition|insistence|call|request)s? |(?:demand|insist|ask)(?: on)? )"
    r"(?:that |for |to |on )?(?P<what>.+)$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:not|never|no|if|unless|would|could|may|might|will|to|refused|should|must)\b[^,.;]{0,20}$",
    re.IGNORECASE,
)
"""What makes of "called off" something that has not happened."""
_NAMES = {
    "strike": ("strike", "walkout", "walk-out", "stoppage", "industrial action"),
    "close-border": ("blockade", "closure", "blocking"),
    "impose-sanctions": ("sanctions", "embargo", "boycott"),
    "resume-hostilities": ("offensive", "attack", "assault"),
    "strike-targets": ("strikes", "raids"),
}
"""What an act of a class is called once it is a thing."""


def called_off(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Find threats that their party is later told to have called off, and what it no longer demands.

    Each comes with the statement that tells it.

    Parameters
    ----------
    statements
        Those that count, in any order.
    """
    found = []
    for some in by_party(statements).values():
        ended = [(t, told) for t in some if t.date and (told := _what_ended(t))]
        dropped = [(t, match["what"]) for t in some if t.date and (match := _DROPPED.match(t.proposal))]
        for s in some:
            after = [t for t, told in ended if _is_after(t, s) and _is_meant(s, told)]
            after += [t for t, what in dropped if _is_after(t, s) and _is_demanded(s, what)]
            if after:
                found.append((s, min(after, key=lambda t: (str(t.date), t.id))))
    return found


def without_dropped_terms(statements: Sequence[Statement]) -> list[Statement]:
    """Take out of the terms of an offer what its party is later told to demand no longer.

    Parameters
    ----------
    statements
        Those that count; in any order, which the result keeps.
    """
    dropped = [(t, match["what"]) for t in statements if t.date and (match := _DROPPED.match(t.proposal))]

    def told(s: Statement) -> Statement:
        if s.stance is not Stance.OFFERS or len(s.condition_acts) < 2:
            return s
        left = tuple(
            act
            for act in s.condition_acts
            if not any(
                t.actor == s.actor and _is_after(t, s) and share_a_thing(f"drop {act.label}", f"drop {what}")
                for t, what in dropped
            )
        )
        return s.model_copy(update={"condition_acts": left}) if 0 < len(left) < len(s.condition_acts) else s

    return [told(s) for s in statements] if dropped else list(statements)


def _is_after(t: Statement, s: Statement) -> bool:
    return bool(s.date and t.date and t.date > s.date)


def _is_demanded(s: Statement, what: str) -> bool:
    """Whether a party demands a thing of others, or makes an offer of its own hang on it."""
    asked = s.condition_acts if s.stance is Stance.OFFERS else ()
    if s.stance is Stance.DEMANDS and s.act:
        asked = (s.act,)
    return len(asked) == 1 and share_a_thing(f"drop {asked[0].label}", f"drop {what}")


def _what_ended(t: Statement) -> list[str]:
    """Give the things that a statement's sentence tells somebody has called off."""
    return [
        told["what"].lower()
        for told in _ENDED.finditer(t.sentence)
        if not _NOT_YET.search(t.sentence[: told.start()])
    ]


def _is_meant(s: Statement, ended: Sequence[str]) -> bool:
    """Whether one of the things is what a party has threatened."""
    if s.act is None or s.stance is not Stance.WARNS or s.act.negated:
        return False
    names = _NAMES.get(s.act.action, ())
    own = set(content_words(s.act.label.replace("-", " ")))
    return any(
        any(re.search(rf"\b{name}\b", what) for name in names) or own & set(content_words(what)[:1])
        for what in ended
    )
