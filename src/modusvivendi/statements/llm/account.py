"""What reading with a language model came to: requests, tokens, cost, and what was dropped and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from modusvivendi.statements.llm.endpoint import Price


class Reason(StrEnum):
    """Why something a model returned is no statement."""

    NOT_A_STATEMENT = "not of the form of a statement"
    SENTENCE_NOT_FOUND = "the sentence is not in the report"
    SENTENCE_TOO_SHORT = "too little is quoted to be a sentence"
    SENTENCE_TOO_LONG = "more than three sentences are quoted"
    SENTENCE_AMBIGUOUS = "what is quoted as the sentence stands in several"
    ACTOR_NOT_FOUND = "the words quoted for the actor are not in the report"
    ACTOR_DIFFERS = "the words quoted for the actor name somebody else"
    TARGET_NOT_FOUND = "the words quoted for the target are not in the report"
    TARGET_DIFFERS = "the words quoted for the target name somebody else"
    CONDITION_NOT_FOUND = "the condition is not in the report"
    CONDITION_AMBIGUOUS = "the condition stands elsewhere, several times"
    SOURCE_NOT_FOUND = "a source is not in the report"
    DATE_NOT_FOUND = "the words quoted for the date are not in the report"
    NUMBER_NOT_FOUND = "the proposal has a number that its sentence has not"
    TWICE = "returned twice"


@dataclass
class Account:
    """Counts over all reports read so far; safe to add to from several threads.

    Attributes
    ----------
    reports
        Reports read to the end.
    requests
        Requests that were answered by the model, repairs included.
    repeated
        Requests made again after a passing failure.
    remembered
        Answers taken from the folder of earlier ones, which cost nothing.
    sent, answered
        Tokens, as the endpoint's ``usage`` tells them.
    untold
        Answers for which the endpoint did not tell its tokens.
    kept, dropped
        Statements; those dropped by reason.
    """

    reports: int = 0
    requests: int = 0
    repeated: int = 0
    remembered: int = 0
    sent: int = 0
    answered: int = 0
    untold: int = 0
    kept: int = 0
    dropped: Counter[Reason] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def note_answer(self, sent: int | None, answered: int | None) -> None:
        """Count an answer of the model and its tokens (None: not told)."""
        with self._lock:
            self.requests += 1
            self.sent += sent or 0
            self.answered += answered or 0
            self.untold += sent is None or answered is None

    def note_repeat(self) -> None:
        """Count a request that has to be made again."""
        with self._lock:
            self.repeated += 1

    def note_remembered(self) -> None:
        """Count an answer that had been given before."""
        with self._lock:
            self.remembered += 1

    def note_report(self, kept: int, dropped: Counter[Reason]) -> None:
        """Count a report that was read to the end."""
        with self._lock:
            self.reports += 1
            self.kept += kept
            self.dropped.update(dropped)

    def cost(self, price: Price) -> float:
        """Give what the tokens cost at a price."""
        return (self.sent * price.sent + self.answered * price.answered) / 1e6

    def lines(self, price: Price | None = None) -> list[str]:
        """Tell it in a few lines for people.

        Examples
        --------
        >>> account = Account(reports=2, requests=2, sent=1500, answered=300)
        >>> account.lines(Price(sent=1, answered=2))
        ['2 reports, 2 requests; 1,500 tokens sent, 300 answered; cost 0.0021',
         '0 statements kept, 0 dropped']
        """
        first = f"{_count(self.reports, 'report')}, {_count(self.requests, 'request')}"
        if self.repeated:
            first += f", {self.repeated} made again"
        if self.remembered:
            first += f", {_count(self.remembered, 'answer')} remembered"
        first += f"; {self.sent:,} tokens sent, {self.answered:,} answered"
        if self.untold:
            first += f" (not told for {_count(self.untold, 'answer')})"
        if price is not None:
            first += f"; cost {self.cost(price):.4f}"
        number = sum(self.dropped.values())
        second = f"{_count(self.kept, 'statement')} kept, {number} dropped"
        return [first, second, *(f"  {n} x {reason.value}" for reason, n in self.dropped.most_common())]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
