"""What a stance word amounts to: settled from its negation, its modal and what it is about."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.consequences import (
    insists,
    own_act_only,
    own_consequence,
    through,
    withholds,
)
from modusvivendi.statements.rules.grammar import (
    auxiliaries,
    child,
    is_counterfactual,
    is_hedged,
    is_negated,
    lemma,
    modal,
    own_subject,
)
from modusvivendi.statements.rules.idioms import idiom
from modusvivendi.statements.rules.lexicon import Sense
from modusvivendi.statements.rules.modal_turns import harms, stays_put, to_court
from modusvivendi.statements.statement import Stance


def stance_of(token: Token, sense: Sense, content: list[Token]) -> Stance | None:
    """Settle the stance from negation, modals and what it is about."""
    negated = is_negated(token)
    helper = modal(token)
    word = lemma(token)
    if _is_counterfactual(token) or _is_idle(token, content) or (negated and is_hedged(token)):
        return None
    if word == "deny" and child(token, "dative") is not None:
        return None if helper in ("could", "may", "might") else Stance.RULES_OUT  # "deny them permits"
    withheld = {c.lemma_.lower() for c in content if c.pos_ == "NOUN" and c.dep_ == "dobj"}
    if word == "deny" and helper in ("will", "would") and withheld and not withheld & lexicon.ALLEGATIONS:
        return None if negated else Stance.RULES_OUT
    if word == "stick" and content and lemma(content[0]) in lexicon.PROMISED:
        return None if negated else Stance.OFFERS
    if word == "stick" and content and not negated and lemma(content[0]) in _NO:
        return Stance.RULES_OUT if lemma(content[0]) in ("refusal", "rejection") else Stance.OPPOSES
    if word in ("adamant", "insistent") and content and content[0].pos_ in ("VERB", "AUX"):
        if is_negated(content[0]) and (flat := idiom(content[0])) is not None:
            return flat.stance  # "adamant that nothing less was acceptable"
        if modal(content[0]) in ("will", "would") and (is_negated(content[0]) or _there_is_no(content[0])):
            return Stance.RULES_OUT
    if any(c.dep_ == "dobj" and any(d.lower_ in ("no", "neither") for d in c.children) for c in content):
        if helper is None and token.tag_ in ("VBD", "VBN"):
            return None  # "offered no concessions"
        negated = not negated  # "will support neither side"
        if sense.stance is Stance.SUPPORTS and negated:
            return Stance.RULES_OUT
    stance: Stance | None = sense.negated if negated else sense.stance
    head = token
    while head.dep_ in ("xcomp",) and head.head.lemma_ in (
        "continue",
        "begin",
        "start",
        "like",
        "seem",
        "appear",
        "go",
        "have",
        "be",
        "remain",
    ):
        head = head.head
        negated_above = is_negated(head)
        stance = sense.negated if negated_above else stance
        helper = helper or modal(head)
    if (
        word == "expect"
        and not negated
        and content
        and lemma(content[0]) in _EXPECTED
        and own_subject(content[0])
    ):
        return Stance.DEMANDS  # "expects Norvane to move first"
    if word == "agree" and negated and helper not in ("will", "would") and _on(token):
        return None  # "the two sides could not agree on a date"
    if word == "offer" and any(
        lemma(c) in _CUSTOMERS for c in token.children if c.dep_ in ("dative", "dobj")
    ):
        return None  # "offers customers a choice of sixty kinds"
    objects = {c.lemma_.lower() for c in content}
    weighed = sense.stance is Stance.CONSIDERS and token.tag_ == "VBN" and is_perfect(token)
    if weighed and not negated and helper is None and word in lexicon.STUDYING:
        return None  # "has considered the offer": and is done with it
    if word in ("intend", "plan", "aim", "mean") and any(lemma(c) in _REPORTING for c in content):
        return None  # "intends to report to the mayor on Tuesday"
    if head is token and token.dep_ == "xcomp" and lemma(token.head) in ("have", "need"):
        return None
    if token.lower_ == "committed" and content and content[0].pos_ == "NOUN":
        stance = Stance.SUPPORTS
    never = stance is Stance.RULES_OUT and sense.stance is Stance.CONSIDERS and negated and helper is None
    if (
        never
        and word not in ("incline", "dispose")
        and (token.tag_ in ("VBN", "VBD") or word in ("contemplate", "plan"))
    ):
        return Stance.DENIES  # "had never considered a route around it"
    if word == "commit" and negated and content and content[0].lower_.endswith(("self", "selves")):
        return None  # "has not committed himself"
    if word in ("reject", "dismiss") and not negated:
        if objects & lexicon.ALLEGATIONS:
            stance = Stance.RULES_OUT if _is_proposed(content[0]) else Stance.DENIES
        elif objects & lexicon.NEEDS_OWN_YES:
            stance = Stance.RULES_OUT
    if (
        (
            word == "want"
            and not negated
            and content
            and content[0].dep_ == "xcomp"
            and own_subject(content[0]) is None
        )
        and content[0].tag_ == "VB"
        and child(token, "dobj") is None
    ):
        verb = content[0].lemma_.lower()
        stance = Stance.DEMANDS if verb in _SEEN_DONE else Stance.OFFERS
    if word == "offer" and helper == "could" and stance is Stance.OFFERS:
        helper = None  # "he could offer eight weeks"
    if word in ("live", "accept", "agree") and helper == "could":
        helper = None  # "could live with 4 per cent", "could accept twelve"
    if (
        (stance is Stance.OFFERS or word == "prefer")
        and content
        and content[0].dep_ == "xcomp"
        and own_subject(content[0]) is None
        and is_negated(content[0])
    ):
        stance = Stance.RULES_OUT  # "vowed never to"
    if word == "vote" and content and stays_put(content[0]):
        stance = Stance.RULES_OUT
    if word == "vote" and content and lemma(content[0]) in ("turn", "reject", "oppose", "refuse", "block"):
        stance = Stance.RULES_OUT if lemma(content[0]) in ("turn", "reject", "refuse") else Stance.OPPOSES
    if stance is Stance.OFFERS and content and lemma(content[0]) == "vote":
        against = {c.lower_ for c in content[0].children} & {"down", "against"}
        stance = Stance.OPPOSES if against else stance
    own_act = bool(content) and content[0].dep_ == "xcomp" and own_subject(content[0]) is None
    if word == "want" and stance is Stance.OPPOSES and own_act and child(token, "dobj") is None:
        stance = Stance.RULES_OUT
    if word in ("allow", "permit", "let") and not negated and helper is None:
        return None
    if word == "accept" and negated and content and content[0].pos_ in ("PROPN",):
        stance = Stance.OPPOSES
    if word == "insist" and not negated and content and content[0].pos_ in ("VERB", "AUX"):
        flat = idiom(content[0]) if content[0].lemma_ == "be" else None
        stance = flat.stance if flat is not None else insists(content[0], stance)
    if (
        word in ("warn", "caution")
        and content
        and content[0].pos_ in ("VERB", "AUX")
        and own_consequence(token, content[0])
    ):
        stance = Stance.WARNS
    if word in ("warn", "caution") and content and content[0].pos_ in ("VERB", "AUX"):
        if _not_one(content[0]):
            stance = Stance.WARNS  # "warned that not one crate would leave"
        if withholds(content[0]):
            stance = Stance.RULES_OUT
        said = idiom(content[0]) if lemma(content[0]) not in lexicon.ADVERSE else None
        if said is not None and said.stance in (Stance.WARNS, Stance.RULES_OUT):
            stance = said.stance
    if (
        word in ("pledge", "vow", "promise", "swear", "vote")
        and content
        and (
            through(content[0]).lemma_.lower() in lexicon.ADVERSE
            or objects & lexicon.REPRISALS
            or harms(through(content[0]))
        )
        and not lexicon.eases(through(content[0]))
        and not lexicon.pulls_back(through(content[0]))
    ):
        stance = Stance.WARNS
    acts = {through(c).lemma_.lower() for c in content if c.dep_ in ("xcomp", "ccomp", "advcl")}
    if (
        stance is Stance.OFFERS
        and acts & lexicon.STUDYING
        and word in ("agree", "promise", "pledge", "undertake")
    ):
        stance = Stance.CONSIDERS
    if (
        stance is Stance.OFFERS
        and sense.negated is Stance.RULES_OUT
        and (acts & lexicon.LEAVING or any(to_court(through(c)) for c in content))
        and not negated
    ):
        stance = Stance.WARNS
    if word == "warn" and objects & lexicon.REPRISALS and not negated:
        stance = Stance.WARNS  # "warned of consequences"
    if word == "hint" and objects & lexicon.REPRISALS:
        stance = Stance.WARNS
    if (
        word == "consider"
        and content
        and content[0].tag_ in ("JJ", "VBN", "VBD")
        and own_subject(content[0]) is not None
        and not any(c.dep_ in ("aux", "mark") or c.tag_ == "WP" for c in content[0].children)
    ):
        return None if negated else Stance.ASSESSES  # "considers the tariff too high"
    if word == "reserve":
        if "right" not in objects:
            return None
        rest = {t.lemma_.lower() for t in token.subtree} - {"set", "seek", "consider", "view", "vote"}
        stance = Stance.WARNS if rest & lexicon.ADVERSE else stance
    never_did = is_negated(token) and helper is None and is_perfect(token) and token.tag_ == "VBN"
    if stance is Stance.RULES_OUT and sense.stance is Stance.OFFERS and never_did:
        stance = Stance.DENIES  # "has not offered anything"
    theirs = (
        sense.stance is Stance.OFFERS
        and token.pos_ == "ADJ"
        and content
        and own_subject(content[0]) is not None
    )
    if theirs and word in ("eager", "keen", "impatient", "anxious", "desperate"):
        stance = Stance.DEMANDS  # "eager for them to leave"
    if word == "like" and (
        (negated is False and helper is not None) or content[0].tag_ in ("NNP", "NNPS", "PRP")
    ):
        return None
    if word in _VOWING and any(c.dep_ == "ccomp" and (is_negated(c) or withholds(c)) for c in content):
        stance = Stance.RULES_OUT
    if word in _VOWING and content and is_negated(content[0]):
        stance = Stance.RULES_OUT
    if word in ("deny", "dispute", "refute") and any(
        t.lemma_.lower() == "confirm" for t in token.doc[max(token.sent.start, token.i - 5) : token.i]
    ):
        return None  # "neither confirmed nor denied"
    if word == "threaten" and negated and not any(c.lower_ == "longer" for c in token.children):
        return None  # "did not threaten to close it"
    if word == "approve" and stance is Stance.OPPOSES and helper in ("will", "would"):
        stance = Stance.RULES_OUT
    if word == "ask" and token.tag_ == "VBN" and own_subject(token) is None and not auxiliaries(token):
        return None  # "Asked whether …"
    if (
        word in ("ask", "seek", "request", "demand")
        and negated
        and not any(c.lower_ in ("longer", "more", "anymore") for c in token.children)
    ):
        return Stance.DENIES if helper is None else None  # "is not asking for a corridor"
    if word == "seek" and token.tag_ == "VBD" and own_act_only(content):
        return None  # "sought to play it down"
    if word == "ask" and content and any(c.tag_ in ("WRB", "WP", "WDT") for c in content[0].children):
        return None  # a question, not a wish
    if word == "decline" and "invitation" not in objects and not content:
        return None
    if (
        stance is Stance.RULES_OUT
        and word in ("rule", "exclude")
        and any(c.lower_ == "nothing" for c in content)
    ):
        return Stance.CONSIDERS
    if stance is Stance.OFFERS and (
        nothing := next((t for c in content for t in (c, *c.children) if t.lower_ == "nothing"), None)
    ):
        more = nothing.i + 1 < nothing.sent.end and nothing.nbor().lower_ in ("less", "but", "short", "else")
        stance = Stance.DEMANDS if more else Stance.RULES_OUT
    if helper in ("might", "may", "could") and stance in (Stance.OFFERS, Stance.SUPPORTS):
        stance = Stance.CONSIDERS
    if helper in ("must", "should") and stance not in (Stance.ASSESSES,):
        return None if stance is Stance.CONSIDERS else Stance.DEMANDS
    return stance


_SEEN_DONE = frozenset(
    "see have know hear double triple halve abolish introduce ban tax reform amend cap legalise legalize "
    "nationalise nationalize privatise privatize".split()
)
"""What one cannot bring about by oneself who wants to do it."""
_EXPECTED = frozenset(
    "move act lift honour honor respect comply fulfil fulfill stick abide answer apologise apologize "
    "withdraw release explain retract refrain cooperate contribute deliver give bear forgo renounce "
    "abandon waive".split()
)
_CUSTOMERS = frozenset(
    "customer client visitor guest reader shopper passenger student user patient viewer".split()
)


_NO = frozenset("refusal rejection objection opposition resistance veto".split())


def _there_is_no(verb: Token) -> bool:
    """Recognise *there will be no patrol*."""
    thing = child(verb, "attr")
    return (
        child(verb, "expl") is not None
        and thing is not None
        and any(c.lower_ == "no" for c in thing.children)
    )


def _not_one(verb: Token) -> bool:
    """Tell whether a clause is about *not one* or *not a single* thing that would be done."""
    doer = own_subject(verb)
    opens = [t.lower_ for t in doer.doc[doer.left_edge.i : doer.i]] if doer is not None else []
    return opens[:2] in (["not", "one"], ["not", "a"]) and modal(verb) in ("will", "would")


def _on(verb: Token) -> bool:
    return any(
        c.dep_ == "prep" and c.lower_ in ("on", "over", "about") and c.i > verb.i for c in verb.children
    )


def _is_proposed(noun: Token) -> bool:
    """Tell a *suggestion that the firm freeze prices* from a suggestion that it has frozen them."""
    return any(
        c.dep_ in ("acl", "ccomp", "relcl")
        and c.tag_ == "VB"
        and modal(c) is None
        and own_subject(c) is not None
        for c in noun.children
    )


_REPORTING = frozenset("report brief inform publish present announce consult".split())
"""What is done in the course of talks by whoever conducts them."""
_VOWING = frozenset({"vow", "swear", "pledge", "promise", "guarantee", "undertake"})
_WISHED = frozenset({"prefer", "like", "love", "want", "hope"})
_NEVER_MEANT = frozenset({"moon", "earth", "sky", "heaven"})
_FEATS = frozenset({"win", "beat", "succeed", "score", "qualify", "triumph"})


def _is_counterfactual(token: Token) -> bool:
    """Tell what somebody would or could have done, and did not, from what is open."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return is_counterfactual(verb) and lemma(token) not in _WISHED


def _is_idle(token: Token, content: list[Token]) -> bool:
    """Recognise what binds nobody: *promised the moon*, *offered little*, *want to win the cup*."""
    yearly = any(c.dep_ == "npadvmod" and c.left_edge.lower_ in ("each", "every") for c in token.children)
    if yearly and lemma(token) in ("agree", "settle", "accept"):
        return True  # "agree each year on a quota"
    if not content:
        return False
    thing = content[-1]
    if lemma(thing) in _NEVER_MEANT and thing.tag_ == "NN" and child(thing, "prep") is None:
        return True
    if thing.dep_ == "dobj" and thing.lower_ in ("little", "less", "much"):
        return True
    return thing.dep_ == "xcomp" and lemma(thing) in _FEATS and own_subject(thing) is None


def is_perfect(token: Token) -> bool:
    """Tell whether a verb is in the perfect."""
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)
