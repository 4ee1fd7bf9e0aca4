"""Which names are newspapers': by what they do, where neither a table nor a noun beside them says so.

*According to the Harbour Echo, which cites two officials*, *Il Faro reported, quoting a diplomat*, *a report
published by the Elm Valley Post*: who says on whose word something was said is no party to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.census import Census, runs
from modusvivendi.statements.actors.spots import Spot

_OF_MEDIA = nouns.words(
    "report say write quote cite reveal learn understand publish tell ask note add put find describe call "
    "interview obtain see run carry claim"
)
"""What newspapers and agencies do."""
_CITING = nouns.words("cite quote citing quoting cites cited quotes quoted")
_REPORTING = nouns.words("report write reveal")
_PAPERS = nouns.words("newspaper daily weekly tabloid magazine newswire broadcaster")
_PRINTED = nouns.words("publish print carry quote run")
_PRINTS = nouns.words("report article story interview account remark comment leak")


def media_by_deeds(doc: Doc, spots: dict[int, Spot], census: Census) -> Iterator[Span]:
    """Give the names of those who are told to report what others say.

    Parameters
    ----------
    doc
        The parsed report.
    spots
        The gazetteer's names in it.
    census
        What the other names stand for: no person and no place is a newspaper.
    """
    for span in runs(doc, spots):
        start = span.start
        while start > span.sent.start and doc[start - 1].text[0].isupper() and start - 1 not in spots:
            start -= 1  # "the Morning Ledger"
        while doc[start].lower_ in ("the", "a") and start < span.end - 1:
            start += 1
        name = doc[start : span.end]
        if len(name) == 1 and name.text in nouns.ORGANISATIONS:
            continue
        if any(t.text in nouns.ORGANISATIONS and t.text not in nouns.MEDIA_NAMES for t in name):
            continue
        if _reports(name.root) and not _is_said_to_be_somebody(name):
            yield name


def _is_said_to_be_somebody(name: Span) -> bool:
    """Tell whether an office stands beside a name."""
    before = name.doc[name.start - 1] if name.start else None
    return before is not None and before.lower_ in nouns.TITLES


def _reports(name: Token) -> bool:
    """Tell whether the word that a name hangs by stands where a newspaper's does."""
    head = name.head
    if name.dep_ == "pobj" and head.lower_ == "to" and head.head.lower_ == "according":
        return any(c.dep_ == "relcl" and _cites(c) for c in name.children) or _citing_after(name)
    if any(c.dep_ == "appos" and c.lemma_.lower() in _PAPERS and c.text.islower() for c in name.children):
        return True
    if name.dep_ == "nsubj" and head.lemma_ in _REPORTING and head.pos_ == "VERB":
        return any(c.dep_ in ("advcl", "prep") and c.lower_ in ("citing", "quoting") for c in head.children)
    if name.dep_ == "pobj" and head.lower_ in ("by", "in") and head.head.tag_ == "VBN":
        printed = head.head
        prints = printed.dep_ == "acl" and (printed.head.lemma_ in _PRINTS or printed.lemma_ == "quote")
        return prints and printed.lemma_ in _PRINTED
    return False


def _cites(verb: Token) -> bool:
    """Tell whether a clause says on whose word something was said (*which spoke to two officials*)."""
    spoke = verb.lemma_ in ("speak", "refer") and any(c.lower_ in ("to", "with") for c in verb.children)
    return verb.lower_ in _CITING or spoke


def _citing_after(name: Token) -> bool:
    after = name.doc[name.i + 1 : name.i + 3]
    return len(after) == 2 and after[0].text == "," and after[1].lower_ in ("citing", "quoting")


def acts_alone(name: Span) -> bool:
    """Tell whether a name that could be a paper's is only that of somebody who acts (*Polar Star*)."""
    acts = False
    doc = name.doc
    for token in doc:
        if (
            token.text != name[-1].text
            or doc[max(0, token.i + 1 - len(name)) : token.i + 1].text != name.text
        ):
            continue
        verb = token.head.lemma_.lower()
        if token.dep_ not in ("nsubj", "nsubjpass", "poss", "compound", "conj") or verb in _OF_MEDIA:
            return False
        acts = acts or (token.dep_ == "nsubj" and token.head.pos_ in ("VERB", "AUX"))
    return acts
