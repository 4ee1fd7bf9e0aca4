"""Changes: an actor's position on a proposal that became another between two dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier.holdings import Holding, holdings, same_conditions, same_holding, same_quantity
from modusvivendi.dossier.positions import HistoryEntry, _entry
from modusvivendi.dossier.proposals import (
    Proposal,
    Side,
    base_action,
    direction,
    in_order,
    is_position,
    known_date,
    proposals,
)
from modusvivendi.dossier.quantities import same_unit
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement


class Change(BaseModel):
    """One actor's position on one proposal, before and after.

    Attributes
    ----------
    actor, proposal, topic
        Whose position, about what (in the words of the later statement).
    kind
        ``stance``, ``condition`` or ``quantity``: what changed.
    before, after
        With dates and statements. Where ``ordered`` is False the two differ but which came first cannot be
        told, because at least one has no date.
    ordered
        Whether the order is known, from dates or because the text presents one as past.
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
    text: str


def changes(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Change, ...]:
    """Find the changes of positions.

    Two positions of one date are no change (see ``contradictions``), and a report that merely leaves out a
    condition does not show that it was dropped.

    Parameters
    ----------
    reports
        For their outlets.
    statements
        The record, in any order.

    Returns
    -------
    tuple of Change
        Those with a known order first, by actor and date.
    """
    outlets = {report.name: report.outlet for report in reports}
    record = list(statements)
    found = [change for proposal in proposals(record) for change in _of_proposal(proposal, outlets)]
    found += _of_numbers(record, found, outlets)
    return tuple(
        sorted(found, key=lambda c: (not c.ordered, c.actor, str(c.after.date or ""), c.after.statements))
    )


def _of_proposal(proposal: Proposal, outlets: Mapping[str, str | None]) -> list[Change]:
    """Find the changes on one proposal."""
    if proposal.side is Side.THREAT:
        return []
    # That a party denies what is said of it does not change what is said (see contradictions).
    told = [s for s in proposal.statements if s.stance is not Stance.DENIES]
    past = [s for s in told if s.earlier]
    present = [s for s in told if not s.earlier]
    dated = [s for s in present if s.date is not None]
    undated = [h for h in holdings(present) if h.date is None]
    steps = _steps([*dated, *(s for s in past if known_date(s) is not None)])
    found = [
        _change(proposal, one, other, True, outlets)
        for one, other in pairwise(steps)
        if not same_holding(one, other)
    ]
    current = steps[-1] if steps and not all(s.earlier for s in steps[-1].statements) else None
    latest = [current] if current is not None else undated[:1]
    for holding in (h for h in holdings(past) if h.date is None):
        found += [
            _change(proposal, holding, now, True, outlets) for now in latest if not same_holding(holding, now)
        ]
    if steps:
        found += [
            _change(proposal, steps[-1], holding, False, outlets)
            for holding in undated
            if not same_holding(steps[-1], holding) and not same_holding(holding, steps[-1])
        ]
    return found


def _of_numbers(
    statements: Sequence[Statement], found: Sequence[Change], outlets: Mapping[str, str | None]
) -> list[Change]:
    """Find numbers of one party on one act that moved between a demand and an offer."""
    moved = []
    by_act: dict[tuple[str, str], list[Statement]] = {}
    for statement in in_order(statements):
        if (
            is_position(statement)
            and statement.quantity is not None
            and known_date(statement)
            and base_action(statement)
        ):
            by_act.setdefault((statement.actor, base_action(statement)), []).append(statement)
    known = {(change.before.statements, change.after.statements) for change in found}
    for (actor, action), group in by_act.items():
        proposal = Proposal(actor, Side.OWN, action, tuple(group))
        for one, other in pairwise(_steps(group)):
            if same_quantity(one, other) or not same_unit(one.lead, other.lead):
                continue
            change = _change(proposal, one, other, True, outlets)
            if (change.before.statements, change.after.statements) not in known:
                moved.append(change.model_copy(update={"kind": "quantity"}))
    return moved


def _steps(statements: Iterable[Statement]) -> list[Holding]:
    """Give the holdings that follow each other; what is merely reported again is one, with the last date.

    Where several stances are reported for one day, the one that leads stands for it.
    """
    by_date: dict[object, Holding] = {}
    for holding in holdings(list(statements)):
        by_date.setdefault(holding.date, holding)
    steps: list[Holding] = []
    for step in by_date.values():
        again = steps and steps[-1].stance is step.stance and same_holding(steps[-1], step)
        before = steps.pop().statements if again else ()
        steps.append(Holding(step.date, step.stance, (*before, *step.statements)))
    return steps


def _change(
    proposal: Proposal, one: Holding, other: Holding, ordered: bool, outlets: Mapping[str, str | None]
) -> Change:
    """Describe a change."""
    before, after = _entry(one, outlets), _entry(other, outlets)
    if one.stance is not other.stance or direction(one.lead) is not direction(other.lead):
        kind = "stance"
    elif not same_quantity(one, other):
        kind = "quantity"
    else:
        kind = "condition" if not same_conditions(one, other) else "stance"
    return Change(
        actor=proposal.actor,
        proposal=other.lead.proposal,
        topic=proposal.topic,
        kind=kind,
        before=before,
        after=after,
        ordered=ordered,
        text=_text(proposal.actor, other.lead.proposal, before, after, ordered),
    )


WORDS = {
    "offers": "offer",
    "supports": "support",
    "considers": "consider",
    "demands": "demand",
    "opposes": "oppose",
    "rules_out": "rule out",
    "denies": "deny",
    "warns": "threaten",
    "assesses": "judge",
}
"""The stances as verbs."""


def _text(actor: str, proposal: str, before: HistoryEntry, after: HistoryEntry, ordered: bool) -> str:
    """Say a change in a sentence, without claiming more than is reported."""

    def part(entry: HistoryEntry) -> str:
        condition = f", “{entry.condition}”" if entry.condition else ""
        when = entry.date.isoformat() if entry.date else "undated"
        return f"{WORDS[entry.stance.value]} it{condition} ({when})"

    if ordered:
        return f"{proposal}: {actor} was reported to {part(before)} and is later reported to {part(after)}."
    both = f"{part(before)} and to {part(after)}"
    return f"{proposal}: {actor} is reported to {both}; which came first cannot be told."
