"""Where the words of a position begin and end, so that they can stand behind *would* or *to*.

*About hiring clerks* begins with what its verb took; *open the books, an idea the guild turned down* goes on
with what somebody thinks of it. What is left of some positions is a pronoun, which tells nobody anything.
"""

from __future__ import annotations

import re

from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import lemma
from modusvivendi.statements.rules.wording import text_of, tidy
from modusvivendi.statements.statement import Stance

_OWN = (Stance.OFFERS, Stance.RULES_OUT, Stance.WARNS, Stance.CONSIDERS)
_TAKEN = re.compile(r"(?:about|of|on|over|upon) (?=\w+ing\b)")
_PREPOSITION = re.compile(r"(?:about|at|by|for|from|in|on|to|under|with|without)\b")
_COMMENT = re.compile(
    r", (?:an? (?:\w+ )?|something |one )(?:idea|move|step|proposal|plan|demand|request|condition|compromise|"
    r"suggestion|formula|concession|offer|practice|notion|option|measure)\b.*",
    re.DOTALL,
)
_SOMETHING = re.compile(r", something (?:(?:that|which) )?[^,;]+$")
"""What others think of it: *a second pier, something the union rejects*."""
_ASIDE = re.compile(r", (?:which|who|whose|whereas) [^,;]*(?:,|$)")
_DAY = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2})?(?:,? (?:19|20)\d\d)?"
)
"""A day alone, of what was set for it."""

_POINTS = frozenset("it this that them him her so these those they he she what whatever which such".split())


def bounded(text: str, frame: Frame) -> str:
    """Give the words of a position without what goes before or after it.

    Parameters
    ----------
    text
        What was taken for its words.
    frame
        The position.
    """
    if frame.rule == "makes dependent":
        verb = frame.trigger
        thing = next((t for t in verb.doc[verb.i + 1 :] if t.pos_ in ("NOUN", "PROPN") or t.is_punct), verb)
        return tidy(text_of(verb.doc[verb.i + 1 : thing.i + 1])) or text
    if text == "what do" and (said := _what_is_done(frame)):
        return said
    if ";" in text:
        first, _, _ = text.partition(";")
        text = first.strip() if " " in first.strip() else text
    if frame.stance not in (Stance.ASSESSES, Stance.DENIES):
        text = _ASIDE.sub("", _SOMETHING.sub("", _COMMENT.sub("", text))).strip(" ,") or text
    if frame.stance in _OWN:
        text = _TAKEN.sub("", text) if _TAKEN.match(text) else _with_verb(text, frame)
    return text


def _what_is_done(frame: Frame) -> str:
    """Give the act of *what we are not going to do is open our books*."""
    doc, verb = frame.trigger.doc, frame.trigger
    at = next((t.i for t in doc[verb.i + 1 : verb.i + 5] if t.lower_ in ("is", "was")), None)
    if at is None or at + 2 >= verb.sent.end:
        return ""
    end = next(
        (t.i for t in doc[at + 1 : verb.sent.end] if t.text in (",", ";", ".", '"', "”")), verb.sent.end
    )
    return tidy(text_of(doc[at + 1 : end]))


def _with_verb(text: str, frame: Frame) -> str:
    """Put the verb before a phrase that hangs on it: *bargain with kidnappers*, *go to court in May*."""
    verb = frame.trigger
    if verb.pos_ != "VERB" or not _PREPOSITION.match(text) or frame.rule.startswith("verb:"):
        return text
    word = text.partition(" ")[0].lower()
    first = next((i for i in sorted(frame.span) if verb.doc[i].lower_ == word), None)
    if first is None or not verb.i < first <= verb.i + 4:
        return text
    return " ".join((lemma(verb), *(t.text for t in verb.doc[verb.i + 1 : first]), text))


def says_nothing(text: str, stance: Stance) -> bool:
    """Tell whether nothing is left of the words but what points at something, of a position that needs more.

    What is turned down or denied was spoken of before; what is offered or demanded is only in its words.

    Examples
    --------
    >>> says_nothing("it", Stance.DEMANDS), says_nothing("it", Stance.OPPOSES)
    (True, False)
    >>> says_nothing("it in the law", Stance.DEMANDS)
    False
    """
    if _DAY.fullmatch(text):
        return True
    if text.lower() in ("him", "her"):
        return True
    if text.lower() in ("everything", "anything", "all options", "every option"):
        return stance is not Stance.DENIES
    points = text.lower().strip(" .,") in _POINTS or text == "what do"
    return points and stance in (*_OWN, Stance.DEMANDS) and stance is not Stance.RULES_OUT
