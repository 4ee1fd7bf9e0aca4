"""The page Model: forms and file say the same, errors stand in their place, nothing is lost unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import html

from modusvivendi.brief.making import draft_case
from modusvivendi.conflict import Conflict
from modusvivendi.stability import solve
from modusvivendi.workbench import Settings
from tests.workbench.conftest import Workbench
from tests.workbench.test_browser import settled, visit
from tests.workbench.test_model_changes import MODEL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

Serve = Callable[..., Workbench]


@pytest.fixture
def hand(serve_copy: Serve) -> Workbench:
    """Serve a case whose model was made by hand."""
    bench = serve_copy()
    (bench.case / "conflict.yaml").write_bytes(MODEL.encode())
    return bench


def seen(bench: Workbench) -> str:
    """Give the version of the model."""
    return str(bench.json("/model.json")["version"])


def change(bench: Workbench, part: str, **said: Any) -> httpx.Response:
    """Send a form of the page."""
    return bench.post(f"/model/{part}", **{"seen": seen(bench), **said})


def text_of(bench: Workbench) -> str:
    """Give the model's file."""
    return (bench.case / "conflict.yaml").read_bytes().decode()


def words(answer: httpx.Response) -> str:
    """Give the words of a page."""
    return " ".join(html.fromstring(answer.text).xpath("//main")[0].text_content().split())


def test_the_twin_says_what_the_file_says(hand: Workbench) -> None:
    found, conflict = hand.json("/model.json"), Conflict.loads(MODEL)
    assert found["text"] == MODEL and found["error"] is None
    model = found["model"]
    assert [p["key"] for p in model["decision_makers"]] == conflict.names
    assert model["feasible_states"] == len(conflict.codes)
    assert model["interpretations"] == str(conflict.interpretation_count)


def test_evidence_leads_to_its_sentence(bench: Workbench) -> None:
    cited = set(Conflict.load(bench.case / "conflict.yaml").evidence())
    links = html.fromstring(bench.get("/model").text).xpath("//main//a[contains(@class, 'chip')]/@href")
    assert cited and {link.partition("statement=")[2] for link in links} == cited
    assert all(bench.client.get(link).status_code == 200 for link in sorted(set(links))[:3])


def test_a_form_changes_the_file_and_leaves_its_comments(hand: Workbench) -> None:
    page = change(hand, "preferences", act="add", party="Iceland", number=-1, formula="Norway.mandate",
                  assumption="it likes paper")  # fmt: skip
    assert page.url.path == "/model"
    assert text_of(hand) == MODEL.replace(
        "      - not storm\n",
        "      - not storm\n      - formula: Norway.mandate\n        assumption: it likes paper\n",
    )
    assert "that Norway ask for a mandate" in words(page)


def test_the_file_changes_the_form(hand: Workbench) -> None:
    text = MODEL.replace("send peacekeepers", "send a coast guard").replace("\n", "\r\n")
    page = change(hand, "file", text=text)
    assert "that Norway send a coast guard if and only if" in words(page)
    assert text_of(hand) == text.replace("\r\n", "\n")


def test_a_file_that_is_no_model_is_refused_in_its_place_and_kept_in_its_field(hand: Workbench) -> None:
    wrong = MODEL.replace("troops iff Iceland.ceasefire", "troops iff Iceland.ceasfire")
    page = change(hand, "file", form="file", text=wrong)
    assert page.status_code == 400 and text_of(hand) == MODEL
    tree = html.fromstring(page.text)
    assert tree.xpath("//textarea[@id='text']")[0].text.lstrip("\n") == wrong
    told = " ".join(tree.xpath("//*[@id='text-checked']")[0].text_content().split())
    line = wrong[: wrong.index("ceasfire")].count("\n") + 1
    assert f"Line {line}" in told and "Iceland.ceasefire" in told


