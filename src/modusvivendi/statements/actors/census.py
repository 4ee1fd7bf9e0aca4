"""Which of a report's names are people's, which places' and which those of firms, unions and other bodies.

A recogniser trained on the news knows the names of the news. A report about parties it has never heard of is
told from within: *its chief executive, Dov Harlan* is a person, *the utility HydroNord* is none, whatever
they look like. The words around all mentions of a name are put together before any sentence is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.first_names import Gender, first_names
from modusvivendi.statements.actors.kinds import OF_NAME_WORD, OF_NOUN, OF_POSSESSION, Kind
from modusvivendi.statements.actors.names import PARTICLES, is_name_word
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.spots import Spot


class NameClass(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"


_SHE = nouns.words(
    "mrs mrs. ms ms. miss lady dame madam spokeswoman chairwoman congresswoman businesswoman queen princess "
    "baroness duchess councilwoman policewoman"
)
_HE = nouns.words(
    "mr mr. sir lord spokesman chairman congressman businessman king prince baron duke councilman "
    "policeman emir "
    "sultan sheikh pope imam father"
)
_ALSO_WOMEN = nouns.words("chairman spokesman")
"""Offices that some reports call so whoever has them."""
_OWNERS = nouns.words("owner founder partner boss")
"""Whom a name beside may be that of a person or of a body."""
_TITLED = nouns.TITLES - nouns.words("state trade energy transport economy justice health first leader head")
_BODIES = OF_NOUN.keys() - nouns.ONE_PERSON - nouns.HOLDERS - nouns.OFFICIALS
_COMPANY_THINGS = nouns.words("share stake stock bid takeover merger customer subsidiary profit")


@dataclass
class _Evidence:
    person: float = 0.0
    body: float = 0.0
    place: float = 0.0
    she: float = 0.0
    he: float = 0.0
    guessed: float = 0.0  # how much of what speaks for a person only the recogniser says
    called: int = 0  # how often the noun for a body stands right before it

    def add(self, other: _Evidence) -> None:
        """Count another name's evidence as well."""
        self.person += other.person
        self.body += other.body
        self.place += other.place
        self.she += other.she
        self.he += other.he
        self.guessed += other.guessed
        self.called += other.called


class Census:
    """The names of one report that the gazetteer does not know, and what each stands for.

    Parameters
    ----------
    doc
        The parsed report.
    spots
        The gazetteer's names in it.
    """

    def __init__(self, doc: Doc, spots: dict[int, Spot]) -> None:
        self._evidence: dict[str, _Evidence] = {}
        own: defaultdict[str, _Evidence] = defaultdict(_Evidence)
        for span in runs(doc, spots):
            own[span.text].add(_told(span))
        for name in [n for n in own if " " in n]:  # "Norra Dock" of "Norra Dock Services"
            own[name].body += sum(x.body >= 1 for other, x in own.items() if other.startswith(f"{name} "))
        for name in [n for n in own if _shortened_to_last(n, own)]:
            own[name].person += _REUSED
            own[name.rsplit(maxsplit=1)[-1]].person += _REUSED / 2
        for name, found in own.items():
            total = _Evidence()
            total.add(found)
            if " " not in name:
                for other, more in own.items():
                    parts = other.split()
                    if len(parts) > 1 and parts[-1] == name:
                        total.person += more.person
                        total.she += more.she
                        total.he += more.he
                    if len(parts) > 1 and parts[0] == name:
                        total.body += more.body
            self._evidence[name] = total

    def of(self, name: str) -> NameClass | None:
        """Give what a name stands for, where one reading has clearly the most for it."""
        found = self._evidence.get(name)
        if found is None:
            return None
        person = found.person - found.guessed if found.called else found.person
        ranked = sorted(
            ((person, NameClass.PERSON), (found.body, NameClass.BODY), (found.place, NameClass.PLACE)),
            reverse=True,
        )
        return ranked[0][1] if ranked[0][0] >= 1 and ranked[0][0] > 1.3 * ranked[1][0] else None

    def surely(self, name: str) -> NameClass | None:
        """Give what a name stands for where more than one mention, or a plain word, says so."""
        what, found = self.of(name), self._evidence.get(name)
        strong = found is not None and max(found.person, found.body, found.place) >= 2
        return what if strong else None

    def is_person(self, name: str) -> bool:
        """Tell whether a name is a person's."""
        return self.of(name) is NameClass.PERSON

    def is_body(self, name: str) -> bool:
        """Tell whether a name is that of a firm, union, party or the like."""
        return self.of(name) is NameClass.BODY

    def gender(self, name: str) -> Gender | None:
        """Give the pronoun a person goes by, from titles and the first name."""
        first = first_names().get(name.split(maxsplit=1)[0]) if name else None
        found = self._evidence.get(name)
        if found is not None and found.she != found.he:
            return Gender.SHE if found.she > found.he else Gender.HE
        return first if " " in name else None


