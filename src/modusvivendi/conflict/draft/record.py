"""What of the record a draft is made from: which statements count, and what deeds they speak of."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.conflict.draft.amount_words import amount_of
from modusvivendi.conflict.draft.amounts import overtaken_amounts, threats_for_more, with_amounts_told_apart
from modusvivendi.conflict.draft.bounds import with_bounds_told
from modusvivendi.conflict.draft.calling_off import called_off, without_dropped_terms
from modusvivendi.conflict.draft.coming_to_nothing import with_failing_told
from modusvivendi.conflict.draft.easing import with_hopes_as_judgements
from modusvivendi.conflict.draft.falling_short import parts_of, with_short_offers_apart
from modusvivendi.conflict.draft.in_return import with_givers_found
from modusvivendi.conflict.draft.levels import wholes
from modusvivendi.conflict.draft.lifting import (
    with_objections_lifted,
    with_otherwise_told,
    with_putting_off_told_apart,
)
from modusvivendi.conflict.draft.own_part import with_own_part_asked
from modusvivendi.conflict.draft.packages import with_packages_taken_apart
from modusvivendi.conflict.draft.parties import with_parties_settled
from modusvivendi.conflict.draft.partners import with_partners_named
from modusvivendi.conflict.draft.passages import with_passages_named
from modusvivendi.conflict.draft.presence import with_presence_told_from_sending
from modusvivendi.conflict.draft.refraining import with_refraining_as_an_act
from modusvivendi.conflict.draft.settling import with_acts_settled
from modusvivendi.conflict.draft.some_members import with_denials_for_members, with_some_members_apart
from modusvivendi.conflict.draft.under_way import calls_met, with_topics_of_talks
from modusvivendi.conflict.draft.withdrawing import withdrawn
from modusvivendi.statements import Act, SourceKind, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.groups import belongs, group_mentions, is_group
from modusvivendi.statements.acts.lexicon import class_of

OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.RULES_OUT, Stance.DENIES, Stance.WARNS})
UNWILLING = frozenset({Stance.RULES_OUT, Stance.DENIES})
ON_OTHERS = frozenset({Stance.DEMANDS, Stance.SUPPORTS, Stance.OPPOSES})

_COLLECTIVE = re.compile(
    r"\b(?:allies|countries|states|governments|nations|members|powers|capitals|partners)$", re.IGNORECASE
)


_LEANINGS = {
    Stance.OFFERS: 1,
    Stance.CONSIDERS: 1,
    Stance.SUPPORTS: 1,
    Stance.DEMANDS: 1,
    Stance.RULES_OUT: -1,
    Stance.DENIES: -1,
    Stance.OPPOSES: -1,
}


@dataclass(frozen=True, order=True)
class Deed:
    """Somebody's doing something: what becomes an option."""

    party: str
    action: str


@dataclass(frozen=True)
class Superseded:
    """A statement that a later one of the same party on the same deed has overtaken."""

    statement: Statement
    by: Statement


def leaning(statement: Statement) -> int:
    """Say whether a position is for an act (1), against it (-1), or neither (0).

    A refusal with a condition ("not without a mandate") is neither: it goes with an offer as well.
    """
    if statement.act is None or (statement.stance in UNWILLING and statement.condition_acts):
        return 0
    sign = _LEANINGS.get(statement.stance, 0)
    return -sign if statement.act.negated else sign


def collective(name: str) -> str | None:
    """Give the group a collective name stands for ("European allies"), or None for a party.

    Examples
    --------
    >>> collective("European allies"), collective("European Union"), collective("E3")
    ('European countries', None, None)
    """
    if is_group(name) and name not in {"E3", "G7"}:
        return name
    if not _COLLECTIVE.search(name):
        return None
    mentions = group_mentions(name)
    return mentions[0][2] if mentions else None