def test_a_wrong_formula_is_told_beside_its_field_with_what_was_typed(hand: Workbench) -> None:
    page = change(
        hand, "preferences", form="ap-x", act="edit", party="Norway", number=1, formula="not manate"
    )
    assert page.status_code == 400 and text_of(hand) == MODEL
    norway = html.fromstring(hand.get("/model").text).xpath("//details[starts-with(@id, 'e-')]/@id")
    page = change(hand, "preferences", form=norway[4], act="edit", party="Norway", number=1,
                  formula="not manate")  # fmt: skip
    (opened,) = html.fromstring(page.text).xpath(f"//details[@id='{norway[4]}']")
    assert opened.get("open") is not None
    assert opened.xpath(".//textarea")[0].text == "not manate"
    told = " ".join(opened.xpath(".//*[@role='alert']")[0].text_content().split())
    assert "Unknown name manate" in told and "olumn 5" in told and "mandate" in told


def test_a_formula_is_checked_before_it_is_kept(hand: Workbench) -> None:
    said: dict[str, str | int] = {"party": "Norway", "number": -1, "formula": "not trops"}
    wrong = hand.client.get("/model/check.json", params=said).json()
    assert (wrong["ok"], wrong["error"]["line"], wrong["error"]["column"]) == (False, 1, 5)
    assert "troops" in wrong["error"]["hint"]
    right = hand.client.get("/model/check.json", params=said | {"formula": "not troops"}).json()
    states = len(Conflict.loads(MODEL).codes)
    truths = Conflict.loads(MODEL).where("not Norway.troops")
    assert (right["true_in"], right["states"]) == (int(truths.sum()), states)
    assert right["effect"]["states"] == [states, states]
    excluded: dict[str, str | int] = {"part": "infeasible", "number": -1, "formula": "Iceland.ceasefire"}
    assert hand.client.get("/model/check.json", params=excluded).json()["effect"]["states"] == [
        states,
        states // 2,
    ]
    assert "Means: that Norway not send peacekeepers" in words(
        hand.client.get("/model/check", params=said | {"formula": "not troops"})
    )
    assert text_of(hand) == MODEL


def test_a_file_is_checked_before_it_is_kept(hand: Workbench) -> None:
    page = hand.post("/model/check-file", text=MODEL.replace("not storm", "not strom"))
    line = MODEL[: MODEL.index("not storm")].count("\n") + 1
    assert 'data-ok="no"' in page.text and f'data-line="{line}"' in page.text and "storm" in page.text
    page = hand.post("/model/check-file", text=MODEL.replace("- not storm", "- storm"))
    assert 'data-ok="yes"' in page.text
    assert text_of(hand) == MODEL


def test_the_page_says_what_the_last_change_did(hand: Workbench) -> None:
    change(hand, "infeasible", act="add", formula="Norway.troops and Norway.patrol and not Iceland.ceasefire")
    before, after = len(Conflict.loads(MODEL).codes), len(Conflict.loads(text_of(hand)).codes)
    assert before != after
    assert f"{before} → {after} feasible states" in words(hand.get("/model"))
    found = hand.json("/model.json")
    assert found["last_change"]["who"] == "Ann" and found["effect"]["states"] == [before, after]


def test_the_last_change_is_taken_back(hand: Workbench) -> None:
    change(hand, "title", title="Other")
    change(hand, "parties", act="remove", party="Iceland")
    page = change(hand, "undo")
    assert "Took back" in page.text and Conflict.loads(text_of(hand)).title == "Other"
    change(hand, "undo")
    assert text_of(hand) == MODEL
    assert change(hand, "undo").status_code == 400
    done = [step["what"] for step in hand.json("/model/history.json")["changes"]]
    assert len(done) == 4 and done[0].startswith("took back: called it")


def test_one_can_go_back_to_any_version(hand: Workbench) -> None:
    change(hand, "title", title="Second")
    change(hand, "title", title="Third")
    second = hand.json("/model/history/1.json")["change"]["after"]
    page = hand.get("/model/history/2")
    assert "Second" in page.text and "Third" in page.text
    change(hand, "restore", version=second)
    assert Conflict.loads(text_of(hand)).title == "Second"


@pytest.mark.parametrize("act", ["together", "yours", "drop"])
def test_an_outdated_edit_is_answered_with_both_versions(hand: Workbench, act: str) -> None:
    old = seen(hand)
    change(hand, "title", title="Theirs")
    theirs = text_of(hand)
    page = hand.post("/model/file", seen=old, text=MODEL.replace("send peacekeepers", "send a force"))
    assert page.url.path.startswith("/model/late/") and text_of(hand) == theirs
    told = words(page)
    assert "send a force" in told and "Theirs" in told and "called it “Theirs”" in told
    assert page.url.path in hand.get("/model").text
    hand.post(page.url.path, act=act, seen=seen(hand))
    conflict = Conflict.loads(text_of(hand))
    label = conflict.decision_makers[0].options["troops"]
    assert (conflict.title, label) == {
        "together": ("Theirs", "send a force"),
        "yours": ("Harbour talks", "send a force"),
        "drop": ("Theirs", "send peacekeepers"),
    }[act]
    assert hand.json("/model.json")["late"] == []


