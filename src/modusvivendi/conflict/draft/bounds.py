"""Refusals that name a bound: who "will not take less than 34 weeks" asks for 34 of them.

And who "will not pay for more than 30" would pay for 30.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import base_of
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.rules.quantities import quantity

_NUMBER = r"[£$€¥]?\d[\d.,]*"
_FLOOR = re.compile(
    r"^(?:to )?(?:accept|take|settle for|agree to|work(?: for)?|be content with|go(?: down)?|sign for)"
    rf" (?:any )?(?:(?:fewer|less|lower|shorter) than|below|under) (?P<amount>{_NUMBER}.*)$",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"^(?:to )?(?:pay(?: for)?|offer|give|go(?: up)?|provide|grant|spend|guarantee|fund|finance|release|hire)"
    rf" (?:(?:more|higher|further|longer) than|above|beyond|over) (?P<amount>{_NUMBER}.*)$",
    re.IGNORECASE,
)


def with_bounds_told(statements: Sequence[Statement]) -> list[Statement]:
    """Read a refusal of less than an amount as asking for it, and one of more as offering it.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    return [_told(s) for s in statements]


def _told(s: Statement) -> Statement:
    if s.act is None or s.stance is not Stance.RULES_OUT or s.condition_acts or s.act.negated:
        return s
    floor, ceiling = _FLOOR.match(s.proposal), _CEILING.match(s.proposal)
    told = floor or ceiling
    if told is None:
        return s
    amount = told["amount"]
    number = quantity(amount) or quantity(f"{amount} tonnes")
    if floor:
        act = Act(agents=(), action=_slug(amount), label=f"bring about {amount}")
        return _with(s, Stance.DEMANDS, act, amount, number)
    known = class_of(base_of(s.act))
    if known and known.action != "pay":
        return _with(s, Stance.OFFERS, s.act, amount, number)
    act = Act(agents=(s.actor,), action=_slug(amount), label=f"agree to {amount}")
    return _with(s, Stance.OFFERS, act, amount, number)


def _with(s: Statement, stance: Stance, act: Act, amount: str, number: object) -> Statement:
    return s.model_copy(update={"stance": stance, "act": act, "proposal": amount, "quantity": number})


def _slug(amount: str) -> str:
    words = [w.removesuffix("s") for w in re.findall(r"[a-z]+", amount.lower())]
    return "-".join(words[:2]) or "amount"
