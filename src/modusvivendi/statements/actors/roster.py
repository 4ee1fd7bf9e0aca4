"""What kind each party of a report is, learned from all of its sentences before any is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.descriptions import learn_descriptions
from modusvivendi.statements.actors.gazetteer import NameKind, regions
from modusvivendi.statements.actors.kinds import (
    OF_NAME_WORD,
    OF_NOUN,
    OF_OFFICE,
    OF_POSSESSION,
    Kind,
)
from modusvivendi.statements.actors.names import RIVER_BANKS, is_name_word, name_span
from modusvivendi.statements.actors.nouns import ORGANISATIONS, words
from modusvivendi.statements.statement import SourceKind

if TYPE_CHECKING:
    from modusvivendi.statements.actors.cast import Cast

_STATE_NAMES = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.CAPITAL, NameKind.SEAT)
_BOUGHT = words("share stake bid offer takeover stock merger acquisition")
_ORGANS = words("ministry army parliament cabinet minister premier president military junta delegation")
_SAID, _SHOWN, _NAMED = 2.0, 1.0, 1.5


def learn_kinds(cast: Cast) -> None:
    """Note in ``cast.kinds`` what the words around each party's names tell of its kind."""
    named: set[str] = set()
    for token in cast.doc:
        if token.i in cast.spots:
            spotted = cast.spots[token.i]
            if spotted.name.kind in _STATE_NAMES and spotted.name.party not in named:
                named.add(spotted.name.party)
                cast.kinds.note(spotted.name.party, {Kind.STATE}, 20)
            if spotted.name.kind in _STATE_NAMES and (organ := _organ_of(token)):
                cast.organs[spotted.name.party] += organ
            acts = token.i == spotted.end - 1 and token.dep_ in ("nsubj", "poss", "nsubjpass", "amod", "conj")
            if _mediates(token):
                cast.mediators.add(spotted.name.party)
            if acts and spotted.name.kind in (*_STATE_NAMES, NameKind.BLOC):
                cast.weights[spotted.name.party] += 1 if token.dep_ == "amod" else 2
            if spotted.name.kind is not NameKind.BLOC or token.i != spotted.end - 1:
                continue
        elif not (is_name_word(token) and _closes_name(token)) and not cast.heads_pair(token):
            continue
        party = _party(cast, token)
        if party is None or cast.is_outlet(party):
            continue
        if party not in named:
            named.add(party)
            if party in regions():
                cast.kinds.note(party, {Kind.REGION}, 10)
            inner = any(c.isupper() and before != "-" for before, c in itertools.pairwise(party))
            if inner and " " not in party and not party.isupper():
                cast.kinds.note(party, {Kind.COMPANY}, 0.7)  # "HydroNord"
            role = next(
                (who.role for who in cast.organisations.values() if who.party == party and who.role), ""
            )
            if role in OF_NOUN:
                cast.kinds.note(party, OF_NOUN[role], _SAID)
            forms = {party, *(key for key, who in cast.organisations.items() if who.party == party)}
            if party.isupper() and party.endswith("U"):
                cast.kinds.note(party, {Kind.UNION}, 0.7)  # "HAWU"
            for word in {word for form in forms for word in _telling(form)}:
                if word in OF_NAME_WORD and _says_what(word, party):
                    cast.kinds.note(party, OF_NAME_WORD[word], _NAMED)
        if token.i not in cast.spots and _mediates(token):
            cast.mediators.add(party)
        if token.dep_ in ("nsubj", "poss", "nsubjpass", "conj") and token.i not in cast.spots:
            cast.weights[party] += 2
        for kinds, weight in _told(token):
            cast.kinds.note(party, kinds, weight)
    cast.descriptions = learn_descriptions(
        cast.doc, lambda token: _named(cast, token), lambda noun: _whole(cast, noun)
    )
    for party, whole in cast.descriptions.split.items():
        if whole is not None and cast.kinds.of(party):
            cast.kinds.note(whole, cast.kinds.of(party), _SAID)


def _telling(name: str) -> list[str]:
    """Give the word of a name that says what it names, else all: a *Rail Workers' Union* is no railway."""
    head = re.split(r" (?:of|for) ", name)[0].split()[-1:]
    words_ = head if head and head[0] in OF_NAME_WORD else name.split()
    return [word.rstrip("'’") for word in words_]


def _says_what(word: str, party: str) -> bool:
    """Tell what a body is from where it is: *Vale County Hospital* is no county, the West Bank no bank."""
    if party in regions() or party in RIVER_BANKS:
        return False
    if party.endswith(("Ministry", "Department")) and not party.endswith(word):
        return False  # the Mining Ministry is no company
    return OF_NAME_WORD[word] != {Kind.REGION} or party.endswith(word)


def _named(cast: Cast, token: Token) -> str | None:
    """Give the party that a token names outright."""
    return _party(cast, token) if token.i in cast.spots or is_name_word(token) else None


def _whole(cast: Cast, noun: Token) -> str | None:
    """Give the party whose part a noun is; *its* is taken for that of the last subject named before."""
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    if whose is None or whose.tag_ != "PRP$":
        owner = cast.owner(noun)
        return owner.party if owner is not None else None
    for token in reversed(cast.doc[: whose.i]):
        if token.dep_ in ("nsubj", "nsubjpass") and (party := _named(cast, token)) is not None:
            return party
    return None


