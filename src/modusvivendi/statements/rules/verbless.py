"""Refusals and denials in quotation marks that have no verb: *"Not one wolf"*, *"Utter nonsense"*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.rules import lexicon
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import in_quotes, lemma, own_subject
from modusvivendi.statements.statement import Stance

_REFUSING = words("not no never nothing")
_ANSWERS = (
    (
        Stance.RULES_OUT,
        "forget it; forget about it; over my dead body; no way; no chance; no deal; not a chance; never; "
        "never again; "
        "not on your life; dream on; in your dreams; in their dreams; not on my watch; not on our watch; "
        "no thanks; "
        "no thank you; absolutely not; certainly not; definitely not; out of the question; not happening; "
        "nothing doing; not interested; no dice; no means no; no is no; never ever; thanks but no "
        "thanks; too late; "
        "unacceptable; not acceptable; not for sale",
    ),
    (
        Stance.OPPOSES,
        "not good enough; not enough; nowhere near enough; too little too late; too little; too much",
    ),
    (
        Stance.OFFERS,
        "fine by us; fine by me; fine with us; deal; done; agreed; gladly; with pleasure; so be it; why not; "
        "by all means; we are in; we 're in; count us in; any time; no problem; happy to; you have a deal",
    ),
    (Stance.CONSIDERS, "maybe; perhaps; we 'll see; we will see; possibly; who knows"),
)
FLAT = {answer: stance for stance, many in _ANSWERS for answer in many.split("; ")}
"""Answers in a word or two to what was put to their speaker."""
_FINITE = words("VBZ VBP VBD MD")
_SAYS_NOTHING = words(
    "lot bit much far long often yet comment doubt wonder problem question thanks more less surprise "
    "matter idea clue"
)
_NONSENSE = lexicon.UNTRUE | words("rubbish nonsense invention fantasy rumour rumor speculation")
_LONGEST = 14


def verbless(token: Token) -> Frame | None:
    """Read a quotation, or a sentence of one, that opens with a token and has no verb."""
    if not in_quotes(token):
        return _told(token) if token.i == token.sent.start else None
    if not _opens(token):
        return None
    piece = _piece(token)
    flat = FLAT.get(_plain(piece))
    if flat is not None and token.i > token.sent.start and _is_predicate(token):
        return None  # a full shift was "out of the question"
    if flat is not None:
        return _by_speaker(token, flat, piece)
    if len(piece) > 1 and piece[-1].lower_ in _LAST and _parted(piece) and token.pos_ != "INTJ":
        if any(t.tag_ in _FINITE for t in piece):
            return None
        return _by_speaker(token, _LAST[piece[-1].lower_], piece[:-1])
    if _first_then(piece):
        return _by_speaker(token, Stance.DEMANDS, piece)
    if not 0 < len(piece) <= _LONGEST or any(t.tag_ in _FINITE for t in _before_condition(piece)):
        return None
    named = {lemma(t) for t in piece}
    if token.lower_ in _REFUSING:
        if _is_predicate(token):
            return None  # the fee was "not carved in stone"
        measured = len(piece) > 2 and piece[1].lower_ in ("one", "single", "even")
        if (named & _SAYS_NOTHING and not measured) or not any(
            t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in piece[1:]
        ):
            return None
        twice = (
            token.lower_ == "no" and sum(t.lower_ == "no" for t in piece) == 2
        )  # "No agreement, no certificate"
        return _by_speaker(token, Stance.WARNS if twice else Stance.RULES_OUT, piece[1:])
    if _in_order(piece):
        return _by_speaker(token, Stance.DEMANDS, piece)
    if len(piece) <= 4 and named & _NONSENSE and token.pos_ in ("ADJ", "NOUN", "ADV", "DET"):
        thing = _called(piece)
        return _by_speaker(token, Stance.DENIES, [thing] if thing is not None else piece)
    return None


_LAST = {"yes": Stance.OFFERS, "no": Stance.RULES_OUT, "never": Stance.RULES_OUT}


def _in_order(piece: list[Token]) -> bool:
    """Recognise *First the pause, afterwards the guns*, *Water first*, *Finance or nothing*."""
    said = [t.lower_ for t in piece]
    if said[-2:] in (["or", "nothing"], ["or", "bust"], ["or", "else"]):
        return len(piece) > 2
    later = any(w in said for w in ("later", "afterwards", "then", "second", "next", "after"))
    return "first" in said and later and any(t.pos_ in ("NOUN", "PROPN") for t in piece)


def _first_then(piece: list[Token]) -> bool:
    """Recognise *Boats first, then we talk about the toll*: what has to come first is asked for."""
    said = [t.lower_ for t in piece[:8]]
    if "first" not in said or not 0 < len(piece) <= _LONGEST:
        return False
    at = said.index("first")
    begins = any(t.tag_ in _FINITE for t in piece[: at + 1])
    return not begins and at + 1 < len(said) and said[at + 1] in ("then", "and") and piece[at].nbor().is_punct


def _plain(piece: list[Token]) -> str:
    return " ".join(t.lower_.replace("’", "'") for t in piece)


def _before_condition(piece: list[Token]) -> list[Token]:
    """Give the words of *Not a cent until the boats move* that stand before its condition."""
    end = next(
        (k for k, t in enumerate(piece) if t.lower_ in ("until", "unless", "before", "if") and k > 2), None
    )
    return piece[:end]


def _parted(piece: list[Token]) -> bool:
    """Tell whether a comma stands before the last word: *Observers, yes*."""
    return piece[-1].nbor(-1).text in (",", ":", "?")


def _told(token: Token) -> Frame | None:
    """Read *Not good enough, says Norvane*: an answer without quotation marks."""
    doc = token.doc
    comma = next((t.i for t in token.sent if t.text == ","), None)
    if comma is None or comma - token.i > 6:
        return None
    piece = [t for t in doc[token.i : comma] if not t.is_punct]
    stance = FLAT.get(_plain(piece))
    finite = [t for t in doc[comma : token.sent.end] if t.tag_ in _FINITE]
    if stance is None or len(finite) != 1 or finite[0].lemma_ not in ("say", "tell", "reply", "answer"):
        return None
    return _by_speaker(token, stance, piece)


def _is_predicate(token: Token) -> bool:
    """Tell whether a quotation only goes on with what somebody or something *is*."""
    before = token.nbor(-2) if token.i > 1 else None
    return before is not None and before.lemma_ == "be" and before.i >= token.sent.start


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
