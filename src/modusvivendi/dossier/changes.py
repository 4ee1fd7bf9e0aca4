"""Changes: an actor's position that became another, told by reports of two dates or by one report itself.

Two wordings of one position are no change, nor is a condition that a later report leaves out; two positions
of one day are a contradiction (see ``contradictions``). What a party holds both before and after something
new is reported of it has not changed, however alike the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, permutations

from modusvivendi.dossier.change import (
    NO_POSITION,
    Change,
    Outlets,
    describe,
    kind_of,
    leaning,
    of_the_same_day,
    ordinal,
    topic_of,
    turns,
)
from modusvivendi.dossier.changes_told import from_past, told_at_once
from modusvivendi.dossier.going_back import gone_back
from modusvivendi.dossier.holdings import Holding, holdings, same_holding, same_quantity
from modusvivendi.dossier.matters import is_acceptance, moves_number, telling_words
from modusvivendi.dossier.parties import with_names_settled
from modusvivendi.dossier.positions import outlets_of
from modusvivendi.dossier.proposals import (
    Direction,
    Proposal,
    Side,
    alike,
    direction,
    in_order,
    is_second_hand,
    known_date,
    proposals,
)
from modusvivendi.dossier.told import threatened_over, with_past_settled
from modusvivendi.giving_way import give_way, giving_way
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement


def changes(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Change, ...]:
    """Find the changes of positions.

    Parameters
    ----------
    reports
        For their outlets.
    statements
        The record, in any order.

    Returns
    -------
    tuple of Change
        Those with a known order first, by actor and date. Each later position is in one change only.
    """
    outlets = {report.name: report.outlet for report in reports}
    record = in_order(with_past_settled(with_names_settled(statements)))
    groups = proposals(record)
    # What a threat is directed against its party opposes; it comes after what the party says itself.
    give_way()
    against = proposals(filter(None, map(threatened_over, record)))
    found = [
        *(
            change
            for group in giving_way(groups, 50)
            for change in _within(group, outlets_of(group, outlets))
        ),
        *_of_numbers(record, outlets),
        *_between([*groups, *against], outlets),
    ]
    give_way()
    found += from_past(record, groups, found, outlets)
    give_way()
    found += gone_back(record, groups, found, outlets)
    give_way()
    found += told_at_once(record, found, outlets)
    return tuple(
        sorted(
            _once(found), key=lambda c: (not c.ordered, c.actor, str(c.after.date or ""), c.after.statements)
        )
    )


# -- between reports --


@lru_cache(maxsize=8192)  # a decision about a statement touches few of them
def _within(group: Proposal, outlets_of_it: tuple[tuple[str, str | None], ...]) -> tuple[Change, ...]:
    """Find the changes on one proposal."""
    outlets = dict(outlets_of_it)
    if group.side is Side.THREAT:
        return ()
    # That a party denies what is said of it does not change what is said (see contradictions).
    told = [s for s in group.statements if s.stance is not Stance.DENIES]
    steps = _steps([s for s in told if known_date(s) is not None])
    found = [
        describe(one, other, group.topic, outlets)
        for one, other in pairwise(steps)
        if not same_holding(one, other)
        and not _is_weaker_wording(one.lead, other.lead)
        and not (_side_by_side(one, other) and kind_of(one, other) == "condition")
    ]
    undated = [h for h in holdings([s for s in told if not s.earlier]) if h.date is None]
    if steps:
        # Nobody can tell which of two reported conditions came first, or whether both hold.
        found += [
            describe(steps[-1], holding, group.topic, outlets, ordered=False)
            for holding in undated
            if leaning(steps[-1].lead) != leaning(holding.lead) and not _side_by_side(steps[-1], holding)
        ]
    return tuple(found)


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


def _side_by_side(one: Holding, other: Holding) -> bool:
    """Tell whether one report tells both as held; then neither came first."""
    return bool({s.report for s in one.statements} & {s.report for s in other.statements})


def _is_weaker_wording(one: Statement, other: Statement) -> bool:
    """Tell whether a later report merely words more weakly, and otherwise, what a party is ready to do."""
    weaker = direction(one) is Direction.FOR and direction(other) is Direction.UNDECIDED
    return weaker and not alike(one.proposal, other.proposal)


def _between(groups: Sequence[Proposal], outlets: Outlets) -> list[Change]:
    """Find what a party refused in one wording and later agrees to in another, or the other way round."""
    by_actor: dict[str, list[Proposal]] = {}
    for group in groups:
        if group.side is not Side.THREAT:
            by_actor.setdefault(group.actor, []).append(group)
    return [
        describe(of_the_same_day(one, earlier), of_the_same_day(other, later), later.topic, outlets)
        for own in by_actor.values()
        for earlier, one, later, other in _turns_of(tuple(own))
    ]


@lru_cache(maxsize=8192)  # of most parties nothing changes when one statement does
def _turns_of(own: tuple[Proposal, ...]) -> tuple[tuple[Proposal, Statement, Proposal, Statement], ...]:
    """Give where one party turned round between two of its proposals: both, each with the statement."""
    found = []
    for earlier, later in _sharing_words(own):
        pair = _turn(earlier, later)
        if pair is not None and not _still(own, *pair):
            found.append((earlier, pair[0], later, pair[1]))
    return tuple(found)


def _sharing_words(groups: Sequence[Proposal]) -> Iterator[tuple[Proposal, Proposal]]:
    """Give the pairs of one party's proposals that can be about one matter, either way round."""
    by_word: dict[str, set[int]] = {}
    for place, group in enumerate(groups):
        for word in frozenset().union(*map(telling_words, group.statements)):
            by_word.setdefault(word, set()).add(place)
    pairs = {pair for places in by_word.values() for pair in permutations(sorted(places), 2)}
    yield from ((groups[one], groups[other]) for one, other in sorted(pairs))


