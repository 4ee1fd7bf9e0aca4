"""Sentences of reports as they are quoted in an answer: between quotation marks, and not too long."""

from __future__ import annotations

import re

from modusvivendi.english import shortened
from modusvivendi.statements import Statement

LONGEST = 240
"""Characters of a sentence that are quoted."""

MOST = 320
"""Characters, where what a statement rests on does not fit otherwise."""


def quoted(sentence: str, longest: int = LONGEST) -> str:
    """Give a report's sentence as it stands within quotation marks, cut where it is long.

    Examples
    --------
    >>> quoted('"We will pay," the union said.')
    '‘We will pay,’ the union said'
    """
    return shortened(_with_inner_marks(sentence), longest)


def quoted_around(statement: Statement) -> str:
    """Give the sentence of a statement as `quoted` does, cut so that what it rests on is in it.

    Examples
    --------
    >>> text = "Rain fell all week, the port was shut, " * 9 + "and the union refused any talks on pay."
    >>> one = Statement(id="a-0a", report="a.txt", start=0, end=len(text), sentence=text, actor="the union",
    ...     stance="rules_out", proposal="any talks on pay")
    >>> quoted(text)[-8:], quoted_around(one)[-8:], len(quoted_around(one)) <= LONGEST
    ('t, Rain…', 's on pay', True)
    """
    sentence = statement.sentence
    if len(" ".join(sentence.split())) <= LONGEST:
        return quoted(sentence)
    spans = [_span(sentence, text) for text in (statement.proposal, statement.condition) if text]
    found = [span for span in spans if span is not None]
    if not found or max(end for _, end in found) <= LONGEST:
        return quoted(sentence)
    first, last = min(start for start, _ in found), max(end for _, end in found)
    if last < MOST:
        return shortened(_with_inner_marks(sentence), last + 1)
    # From the beginning of a clause, the first from which all of it fits.
    starts = [0, *(m.end() for m in re.finditer(r"[,;:–—] ", sentence[:first]))]
    start = next((at for at in starts if last - at <= LONGEST), starts[-1])
    length = min(MOST, max(LONGEST, last - start + 1))
    return ("…" if start else "") + shortened(_with_inner_marks(sentence[start:]), length)


def _span(sentence: str, text: str) -> tuple[int, int] | None:
    """Find the words of a proposal in its sentence; its last words, where it begins in others."""
    words = text.split()
    for begin in range(len(words)):
        part = " ".join(words[begin:])
        if len(words) - begin < 2 and begin:
            return None
        if (at := sentence.find(part)) >= 0:
            return at, at + len(part)
    return None


def _with_inner_marks(sentence: str) -> str:
    text = " ".join(sentence.split()).rstrip(".")
    text = re.sub(r"(?:(?<=^)|(?<=[\s(]))[\"“]", "‘", text)
    return re.sub(r"[\"”“]", "’", text)
