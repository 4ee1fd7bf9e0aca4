"""Who goes on speaking over the end of a sentence: in a quotation, or reported in the clauses after it."""

from __future__ import annotations

from spacy.tokens import Span

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.grammar import in_quotes
from modusvivendi.statements.rules.remembering import spoken_by
from modusvivendi.statements.rules.speech import speeches


class GoingOn:
    """Who spoke last in a paragraph, and whose quotation is still open.

    Parameters
    ----------
    cast
        The cast of the report.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.quoted: Who | None = None
        self.last: Who | None = None
        self._reported: Who | None = None

    def new_paragraph(self) -> None:
        """Forget who was reported: a paragraph begins."""
        self._reported = None
        self.last = None

    def still_reported(self) -> Who | None:
        """Give who is still reported in a clause with *would* that names nobody (*It would also pay*)."""
        who = self._reported
        return who if who is not None and (who.party or who.anonymous) and not who.expert else None

    def ahead(self, sentence: Span) -> Who | None:
        """Give who is named only where a quotation ends that goes over several sentences."""
        doc, at = sentence.doc, sentence.end
        if not in_quotes(sentence[-1]) or sentence[-1].text in ('"', "”"):
            return None
        while at < len(doc) and in_quotes(doc[at]):
            at += 1
        if at >= len(doc) or doc[at].text not in ('"', "”") or at - sentence.end > 120:
            return None
        closing = doc[at].sent
        for layer in speeches(closing, self._cast):
            if layer.cue.i > at and layer.who and any(i < at for i in layer.content):
                return layer.who[0]
        return None

    def note(self, sentence: Span, layers: list[Speech]) -> None:
        """Note who spoke in a sentence, and whether its quotation goes on in the next."""
        spoke = spoken_by(layers)
        if spoke and (spoke[-1].party or spoke[-1].anonymous) and not spoke[-1].expert:
            self.last = spoke[-1]
        if spoke or not any(t.lower_ in ("would", "'d") for t in sentence):
            aside = [layer for layer in layers if layer.cue.dep_ == "parataxis"]
            reported = spoken_by(aside) or spoke  # "The Front, she said, insisted that": she goes on
            self._reported = reported[-1] if reported else None
        last, doc = sentence[-1], sentence.doc
        following = doc[sentence.end] if sentence.end < len(doc) else None
        opened = in_quotes(last) and last.text not in ('"', "”")
        reopened = following is not None and following.text in ('"', "“")
        if not (opened or reopened):
            self.quoted = None
        elif layers and layers[0].who:
            self.quoted = layers[0].who[0]
