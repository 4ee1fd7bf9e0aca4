"""What the command line answers of an arrangement its page leads to, with the same data."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.conflict import Conflict
from tests.workbench.conftest import Workbench
from tests.workbench.test_unlocking import words

MODEL = """\
title: The ferry
status_quo: []
decision_makers:
  Norland:
    options: {sail: run the night ferry}
    preferences: [sail iff Sudland.pay]
  Sudland:
    options: {pay: pay for the pier, close: close the harbour}
    preferences: [not close, pay if Norland.sail and not storm, not pay if storm]
  Skerry:
    options: {guard: send a pilot}
    preferences: [guard iff Norland.sail]
circumstances: {storm: the pier is destroyed}
"""
TAKEN = ["Norland.sail", "Sudland.pay", "Skerry.guard"]


@pytest.fixture
def ferry(mine: Workbench) -> Workbench:
    (mine.case / "conflict.yaml").write_text(MODEL, encoding="utf-8")
    return mine


@pytest.fixture
def code() -> int:
    return Conflict.loads(MODEL).code(TAKEN)


def printed(ferry: Workbench, command: str, *rest: str) -> Any:
    done = CliRunner().invoke(app, [command, str(ferry.case), *rest, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_page_of_an_arrangement_leads_to_all_that_can_be_asked_of_it(ferry: Workbench, code: int) -> None:
    page = ferry.get(f"/results/state/{code}")
    for name in ("ways", "together", "later"):
        assert f'href="/results/state/{code}/{name}"' in page.text
    now = ferry.get("/results/state/0")
    assert "/results/state/0/ways" not in now.text, "one is there already"
    assert 'href="/results/joining"' in ferry.get("/results").text


@pytest.mark.parametrize(
    ("path", "command", "rest"),
    [
        ("/results/state/{code}/ways", "ways", ["--want", ",".join(TAKEN)]),
        ("/results/state/{code}/ways?by=moves", "ways", ["--want", ",".join(TAKEN), "--by", "moves"]),
        ("/results/state/{code}/together", "coalitions", ["--state", ",".join(TAKEN)]),
        ("/results/state/{code}/later", "defection", [",".join(TAKEN), "storm"]),
        ("/results/state/{code}/later?event=storm", "defection", [",".join(TAKEN), "storm"]),
        ("/results/joining?party=Skerry", "without", ["Skerry"]),
        ("/questions/tripwires?about={code}", "tripwires", ["--about", ",".join(TAKEN)]),
        ("/sources/without?report=courier.md", "withdraw", ["--report", "courier.md"]),
    ],
)
def test_it_says_what_the_command_line_says(
    ferry: Workbench, code: int, path: str, command: str, rest: list[str]
) -> None:
    path = path.format(code=code)
    base, mark, query = path.partition("?")
    found = ferry.json(f"{base}.json{mark}{query}")
    assert found == printed(ferry, command, *rest)
    page = ferry.get(path)
    assert page.status_code == 200
    assert " ".join(str(found["sentence"]).split()) in words(page) or '<ul class="points">' in page.text


def test_two_days_are_compared_as_the_command_line_compares_them(bench: Workbench) -> None:
    days = sorted({r["date"] for r in bench.json("/reports.json")["reports"] if r["date"]})
    assert days
    before = str(dt.date.fromisoformat(days[0]) - dt.timedelta(days=1))
    for since, until in ((days[0], ""), (before, days[-1])):
        found = bench.json(f"/brief/changes.json?since={since}&until={until}")
        asked = ["--as-of", since, *(["--as-of", until] if until else [])]
        assert found == printed(bench, "compare", *asked)
        assert found["sentence"] in words(bench.get(f"/brief/changes?since={since}&until={until}"))
    assert bench.client.get("/brief/changes.json").status_code == 400
    assert "Since" in words(bench.get("/brief/changes"))
    assert "no date" in words(bench.client.get("/brief/changes?since=yesterday"))


def test_each_party_s_joining_is_tried_in_turn(ferry: Workbench) -> None:
    found, page = ferry.json("/results/joining.json"), ferry.get("/results/joining")
    assert found["sentence"] in words(page)
    assert re.search(r'<option value="Sudland"', page.text)


def test_what_is_not_there_is_said(ferry: Workbench, code: int) -> None:
    assert "no decision maker" in html.unescape(ferry.get("/results/joining?party=Nobody").text)
    assert ferry.get("/results/state/999/ways").status_code == 404
    assert ferry.get(f"/results/state/{code}/ways?by=wishes").status_code == 422
    assert ferry.get(f"/results/state/{code}/later?event=flood").status_code in (400, 404)
    plain = (
        MODEL.partition("circumstances")[0].replace(" and not storm", "").replace(", not pay if storm", "")
    )
    (ferry.case / "conflict.yaml").write_text(plain, encoding="utf-8")
    assert "add a circumstance" in words(ferry.get(f"/results/state/{code}/later")).lower()
    assert f"/results/state/{code}/later" not in ferry.get(f"/results/state/{code}").text
