"""Positions named by a noun: *their readiness to*, *no intention of*, *the belief that*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.documents import owner_of
from modusvivendi.statements.rules.frame import Frame, complements, plain
from modusvivendi.statements.rules.grammar import (
    agent,
    child,
    indices,
    is_negated,
    lemma,
    modal,
    noun_holder,
    own_subject,
    subject,
)
from modusvivendi.statements.statement import Stance

_STANDING = frozenset(
    "stand remain repeat renew reiterate restate make table submit confirm reaffirm withstand hold "
    "persist".split()
)
_STANCES_NAMED = frozenset(
    "offer demand readiness willingness refusal call insistence request commitment pledge promise veto "
    "objection opposition resistance".split()
)


def _standing(token: Token, sense: lexicon.Sense) -> Frame | None:
    """Read *a Norvanian demand for a vote remains*, *its refusal was repeated*, *came with an offer of*."""
    if lemma(token) not in _STANCES_NAMED or any(c.lower_ == "no" for c in token.children):
        return None
    if not any(c.dep_ in ("det", "poss") for c in token.children):
        return None  # "Norvanian demand for oil"
    verb, content = token.head, complements(token, sense)[0]
    if (
        token.dep_ in ("nsubj", "nsubjpass")
        and lemma(verb) in _STANDING
        and not is_negated(verb)
        and child(verb, "acomp") is None
    ):
        owner = owner_of(token) or agent(verb)
    elif (
        token.dep_ == "pobj"
        and verb.lower_ == "with"
        and lemma(verb.head) in ("come", "arrive", "return", "travel")
    ):
        owner = subject(verb.head)
    elif token.dep_ == "attr" and child(verb, "expl") is not None and not is_negated(verb):
        owner = owner_of(token)
    else:
        return None
    if owner is None:
        return None
    frame = plain(token, sense.stance, content, f"noun:{lemma(token)}")
    frame.holder = owner
    return frame


_HELD_BY_ALL = frozenset(
    "resistance opposition support objection refusal reluctance readiness willingness".split()
)


def _of_nation(token: Token) -> Token | None:
    """Give the party of *Norvanian resistance to a cap is growing*."""
    if token.dep_ not in ("nsubj", "nsubjpass") or lemma(token) not in _HELD_BY_ALL:
        return None
    if lemma(token.head) == "come":
        from_ = next((c for c in token.head.children if c.dep_ == "prep" and c.lower_ == "from"), None)
        return child(from_, "pobj") if from_ is not None else None
    return next(
        (c for c in token.children if c.i < token.i and (c.pos_ == "PROPN" or c.ent_type_ == "NORP")), None
    )


_HAD = frozenset("offer support interest plan demand call request suggestion proposal".split())


def nominal(token: Token) -> Frame | None:
    """Read a noun that names a stance, with its holder and what it is to; None where it states none."""
    if token.pos_ != "NOUN" or (token.dep_ in ("ROOT",) and own_subject(token) is not None):
        return None
    for sense in lexicon.NOUNS.get(token.lemma_.lower(), []):
        content, given = complements(token, sense)
        verb = token.head
        light = token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in lexicon.LIGHT
        laid_down = modal(verb) in ("must", "should", "shall")
        only_meant = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and own_subject(verb) is None
        if light and (laid_down or only_meant):
            continue  # "must announce an intention to make an offer": nobody has made one yet
        if not given and light:  # "showed some interest in", attached to the verb
            content, given = complements(verb, sense)
        if not given and lemma(verb) == "share" and sense.stance is Stance.ASSESSES and token.dep_ == "dobj":
            content, given = [token], True
        if not given:
            continue
        none = any(c.lower_ == "no" for c in token.children)
        if token.lemma_.lower() in ("danger", "risk", "possibility", "likelihood", "prospect"):
            if verb.lemma_ != "be" or child(verb, "expl") is None or none:
                continue
            frame = plain(token, sense.stance, content, f"noun:{token.lemma_.lower()}")
            frame.holder, frame.by_speaker = None, True
            return frame
        if token.lemma_ == "plan" and not none:
            continue
        if lemma(verb) == "raise" and token.lemma_.lower() in ("hope", "fear", "expectation", "prospect"):
            continue  # an event raises hopes; nobody holds them by it
        if token.lemma_ in ("need",) and not (
            light
            and verb.lemma_.lower()
            in (
                "stress",
                "emphasise",
                "emphasize",
                "underline",
                "underscore",
                "reiterate",
                "repeat",
                "affirm",
                "reaffirm",
                "raise",
            )
        ):
            continue
        standing = _standing(token, sense)
        if standing is not None:
            return standing
        if light:
            holder = subject(verb)
        else:
            holder = noun_holder(token) if child(token, "poss") is not None else _of_nation(token)
            by = next(
                (c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")),
                None,
            )
            named = child(by, "pobj") if by is not None and holder is None else None
            if named is not None and (named.pos_ == "PROPN" or is_agentive(named.lemma_)):
                frame = plain(token, sense.stance, content, f"noun:{token.lemma_.lower()}")
                frame.holder = named
                return frame
            if (
                token.lemma_.lower() in ("belief", "expectation", "fear", "hope")
                and holder is None
                and token.dep_ in ("nsubj", "attr")
            ):
                frame = plain(token, sense.stance, content, f"noun:{token.lemma_.lower()}")
                frame.holder, frame.by_speaker = None, True
                return frame
            if holder is None or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
                continue
            if token.dep_ == "pobj" and token.head.lower_ not in ("of", "despite"):
                continue
            if token.lemma_.lower() in _HAD and _of_nation(token) is not holder:
                continue
        negated = none or (light and is_negated(verb))
        stance = sense.negated if negated else sense.stance
        if stance is None:
            continue
        if token.lemma_ == "plan" and verb.lemma_ not in ("have", "be"):
            continue
        span = set().union(*(indices(c) for c in content))
        return Frame(
            trigger=token,
            stance=stance,
            holder=holder,
            content=content,
            rule=f"noun:{token.lemma_.lower()}",
            span=span,
            cover=set(span),
        )
    return None
