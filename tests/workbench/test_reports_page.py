"""Reports page by page and with caveats, decisions that come late, and what is shown before all is done."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from modusvivendi.dossier import Dossier
from modusvivendi.errors import EditConflict
from modusvivendi.reports.report import Report
from modusvivendi.workbench.listing import PER_PAGE
from tests.workbench.conftest import Workbench, served

REPORT = "/read/herald.md"


def listed(page: str) -> list[str]:
    return [str(a) for a in html.fromstring(page).xpath("//table[contains(@class, 'reports')]//th/a/@href")]


@pytest.fixture
def crowded(made: Path, tmp_path: Path) -> Path:
    """A case with many reports in which nothing was found."""
    shutil.copytree(made, tmp_path / "crowded")
    with Dossier.open(tmp_path / "crowded" / "dossier.db") as dossier:
        for day in range(PER_PAGE + 10):
            body = f"Nothing was agreed on day {day}."
            report = Report(
                name=f"log-{day:03}.txt",
                sha256=f"{day:064x}",
                outlet="Harbour Log",
                title=f"Day {day} at the quay",
                date=dt.date(2026, 1, 1) + dt.timedelta(days=day),
                body=body,
            )
            dossier.add(report, [])
    return tmp_path / "crowded"


def test_many_reports_are_listed_page_by_page_and_found_by_words(crowded: Path) -> None:
    with served(crowded) as bench:
        first, second = listed(bench.get("/reports").text), listed(bench.get("/reports?page=2").text)
        assert len(first) == PER_PAGE and len(second) == 12
        assert not set(first) & set(second)
        assert listed(bench.get("/reports?page=99").text) == second, "beyond the last is the last"
        assert listed(bench.get("/reports?find=quay+LOG-007").text) == ["/read/log-007.txt"]
        assert len(bench.json("/reports.json")["reports"]) == PER_PAGE + 12, "a program gets all"
        assert "No report has these words" in bench.get("/reports?find=nowhere").text


def test_handling_is_set_shown_and_stands_on_what_is_exported(mine: Workbench) -> None:
    form = html.fromstring(mine.get("/reports?handle=herald.md").text).xpath("//form[@id='handle']")
    assert len(form) == 1
    page = mine.post(
        "/reports/handling", report="herald.md", seen=0, usual=["internal"], caveats="Chatham House Rule\n",
        redact="yes",
    )  # fmt: skip
    assert page.status_code == 200
    row = next(r for r in mine.json("/reports.json")["reports"] if r["report"] == "herald.md")
    assert row["handling"] == ["internal", "Chatham House Rule"] and row["redact"]
    assert "internal" in page.text and "(Ann," in page.text
    assert "Chatham House Rule" in mine.get("/brief").text and "Chatham House Rule" in mine.get(REPORT).text
    with Dossier.open(mine.case / "dossier.db") as dossier:
        number = dossier.handling()["herald.md"].number
    mine.post("/reports/handling", report="herald.md", seen=number, caveats="")
    assert (
        next(r for r in mine.json("/reports.json")["reports"] if r["report"] == "herald.md")["handling"] == []
    )
    again = mine.post("/reports/handling", report="herald.md", seen=0, usual="do not forward")
    assert again.status_code == 200, "who saw that there was nothing to be minded is not late"


def test_who_is_late_with_a_caveat_is_told_both(mine: Workbench) -> None:
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.handle("herald.md", caveats=["embargoed"], who="Ben")
        with pytest.raises(EditConflict):
            dossier.handle("herald.md", caveats=["internal"], who="Ann", based_on=0)
    late = mine.post("/reports/handling", report="herald.md", seen=0, usual="internal")
    assert late.status_code == 409
    assert "Ben has said" in late.text and "embargoed" in late.text and "internal" in late.text


def test_two_decisions_at_once_are_both_shown_and_both_kept(mine: Workbench) -> None:
    first = mine.json(f"{REPORT}.json")["statements"][0]
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(first["id"], "edit", who="Ben", changes={"stance": "considers"}, note="as I heard it")
    late = mine.post(f"{REPORT}/decide", decision="reject", statement=first["id"], seen=0, note="not a quote")
    assert late.status_code == 409
    page = html.fromstring(late.text)
    said = page.xpath("string(//main)")
    assert "Ben has corrected it" in said and "as I heard it" in said
    assert "You wanted: rejected" in said and "not a quote" in said
    (form,) = page.xpath("//main//form")
    fields = {i.get("name"): i.get("value") for i in form.xpath(".//input") if i.get("name") != "form_token"}
    kept = mine.post(form.get("action"), **fields)
    assert kept.status_code == 200
    assert first["id"] not in [s["id"] for s in mine.json(f"{REPORT}.json")["statements"]]
    told = mine.json("/read.json")["decisions"]
    assert [(one["who"], one["done"]) for one in told] == [("Ann", "rejected"), ("Ben", "corrected")]
    mine.post(f"{REPORT}/decide", decision="undo")
    assert mine.json(f"{REPORT}.json")["statements"][0]["stance"] == "considers", "theirs is there again"


def test_a_correction_that_came_late_can_still_be_made(mine: Workbench) -> None:
    first = mine.json(f"{REPORT}.json")["statements"][0]
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(first["id"], "accept", who="Ben")
    late = mine.post(f"{REPORT}/edit", statement=first["id"], seen=0, stance="supports", proposal="a patrol")
    assert late.status_code == 409
    (form,) = html.fromstring(late.text).xpath("//main//form")
    fields = {i.get("name"): i.get("value") for i in form.xpath(".//input") if i.get("name") != "form_token"}
    mine.post(form.get("action"), **fields)
    now = mine.json(f"{REPORT}.json")["statements"][0]
    assert (now["stance"], now["proposal"]) == ("supports", "a patrol")


def test_the_last_decision_is_named_where_it_can_be_taken_back(mine: Workbench) -> None:
    first = mine.json(f"{REPORT}.json")["statements"][0]
    assert not html.fromstring(mine.get(REPORT).text).xpath("//button[@id='undo']")
    page = mine.post(f"{REPORT}/decide", decision="accept", statement=first["id"])
    (form,) = html.fromstring(page.text).xpath("//form[button[@id='undo']]")
    assert first["actor"] in form.text_content() and "accepted" in form.text_content()
    assert "Taken back" in mine.post(f"{REPORT}/decide", decision="undo").text


def test_an_empty_case_says_where_to_begin(serve_copy: Callable[..., Workbench]) -> None:
    bench = serve_copy(empty=True)
    assert "From reports to a brief" in bench.get("/reports").text
    for path in ("/results", "/questions", "/results/graph"):
        page = bench.get(path)
        assert page.status_code == 404
        assert html.fromstring(page.text).xpath("//main//a[@href='/reports']"), path
        assert "That did not work" not in page.text and "typed" not in page.text


def test_a_brief_is_shown_before_its_questions_are_answered(mine: Workbench) -> None:
    place = mine.app.state.place
    part = place.contents(60.0, decisions=False)
    assert part.answer and part.positions and not part.decisions
    page = html.fromstring(mine.client.get("/brief/document?part=true").text)
    assert page.xpath("//*[@id='positions']") and not page.xpath("//*[@id='decisions']")
    whole = place.contents(120.0)
    assert whole.decisions
    apart = {"decisions", "answer"}
    assert part.model_dump(exclude=apart) == whole.model_dump(exclude=apart)
    assert {s.text for s in whole.answer} <= {s.text for s in part.answer}, "the questions say the rest"
    done, of = place.answered
    assert 0 < done < of
