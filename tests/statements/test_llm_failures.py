"""The reader ``llm`` where answers cannot be used, fail, or the endpoint is of no use."""

from __future__ import annotations

import pytest

from modusvivendi.errors import EndpointError, ReaderError
from modusvivendi.statements.llm.account import Reason
from modusvivendi.statements.llm.endpoint import API_KEY, BASE_URL, MODEL, Endpoint
from modusvivendi.statements.read import read
from tests.statements.conftest import ReaderOf
from tests.statements.endpoint import (
    KEY,
    Response,
    completion,
    error,
    in_turn,
    listing,
    serving,
    statement,
)
from tests.statements.strait import GOOD, OFFER, REPORT

# Answers that cannot be used


BAD_ANSWERS = [
    ('{"statements": [{"sentence": "Norway', "it is not JSON"),
    ('{"answer": 42}', 'no list "statements"'),
    ('{"statements": "none"}', 'no list "statements"'),
    ("[" * 100_000, "it is not JSON"),
    ('{"a":' * 100_000, "it is not JSON"),
    ("{" * 1_000_000, "it is not JSON"),
    ("I cannot help with that.", "I cannot help with that."),
    ("", "is empty, twice"),
    ("  \n", "is empty, twice"),
]


@pytest.mark.parametrize(("text", "told"), BAD_ANSWERS, ids=range(len(BAD_ANSWERS)))
def test_an_answer_that_cannot_be_used_is_asked_for_once_more_and_then_told(
    reader_of: ReaderOf, text: str, told: str
) -> None:
    with serving(in_turn(completion(text))) as served:
        with pytest.raises(ReaderError) as raised:
            read(REPORT, reader=reader_of(served))
        assert len(served.requests) == 2
    assert told in str(raised.value) and str(raised.value).startswith("strait.txt: ")
    assert len(str(raised.value)) < 400


@pytest.mark.parametrize("text", ['{"statements": [', ""])
def test_an_answer_that_is_put_right_is_used(reader_of: ReaderOf, text: str) -> None:
    with serving(in_turn(completion(text), completion(GOOD))) as served:
        assert len(read(REPORT, reader=reader_of(served))) == 3


@pytest.mark.parametrize(
    "refused",
    [
        completion(None, refusal="I can't read\x1b[31m this."),
        completion("", finish="content_filter"),
    ],
)
def test_a_refusal_is_told_as_one_and_not_argued_with(reader_of: ReaderOf, refused: Response) -> None:
    with serving(in_turn(refused)) as served:
        with pytest.raises(ReaderError, match=r"^strait.txt: small refused to read this report") as raised:
            read(REPORT, reader=reader_of(served))
        assert len(served.requests) == 1
    assert "\x1b" not in str(raised.value)


def test_a_huge_answer_is_not_swallowed(reader_of: ReaderOf) -> None:
    huge = Response(body=b'{"choices": [' + b" " * 5_000_000)
    with serving(in_turn(huge)) as served:
        with pytest.raises(ReaderError, match="larger than 4 MB"):
            read(REPORT, reader=reader_of(served))
        assert len(served.requests) == 1


def test_very_many_statements_are_cut_off_and_counted(reader_of: ReaderOf) -> None:
    many = listing(*[statement(OFFER, "Norway", "offers", f"reopen it {'x' * n}") for n in range(200)] * 3)
    with serving(in_turn(completion(many))) as served:
        reader = reader_of(served)
        found = read(REPORT, reader=reader)
    assert len(found) == 200
    assert reader.account.dropped == {Reason.TWICE: 200, Reason.NOT_A_STATEMENT: 200}


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"[]", b"null", b'{"choices": []}', b"\xff\xfe", b""])
def test_a_response_that_is_no_completion_is_told(reader_of: ReaderOf, body: bytes) -> None:
    told = pytest.raises(ReaderError, match=r"strait.txt: no answer from small")
    with serving(in_turn(Response(body=body))) as served, told:
        read(REPORT, reader=reader_of(served))


# Passing failures


@pytest.mark.parametrize(
    "failure",
    [
        error(429, "slow down"),
        error(429, "slow down", Retry_After="0"),
        error(503, "overloaded"),
        error(529, "overloaded"),
        Response(status=502, body=b"<html>bad gateway</html>"),
        Response(status=200, body=b'{"error": {"message": "overloaded"}}'),
        Response(body=completion(GOOD).body, cut=True),
    ],
    ids=["429", "retry-after", "503", "529", "502", "error in 200", "cut"],
)
def test_a_passing_failure_is_tried_again(reader_of: ReaderOf, failure: Response) -> None:
    with serving(in_turn(failure, failure, completion(GOOD))) as served:
        reader = reader_of(served)
        assert len(read(REPORT, reader=reader)) == 3
        assert len(served.requests) == 3
    assert reader.account.repeated == 2
    assert reader.account.requests == 1


