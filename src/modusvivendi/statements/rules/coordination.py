"""Two positions in one sentence: what is coordinated is parted, and what the second leaves out is put in.

*Asked them to meet and to bring their maps* asks for two things; *is ready to talk about shifts and Havnia
about pay* and *so is Havnia* leave out what the first clause has said.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, indices, own_subject
from modusvivendi.statements.statement import Stance

_WILLED = frozenset(
    (Stance.OFFERS, Stance.DEMANDS, Stance.RULES_OUT, Stance.CONSIDERS, Stance.SUPPORTS, Stance.OPPOSES)
)


def parted(frame: Frame, sentence: Span) -> list[Frame]:
    """Give a frame as the positions it is made of, one for each marker that is said again."""
    if frame.stance not in _WILLED or not frame.content:
        return [frame]
    gap = _gapped(frame)
    if gap is not None:
        return gap
    further = _on_top(frame)
    if further is not None:
        span = indices(further)
        first = replace(frame, span=frame.span - span, apart=span | {further.head.i})
        rule = "on top"
        return [
            first,
            replace(frame, trigger=further, span=span, content=[further], cover=set(span), rule=rule),
        ]
    other = _of_another(frame)
    if other is not None:
        span = indices(other)
        first = replace(frame, span=frame.span - span, apart=span | _link(other))
        second = replace(
            frame, trigger=other, holder=_holder(frame, other), span=span, content=[other], cover=set(span)
        )
        return [first, second]
    again = _said_again(frame)
    if again is None:
        return [frame]
    span = {i for i in indices(again) if i < sentence.end}
    rest = frame.span - span
    if not rest:
        return [frame]
    first = replace(frame, span=rest, apart=span | _link(again))
    second = replace(frame, trigger=again, span=span, content=[again], cover=set(span), event=False)
    return [first, second]


_MORE = frozenset({"further", "another", "extra", "additional"})
_IF = frozenset({"if", "provided", "providing", "should", "once", "unless", "when"})


def _on_top(frame: Frame) -> Token | None:
    """Give what is added of *offers 3 per cent, with a further 1 per cent if traffic grows*."""
    for c in frame.trigger.children:
        more = child(c, "pobj") if c.i > frame.content[-1].i and c.lower_ in ("with", "plus") else None
        if more is None or not any(t.lower_ in _MORE for t in c.doc[c.i + 1 : more.i + 1]):
            continue
        after = more.doc[more.i + 1 : more.i + 2]
        if len(after) and after[0].lower_ in _IF:
            return more
    return None


def _of_another(frame: Frame) -> Token | None:
    """Give *discuss fishing* of *is prepared to discuss borders, and Finland to discuss fishing*."""
    if not _to(frame.content[-1]):
        return None
    for c in frame.trigger.children:
        if c.dep_ == "conj" and c.tag_ == "VB" and _to(c) and own_subject(c) is not None:
            return c
    return None


def _holder(frame: Frame, other: Token) -> Token | None:
    """Give who would do it, unless the first clause too says what somebody else is to do."""
    return own_subject(other) if own_subject(frame.content[-1]) is None else frame.holder


def _link(second: Token) -> set[int]:
    """Give the *and* before a second conjunct."""
    return {t.i for t in second.head.children if t.dep_ in ("cc", "punct") and second.head.i < t.i < second.i}


def _said_again(frame: Frame) -> Token | None:
    """Give the second of two complements with a marker each: *to meet and to bring their maps*."""
    head = frame.content[-1]
    if head.tag_ in ("VB", "VBN") and _to(head):
        for c in head.children:
            if c.dep_ == "conj" and c.i > head.i and _to(c) and not _contrasted(head, c):
                return c
    if own_subject(head) is not None and _to(head):
        for c in head.children:
            if c.dep_ == "conj" and own_subject(c) is not None and _to(c) and not _contrasted(head, c):
                return c
    return None


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _contrasted(first: Token, second: Token) -> bool:
    return any(t.lower_ in ("or", "but", "rather") for t in first.doc[first.i : second.i])


def _gapped(frame: Frame) -> list[Frame] | None:
    """Read *is ready to talk about shifts and Havnia about pay* as what both are ready for."""
    for token in frame.trigger.doc[frame.trigger.i + 1 : max(frame.span, default=frame.trigger.i) + 1]:
        if token.dep_ != "conj" or token.i not in frame.span or token.pos_ not in ("PROPN", "NOUN"):
            continue
        after = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
        if after is None or after.pos_ != "ADP" or not (token.pos_ == "PROPN" or is_agentive(token.lemma_)):
            continue
        before = token.head.head
        if before.lower_ != after.lower_ or before.dep_ != "prep" or before.i > token.i:
            continue
        about = child(after, "pobj")
        if about is None or after.head not in (before.head, token):
            continue
        span = {after.i} | indices(about)
        own = indices(token) | span | {t.i for t in token.head.children if t.dep_ == "cc" and t.i < token.i}
        first = replace(frame, span=frame.span - own, apart=own)
        second = replace(frame, trigger=token, holder=token, span=span, content=[about], cover=set(span))
        first.cover = frame.cover | own
        return [first, second]
    return None


_SAME = frozenset({"so", "neither", "nor"})
_HELPERS = frozenset("is are was were has have had do does did will would can could 's".split())


def likewise(sentence: Span, found: list[Frame]) -> list[Frame]:
    """Read *…, and so is Havnia*, *nor has Havnia*, *as does Havnia*: the same of another party."""
    added: list[Frame] = []
    doc = sentence.doc
    for token in sentence:
        if token.lower_ not in _SAME and token.lower_ != "as":
            continue
        helper = doc[token.i + 1] if token.i + 1 < sentence.end else None
        if helper is None or helper.lower_ not in _HELPERS:
            continue
        before = [f for f in found if f.trigger.i < token.i and f.stance is not Stance.ASSESSES]
        if not before or any(t.lower_ == "than" for t in sentence):
            continue
        doer = own_subject(helper)
        if doer is None or doer is token:
            doer = next(
                (
                    t
                    for t in doc[helper.i + 1 : min(helper.i + 6, sentence.end)]
                    if t.dep_ in ("nsubj", "attr", "pobj", "dobj")
                ),
                None,
            )
        if (
            doer is None
            or doer.i < helper.i
            or any(
                t.pos_ == "VERB" and t.head.i != doer.i
                for t in (
                    *doc[helper.i + 1 : doer.i + 2],
                    *doc[doer.right_edge.i + 1 : doer.right_edge.i + 2],
                )
            )
        ):
            continue
        if not (doer.pos_ == "PROPN" or is_agentive(doer.lemma_)):
            continue
        said = before[-1]
        added.append(Frame(helper, said.stance, doer, said.content, "ellipsis", span=set(said.span)))
    return added
