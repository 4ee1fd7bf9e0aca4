"""What an assessment of the form *X would make Y do Z* claims to bring about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from modusvivendi.statements.acts.agents import Mentions, PartyFinder, agents_of
from modusvivendi.statements.acts.classify import find_classes, is_negated
from modusvivendi.statements.acts.lexicon import class_of
from modusvivendi.statements.statement import Act, Effect

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ACCEPTING = set(
    """
    acceptance consent approval agreement assent willingness readiness openness support backing blessing
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
BRINGING = set(
    """
    make bring get encourage persuade prompt lead induce force push press move allow enable help convince
    spur tempt compel oblige drive let increase raise boost strengthen
    """.split()
)
"""Verbs of bringing somebody to do something."""
PREVENTING = LOWERING | set("stop keep discourage dissuade forbid".split())
JOINING = set(
    """
    involvement participation presence membership entry accession inclusion role part engagement joining
    arrival
    contribution soldier troop force peacekeeper contingent help support backing weight move step offer
    """.split()
)
"""Nouns of a party's taking part in what others do."""
OF_OTHERS = (
    (ACCEPTING - {"willingness", "readiness"}) | STANCE | RESISTING | (ACCEPT_VERBS - {"return", "come"})
)
"""Words between a causative verb and an act that make it the act of others, which somebody would accept."""


def effect_in(doc: Doc, find_parties: PartyFinder) -> Effect | None:
    """Read an assessment's phrase as *X would make Y do Z*, or give None.

    Z is either an act of Y's own ("an amnesty would persuade the rebels to disarm") or going along with what
    others do: "China's involvement could alter Russia's stance toward accepting a force", "soldiers from the
    Global South would be easier for Moscow to accept". That something would *not* change anybody's mind is no
    effect either way.
    """
    mentions = Mentions(doc, find_parties)
    return (
        _brought_about(doc, mentions)
        or _driven_off(doc, mentions)
        or _accepted(doc, mentions)
        or _brought_to(doc, mentions)
    )


WINNING = set(
    """
    persuade coax win bring talk tempt lure nudge convince entice cajole sway press push pull draw get lead
    """.split()
)
DRIVING = set("drive force push scare frighten chase keep".split())
AWAY = set("out away off from".split())
ROUND = set("round around over aboard along onboard on".split())
BACK = set("back in".split())


def won_over(doc: Doc, find_parties: PartyFinder) -> Act | None:
    """Read "Russia could be coaxed back", "the union can be won over" as its coming back, or accepting.

    Parameters
    ----------
    doc
        What somebody thinks might come about.
    find_parties
        Names the parties in a text.
    """
    mentions = Mentions(doc, find_parties)
    for verb in doc:
        subject = _subject(verb)
        passive = subject is not None and subject.dep_ == "nsubjpass" and verb.lemma_ in WINNING
        if not passive or subject is None or _is_denied(verb):
            continue
        agents = tuple(mentions.under(subject)[:1])
        where = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "prt", "prep")}
        if agents and where & BACK:
            return Act(agents=agents, action="come-back", label="come back")
        if agents and where & ROUND:
            return Act(agents=agents, action="accept", label="accept it")
    return None


def _brought_about(doc: Doc, mentions: Mentions) -> Effect | None:
    """Read that somebody would be brought to an act of its own."""
    for verb in doc:
        subject = _subject(verb)
        if subject is None or verb.lemma_ not in BRINGING | PREVENTING or _is_denied(verb):
            continue
        agents = _parties_outside(verb, subject, mentions)
        cause = _cause(subject, mentions)
        for found in find_classes(doc):
            own = found.token.i == verb.i or (
                verb.is_ancestor(found.token) and not _within(found.token, subject)
            )
            if not own or found.token.pos_ != "VERB" or not agents or cause is None:
                continue
            if set(cause.agents) & set(agents) or _between(found.token, verb) & OF_OTHERS:
                continue
            effect = Act(agents=agents, action=found.kind.action, label=found.kind.label)
            raises = (verb.lemma_ in PREVENTING) == _is_doubted(verb, subject)
            return Effect(cause=cause, effect=effect, raises=raises)
    return None


def _driven_off(doc: Doc, mentions: Mentions) -> Effect | None:
    """Read that somebody would be driven out of something, or brought back to it."""
    for verb in doc:
        subject = _subject(verb)
        where = {c.lower_ for c in verb.children if c.dep_ in ("prep", "prt", "advmod")}
        off, back = bool(where & AWAY) and verb.lemma_ in DRIVING, "back" in where and verb.lemma_ in WINNING
        if subject is None or not (off or back) or _is_denied(verb):
            continue
        agents, cause = _parties_outside(verb, subject, mentions), _cause(subject, mentions)
        if not agents or cause is None or set(cause.agents) & set(agents):
            continue
        found = next((f.kind for f in find_classes(doc) if not _within(f.token, subject)), None)
        action, label = (found.action, found.label) if found else ("take-part", "take part")
        if back:
            action, label = "come-back", "come back"
        return Effect(cause=cause, effect=Act(agents=agents, action=action, label=label), raises=back)
    return None


