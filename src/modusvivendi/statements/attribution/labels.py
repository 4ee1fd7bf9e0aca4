"""Speaker labels: *ENVOY: We are ready.* in a transcript, *Minister: tariffs will fall* in a headline."""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.attribution.grammar import VERBAL, Finding, Text, is_word

_LONGEST = 9
_HEADLINE = 25
_LINKS = frozenset({"the", "of", "at", "for", "on", "in", "to", "and", "a", "an"})


def labelled(text: Text, paragraphs: list[Span]) -> list[Finding]:
    """Find what stands after a speaker's name and a colon at the start of a paragraph.

    A short paragraph is read as a headline. In a transcript (labels that come again and again) a paragraph
    without a label goes on with the speaker.
    """
    labels = [_label(text, paragraph) for paragraph in paragraphs]
    names = [
        text.doc[paragraph.start : label].text.casefold()
        for paragraph, label in zip(paragraphs, labels, strict=True)
        if label is not None
    ]
    transcript = len(names) >= 4 and len(set(names)) <= len(names) / 2
    found: list[Finding] = []
    current: Finding | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None and (transcript or len(paragraph) <= _HEADLINE):
            source = [i for i in range(paragraph.start, label) if is_word(text.doc[i])]
            content = set(range(label + 1, paragraph.end))
            current = Finding([label], content, source, "label", label)
            found.append(current)
        elif current is not None and transcript and text.quoted[paragraph.start] < 0:
            current.content.update(range(paragraph.start, paragraph.end))
        else:
            current = None
    return found


def _label(text: Text, paragraph: Span) -> int | None:
    """Give the colon after a label: capitalised words, a name among them, and no verb, before a sentence."""
    doc = text.doc
    names = 0
    for i in range(paragraph.start, min(paragraph.start + _LONGEST + 1, paragraph.end - 2)):
        token = doc[i]
        if token.text == ":":
            return i if names and _speech_follows(text, i + 1, paragraph.end) else None
        if text.quoted[i] >= 0 or (is_word(token) and not _may_name(token)):
            return None
        names += token.pos_ == "PROPN" or (token.text.isupper() and len(token.text) > 1)
    return None


def _may_name(token: Token) -> bool:
    if token.pos_ in VERBAL and not token.text.isupper():
        return False
    return token.text[0].isupper() or token.lower_ in _LINKS


def _speech_follows(text: Text, start: int, end: int) -> bool:
    """Tell whether a clause follows, and not a quotation (for which there is another rule) or a list."""
    if text.quoted[start] >= 0:
        return False
    return any(
        text.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for i in range(start, min(start + 25, end))
    )
