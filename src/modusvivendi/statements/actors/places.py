"""States a report speaks of that the gazetteer does not know: new, former, unrecognised or invented ones.

A name counts as a state's, or as that of a region with a government of its own, where the report gives it an
organ that only states have (*Karavia's interior ministry*), an organ and a place (*the president of Karavia*,
*in Karavia*), or an adjective (*Karavian*). Adjective and capital are learned with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.census import Census, NameClass
from modusvivendi.statements.actors.gazetteer import Name, NameKind
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind
from modusvivendi.statements.actors.names import is_name_word, name_span
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.spots import Spot

_OF_STATES_ONLY = nouns.words("ministry parliament army junta republic embassy")
_OF_LEADERS_TOO = nouns.words(
    "government president premier military king queen territory capital assembly legislature"
)
_STATES = nouns.words("country state nation government neighbour neighbor capital kingdom republic")
_STATE_PORTFOLIOS = nouns.words("prime foreign interior defence defense finance information")
_PLACES_PREPS = nouns.words("in from across inside within into throughout outside")
_ENDING = re.compile(r"(?:land|stan|mark|ia|ea|[aeoyi])$")
_DEMONYM_ENDS = nouns.words(
    "an ans ian ians ean eans nian n ns ese nese ish i is ic er ers lander landers ander van vans vian vians"
)
_REGIONS = nouns.words(
    "europe asia africa america oceania gulf east west north south sea ocean balkans caucasus"
)
"""Last words of names of regions that no government speaks for."""

_CALLED_SO = nouns.words("country republic kingdom nation state archipelago")
_COUNTRIES = nouns.words("country capital nation government state kingdom republic")
_NOT_STATES = nouns.CALENDAR | _REGIONS
_ADDRESSES = nouns.words("mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame general colonel marshal")


@dataclass
class _Evidence:
    certain: int = 0
    organs: int = 0
    places: int = 0
    acts: int = 0
    persons: int = 0
    adjectives: int = 0
    seen: int = 0


def learn_states(doc: Doc, spots: dict[int, Spot], census: Census) -> frozenset[str]:
    """Find the states the gazetteer does not know and add them, with demonyms and capitals, to the spots.

    Parameters
    ----------
    doc
        The parsed report.
    spots
        The gazetteer's names in it; extended in place.
    census
        What the text's other names stand for.

    Returns
    -------
    frozenset of str
        The names of the states found.
    """
    evidence: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    where: defaultdict[str, list[Span]] = defaultdict(list)
    capital = any(t.lower_ == "capital" and t.nbor(-1).lower_ == "the" for t in doc[1:])
    for span in _names(doc, spots, census):
        head = span[-1]
        found = evidence[span.text]
        found.seen += 1
        strength = _organ(head)
        found.certain += strength == 2 or _is_called_country(head)
        found.places += capital and strength == 2
        found.organs += strength > 0
        found.places += head.ent_type_ in ("GPE", "LOC") or _is_place(head)
        found.acts += head.ent_type_ == "GPE" and (
            head.dep_ == "nsubj"
            or (head.dep_ == "conj" and head.head.dep_ == "nsubj" and head.head.i in spots)
        )
        found.persons += head.ent_type_ == "PERSON"
        where[span.text].append(span)
    surnames = {span[-1].text for spans in where.values() for span in spans if len(span) > 1}
    surnames |= _of_people(doc, spots, census)
    several = _speaks_of_states(doc)
    adjectives = [token for token in doc if token.i not in spots and _may_be_adjective(token)]
    for name in _with_its_organ(doc, where, of_states=several):
        evidence[name].certain += 1
    for name, e in evidence.items():
        e.places += several
        e.acts *= " " not in name or e.places > 0  # "Alianza Verde votes" tells of no state
        e.adjectives = sum(_is_demonym(token, (name,)) is not None for token in adjectives)
    states = {name for name, e in evidence.items() if name not in surnames and _is_state(e)}
    states = {name for name in states if not any(_adjective(name, other) for other in states)}
    if several:
        states |= _beside_states(where, states, surnames, census)
    if not states:
        states |= _by_the_country(doc, where, spots, surnames, census)
    for name in sorted(states):
        for span in where[name]:
            _spot(span, Name(name, NameKind.COUNTRY), spots)
    if states:
        _learn_demonyms(doc, spots, states)
        _learn_capitals(doc, spots, states)
        _learn_seats(doc, spots, states, census)
    return frozenset(states)


def neighbours(doc: Doc, spots: dict[int, Spot]) -> frozenset[str]:
    """Find the states that a report calls neighbouring ones (*the neighbouring republic of Norvane*)."""
    found = set()
    for token in doc:
        if token.lower_ not in ("neighbouring", "neighboring"):
            continue
        noun = token.head
        of = [p for c in noun.children if c.lower_ == "of" for p in c.children]
        found |= {spots[t.i].name.party for t in (noun, *of) if t.i in spots}
    return frozenset(found)


def _with_its_organ(doc: Doc, where: dict[str, list[Span]], *, of_states: bool) -> Iterator[str]:
    """Give the names with an organ of state that *its* gives them, and what is called *neighbouring*.

    The subject before is meant: *Norvane will pay, its energy minister said*, *Norvane agreed. Its
    government had …*, *Norvane will pay, Prime Minister Ada Holm said*; or where the
    sentence before is: *In Norvane nothing moves. Energy Minister Ada Holm …*.
    What lies next door is a state where the report speaks of *both countries*.
    """
    subjects = {span[-1].i: name for name, spans in where.items() for span in spans}
    for token in doc:
        if token.lower_ in ("neighbouring", "neighboring") and of_states and token.i + 1 in subjects:
            yield subjects[token.i + 1]
        if (
            token.lemma_ in nouns.SAYING
            and (minister := _minister_saying(token, of_states=of_states)) is not None
        ):
            said = (t for t in doc[token.sent.start : minister.i] if t.i in subjects and t.dep_ == "nsubj")
            yield from (subjects[t.i] for t in said if t.head.dep_ == "ccomp" and t.head.head is token)
        if token.text == "Minister" and token.i - token.sent.start in (1, 2) and token.nbor().tag_ == "NNP":
            start = _sentence_before(token)
            opening = [i for i in (start + 1, start + 2) if i < token.sent.start]
            yield from (subjects[i] for i in opening if doc[start].text == "In" and i in subjects)
        if token.lower_ != "its" or not _is_organ_of_state(token.head, of_states=of_states):
            continue
        before = [i for i in subjects if i < token.i and doc[i].dep_ in ("nsubj", "nsubjpass")]
        here = [i for i in before if i >= token.sent.start]
        last = [i for i in before if token.i <= token.sent.start + 2 and i >= _sentence_before(token)]
        if here or last:
            yield subjects[(here or last)[0]]


def _minister_saying(said: Token, *, of_states: bool) -> Token | None:
    """Give the name in *Sarvia would pay, Prime Minister Ada Holm said*, of a minister of nobody else."""
    name = next((c for c in said.children if c.dep_ == "nsubj" and c.tag_ == "NNP"), None)
    start = name.left_edge.i if name is not None else 0
    if name is None or start < 1 or said.doc[start - 1].text != ",":
        return None
    title = [t.lower_ for t in said.doc[start : name.i]]
    if "minister" not in title or any(
        t.dep_ == "poss" or t.tag_ == "JJ" for t in name.children if t.i < name.i
    ):
        return None
    return name if of_states or set(title) & _STATE_PORTFOLIOS else None


def _sentence_before(token: Token) -> int:
    start = token.sent.start
    return token.doc[start - 1].sent.start if start else start


def _is_organ_of_state(noun: Token, *, of_states: bool) -> bool:
    """Tell whether a noun names what only states have; any minister where the report speaks of states."""
    lemma = noun.lemma_.lower()
    kinds = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")}
    if lemma == "minister":
        return bool(kinds & _STATE_PORTFOLIOS) or (of_states and bool(kinds))
    return lemma in ("government", "parliament", "army", "ambassador") or (
        lemma in ("ministry", "embassy") and (of_states or bool(kinds & _STATE_PORTFOLIOS))
    )


def _of_people(doc: Doc, spots: dict[int, Spot], census: Census) -> set[str]:
    """Give the last words of names that an office or a first name tells to be people's."""
    found = set()
    for token in doc:
        if token.i in spots or not is_name_word(token):
            continue
        if token.i + 1 < len(doc) and is_name_word(doc[token.i + 1]):
            continue
        span = name_span(token, spots)
        before = doc[span.start - 1] if span.start > span.sent.start else None
        titled = before is not None and before.lower_ in nouns.HOLDERS | _ADDRESSES
        if titled or (len(span) > 1 and census.surely(span.text) is NameClass.PERSON):
            found.add(token.text)
    return found


