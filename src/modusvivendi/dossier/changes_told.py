"""Changes that a report itself tells: what it presents as past, as given up, or as raised from a number."""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.dossier.change import (
    NO_POSITION,
    RANKS,
    Change,
    Outlets,
    describe,
    leaning,
    of_the_same_day,
    ordinal,
    rank,
    shift_between,
    topic_of,
    turns,
)
from modusvivendi.dossier.change_words import told_text
from modusvivendi.dossier.holdings import Holding
from modusvivendi.dossier.matters import Nearness, moves_number, nearness, telling_of
from modusvivendi.dossier.proposals import Proposal, known_date
from modusvivendi.dossier.told import given_up, number_before
from modusvivendi.statements.statement import Stance, Statement


def from_past(
    record: Sequence[Statement], groups: Sequence[Proposal], known: Sequence[Change], outlets: Outlets
) -> list[Change]:
    """Find what became of the positions that a report itself presents as past."""
    group_of = {s.id: group for group in groups for s in group.statements}
    days: dict[str, int] = {}
    for s in record:
        days[s.report] = max(days.get(s.report, 0), ordinal(s))
    done = {i for change in known for i in change.before.statements}
    by_actor: dict[str, list[Statement]] = {}
    for s in record:
        if s.stance not in NO_POSITION and not s.earlier:
            by_actor.setdefault(s.actor, []).append(s)
    found = []
    for past in record:
        if not past.earlier or past.stance in NO_POSITION or past.id in done:
            continue
        present = by_actor.get(past.actor, ())
        now = _become(past, present, group_of[past.id].statements, told_on=days.get(past.report, 0))
        if now is not None:
            one = Holding(known_date(past), past.stance, (past,))
            found.append(
                describe(one, of_the_same_day(now, group_of[now.id]), group_of[now.id].topic, outlets)
            )
    return found


def _become(
    past: Statement, present: Sequence[Statement], group: Sequence[Statement], *, told_on: int
) -> Statement | None:
    """Give the position that a past one gave way to: on the same matter, else the one told beside it.

    ``group``: the statements on its proposal. ``told_on``: the day of the report that tells the past one;
    what was reported before that is not what it became.
    """
    here = [s for s in present if s.report == past.report]
    since = [*here, *(s for s in present if s.report != past.report and ordinal(s) >= told_on)]
    if known_date(past) is not None:
        here, since = ([s for s in some if _is_after(s, past)] for some in (here, since))
    on_it = {s.id for s in group}
    same = [s for s in since if s.id in on_it or nearness(past, s) is Nearness.SAME]
    still = [s for s in same if leaning(s) == leaning(past) and not _number_moved(past, s)]
    if still:
        # Held again, later than the report tells of another position, is gone back to (see going_back).
        again = min(map(ordinal, still))
        here = since = [s for s in here if 0 < ordinal(s) < again]
        same = [s for s in same if s in here]
    moved = [s for s in same if _moved(past, s)]
    terms = [s for s in here if _asks_for_less(past, s)]
    candidates = (
        [s for s in moved if s in here] or [s for s in here if turns(past, s)],
        sorted(
            (s for s in here if _is_beside(past, s) and _moved(past, s)),
            key=lambda s: abs(s.start - past.start),
        ),
        moved,
        terms,
    )
    found = next((some for some in candidates if some), [])
    # "It will not leave, but ...": what it comes towards or turns from says more than what it adds.
    return min(found, key=lambda s: rank(s) == rank(past), default=None)


def _asks_for_less(past: Statement, other: Statement) -> bool:
    """Tell whether a demand became a condition, of something else, for what the party would now do."""
    if past.stance is not Stance.DEMANDS or rank(other) <= rank(past) or not other.condition:
        return False
    before, now = telling_of(past.proposal, past.actor), telling_of(other.condition, past.actor)
    return bool(before & now) and not before <= now


def _is_after(one: Statement, other: Statement) -> bool:
    """Tell whether a statement is of a later day than one with a day; one without is of its report's."""
    return known_date(one) is None or ordinal(one) > ordinal(other)


def _moved(one: Statement, other: Statement) -> bool:
    return shift_between(one, other) is not None or _number_moved(one, other)


_BESIDE = 4
"""Characters that may lie between two sentences, one of what a party holds and one of what it held."""


def _is_beside(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are of one sentence or of two that follow each other."""
    return max(one.start, other.start) - min(one.end, other.end) <= _BESIDE


def _number_moved(one: Statement, other: Statement) -> bool:
    return (
        moves_number(one, other)
        and one.quantity is not None
        and other.quantity is not None
        and (one.quantity.min, one.quantity.max) != (other.quantity.min, other.quantity.max)
    )


def told_at_once(record: Sequence[Statement], known: Sequence[Change], outlets: Outlets) -> list[Change]:
    """Find the changes that one statement tells: "no longer asks for", "raised its offer from 3 to 5"."""
    done = {i for change in known for i in change.after.statements}
    found = []
    for s in record:
        if s.earlier or s.stance in NO_POSITION or s.id in done:
            continue
        held = given_up(s)
        number = number_before(s) if s.quantity is not None else None
        if held is not None and RANKS[held] != leaning(s)[0]:
            before = s.model_copy(
                update={"stance": held, "earlier": True, "quantity": None, "condition": None}
            )
        elif number is not None:
            before = s.model_copy(update={"earlier": True, "quantity": None, "condition": None})
        else:
            continue
        one = Holding(None, before.stance, (before,))
        kind = "stance" if held is not None else "quantity"
        change = describe(one, Holding(known_date(s), s.stance, (s,)), topic_of(s), outlets, kind=kind)
        text = told_text(s, held, number if held is None else None, change.shift)
        found.append(change.model_copy(update={"text": text}))
    return found
