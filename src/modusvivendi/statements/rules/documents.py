"""What a party's plan or offer holds: *Norvane's plan provides for a vote*, *under its offer they stay*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive, words
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, is_negated, is_passive, lemma, modal, own_subject
from modusvivendi.statements.statement import Stance

_PLANS = words(
    "plan proposal draft blueprint roadmap formula text package scheme initiative compromise suggestion idea "
    "counterproposal counter-proposal outline document paper bill motion timetable framework model template "
    "petition manifesto"
)
_OFFERS = words("offer bid counteroffer counter-offer concession")
_ASKS = words("demand claim ultimatum")
_CONTAINS = {
    "call": ("for",),
    "provide": ("for",),
    "allow": ("for",),
    "envisage": (),
    "envision": (),
    "foresee": (),
    "include": (),
    "contain": (),
    "comprise": (),
    "propose": (),
    "demand": (),
    "require": (),
    "stipulate": (),
    "prescribe": (),
    "see": (),
    "offer": (),
    "involve": (),
    "seek": (),
    "suggest": (),
}
_EXCLUDES = words("exclude")
_PUTS_FORWARD = words(
    "present propose table submit draft offer float unveil circulate publish announce draw outline put "
    "suggest"
)
_UNDER = words("under according")
_CLAUSES = words(
    "point article clause paragraph section annex chapter item provision non-paper nonpaper memorandum "
    "protocol agreement deal accord treaty pact communique communiqué"
)
_PARTS = words("paper") | _CLAUSES
_OBLIGES = words("oblige bind commit require compel obligate force allow permit entitle")
_LAYS_DOWN = words(
    "say state provide foresee envisage envision stipulate specify prescribe propose suggest require"
)


def documented(token: Token) -> Frame | None:
    """Read a verb as saying what a party's plan or offer holds, or give None."""
    if (
        token.pos_ not in ("VERB", "AUX")
        or token.dep_ in ("aux", "auxpass", "amod", "compound")
        or is_passive(token)
    ):
        return _under(token) if token.pos_ == "VERB" and token.dep_ in ("ROOT", "ccomp", "conj") else None
    text = own_subject(token)
    if text is not None and lemma(text) in _PLANS | _OFFERS | _ASKS | _PARTS and text.i < token.i:
        return _holds(token, text) or _has_them(token, text)
    return _under(token) if token.dep_ in ("ROOT", "ccomp", "conj") else None


def _holds(token: Token, text: Token) -> Frame | None:
    """Read *Norvane's plan calls for a vote*."""
    word = lemma(token)
    owner = owner_of(text)
    if owner is None or (word not in _CONTAINS and word not in _EXCLUDES):
        return None
    if word == "see" and modal(token) not in ("would", "will"):
        return None
    content = [c for c in token.children if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > token.i]
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in _CONTAINS.get(word, ()):
            content += [p for p in c.children if p.dep_ in ("pobj", "pcomp")]
    if not content:
        return None
    stance = _stance(text)
    if is_negated(token) or word in _EXCLUDES:
        stance = Stance.RULES_OUT
    frame = plain(token, stance, content, "document")
    frame.holder = owner
    return frame


def _has_them(token: Token, text: Token) -> Frame | None:
    """Read *the draft provides that Norvane opens its ports*, *point two obliges both sides to disarm*.

    Where nobody says whose draft it is, what it would have a party do stands as that party's offer.
    """
    word = lemma(token)
    if lemma(text) not in _PLANS | _PARTS or is_negated(token) or modal(token) in ("must", "should"):
        return None
    done: Token | None
    if word in _OBLIGES:
        whom = child(token, "dobj")
        done = child(token, "xcomp", "ccomp")
        if done is None:
            to = next(
                (c for c in token.children if c.dep_ == "prep" and c.lower_ == "to" and c.i > token.i), None
            )
            done = child(to, "pcomp", "pobj") if to is not None else None
        whom = whom or (own_subject(done) if done is not None else None)
    elif word in _LAYS_DOWN:
        done = child(token, "ccomp")
        if done is None:
            for_ = next((c for c in token.children if c.lower_ == "for" and c.i > token.i), None)
            done = child(for_, "pcomp") if for_ is not None else None
        whom = own_subject(done) if done is not None else None
    elif word in ("have", "see"):
        done = child(token, "ccomp", "xcomp")
        whom = own_subject(done) if done is not None and modal(token) in ("would", "will") else None
    else:
        return None
    if done is None or whom is None or not _may_act(whom):
        return None
    owner = owner_of(text)
    if owner is not None and whom.tag_ != "PRP" and whom.lower_ != owner.lower_ and not is_negated(done):
        # "Norvane's paper would have both armies stay"
        frame = plain(token, _stance(text), [done], "document")
        frame.holder, frame.target = owner, whom
        return frame
    frame = plain(token, Stance.RULES_OUT if is_negated(done) else Stance.OFFERS, [done], "document")
    frame.holder = whom
    return frame


