"""What an actor held on a proposal, date by date: the common ground of positions and changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modusvivendi.dossier.proposals import alike, content_words, direction, in_order, known_date
from modusvivendi.dossier.provenance import Provenance, provenance
from modusvivendi.statements.statement import Act, Quantity, SourceKind, Stance, Statement


@dataclass(frozen=True)
class Holding:
    """The statements by which an actor is reported to take one stance at one date (None: not known)."""

    date: dt.date | None
    stance: Stance
    statements: tuple[Statement, ...]

    @property
    def lead(self) -> Statement:
        """The statement that is shown for all: on record before unnamed, with a condition before without."""
        return min(self.statements, key=standing)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its statements."""
        return tuple(statement.id for statement in self.statements)

    @property
    def quantity(self) -> Quantity | None:
        """The number that is part of it, if one is."""
        return next((s.quantity for s in self.statements if s.quantity is not None), None)


def standing(statement: Statement) -> tuple[int, int, int, str, int, str]:
    """Give the order in which statements of one date speak for an actor.

    What it says itself on the record goes before what unnamed people say of it, and a statement with its
    condition before one that leaves it out.
    """
    own = any(link.kind in {SourceKind.PERSON, SourceKind.BODY} for link in statement.chain[-1:])
    second_hand = statement.anonymous or any(link.kind is SourceKind.MEDIUM for link in statement.chain)
    return (
        2 if second_hand else 0 if own or statement.speaker else 1,
        0 if statement.stance is not Stance.CONSIDERS else 1,
        0 if statement.condition else 1,
        statement.report,
        statement.start,
        statement.id,
    )


def holdings(statements: Sequence[Statement]) -> list[Holding]:
    """Divide statements on one proposal by date and stance, in the order of dates; the undated come last."""
    by_key: dict[tuple[dt.date | None, Stance], list[Statement]] = {}
    for statement in in_order(statements):
        by_key.setdefault((known_date(statement), statement.stance), []).append(statement)
    found = [Holding(date, stance, tuple(group)) for (date, stance), group in by_key.items()]
    return sorted(found, key=lambda h: (h.date or dt.date.max, standing(h.lead)))


def condition_key(statement: Statement) -> frozenset[str]:
    """Give what a condition amounts to, so that two wordings of one compare equal."""
    acts: tuple[Act, ...] = statement.condition_acts
    if acts:
        return frozenset(f"{act.action}:{','.join(sorted(act.agents))}:{act.negated}" for act in acts)
    return frozenset(content_words(statement.condition)) if statement.condition else frozenset()


def same_conditions(one: Holding, other: Holding) -> bool:
    """Tell whether the later of two holdings asks for nothing the earlier did not, as far as they say.

    A later report that leaves a condition out does not show that it was dropped.
    """
    actions = [
        frozenset(key.split(":")[0] for s in h.statements for key in condition_key(s)) for h in (one, other)
    ]
    return actions[1] <= actions[0] or all(
        any(_worded_alike(before, s) for before in one.statements) for s in other.statements if s.condition
    )


def _worded_alike(one: Statement, other: Statement) -> bool:
    """Tell whether two conditions say the same in nearly the same words."""
    return alike(one.condition or "", other.condition or "")


def same_quantity(one: Holding, other: Holding) -> bool:
    """Tell whether two holdings name no different numbers."""
    a, b = one.quantity, other.quantity
    return a is None or b is None or (a.min, a.max) == (b.min, b.max)


def same_holding(one: Holding, other: Holding) -> bool:
    """Tell whether an actor still holds later (``other``) what it held before."""
    same_way = one.stance is other.stance or (
        direction(one.lead) is direction(other.lead) and Stance.DENIES not in {one.stance, other.stance}
    )
    return same_way and same_conditions(one, other) and same_quantity(one, other)


def conditions_of(
    statements: Sequence[Statement], lead: Statement, outlets: Mapping[str, str | None]
) -> tuple[tuple[str, ...], tuple[Statement, ...]]:
    """Give the conditions that one origin puts on one act.

    Parameters
    ----------
    statements
        Those of the current position.
    lead
        Whose origin counts; where it names no condition, that of the first that does.
    outlets
        The outlets of the reports.

    Returns
    -------
    tuple of str
        The conditions in the order of the text, each in the words of its report.
    tuple of Statement
        The statements they are from.
    """
    conditional = [statement for statement in in_order(statements) if statement.condition]
    if not conditional:
        return (), ()
    leading: Provenance = provenance(lead, outlets)
    of_lead = [s for s in conditional if s.report == lead.report or provenance(s, outlets).key == leading.key]
    if not of_lead:
        first = provenance(conditional[0], outlets)
        of_lead = [s for s in conditional if provenance(s, outlets).key == first.key]
    texts: list[str] = []
    from_statements: list[Statement] = []
    keys: list[frozenset[str]] = []
    for statement in of_lead:
        key = condition_key(statement)
        # A copy may leave open whose act it is that the other names; the words are the same.
        told_already = any(_worded_alike(statement, other) for other in from_statements)
        if told_already or any(key <= other for other in keys):
            continue
        keys.append(key)
        texts.append(statement.condition or "")
        from_statements.append(statement)
    return tuple(texts), tuple(from_statements)
