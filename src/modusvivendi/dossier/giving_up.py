"""Keeping a thing and giving it up: opposite acts, though a reader may name both after the thing."""

from __future__ import annotations

import re

from modusvivendi.statements.statement import Statement

GIVING_UP = re.compile(
    r"^(?:agree to |bring about )?"
    r"(?:giv(?:e|es|en|ing) up|abandon(?:s|ed|ing)?|scrap(?:s|ped|ping)?|drop(?:s|ped|ping)?"
    r"|ditch(?:es|ed|ing)?|abolish(?:es|ed|ing)?|end(?:s|ed|ing)?|cancel(?:s|l?ed|l?ing)?|ax(?:e|es|ed|ing)"
    r"|relinquish(?:es|ed|ing)?|renounc(?:e|es|ed|ing)|forgo(?:es|ne|ing)?|shelv(?:e|es|ed|ing)"
    r"|withdr(?:aw|aws|awn|awing|ew)|terminat(?:e|es|ed|ing)|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)"
    r"|discard(?:s|ed|ing)?|repeal(?:s|ed|ing)?|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?"
    r"|part(?:s|ed|ing)? with|d(?:o|oes|oing|one) without) (?=\w)",
    re.IGNORECASE,
)
"""How a label or a proposal begins that is to do without a thing one has or does."""
KEEPING = re.compile(
    r"^(?:agree to )?"
    r"(?:ke(?:ep|eps|eping|pt)|retain(?:s|ed|ing)?|h(?:old|olds|olding|eld) on to|hang(?:s|ing)? on to"
    r"|stick(?:s|ing)? (?:to|with)|preserv(?:e|es|ed|ing)|cling(?:s|ing)? to)"
    r" (?=(?:the|its|their|his|her|all|every)\b)",
    re.IGNORECASE,
)
"""How one begins that is to keep it."""


def is_giving_up(label: str) -> bool:
    """Tell whether words are to do without a thing that somebody has or does.

    Examples
    --------
    >>> is_giving_up("give up the name"), is_giving_up("agree to abandon it"), is_giving_up("sell it")
    (True, True, False)
    """
    return GIVING_UP.match(label) is not None


def is_keeping(label: str) -> bool:
    """Tell whether words are to keep a thing.

    Examples
    --------
    >>> is_keeping("keep its name"), is_keeping("keep talking")
    (True, False)
    """
    return KEEPING.match(label) is not None


def are_opposite(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements is about keeping something and the other about giving it up."""
    if one.act is None or other.act is None:
        return False
    label, further = one.act.label, other.act.label
    return (is_giving_up(label) and is_keeping(further)) or (is_keeping(label) and is_giving_up(further))
