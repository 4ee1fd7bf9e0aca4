"""The reader ``llm.v1``: asks a language model for a report's statements and checks what it quotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType

from modusvivendi.errors import EndpointError, ReaderError
from modusvivendi.reports.report import Report
from modusvivendi.statements.llm import prompt
from modusvivendi.statements.llm.account import Account
from modusvivendi.statements.llm.answer import Answer, AnswerFault, parse
from modusvivendi.statements.llm.answers import Answers
from modusvivendi.statements.llm.checking import Checker
from modusvivendi.statements.llm.client import Client, Reply, Unanswered, one_line
from modusvivendi.statements.llm.endpoint import Endpoint
from modusvivendi.statements.llm.passages import Passage, passages
from modusvivendi.statements.llm.prompt import Message
from modusvivendi.statements.statement import Statement

READER = "llm.v1"

_LOST = 3
"""Reports in a row that get no answer at all before the endpoint is given up."""

Answered = list[tuple[Passage, Answer]]


@dataclass(frozen=True)
class _Asked:
    """One answer to one question, as text."""

    text: str
    answer: Answer


class LlmReader:
    """Reads reports with a language model; a context manager.

    The text of a report is sent to the endpoint as soon as the report is read with this reader, and never
    otherwise.

    Parameters
    ----------
    endpoint
        Where the model is.
    cache
        Folder in which answers are kept and found again. None: nothing is kept.
    at_once
        Reports that are asked about at the same time after `ask_ahead`.

    Examples
    --------
    ::

        with LlmReader(Endpoint.of(model="small")) as reader:
            statements = mv.read(report, reader=reader)
        print(reader.account.lines())
    """

    def __init__(self, endpoint: Endpoint, *, cache: Path | None = None, at_once: int = 4) -> None:
        self.account = Account()
        self._endpoint = endpoint
        self._answers = Answers(cache)
        self._client = Client(endpoint, on_repeat=self.account.note_repeat)
        self._at_once = max(1, at_once)
        self._threads: ThreadPoolExecutor | None = None
        self._ahead: dict[str, Future[Answered]] = {}
        self._lost = 0
        self._broken: EndpointError | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Name and version, as recorded on each statement: ``llm.v1:<model>``."""
        return f"{READER}:{self._endpoint.model}"

    def __enter__(self) -> LlmReader:
        """Give the reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop asking."""
        self.close()

    def close(self) -> None:
        """Stop asking and close the connections; nothing more is sent."""
        for waiting in self._ahead.values():
            waiting.cancel()
        self._client.close()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)

    def ask_ahead(self, reports: Iterable[Report]) -> None:
        """Begin asking about reports, several at once; each is then read by calling the reader as usual."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._at_once, thread_name_prefix="llm")
        for report in reports:
            if report.sha256 not in self._ahead:
                self._ahead[report.sha256] = self._threads.submit(self._answered, report)

    def __call__(
        self, report: Report, published: dt.date | None = None, near: tuple[dt.date, ...] = ()
    ) -> tuple[Statement, ...]:
        """Read a report's statements.

        Parameters
        ----------
        report
            The report; its paragraphs, title and outlet are sent.
        published
            Its date, if known.
        near
            Dates of the case's other reports.

        Raises
        ------
        ReaderError
            If the model refuses, answers nothing that can be used even when asked again, or does not answer.
        EndpointError
            If the endpoint cannot be used at all.
        """
        waiting = self._ahead.pop(report.sha256, None)
        answered = self._answered(report) if waiting is None else waiting.result()
        checker = Checker(report, self.name, published, near)
        for passage, answer in answered:
            checker.take(passage, answer.items, len(answer.faults))
        found = checker.statements()
        self.account.note_report(len(found), checker.dropped)
        return found

    def _answered(self, report: Report) -> Answered:
        """Get the answers for all passages of a report."""
        if self._broken is not None:
            raise self._broken
        answers: Answered = []
        waiting = list(reversed(passages(report)))
        while waiting:
            passage = waiting.pop()
            try:
                answer = self._answer(report, passage)
            except EndpointError as error:
                self._broken = error
                raise
            if answer is None:
                waiting.extend(reversed(passage.halves()))
            else:
                answers.append((passage, answer))
        return answers

    def _answer(self, report: Report, passage: Passage) -> Answer | None:
        """Get the answer for a passage; None where the passage is too long to be answered at once."""
        question = prompt.messages(report, passage)
        remembered = self._answers.get(self._endpoint.model, question)
        if remembered is not None:
            try:
                answer = parse(remembered)
            except AnswerFault:
                pass
            else:
                self.account.note_remembered()
                return answer
        reply = self._ask(report, question)
        if reply.cut and len(passage.blocks) > 1:
            return None
        asked = self._understood(report, question, reply)
        self._answers.keep(self._endpoint.model, question, asked.text, self._client.mode.name.lower())
        return asked.answer

    def _understood(self, report: Report, question: Sequence[Message], reply: Reply) -> _Asked:
        """Read an answer; one that is not of the form asked for is asked for once more."""
        first, fault = _read(reply)
        if first is not None and not first.answer.faults:
            return first
        if first is not None:
            fault = "; ".join(first.answer.faults[:5])
        said = [{"role": "assistant", "content": reply.text[:8000]}] if reply.text.strip() else []
        again = self._ask(report, [*question, *said, {"role": "user", "content": prompt.repair(fault)}])
        second, fault = _read(again)
        if first is not None and (second is None or len(second.answer.items) < len(first.answer.items)):
            return first
        if second is not None:
            return second
        raise self._unusable(report, again, fault)

    def _unusable(self, report: Report, reply: Reply, fault: str) -> ReaderError:
        model = self._endpoint.model
        if not reply.text.strip():
            return ReaderError(f"the answer of {model} is empty, twice", file=report.name)
        if reply.cut:
            return ReaderError(
                f"the answer of {model} breaks off at the model's limit", file=report.name,
                hint="use a model or setting that answers at greater length",
            )  # fmt: skip
        told = self._endpoint.without_key(one_line(reply.text, 120))
        return ReaderError(
            f"the answer of {model} cannot be used, twice: {fault}: “{told}”", file=report.name
        )

    def _ask(self, report: Report, question: Sequence[Message]) -> Reply:
        try:
            reply = self._client.ask(question)
        except EndpointError:
            raise
        except ReaderError as error:
            if isinstance(error, Unanswered):
                with self._lock:
                    self._lost += 1
                    lost = self._lost
                if lost >= _LOST:
                    raise EndpointError(f"{error.message}; given up after {lost} reports in a row") from None
            raise ReaderError(error.message, file=report.name, hint=error.hint) from None
        with self._lock:
            self._lost = 0
        self.account.note_answer(reply.sent, reply.answered)
        if reply.refusal is not None:
            told = self._endpoint.without_key(one_line(reply.refusal))
            raise ReaderError(
                f"{self._endpoint.model} refused to read this report: “{told}”", file=report.name
            )
        return reply


def _read(reply: Reply) -> tuple[_Asked | None, str]:
    """Read an answer's text; without one that can be used, tell what is wrong."""
    if not reply.text.strip():
        return None, "it is empty"
    try:
        return _Asked(reply.text, parse(reply.text)), ""
    except AnswerFault as fault:
        return None, str(fault)
