"""What a position is about, in a short phrase that can stand by itself."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Token

from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, indices
from modusvivendi.statements.statement import Stance

_DOING_SO = re.compile(
    r"^(?:do|doing) (?:so|that|this|it)$|^(?:so|this|that|it|such a step|such a move)$", re.IGNORECASE
)
_BASE = ("xcomp", "ccomp", "advcl", "acl")


def phrase(frame: Frame, without: Collection[int], attribution: Collection[int], earlier: str | None) -> str:
    """Word what a frame is about.

    Parameters
    ----------
    frame
        The frame.
    without
        Tokens of conditions and attributions, left out.
    attribution
        Tokens of who says it, left out as well.
    earlier
        The proposal last spoken of, put in for *do so* and *such a step*.

    Returns
    -------
    str
        Verb first where it is an act; a clause for assessments.
    """
    dropped = set(without) | set(attribution)
    clause = frame.rule.startswith("modal:")
    if clause:
        text = _clause(frame, dropped)
    else:
        parts = [_words(_trimmed(head, dropped, frame)) for head in frame.content[:2]]
        text = " ".join(part for part in parts if part)
    text = _tidy(text)
    if not text and frame.holder is not None:
        text = _tidy(_words([t for t in frame.trigger.subtree if t.i not in dropped]))
    if earlier and (_DOING_SO.match(text) or not text):
        return earlier
    return text or frame.trigger.lemma_


def _trimmed(head: Token, dropped: set[int], frame: Frame) -> list[Token]:
    """Give the tokens of a complement without markers, its controlled subject and what is left out."""
    tokens = [t for t in head.subtree if t.i not in dropped]
    if head.dep_ in _BASE or head.pos_ in ("VERB", "AUX"):
        lead = {c.i for c in head.children if c.dep_ in ("mark",) or (c.dep_ == "aux" and c.lower_ == "to")}
        tokens = [t for t in tokens if t.i not in lead]
        if frame.stance is not Stance.ASSESSES and frame.target is not None and frame.target.head is head:
            pass
    return tokens


def _clause(frame: Frame, dropped: set[int]) -> str:
    verb = frame.trigger
    tokens = [t for t in verb.subtree if t.i not in dropped]
    if frame.stance in (Stance.ASSESSES, Stance.DEMANDS, Stance.OPPOSES, Stance.DENIES):
        lead = {c.i for c in verb.children if c.dep_ == "mark"}
        return _words([t for t in tokens if t.i not in lead])
    own = set()
    for label in ("nsubj", "nsubjpass"):
        doer = child(verb, label)
        if doer is not None:
            own |= indices(doer)
    helpers = {
        c.i
        for c in verb.children
        if c.dep_ in ("aux", "neg", "mark", "cc") or (c.dep_ == "advmod" and c.i < verb.i)
    }
    coordinated = set()
    for c in verb.children:
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"):
            coordinated |= indices(c) | {g.i for g in verb.children if g.dep_ == "cc"}
    kept = [t for t in tokens if t.i not in own | helpers | coordinated]
    if doer_is_thing(frame):
        return _words([t for t in tokens if t.i not in helpers | coordinated])
    return _words(kept, base=verb)


def doer_is_thing(frame: Frame) -> bool:
    """Tell whether the subject has to stay for the phrase to say anything (*Italian soldiers be sent*)."""
    return any(c.dep_ == "nsubjpass" for c in frame.trigger.children)


def _words(tokens: list[Token], base: Token | None = None) -> str:
    parts = []
    for t in sorted(tokens, key=lambda t: t.i):
        text = t.lemma_ if base is not None and t.i == base.i else t.text
        parts.append(text + t.whitespace_ if t.whitespace_ else text)
    out = []
    ordered = sorted(tokens, key=lambda t: t.i)
    for k, part in enumerate(parts):
        out.append(part)
        if k + 1 < len(ordered) and ordered[k + 1].i != ordered[k].i + 1 and not part.endswith(" "):
            out.append(" ")
    return "".join(out)


def _tidy(text: str) -> str:
    text = re.sub(r"[\"“”]", "", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;:.—–-'")
    text = re.sub(r"\s+([,.;:])", r"\1", text)
    text = re.sub(r"^(?:that|to|and|but|also|only|whether|not)\s+", "", text)
    return re.sub(r",?\s+(?:and|but|or|only)$", "", text).strip(" ,;")
