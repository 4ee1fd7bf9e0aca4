"""What a verb without an object is done to: who "will not open at all" keeps its sluices shut.

Reports name a thing once: "would open its sluices for two hours", and later "ready to open for six hours",
"will not open at all". Beside each other these are one act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import acts_of, base_of
from modusvivendi.statements import Act, Statement
from modusvivendi.statements.acts.lexicon import class_of

_AMOUNT = (
    r"(?:up to |at least |at most |about |only |more than |no more than )*[\w-]+ "
    r"(?:hour|day|week|month|year)s?"
)
_ALONE = re.compile(
    rf"^(?:to )?(?P<verb>[a-z]+)(?P<rest> (?:for {_AMOUNT}|at all|again|in full|first|any (?:longer|more)"
    r"|altogether|completely|fully|gradually|permanently|temporarily|at once|immediately))*$"
)
"""A verb with no object: "open for two hours", "open at all"."""
_WITH_OBJECT = re.compile(
    r"^(?:to )?(?P<verb>[a-z]+) "
    r"(?P<what>(?:the|its|their|his|her|all|both|any|every|an?) (?:[\w'’-]+ ){0,3}?[\w'’-]+)"
    r"(?= (?:of|to|in|on|at|for|by|with|from|into|until|before|after|during|as|if|while)\b|[.,;]|$)"
)


def with_objects_filled_in(statements: Sequence[Statement]) -> list[Statement]:
    """Say what verbs without an object are done to, where the record has the party do that to one thing.

    Parameters
    ----------
    statements
        With the parties under one name each; in any order, which the result keeps.
    """
    things = _things(statements)

    def filled(act: Act | None, words: str) -> Act | None:
        alone = _ALONE.match(words) if act and class_of(base_of(act)) is None else None
        if act is None or alone is None or len(act.agents) != 1:
            return act
        told = things.get((act.agents[0], alone["verb"]), {})
        if len(told) != 1:
            return act
        [(action, what)] = told.values()
        rest = words[alone.end("verb") :].removesuffix(" at all")
        return act.model_copy(update={"action": action, "label": f"{alone['verb']} {what}{rest}"})

    return [s.model_copy(update={"act": filled(s.act, s.proposal)}) if s.act else s for s in statements]


def _things(statements: Sequence[Statement]) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """Give, for each party and verb, the things it would do that to: each with the action and its words."""
    things: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for s in statements:
        for act in acts_of(s):
            told = _WITH_OBJECT.match(act.label)
            if told and len(act.agents) == 1 and class_of(base_of(act)) is None:
                of_verb = things.setdefault((act.agents[0], told["verb"]), {})
                of_verb.setdefault(told["what"].partition(" ")[2], (act.action, told["what"]))
    return things
