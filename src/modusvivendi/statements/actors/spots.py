"""Names in a parsed report that the gazetteer knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import Gazetteer, Name, NameKind, fold
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.nouns import BODIES, ORGANISATIONS, TITLES, words

_COMMON = words(
    "Welt Times Hindu X Dawn Independent Standard Report Post Star Sun Mail Sabah Kan PA AP PM The Hill"
)


@dataclass(frozen=True)
class Spot:
    """A gazetteer name in a document: tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    name: Name


def spot(doc: Doc, known: Gazetteer, year: int | None) -> dict[int, Spot]:
    """Find the gazetteer's names, longest first, and give for each token the one it belongs to."""
    found: dict[int, Spot] = {}
    at = 0
    while at < len(doc):
        token = doc[at]
        if (
            token.is_space
            or token.is_punct
            or not (token.text[0].isupper() or token.lower_ in _LOWER_STARTS)
            or not known.may_open(token.text)
        ):
            at += 1
            continue
        for length in range(min(known.longest, 7, len(doc) - at), 0, -1):
            piece = doc[at : at + length]
            name = known.get(piece.text)
            if name is None or not _plausible(piece, name) or not name.held_in(year):
                continue
            if name.kind is NameKind.BLOC and at and _continues(doc[at - 1], doc[at], found):
                continue
            if (
                name.kind is NameKind.BLOC
                and at > 1
                and doc[at - 1].text == "-"
                and not doc[at - 1].whitespace_
            ):
                continue  # "AMOS-West"
            if name.kind in (NameKind.COUNTRY, NameKind.DEMONYM) and at and _is_part_of(doc[at - 1]):
                continue
            if length == 1 and name.kind in _OF_PLACES and _is_first_name(doc[at]):
                continue  # "Sofia Marsh"
            if piece.text in _PARTS and at + 1 < len(doc) and doc[at + 1].text[0].isupper():
                continue  # "the West African state"
            for i in range(at, at + length):
                found[i] = Spot(at, at + length, name)
            at += length - 1
            break
        at += 1
    return found | _beside_their_country(doc, known, found)


def _beside_their_country(doc: Doc, known: Gazetteer, found: Mapping[int, Spot]) -> dict[int, Spot]:
    """Find the capitals that could be anything, such as *Wellington*, where the text names their country."""
    named = {spot.name.party for spot in found.values()}
    added: dict[int, Spot] = {}
    for token in doc:
        if not token.text[:1].isupper() or token.i in found or token.i in added:
            continue
        for length in (2, 1):
            piece = doc[token.i : token.i + length]
            name = known.beside.get(fold(piece.text))
            # A name on either side makes it somebody's name, or that of a street.
            sides = [doc[i] for i in (piece.start - 1, piece.end) if 0 <= i < len(doc)]
            alone = not any(t.i in found or (t.text.istitle() and is_name_word(t)) for t in sides)
            if name is not None and name.party in named and alone:
                added |= {t.i: Spot(piece.start, piece.end, name) for t in piece}
                break
    return added


_OF_PLACES = (NameKind.COUNTRY, NameKind.CAPITAL, NameKind.SEAT)


def _is_first_name(token: Token) -> bool:
    """Tell whether a place's name is somebody's first name: a surname follows that names nothing else."""
    if token.text not in first_names() or token.i + 1 >= len(token.doc):
        return False
    surname = token.nbor()
    placed = token.i > 0 and token.nbor(-1).dep_ == "prep" and token.nbor(-1).lower_ != "for"
    plain = surname.text not in ORGANISATIONS and surname.lower_ not in BODIES | TITLES
    return is_name_word(surname) and plain and not placed


def drop_namesakes(doc: Doc, spots: dict[int, Spot]) -> None:
    """Take out well-known people's surnames that in this text are somebody else's (*Mayor Idris Vance*)."""
    others = {
        doc[found.end - 1].text
        for i, found in spots.items()
        if found.name.kind is NameKind.PERSON
        and found.end - found.start == 1
        and i
        and is_name_word(doc[i - 1])
        and i - 1 not in spots
        and not doc[i].is_sent_start
        and doc[i - 1].lower_ not in TITLES
    }
    full = {found.name.person for found in spots.values() if found.end - found.start > 1}
    gone = [
        i
        for i, found in spots.items()
        if found.name.kind is NameKind.PERSON
        and found.end - found.start == 1
        and doc[i].text in others
        and found.name.person not in full
    ]
    for i in (*gone, *_other_bodies(doc, spots)):
        del spots[i]


