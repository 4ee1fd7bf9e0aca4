"""States a report speaks of that the gazetteer does not know: new, former, unrecognised or invented ones.

A name counts as a state's, or as that of a region with a government of its own, where the report gives it an
organ that only states have (*Karavia's interior ministry*), an organ and a place (*the president of Karavia*,
*in Karavia*), or an adjective (*Karavian*). Adjective and capital are learned with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.gazetteer import Name, NameKind
from modusvivendi.statements.actors.names import Spot, is_name_word, name_span

_OF_STATES_ONLY = nouns.words("ministry parliament army junta republic embassy")
_OF_LEADERS_TOO = nouns.words("government president premier military king queen territory capital")
_STATE_PORTFOLIOS = nouns.words("prime foreign interior defence defense finance information")
_PLACES_PREPS = nouns.words("in from across inside within into throughout outside")
_DEMONYM_ENDS = ("an", "ans", "ese", "ish", "i", "is", "er", "ers", "ic")
_REGIONS = nouns.words(
    "europe asia africa america oceania gulf east west north south sea ocean balkans caucasus"
)
"""Last words of names of regions that no government speaks for."""

_NOT_STATES = nouns.CALENDAR | _REGIONS


@dataclass
class _Evidence:
    certain: int = 0
    organs: int = 0
    places: int = 0
    persons: int = 0
    seen: int = 0


def learn_states(doc: Doc, spots: dict[int, Spot]) -> frozenset[str]:
    """Find the states the gazetteer does not know and add them, with demonyms and capitals, to the spots.

    Parameters
    ----------
    doc
        The parsed report.
    spots
        The gazetteer's names in it; extended in place.

    Returns
    -------
    frozenset of str
        The names of the states found.
    """
    evidence: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    where: defaultdict[str, list[Span]] = defaultdict(list)
    for span in _names(doc, spots):
        head = span[-1]
        found = evidence[span.text]
        found.seen += 1
        strength = _organ(head)
        found.certain += strength == 2
        found.organs += strength > 0
        found.places += head.ent_type_ in ("GPE", "LOC") or _is_place(head)
        found.persons += head.ent_type_ == "PERSON"
        where[span.text].append(span)
    for name, e in evidence.items():
        e.certain += any(_is_adjective_of(token, name) for token in doc if token.i not in spots)
    states = {
        name
        for name, e in evidence.items()
        if (e.certain or (e.organs and e.places)) and 2 * e.persons <= e.seen
    }
    for name in states:
        for span in where[name]:
            _spot(span, Name(name, NameKind.COUNTRY), spots)
    if states:
        _learn_demonyms(doc, spots, states)
        _learn_capitals(doc, spots, states)
    return frozenset(states)


def _names(doc: Doc, spots: dict[int, Spot]) -> Iterator[Span]:
    for token in doc:
        if token.i in spots or token.is_space or not is_name_word(token):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and (is_name_word(following) or following.text in ("&", "-")):
            continue
        if token.lower_ in nouns.TITLES or token.text in nouns.ORGANISATIONS or token.lower_ in _NOT_STATES:
            continue
        if token.text.isupper() or len(token) < 4:
            continue
        span = name_span(token, spots)
        before = doc[span.start - 1] if span.start else None
        if before is not None and (before.lower_ in nouns.TITLES and before.text[0].isupper()):
            continue
        yield span


def _organ(head: Token) -> int:
    """Give 2 where the name has an organ that only states have, 1 where leaders have such too, else 0."""
    noun = head.head
    of = head.dep_ == "pobj" and noun.lower_ == "of"
    if of:
        noun = noun.head
    elif head.dep_ not in ("poss", "compound", "nmod"):
        return 0
    lemma = noun.lemma_.lower()
    if lemma in _OF_STATES_ONLY and noun.text.islower():
        return 2
    if lemma == "minister" and any(c.lower_ in _STATE_PORTFOLIOS for c in noun.children):
        return 2
    if lemma == "government" and of:
        return 2
    return int(lemma in _OF_LEADERS_TOO)


def _is_place(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ in _PLACES_PREPS


def _spot(span: Span, name: Name, spots: dict[int, Spot]) -> None:
    for i in range(span.start, span.end):
        spots[i] = Spot(span.start, span.end, name)


def _learn_demonyms(doc: Doc, spots: dict[int, Spot], states: set[str]) -> None:
    for token in doc:
        if token.i not in spots and (state := _is_demonym(token, states)) is not None:
            _spot(doc[token.i : token.i + 1], Name(state, NameKind.DEMONYM), spots)


def _is_adjective_of(token: Token, name: str) -> bool:
    return (token.tag_ == "JJ" or token.ent_type_ == "NORP") and _is_demonym(token, (name,)) is not None


def _is_demonym(token: Token, states: Collection[str]) -> str | None:
    """Give the state of whose name a word is the adjective (*Karavian*)."""
    if len(token) < 6 or not token.text[0].isupper() or token.text.isupper():
        return None
    if not token.lower_.endswith(_DEMONYM_ENDS):
        return None
    for state in states:
        stem = state.split()[-1]
        shared = max(4, len(stem) - 2)
        if token.text != stem and len(stem) > 4 and token.text[:shared] == stem[:shared]:
            return state
    return None


def _learn_capitals(doc: Doc, spots: dict[int, Spot], states: set[str]) -> None:
    """Learn *Ostrel, the capital*, *the Karavian capital, Ostrel*, everywhere the city is named."""
    for token in doc:
        if token.lower_ != "capital" or token.ent_type_ == "MONEY":
            continue
        city = _beside(token, spots)
        if city is None:
            continue
        owner = next(
            (
                spots[t.i].name.party
                for t in reversed(doc[: token.right_edge.i + 1])
                if t.i in spots and spots[t.i].name.party in states
            ),
            min(states),
        )
        for other in doc:
            if other.text == city.text and other.i not in spots:
                _spot(doc[other.i : other.i + 1], Name(owner, NameKind.CAPITAL), spots)


def _beside(capital: Token, spots: dict[int, Spot]) -> Token | None:
    """Give the unknown name in apposition to *the capital*."""
    doc, at = capital.doc, capital.i
    if at + 2 < len(doc) and doc[at + 1].text == "," and is_name_word(doc[at + 2]) and at + 2 not in spots:
        return doc[at + 2]
    start = capital.left_edge.i
    if start >= 2 and doc[start - 1].text == "," and is_name_word(doc[start - 2]) and start - 2 not in spots:
        return doc[start - 2]
    return None
