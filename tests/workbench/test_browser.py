"""The workbench in a real browser: a day's path, by keyboard alone, at every width, in light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from modusvivendi.dossier import Dossier
from tests.workbench import stories
from tests.workbench.conftest import Workbench
from tests.workbench.test_pages import EVERY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


@contextmanager
def visit(browser: Browser, bench: Workbench, *, width: int = 1440, dark: bool = False) -> Iterator[Page]:
    """Open the workbench; nothing may go wrong in the page, and nothing may be asked for elsewhere."""
    context = browser.new_context(
        base_url=bench.address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    own = urlsplit(bench.address).netloc
    page.on(
        "request",
        lambda sent: (
            wrong.append(sent.url)
            if urlsplit(sent.url).netloc not in (own, "") and not sent.url.startswith("data:")
            else None
        ),
    )
    yield page
    context.close()
    assert wrong == []


def settled(page: Page, path: str) -> None:
    """Go to a page and wait until all on it is worked out."""
    page.goto(path)
    page.wait_for_selector("main:not([data-poll])")


def test_the_states_of_a_picture_lead_to_their_reasons(browser: Browser, bench: Workbench) -> None:
    with visit(browser, bench) as page:
        for path in ("/results/graph", "/results/agreement"):
            settled(page, path)
            node = page.locator("svg:visible a").first
            number = node.get_attribute("aria-label").split(":")[0].lower()  # type: ignore[union-attr]
            node.focus()
            page.keyboard.press("Enter")
            page.wait_for_url("**/results/state/**")
            page.wait_for_selector("text=Who could go where")
            assert page.locator("h1").text_content()
            assert number.startswith("state ")


def test_pictures_are_made_larger_and_trees_unfolded_by_keyboard(browser: Browser, bench: Workbench) -> None:
    with visit(browser, bench) as page:
        settled(page, "/results/graph")
        wide = page.locator(".drawn svg").evaluate("(svg) => svg.getBoundingClientRect().width")
        page.keyboard.press("+")
        page.wait_for_url("**zoom=1.25")
        larger = page.locator(".drawn svg").evaluate("(svg) => svg.getBoundingClientRect().width")
        assert larger == pytest.approx(1.25 * wide, rel=0.02)
        page.keyboard.press("0")
        page.wait_for_url("**zoom=1")
        settled(page, "/results/evolution")
        page.keyboard.press("+")
        page.wait_for_url("**unfolded=true")
        assert page.locator(".tree details").count() > 1
        assert page.locator(".tree details:not([open])").count() == 0
        page.keyboard.press("-")
        page.wait_for_url("**/results/evolution")
        page.locator(".tree a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/results/state/**")


def test_two_who_decide_at_once_see_both_decisions(browser: Browser, mine: Workbench) -> None:
    first = mine.json("/read/herald.md.json")["statements"][0]
    context = browser.new_context(base_url=mine.address)
    page = context.new_page()
    page.goto(f"/read/herald.md?statement={first['id']}")
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.review(first["id"], "accept", who="Ben")
    page.locator("#reject").click()
    page.wait_for_selector("main[data-late] >> text=Ben has accepted it")
    page.wait_for_selector("text=You wanted: rejected")
    page.get_by_role("button", name="Keep mine after all").click()
    page.wait_for_selector("#said >> text=Rejected")
    context.close()
    assert [one["who"] for one in mine.json("/read.json")["decisions"]] == ["Ann", "Ben"]


def test_reports_are_gone_through_by_keyboard_alone(browser: Browser, mine: Workbench) -> None:
    first, second, third = mine.json("/read/herald.md.json")["statements"][:3]
    with visit(browser, mine) as page:
        page.goto(f"/read/herald.md?statement={first['id']}")
        page.keyboard.press("j")
        page.wait_for_url(f"**{second['id']}")
        page.keyboard.press("k")
        page.wait_for_url(f"**{first['id']}")
        page.keyboard.press("a")
        page.wait_for_url(f"**{second['id']}")
        page.keyboard.press("r")
        page.wait_for_url(f"**{third['id']}")
        page.keyboard.press("u")
        page.wait_for_selector("text=Taken back: you had rejected it")
        page.goto(f"/read/herald.md?statement={third['id']}")
        page.keyboard.press("e")
        page.wait_for_selector("#correct[open]")
        page.keyboard.press("Tab")
        page.keyboard.type("considers")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#said >> text=Corrected")
        page.keyboard.press("Escape")
        page.locator("#main").focus()
        page.keyboard.press("?")
        page.wait_for_selector("dialog[open]")
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        page.keyboard.press("p")
        page.wait_for_url("**/positions")
    now = {one["id"]: one for one in mine.json("/read/herald.md.json")["statements"]}
    assert now[first["id"]]["decision"]["done"] == "accepted"
    assert now[second["id"]]["decision"] is None
    assert now[third["id"]]["stance"] == "considers"


def test_a_statement_is_added_on_the_words_that_are_selected(browser: Browser, mine: Workbench) -> None:
    with visit(browser, mine) as page:
        page.goto("/read/courier.md")
        page.evaluate(
            """() => {
            const said = [...document.querySelectorAll('.text p')]
                .find((p) => p.textContent.includes('Denmark'));
            getSelection().selectAllChildren(said.querySelector('.mark') || said); }"""
        )
        page.keyboard.press("n")
        passage = page.locator("#passage").input_value()
        assert passage.startswith("Denmark rules out sending troops"), "labels are no part of the report"
        page.fill("#n-actor", "Denmark")
        page.select_option("#n-stance", "warns")
        page.fill("#n-proposal", "sending troops")
        page.get_by_role("button", name="Add it").click()
        page.wait_for_selector("#said >> text=Added")
    assert ["Denmark", "warns"] in [
        [one["actor"], one["stance"]] for one in mine.json("/read/courier.md.json")["statements"]
    ]


LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": LEVELS, "resultTypes": ["violations"]}  # to list what passes takes most of the time
UNFOLD = "(open) => document.querySelectorAll('details').forEach((one) => { one.open = open; })"


@pytest.mark.parametrize("path", EVERY)
def test_every_page_can_be_used_by_everybody(browser: Browser, bench: Workbench, path: str) -> None:
    """It is loaded once, and looked at narrow and wide, in light and dark, folded and unfolded."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    with visit(browser, bench) as page:
        settled(page, path)
        for width, scheme in product((390, 1440), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate(UNFOLD, (width < 1000) == (scheme == "dark"))
            where = f"{path} at {width} in {scheme}"
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{where} is wider than the screen")
            for violation in Axe().run(page, options=RULES).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"]]
                found.append(f"{where}: {violation['id']} ({len(nodes)} times): {nodes[0]}")
    assert "\n".join(found) == ""


def test_the_list_of_keys_can_be_used_by_everybody(browser: Browser, bench: Workbench) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with visit(browser, bench) as page:
        settled(page, "/positions")
        page.locator("#main").focus()
        page.keyboard.press("?")
        page.wait_for_selector("dialog[open]")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert Axe().run(page, options=RULES).response["violations"] == [], scheme


def test_without_scripts_the_pages_work_as_plain_forms(browser: Browser, mine: Workbench) -> None:
    context = browser.new_context(base_url=mine.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/read/herald.md")
    page.locator("#accept").click()
    page.wait_for_selector("text=Statement 2 of")
    page.goto("/positions")
    page.wait_for_selector("table")
    page.goto("/results")
    page.wait_for_selector("table")
    page.locator(".switch").first.get_by_label("no", exact=True).check()
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**=no*")
    context.close()
    assert mine.json("/read/herald.md.json")["statements"][0]["decision"]["done"] == "accepted"


def test_text_that_means_harm_does_nothing(
    browser: Browser, serve_copy: Callable[..., Workbench], tmp_path: Path
) -> None:
    (tmp_path / "hostile.md").write_text(stories.HOSTILE, encoding="utf-8")
    bench = serve_copy()
    bench.post("/reports", files=[("hostile.md", stories.HOSTILE.encode())])
    while bench.app.state.place.inbox.is_busy:
        pass
    assert any(one["report"] == "hostile.md" for one in bench.json("/reports.json")["reports"])
    with visit(browser, bench) as page:
        for path in ("/read/hostile.md", *EVERY):
            settled(page, path)
            assert page.evaluate("window.hurt") is None
            assert page.evaluate("getComputedStyle(document.body).display") == "block"
            foreign = "iframe:not(.preview), main script, main style, a[href^=javascript]"
            assert page.locator(foreign).count() == 0
            assert page.locator("main img").count() == 0


PICTURES = {
    "reports": "/reports",
    "read": "/read/herald.md",
    "positions": "/positions",
    "model": "/model",
    "results": "/results",
    "agreement": "/results/agreement",
    "brief": "/brief",
}
"""Pictures in the documentation, and the pages they show."""


def test_the_pictures_in_the_documentation_are_taken_here(
    browser: Browser, bench: Workbench, tmp_path: Path
) -> None:
    kept = Path(__file__).parents[2] / "docs" / "images"
    taken = kept if os.environ.get("MODUS_TAKE_PICTURES") else tmp_path
    with visit(browser, bench, width=1200) as page:
        for name, path in PICTURES.items():
            settled(page, path)
            if name == "brief":
                page.frame_locator("iframe.preview").locator("#answer").wait_for()
            picture = taken / f"workbench-{name}.png"
            page.screenshot(path=picture, clip={"x": 0, "y": 0, "width": 1200, "height": 720})
            assert (kept / picture.name).exists(), "take it with MODUS_TAKE_PICTURES=1"
    told = (kept.parent / "workbench.md").read_text(encoding="utf-8")
    assert [name for name in PICTURES if f"images/workbench-{name}.png" not in told] == []


def one_is_held(page: Page, held: list[Route]) -> None:
    """Wait until a request is held, a minute at most."""
    for _ in range(3000):
        if held:
            return
        page.wait_for_timeout(20)
    pytest.fail("no request was held")


def test_files_are_dropped_on_the_page(browser: Browser, mine: Workbench) -> None:
    told = "Norland offered on Monday to open the northern pier."
    with visit(browser, mine) as page:
        page.goto("/reports")
        page.evaluate(
            """(text) => {
              const carried = new DataTransfer();
              carried.items.add(new File([text], "pier.txt", {type: "text/plain"}));
              for (const kind of ["dragover", "drop"])
                document.getElementById("drop").dispatchEvent(
                  new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
            }""",
            told,
        )
        page.wait_for_selector("text=pier.txt")
        page.wait_for_selector("main:not([data-poll])")
    assert "pier.txt" in {one["report"] for one in mine.json("/reports.json")["reports"]}


def test_a_slow_answer_is_awaited_and_nothing_typed_elsewhere_is_lost(
    browser: Browser, mine: Workbench
) -> None:
    with visit(browser, mine) as page:
        page.goto("/read/herald.md")
        page.wait_for_selector("text=Statement 1 of")
        held: list[Route] = []
        page.route("**/decide", lambda route: held.append(route))  # noqa: PLW0108 - it takes no built-in
        # Requests are held only some time after they were asked to be, on a busy machine.
        page.evaluate("() => { fetch('/none/decide').catch(() => null); }")
        one_is_held(page, held)
        held.pop().fulfill(status=200, body="")
        page.keyboard.press("a")
        page.wait_for_selector("main[inert]")
        one_is_held(page, held)
        page.keyboard.press("r")
        page.keyboard.press("e")
        assert page.locator("#correct[open]").count() == 0, "no key does anything to a page that goes away"
        assert len(held) == 1
        held[0].continue_()
        page.wait_for_selector("text=Statement 2 of")
        page.wait_for_selector("main:not([inert])")
        page.unroute("**/decide")
        settled(page, "/sources")
        page.locator("#grade-2 summary").click()
        page.fill("#note-2", "met once in Bergen")
        page.locator("#grade-1 summary").click()
        page.select_option("#source-1", "C")
        page.locator("#grade-1 button").click()
        page.wait_for_selector("#said >> text=graded C6")
        assert page.input_value("#note-2") == "met once in Bergen"
        assert page.locator("#grade-2[open]").count() == 1
        assert page.locator("#grade-1[open]").count() == 0, "what was kept is closed"
        page.fill("#note-2", "")
    assert [one["done"] for one in mine.json("/read.json")["decisions"]] == ["accepted"]