def _other_bodies(doc: Doc, spots: Mapping[int, Spot]) -> list[int]:
    """Give where a bloc's short name (*the Commission*) is that of a body named in full (*River Commission*).

    So it is where the text names the bloc in no other way.
    """
    alone = {
        i: found
        for i, found in spots.items()
        if found.name.kind is NameKind.BLOC and found.end - found.start == 1 and doc[i].text in _BODIES
    }
    named = {found.name.party for i, found in spots.items() if i not in alone}
    longer = {
        doc[i].text
        for i in range(1, len(doc))
        if doc[i].text in _BODIES and _is_named(doc[i - 1], doc[i]) and (i not in spots or i in alone)
    }
    return [i for i, found in alone.items() if doc[i].text in longer and found.name.party not in named]


def _is_named(before: Token, body: Token) -> bool:
    """Tell whether a body's word stands at the end of a name of its own."""
    capital = before.text[0].isupper() and before.text not in ("The", "Our", "A", "An")
    return capital and before.tag_ in ("NN", "NNP", "NNPS", "JJ") and not body.is_sent_start


def _continues(before: Token, first: Token, found: dict[int, Spot]) -> bool:
    """Tell whether a body's name is the end of a longer one (*Supreme National Security Council*)."""
    if before.i in found or not before.text[0].isupper() or before.is_sent_start or first.is_sent_start:
        return False
    return before.tag_ in ("NNP", "NNPS", "JJ") and before.lower_ not in TITLES


_PARTS = words(
    "North South East West New Northern Southern Eastern Western Central Upper Lower Inner Outer Nova "
    "North-East North-West South-East South-West Latin Native"
)


_BODIES = words("Commission Council Union League Alliance Community Bloc Federation")
"""Words that blocs are called by alone."""

_AGENCIES = words(
    "Transport Police Sport Historic Marine Creative Nature Forestry Tourism Radio Skills Invest Telecom "
    "Airports Rail Network Electricity Energy Health Water Housing Visit Statistics Elections Parks"
)
"""Words that with a country after them name one of its agencies or firms."""


def _is_part_of(before: Token) -> bool:
    """Tell whether a country's name is the end of a region's (*South Australia*, *New Mexico*)."""
    if before.text in _AGENCIES and before.tag_ in ("NN", "NNP", "NNPS"):
        return True  # "Transport Scotland"
    return before.text in _PARTS and (not before.is_sent_start or before.tag_ in ("NNP", "NNPS", "JJ"))


_LOWER_STARTS = words("coalition small least al ayatollah")


def _plausible(piece: Span, name: Name) -> bool:
    """Keep a word that is also an ordinary one from counting as a name."""
    if len(piece) > 1:
        return piece[0].lower_ not in ("the", "a", "an")
    token = piece[0]
    before = token.nbor(-1) if token.i else None
    if token.text == "States":  # "the States"; the Assembly of River States is somebody else
        return before is not None and before.lower_ == "the"
    if (
        name.kind is NameKind.MEDIUM
        and before is not None
        and not before.is_sent_start
        and before.tag_ == "NNP"
        and before.ent_type_ != "GPE"
        and is_name_word(before)
    ):
        return False  # the end of a longer name
    if name.kind is NameKind.MEDIUM and token.text in _COMMON:
        return token.tag_ in ("NNP", "NNPS") and token.dep_ not in ("compound", "amod")
    if token.lower_ == token.text:
        return False
    if token.text in ("US", "UK", "UN", "EU"):
        return True
    follows = token.nbor() if token.i + 1 < len(token.doc) else None
    if (
        name.kind is NameKind.PERSON
        and follows is not None
        and is_name_word(follows)
        and follows.text != token.text
    ):
        return False  # a first name that is somebody's surname
    return token.tag_ not in ("VB", "VBP", "VBD", "VBZ", "MD", "IN", "RB") or not token.is_sent_start
