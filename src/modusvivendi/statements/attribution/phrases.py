"""Attribution by set phrases: *as the envoy put it*, *reportedly*, *took issue with*, *made clear that*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.attribution.grammar import (
    VERBAL,
    Finding,
    Text,
    agent,
    children,
    cue_phrase,
    doer,
    indices,
    is_passive,
    is_word,
    noun_phrase,
    subject,
)
from modusvivendi.statements.attribution.lexicon import idioms, verbs
from modusvivendi.statements.language import words

_EVIDENT = words("clear plain known explicit evident obvious")
_HEARSAY = words("reportedly allegedly purportedly supposedly")


def phrases(text: Text, taken: set[int]) -> list[Finding]:
    """Find what set phrases attribute, the cues of direct quotations (``taken``) left out."""
    found = []
    for token in text.doc:
        lower = token.lower_
        if lower == "as" and token.dep_ in ("mark", "advmod") and token.head.i not in taken:
            finding = _as_reported(text, token)
        elif lower in _HEARSAY:
            finding = _hearsay(token)
        elif lower in _EVIDENT and token.head.lemma_ == "make":
            finding = _made_clear(text, token)
        elif token.pos_ == "NOUN":
            finding = _idiom(text, token)
        else:
            continue
        if finding is not None:
            found.append(finding)
    return found


def _as_reported(text: Text, mark: Token) -> Finding | None:
    """Read *as the paper reported*, *as reported by the paper*; the rest of its clause is the content."""
    verb = mark.head
    frame = verbs().get(verb.lemma_)
    put_it = verb.lemma_ == "put" and any(c.lower_ == "it" for c in children(verb, "dobj"))
    if verb.pos_ not in VERBAL or mark.i > verb.i or not (put_it or (frame is not None and frame.that)):
        return None
    if any(c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "dobj" and not put_it) for c in verb.rights):
        return None
    by = agent(verb) if is_passive(verb) or verb.tag_ == "VBN" else None
    who = by if by is not None else subject(verb)
    head = verb.head
    if who is None or head == verb or head.pos_ not in VERBAL or is_passive(verb) != (by is not None):
        return None
    cue = [mark.i, *cue_phrase(verb)]
    source = noun_phrase(text, who, outside=cue)
    content = set(indices(head)) - set(indices(verb)) - set(source)
    if not any(is_word(text.doc[i]) for i in content):
        return None
    return Finding(sorted(cue), content, source, "as reported", verb.i)


def _hearsay(adverb: Token) -> Finding | None:
    """Read *reportedly*: the clause it stands in is the content, nobody is named."""
    verb = adverb.head
    if verb.pos_ not in VERBAL:
        return None
    content = set(indices(verb)) - {adverb.i}
    for child in verb.children:
        if child.dep_ in ("conj", "cc", "mark") or (child.dep_ == "advcl" and child.i < verb.i):
            content -= set(indices(child))
    return Finding([adverb.i], content, [], "hearsay", adverb.i)


def _made_clear(text: Text, word: Token) -> Finding | None:
    """Read *made (it) clear that …*."""
    verb = word.head
    after = [c for c in (*word.rights, *verb.rights) if c.i > word.i]
    clause = next((c for c in after if c.dep_ == "ccomp" or (c.dep_ == "advcl" and _has_that(c))), None)
    owner = doer(verb)
    if clause is None or owner is None:
        return None
    cue = sorted({word.i, *cue_phrase(verb)})
    return Finding(cue, set(indices(clause)), noun_phrase(text, owner, outside=cue), "that", verb.i)


def _has_that(clause: Token) -> bool:
    return any(g.dep_ == "mark" and g.lower_ == "that" for g in clause.lefts)


def _idiom(text: Text, noun: Token) -> Finding | None:
    """Read *took issue with the draft*, *is in favour of talks*: governor, noun and preposition."""
    known = idioms().get(noun.lemma_)
    head = noun.head
    if known is None or noun.dep_ not in ("dobj", "pobj") or head.lemma_.lower() not in known[0]:
        return None
    verb = head if head.pos_ in VERBAL else head.head
    if verb.pos_ not in VERBAL:
        return None
    for preposition in (*noun.rights, *verb.rights):
        if preposition.lower_ in known[1] and preposition.dep_ in ("prep", "dative"):
            content = set(indices(preposition)) - {preposition.i}
            owner = doer(verb)
            cue = sorted({*cue_phrase(verb), head.i, noun.i, preposition.i})
            source = (
                noun_phrase(text, owner, outside=cue) if owner is not None and not is_passive(verb) else []
            )
            return Finding(cue, content, source, "idiom", verb.i) if content else None
    return None
