"""The words that proper names of a parsed report are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.nouns import (
    BODIES,
    CALENDAR,
    OFFICIALS,
    ORGANISATIONS,
    POLITICAL,
    TITLES,
    is_agentive,
    words,
)
from modusvivendi.statements.actors.phrases import is_organ_written_large

if TYPE_CHECKING:
    from modusvivendi.statements.actors.spots import Spot

PARTICLES = words(
    "sans al el bin ibn ben de del della di da do dos das von van der den ter la le du d' o' y e af av zu"
)
RIVER_BANKS = frozenset({"West Bank", "East Bank", "Left Bank", "Right Bank"})
"""Stretches of land that no bank or other body is meant by."""

_OPENERS = words(
    "upstream downstream elsewhere meanwhile offshore onshore ashore abroad inland nearby overseas upriver "
    "downriver privately publicly officially unofficially locally nationally today tonight tomorrow yesterday"
)
"""Words of place and manner that open a sentence and are taken for names there."""


_PARTS_OF_NAMES = words(
    "Little Great Big Upper Lower Old New Black White Red Blue Green Long High Grand Saint"
)
"""Adjectives that names open with."""


def is_name_word(token: Token) -> bool:
    """Tell whether a token can be part of a proper name."""
    if not token.text[0].isupper():
        return False
    if token.is_sent_start and token.lower_ in _OPENERS:
        return False
    if token.tag_ == "JJ" and token.text in _PARTS_OF_NAMES and not token.is_sent_start:
        return token.i + 1 < len(token.doc) and token.nbor().tag_ in ("NNP", "NNPS")  # "Little Norra"
    if token.is_stop and token.tag_ not in ("NNP", "NNPS"):
        return False
    if is_organ_written_large(token):
        return False
    return token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG")


def name_span(head: Token, spots: dict[int, Spot]) -> Span:
    """Give the personal or other proper name that ends with ``head``, titles and nationality apart."""
    doc, start = head.doc, head.i
    while start > head.sent.start:
        token = doc[start - 1]
        if token.text == "-" and not token.whitespace_ and start - 2 >= head.sent.start:
            start -= 1
            continue
        if token.text == "&" and start - 2 >= head.sent.start and is_name_word(doc[start - 2]):
            start -= 1
            continue
        if token.lower_ in PARTICLES and start - 2 >= head.sent.start and is_name_word(doc[start - 2]):
            start -= 1
            continue
        opening = (
            is_agentive(token.lower_)
            or (token.like_num and token.tag_ == "CD")
            or token.lower_ in OF_NOUN
            or token.lower_ in DESCRIBING
        )
        if token.lower_ in CALENDAR or (token.is_sent_start and opening):
            break  # "In November Nordskog", "Carmaker Veltro", "Neighbouring Zanata"
        if not is_name_word(token) or token.lower_ in TITLES or token.text.endswith("'s"):
            break
        if start - 1 in spots and spots[start - 1].name.kind is not NameKind.PERSON:
            break
        start -= 1
    while start < head.i and doc[start].text in "-–":
        start += 1
    return doc[start : head.i + 1]


def organisation_span(head: Token) -> Span | None:
    """Give the organisation's name that ``head`` closes, or None where it names none.

    *Harbour and Allied Workers' Union*, *Front for Reform*, *opposition Dawn bloc*: capitalised words up to
    the head, joined by *and*, *of*, *for*, possessives and hyphens.
    """
    doc = head.doc
    last = head.i
    if head.text in POLITICAL and (last == head.sent.start or not doc[last - 1].text[0].isupper()):
        return doc[last : last + 1]  # "Estmark's Liberals", "Conservatives and Liberals"
    if not (head.text in ORGANISATIONS or head.text[0].isupper()):
        before = doc[head.i - 1] if head.i > head.sent.start else None
        if before is None or not is_name_word(before):
            return None
    start = head.i
    while start > head.sent.start:
        token = doc[start - 1]
        two = doc[start - 2] if start - 2 >= head.sent.start else None
        joined = token.lower_ in ("and", "of", "for", "&", "'s", "'", "’s", "’", "-", "the")
        if token.lower_ == "and" and two is not None and _is_another(two, head):
            break
        if token.lower_ in ("for", "of") and two is not None and _are_people(two):
            break  # "Lawyers for Tarn Group"
        if token.text in ("'s", "’s", "of") and two is not None and _closes_person(two):
            break  # "Ada Holm's Reform Party", "Dov Harlan of Stonecrest Minerals"
        if token.text in ("'", "’") and start < last and doc[start].text in first_names():
            break  # "the Nationals' Ada Holm"
        if (
            (
                token.text[0].isupper()
                and token.lower_ not in ("the", "a", "an")
                and (token.pos_ in _NAMING or token.i > head.sent.start)
            )
            or (
                joined
                and two is not None
                and two.text[0].isupper()
                and two.lower_ != "the"
                and token.lower_ != "the"
            )
            or (
                token.lower_ == "and"  # "Bakers' and Allied Workers' Association"
                and two is not None
                and two.text in ("'", "’")
                and start - 3 >= head.sent.start
                and doc[start - 3].text[0].isupper()
                and head.text in ORGANISATIONS
            )
            or (
                token.lower_ == "the"
                and two is not None
                and two.lower_ in ("of", "for")
                and start - 3 >= head.sent.start
                and _names_a_body(doc[start - 3])
            )
        ):
            start -= 1
        else:
            break
    if doc[start].is_sent_start and start < last and doc[start].lower_ in DESCRIBING:
        start += 1  # "Rival Liberal Forum"
    if head.text in _OPENING and last + 2 < head.sent.end and doc[last + 1].lower_ in ("of", "for"):
        end = last + 2
        while end < head.sent.end and (
            is_name_word(doc[end])
            or (
                doc[end].lower_ in ("and", "of", "for", "the", "&")
                and end + 1 < head.sent.end
                and is_name_word(doc[end + 1])
                and doc[end - 1].text[0].isupper()
            )
            or (
                doc[end].text in ("'", "’")  # "Committee for Prisoners' Affairs"
                and end + 1 < head.sent.end
                and is_name_word(doc[end + 1])
                and doc[end + 1].ent_type_ != "PERSON"
            )
        ):
            end += 1
        of_person = end == last + 4 and (
            all(t.ent_type_ == "PERSON" for t in doc[last + 2 : end])
            or doc[last + 2].text in first_names()
            or _stands_alone(doc[end - 1])
        )
        if (end > last + 2 or is_name_word(doc[last + 2])) and not of_person:
            return doc[start:end]
    if start == last - 1 and doc[start].text == "First" and head.text == "Nation":
        return None  # a description, not a name
    if start == last and head.text not in ORGANISATIONS and not head.text.isupper():
        return None
    return doc[start : last + 1]


def _are_people(first: Token) -> bool:
    """Tell whether the word that opens a sentence names people and no body."""
    return bool(first.is_sent_start) and first.tag_ in ("NNS", "NNPS") and first.lemma_.lower() in OFFICIALS


def _closes_person(surname: Token) -> bool:
    """Tell whether a word ends a person's first name and surname."""
    if surname.tag_ != "NNP":
        return False  # "Christian People's Union"
    return any(
        t.text == surname.text
        and t.i > t.sent.start
        and (
            (t.nbor(-1).text in first_names() and is_name_word(t.nbor(-1)))
            or (t.nbor(-1).lower_ in TITLES and t.nbor(-1).text[0].isupper() and t.i != surname.i)
        )
        for t in surname.doc
    )


