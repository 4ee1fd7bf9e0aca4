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
    governs_apart,
    indices,
    is_infinitive,
    is_passive,
    is_word,
    noun_phrase,
    subject,
)
from modusvivendi.statements.attribution.lexicon import SEEMING, Frame, verbs
from modusvivendi.statements.language import words

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPENS_CLAUSE = words("that what whom whose why how whether")
_ASIDES = words("who which while a an")
_TO_SOMEBODY = words("tell remind assure inform")
_ASPECTUAL = words(
    "begin start continue go keep try use refuse decline want plan proceed come appear seem have fail"
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_COMPLEMENTS = words("for as of over")
_COMPLEMENTS_OF = {
    "blame": words("on for"),
    "prefer": words("to over"),
    "compare": words("to with"),
    "attribute": words("to"),
    "credit": words("with to for"),
    "liken": words("to"),
}
_DASHES = words("— – - -- ―")


def indirect(text: Text, taken: set[int]) -> list[Finding]:
    """Find what verbs attribute, those of ``taken`` (cues of direct quotations) left out."""
    known = verbs()
    found = []
    for token in text.doc:
        if token.pos_ not in VERBAL or token.i in taken:
            continue
        lemma = token.lemma_.lower()
        if lemma in SEEMING:
            finding = _seeming(token)
            if finding is not None:
                found.append(finding)
            continue
        frame = known.get(lemma)
        for child in token.children:
            if child.dep_ == "prt":
                frame = known.get(f"{lemma}_{child.lower_}", None)
        if frame is None:
            continue
        finding = _parenthetical(text, token, frame) or _attributed(text, token, frame)
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
        if noun is None and verb.tag_ in ("VB", "VBP") and verb.dep_ == "ROOT":
            return None  # an imperative
        if noun is not None and noun.lower_ != "there":
            source = noun_phrase(text, noun, outside=[*cue, *content] if noun.i not in content else cue)
    source = [i for i in source if i not in content]
    if not any(is_word(text.doc[i]) for i in content):
        return None
    return Finding(cue=cue, content=content, source=source, rule=rule, head=verb.i)


def _content(text: Text, verb: Token, frame: Frame, passive: bool) -> tuple[set[int], str, list[int]]:
    """Give the content by the first construction of the frame that is there, its rule and further cue tokens."""
    purpose = _merely_purpose(verb)
    if frame.that and not purpose:
        clause = _clause(verb) or _unparsed_clause(text, verb)
        if clause:
            return clause, "that.passive" if passive and not _is_dummy(subject(verb)) else "that", []
    if frame.called:
        content = _characterization(verb, passive)
        if content:
            return content, "as.passive" if passive else "as", []
    if frame.to or (frame.that and passive):
        content = _infinitive(verb, frame, passive)
        if content:
            return content, "to.passive" if passive else "to", []
    if frame.ing:
        for child in children(verb, "xcomp", "pcomp"):
            if child.tag_ == "VBG" and child.i > verb.i:
                return set(indices(child)), "ing", []
    if frame.it and not purpose and not (verb.dep_ == "acl" and verb.tag_ == "VBG"):
        content = _object(verb, passive)
        if content:
            return content, "it.passive" if passive else "it", []
    for child in [] if purpose else verb.children:
        if child.lower_ in frame.prepositions and child.dep_ in ("prep", "prt", "agent", "dative"):
            inside = set(indices(child)) - {child.i}
            if inside:
                return inside | _complements(verb, child.i), "prep", [child.i]
    return set(), "", []


def _is_dummy(token: Token | None) -> bool:
    return token is not None and token.lower_ in ("it", "there")


def _clause(verb: Token) -> set[int]:
    """Give a verb's finite clauses or indirect questions, those to its right before one to its left."""
    right: set[int] = set()
    left: set[int] = set()
    for child in verb.children:
        asks = any(g.tag_ in _WH or g.lower_ in ("whether", "if") for g in child.lefts)
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and asks):
            if is_infinitive(child) and not any(g.tag_ in _WH for g in child.subtree if g.i < child.i):
                continue
        elif not (
            child.dep_ == "advcl"
            and any(g.dep_ == "mark" and g.lower_ in ("that", "whether") for g in child.lefts)
        ):
            continue
        if child.i > verb.i:
            right |= _trimmed(child)
        else:
            left = set(indices(child)) - {verb.i}
    return right or left


def _trimmed(clause: Token) -> set[int]:
    """Give the tokens of a clause without what only a parse that reached too far put into it."""
    content = set(indices(clause))
    known = verbs()
    for child in clause.rights:
        participle = (
            child.dep_ == "advcl"
            and child.tag_ == "VBG"
            and child.lemma_ in known
            and child.left_edge.i > 0
            and child.left_edge.nbor(-1).text == ","
        )
        if participle or governs_apart(child):
            content -= set(indices(child))
    return content


