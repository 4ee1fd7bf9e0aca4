"""Turns that a clause with *will* or *would* takes: *would have to*, *or else*, *would do*, *rather*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive, is_agentive_suffix
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import is_that_if
from modusvivendi.statements.rules.grammar import (
    child,
    is_negated,
    is_passive,
    lemma,
    modal,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.reported_by import MESSAGES
from modusvivendi.statements.statement import Stance

_RUED = frozenset("regret rue suffer".split())


HINDERING = frozenset("block veto obstruct hinder prevent impede contest challenge thwart delay".split())
"""What one leaves alone by not doing it."""


def holds_to_account(verb: Token) -> bool:
    """Recognise *would hold Norvane responsible*."""
    blamed = ("responsible", "accountable", "liable")
    return lemma(verb) == "hold" and not is_negated(verb) and any(t.lower_ in blamed for t in verb.subtree)


def hinders(reason: Token) -> bool:
    """Recognise the act of *no reason to stand in the way*, *no cause for us to block it*."""
    act = next((t for t in reason.subtree if t.tag_ == "VB" and t.i > reason.i), None)
    if act is None or reason.pos_ != "NOUN":
        return False
    after = " ".join(t.lower_ for t in act.doc[act.i : act.i + 5])
    return lemma(act) in HINDERING | {"oppose", "object", "refuse"} or after.startswith("stand in the way")


def forced(verb: Token) -> bool:
    """Recognise *would have no choice but to close the border*, *would hold them responsible*."""
    if holds_to_account(verb):
        return True
    return lemma(verb) == "have" and any(
        lemma(c) in ("choice", "option", "alternative") and any(g.lower_ == "no" for g in c.children)
        for c in verb.children
        if c.dep_ == "dobj"
    )


_ON_CONDITION = frozenset("if as so provided once only unless until when".split())


def is_enough(verb: Token, word: str) -> bool:
    """Recognise *five per cent would do*, *ten boats would be enough*, *a letter would suffice*."""
    if word == "suffice":
        return True
    if word == "do":
        got = child(verb, "dobj")
        return (
            got is None
            and verb.i + 1 < verb.sent.end
            and (verb.nbor().is_punct or verb.nbor().lower_ in _ON_CONDITION)
        )
    return word == "be" and any(
        c.dep_ in ("acomp", "advmod") and c.lower_ in ("enough", "sufficient", "acceptable", "fine")
        for c in verb.children
    )


def is_available(verb: Token) -> bool:
    """Recognise *money would be available only when the treaty was signed*."""
    return lemma(verb) == "be" and any(
        c.dep_ == "acomp" and c.lower_ in ("available", "forthcoming") for c in verb.children
    )


def compelled(verb: Token) -> bool:
    """Recognise *would have to close the border*: what somebody says it would be driven to."""
    act = child(verb, "xcomp")
    would = modal(verb) in ("will", "would") and lemma(verb) == "have"
    return would and act is not None and lemma(act) in lexicon.ADVERSE and not lexicon.eases(act)


METAPHORS = frozenset("hang kill lynch crucify skin shoot eat murder roast flay".split())
"""What nobody means that says it of *me* or *us*."""


_YIELDING = frozenset(
    "sign accept agree put give see let sell surrender hand concede yield join allow".split()
)


def sooner(verb: Token) -> bool:
    """Recognise *would resign before she signed it*, which nobody waits for."""
    return any(
        c.dep_ == "advcl"
        and lemma(c) in _YIELDING
        and c.tag_ == "VBD"
        and any(m.lower_ == "before" for m in c.children)
        and (doer := own_subject(c)) is not None
        and doer.tag_ == "PRP"
        for c in verb.children
    )


DESPERATE = frozenset("eat die starve burn jump choke drown swallow".split())


def or_else(verb: Token) -> bool:
    """Recognise *otherwise we would leave*, *failing that, it would sue*, *or else*."""
    if any(c.lower_ == "otherwise" and c.i > verb.i and c.i >= verb.sent.end - 2 for c in verb.subtree):
        return True  # "its members will leave otherwise"
    opening = [t.lower_ for t in verb.doc[verb.left_edge.i : verb.i]]
    if not set(opening) & {"otherwise", "else", "failing", "not"}:
        return False
    text = " ".join(opening)
    return text.startswith(("otherwise", "or else", "else", "failing that", "if not ,", "or otherwise"))


def will_rue(verb: Token) -> bool:
    """Recognise *they will regret it*, *you will pay a price*."""
    paid = child(verb, "dobj")
    return lemma(verb) in _RUED or (
        lemma(verb) in ("pay", "face")
        and paid is not None
        and lemma(paid) in ("price", "consequence", "penalty")
    )


_RECOURSE = frozenset(
    "take go turn haul bring refer submit appeal send see carry put drag complain approach "
    "petition move".split()
)
_COURTS = frozenset(
    "court wto tribunal arbitration arbitrator judges judge regulator voters council hague strasbourg "
    "luxembourg geneva ombudsman police prosecutor prosecutors courts assembly media commission watchdog "
    "streets".split()
)
_FILING = frozenset(
    "file lodge bring table impose introduce call deploy send submit launch slap order raise start open "
    "move place renew resume extend widen intensify "
    "reinstate restore issue levy double use seek pursue press take initiate mount stage apply invoke "
    "trigger announce declare".split()
)
_HARMFUL = frozenset(
    "complaint lawsuit suit motion case charge petition injunction divorce bankruptcy countermeasure "
    "counter-measure "
    "proceeding retaliation tariff embargo boycott blockade strike walkout stoppage siege offensive "
    "attack veto curfew penalty fine levy surcharge duty ban sanction clause emergency".split()
)


_KEEPING = frozenset("keep maintain uphold continue prolong stay remain".split())
_SHUT = frozenset("closed shut sealed blocked suspended frozen banned".split())


def stays_put(verb: Token) -> bool:
    """Recognise *will keep its levy*, *would stay closed*, *will stay in force*: what is not given up."""
    if lemma(verb) not in _KEEPING or is_negated(verb):
        return False
    kept = child(verb, "dobj") or own_subject(verb)
    if kept is not None and lemma(kept) in lexicon.HARM:
        return True
    if any(c.lower_ in _SHUT for c in verb.children):
        return True
    return any(
        c.lower_ == "in" and p.lower_ in ("force", "place", "effect")
        for c in verb.children
        for p in c.children
    )


_IN_KIND = frozenset("answer match counter meet return mirror reciprocate".split())


def in_kind(verb: Token) -> bool:
    """Recognise *would answer any tariff with its own*, *would match every sanction*."""
    thing = child(verb, "dobj")
    return lemma(verb) in _IN_KIND and thing is not None and lemma(thing) in _HARMFUL


def harms(verb: Token) -> bool:
    """Recognise *would file a complaint*, *would take legal action*, *would table a motion*."""
    thing = child(verb, "dobj")
    if (
        thing is None
        or lemma(verb) not in _FILING | _IN_KIND
        or any(c.lower_ == "no" for c in thing.children)
    ):
        return False
    if in_kind(verb):
        return True
    legal = any(
        c.lower_ in ("legal", "industrial", "retaliatory", "military", "counter") for c in thing.children
    )
    return lemma(thing) in _HARMFUL or legal


def elsewhere(verb: Token) -> bool:
    """Recognise *would take its money elsewhere*, *would look abroad*, *would look for another buyer*."""
    if lemma(verb) not in ("take", "go", "look", "move", "turn"):
        return False
    away = any(
        t.lower_ == "elsewhere" or (t.lower_ in ("abroad", "overseas") and t.head is verb)
        for t in verb.subtree
    )
    return away or any(
        c.lower_ in ("other", "another", "alternative", "new")
        for p in verb.children
        if p.lower_ in ("for", "to") and lemma(verb) in ("look", "turn")
        for o in p.children
        if o.dep_ == "pobj"
        for c in o.children
    )


def to_court(verb: Token) -> bool:
    """Recognise *would go to court*, *would take it to the tribunal*, *would refer it to the Council*."""
    whom = child(verb, "dobj")
    if lemma(verb) in ("approach", "petition", "move") and whom is not None and lemma(whom) in _COURTS:
        return True  # "would approach the Supreme Court"
    return lemma(verb) in _RECOURSE and any(
        p.dep_ == "pobj"
        and p.lower_ in _COURTS
        and (p.lower_ not in ("council", "assembly") or p.text[0].isupper())
        for c in verb.children
        if c.dep_ == "prep"
        for p in c.children
    )


def would_like(verb: Token, *, negated: bool) -> Stance | None:
    """Read *would like the others to move first* (demands), *would like to talk* (offers)."""
    wanted = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if wanted is None:
        thing = child(verb, "dobj")
        done = thing is not None and any(c.dep_ == "acl" and c.tag_ == "VBN" for c in thing.children)
        named = thing is not None and thing.tag_ in ("NN", "NNS") and lemma(verb) == "like"
        return Stance.DEMANDS if (done or named) and not negated else None  # "would like it prolonged"
    others = own_subject(wanted) is not None or child(verb, "dobj") is not None or lemma(wanted) == "see"
    if others:
        return Stance.OPPOSES if negated else Stance.DEMANDS
    return Stance.RULES_OUT if negated else Stance.OFFERS


def is_there(verb: Token) -> bool:
    """Recognise *there will be a response*."""
    return child(verb, "expl") is not None or any(
        c.lower_ == "there" and verb.i - 4 < c.i < verb.i for c in verb.children
    )


def is_told(verb: Token) -> bool:
    """Recognise the clause of *sent word that it would pay*."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return marked and own_subject(verb) is not None and lemma(verb.head) in MESSAGES


