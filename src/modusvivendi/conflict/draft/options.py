"""Which deeds become options: those the parties' positions hang on, as few as stay readable."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from modusvivendi.conflict.decision_maker import Omission
from modusvivendi.conflict.draft.amounts import without_amount
from modusvivendi.conflict.draft.labels import paying, paying_in, plain_label
from modusvivendi.conflict.draft.record import (
    ON_OTHERS,
    OWN,
    UNWILLING,
    Deed,
    Record,
    collective,
    is_acceptance,
    leaning,
)
from modusvivendi.conflict.draft.settling import is_vague
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.groups import belongs, is_group
from modusvivendi.statements.acts.lexicon import class_of

MOST_OPTIONS = 12
ENOUGH_OPTIONS = 8
"""Where fewer hang together, what parties say they would do themselves on a condition makes options, too."""
NO_BARGAIN = 2
"""Where fewer hang together, so does whatever parties offer or consider."""
VAGUE = "the words alone do not say what would be done"
"""Why a deed is no option that is told with "it" or a bare verb."""
MOST_BYSTANDERS = 6
MOST_PARTIES = 12


_MONEY = "provide money"


_SOME_OF = re.compile(
    r"^(?:most|many|some|several|a (?:majority|minority|number|handful|group) of"
    r"|(?:around |about )?(?:[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)) ",
    re.IGNORECASE,
)
"""How a part of a group is named that is not said to be who."""


_RETURNING = {
    "keep-agreement": "return to the agreement",
    "hold-talks": "return to the talks",
    "take-part": "take part again",
}
"""How acts read of a party that would come back to them."""
_BACK = re.compile(r"\b(?:(?:come|be|go|get|step) back|return|rejoin|resume)\b", re.IGNORECASE)


@dataclass
class Candidate:
    """A deed that could become an option, and what the record says of it."""

    deed: Deed
    label: str
    own: list[Statement] = field(default_factory=list)
    in_conditions: list[Statement] = field(default_factory=list)
    opposed: list[Statement] = field(default_factory=list)
    wanted: list[Statement] = field(default_factory=list)
    effects: list[Statement] = field(default_factory=list)
    depends: bool = False
    accepts: bool = False
    """Whether it is taking what another party is reported to give."""
    rivals: tuple[Deed, ...] = ()
    """Deeds that are asked of its party instead of it: another amount, or the whole of which it is a part."""

    remark: bool = False
    """Whether its party only says on which terms it would not join in what others do, and nobody asks it."""

    @property
    def statements(self) -> list[str]:
        """Ids of all statements about the deed."""
        every = [*self.own, *self.in_conditions, *self.opposed, *self.wanted, *self.effects]
        return list(dict.fromkeys(s.id for s in every))

    @property
    def linked(self) -> bool:
        """Whether somebody else's position depends on it, or its own on somebody else's deed."""
        if self.in_conditions or self.opposed or self.effects or self.depends or self.accepts or self.rivals:
            return True
        # Praise for what is no act of a known kind ("the reconciliation") asks nobody to do anything.
        base = without_amount(self.deed.action)
        known = class_of(base) is not None or bool(self.own) or base != self.deed.action
        return any(known or s.stance is Stance.DEMANDS for s in self.wanted)

    @property
    def idle(self) -> bool:
        """Whether it is only ever refused by the one who could do it, and nobody asks that party by name."""
        # A promise not to act on a condition ("no strike if they pay") is no refusal.
        refused = bool(self.own) and all(leaning(s) < 0 and not s.condition_acts for s in self.own)
        asked = [s for s in self.wanted if s.act and self.deed.party in s.act.agents]
        # Who threatens a group over what one of it rules out does not mean that one.
        bound = [s for s in self.in_conditions if not self._of_a_group(s)]
        return refused and not (bound or asked or self.effects)

    def _of_a_group(self, s: Statement) -> bool:
        """Whether a condition has the deed only as that of a group which its party belongs to."""
        acts = [a for a in s.condition_acts if a.action == self.deed.action]
        return (
            bool(acts)
            and all(any(map(is_group, a.agents)) for a in acts)
            and not any(self.deed.party in a.agents for a in acts)
        )

    @property
    def vague(self) -> bool:
        """Whether the words alone do not say what would be done."""
        return class_of(self.deed.action.removeprefix("accept:")) is None and is_vague(self.label)

    @property
    def terms_named(self) -> bool | None:
        """Whether its party would do it on terms that it names; None where nobody can tell that it would."""
        if self.idle or self.vague or self.remark or not _says_what(self.deed, self.label):
            return None
        ready = [s for s in self.own if leaning(s) > 0 or (s.stance is Stance.WARNS and s.condition_acts)]
        if not ready or any(leaning(s) < 0 for s in self.own):
            return None
        return any(s.condition_acts for s in ready)

    @property
    def weight(self) -> tuple[int, int]:
        """How much hangs on it: conditions, effects and objections first, then the number of statements."""
        strong = len(self.in_conditions) + len(self.effects) + len(self.opposed)
        bound = bool(self.in_conditions or self.effects or self.depends)
        # A party heard on it, or whose answer a judgement is about, tells more than a silent one.
        heard = bool(self.own or self.effects)
        return (
            # Of what is bargained about, every amount is somebody's.
            4 * (bound or bool(self.rivals)) + 2 * bool(self.opposed) + bool(self.wanted) + 2 * heard,
            2 * strong + len(self.statements),
        )


def _says_what(deed: Deed, label: str) -> bool:
    """Whether a label tells with a verb what would be done, and not only what it is about."""
    if class_of(without_amount(deed.action.removeprefix("accept:"))):
        return True
    verb, _, rest = label.partition(" ")
    return bool(rest) and verb.islower() and verb not in ("agree", "bring", "be", "do", "have")


def candidates(record: Record) -> dict[Deed, Candidate]:
    """Collect every deed the record speaks of with what it says of it."""
    found: dict[Deed, Candidate] = {}

    def at(deed: Deed, act: Act) -> Candidate:
        kind = class_of(deed.action.removeprefix("accept:"))
        label = act.label if kind is None or is_acceptance(deed.action) else kind.label
        label = plain_label(record.labels.get(deed, label), deed.party)
        return found.setdefault(deed, Candidate(deed, label))

    for deed, s in record.own():
        if s.act:
            known = deed in found
            candidate = at(deed, s.act)
            candidate.own.append(s)
            if deed.action in _RETURNING and _BACK.search(s.proposal):
                candidate.label = _RETURNING[deed.action]
            if not known and without_amount(deed.action) == "pay" and deed not in record.labels:
                candidate.label = paying(s.proposal) or candidate.label
    heard = [s for s in record.live if s.actor not in record.groups]
    # Whoever is named has the deed; only then is it clear whom a group stands for.
    for s in heard:
        for act, apart_from in [
            *((act, None) for act in (*_conditions(s), *_effects(s))),
            *((act, s.actor) for act in _on_others(s)),
        ]:
            for deed in record.deeds(act, (), apart_from=apart_from):
                if not is_group(deed.party):
                    at(deed, act)
    for s in heard:
        for act in _conditions(s):
            for deed in record.deeds(act, found):
                candidate = at(deed, act)
                candidate.in_conditions.append(s)
                if candidate.label == _MONEY and (told := paying_in(s.condition or "", deed.party)):
                    candidate.label = told
                if s.act and s.stance in OWN and deed.party != s.actor:
                    at(Deed(s.actor, s.act.action), s.act).depends = True
        for act in _effects(s):
            # A group as a cause means whoever of it is named elsewhere, not each of its members.
            groups = any(is_group(a) for a in act.agents)
            for deed in record.deeds(act, found):
                if not groups or deed.party in act.agents:
                    at(deed, act).effects.append(s)
        for act in _on_others(s):
            for deed in record.deeds(act, found, apart_from=s.actor):
                kept = at(deed, act)
                (kept.opposed if leaning(s) < 0 else kept.wanted).append(s)
    given = {(d.action, d.party) for d in found}
    for deed, c in found.items():
        c.remark = _is_remark(c, (other for d, other in found.items() if d.action == deed.action))
        base = deed.action.removeprefix("accept:")
        c.accepts = base != deed.action and any(a == base and p != deed.party for a, p in given)
        amounts = [d for d in found if d != deed and without_amount(d.action) == without_amount(deed.action)]
        instead = [d for d in (*amounts, *record.more.get(deed, ())) if d.party == deed.party and d in found]
        # An amount that only others want is set against the one that its party offers.
        c.rivals = tuple(
            dict.fromkeys(
                d
                for d in instead
                if found[d].wanted or found[d].in_conditions or (not c.own and found[d].own)
            )
        )
    return found


def _is_remark(c: Candidate, alike: Iterable[Candidate]) -> bool:
    """Whether a party only says on which terms it would not do what others offer, and nobody asks it to.

    "Would not send soldiers outside the United Nations" is no offer of soldiers.
    """
    party, action = c.deed.party, c.deed.action
    if not c.own or c.effects or not all(leaning(s) == 0 and s.stance in UNWILLING for s in c.own):
        return False
    acts = [a for s in c.in_conditions for a in s.condition_acts if a.action == action]
    acts += [s.act for s in c.wanted if s.act]
    ready = (Stance.OFFERS, Stance.CONSIDERS)
    offered = any(s.stance in ready for other in alike if other is not c for s in other.own)
    return offered and not any(party in a.agents for a in acts)


def _conditions(s: Statement) -> tuple[Act, ...]:
    return s.condition_acts if s.stance is not Stance.ASSESSES else ()


def _effects(s: Statement) -> tuple[Act, ...]:
    return (s.effect.cause, s.effect.effect) if s.effect else ()


def _on_others(s: Statement) -> tuple[Act, ...]:
    return (s.act,) if s.act and s.stance in ON_OTHERS else ()


def choose(
    found: dict[Deed, Candidate],
    merged: dict[Deed, Deed],
    most: int = MOST_OPTIONS,
    *,
    without: Collection[Deed] = (),
) -> tuple[list[Deed], list[Omission]]:
    """Keep the deeds that matter and say of the others why they are left out.

    Parameters
    ----------
    found
        All candidates.
    merged
        Deeds drafted together, each with the deed that stands for it.
    most
        How many options at most.
    without
        Deeds that are left out for want of room.
    """
    linked = {d for d, c in found.items() if c.linked and not (c.idle or c.vague or c.remark)}
    if not linked:
        linked = {d for d, c in found.items() if any(leaning(s) > 0 for s in c.own) and not c.vague}
    ranked = sorted(linked - set(without), key=lambda d: (*(-w for w in found[d].weight), d))
    while True:
        kept = list(dict.fromkeys(merged.get(d, d) for d in ranked))[:most]
        inside = {d for d in ranked if merged.get(d, d) in kept}
        halved = _halved(found, inside, linked)
        if halved and halved != inside:
            ranked = [d for d in ranked if d not in halved]
            continue
        # What only mattered to deeds that are left out matters no more; others may take its place.
        adrift = {d for d in inside if not _still_linked(found, d, inside)}
        if not adrift or adrift == inside:
            break
        ranked = [d for d in ranked if d not in adrift]
    kept = _filled_up(kept, found, merged, without, most)
    left_out = []
    for deed in sorted(found):
        if merged.get(deed, deed) in kept:
            continue
        left_out.append(
            Omission(
                what=f"{deed.party}: {found[deed].label}",
                reason=_why_not(found[deed], deed in linked, most if len(kept) >= most else None),
                evidence=tuple(found[deed].statements),
                rule="parsimony",
            )
        )
    return kept, left_out


def _filled_up(
    kept: Sequence[Deed],
    found: dict[Deed, Candidate],
    merged: dict[Deed, Deed],
    without: Collection[Deed],
    most: int,
) -> list[Deed]:
    """Add to a small model what parties would do themselves, first what they would do on a condition.

    Who "would free them if nobody was harmed" has a position, whether or not anybody else hangs on it.
    """
    out = list(kept)
    voiced = sorted(
        (d for d, c in found.items() if c.terms_named is not None and d not in without),
        key=lambda d: (not found[d].terms_named, *(-w for w in found[d].weight), d),
    )
    for deed in voiced:
        if not found[deed].terms_named and len(kept) >= NO_BARGAIN:
            break
        if len(out) < min(ENOUGH_OPTIONS, most) and merged.get(deed, deed) not in out:
            out.append(merged.get(deed, deed))
    return out


def bystanders(record: Record, found: dict[Deed, Candidate], kept: Collection[Deed]) -> list[str]:
    """Find parties that have no option but want some of them taken, or not: in the model they only judge.

    Parameters
    ----------
    record
        The statements that count.
    found
        All candidates.
    kept
        The deeds that became options.

    Returns
    -------
    list of str
        Those with most to say first.
    """
    acting = {d.party for d in kept}
    said: Counter[str] = Counter()
    for s in record.live:
        heard = s.stance in ON_OTHERS and s.actor not in acting and s.actor not in record.groups
        if heard and s.act and stands_alone(s.actor, acting) and leaning(s):
            said[s.actor] += any(d in kept for d in record.deeds(s.act, found, apart_from=s.actor))
    return sorted((party for party in said if said[party]), key=lambda party: (-said[party], party))


def stands_alone(party: str, acting: Collection[str]) -> bool:
    """Tell a party that is heard as itself from a collective that only stands for those who act.

    "Most member states" are not all of them; the Baltic states are a party where none of them is.

    Examples
    --------
    >>> stands_alone("Baltic states", {"Russia"}), stands_alone("Baltic states", {"Estonia"})
    (True, False)
    """
    group = collective(party)
    if group is None or _SOME_OF.match(party):
        return True
    return group == party and not any(belongs(p, group) for p in acting)


def _halved(found: dict[Deed, Candidate], inside: set[Deed], linked: set[Deed]) -> set[Deed]:
    """Find silent parties' parts in an act asked of several, where others' parts found no room."""
    out = set()
    for deed in inside:
        c = found[deed]
        by_name = any(s.act and deed.party in s.act.agents for s in c.wanted)
        if c.own or c.effects or c.opposed or by_name:
            continue
        asking = {s.id for s in c.in_conditions}
        others = {d for d in linked - inside if d.action == deed.action and not found[d].own}
        if any(asking & {s.id for s in found[d].in_conditions} for d in others):
            out.add(deed)
    return out


def _still_linked(found: dict[Deed, Candidate], deed: Deed, kept: set[Deed]) -> bool:
    """Whether anything that is kept hangs on a deed, or it on anything kept."""
    c = found[deed]
    parties = {d.party for d in kept}
    asked = [
        s for s in c.in_conditions if s.act and (Deed(s.actor, s.act.action) in kept or s.stance not in OWN)
    ]
    # What a party itself speaks of doing is what others, who do nothing themselves, are for or against.
    voiced = [s for s in (*asked, *c.opposed, *c.wanted) if s.actor in parties or c.own]
    leans = any(
        deed.party != d.party and {s.id for s in found[d].in_conditions} & {s.id for s in c.own} for d in kept
    )
    taken = c.accepts and any(d.action == deed.action.removeprefix("accept:") for d in kept)
    rival = any(d in kept for d in c.rivals)
    # The parts of what a mediator proposes hang on each other.
    in_return = [
        (a, act)
        for s in c.wanted
        if s.stance is Stance.DEMANDS
        for act in s.condition_acts
        for a in act.agents
    ]
    bargain = any(a != deed.party and Deed(a, act.action) in kept for a, act in in_return)
    return bool(voiced or c.effects or leans or taken or rival or bargain)


def _why_not(candidate: Candidate, linked: bool, most: int | None) -> str:
    """Say why a deed is no option; ``most`` is how many find room, None where there was room for more."""
    if candidate.vague:
        return VAGUE
    if candidate.remark:
        return "its party only says on which terms it would not join in, and nobody asks it to by name"
    if linked and most is None:
        return "only parties without an option of their own, or what is left out, depend on it"
    if linked:
        return f"at most {most} options, and less hangs on this one"
    if candidate.idle:
        return "ruled out by the only party that could do it, and nobody's position depends on it"
    return "nobody else's position depends on it, nor it on anybody else's"


def merge_alike(record: Record, found: dict[Deed, Candidate]) -> dict[Deed, tuple[str, ...]]:
    """Find parties that can be drafted as one: the same deeds under the same conditions, and no other part.

    Returns
    -------
    dict
        For each deed that is drafted with others, the parties drafted together, in alphabetical order.
    """
    said: dict[str, list[Statement]] = defaultdict(list)
    for s in record.live:
        said[s.actor].append(s)
    by_party: dict[str, list[Deed]] = defaultdict(list)
    for deed, c in found.items():
        if c.linked and not (c.idle or c.vague or c.remark):
            by_party[deed.party].append(deed)
    alike: dict[object, list[str]] = defaultdict(list)
    for party, deeds in by_party.items():
        own = [s for deed in deeds for s in found[deed].own]
        if any(found[d].own for d in deeds) and all(s.stance in (Stance.OFFERS, Stance.WARNS) for s in own):
            about = [*own, *(s for s in said[party] if s.stance in ON_OTHERS)]
            positions = frozenset(_position(record, found, s) for s in about)
            meant = frozenset((d.action, *_meant(found[d])) for d in deeds)
            alike[positions, meant].append(party)
    together: dict[Deed, tuple[str, ...]] = {}
    for parties in alike.values():
        if len(parties) > 1:
            members = tuple(sorted(parties))
            together.update((deed, members) for party in parties for deed in by_party[party])
    return together


def _position(record: Record, found: dict[Deed, Candidate], s: Statement) -> tuple[object, ...]:
    """Say what a statement holds, without who holds it."""
    act = s.act
    conditions = frozenset(
        (d.party, d.action, a.negated)
        for a in s.condition_acts
        for d in (record.deeds(a, found) or [Deed("", a.action)])
    )
    of_others = s.stance in ON_OTHERS
    whose = frozenset(record.deeds(act, found, apart_from=s.actor)) if act and of_others else None
    return s.stance, act and (act.action, act.negated), whose, conditions


def _meant(c: Candidate) -> tuple[frozenset[str], ...]:
    """Say who objects to a deed and who wants it, and on which conditions and judgements it bears."""
    voices = (frozenset(s.actor for s in some) for some in (c.opposed, c.wanted))
    bearing = (frozenset(s.id for s in some) for some in (c.in_conditions, c.effects))
    return (*voices, *bearing)
