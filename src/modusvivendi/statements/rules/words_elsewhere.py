"""The words of a position that stand elsewhere than where its verb takes them.

*Raised its demand: a third shift* is about the third shift, *disputed a report, based on letters, that the
pier was sold* about the sale, *the union is in favour* about what was proposed before.
"""

from __future__ import annotations

import re

from modusvivendi.statements.rules.denials import denied_claim
from modusvivendi.statements.rules.filling import Telling, instead, started
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import lemma, own_subject
from modusvivendi.statements.rules.lexicon import UNTRUE
from modusvivendi.statements.rules.wording import text_of, tidy
from modusvivendi.statements.statement import Stance

_VIEWS = (Stance.SUPPORTS, Stance.OPPOSES)
_EMPTY = re.compile(
    r"(?:in principle|in general|in full|outright|exactly|precisely|just|even|only|entirely|in outline)",
    re.IGNORECASE,
)
"""Words that only say how somebody is for or against something."""
WHAT_WAS_PROPOSED = "what is proposed"
"""What a view is about of which a report does not say more."""
_NAMES = frozenset(
    "demand price condition term way proposal idea offer compromise formula solution plan answer line "
    "request suggestion package variant".split()
)
"""Nouns for what is told behind them."""
_BUT_WOULD = re.compile(r",? but (?:would|will|could|can|might)\b.*$")
"""What is no part of *had received no request but would honour one*, a denial and an offer."""
_THERE_IS = re.compile(r"^there (?:is|was|are|were|(?:has|had|have) been) (?=any\b)")
_TERMED = re.compile(r"^what \S+(?: \S+){0,4} (?:termed|called|described|dubbed|hailed|praised)\b")
"""Praise of *what it called a step in the right direction*; *a seat, something they reject* is the seat."""
_MERELY = re.compile(
    r"(it|that|this|them) (?:out of hand|outright|altogether|entirely|at once|flatly|as it stands)"
)
_TURNING = re.compile(r"idiom:come")
"""Idioms with which somebody comes round to what only their sentence tells."""
_PLANNED = frozenset({"plan", "consider", "discuss", "contemplate", "prepare"})
"""What is left of *that is not something we are planning*."""
_THE_REPORT = re.compile(
    r"(?:the|this|that|these|those) (?:reports?|accounts?|claims?|allegations?|stor(?:y|ies))"
)
_MERE = frozenset({"come", "go", "sit", "wait", "stay", "try", "sit down", "turn up", "stand by"})
"""Verbs that say little without what is done next: *come and count the crates*."""