def _speaks_of_states(doc: Doc) -> bool:
    """Tell whether a report says of those it speaks of that they are states (*both countries*)."""
    return any(
        token.tag_ == "NNS"
        and token.lemma_.lower() in _STATES
        and any(c.lower_ in ("both", "two", "the", "neither") for c in token.children if c.i < token.i)
        for token in doc
    )


def _beside_states(
    where: dict[str, list[Span]], states: set[str], surnames: set[str], census: Census
) -> set[str]:
    """Give the names joined to a state's by *and*, in a report that speaks of *both countries*."""
    found = set()
    for name, spans in where.items():
        if name in states or name in surnames or " " in name or census.surely(name) is not None:
            continue
        for head in (span[-1] for span in spans):
            joined = [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
            if any(other.text in states for other in joined):
                found.add(name)
    return found


def _by_the_country(
    doc: Doc, where: dict[str, list[Span]], spots: dict[int, Spot], surnames: set[str], census: Census
) -> set[str]:
    """Give the names that *both capitals* or *the country* must mean where no other state is shown."""
    known = {s.name.party for s in spots.values() if s.name.kind is NameKind.COUNTRY}
    candidates = {
        name
        for name, spans in where.items()
        if " " not in name
        and name not in surnames
        and census.surely(name) is not NameClass.BODY
        and not _is_region(spans[0][-1])
        and any(span[-1].dep_ in ("nsubj", "poss") for span in spans)
        and len(spans) > 1
    }
    told = [t for t in doc if t.lemma_.lower() in _COUNTRIES and t.text.islower()]
    both = any(t.tag_ == "NNS" and any(c.lower_ in ("both", "two") for c in t.children) for t in told)
    one = any(
        t.tag_ == "NN"
        and any(c.lower_ == "the" for c in t.children)
        and not any(c.dep_ == "prep" for c in t.children)
        for t in told
    )
    if both and len(candidates) + len(known) == 2:
        return candidates
    placed = any(span[-1].ent_type_ in ("GPE", "LOC") for name in candidates for span in where[name])
    governed = any(t.lower_ in ("minister", "president", "parliament", "ministry") for t in doc)
    return candidates if one and placed and governed and len(candidates) == 1 and not known else set()


def _is_state(found: _Evidence) -> bool:
    if found.adjectives or (found.certain and found.places):
        return True
    if 2 * found.persons > found.seen:
        return False
    return bool(found.certain or found.acts or (found.organs and found.places))


def _names(doc: Doc, spots: dict[int, Spot], census: Census) -> Iterator[Span]:
    adjectives = _before_offices(doc, spots)
    parties = {name_span(t, spots).text for t in doc if is_name_word(t) and _is_of_creed(t, spots)}
    called = {t.text for t in doc if t.i not in spots and is_name_word(t) and _is_called_country(t)}
    governed = {t.text for t in doc if t.i not in spots and is_name_word(t) and _organ(t) == 2}
    for token in doc:
        if token.i in spots or token.is_space or not is_name_word(token):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and (is_name_word(following) or following.text in ("&", "-")):
            continue
        if token.lower_ in nouns.TITLES or token.text in nouns.ORGANISATIONS or token.lower_ in _NOT_STATES:
            continue
        if token.text.isupper() or len(token) < 4 or token.text in nouns.POLITICAL:
            continue
        span = name_span(token, spots)
        sure = census.surely(span.text)
        told = len(span) == 1 and sure is NameClass.PERSON  # by the recogniser alone, for all that one knows
        if sure is NameClass.PERSON and len(span) > 1:
            continue
        told = told and token.text not in governed
        body = sure is NameClass.BODY and not (token.text in governed and token.text in called)
        if (told or body) and not any(_is_demonym(a, (span.text,)) for a in adjectives):
            continue
        before = doc[span.start - 1] if span.start else None
        if span.text in parties:
            continue
        if before is not None and (before.lower_ in nouns.TITLES and before.text[0].isupper()):
            continue
        yield span


def _organ(head: Token) -> int:
    """Give 2 where the name has an organ that only states have, 1 where leaders have such too, else 0."""
    noun = head.head
    of = head.dep_ == "pobj" and noun.lower_ == "of"
    if head.dep_ == "pobj" and noun.lower_ == "in" and noun.head.lower_ == "government":
        return 1  # "the government in Norra"
    if of:
        noun = noun.head
    elif head.dep_ not in ("poss", "compound", "nmod"):
        return 0
    lemma = noun.lemma_.lower()
    if (lemma == "staff" and any(c.lower_ == "general" for c in noun.children)) or (
        lemma == "leader" and any(c.lower_ == "opposition" for c in noun.children)
    ):
        return 2
    if lemma in _OF_STATES_ONLY and noun.text.islower():
        return 2
    if lemma == "minister" and any(c.lower_ in _STATE_PORTFOLIOS for c in noun.children):
        return 2
    if lemma == "government" and of:
        return 2
    if lemma == "minister":
        return int(not _is_region(head))
    return int(lemma in _OF_LEADERS_TOO)


def _is_region(name: Token) -> bool:
    """Tell whether a report calls a name that of a province or the like (*the province of Norra*)."""
    return any(
        Kind.REGION in OF_NOUN.get(noun.lemma_.lower(), ()) and Kind.STATE not in OF_NOUN[noun.lemma_.lower()]
        for t in name.doc
        if t.text == name.text
        for noun in (
            *(c for c in t.children if c.dep_ in ("appos", "compound")),
            *([t.head] if t.dep_ in ("appos", "compound") else []),
            *([t.head.head] if t.dep_ == "pobj" and t.head.lower_ == "of" else []),
        )
    )


def _is_of_creed(name: Token, spots: dict[int, Spot]) -> bool:
    """Recognise a political party's name: *the far-right Homeland*, *Homeland's founder*."""
    start = name_span(name, spots).start
    return name.head.lemma_ == "founder" or (start > 0 and name.doc[start - 1].lower_ in nouns.CREED_WORDS)


def _is_called_country(head: Token) -> bool:
    """Recognise *Norra, a country of four million people*."""
    return any(
        c.dep_ == "appos" and c.i > head.i and c.text.islower() and c.lemma_ in _CALLED_SO
        for c in head.children
    )


def _is_place(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ in _PLACES_PREPS


def _spot(span: Span, name: Name, spots: dict[int, Spot]) -> None:
    for i in range(span.start, span.end):
        spots[i] = Spot(span.start, span.end, name)


def _learn_demonyms(doc: Doc, spots: dict[int, Spot], states: set[str]) -> None:
    for token in doc:
        if token.i not in spots and (state := _is_demonym(token, states)) is not None:
            _spot(doc[token.i : token.i + 1], Name(state, NameKind.DEMONYM), spots)


def _may_be_adjective(token: Token) -> bool:
    return token.tag_ == "JJ" or token.ent_type_ == "NORP" or token.dep_ in ("amod", "compound", "nmod")


def _before_offices(doc: Doc, spots: dict[int, Spot]) -> list[Token]:
    """Give the adjectives before an office or an organ of state (*the Karavian army*)."""
    return [
        token
        for token in doc
        if token.text[0].isupper()
        and token.i not in spots
        and token.head.i > token.i
        and token.dep_ in ("amod", "compound", "nmod")
        and token.head.text.islower()
        and (is_role(token.head) or token.head.lemma_ in _OF_STATES_ONLY | _OF_LEADERS_TOO)
    ]


def _is_demonym(token: Token, states: Collection[str]) -> str | None:
    """Give the state of whose name a word is the adjective (*Karavian*, *Quennish* of Quennland)."""
    if len(token) < 6 or not token.text[0].isupper() or token.text.isupper():
        return None
    # Of several, the shortest: "Tavrian" is of Tavria rather than of Upper Tavria.
    found = (state for state in states if _adjective(token.text, state))
    return min(found, key=lambda state: (len(state), state), default=None)


def _adjective(word: str, state: str) -> bool:
    name = state.rsplit(maxsplit=1)[-1]
    return word != f"{name}s" and any(
        len(root) >= 4 and word.startswith(root) and word[len(root) :] in _DEMONYM_ENDS
        for root in {_ENDING.sub("", name), name, name.rstrip("aeiouy"), name.removesuffix("and")}
    )


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


_ASSERTING = nouns.words("say tell add insist warn indicate suggest signal hint stress note explain")


def _learn_seats(doc: Doc, spots: dict[int, Spot], states: set[str], census: Census) -> None:
    """Learn the city for which officials of one state speak: *a Norvanian official said Ostrel would pay*."""
    cities: defaultdict[str, set[str]] = defaultdict(set)
    told: Counter[str] = Counter()
    for token in doc:
        if token.i in spots or token.dep_ != "nsubj" or not is_name_word(token) or len(token) < 4:
            continue
        verb = token.head.head
        if token.head.dep_ != "ccomp" or verb.lemma_ not in _ASSERTING or token.head.i < verb.i:
            continue
        alone = token.left_edge.i == token.i and census.surely(token.text) in (None, NameClass.PLACE)
        official = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if not alone or official is None or not is_role(official):
            continue
        told[token.text] += 1
        of = {spots[t.i].name.party for t in official.subtree if t.i in spots}
        if len(of) == 1 and of <= states:
            cities[token.text] |= of
    for city, owners in cities.items():
        only_so = told[city] == sum(t.text == city for t in doc)
        if not only_so and not _is_where(doc, city):
            continue
        for other in doc:
            if other.text == city and other.i not in spots and len(owners) == 1:
                _spot(doc[other.i : other.i + 1], Name(min(owners), NameKind.CAPITAL), spots)


def _is_where(doc: Doc, name: str) -> bool:
    """Tell whether a text is dated from a place, or tells what happened in it."""
    return any(
        (t.text == name.upper() and t.is_sent_start) or (t.text == name and (_is_place(t) or _is_dateline(t)))
        for t in doc
    )


def _is_dateline(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 2]
    return bool(token.is_sent_start) and len(after) > 0 and after[0].text in (",", "-", "–", "—", "(")


def _beside(capital: Token, spots: dict[int, Spot]) -> Token | None:
    """Give the unknown name in apposition to *the capital*."""
    doc, at = capital.doc, capital.i
    if at + 2 < len(doc) and doc[at + 1].text == "," and is_name_word(doc[at + 2]) and at + 2 not in spots:
        return doc[at + 2]
    start = capital.left_edge.i
    if start >= 2 and doc[start - 1].text == "," and is_name_word(doc[start - 2]) and start - 2 not in spots:
        return doc[start - 2]
    return None