_REUSED = 1.5
"""What it tells of a name that the text goes on with its last word alone, as with people."""


def _shortened_to_last(name: str, own: Mapping[str, _Evidence]) -> bool:
    """Tell whether a text goes on with the last word of a name, not the first: *Ada Holm*, later *Holm*."""
    first, _, last = name.partition(" ")
    last = last.rsplit(maxsplit=1)[-1] if last else ""
    named_body = any(word in nouns.ORGANISATIONS or word in OF_NAME_WORD for word in name.split())
    return last in own and first not in own and not named_body


def runs(doc: Doc, spots: dict[int, Spot]) -> Iterator[Span]:
    """Give the runs of words that make a name, titles before them left out."""
    at = 0
    while at < len(doc):
        if at in spots or doc[at].is_space or not is_name_word(doc[at]):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and end not in spots and not doc[end].is_sent_start and _goes_on(doc, end):
            end += 1
        start = at
        while start < end - 1 and (
            doc[start].lower_ in nouns.TITLES
            or (doc[start].is_sent_start and doc[start].lower_ in OF_NOUN)
            or doc[start].lower_ in nouns.CALENDAR
        ):
            start += 1
        at = end
        if doc[start].lower_ not in nouns.CALENDAR and doc[start].lower_ not in nouns.TITLES:
            yield doc[start:end]


def _goes_on(doc: Doc, at: int) -> bool:
    token = doc[at]
    if is_name_word(token):
        return True
    follows = at + 1 < len(doc) and (
        is_name_word(doc[at + 1])
        or (doc[at + 1].text == "-" and at + 2 < len(doc) and is_name_word(doc[at + 2]))
    )
    return follows and (token.text in ("&", "-") or token.lower_ in PARTICLES)