def is_cleft(token: Token) -> bool:
    """Recognise *it is the poorest who will pay*."""
    above = token.head.head
    return above.lemma_ == "be" and any(
        c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in above.children
    )


_FEARING = frozenset("fear dread worry suspect doubt expect".split())


def is_loose(verb: Token) -> bool:
    """Recognise what is no clause by itself, or one of which the parse has lost what it is about.

    *Dropped* of *would free them for a ransom, dropped by air* is nothing one would do, and *would look at
    that once it is done* is read as if *that* opened a clause.
    """
    cleft = child(verb.head, "csubj") if verb.dep_ == "ccomp" and verb.head.lemma_ == "be" else None
    if cleft is not None and lemma(cleft) in _FEARING:
        return True  # "what she fears is that they will take it all"
    if any(is_that_if(c) for c in verb.children if c.dep_ == "ccomp"):
        return True
    bare = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VB" and bare


def is_exchange(preposition: Token) -> bool:
    """Recognise *in return*, *in exchange*, *as part of a package*."""
    what = child(preposition, "pobj")
    if preposition.lower_ == "in":
        return what is not None and what.lower_ in ("return", "exchange")
    return preposition.lower_ == "as" and what is not None and what.lower_ == "part"


_SETTLING = frozenset(
    "sign accept pay lift withdraw ratify recognise recognize reopen concede disarm release".split()
)