def elsewhere(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give the words of a position that stand elsewhere; None where they are where they were looked for.

    Parameters
    ----------
    text
        What its verb takes, as far as that was found.
    frame
        The position.
    telling
        What else is known.
    """
    if frame.stance is Stance.DENIES:
        return _claimed(text, frame, telling)
    return (
        _behind_its_name(frame, telling)
        or _cleft(text, frame, telling)
        or _done_next(text, frame, telling)
        or _what_was_proposed(text, frame, telling)
    )


def _claimed(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give what a denied report said, and the thing that was called invented."""
    if frame.rule == "calls untrue" and (called := _called(frame)):
        return called
    if text in _PLANNED or _THE_REPORT.fullmatch(text):
        told = telling.memory.claimed(telling.number, telling.holder)
        said = next((x for x in reversed(telling.memory.said) if x.text == told), None)
        if (
            told
            and said
            and " " in told
            and said.stance in (Stance.OFFERS, Stance.CONSIDERS, Stance.SUPPORTS)
        ):
            return told  # what it wants or refuses it has said itself, and nobody else reported
    if _THERE_IS.match(text):
        return _THERE_IS.sub("", text)
    if frame.rule == "modal:denial" and _BUT_WOULD.search(text):
        return _BUT_WOULD.sub("", text)
    claim = denied_claim(frame.trigger)
    if claim is None:
        return None
    words = [frame.trigger.doc[i] for i in claim]
    return tidy(started(words, text_of(words, instead(words, telling, frame.stance)))) or None


def _called(frame: Frame) -> str | None:
    """Give the thing in *called the figure invented*, which the parse has lost."""
    if frame.content:
        return None
    doc = frame.trigger.doc
    after = doc[frame.trigger.i + 1 : frame.trigger.sent.end]
    false = next((t.i for t in after if lemma(t) in UNTRUE or t.lower_ in UNTRUE), None)
    if false is None or false == frame.trigger.i + 1 or after[0].pos_ == "PRON":
        return None
    end = false
    while end - 1 > frame.trigger.i and (doc[end - 1].tag_ == "DT" or doc[end - 1].text in '"“”'):
        end -= 1  # called it "a fable"
    return tidy(text_of(doc[frame.trigger.i + 1 : end])) or None


def _behind_its_name(frame: Frame, telling: Telling) -> str | None:
    """Give the demand behind *its demand:*, the cut behind *its price, a cut of two cents*."""
    if frame.rule.startswith("modal:") or not frame.content:
        return None
    doc, sent = frame.trigger.doc, frame.trigger.sent
    head = frame.content[-1]
    free = lemma(head) == "what" or head.tag_ == "WP" or any(c.tag_ == "WP" for c in head.subtree)
    if not free and lemma(head) not in _NAMES:
        return None
    at = next((t.i for t in doc[head.i + 1 : min(head.i + 8, sent.end)] if t.text == ":"), None)
    if at is None and not free and any(c.tag_ == "PRP$" for c in head.children):
        comma = head.i + 1 < sent.end and doc[head.i + 1].text == ","
        article = comma and head.i + 2 < sent.end and doc[head.i + 2].lower_ in ("a", "an", "the")
        at = head.i + 1 if article else None
    if at is None:
        return None
    said = [t for t in doc[at + 1 : sent.end] if t.i not in telling.dropped]
    end = next((t.i for t in said if t.text in (";", '"', "”")), sent.end)
    said = [t for t in said if t.i < end]
    words = text_of(said, instead(said, telling, frame.stance)).strip()
    if said and said[0].is_stop:  # the parse takes many a name it does not know for a pronoun
        words = words[:1].lower() + words[1:]
    return tidy(words) if " " in words else None


def _cleft(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give the search behind *what it would not accept, he went on, was any search*."""
    verb = frame.trigger
    if " " in text or verb.pos_ != "VERB":
        return None
    what = next(
        (c for c in verb.children if c.lower_ == "what" and c.tag_ in ("WP", "WDT") and c.i < verb.i), None
    )
    if what is None:
        return None
    be = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if lemma(t) == "be"), None)
    if be is None or be.i + 1 >= verb.sent.end:
        return None
    said = [t for t in verb.doc[be.i + 1 : verb.sent.end] if t.i not in telling.dropped]
    end = next((t.i for t in said if t.text in (",", ";", '"', "”")), verb.sent.end)
    words = tidy(text_of([t for t in said if t.i < end]))
    return f"{text} {words}" if words else None


def _done_next(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give *come and count the crates* whole."""
    verb = frame.trigger
    if text not in _MERE or not frame.rule.startswith("modal:"):
        return None
    then = next(
        (c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VB" and own_subject(c) is None), None
    )
    if then is None:
        return None
    said = [t for t in then.subtree if t.i not in telling.dropped]
    return f"{text} and {tidy(text_of(said, instead(said, telling, frame.stance)))}"


def _what_was_proposed(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give what others proposed, where a view or demand says only *in favour*, *none of it*, *just that*."""
    memory = telling.memory
    if text.partition(" ")[0] == "something" or (frame.stance in _VIEWS and _TERMED.match(text)):
        return memory.others(telling.number, telling.holder) or text
    if mere := _MERELY.fullmatch(text):
        return memory.whole(mere[1], telling.number, telling.holder, frame.stance) or mere[1]
    if frame.rule.startswith("idiom:have|want none of") and text:
        return memory.others(telling.number, telling.holder)
    if text and not _EMPTY.fullmatch(text):
        return None
    if text and any(c.lower_ == "that" for h in frame.content for c in (*h.children, h, h.nbor(1))):
        return memory.whole("that", telling.number, telling.holder, frame.stance) or "that"
    if frame.stance in _VIEWS and (
        text or (frame.rule.startswith("idiom:") and not _TURNING.match(frame.rule))
    ):
        proposed = memory.others(telling.number, telling.holder)
        return proposed if proposed and " " in proposed else WHAT_WAS_PROPOSED
    return None
