"""What a sentence leaves behind: whom later pronouns, *the sources* and *the letter* mean."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.grammar import clause
from modusvivendi.statements.statement import SourceKind


def spoken_by(layers: list[Speech]) -> list[Who]:
    """Give who speaks in a sentence, media left aside."""
    return [w for layer in layers for w in layer.who if w.kind is not SourceKind.MEDIUM]


def remember(cast: Cast, sentence: Span, layers: list[Speech]) -> None:
    """Bring the discourse up to date: whom later pronouns and *the sources* mean."""
    heads = [
        t
        for t in sentence
        if (
            t.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj")
            or (t.dep_ == "attr" and (t.text in cast.people or _is_cleft(t)))
            or _lost_verb(t)
        )
        and t.pos_ in ("NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ")
    ]
    order = sorted(
        heads,
        key=lambda t: (
            _lost_verb(t) or (t.dep_ in ("nsubj", "nsubjpass") and clause(t).dep_ in ("ROOT", "ccomp")),
            -t.i,
        ),
    )
    named = [t for t in order if t.tag_ not in ("PRP", "WP", "WDT") and not cast.is_venue(t)]
    owned = {t.i: cast.refer(t) for t in named if any(c.tag_ == "PRP$" for c in t.children)}
    opening = next((t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    opens = owned.get(opening.i) if opening is not None else None
    doers = [t for t in sentence if t.dep_ in ("nsubj", "nsubjpass")]
    acts = any(t.tag_ == "PRP" for t in doers) or any(
        w.party and w.kind is not SourceKind.MEDIUM and w.role != "place"
        for t in doers
        if t in named
        for w in owned.get(t.i) or cast.refer(t)
    )
    for token in named:
        for who in owned.get(token.i) or cast.refer(token):  # "its chief" is of whom was spoken of before
            alone = not acts and token.dep_ == "pobj" and token.head.head.dep_ == "ROOT" and _is_the(token)
            subject_like = _lost_verb(token) or token.dep_ in ("nsubj", "nsubjpass", "conj")
            if who.kind is None and not who.known and not (subject_like or alone):
                continue  # but "the last word lies with the council"
            if who.kind is None and not who.known and not nouns.is_agentive(who.role):
                continue
            if who.role == "place" and not subject_like:
                continue
            acting = who.role == "place" and token.dep_ == "nsubj"  # "Havnia hesitates": no mere place
            cast.now.mention(replace(who, role="") if acting else who)
    if opening is not None and opening.head.lemma_ == "be" and not acts:
        for owner in (c for c in opening.children if c.dep_ == "poss" and c.tag_ != "PRP$"):
            for who in cast.refer(owner):
                if who.party and who.known and who.kind is None and who.role != "place":
                    cast.now.mention(who)  # "Havnia's interest is time. It …"
    for token in sentence:
        cast.remember_office(token)
        _remember_document(cast, token, layers)
    for layer in layers:
        for who in [*layer.cited, *layer.media, *layer.who]:
            cast.now.mention(who)
    spoke = spoken_by(layers)
    if spoke:
        cast.now.speakers = spoke
    elif (agents := [w for w in _agents(sentence, cast) if w.is_person]) != []:
        cast.now.speakers = agents  # "The offer was rejected by Ada Holm. She said …"
    elif opening is not None:
        cast.now.speakers = [
            w for w in opens or cast.refer_all(opening) if w.is_person or (w.anonymous and not w.plural)
        ] or cast.now.speakers
    subjects = [t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp")]
    subjects = subjects or [
        t for t in sentence if t.dep_ == "attr" and any(c.dep_ == "expl" for c in t.head.children)
    ]  # "Then there are the Greens."
    main = [t for t in subjects if t.head.dep_ == "ROOT"] or subjects[:1]
    for token in (*main, *(t for t in subjects if t not in main)):
        many = cast.refer_all(token)
        several = token.tag_ in ("NNS", "NNPS") or _takes_plural(token)
        if len(many) > 1 or (many and (many[0].plural or several)):
            cast.now.plural = many
            break


def _agents(sentence: Span, cast: Cast) -> list[Who]:
    by = [p for t in sentence if t.dep_ == "agent" and t.head.dep_ == "ROOT" for p in t.children]
    return cast.refer(by[0]) if by else []


def _is_the(noun: Token) -> bool:
    return any(c.lower_ == "the" for c in noun.children)


def _takes_plural(subject: Token) -> bool:
    """Tell whether a verb is in the plural (*the Falcons want money*)."""
    verb = subject.head
    finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return any(t.tag_ == "VBP" or t.lower_ == "were" for t in finite) and not any(
        t.tag_ == "MD" for t in finite
    )


def _is_cleft(token: Token) -> bool:
    """Recognise whom *It is Norvane that hesitates* is about."""
    verb = token.head
    after = (t.lower_ for t in token.doc[token.i + 1 : token.i + 2])
    return (
        verb.lemma_ == "be"
        and any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in verb.children)
        and next(after, "") in ("that", "who", "which")
    )


def _lost_verb(token: Token) -> bool:
    """Recognise the subject of a sentence whose verb the parse takes for a participle."""
    return token.dep_ == "ROOT" and token.pos_ == "PROPN" and any(c.dep_ == "acl" for c in token.children)


def _remember_document(cast: Cast, token: Token, layers: list[Speech]) -> None:
    """Note who wrote *in a letter to staff, the airline said …*, for what *the letter* says later."""
    lemma = token.lemma_.lower()
    if (
        lemma not in nouns.DOCUMENTS
        or token.dep_ != "pobj"
        or token.head.lower_ not in ("in", "by", "through")
    ):
        return
    wrote = next((w.party for layer in layers for w in layer.who if w.party and not w.anonymous), None)
    if wrote is not None:
        cast.now.documents[lemma] = wrote
