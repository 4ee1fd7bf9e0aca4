"""Noun phrases as they are shown: without articles, and with what tells one group from another."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import Gazetteer

_BEFORE = ("det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod")
_AFTER = ("in", "of", "at", "from", "with", "within", "close", "inside", "on", "to")


def is_role(token: Token) -> bool:
    """Tell whether a noun names an office or occupation."""
    if (
        token.lower_ == "principal"
        and token.i + 1 < len(token.doc)
        and token.nbor().pos_ in ("NOUN", "PROPN")
    ):
        return False  # "the principal secretary"
    return token.lemma_.lower() in _ROLES


_ROLES = (nouns.HOLDERS | nouns.SPOKES | nouns.OFFICIALS | nouns.EXPERTS | nouns.LAWMAKERS) | {
    "negotiator", "co-leader", "premier", "executive", "manager", "dean", "warden", "clerk", "registrar",
}  # fmt: skip


_WRITTEN_LARGE = frozenset({"Government", "Cabinet", "Treasury"})


def is_organ_written_large(token: Token) -> bool:
    """Recognise *the Government*, as the papers of some countries write it: no word of a name."""
    if token.text not in _WRITTEN_LARGE or not token.i:
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    alone = after is token or not after.text[0].isupper()
    return alone and token.nbor(-1).lower_ == "the"


def portfolio_before(token: Token) -> str:
    """Give what a minister is for (*finance* of *Finance minister Ida Krog*), empty where nothing says."""
    before = token.doc[max(token.sent.start, token.i - 6) : token.i + 1]
    minister = next((t for t in reversed(before) if t.lower_ == "minister"), None)
    return minister.nbor(-1).lower_ if minister is not None and minister.i > token.sent.start else ""


def phrase(token: Token, with_place: bool = False) -> Span:
    """Give the noun phrase of a head: what stands before it, and for people also where they are from."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in _BEFORE:
            start = min(start, child.left_edge.i)
    end = token.i + 1
    if with_place:
        for child in token.rights:
            if child.i != end:
                continue
            if child.dep_ == "prep" and child.lower_ in _AFTER:
                if child.right_edge.i - child.i <= 6:
                    end = child.right_edge.i + 1
            elif child.dep_ in ("amod", "acl") and child.lower_ in (
                "familiar",
                "close",
                "briefed",
                "involved",
            ):
                end = min(child.right_edge.i + 1, child.i + 7)
    return token.doc[start:end]


def described(token: Token) -> Span:
    """Give the noun phrase of a head with what makes it a kind of its own: *chamber of commerce*.

    A name or a noun without an article after *of* tells which one is meant.
    """
    where = phrase(token)
    after = next((c for c in token.rights if c.i == token.i + 1 and c.dep_ == "prep"), None)
    if after is None or after.lower_ != "of":
        return where
    named = next((p for p in after.children if p.dep_ == "pobj"), None)
    if named is None or named.right_edge.i - token.i > 6 or any(c.tag_ == "PRP$" for c in named.children):
        return where
    name = named.tag_ in ("NNP", "NNPS")
    kind = not any(c.dep_ in ("det", "nummod") for c in named.children)
    if not name and not (kind and token.tag_ == "NN" and named.tag_ in ("NN", "NNS")):
        return where
    return token.doc[where.start : named.i + 1]


_ARTICLES = re.compile(
    r"^(?:the|a|an|one|two|three|four|five|six|some|several|many|both|other|its|his|her|their|those|these|no|any)\s+",
    re.IGNORECASE,
)


def bare(span: Span) -> str:
    """Give a phrase without its article and leading quantity."""
    return bare_text(span.text)


def bare_text(text: str) -> str:
    """Give the words of a phrase without article and leading quantity.

    Examples
    --------
    >>> bare_text("two unnamed EU diplomats")
    'EU diplomats'
    """
    text = re.sub(r"\s+", " ", text.replace("’", "'"))
    text = _ARTICLES.sub("", text)
    return re.sub(r"^(?:unnamed|anonymous|unidentified)\s+", "", text, flags=re.IGNORECASE)


def group_of(party: str | None, role: str, name: str, known: Gazetteer) -> str:
    """Normalise the group of an unnamed source, so that the same kind of people compare equal.

    Examples
    --------
    >>> from modusvivendi.statements.actors.gazetteer import gazetteer
    >>> group_of("European Union", "diplomat", "senior EU diplomat", gazetteer())
    'EU officials'
    >>> group_of(None, "people", "people familiar with the talks", gazetteer())
    'people familiar with the talks'
    """
    if party and party in known.demonym:
        return f"{known.adjective(party)} officials"
    lowered = re.sub(r"^(?:senior|unnamed|anonymous|top|high-ranking)\s+", "", name)
    return lowered.strip() or role
