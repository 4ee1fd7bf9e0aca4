"""Objections to what only the party itself is asked to do: it refuses to, whatever its words name.

"The railway rejected a suspension", of its plan, which the union asks of it, is no wish about what others do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.conflict.draft.synonyms import VERB_OF
from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of

_OF_OTHERS = frozenset({Stance.SUPPORTS, Stance.OPPOSES})


def with_own_refusals_told(statements: Sequence[Statement]) -> list[Statement]:
    """Read objections to acts that only the objecting party is asked for as its refusals.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    asked: dict[str, dict[str, Act]] = defaultdict(dict)
    doers: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        if s.stance is Stance.ASSESSES:
            continue
        wanted = [s.act] if s.act and s.stance is Stance.DEMANDS else []
        for act in (*s.condition_acts, *wanted):
            if len(act.agents) == 1 and act.agents != (s.actor,):
                asked[act.agents[0]].setdefault(act.action, act)
        for act in acts_of(s) if s.stance not in _OF_OTHERS else s.condition_acts:
            doers[act.action].update(act.agents)

    def told(s: Statement) -> Statement:
        if s.act is None or s.stance is not Stance.OPPOSES or s.act.agents or s.act.negated:
            return s
        meant = _meant(s.act, asked.get(s.actor, {}))
        if meant is None or doers[meant.action] != {s.actor}:
            return s
        act = s.act.model_copy(update={"agents": (s.actor,), "action": meant.action, "label": meant.label})
        return s.model_copy(update={"stance": Stance.RULES_OUT, "act": act})

    return [told(s) for s in statements]


def _meant(act: Act, asked: Mapping[str, Act]) -> Act | None:
    """Find the act that a party is asked for, by its name or by a noun of doing: "a suspension"."""
    if act.action in asked:
        return asked[act.action]
    head = act.action.split("-", maxsplit=1)[0]
    verb = VERB_OF.get(head)
    if verb is None or class_of(base_of(act)):
        return None
    about = set(content_words(act.label.removeprefix("bring about "))) - set(content_words(head))
    fitting = [
        one
        for one in asked.values()
        if base_form(one.label.split(maxsplit=1)[0].lower()) == verb
        and (not about or about & set(content_words(one.label)))
    ]
    return fitting[0] if len(fitting) == 1 else None
