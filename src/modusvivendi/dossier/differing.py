"""Different numbers for the same thing: who gives which, with all that give the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from modusvivendi.dossier.proposals import Direction, Side, base_action, direction, in_order, side
from modusvivendi.dossier.quantities import apart, same_unit, unit
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import Stance, Statement


@dataclass(frozen=True)
class Numbers:
    """Two groups of statements that give different numbers for the same thing.

    ``of_fact`` tells numbers that cannot both be right from those that two parties ask for and offer.
    """

    topic: str
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]
    of_fact: bool


def differing_numbers(statements: Sequence[Statement]) -> list[Numbers]:
    """Find numbers for the same thing that exclude each other.

    The same thing is the same unit and the same kind of act; an assessment without an act is compared by its
    unit alone. Of one party on one proposal only statements of one date are compared: between dates it is a
    change. What one party is reported to say alike is one side, however many reports repeat it.

    Parameters
    ----------
    statements
        Those of a record, in any order.

    Returns
    -------
    list of Numbers
        By the first statements of both sides.
    """
    numbered = _latest([s for s in in_order(statements) if s.quantity is not None and not s.earlier])
    place = {statement.id: number for number, statement in enumerate(numbered)}
    found = []
    for own in (False, True):
        alike: dict[object, list[Statement]] = {}
        for statement in numbered:
            alike.setdefault((_said(statement), statement.date if own else None), []).append(statement)
        groups = {group[0].id: group for group in alike.values()}
        for one, other in _comparable([group[0] for group in groups.values()]):
            if (one.actor == other.actor) is own and _exclude(one, other):
                sides = tuple(groups[one.id]), tuple(groups[other.id])
                found.append(Numbers(_topic(one, other), *sides, _of_fact(one, other)))
    return sorted(found, key=lambda numbers: (place[numbers.a[0].id], place[numbers.b[0].id]))


def _said(s: Statement) -> object:
    """Give all but the date that decides which other numbers a statement's number excludes."""
    assert s.quantity is not None
    assessed = s.stance is Stance.ASSESSES
    number = s.quantity.min, s.quantity.max, unit(s), base_action(s)
    return s.actor, number, assessed or (side(s), direction(s) is Direction.AGAINST)


def _comparable(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Give the pairs of statements that can count the same thing, each once and in order."""
    by_thing: dict[object, list[int]] = {}
    for number, statement in enumerate(statements):
        for thing in (("act", base_action(statement)), ("unit", unit(statement))):
            by_thing.setdefault(thing, []).append(number)
    by_thing.pop(("act", ""), None)
    by_thing.pop(("unit", None), None)
    pairs = {pair for numbers in by_thing.values() for pair in combinations(numbers, 2)}
    yield from ((statements[one], statements[other]) for one, other in sorted(pairs))


def _exclude(one: Statement, other: Statement) -> bool:
    """Tell whether two numbers count the same thing and cannot both be right, or both be had."""
    if one.quantity is None or other.quantity is None or not apart(one.quantity, other.quantity):
        return False
    if not same_unit(one, other) or not _same_thing(one, other):
        return False
    return one.actor != other.actor or one.date == other.date


def _latest(statements: Sequence[Statement]) -> list[Statement]:
    """Leave out numbers that the same party has since replaced by others for the same thing."""
    last: dict[tuple[str, str], dict[str | None, dt.date]] = {}
    for s in statements:
        if s.date is not None and base_action(s):
            days = last.setdefault((s.actor, base_action(s)), {})
            days[unit(s)] = max(days.get(unit(s), s.date), s.date)
    return [s for s in statements if not _is_replaced(s, last.get((s.actor, base_action(s)), {}))]


def _is_replaced(statement: Statement, last: dict[str | None, dt.date]) -> bool:
    """Tell whether a later number replaces one, given the last day of each unit; no unit may be any."""
    own = unit(statement)
    return statement.date is not None and any(
        statement.date < day for other, day in last.items() if other == own or None in (own, other)
    )


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
