"""What is said of a matter itself: *is what we refuse*, *is being looked at*, *the idea had been dropped*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.documents import owner_of
from modusvivendi.statements.rules.frame import Frame, of_the_speaker, plain
from modusvivendi.statements.rules.grammar import (
    agent,
    child,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.statement import Stance

_ASKING = words("question issue problem point puzzle mystery difference reason")
"""What a clause with *what* only puts a name to: *the question is what Norvane wants*."""
_THINGS = words("something thing")
_YIELDED = words("accept offer give concede yield agree grant promise tolerate sign allow surrender pay")
_WEIGHED = words("discuss consider examine study talk explore")
_PREVENTED = words("prevent avoid stop block oppose resist halt hinder escape")
_SOUGHT = words("see get have achieve secure obtain win hear")
_PLAIN = frozenset({Stance.OPPOSES, Stance.RULES_OUT, Stance.DEMANDS, Stance.OFFERS, Stance.SUPPORTS})


def said_of(token: Token) -> Frame | None:
    """Read a verb by which a matter is said to be wanted, refused, weighed or dropped, or give None."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    if token.lemma_ == "be":
        return _is_what(token)
    if lemma(token) in _STAYING:
        return _stays(token)
    return (_weighed(token) or _dropped(token)) if is_passive(token) else None


def _is_what(verb: Token) -> Frame | None:
    """Read *that is exactly what Norvane will not give*, *one year is what we can discuss*."""
    clause = next((c for c in verb.children if c.i > verb.i and _opens_with_what(c)), None)
    if clause is None:
        named = child(verb, "attr")
        inner = child(named, "relcl") if named is not None and lemma(named) in _THINGS else None
        done = child(inner, "xcomp") if inner is not None else None
        left_open = done is not None and lemma(done) == "do" and child(done, "dobj") is None
        clause = inner if left_open else None  # "that is something Norvane refuses to do"
    thing = own_subject(verb) or _fronted(verb)
    if clause is None or thing is None or lemma(thing) in _ASKING or child(verb, "acomp") is not None:
        return None
    holder, stance = own_subject(clause), _amounts_to(clause)
    if holder is None or holder.tag_ in ("WP", "WDT") or stance is None or is_negated(verb):
        return None
    frame = plain(clause, stance, [thing], "is what")
    frame.holder = holder
    frame.cover |= {t.i for t in clause.subtree}
    return frame


def _opens_with_what(clause: Token) -> bool:
    if clause.dep_ not in ("ccomp", "attr", "advcl", "csubj") or clause.pos_ not in ("VERB", "AUX"):
        return False
    return any(t.lower_ == "what" and t.dep_ == "dobj" and t.i < clause.i for t in clause.subtree)


def _fronted(verb: Token) -> Token | None:
    """Give the noun before *is* where the parse has taken it for a time: *one year is what …*."""
    left = [c for c in verb.children if c.i < verb.i and c.dep_ in ("npadvmod", "attr", "dep")]
    return left[0] if left else None


def _amounts_to(inner: Token) -> Stance | None:
    """Give the stance of whoever wants, refuses, or will or will not do, the thing in question."""
    negated, helper, act = is_negated(inner), modal(inner), child(inner, "xcomp")
    if act is not None:
        if lemma(inner) in ("refuse", "decline"):
            return Stance.RULES_OUT
        if lemma(inner) in ("want", "wish", "seek", "like", "try", "hope") and not negated:
            return _willed(act)
        return None
    if helper in lexicon.WILLED:
        if negated:
            return Stance.RULES_OUT
        if lemma(inner) in _WEIGHED:
            return Stance.CONSIDERS
        return Stance.OFFERS if lemma(inner) in _YIELDED else None
    for sense in lexicon.VERBS.get(lemma(inner), []):
        stance = sense.negated if negated else sense.stance
        if not sense.particle and sense.takes & {"d", "for"} and stance in _PLAIN:
            return stance
    return None


def _willed(act: Token) -> Stance | None:
    if lemma(act) in _PREVENTED:
        return Stance.OPPOSES
    return Stance.DEMANDS if lemma(act) in _SOUGHT else None


_STAYING = words("stay stand")


def _stays(verb: Token) -> Frame | None:
    """Read *the complaint stays*, *our offer stands*."""
    thing, rest = own_subject(verb), [c for c in verb.children if c.i > verb.i and not c.is_punct]
    if thing is None or rest or verb.tag_ not in ("VBZ", "VBP") or is_negated(verb):
        return None
    asked = lemma(thing) in lexicon.DROPPED | {"complaint", "lawsuit", "suit", "ban", "levy"}
    if not asked and lemma(thing) not in ("offer", "bid"):
        return None
    frame = of_the_speaker(
        verb, Stance.RULES_OUT if asked else Stance.OFFERS, thing, "said of it", strong=True
    )
    frame.cover = {thing.i}
    if (owner := owner_of(thing)) is not None:
        frame.holder, frame.by_speaker = owner, False
    return frame


_STUDIED = words("consider study examine explore weigh review assess evaluate look")


def _weighed(verb: Token) -> Frame | None:
    """Read *other ways were being looked at, a spokeswoman said*."""
    going_on = any(c.lower_ == "being" and c.dep_ == "auxpass" for c in verb.children)
    thing = own_subject(verb)
    if not going_on or thing is None or lemma(verb) not in _STUDIED or is_negated(verb):
        return None
    if lemma(thing) in lexicon.ALLEGATIONS:
        return None
    if agent(verb) is not None or modal(verb) is not None:
        return None
    if lemma(verb) == "look" and not any(c.lower_ in ("at", "into") for c in verb.children):
        return None
    return of_the_speaker(verb, Stance.CONSIDERS, thing, "said of it", strong=True)


_IDEAS = words("idea plan notion thought scheme option possibility suggestion project")


def _dropped(verb: Token) -> Frame | None:
    """Read *the idea of a toll had been dropped*, *the objections have been withdrawn*."""
    thing = own_subject(verb)
    past = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    if not past or thing is None or lemma(verb) not in lexicon.DROPPING or is_negated(verb):
        return None
    if agent(verb) is not None or modal(verb) is not None:
        return None
    if lemma(thing) in _IDEAS:
        return of_the_speaker(verb, Stance.RULES_OUT, thing, "said of it", strong=True)
    return (
        of_the_speaker(verb, Stance.OFFERS, thing, "said of it", strong=True)
        if lemma(thing) in lexicon.DROPPED
        else None
    )
