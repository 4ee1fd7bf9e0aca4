"""Names that no dictionary has, which the tagger takes for common nouns (*Sarvia would pay*).

A report about parties that nobody has heard of is full of them. A word with a capital that is neither an
English word nor a form of one is a name, whatever its ending looks like.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from spacy.attrs import TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from modusvivendi.statements.lemmas import LEMMATIZER
from modusvivendi.statements.slogans import is_slogan

UNKNOWN_NAMES = "unknown_names"
_COMMON = ("NN", "NNS", "FW")
_SHORTEST = 4
"""Shorter words are as often initials or abbreviations."""


def tag_unknown_names(nlp: Language) -> None:
    """Let a pipeline with a dictionary of lemmas tag as a name what that does not have."""
    lemmatizer = nlp.get_pipe(LEMMATIZER) if nlp.has_pipe(LEMMATIZER) else None
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and nlp.has_pipe("tagger"):
        nlp.add_pipe(UNKNOWN_NAMES, after="tagger")


@Language.factory(UNKNOWN_NAMES)
def _make(nlp: Language, name: str) -> UnknownNames:
    return UnknownNames(nlp)


_PRONOUNS = ("body", "thing", "one")
"""Ends of pronouns (*everybody*), which a dictionary of lemmas does not have."""


class UnknownNames:
    """Tags names that no dictionary has as ``NNP``; see the module."""

    def __init__(self, nlp: Language) -> None:
        lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        tables = lemmatizer.lookups
        self._words: list[Any] = [*tables.get_table("lemma_index").values()]
        self._forms: list[Any] = [*tables.get_table("lemma_exc").values()]
        self._endings = [rule for rules in tables.get_table("lemma_rules").values() for rule in rules]
        self._common = {nlp.vocab.strings.add(tag) for tag in _COMMON}
        self._name = nlp.vocab.strings.add("NNP")
        self._is_word = lru_cache(maxsize=20_000)(self._look_up)

    def __call__(self, doc: Doc) -> Doc:
        """Tag them, in a document that has tags and nothing that was made of them."""
        tags: Any = doc.to_array([TAG])
        for place, tag in enumerate(tags.tolist()):
            text = doc[place].text
            unknown = tag in self._common and self._may_be_name(text) and not self._is_word(text.lower())
            if unknown or is_slogan(text):
                doc[place].tag = self._name
        return doc

    def _may_be_name(self, text: str) -> bool:
        return text[0].isupper() and len(text) >= _SHORTEST and text.isalpha() and not text.isupper()

    def _look_up(self, word: str) -> bool:
        """Tell whether a word is in the dictionary, or a form of one that is."""
        if word.endswith(_PRONOUNS) or any(word in some for some in (*self._words, *self._forms)):
            return True
        return any(
            word.endswith(old) and word[: len(word) - len(old)] + new in some
            for old, new in self._endings
            for some in self._words
        )
