"""Numbers that do not go together."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from modusvivendi.dossier.proposals import Direction, Side, base_action, direction, in_order, side
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import Quantity, Stance, Statement


@dataclass(frozen=True)
class Numbers:
    """Two groups of statements that give different numbers for the same thing.

    ``of_fact`` tells numbers that cannot both be right from those that two parties ask for and offer.
    """

    topic: str
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]
    of_fact: bool


_UNITS = (
    ("share", r"\bper ?cent\b|\bpercentage\b|%"),
    ("money", r"[$£€¥]"),
    (
        "states",
        r"\b(?:nations?|countr(?:y|ies)|states?|allies|capitals|governments?|contributors?|partners)\b",
    ),
    ("soldiers", r"\b(?:troops|soldiers|peacekeepers?|personnel|fighters|men|brigades?|battalions?)\b"),
    ("people", r"\b(?:people|persons|workers?|members|jobs?|prisoners?|hostages?|detainees|refugees)\b"),
    ("time", r"\b(?:days?|weeks?|months?|years?|hours?)\b"),
    ("mass", r"\b(?:tonnes?|tons?|kg|kilograms?|kilos?|barrels?)\b"),
    ("distance", r"\b(?:km|kilomet(?:re|er)s?|miles?)\b"),
    (
        "vessels",
        r"\b(?:ships?|vessels?|sailings?|flights?|trucks?|lorries|tanks?|missiles?|aircraft|jets?)\b",
    ),
    ("money", r"\b(?:dollars?|euros?|pounds?|yuan|ro?ubles?)\b"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _UNITS)


def unit(statement: Statement) -> str | None:
    """Tell what a statement's number counts, from the number itself or the words that follow it."""
    return None if statement.quantity is None else unit_of(statement.quantity.text, statement.sentence)


@lru_cache(maxsize=16_384)  # asked for every two numbers
def unit_of(text: str, sentence: str) -> str | None:
    """Tell what a number that stands in a sentence counts."""
    behind, place = "", sentence.find(text)
    if place >= 0:
        end = place + len(text)
        while end < len(sentence) and sentence[end].isalnum():
            end += 1  # "ten euro" may be the beginning of "ten European states"
        text, behind = sentence[place:end], " ".join(sentence[end:].split()[:3])
    for candidate in (text, behind):
        for name, pattern in _PATTERNS:
            if pattern.search(candidate):
                return name
    return None


def apart(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers with their bounds have no value in common.

    Examples
    --------
    >>> apart(Quantity(text="more than 30", min=31), Quantity(text="around ten", min=10, max=10))
    True
    >>> apart(Quantity(text="at least 5", min=5), Quantity(text="up to 9", max=9))
    False
    """
    low = max(q.min if q.min is not None else -math.inf for q in (one, other))
    high = min(q.max if q.max is not None else math.inf for q in (one, other))
    return low > high


def differing_numbers(statements: Sequence[Statement]) -> list[Numbers]:
    """Find numbers for the same thing that exclude each other.

    The same thing is the same unit and the same kind of act; an assessment without an act is compared by its
    unit alone. Of one party on one proposal only statements of one date are compared: between dates it is a
    change.
    """
    found = []
    numbered = _latest([s for s in in_order(statements) if s.quantity is not None and not s.earlier])
    for one, other in combinations(numbered, 2):
        if one.quantity is None or other.quantity is None or not apart(one.quantity, other.quantity):
            continue
        if not same_unit(one, other) or not _same_thing(one, other):
            continue
        if one.actor == other.actor and one.date != other.date:
            continue
        found.append(Numbers(_topic(one, other), (one,), (other,), _of_fact(one, other)))
    return found


def same_unit(one: Statement, other: Statement) -> bool:
    """Tell whether two numbers count in the same unit; one without a unit may take that of the other."""
    units = {unit(one), unit(other)}
    if None in units:
        return base_action(one) == base_action(other) != ""
    return len(units) == 1


def _latest(statements: Sequence[Statement]) -> list[Statement]:
    """Leave out numbers that the same party has since replaced by others for the same thing."""
    return [
        one
        for one in statements
        if not any(
            other.actor == one.actor
            and base_action(other) == base_action(one) != ""
            and one.date is not None
            and other.date is not None
            and one.date < other.date
            and same_unit(one, other)
            for other in statements
        )
    ]


def _same_thing(one: Statement, other: Statement) -> bool:
    """Tell whether two numbers count the same kind of act."""
    actions = [base_action(statement) for statement in (one, other)]
    if all(actions):
        return actions[0] == actions[1] or (
            one.actor != other.actor
            and unit(one) == "share"
            and not all(class_of(action) for action in actions)
        )
    return Stance.ASSESSES in {one.stance, other.stance} and unit(one) in {"states", "soldiers"}


def _of_fact(one: Statement, other: Statement) -> bool:
    """Tell whether both numbers claim how much there is, rather than what two parties want."""
    if one.actor == other.actor or Stance.ASSESSES in {one.stance, other.stance}:
        return True
    sides = {side(one), side(other)}
    wanted = all(direction(s) is not Direction.AGAINST for s in (one, other))
    return not (wanted and sides <= {Side.OWN, Side.OTHERS})


def _topic(one: Statement, other: Statement) -> str:
    for statement in (one, other):
        if statement.act is not None:
            return statement.act.label
    return one.proposal
