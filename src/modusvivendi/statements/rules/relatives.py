"""What a position is about whose content is only a relative pronoun: *…, which Moscow won't support*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules.filling import RELATIVES, Telling
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import child, lemma
from modusvivendi.statements.rules.wording import text_of, tidy

_EQUATING = frozenset("amount be constitute mean represent equal become".split())


def of_relative(frame: Frame, telling: Telling) -> str | None:
    """Resolve a content that is only a relative pronoun: *…, which Moscow won't support*."""
    cleft = next((h for h in frame.content if h.lower_ == "what" and h.tag_ == "WP"), None)
    if cleft is not None:  # "what we cannot live with is a river …"
        above = next((a for a in cleft.ancestors if a.lemma_ == "be" and a.i > frame.trigger.i), None)
        thing = child(above, "attr", "xcomp", "ccomp") if above is not None else None
        return tidy(text_of(thing.subtree)) if thing is not None and thing.i > frame.trigger.i else None
    pronoun = next((h for h in frame.content if h.lower_ in RELATIVES and h.tag_ in ("WDT", "WP")), None)
    if pronoun is None:
        return None
    verb = frame.trigger
    while verb.dep_ in ("conj", "xcomp", "acomp") and verb.head is not verb:
        verb = verb.head
    noun = verb.head if verb.dep_ == "relcl" else _noun_before(pronoun)
    if noun is None:
        return None
    if pronoun.lower_ == "that" and noun.head.lower_ == "for" and noun.head.i == pronoun.sent.start:
        return telling.memory.whole("that", telling.number, telling.holder, frame.stance) or "that"
    if noun.tag_ == "WP" or lemma(noun) in ("what", "that"):
        return None
    above = noun.head if noun.dep_ in ("dobj", "attr", "oprd") else noun.head.head
    called = child(above, "dobj") if noun.dep_ == "oprd" and noun.i > above.i else None
    if called is not None:  # "called the offer a joke, which …"
        noun, pronoun = called, called
    doer = child(above, "csubj", "nsubj")
    if doer is not None and (lemma(above) in _EQUATING or doer.tag_ == "VBG"):
        said = tidy(text_of(doer.subtree))
        meant = telling.memory.whole(said, telling.number, telling.holder, frame.stance)
        if meant:
            return meant
    gone = {x.i for c in noun.children if c.dep_ == "relcl" for x in c.subtree}
    text = tidy(text_of([t for t in noun.subtree if t.i not in gone]))
    return telling.memory.whole(text, telling.number, telling.holder, frame.stance) or text


def _noun_before(pronoun: Token) -> Token | None:
    for t in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        if t.pos_ in ("NOUN", "PROPN"):
            return t
        if not (t.is_punct or t.pos_ == "ADP"):
            return None
    return None
