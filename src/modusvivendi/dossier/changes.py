"""Changes: an actor's position that became another, told by reports of two dates or by one report itself.

Two wordings of one position are no change, nor is a condition that a later report leaves out; two positions
of one day are a contradiction (see ``contradictions``). What a party holds both before and after something
new is reported of it has not changed, however alike the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier.change_words import Shift, change_text, told_text
from modusvivendi.dossier.holdings import Holding, holdings, same_conditions, same_holding, same_quantity
from modusvivendi.dossier.matters import Nearness, moves_number, nearness, telling_words
from modusvivendi.dossier.parties import with_names_settled
from modusvivendi.dossier.positions import HistoryEntry, entry_of
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
from modusvivendi.dossier.told import given_up, number_before, threatened_over, with_past_settled
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import Stance, Statement

Outlets = Mapping[str, str | None]


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
    against = proposals(filter(None, map(threatened_over, record)))
    found = [
        *(change for group in groups for change in _within(group, outlets)),
        *_of_numbers(record, outlets),
        *_between([*groups, *against], outlets),
    ]
    found += _from_past(record, groups, found, outlets)
    found += _told_at_once(record, found, outlets)
    return tuple(
        sorted(
            _once(found), key=lambda c: (not c.ordered, c.actor, str(c.after.date or ""), c.after.statements)
        )
    )


# -- between reports --


def _within(group: Proposal, outlets: Outlets) -> list[Change]:
    """Find the changes on one proposal."""
    if group.side is Side.THREAT:
        return []
    # That a party denies what is said of it does not change what is said (see contradictions).
    told = [s for s in group.statements if s.stance is not Stance.DENIES]
    steps = _steps([s for s in told if known_date(s) is not None])
    found = [
        _change(one, other, group.topic, outlets)
        for one, other in pairwise(steps)
        if not same_holding(one, other)
        and not _is_weaker_wording(one.lead, other.lead)
        and not (_side_by_side(one, other) and _kind(one, other) == "condition")
    ]
    undated = [h for h in holdings([s for s in told if not s.earlier]) if h.date is None]
    if steps:
        # Nobody can tell which of two reported conditions came first, or whether both hold.
        found += [
            _change(steps[-1], holding, group.topic, outlets, ordered=False)
            for holding in undated
            if _leaning(steps[-1].lead) != _leaning(holding.lead) and not _side_by_side(steps[-1], holding)
        ]
    return found


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
    found = []
    for own in by_actor.values():
        for earlier, later in _sharing_words(own):
            pair = _turn(earlier, later)
            if pair is not None:
                one, other = pair
                found.append(_change(_holding(one, earlier), _holding(other, later), later.topic, outlets))
    return found


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
    pairs = [
        (one, other)
        for one in earlier.statements
        for other in later.statements
        if _follows(one, other) and _turns(one, other)
    ]
    # What is held at the same time is not what has changed.
    pairs = [
        (one, other)
        for one, other in pairs
        if not _held(earlier, one, since=other) and not _held(later, other, until=one)
    ]
    if not pairs:
        return None
    return max(pairs, key=lambda pair: (known_date(pair[0]), -_ordinal(pair[1]), pair[0].id, pair[1].id))


def _follows(one: Statement, other: Statement) -> bool:
    """Tell whether one position is older; rumour and own words of two days running are just at odds."""
    first, then = known_date(one), known_date(other)
    if first is None or then is None or first >= then:
        return False
    return (then - first).days > 1 or is_second_hand(one) is is_second_hand(other)


def _turns(one: Statement, other: Statement) -> bool:
    """Tell whether a later position is against what an earlier one is for, or the reverse."""
    if Stance.DENIES in {one.stance, other.stance}:
        return False
    ways = direction(one), direction(other)
    if Direction.AGAINST not in ways or ways[0] is ways[1]:
        return False
    return nearness(one, other) is not Nearness.APART


def _held(
    group: Proposal, position: Statement, *, since: Statement | None = None, until: Statement | None = None
) -> bool:
    """Tell whether a position is also held at or after another one's day, or at or before it."""
    for s in group.statements:
        day = known_date(s)
        if day is None or s.stance is Stance.DENIES or direction(s) is not direction(position):
            continue
        if since is not None and _ordinal(s) >= _ordinal(since):
            return True
        if until is not None and _ordinal(s) <= _ordinal(until):
            return True
    return False


def _ordinal(statement: Statement) -> int:
    day = known_date(statement)
    return day.toordinal() if day is not None else 0


def _of_numbers(record: Sequence[Statement], outlets: Outlets) -> list[Change]:
    """Find numbers of one party on one thing that moved, also between what it demands and what it offers."""
    by_actor: dict[str, list[Statement]] = {}
    for s in record:
        if s.quantity is not None and known_date(s) is not None and s.stance not in _NO_NUMBER:
            by_actor.setdefault(s.actor, []).append(s)
    found = []
    for own in by_actor.values():
        for place, other in enumerate(own):
            before = [
                one for one in own[:place] if _ordinal(one) < _ordinal(other) and moves_number(one, other)
            ]
            if not before:
                continue
            one, then = (Holding(known_date(s), s.stance, (s,)) for s in (before[-1], other))
            if not same_quantity(one, then):
                found.append(_change(one, then, _topic_of(other), outlets, kind="quantity"))
    return found


_NO_NUMBER = frozenset({Stance.ASSESSES, Stance.DENIES, Stance.WARNS})


# -- within a report --


