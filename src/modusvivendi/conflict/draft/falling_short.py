"""Offers that fall short: who asks for a thing, and rejects what is offered of it, was offered less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modusvivendi.conflict.draft.acts import ACCEPTING
from modusvivendi.conflict.draft.amount_words import amount_of
from modusvivendi.statements import Act, Stance, Statement

_PART = "-in-part"
_TURNED_DOWN = (Stance.RULES_OUT, Stance.OPPOSES)


def with_short_offers_apart(statements: Sequence[Statement]) -> list[Statement]:
    """Tell what a party offers from the whole that another asks of it, where that one rejects the offer.

    "Withdraws its army from the towns" is not the withdrawal that the front asks for, or the front would not
    turn it down. Where amounts are named, they tell the two apart already.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    short: dict[tuple[str, str], Act] = {}
    asked = _asked(statements)
    refusals = [t for t in statements if t.stance in _TURNED_DOWN]
    for s in statements:
        if s.stance is not Stance.OFFERS or s.act is None or s.act.negated or s.earlier:
            continue
        action = s.act.action
        if s.act.agents != (s.actor,) or action.startswith(ACCEPTING) or amount_of(s) is not None:
            continue
        if any((t.actor, action, s.actor) in asked and _turns_down(t, s) for t in refusals):
            label = s.proposal if s.proposal != s.act.label else f"{s.act.label} as offered"
            short[s.actor, action] = s.act.model_copy(update={"action": action + _PART, "label": label})

    def told(s: Statement) -> Statement:
        act = s.act
        if act is None:
            return s
        if s.stance is Stance.OFFERS and act.agents == (s.actor,) and (s.actor, act.action) in short:
            part = short[s.actor, act.action]
            return s.model_copy(
                update={"act": act.model_copy(update={"action": part.action, "label": s.proposal})}
            )
        base = act.action.removeprefix(ACCEPTING)
        meant = [part for (party, action), part in short.items() if action == base and party != s.actor]
        if s.stance in _TURNED_DOWN and act.action != base and len(meant) == 1:
            offered = {
                "action": ACCEPTING + meant[0].action,
                "label": f"accept the offer to {meant[0].label}",
            }
            return s.model_copy(update={"act": act.model_copy(update=offered)})
        return s

    return [told(s) for s in statements] if short else list(statements)


def parts_of(deeds: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Give for each act that falls short the whole of which it is a part, both by party and action."""
    known = set(deeds)
    return {
        (party, action): [(party, whole)]
        for party, action in sorted(known)
        if action.endswith(_PART) and (party, whole := action.removesuffix(_PART)) in known
    }


def _turns_down(t: Statement, offer: Statement) -> bool:
    """Whether a party rejects what another offers, no earlier than that is reported."""
    if (
        t.stance not in _TURNED_DOWN
        or t.actor == offer.actor
        or t.act is None
        or t.earlier
        or t.condition_acts
    ):
        return False
    same = offer.act is not None and t.act.action == ACCEPTING + offer.act.action
    return same and not (t.date and offer.date and t.date < offer.date)


def _asked(statements: Iterable[Statement]) -> frozenset[tuple[str, str, str]]:
    """Give who asks which act of whom: as a condition of what it offers, or by a demand."""
    found = set[tuple[str, str, str]]()
    for s in statements:
        asked = list(s.condition_acts) if s.stance is Stance.OFFERS else []
        if s.act and s.stance is Stance.DEMANDS:
            asked.append(s.act)
        found |= {(s.actor, a.action, agent) for a in asked if not a.negated for agent in a.agents}
    return frozenset(found)
