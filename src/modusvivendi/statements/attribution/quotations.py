"""Where the quotation marks of a document begin and end a quotation.

Reports mix straight and typographic marks, double apostrophes, guillemets and marks that are never closed, so
the direction of a mark is read from its glyph where that is certain and from the blanks around it otherwise.
Any double closing mark closes any double opening one. Single quotation marks count only outside double ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc, Span

_DOUBLE = re.compile(r"''|``|‘‘|’’|[\"“”„«»＂]")
_OPENS = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSES = frozenset({"”", "»", "’’"})

_SINGLE = re.compile(r"['‘’]")
_ELIDED = re.compile(r"['’](?:\d\ds?|em|til|twas|tis|cause|n|round|bout|s|re|ll|ve|d|m|t)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run of quoted tokens.

    Attributes
    ----------
    start, end
        Tokens from the opening to after the closing mark.
    paragraph
        Number of the parsed block it stands in.
    closed
        It has a closing mark; else it runs to the end of its paragraph.
    single
        It stands in single quotation marks.
    """

    start: int
    end: int
    paragraph: int
    closed: bool = True
    single: bool = False

    def __contains__(self, token: int) -> bool:
        return self.start <= token < self.end


def quotations(doc: Doc, paragraphs: list[Span]) -> list[Quotation]:
    """Find the quotations of a document, in order and without overlaps.

    Parameters
    ----------
    doc
        A document of `modusvivendi.statements.language.parse`.
    paragraphs
        Its parsed blocks; a quotation never runs out of one.
    """
    found = []
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        pairs = _double(text)
        pairs += _single(text, pairs)
        if not pairs:
            continue
        starts = [token.idx - paragraph.start_char for token in paragraph]
        for first, last, closed, single in sorted(pairs):
            start = bisect_left(starts, first)
            if start == len(starts) or starts[start] > first:  # the mark is glued to a longer token
                start = max(start - 1, 0)
            end = bisect_left(starts, last)
            if start < end:
                offset = paragraph.start
                found.append(Quotation(offset + start, offset + end, number, closed, single))
    return found


def _double(text: str) -> list[tuple[int, int, bool, bool]]:
    """Pair the double marks of a paragraph: start, end, closed, not single."""
    pairs = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        looks_open = (before.isspace() or before in "([{—–-/‘'") and not after.isspace()
        looks_closed = not before.isspace() and (after.isspace() or not after.isalnum())
        if opened is None:
            if (
                mark in _OPENS
                or (looks_open and mark not in _CLOSES)
                or not (looks_closed or after.isspace())
            ):
                opened = start
        elif mark in _OPENS or (looks_open and not looks_closed):
            # A second opening mark: the first was never closed. It ends with the sentence before.
            if mark in _OPENS and not before.isspace() and before not in "([{—–-/‘'":
                pairs.append((opened, end, True, False))  # an opening glyph put where one closes
                opened = None
                continue
            cut = text.rstrip(None)[:start].rstrip()
            pairs.append((opened, len(cut), False, False))
            opened = start
        else:
            pairs.append((opened, end, True, False))
            opened = None
    if opened is not None:
        pairs.append((opened, len(text), False, False))
    return pairs


def _single(text: str, double: list[tuple[int, int, bool, bool]]) -> list[tuple[int, int, bool, bool]]:
    """Pair single marks outside double ones; only pairs that close within the paragraph count."""
    pairs = []
    at = 0
    marks = [
        m.start() for m in _SINGLE.finditer(text) if not any(s <= m.start() < e for s, e, _, _ in double)
    ]
    for number, start in enumerate(marks):
        before = text[start - 1] if start else " "
        after = text[start + 1] if start + 1 < len(text) else " "
        opening = text[start] != "’" and (before.isspace() or before in "([{—–-") and after.isalnum()
        if start < at or not opening or (text[start] == "'" and _ELIDED.match(text, start)):
            continue
        for end in marks[number + 1 :]:
            before = text[end - 1]
            after = text[end + 1] if end + 1 < len(text) else " "
            if text[end] == "‘" or before.isspace() or after.isalnum():
                continue
            if any(start < s < end for s, _, _, _ in double):
                break
            if before == "s" and any(text[m - 1] in ",.?!" for m in marks if m > end):
                continue  # more likely a plural's possessive; a surer end follows
            pairs.append((start, end + 1, True, True))
            at = end + 1
            break
    return pairs
