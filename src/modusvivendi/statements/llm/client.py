"""The HTTP of an OpenAI-compatible endpoint: one question, one answer, with patience for passing failures."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from threading import Event, Lock
from types import TracebackType
from typing import Any

import httpx

from modusvivendi.errors import EndpointError, ReaderError
from modusvivendi.statements.llm import prompt
from modusvivendi.statements.llm.answer import schema
from modusvivendi.statements.llm.endpoint import Endpoint
from modusvivendi.statements.llm.prompt import Message
from modusvivendi.version import __version__

LARGEST = 4_000_000
"""Bytes of a response that are read."""

_SHOWN = 200
"""Characters of an endpoint's message that are shown."""


class Mode(IntEnum):
    """How the form of the answer is asked for, best first."""

    JSON_SCHEMA = 0
    JSON_OBJECT = 1
    PROMPT = 2


@dataclass(frozen=True)
class Reply:
    """What a model answered.

    ``refusal`` has its words where it refused; ``cut`` tells that it ran into its limit. Tokens are None
    where the endpoint does not tell them.
    """

    text: str
    refusal: str | None = None
    cut: bool = False
    sent: int | None = None
    answered: int | None = None
    mode: Mode = Mode.PROMPT


class Unanswered(ReaderError):
    """A question stayed without an answer after several attempts, for no fault of its own."""


class _Failure(Exception):
    """A request came to nothing."""

    def __init__(
        self, told: str, *, passing: bool = False, wait: float | None = None, status: int | None = None
    ) -> None:
        self.told = told
        self.passing = passing
        self.wait = wait
        self.status = status
        super().__init__(told)


