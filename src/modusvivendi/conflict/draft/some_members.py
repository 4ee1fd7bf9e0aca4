"""Some members of a body are not the body: "two of the five operators" do not speak for their federation.

What they would do is their own act. A denial by the body of what its members are said to do is about them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from modusvivendi.dossier.parties import same_parties
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.naming import with_article

_SOME = re.compile(
    r"\b(?P<some>one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most|a (?:few|handful)"
    r"|(?:around |about )?half)(?: of)?(?: (?:the|its|their))?(?: (?:\d+|[a-z]+))? (?P<members>[a-z]+s)"
    r"(?: of (?P<body>(?:the |its )?[\w' -]+?))?"
    r" (?:would|will|could|may|might|can|were|are|have|had|want|wanted|favou?r|say|said|do|did)\b",
    re.IGNORECASE,
)
_SOME_NAMED = re.compile(
    r"^(?P<some>one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most)(?: of the| of its)?"
    r"(?: [a-z0-9-]+){0,3} (?P<members>[a-z]+s)$",
    re.IGNORECASE,
)
_MEMBERS = " members of "
_UNWILLING = frozenset({Stance.RULES_OUT, Stance.DENIES})
_OWN = _UNWILLING | {Stance.OFFERS, Stance.CONSIDERS, Stance.WARNS}


def with_some_members_apart(statements: Sequence[Statement]) -> list[Statement]:
    """Give what some members of a party are said to hold to those members, as a party of their own.

    Parameters
    ----------
    statements
        With the parties under one name each; in any order, which the result keeps.
    """
    names = sorted({s.actor for s in statements})
    called = {name: _as_members(name, names) for name in names}
    return [_as(s, part) if (part := called[s.actor]) else _by_members(s) for s in statements]


def with_denials_for_members(statements: Sequence[Statement]) -> list[Statement]:
    """Read a body's denial of what only its members are said to do as one of the members' act.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    held = {(s.actor, s.act.action) for s in statements if s.act and s.stance in _OWN - _UNWILLING}
    theirs = {(body_of(actor), action): actor for actor, action in held if body_of(actor)}

    denied = {
        (s.actor, s.act.action): theirs[s.actor, s.act.action]
        for s in statements
        if s.act
        and s.stance in _UNWILLING
        and (s.actor, s.act.action) in theirs
        and (s.actor, s.act.action) not in held
    }

    def told(act: Act) -> Act:
        agents = dict.fromkeys(denied.get((agent, act.action), agent) for agent in act.agents)
        return act.model_copy(update={"agents": tuple(agents)})

    out = []
    for s in statements:
        key = (s.actor, s.act.action) if s.act and s.stance in _UNWILLING else None
        moved = s.model_copy(
            update={"act": s.act and told(s.act), "condition_acts": tuple(map(told, s.condition_acts))}
        )
        out.append(moved.model_copy(update={"actor": denied[key]}) if key in denied else moved)
    return out if denied else list(statements)


def body_of(party: str) -> str | None:
    """Name the body that some of its members, drafted as a party, belong to; None for any other party.

    Examples
    --------
    >>> body_of("two members of the Wool Traders' League"), body_of("Wool Traders' League")
    ("Wool Traders' League", None)
    """
    _, members, body = party.partition(_MEMBERS)
    return body.removeprefix("the ") if members else None


def _as_members(name: str, names: Sequence[str]) -> str | None:
    """Name a part of a body as its members: "two of the five weavers", where there is a Weavers' Guild."""
    told = _SOME_NAMED.match(name)
    if told is None or is_group(name):
        return None
    members = told["members"].lower()
    body = same_parties(sorted({members, *(n for n in names if n[0].isupper())})).get(members)
    return f"{told['some'].lower()}{_MEMBERS}{with_article(body)}" if body else None


def _by_members(s: Statement) -> Statement:
    if s.act is None or s.stance not in _OWN or is_group(s.actor) or s.proposal not in s.sentence:
        return s
    before = s.sentence[: s.sentence.index(s.proposal)]
    for told in _SOME.finditer(before):
        if _stands_for(told["members"].lower(), told["body"], s.actor):
            return _as(s, f"{told['some'].lower()}{_MEMBERS}{with_article(s.actor)}")
    return s


@lru_cache(maxsize=1024)
def _stands_for(members: str, body: str | None, party: str) -> bool:
    """Whether "operators", or "members of the federation", are members of a party."""
    if members != "members":
        return same_parties(sorted({members, party})).get(members) == party
    name = re.sub(r"^(?:the|its) ", "", body or "")
    return name in ("", party) or same_parties(sorted({name, party})).get(name) == party


def _as(s: Statement, party: str) -> Statement:
    """Give a statement on a party's own act to another party."""

    def moved(act: Act) -> Act:
        return act.model_copy(
            update={"agents": tuple(party if agent == s.actor else agent for agent in act.agents)}
        )

    return s.model_copy(update={"actor": party, "act": s.act and moved(s.act)})