def _unparsed_clause(text: Text, verb: Token) -> set[int]:
    """Give what follows ``that`` right after a verb (or whom it was said to) where the parse has no clause."""
    doc = text.doc
    for i in range(verb.i + 1, min(verb.i + 5, len(doc))):
        token = doc[i]
        if token.is_sent_start or token.text in (",", ".", ";", ":"):
            return set()
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT"):
            inside = {j for j in range(i, verb.sent.end)}
            return inside if len(inside) > 3 and token.dep_ in ("mark", "nsubj", "det") else set()
    return set()


def _infinitive(verb: Token, frame: Frame, passive: bool) -> set[int]:
    """Give a verb's infinitive, with whoever is to do it where that is not the verb's own subject."""
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.i < verb.i or not is_infinitive(child):
            continue
        if child.dep_ == "advcl" and "want" not in frame.kinds:
            continue
        content = set(indices(child))
        who = subject(verb)
        if passive and who is not None:
            return content | set(indices(who)) if not _is_dummy(who) else content
        for other in children(verb, "dobj", "dative"):
            if other.i < child.i:
                content |= set(indices(other))
        return content
    return set()


def _characterization(verb: Token, passive: bool) -> set[int]:
    """Give what is called something together with what it is called, where both are there."""
    things = [
        c for c in verb.children if c.dep_ in ("nsubjpass",) and passive or c.dep_ == "dobj" and c.i > verb.i
    ]
    names = [
        c
        for c in verb.rights
        if c.dep_ in ("oprd", "attr", "acomp") or (c.dep_ == "prep" and c.lower_ == "as")
    ]
    small = [
        c
        for c in verb.rights
        if c.dep_ in ("ccomp", "xcomp") and c.pos_ in _NOMINAL and subject(c) is not None
    ]
    if not (things and names) and not small:
        return set()
    return {i for part in (*things, *names, *small) for i in indices(part)}


def _merely_purpose(verb: Token) -> bool:
    """Tell whether a verb is an infinitive of purpose or the like (*met to discuss it*), no report of speech."""
    return is_infinitive(verb) and not (verb.dep_ in ("xcomp", "conj") and verb.head.lemma_ in _ASPECTUAL)


def _object(verb: Token, passive: bool) -> set[int]:
    """Give a verb's noun object with the complements that belong to the same judgement."""
    if passive:
        noun = subject(verb)
        if noun is not None:
            return set(indices(noun)) | _complements(verb, verb.i)
        if verb.dep_ != "acl":
            return set()
        return set(indices(verb.head)) - {verb.i, *indices(verb)} | _complements(verb, verb.i)
    content: set[int] = set()
    for child in children(verb, "dobj"):
        content |= set(indices(child))
    return content | _complements(verb, max(content)) if content else content


def _complements(verb: Token, after: int) -> set[int]:
    """Give the phrases after a verb's object that complete the judgement: *for lying*, *as absurd*, *to resign*."""
    content: set[int] = set()
    allowed = _COMPLEMENTS | _COMPLEMENTS_OF.get(verb.lemma_, frozenset())
    for child in verb.rights:
        if child.i <= after:
            continue
        if (child.dep_ == "prep" and child.lower_ in allowed) or child.dep_ in ("oprd", "xcomp"):
            content |= set(indices(child))
        elif child.dep_ == "advcl" and (
            is_infinitive(child) or any(g.dep_ == "mark" and g.lower_ == "because" for g in child.lefts)
        ):
            content |= set(indices(child))
    return content


def _parenthetical(text: Text, verb: Token, frame: Frame) -> Finding | None:
    """Read ``…, the ministry said on Monday.`` and ``The ministry, she said, was …``.

    The verb of saying stands with its subject after a comma or a closing quotation mark; the sentence around it is
    the content, back to where a quotation in it began.
    """
    if not frame.that or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or text.quoted[verb.i] >= 0:
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
    if is_passive(verb) or not _interrupts(verb, first):
        return None
    last = _frame_end(text, verb, who, sentence.end)
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
    cue = cue_phrase(verb)
    source = noun_phrase(text, who, outside=cue)
    content -= own | set(source) | set(cue)
    if not any(is_word(doc[i]) for i in content):
        return None
    return Finding(cue, content, source, "that.parenthetical", verb.i)


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
                return end
            return end if follows.tag_ == "VBG" or follows.lower_ in _ASIDES else at
        if token.dep_ in ("ccomp", "xcomp") and token.pos_ in VERBAL and token.head.i >= verb.i:
            return None
        if token.lower_ in _OPENS_CLAUSE:
            return None
        at += 1
    return end


def _seeming(verb: Token) -> Finding | None:
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
