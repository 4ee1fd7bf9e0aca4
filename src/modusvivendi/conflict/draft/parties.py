"""Which names in a record stand for one party, and which for several, as far as the record itself tells.

A reader names parties report by report. Only beside each other do "NTU" and "National Teachers' Union" turn
out to be one, and "the three powers" those that another report names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from modusvivendi.statements import Act, Effect, Statement
from modusvivendi.statements.acts.groups import group_members, groups, is_group

_SMALL_WORDS = frozenset("and of the for in on de la du des et und der die das".split())
_BODIES = frozenset(
    """
    union federation association government ministry bloc alliance council committee agency commission party
    movement army cartel consortium confederation league company airline bank
    """.split()
)
"""Nouns by which a report refers again to a body it has named."""
_UNION = re.compile(
    r"\b(?:[Uu]nion|[Bb]rotherhood of)\b(?<!European Union)(?<!Soviet Union)(?<!African Union)"
)
_EMPLOYING = re.compile(r"\b(?:Federation|Employers|Operators|Company|plc|Ltd|AG|GmbH|Inc)\b", re.IGNORECASE)
_EMPLOYERS = frozenset({"employer", "employers", "management"})
_WORKERS = re.compile(
    r"^(?:\w+ )?(?:\w*workers|employees|strikers|dockers|miners|crews|drivers|nurses|pilots)$"
)
_PLURAL = re.compile(r"^[a-z-]+s$")
_LARGEST_LIST = 5
"""A named group with more members than this stays a group: nobody means each of thirty countries."""


def with_parties_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Give every party one name throughout, and the statements of a small named group to its members.

    The statement of such a group ("the E3 will ...") becomes one of each member, with the same id, where a
    member speaks for itself elsewhere in the record.
    """
    everything = list(statements)
    names = _names(everything)
    known = same_parties(names)
    members = _members_speaking(everything, known)
    out = []
    for s in everything:
        actor = known.get(s.actor, s.actor)
        for one in members.get(actor, (actor,)):
            out.append(_renamed(s, one, known, members))
    return out


def _names(statements: Sequence[Statement]) -> list[str]:
    names = {s.actor for s in statements}
    for s in statements:
        for act in _acts(s):
            names.update(act.agents)
    return sorted(names)


def _acts(s: Statement) -> list[Act]:
    acts = [*s.condition_acts, *([s.act] if s.act else [])]
    return [*acts, *((s.effect.cause, s.effect.effect) if s.effect else ())]


def same_parties(names: Sequence[str]) -> dict[str, str]:
    """Find names that stand for a party the record also names in full.

    Parameters
    ----------
    names
        Names of parties as readers gave them.

    Returns
    -------
    dict
        For each such name the full one. A description ("the teachers' union") is taken for a name only where
        a single party of the record fits.

    Examples
    --------
    >>> same_parties(["NTU", "National Teachers' Union", "teachers' union", "China"])
    {'NTU': "National Teachers' Union", "teachers' union": "National Teachers' Union"}
    """
    known: dict[str, str] = {}
    full = [n for n in names if " " in n and n[:1].isupper()]
    for name in names:
        group = _small_group(name)
        if group and group != name:
            known[name] = group
            continue
        fitting = [f for f in full if f != name and _stands_for(name, f, full)]
        if len(fitting) == 1:
            known[name] = fitting[0]
    return known


def _stands_for(name: str, full: str, names: Sequence[str]) -> bool:
    if name.isupper() and len(name) > 1:
        return name in {_initials(full), _initials(full, small=True)}
    if name != name.lower():
        return False
    words = name.replace("’", "'").split()
    last = words[-1]
    if last in _BODIES:
        return full.rsplit(maxsplit=1)[-1].lower() == last and not is_group(full) and full not in _NO_BODY
    if name in _EMPLOYERS:
        return bool(_EMPLOYING.search(full)) and any(_UNION.search(n) for n in names)
    if _WORKERS.match(name):
        return bool(_UNION.search(full))
    # "operators" and "Terminal Operators' Federation"
    belongs = rf"\b{re.escape(last)}['’](?=\s)"
    return bool(_PLURAL.match(name) and re.search(belongs, full, re.IGNORECASE))


_NO_BODY = frozenset({"European Union", "African Union", "Soviet Union", "Arab League"})


def _small_group(name: str) -> str | None:
    """Give the named group of a few parties that a whole name speaks of, under whatever name."""
    for group in groups().values():
        if group.members and len(group.members) <= _LARGEST_LIST and re.fullmatch(group.pattern, name):
            return group.group
    return None


def _initials(name: str, *, small: bool = False) -> str:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", name))
    return "".join(w[0] for w in words if small or w.lower() not in _SMALL_WORDS).upper()


def _members_speaking(statements: Sequence[Statement], known: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """List the members of each small group by which the record names it, where they speak for themselves."""
    speaking = {known.get(s.actor, s.actor) for s in statements}
    found = {}
    for name in sorted(speaking | {a for s in statements for act in _acts(s) for a in act.agents}):
        members = group_members(name)
        if members and len(members) <= _LARGEST_LIST and speaking & set(members):
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
