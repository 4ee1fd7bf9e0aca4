"""Giving a thing up: scrapping a scheme and abandoning it are one act, and who keeps it refuses to.

Only of one party: what two parties would each give up are two things, however alike the words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.conflict.draft.presence import KEPT_TROOPS
from modusvivendi.conflict.draft.sameness import about_the_same
from modusvivendi.dossier.giving_up import KEEPING, is_giving_up, is_keeping
from modusvivendi.english import is_plural
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of

_MEANT = (Stance.OFFERS, Stance.DEMANDS, Stance.SUPPORTS)


def with_giving_up_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Give one name to what a party would give up in several words, and read keeping as not giving up.

    Parameters
    ----------
    statements
        With the acts of the same words put together; in any order, which the result keeps.
    """
    statements = [_named_apart(s) for s in statements]
    named = _one_name(statements)

    def told(act: Act) -> Act:
        meant = named.get((act.agents[0], act.action)) if len(act.agents) == 1 else None
        return act.model_copy(update={"action": meant.action, "label": meant.label}) if meant else act

    out = [
        s.model_copy(
            update={"act": s.act and told(s.act), "condition_acts": tuple(map(told, s.condition_acts))}
        )
        if named
        else s
        for s in statements
    ]
    given: dict[str, list[Act]] = defaultdict(list)
    for party, act in _own_acts(out):
        if is_giving_up(act.label):
            given[party].append(act)
    # "The clubs" are to give it up: each of those who would keep theirs is one of them.
    of_all = [act for party, acts in given.items() if party.islower() and is_plural(party) for act in acts]
    return [_kept(s, [*given.get(s.actor, ()), *of_all]) for s in out]


def _named_apart(s: Statement) -> Statement:
    """Name acts by what is done to the thing: "give up the name" and "keep the name" are not one "name"."""

    def told(act: Act) -> Act:
        if class_of(base_of(act)) or act.action != base_of(act):
            return act
        for way, verb in ((is_giving_up, "give-up"), (is_keeping, "keep")):
            first = act.label.lower().removeprefix("agree to ").split(maxsplit=1)[:1]
            if way(act.label) and act.action.split("-")[:1] != first and not act.action.startswith(verb):
                return act.model_copy(update={"action": f"{verb}-{act.action}"})
        return act

    acts = tuple(map(told, s.condition_acts))
    return s.model_copy(update={"act": s.act and told(s.act), "condition_acts": acts})


def _own_acts(statements: Iterable[Statement]) -> list[tuple[str, Act]]:
    """Give the acts outside the classes that one party each would do."""
    return [
        (act.agents[0], act)
        for s in statements
        for act in acts_of(s)
        if len(act.agents) == 1 and act.action == base_of(act) and class_of(act.action) is None
    ]


def _one_name(statements: Sequence[Statement]) -> dict[tuple[str, str], Act]:
    """Find for each way in which a party would give a thing up the one that is told most."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    acts: dict[tuple[str, str], Act] = {}
    for party, act in _own_acts(statements):
        if is_giving_up(act.label):
            told[party][act.action] += 1
            acts.setdefault((party, act.action), act)
    found = {}
    for party, counted in told.items():
        first: list[Act] = []
        for action in sorted(counted, key=lambda a: (-counted[a], a)):
            act = acts[party, action]
            same = next((one for one in first if about_the_same(one.label, act.label)), None)
            if same is None:
                first.append(act)
            else:
                found[party, action] = same
    return found


def _kept(s: Statement, given: Sequence[Act]) -> Statement:
    """Read a party's keeping of what others want it to give up as its refusal to give that up."""
    if s.act is None or s.act.agents != (s.actor,) or s.act.negated or s.stance not in _MEANT:
        return s
    if class_of(base_of(s.act)) or not is_keeping(s.act.label):
        return s
    kept = KEEPING.sub("give up ", s.act.label)
    if s.condition_acts:
        for_a_while = s.stance is Stance.OFFERS and _WHILE.match(s.condition or "")
        if not for_a_while or s.act.action == KEPT_TROOPS:
            return s
        # "Will keep the toll until it is paid": once paid it would give the toll up.
        action = f"give-up-{s.act.action.removeprefix('keep-')}"
        ending = tuple(act.model_copy(update={"negated": not act.negated}) for act in s.condition_acts)
        act = s.act.model_copy(update={"action": action, "label": kept})
        return s.model_copy(update={"act": act, "condition_acts": ending})
    told = next((act for act in given if about_the_same(act.label, kept)), None)
    if told is None:
        return s
    act = s.act.model_copy(update={"action": told.action, "label": told.label})
    return s.model_copy(update={"stance": Stance.RULES_OUT, "act": act})


_WHILE = re.compile(r"^(?:only |but )?(?:until|till|unless|as long as|so long as|while) ", re.IGNORECASE)
"""Conditions that say for how long a thing is kept, and so what would end that."""
