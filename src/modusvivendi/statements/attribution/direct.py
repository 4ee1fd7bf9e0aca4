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
    subject,
)
from modusvivendi.statements.attribution.lexicon import verbs
from modusvivendi.statements.attribution.quotations import Quotation
from modusvivendi.statements.language import words

_BREAKS = words(", ? ! — – - -- … ... .... ?! !? !!")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_TO_SOMEBODY = words("tell ask remind assure inform warn urge advise beg implore text email")
_FRAME_LENGTH = 30


def framed(text: Text, paragraphs: list[Span]) -> list[Finding]:
    """Attribute the quotations that are utterances of their own to the clause before or after them."""
    found: list[Finding] = []
    by_cue: dict[int, Finding] = {}
    for quotation in text.quotations:
        paragraph = paragraphs[quotation.paragraph]
        verb, rule = _after(text, quotation, paragraph), "direct.after"
        if verb is None:
            verb, rule = _before(text, quotation, paragraph), "direct.before"
        if verb is None:
            continue
        whole = range(quotation.start, quotation.end)
        known = by_cue.get(verb.i)
        if known is not None:
            known.content.update(whole)
            continue
        finding = Finding(cue_phrase(verb), set(whole), _speaker(text, verb, quotation), rule, verb.i)
        by_cue[verb.i] = finding
        found.append(finding)
    return found


def unframed(text: Text, paragraphs: list[Span], findings: list[Finding]) -> list[Finding]:
    """Attribute the quotations that stand as sentences of their own to whoever spoke last.

    A quotation goes on with the direct quotation before it in its paragraph or in the paragraph before; after
    a paragraph that ends in a colon, or after indirect speech, it is a new one of the same speaker.
    """
    doc = text.doc
    covered = {
        number
        for f in findings
        for number in {text.quoted[i] for i in f.content} - {text.quoted[i] for i in f.cue}
    }
    speech = sorted(
        (f for f in findings if f.rule.startswith(("direct", "that")) and f.cue and text.quoted[f.head] < 0),
        key=lambda f: max(f.cue),
    )
    found: list[Finding] = []
    last: Finding | None = None
    reached, until = -1, -1  # the paragraph and the token that `last` reaches
    for number, quotation in enumerate(text.quotations):
        if number in covered or not _stands_alone(text, quotation):
            continue
        whole = set(range(quotation.start, quotation.end))
        paragraph = paragraphs[quotation.paragraph]
        floor = paragraphs[max(quotation.paragraph - 1, 0)].start
        before = [f for f in speech if floor <= min(f.content | set(f.cue)) and max(f.cue) < quotation.start]
        latest = before[-1] if before else None
        nobody_since = latest is None or latest is last or max(latest.cue) < until
        if last is not None and reached >= quotation.paragraph - 1 and nobody_since:
            last.content |= whole
            reached, until = quotation.paragraph, quotation.end
            continue
        announced = _announced(text, quotation, paragraphs)
        if announced is not None:
            last = Finding(
                cue_phrase(announced),
                whole,
                _speaker(text, announced, quotation),
                "direct.colon",
                announced.i,
            )
            found.append(last)
        elif latest is not None and latest.rule.startswith(("direct", "that.parenthetical")):
            latest.content |= whole
            last = latest
        elif latest is not None:
            last = Finding(list(latest.cue), whole, list(latest.source), "direct.continued", latest.head)
            found.append(last)
        else:
            last = Finding([], whole, [], "direct.unframed", doc[paragraph.start].i)
            found.append(last)
        reached, until = quotation.paragraph, quotation.end
    return found


def _announced(text: Text, quotation: Quotation, paragraphs: list[Span]) -> Token | None:
    """Give the verb of the sentence with a colon that a quotation in a paragraph of its own follows."""
    if quotation.paragraph == 0:
        return None
    here, before = paragraphs[quotation.paragraph], paragraphs[quotation.paragraph - 1]
    if any(is_word(t) for t in text.doc[here.start : quotation.start]) or not before.text.rstrip().endswith(
        ":"
    ):
        return None
    return _nearest_speech(text, before.end - 1, before.start, colon=True)


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
        if text.quoted[i] >= 0 and not text.in_name(i):
            break
        if token.is_sent_start and (i > quotation.end or is_word(token)):
            break
        if not token.is_space:
            frame.append(token)
    while frame and frame[0].text in _BREAKS:
        frame.pop(0)
    return frame


def lead_in(text: Text, quotation: Quotation) -> list[Token]:
    """Give the words of its sentence that stand before a quotation, outside of other quotations."""
    doc = text.doc
    found: list[Token] = []
    i = quotation.start
    while not doc[i].is_sent_start and i > 0:
        i -= 1
        if is_word(doc[i]) and text.quoted[i] < 0:
            found.append(doc[i])
    return found


