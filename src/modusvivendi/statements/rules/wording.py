"""Wording: tokens and words made into a phrase that can stand by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from spacy.tokens import Token

_DANGLING = re.compile(
    r",?\s+(?:and|but|or|only|too|also|though|however|either|as well|for (?:its|his|her|their) part|to|that|"
    r"which|who|as|whether|in turn|for now|meanwhile)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:that|to|and|but|or|yet|also|only|then|so|even so|whether|not|too|however|still|now|though|instead|"
    r"meanwhile|of)\s*[, ]\s*(?=\w)",
    re.IGNORECASE,
)

_POINTING = re.compile(
    r"\b(?:of|to|on|for|with|by|from|than|like|about|after|before|at|in|until|against) (?:that|this)$"
)
_COUNTED = re.compile(
    r",? by (?:a (?:\w+ )?(?:majority|margin)\b.*|[\d,]+ votes? (?:to|against) [\d,]+)$", re.IGNORECASE
)
"""How a vote went."""


def third_person(verb: str) -> str:
    """Give the form of a present-tense verb that goes with one party as its subject.

    Examples
    --------
    >>> [third_person(v) for v in ("are", "have", "owe", "reach", "carry", "do")]
    ['is', 'has', 'owes', 'reaches', 'carries', 'does']
    """
    known = {
        "are": "is",
        "am": "is",
        "'re": "is",
        "'m": "is",
        "have": "has",
        "'ve": "has",
        "do": "does",
        "go": "goes",
    }
    if verb.lower() in known:
        return known[verb.lower()]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def text_of(
    tokens: Iterable[Token], instead: Mapping[int, str] | None = None, without: Collection[int] = ()
) -> str:
    """Join tokens in their order; ``instead`` gives words to put for some of them."""
    ordered = sorted({t.i: t for t in tokens if t.i not in without}.values(), key=lambda t: t.i)
    out = []
    for k, t in enumerate(ordered):
        word = (instead or {}).get(t.i, t.text)
        follows = ordered[k + 1] if k + 1 < len(ordered) else None
        gap = follows is not None and follows.i != t.i + 1
        if t.text == "," and (gap or (k and ordered[k - 1].i != t.i - 1)):
            out.append(" ")
            continue  # it set off what is left out
        out.append(word + (" " if t.whitespace_ or gap else ""))
    return "".join(out)


def opened(token: Token, text: str) -> str:
    """Give a phrase whose first word stood first in its sentence without that word's capital letter."""
    if not text or not text[0].isupper() or (token.i != token.sent.start and not _after_mark(token)):
        return text
    name = token.pos_ == "PROPN" or token.ent_type_ not in ("", "CARDINAL", "DATE") or token.text.isupper()
    return text if name and len(token.text) > 1 and token.pos_ != "DET" else text[0].lower() + text[1:]


def _after_mark(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in ('"', "“", ":", "‘", "'", "``")


def tidy(text: str) -> str:
    """Take out quotation marks, doubled or dangling punctuation and words that hang loose at either end.

    How a vote on it went is left out, too.

    Examples
    --------
    >>> tidy('to "contribute soldiers", too')
    'contribute soldiers'
    >>> tidy("the offer by 312 votes to 90")
    'the offer'
    """
    text = re.sub(r"[\"“”„`]|(?<!\w)['‘’](?=\s|$)", "", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text).strip(" ,;:.—–-'•·‣*")
    for _ in range(3):
        text = _LEADING.sub("", text)
        if _POINTING.search(text) is None:
            text = _DANGLING.sub("", text).strip(" ,;:—–-")
    text = _COUNTED.sub("", text)
    return text
