"""Open questions, circumstances, and the interpretations they leave room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from modusvivendi.errors import UnknownName, nearest


@dataclass(frozen=True)
class Question:
    """An open question of a model: something the record does not settle.

    Attributes
    ----------
    id
        ``q1``, ``q2`` … in the order of the model file.
    text
        The question, as asked.
    answers
        Its answers; the first belongs to the base interpretation.
    decision_makers
        Keys of the decision makers whose preferences hang on it.
    evidence
        Ids of the statements on all its sides, without repetition.
    """

    id: str
    text: str
    answers: tuple[str, ...]
    decision_makers: tuple[str, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Interpretation:
    """One answer to every open question and a value for every circumstance: a complete model.

    Attributes
    ----------
    id
        Such as ``q1=yes,c1=no``; ``base`` where there is nothing to choose.
    answers
        The answer to each question, by the question's id.
    circumstances
        Whether each circumstance obtains, by its name.
    """

    id: str
    answers: Mapping[str, str]
    circumstances: Mapping[str, bool]

    @property
    def obtaining(self) -> frozenset[str]:
        """Names of the circumstances that obtain."""
        return frozenset(name for name, obtains in self.circumstances.items() if obtains)

    def __str__(self) -> str:
        return self.id

    def __hash__(self) -> int:
        return hash(self.id)


class Interpretations:
    """All interpretations of a model, made one at a time. The first is the base interpretation.

    Parameters
    ----------
    questions
        The open questions, in order.
    circumstances
        Names of the circumstances, in order; the first has the id ``c1``.
    """

    def __init__(self, questions: Sequence[Question], circumstances: Sequence[str]) -> None:
        self._questions = tuple(questions)
        self._circumstances = tuple(circumstances)

    def __len__(self) -> int:
        return self.count

    @property
    def count(self) -> int:
        """How many there are, exactly, even where that is more than ``len`` may say."""
        answers = prod(len(question.answers) for question in self._questions)
        return answers << len(self._circumstances)

    def __iter__(self) -> Iterator[Interpretation]:
        """Give them all, the last question or circumstance changing fastest."""
        # Not product over all choices at once: it is lazy in its results, and the choices are few.
        choices = [question.answers for question in self._questions]
        for chosen in product(*choices, *[("no", "yes")] * len(self._circumstances)):
            yield self._made(chosen[: len(choices)], chosen[len(choices) :])

    def _made(self, answers: Sequence[str], values: Sequence[str]) -> Interpretation:
        ids = [f"{question.id}={answer}" for question, answer in zip(self._questions, answers, strict=True)]
        ids += [f"c{number}={value}" for number, value in enumerate(values, start=1)]
        return Interpretation(
            id=",".join(ids) or "base",
            answers={question.id: answer for question, answer in zip(self._questions, answers, strict=True)},
            circumstances={
                name: value == "yes" for name, value in zip(self._circumstances, values, strict=True)
            },
        )

    def base(self) -> Interpretation:
        """First answers, and no circumstance obtains."""
        return self._made(
            [question.answers[0] for question in self._questions], ["no"] * len(self._circumstances)
        )

    def find(self, identifier: str) -> Interpretation:
        """Find an interpretation by its id.

        Questions and circumstances that ``identifier`` leaves out are as in the base interpretation; their
        order does not matter, and circumstances may go by name.

        Raises
        ------
        UnknownName
            Where a question, an answer or a circumstance in it is none of the model's.
        """
        answers = {question.id: question.answers[0] for question in self._questions}
        values = dict.fromkeys(self._circumstances, "no")
        known = {question.id: question for question in self._questions}
        named = {f"c{number}": name for number, name in enumerate(self._circumstances, start=1)}
        named |= {name: name for name in self._circumstances if name not in named}
        text = identifier.strip()
        for item in [] if text in {"", "base"} else text.split(","):
            key, equals, value = (part.strip() for part in item.partition("="))
            if not equals or (key not in known and key not in named):
                hint = nearest(key, [*known, *named]) or f"the base interpretation is {self.base().id}"
                raise UnknownName(f"no interpretation {identifier!r}: unknown choice {item!r}", hint=hint)
            possible = known[key].answers if key in known else ("no", "yes")
            if value not in possible:
                hint = f"{key} is {' or '.join(possible)}"
                raise UnknownName(f"no interpretation {identifier!r}: unknown answer {value!r}", hint=hint)
            if key in known:
                answers[key] = value
            else:
                values[named[key]] = value
        return self._made(list(answers.values()), list(values.values()))
