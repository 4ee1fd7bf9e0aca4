"""The searches of the pipeline's parser and recogniser, in half the time they take by themselves.

spaCy's greedy search lets go of the interpreter's lock and, for every token, takes it back once for each of
the moves it could make (3.8.18), which costs more than the search. Here the same search is made step by step
over all texts of a batch with the lock held. What is found is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    score = _scoring(component, model)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = component.transition_states(unfinished, score(unfinished))
    model.clear_memory()
    component.set_annotations(filled, states)


def _scoring(component: Any, model: Any) -> Callable[[Sequence[Any]], Any]:
    """Give what scores the moves of states: the model's layers, without what it keeps for training."""
    if not component.model.attrs["has_upper"] or component.model.attrs["unseen_classes"]:
        score: Callable[[Sequence[Any]], Any] = model.predict
        return score
    ops, weights, bias = (
        model.vec2scores.ops, model.vec2scores.get_param("W"), model.vec2scores.get_param("b")
    )  # fmt: skip

    def scored(states: Sequence[Any]) -> Any:
        scores = ops.gemm(model.state2vec.predict(model.get_token_ids(states)), weights, trans2=True)
        scores += bias
        return scores

    return scored


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