class Client:
    """Asks an endpoint; may be used by several threads at once.

    Parameters
    ----------
    endpoint
        Where and how.
    on_repeat
        Called whenever a request is made again.
    """

    def __init__(self, endpoint: Endpoint, on_repeat: Callable[[], None] = lambda: None) -> None:
        self._endpoint = endpoint
        self._on_repeat = on_repeat
        self._mode = Mode.JSON_SCHEMA
        self._temperature = True
        self._lock = Lock()
        self._stopped = Event()
        headers = {"User-Agent": f"modusvivendi/{__version__}", "Accept": "application/json"}
        if endpoint.key is not None:
            headers["Authorization"] = f"Bearer {endpoint.key.get_secret_value()}"
        limit = min(10.0, endpoint.timeout)
        self._http = httpx.Client(headers=headers, timeout=httpx.Timeout(endpoint.timeout, connect=limit))

    def __enter__(self) -> Client:
        """Give the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections; a thread that waits for its next attempt stops waiting."""
        self._stopped.set()
        self._http.close()

    @property
    def mode(self) -> Mode:
        """How the form of answers is asked for, as far as found out."""
        return self._mode

    def ask(self, messages: Sequence[Message]) -> Reply:
        """Ask once, in the best mode the endpoint knows.

        Raises
        ------
        ReaderError
            If this question cannot be answered: it stays unanswered after several attempts, is too long, or
            the answer is too large.
        EndpointError
            If no question can be: the endpoint is not there, or knows neither key nor model.
        """
        mode = first = self._mode
        while True:
            temperature = self._temperature
            try:
                reply = self._patiently(messages, mode, temperature)
            except _Failure as failure:
                if temperature and failure.status in (400, 422) and "temperature" in failure.told.lower():
                    self._temperature = False
                elif mode is not Mode.PROMPT and failure.status in (400, 415, 422, 500, 501):
                    # Endpoints that do not know the form say so in many ways, some with an inner error.
                    mode = Mode(mode + 1)
                else:
                    raise self._error(failure) from None
            else:
                if mode is not first:  # it is the form that made the difference
                    with self._lock:
                        self._mode = max(self._mode, mode)
                return reply

    def _patiently(self, messages: Sequence[Message], mode: Mode, temperature: bool) -> Reply:
        attempt = 1
        while True:
            try:
                return self._once(messages, mode, temperature)
            except _Failure as failure:
                most = self._endpoint.attempts
                if failure.status == 500 and mode is not Mode.PROMPT:
                    most = min(2, most)
                if not failure.passing or attempt >= most or self._stopped.is_set():
                    raise
                self._on_repeat()
                self._wait(failure, attempt)
                attempt += 1

    def _wait(self, failure: _Failure, attempt: int) -> None:
        longest = self._endpoint.longest_pause
        if failure.wait is not None:
            if failure.wait > longest:
                raise _Failure(
                    f"{failure.told}; it asks to wait {failure.wait:.0f} s",
                    passing=True,
                    status=failure.status,
                ) from None
            self._stopped.wait(failure.wait)
            return
        pause = min(self._endpoint.pause * 2.0 ** (attempt - 1), longest)
        self._stopped.wait(pause * random.uniform(0.75, 1.25))

    def _once(self, messages: Sequence[Message], mode: Mode, temperature: bool) -> Reply:
        payload: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": list(messages) if mode is Mode.JSON_SCHEMA else _with_form(messages),
        }
        if temperature:
            payload["temperature"] = 0
        if mode is Mode.JSON_SCHEMA:
            form = {"name": "statements", "strict": True, "schema": schema()}
            payload["response_format"] = {"type": "json_schema", "json_schema": form}
        elif mode is Mode.JSON_OBJECT:
            payload["response_format"] = {"type": "json_object"}
        status, headers, data = self._post(payload)
        if status != httpx.codes.OK:
            raise self._refused(status, headers, data)
        return _reply(data, mode, self._message)

    def _post(self, payload: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        body = json.dumps(payload, ensure_ascii=True).encode("ascii")
        deadline = time.monotonic() + self._endpoint.timeout
        collected = bytearray()
        try:
            with self._http.stream(
                "POST",
                self._endpoint.address,
                content=body,
                headers={"Content-Type": "application/json"},
            ) as response:
                for chunk in response.iter_bytes():
                    collected += chunk
                    if len(collected) > LARGEST:
                        raise _Failure(f"the answer is larger than {LARGEST // 1_000_000} MB")
                    if time.monotonic() > deadline:
                        raise _Failure(_late(self._endpoint.timeout), passing=True)
                return response.status_code, response.headers, bytes(collected)
        except httpx.ConnectError as error:
            raise _Failure(f"no connection: {_first_line(error)}", passing=True, status=0) from None
        except httpx.TimeoutException:
            raise _Failure(_late(self._endpoint.timeout), passing=True) from None
        except httpx.TransportError as error:
            raise _Failure(f"the connection failed: {_first_line(error)}", passing=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, RuntimeError, UnicodeError) as error:
            raise _Failure(f"the request could not be made: {_first_line(error)}") from None

    def _refused(self, status: int, headers: httpx.Headers, data: bytes) -> _Failure:
        told = f"HTTP {status}"
        if message := self._message(data):
            told += f": {message}"
        if 300 <= status < 400:
            told += ", a redirection, which is not followed"
        passing = status in (408, 409, 425, 429) or (status >= 500 and status != 501)
        if status == 429 and "insufficient_quota" in data.decode("utf-8", "replace"):
            passing = False
        return _Failure(told, passing=passing, wait=_retry_after(headers), status=status)

    def _message(self, data: bytes) -> str:
        """Give the endpoint's own words for what is wrong; the key is taken out before they are cut short."""
        return _message(self._endpoint.without_key(data[:20_000].decode("utf-8", "replace")))

    def _error(self, failure: _Failure) -> ReaderError:
        told = self._endpoint.without_key(failure.told)
        if failure.status in (0, 401, 402, 403, 404) or 300 <= (failure.status or 0) < 400:
            hints = {
                401: "check the key",
                403: "check the key and what it may do",
                404: "check the address and the name of the model",
                0: "check the address, and whether the endpoint is running",
            }
            return EndpointError(
                f"the endpoint {self._endpoint.base_url} cannot be used: {told}",
                hint=hints.get(failure.status or 0),
            )
        kind = Unanswered if failure.passing else ReaderError
        return kind(f"no answer from {self._endpoint.model}: {told}")


def _with_form(messages: Sequence[Message]) -> list[Message]:
    first, *rest = messages
    return [{**first, "content": f"{first['content']}\n\n{prompt.form()}"}, *rest]


def _reply(data: bytes, mode: Mode, told: Callable[[bytes], str]) -> Reply:
    """Read a chat completion."""
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _Failure("the response is no JSON", passing=True) from None
    if not isinstance(record, dict):
        raise _Failure("the response is no chat completion")
    if record.get("error"):
        raise _Failure(f"the endpoint tells of an error: {told(data)}", passing=True)
    choices = record.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise _Failure("the response has no message in it", passing=True)
    finish = choice.get("finish_reason")
    refusal = message.get("refusal")
    refused: str | None = refusal if isinstance(refusal, str) and refusal else None
    if finish == "content_filter" and refused is None:
        refused = "withheld by the endpoint's content filter"
    usage = record.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        text=_text(message.get("content")),
        refusal=refused,
        cut=finish == "length",
        sent=_tokens(usage.get("prompt_tokens")),
        answered=_tokens(usage.get("completion_tokens")),
        mode=mode,
    )


def _text(content: object) -> str:
    """Read a message's content, which some endpoints give in parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(p["text"] for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
    return ""


def _tokens(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12 else None


def _message(text: str) -> str:
    """Give the endpoint's own words for what is wrong, on one line and without odd characters."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        error = record.get("error", record.get("detail", record.get("message")))
        if isinstance(error, dict):
            error = error.get("message") or error.get("code") or error.get("type")
        text = error if isinstance(error, str) else ""
    elif text.lstrip()[:1] == "<":
        text = ""
    return one_line(text)


def one_line(text: str, longest: int = _SHOWN) -> str:
    """Make somebody else's words fit to be shown in a message."""
    told = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * longest]).split())
    return told if len(told) <= longest else f"{told[:longest]}…"


def _first_line(error: Exception) -> str:
    return one_line(str(error).splitlines()[0] if str(error) else type(error).__name__)


def _late(timeout: float) -> str:
    return f"no answer within {timeout:g} s"


def _retry_after(headers: httpx.Headers) -> float | None:
    """Read ``Retry-After``: seconds, or a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = email.utils.parsedate_to_datetime(value)
        except ValueError:
            return None
        when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        seconds = (when - dt.datetime.now(dt.UTC)).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
