"""Direct quotations: whose they are.

A quotation is framed by a clause before it (*she said, "…"*; *He was blunt: "…"*) or after it (*"…," said the
envoy*); one without a frame goes on with the last speaker. Quotations that are only part of a clause
(*called it "absurd"*) are left to the rules for indirect speech.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.attribution.grammar import (
    VERBAL,
    Finding,
    Text,
    agent,
    cue_phrase,
    doer,
    is_passive,
    is_word,
    noun_phrase,
)
from modusvivendi.statements.attribution.lexicon import verbs
from modusvivendi.statements.attribution.quotations import Quotation

_BREAKS = frozenset({",", "?", "!", "—", "–", "-", "--", "…", "...", "....", "?!", "!?", "!!"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def direct(text: Text, paragraphs: list[Span]) -> list[Finding]:
    """Attribute the quotations of a document that stand as utterances of their own."""
    found: list[Finding] = []
    by_cue: dict[int, Finding] = {}
    last: Finding | None = None
    last_paragraph = -2
    carried = False  # the paragraph before ended in an open quotation
    for number, paragraph in enumerate(paragraphs):
        here = [q for q in text.quotations if q.paragraph == number]
        for quotation in here:
            framed = _after(text, quotation, paragraph) or _before(text, quotation, paragraph)
            if framed is not None:
                verb, rule = framed
                known = by_cue.get(verb.i)
                if known is not None:
                    known.content.update(range(quotation.start, quotation.end))
                    last, last_paragraph = known, number
                    continue
                finding = Finding(
                    cue=cue_phrase(verb),
                    content=set(range(quotation.start, quotation.end)),
                    source=_speaker(text, verb, quotation),
                    rule=rule,
                    head=verb.i,
                )
                by_cue[verb.i] = finding
                found.append(finding)
                last, last_paragraph = finding, number
            elif _stands_alone(text, quotation):
                if last is not None and (last_paragraph == number or last_paragraph == number - 1 or carried):
                    last.content.update(range(quotation.start, quotation.end))
                    last_paragraph = number
                else:
                    finding = Finding(
                        cue=[],
                        content=set(range(quotation.start, quotation.end)),
                        rule="direct.unframed",
                        head=quotation.start,
                    )
                    found.append(finding)
                    last, last_paragraph = finding, number
        carried = bool(here) and not here[-1].closed
    return found


def _inner(text: Text, quotation: Quotation) -> list[Token]:
    return [t for t in text.doc[quotation.start : quotation.end] if is_word(t)]


def _last_mark(text: Text, quotation: Quotation) -> str:
    """Give the punctuation before the closing mark, or right after it."""
    doc = text.doc
    for i in range(quotation.end - 2, quotation.start, -1):
        token = doc[i]
        if not token.is_space:
            if token.text in _BREAKS or token.text in (".", ";"):
                return token.text
            break
    if quotation.end < len(doc) and doc[quotation.end].text in _BREAKS:
        return doc[quotation.end].text
    return ""


def _frame_after(text: Text, quotation: Quotation, paragraph: Span) -> list[Token]:
    """Give the tokens from the closing mark to the end of the sentence or the next quotation."""
    doc = text.doc
    frame = []
    for i in range(quotation.end, paragraph.end):
        token = doc[i]
        if text.quoted[i] >= 0 and not _in_short(text, i):
            break
        if token.is_sent_start and i > quotation.end:
            break
        if token.is_sent_start and i == quotation.end and is_word(token):
            break
        frame.append(token)
    return frame


def _in_short(text: Text, i: int) -> bool:
    quotation = text.quotations[text.quoted[i]]
    return quotation.end - quotation.start <= 4


def _after(text: Text, quotation: Quotation, paragraph: Span) -> tuple[Token, str] | None:
    """Find the speech verb of a frame that follows: ``," said the envoy`` or ``," the envoy said``."""
    if not quotation.closed or not _last_mark(text, quotation) or _last_mark(text, quotation) == ".":
        return None
    frame = [t for t in _frame_after(text, quotation, paragraph) if not t.is_space]
    while frame and frame[0].text in _BREAKS:
        frame.pop(0)
    if not frame:
        return None
    known = verbs()
    for position, token in enumerate(frame[:25]):
        if token.pos_ not in VERBAL:
            continue
        entry = known.get(token.lemma_.lower())
        if entry is not None and entry.quote and token.tag_ not in ("VB", "VBN") and _is_main(token, frame):
            return token, "direct.after"
        if (
            entry is not None
            and entry.quote
            and token.tag_ == "VBN"
            and position <= 12
            and _is_main(token, frame)
        ):
            return token, "direct.after"
    # Any verb will do right after the quotation with nothing but its subject: "Never," sniffed the judge.
    first = frame[0]
    if first.tag_ in ("VBD", "VBZ") and len(frame) > 1:
        return first, "direct.after.any"
    return None


def _is_main(verb: Token, frame: list[Token]) -> bool:
    """Tell whether a verb is the frame's own, not one of a relative clause in its subject."""
    return verb.dep_ != "relcl" and not (verb.dep_ == "acl" and verb.head in frame)


