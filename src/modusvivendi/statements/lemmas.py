"""Lemmas by the pipeline's own rules, each looked up once for a word, part of speech and morphology.

spaCy's lemmatizer asks every token anew whether it is a base form, which takes most of its time. The lemmas
are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

LEMMATIZER = "lemmatizer"
REMEMBERED = "remembered_lemmas"


def remember_lemmas(nlp: Language) -> None:
    """Put the remembering component in the place of a pipeline's lemmatizer, where that one goes by rules."""
    if nlp.has_pipe(LEMMATIZER):
        lemmatizer = nlp.get_pipe(LEMMATIZER)
        if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
            nlp.add_pipe(REMEMBERED, after=LEMMATIZER)
            nlp.disable_pipe(LEMMATIZER)


@Language.factory(REMEMBERED)
def _make(nlp: Language, name: str) -> RememberedLemmas:
    return RememberedLemmas(nlp)


class RememberedLemmas:
    """The lemmatizer of a pipeline; see the module."""

    def __init__(self, nlp: Language) -> None:
        self._lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        self._add = nlp.vocab.strings.add
        self._known: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a tagged document that has none yet."""
        rows: Any = doc.to_array([ORTH, POS, MORPH, LEMMA])
        lemmas: list[int] = []
        for place, (*asked, lemma) in enumerate(rows.tolist()):
            key = tuple(asked)
            if not lemma and key not in self._known:
                self._known[key] = self._lemmatizer.lemmatize(doc[place])[0]
            lemmas.append(lemma or self._add(self._known[key]))
        column: Any = np.array(lemmas, dtype=np.uint64)
        doc.from_array([LEMMA], column)
        return doc

    def forget(self) -> None:
        """Forget the words seen so far."""
        self._known.clear()
        self._lemmatizer.cache.clear()
