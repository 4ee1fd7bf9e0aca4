"""The reader ``llm``: the key, what is sent and when, several reports at once, and what it costs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from modusvivendi.errors import EndpointError, ReaderError, UnknownName
from modusvivendi.reports.report import BlockKind, Report
from modusvivendi.statements.llm.endpoint import API_KEY, BASE_URL, MODEL, Endpoint, Price
from modusvivendi.statements.llm.reader import LlmReader
from modusvivendi.statements.read import read
from modusvivendi.statements.statement import Stance
from tests.statements.conftest import ReaderOf
from tests.statements.endpoint import (
    KEY,
    Request,
    Response,
    completion,
    error,
    in_turn,
    listing,
    serving,
    statement,
)
from tests.statements.strait import GOOD, REPORT, TEXT, checked, report_of

# The key


def test_the_key_is_sent_and_shown_nowhere(reader_of: ReaderOf, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    texts = []
    for failure in (
        error(401, f"bad key {KEY}"),
        error(400, f"{'x' * 190}{KEY}"),
        Response(status=500, body=f"header Bearer {KEY} {'y' * 300}".encode()),
        completion(f"your key is {KEY}"),
        completion(None, refusal=f"I will not use {KEY}"),
    ):
        with serving(in_turn(failure)) as served:
            reader = reader_of(served, attempts=1)
            with pytest.raises(ReaderError) as raised:
                read(REPORT, reader=reader)
            assert served.requests[0].headers["authorization"] == f"Bearer {KEY}"
        texts += [str(raised.value), repr(raised.value), repr(reader._endpoint)]
    texts.append(caplog.text)
    for text in texts:
        assert KEY[:12] not in text


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(EndpointError) as raised:
        Endpoint.of("small", "http://host/v1", {API_KEY: key})
    assert key not in str(raised.value)


def test_without_a_key_none_is_sent() -> None:
    with serving(in_turn(completion(GOOD))) as served:
        with LlmReader(Endpoint.of("small", served.url, {})) as reader:
            assert len(read(REPORT, reader=reader)) == 3
        assert "authorization" not in served.requests[0].headers


# What is sent, and when


def test_nothing_is_sent_unless_this_reader_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        monkeypatch.setenv(BASE_URL, served.url)
        monkeypatch.setenv(MODEL, "small")
        monkeypatch.setenv(API_KEY, KEY)
        assert {s.reader for s in read(REPORT)} <= {"rules.v1"}
        assert served.requests == []
        assert {s.reader for s in read(REPORT, reader="llm")} == {"llm.v1:small"}
        assert len(served.requests) == 1
    with pytest.raises(UnknownName, match="did you mean llm"):
        read(REPORT, reader="llms")


def test_only_the_paragraphs_title_and_outlet_are_sent(reader_of: ReaderOf) -> None:
    text = "Subscribe now!\n\nNorway will pay."
    report = report_of(text, outlet="Valley Record", title="Strait")
    advertisement = report.blocks[0].model_copy(update={"kind": BlockKind.FURNITURE})
    report = report.model_copy(update={"blocks": (advertisement, report.blocks[1])})
    with serving(in_turn(completion(listing()))) as served:
        read(report, reader=reader_of(served))
        (request,) = served.requests
    assert "Subscribe" not in request.text and "Norway will pay." in request.report
    assert "Outlet: Valley Record\nTitle: Strait\n" in request.report
    assert request.path == "/v1/chat/completions" and request.body["model"] == "small"
    assert set(request.body) == {"model", "messages", "temperature", "response_format"}


def test_a_report_without_paragraphs_is_not_sent(reader_of: ReaderOf) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        empty = Report(name="a.txt", body="\n", sha256="0")
        assert read(empty, reader=reader_of(served)) == ()
        assert served.requests == []


def test_the_schema_allows_nothing_but_statements(reader_of: ReaderOf) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        read(REPORT, reader=reader_of(served))
        form = served.requests[0].body["response_format"]["json_schema"]
    assert form["strict"] is True
    nodes = [form["schema"], *form["schema"]["$defs"].values()]
    for node in nodes:
        if node["type"] == "object":
            assert node["additionalProperties"] is False
            assert set(node["required"]) == set(node["properties"])
    assert set(form["schema"]["$defs"]["Stance"]["enum"]) == {stance.value for stance in Stance}


def _echo(request: Request) -> Response:
    """Return the offer of every numbered party that the report names."""
    sentences = [s + "." for line in request.report.splitlines() for s in line.split(". ") if "Party" in s]
    found = [s.replace("..", ".") for s in sentences]
    return completion(listing(*[statement(s, s.split(" will")[0], "offers", "pay its share") for s in found]))


def test_a_long_report_goes_in_several_passages_and_comes_back_whole(reader_of: ReaderOf) -> None:
    filler = "The weather was fine and nobody said anything of note all day long. " * 20
    text = "\n\n".join(f"Party{n} will pay its share. {filler}" for n in range(60))
    report = report_of(text)
    with serving(_echo) as served:
        reader = reader_of(served)
        found = checked(report, read(report, reader=reader))
        assert 2 < len(served.requests) < 8
    assert [s.actor for s in found] == [f"Party{n}" for n in range(60)]


def test_an_answer_that_breaks_off_at_the_limit_is_asked_for_in_halves(reader_of: ReaderOf) -> None:
    report = report_of("\n\n".join(f"Party{n} will pay its share." for n in range(8)))

    def handler(request: Request) -> Response:
        if request.report.count("Party") > 2:
            return completion('{"statements": [{"sentence": "Party0', finish="length")
        return _echo(request)

    with serving(handler) as served:
        found = checked(report, read(report, reader=reader_of(served)))
    assert len(found) == 8


def test_a_single_paragraph_whose_answer_breaks_off_is_told(reader_of: ReaderOf) -> None:
    told = pytest.raises(ReaderError, match="breaks off at the model's limit")
    with serving(in_turn(completion('{"statements": [', finish="length"))) as served, told:
        read(report_of("Norway will pay its share."), reader=reader_of(served))


# Several at once, taken up again, and counted


def many_reports(count: int) -> list[Report]:
    return [report_of(f"Party{n} will pay its share.", name=f"r{n}.txt") for n in range(count)]


def test_reports_are_asked_about_several_at_once_and_no_more(reader_of: ReaderOf) -> None:
    import time

    def handler(request: Request) -> Response:
        time.sleep(0.2)
        return _echo(request)

    reports = many_reports(12)
    with serving(handler) as served:
        reader = reader_of(served, at_once=3)
        reader.ask_ahead(reports)
        found = [read(report, reader=reader) for report in reports]
        assert len(served.requests) == 12
        assert 2 <= served.at_once <= 3
    assert [s.actor for (s,) in found] == [f"Party{n}" for n in range(12)]


def test_what_was_answered_is_not_asked_again_after_an_interruption(
    reader_of: ReaderOf, tmp_path: Path
) -> None:
    reports = many_reports(6)

    def until_four(request: Request) -> Response:
        return _echo(request) if request.number < 4 else error(401, "quota")

    with serving(until_four) as served:
        reader = reader_of(served, cache=tmp_path / "answers")
        with pytest.raises(EndpointError):
            for report in reports:
                read(report, reader=reader)
    with serving(_echo) as served:
        reader = reader_of(served, cache=tmp_path / "answers")
        assert [len(read(report, reader=reader)) for report in reports] == [1] * 6
        assert len(served.requests) == 2
    assert reader.account.remembered == 4
    kept = [p.read_text(encoding="utf-8") for p in (tmp_path / "answers").iterdir()]
    assert len(kept) == 7 and not any(KEY in text for text in kept)
    assert not list((tmp_path / "answers").glob("*.part"))


def test_another_model_or_text_is_asked_anew_and_a_broken_file_too(
    reader_of: ReaderOf, tmp_path: Path
) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        assert len(read(REPORT, reader=reader_of(served, cache=tmp_path))) == 3
        assert len(read(REPORT, reader=reader_of(served, cache=tmp_path))) == 3
        assert len(served.requests) == 1
        read(REPORT, reader=reader_of(served, cache=tmp_path, model="large"))
        assert len(served.requests) == 2
        read(report_of(TEXT + " More."), reader=reader_of(served, cache=tmp_path))
        assert len(served.requests) == 3
        for file in tmp_path.glob("*.json"):
            file.write_text(file.read_text(encoding="utf-8")[:50], encoding="utf-8")
        read(REPORT, reader=reader_of(served, cache=tmp_path))
        assert len(served.requests) == 4


def test_refusals_and_unusable_answers_are_not_remembered(reader_of: ReaderOf, tmp_path: Path) -> None:
    for bad in (completion(None, refusal="No."), completion("nothing"), completion("")):
        with serving(in_turn(bad)) as served, pytest.raises(ReaderError):
            read(REPORT, reader=reader_of(served, cache=tmp_path))
    assert not list(tmp_path.glob("*.json"))


def test_without_a_folder_nothing_is_written(
    reader_of: ReaderOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(in_turn(completion(GOOD))) as served:
        read(REPORT, reader=reader_of(served))
    assert list(tmp_path.iterdir()) == []


def test_tokens_are_counted_over_all_requests_and_cost_only_what_was_priced(reader_of: ReaderOf) -> None:
    with serving(in_turn(completion("nonsense"), completion(GOOD))) as served:
        reader = reader_of(served)
        read(REPORT, reader=reader)
    account = reader.account
    assert (account.requests, account.sent, account.answered) == (2, 2000, 400)
    assert account.cost(Price.parse("1.5/10")) == pytest.approx(0.007)
    assert "cost" not in account.lines()[0]
    assert "cost 0.0070" in account.lines(Price.parse("1.5/10"))[0]


@pytest.mark.parametrize("usage", [None, [], {"prompt_tokens": "many"}, {"prompt_tokens": -1}])
def test_tokens_that_are_not_told_are_told_to_be_unknown(reader_of: ReaderOf, usage: object) -> None:
    with serving(in_turn(completion(GOOD, usage=usage))) as served:
        reader = reader_of(served)
        read(REPORT, reader=reader)
    assert reader.account.untold == 1
    assert "not told for 1 answer" in reader.account.lines()[0]


@pytest.mark.parametrize("text", ["", "a/b", "1/2/3", "-1/2", "nan/1", "inf"])
def test_a_price_is_two_numbers(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Price.parse(text)
