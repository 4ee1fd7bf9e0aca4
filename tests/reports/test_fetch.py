# ruff: noqa: E501  (the texts read best in one line)
"""Fetching, against a real server on this machine; which addresses count as public is told to the fetch."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi import reports
from modusvivendi.errors import ReportError
from modusvivendi.reports.addresses import is_public
from modusvivendi.reports.fetch import fetch
from tests.reports.specimens import OFFER, PAGE, TITLE, feed, item

KOI = f"<html><body><p>{OFFER.replace('Å', 'A')} Закон есть закон.</p></body></html>".encode("koi8-r")


class Gazette(BaseHTTPRequestHandler):
    """Serves a few good and many bad answers."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                try:
                    self.wfile.write(b"X-A: b\r\n")
                except OSError:
                    return
                time.sleep(0.2)
            return
        if path.startswith("/to/"):
            self.answer(302, b"", Location=f"http://{path[4:]}")
        elif path.startswith("/hop/"):
            left = int(path[5:])
            self.answer(302, b"", Location=f"/hop/{left - 1}" if left else "/waters")
        elif path == "/file":
            self.answer(302, b"", Location="file:///etc/passwd")
        elif path == "/endless":
            self.answer(200, b"<html>" + b"<p>More and more.</p>" * 600_000, Connection="close")
        elif path == "/bomb":
            self.answer(200, gzip.compress(bytes(40_000_000)), **{"Content-Encoding": "gzip"})
        elif path == "/slow":
            time.sleep(10)
            self.answer(200, b"late")
        elif path == "/koi":
            self.answer(200, KOI, **{"Content-Type": "text/html; charset=koi8-r"})
        elif path == "/feed":
            self.answer(200, feed(item(TITLE, OFFER)), **{"Content-Type": "application/rss+xml"})
        elif path in ("/waters", "/"):
            self.answer(200, PAGE.encode(), **{"Content-Type": "text/html"})
        elif path == "/empty":
            self.answer(200, b"")
        elif path == "/nonsense":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
        else:
            self.answer(404, b"gone")

    def answer(self, code: int, data: bytes, **fields: str) -> None:
        self.send_response(code)
        for name, value in fields.items():
            self.send_header(name, value)
        if "Connection" not in fields:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Gazette) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def local(address: str) -> bool:
    """Let the fetch go to this machine, as no user's fetch would."""
    return address in {"127.0.0.1", "::1"}


def test_a_page_is_kept_as_it_came_with_a_note_of_where_it_came_from(server: str, tmp_path: Path) -> None:
    path = fetch(f"{server}/waters?page=1#top", tmp_path, allowed=local)
    assert path.read_bytes() == PAGE.encode()
    assert path.name == "waters.html"
    report = reports.load(path)
    assert report.url == "https://gazette.example/waters"  # what the page itself says
    assert report.title == TITLE
    assert f'"url": "{server}/waters?page=1"' in (tmp_path / "waters.html.fetched.json").read_text("utf-8")


def test_the_servers_encoding_is_remembered(server: str, tmp_path: Path) -> None:
    report = reports.load(fetch(f"{server}/koi", tmp_path, allowed=local))
    assert "Закон есть закон." in report.body
    assert report.url == f"{server}/koi"


def test_feeds_are_fetched_and_names_do_not_collide(server: str, tmp_path: Path) -> None:
    first, second = (fetch(f"{server}/feed", tmp_path, allowed=local) for _ in range(2))
    assert (first.name, second.name) == ("feed.xml", "feed-2.xml")
    assert reports.load_all(first)[0].title == TITLE
    assert fetch(f"{server}/", tmp_path, allowed=local).suffix == ".html"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "404"),
        ("/hop/6", "redirects more than 5 times"),
        ("/file", "only http and https"),
        ("/endless", "too large"),
        ("/bomb", "too large"),
        ("/empty", "nothing"),
        ("/nonsense", "cannot be"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_with_a_reason(
    server: str, tmp_path: Path, path: str, words: str
) -> None:
    with pytest.raises(ReportError, match=words) as raised:
        fetch(server + path, tmp_path, allowed=local)
    assert raised.value.file == server + path
    assert list(tmp_path.iterdir()) == []


def test_five_redirects_are_followed(server: str, tmp_path: Path) -> None:
    assert fetch(f"{server}/hop/4", tmp_path, allowed=local).read_bytes() == PAGE.encode()


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_slow_server_is_given_up(server: str, tmp_path: Path, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ReportError, match="within 1 seconds"):
        fetch(server + path, tmp_path, allowed=local, seconds=1)
    assert time.monotonic() - begun < 9


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/waters",
        "http://localhost:{port}/waters",
        "http://127.1:{port}/waters",
        "http://2130706433:{port}/waters",
        "http://[::ffff:127.0.0.1]:{port}/waters",
        "http://0.0.0.0:{port}/waters",
        "http://169.254.169.254/latest",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
    ],
)
def test_no_address_but_a_public_one_is_connected_to(server: str, tmp_path: Path, url: str) -> None:
    with pytest.raises(ReportError) as raised:
        fetch(url.format(port=server.rpartition(":")[2]), tmp_path)
    assert "public" in str(raised.value) or "cannot be" in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_every_redirect_is_checked(server: str, tmp_path: Path) -> None:
    asked: list[str] = []

    def only_the_first(address: str) -> bool:
        asked.append(address)
        return address == "127.0.0.1"

    with pytest.raises(ReportError, match="not an address on the public internet"):
        fetch(f"{server}/to/127.0.0.2:1/waters", tmp_path, allowed=only_the_first)
    assert asked == ["127.0.0.1", "127.0.0.2"]


def test_what_was_checked_is_what_is_connected_to(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.rpartition(":")[2]
    answers = iter(["127.0.0.1", "127.0.0.2"])  # a name that resolves to something else the second time

    def resolve(host: object, where: int, *_: object, **__: object) -> list[object]:
        assert host == "gazette.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), where))]

    connected: list[object] = []
    connect = socket.create_connection

    def watched(address: tuple[str, int], *rest: object, **named: object) -> object:
        connected.append(address[0])
        monkeypatch.setattr(socket, "getaddrinfo", original)
        return connect(address, *rest, **named)  # type: ignore[arg-type]

    original = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", watched)
    fetch(f"http://gazette.example:{port}/waters", tmp_path, allowed=local)
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize("url", ["ftp://gazette.example/a", "https://", "http://user:pass@gazette.example/", "http://[", "a.txt"])  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ReportError) as raised:
        fetch(url, tmp_path, allowed=local)
    assert raised.value.file == url


def test_no_proxy_is_used(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(f"{server}/waters", tmp_path, allowed=local).exists()


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.1 192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:7f00:1 ::7f00:1 64:ff9b::7f00:1 64:ff9b:1::1 100::1
    2001:db8::1 2002:7f00:1:: 2001:0:7f00:1::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
    localhost 127.1 nonsense""".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_does_not_make_it_public(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


def test_an_address_is_not_fetched_unless_asked_for() -> None:
    with pytest.raises(ReportError, match="nothing is fetched unless asked for; add --fetch"):
        reports.load("https://gazette.example/waters")
