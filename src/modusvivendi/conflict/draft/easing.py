"""Hopes that one act would make another easier are judgements, and no support for the first.

"Some officials hope that soldiers from elsewhere would be easier for Borsk to accept": they judge what Borsk
would accept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.statements import Act, Effect, Stance, Statement
from modusvivendi.statements.acts.lexicon import class_of

_EASIER = re.compile(
    r"\b(?:would|will|could|might|may|can) (?:be|prove|make (?:it|them|this|that)) "
    r"(?:easier|more (?:acceptable|palatable|tolerable|bearable)|less (?:objectionable|offensive)) "
    r"(?:for|to) "
    r"(?P<party>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)


def with_hopes_as_judgements(statements: Sequence[Statement]) -> list[Statement]:
    """Read support for what "would be easier for" a party as a judgement on what that party would accept.

    Parameters
    ----------
    statements
        With the parties under one name each; in any order, which the result keeps.
    """
    return [_judgement(s) for s in statements]


def _judgement(s: Statement) -> Statement:
    told = _EASIER.search(s.proposal) if s.stance in (Stance.SUPPORTS, Stance.DEMANDS) else None
    kind = class_of(s.act.action) if s.act else None
    if told is None or kind is None or s.act is None or s.act.negated or not kind.received:
        return s
    from modusvivendi.statements.actors.gazetteer import gazetteer

    name = gazetteer().get(told["party"])
    effect = Act(
        agents=(name.party if name else told["party"],),
        action=f"accept:{kind.action}",
        label=f"accept that others {kind.label}",
    )
    return s.model_copy(
        update={"stance": Stance.ASSESSES, "act": None, "effect": Effect(cause=s.act, effect=effect)}
    )
