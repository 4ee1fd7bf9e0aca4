"""What the clause after *insist*, *warn*, *vow* and the like amounts to: a wish, a refusal, an own act."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.grammar import (
    child,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.statement import Stance


def own_act_only(content: list[Token]) -> bool:
    """Tell whether what a word takes is only an infinitive of its own subject."""
    return bool(content) and all(c.dep_ == "xcomp" and own_subject(c) is None for c in content)


def through(verb: Token) -> Token:
    """Give what one *keeps* or *goes on* doing."""
    inner = child(verb, "xcomp")
    return (
        inner if lemma(verb) in ("keep", "continue", "go", "start", "begin") and inner is not None else verb
    )


def insists(verb: Token, default: Stance | None) -> Stance | None:
    """Read *insists*: that it must (demands), that none may (opposes), that it is peaceful (assesses).

    Of what is so, or not so, a party that insists on it gives its view, or denies it; what *will* be so it
    promises or refuses only where it is its own act.
    """
    helper = modal(verb)
    negated = is_negated(verb) or any(
        g.lower_ == "no" for c in verb.children if c.dep_ in ("attr", "dobj") for g in c.children
    )
    be_done = any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.children)
    subjunctive = verb.lower_ == "be" or verb.tag_ == "VB" or be_done
    doer = own_subject(verb)
    if helper is None and subjunctive and doer is not None and doer.lower_ in ("nothing", "nobody"):
        return Stance.DEMANDS  # "insisted that nothing be agreed before the others were heard"
    if helper in ("must", "should", "shall") or (helper is None and subjunctive):
        return Stance.OPPOSES if negated else Stance.DEMANDS
    if helper in ("may", "can", "might") and negated:
        return Stance.OPPOSES
    if helper in ("will", "would"):
        doer = own_subject(verb)
        own = doer is None or doer.tag_ in ("PRP", "NNP", "NNPS") or is_passive(verb)
        if own:
            return Stance.RULES_OUT if negated else Stance.OFFERS
        return Stance.DENIES if negated else Stance.ASSESSES
    if any(c.dep_ == "xcomp" for c in verb.children) and verb.lemma_ in ("need", "have"):
        return Stance.DEMANDS
    told = verb.tag_ in ("VBD", "VBN", "VBG") or lemma(verb) in _BEING
    if negated:
        return Stance.DENIES
    return Stance.ASSESSES if told or helper is not None else default


_BEING = frozenset("be have know cost mean own owe belong understand seem hold matter contain".split())
"""Verbs of what is so, which nobody can be asked to do."""


_DONE_TO = frozenset(
    "treat regard consider view target seize expel shoot sink intercept turn detain impound arrest attack "
    "strike prosecute evict deport".split()
)


def own_consequence(cue: Token, verb: Token) -> bool:
    """Tell whether what is warned of is something the speaker would bring about itself."""
    doer = own_subject(verb)
    if doer is None or modal(verb) not in ("will", "would", "could", "might", "may"):
        return False
    if verb.lemma_.lower() in _DONE_TO and is_passive(verb):
        return True
    threatened = verb.lemma_.lower() in _TAKEN_BACK and is_passive(verb) and child(verb, "agent") is None
    if threatened and modal(verb) in ("will", "would"):
        return True  # "the ships will be withdrawn"
    if doer.lower_ not in ("it", "they", "he", "she", "we"):
        return False
    act = child(verb, "xcomp") if lemma(verb) == "have" else None
    if act is not None and lemma(act) in lexicon.ADVERSE and not lexicon.eases(act):
        return modal(verb) in ("will", "would")  # "would have to close the pier"
    if modal(verb) in ("will", "would") and not is_passive(verb) and verb.lemma_ not in _SUFFERED:
        return True
    themselves = any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in verb.children)
    return verb.lemma_.lower() in lexicon.ADVERSE or themselves


def would_bring_about(verb: Token) -> bool:
    """Tell whether a clause says what its subject *will* or *would* do, and not what befalls it."""
    acts = modal(verb) in ("will", "would") and not is_passive(verb) and not is_negated(verb)
    return acts and own_subject(verb) is not None and verb.lemma_ not in _SUFFERED


_TAKEN_BACK = frozenset(
    "withdraw suspend cancel terminate revoke freeze cut halt evict dismiss sack step intensify widen "
    "escalate resume tighten".split()
)


def withholds(verb: Token) -> bool:
    """Tell whether one is warned that something will not be given (*there would be no second delay*)."""
    if modal(verb) not in ("will", "would"):
        return False
    thing = child(verb, "attr") if child(verb, "expl") is not None else None
    if thing is not None:
        return any(c.lower_ == "no" for c in thing.children) and lemma(thing) not in lexicon.MATTERS
    doer = own_subject(verb)
    return is_passive(verb) and doer is not None and any(c.lower_ == "no" for c in doer.children)


_SUFFERED = frozenset(
    "lose suffer face be have need run miss remain find feel get become see collapse fail fall".split()
)
"""What happens to somebody, whoever brings it about."""