def settles(verb: Token, word: str) -> bool:
    """Recognise *Norvane would sign*, *in return it would open its ports*, told on nobody's word."""
    return word in _SETTLING or (
        any(c.dep_ == "prep" and c.i < verb.i and is_exchange(c) for c in verb.children)
    )


NO_ACT = frozenset("know think say need want hope believe see mean understand ask agree find feel".split())
"""What somebody is said to do that is no act."""


def or_we_go(token: Token) -> str | None:
    """Read *if they build it, we go to court*, *without the rebate we vote no* as what *will* be done."""
    doer = own_subject(token)
    if token.tag_ != "VBP" or doer is None or doer.lower_ not in ("we", "i") or lemma(token) in NO_ACT:
        return None
    if token.lemma_ in ("be", "have") or any(c.dep_ == "aux" for c in token.children):
        return None
    for c in token.children:
        fronted = c.i < doer.i and c.left_edge.i <= token.sent.start + 2
        if fronted and c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children):
            return "will"
        if fronted and c.dep_ == "prep" and c.lower_ == "without":
            return "will"
    return None


_ADVANCING = frozenset("take enter advance march move push retake capture storm attack fight seize".split())
_FORCES = frozenset("army force troop navy fighter soldier militia".split())


def advances(verb: Token) -> bool:
    """Recognise *the army would take the hills*."""
    doer = own_subject(verb)
    return lemma(verb) in _ADVANCING and doer is not None and lemma(doer) in _FORCES


def _is_somebody(doer: Token) -> bool:
    return is_agentive(lemma(doer)) or is_agentive_suffix(lemma(doer))


def denied_to(doer: Token | None, verb: Token) -> bool:
    """Recognise *no foreigner would count its guns*: what is one's own is nobody else's to touch."""
    none = doer is not None and any(c.lower_ == "no" for c in doer.children) and _is_somebody(doer)
    own = any(t.tag_ == "PRP$" for t in verb.subtree if t.i > verb.i)
    if doer is not None and doer.lower_ in ("they", "you") and is_negated(verb) and modal(verb) == "can":
        return any(t.lower_ in ("our", "my") for t in verb.subtree if t.i > verb.i)
    return none and own and not is_passive(verb) and modal(verb) in ("will", "would", "shall")


def be_no(verb: Token) -> bool:
    """Recognise *I will not be minister in such a government*, *it would not be part of a bargain*."""
    return any(c.dep_ == "attr" and is_agentive(lemma(c)) for c in verb.children)


def not_a(doer: Token | None) -> bool:
    """Recognise *not a rupee would leave*, *not one boat will sail*."""
    first = doer.left_edge if doer is not None else None
    return first is not None and first.lower_ == "not" and first.nbor().lower_ in ("a", "an", "one")


def either_way(verb: Token) -> bool:
    """Recognise *would neither confirm nor deny*."""
    near = {t.lemma_.lower() for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i + 4]}
    return {"confirm", "deny"} <= near


def doer_is_named(verb: Token) -> bool:
    """Tell whether a verb's subject is a name or noun and no pronoun."""
    doer = subject(verb)
    return doer is not None and doer.tag_ != "PRP"