def _before(text: Text, quotation: Quotation, paragraph: Span) -> tuple[Token, str] | None:
    """Find the speech verb of a frame that comes before: ``she said: "`` or ``he replied, "``."""
    doc = text.doc
    i = quotation.start - 1
    while i >= paragraph.start and doc[i].is_space:
        i -= 1
    if i < paragraph.start or text.quoted[i] >= 0:
        return None
    mark = doc[i]
    colon = mark.text == ":"
    if not (colon or mark.text == "," or mark.pos_ in VERBAL):
        return None
    if len(_inner(text, quotation)) < 2 and not colon:
        return None
    known = verbs()
    best: Token | None = None
    for j in range(i, max(paragraph.start, i - 30) - 1, -1):
        token = doc[j]
        if text.quoted[j] >= 0 and not _in_short(text, j):
            break
        if token.pos_ in VERBAL:
            entry = known.get(token.lemma_.lower())
            if entry is not None and entry.quote:
                if mark.pos_ in VERBAL and mark is not token:
                    return None
                return token, "direct.before"
            if colon and best is None and token.dep_ == "ROOT":
                best = token
        if token.is_sent_start:
            break
    if best is not None:
        return best, "direct.colon"
    return None


def _stands_alone(text: Text, quotation: Quotation) -> bool:
    """Tell whether a quotation makes up whole sentences, with no words around it."""
    doc = text.doc
    if len(_inner(text, quotation)) < 2:
        return False
    i = quotation.start
    while not doc[i].is_sent_start and i > 0:
        i -= 1
        if is_word(doc[i]) and text.quoted[i] != text.quoted[quotation.start]:
            return False
    i = quotation.end
    while i < len(doc) and not doc[i].is_sent_start:
        if is_word(doc[i]):
            return False
        i += 1
    return True


def _speaker(text: Text, verb: Token, quotation: Quotation) -> list[int]:
    """Give the tokens of the noun phrase that a framing verb has as its speaker."""
    barred = cue_phrase(verb)
    if is_passive(verb):
        by = agent(verb)
        if by is not None:
            return noun_phrase(text, by, outside=barred)
    noun = doer(verb)
    if noun is not None and text.quoted[noun.i] >= 0 and not _in_short(text, noun.i):
        noun = None
    if noun is None:
        noun = _beside(text, verb, quotation)
    return noun_phrase(text, noun, outside=barred) if noun is not None else []


def _beside(text: Text, verb: Token, quotation: Quotation) -> Token | None:
    """Find the subject by its place where the parse shows none: right after the verb, or right before it."""
    doc = text.doc
    if verb.i >= quotation.end:
        for i in range(verb.i + 1, min(verb.i + 6, len(doc))):
            token = doc[i]
            if text.quoted[i] >= 0 or token.text in (",", "."):
                break
            if token.pos_ in _NOMINAL:
                while token.head.pos_ in _NOMINAL and token.head.i > token.i and token.head.i - token.i < 8:
                    token = token.head
                return token
        for i in range(verb.i - 1, quotation.end - 1, -1):
            if doc[i].pos_ in ("NOUN", "PROPN", "PRON") and text.quoted[i] < 0:
                token = doc[i]
                while (
                    token.head.pos_ in _NOMINAL
                    and quotation.end <= token.head.i < verb.i
                    and token.head is not token
                ):
                    token = token.head
                return token
    return None
