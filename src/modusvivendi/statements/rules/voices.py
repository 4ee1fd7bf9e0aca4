"""Who says *I* and *we* outside quotation marks: in interviews, transcripts and what a body publishes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules import letterhead, transcripts
from modusvivendi.statements.rules.grammar import in_quotes
from modusvivendi.statements.statement import SourceKind

_OWN = words("i we my our us me ours mine")
_AS_SUBJECT = words("i we my our")
_PUBLISHED = re.compile(
    r"\b(?:press|news|media) (?:release|statement|notice)|for immediate release|open letter|position paper"
    r"|\bstatement (?:by|from|of) |\bcommuniqu[eé]\b|\bwe, the ",
    re.IGNORECASE,
)
_TITLES = words(
    "mr mrs ms miss dr sir madam spokesperson spokesman spokeswoman minister secretary ambassador the"
)
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
    labels
        Of a transcript: the labels of its paragraphs, by the character at which each begins.
    """

    def __init__(self, cast: Cast, paragraphs: Sequence[Span], labels: Mapping[int, str]) -> None:
        self._cast = cast
        self._paragraphs = list(paragraphs)
        self._labels = {p.start: labels[p.start_char] for p in self._paragraphs if p.start_char in labels}
        self._one_to_one = sum(map(transcripts.answers, self._labels.values())) > 1
        self._transcript = bool(self._labels) and not self._one_to_one
        answering = {x for x in self._labels.values() if not transcripts.asks(x)}
        self._briefing = self._transcript and len(answering) < len({*self._labels.values()})
        questions = [p.start for p in self._paragraphs if _asks(p)]
        firsts = [p for p in self._paragraphs if _in_first_person(p) and p.start not in questions]
        self._questions = questions if len(questions) >= _QUESTIONS and len(firsts) > 1 else []
        self._asked: Who | None = None
        opening = " ".join(p.text for p in self._paragraphs[:2])
        start = self._paragraphs[0].start if self._paragraphs else 0
        self._head = cast.doc[:start].text
        self._own = _PUBLISHED.search(f"{self._head} {opening[:400]}") is not None
        own_head = len(firsts) > 1 and letterhead.speaks_for_itself(self._head)
        self._bulletin = own_head and not self._labels and not self._questions
        self._publisher: Who | None = None

    def of(self, paragraph: Span) -> Who | None:
        """Give who speaks in a paragraph as a whole; None where it is the reporter, as in most texts."""
        label = self._label(paragraph)
        if self._one_to_one:
            goes_on = paragraph.start in self._labels or _in_first_person(paragraph) or not _tells(paragraph)
            answers = label is not None and transcripts.answers(label) and goes_on
            return self._interviewed(self._paragraphs[0].start) if answers else None
        if self._transcript:
            return self._labelled(label) if label is not None else None
        if self._questions:
            return self._interviewed(self._questions[0]) if self._answers(paragraph) else None
        if (self._own or self._bulletin) and _in_first_person(paragraph):
            return self._published()
        return None

    def _label(self, paragraph: Span) -> str | None:
        """Give the label of a paragraph, or of the one it goes on with."""
        before = [start for start in self._labels if start <= paragraph.start]
        return self._labels[max(before)] if before else None

    def _answers(self, paragraph: Span) -> bool:
        """Tell whether a paragraph of an interview without labels is an answer."""
        if paragraph.start <= self._questions[0] or paragraph.start in self._questions:
            return False
        before = max(p.start for p in self._paragraphs if p.start < paragraph.start)
        return _in_first_person(paragraph) or before in self._questions

    def _labelled(self, label: str) -> Who | None:
        """Give whom a transcript's label names, if they stand for anybody."""
        if transcripts.asks(label):
            return None
        parts = [part.lower() for part in re.findall(r"[^\W_]+", label)]
        people = {surname.lower(): who for surname, who in self._cast.people.items()}
        who = next((people[part] for part in reversed(parts) if part in people), None)
        who = who or letterhead.publisher(label, self._paragraphs, self._cast)
        named = who is not None and not who.expert and who.party
        if who is not None and named and (who.party != who.name or who.role or not who.is_person):
            return who
        return self._speaking_for_publisher(label) if self._briefing else None

    def _speaking_for_publisher(self, label: str) -> Who | None:
        """Give who answers at a briefing: somebody of the body whose briefing it is."""
        body = self._published()
        if body is None:
            return None
        fuller = next(
            (x for x in self._labels.values() if len(x) > len(label) and label.lower() in x.lower()), label
        )
        named = [word for word in fuller.split() if word.strip(".").lower() not in _TITLES]
        if not named:
            return body
        name = " ".join(word.capitalize() if word.isupper() else word for word in named)
        return replace(body, name=name, kind=SourceKind.PERSON, group=name, role="spokesperson")

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
        """Give the body that publishes a text: the one in its head, or the first that acts in it."""
        if self._publisher is None and (self._bulletin or self._transcript):
            self._publisher = letterhead.publisher(self._head, self._paragraphs, self._cast)
        if self._publisher is None and not self._bulletin:
            for token in self._paragraphs[0]:
                if token.dep_ not in ("nsubj", "nsubjpass") or not token.text[0].isupper():
                    continue
                found = [w for w in self._cast.refer(token) if w.party and w.known]
                if found and found[0].kind is not SourceKind.MEDIUM and found[0].role != "place":
                    self._publisher = self._cast.party(found[0].party or "", token)
                    break
        self._cast.call_for_short(self._publisher)
        return self._publisher


def _asks(paragraph: Span) -> bool:
    """Tell whether a paragraph is a question or a remark put to somebody addressed as *you*."""
    if in_quotes(paragraph[-1]) or in_quotes(paragraph[0]):
        return False
    own = any(t.lower_ in _OWN and not in_quotes(t) for t in paragraph)
    return paragraph[-1].text == "?" or (
        not own and len(paragraph) < 40 and any(t.lower_ in ("you", "your") for t in paragraph)
    )


def _tells(paragraph: Span) -> bool:
    """Tell whether a paragraph reports what others said, as at the end of an interview."""
    return any(t.lemma_ in ("say", "tell", "deny", "add") and t.tag_ == "VBD" for t in paragraph)


def _in_first_person(paragraph: Span) -> bool:
    """Tell whether somebody says *I* or *we* of themselves outside quotation marks."""
    return any(_is_own_subject(t) and not in_quotes(t) for t in paragraph)


def _is_own_subject(token: Token) -> bool:
    return token.lower_ in _AS_SUBJECT and token.dep_ in ("nsubj", "nsubjpass", "poss")