_FIRMS = words(
    "Company Corporation Corp Corp. Ltd Ltd. Inc Inc. Group Holdings plc PLC Airlines Railways Energy Motors "
    "Steel Shipping Lines Systems Capital Partners Pharma Bancorp Telecom Airways Air Studios Foods Hotels "
    "Stores Logistics Ferries Breweries Minerals Metals Airport Hospital Museum University Orchestra"
)
"""Last words of names of firms and houses, after which another name can only be somebody else's."""


_CLOSING = words(
    "Union Federation Association Party Front Movement Alliance Agency Authority Commission Committee League "
    "Guild Confederation Chamber Brigade Army Council Board Court Forum Congress Assembly"
)
"""Last words of names of bodies; what follows such a one and *and* is a name of its own."""
_OWNING = ("'", "’", "'s", "’s")


def _is_another(before: Token, head: Token) -> bool:
    """Tell whether what stands before *and* is a name of its own (*the city of Norra and Brandt Energy*)."""
    doc, start = before.doc, before.i
    while start > before.sent.start and is_name_word(doc[start - 1]):
        start -= 1
    described = (
        start - 2 >= before.sent.start
        and doc[start - 1].lower_ == "of"
        and doc[start - 2].text.islower()
        and doc[start - 2].lemma_ in OF_NOUN
    )
    closing = before.text in _CLOSING and start > before.sent.start and doc[start - 1].text in _OWNING
    whole = closing or (before.text in ORGANISATIONS and start < before.i)
    firms = {before.text, head.text} <= _FIRMS
    two_words = head.i - before.i > 2 and head.text in ORGANISATIONS
    if whole and two_words and (firms or before.text in _CLOSING):
        return True  # "Alder Capital and Brook Partners", "the Porters' Union and Alder Capital"
    return described or (before.text not in ORGANISATIONS and _stands_alone(before, head))


