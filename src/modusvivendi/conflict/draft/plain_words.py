"""Acts said plainly: in the active, with a verb of their own, without concessions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.conflict.draft.act_names import act_told
from modusvivendi.conflict.draft.acts import base_of
from modusvivendi.conflict.draft.sameness import base_form
from modusvivendi.conflict.draft.synonyms import VERB_OF
from modusvivendi.statements import Act, Statement
from modusvivendi.statements.acts.lexicon import class_of

_CONCESSIVE = re.compile(r",? even (?:without|if|though|when) .*$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"^(?:bring about |agree to )(?P<what>.{3,50}?) (?:to be|be|being|is|are) (?P<verb>[a-z]+ed)$"
)
_LASTING = (
    r"(?!(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|several|some)"
    r"(?: more| further)? (?:hour|day|week|month|year|decade)s?\b)"
)
"""What follows is not how long something lasts: "a halt of seven years" ends no years."""
_END_TO = re.compile(
    r"^(?:bring about |agree to |accept )an? (?:[a-z]+ )?(?:end|halt|stop) (?:to|of) "
    rf"{_LASTING}(?P<what>.+)$"
)
_LIMITS_ON = re.compile(
    r"^(?:accept|agree to|tolerate|live with|consent to) (?:[a-z]+ )?"
    r"(?:limits?|caps?|curbs?|restrictions?|ceilings?|quotas?) (?:on|to|in|of|for)"
    r" (?P<what>(?:its|their|his|her) .+)$"
)
_NOUN_OF_DOING = re.compile(
    r"^(?:agree to|bring about|accept|consent to) (?:the|an?|any) (?P<noun>[a-z]+) of"
    rf" {_LASTING}(?P<what>(?!\d)\S.*)$"
)
_OTHERWISE = frozenset({"take", "lose", "pay"})
"""Verbs that say with an object something else than their noun does."""
_OBLIGED = re.compile(r"^(?:have|need|ought|be obliged|be required) to (?=[a-z])")
_ASKED_TO = re.compile(r"^bring about (?:the )?(?P<who>[\w’' -]+?) to (?P<do>[a-z]+ .+)$")
"""Demands of whose act, named before "to", the reader has made a thing: "the governor to send police"."""
_COUNTED = re.compile(r"^(?P<number>\d[\d.,]*) [a-z]")
_LONGEST = 90
"""Characters of a label that still reads at a glance."""
_WHOSE = frozenset({"the", "its", "their", "his", "her", "all"})


def told_plainly(s: Statement, report: Sequence[Statement]) -> Statement:
    """Say an act in the active, with a verb, and without concessions.

    "The fund to be dissolved" is "dissolve the fund", "an end to all hunting" is "end all hunting", and who
    would "accept limits on its catch" limits its catch.

    Parameters
    ----------
    s
        The statement.
    report
        All of its report.
    """
    s = _in_full(s)
    if s.act is None or class_of(base_of(s.act)):
        return s
    counted = _COUNTED.match(s.proposal)
    label = _CONCESSIVE.sub("", s.act.label)
    if counted and counted["number"] not in label:  # "34 paid weeks" is no paying of weeks
        label = f"{'agree to' if s.act.agents == (s.actor,) else 'bring about'} {s.proposal}"
    ended = _END_TO.match(label)
    if ended:
        label = f"end {ended['what']}"
    label = _OBLIGED.sub("", label)
    asked = _ASKED_TO.match(label) if len(s.act.agents) == 1 else None
    if asked and asked["who"].lower() == s.act.agents[0].lower():
        return s.model_copy(update={"act": act_told(s.act.agents[0], asked["do"])})
    limited = _LIMITS_ON.match(label) if s.act.agents == (s.actor,) else None
    if limited:
        words = [w for w in re.findall(r"[a-z]+", limited["what"].lower()) if w not in _WHOSE]
        told = {"action": "-".join(["limit", *words[-1:]]), "label": f"limit {limited['what']}"}
        return s.model_copy(update={"act": s.act.model_copy(update=told)})
    doing = _NOUN_OF_DOING.match(label)
    verb = VERB_OF.get(doing["noun"]) if doing else None
    if doing and verb and verb not in _OTHERWISE:
        # "Agree to the return of the ship" is returning it.
        words = [w for w in re.findall(r"\w+", doing["what"].lower()) if w not in _WHOSE]
        told = {"action": "-".join([verb, *words[:1]]), "label": f"{verb} {doing['what']}"}
        return s.model_copy(update={"act": s.act.model_copy(update=told)})
    passive = _PASSIVE.match(label)
    verb = base_form(passive["verb"]) if passive else None
    if passive and verb:
        label = f"{verb} {passive['what']}"
    if label == s.act.label:
        return s
    return s.model_copy(update={"act": s.act.model_copy(update={"label": label})})


def _in_full(s: Statement) -> Statement:
    """Give labels that the reader has cut, and only by a few words, in full."""
    return s.model_copy(
        update={
            "act": s.act and _whole(s.act, s.proposal),
            "condition_acts": tuple(_whole(act, s.condition or "") for act in s.condition_acts),
        }
    )


def _whole(act: Act, words: str) -> Act:
    if not act.label.endswith(" …"):
        return act
    stem = act.label.removesuffix(" …")
    for last in (stem, stem.partition(" ")[2]):  # the reader may have put another verb, or form of it, first
        at = words.find(last) if " " in last else -1
        after = words[at + len(last) :] if at >= 0 else ""
        if at >= 0 and len(stem) + len(after) <= _LONGEST and not re.search(r"[;:.]|, ", after):
            return act.model_copy(update={"label": f"{stem}{after}"})
    return act
