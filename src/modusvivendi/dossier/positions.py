"""Positions: what each actor is currently reported to hold on each proposal, and what it held before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier.copies import Copies, copies
from modusvivendi.dossier.holdings import Holding, conditions_of, holdings, same_holding
from modusvivendi.dossier.origins import count
from modusvivendi.dossier.parties import with_names_settled
from modusvivendi.dossier.proposals import Direction, Proposal, direction, proposals
from modusvivendi.giving_way import giving_way
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement


class HistoryEntry(BaseModel):
    """What an actor was reported to hold at one date; None where the date is not known."""

    model_config = ConfigDict(frozen=True)

    date: dt.date | None
    stance: Stance
    conditions: tuple[str, ...] = ()
    statements: tuple[str, ...]


class Position(BaseModel):
    """What an actor is currently reported to hold on a proposal.

    Attributes
    ----------
    actor, proposal, stance, condition
        Who, about what (in the words of the statement that leads), how, and on which condition; conditions
        that one origin puts on one act are joined by "and".
    conditions
        The same, each in the words of its report, as they are to be quoted.
    statements
        Ids of those it rests on. Reports since it was first taken that say nothing else are among them.
    history
        Earlier positions in order. A past one whose date is not known (the text says that it is past) comes
        first, with the date None.
    date
        When the current position was last reported; None if that is not known.
    undated
        What is reported without a date while other reports are dated: shown apart, for it has no place in the
        order. Where ``order_known`` is False, one of these may be the latest.
    order_known
        Whether it is certain that nothing in ``undated`` came later than the current position.
    topic
        Slug of what it is about; positions of different actors share it.
    side
        ``own`` (its own doing), ``others`` (what others should or should not do), ``threat``.
    condition_statements
        Ids of the statements the condition is from.
    least, greatest
        Independent witnesses of the current position.
    anonymous
        Whether it rests on unnamed sources only.
    """

    model_config = ConfigDict(frozen=True)

    actor: str
    proposal: str
    stance: Stance
    condition: str | None
    conditions: tuple[str, ...] = ()
    statements: tuple[str, ...]
    history: tuple[HistoryEntry, ...] = ()
    date: dt.date | None = None
    undated: tuple[HistoryEntry, ...] = ()
    order_known: bool = True
    topic: str = ""
    side: str = "own"
    condition_statements: tuple[str, ...] = ()
    least: int = 1
    greatest: int = 1
    anonymous: bool = False


def positions(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Position, ...]:
    """Work out what each actor is currently reported to hold.

    Later statements go before earlier ones; what a text itself presents as past (``earlier``) is history, and
    an assessment is never a position. A statement without a date is not forced into the order: among dated
    ones it stands apart. Only where the dated ones leave the actor undecided is an undated firm position
    shown as the current one, with ``order_known`` False.

    Parameters
    ----------
    reports
        For their outlets.
    statements
        The record, in any order.

    Returns
    -------
    tuple of Position
        By actor, then by place in the record. Proposals on which only past positions are reported have none.
    """
    known = list(reports)
    outlets = {report.name: report.outlet for report in known}
    shared = copies(known)
    found = (
        _position(proposal, outlets_of(proposal, outlets), shared)
        for proposal in giving_way(proposals(with_names_settled(statements)), 50)
    )
    return tuple(position for position in found if position is not None)


def outlets_of(proposal: Proposal, outlets: Mapping[str, str | None]) -> tuple[tuple[str, str | None], ...]:
    """Give the outlets of the reports that speak of a proposal, by the reports' names."""
    return tuple({s.report: outlets.get(s.report) for s in proposal.statements}.items())


