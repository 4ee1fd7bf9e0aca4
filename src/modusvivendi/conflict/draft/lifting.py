"""Objections that their party would lift on terms, and what it would do otherwise.

"The union would drop its objection to night flights if the crews got a rest day": it is against them unless
they get one. "It threatened to strike otherwise": unless they get one, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.acts import base_of
from modusvivendi.conflict.draft.sameness import share_a_thing
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of

_LIFTING = re.compile(
    r"^(?:to )?(?:drop|lift|withdraw|give up|waive|abandon|end) (?:its|their|the|his|her|all) "
    r"(?:objections?|opposition|resistance|veto|reservations?)\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"^(?:if|should|in case) [\w' -]{2,30}? (?:refuse[sd]?|decline[sd]?|balk(?:s|ed)?|sa(?:y|ys|id) no"
    r"|(?:do|does|did) not(?: do so)?|fail(?:s|ed)? to do so)$",
    re.IGNORECASE,
)
_PUTTING_OFF = re.compile(r"^(?:to )?(?P<verb>(?:put|call|hold|fend|ward) off|hold back|do without) ", re.I)
_OTHERWISE = re.compile(r",? otherwise$", re.IGNORECASE)


def with_otherwise_told(statements: Sequence[Statement]) -> list[Statement]:
    """Take "otherwise" at the end of a threat, or that somebody refuses, for the failing of what was told.

    Parameters
    ----------
    statements
        In any order, which the result keeps.
    """
    failing = Act(agents=(), action="otherwise", label="otherwise")
    out = []
    for s in statements:
        proposal = _OTHERWISE.sub("", s.proposal)
        ends = proposal != s.proposal and not s.condition_acts
        if s.stance is Stance.WARNS and (ends or _REFUSING.match((s.condition or "").strip())):
            told = {"proposal": proposal, "condition": "otherwise", "condition_acts": (failing,)}
            out.append(s.model_copy(update=told))
        else:
            out.append(s)
    return out


def with_putting_off_told_apart(statements: Sequence[Statement]) -> list[Statement]:
    """Tell putting off a tour from the tour, where the reader calls both after it.

    Parameters
    ----------
    statements
        In any order, which the result keeps.
    """

    def told(act: Act) -> Act:
        found = _PUTTING_OFF.match(act.label)
        if found is None or class_of(base_of(act)) or act.action.startswith(found["verb"].split()[0].lower()):
            return act
        slug = "-".join([*found["verb"].lower().split(), act.action])
        return act.model_copy(update={"action": slug})

    return [
        s.model_copy(
            update={"act": s.act and told(s.act), "condition_acts": tuple(map(told, s.condition_acts))}
        )
        for s in statements
    ]


def with_objections_lifted(statements: Sequence[Statement]) -> list[Statement]:
    """Read the terms on which a party would drop its objection as terms of what it objects to.

    Parameters
    ----------
    statements
        With their acts settled; in any order, which the result keeps.
    """
    return [_lifted(s, statements) for s in statements]


def _lifted(s: Statement, statements: Sequence[Statement]) -> Statement:
    if s.stance is not Stance.OFFERS or not s.condition_acts or not _LIFTING.match(s.proposal):
        return s
    against = [
        t.act
        for t in statements
        if t.actor == s.actor and t.stance is Stance.OPPOSES and t.act and t.act.agents and not t.act.negated
    ]
    meant = {(a.action, a.agents): a for a in against}
    if len(meant) > 1:  # the one that its words name
        meant = {key: a for key, a in meant.items() if share_a_thing(a.label, f"drop {s.sentence}")}
    if len(meant) != 1:
        return s
    failing = tuple(a.model_copy(update={"negated": not a.negated}) for a in s.condition_acts)
    bare = MARKER.sub("", s.condition or "").strip()
    return s.model_copy(
        update={
            "stance": Stance.OPPOSES,
            "act": next(iter(meant.values())),
            "condition": f"unless {bare}",
            "condition_acts": failing,
        }
    )
