"""``--reader llm`` and ``--compare``, run as a user runs them, against a server on this machine."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
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

OFFER = "Norway said it will reopen the strait if Iceland withdraws its ships."
DEMAND = "Iceland demands that Norway pay for the damage."
PAGE = f"Talks on the strait\n\n{OFFER} {DEMAND}\n"
GOOD = listing(
    statement(OFFER, "Norway", "considers", "reopen the strait", condition="if Iceland withdraws its ships"),
    statement("Iceland will never pay.", "Iceland", "rules_out", "pay"),
)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MODUS_LLM")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MODUS_LLM_API_KEY", KEY)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "strait.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_read_with_a_model_prints_statements_and_what_they_cost(modus: Run, report: Path) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        asked = ("--reader", "llm", "--model", "small", "--base-url", served.url, "--price", "1/2")
        done = modus("read", report, *asked, "--json")
    assert done.returncode == 0, done.stderr
    (found,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (found["actor"], found["reader"]) == ("Norway", "llm.v1:small")
    assert PAGE[found["start"] : found["end"]] == OFFER
    assert "1,000 tokens sent, 200 answered; cost 0.0014" in done.stderr
    assert "1 statement kept, 1 dropped" in done.stderr
    assert "1 x the sentence is not in the report" in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_the_report_a_model_refuses_is_named_and_the_others_are_read(
    modus: Run, report: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(PAGE.replace("Norway", "Sweden"), encoding="utf-8")

    def handler(request: Request) -> Response:
        return completion(None, refusal="No.") if "Sweden" in request.report else completion(GOOD)

    with serving(handler) as served:
        asked = ("--reader", "llm", "--model", "small", "--base-url", served.url)
        done = modus("read", "secret.txt", report, *asked, "--json")
    assert done.returncode == 1
    assert "secret.txt: small refused to read this report" in done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_an_endpoint_that_refuses_the_key_stops_the_command_without_showing_it(
    modus: Run, report: Path
) -> None:
    with serving(in_turn(error(401, f"wrong key: {KEY}"))) as served:
        done = modus("read", report, "--reader", "llm", "--model", "small", "--base-url", served.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "check the key" in done.stderr and KEY not in done.stderr and "Traceback" not in done.stderr


def test_two_readers_are_compared(modus: Run, report: Path, tmp_path: Path) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        asked = ("--compare", "rules,llm", "--model", "small", "--base-url", served.url)
        kept = ("--cache", tmp_path / "answers")
        done = modus("read", report, *asked, *kept, "--json")
        table = modus("read", report, *asked, *kept)
        assert len(served.requests) == 1, "the second time the answer is remembered"
    assert done.returncode == table.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["readers"] == ["rules", "llm"]
    (one,) = record["reports"]
    assert one["report"] == "strait.txt" and one["matched"] == 1
    assert one["pairs"][0]["differs_in"] == ["stance"]
    assert record["total"]["differing"] == {"stance": 1, "condition": 0, "source": 0}
    assert record["total"]["only_counts"] == [1, 0]
    assert "Norway at 21: stance: rules offers, llm considers" in table.stdout
    assert "Iceland at 91: only rules: demands" in table.stdout


def test_a_brief_is_made_with_a_model(modus: Run, report: Path, tmp_path: Path) -> None:
    with serving(in_turn(completion(GOOD))) as served:
        asked = ("--reader", "llm", "--model", "small", "--base-url", served.url)
        done = modus("brief", report, "--case", "mine", *asked, "--json")
    assert done.returncode == 0, done.stderr
    assert {s["reader"] for s in json.loads(done.stdout)["statements"]} == {"llm.v1:small"}
    assert {p.name for p in (tmp_path / "mine").iterdir()} == {
        "brief.html", "conflict.drafted.yaml", "conflict.yaml", "dossier.db", "reports",
    }  # fmt: skip


@pytest.mark.parametrize("bad", [error(401, "no"), completion(None, refusal="No."), completion("")])
def test_a_brief_that_cannot_be_made_leaves_no_case_behind(
    modus: Run, report: Path, tmp_path: Path, bad: Response
) -> None:
    with serving(in_turn(bad)) as served:
        done = modus(
            "brief", report, "--case", "mine", "--reader", "llm", "--model", "m", "--base-url", served.url
        )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("options", "told", "code"),
    [
        (("--reader", "llm"), "MODUS_LLM_BASE_URL", 1),
        (("--reader", "llm", "--base-url", "http://127.0.0.1:9/v1"), "MODUS_LLM_MODEL", 1),
        (("--reader", "lm"), "did you mean llm?", 1),
        (("--model", "small"), "add --reader llm", 2),
        (("--reader", "llm", "--price", "cheap"), "is no price like", 2),
        (("--compare", "rules"), "are not two readers", 2),
        (("--compare", "rules,rules"), "are not two readers", 2),
    ],
)
def test_options_that_make_no_sense_are_told(
    modus: Run, report: Path, options: tuple[str, ...], told: str, code: int
) -> None:
    done = modus("read", report, *options)
    assert done.returncode == code, done.stderr
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_what_would_follow_from_two_readers_is_compared_and_nothing_is_kept(
    modus: Run, report: Path, tmp_path: Path
) -> None:
    assert modus("brief", report, "--case", "mine").returncode == 0
    files = {path: path.read_bytes() for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    with serving(in_turn(completion(GOOD))) as served:
        asked = ("--readers", "rules,llm", "--model", "small", "--base-url", served.url)
        kept = ("--cache", tmp_path / "answers")
        done = modus("compare", "mine", *asked, *kept, "--json")
        told = modus("compare", "mine", *asked, *kept)
    assert done.returncode == told.returncode == 0, done.stderr + told.stderr
    record = json.loads(done.stdout)
    assert record["readers"] == ["rules", "llm"]
    stances = {(c["before"] or {}).get("stance") for c in record["positions"] if c["actor"] == "Norway"}
    assert "offers" in stances
    assert "Only rules: Iceland demands" in " ".join(told.stdout.split())
    assert files == {path: path.read_bytes() for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    refused = modus("compare", "mine", "--readers", "rules,rules")
    assert refused.returncode == 2
