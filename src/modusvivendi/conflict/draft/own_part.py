"""Terms by which a party asks for a part of its own: "provided that others sign and that Borsk had a say".

No act of others says so; what is left of the condition without it would be less than was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.statements import Act, Stance, Statement

_SAY = "have-say"
_HAS_A_SAY = re.compile(
    r"\band (?:that |if )?(?P<clause>(?P<who>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}|it|they)"
    r"(?: (?:itself|themselves|also|too))*"
    r" (?:has|have|had|gets?|got|is given|was given) (?:an? |its |their )?(?:[a-z]+ )?"
    r"(?:say|voice|vote|seat|veto|role))\b"
)


def with_own_part_asked(statements: Sequence[Statement]) -> list[Statement]:
    """Add to conditions what their party asks for itself, which nobody in particular does: a circumstance.

    Parameters
    ----------
    statements
        In any order, which the result keeps.
    """
    return [_asked(s) for s in statements]


def _asked(s: Statement) -> Statement:
    told = _HAS_A_SAY.search(s.condition or "") if s.condition_acts else None
    if told is None or s.stance is Stance.ASSESSES or any(a.action == _SAY for a in s.condition_acts):
        return s
    words = told["clause"]
    if told["who"] in ("it", "they"):
        words = s.actor + words.removeprefix(told["who"])
    return s.model_copy(
        update={"condition_acts": (*s.condition_acts, Act(agents=(), action=_SAY, label=words))}
    )
