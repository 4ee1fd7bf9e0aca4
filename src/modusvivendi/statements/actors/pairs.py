"""Names that do not look like one: *Hammer and Wedge*, which says, has and is like one, and *Local 12*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors.kinds import OF_NOUN
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.nouns import CALENDAR, words


def paired_names(doc: Doc, known: Container[int]) -> list[Span]:
    """Find the names of one party that are joined by *and*, at all their mentions.

    Parameters
    ----------
    doc
        The parsed report.
    known
        Positions of names that need no finding.

    Returns
    -------
    list of Span
        The mentions. A pair is one name where it is the subject of a verb in the singular, or is explained by
        one noun (*Hammer and Wedge, the smaller union*), and neither half is ever named alone.
    """
    pairs = [
        pair
        for t in doc
        if t.lower_ == "and" and (pair := _pair(t)) is not None and not any(x.i in known for x in pair)
    ]
    single = {pair.text for pair in pairs if _is_one(pair) and not _halves_stand_alone(pair, pairs)}
    return [pair for pair in pairs if pair.text in single]


_PEOPLE_FOR = words(
    "Parents Friends Mothers Fathers Families Residents Neighbours Neighbors Veterans Women Citizens Fans "
    "Doctors Nurses Teachers Students Farmers Workers Scientists Artists Writers Lawyers Patients Survivors "
    "Relatives Victims Tenants Fishermen Growers People Voters Commuters Supporters Passengers"
)
_CALLS = words(
    "Save Stop Stand Keep Defend Protect Reclaim Free Stay No Yes Make Take Fix Build Vote Say Let Give "
    "Bring End Rise Hands One Our We Move Act Fight Forward Together Enough Not Back Love Leave Change Only"
)
_SMALL_WORDS = words("the of to our up for a on in and my")


def phrase_names(doc: Doc, known: Container[int]) -> list[Span]:
    """Find the names that are a phrase (*Parents for Norra*, *Save Our Ward*), at all their mentions.

    Parameters
    ----------
    doc
        The parsed report.
    known
        Positions of names that need no finding.

    Returns
    -------
    list of Span
        The mentions, of names that a report has within a sentence or explains by what they are (*Save Our
        Ward, a campaign*).
    """
    found = [span for t in doc if t.i not in known and (span := _phrase_from(t)) is not None]
    sure = {span.text for span in found if not span[0].is_sent_start or _is_explained(span)}
    return [span for span in found if span.text in sure]


def _phrase_from(first: Token) -> Span | None:
    """Give the phrase with capitals that a word opens which opens such names."""
    doc, end = first.doc, first.i + 1
    if end + 1 >= len(doc) or (first.i and is_name_word(doc[first.i - 1]) and not first.is_sent_start):
        return None
    people = first.text in _PEOPLE_FOR and doc[end].lower_ in ("for", "against")
    if not people and not (first.text in _CALLS and doc[end].text[0].isupper()):
        return None
    while end < len(doc) and not doc[end].is_sent_start:
        small = doc[end].lower_ in _SMALL_WORDS and end + 1 < len(doc) and doc[end + 1].text[0].isupper()
        if not (doc[end].text[0].isupper() and doc[end].is_alpha) and not small:
            break
        end += 1
    capitals = [t for t in doc[first.i : end] if t.text[0].isupper()]
    if not 2 <= len(capitals) <= 5 or all(is_name_word(t) for t in capitals[1:]) != people:
        return None
    return doc[first.i : end]


def _is_explained(name: Span) -> bool:
    """Tell whether a body's noun stands beside a name (*Save Our Ward, the campaign*)."""
    doc, end = name.doc, name.end
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("the", "a", "an"):
        return False
    return any(t.lemma_ in OF_NOUN for t in doc[end + 2 : end + 5])


