"""Indirect speech, thoughts, wishes and judgements: verbs with a clause, an infinitive or an object."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.attribution.grammar import (
    VERBAL,
    Finding,
    Text,
    agent,
    children,
    content_of,
    cue_phrase,
    doer,
    governs_apart,
    indices,
    is_finite,
    is_infinitive,
    is_passive,
    is_word,
    noun_phrase,
    subject,
)
from modusvivendi.statements.attribution.lexicon import SEEMING, Frame, verbs
from modusvivendi.statements.attribution.parenthetical import parenthetical
from modusvivendi.statements.language import words

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_ASPECTUAL = words(
    "begin start continue go keep try use refuse decline want plan proceed come appear seem have fail"
)
_PERCEIVING = words("see hear feel find know sense notice discover watch remember consider imagine")
_CONJUNCTION_THAT = words("provided providing so given now except assuming condition such")
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
        finding = parenthetical(text, token, frame) or _attributed(text, token, frame)
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
    """Give the content by the first construction that is there, its rule and further cue tokens."""
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
    if "for" in frame.prepositions:
        for child in verb.rights:
            if any(g.dep_ == "mark" and g.lower_ == "for" for g in child.lefts):
                return set(indices(child)), "prep", []
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
        asks = any(_asks(g) for g in child.lefts)
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and asks):
            if is_infinitive(child) and not any(_asks(g) for g in child.subtree if g.i < child.i):
                continue
            if child.dep_ == "ccomp" and verb.lemma_ in _PERCEIVING and not is_finite(child):
                continue
        elif not (child.dep_ == "advcl" and any(_introduces(g) for g in child.lefts)):
            continue
        if child.i > verb.i:
            right |= _trimmed(child)
        else:
            left = set(indices(child)) - {verb.i}
            breaks = [i for i in left if verb.doc[i].text == ";"]
            left = {i for i in left if not breaks or i > max(breaks)}
    return right or left


def _introduces(mark: Token) -> bool:
    """Tell a *that* or *whether* of a content from the one in *provided that* and the like."""
    if mark.dep_ != "mark" or mark.lower_ not in ("that", "whether"):
        return False
    return mark.i == 0 or mark.nbor(-1).lower_ not in _CONJUNCTION_THAT


def _asks(word: Token) -> bool:
    return word.tag_ in _WH or word.lower_ in ("whether", "if")


def _trimmed(clause: Token) -> set[int]:
    """Give the tokens of a clause without what only a parse that reached too far put into it."""
    content = content_of(clause)
    for child in clause.children:
        if governs_apart(child):
            content -= set(indices(child))
        elif child.dep_ == "mark" and child.lower_ == "that":
            content = {i for i in content if i >= child.i}
    return content


def _unparsed_clause(text: Text, verb: Token) -> set[int]:
    """Give what follows ``that`` after a verb, or after its listener, where the parse has no clause."""
    doc = text.doc
    for i in range(verb.i + 1, min(verb.i + 5, len(doc))):
        token = doc[i]
        if token.is_sent_start or token.text in (",", ".", ";", ":"):
            return set()
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT"):
            if token.nbor(-1).lower_ in _CONJUNCTION_THAT:
                return set()
            inside = set(range(i, verb.sent.end))
            return inside if len(inside) > 3 and token.dep_ in ("mark", "nsubj", "det") else set()
    return set()


def _infinitive(verb: Token, frame: Frame, passive: bool) -> set[int]:
    """Give a verb's infinitive, with whoever is to do it where that is not the verb's own subject."""
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        removed = (
            "want" in frame.kinds and child.dep_ == "ccomp" and child.tag_ == "VBN" and not is_finite(child)
        )
        if child.i < verb.i or not (is_infinitive(child) or removed):  # wants them removed
            continue
        if child.dep_ == "advcl" and "want" not in frame.kinds:
            continue
        content = content_of(child)
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
    thing = "nsubjpass" if passive else "dobj"
    things = children(verb, thing)
    names = [c for c in verb.rights if c.dep_ in ("oprd", "attr", "acomp") or _is_as(c)]
    clauses = [c for c in verb.rights if c.dep_ in ("ccomp", "xcomp")]
    small = [c for c in clauses if c.pos_ in _NOMINAL and subject(c) is not None]
    if not (things and names) and not small:
        return set()
    return {i for part in (*things, *names, *small) for i in indices(part)}


def _is_as(token: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ == "as"


def _merely_purpose(verb: Token) -> bool:
    """Tell whether a verb is an infinitive of purpose or the like (*met to discuss it*), no report."""
    return is_infinitive(verb) and not (verb.dep_ in ("xcomp", "conj") and verb.head.lemma_ in _ASPECTUAL)


def _object(verb: Token, passive: bool) -> set[int]:
    """Give a verb's noun object with the complements that belong to the same judgement."""
    if passive:
        noun = subject(verb)
        if any(c.lower_ == "as" and any(True for _ in children(c, "pcomp")) for c in verb.rights):
            return set()  # was quoted as saying
        if noun is not None:
            return set(indices(noun)) | _complements(verb, verb.i)
        if verb.dep_ != "acl" or agent(verb) is None:
            return set()
        return set(indices(verb.head)) - {verb.i, *indices(verb)} | _complements(verb, verb.i)
    content: set[int] = set()
    for child in children(verb, "dobj"):
        content |= set(indices(child))
    return content | _complements(verb, max(content)) if content else content


def _complements(verb: Token, after: int) -> set[int]:
    """Give the phrases after an object that complete the judgement: *for lying*, *as absurd*, *to resign*."""
    content: set[int] = set()
    allowed = _COMPLEMENTS | _COMPLEMENTS_OF.get(verb.lemma_, frozenset())
    for child in verb.rights:
        if child.i <= after:
            continue
        because = any(g.dep_ == "mark" and g.lower_ == "because" for g in child.lefts)
        if (
            (child.dep_ == "prep" and child.lower_ in allowed)
            or child.dep_ in ("oprd", "xcomp")
            or (child.dep_ == "advcl" and (is_infinitive(child) or because))
        ):
            content |= content_of(child)
    return content


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
