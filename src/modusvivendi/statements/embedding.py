"""The vectors of a pipeline's words, each worked out once.

The first layers of spaCy's token-to-vector models see one token at a time: its norm, prefix, suffix and
shape. Words come again, within a report and from one to the next, so that what the layers make of one is kept
here. The vectors are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

EMBEDDING = "remembered_embedding"
_EXTRACT = "extract_features"
_MOST = 30_000
"""So many words are kept, some 12 MB; then all are forgotten."""


def embed_once(nlp: Language) -> None:
    """Let the token-to-vector models of a pipeline keep the vectors of words, where they embed only these."""
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if len(node.layers) > 1 and _embeds_words(node.layers[0]):
                node.replace_node(node.layers[0], remembered(node.layers[0]))


def _embeds_words(layer: Model[Any, Any]) -> bool:
    return bool(layer.layers) and layer.layers[0].name == _EXTRACT and layer.maybe_get_dim("nO") is not None


def remembered(embed: Model[Any, Any]) -> Model[Any, Any]:
    """Give a layer that does what an embedding one does, for prediction only.

    Parameters
    ----------
    embed
        A chain whose first layer extracts the attributes of tokens and whose others treat each token alone.
    """
    known = _Known(embed)

    def forward(
        model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[Any, Callable[[Any], Any]]:
        return known(docs), _no_training

    return Model(EMBEDDING, forward, dims={"nO": embed.get_dim("nO")})


def _no_training(change: Any) -> Any:
    raise RuntimeError("remembered vectors are for reading only; train the pipeline they come from")


class _Known:
    """Vectors of words by the attributes they are made of."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._extract, *self._rest = embed.layers
        self._places: dict[bytes, int] = {}
        self._vectors: Any = np.zeros((0, embed.get_dim("nO")), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Any]:
        """Give the vectors of texts, an array of tokens by width for each."""
        rows = self._extract.predict(docs)
        stacked: Any = np.ascontiguousarray(np.vstack(rows))
        keys: list[bytes] = stacked.view(np.dtype((np.void, stacked.strides[0]))).ravel().tolist()
        if len(self._places) > _MOST:
            self._places.clear()
            self._vectors = self._vectors[:0]
        new = {key: place for place, key in enumerate(keys) if key not in self._places}
        if new:
            self._learn(list(new), stacked[list(new.values())])
        vectors = self._vectors[[self._places[key] for key in keys]]
        ends: Any = np.cumsum([len(each) for each in rows])
        return np.split(vectors, ends[:-1])

    def _learn(self, keys: list[bytes], rows: Any) -> None:
        made: Any = [rows]
        for layer in self._rest:
            made = layer.predict(made)
        self._places.update(zip(keys, range(len(self._places), len(self._places) + len(keys)), strict=True))
        self._vectors = np.vstack([self._vectors, *made])
