"""Whose move it is, and whether it is time for one: *the onus is on them*, *it is too early for a patrol*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, of_the_speaker, plain
from modusvivendi.statements.rules.grammar import child, is_negated, lemma, own_subject
from modusvivendi.statements.statement import Stance

_BURDEN = words("onus ball burden responsibility move turn obligation")


_RIPE = words("ripe right come")


def timely(verb: Token) -> Frame | None:
    """Read *it is too early for a patrol*, *the time had come for one*, *it is high time for one*."""
    thing = own_subject(verb)
    of = next((c for c in verb.subtree if c.lower_ in ("for", "to") and c.i > verb.i), None)
    what = child(of, "pobj", "pcomp") if of is not None and of.lower_ == "for" else of.head if of else None
    if thing is None or what is None or what is verb or what.pos_ not in ("NOUN", "PROPN", "VERB"):
        return None
    between = {t.lower_ for t in verb.doc[verb.i : of.i]} if of is not None else set()
    telling = lemma(what) in lexicon.SILENT | words("judge predict assess know guess") - {"draw"}
    early = thing.lower_ == "it" and {"too", "early"} <= between and not (telling and lemma(what) != "talk")
    ripe = lemma(thing) == "time" and between & _RIPE
    high = thing.lower_ == "it" and {"high", "time"} <= between
    if early or (ripe and is_negated(verb)):
        return of_the_speaker(verb, Stance.RULES_OUT, what)
    return of_the_speaker(verb, Stance.DEMANDS, what) if (ripe or high) and not is_negated(verb) else None


def turn(verb: Token) -> Frame | None:
    """Read *it is up to them to move*, *the onus is on them*, *it is time for them to*."""
    thing = own_subject(verb)
    if thing is None or verb.lemma_ != "be" or is_negated(verb):
        return None
    if any(t.lower_ in ("whether", "if") for t in verb.sent if t.i < verb.i):
        return None
    doc = verb.doc
    after = [t.lower_ for t in doc[verb.i + 1 : verb.i + 9]]
    wanted: Token | None = None
    if thing.lower_ == "it" and after[:1] in (["up"], ["down"]) and after[1:2] == ["to"]:
        preposition = doc[verb.i + 2]
        wanted = child(preposition, "pobj") or next(
            (t for t in doc[verb.i + 3 : verb.i + 7] if t.pos_ in ("PROPN", "NOUN", "PRON")), None
        )
    elif thing.lower_ in ("it", "time") and "time" in (*after[:3], thing.lower_):
        wanted = next((t for t in verb.subtree if t.dep_ == "nsubj" and t.i > verb.i), None)
    elif lemma(thing) in _BURDEN:
        wanted = next(
            (
                t
                for t in verb.subtree
                if t.dep_ in ("pobj", "poss")
                and t.i > verb.i
                and t.pos_ in ("PROPN", "NOUN", "PRON")
                and t.lower_ not in ("court", "hands")
            ),
            None,
        )
    if wanted is None or wanted.lower_ in ("us", "me", "we", "our", "i"):
        return None
    act = next((t for t in verb.subtree if t.i > wanted.i and t.tag_ == "VB"), None)
    frame = plain(verb, Stance.DEMANDS, [act or wanted], "their turn", target=wanted)
    frame.holder, frame.by_speaker = None, True
    return frame
