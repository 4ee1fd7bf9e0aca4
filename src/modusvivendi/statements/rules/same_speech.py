"""The day of a speech told over several sentences: *said on Wednesday …*, *asked about it, she said …*."""

from __future__ import annotations

from spacy.tokens import Span

from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.assembly import Setting
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.dates import Dated, days, undated
from modusvivendi.statements.rules.grammar import child, indices
from modusvivendi.statements.statement import SourceKind


class SameSpeech:
    """Who spoke in the sentence before, and on which day that tells.

    Parameters
    ----------
    setting
        The report, by whose date week-days are placed.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._who: Who | None = None
        self._day: Dated | None = None

    def new_paragraph(self) -> None:
        """Forget the speech: a paragraph begins."""
        self._who = self._day = None

    def day(self, sentence: Span, layers: list[Speech]) -> Dated | None:
        """Give the day of what a sentence tells, where it goes on with a dated speech; note its own day.

        Parameters
        ----------
        sentence
            The sentence.
        layers
            Who says what in it.
        """
        spoken = [x for x in layers if x.who and x.who[0].kind is not SourceKind.MEDIUM and not x.negated]
        own = next((d for x in spoken if (d := self._told_with(x, sentence)) is not None), None)
        if own is not None:
            self._who, self._day = own[0], own[1]
            return None
        if not spoken or self._who is None:
            self._who = self._day = None
            return None
        same = [x for x in spoken if x.who[0].name == self._who.name and _points_back(x)]
        elsewhen = undated(sentence.text, self._setting.published) or days(
            sentence.text, self._setting.published, self._setting.near
        )
        if not same or elsewhen:
            self._who = self._day = None
            return None
        return self._day

    def _told_with(self, layer: Speech, sentence: Span) -> tuple[Who, Dated] | None:
        """Give who spoke and the day that stands beside the word for it."""
        near = self._setting
        for dated in days(sentence.text, near.published, near.near):
            token = next((t for t in sentence if t.idx - sentence.start_char >= dated.start), None)
            if token is None or token.i in layer.content or token.i not in indices(layer.cue):
                continue
            if near.published is None or dated.day <= near.published:
                return layer.who[0], dated
        return None


def _points_back(layer: Speech) -> bool:
    """Tell *he said* from *the minister said*, who may have said it on another day."""
    doer = layer.subject if layer.subject is not None else child(layer.cue, "nsubj")
    return doer is not None and doer.tag_ == "PRP"