def _told(span: Span) -> _Evidence:
    """Collect what one mention tells."""
    found, head = _Evidence(), span[-1]
    types = {t.ent_type_ for t in span}
    found.person += 0.6 * ("PERSON" in types)
    found.guessed += 0.6 * ("PERSON" in types)
    found.body += 0.6 * ("ORG" in types)
    found.place += 0.6 * bool(types & {"GPE", "LOC"})
    _inside(span, found)
    _before(span, found)
    for child in head.children:
        lemma = child.lemma_.lower()
        if child.dep_ == "appos" and child.i > head.i:
            if child.lemma_ == "member" and any(c.tag_ == "JJS" for c in child.children):
                found.body += 2  # "Norra, the largest member of the league"
            elif is_role(child):
                found.person += 2
            elif lemma in OF_NOUN and child.text.islower():
                found.body += 2 * (Kind.STATE not in OF_NOUN[lemma])
                found.place += 2 * (Kind.STATE in OF_NOUN[lemma])  # "Norra, a country of four million"
        elif child.dep_ == "relcl":
            opening = {t.lower_ for t in child.subtree if t.i < child.i}
            found.person += 1.5 * ("who" in opening)
            found.body += 0.7 * ("which" in opening)
    beside = head.head
    if head.dep_ == "appos" and len(span) > 1 and head.left_edge.i - beside.i > 2 and beside.tag_ == "NN":
        found.person += 2 * (is_role(beside) and beside.lemma_ not in _OWNERS)  # "its leader in the house, X"
    _owned(head, found)
    found.body += 1.5 * _has_office_beside(span)
    joined = [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
    found.body += 1.5 * (
        head.dep_ in ("nsubj", "conj") and any(t.text in nouns.ORGANISATIONS for t in joined)
    )
    _of_oneself(head, found)
    after = span.doc[span.end :][:4]
    if len(after) > 2 and after[0].text == "," and after[1].is_digit and after[2].text == ",":
        found.person += 2  # "Nell Brown, 54, …"
    return found


def _has_office_beside(span: Span) -> bool:
    """Recognise the firm of *Norra managing director Ada Holm*: a name, an office and a person's name."""
    doc, at = span.doc, span.end
    while at + 1 < len(doc) and at < span.end + 3 and doc[at].text.islower() and doc[at].is_alpha:
        if is_role(doc[at]) and doc[at + 1].text in first_names():
            return True
        at += 1
    return False


def _of_oneself(head: Token, found: _Evidence) -> None:
    """Collect what *she* tells of the name in *Ada Holm said she would sign*; it may be another's."""
    whole = head
    while whole.dep_ == "appos":
        whole = whole.head
    said = whole.head if whole.dep_ == "nsubj" else None
    if said is None or said.lemma_ not in nouns.SAYING:
        return
    within = [t for t in said.subtree if t.i > head.i]
    doers = [t for t in within if t.dep_ in ("nsubj", "nsubjpass")]
    own = next((t for t in doers if t.lower_ in ("he", "she")), None)
    if own is None or any(t.tag_ == "NNP" and t.i < own.i for t in doers):
        return
    found.person += 1
    found.she += 0.5 * (own.lower_ == "she")
    found.he += 0.5 * (own.lower_ == "he")


def _inside(span: Span, found: _Evidence) -> None:
    first, last = span[0].text, span[-1].text
    gender = first_names().get(first) if len(span) > 1 else None
    named_body = any(t.text in nouns.ORGANISATIONS or t.text == "&" for t in span)
    if gender is not None and not named_body:
        found.person += 2
        found.she += gender is Gender.SHE
        found.he += gender is Gender.HE
    if last in nouns.ORGANISATIONS or (len(span) > 1 and last in OF_NAME_WORD):
        found.body += 3
    found.place += 3 * (len(span) > 1 and first in _LANDFORMS)
    if "&" in span.text or (len(first) > 3 and any(c.isupper() for c in first[1:]) and not _is_mac(first)):
        found.body += 2.5  # "HydroNord", "BBN"


_LANDFORMS = nouns.words("Lake Mount Cape River Rio Isle Fort Loch")
"""What names of places open with."""


def _is_mac(word: str) -> bool:
    return word.startswith(("Mac", "Mc", "O'", "O’", "De", "Di", "La", "Le", "Van"))


def _before(span: Span, found: _Evidence) -> None:
    doc, at = span.doc, span.start - 1
    if at < span.sent.start:
        return
    before = doc[at]
    named_body = len(span) > 1 and (span[-1].text in OF_NAME_WORD or span[-1].text in nouns.ORGANISATIONS)
    if named_body and before.lower_ in OF_NOUN:
        found.body += 2  # "Owner Norra Homes"
    elif before.lower_ in _TITLED or is_role(before):
        found.person += 2
        found.she += before.lower_ in _SHE
        found.he += (0.5 if before.lower_ in _ALSO_WOMEN else 1) * (before.lower_ in _HE)
    elif before.lower_ in OF_NOUN and (before.text.islower() or before.is_sent_start):
        found.body += 2
        found.called += before.lower_ in _BODIES
    elif before.lower_ == "the":
        found.body += 0.7
    elif before.text == "," and at - 1 >= span.sent.start:
        noun = doc[at - 1]
        closed = span.end < len(doc) and doc[span.end].text == ","
        one = (is_role(noun) and noun.lemma_ not in _OWNERS) or noun.lemma_ in nouns.ONE_PERSON
        body = noun.text.islower() and noun.lemma_ in _BODIES and span[-1].head is noun
        found.body += 2 * (body and span[0].text not in first_names())
        if one and noun.pos_ in ("NOUN", "ADJ") and (span[-1].dep_ == "appos" or closed):
            found.person += 2
            found.she += noun.lower_ in _SHE
            found.he += (0.5 if noun.lower_ in _ALSO_WOMEN else 1) * (noun.lower_ in _HE)
    if before.dep_ == "prep" and before.lower_ in ("in", "near", "outside", "across"):
        found.place += 0.7


def _owned(head: Token, found: _Evidence) -> None:
    noun = head.head
    if head.dep_ == "pobj" and noun.lower_ in ("of", "in", "for"):
        if noun.head.lemma_.lower() in _COMPANY_THINGS:
            found.body += 1.5
        noun = noun.head if noun.lower_ == "of" else head
    elif head.dep_ != "poss":
        return
    lemma = noun.lemma_.lower()
    if noun is not head and noun.text.islower():
        kinds = OF_POSSESSION.get(lemma, frozenset())
        if Kind.STATE in kinds and len(kinds) == 1:
            found.place += 1
        elif kinds or is_role(noun):
            found.body += 1


def gender_of(token: Token) -> Gender | None:
    """Give the gender a noun or pronoun tells of itself (*her*, *the spokeswoman*)."""
    lower = token.lower_
    if lower in ("she", "her", "hers", "herself") or lower in _SHE:
        return Gender.SHE
    if lower in ("he", "him", "his", "himself") or lower in _HE:
        return Gender.HE
    return None
