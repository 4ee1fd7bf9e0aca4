"""Roads and ports are no borders: who would "block the road" of a valley closes no country's border."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from modusvivendi.conflict.draft.acts import base_of
from modusvivendi.statements import Act, Statement

_VERBS = {"open-border": "open", "close-border": "block"}
"""Classes of acts that the reader takes from such phrases, with what is done."""
_BORDER = re.compile(r"\b(?:border|frontier|crossing|corridor|strait|airspace)s?\b", re.IGNORECASE)
_PASSAGE = re.compile(
    r"\b(?:(?:re-?)?open|unblock|clos|shut|block|blockad|seal)(?:e?s|e?d|ing|e)?(?: up| off)?"
    r" (?P<the>(?:the|its|their|all|an?|any) )?(?P<what>(?:[a-z-]+ ){0,2}?(?:roads?|ports?|harbours?))\b",
    re.IGNORECASE,
)


def with_passages_named(statements: Sequence[Statement]) -> list[Statement]:
    """Call the opening or closing of roads and ports by its name, where a party's border is never spoken of.

    Parameters
    ----------
    statements
        With the parties under one name each; in any order, which the result keeps.
    """
    phrases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for s in statements:
        for act, phrase in _told(s):
            for agent in act.agents:
                phrases[agent, base_of(act)].append(phrase)
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for (party, base), some in phrases.items():
        found = [told for phrase in sorted(some) if (told := _PASSAGE.search(phrase))]
        if found and not any(map(_BORDER.search, some)):
            what, verb = found[0]["what"].lower(), _VERBS[base]
            slug = f"{verb}-{what.split()[-1].removesuffix('s')}"
            named[party, base] = (slug, f"{verb} {found[0]['the'] or 'the '}{what}")

    def renamed(act: Act) -> Act:
        # An act of nobody in particular is that of whoever has it.
        parties = act.agents or [party for party, base in phrases if base == base_of(act)]
        known = {named.get((party, base_of(act))) for party in parties}
        told = next(iter(known)) if len(known) == 1 else None
        if told is None:
            return act
        action = act.action.replace(base_of(act), told[0])
        return act.model_copy(update={"action": action, "label": told[1]})

    return [
        s.model_copy(
            update={"act": s.act and renamed(s.act), "condition_acts": tuple(map(renamed, s.condition_acts))}
        )
        for s in statements
    ]


def _told(s: Statement) -> Iterator[tuple[Act, str]]:
    """Give the acts of opening and closing that a statement speaks of, each with the phrase it stands in."""
    if s.act and base_of(s.act) in _VERBS:
        yield s.act, s.proposal
    for act in s.condition_acts:
        if base_of(act) in _VERBS:
            yield act, s.condition or ""
