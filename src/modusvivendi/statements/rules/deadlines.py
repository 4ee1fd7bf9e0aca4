"""Dates and ultimatums set to others: *has given the firm until Friday to make an offer*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, own_subject
from modusvivendi.statements.statement import Stance


def deadline(token: Token, thing: Token, *, negated: bool) -> Frame | None:
    """Read *give* with its object as setting a date by which somebody has to do something, or give None."""
    if not negated and (until := _until(token)) is not None:
        return plain(token, Stance.DEMANDS, [until], "gives until", target=thing)
    if not negated and not is_passive(token):
        until = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "until"), None)
        date = child(until, "pobj") if until is not None else None
        if date is not None and (
            thing.pos_ == "PROPN" or is_agentive(lemma(thing)) or lemma(thing) == "side"
        ):
            return plain(token, Stance.DEMANDS, [date], "gives until", target=thing)
    if _sets_deadline(thing):
        wanted = [
            c
            for c in [*token.children, *thing.children]
            if c.dep_ in ("acl", "xcomp", "relcl", "advcl") and c.i > thing.i
        ]
        whom = child(token, "dative")
        if wanted and whom is not None:
            return plain(token, Stance.DEMANDS, wanted[:1], "gives until", target=whom)
    return None


def has_until(token: Token) -> Frame | None:
    """Read *the firm has until Friday to say whether it will move*: whoever says so sets it."""
    if (
        is_passive(token)
        or is_negated(token)
        or own_subject(token) is None
        or child(token, "dobj") is not None
    ):
        return None
    until = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("until", "till")), None)
    wanted = _until(token)
    if until is None or until.i > token.i + 2 or wanted is None:
        return None
    frame = plain(token, Stance.DEMANDS, [wanted], "gives until", target=own_subject(token))
    frame.holder, frame.by_speaker = None, True
    return frame


def _until(token: Token) -> Token | None:
    """Give what is to be done of *has given the firm until Friday to make an offer*."""
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ == "until":
            wanted = [*c.children, *(g for p in c.children for g in p.children), *token.children]
            return next(
                (
                    w
                    for w in wanted
                    if w.dep_ in ("acl", "xcomp", "relcl", "advcl") and w.i > c.i and w.tag_ == "VB"
                ),
                None,
            )
    return None


def _sets_deadline(thing: Token) -> bool:
    return lemma(thing) in ("ultimatum", "deadline") or thing.ent_type_ in ("DATE", "TIME")
