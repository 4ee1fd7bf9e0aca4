"""Whom the sentences before are about: that one is meant by *it*, *the minister*, *a spokesman*, *the union*.

Who is merely named last, in *The islands were taken by Havnia*, is part of what is told of something else
(Grosz, Joshi and Weinstein, Computational Linguistics 21(2), 1995, on centers of attention).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.actors.discourse import Discourse
from modusvivendi.statements.actors.who import Who


def is_expletive(subject: Token) -> bool:
    """Recognise *It is Norvane that hesitates*, *it is the turn of Havnia*."""
    return subject.lower_ == "it" and subject.head.lemma_ == "be"


class SpokenAbout:
    """Whom sentences are about; the base of `modusvivendi.statements.actors.offices.Offices`."""

    doc: Doc
    now: Discourse
    paragraph: int

    @abstractmethod
    def refer(self, token: Token, governors: Sequence[Who] = (), quoted: bool = False) -> list[Who]:
        """Resolve a noun phrase."""

    @abstractmethod
    def owner(self, token: Token) -> Who | None:
        """Give the party whose something a noun names."""

    def _about_before(self, token: Token) -> list[Who]:
        """Give whom the sentence before in the paragraph is about, over any about a thing."""
        start = token.sent.start
        while start > self.paragraph and not self.doc[start - 1].is_space:
            before = self.doc[start - 1].sent
            found = self._about(before)
            goes_on = any(t.dep_ == "nsubj" and t.lower_ in ("it", "they") for t in before)
            if found or not (goes_on or self._is_about_a_thing(before)):
                return found
            start = before.start
        return []

    def _is_about_a_thing(self, sentence: Span) -> bool:
        """Tell whether nobody does anything in a sentence (*The islands were occupied in May.*)."""
        subjects = [t for t in sentence if t.dep_ in ("nsubj", "nsubjpass", "csubj")]
        return bool(subjects) and not any(
            t.pos_ != "NOUN" or any(w.known or w.is_person for w in self.refer(t)) for t in subjects
        )

    def _about(self, sentence: Span) -> list[Who]:
        """Give whom a sentence is about: its subject, or who has that, or who alone is named in it."""
        dated = max((t.i for t in sentence if t.text in ("--", "—", "–")), default=0)  # "OSTREL, 4 June --"
        subjects = [t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and not t.i < dated]
        main = [t for t in subjects if t.head.dep_ == "ROOT" and not is_expletive(t)]
        main = main or [t for t in subjects if t.head.dep_ == "csubj"]  # "What Norvane wants is less plain"
        if any(t.lower_ in ("i", "we", "you", "it", "they") for t in main):
            return []
        found = [w for t in main for w in self.refer(t) if w.known or not w.plural]
        if found or any(t.tag_ == "PRP" for t in main):
            return found
        owners = [w for t in main if any(c.dep_ == "poss" for c in t.children) if (w := self.owner(t))]
        opening = self._opens_in(sentence)
        if owners or opening is not None:
            return owners or [opening] if opening is not None else owners  # "Norvane's answer was brief"
        named = [w for t in sentence if t.pos_ in ("NOUN", "PROPN") for w in self.refer(t) if w.party]
        alone = len({w.party for w in named}) == 1 and not any(t.dep_ == "agent" for t in sentence)
        one = named[0] if alone else None  # "Now it is the turn of Norvane"
        return [one] if one and one.known and one.kind is None and self.now.counts[one.party or ""] else []

    def _opens_in(self, sentence: Span) -> Who | None:
        """Give the party in which something is told to happen (*In Norvane nothing moves*)."""
        where = next((c for c in sentence[0].children if c.dep_ == "pobj"), None)
        found = self.refer(where) if where is not None and sentence[0].text == "In" else []
        return found[0] if found and found[0].known and found[0].kind is None else None
