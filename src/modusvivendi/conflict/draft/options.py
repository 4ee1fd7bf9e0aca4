"""Which deeds become options: those the parties' positions hang on, as few as stay readable."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from modusvivendi.conflict.decision_maker import Omission
from modusvivendi.conflict.draft.record import (
    ON_OTHERS,
    OWN,
    Deed,
    Record,
    is_acceptance,
    leaning,
)
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.acts.lexicon import class_of

MOST_OPTIONS = 12


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

    @property
    def statements(self) -> list[str]:
        """Ids of all statements about the deed."""
        every = [*self.own, *self.in_conditions, *self.opposed, *self.wanted, *self.effects]
        return list(dict.fromkeys(s.id for s in every))

    @property
    def linked(self) -> bool:
        """Whether somebody else's position depends on it, or its own on somebody else's deed."""
        if self.in_conditions or self.opposed or self.effects or self.depends:
            return True
        # Praise for what is no act of a known kind ("the reconciliation") asks nobody to do anything.
        known = class_of(self.deed.action) is not None or bool(self.own)
        return any(known or s.stance is Stance.DEMANDS for s in self.wanted)

    @property
    def idle(self) -> bool:
        """Whether it is only ever refused by the one who could do it, and nobody asks for it."""
        refused = bool(self.own) and all(leaning(s) < 0 for s in self.own)
        return refused and not (self.in_conditions or self.wanted or self.effects)

    @property
    def weight(self) -> tuple[int, int]:
        """How much hangs on it: conditions, effects and objections first, then the number of statements."""
        strong = len(self.in_conditions) + len(self.effects) + len(self.opposed)
        bound = bool(self.in_conditions or self.effects or self.depends)
        return 4 * bound + 2 * bool(self.opposed) + bool(self.wanted), 2 * strong + len(self.statements)


def candidates(record: Record) -> dict[Deed, Candidate]:
    """Collect every deed the record speaks of with what it says of it."""
    found: dict[Deed, Candidate] = {}

    def at(deed: Deed, act: Act) -> Candidate:
        kind = class_of(deed.action.removeprefix("accept:"))
        label = act.label if kind is None or is_acceptance(deed.action) else kind.label
        return found.setdefault(deed, Candidate(deed, label))

    for deed, s in record.own():
        if s.act:
            at(deed, s.act).own.append(s)
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
                at(deed, act).in_conditions.append(s)
                if s.act and s.stance in OWN and deed.party != s.actor:
                    at(Deed(s.actor, s.act.action), s.act).depends = True
        for act in _effects(s):
            # A group as a cause means whoever of it is named elsewhere, not each of its members.
            if not any(is_group(a) for a in act.agents):
                for deed in record.deeds(act, found):
                    at(deed, act).effects.append(s)
        for act in _on_others(s):
            for deed in record.deeds(act, found, apart_from=s.actor):
                kept = at(deed, act)
                (kept.opposed if leaning(s) < 0 else kept.wanted).append(s)
    return found


def _conditions(s: Statement) -> tuple[Act, ...]:
    return s.condition_acts if s.stance is not Stance.ASSESSES else ()


def _effects(s: Statement) -> tuple[Act, ...]:
    return (s.effect.cause, s.effect.effect) if s.effect else ()


def _on_others(s: Statement) -> tuple[Act, ...]:
    return (s.act,) if s.act and s.stance in ON_OTHERS else ()


def choose(
    found: dict[Deed, Candidate], merged: dict[Deed, Deed], most: int = MOST_OPTIONS
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
    """
    linked = {d for d, c in found.items() if c.linked and not c.idle}
    if not linked:
        linked = {d for d, c in found.items() if any(leaning(s) > 0 for s in c.own)}
    ranked = sorted(linked, key=lambda d: (*(-w for w in found[d].weight), d))
    while True:
        kept = list(dict.fromkeys(merged.get(d, d) for d in ranked))[:most]
        inside = {d for d in ranked if merged.get(d, d) in kept}
        # What only mattered to deeds that are left out matters no more; others may take its place.
        adrift = {d for d in inside if not _still_linked(found, d, inside)}
        if not adrift or adrift == inside:
            break
        ranked = [d for d in ranked if d not in adrift]
    left_out = []
    for deed in sorted(found):
        if merged.get(deed, deed) in kept:
            continue
        left_out.append(
            Omission(
                what=f"{deed.party}: {found[deed].label}",
                reason=_why_not(found[deed], deed in linked, most),
                evidence=tuple(found[deed].statements),
                rule="parsimony",
            )
        )
    return kept, left_out


def _still_linked(found: dict[Deed, Candidate], deed: Deed, kept: set[Deed]) -> bool:
    """Whether anything that is kept hangs on a deed, or it on anything kept."""
    c = found[deed]
    parties = {d.party for d in kept}
    asked = [
        s for s in c.in_conditions if s.act and (Deed(s.actor, s.act.action) in kept or s.stance not in OWN)
    ]
    voiced = [s for s in (*asked, *c.opposed, *c.wanted) if s.actor in parties]
    leans = any(
        deed.party != d.party and {s.id for s in found[d].in_conditions} & {s.id for s in c.own} for d in kept
    )
    return bool(voiced or c.effects or leans)


def _why_not(candidate: Candidate, linked: bool, most: int) -> str:
    if linked:
        return f"at most {most} options, and less hangs on this one"
    if candidate.idle:
        return "ruled out by the only party that could do it, and nobody's position depends on it"
    return "nobody else's position depends on it, nor it on anybody else's"


def merge_alike(record: Record, found: dict[Deed, Candidate]) -> dict[Deed, tuple[str, ...]]:
    """Find parties that can be drafted as one: the same deed under the same conditions, and nothing else.

    Returns
    -------
    dict
        For each deed that is drafted with others, the parties drafted together, in alphabetical order.
    """
    speaking: dict[str, set[Stance]] = defaultdict(set)
    for s in record.live:
        speaking[s.actor].add(s.stance)
    by_party: dict[str, list[Deed]] = defaultdict(list)
    for deed, c in found.items():
        if c.linked and not c.idle:
            by_party[deed.party].append(deed)
    alike: dict[object, list[Deed]] = defaultdict(list)
    for party, deeds in by_party.items():
        if len(deeds) != 1 or speaking[party] & {Stance.DEMANDS, Stance.OPPOSES, Stance.WARNS}:
            continue
        c = found[deeds[0]]
        if c.effects or c.in_conditions or not c.own or any(s.stance is not Stance.OFFERS for s in c.own):
            continue
        conditions = frozenset(
            (d.party, d.action, a.negated)
            for s in c.own
            for a in s.condition_acts
            for d in (record.deeds(a, found) or [Deed("", a.action)])
        )
        objectors = frozenset(s.actor for s in c.opposed)
        alike[deeds[0].action, conditions, objectors].append(deeds[0])
    together: dict[Deed, tuple[str, ...]] = {}
    for group in alike.values():
        if len(group) > 1:
            members = tuple(sorted(d.party for d in group))
            together.update(dict.fromkeys(group, members))
    return together