def test_a_form_of_an_older_page_is_not_lost_either(hand: Workbench) -> None:
    old = seen(hand)
    change(hand, "parties", act="remove", party="Iceland")
    page = hand.post(
        "/model/preferences", seen=old, act="edit", party="Iceland", number=0, formula="ceasefire"
    )
    assert page.url.path.startswith("/model/late/") and "Iceland" not in Conflict.loads(text_of(hand)).names
    yours = hand.json(f"{page.url.path}.json")["yours"]["text"]
    assert "formula: ceasefire" in yours or "- ceasefire\n" in yours


def test_a_program_is_told_of_a_conflict_in_json(serve_copy: Serve) -> None:
    bench = serve_copy(Settings(token="let me in"))
    headers = {"Authorization": "Bearer let me in", "X-Modus-Who": "a script"}
    with httpx.Client(base_url=bench.address, headers=headers, timeout=120) as program:
        version = program.get("/model.json").json()["version"]
        said = {"title": (None, "By a script"), "seen": (None, version)}
        done = program.post("/model/title", files=said)
        assert done.json()["change"]["who"] == "a script"
        late = program.post("/model/title", files=said | {"title": (None, "Again")})
        assert late.status_code == 409 and "/model/late/" in late.json()["error"]["hint"]
        wrong = program.post("/model/title", files={"seen": (None, done.json()["version"])})
        assert wrong.status_code == 400 and "missing" in wrong.json()["error"]["message"]


def test_drafting_anew_keeps_what_a_person_changed(mine: Workbench) -> None:
    label = "sign a treaty nobody has read"
    party = Conflict.load(mine.case / "conflict.yaml").names[0]
    change(mine, "options", act="add", party=party, label=label)
    page = mine.get("/model/draft")
    assert "gives nothing that is not in the model already" in words(page)
    sweden = "Sweden would send troops if Iceland agrees to a ceasefire, its foreign minister said."
    mine.post("/reports", text=sweden, title="Sweden")
    while mine.app.state.place.inbox.is_busy:
        pass
    assert "Sweden" not in text_of(mine)
    page = mine.get("/model/draft")
    assert "Sweden" in words(page) and "What people changed stays" in words(page)
    change(mine, "draft")
    assert "Sweden" in text_of(mine) and label in text_of(mine)
    change(mine, "undo")
    assert "Sweden" not in text_of(mine) and label in text_of(mine)


def test_drafting_by_an_older_page_is_refused(mine: Workbench) -> None:
    old = seen(mine)
    change(mine, "title", title="Other")
    page = mine.post("/model/draft", seen=old)
    assert page.status_code == 409 and Conflict.loads(text_of(mine)).title == "Other"


def test_what_drafting_changed_by_itself_is_in_the_history(mine: Workbench) -> None:
    mine.json("/model.json")
    (mine.case / "conflict.yaml").unlink()
    mine.json("/model.json")
    draft_case(mine.case)
    steps = mine.json("/model/history.json")["changes"]
    assert [s["what"] for s in steps] == ["drafted it anew from the record", "took the file away"]


def test_a_file_that_cannot_be_used_can_be_put_right(hand: Workbench) -> None:
    (hand.case / "conflict.yaml").write_text(MODEL.replace("not mandate", "not mandat"))
    page = hand.get("/model")
    assert (
        page.status_code == 200
        and "The file cannot be used" in words(page)
        and "Line 15, column" in words(page)
    )
    change(hand, "file", text=MODEL)
    assert text_of(hand) == MODEL