def _after(text: Text, quotation: Quotation, paragraph: Span) -> Token | None:
    """Find the speech verb of a frame that follows: ``," said the envoy`` or ``," the envoy said``."""
    if not quotation.closed or _last_mark(text, quotation) in ("", "."):
        return None
    lead = lead_in(text, quotation)
    if len(lead) > 2 or any(t.pos_ in VERBAL for t in lead):
        return None
    frame = _frame_after(text, quotation, paragraph)
    if not frame:
        return None
    known = verbs()
    for position, token in enumerate(frame[:_FRAME_LENGTH]):
        if token.pos_ not in VERBAL:
            continue
        entry = known.get(token.lemma_.lower())
        if entry is None or not entry.quote or token.tag_ == "VB":
            continue
        if position and frame[position - 1].dep_ == "cc":
            return None
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.head in frame and token.tag_ == "VBG"):
            continue
        if token.tag_ == "VBN" and subject(token) is None and _finite_follows(frame[position + 1 :]):
            continue
        return token
    # Any verb will do right after the quotation with nothing but its subject: "Never," sniffed the judge.
    if frame[0].tag_ in ("VBD", "VBZ") and len(frame) > 1 and not lead and frame[0].pos_ == "VERB":
        return frame[0]
    return None


def _finite_follows(frame: list[Token]) -> bool:
    known = verbs()
    return any(t.tag_ in ("VBD", "VBZ", "VBP") and t.lemma_ in known and known[t.lemma_].quote for t in frame)


def _before(text: Text, quotation: Quotation, paragraph: Span) -> Token | None:
    """Find the speech verb of a frame that comes before: ``she said: "`` or ``he replied, "``."""
    doc = text.doc
    i = quotation.start - 1
    while i >= paragraph.start and doc[i].is_space:
        i -= 1
    if i < paragraph.start or text.quoted[i] >= 0:
        return None
    mark = doc[i]
    colon = mark.text == ":"
    if not (colon or mark.text in (",", "—", "–") or mark.pos_ in VERBAL):
        return None
    if len(_inner(text, quotation)) < 2 and not colon:
        return None
    if mark.text in ("—", "–") or _continues(text, quotation, i):
        return None
    verb = _nearest_speech(text, i, max(paragraph.start, i - _FRAME_LENGTH), colon=colon)
    if verb is not None and mark.pos_ in VERBAL and mark != verb:
        return None
    return verb


def _continues(text: Text, quotation: Quotation, comma: int) -> bool:
    """Tell whether a quotation ends a sentence begun before its frame: *The port, she said, "will close"*."""
    inner = _inner(text, quotation)
    lead = lead_in(text, quotation)
    if text.doc[comma].text != "," or not lead or not inner[0].text[0].islower():
        return False
    return any(text.doc[i].text == "," and text.quoted[i] < 0 for i in range(lead[-1].i, comma))


def _nearest_speech(text: Text, last: int, first: int, *, colon: bool) -> Token | None:
    """Give the nearest speech verb before a token in its sentence; before a colon, any main verb."""
    doc = text.doc
    known = verbs()
    for j in range(last, first - 1, -1):
        token = doc[j]
        if text.quoted[j] >= 0 and not text.in_name(j):
            break
        if token.pos_ in VERBAL:
            entry = known.get(token.lemma_.lower())
            put_it = token.lemma_ == "put" and j + 1 < len(doc) and doc[j + 1].lower_ in ("it", "things")
            if put_it:
                return token
            if entry is not None and entry.quote:
                if not colon and any(doc[k].lower_ == "that" for k in range(j + 1, last + 1)):
                    return None
                busy = token.dep_ in ("acl", "advcl", "relcl") and any(
                    c.i < last
                    and (
                        c.dep_ in ("xcomp", "ccomp")
                        or (c.dep_ == "dobj" and token.lemma_ not in _TO_SOMEBODY)
                    )
                    for c in token.rights
                )
                if not busy:
                    return token
            if token.dep_ == "ROOT":
                return token if colon else None
        if token.is_sent_start:
            break
    return None


def _stands_alone(text: Text, quotation: Quotation) -> bool:
    """Tell whether a quotation makes up whole sentences, with no words around it."""
    doc = text.doc
    if len(_inner(text, quotation)) < 2 or lead_in(text, quotation):
        return False
    for i in range(quotation.end, len(doc)):
        token = doc[i]
        if token.is_sent_start or token.pos_ == "SPACE":
            return True
        if is_word(token):
            return False
    return True


def _speaker(text: Text, verb: Token, quotation: Quotation) -> list[int]:
    """Give the tokens of the noun phrase that a framing verb has as its speaker."""
    barred = cue_phrase(verb)
    if is_passive(verb):
        by = agent(verb)
        if by is not None:
            return noun_phrase(text, by, outside=barred)
    noun = doer(verb)
    if noun is not None and text.quoted[noun.i] >= 0 and not text.in_name(noun.i):
        noun = None
    if noun is None:
        noun = _beside(text, verb, quotation)
    return noun_phrase(text, noun, outside=barred) if noun is not None else []


def _beside(text: Text, verb: Token, quotation: Quotation) -> Token | None:
    """Find the subject by its place where the parse shows none: right after the verb, or right before it."""
    doc = text.doc
    if verb.i < quotation.end:
        return None
    for i in range(verb.i + 1, min(verb.i + 6, len(doc))):
        token = doc[i]
        if text.quoted[i] >= 0 or token.text in (",", "."):
            break
        if token.pos_ in _NOMINAL:
            while token.head.pos_ in _NOMINAL and 0 < token.head.i - token.i < 8:
                token = token.head
            return token
    for i in range(verb.i - 1, quotation.end - 1, -1):
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON") and text.quoted[i] < 0:
            token = doc[i]
            while (
                token.head.pos_ in _NOMINAL and quotation.end <= token.head.i < verb.i and token.head != token
            ):
                token = token.head
            return token
    return None
