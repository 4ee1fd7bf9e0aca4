"""Cities that are parties themselves, with mayors who speak for them, and capitals where states speak."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.spots import Spot

CITIES = nouns.words("city town municipality borough commune village")
"""Nouns for places with a mayor."""

_OWNED = nouns.words("offer demand position refusal plan proposal stance budget answer reply decision")


def city_acts(doc: Doc) -> bool:
    """Tell whether a text speaks of *the city* as one that decides (*the city would pay*, *its offer*).

    Where it does not, a mayor is somebody of their own or of a party.
    """
    return any(_acts(token) for token in doc if token.lemma_ in CITIES and token.text.islower())


def _acts(city: Token) -> bool:
    if not any(c.lower_ == "the" for c in city.children):
        return False
    if city.dep_ == "poss":
        return nouns.is_agentive(city.head.lemma_) or city.head.lemma_ in _OWNED
    if city.dep_ == "conj" and city.head.dep_ in ("nsubj", "pobj", "appos"):
        return any(c.lower_ == "of" for c in city.children)  # "the league and the city of Norra have …"
    return city.dep_ in ("nsubj", "nsubjpass")


def speaking_from(office: Token, spots: Mapping[int, Spot]) -> str | None:
    """Give the state in whose capital somebody speaks: *the army spokesman, X, said in Storborg*."""
    while office.dep_ in ("appos", "compound"):
        office = office.head
    verb = office.head
    if office.dep_ != "nsubj":
        return None
    for place in verb.children:
        for city in place.children if place.lower_ == "in" and place.i > verb.i else ():
            found = spots.get(city.i)
            if found is not None and found.name.kind in (NameKind.CAPITAL, NameKind.SEAT):
                return found.name.party
    return None
