"""What an assessment of the form *X would make Y do Z* claims to bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modusvivendi.statements.acts.classify import Mentions, PartyFinder, agents_of, find_classes, is_negated
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import Act, Effect

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ACCEPTING = set(
    """
    acceptance consent approval agreement assent willingness readiness openness
    """.split()
)
STANCE = set("stance position attitude view mind calculation calculus".split())
RESISTING = set("resistance opposition objection reluctance hostility refusal rejection".split())
ACCEPTABLE = set("acceptable palatable tolerable easy attractive likely".split())
ACCEPT_VERBS = set("accept tolerate consent agree live approve swallow return come".split())
RAISING = set(
    """
    increase raise boost improve alter change shift make help encourage persuade win ease induce
    prompt lead strengthen bring convince sway get enable allow soften move secure facilitate would
    could might be
    """.split()
)
LOWERING = set(
    """
    reduce lower lessen weaken harden hinder diminish undermine prevent deter complicate block
    """.split()
)
DOUBTING = set("less little unlikely hard harder difficult impossible unacceptable".split())


def effect_in(doc: Doc, find_parties: PartyFinder) -> Effect | None:
    """Read an assessment's phrase as *cause would make somebody accept something*, or give None.

    Examples of what is read: "China's involvement could alter Russia's stance toward accepting a force",
    "soldiers from the Global South would be easier for Moscow to accept".
    """
    mentions = Mentions(doc, find_parties)
    anchor = _anchor(doc)
    if anchor is None:
        return None
    verb = _causative(anchor)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    if subject is None:
        return None
    agents = _accepting_party(anchor, verb, subject, mentions)
    if not agents:
        return None
    cause = _cause(subject, mentions)
    if cause is None or set(cause.agents) & set(agents):
        return None
    accepted = next(
        (f.kind.action for f in find_classes(doc) if not _within(f.token, subject)),
        cause.action if cause.action != "take-part" else None,
    )
    action = f"accept:{accepted}" if accepted else "accept"
    kind = class_of(accepted) if accepted else None
    label = f"accept that others {kind.label}" if kind else "accept it"
    return Effect(
        cause=cause, effect=Act(agents=agents, action=action, label=label), raises=_raises(anchor, verb)
    )


def _anchor(doc: Doc) -> Token | None:
    """Find the word that speaks of accepting."""
    for words in (ACCEPTING, ACCEPTABLE, RESISTING, STANCE, ACCEPT_VERBS):
        for token in doc:
            comparative = token.tag_ in ("JJR", "RBR") and token.lower_ in ("easier", "harder", "likelier")
            if (
                token.lemma_ in words
                or (words is ACCEPTABLE and comparative)
                or (words is ACCEPTABLE and token.lower_ == "unacceptable")
            ):
                return token
    return None


def _causative(anchor: Token) -> Token:
    """Climb from the accepting to the verb that is said to bring it about."""
    current = anchor
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "csubj") for c in current.children):
            lemma = current.lemma_
            if lemma in RAISING or lemma in LOWERING or any(c.tag_ == "MD" for c in current.children):
                return current
    return current


def _accepting_party(anchor: Token, verb: Token, subject: Token, mentions: Mentions) -> tuple[str, ...]:
    """Name who would accept: the owner of the acceptance, or "to Russia", "for Moscow"."""
    own = [n for c in anchor.children if c.dep_ == "poss" for n in mentions.under(c)]
    if own:
        return tuple(own)
    names: list[str] = []
    for token in verb.subtree:
        if _within(token, subject) or token.i not in mentions.by_token:
            continue
        above = token.head
        dative = above.dep_ in ("prep", "dative", "mark") and above.lower_ in ("to", "for", "by", "of")
        is_subject = token.dep_ in ("nsubj", "dobj") and token.head.lemma_ in ACCEPT_VERBS | RAISING
        if dative or is_subject or token.dep_ == "poss":
            name = mentions.by_token[token.i]
            if name not in names:
                names.append(name)
    return tuple(names[:1])


def _cause(subject: Token, mentions: Mentions) -> Act | None:
    """Read the subject of the causative verb as an act."""
    inside = [f for f in find_classes(subject.doc) if _within(f.token, subject)]
    for found in inside:
        agents = tuple(agents_of(found.token, mentions)) or tuple(_parties(subject, mentions))
        if agents:
            return Act(
                agents=agents,
                action=found.kind.action,
                label=found.kind.label,
                negated=is_negated(found.token),
            )
    agents = tuple(_parties(subject, mentions))
    if not agents:
        return None
    return Act(agents=agents, action="take-part", label="take part")


def _parties(subject: Token, mentions: Mentions) -> list[str]:
    return mentions.under(subject)[:1]


def _within(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


def _raises(anchor: Token, verb: Token) -> bool:
    words = {t.lower_ for t in verb.subtree} | {t.lemma_ for t in verb.subtree}
    raising = verb.lemma_ not in LOWERING and not any(c.dep_ == "neg" for c in verb.children)
    if anchor.lemma_ in RESISTING:
        raising = verb.lemma_ in LOWERING | {"ease", "soften", "overcome"}
    if words & DOUBTING:
        raising = not raising
    return raising
