"""Decisions about statements by plain forms: kept with who and when, and never overwritten unseen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from lxml import html

from modusvivendi.dossier import Dossier
from tests.workbench.conftest import Workbench

REPORT = "/read/herald.md"


def statements(bench: Workbench) -> list[dict[str, Any]]:
    """Give the statements of the report."""
    found: list[dict[str, Any]] = bench.json(f"{REPORT}.json")["statements"]
    return found


def test_a_decision_is_kept_with_who_and_leads_to_the_next(mine: Workbench) -> None:
    first, second = statements(mine)[:2]
    page = mine.post(f"{REPORT}/decide", decision="accept", statement=first["id"], seen=0, note="as printed")
    assert page.url.params["statement"] == second["id"]
    decision = statements(mine)[0]["decision"]
    assert (decision["done"], decision["who"], decision["note"]) == ("accepted", "Ann", "as printed")


def test_what_is_rejected_counts_nowhere_and_can_be_taken_back(mine: Workbench) -> None:
    first = statements(mine)[0]
    mine.post(f"{REPORT}/decide", decision="reject", statement=first["id"], seen=0)
    assert first["id"] not in [one["id"] for one in statements(mine)]
    assert first["id"] not in str(mine.json("/positions.json"))
    page = mine.get(f"{REPORT}?statement={first['id']}")
    assert "Rejected" in page.text
    mine.post(f"{REPORT}/decide", decision="undo", statement=first["id"])
    assert first["id"] in [one["id"] for one in statements(mine)]


def test_a_correction_changes_what_it_names_and_no_more(mine: Workbench) -> None:
    first = statements(mine)[0]
    kept = {
        name: first[name] or "" for name in ("actor", "proposal", "condition", "target", "speaker", "date")
    }
    sources = "\r\n".join(first["sources"])
    mine.post(f"{REPORT}/edit", statement=first["id"], seen=0, stance="considers", sources=sources, **kept)
    after = statements(mine)[0]
    assert after["stance"] == "considers"
    for name in ("actor", "proposal", "condition", "sources", "sentence", "date"):
        assert after[name] == first[name]
    assert after["decision"]["changes"] == {"stance": "considers"}


def test_a_correction_that_changes_nothing_says_so(mine: Workbench) -> None:
    first = statements(mine)[0]
    page = mine.post(f"{REPORT}/edit", statement=first["id"], actor=first["actor"])
    assert page.status_code == 400 and "Nothing is changed" in page.text


def test_a_correction_that_does_not_fit_says_why(mine: Workbench) -> None:
    first = statements(mine)[0]
    page = mine.post(f"{REPORT}/edit", statement=first["id"], condition="if pigs fly")
    assert page.status_code == 400 and "no passage" in page.text
    page = mine.post(f"{REPORT}/edit", statement=first["id"], date="yesterday")
    assert page.status_code == 400 and "is no date" in page.text


def test_a_statement_that_was_missed_is_added_on_its_words(mine: Workbench) -> None:
    before = statements(mine)
    mine.post(
        f"{REPORT}/add", passage="Taking part by Norway could win\nIceland's acceptance of a force",
        actor="Norway", stance="supports", proposal="taking part in a force",
    )  # fmt: skip
    new = [one for one in statements(mine) if one["id"] not in {other["id"] for other in before}]
    assert [(one["actor"], one["stance"]) for one in new] == [("Norway", "supports")]
    assert new[0]["decision"]["done"] == "added"
    page = mine.post(f"{REPORT}/add", passage="not in it", actor="A", stance="offers", proposal="b")
    assert page.status_code == 400 and "no such passage" in page.text


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(mine: Workbench) -> None:
    first = statements(mine)[0]
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(first["id"], "edit", who="Ben", changes={"stance": "considers"})
    page = mine.post(f"{REPORT}/decide", decision="reject", statement=first["id"], seen=0)
    assert page.status_code == 409 and "Ben has corrected this statement" in page.text
    assert statements(mine)[0]["stance"] == "considers"
    page = mine.post(f"{REPORT}/edit", statement=first["id"], seen=0, stance="offers")
    assert page.status_code == 409


def test_each_takes_back_their_own_last_decision(mine: Workbench) -> None:
    first, second = statements(mine)[:2]
    mine.post(f"{REPORT}/decide", decision="accept", statement=first["id"])
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(second["id"], "accept", who="Ben")
    page = mine.post(f"{REPORT}/decide", decision="undo")
    assert "Taken back" in page.text
    now = statements(mine)
    assert now[0]["decision"] is None and now[1]["decision"]["who"] == "Ben"
    assert mine.post(f"{REPORT}/decide", decision="undo").status_code == 400


def test_the_history_tells_who_changed_what(mine: Workbench) -> None:
    first = statements(mine)[0]
    mine.post(f"{REPORT}/decide", decision="accept", statement=first["id"])
    mine.post("/who", who="Cleo", next="/read")
    mine.post(f"{REPORT}/edit", statement=first["id"], stance="considers")
    told = mine.json("/read.json")["decisions"]
    assert [(one["who"], one["done"]) for one in told] == [("Cleo", "corrected"), ("Ann", "accepted")]
    assert told[0]["changes"]["stance"] == "considers"


def test_sources_are_graded_by_people_and_conflicts_are_told(mine: Workbench) -> None:
    origin = mine.json("/sources.json")["origins"][0]["origin"]
    grade = {"origin": origin, "source": "B", "information": "3", "note": "knows the file"}
    mine.post("/sources/grade", before="", **grade)
    graded = mine.json("/sources.json")["origins"][0]["grade"]
    assert (graded["grade"], graded["who"], graded["note"]) == ("B3", "Ann", "knows the file")
    late = mine.post("/sources/grade", **(grade | {"source": "A"}), before="")
    assert late.status_code == 409 and "B3" in late.text
    mine.post("/sources/grade", origin=origin, source="", information="6", before="B3")
    assert mine.json("/sources.json")["origins"][0]["grade"] is None


def test_a_grading_shows_wherever_the_source_does(mine: Workbench) -> None:
    first = mine.json("/sources.json")["origins"][0]
    assert "graded" not in mine.get("/positions").text
    mine.post("/sources/grade", origin=first["origin"], source="B", information="2", before="")
    page = mine.get(f"/read/{first['reports'][0]}?statement={first['statements'][0]}")
    assert "usually reliable, probably true" in page.text
    chips = html.fromstring(mine.get("/positions").text).xpath("//a[contains(@class, 'chip')]")
    marked = {urlsplit(chip.get("href")).query for chip in chips if chip.text_content().endswith("B2")}
    assert marked <= {f"statement={id_}" for id_ in first["statements"]} and marked
    told = {one["origin"]: one["grade"] for one in mine.json("/brief.json")["origins"]}
    assert told.pop(first["origin"]) == "B2" and set(told.values()) == {None}
    assert "graded" in mine.client.get("/brief/document").text
    assert "graded B2 (usually reliable, probably true)" in mine.client.get("/brief/file/md").text


def test_two_parties_are_taken_for_one_by_corrections_that_can_be_taken_back(mine: Workbench) -> None:
    of_denmark = [p for p in mine.json("/positions.json")["positions"] if p["actor"] == "Denmark"]
    mine.post("/positions/join", party="Denmark", other="Norway")
    while mine.app.state.place.wishes.is_busy:
        pass
    page = mine.get("/positions/party?name=Norway")
    actors = {p["actor"] for p in mine.json("/positions.json")["positions"]}
    assert of_denmark and "Denmark" not in actors
    assert {one["note"] for one in mine.json("/read.json")["decisions"]} == {"Denmark is Norway"}
    later = "Denmark rejects a ceasefire in the Skerries, the Danish prime minister said on Tuesday.\n"
    mine.post("/reports", text=later, outlet="Herald", date="2026-03-20")
    while mine.app.state.place.inbox.is_busy:
        pass
    assert {p["actor"] for p in mine.json("/positions.json")["positions"]} == actors, "names stay joined"
    assert "Take apart again" in page.text
    key = mine.json("/positions/matters.json")["joined"][0]["key"]
    mine.post("/positions/split", key=key)
    while mine.app.state.place.wishes.is_busy:
        pass
    assert "Denmark" in {p["actor"] for p in mine.json("/positions.json")["positions"]}
    assert "Denmark" not in (mine.app.state.place.case / "aliases.yaml").read_text(encoding="utf-8")
    assert mine.post("/positions/split", key=key).status_code == 404
    assert mine.post("/positions/join", party="Denmark", other="Atlantis").status_code == 404


def test_two_matters_are_taken_for_one_and_apart_again(mine: Workbench) -> None:
    text = "Norway offers to reopen the border.\n\nDenmark rejects the clearing of the old trade route.\n"
    mine.post("/reports", text=text, outlet="Herald", date="2026-03-20")
    while mine.app.state.place.inbox.is_busy:
        pass
    known = {one["matter"]: one["parties"] for one in mine.json("/positions/matters.json")["matters"]}
    one = next(name for name in known if "trade route" in name)
    other = next(name for name in known if "border" in name)
    mine.post("/positions/matters", matter=one, other=other)
    while mine.app.state.place.wishes.is_busy:
        pass
    assert "Take apart again" in mine.get("/positions/matters").text
    now = {one["matter"]: one["parties"] for one in mine.json("/positions/matters.json")["matters"]}
    assert one not in now and set(now[other]) == {"Denmark", "Norway"}
    with mine.app.state.place.dossier() as dossier:  # as drafting and all else see it
        acts = {
            s.actor: s.act.action for s in dossier.statements() if s.report.startswith("norway") and s.act
        }
    assert len({action.removeprefix("accept:") for action in acts.values()}) == 1
    (join,) = mine.json("/positions/matters.json")["joined"]
    assert (join["one"], join["other"], join["who"]) == (one, other, "Ann")
    mine.post("/positions/split", key=join["key"])
    while mine.app.state.place.wishes.is_busy:
        pass
    again = {one["matter"]: one["parties"] for one in mine.json("/positions/matters.json")["matters"]}
    assert again == known and not mine.json("/positions/matters.json")["joined"]
    assert mine.post("/positions/matters", matter=one, other=one).status_code == 400
    assert mine.post("/positions/matters", matter="The moon", other=one).status_code == 404


def test_the_model_says_that_readings_were_put_right_since_it_was_drafted(mine: Workbench) -> None:
    first = statements(mine)[0]
    assert "new draft would change" not in mine.get("/model").text
    mine.post(f"{REPORT}/decide", decision="accept", statement=first["id"], seen=0)
    assert "new draft would change" not in mine.get("/model").text, "accepting changes nothing"
    mine.post(f"{REPORT}/decide", decision="reject", statement=first["id"])
    assert "one statement was corrected" in mine.get("/model").text
    assert "one statement was corrected" in mine.get("/results").text


def test_a_party_s_course_has_what_it_holds_now_as_well(mine: Workbench) -> None:
    own = [s for s in statements(mine) if s["actor"] == "Norway"]
    told = mine.json("/positions/party.json?name=Norway")["timeline"]
    assert {s["id"] for s in own} <= {i for step in told for i in step["statements"]}


def test_the_list_of_reports_leads_to_the_latest_that_is_not_gone_through(mine: Workbench) -> None:
    def leads() -> list[str]:
        found = html.fromstring(mine.get("/read").text).xpath("//a[@data-press='j']/@href")
        return [str(one) for one in found]

    reports = [one["report"] for one in mine.json("/read.json")["reports"] if one["statements"]]
    for name in reports:
        assert leads() == [f"/read/{name}"]
        for one in mine.json(f"/read/{name}.json")["statements"]:
            mine.post(f"/read/{name}/decide", decision="accept", statement=one["id"])
    assert leads() == []
