"""Keeping a thing open is not closing it: one act of its party, and no second one beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of

_CLOSING = re.compile(
    r"^(?:agree to )?(?:clos(?:e|ing)|shut(?:ting)?)(?: down)? (?P<what>\w.+)$", re.IGNORECASE
)
_KEPT_OPEN = re.compile(
    r"^(?:agree to )?(?:keep|keeping|leave|leaving) (?P<what>.+?) (?:open|running|going|alive|in operation)$",
    re.IGNORECASE,
)
_STAYING = re.compile(
    r"^(?:bring about |agree to )?(?P<what>(?:the |its |their |an? )?[\w' -]+?)"
    r" (?:to )?(?:stay|remain|be kept|is kept|are kept)(?:s|ed|ing)?"
    r"(?: (?:open|running|alive|in operation))?$",
    re.IGNORECASE,
)
_WHEN = re.compile(r" (?:before|after|by|in|until|this|next|at|on) .*$", re.IGNORECASE)


def with_openings_as_no_closings(statements: Sequence[Statement]) -> list[Statement]:
    """Read keeping open what its party is reported to close, or not to close, as not closing it.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    closing: dict[tuple[str, tuple[str, ...]], Act] = {}
    for s in statements:
        for act in acts_of(s):
            told = _CLOSING.match(act.label)
            if told and len(act.agents) == 1 and class_of(base_of(act)) is None:
                closing.setdefault((act.agents[0], _words(told["what"])), act)
    if not closing:
        return list(statements)

    def turned(act: Act, apart_from: str | None = None) -> Act:
        if class_of(base_of(act)):
            return act
        told = _KEPT_OPEN.match(act.label) or (None if act.agents else _STAYING.match(act.label))
        meant = {
            other.action: other
            for (party, words), other in closing.items()
            if told
            and _is_the_same(words, _words(told["what"]))
            and (act.agents == (party,) or (not act.agents and party != apart_from))
        }
        if len(meant) != 1:
            return act
        one = next(iter(meant.values()))
        return act.model_copy(
            update={
                "agents": one.agents,
                "action": one.action,
                "label": one.label,
                "negated": not act.negated,
            }
        )

    return [
        s
        if s.stance is Stance.ASSESSES
        else s.model_copy(
            update={
                "act": s.act and turned(s.act, s.actor),
                "condition_acts": tuple(turned(act) for act in s.condition_acts),
            }
        )
        for s in statements
    ]


def _words(what: str) -> tuple[str, ...]:
    return content_words(_WHEN.sub("", what))


def _is_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether of two things one is the other named shortly: "the clinic" is "the night clinic"."""
    fewer, more = sorted((one, other), key=len)
    return bool(fewer) and fewer[-1] == more[-1] and set(fewer) <= set(more)
