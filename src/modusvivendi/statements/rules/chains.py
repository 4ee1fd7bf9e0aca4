"""Chains of sources: outermost first, completed from neighbouring sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.grammar import lemma, subject
from modusvivendi.statements.statement import Source, SourceKind

_RELYING = words("base rely rest draw cite quote attribute credit")
_NEAR = 3
"""How many sentences away a medium may say where it has something from."""


@dataclass(frozen=True)
class Revealed:
    """In sentence ``number`` a medium is said to have something from ``whom``."""

    number: int
    medium: str
    whom: tuple[Who, ...]


def chain(layers: Iterable[Speech], holder: Who | None, *, quiet: bool = False) -> list[Who]:
    """Order who is cited for a statement, outermost first.

    Parameters
    ----------
    layers
        The layers of speech around it, outermost first.
    holder
        Who takes the stance, where it is somebody who speaks for a party rather than the party itself.
    quiet
        Nobody is said to have said anything: the holder only hopes or wants, or is said to.
    """
    found: list[Who] = []
    for layer in layers:
        spoke = layer.who
        if holder is not None and len(spoke) > 1 and any(_same(holder, w) for w in spoke):
            spoke = [w for w in spoke if _same(holder, w)]
        for who in [*layer.media, *spoke, *layer.cited]:
            if who.kind is not None and not any(_same(who, other) for other in found):
                found.append(who)
    media = [w for w in found if w.kind is SourceKind.MEDIUM]
    rest = [w for w in found if w.kind is not SourceKind.MEDIUM]
    ordered = [*media, *rest]
    if holder is not None and holder.kind is not None and not rest and not quiet:
        ordered.append(holder)
    return ordered


def _same(a: Who, b: Who) -> bool:
    return a.name == b.name or (a.anonymous and b.anonymous and a.group == b.group)


def revealed(sentence: Span, number: int, layers: Iterable[Speech], cast: Cast) -> list[Revealed]:
    """Find where a sentence says whom a medium has something from.

    *Welt reported, citing diplomats*; *The paper bases its account on diplomats, who have it from officials*.
    """
    found = []
    for layer in layers:
        media = [w for w in layer.who if w.kind is SourceKind.MEDIUM]
        told = [w for w in layer.who if w.kind is SourceKind.DOCUMENT and w.party is None]
        if told and layer.cited and layer.cue.pos_ == "VERB":  # "The report, citing diplomats, noted that …"
            media = cast.now.media[:1]
        if media and layer.cited:
            found.append(Revealed(number, media[-1].name, tuple(layer.cited)))
    for token in sentence:
        if token.pos_ != "VERB" or lemma(token) not in _RELYING or token.lower_ in ("citing", "quoting"):
            continue
        doer = subject(token)
        media = [w for w in cast.refer(doer) if w.kind is SourceKind.MEDIUM] if doer is not None else []
        whom = _relied_on(token, cast)
        if media and whom:
            found.append(Revealed(number, media[-1].name, (*whom, *_handed_on(sentence, token, whom, cast))))
    return found


def _relied_on(verb: Token, cast: Cast) -> list[Who]:
    account = [g for c in verb.children if c.dep_ == "dobj" for g in c.children]
    for c in [*verb.children, *account]:
        if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "from"):
            for pobj in c.children:
                who = [w for w in cast.refer_all(pobj) if w.kind not in (None, SourceKind.MEDIUM)]
                if who:
                    return who
        if c.dep_ == "dobj" and lemma(verb) in ("cite", "quote"):
            return [w for w in cast.refer_all(c) if w.kind not in (None, SourceKind.MEDIUM)]
    return []


def _handed_on(sentence: Span, verb: Token, whom: list[Who], cast: Cast) -> list[Who]:
    """Give from whom those relied on have it in turn: *who say they were told by officials*."""
    for token in sentence.doc[verb.i + 1 : sentence.end]:
        if token.dep_ == "agent" or (token.lower_ == "from" and token.dep_ == "prep"):
            for pobj in token.children:
                inner = [w for w in cast.refer(pobj) if w.kind is not None]
                if inner and not any(_same(w, x) for w in inner for x in whom):
                    return inner
    return []


def complete(links: list[Who], number: int, known: Iterable[Revealed]) -> list[Who]:
    """Complete a chain that ends at a medium with whom the medium is said, close by, to have it from."""
    # A party's unnamed people behind a medium are whom its report is about, not whom it was told by, where it
    # says close by whom it has it from.
    acting = len(links) > 1 and links[-1].anonymous and links[-1].party is not None
    told = links[:-1] if acting and links[-2].kind is SourceKind.MEDIUM else links
    if not told or told[-1].kind is not SourceKind.MEDIUM:
        return links
    near = [r for r in known if r.medium == told[-1].name and abs(r.number - number) <= _NEAR]
    if acting:
        near = [r for r in near if r.number > number and not any(_same(w, links[-1]) for w in r.whom)]
    if not near:
        return links
    best = min(near, key=lambda r: (abs(r.number - number), r.number < number))
    return [*told, *best.whom]


def sources(links: Iterable[Who]) -> tuple[Source, ...]:
    """Give the chain in its public form."""
    return tuple(s for s in (who.source() for who in links) if s is not None)
