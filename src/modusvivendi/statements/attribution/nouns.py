"""Nouns and adjectives that attribute: *the claim that*, *a pledge to*, *confident that*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.attribution.grammar import (
    VERBAL,
    Finding,
    Text,
    children,
    cue_phrase,
    doer,
    indices,
    is_infinitive,
    noun_phrase,
)
from modusvivendi.statements.attribution.lexicon import Frame, adjectives, nouns
from modusvivendi.statements.language import words

_RECEIVING = words("win receive get draw secure earn face attract garner seek gain lose enjoy")


def nominal(text: Text) -> list[Finding]:
    """Find what nouns and adjectives attribute."""
    known_nouns, known_adjectives = nouns(), adjectives()
    found = []
    for token in text.doc:
        if token.pos_ == "NOUN":
            frame = known_nouns.get(token.lemma_.lower())
            if frame is not None:
                finding = _noun(text, token, frame)
                if finding is not None:
                    found.append(finding)
        elif token.pos_ in ("ADJ", "VERB") and token.lower_ in known_adjectives:
            finding = _adjective(text, token, known_adjectives[token.lower_])
            if finding is not None:
                found.append(finding)
    return found


def _noun(text: Text, noun: Token, frame: Frame) -> Finding | None:
    content, rule, more = _noun_content(noun, frame)
    if not content or (noun.dep_ == "dobj" and rule == "noun.prep" and noun.head.lemma_ in _RECEIVING):
        return None  # won the endorsement of the union: the union endorsed
    cue = [noun.i, *more]
    source: list[int] = []
    for child in noun.children:
        if child.dep_ == "poss":
            source = noun_phrase(text, child, outside=cue)
        elif child.dep_ == "prep" and child.lower_ in ("by", "from") and not source:
            for inner in children(child, "pobj"):
                source = noun_phrase(text, inner, outside=cue)
                content -= set(indices(child))
        elif child.dep_ == "prep" and child.lower_ == "of" and child.i not in more and not source:
            for inner in children(child, "pobj"):
                source = noun_phrase(text, inner, outside=[*cue, *content])
    verb = noun.head
    if not source and noun.dep_ in ("dobj", "attr") and verb.pos_ in VERBAL:
        owner = doer(verb)
        if owner is not None and not (
            verb.lemma_ == "be" and owner.lower_ in ("it", "there", "that", "this")
        ):
            source = noun_phrase(text, owner, outside=[*cue, verb.i])
            cue = [*cue, *cue_phrase(verb)]
    source = [i for i in source if i not in content]
    if not source and rule not in ("noun.that", "noun.is"):
        return None
    return Finding(sorted(set(cue)), content - set(cue), source, rule, noun.i)


def _noun_content(noun: Token, frame: Frame) -> tuple[set[int], str, list[int]]:
    """Give the content of a noun, the rule, and the preposition that belongs to the cue."""
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl", "ccomp", "xcomp") and child.pos_ in VERBAL:
            marks = [g.lower_ for g in child.lefts if g.dep_ in ("mark", "aux", "advmod")]
            if frame.that and ("that" in marks or "whether" in marks):
                return set(indices(child)), "noun.that", []
            if frame.to and is_infinitive(child):
                return set(indices(child)), "noun.to", []
    for child in noun.rights:
        if child.dep_ != "prep":
            continue
        gerund = bool(children(child, "pcomp"))
        if child.lower_ in frame.prepositions or (gerund and child.lower_ in ("of", "about", "on")):
            content = set(indices(child)) - {child.i}
            for other in noun.rights:
                if other.i > child.i and child.lower_ == "for" and is_infinitive(other):
                    content |= set(indices(other))
            if [noun.doc[i].lower_ for i in content] != ["comment"]:
                return content, "noun.prep", [child.i]
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        for child in verb.rights:
            marks = [g.lower_ for g in child.lefts if g.dep_ in ("mark", "aux")]
            if child.dep_ == "ccomp" and frame.that and ("that" in marks or "whether" in marks):
                return set(indices(child)), "noun.is", []
            if child.dep_ == "xcomp" and frame.to and is_infinitive(child):
                return set(indices(child)), "noun.is", []
    return set(), "", []


def _adjective(text: Text, word: Token, frame: Frame) -> Finding | None:
    if word.dep_ not in ("acomp", "ROOT", "conj", "acl", "advcl", "amod", "oprd"):
        return None
    content: set[int] = set()
    rule = ""
    cue = [word.i]
    for child in word.children:
        if child.i < word.i:
            continue
        if frame.that and child.dep_ == "ccomp":
            content, rule = set(indices(child)), "adjective.that"
        elif frame.to and child.dep_ == "xcomp":
            content, rule = set(indices(child)), "adjective.to"
        elif child.dep_ == "prep" and child.lower_ in frame.prepositions and not content:
            content, rule = set(indices(child)) - {child.i}, "adjective.prep"
            cue.append(child.i)
    if not content:
        return None
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    owner = doer(verb)
    if verb is not word:
        cue = sorted({*cue, *cue_phrase(verb)})
    source = noun_phrase(text, owner, outside=cue) if owner is not None else []
    source = [i for i in source if i not in content]
    return Finding(cue, content - set(cue), source, rule, word.i)