class Record:
    """The statements that count, in order, and the deeds they speak of.

    Parameters
    ----------
    statements
        All statements of a dossier. Past positions (``earlier``) and those overtaken by a later one of the
        same party on the same deed are set aside.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        everything = sorted(
            _dated(_settled(statements)),
            key=lambda s: (_ordinal(s.date), s.report, s.start, s.id, s.actor),
        )
        current = without_dropped_terms([s for s in everything if not s.earlier])
        self.past = [s for s in everything if s.earlier]
        self.sides = _sides(everything)
        since = (
            *overtaken_amounts(current),
            *threats_for_more(current),
            *called_off(current),
            *withdrawn(current),
            *calls_met(current),
        )
        replaced = [Superseded(s, by) for s, by in since]
        # Who has refused it flatly, and since offers some of it, refuses no amount any more by that.
        replaced += [
            x
            for x in _superseded(current, self.past)
            if x.statement.stance in UNWILLING and x.by.stance is Stance.OFFERS and not amount_of(x.statement)
        ]
        gone = {(x.statement.id, x.statement.actor) for x in replaced}
        amounts = with_amounts_told_apart([s for s in current if (s.id, s.actor) not in gone])
        more = wholes((a, act) for s in amounts.statements for act in acts_of(s) for a in act.agents)
        short = parts_of(
            (a, act.action) for s in amounts.statements for act in acts_of(s) for a in act.agents
        )
        for deed, others in (*amounts.more.items(), *short.items()):
            more.setdefault(deed, []).extend(others)
        self.more = {Deed(*deed): [Deed(*other) for other in others] for deed, others in more.items()}
        self.labels = {Deed(*deed): label for deed, label in amounts.labels.items()}
        current = _with_terms_reconciled(_told_apart(amounts.statements))
        self.superseded = [*replaced, *_superseded(current, self.past)]
        gone = {(x.statement.id, x.statement.actor) for x in self.superseded}
        # Later before earlier: the order in which preferences will stand.
        self.live = [s for s in reversed(current) if (s.id, s.actor) not in gone]
        self.groups = self._group_actors()
        self._calling = frozenset(
            s.actor
            for s in self.live
            if s.act
            and s.act.action == "hold-talks"
            and s.stance is Stance.DEMANDS
            and leaning(s) > 0
            and not s.condition_acts
        )

    def _sides_of(self, act: Act) -> list[str]:
        """Name the sides of an act that takes two; of talks that one is to return to, not who calls for them.

        "If Borsk goes back to talks with Aldania", which has asked for talks all along, is about Borsk.
        """
        sides = self.sides.get(act.action, ())
        others = set(sides) - set(act.agents)
        ready = self._calling if act.agents and act.action == "hold-talks" else frozenset()
        return [p for p in sides if p in act.agents or not others <= ready]

    def _group_actors(self) -> dict[str, str]:
        """Map actors that are groups of parties which speak for themselves to the group they are."""
        doing = defaultdict(set)
        for s in self.live:
            if s.stance in OWN and s.act and collective(s.actor) is None:
                doing[s.act.action].add(s.actor)
        found = {}
        for s in self.live:
            group = collective(s.actor)
            if group and s.act and any(belongs(p, group) for p in doing[s.act.action]):
                found[s.actor] = group
        return found

    def own(self) -> list[tuple[Deed, Statement]]:
        """Give each party's statements on its own deeds, later ones first."""
        return [
            (Deed(s.actor, s.act.action), s)
            for s in self.live
            if s.stance in OWN and s.act is not None and s.actor not in self.groups
        ]

    def deeds(self, act: Act, candidates: Iterable[Deed], *, apart_from: str | None = None) -> list[Deed]:
        """Say which deeds an act speaks of, in one list; see :meth:`doers`."""
        return list(
            dict.fromkeys(d for some in self.doers(act, candidates, apart_from=apart_from) for d in some)
        )

    def doers(
        self, act: Act, candidates: Iterable[Deed], *, apart_from: str | None = None
    ) -> list[list[Deed]]:
        """Say which deeds an act speaks of: of each inner list one is enough, of all lists one is needed.

        A group stands for those of its members that have the act among ``candidates``; one of them is enough
        to speak of its acting. An act with two sides and one or none named belongs to the sides the other
        reports name, and takes them all. An act of nobody in particular is anybody's who has it.

        Parameters
        ----------
        act
            As a statement or a condition names it.
        candidates
            The deeds known so far.
        apart_from
            A party whose own deed is not meant: the one that objects or demands.
        """
        known = [d for d in candidates if d.action == act.action and d.party != apart_from]
        named: list[list[Deed]] = []
        for agent in act.agents:
            group = collective(agent) or agent
            if collective(agent) or (is_group(agent) and any(belongs(d.party, agent) for d in known)):
                named.append([d for d in known if belongs(d.party, group)])
            elif agent != apart_from:
                deed = Deed(agent, act.action)
                named.append([deed, *self.more.get(deed, ())])
        kind = class_of(act.action)
        if kind and kind.two_sided and len(act.agents) < 2:
            sides = [Deed(p, act.action) for p in self._sides_of(act) if p != apart_from]
            named += [[side] for side in sides if [side] not in named]
        if not act.agents and not named:
            named.append(known)
        return [some for some in named if some]


