"""Talks that go on: nobody is asked to enter them, and what they should be about is an act of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modusvivendi.dossier.proposals import content_words
from modusvivendi.statements import Act, Stance, Statement
from modusvivendi.statements.acts.fill import MARKER

_TALKS = "hold-talks"
_MEETING = r"(?:talks|negotiations|mediation|arbitration|conciliation|meetings|bargaining|discussions)"
_GOING_ON = re.compile(
    rf"\b(?:(?:\w+ )?(?:day|week|round|session) of (?:[\w-]+ )?{_MEETING}"
    rf"|(?:emerging|arriving|speaking|coming) (?:from|for|after|at|of) (?:the |[\w-]+ )*{_MEETING}"
    rf"|(?:are|is|were|was) (?:back )?(?:in|at) (?:the )?(?:{_MEETING}|(?:negotiating |bargaining )?table)\b"
    rf"|back at the (?:negotiating |bargaining )?table"
    rf"|{_MEETING} (?:are|were|was|is) (?:being held|going on|under way|underway|continuing|resumed)"
    rf"|{_MEETING} (?:continued|went on|resumed|entered|reopened)"
    rf"|(?:resumed|continued|reopened) (?:the |their )?{_MEETING})",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|never|no|if|unless|would|could|may|might|will|to|refus\w+|rul\w+ out|should|must|before"
    r"|without|until|call\w* for|urg\w+|want\w*|demand\w*)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_AND_THEN = re.compile(r"^[^,.;]{0,25}\b(?:were|was|be|is) (?:not|to be|held|called off)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?P<verb>talk|negotiate|speak|discuss|bargain)(?:s|ed|ing)?(?: with [\w' ]+?)?"
    r" (?:(?:about|over|on) )?(?P<what>(?:the|its|their|a|an|any) [\w'’ -]{3,40})$",
    re.IGNORECASE,
)
_NO_TOPIC = frozenset(
    {"talk", "negotiation", "matter", "deal", "agreement", "term", "issue", "other", "party"}
)


def goes_on(sentence: str) -> bool:
    """Whether a sentence tells that talks are being held.

    Examples
    --------
    >>> goes_on("She said so on the third day of talks."), goes_on("She ruled out a second round of talks.")
    (True, False)
    """
    return any(
        not _NOT_SO.search(sentence[: told.start()]) and not _AND_THEN.match(sentence[told.end() :])
        for told in _GOING_ON.finditer(sentence)
    )


def with_topics_of_talks(statements: Sequence[Statement]) -> list[Statement]:
    """Tell talking about a thing, in talks that go on, from entering talks.

    Parameters
    ----------
    statements
        In any order; the result has the same one.
    """
    reports = {s.report for s in statements if goes_on(s.sentence)}
    return [_about(s) if s.report in reports else s for s in statements]


def _about(s: Statement) -> Statement:
    acts = s.condition_acts
    if len(acts) == 1 and (about := _topic(acts[0], MARKER.sub("", s.condition or "").strip())):
        s = s.model_copy(update={"condition_acts": (about,)})
    if s.act and (about := _topic(s.act, s.proposal)):
        s = s.model_copy(update={"act": about})
    return s


def _topic(act: Act, phrase: str) -> Act | None:
    told = _ABOUT.search(phrase) if act.action == _TALKS else None
    words = content_words(told["what"]) if told else ()
    if told is None or not words or set(words) <= _NO_TOPIC:
        return None
    verb = told["verb"].lower()
    about = "" if verb == "discuss" else "about "
    thing = told["what"].split()[-1].lower().removesuffix("s")
    return act.model_copy(update={"action": f"{verb}-{thing}", "label": f"{verb} {about}{told['what']}"})


def calls_met(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Find calls for talks whose party is later told to be in them, each with the statement that tells.

    Parameters
    ----------
    statements
        Those that count, in any order.
    """
    in_talks = [t for t in statements if t.date and goes_on(t.sentence)]
    found = []
    for s in statements:
        if s.stance is not Stance.DEMANDS or s.act is None or s.act.action != _TALKS or not s.date:
            continue
        later = [t for t in in_talks if t.actor in (s.actor, *s.act.agents) and t.date and t.date > s.date]
        if later:
            found.append((s, min(later, key=lambda t: (str(t.date), t.id))))
    return found
