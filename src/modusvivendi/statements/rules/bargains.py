"""Two clauses that make a bargain: *take it off our hands and we sign*, *one more raid and we walk*."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import in_quotes, indices, lemma, own_subject
from modusvivendi.statements.rules.modal_turns import harms, to_court
from modusvivendi.statements.statement import Stance

_FINITE = words("VBZ VBP VBD MD")
_THE_LAST_STRAW = words("another more any anything further less short single")
_GOING = words("walk leave go strike quit march fight close stop end die")
_LONGEST = 16


@dataclass(frozen=True)
class Bargain:
    """What is to be done, or not to happen, and the clause that says what follows.

    Attributes
    ----------
    start, end
        The first part, without the word that links it.
    verb
        The verb of what follows.
    ordered
        Whether the first part tells somebody to do something.
    """

    start: int
    end: int
    verb: Token
    ordered: bool


def bargain(sentence: Span) -> Bargain | None:
    """Find the two parts of such a bargain in a sentence, or give None."""
    doc = sentence.doc
    for token in sentence:
        if token.is_punct or (
            token.i > sentence.start and doc[token.i - 1].text not in ('"', "“", ":", "``")
        ):
            continue
        found = _from(sentence, token)
        if found is not None:
            return found
    return None


def _from(sentence: Span, first: Token) -> Bargain | None:
    doc = sentence.doc
    ordered = (first.tag_ in ("VB", "VBP") and own_subject(first) is None) or first.lower_ == "let"
    if first.tag_ in ("VB", "VBP") and first.dep_ in ("aux", "auxpass"):
        return None
    for at in range(first.i + 1, min(first.i + _LONGEST, sentence.end - 2)):
        token = doc[at]
        if token.text in ('"', "”", ";", "?", "."):
            return None
        if token.tag_ in _FINITE and not (ordered and token.i == first.i):
            return None
        if token.lower_ not in ("and", "or"):
            continue
        verb = _clause_after(sentence, at)
        if verb is None:
            continue
        said = {t.lower_ for t in doc[first.i : at]}
        if ordered and token.lower_ == "and":
            if first.lower_ == "let" and doc[at - 1].text != ",":
                return None  # "let them name a volume and we shall name a price": that is demanded
            end = at - 1 if doc[at - 1].text == "," else at
            return Bargain(first.i, end, verb, ordered=True)
        straw = bool(said & _THE_LAST_STRAW) and token.lower_ == "and"
        price = token.lower_ == "or" and any(t.like_num for t in doc[first.i : at]) and in_quotes(first)
        if straw or price:
            return Bargain(first.i, at, verb, ordered=False)
        return None
    return None


def _clause_after(sentence: Span, link: int) -> Token | None:
    """Give the verb of the clause right after *and* or *or*, where one stands there with its own subject."""
    doc = sentence.doc
    subject: Token | None = None
    for t in doc[link + 1 : min(link + 7, sentence.end)]:
        if t.is_punct:
            return None
        if t.tag_ in _FINITE and subject is not None:
            verb = t.head if t.tag_ == "MD" and t.dep_ == "aux" else t
            return (
                verb if verb.tag_ != "VBD" and subject.lower_ not in ("you", "that", "which", "who") else None
            )
        if t.pos_ in ("NOUN", "PROPN", "PRON"):
            subject = t
        elif t.pos_ == "VERB":
            return None
    return None


def struck(sentence: Span, taken: set[int]) -> list[Frame]:
    """Read the second part of a bargain as what its speaker offers for the first, or threatens.

    Parameters
    ----------
    sentence
        The sentence.
    taken
        Triggers of positions found already.
    """
    found = bargain(sentence)
    if found is None or found.verb.i in taken:
        return []
    verb = found.verb
    doer = own_subject(verb)
    promised = any(c.tag_ == "MD" for c in verb.children) and lemma(verb) != "be"
    if promised and doer is not None and doer.tag_ == "PRP":
        return []  # "… and we will sign" is read as any promise
    threat = not found.ordered or lemma(verb) in lexicon.ADVERSE | _GOING or harms(verb) or to_court(verb)
    span = {i for i in indices(verb) if i >= found.end}
    return [
        Frame(
            trigger=verb,
            stance=Stance.WARNS if threat else Stance.OFFERS,
            holder=None,
            content=[verb],
            rule="bargain",
            by_speaker=True,
            span=span,
            cover=set(),
        )
    ]
