"""Whether two statements of one party are about one matter: closer than topics, looser than proposals.

Between reports the words change: "no foreign boats" may become "let boats fish if observers are aboard", and
a demand of others an offer to accept. What is close in words alone is not enough to tell finer differences,
but it shows that a party which refused before agrees now.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from modusvivendi.dossier.giving_up import are_opposite
from modusvivendi.dossier.proposals import (
    Side,
    agents_meet,
    alike,
    base_action,
    content_words,
    same_proposal,
    side,
)
from modusvivendi.dossier.quantities import same_unit, unit
from modusvivendi.statements.statement import Statement


class Nearness(IntEnum):
    """How near two statements of one party are: not at all, by words they share, or about the same thing."""

    APART = 0
    NEAR = 1
    SAME = 2


_GENERAL = frozenset(
    content_words(
        """
        deal agreement talk plan offer bid proposal condition demand accept agree allow permit let give take
        make reach hold keep put get set send bring join support sign country government side party member
        nation people million billion hundred thousand per cent year month week day time step role part idea
        new other foreign joint further full special common two three four five six seven eight nine ten
        settlement issue question matter thing way word work help pay money stay go come return see
        """
    )
)
"""Words that two proposals may share without being about the same."""

_ACCEPTING = re.compile(
    r"\b(?:accept|agree to|go along with|live with|settle for|take|tolerate|allow|let|permit|consent to"
    r"|approve)(?:s|ed|ing)?(?: of| to)?(?: an?| the| some| any| no| its| their)?\s*$",
    re.IGNORECASE,
)
_LETTING = re.compile(r"^(?:let|allow|permit|accept|tolerate)\b", re.IGNORECASE)
_MOVING = re.compile(
    r"^(?:raise|increase|improve|lift|sweeten|up|boost|lower|cut|reduce|trim|drop|halve|double)[a-z]*\s+"
    r"(?:its|their|his|her|the)\s+(?:[\w-]+\s+){0,2}?(?:offer|bid|demand|claim|proposal|price|ask|figure)\b",
    re.IGNORECASE,
)
"""Proposals to change a number that was named before: "raise their offer to 11"."""


def nearness(one: Statement, other: Statement) -> Nearness:
    """Tell how near two statements of one party are to being about the same matter.

    Examples
    --------
    >>> from modusvivendi.statements import Act
    >>> def told(stance, proposal, action):
    ...     act = Act(agents=("Norland",), action=action, label=proposal)
    ...     return Statement(id="a-0a", report="a.txt", start=0, end=1, sentence=proposal, actor="Norland",
    ...         stance=stance, proposal=proposal, act=act)
    >>> nearness(told("rules_out", "slow the filling of the reservoir", "slow-filling"),
    ...     told("offers", "spread the filling of its reservoir over years", "spread-filling")).name
    'NEAR'
    """
    if are_opposite(one, other):
        return Nearness.APART
    doers = _doers(one), _doers(other)
    if all(doers) and not agents_meet(*doers):
        return Nearness.APART
    if alike(_bare(one), _bare(other)):
        return Nearness.SAME
    same_act = same_proposal(one, other) or (base_action(one) == base_action(other) != "")
    if same_act and (any(doers) or not _on_others(one)):
        return Nearness.SAME
    return Nearness.NEAR if _share_words(one, other) else Nearness.APART


def telling_words(statement: Statement) -> frozenset[str]:
    """Give what another statement must share to be about the same matter: words that tell, and the act."""
    words = _words(_bare(statement), statement.actor)
    return words | {f"to {base_action(statement)}"} if statement.act is not None else words


def telling_of(phrase: str, actor: str) -> frozenset[str]:
    """Give the words of a phrase that tell what it is about; the party's own name does not."""
    return _words(phrase, actor)


def names_another_number(statement: Statement) -> bool:
    """Tell whether the proposal is to change a number named before: "raise their offer to 11"."""
    return _MOVING.match(statement.proposal) is not None


def moves_number(one: Statement, other: Statement) -> bool:
    """Tell whether the later of two statements with numbers names another for what the earlier did."""
    if one.quantity is None or other.quantity is None:
        return False
    if names_another_number(other) and one.stance is other.stance:
        sums = unit(one) in {"share", "money"} or nearness(one, other) is Nearness.SAME
        return sums and (unit(one) == unit(other) or unit(other) is None)
    return same_unit(one, other) and nearness(one, other) is Nearness.SAME


def _on_others(statement: Statement) -> bool:
    return side(statement) is Side.OTHERS


def _doers(statement: Statement) -> tuple[str, ...]:
    """Give who would do it; nobody where the statement leaves it open, or only goes along with it."""
    if _on_others(statement):
        return statement.act.agents if statement.act is not None else ()
    return () if is_acceptance(statement) else (statement.actor,)


def is_acceptance(statement: Statement) -> bool:
    """Tell whether a party would only let others do what it speaks of, or take what they give."""
    if statement.act is not None and statement.act.action.startswith("accept:"):
        return True
    if _LETTING.match(statement.proposal):
        return True
    at = statement.sentence.find(statement.proposal)
    return at > 0 and _ACCEPTING.search(statement.sentence[:at]) is not None


def _bare(statement: Statement) -> str:
    """Give the proposal without numbers: that they differ does not make it another matter."""
    return re.sub(r"[£$€]?\d[\d.,]*", " ", statement.proposal)


def _share_words(one: Statement, other: Statement) -> bool:
    words, others = (_words(_bare(s), s.actor) for s in (one, other))
    shared = words & others
    return len(shared) >= 2 or (bool(shared) and shared in (words, others))


@lru_cache(maxsize=16_384)
def _words(phrase: str, actor: str) -> frozenset[str]:
    return frozenset(content_words(phrase)) - _GENERAL - frozenset(content_words(actor))