@lru_cache(maxsize=8192)  # a decision about a statement touches few of them
def _position(
    proposal: Proposal, outlets_of_it: tuple[tuple[str, str | None], ...], shared: Copies
) -> Position | None:
    """Work out the current position on one proposal."""
    outlets = dict(outlets_of_it)
    past = holdings([statement for statement in proposal.statements if statement.earlier])
    present = holdings([statement for statement in proposal.statements if not statement.earlier])
    dated = [holding for holding in present if holding.date is not None]
    undated = [holding for holding in present if holding.date is None]
    if not present:
        return None
    current, before, apart, order_known = _current(dated, undated)
    run = _unchanged_since(current, before)
    leading = current.lead
    members = [statement for holding in (*run, current) for statement in holding.statements]
    conditions, conditional = conditions_of(members, leading, outlets)
    history = [*past, *(holding for holding in before if holding not in run)]
    history.sort(key=lambda holding: (holding.date or dt.date.min, holding.ids))
    counted = count(members, outlets, shared)
    return Position(
        actor=proposal.actor,
        proposal=leading.proposal,
        stance=current.stance,
        condition=" and ".join(conditions) or None,
        conditions=conditions,
        statements=tuple(sorted(statement.id for statement in members)),
        history=tuple(entry_of(holding, outlets) for holding in history),
        date=current.date,
        undated=tuple(entry_of(holding, outlets) for holding in apart),
        order_known=order_known,
        topic=proposal.topic,
        side=proposal.side.value,
        condition_statements=tuple(statement.id for statement in conditional),
        least=counted.least,
        greatest=counted.greatest,
        anonymous=all(statement.anonymous for statement in members),
    )


def _current(
    dated: list[Holding], undated: list[Holding]
) -> tuple[Holding, list[Holding], list[Holding], bool]:
    """Choose the current holding.

    Returns
    -------
    Holding
        The current one.
    list of Holding
        Those before it, in order.
    list of Holding
        Those that stand apart for want of a date.
    bool
        Whether the order is known.
    """
    if not dated:
        current = min(undated, key=_weight)
        same = [h for h in undated if h is not current and same_holding(current, h)]
        rest = [h for h in undated if h is not current and h not in same]
        return _merged(current, same), [], rest, not rest
    latest = dated[-1].date
    of_latest = [holding for holding in dated if holding.date == latest]
    current = min(of_latest, key=_weight)
    same = [h for h in of_latest if h is not current and same_holding(current, h)]
    before = [holding for holding in dated if holding is not current and holding not in same]
    current = _merged(current, same)
    agreeing = [h for h in undated if h.stance is current.stance]
    differing = [h for h in undated if h.stance is not current.stance]
    if differing and direction(current.lead) is Direction.UNDECIDED:
        # "Considers" is no answer; what says more is shown, and that the order is not known.
        firm = min(differing, key=_weight)
        return firm, [*before, current], [h for h in undated if h is not firm], False
    return _merged(current, agreeing), before, differing, not differing


def _weight(holding: Holding) -> tuple[int, int, int, str, int, str]:
    """Order holdings of one date by how much they say for the actor."""
    from modusvivendi.dossier.holdings import standing

    return standing(holding.lead)


def _merged(current: Holding, more: list[Holding]) -> Holding:
    """Add the statements of holdings that say the same."""
    if not more:
        return current
    statements = {s.id: s for holding in (current, *more) for s in holding.statements}
    return Holding(current.date, current.stance, tuple(statements[key] for key in sorted(statements)))


def _unchanged_since(current: Holding, before: list[Holding]) -> list[Holding]:
    """Give the holdings directly before the current one that say the same."""
    run: list[Holding] = []
    if current.date is None:
        return run
    later = current
    for holding in reversed(before):
        if holding.stance is not current.stance or not same_holding(holding, later):
            break
        run.append(holding)
        later = holding
    return run[::-1]


def entry_of(holding: Holding, outlets: Mapping[str, str | None]) -> HistoryEntry:
    """Give a holding as an entry of the history."""
    conditions, _ = conditions_of(holding.statements, holding.lead, outlets)
    return HistoryEntry(
        date=holding.date, stance=holding.stance, conditions=conditions, statements=tuple(sorted(holding.ids))
    )