def _brought_to(doc: Doc, mentions: Mentions) -> Effect | None:
    """Read that somebody would be brought to an act of no known class: "lead Borsk to drop its veto"."""
    for verb in doc:
        subject = _subject(verb)
        if subject is None or verb.lemma_ not in BRINGING | PREVENTING or _is_denied(verb):
            continue
        done = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB"), None)
        agents, cause = _parties_outside(verb, subject, mentions), _cause(subject, mentions)
        if done is None or not agents or cause is None or set(cause.agents) & set(agents):
            continue
        words = [c.lemma_ for c in done.children if c.dep_ == "dobj"]
        rest = doc.text[done.idx + len(done) :].strip(" .")
        act = Act(
            agents=agents, action="-".join([done.lemma_, *words]), label=f"{done.lemma_} {rest}".strip()
        )
        raises = (verb.lemma_ in PREVENTING) == _is_doubted(verb, subject)
        return Effect(cause=cause, effect=act, raises=raises)
    return None


def _accepted(doc: Doc, mentions: Mentions) -> Effect | None:
    """Read that somebody would go along with something."""
    anchor = _anchor(doc)
    if anchor is None:
        return None
    verb = _causative(anchor)
    subject = _subject(verb)
    if subject is None or (verb.lemma_ != "be" and _is_denied(verb)):
        return None
    agents = _accepting_party(anchor, verb, subject, mentions)
    if not agents:
        return None
    cause = _cause(subject, mentions)
    if cause is None or set(cause.agents) & set(agents):
        return None
    accepted = next(
        (f.kind.action for f in find_classes(doc) if not _within(f.token, subject)),
        cause.action if class_of(cause.action) and cause.action != "take-part" else None,
    )
    kind = class_of(accepted) if accepted else None
    if kind and kind.two_sided and kind.action != cause.action:  # to accept a ceasefire is to cease fire
        effect = Act(agents=agents, action=kind.action, label=kind.label)
    else:
        action = f"accept:{accepted}" if accepted else "accept"
        label = f"accept that others {kind.label}" if kind else "accept it"
        effect = Act(agents=agents, action=action, label=label)
    return Effect(cause=cause, effect=effect, raises=_raises(anchor, verb, subject))


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)


def _is_denied(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_doubted(verb: Token, subject: Token) -> bool:
    outside = [t for t in verb.subtree if not _within(t, subject)]
    return bool({w for t in outside for w in (t.lower_, t.lemma_)} & DOUBTING)


def _between(token: Token, verb: Token) -> set[str]:
    words = set()
    while token.i not in (verb.i, token.head.i):
        token = token.head
        words.add(token.lemma_)
    return words


def _parties_outside(verb: Token, subject: Token, mentions: Mentions) -> tuple[str, ...]:
    """Name the first party a verb's phrase speaks of apart from its subject."""
    names = [
        mentions.by_token[t.i] for t in verb.subtree if t.i in mentions.by_token and not _within(t, subject)
    ]
    return tuple(names[:1])


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
        if dative or token.dep_ in ("nsubj", "dobj", "poss"):
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
    of_its_own = (
        subject.pos_ == "NOUN" and subject.i not in mentions.by_token and subject.lemma_ not in JOINING
    )
    if agents and not of_its_own:
        return Act(agents=agents, action="take-part", label="take part")
    if inside:
        return Act(action=inside[0].kind.action, label=inside[0].kind.label)
    if not of_its_own:
        return None
    text = subject.doc[subject.left_edge.i : subject.right_edge.i + 1].text
    return Act(agents=agents, action=_word(subject), label=f"bring about {text}")


def _word(token: Token) -> str:
    """Give a noun with what is hyphened to it: "write-off", of which a parser makes three words."""
    text = token.doc.text
    before = re.search(r"[\w-]*$", text[: token.idx])
    word = f"{before[0] if before else ''}{token.text}".lower().strip("-")
    return word if "-" in word else token.lemma_.lower()


def _parties(subject: Token, mentions: Mentions) -> list[str]:
    return mentions.under(subject)[:1]


def _within(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


def _raises(anchor: Token, verb: Token, subject: Token) -> bool:
    if anchor.lemma_ in RESISTING:
        raising = verb.lemma_ in (LOWERING - {"harden"}) | {"ease", "soften", "overcome"}
    else:
        raising = verb.lemma_ not in LOWERING and not _is_denied(verb)
    return raising != _is_doubted(verb, subject)