def _stands_alone(surname: Token, head: Token | None = None) -> bool:
    """Tell whether a text names somebody by this word alone as well, not only before ``head``'s name."""
    return any(
        t.text == surname.text
        and t.i != surname.i
        and not (head is not None and t.i + 1 < len(t.doc) and t.nbor().lower_ in ("and", "&"))
        and t.pos_ == "PROPN"
        and not (t.i and t.nbor(-1).text[0].isupper() and not t.is_sent_start)
        for t in surname.doc
    )


def goes_on(noun: Token) -> bool:
    """Tell whether a body's noun only describes another one (*family* of *the Brandau family foundation*)."""
    return noun.dep_ == "compound" and noun.head.lemma_.lower() in OF_NOUN


def body_span(head: Token, spots: dict[int, Spot]) -> Span | None:
    """Give *Vale of Orrin community council*: a body named by a place or name and a common noun, or None."""
    doc, start = head.doc, head.i
    if not head.text[0].islower():
        return None
    while start - 1 > head.sent.start and doc[start - 1].text.islower() and doc[start - 1].dep_ == "compound":
        start -= 1
    named = start
    while start - 1 >= head.sent.start:
        token = doc[start - 1]
        if is_name_word(token) and start - 1 not in spots and token.lower_ not in CALENDAR:
            start -= 1
            named = start
        elif token.lower_ in ("of", "and", "'s", "’s", "'", "-", "&") and start < head.i and start == named:
            if start - 2 < head.sent.start or not is_name_word(doc[start - 2]) or start - 2 in spots:
                break
            start -= 1
        else:
            break
    if named == head.i or not is_name_word(doc[named]):
        return None
    first = doc[named]
    if first.is_sent_start and named == head.i - 1 and (first.lower_ in BODIES or is_agentive(first.lower_)):
        return None  # "Army chief"
    if doc[head.i - 1].text in ("'s", "’s"):
        return None
    return doc[named : head.i + 1]


DESCRIBING = words(
    "owner bidder suitor operator insurer contractor developer supplier retailer buyer seller landlord "
    "employer lender plaintiff defendant creditor borrower manufacturer publisher broadcaster grocer "
    "rival opposition ruling former radical activist breakaway outgoing incoming tiny small "
    "neighbouring "
    "neighboring nearby landlocked upstream downstream embattled ailing troubled debt-ridden oil-rich listed"
)
_OPENING = words(
    "Office Union Association Council Federation League Bureau Society Guild Congress Institute "
    "Confederation Museum "
    "University Bank Church Front Movement Party Chamber Court Army Academy Trust Board Alliance Assembly "
    "Committee "
    "Port Fund House Group Coalition Ministry Department Order Nation Campaign Network Platform "
    "Forum Society Diocese Archdiocese Parish Elders "
    "Initiative Conference Mission Authority Agency Commission Coalition Partnership Citizens Friends Brigade"
)
"""Words for organisations that open a name as often as they close it (*Union of Miners*)."""


def _names_a_body(token: Token) -> bool:
    """Tell whether a word before *of* or *for* can open a body's name (*Bank of …*, not *Smith of …*)."""
    return (
        token.text in ORGANISATIONS
        or token.lower_ in BODIES
        or token.lower_ in ("ministry", "university", "school")
    )


_NAMING = ("PROPN", "NOUN", "ADJ", "NUM")
