"""Opposed positions: what one party offers, backs, demands or makes a condition, and another is against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from modusvivendi.dossier.proposals import (
    Direction,
    Proposal,
    Side,
    agents_meet,
    alike,
    direction,
    is_position,
    proposals,
    side,
)
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import Act, Stance, Statement


@dataclass(frozen=True)
class Opposed:
    """What it is about, who is for it, and who is against it."""

    topic: str
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]


@dataclass(frozen=True)
class _Deed:
    """An act of certain agents (empty: of anybody), and the statement that speaks of it."""

    agents: tuple[str, ...]
    action: str
    phrase: str
    statement: Statement


def opposed(statements: Sequence[Statement]) -> list[Opposed]:
    """Find what one party wants done and another is against.

    The same deed must be meant: the same action, and agents that meet. A party that makes its own act
    conditional on a deed another refuses or opposes is opposed to it too, for the two cannot be met together.

    Parameters
    ----------
    statements
        Those that are not past, in order.

    Returns
    -------
    list of Opposed
        For each party against and each action, all that are for it together.
    """
    current = _current(statements)
    wishes = _together(deed for statement in current for deed in _wanted(statement))
    refusals = _together(deed for statement in current for deed in _unwanted(statement))
    found: dict[tuple[str, str], tuple[dict[str, Statement], dict[str, Statement], str]] = {}
    for against in refusals:
        actor, phrase = against[0].statement.actor, against[0].phrase
        met = [
            deed
            for wanted in wishes
            if wanted[0].statement.actor != actor and _meet(wanted[0], against[0])
            for deed in wanted
        ]
        if met:
            a, b, _ = found.setdefault((actor, _base(against[0].action) or phrase), ({}, {}, phrase))
            a.update((deed.statement.id, deed.statement) for deed in met)
            b.update((deed.statement.id, deed.statement) for deed in against)
    return [Opposed(topic, tuple(a.values()), tuple(b.values())) for a, b, topic in found.values()]


def _current(statements: Sequence[Statement]) -> list[Statement]:
    """Leave out what the same party has since replaced by a later position on the same proposal."""
    kept: set[str] = set().union(*map(_lasting, proposals(statements)))
    return [statement for statement in statements if statement.id in kept]


@lru_cache(maxsize=8192)  # a decision about a statement touches few of them
def _lasting(proposal: Proposal) -> frozenset[str]:
    last = max((s.date for s in proposal.statements if s.date is not None), default=None)
    ways = {direction(s) for s in proposal.statements if s.date is not None and s.date == last}
    return frozenset(s.id for s in proposal.statements if s.date is None or direction(s) in ways)


@lru_cache(maxsize=16_384)
def _wanted(statement: Statement) -> Sequence[_Deed]:
    """Give the deeds a party wants done, or threatens: by itself, by others, or as a condition."""
    if not is_position(statement):
        return []
    found = [_deed(statement)] if direction(statement) is not Direction.AGAINST else []
    return found + _conditions(statement, wanted=True)


@lru_cache(maxsize=16_384)
def _unwanted(statement: Statement) -> Sequence[_Deed]:
    """Give the deeds a party is against, refuses to do itself, or answers with a threat."""
    if not is_position(statement) or statement.stance is Stance.DENIES:
        return []
    found = [_deed(statement)] if direction(statement) is Direction.AGAINST else []
    return found + _conditions(statement, wanted=False)


_NEGATIVE = re.compile(r"\b(?:unless|without|until|outside|before|short of|barring|except)\b", re.IGNORECASE)


def _conditions(statement: Statement, *, wanted: bool) -> list[_Deed]:
    """Give the deeds of others that a party makes its condition, those it wants or those it does not.

    "We do it if you do that" asks for that, and so does "we do not unless"; "we strike if you do that" is
    against it. Whoever has not decided asks for nothing.
    """
    if direction(statement) is Direction.UNDECIDED or not statement.condition:
        return []
    asks = (direction(statement) is Direction.FOR) is not bool(_NEGATIVE.search(statement.condition[:40]))
    if statement.stance is Stance.WARNS:
        asks = not asks
    return [
        _Deed(act.agents, act.action, act.label, statement)
        for act in statement.condition_acts
        if statement.actor not in act.agents and (asks is not act.negated) is wanted
    ]


def _deed(statement: Statement) -> _Deed:
    act: Act | None = statement.act
    own = side(statement) is Side.OWN
    if act is None:
        agent = statement.actor if own else statement.target
        return _Deed((agent,) if agent else (), "", statement.proposal, statement)
    agents = act.agents
    if not agents and own:
        agents = (statement.actor,)
    return _Deed(agents, act.action, act.label, statement)


def _together(deeds: Iterable[_Deed]) -> list[list[_Deed]]:
    """Put together what one party says alike: many statements speak of a deed that is compared only once."""
    found: dict[tuple[object, ...], list[_Deed]] = {}
    for deed in deeds:
        said = deed.statement.actor, deed.statement.proposal, _own(deed)
        found.setdefault((deed.agents, deed.action, deed.phrase, *said), []).append(deed)
    return list(found.values())


def _base(action: str) -> str:
    return action.removeprefix("accept:")


def _meet(wanted: _Deed, against: _Deed) -> bool:
    """Tell whether a wanted and an unwanted deed are the same."""
    known = [bool(deed.action) and class_of(_base(deed.action)) is not None for deed in (wanted, against)]
    if all(known) or (wanted.action and wanted.action == against.action):
        if _base(wanted.action) != _base(against.action):
            return False
    elif not alike(wanted.statement.proposal, against.statement.proposal):
        return False
    if _own(wanted) and _own(against):
        # "We will" and "we will not" are two parties' own affairs, unless one has to accept the other's
        return wanted.action.startswith("accept:") is not against.action.startswith("accept:")
    if not wanted.agents or not against.agents:
        return True
    return agents_meet(wanted.agents, against.agents)


def _own(deed: _Deed) -> bool:
    """Tell whether a deed is the speaking party's own."""
    return side(deed.statement) is Side.OWN and deed.agents[:1] == (deed.statement.actor,)
