"""Whom a party asks that asks "its partners": those it is not against itself.

Of all who might send soldiers, the one it will not have as a guarantor is no partner of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.acts.groups import group_members, group_mentions, groups

_PARTNERS = re.compile(
    r"\b(?:its|their|his|her)(?: own| closest| foreign)? (?:partners|allies|friends|backers)\b", re.I
)


def with_partners_named(statements: Sequence[Statement]) -> list[Statement]:
    """Say which group's act is demanded of "its partners", where not everybody who has it is one.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    return [_of_partners(s, statements) for s in statements]


def _of_partners(s: Statement, statements: Sequence[Statement]) -> Statement:
    if s.act is None or s.act.agents or s.stance is not Stance.DEMANDS or not _PARTNERS.search(s.sentence):
        return s
    doing = {
        agent
        for t in statements
        for act in acts_of(t)
        if act.action == s.act.action
        for agent in act.agents
        if agent != s.actor and not group_mentions(agent)
    }
    against = {
        agent
        for t in statements
        if t.actor == s.actor and t.stance is Stance.OPPOSES and t.act and not t.act.negated
        for agent in t.act.agents
    }
    partners = doing - against
    known = {name: set(members) for name in groups() if (members := group_members(name))}
    # The widest there is: nobody says that its partners are only those that are heard.
    fitting = sorted(
        (name for name, members in known.items() if partners <= members and not against & members),
        key=lambda name: (-len(known[name]), name),
    )
    if not partners or not against & doing or not fitting:
        return s
    return s.model_copy(update={"act": s.act.model_copy(update={"agents": (fitting[0],)})})
