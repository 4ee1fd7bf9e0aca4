"""A real HTTP server on 127.0.0.1 that speaks the chat-completions protocol, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = Callable[["Request"], "Response"]

KEY = "sk-test-0123456789abcdef"


@dataclass(frozen=True)
class Request:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    number: int

    @property
    def mode(self) -> str:
        """How the form of the answer was asked for."""
        return str(self.body.get("response_format", {}).get("type", "prompt"))

    @property
    def text(self) -> str:
        """Everything that was said, as one text."""
        return "\n".join(m["content"] for m in self.body["messages"])

    @property
    def report(self) -> str:
        """The report that was sent."""
        return str(self.body["messages"][1]["content"])


@dataclass(frozen=True)
class Response:
    """What goes out. ``cut`` closes the connection after half of the body; ``before`` runs first."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    before: Callable[[], object] = lambda: None


@dataclass
class Served:
    """A server that is running, and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)
    at_once: int = 0


def completion(
    content: object,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    usage: object = "told",
) -> Response:
    """A chat completion; content that is no text is sent as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    record: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "small",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
            }
        ],
    }
    if usage == "told":
        usage = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}
    if usage is not None:
        record["usage"] = usage
    return Response(body=json.dumps(record).encode())


def error(status: int, message: str, **headers: str) -> Response:
    """An answer of an endpoint that something is wrong."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    return Response(status=status, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})


def in_turn(*responses: Response) -> Handler:
    """Give one response after the other, the last one again and again."""
    return lambda request: responses[min(request.number, len(responses) - 1)]


def statement(sentence: str, party: str, stance: str, proposal: str, **more: Any) -> dict[str, Any]:
    """One statement as a model returns it."""
    return {
        "sentence": sentence,
        "actor": {"name": party, "quote": party},
        "stance": stance,
        "proposal": proposal,
        "target": None,
        "condition": None,
        "sources": [],
        "direct_quotation": False,
        "earlier": False,
        "when": None,
        **more,
    }


def listing(*statements: dict[str, Any]) -> dict[str, Sequence[dict[str, Any]]]:
    """The whole answer."""
    return {"statements": list(statements)}


@contextmanager
def serving(handler: Handler) -> Iterator[Served]:
    """Run a server in a thread; yields its address and keeps what it was asked."""
    lock = threading.Lock()
    busy = 0

    class Speaker(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            nonlocal busy
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length))
            with lock:
                busy += 1
                served.at_once = max(served.at_once, busy)
                headers = {k.lower(): v for k, v in self.headers.items()}
                request = Request(self.path, headers, body, len(served.requests))
                served.requests.append(request)
            try:
                response = handler(request)
                response.before()
                self._send(response)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with lock:
                    busy -= 1

        def _send(self, response: Response) -> None:
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            if response.cut:
                self.wfile.write(response.body[: len(response.body) // 2])
                self.wfile.flush()
                self.close_connection = True
            else:
                self.wfile.write(response.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
    server.daemon_threads = True
    server.block_on_close = False
    served = Served(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
