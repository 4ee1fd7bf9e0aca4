"""Who a phrase names, and whose act a word in it is: its subject, its owner, who stands above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from modusvivendi.statements.acts.groups import group_mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PartyFinder = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the parties a text names: start, end, canonical name."""
SUBJECTS = {"nsubj", "csubj", "agent"}
PASSIVE = {"nsubjpass", "auxpass"}
PLACES = {"in", "into", "inside", "within", "on", "onto", "at", "near", "against", "over"}
"""Prepositions whose objects are where or against whom something is done, never who does it."""
OWNERS = {"of", "by", "from", "between", "with", "among", "for"}

_NAMED_AFTER_PLACE = re.compile(
    r"^(?:[-–]\w+)? (?:Group|Process|Accords?|Agreements?|Protocols?|Treaty|Declaration|Convention|Format"
    r"|Memorandum|Conference|Summit|Plan|Pact|Initiative|Principles)\b"
)


def parties_named(text: str, find_parties: PartyFinder) -> list[tuple[int, int, str]]:
    """Find the parties a text names, without places that something is called after ("Oslo Accords")."""
    return [
        (start, end, name)
        for start, end, name in find_parties(text)
        if not _NAMED_AFTER_PLACE.match(text[end:])
    ]


class Mentions:
    """The parties and groups a parsed text names, by token; *both sides* names two."""

    def __init__(self, doc: Doc, find_parties: PartyFinder) -> None:
        self.by_token: dict[int, str] = {}
        self._further: dict[int, list[str]] = {}
        named = parties_named(doc.text, find_parties)
        grouped = group_mentions(doc.text)
        # A phrase that names a group wins over a party named inside it ("beyond Ukraine's Western allies"),
        # and a longer name over a shorter one ("European Union" over "European").
        kept = [
            (start, end, name)
            for start, end, name in grouped
            if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in named)
        ]
        kept += [
            (start, end, name)
            for start, end, name in named
            if not any(s < end and start < e for s, e, _ in kept)
        ]
        for token in doc:
            for start, end, name in kept:
                if token.idx < end and start < token.idx + len(token):
                    if token.i in self.by_token:
                        self._further.setdefault(token.i, []).append(self.by_token[token.i])
                    self.by_token[token.i] = name

    def at(self, place: int) -> list[str]:
        """Give the parties that the word at a place names."""
        name = self.by_token.get(place)
        return [] if name is None else [*self._further.get(place, ()), name]

    def under(self, token: Token, *, skip_places: bool = True) -> list[str]:
        """Name the parties in the phrase a token heads, in order, leaving out places."""
        names: list[str] = []
        for child in token.subtree:
            if skip_places and child.i in self.by_token and _in_place(child, token):
                continue
            names += [name for name in self.at(child.i) if name not in names]
        return names


def _in_place(token: Token, top: Token) -> bool:
    """Whether a token stands in a phrase of place below ``top``."""
    while token.i not in {top.i, token.head.i}:
        if token.dep_ == "prep" and token.lower_ in PLACES | {"to", "toward", "towards"}:
            return True
        token = token.head
    return False


def agents_of(token: Token, mentions: Mentions) -> list[str]:
    """Name whose act the word is: its subject, its owner, or the subject of what it depends on.

    "European troops" belong to the European countries, a "mandate from the UN" is the UN's, "Macron agreed
    to send troops" makes the sending his.
    """
    if token.pos_ not in ("VERB", "AUX"):
        own = _owners(token, mentions)
        if own:
            return own
    current = token
    for _ in range(5):
        subject = [c for c in current.children if c.dep_ in SUBJECTS]
        passive = any(c.dep_ in PASSIVE for c in current.children)
        if subject and not (passive and subject[0].dep_ != "agent"):
            named = [name for s in subject for name in mentions.under(s)]
            if named or current.pos_ in ("VERB", "AUX"):
                return named or _owned_objects(token, mentions)
        if current.i == token.i and token.pos_ in ("VERB", "AUX"):
            owned = _owned_objects(token, mentions)
            if owned:
                return owned
        if current.head.i == current.i or current.dep_ in ("relcl", "nsubj"):
            break
        current = current.head
    return []


def _owners(noun: Token, mentions: Mentions) -> list[str]:
    names: list[str] = []
    own = mentions.at(noun.i)
    if own:
        return own
    while noun.dep_ == "compound":  # "a ceasefire agreement between A and B"
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":  # "A as a guarantor"
        return mentions.under(noun.head.head)[:1]
    for child in noun.children:
        owns = child.dep_ in ("poss", "amod", "compound", "nmod", "npadvmod") or (
            child.dep_ == "prep" and child.lower_ in OWNERS
        )
        if owns:
            names += [n for n in mentions.under(child) if n not in names]
    return names


def _owned_objects(verb: Token, mentions: Mentions) -> list[str]:
    """Name the owners of what is sent or stationed: "stationing European troops"."""
    names: list[str] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "pobj", "prep") and not (
            child.dep_ == "prep" and child.lower_ != "of"
        ):
            nouns = [child] if child.dep_ != "prep" else list(child.children)
            for noun in nouns:
                for name in _owners(noun, mentions):
                    if name not in names:
                        names.append(name)
    return names