def _may_act(whom: Token) -> bool:
    return whom.pos_ == "PROPN" or whom.tag_ == "PRP" or is_agentive(lemma(whom)) or lemma(whom) == "side"


def _under_it(token: Token) -> bool:
    """Recognise *under the paper, …*, *under point two …*, also before what is coordinated."""
    return any(lemma(text) in _PLANS | _PARTS for text in _texts(token))


def _texts(token: Token) -> Iterator[Token]:
    """Give under what something would be done, wherever the parse has it hang."""
    first = token.head if token.dep_ == "conj" else token
    dated = (g for c in token.children if c.dep_ == "advcl" and c.tag_ == "VBN" for g in c.children)
    for c in (*token.children, *first.children, *dated):  # "Under the paper, dated 2 May, Norvane would"
        if c.lower_ == "under" and c.dep_ == "prep" and c.i < token.i:
            text = child(c, "pobj")
            if text is not None:
                yield text


def _under(token: Token) -> Frame | None:
    """Read *under Norvane's offer, the guild would keep its hall*."""
    if _under_it(token) and modal(token if token.dep_ != "conj" else token.head) in (
        "would",
        "will",
        "shall",
    ):
        doer = own_subject(token) or (own_subject(token.head) if token.dep_ == "conj" else None)
        if (
            doer is not None
            and _may_act(doer)
            and lemma(token) not in ("be", "have", "get", "receive", "keep")
        ):
            frame = plain(
                token, Stance.RULES_OUT if is_negated(token) else Stance.OFFERS, [token], "document"
            )
            frame.holder = doer
            if not _owned(token):
                return frame
    if modal(token) not in ("would", "will", "could") or is_negated(token):
        return None
    for c in (*token.children, *_set_before(token)):
        if c.lower_ not in _UNDER or c.i > token.i:
            continue
        holding = next((g for g in c.children if g.lower_ == "to"), c)
        text = child(holding, "pobj")
        owner = owner_of(text) if text is not None and lemma(text) in _PLANS | _OFFERS else None
        doer = own_subject(token)
        if text is None or owner is None or doer is None:
            continue
        stance = _stance(text)
        if doer.lower_ in (owner.lower_, "it", "they", "he", "she"):
            stance = Stance.OFFERS
        frame = plain(token, stance, [token], "document")
        frame.holder = owner
        frame.target = doer if stance is Stance.DEMANDS and not is_passive(token) else None
        return frame
    return None


def _set_before(token: Token) -> list[Token]:
    """Give *under* that opens a sentence: *Under Norvane's plan, put to them in May, Havnia would …*."""
    first = token.sent[0]
    main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")
    return [first] if main and first.lower_ == "under" and first.head is not token else []


def _owned(token: Token) -> bool:
    """Tell whether the plan under which something would be done is somebody's."""
    return any(owner_of(text) is not None for text in _texts(token))


def _stance(text: Token) -> Stance:
    return Stance.OFFERS if lemma(text) in _OFFERS else Stance.DEMANDS


def _has_a_doer(verb: Token) -> bool:
    doer = own_subject(verb)
    return doer is not None and doer.tag_ not in ("WDT", "WP") and not is_passive(verb)


def owner_of(text: Token) -> Token | None:
    """Give whose a plan is: *Norvane's*, *Norvanian*, *by Norvane*, *tabled by Norvane*, *that it tabled*."""
    whose = child(text, "poss")
    if whose is not None:
        return whose
    for c in text.children:
        if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from"):
            by = child(c, "pobj")
        elif c.dep_ in ("relcl", "acl") and lemma(c) in _PUTS_FORWARD and _has_a_doer(c):
            by = own_subject(c)
        elif c.dep_ == "acl" and c.tag_ == "VBN":
            agent = next((g for g in c.children if g.lower_ == "by"), None)
            by = child(agent, "pobj") if agent is not None else None
        else:
            continue
        if by is not None and (by.pos_ == "PROPN" or is_agentive(lemma(by))):
            return by
    return next(
        (
            c
            for c in text.children
            if c.i < text.i
            and c.dep_ in ("amod", "compound", "nmod")
            and (c.pos_ == "PROPN" or c.ent_type_ == "NORP")
        ),
        None,
    )