def _settled(statements: Iterable[Statement]) -> list[Statement]:
    """Say of statements beside each other whose acts they are about, and which are the same."""
    parties = with_some_members_apart(with_parties_settled(statements))
    parties = with_presence_told_from_sending(with_topics_of_talks(parties))
    parties = with_bounds_told(parties)
    parts = with_failing_told(with_packages_taken_apart(parties))
    whole = with_own_part_asked(with_otherwise_told(with_passages_named(parts)))
    told = with_acts_settled(with_hopes_as_judgements(with_putting_off_told_apart(whole)))
    told = with_objections_lifted(with_denials_for_members(told))
    told = with_givers_found(with_partners_named(told))
    return with_short_offers_apart(with_refraining_as_an_act(told))


def is_acceptance(action: str) -> bool:
    """Whether a deed is going along with what others do."""
    return action == "accept" or action.startswith("accept:")


def _dated(statements: Sequence[Statement]) -> list[Statement]:
    """Date what a report tells without a day ("agreed last week") by the report: so it stood then."""
    published: dict[str, dt.date] = {}
    for s in statements:
        if s.date and s.date_kind == "published":
            published[s.report] = max(s.date, published.get(s.report, s.date))
    return [
        s.model_copy(update={"date": published[s.report]}) if s.date is None and s.report in published else s
        for s in statements
    ]


def _told_apart(statements: list[Statement]) -> list[Statement]:
    """Keep what one report says a party will do apart from what it says the party will not do.

    "It accepts limits but will not give up the technology" speaks of two deeds, however alike they look; that
    one report would contradict itself is less likely. Where the words are the same, so is the deed: then the
    party has changed its mind. A denial is always about what was claimed, and what unnamed people say of a
    party about what it says itself.
    """
    offered: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.act and s.stance is Stance.OFFERS and leaning(s) > 0:
            offered[s.report, s.actor, s.act.action].append(s)
    out = []
    for s in statements:
        if s.act and s.stance is Stance.RULES_OUT and leaning(s) < 0:
            others = [t for t in offered[s.report, s.actor, s.act.action] if on_record(t) == on_record(s)]
            if others and not any(_same_words(s.proposal, t.proposal) for t in others):
                words = re.findall(r"\w+", s.proposal.lower())[:4]
                act = s.act.model_copy(update={"action": "-".join(words) or "act", "label": s.proposal})
                s = s.model_copy(update={"act": act})  # noqa: PLW2901
        out.append(s)
    return out


