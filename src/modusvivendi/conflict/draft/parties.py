"""Parties of a draft: each under one name throughout, and a small named group as its members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modusvivendi.conflict.draft.acts import acts_of
from modusvivendi.dossier.parties import LARGEST_LIST, same_parties
from modusvivendi.dossier.speakers import with_speakers_settled
from modusvivendi.statements import Act, Effect, Statement
from modusvivendi.statements.acts.groups import group_members


def with_parties_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Give every party one name throughout, and the statements of a small named group to its members.

    The statement of such a group ("the E3 will ...") becomes one of each member, with the same id, where a
    member speaks for itself elsewhere in the record.
    """
    everything = with_speakers_settled(statements)
    names = _names(everything)
    known = _same(names)
    members = _members_speaking(everything, known)
    out = []
    for s in everything:
        actor = known.get(s.actor, s.actor)
        for one in members.get(actor, (actor,)):
            out.append(_renamed(s, one, known, members))
    return out


def _same(names: Sequence[str]) -> dict[str, str]:
    """Find names that stand for a party the record names in full, by the end of its name or otherwise.

    "Growers' Association" is the Tarn Vale Growers' Association; "Nurses", as a first word, the nurses.
    """
    short = {}
    for name in names:
        bodies = [n for n in names if name.endswith("s") and n.startswith((f"{name}' ", f"{name}’ "))]
        if len(bodies) == 1 and name == name.lower():  # "herders", of the herders' association
            short[name] = bodies[0]
    full = [n for n in names if n not in short]
    heads = {n: n.lower() for n in full if " " not in n and n.endswith("s") and n.istitle()}
    meant = same_parties(sorted({*full, *heads.values()}))
    return {**short, **{n: meant[low] for n, low in heads.items() if low in meant}, **same_parties(full)}


def _names(statements: Sequence[Statement]) -> list[str]:
    names = {s.actor for s in statements}
    for s in statements:
        for act in _acts(s):
            names.update(act.agents)
    return sorted(names)


def _acts(s: Statement) -> list[Act]:
    return [*acts_of(s), *((s.effect.cause, s.effect.effect) if s.effect else ())]


def _members_speaking(statements: Sequence[Statement], known: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """List the members of each small group by which the record names it, where they speak for themselves."""
    speaking = {known.get(s.actor, s.actor) for s in statements}
    found = {}
    for name in sorted(speaking | {a for s in statements for act in _acts(s) for a in act.agents}):
        members = group_members(name)
        if members and len(members) <= LARGEST_LIST and speaking & set(members):
            found[name] = tuple(sorted(members))
    return found


def _renamed(
    s: Statement, actor: str, known: dict[str, str], members: dict[str, tuple[str, ...]]
) -> Statement:
    def agents(act: Act) -> Act:
        named: list[str] = []
        for agent in act.agents:
            name = known.get(agent, agent)
            # What the group will do is, in the member's own statement, the member's act.
            own = name == known.get(s.actor, s.actor) and name != actor
            named += [actor] if own else members.get(name, (name,))
        return act.model_copy(update={"agents": tuple(dict.fromkeys(named))})

    effect = s.effect and Effect(
        cause=agents(s.effect.cause), effect=agents(s.effect.effect), raises=s.effect.raises
    )
    return s.model_copy(
        update={
            "actor": actor,
            "act": s.act and agents(s.act),
            "condition_acts": tuple(map(agents, s.condition_acts)),
            "effect": effect,
        }
    )
