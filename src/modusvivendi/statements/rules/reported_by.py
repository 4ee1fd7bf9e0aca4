"""Speech that a noun or a set phrase reports: *her answer was that*, *let it be known that*, *sent word*."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.nouns import MEDIA_NAMES, words
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.grammar import (
    child,
    in_quotes,
    indices,
    is_negated,
    lemma,
    own_subject,
    subject,
)

REPORT_NOUNS = words(
    "report claim statement assertion account rumour rumor suggestion assurance story word allegation article"
)
"""Nouns for what somebody is reported to have said."""

MESSAGES = words("word doubt secret signal message notice indication hint assurance sign")
"""What is sent, left or given by saying something."""
_SENDING = words("send leave make give convey pass serve drop get receive bring carry")


def reported_by(token: Token, sentence: Span) -> Speech | None:
    """Read a noun or set phrase as reporting what somebody says, or give None.

    Parameters
    ----------
    token
        The word that opens it.
    sentence
        Its sentence.
    """
    word = lemma(token)
    if word in ("know", "understand", "slip") and token.head.lemma_ == "let":
        return _let_known(token)
    if word == "put":
        return _put_so(token, sentence)
    if token.pos_ != "NOUN":
        return None
    if word in _ANSWERS and (answer := _answered(token, sentence)) is not None:
        return answer
    if word in MESSAGES and (sent := _sent(token)) is not None:
        return sent
    return _nominal(token) if word in REPORT_NOUNS else None


def _sent(noun: Token) -> Speech | None:
    """Read *sent word that it would pay*, *left no doubt that it would strike*, *gave notice that*."""
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in _SENDING or is_negated(verb):
        return None
    none = any(c.lower_ == "no" for c in noun.children)
    if none != (lemma(noun) in ("doubt", "secret")):
        return None
    said = next(
        (
            c
            for c in (*noun.children, *verb.children)
            if c.i > noun.i
            and c.dep_ in ("acl", "ccomp", "relcl")
            and any(m.lower_ == "that" and m.dep_ in ("mark", "advmod") for m in c.children)
        ),
        None,
    )
    doer = subject(verb)
    return (
        Speech(cue=noun, content=indices(said), subject=doer)
        if said is not None and doer is not None
        else None
    )


def _let_known(known: Token) -> Speech | None:
    """Read *let it be known that …*, *let the paper know that …*."""
    complement = next((c for c in known.children if c.dep_ in ("ccomp", "advcl") and c.i > known.i), None)
    doer = subject(known.head)
    if complement is None or doer is None or is_negated(known.head):
        return None
    return Speech(cue=known.head, content=indices(complement), subject=doer)


def _put_so(verb: Token, sentence: Span) -> Speech | None:
    """Read *"Observers, yes," is how the minister put it*."""
    doer, how = own_subject(verb), any(c.lower_ == "how" for c in verb.children)
    if doer is None or not how or verb.nbor().lower_ != "it":
        return None
    content = {t.i for t in sentence if in_quotes(t) and t.i < verb.i}
    return Speech(cue=verb, content=content, subject=doer) if content else None


_ANSWERS = words(
    "comment answer reply response verdict message reaction retort view line word position argument "
    "conclusion "
    "statement advice warning rejoinder"
)


def _from(noun: Token) -> Token | None:
    """Give the party of *the message from Norvane*."""
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("from", "of")), None)
    source = child(by, "pobj") if by is not None else None
    return source if source is not None and source.pos_ == "PROPN" else None


def _answered(noun: Token, sentence: Span) -> Speech | None:
    """Read *"Nonsense," was the mayor's reply* and *Her answer, given on the stairs: "No."*."""
    whose = child(noun, "poss") or _from(noun)
    if whose is None:
        return None
    doc = sentence.doc
    if noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ == "be" and in_quotes(doc[sentence.start + 1]):
        content = {t.i for t in sentence if in_quotes(t) and t.i < noun.i}
        return Speech(cue=noun, content=content, subject=whose) if content else None
    colon = next((t for t in sentence if t.text == ":" and t.i > noun.i), None)
    after = doc[colon.i + 1] if colon is not None and colon.i + 1 < sentence.end else None
    if colon is None or after is None or (after.text in ('"', "“", "``")) is False:
        return None
    between = doc[noun.i + 1 : colon.i]
    if any(t.dep_ in ("ROOT", "ccomp") and t.pos_ == "VERB" for t in between):
        return None
    return Speech(cue=noun, content=set(range(colon.i + 1, sentence.end)), subject=whose)


def _nominal(noun: Token) -> Speech | None:
    """Read *a report in the Gazette that two firms were willing …*, *a Gazette report that …*."""
    complement = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "relcl", "ccomp") and any(m.lower_ == "that" for m in c.children)
        ),
        None,
    ) or _hung_elsewhere(noun)
    if complement is None:
        return None
    by = next(
        (
            p
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in ("in", "by", "from", "of")
            for p in c.children
            if p.dep_ == "pobj"
        ),
        None,
    )
    source = by or child(noun, "poss") or printed_by(noun)
    return Speech(cue=noun, content=indices(complement), subject=source) if source is not None else None


def _hung_elsewhere(noun: Token) -> Token | None:
    """Give the clause of a report where the parse hangs it on something between the two."""
    for t in noun.doc[noun.i + 1 : min(noun.i + 9, noun.sent.end)]:
        if t.pos_ in ("VERB", "AUX") or t.text in (",", ";"):
            return None
        if t.lower_ == "that" and t.dep_ == "mark" and t.head.i > t.i:
            return t.head
    return None


def printed_by(noun: Token) -> Token | None:
    """Give the paper that a *report in the Gazette* or a *Gazette report* stands in."""
    inside = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "in"), None)
    paper = child(inside, "pobj") if inside is not None else None
    if paper is not None:
        return paper if paper.pos_ == "PROPN" and paper.ent_type_ not in ("DATE", "GPE") else None
    return next((c for c in noun.children if c.dep_ in ("compound", "nmod") and c.text in MEDIA_NAMES), None)
