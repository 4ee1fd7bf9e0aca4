"""What parties will not do, whatever happens: *does not bargain*, *nothing would make it sign*."""

from __future__ import annotations

from typing import TypeGuard

from spacy.tokens import Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import (
    among,
    child,
    in_quotes,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.statement import Stance


def none_does(doer: Token) -> bool:
    """Tell whether a subject is *no offer*, *no threat*."""
    return any(c.lower_ == "no" for c in doer.children)


def would_not(token: Token, word: str) -> Frame | None:
    """Read *nothing would make them sign*, *is not going to sign*, or give None."""
    negated, thing, clause_ = is_negated(token), child(token, "dobj"), child(token, "ccomp")
    ahead = child(token, "xcomp")
    doer = own_subject(token)
    if word in ("persuade", "induce", "make", "get", "bring", "move", "convince") and doer is not None:
        moved = thing or (own_subject(clause_) if clause_ is not None else None)
        act = ahead or clause_
        open_ = not any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)
        nothing = open_ and (doer.lower_ in ("nothing", "nobody") or none_does(doer))
        if (
            nothing
            and moved is not None
            and act is not None
            and modal(token) in ("would", "will", "can", "could")
        ):
            frame = plain(token, Stance.RULES_OUT, [act], "nothing would")
            frame.holder = moved
            return frame
    if word == "go" and token.tag_ == "VBG" and negated and _is_infinitive(ahead):
        frame = plain(token, Stance.RULES_OUT, [ahead], "is not going to")
        goer = own_subject(token)
        if goer is not None and goer.lower_ == "nobody" and among(goer) is None:
            frame.holder, frame.by_speaker = None, True
        if goer is not None and goer.lower_ in ("that", "it", "this"):
            if lemma(ahead) in ("happen", "work", "fly", "stand"):
                frame.holder, frame.by_speaker = None, True
            elif goer.lower_ != "it":
                return None
        return frame
    return None


_EXCLUDING = frozenset({"rule", "exclude", "preclude", "discount"})


def leaves_open(token: Token, word: str) -> Frame | None:
    """Read *refused to rule out a strike*, which excludes nothing, or give None."""
    act = child(token, "xcomp")
    if word not in ("refuse", "decline") or act is None or is_negated(token) or is_passive(token):
        return None
    thing = child(act, "dobj", "xcomp", "ccomp") or child(act, "pcomp")
    if lemma(act) not in _EXCLUDING or (lemma(act) == "rule" and not _out(act)) or thing is None:
        return None
    return plain(token, Stance.CONSIDERS, [thing], "will not exclude")


def _out(verb: Token) -> bool:
    return any(t.lower_ == "out" for t in verb.doc[verb.i + 1 : verb.i + 4])


_NOT_DONE = frozenset(
    "bargain negotiate haggle deal talk pay accept recognise recognize trade sell compromise yield bend "
    "bow surrender "
    "capitulate apologise apologize beg bite budge blink".split()
)
_UNDER_WAY = frozenset("negotiate plan consider discuss contemplate prepare seek".split())
_REFUSED_ACTS = frozenset(
    "sign pay leave give go come sell buy vote accept take send open close cut lift drop move join "
    "lend share hand "
    "let change withdraw return release hold meet back stop wait build put agree sit play settle".split()
)
_STAYING_PUT = frozenset("leave go come get happen move change budge sign".split())


def _is_infinitive(verb: Token | None) -> TypeGuard[Token]:
    """Tell whether a complement is *to sign* or *to be bullied*."""
    return verb is not None and (verb.tag_ == "VB" or any(c.lower_ == "be" for c in verb.children))


def _waits(clause: Token) -> bool:
    """Tell whether a clause says what has to come first: *before they leave*, *unless it is paid*."""
    return clause.dep_ == "advcl" and any(
        m.lower_ in ("before", "until", "unless", "till") for m in clause.children if m.i < clause.i
    )


def refused(token: Token, word: str, thing: Token | None) -> Frame | None:
    """Read what somebody *does not do* on principle, or says *is not happening*, as refusing it."""
    if modal(token) is not None or is_passive(token):
        return None
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    does = bool(helpers & {"do", "does"}) and token.tag_ == "VB"
    going = token.tag_ == "VBG" and bool(helpers & {"are", "is", "am", "'re", "'m", "’re", "’m", "'s"})
    why = child(token, "ccomp", "advcl")
    if word == "see" and does and why is not None and any(t.lower_ == "why" for t in why.lefts):
        return plain(token, Stance.RULES_OUT, [why], "does not see why")
    deals = (
        word == "do"
        and thing is not None
        and (
            lemma(thing) in ("deal", "business", "bargain")
            or (thing.tag_ == "NNS" and in_quotes(thing) and not any(c.dep_ == "det" for c in thing.children))
        )
    )
    doer = own_subject(token)
    if doer is None or doer.lower_ in ("it", "that", "this", "which", "what"):
        return None
    if lexicon.is_silence(word, {t.lower_ for t in token.subtree}):
        return None  # "does not talk to the press"
    if (does or (going and doer.lower_ == "we")) and (word in _NOT_DONE or deals):
        content = [c for c in token.children if c.dep_ in ("dobj", "prep", "xcomp") and c.i > token.i]
        return plain(token, Stance.RULES_OUT, content or [token], "does not")
    if does and doer.lower_ in ("we", "i") and any(map(_waits, token.children)):
        return plain(token, Stance.RULES_OUT, [token], "does not")  # "we do not sign before they leave"
    if going and word == "bite":
        return plain(token, Stance.RULES_OUT, [token], "does not")
    if going and doer.lower_ in ("we", "i"):
        if word in _UNDER_WAY:
            return plain(token, Stance.DENIES, [token], "is not doing")
        if word in _REFUSED_ACTS and why is None:
            return plain(token, Stance.RULES_OUT, [token], "is not doing")
    if going and word in _STAYING_PUT and doer.lower_ in ("they", "he", "she") and in_quotes(token):
        frame = plain(token, Stance.RULES_OUT, [token], "is not happening")
        frame.holder, frame.by_speaker = None, True
        return frame
    return None
