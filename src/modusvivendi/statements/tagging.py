"""Parts of speech, morphology and exceptional lemmas by the pipeline's own rules, each looked up once.

spaCy's attribute ruler runs all its patterns over every token, which takes a fifth of the pipeline's time.
Nearly all of them ask for one token's word, tag and dependency; what they come to is kept here for each such
combination. Patterns over several tokens are matched in texts with a token that may begin one of them. The
annotations are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

RULER = "attribute_ruler"
REMEMBERED = "remembered_attributes"

_ASKED = (LOWER, TAG, DEP, IS_SPACE)
_GIVEN = (POS, MORPH, LEMMA)
_COLUMN = {attribute: column for column, attribute in enumerate(_GIVEN)}
_ASKED_NAMES = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
_MOST = 50_000
"""So many words are kept; then all are forgotten."""

_Rules = tuple[int, ...]
"""Numbers of the rules that hold for a token, in their order."""


def remember(nlp: Language) -> None:
    """Put the remembering component in the place of a pipeline's attribute ruler, where it has one."""
    if nlp.has_pipe(RULER) and isinstance(nlp.get_pipe(RULER), AttributeRuler):
        nlp.add_pipe(REMEMBERED, after=RULER)
        nlp.disable_pipe(RULER)


@Language.factory(REMEMBERED)
def _make(nlp: Language, name: str) -> RememberedAttributes:
    return RememberedAttributes(nlp)


class RememberedAttributes:
    """The attribute ruler of a pipeline; see the module."""

    def __init__(self, nlp: Language) -> None:
        ruler: Any = nlp.get_pipe(RULER)
        self._attributes: list[dict[int, int]] = ruler.attrs
        self._places: list[int] = ruler.indices
        self._numbers: dict[int, int] = {}
        self._single = Matcher(nlp.vocab, validate=False)
        self._other = Matcher(nlp.vocab, validate=False)
        self._words: set[int] = set()
        """The words that patterns for single tokens ask for; all others are alike to them."""
        self._known: dict[tuple[int, ...], tuple[_Rules, dict[int, int], bool]] = {}
        self._first_words = Matcher(nlp.vocab, validate=False)
        self._first_tags = Matcher(nlp.vocab, validate=False)
        self._opening: dict[int, bool] = {}
        """Whether a word is one that patterns over several tokens ask for first."""
        for number, rule in enumerate(ruler.patterns):
            key = nlp.vocab.strings.add(str(number))
            self._numbers[key] = number
            single = [p for p in rule["patterns"] if _asks_for_one(p)]
            other = [p for p in rule["patterns"] if not _asks_for_one(p)]
            for matcher, patterns in ((self._single, single), (self._other, other)):
                if patterns:
                    matcher.add(key, patterns)
            for first, *_ in other:
                if "LOWER" in first:
                    self._first_words.add(key, [[{"LOWER": first["LOWER"]}]])
                else:
                    self._first_tags.add(key, [[{k: v for k, v in first.items() if k in _ASKED_NAMES}]])
            for [token] in single:
                self._words.update(nlp.vocab.strings.add(word) for word in _values(token.get("LOWER", [])))

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a tagged and parsed document."""
        asked: Any = doc.to_array(list(_ASKED))
        given: list[list[int]] = doc.to_array(list(_GIVEN)).tolist()
        rest: dict[int, dict[int, int]] = {}
        rules: list[_Rules] = []
        opens = False
        for place, (word, *others) in enumerate(asked.tolist()):
            key = (word if word in self._words else 0, *others)
            if key not in self._known:
                self._known[key] = self._found(doc, place)
            numbers, values, by_tags = self._known[key]
            rules.append(numbers)
            _note(values, given[place], rest, place)
            opens = opens or by_tags or self._opens(word, doc, place)
        for rule, start, _ in self._other(doc, allow_missing=True) if opens else ():
            number = self._numbers[rule]
            place = start + self._places[number]
            rules[place] = tuple(sorted({*rules[place], number}))
            _note(self._together(rules[place]), given[place], rest, place)
        if len(doc):
            table: Any = np.array(given, dtype=np.uint64)
            doc.from_array(list(_GIVEN), table)
        for place, values in rest.items():
            set_token_attrs(doc[place], values)
        return doc

    def _found(self, doc: Doc, place: int) -> tuple[_Rules, dict[int, int], bool]:
        """Give the rules for a token, what they set, and whether its tags may begin a longer pattern."""
        token = doc[place : place + 1]
        rules = tuple(sorted(self._numbers[key] for key, _, _ in self._single(token, allow_missing=True)))
        return rules, self._together(rules), bool(self._first_tags(token, allow_missing=True))

    def _opens(self, word: int, doc: Doc, place: int) -> bool:
        """Tell whether a word may begin a pattern over several tokens."""
        opens = self._opening.get(word)
        if opens is None:
            if len(self._opening) > _MOST:
                self._opening.clear()
            opens = bool(self._first_words(doc[place : place + 1], allow_missing=True))
            self._opening[word] = opens
        return opens

    def _together(self, rules: _Rules) -> dict[int, int]:
        """Give what rules set together, later ones going before."""
        values: dict[int, int] = {}
        for number in rules:
            values |= self._attributes[number]
        return values


def _asks_for_one(pattern: list[dict[str, Any]]) -> bool:
    """Tell whether a pattern asks for one token, by nothing but words, tags and dependencies."""
    return (
        len(pattern) == 1
        and set(pattern[0]) <= _ASKED_NAMES
        and all(
            not isinstance(value, dict) or set(value) <= {"IN", "NOT_IN"} for value in pattern[0].values()
        )
    )


def _values(asked: Any) -> list[str]:
    """Give the words that a pattern names."""
    if isinstance(asked, dict):
        return [word for words in asked.values() for word in words]
    return [asked] if isinstance(asked, str) else list(asked)


def _note(values: dict[int, int], row: list[int], rest: dict[int, dict[int, int]], place: int) -> None:
    """Enter a token's values into its row of those that most rules set, or beside the rows."""
    for attribute, value in values.items():
        column = _COLUMN.get(attribute)
        if column is None:
            rest.setdefault(place, {})[attribute] = value
        else:
            row[column] = value