def _turn(earlier: Proposal, later: Proposal) -> tuple[Statement, Statement] | None:
    """Give the last of one wording and the first of another that show a party turn round, if any do."""
    before, after = _each_once(earlier), _each_once(later)
    pairs = [(one, other) for one in before for other in after if _follows(one, other) and turns(one, other)]
    # What is held at the same time is not what has changed.
    pairs = [
        (one, other)
        for one, other in pairs
        if not _held(before, one, since=other) and not _held(after, other, until=one)
    ]
    if not pairs:
        return None
    return max(pairs, key=lambda pair: (known_date(pair[0]), -ordinal(pair[1]), pair[0].id, pair[1].id))


def _each_once(group: Proposal) -> list[Statement]:
    """Leave of what is said alike on one day, in many reports, the one with the last id.

    Nothing that `_turn` asks, but for the ids, tells apart what is left out.
    """
    last: dict[object, Statement] = {}
    for s in group.statements:
        act = (s.act.action, s.act.agents, s.act.negated) if s.act is not None else None
        alike = s.proposal, s.stance, act, known_date(s), is_second_hand(s), is_acceptance(s)
        if alike not in last or s.id > last[alike].id:
            last[alike] = s
    return list(last.values())


def _still(groups: Sequence[Proposal], one: Statement, other: Statement) -> bool:
    """Tell whether the later report says in a third wording that the party holds on (*still refuses*)."""
    return any(
        s.report == other.report
        and s.id != other.id
        and s.stance is not Stance.DENIES
        and direction(s) is direction(one)
        and ordinal(s) >= ordinal(other)
        and bool(_deeds(s) & (_deeds(one) | {deed.split("-")[0] for deed in _deeds(one)}))
        for group in groups
        for s in group.statements
    )


def _deeds(s: Statement) -> set[str]:
    """Give what a proposal is to do: a verb with its object, or the verb alone (*return any of them*)."""
    return {word for word in telling_words(s) if word.startswith("to ")}


def _follows(one: Statement, other: Statement) -> bool:
    """Tell whether one position is older; rumour and own words of two days running are just at odds."""
    first, then = known_date(one), known_date(other)
    if first is None or then is None or first >= then:
        return False
    return (then - first).days > 1 or is_second_hand(one) is is_second_hand(other)


def _held(
    group: Iterable[Statement],
    position: Statement,
    *,
    since: Statement | None = None,
    until: Statement | None = None,
) -> bool:
    """Tell whether a position is also held at or after another one's day, or at or before it."""
    for s in group:
        day = known_date(s)
        if day is None or s.stance is Stance.DENIES or direction(s) is not direction(position):
            continue
        if since is not None and ordinal(s) >= ordinal(since):
            return True
        if until is not None and ordinal(s) <= ordinal(until):
            return True
    return False


def _of_numbers(record: Sequence[Statement], outlets: Outlets) -> list[Change]:
    """Find numbers of one party on one thing that moved, also between what it demands and what it offers."""
    by_actor: dict[str, list[Statement]] = {}
    for s in record:
        if s.quantity is not None and known_date(s) is not None and s.stance not in NO_POSITION:
            by_actor.setdefault(s.actor, []).append(s)
    found = []
    for own in by_actor.values():
        for place, other in enumerate(own):
            earlier = (s for s in reversed(own[:place]) if ordinal(s) < ordinal(other))
            last = next((s for s in earlier if moves_number(s, other)), None)
            if last is None:
                continue
            one, then = (Holding(known_date(s), s.stance, (s,)) for s in (last, other))
            if not same_quantity(one, then):
                found.append(describe(one, then, topic_of(other), outlets, kind="quantity"))
    return found


def _once(found: Iterable[Change]) -> list[Change]:
    """Leave each later position with one change: the one whose earlier side is best known."""
    best: dict[tuple[str, str], Change] = {}
    for change in found:
        for i in change.after.statements:
            known = best.get((change.actor, i))
            if known is None or _known_better(change) > _known_better(known):
                best[change.actor, i] = change
    chosen = {id(change): change for change in best.values()}
    return [c for c in found if id(c) in chosen and all(best[c.actor, i] is c for i in c.after.statements)]


def _known_better(change: Change) -> tuple[bool, bool, bool]:
    told = change.before.statements != change.after.statements
    return change.ordered, told and change.before.date is not None, told
