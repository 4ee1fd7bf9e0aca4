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
