"""Names that are calls (*Keep Our Nights*, *Hands Off Tarn*), which a parser takes for clauses.

Campaigns and citizens' groups are called so. A small word with a capital in the middle (*Our*, *Off*, *The*)
tells a name in running text; it becomes one token before tagging, and so a noun.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

SLOGANS = "slogans"
_SLOGAN = re.compile(
    r"(?<![\w’'-])"
    r"(?:Save|Keep|Stop|Hands|Protect|Defend|Reclaim|Free|Fix|Back|Build|Rebuild|Open|Reopen|End|Bring|Give|Take"
    r"|Say|Stand|Fund|Respect|Restore|Let|Leave)"
    r" (?:Our|The|My|Your|This|Off|Up|It|Them|Us|To|For|Against|Back|Down|No)"
    r"(?: [A-Z][\w’-]*){1,3}(?<! And)(?<! Of)(?<! To)(?<! The)"
)
"""A verb, a small word with a capital, and one to three more words with one."""


def is_slogan(token: str) -> bool:
    """Tell a name that has been made one word from any other word."""
    return " " in token and not token.isspace()


def merge_slogans(nlp: Language) -> None:
    """Let a pipeline take each such name for one word."""
    nlp.add_pipe(SLOGANS, first=True)


@Language.component(SLOGANS)
def _merge(doc: Doc) -> Doc:
    text = doc.text
    spans = []
    for found in _SLOGAN.finditer(text):
        span = doc.char_span(found.start(), found.end())
        if span is not None and len(span) > 1 and not _in_a_headline(text, found.start(), found.end()):
            spans.append(span)
    if spans:
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span)
    return doc


_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]* $")
_TO_DO = re.compile(r"\b[A-Z][\w’'-]* to $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")


def _in_a_headline(text: str, start: int, end: int) -> bool:
    """Whether the words around it have capitals as well: *Council Vows to Keep Our Nights Open*."""
    before = text[max(0, start - 40) : start]
    amid = _CAPITAL_BEFORE.search(before) and _CAPITAL_AFTER.match(text, end)
    return bool(amid or _TO_DO.search(before))
