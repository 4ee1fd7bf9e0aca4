"""What a change of position is: its two sides, which way it moved, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier.change_words import Shift, change_text
from modusvivendi.dossier.holdings import Holding, same_conditions, same_quantity
from modusvivendi.dossier.matters import Nearness, nearness
from modusvivendi.dossier.positions import HistoryEntry, entry_of
from modusvivendi.dossier.proposals import Direction, Proposal, direction, known_date
from modusvivendi.statements.statement import Stance, Statement

Outlets = Mapping[str, str | None]
"""The outlet of each report, by its name."""

NO_POSITION = frozenset({Stance.ASSESSES, Stance.DENIES, Stance.WARNS})
"""Stances that are no position of a party's own that could change."""


class Change(BaseModel):
    """One actor's position on one matter, before and after.

    Attributes
    ----------
    actor, proposal, topic
        Whose position, about what (in the words of the later statement).
    kind
        ``stance``, ``condition`` or ``quantity``: what changed.
    before, after
        With dates and statements. Where ``ordered`` is False the two differ but which came first cannot be
        told, because at least one has no date. A change that one sentence tells has the same statement on
        both sides; what a report presents as past has no date.
    ordered
        Whether the order is known, from dates or because the text presents one as past.
    shift
        Which way: ``softer`` and ``harder`` (from refusing and demanding to considering to being ready, or
        back), ``turned`` (between wanting and opposing what others do), ``condition``, ``number``.
    text
        The change in a sentence.
    """

    model_config = ConfigDict(frozen=True)

    actor: str
    proposal: str
    topic: str
    kind: str
    before: HistoryEntry
    after: HistoryEntry
    ordered: bool
    shift: Shift = Shift.TURNED
    text: str


def ordinal(statement: Statement) -> int:
    """Give the day of a position as a number, 0 where it is not known."""
    day = known_date(statement)
    return day.toordinal() if day is not None else 0


RANKS = {
    Stance.RULES_OUT: 0,
    Stance.OPPOSES: 0,
    Stance.DENIES: 0,
    Stance.WARNS: 0,
    Stance.DEMANDS: 0,
    Stance.ASSESSES: 0,
    Stance.CONSIDERS: 1,
    Stance.SUPPORTS: 2,
    Stance.OFFERS: 2,
}
"""How far a party comes towards others: who refuses or demands not at all, who is ready to do it most."""


def leaning(statement: Statement) -> tuple[int, Direction]:
    """Give how far a position comes towards others, and which way it points."""
    way = direction(statement)
    if way is Direction.AGAINST:
        return 0, way
    if statement.act is not None and statement.act.negated and way is Direction.FOR:
        return 2, way
    return RANKS[statement.stance], way


def rank(statement: Statement) -> int:
    """Give how far a position comes towards others."""
    return leaning(statement)[0]


def shift_between(one: Statement, other: Statement) -> Shift | None:
    """Tell which way a position moved, its condition and number apart."""
    (before, way), (after, then) = leaning(one), leaning(other)
    if before != after:
        return Shift.SOFTER if after > before else Shift.HARDER
    return Shift.TURNED if way is not then else None


def of_the_same_day(statement: Statement, group: Proposal) -> Holding:
    """Give all that the group reports of the same day and stance."""
    same = [
        s
        for s in group.statements
        if (known_date(s), s.stance, s.earlier)
        == (known_date(statement), statement.stance, statement.earlier)
    ]
    return Holding(known_date(statement), statement.stance, tuple(same) or (statement,))


def topic_of(statement: Statement) -> str:
    """Name what a change of position is about."""
    return statement.act.action.removeprefix("accept:") if statement.act is not None else statement.proposal


def describe(
    one: Holding,
    other: Holding,
    topic: str,
    outlets: Outlets,
    *,
    ordered: bool = True,
    kind: str | None = None,
) -> Change:
    """Describe a change."""
    before, after = entry_of(one, outlets), entry_of(other, outlets)
    if kind is None:
        kind = kind_of(one, other)
    if kind == "stance":
        shift = shift_between(one.lead, other.lead) or Shift.TURNED
    else:
        shift = Shift.NUMBER if kind == "quantity" else Shift.CONDITION
    return Change(
        actor=other.lead.actor,
        proposal=other.lead.proposal,
        topic=topic,
        kind=kind,
        before=before,
        after=after,
        ordered=ordered,
        shift=shift,
        text=change_text(one.lead, other.lead, (before, after), shift if ordered else None),
    )


def kind_of(one: Holding, other: Holding) -> str:
    """Tell what changed: ``stance``, ``quantity`` or ``condition``."""
    if one.stance is not other.stance or direction(one.lead) is not direction(other.lead):
        return "stance"
    if not same_quantity(one, other):
        return "quantity"
    return "stance" if same_conditions(one, other) else "condition"


def turns(one: Statement, other: Statement) -> bool:
    """Tell whether a later position is against what an earlier one is for, or the reverse."""
    if Stance.DENIES in {one.stance, other.stance}:
        return False
    ways = direction(one), direction(other)
    if Direction.AGAINST not in ways or ways[0] is ways[1]:
        return False
    return nearness(one, other) is not Nearness.APART
