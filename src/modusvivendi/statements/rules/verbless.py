"""Refusals and denials in quotation marks that have no verb: *"Not one wolf"*, *"Utter nonsense"*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import in_quotes, lemma, own_subject
from modusvivendi.statements.statement import Stance

_REFUSING = words("not no never nothing")
_FLAT = {
    **dict.fromkeys(
        (
            "forget it",
            "forget about it",
            "over my dead body",
            "no way",
            "no chance",
            "no deal",
            "not a chance",
            "never",
            "never again",
            "not on your life",
            "dream on",
            "in your dreams",
            "in their dreams",
            "not on my watch",
            "not on our watch",
            "no thanks",
            "no thank you",
            "absolutely not",
            "certainly not",
            "definitely not",
            "out of the question",
            "not happening",
            "nothing doing",
            "not interested",
            "no dice",
            "no means no",
            "no is no",
            "not now , not ever",
            "never ever",
            "thanks but no thanks",
        ),
        Stance.RULES_OUT,
    ),
    **dict.fromkeys(
        (
            "fine by us",
            "fine by me",
            "fine with us",
            "deal",
            "done",
            "agreed",
            "gladly",
            "with pleasure",
            "so be it",
            "why not",
            "by all means",
            "we are in",
            "we 're in",
            "count us in",
            "any time",
            "no problem",
            "happy to",
            "willingly",
            "you have a deal",
        ),
        Stance.OFFERS,
    ),
    **dict.fromkeys(
        ("maybe", "perhaps", "we 'll see", "we will see", "possibly", "who knows"), Stance.CONSIDERS
    ),
}
"""Whole quotations that answer what was put to their speaker."""
_FINITE = words("VBZ VBP VBD MD")
_SAYS_NOTHING = words(
    "lot bit much far long often yet comment doubt wonder problem question thanks more less surprise matter"
)
_NONSENSE = lexicon.UNTRUE | words("rubbish nonsense invention fantasy rumour rumor speculation")
_LONGEST = 14


def verbless(token: Token) -> Frame | None:
    """Read a quotation, or a sentence of one, that opens with a token and has no verb."""
    if not in_quotes(token) or not _opens(token):
        return None
    piece = _piece(token)
    flat = _FLAT.get(" ".join(t.lower_.replace("’", "'") for t in piece))
    if flat is not None:
        return _by_speaker(token, flat, piece)
    if not 0 < len(piece) <= _LONGEST or any(t.tag_ in _FINITE for t in piece):
        return None
    named = {lemma(t) for t in piece}
    if token.lower_ in _REFUSING:
        if named & _SAYS_NOTHING or not any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in piece[1:]):
            return None
        twice = (
            token.lower_ == "no" and sum(t.lower_ == "no" for t in piece) == 2
        )  # "No agreement, no certificate"
        return _by_speaker(token, Stance.WARNS if twice else Stance.RULES_OUT, piece[1:])
    if len(piece) <= 4 and named & _NONSENSE and token.pos_ in ("ADJ", "NOUN", "ADV", "DET"):
        thing = _called(piece)
        return _by_speaker(token, Stance.DENIES, [thing] if thing is not None else piece)
    return None


def _called(piece: list[Token]) -> Token | None:
    """Give what is called so, where the quotation only ends a sentence: *the claims are "pure fiction"*."""
    verb = next((t.head for t in piece if t.head.lemma_ == "be" and t.head.i < piece[0].i), None)
    return own_subject(verb) if verb is not None else None


def _opens(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    return before is None or before.text in ('"', "“", "``") or bool(token.is_sent_start)


def _piece(token: Token) -> list[Token]:
    """Give the words up to the end of the quotation or of its sentence."""
    found = []
    for t in token.doc[token.i : token.sent.end]:
        if not in_quotes(t) or t.text in (".", "!", "?", ";"):
            break
        if not t.is_punct:
            found.append(t)
    return found


def _by_speaker(token: Token, stance: Stance, content: list[Token]) -> Frame:
    heads = [
        t for t in content if t.pos_ in ("NOUN", "PROPN", "NUM") and t.head.i not in {c.i for c in content}
    ]
    frame = plain(token, stance, heads[:1] or content[:1] or [token], "verbless")
    frame.span = {t.i for t in content} | {token.i}
    frame.cover = set(frame.span)
    frame.holder, frame.by_speaker = None, True
    return frame
