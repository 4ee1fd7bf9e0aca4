"""Steps back from what one held before: *walked back its offer*, *relented on pay*, *reneged on its pledge*.

What such a step amounts to is settled by what one steps back from: from a demand or an objection it is a
concession, from an offer or a promise it is a refusal, from a remark it is a denial.
"""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, modal, own_subject
from modusvivendi.statements.statement import Stance

_ASKED = lexicon.DROPPED | words(
    "ultimatum stance position line rhetoric refusal rejection criticism claim priority insistence tariff "
    "sanction boycott strike ban blockade lawsuit"
)
_GRANTED = lexicon.PROMISED | words(
    "bid support backing plan proposal consent approval undertaking assurance deal treaty pact concession "
    "compromise acceptance"
)
_SAID = words("remark comment statement claim suggestion assertion word report announcement")
_STEPS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "back": (words("off down away out"), words("from on over of")),
    "walk": (words("back away"), words("from on")),
    "row": (words("back"), words("on from")),
    "climb": (words("down"), words("on over from")),
    "go": (words("back"), words("on")),
    "roll": (words("back"), words("on")),
    "pull": (words("back"), words("from")),
    "step": (words("back away"), words("from")),
}
"""Verbs of stepping back with the particles that make them that, and the prepositions they take."""

_ALONE = {
    **dict.fromkeys(
        ("renege", "backtrack", "backpedal", "retreat", "recede", "waver", "wobble"), words("on from over")
    ),
    **dict.fromkeys(("relent", "concede", "yield", "cave", "bend"), words("on over to")),
}
_GIVING_WAY = words("relent concede yield cave bend climb")
_EASING = words("soften ease moderate relax temper dilute loosen modify mellow")
_HARDENING = words("harden toughen stiffen")
_HELD = words("stance position line tone demand condition opposition resistance terms term objection stand")


_OPENING = _EASING | _HARDENING | {"tone", "water", "give"} | _STEPS.keys() | _ALONE.keys()


def retreat(token: Token) -> Frame | None:
    """Read a verb as a step back from what was held before, or give None."""
    word = lemma(token)
    if word not in _OPENING:
        return None
    if is_passive(token) or (own_subject(token) is None and token.dep_ not in ("conj", "xcomp", "ROOT")):
        return None
    if word in _EASING | _HARDENING:
        return _eased(token, word)
    if word in ("tone", "water"):
        return _eased(token, "soften") if _particle(token, words("down")) is not None else None
    if word == "give" and _particle(token, words("in way ground")) is not None:
        return _gave_way(token)
    thing: Token | None
    if word in _STEPS:
        particles, prepositions = _STEPS[word]
        particle = _particle(token, particles)
        if particle is None:
            return None
        thing = _governed(token, particle, prepositions) or child(token, "dobj")
    elif word in _ALONE:
        thing = _governed(token, token, _ALONE[word])
    else:
        return None
    if thing is None:
        return None
    stance = _amounts_to(thing, giving_way=word in _GIVING_WAY)
    return _framed(token, stance, thing)


def _amounts_to(thing: Token, *, giving_way: bool) -> Stance | None:
    named = lemma(thing)
    if named in ("decision", "threat") or named in _ASKED - _SAID:
        return Stance.OFFERS
    if named in _GRANTED:
        return Stance.RULES_OUT
    if named in _SAID:
        return Stance.DENIES
    return Stance.OFFERS if giving_way else None


def _framed(token: Token, stance: Stance | None, thing: Token) -> Frame | None:
    if stance is None:
        return None
    if is_negated(token) or modal(token) in ("might", "may", "could"):
        opposite = {Stance.OFFERS: Stance.RULES_OUT, Stance.RULES_OUT: Stance.OFFERS}.get(stance)
        stance = opposite if is_negated(token) else Stance.CONSIDERS
    if stance is None or modal(token) in ("must", "should"):
        return None
    return plain(token, stance, [thing], "steps back")


def _eased(token: Token, word: str) -> Frame | None:
    """Read *softened its stance on overtime*, *its position on overtime has softened*."""
    held = child(token, "dobj")
    if held is None:
        held = own_subject(token)
        if held is None or lemma(held) not in _HELD:
            return None
        whose = child(held, "poss")
    else:
        whose = own_subject(token)
    if lemma(held) not in _HELD or not any(c.dep_ == "poss" for c in held.children):
        return None
    about = _governed(held, held, words("on over about towards toward for to"))
    stance = Stance.RULES_OUT if word in _HARDENING else Stance.OFFERS
    frame = _framed(token, stance, about or held)
    if frame is not None:
        frame.cover |= {held.i}
        frame.doubtful = stance is Stance.RULES_OUT and about is None  # of what, nobody says
    if frame is not None and whose is not None:
        frame.holder = whose
    return frame


def _gave_way(token: Token) -> Frame | None:
    """Read *gave in on overtime*, *gave way to the demand for a vote*, *will not give ground on pay*."""
    particle = _particle(token, words("in way ground"))
    thing = _governed(token, particle or token, words("on over to"))
    return _framed(token, Stance.OFFERS, thing) if thing is not None else None


def _particle(token: Token, wanted: frozenset[str]) -> Token | None:
    """Give the particle right after a verb."""
    after = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
    return after if after is not None and after.lower_ in wanted else None


def _governed(token: Token, other: Token, prepositions: frozenset[str]) -> Token | None:
    """Give what the first of some prepositions below either of two words governs."""
    for c in sorted({*token.children, *other.children}, key=lambda t: t.i):
        if c.i > token.i and c.lower_ in prepositions and c.dep_ in ("prep", "prt", "dative", "advmod"):
            thing = child(c, "pobj", "pcomp")
            if thing is not None and thing.ent_type_ not in ("DATE", "TIME"):
                return thing
            inner = next(
                (p for g in c.children if g.dep_ == "prep" for p in g.children if p.dep_ == "pobj"), None
            )
            if inner is not None:
                return inner
    return None
