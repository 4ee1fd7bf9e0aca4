"""Verbs of saying set into the sentence they report, or after it: *…, she said, …*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.attribution.grammar import (
    VERBAL,
    Finding,
    Text,
    cue_phrase,
    is_passive,
    is_word,
    noun_phrase,
    subject,
)
from modusvivendi.statements.attribution.lexicon import Frame, verbs
from modusvivendi.statements.language import words

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPENS_CLAUSE = words("that what whom whose why how whether")
_ASIDES = words("who which while a an")
_TO_SOMEBODY = words("tell remind assure inform")
_DASHES = words("— – - -- ―")


def parenthetical(text: Text, verb: Token, frame: Frame) -> Finding | None:
    """Read ``…, the ministry said on Monday.`` and ``The ministry, she said, was …``.

    The verb of saying stands with its subject after a comma or a closing quotation mark; the sentence around
    it is the content, back to where a quotation in it began.
    """
    if not frame.that or text.quoted[verb.i] >= 0:
        return None
    saying, verb = verb, _quoted_as(verb) or verb  # was quoted as saying: its place is that of "quoted"
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or (verb == saying and is_passive(verb)):
        return None
    who = subject(verb)
    if who is None or who.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ in ("relcl", "acl"):
        return None
    doc = text.doc
    if any(g.dep_ in ("mark", "cc") or g.tag_ in _WH for g in verb.lefts) or who.tag_ in _WH:
        return None
    first = min(who.left_edge.i, verb.i)
    sentence = verb.sent
    while first > sentence.start and doc[first - 1].dep_ == "advmod" and doc[first - 1].head == verb:
        first -= 1
    before = first - 1
    while before > sentence.start and doc[before].is_space:
        before -= 1
    if before <= sentence.start:
        return None
    if not (doc[before].text in (",", *_DASHES) or text.quoted[before] >= 0):
        return None
    if not _interrupts(verb, first):
        return None
    last = _frame_end(text, saying, who, sentence.end)
    if last is None:
        return None
    start = sentence.start
    while text.quoted[start] >= 0:
        start = text.quotations[text.quoted[start]].start
        if doc[start].is_sent_start:
            break
        start = doc[start].sent.start
    content = set(range(start, first))
    words_before = [doc[i] for i in content if is_word(doc[i])]
    if not any(t.pos_ in VERBAL for t in words_before) and last >= sentence.end:
        return None
    content |= set(range(last, sentence.end))
    own = set(range(first, last))
    cue = sorted({*cue_phrase(verb), *cue_phrase(saying), *range(verb.i, saying.i)})
    source = noun_phrase(text, who, outside=cue)
    content -= own | set(source) | set(cue)
    if not any(is_word(doc[i]) for i in content):
        return None
    return Finding(cue, content, source, "that.parenthetical", saying.i)


def _quoted_as(saying: Token) -> Token | None:
    """Give the passive verb of *was quoted as saying*."""
    preposition = saying.head
    if saying.dep_ != "pcomp" or preposition.lower_ != "as" or not is_passive(preposition.head):
        return None
    return preposition.head


def _interrupts(verb: Token, first: int) -> bool:
    """Tell whether a verb hangs in the clause around it, or that clause in it; not an adverbial before it."""
    complements = ("dobj", "ccomp", "xcomp", "attr", "acomp", "oprd")
    if verb.lemma_ not in _TO_SOMEBODY and any(c.dep_ in complements for c in verb.rights):
        return False
    if verb.dep_ != "ROOT" and verb.head.i not in range(first, verb.i):
        return verb.dep_ in ("ccomp", "parataxis", "dep", "advcl", "conj", "appos")
    return any(c.dep_ in ("ccomp", "parataxis", "dep") for c in verb.lefts)


def _frame_end(text: Text, verb: Token, who: Token, end: int) -> int | None:
    """Give the token after a parenthetical clause, or None where a content follows the verb after all."""
    doc = text.doc
    at = max(verb.i, who.right_edge.i if who.i > verb.i else verb.i) + 1
    while at < end:
        token = doc[at]
        if text.quoted[at] >= 0 and not text.in_name(at):
            return None
        if token.text in (",", *_DASHES):
            follows = next((doc[j] for j in range(at + 1, end) if is_word(doc[j])), None)
            if follows is None:
                return end
            if follows.dep_ == "cc":
                goes_on = any(c.dep_ == "conj" and c.lemma_ in verbs() and c.i > at for c in verb.rights)
                return end if goes_on else at
            if follows.head.i in range(verb.i, at) and follows.dep_ in ("advcl", "prep", "relcl"):
                subordinate = any(g.dep_ == "mark" for g in follows.lefts)
                return at if subordinate else end
            return end if follows.tag_ == "VBG" or follows.lower_ in _ASIDES else at
        if token.dep_ in ("ccomp", "xcomp") and token.pos_ in VERBAL and token.head.i >= verb.i:
            return None
        if token.lower_ in _OPENS_CLAUSE:
            return None
        at += 1
    return end
