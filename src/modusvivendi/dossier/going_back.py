"""Going back: what a party refused, then weighed, and later refuses again, perhaps in words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.dossier.change import NO_POSITION, Change, Outlets, describe, of_the_same_day, ordinal, rank
from modusvivendi.dossier.matters import Nearness, nearness
from modusvivendi.dossier.proposals import Proposal, direction, known_date, same_proposal
from modusvivendi.statements.statement import Statement


def gone_back(
    record: Sequence[Statement], groups: Sequence[Proposal], known: Sequence[Change], outlets: Outlets
) -> list[Change]:
    """Find where a party returned to what it held before a change that is known.

    The words of the change need not be those of the return: "considers whether to allow the pitch" and "will
    not lift the ban on expelled traders" are one matter where the party had refused "to readmit expelled
    traders" before. Who is still reported to hold what it changed to has not gone back.

    Parameters
    ----------
    record
        The statements, in order.
    groups
        Their proposals.
    known
        The changes found so far.
    outlets
        The outlet of each report.
    """
    by_id = {s.id: s for s in record}
    group_of = {s.id: group for group in groups for s in group.statements}
    done = {(change.actor, i) for change in known for i in change.after.statements}
    by_actor: dict[str, list[Statement]] = {}
    for s in record:
        if s.stance not in NO_POSITION and not s.earlier and known_date(s) is not None:
            by_actor.setdefault(s.actor, []).append(s)
    found = []
    for change in known:
        first, then = (by_id[side.statements[0]] for side in (change.before, change.after))
        if not change.ordered or change.kind != "stance" or first.id == then.id:
            continue
        own = by_actor.get(change.actor, ())
        again = next(
            (s for s in own if (s.actor, s.id) not in done and _returns(s, first, then) and s.id in group_of),
            None,
        )
        if again is None or any(_holds_on(s, then, again) for s in own):
            continue
        held, now = (of_the_same_day(s, group_of[s.id]) for s in (then, again))
        found.append(describe(held, now, group_of[again.id].topic, outlets))
    return found


def _returns(s: Statement, first: Statement, then: Statement) -> bool:
    """Tell whether a later position is near the first one, and leans as it did."""
    return (
        ordinal(s) > ordinal(then) > 0
        and direction(s) is direction(first)
        and rank(s) == rank(first) != rank(then)
        and nearness(first, s) is not Nearness.APART
    )


def _holds_on(s: Statement, then: Statement, again: Statement) -> bool:
    """Tell whether what the party changed to is reported once more, when it would have gone back or later."""
    return (
        s.id != then.id
        and ordinal(s) >= ordinal(again)
        and direction(s) is direction(then)
        and same_proposal(s, then)
    )
