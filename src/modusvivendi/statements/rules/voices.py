"""Who says *I* and *we* outside quotation marks: in interviews, transcripts and what a body publishes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.names import is_name_word
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.grammar import in_quotes
from modusvivendi.statements.statement import SourceKind

_ASKS = re.compile(r"(?:Q|Question|Interviewer|Presenter|Host|Moderator|Reporter)s?", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:A|Answer)", re.IGNORECASE)
_OWN = words("i we my our us me ours mine")
_AS_SUBJECT = words("i we my our")
_PUBLISHED = re.compile(
    r"\b(?:press|news|media) (?:release|statement|notice)|for immediate release|open letter|position paper"
    r"|\bstatement (?:by|from|of) |\bcommuniqu[eé]\b|\bwe, the ",
    re.IGNORECASE,
)
_LABEL = 6
"""Most words a speaker's label has before its colon."""
_QUESTIONS = 3
"""Least questions that make a text with answers in the first person an interview."""


class Voices:
    """Whose the first person of each paragraph is.

    Parameters
    ----------
    cast
        The cast of the report; who an interview is with is looked up in it when the first answer is reached.
    paragraphs
        The report's paragraphs.
    """

    def __init__(self, cast: Cast, paragraphs: Sequence[Span]) -> None:
        self._cast = cast
        self._paragraphs = list(paragraphs)
        self._labels = {p.start: label for p in self._paragraphs if (label := _label(p)) is not None}
        self._one_to_one = sum(_ANSWERS.fullmatch(x.text) is not None for x in self._labels.values()) > 1
        spoken = Counter(x.text for x in self._labels.values())
        self._transcript = not self._one_to_one and len(spoken) > 1 and max(spoken.values()) > 1
        questions = [p.start for p in self._paragraphs if _asks(p)]
        firsts = sum(_in_first_person(p) for p in self._paragraphs if p.start not in questions)
        self._questions = questions if len(questions) >= _QUESTIONS and firsts > 1 else []
        self._asked: Who | None = None
        opening = " ".join(p.text for p in self._paragraphs[:2])
        start = self._paragraphs[0].start if self._paragraphs else 0
        self._own = _PUBLISHED.search(f"{cast.doc[:start].text} {opening[:400]}") is not None
        self._publisher: Who | None = None

    def of(self, paragraph: Span) -> Who | None:
        """Give who speaks in a paragraph as a whole; None where it is the reporter, as in most texts."""
        label = self._labels.get(paragraph.start)
        if self._one_to_one:
            answers = label is not None and _ANSWERS.fullmatch(label.text)
            return self._interviewed(self._paragraphs[0].start) if answers else None
        if self._transcript:
            return self._labelled(label) if label is not None else None
        if self._questions:
            return self._interviewed(self._questions[0]) if self._answers(paragraph) else None
        if self._own and _in_first_person(paragraph):
            return self._published()
        return None

    def _answers(self, paragraph: Span) -> bool:
        """Tell whether a paragraph of an interview without labels is an answer."""
        if paragraph.start <= self._questions[0] or paragraph.start in self._questions:
            return False
        before = max(p.start for p in self._paragraphs if p.start < paragraph.start)
        return _in_first_person(paragraph) or before in self._questions

    def _labelled(self, label: Span) -> Who | None:
        """Give whom a transcript's label names, if they stand for anybody."""
        if _ASKS.fullmatch(label.text):
            return None
        people = {surname.lower(): who for surname, who in self._cast.people.items()}
        who = next((people[t.lower_] for t in reversed(label) if t.lower_ in people), None)
        if who is None:
            last = label[-1]
            body = last.i in self._cast.spots or last.text in self._cast.organisations
            named = self._cast.refer(last) if body else []
            who = named[0] if named and named[0].kind is not SourceKind.MEDIUM else None
        if who is None or who.expert or not who.party:
            return None
        return who if who.party != who.name or who.role or not who.is_person else None

    def _interviewed(self, first: int) -> Who | None:
        """Give the person most spoken of before the first question."""
        if self._asked is None:
            before = self._cast.doc[: max(first, self._paragraphs[0].end)]
            heads = " ".join(t.text for t in before)
            named = Counter({s: len(re.findall(rf"\b{re.escape(s)}\b", heads)) for s in self._cast.people})
            best = max(named, key=lambda s: (named[s], bool(self._cast.people[s].role)), default=None)
            if best is not None and named[best]:
                self._asked = self._cast.people[best]
        return self._asked

    def _published(self) -> Who | None:
        """Give the body that publishes a text: the first that acts in it."""
        if self._publisher is None:
            for token in self._paragraphs[0]:
                if token.dep_ not in ("nsubj", "nsubjpass") or not token.text[0].isupper():
                    continue
                found = [w for w in self._cast.refer(token) if w.party and w.known]
                if found and found[0].kind is not SourceKind.MEDIUM and found[0].role != "place":
                    self._publisher = self._cast.party(found[0].party or "", token)
                    break
        return self._publisher


def _label(paragraph: Span) -> Span | None:
    """Give the words before the colon with which a paragraph says who speaks (*Ms Holm: We will not …*)."""
    colon = next((t.i for t in paragraph[: _LABEL + 1] if t.text == ":"), None)
    if colon is None or colon == paragraph.start or colon + 2 >= paragraph.end:
        return None
    label = paragraph.doc[paragraph.start : colon]
    named = all(is_name_word(t) or t.text[0].isupper() or not t.is_alpha for t in label)
    quoted = paragraph.doc[colon + 1].text in ('"', "“", "``")
    return label if named and not quoted else None


def _asks(paragraph: Span) -> bool:
    """Tell whether a paragraph is a question or a remark put to somebody addressed as *you*."""
    if in_quotes(paragraph[-1]) or in_quotes(paragraph[0]):
        return False
    own = any(t.lower_ in _OWN and not in_quotes(t) for t in paragraph)
    return paragraph[-1].text == "?" or (
        not own and len(paragraph) < 40 and any(t.lower_ in ("you", "your") for t in paragraph)
    )


def _in_first_person(paragraph: Span) -> bool:
    """Tell whether somebody says *I* or *we* of themselves outside quotation marks."""
    return any(_is_own_subject(t) and not in_quotes(t) for t in paragraph)


def _is_own_subject(token: Token) -> bool:
    return token.lower_ in _AS_SUBJECT and token.dep_ in ("nsubj", "nsubjpass", "poss")