def test_a_time_out_is_tried_again(reader_of: ReaderOf) -> None:
    import threading

    released = threading.Event()
    slow = Response(body=completion(GOOD).body, before=lambda: released.wait(20))
    with serving(in_turn(slow, completion(GOOD))) as served:
        reader = reader_of(served, timeout=2)
        assert len(read(REPORT, reader=reader)) == 3
        released.set()


def test_time_outs_without_end_are_told(reader_of: ReaderOf) -> None:
    import threading

    released = threading.Event()
    slow = Response(body=b"{}", before=lambda: released.wait(20))
    with serving(in_turn(slow)) as served:
        with pytest.raises(ReaderError, match=r"strait.txt: no answer from small: no answer within 1 s"):
            read(REPORT, reader=reader_of(served, timeout=1, attempts=2))
        released.set()
        assert len(served.requests) == 2


def test_retry_after_is_waited_for_and_no_longer_than_agreed(reader_of: ReaderOf) -> None:
    import time

    with serving(in_turn(error(429, "later", Retry_After="1"), completion(GOOD))) as served:
        began = time.monotonic()
        assert len(read(REPORT, reader=reader_of(served))) == 3
        assert 0.9 < time.monotonic() - began < 60
    with serving(in_turn(error(429, "tomorrow", Retry_After="86400"))) as served:
        with pytest.raises(ReaderError, match="it asks to wait 86400 s"):
            read(REPORT, reader=reader_of(served))
        assert len(served.requests) == 1


def test_a_date_as_retry_after_is_understood(reader_of: ReaderOf) -> None:
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    with serving(in_turn(error(503, "later", Retry_After=past), completion(GOOD))) as served:
        assert len(read(REPORT, reader=reader_of(served, pause=30.0))) == 3


def test_a_failure_in_every_mode_is_told_and_does_not_spoil_the_mode(reader_of: ReaderOf) -> None:
    with serving(in_turn(*[error(500, "inner trouble")] * 7, completion(GOOD))) as served:
        reader = reader_of(served)
        with pytest.raises(ReaderError, match="HTTP 500: inner trouble"):
            read(REPORT, reader=reader)
        assert len(read(REPORT, reader=reader)) == 3
        assert served.requests[-1].mode == "json_schema"


# An endpoint that cannot be used


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (error(401, f"Incorrect API key provided: {KEY}"), "check the key"),
        (error(403, "not allowed"), "check the key"),
        (error(404, "no model small"), "the name of the model"),
        (Response(status=302, headers={"Location": "http://127.0.0.1:9/"}), "redirection"),
    ],
)
def test_an_endpoint_that_cannot_be_used_stops_everything(
    reader_of: ReaderOf, failure: Response, told: str
) -> None:
    with serving(in_turn(failure)) as served:
        reader = reader_of(served)
        with pytest.raises(EndpointError, match=told):
            read(REPORT, reader=reader)
        with pytest.raises(EndpointError, match=told):
            read(REPORT, reader=reader)
        assert len(served.requests) == 1, "it is not asked again"


def test_no_endpoint_at_all_is_told(reader_of: ReaderOf) -> None:
    with pytest.raises(EndpointError, match=r"no connection.*check the address"):
        read(REPORT, reader=reader_of("http://127.0.0.1:9/v1"))


def test_it_is_given_up_after_three_reports_without_answer(reader_of: ReaderOf) -> None:
    with serving(in_turn(error(503, "busy"))) as served:
        reader = reader_of(served, attempts=1)
        for _ in range(2):
            with pytest.raises(ReaderError, match="HTTP 503"):
                read(REPORT, reader=reader)
        with pytest.raises(EndpointError, match="given up after 3 reports in a row"):
            read(REPORT, reader=reader)
        with pytest.raises(EndpointError):
            read(REPORT, reader=reader)
        assert len(served.requests) == 3


@pytest.mark.parametrize(
    "url",
    ["", "ftp://host/v1", "host/v1", "http://", "http://user:secret@host/v1", "https://h/v1?key=secret",
     "http://h:99999/v1", "http://[::1/v1", "http://a b/v1"],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(EndpointError) as raised:
        Endpoint.of("small", url, {})
    assert "secret" not in str(raised.value)


def test_the_environment_names_endpoint_model_and_key() -> None:
    known = {BASE_URL: "https://host/v1/chat/completions/", MODEL: "small", API_KEY: KEY}
    endpoint = Endpoint.of(environment=known)
    assert endpoint.address == "https://host/v1/chat/completions"
    assert endpoint.model == "small"
    assert Endpoint.of("large", environment=known).model == "large"
    with pytest.raises(EndpointError, match=MODEL):
        Endpoint.of(environment={BASE_URL: "https://host/v1"})
    with pytest.raises(EndpointError, match=BASE_URL):
        Endpoint.of(environment={MODEL: "small"})


def test_only_another_machine_without_encryption_is_exposed() -> None:
    exposed = {url: Endpoint.of("m", url, {}).is_exposed for url in (
        "http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:1/v1", "https://host/v1", "http://host/v1",
    )}  # fmt: skip
    assert [url for url, is_exposed in exposed.items() if is_exposed] == ["http://host/v1"]
