"""Offers to refrain: "would put off the sanctions if talks resume" is something that others can bring about.

Who threatens to do a thing, and would hold it off on terms, does it unless something happens. Holding off is
then the act to bargain over: what others give for it, and what joins it, shows only where it is an option.
"""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import ACCEPTING, acts_of, base_of
from modusvivendi.statements import Act, Stance, Statement

_HELD_OFF = {
    "impose-sanctions": "hold off sanctions",
    "strike": "call off the strike",
    "close-border": "keep the border open",
    "resume-hostilities": "hold back from fighting",
    "strike-targets": "hold back from strikes",
    "cut-jobs": "refrain from cutting jobs",
    "leave-agreement": "stay in the agreement",
    "fill-dam": "hold off the dam",
    "arm": "hold back arms",
    "station-weapons": "hold off stationing weapons",
}
"""How refraining from an act of a class reads after the party's name."""
_READY = (Stance.OFFERS, Stance.CONSIDERS)


def with_refraining_as_an_act(statements: Sequence[Statement]) -> list[Statement]:
    """Turn an act around that its parties threaten, and would only refrain from.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    turned = {action for action in _HELD_OFF if _is_refrained_from(action, statements)}
    if not turned:
        return list(statements)

    def told(act: Act) -> Act:
        base = base_of(act)
        if base not in turned:
            return act
        label = _HELD_OFF[base]
        action = "-".join(label.split())
        if base != act.action:  # what is accepted is the refraining, and the label says whose it is
            return act.model_copy(update={"action": ACCEPTING + action})
        return act.model_copy(update={"action": action, "label": label, "negated": not act.negated})

    return [
        s.model_copy(
            update={"act": s.act and told(s.act), "condition_acts": tuple(map(told, s.condition_acts))}
        )
        for s in statements
    ]


def _is_refrained_from(action: str, statements: Sequence[Statement]) -> bool:
    """Whether everybody who has an act threatens it, would refrain from it on terms, and nobody offers it."""
    own = [s for s in statements if s.act and s.act.action == action and s.act.agents == (s.actor,)]
    held = {s.actor for s in own if s.stance in _READY and s.act and s.act.negated and s.condition_acts}
    threatened = {s.actor for s in own if s.stance is Stance.WARNS and s.act and not s.act.negated}
    others = {agent for s in statements for act in acts_of(s) if act.action == action for agent in act.agents}
    offered = any(s.stance in _READY and s.act and not s.act.negated for s in own)
    judged = any(s.effect and action in (s.effect.cause.action, s.effect.effect.action) for s in statements)
    return bool(held) and held == threatened and others <= held and not offered and not judged
