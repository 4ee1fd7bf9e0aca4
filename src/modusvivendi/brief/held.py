"""What parties hold today: without what is overtaken, and without threats whose day is past."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from modusvivendi.dossier.proposals import proposals
from modusvivendi.dossier.quantities import unit_of
from modusvivendi.dossier.told import number_before
from modusvivendi.statements import Stance, Statement
from modusvivendi.statements.rules.dates import days
from modusvivendi.statements.rules.quantities import quantity

if TYPE_CHECKING:
    from modusvivendi.dossier import Record
    from modusvivendi.dossier.positions import Position

_MORE = re.compile(r"\b(?:higher|lower|further|beyond|above|below|more|less)\b")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ON_WEEKDAY = re.compile(rf"\b(?:on|from|by|next) ({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def held_today(record: Record) -> tuple[tuple[str, Statement], ...]:
    """Give the statements of today's positions, each with the name under which its party is kept.

    Parameters
    ----------
    record
        The record.

    Returns
    -------
    tuple
        Without what a later report of the same party overtakes, without refusals to go beyond an amount whose
        party has since gone beyond one, and without threats for a day before the last that is reported of.
    """
    statements = {s.id: s for s in record.statements()}
    published = {report.name: report.date for report in record.reports()}
    every = record.positions()
    overtaken = {
        i
        for change in record.changes()
        if change.ordered
        for i in set(change.before.statements) - set(change.after.statements)
    }
    moved = _moved_from(statements.values(), published)
    left = _since_changed(statements.values(), published)
    gone = overtaken | moved | left | _gone_beyond(every) | _spent(statements, published)
    return tuple(
        (position.actor, statements[i])
        for position in every
        for i in position.statements
        if i in statements and not statements[i].earlier and i not in gone
    )


def _moved_from(statements: Iterable[Statement], published: Mapping[str, dt.date | None]) -> set[str]:
    """Give the ids of what was held with a number from which, as a later report tells, its party has moved.

    "It would take 10 per cent, down from the 12 per cent it had asked for" overtakes the 12.
    """
    every = list(statements)
    told = [(s, before) for s in every if not s.earlier and (before := number_before(s)) is not None]
    gone: set[str] = set()
    for s, before in told:
        number, unit = quantity(before), s.quantity and unit_of(s.quantity.text, s.sentence)
        for t in every:
            days_of = published.get(t.report), published.get(s.report)
            amount = t.quantity
            if (
                t.actor == s.actor
                and t.stance is not Stance.DENIES
                and days_of[0] is not None
                and days_of[1] is not None
                and days_of[0] < days_of[1]
                and amount is not None
                and number is not None
                and number.min in (amount.min, amount.max)
                and unit_of(amount.text, t.sentence) == unit
            ):
                gone.add(t.id)
    return gone


def _since_changed(statements: Iterable[Statement], published: Mapping[str, dt.date | None]) -> set[str]:
    """Give the ids of what a later report tells only as what was held before.

    "The government, which promised in May to stop its raids, has since hardened its terms" leaves nothing
    of the promise of May, unless the later report has it elsewhere.
    """
    gone: set[str] = set()
    for proposal in proposals(statements):
        told = [s for s in proposal.statements if s.earlier and published.get(s.report) is not None]
        for s in told:
            day = published[s.report]
            alike = [t for t in proposal.statements if t.stance is s.stance and not t.earlier]
            days_of = {t.id: published.get(t.report) for t in alike}
            if day is not None and all(d is not None and d < day for d in days_of.values()):
                gone.update(days_of)
    return gone


def _gone_beyond(positions: Iterable[Position]) -> set[str]:
    """Give the ids of refusals to go beyond an amount whose party has since gone beyond one."""
    every = list(positions)
    gone: set[str] = set()
    for position in every:
        if position.stance is Stance.RULES_OUT and position.date and _MORE.search(position.proposal):
            later = (
                other.stance is Stance.OFFERS
                and other.actor == position.actor
                and other.date is not None
                and other.date > position.date
                and re.search(r"\d", other.proposal)
                for other in every
            )
            if any(later):
                gone.update(position.statements)
    return gone


def _spent(statements: Mapping[str, Statement], published: Mapping[str, dt.date | None]) -> set[str]:
    """Give the ids of threats to do something on a day before that of the last report."""
    last = max((day for day in published.values() if day is not None), default=None)
    if last is None:
        return set()
    return {
        s.id
        for s in statements.values()
        if s.stance is Stance.WARNS and (day := _due(s, published.get(s.report))) is not None and day < last
    }


def _due(s: Statement, published: dt.date | None) -> dt.date | None:
    """Give the day for which something is threatened, where it names one."""
    said = s.date or published
    if said is None:
        return None
    named = [found.day for found in days(s.proposal, None, (said,))]
    if named:
        return max(named)
    weekday = _ON_WEEKDAY.search(s.proposal)
    if weekday is None:
        return None
    ahead = (_WEEKDAYS.index(weekday[1].lower()) - said.weekday()) % 7
    return said + dt.timedelta(days=ahead or 7)