def test_a_model_is_begun_by_hand(serve_copy: Serve) -> None:
    bench = serve_copy(empty=True)
    assert "There is no model yet" in words(bench.get("/model"))
    change(bench, "begin", name="New Land", label="sign: at once")
    conflict = Conflict.loads(text_of(bench))
    assert conflict.names == ["New Land"] and list(conflict.decision_makers[0].options.values()) == [
        "sign: at once"
    ]
    change(bench, "options", act="add", party="New Land", label="leave")
    assert len(Conflict.loads(text_of(bench)).options) == 2


GRAPH = """\
states: [war, talks]
status_quo: war
decision_makers:
  A: {moves: [[war, talks]], ranking: [talks, war]}
  B: {moves: [], ranking: [tie: [talks, war]]}
"""


def test_states_given_by_name_and_rankings_are_shown(hand: Workbench) -> None:
    (hand.case / "conflict.yaml").write_text(GRAPH)
    told = words(hand.get("/model"))
    assert "war → talks" in told and "talks as good as war" in told and "2 states" in told
    ranked = "decision_makers: {A: {options: {x: go}, ranking: [[x], much worse, []]}}"
    (hand.case / "conflict.yaml").write_text(ranked)
    told = words(hand.get("/model"))
    assert "A would go" in told and "much worse" in told and "nothing is done" in told


def test_hostile_names_do_nothing(hand: Workbench) -> None:
    change(hand, "options", act="add", party="Norway", label="<script>window.hurt = 1</script> & 'x'")
    tree = html.fromstring(hand.get("/model").text)
    assert not tree.xpath("//main//script")
    assert "<script>window.hurt = 1</script>" in tree.xpath("//main")[0].text_content()


# -- in a browser --

browser = pytest.mark.browser

WORKED_OUT = "main:not([data-poll])"
"""Shown once what a change does is told: what tells it takes a line, so all below it moves."""

KEEPS_ASKING = """() => {
    document.getElementById("main").dataset.poll = "1";
    document.dispatchEvent(new Event("swapped"));
}"""
"""The page does as where something takes long to be worked out."""


@browser
def test_a_model_is_worked_on_by_mouse_and_keyboard(browser: Browser, hand: Workbench) -> None:
    with visit(browser, hand) as page:
        settled(page, "/model")
        wants = page.get_by_role("list", name="What Norway wants, most important first")
        # By keyboard: down, and the focus stays on what is moved.
        wants.get_by_role("button", name="Less important: troops iff").press("Enter")
        page.wait_for_selector("#said >> text=less important to Norway")
        page.wait_for_selector(WORKED_OUT)
        assert page.evaluate("document.activeElement.id").startswith("down-")
        assert [p["formula"] for p in _norway(hand)[:2]] == ["not mandate", "troops iff Iceland.ceasefire"]
        # By mouse: the question is dragged to the top.
        items = page.locator("ol.preferences[data-party=Norway] > li")
        items.nth(2).locator("> .grip").drag_to(items.nth(0), target_position={"x": 200, "y": 3})
        page.wait_for_selector("#said >> text=more important to Norway")
        page.wait_for_selector(WORKED_OUT)
        assert _norway(hand)[0]["question"] == "Would Norway pay?"
        # Down, it comes below what it is dropped on, and up again above, wherever on it.
        for up, told in ((False, "less"), (True, "more")):
            first, second = items.nth(0).locator("> .grip"), items.nth(1).locator("> .grip")
            source, target = (second, first) if up else (first, second)
            source.drag_to(target)
            page.wait_for_selector(f"#said >> text={told} important to Norway")
            page.wait_for_selector(WORKED_OUT)
            assert ("question" in _norway(hand)[0]) is up
        # A formula: names come up, what is wrong is told where it stands, what it would do is told.
        party = page.locator("section.party", has=page.get_by_role("heading", name="Iceland", exact=True))
        party.get_by_text("Add a preference").click()
        field = party.get_by_label("What it wants").last
        field.press_sequentially("not patr")
        page.get_by_role("option", name="Norway.patrol Norway: patrol the strait").wait_for()
        party.get_by_text("Unknown name patr").wait_for()
        assert field.get_attribute("aria-invalid") == "true"
        field.press("Enter")
        assert field.input_value() == "not Norway.patrol"
        party.get_by_text("Means: that Norway not patrol the strait").wait_for()
        # What is typed survives that something else is changed.
        wants.get_by_role("button", name="More important: not mandate").click()
        page.wait_for_selector("#said >> text=made not mandate more important")
        assert field.input_value() == "not Norway.patrol"
        field.press("Enter")
        page.wait_for_selector("#said >> text=Added a preference of Iceland: not Norway.patrol")
        page.locator("#main").focus()
        page.keyboard.press("u")
        page.wait_for_selector("#said >> text=Took back: added a preference of Iceland")
    assert "not Norway.patrol" not in text_of(hand)


