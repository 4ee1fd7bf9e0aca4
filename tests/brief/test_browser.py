"""The page in a real Chromium: what it asks of the network, of a reader without a mouse, of their patience."""

# ruff: noqa: E501 - some lines are JavaScript

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.brief.conftest import SPECIMENS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Scheme = Literal["light", "dark"]


@contextmanager
def opened(
    browser: Browser, path: Path, width: int = 1440, scheme: Scheme = "light", **given: Any
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        has_touch=width < 600,
        reduced_motion="reduce",
        **given,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_page_asks_for_nothing_but_itself_and_logs_no_error(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages[name].as_uri())
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(100)
    context.close()
    assert [url for url in asked if url != "data:,"] == [pages[name].as_uri()]
    assert said == []


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_in_report_text_runs(browser: Browser, pages: dict[str, Path], scripts: bool) -> None:
    with opened(browser, pages["awkward"], java_script_enabled=scripts) as page:
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 1
        if scripts:
            assert page.evaluate("window.stolen") is None
            assert (
                page.evaluate(
                    "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
                    ".filter(name => name.startsWith('on'))"
                )
                == []
            )
            links = page.evaluate("[...document.links].map(a => a.protocol)")
            assert set(links) <= {"file:", "http:", "https:"}


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        *(("peace_force", width, scheme) for width in (390, 1440) for scheme in ("light", "dark")),
        ("awkward", 390, "light"),
        ("awkward", 1440, "dark"),
        ("silent", 390, "dark"),
        ("example", 390, "light"),
    ],
)
def test_axe_finds_nothing_against_wcag_aa(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: Scheme
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, pages[name], width, scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        told = [
            (violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
            for violation in found.response["violations"]
            for node in violation["nodes"][:3]
        ]
    assert told == []


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
def test_the_page_never_scrolls_sideways(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    with opened(browser, pages[name], width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_link_inside_the_page_leads_somewhere(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    with opened(browser, pages[name]) as page:
        dead = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        twice = page.evaluate(
            "(() => { const seen = new Set(); return [...document.querySelectorAll('[id]')].map(e => e.id)"
            ".filter(id => seen.size === seen.add(id).size) })()"
        )
    assert dead == []
    assert twice == []


@pytest.mark.parametrize("name", ["peace_force", "awkward", "example"])
def test_every_evidence_mark_leads_to_the_exact_sentence_and_its_id(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    contents = SPECIMENS[name]()
    sentences = {entry.id: entry.sentence for entry in contents.statements}
    sentences |= {entry.id: entry.sentence for entry in contents.asides}
    with opened(browser, pages[name]) as page:
        notes = page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.note')].map(n => [n.id,"
            " [n.querySelector('.facts-line > :last-child code').textContent,"
            " n.querySelector('.sentence').textContent]]))"
        )
        targets = set(page.evaluate("[...document.querySelectorAll('a.mark')].map(a => a.hash.slice(1))"))
    assert targets <= set(notes)
    assert {shown for shown, _ in notes.values()} == set(sentences)
    for shown, text in notes.values():
        assert text.replace("\ufffd", "\x07") == sentences[shown]


def test_the_sentence_is_highlighted_in_the_full_text_of_its_report(
    browser: Browser, pages: dict[str, Path]
) -> None:
    sentences = {entry.id: entry.sentence for entry in SPECIMENS["peace_force"]().statements}
    with opened(browser, pages["peace_force"]) as page:
        found = page.evaluate(
            "[...document.querySelectorAll('.note')].map(n => { const t = document.getElementById('t' + n.id.slice(1));"
            " return [n.querySelector('.facts-line > :last-child code').textContent, t.closest('mark').textContent] })"
        )
    assert len(found) == len(sentences)
    for id_, text in found:
        assert text == sentences[id_]


@pytest.mark.parametrize("name", ["peace_force", "example"])
def test_every_result_reaches_a_sentence_in_at_most_two_clicks(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    """A result is an answer, a position, a change, an arrangement, a break, a way, a question or a wish.

    Its first click is a mark, or a link into a part of the page that has marks; what is reported by nobody says
    that it is an assumption, or that nothing is reported.
    """
    with opened(browser, pages[name]) as page:
        stranded = page.evaluate(
            """[...document.querySelectorAll(
                '.answer .say, .held, .change, .clash, .arrangement, .folded li, .breaks > li, #ways .say, .question,'
                + ' .wants, .origins li, .chain-list li, svg a.node')]
            .filter(e => {
                if (e.querySelector('a.mark')) return false;
                if (e.querySelector('.assumed') || /No statement speaks/.test(e.textContent)) return false;
                const links = e.matches('a') ? [e] : [...e.querySelectorAll('a')];
                return !links.some(a => {
                    const t = document.getElementById((a.getAttribute('href') || '').slice(1));
                    return t && t.querySelector('a.mark');
                });
            }).map(e => e.textContent.trim().slice(0, 120))"""
        )
    assert stranded == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_into_a_folded_part_unfolds_it(
    browser: Browser, pages: dict[str, Path], scripts: bool
) -> None:
    with opened(browser, pages["peace_force"], java_script_enabled=scripts) as page:
        page.locator(".note a", has_text="In the full text").first.click()
        page.locator("details.full .text").first.wait_for(state="attached")
        target = page.locator("mark:target, mark:has(:target)")
        target.wait_for(state="visible")
        assert target.is_visible()


def test_the_evidence_is_reached_by_keyboard_and_told_on_focus(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["peace_force"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "mark"
        peek = page.locator("#peek")
        sentence = page.evaluate(
            "document.querySelector(document.activeElement.hash + ' .sentence').textContent"
        )
        assert peek.is_visible()
        assert sentence in peek.inner_text()
        page.keyboard.press("Escape")
        assert not peek.is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('.note:target .sentence').textContent") == sentence
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.note:target') !== null")


def test_every_mark_and_every_box_of_the_picture_takes_the_focus(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["peace_force"]) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        missed = page.evaluate(
            "[...document.querySelectorAll('a.mark, svg a.node')].filter(a => { a.focus();"
            " return document.activeElement !== a }).length"
        )
        assert missed == 0


def test_the_page_on_paper_folds_nothing_but_the_full_texts(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["peace_force"], java_script_enabled=False) as page:
        page.emulate_media(media="print")
        assert page.locator(".folded").first.is_visible()
        assert page.locator(".chain-list").is_visible()
        assert not page.locator("details.full").first.is_visible()
        assert not page.locator("nav.contents").is_visible()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_a_phone_the_table_of_positions_becomes_cards(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["peace_force"], 390) as page:
        assert not page.locator(".positions thead").is_visible()
        assert (
            page.locator(".positions tbody tr").first.evaluate("e => getComputedStyle(e).display") == "block"
        )
        assert page.get_by_role("rowheader", name="Tashan", exact=True).is_visible()