def _with_terms_reconciled(statements: list[Statement]) -> list[Statement]:
    """Read a refusal beside a willingness on terms, in one report, as a refusal without these terms.

    Who rules out talks and "will talk when it sees a plan" can mean both. What others report and the party
    refuses, or denies, is still at odds.
    """
    on_terms: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.act and s.stance is Stance.OFFERS and s.condition_acts and on_record(s) and not s.act.negated:
            on_terms[s.report, s.actor, s.act.action].append(s)

    def reconciled(s: Statement) -> Statement:
        flat = s.act and s.stance is Stance.RULES_OUT and not s.condition_acts and not s.act.negated
        terms = on_terms.get((s.report, s.actor, s.act.action)) if s.act and flat and on_record(s) else None
        if not terms:
            return s
        told = terms[-1]
        acts = tuple(a.model_copy(update={"negated": not a.negated}) for a in told.condition_acts)
        return s.model_copy(
            update={
                "condition": f"unless {MARKER.sub('', told.condition or '')}",
                "condition_acts": acts,
            }
        )

    return [reconciled(s) for s in statements]


def _same_words(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"\w{3,}", text.lower())) for text in (one, other))
    return 2 * len(first & second) >= len(first | second)


def _ordinal(date: dt.date | None) -> int:
    return date.toordinal() if date else 0


def _sides(statements: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    """Collect who is named, anywhere in the record, as a side of each act that takes two.

    Who only refuses it of its own accord is no side that others speak of.
    """
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for s in statements:
        acts = [*s.condition_acts, *([s.act] if s.act and s.stance not in UNWILLING else [])]
        for act in acts:
            kind = class_of(act.action)
            if kind and kind.two_sided:
                named[act.action].update(dict.fromkeys(a for a in act.agents if not collective(a)))
    return {action: tuple(sorted(parties)) for action, parties in named.items()}


def on_record(statement: Statement) -> bool:
    """Whether the party itself says it, rather than unnamed people or a paper saying it of the party."""
    return not statement.anonymous and not any(
        link.kind in (SourceKind.MEDIUM, SourceKind.UNNAMED) for link in statement.chain
    )


def _superseded(statements: Sequence[Statement], past: Iterable[Statement]) -> list[Superseded]:
    """Find positions overtaken by a later one of the same party on the same act.

    Only dates decide, and only between dated statements. A change from considering to something firmer is an
    overtaking; so is a reversal, unless a denial meets a press report: who is right is then an open question,
    whatever the dates.
    It does not matter who says so where the later report itself tells what was held before.
    """
    told = {(s.report, s.actor, s.act.action, leaning(s)) for s in past if s.act}
    by_act: dict[object, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.act and s.stance in OWN:
            by_act[Deed(s.actor, s.act.action)].append(s)
        elif s.act and s.stance in ON_OTHERS:
            by_act[s.actor, s.act.action, frozenset(s.act.agents)].append(s)
    found = []
    for group in by_act.values():
        for s in group:
            later = [t for t in group if is_after(t, s) and (_overtakes(t, s) or _told_of(t, s, told))]
            # Who is reported ready is no longer merely considering, even where dates do not tell the order.
            if s.stance is Stance.CONSIDERS:
                known = {id(t) for t in later}  # comparing statements themselves takes long
                later += [
                    t
                    for t in group
                    if t.stance is Stance.OFFERS and not is_after(s, t) and id(t) not in known
                ]
            if later:
                found.append(Superseded(s, later[-1]))
    return found


def _told_of(later: Statement, earlier: Statement, told: Collection[tuple[str, str, str, int]]) -> bool:
    """Whether the later report tells that its party held the earlier position before."""
    act, side = earlier.act, leaning(earlier)
    changed = leaning(later) * side < 0
    return act is not None and changed and (later.report, earlier.actor, act.action, side) in told


def is_after(one: Statement, other: Statement) -> bool:
    """Whether one statement is of a later day than another, where both days are known."""
    return bool(one.date and other.date and one.date > other.date)


def _overtakes(later: Statement, earlier: Statement) -> bool:
    if leaning(later) * leaning(earlier) < 0:
        if Stance.DENIES in (later.stance, earlier.stance):
            return on_record(later) and on_record(earlier)
        return on_record(later) or not on_record(earlier)
    if later.stance is earlier.stance is Stance.OPPOSES and later.condition_acts:
        return not earlier.condition_acts  # it no longer objects come what may
    return earlier.stance is Stance.CONSIDERS and later.stance is not Stance.CONSIDERS