_NOT_OF_PARTIES = words(
    "resolution article section chapter annex clause paragraph protocol route flight room gate highway "
    "phase stage option act law bill directive year class type page part point item no number line pier "
    "berth block sector zone area unit group level grade version about around some over nearly almost only "
    "just top round week day chart table figure formula pillar building hall court floor lot site camp well"
)
"""Words that stand with a number without making a party's name."""


def numbered_names(doc: Doc, known: Container[int]) -> list[Span]:
    """Find the names that end in a number (*Local 12*, *Reform 2030*), at all their mentions.

    Parameters
    ----------
    doc
        The parsed report.
    known
        Positions of names that need no finding.

    Returns
    -------
    list of Span
        The mentions, of names that a report has more than once or that act in it.
    """
    found = [
        doc[t.i - 1 : t.i + 1]
        for t in doc
        if t.i
        and t.text.isdigit()
        and 1 < len(t) < 5
        and t.i not in known
        and _takes_number(doc[t.i - 1], known)
    ]
    often = Counter(name.text for name in found)
    acting = {n.text for n in found if n[0].text == "Local" or (any(map(_acts, n)) and _ends(n))}
    return [name for name in found if name.text in acting or (often[name.text] > 1 and _ends(name))]


def _acts(token: Token) -> bool:
    """Tell whether somebody does something, or has it done for them."""
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _takes_number(word: Token, known: Container[int]) -> bool:
    return (
        word.text[0].isupper()
        and word.is_alpha
        and len(word) > 2
        and word.i not in known
        and word.lower_ not in _NOT_OF_PARTIES
        and word.lower_ not in CALENDAR
        and not word.is_stop
        and not (word.i and is_name_word(word.nbor(-1)) and not word.is_sent_start and word.nbor(-1).is_alpha)
    )


def _ends(name: Span) -> bool:
    """Tell whether a number is not that of things that follow (*Labour 37 seats*)."""
    after = name.doc[name.end] if name.end < len(name.doc) else None
    return after is None or (after.tag_ not in ("NN", "NNS", "CD", "JJ") and after.text not in ("%", "per"))


def _pair(conjunction: Token) -> Span | None:
    """Give the two words around *and*, where both are written as names and no others stand with them."""
    doc, at = conjunction.doc, conjunction.i
    if at < 1 or at + 2 >= len(doc) or not is_name_word(doc[at - 1]):
        return None
    second, after = doc[at + 1], doc[at + 2]
    before = doc[at - 2] if at > 1 else None
    longer = (before is not None and is_name_word(before)) or is_name_word(after)
    if longer or not second.text[0].isupper() or not second.is_alpha:
        return None
    return doc[at - 1 : at + 2]


def _is_one(pair: Span) -> bool:
    for token in (pair[0], pair[-1]):
        verb = token.head
        if token.dep_ in ("nsubj", "nsubjpass"):
            finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
            if any(t.tag_ == "VBZ" or t.lower_ == "was" for t in finite) and verb.i > pair.end - 1:
                return True
    doc, end = pair.doc, pair.end
    if pair.start > 2 and doc[pair.start - 1].text == "," and end < len(doc) and doc[end].text == ",":
        beside = doc[pair.start - 2]  # "the smaller union, Hammer and Wedge, …"
        if beside.tag_ == "NN" and beside.lemma_ in OF_NOUN:
            return True
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("the", "a", "an"):
        return False
    noun = next((t for t in doc[end + 1 : end + 7] if t.dep_ == "appos" or t.lemma_ in OF_NOUN), None)
    return noun is not None and noun.tag_ == "NN" and noun.lemma_ in OF_NOUN


def _halves_stand_alone(pair: Span, pairs: list[Span]) -> bool:
    inside = {t.i for other in pairs for t in other if other.text == pair.text}
    halves = {pair[0].text, pair[-1].text}
    return any(
        t.text in halves
        and t.i not in inside
        and is_name_word(t)
        and not (t.i and is_name_word(t.nbor(-1)))
        and not (t.i + 1 < len(t.doc) and is_name_word(t.nbor()))
        for t in pair.doc
    )
