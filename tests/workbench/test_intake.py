"""Reports that are handed in: read, recognised when they come again, and not lost."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from lxml import html

from modusvivendi.workbench.folder import REGARDLESS
from modusvivendi.workbench.intake import file_name
from tests.workbench import stories
from tests.workbench.conftest import Workbench

SWEDEN = "Sweden would send troops if Iceland agrees to a ceasefire, its foreign minister said."


def until_read(bench: Workbench) -> list[dict[str, object]]:
    """Wait until all that was handed in is read, and give what became of it, the first first."""
    while bench.app.state.place.inbox.is_busy:
        time.sleep(0.05)
    found: list[dict[str, object]] = bench.json("/reports.json")["handed_in"]
    return found[::-1]


def test_files_are_read_and_recognised_when_they_come_again(mine: Workbench) -> None:
    new = stories.COURIER.replace("Skerry Courier", "Other Courier")
    files = [
        ("herald-again.md", stories.HERALD.encode()),
        ("other.md", new.encode()),
        ("bad.txt", b"\0\1\2\3" * 50),
    ]
    mine.post("/reports", files=files)
    again, other, bad = until_read(mine)
    assert again["state"] == "known"
    assert other["state"] == "read" and other["reports"] == ["other.md"] and other["statements"]
    assert bad["state"] == "failed" and bad["problem"] and str(mine.case) not in str(bad["problem"])
    assert {one["report"] for one in mine.json("/reports.json")["reports"]} == {
        "herald.md",
        "courier.md",
        "other.md",
    }
    assert (mine.case / "reports" / "other.md").read_bytes() == new.encode()
    assert not list((mine.case / "incoming").iterdir())
    mine.post("/reports/told")
    assert mine.json("/reports.json")["handed_in"] == []


def test_a_pasted_text_is_a_report_with_what_is_known_of_it(mine: Workbench) -> None:
    text = "Norway would send troops, its foreign minister said.\r\n"
    mine.post("/reports", text=text, outlet="Call: “Oslo”", date="2026-03-20", title="A call")
    (one,) = until_read(mine)
    assert one["state"] == "read"
    report = next(r for r in mine.json("/reports.json")["reports"] if r["title"] == "A call")
    assert report["outlet"] == "Call: “Oslo”" and report["date"] == "2026-03-20"


def test_new_reports_change_a_model_that_nobody_has_edited(mine: Workbench) -> None:
    before = (mine.case / "conflict.yaml").read_text()
    mine.post("/reports", text=SWEDEN, title="Sweden")
    until_read(mine)
    mine.app.state.place.inbox.close()
    assert "Sweden" in (mine.case / "conflict.yaml").read_text() and "Sweden" not in before


def test_a_model_that_somebody_edited_stays_as_it_is(mine: Workbench) -> None:
    model = mine.case / "conflict.yaml"
    model.write_text(model.read_text() + "# mine\n")
    edited = model.read_text()
    mine.post("/reports", text=SWEDEN, title="Sweden")
    until_read(mine)
    assert model.read_text() == edited


def test_nothing_handed_in_is_told(mine: Workbench) -> None:
    answer = mine.post("/reports", text="   ")
    assert answer.status_code == 400 and "nothing to read" in answer.text


def test_a_report_is_taken_out_and_its_file_put_aside(mine: Workbench) -> None:
    mine.post("/reports/remove", report="courier.md")
    assert [one["report"] for one in mine.json("/reports.json")["reports"]] == ["herald.md"]
    assert (mine.case / "removed" / "courier.md").exists() and not (
        mine.case / "reports" / "courier.md"
    ).exists()
    assert mine.post("/reports/remove", report="../dossier.db").status_code == 404


def test_what_was_confirmed_is_read_when_the_program_starts_again(
    made: Path, serve_copy: Callable[..., Workbench], tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "skerries")
    left = tmp_path / "skerries" / "incoming" / "000000-left"
    left.mkdir(parents=True)
    (left / "left.md").write_text(stories.COURIER.replace("Courier", "Lantern"))
    bench = serve_copy()
    (one,) = until_read(bench)
    assert one["state"] == "read" and one["reports"] == ["left.md"]


def test_names_cannot_lead_out_of_the_case() -> None:
    for told in ("../../x.txt", "..\\..\\x.txt", "/etc/x.txt", "C:\\x.txt", "a/b/x.txt"):
        assert file_name(told) == "x.txt"
    assert file_name("CON.txt") == "_CON.txt"
    assert file_name("") == "report.txt"
    assert len(file_name("x" * 400 + ".html")) < 120


def test_a_date_that_is_told_later_is_the_report_s_and_decisions_stay(mine: Workbench) -> None:
    text = "Norway would send troops if Iceland agrees to a ceasefire, its foreign minister said on Monday.\n"
    mine.post("/reports", files=[("undated.txt", text.encode())])
    until_read(mine)
    assert "Say it" in mine.get("/reports").text
    (first, *_) = mine.json("/read/undated.txt.json")["statements"]
    mine.post("/read/undated.txt/decide", decision="accept", statement=first["id"], seen=0)
    mine.post("/reports/about", report="undated.txt", date="2026-03-12")
    until_read(mine)
    (row,) = (one for one in mine.json("/reports.json")["reports"] if one["report"] == "undated.txt")
    assert (row["date"], row["decided"]) == ("2026-03-12", 1)
    (after, *_) = mine.json("/read/undated.txt.json")["statements"]
    assert after["date"] == "2026-03-09", "Monday is the one before the day it was published"
    assert mine.post("/reports/about", report="undated.txt", date="soon").status_code == 400


def test_a_wrong_date_and_outlet_are_put_right_and_what_was_decided_stays(mine: Workbench) -> None:
    name = mine.json("/reports.json")["reports"][0]["report"]
    first = mine.json(f"/read/{name}.json")["statements"][0]
    mine.post(f"/read/{name}/decide", decision="accept", statement=first["id"])
    shown = html.fromstring(mine.get(f"/reports?about={name}").text).get_element_by_id("about")
    told = {i.get("name"): i.get("value") for i in shown.xpath(".//input") if i.get("name") != "form_token"}
    before = mine.json("/reports.json")["reports"][0]
    assert told == {"report": name, "outlet": before["outlet"], "date": before["date"]}
    assert mine.post("/reports/about", **told).status_code == 400, "nothing is changed"
    mine.post("/reports/about", report=name, outlet="The Skerry Times", date="2026-02-01")
    while mine.app.state.place.inbox.is_busy:
        pass
    found = {one["report"]: one for one in mine.json("/reports.json")["reports"]}[name]
    assert (found["outlet"], found["date"], found["decided"]) == ("The Skerry Times", "2026-02-01", 1)
    mine.post("/reports/about", report=name, date="2026-02-02")
    while mine.app.state.place.inbox.is_busy:
        pass
    found = {one["report"]: one for one in mine.json("/reports.json")["reports"]}[name]
    assert (found["outlet"], found["date"]) == ("The Skerry Times", "2026-02-02"), "what was said stays said"


def test_what_was_left_out_as_no_dealing_is_read_all_the_same_and_stays_so(
    serve_copy: Callable[..., Workbench],
) -> None:
    mine = serve_copy()
    mine.post("/reports", text=stories.REPLAY, outlet="Herald", date="2026-03-20", title="Replay")
    until_read(mine)
    address = "/read/replay.md"
    assert not mine.json(f"{address}.json")["statements"]
    for page in ("/reports", address):
        form = html.fromstring(mine.get(page).text).xpath("//form[@action='/reports/regardless']")
        assert [f.xpath(".//input[@name='report']/@value") for f in form] == [["replay.md"]]
    count = len(mine.json("/reports.json")["reports"])
    mine.post("/reports/regardless", report="replay.md")
    until_read(mine)
    found = mine.json(f"{address}.json")
    assert {s["actor"] for s in found["statements"]} >= {"Sandvik"}
    assert found["report"]["date"] == "2026-03-20" and len(mine.json("/reports.json")["reports"]) == count
    assert "/reports/regardless" not in mine.get("/reports").text
    # Read again with another date, also by a program that was started anew.
    again = serve_copy()
    again.post("/reports/about", report="replay.md", date="2026-03-21")
    until_read(again)
    later = again.json(f"{address}.json")
    assert later["report"]["date"] == "2026-03-21" and len(later["statements"]) == len(found["statements"])
    assert again.post("/reports/regardless", report="nothing.md").status_code == 404


def test_the_first_page_offers_what_the_whole_workbench_offers(made: Path, tmp_path: Path) -> None:
    from modusvivendi.dossier import Dossier
    from modusvivendi.reports.regardless import FILE, keep_regardless
    from modusvivendi.reports.report import Report
    from modusvivendi.workbench.glance import glance

    case = tmp_path / "case"
    shutil.copytree(made, case)
    report = Report(name="empty.txt", body="Nothing.", sha256="a" * 64)
    with Dossier.open(case / "dossier.db") as dossier:
        dossier.add(report, ())
    seen = glance(case)
    assert seen is not None and seen.view(leaves_out=True)["has_gate"] and not seen.regardless
    keep_regardless(case, {report.sha256: report.name})
    seen = glance(case)
    assert seen is not None and seen.regardless == {"empty.txt"} and FILE == REGARDLESS
