"""Indirect speech, thoughts, wishes and judgements: verbs with a clause, an infinitive or an object."""

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
from modusvivendi.statements.attribution.lexicon import SEEMING, Frame, verbs

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


def indirect(text: Text, taken: set[int]) -> list[Finding]:
    """Find what verbs attribute, those of ``taken`` (cues of direct quotations) left out."""
    known = verbs()
    found = []
    for token in text.doc:
        if token.pos_ not in VERBAL or token.i in taken:
            continue
        lemma = token.lemma_.lower()
        if lemma in SEEMING:
            finding = _seeming(text, token)
            if finding is not None:
                found.append(finding)
            continue
        frame = known.get(lemma)
        for child in token.children:
            if child.dep_ == "prt":
                frame = known.get(f"{lemma}_{child.lower_}", None)
        if frame is None:
            continue
        finding = _attributed(text, token, frame)
        if finding is not None:
            found.append(finding)
    return found


def _attributed(text: Text, verb: Token, frame: Frame) -> Finding | None:
    passive = is_passive(verb)
    content, rule, more = _content(text, verb, frame, passive)
    if not content:
        return None
    cue = sorted({*cue_phrase(verb), *more})
    content -= set(cue)
    source: list[int] = []
    if passive:
        by = agent(verb)
        if by is not None:
            source = noun_phrase(text, by, outside=cue)
            content -= set(indices(by.head))
    else:
        noun = doer(verb)
        if noun is not None and noun.lower_ not in ("it", "there"):
            source = noun_phrase(text, noun, outside=[*cue, *content] if noun.i not in content else cue)
    source = [i for i in source if i not in content]
    if not any(is_word(text.doc[i]) for i in content):
        return None
    return Finding(cue=cue, content=content, source=source, rule=rule, head=verb.i)


def _content(text: Text, verb: Token, frame: Frame, passive: bool) -> tuple[set[int], str, list[int]]:
    """Give the content of a verb by the first construction of its frame that is there, with further cue tokens."""
    content: set[int] = set()
    if frame.that:
        clause = _clause(text, verb)
        if clause:
            if passive and subject(verb) is not None and not _is_dummy(subject(verb)):
                # "were told that": the subject is who was told
                return clause, "that.passive", []
            return clause, "that", []
        around = _around(text, verb)
        if around:
            return around, "that.parenthetical", []
    if frame.to or frame.that:
        for child in children(verb, "xcomp", "ccomp", "advcl"):
            if child.i < verb.i or not _is_infinitive(child):
                continue
            if child.dep_ == "advcl" and "want" not in frame.kinds:
                continue
            if not frame.to and not passive:
                continue
            content = set(indices(child))
            if passive and subject(verb) is not None:
                return content | set(indices(subject(verb))), "to.passive", []  # type: ignore[arg-type]
            for other in children(verb, "dobj", "dative"):
                if other.i < child.i:
                    content |= set(indices(other))
            return content, "to", []
    if frame.ing:
        for child in children(verb, "xcomp", "pcomp"):
            if child.tag_ == "VBG" and child.i > verb.i:
                return set(indices(child)), "ing", []
    if frame.it:
        content = _object(verb, passive)
        if content:
            return content, "it.passive" if passive else "it", []
    for preposition in frame.prepositions:
        for child in verb.children:
            if child.lower_ == preposition and child.dep_ in ("prep", "prt", "agent", "dative"):
                inside = set(indices(child)) - {child.i}
                if inside:
                    return inside, "prep", [child.i]
    return set(), "", []


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(g.lower_ == "to" and g.dep_ == "aux" for g in verb.lefts)


def _is_dummy(token: Token | None) -> bool:
    return token is not None and token.lower_ in ("it", "there")


def _clause(text: Text, verb: Token) -> set[int]:
    """Give a verb's finite clause, or indirect question."""
    for child in children(verb, "ccomp", "xcomp", "advcl", "dobj"):
        if child.dep_ == "ccomp":
            if _is_infinitive(child) and not any(g.tag_ in _WH for g in child.subtree if g.i < child.i):
                continue
            return set(indices(child)) - ({verb.i} if child.i < verb.i else set())
        if child.dep_ == "xcomp" and any(g.tag_ in _WH for g in child.lefts):
            return set(indices(child))
        if (
            child.dep_ == "advcl"
            and child.i > verb.i
            and any(g.dep_ == "mark" and g.lower_ in ("that", "whether") for g in child.lefts)
        ):
            return set(indices(child))
    return set()


def _around(text: Text, verb: Token) -> set[int]:
    """Give the sentence around a parenthetical *he said*, where the parse hangs it into that sentence."""
    if verb.dep_ not in ("ccomp", "parataxis", "dep", "advcl") or verb.head is verb or subject(verb) is None:
        return set()
    if any(child.dep_ == "mark" for child in verb.children):
        return set()
    doc = text.doc
    own = set(indices(verb))
    first, last = min(own), max(own)
    before = doc[first - 1].text if first else ""
    if before != ",":
        return set()
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    if after not in (",", ".", "—", "–", "--"):
        return set()
    head = verb.head
    return set(indices(head)) - own


def _object(verb: Token, passive: bool) -> set[int]:
    """Give a verb's noun object with the complements that belong to the same judgement."""
    content: set[int] = set()
    if passive:
        noun = subject(verb)
        if noun is None:
            noun = verb.head if verb.dep_ == "acl" else None
            if noun is None:
                return set()
            inner = {verb.i, *indices(verb)}
            content = set(indices(noun)) - inner
        else:
            content = set(indices(noun))
    else:
        for child in children(verb, "dobj"):
            content |= set(indices(child))
        if not content:
            return set()
    for child in verb.children:
        if child.i > verb.i and child.dep_ == "prep" and child.lower_ in ("for", "as", "of", "over", "from"):
            content |= set(indices(child))
        if child.i > verb.i and child.dep_ in ("oprd", "xcomp"):
            content |= set(indices(child))
    return content


def _seeming(text: Text, verb: Token) -> Finding | None:
    """Read *the plan seems to work*: an impression of nobody in particular."""
    noun = subject(verb)
    complement = [c for c in children(verb, "xcomp", "acomp", "oprd", "ccomp", "advcl") if c.i > verb.i]
    complement += [c for c in children(verb, "prep") if c.lower_ in ("like", "as")]
    if noun is None or not complement or verb.lemma_ in ("look", "sound"):
        return None
    content = set() if _is_dummy(noun) else set(indices(noun))
    for child in complement:
        content |= set(indices(child))
    return Finding(cue=cue_phrase(verb), content=content, rule="seem", head=verb.i)
