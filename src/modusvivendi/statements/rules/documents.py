"""What a party's plan or offer holds: *Norvane's plan provides for a vote*, *under its offer they stay*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive, words
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, modal, own_subject
from modusvivendi.statements.statement import Stance

_PLANS = words(
    "plan proposal draft blueprint roadmap formula text package scheme initiative compromise suggestion idea "
    "counterproposal counter-proposal outline document paper bill motion timetable framework model template "
    "petition manifesto"
)
_OFFERS = words("offer bid counteroffer counter-offer concession")
_ASKS = words("demand claim ultimatum")
_CONTAINS = {
    "call": ("for",),
    "provide": ("for",),
    "allow": ("for",),
    "envisage": (),
    "envision": (),
    "foresee": (),
    "include": (),
    "contain": (),
    "comprise": (),
    "propose": (),
    "demand": (),
    "require": (),
    "stipulate": (),
    "prescribe": (),
    "see": (),
    "offer": (),
    "involve": (),
    "seek": (),
    "suggest": (),
}
_EXCLUDES = words("exclude")
_UNDER = words("under according")


def documented(token: Token) -> Frame | None:
    """Read a verb as saying what a party's plan or offer holds, or give None."""
    if (
        token.pos_ not in ("VERB", "AUX")
        or token.dep_ in ("aux", "auxpass", "amod", "compound")
        or is_passive(token)
    ):
        return _under(token) if token.pos_ == "VERB" and token.dep_ in ("ROOT", "ccomp", "conj") else None
    text = own_subject(token)
    if text is not None and lemma(text) in _PLANS | _OFFERS | _ASKS and text.i < token.i:
        return _holds(token, text)
    return _under(token) if token.dep_ in ("ROOT", "ccomp", "conj") else None


def _holds(token: Token, text: Token) -> Frame | None:
    """Read *Norvane's plan calls for a vote*."""
    word = lemma(token)
    owner = owner_of(text)
    if owner is None or (word not in _CONTAINS and word not in _EXCLUDES):
        return None
    if word == "see" and modal(token) not in ("would", "will"):
        return None
    content = [c for c in token.children if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > token.i]
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in _CONTAINS.get(word, ()):
            content += [p for p in c.children if p.dep_ in ("pobj", "pcomp")]
    if not content:
        return None
    stance = _stance(text)
    if is_negated(token) or word in _EXCLUDES:
        stance = Stance.RULES_OUT
    frame = plain(token, stance, content, "document")
    frame.holder = owner
    return frame


def _under(token: Token) -> Frame | None:
    """Read *under Norvane's offer, the guild would keep its hall*."""
    if modal(token) not in ("would", "will", "could") or is_negated(token):
        return None
    for c in token.children:
        if c.lower_ not in _UNDER or c.i > token.i:
            continue
        holding = next((g for g in c.children if g.lower_ == "to"), c)
        text = child(holding, "pobj")
        owner = owner_of(text) if text is not None and lemma(text) in _PLANS | _OFFERS else None
        doer = own_subject(token)
        if text is None or owner is None or doer is None:
            continue
        stance = _stance(text)
        if doer.lower_ in (owner.lower_, "it", "they", "he", "she"):
            stance = Stance.OFFERS
        frame = plain(token, stance, [token], "document")
        frame.holder = owner
        return frame
    return None


def _stance(text: Token) -> Stance:
    return Stance.OFFERS if lemma(text) in _OFFERS else Stance.DEMANDS


def owner_of(text: Token) -> Token | None:
    """Give whose a plan is: *Norvane's*, *the Norvanian*, *by Norvane*, *tabled by Norvane*."""
    whose = child(text, "poss")
    if whose is not None:
        return whose
    for c in text.children:
        if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from"):
            by = child(c, "pobj")
        elif c.dep_ == "acl" and c.tag_ == "VBN":
            agent = next((g for g in c.children if g.lower_ == "by"), None)
            by = child(agent, "pobj") if agent is not None else None
        else:
            continue
        if by is not None and (by.pos_ == "PROPN" or is_agentive(lemma(by))):
            return by
    return next(
        (
            c
            for c in text.children
            if c.i < text.i
            and c.dep_ in ("amod", "compound", "nmod")
            and (c.pos_ == "PROPN" or c.ent_type_ == "NORP")
        ),
        None,
    )
