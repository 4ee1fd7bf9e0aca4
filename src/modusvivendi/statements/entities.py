"""Named entities, found by the pipeline's recogniser in less than half the time it takes by itself.

spaCy's greedy search lets go of the interpreter's lock and, for every token, takes it back once for each of
the recogniser's moves (3.8.18), which costs more than the search. Here the same search is made step by step
over all texts of a batch with the lock held. The entities are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

RECOGNISER = "ner"


def mark_entities(nlp: Language, docs: Sequence[Doc]) -> None:
    """Set the entities of parsed texts, in place.

    Parameters
    ----------
    nlp
        A pipeline with the component `RECOGNISER`, switched on or off.
    docs
        What it made without that component.
    """
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    filled = [doc for doc in docs if len(doc)]
    if not filled:
        return
    states = recogniser.moves.init_batch(filled)
    model = recogniser.model.predict(filled)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = recogniser.transition_states(unfinished, model.predict(unfinished))
    model.clear_memory()
    recogniser.set_annotations(filled, states)