def _from_past(
    record: Sequence[Statement], groups: Sequence[Proposal], known: Sequence[Change], outlets: Outlets
) -> list[Change]:
    """Find what became of the positions that a report itself presents as past."""
    group_of = {s.id: group for group in groups for s in group.statements}
    days: dict[str, int] = {}
    for s in record:
        days[s.report] = max(days.get(s.report, 0), _ordinal(s))
    done = {i for change in known for i in change.before.statements}
    by_actor: dict[str, list[Statement]] = {}
    for s in record:
        if s.stance not in _NO_POSITION and not s.earlier:
            by_actor.setdefault(s.actor, []).append(s)
    found = []
    for past in record:
        if not past.earlier or past.stance in _NO_POSITION or past.id in done:
            continue
        present = by_actor.get(past.actor, ())
        now = _become(past, present, group_of[past.id].statements, told_on=days.get(past.report, 0))
        if now is not None:
            one = Holding(known_date(past), past.stance, (past,))
            found.append(_change(one, _holding(now, group_of[now.id]), group_of[now.id].topic, outlets))
    return found


_NO_POSITION = frozenset({Stance.ASSESSES, Stance.DENIES, Stance.WARNS})


def _become(
    past: Statement, present: Sequence[Statement], group: Sequence[Statement], *, told_on: int
) -> Statement | None:
    """Give the position that a past one gave way to: on the same matter, else the one told beside it.

    ``group``: the statements on its proposal. ``told_on``: the day of the report that tells the past one;
    what was reported before that is not what it became.
    """
    here = [s for s in present if s.report == past.report]
    since = [*here, *(s for s in present if s.report != past.report and _ordinal(s) >= told_on)]
    if known_date(past) is not None:
        here, since = ([s for s in some if _is_after(s, past)] for some in (here, since))
    on_it = {s.id for s in group}
    same = [s for s in since if s.id in on_it or nearness(past, s) is Nearness.SAME]
    if any(_leaning(s) == _leaning(past) and not _number_moved(past, s) for s in same):
        return None
    moved = [s for s in same if _moved(past, s)]
    candidates = (
        [s for s in moved if s in here] or [s for s in here if _turns(past, s)],
        sorted(
            (s for s in here if _is_beside(past, s) and _moved(past, s)),
            key=lambda s: abs(s.start - past.start),
        ),
        moved,
    )
    found = next((some for some in candidates if some), [])
    # "It will not leave, but ...": what it comes towards or turns from says more than what it adds.
    return min(found, key=lambda s: _rank(s) == _rank(past), default=None)


def _is_after(one: Statement, other: Statement) -> bool:
    """Tell whether a statement is of a later day than one with a day; one without is of its report's."""
    return known_date(one) is None or _ordinal(one) > _ordinal(other)


def _moved(one: Statement, other: Statement) -> bool:
    return _shift(one, other) is not None or _number_moved(one, other)


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


def _told_at_once(record: Sequence[Statement], known: Sequence[Change], outlets: Outlets) -> list[Change]:
    """Find the changes that one statement tells: "no longer asks for", "raised its offer from 3 to 5"."""
    done = {i for change in known for i in change.after.statements}
    found = []
    for s in record:
        if s.earlier or s.stance in _NO_POSITION or s.id in done:
            continue
        held = given_up(s)
        number = number_before(s) if s.quantity is not None else None
        if held is not None and _RANKS[held] != _leaning(s)[0]:
            before = s.model_copy(
                update={"stance": held, "earlier": True, "quantity": None, "condition": None}
            )
        elif number is not None:
            before = s.model_copy(update={"earlier": True, "quantity": None, "condition": None})
        else:
            continue
        one = Holding(None, before.stance, (before,))
        kind = "stance" if held is not None else "quantity"
        change = _change(one, Holding(known_date(s), s.stance, (s,)), _topic_of(s), outlets, kind=kind)
        text = told_text(s, held, number if held is None else None, change.shift)
        found.append(change.model_copy(update={"text": text}))
    return found


# -- what a change is --


_RANKS = {
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


def _leaning(statement: Statement) -> tuple[int, Direction]:
    """Give how far a position comes towards others, and which way it points."""
    way = direction(statement)
    if way is Direction.AGAINST:
        return 0, way
    if statement.act is not None and statement.act.negated and way is Direction.FOR:
        return 2, way
    return _RANKS[statement.stance], way


def _rank(statement: Statement) -> int:
    return _leaning(statement)[0]


def _shift(one: Statement, other: Statement) -> Shift | None:
    """Tell which way a position moved, its condition and number apart."""
    (before, way), (after, then) = _leaning(one), _leaning(other)
    if before != after:
        return Shift.SOFTER if after > before else Shift.HARDER
    return Shift.TURNED if way is not then else None


def _holding(statement: Statement, group: Proposal) -> Holding:
    """Give all that the group reports of the same day and stance."""
    same = [
        s
        for s in group.statements
        if (known_date(s), s.stance, s.earlier)
        == (known_date(statement), statement.stance, statement.earlier)
    ]
    return Holding(known_date(statement), statement.stance, tuple(same) or (statement,))


def _topic_of(statement: Statement) -> str:
    return statement.act.action.removeprefix("accept:") if statement.act is not None else statement.proposal


def _change(
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
        kind = _kind(one, other)
    if kind == "stance":
        shift = _shift(one.lead, other.lead) or Shift.TURNED
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


def _kind(one: Holding, other: Holding) -> str:
    if one.stance is not other.stance or direction(one.lead) is not direction(other.lead):
        return "stance"
    if not same_quantity(one, other):
        return "quantity"
    return "stance" if same_conditions(one, other) else "condition"


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
