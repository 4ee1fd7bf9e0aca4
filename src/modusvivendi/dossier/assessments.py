"""Assessments of one thing that point in opposite directions: a hope here, a risk there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from modusvivendi.dossier.proposals import agents_meet, in_order
from modusvivendi.statements.acts import is_group
from modusvivendi.statements.statement import Stance, Statement


@dataclass(frozen=True)
class Assessments:
    """What is judged, the statements that see good in it, and those that see a risk."""

    topic: str
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]


_GOOD = re.compile(
    r"\b(?:accept\w*|eas(?:e|es|ier|ing)|help\w*|hop(?:e|es|ed|ing)|stabil\w*|enhanc\w*|strengthen\w*|bolster\w*"
    r"|improv\w*|opportunit\w*|benefit\w*|progress|breakthrough|reassur\w*|deter\w*|welcome\w*|positive\w*"
    r"|likel(?:y|ier)|coax\w*|pave the way|unlock\w*|encourag\w*|build(?:s|ing)? trust|calm\w*|solve\w*"
    r"|succeed\w*|success)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:danger\w*|risk\w*|fear\w*|spy\w*|spied|espionage|worr(?:y|ies|ied)|concern\w*|threat\w*|undermin\w*"
    r"|harm\w*|damag\w*|dividing|divisi\w*|escalat\w*|famine|shortage\w*|collaps\w*|side with|sided? with"
    r"|pro-\w+|gather intelligence|backfire\w*|unlikely|little chance|no chance|doubt\w*|fail\w*|impossible"
    r"|block\w*|prolong\w*|weaken\w*|jeopardi[sz]\w*|bias\w*|provok\w*|suffer\w*|pay the price|loses?|lost"
    r"|worse\w*|delay\w*)\b",
    re.IGNORECASE,
)


def opposite_assessments(statements: Sequence[Statement]) -> list[Assessments]:
    """Find assessments of the same thing that point in opposite directions.

    What is judged is the act said to bring something about or, where that is not known, the party spoken of.
    Judgements of different parties about different things do not meet.
    """
    causes = {agent for s in statements if s.effect is not None for agent in s.effect.cause.agents}
    actors = tuple(sorted({statement.actor for statement in statements} | causes))
    judged = [
        (statement, subjects(statement, actors), outlook(statement))
        for statement in in_order(statements)
        if statement.stance is Stance.ASSESSES and not statement.earlier
    ]
    found: list[Assessments] = []
    # Parties before groups: what is said of a group is said of its members.
    for subject in sorted({name for _, names, _ in judged for name in names}, key=lambda n: (is_group(n), n)):
        about = [(s, way) for s, names, way in judged if agents_meet(names, [subject])]
        good = tuple(s for s, way in about if way is True)
        bad = tuple(s for s, way in about if way is False)
        if good and bad and not any(set(good) & set(o.a) and set(bad) & set(o.b) for o in found):
            found.append(Assessments(f"the part of {subject}", good, bad))
    return found


@lru_cache(maxsize=16_384)  # each decision of a person asks about all again
def outlook(statement: Statement) -> bool | None:
    """Tell whether an assessment sees good (True) or a risk (False); None where neither, or both, show."""
    text = statement.sentence if statement.quote else f"{statement.proposal} {statement.sentence}"
    good, bad = len(_GOOD.findall(statement.proposal)), len(_BAD.findall(statement.proposal))
    if good == bad:
        good, bad = len(_GOOD.findall(text)), len(_BAD.findall(text))
    if good == bad:
        return statement.effect.raises if statement.effect is not None and not bad else None
    return good > bad


def subjects(statement: Statement, actors: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the parties whose doing an assessment judges; ``actors`` are those the record knows."""
    if statement.effect is not None and statement.effect.cause.agents:
        return statement.effect.cause.agents
    if statement.act is not None and statement.act.agents:
        return statement.act.agents
    named = [name for name in _parties(statement.proposal, actors) if name != statement.actor]
    named = named or [name for name in _parties(statement.sentence, actors) if name != statement.actor]
    return tuple(named[:1])


@lru_cache(maxsize=16_384)
def _parties(text: str, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the parties a text names, in order."""
    return tuple(dict.fromkeys(name for _, _, name in _finder(actors)(text)))


@lru_cache(maxsize=16)
def _finder(actors: tuple[str, ...]) -> Callable[[str], list[tuple[int, int, str]]]:
    from modusvivendi.statements.actors.mentions import finder

    return finder(actors)
