"""Keeping soldiers where they are is no sending of soldiers: it is not withdrawing them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of

KEPT_TROOPS = "keep-troops"
"""The act of keeping soldiers where they are, where nobody speaks of withdrawing them."""
_SENDING = "contribute-forces"
_WITHDRAWING = "withdraw-forces"
_FORCES = (
    r"(?:troops?|soldiers?|forces?|army|garrisons?|units?|marines?|guards?|fighters?|military(?: presence)?)"
)
_KEEPING = re.compile(
    rf"^(?:[\w' -]+? )?(?:keep|leave|maintain|retain|hold)(?:s|ing)? (?:[\w'’-]+ ){{0,4}}?{_FORCES}\b"
    rf"|\b{_FORCES} (?:[\w'’-]+ ){{0,4}}?(?:stay|remain|be kept|are kept|hold out)(?:s|ed|ing)?\b"
    rf"|\b{_FORCES} (?:there|in place|where they are)$",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\b(?:peace[ -]?keep\w*|international|multinational|joint|buffer|monitoring)\b", re.IGNORECASE
)


def with_presence_told_from_sending(statements: Sequence[Statement]) -> list[Statement]:
    """Read who would keep its soldiers somewhere as not withdrawing them, and not as sending any.

    Where nobody speaks of its withdrawing them, keeping them is an act of its own, under its own words.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    leaving = {a for s in statements for act in acts_of(s) if act.action == _WITHDRAWING for a in act.agents}
    kind = class_of(_WITHDRAWING)

    def told(act: Act, words: str) -> Act:
        kept = act.action == _SENDING and not act.negated and _KEEPING.search(words)
        if not kept or _JOINT.search(words):
            return act
        if kind and set(act.agents) & leaving:
            return act.model_copy(update={"action": _WITHDRAWING, "label": kind.label, "negated": True})
        return act.model_copy(update={"action": KEPT_TROOPS, "label": "keep its troops there"})

    out = []
    for s in statements:
        if s.stance is Stance.ASSESSES:
            out.append(s)
            continue
        # A condition of several acts has its own words for each only in the labels.
        words = MARKER.sub("", s.condition or "") if len(s.condition_acts) == 1 else ""
        acts = tuple(told(act, words or act.label) for act in s.condition_acts)
        out.append(s.model_copy(update={"act": s.act and told(s.act, s.proposal), "condition_acts": acts}))
    return out
