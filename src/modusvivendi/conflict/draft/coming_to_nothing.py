"""Conditions that something comes to nothing: "if the merger fails", those who would merge do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.act_names import named_after
from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.statements import Statement
from modusvivendi.statements.acts.fill import MARKER
from modusvivendi.statements.acts.lexicon import class_of

_FAILING = re.compile(
    r"^(?:the|its|their|that|this|such an?|any|no) (?:[a-z-]+ )?(?P<noun>[a-z]+)"
    r" (?:(?:should|would|were to|had|has) )?"
    r"(?:c[oa]mes?(?: in the end)? to nothing|fail(?:s|ed)?|collapses?d?|f[ea]lls? (?:through|apart)"
    r"|fell (?:through|apart)|(?:is|was|were) (?:called )?off|breaks? down|broke down)$",
    re.IGNORECASE,
)
_CLASS_OF = {
    "merger": "merge",
    "takeover": "merge",
    "deal": "sign-agreement",
    "agreement": "sign-agreement",
    "treaty": "sign-agreement",
    "accord": "sign-agreement",
    "settlement": "sign-agreement",
    "truce": "ceasefire",
    "ceasefire": "ceasefire",
}
"""The acts whose failing such a condition tells."""


def with_failing_told(statements: Sequence[Statement]) -> list[Statement]:
    """Read "if the merger came to nothing" as nobody's merging, where the record has somebody who would.

    What a party would do in that case is another act, whatever the reader calls it.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """

    def told(s: Statement) -> Statement:
        failing = _FAILING.match(MARKER.sub("", s.condition or "").strip())
        action = _CLASS_OF.get(failing["noun"].lower()) if failing else None
        kind = class_of(action) if action else None
        if s.act is None or kind is None or len(s.condition_acts) != 1:
            return s
        if not any(
            t.actor != s.actor and t.act and t.act.action == action and t.act.agents for t in statements
        ):
            return s
        fails = s.condition_acts[0].model_copy(
            update={"agents": (), "action": kind.action, "label": kind.label, "negated": True}
        )
        act = s.act
        if act.action == kind.action:
            verb, _, what = s.proposal.partition(" ")
            plain = base_form(verb) or verb.lower()
            act = act.model_copy(update={"action": named_after(plain, what), "label": f"{plain} {what}"})
        return s.model_copy(update={"act": act, "condition_acts": (fails,)})

    return [told(s) for s in statements]