@browser
def test_what_is_worked_out_waits_for_whoever_sends_or_drags(browser: Browser, hand: Workbench) -> None:
    with visit(browser, hand) as page:
        settled(page, "/model")
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.method + urlsplit(sent.url).path))
        # What is said once after a form must not be told to a page that is only brought up to date meanwhile.
        held: list[Route] = []
        page.route("**/model/preferences", lambda route: held.append(route))  # noqa: PLW0108 - a built-in takes no mark of the browser's
        button = page.get_by_role("button", name="Less important: troops iff")
        with page.expect_request("**/model"):
            page.evaluate(KEEPS_ASKING)
        button.press("Enter")
        page.wait_for_function("document.body.hasAttribute('aria-busy')")
        asked.clear()
        page.wait_for_timeout(1500)
        assert "GET/model" not in asked
        held[0].continue_()
        page.wait_for_selector("#said >> text=less important to Norway")
        page.wait_for_selector(WORKED_OUT)
        # What is dragged stays where it is until it is dropped.
        items = page.locator("ol.preferences[data-party=Norway] > li")
        items.nth(2).locator("> .grip").hover()
        page.mouse.down()
        items.nth(1).hover()
        page.wait_for_selector(".dragged")
        page.evaluate(KEEPS_ASKING)
        asked.clear()
        page.wait_for_timeout(1500)
        assert "GET/model" not in asked
        assert page.locator(".dragged").count() == 1
        page.mouse.up()
        page.wait_for_selector("main:not(:has(.dragged))")


def _norway(bench: Workbench) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bench.json("/model.json")["model"]["decision_makers"][0]["preferences"]
    return found


@browser
def test_what_is_typed_into_the_file_is_never_lost(browser: Browser, hand: Workbench) -> None:
    with visit(browser, hand) as page:
        settled(page, "/model")
        area = page.locator("#text")
        area.fill(MODEL.replace("not mandate", "not manda"))
        page.locator("#text-checked").get_by_text("Unknown name manda").wait_for()
        page.get_by_role("button", name="Go there").click()
        place = page.evaluate("() => document.activeElement.selectionStart")
        assert area.input_value()[place:].startswith("manda\n")
        area.fill(MODEL.replace("ask for a mandate", "ask the council"))
        page.locator("#text-checked").get_by_text("feasible states, as before").wait_for()
        # Meanwhile the form is used: what was typed stays, and both changes end up in the file.
        page.get_by_role("list", name="What Iceland wants").get_by_role(
            "button", name="Less important: ceasefire"
        ).click()
        page.wait_for_selector("#said >> text=less important to Iceland")
        assert "ask the council" in area.input_value()
        page.get_by_role("button", name="Keep the file").click()
        page.wait_for_url("**/model/late/*")
        page.get_by_role("button", name="Keep both").click()
        page.wait_for_url("**/model")
    conflict = Conflict.loads(text_of(hand))
    assert conflict.decision_makers[0].options["mandate"] == "ask the council"
    assert [str(p.formula) for p, _, _ in conflict.decision_makers[1].every_statement()] == [
        "not storm",
        "Iceland.ceasefire if Norway.troops",
    ]


@browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_state_of_the_page_can_be_used_by_everybody(
    browser: Browser, hand: Workbench, width: int, dark: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    old = seen(hand)
    change(hand, "title", title="Theirs")
    late = hand.post("/model/file", seen=old, text=MODEL.replace("send peacekeepers", "send a force"))
    axe, found = Axe(), []
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    rules = {"runOnly": levels, "resultTypes": ["violations"]}  # to list what passes takes most of the time
    with visit(browser, hand, width=width, dark=dark) as page:
        for path in ("/model", late.url.path, "/model/draft", "/model/history", "/model/history/1",
                     "/model/check?formula=Norway.trop"):  # fmt: skip
            settled(page, path)
            if path == "/model":
                page.evaluate(
                    "() => { for (const d of document.querySelectorAll('main details')) d.open = true; }"
                )
                field = page.locator("textarea[data-formula]").first
                field.fill("")
                field.press_sequentially("Nor")
                page.wait_for_selector("[role=listbox]")
                page.wait_for_selector("main .wrong")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{path} is wider than {width} pixels")
            for violation in axe.run(page, options=rules).response["violations"]:
                found += [f"{path}: {violation['id']}: {n['html'][:200]}" for n in violation["nodes"][:3]]
    assert found == []


@browser
def test_the_forms_work_without_scripts(browser: Browser, hand: Workbench) -> None:
    context = browser.new_context(base_url=hand.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/model")
    party = page.locator("section.party", has=page.get_by_role("heading", name="Norway", exact=True))
    party.get_by_text("Add an option").click()
    party.get_by_label("What it could do").last.fill("leave")
    party.get_by_role("button", name="Add it").first.click()
    page.wait_for_selector("#said >> text=Added an option of Norway: leave")
    context.close()
    assert re.search(r"\n      leave: leave\n", text_of(hand))


def test_the_history_lies_in_the_case(hand: Workbench) -> None:
    change(hand, "title", title="Other")
    kept: Path = hand.case / "model-history"
    assert {path.read_bytes().decode() for path in kept.glob("*.yaml")} == {MODEL, text_of(hand)}


def test_a_textbook_conflict_is_typed_ranked_and_solved_without_a_report(serve_copy: Serve) -> None:
    bench = serve_copy(empty=True)
    assert "begin with a model of your own" in bench.get("/reports").text
    change(bench, "begin", name="Ana", label="confess")
    change(bench, "parties", act="add", name="Ben", label="confess")
    states = ["", "Ana.confess", "Ben.confess", "Ana.confess\nBen.confess"]
    for party, places in (("Ana", [2, 1, 4, 3]), ("Ben", [2, 4, 1, 3])):
        change(bench, "ranking", party=party, state=states, place=places)
    conflict = Conflict.loads(text_of(bench))
    analysis = solve(conflict)
    assert analysis.equilibria("nash").tolist() == [3] and analysis.equilibria("seq").tolist() == [0, 3]
    told = {one["number"]: one["holds"] for one in bench.json("/results.json")["arrangements"]}
    assert told[4]["nash"] == 1 and told[1]["nash"] == 0 and told[1]["seq"] == 1
    before = text_of(bench)
    assert change(bench, "ranking", party="Ana", state=states, place=[1, 2, "", 3]).status_code == 400
    assert text_of(bench) == before, "a state without a place ranks nothing"
    change(bench, "ranking", act="drop", party="Ana")
    assert "ranking" not in text_of(bench).split("Ben:")[0]


def test_states_as_good_as_each_other_share_a_place(serve_copy: Serve) -> None:
    bench = serve_copy(empty=True)
    change(bench, "begin", name="Ana", label="confess")
    change(bench, "ranking", party="Ana", state=["", "Ana.confess"], place=[1, 1])
    assert Conflict.loads(text_of(bench)).decision_makers[0].ranking == (((), ("Ana.confess",)),)


@pytest.mark.parametrize("name", ["model.yaml", "model.gmcr", "model.csv", "model.xlsx", "model.json"])
def test_a_model_that_there_is_can_be_taken_in(serve_copy: Serve, tmp_path: Path, name: str) -> None:
    written = Conflict.from_ranks(
        options={"North": ["stop"], "South": ["stop"]}, ranks={"North": [2, 1, 4, 3], "South": [2, 4, 1, 3]}
    )
    written.save(tmp_path / name)
    bench = serve_copy(empty=True)
    change(bench, "begin", file=(name, (tmp_path / name).read_bytes()))
    taken = Conflict.loads(text_of(bench))
    assert solve(taken).equilibria("nash").tolist() == [0]
    assert f"took in {name}" in str(bench.json("/model.json")["changes"])


def test_a_file_that_is_no_model_is_refused_with_its_name(serve_copy: Serve) -> None:
    bench = serve_copy(empty=True)
    answer = change(bench, "begin", file=("notes.yaml", b"decision_makers: 3"))
    assert answer.status_code == 400 and not (bench.case / "conflict.yaml").exists()
