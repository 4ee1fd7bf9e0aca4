"""Which words of a phrase belong to the act it speaks of, and which stand beside it or mean another thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from modusvivendi.statements.acts.lexicon import Pattern

_APART = frozenset(
    "after before until till since without despite instead because pending unlike than".split()
)
"""Words that open what only stands beside an act: when it is done, or what for all that."""
_AROUND = frozenset("under within without despite after before until till since amid".split())
"""Prepositions behind a noun that name the circumstances of a thing: "a reactor under foreign monitoring"."""
_WHEN = frozenset("before after until till since when while once as because though although now".split())
_TALKING = frozenset({"talk", "negotiation", "discussion", "meeting", "round"})
_OPENING = frozenset("moment day time understanding condition event case point basis proviso minute".split())
"""Nouns with which a condition opens: "the moment Borsk signs"."""
_BODIES = frozenset(
    """
    front movement party camp group faction leader activist campaigner campaign union committee army fighter
    supporter opponent minister secretary talks
    """.split()
)
"""Nouns for those who are called after an act: "the independence front"."""
_PRICES = frozenset("fee charge levy tax price cost bill tariff duty".split())
"""What is paid for a thing that is called before it: nobody who cuts "the access fee" grants access."""
_ELSEWHERE = {"sign": {"away", "over"}, "come": {"round", "around"}, "go": {"round", "around"}}
"""Verbs that mean another thing with these words behind them."""
_THROUGH = frozenset("of over up back in by with on from".split())
"""Prepositions through which something is done to what follows them."""
_MEASURED = frozenset(
    """
    tonne ton kilo dose barrel bushel litre gallon acre hectare metre kilometre mile hour people person voter
    passenger refugee worker vote share unit seat vaccine head animal bottle visitor cubic kilowatt megawatt
    """.split()
)
"""What millions are of that are no money; currencies have too many names."""
_COUNTED = frozenset({"million", "billion"})


def stands_apart(token: Token, head: Token) -> bool:
    """Tell whether a word is in a clause of its own below a head, or in what says when or despite what.

    Of *give a seat to whoever lives in the province*, nothing is done with the province.
    """
    while token.i not in {head.i, token.head.i}:
        if token.dep_ == "relcl" or (token.dep_ in ("prep", "advcl", "mark") and token.lower_ in _APART):
            return True
        if token.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod") and c.lower_ in _APART | _WHEN for c in token.children
        ):
            return True
        token = token.head
    return False


def is_partner(token: Token, head: Token, pattern: Pattern) -> bool:
    """Whether a word of a pattern stands to its head as the pattern has it."""
    if token.lemma_ == "pay" and token.pos_ == "VERB":
        return False  # "offer to pay for it" is no offer on pay
    if token.lower_ == "round" and token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_ == "force" and token.dep_ == "pobj" and token.head.lower_ == "into":
        return False  # "bring a law into force"
    if token.lemma_ in _COUNTED and _counts_no_money(token):
        return False
    if pattern.doer:
        return _is_doer(token, head)
    return not pattern.object or _is_done_to(token, head)


def _counts_no_money(number: Token) -> bool:
    """Tell *2.6 million tonnes* from a sum."""
    counted = number.head if number.dep_ in ("nummod", "compound", "quantmod") else number
    if counted.i == number.i:
        of = next((c for c in number.children if c.lower_ == "of"), None)
        counted = next(iter(of.children), number) if of is not None else number
    return any(t.lemma_ in _MEASURED for t in (counted, *counted.children)) and not any(
        c.text in "$€£¥" for c in (*number.children, *counted.children)
    )


def _is_doer(token: Token, head: Token) -> bool:
    while token.dep_ in ("compound", "nmod"):
        token = token.head
    subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.i == head.i
    # "that the troops leave": of a phrase alone, the parse may take the verb for a noun.
    return subject or (head.pos_ != "VERB" and token.i < head.i)


def _is_done_to(token: Token, head: Token) -> bool:
    """Whether something is done to a word: as object, subject in the passive, or with *of* after a noun."""
    while token.i != head.i:
        behind = token.dep_ == "pobj" and token.head.lower_ in _THROUGH
        if token.dep_ not in ("compound", "nmod", "amod", "conj", "poss") and not behind:
            break
        token = token.head.head if behind else token.head
    if token.i in {head.i, token.head.i}:  # the parse may turn verb and object round
        return True
    return token.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "nsubj", "ccomp", "npadvmod")


def means_another(token: Token) -> bool:
    """Whether a head word means another thing here: *sign away*, *come round*, *the independence front*."""
    others = _ELSEWHERE.get(token.lemma_, set())
    if others and any(c.lower_ in others and c.pos_ not in ("NOUN", "PROPN") for c in token.children):
        return True
    if token.dep_ == "compound" and token.head.lemma_.lower() in _BODIES and token.lemma_ != "ceasefire":
        return True
    if token.dep_ == "compound" and token.head.lemma_.lower() in _PRICES:
        return True
    if token.lemma_ == "leave" and _gives(token):
        return True  # "leave a third of the revenue to the provinces"
    if token.lemma_ == "discuss" and any(c.dep_ == "nsubjpass" for c in token.children):
        return True  # of "an exemption was being discussed", the exemption is what it is about
    if token.lemma_ == "discussion" and token.dep_ == "pobj" and token.head.lower_ == "under":
        return True
    return token.lemma_ == "include" and not _is_included(token)


def _gives(verb: Token) -> bool:
    """Tell *leave it to them* from leaving a place."""
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ in ("prep", "dative")), None)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    # "leave up to 30 per cent of it to them": the parse may hang the second "to" on what is left
    behind = any(t.lower_ == "to" and t.dep_ == "prep" for t in thing.subtree) if thing is not None else False
    return thing is not None and (to is not None or behind)


def _is_included(verb: Token) -> bool:
    """Tell *be included*, *include Borsk in it* from what a list includes."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or verb.tag_ == "VBN":
        return True
    return any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children)


def is_circumstance(token: Token) -> bool:
    """Whether a word only names the circumstances of the thing a phrase is about.

    Of *two ships within ten days of a truce*, the ships are offered.
    """
    around = _AROUND | {"in", "during"} if token.lemma_ in _TALKING else _AROUND
    while token.head.i != token.i:
        below = token
        token = token.head
        if below.i < token.i:
            continue
        if below.dep_ == "prep" and below.lower_ in around and token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ in ("VERB", "AUX") and _says_when(below):
            return True
    return False


def _says_when(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in clause.children
    )


def is_aside(token: Token) -> bool:
    """Whether a word of a condition is in a clause that only says more about something in it, or when.

    The mayors, who facilitate the talks, have to do what the condition asks, and not that.
    """
    while token.head.i != token.i:
        if token.dep_ in ("relcl", "acl") and token.head.lemma_ in _OPENING:
            token = token.head
            continue
        verb = token.head.pos_ in ("VERB", "AUX") and token.i > token.head.i
        if token.dep_ == "relcl" or (verb and _says_when(token)):
            return True
        token = token.head
    return False
