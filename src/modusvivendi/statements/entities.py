"""The named entities that a pipeline's recogniser finds, without its search token by token.

spaCy's recogniser decides at every token outside an entity by that token alone, and inside one by the token,
the one before it and the entity's first (three features). So the decisions outside are made for all tokens of
all texts at once, and an entity is followed to its end from every token that would open one; what is then
left is to pass over openings inside entities. The entities are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from modusvivendi.statements.stepwise import annotate

LAYERS = ("ENT_IOB", "ENT_TYPE")
"""What is found of each token, as spaCy's arrays have it."""

_OUTSIDE, _BEGINS, _INSIDE = 2, 3, 1
_FEATURES = 3
_NEVER = -np.inf


def recognise(recogniser: Any, docs: Sequence[Doc]) -> list[Any]:
    """Find the entities of texts that have none yet.

    Parameters
    ----------
    recogniser
        The entity recogniser of a spaCy pipeline.
    docs
        Texts with sentence boundaries. Those that only a search by steps can do are annotated by it.

    Returns
    -------
    list of numpy.ndarray
        For each text its `LAYERS`, of shape (tokens, 2).
    """
    filled = [doc for doc in docs if len(doc)]
    if filled and not _by_token(recogniser, filled):
        annotate(recogniser, filled)
        return [doc.to_array(list(LAYERS)) for doc in docs]
    layers: Any = np.zeros((sum(map(len, docs)), len(LAYERS)), dtype=np.uint64)
    layers[:, 0] = _OUTSIDE
    if filled:
        _mark(_Moves(recogniser), _Tokens(filled), filled, layers)
    ends: Any = np.cumsum([len(doc) for doc in docs])
    return np.split(layers, ends[:-1]) if docs else []


def _by_token(recogniser: Any, docs: Sequence[Doc]) -> bool:
    model = recogniser.model
    return bool(
        model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and model.get_ref("lower").get_dim("nF") == _FEATURES
        and not any(doc.has_annotation("ENT_IOB") for doc in docs)
    )


class _Moves:
    """The recogniser's layers, and what its moves are.

    Attributes
    ----------
    begin, unit
        Whether a move begins an entity of more tokens, or makes one of a single token.
    inside, last
        For each move that begins an entity, the numbers of those that go on with it and that end it.
    label
        The kind of entity, as a number of the vocabulary's strings.
    """

    def __init__(self, recogniser: Any) -> None:
        self.vectors, self._lower, self._upper = recogniser.model.layers
        names = [recogniser.moves.get_class_name(move) for move in range(recogniser.moves.n_moves)]
        kinds = [name.partition("-")[::2] for name in names]
        number = {name: place for place, name in enumerate(names)}
        add = recogniser.vocab.strings.add
        self.begin: Any = np.array([kind == "B" and bool(label) for kind, label in kinds])
        self.unit: Any = np.array([kind == "U" and bool(label) for kind, label in kinds])
        self.outside = number["O"]
        self.inside: Any = np.array([number.get(f"I-{label}", -1) for _, label in kinds])
        self.last: Any = np.array([number.get(f"L-{label}", -1) for _, label in kinds])
        self.label: Any = np.array([add(label) if label else 0 for _, label in kinds], dtype=np.uint64)

    def features(self, docs: Sequence[Doc]) -> Any:
        """Give what each token adds as each feature; the first row stands for a token that is not there."""
        return self._lower.predict(self.vectors.predict(docs))

    def scores(self, features: Any, here: Any, first: Any, before: Any) -> Any:
        """Score all moves for states, given the rows of the tokens that are their features."""
        summed = features[here, 0] + features[first, 1] + features[before, 2] + self._lower.get_param("b")
        return self._upper.predict(summed.max(axis=-1))


class _Tokens:
    """What the rules of the search ask of tokens, over all texts."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        asked: Any = np.vstack([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        starts: Any = asked[:, 0] == 1
        starts[np.cumsum([len(doc) for doc in docs])[:-1]] = True
        self.blank: Any = asked[:, 1] == 1
        self.closes: Any = np.append(starts[1:], True)
        """Whether no entity goes beyond it: the next one starts a sentence or a text."""


def _mark(moves: _Moves, tokens: _Tokens, docs: Sequence[Doc], layers: Any) -> None:
    features = moves.features(docs)
    chosen = _outside(moves, tokens, features)
    begins: Any = np.flatnonzero(moves.begin[chosen])
    ends: Any = np.arange(1, len(chosen) + 1)
    ends[begins] = _ends(moves, tokens, features, begins, chosen[begins])
    free = 0
    for start in np.flatnonzero(chosen != moves.outside).tolist():
        if start >= free:
            free = int(ends[start])
            layers[start:free] = (_INSIDE, moves.label[chosen[start]])
            layers[start, 0] = _BEGINS


def _outside(moves: _Moves, tokens: _Tokens, features: Any) -> Any:
    """Give the move that every token would take outside an entity."""
    none: Any = np.zeros(len(features) - 1, dtype=np.intp)
    scores = moves.scores(features, np.arange(1, len(features)), none, none)
    allowed = moves.begin | moves.unit
    scores[np.ix_(tokens.blank, allowed)] = _NEVER
    scores[np.ix_(tokens.closes, moves.begin)] = _NEVER
    allowed[moves.outside] = True
    scores[:, ~allowed] = _NEVER
    return scores.argmax(axis=1)


def _ends(moves: _Moves, tokens: _Tokens, features: Any, begins: Any, chosen: Any) -> Any:
    """Follow entities from their first tokens; give where each ends."""
    ends: Any = np.zeros_like(begins)
    open_: Any = np.arange(len(begins))
    at = begins + 1
    while len(open_):
        # A token's row is one more than its place, so that its place is the row of the one before it.
        scores = moves.scores(features, at + 1, begins[open_] + 1, at)
        inside, last = moves.inside[chosen[open_]], moves.last[chosen[open_]]
        rows: Any = np.arange(len(open_))
        better, worse = scores[rows, inside], scores[rows, last]
        goes_on = ((better > worse) | ((better == worse) & (inside < last))) & ~tokens.closes[at]
        ends[open_[~goes_on]] = at[~goes_on] + 1
        open_, at = open_[goes_on], at[goes_on] + 1
    return ends