_GO_BETWEENS = frozenset("mediator intermediary facilitator go-between".split())


def _mediates(token: Token) -> bool:
    """Tell whether somebody brings *both sides* together, puts something to them, or has a mediator there."""
    if token.dep_ in ("poss", "amod", "compound", "nmod"):
        return token.head.lemma_.lower() in _GO_BETWEENS
    if token.dep_ != "nsubj":
        return False
    verb = token.head
    told = {verb.lemma_, *(c.lemma_ for c in token.children if c.dep_ == "relcl")}
    if told & {"mediate", "broker"}:
        return True
    if any(
        c.dep_ == "appos" and c.lemma_ in ("mediator", "guarantor", "broker", "one") for c in token.children
    ):
        of = {t.lemma_ for c in token.children if c.dep_ == "appos" for t in c.subtree}
        return bool(of & {"mediator", "guarantor", "broker"})
    two = [
        t
        for t in verb.subtree
        if t.lemma_ in ("side", "delegation", "party", "camp", "neighbour")
        and any(c.lower_ in ("both", "two") for c in t.children)
    ]
    return bool(two) and verb.lemma_ in (
        "propose",
        "urge",
        "suggest",
        "present",
        "press",
        "ask",
        "call",
        "host",
        "invite",
    )


def _organ_of(token: Token) -> int:
    """Give how clearly a state's name or adjective stands with an organ of its own."""
    noun = token.head
    if token.dep_ == "pobj" and noun.lower_ == "of":
        noun = noun.head
    elif token.dep_ not in ("poss", "amod", "compound", "nmod"):
        return 0
    lemma = noun.lemma_.lower()
    return 3 if lemma == "government" else int(lemma in _ORGANS)


def _closes_name(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 3]
    if len(after) == 2 and after[0].text in ("'", "’", "'s", "’s") and after[1].text in ORGANISATIONS:
        return False  # "Miners' Federation"
    return not len(after) or not is_name_word(after[0])


def _party(cast: Cast, token: Token) -> str | None:
    """Give the party a name is of, where it is one as such and not a person or medium."""
    if token.text in cast.people and token.text not in cast.organisations:
        return None
    for who in cast.refer(token):
        if who.party and who.kind is None and who.known:
            return who.party
        if who.party and who.kind is None and who.role == "place":
            return who.party
        if who.kind not in (None, SourceKind.BODY):
            return None
    return None


def _seats(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lemma_ in ("seat", "election", "vote", "deputy") for c in verb.children)


def _told(token: Token) -> Iterator[tuple[frozenset[Kind], float]]:
    """Give what the words beside one mention of a name say of its kind."""
    for child in token.children:
        if child.dep_ == "appos" and child.lemma_.lower() in OF_NOUN and child.i > token.i:
            yield OF_NOUN[child.lemma_.lower()], _SAID
    listed = token.left_edge.i > 0 and token.left_edge.nbor(-1).lower_ in ("and", "or")  # misparsed
    if token.dep_ == "appos" and token.head.lemma_.lower() in OF_NOUN and not listed:
        yield OF_NOUN[token.head.lemma_.lower()], _SAID
    verbs = [c for c in token.children if c.dep_ == "relcl"] + [token.head] * (token.dep_ == "nsubj")
    if any(v.lemma_ in ("have", "win", "hold", "take", "lose") and _seats(v) for v in verbs):
        yield frozenset({Kind.POLITICAL}), _SAID  # "Reform 21, which has eleven seats"
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 6]]
    if after[:3] == [",", "as", "the"] and len(after) > 3 and after[3] in OF_NOUN:
        yield OF_NOUN[after[3]], _SAID  # "BayLink, as the company is called"
    left = token.left_edge
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ == "be":
        for child in token.head.children:
            if child.dep_ == "attr" and child.lemma_.lower() in OF_NOUN:
                yield OF_NOUN[child.lemma_.lower()], _SAID
    for before in (*token.lefts, *([left.nbor(-1)] if left.i > token.sent.start else [])):
        lemma = before.lemma_.lower()
        if (before.text.islower() and before.pos_ == "NOUN") or before.is_sent_start:
            kinds = OF_NOUN.get(lemma) or OF_NOUN.get(before.lower_)
            if kinds:
                yield kinds, _SAID
    start = name_span(token, {}).start
    if start > token.sent.start and token.doc[start - 1].lower_ in nouns.CREED_WORDS:
        yield frozenset({Kind.POLITICAL}), _SAID + _NAMED  # "the conservative Civic Union"
    noun = token.head
    if token.dep_ == "pobj" and noun.lower_ in ("of", "for", "in"):
        owned = noun.head.lemma_.lower()
        if owned in _BOUGHT:
            yield frozenset({Kind.COMPANY}), _SHOWN
        noun = noun.head if noun.lower_ == "of" else token
    elif token.dep_ not in ("poss", "compound", "nmod"):
        return
    lemma = noun.lemma_.lower()
    first = {c.lower_ for c in noun.children if c.i < noun.i}
    if (lemma == "executive" and "chief" in first) or (lemma == "director" and "managing" in first):
        yield frozenset({Kind.COMPANY}), _SHOWN
    elif lemma in OF_POSSESSION and token.dep_ != "compound":
        yield OF_POSSESSION[lemma], _SHOWN
    elif lemma in OF_OFFICE and noun is not token:
        yield OF_OFFICE[lemma], _SHOWN
