"""Who is asked for what a party wants in return: "in return it wants all sanctions lifted" names nobody.

It is wanted of those who want of that party what it gives for it, and, where it is to undo something, of
those who do that.
"""

from __future__ import annotations

from collections.abc import Sequence

from modusvivendi.conflict.draft.sameness import share_a_thing
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.groups import is_group
from modusvivendi.statements.acts.lexicon import class_of

_UNDOES = {"lift-sanctions": "impose-sanctions"}
_OWN = frozenset({Stance.OFFERS, Stance.CONSIDERS, Stance.WARNS})


def with_givers_found(statements: Sequence[Statement]) -> list[Statement]:
    """Say whose act it is that a party wants in return for its own, where no party is named.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    givers: dict[tuple[str, str], tuple[str, ...]] = {}
    for s in statements:
        if s.stance is not Stance.OFFERS or s.act is None or s.act.agents != (s.actor,):
            continue
        for act in s.condition_acts:
            if _for_the_taking(act) and (some := _givers(s, act, statements)):
                givers[s.actor, act.action] = tuple(sorted({*givers.get((s.actor, act.action), ()), *some}))

    def found(s: Statement, act: Act) -> Act:
        some = givers.get((s.actor, act.action), ())
        return act.model_copy(update={"agents": some}) if some and not act.agents else act

    out = []
    for s in statements:
        acts = tuple(found(s, act) for act in s.condition_acts)
        own = found(s, s.act) if s.act and s.stance is Stance.DEMANDS else s.act
        told = acts != s.condition_acts or own != s.act
        out.append(s.model_copy(update={"condition_acts": acts, "act": own}) if told else s)
    return out


def _for_the_taking(act: Act) -> bool:
    """Whether an act is something given to others, and nobody is named who would."""
    kind = class_of(act.action)
    return not act.agents and not act.negated and kind is not None and kind.received


def _givers(s: Statement, act: Act, statements: Sequence[Statement]) -> set[str]:
    """Find who does what is to be undone, and who wants of a party what it would give in return, or more."""
    given = s.act
    doing: set[str] = set()
    threatening: set[str] = set()
    known = False
    for t in statements:
        if t.actor == s.actor or t.act is None or is_group(t.actor):
            continue
        known = known or (t.act.action == act.action and bool(t.act.agents))
        if t.stance in _OWN and t.act.action == _UNDOES.get(act.action):
            # Who would bring sanctions back, or hold them off, has none yet that it could lift.
            only_would = t.stance is Stance.WARNS or t.act.negated
            (threatening if only_would else doing).add(t.actor)
        asked = t.stance is Stance.DEMANDS and t.act.agents == (s.actor,) and not t.act.negated
        same = given is not None and (t.act.action == given.action or share_a_thing(t.act.label, given.label))
        if asked and same:
            doing.add(t.actor)
    # Where somebody is known to give it, or to be asked for it, the act is theirs.
    return set() if known else doing or threatening
