"""Appositions put right: an office or a description beside a name that the parse hangs elsewhere."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.rules.speech import SAYING


def is_beside(noun: Token) -> bool:
    """Recognise *Hall & Sons, the grocery chain, and the dairy …*: two parties, and no third."""
    doc, name, start = noun.doc, noun.head, noun.left_edge.i
    if name.tag_ != "NNP" or noun.lemma_ not in OF_NOUN or not noun.text.islower() or start < 2:
        return False
    modified = any(t.head is noun and t.dep_ in ("compound", "amod") for t in doc[start : noun.i])
    between = doc[name.i + 1 : start]
    alone = [t for t in between if t.lower_ in ("and", "or") or t.text == ","]
    closed = noun.i + 1 < len(doc) and noun.nbor().text == ","
    return modified and closed and doc[start].lower_ == "the" and [t.text for t in alone] == [","]


OF_GENERALS = frozenset("director secretary attorney solicitor inspector auditor comptroller surgeon".split())


def turn_general(general: Token, office: Token) -> None:
    """Make *director* the head of *its director general*, who is no general."""
    if office.head is not general or not general.text.islower():
        return
    office.head, office.dep_ = general.head if general.head is not general else office, general.dep_
    for t in general.sent:
        if t.head is general and t is not office:
            t.head = office
    general.head, general.dep_, general.tag_, general.pos_ = office, "amod", "JJ", "ADJ"


def office_beside(name: Token) -> Token | None:
    """Give *chair* of *would wait, its chair, Ada Holm, said*, hung elsewhere and the name on the verb."""
    doc, first = name.doc, name.left_edge
    if name.i + 1 >= len(doc) or name.nbor().text != "," or first.i - 2 < name.sent.start:
        return None
    office = doc[first.i - 2]
    if doc[first.i - 1].text != "," or not (office.text.islower() and is_role(office)):
        return None
    verb = name.head
    doers = [t for t in name.sent if t.head is verb and t.dep_ == "nsubj" and t is not name]
    if office.dep_ == "appos" and not doers and verb.lemma_ in SAYING:
        return office
    after_to = office.dep_ == "pobj" and office.head.lower_ == "to" and office.head.head.lower_ == "according"
    return office if after_to and any(t.i > name.i for t in doers) else None


def speaking_office(said: Token) -> Token | None:
    """Give *director* of *… to Europe, its director, Ada Holm, said*, put beside *Europe*, or an object."""
    doc, at = said.doc, said.i - 2
    if said.lemma_ not in SAYING or at < said.sent.start or said.nbor(-1).text != ",":
        return None
    if any(t.head is said and t.dep_ in ("nsubj", "expl") for t in said.sent):
        return None
    office = doc[at].head
    if doc[at].dep_ != "appos" or not office.text.islower() or not is_role(office):
        return None
    start = office.left_edge.i
    set_off = office.dep_ in _OBJECTS and start > said.sent.start and doc[start - 1].text == ","
    return office if (office.dep_ == "appos" or set_off) and office.head.i < office.i else None


def closing_speaker(said: Token) -> Token | None:
    """Give *director* of *Norvane would open it, its director, Ada Holm, told the Post*, parsed as a list."""
    own = next((t for t in said.sent if t.head is said and t.dep_ == "nsubj"), None)
    if own is None or said.lemma_ not in SAYING or own.i > said.i:
        return None
    start = own.left_edge.i
    alone = start > said.sent.start and said.doc[start - 1].text == ","
    return own if alone and said.head.i < start else None


_OBJECTS = frozenset({"dobj", "npadvmod", "attr", "oprd"})
"""What the parse makes of who speaks at the end of a sentence, after a comma."""


def make_speaker(office: Token, said: Token) -> None:
    """Make *said* of *Norvane has dropped it in Tarn, the minister, Ada Holm, said* the main verb."""
    told = said.head
    if told.dep_ != "ROOT":
        return
    for joint in [t for t in told.sent if t.dep_ == "cc" and t.head is told and told.i < t.i < said.i]:
        if not any(t.dep_ == "conj" and t.head is told and joint.i < t.i < said.i for t in told.sent):
            return  # "Norvane has signed and the minister said …"
    said.head, said.dep_ = said, "ROOT"
    told.head, told.dep_ = said, "ccomp"
    office.head, office.dep_ = said, "nsubj"


def put_beside(name: Token, office: Token) -> None:
    """Make a name the apposition of its office, and the office what the name was."""
    if office.dep_ == "appos":
        office.head, office.dep_ = name.head, "nsubj"
    name.head, name.dep_ = office, "appos"


def city_described(noun: Token) -> Token | None:
    """Give *Ostrel* of *In Ostrel, the Karavian capital, the government said*, with two subjects parsed.

    What stands beside a city at the head of a sentence does nothing.
    """
    doc, first = noun.doc, noun.left_edge
    if noun.dep_ != "nsubj" or noun.i + 1 >= len(doc) or noun.nbor().text != "," or first.i < 2:
        return None
    city = doc[first.i - 2]
    if doc[first.i - 1].text != "," or city.dep_ != "pobj" or city.tag_ != "NNP" or noun.tag_ != "NN":
        return None
    others = (t for t in noun.sent if t.head is noun.head and t.dep_ in ("nsubj", "nsubjpass"))
    return city if any(t.i > noun.i for t in others) else None
