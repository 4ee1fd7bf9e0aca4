"""A day with the workbench in a real browser: six reports, put right, modelled, understood, exported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.workbench import stories
from tests.workbench.conftest import Workbench
from tests.workbench.test_browser import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def six_reports(browser: Browser, folder: Path) -> list[Path]:
    """Write a story as people have it: a text, a web page, a Word file, a PDF and an e-mail."""
    from docx import Document

    (folder / "courier.txt").write_text(stories.COURIER, encoding="utf-8")
    (folder / "gazette.html").write_text(stories.GAZETTE, encoding="utf-8")
    word = Document()
    _, head, body = stories.HERALD.split("---", 2)
    word.core_properties.title = head.split("title: ")[1].splitlines()[0]
    word.add_paragraph("Lighthouse Herald, 2 March 2026")
    for paragraph in body.strip().split("\n\n"):
        word.add_paragraph(" ".join(paragraph.split()))
    word.save(str(folder / "herald.docx"))
    printer = browser.new_page()
    printer.set_content(stories.DENIAL)
    printer.pdf(path=folder / "denial.pdf")
    printer.close()
    mail = EmailMessage()
    mail["Subject"] = "Copenhagen comes round"
    mail["From"], mail["To"] = "desk@courier.example", "analyst@example.org"
    mail["Date"] = "Mon, 23 Mar 2026 09:00:00 +0000"
    mail.set_content(stories.CABLE)
    (folder / "cable.eml").write_bytes(bytes(mail))
    return sorted(folder.glob("*.*"))


def told(page: Page, words: str) -> None:
    """Wait until the workbench says something after what was done."""
    page.wait_for_selector(f"#said >> text={words}")


def test_a_day_from_six_reports_to_a_brief(
    browser: Browser, serve_copy: Callable[..., Workbench], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    files = six_reports(browser, tmp_path / "in")
    bench = serve_copy(empty=True)
    with visit(browser, bench) as page:
        hand_in(page, files)
        put_the_reading_right(page)
        look_at_positions_and_sources(page)
        put_the_model_right(page)
        understand_what_does_not_hold(page)
        export_everything(page)


def hand_in(page: Page, files: list[Path]) -> None:
    page.goto("/")
    page.wait_for_selector("text=From reports to a brief")
    page.set_input_files("#files", files)
    page.get_by_role("button", name="Read them").click()
    told(page, "Received")
    page.get_by_text("Paste a text").click()
    page.fill("#text", stories.PASTED)
    page.fill("#outlet", "Coastal Gazette")
    page.fill("#date", "2026-03-27")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector("text=Six reports with")
    page.wait_for_selector("main:not([data-poll])")
    page.get_by_role("link", name="Go through what was found").click()


def put_the_reading_right(page: Page) -> None:
    page.get_by_role("link", name="The European Union will pay for").click()
    page.wait_for_selector("text=Statement 1 of")
    page.keyboard.press("e")
    page.fill("#e-proposal", "pay for patrol boats")
    page.get_by_role("button", name="Keep the correction").click()
    told(page, "Corrected")
    page.get_by_role("link", name="Read", exact=True).first.click()
    page.get_by_role("link", name="Norway names its price for peacekeepers").click()
    page.wait_for_selector("text=Statement 1 of")
    page.keyboard.press("a")
    told(page, "Accepted")
    page.keyboard.press("r")
    told(page, "Rejected")
    page.keyboard.press("u")
    told(page, "Taken back")
    words = page.locator(".text p", has_text="Denmark is ready")
    words.evaluate("(p) => getSelection().selectAllChildren(p)")
    page.locator(".pick").click()
    page.fill("#n-actor", "Denmark")
    page.select_option("#n-stance", "supports")
    page.fill("#n-proposal", "a foreign force")
    page.get_by_role("button", name="Add it").click()
    told(page, "Added")
    page.get_by_role("link", name="Read", exact=True).first.click()
    page.wait_for_selector("text=Ann has corrected")
    page.wait_for_selector("text=Ann has added")


def look_at_positions_and_sources(page: Page) -> None:
    page.get_by_role("link", name="Positions", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) table")
    against = page.get_by_text("Norway denies what is reported of it")
    assert page.locator(".clash", has=against).locator("blockquote").count() >= 2, "both sides are shown"
    page.get_by_role("link", name="Norway", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) .timeline")
    assert page.locator(".timeline").get_by_text("denies").count(), (
        "what is held now is in the course of things"
    )
    page.get_by_role("link", name="Sources", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) table")
    page.locator("#grade-1 summary").click()
    page.select_option("#source-1", "B")
    page.locator("#grade-1 button").click()
    told(page, "is graded B6")
    page.get_by_role("link", name="What if withdrawn?").first.click()
    page.wait_for_selector("main:not([data-poll]) .say")
    page.wait_for_selector("text=Nothing is changed by looking")


def put_the_model_right(page: Page) -> None:
    page.get_by_role("link", name="Model", exact=True).click()
    page.get_by_text("Call it otherwise").click()
    page.locator("input[name=title]").fill("Who patrols the Skerries")
    page.locator("form[action='/model/title'] button").click()
    page.wait_for_selector(".case >> text=Who patrols the Skerries")
    page.get_by_role("link", name="See what a new draft would change").click()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/model")
    norway = page.locator("section.party", has=page.get_by_role("heading", name="Norway", exact=True))
    norway.get_by_text("Add an option").click()
    norway.locator("details[data-stays] input[name=label]").first.fill("lend two ships")
    norway.get_by_role("button", name="Add it").first.click()
    told(page, "Added an option of Norway")
    norway.get_by_text("Add a preference").click()
    field = norway.locator("textarea[data-formula]:visible").last
    field.press_sequentially("lend")
    page.wait_for_selector("#name-list")
    field.press("Enter")
    norway.get_by_text("Means: that Norway lend two ships").wait_for()
    field.press("Enter")
    told(page, "Added a preference of Norway")
    told(page, "hold")
    last = norway.locator("[id^=up-]:not([disabled])").last
    last.focus()
    page.keyboard.press("Enter")
    told(page, "more important to Norway")


def understand_what_does_not_hold(page: Page) -> None:
    page.get_by_role("link", name="Results", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) table")
    page.locator("#concept-words summary").click()
    page.wait_for_selector("text=no party can do better for itself by moving alone")
    page.locator("#put-together summary").click()
    page.locator("#put-together").get_by_label("lend two ships").uncheck()
    page.get_by_role("button", name="Would it hold, and why?").click()
    page.wait_for_selector("text=Who could go where")
    page.get_by_role("link", name="Nash", exact=True).click()
    page.wait_for_selector("text=Why it does not hold")
    why = page.locator("table.why").get_by_role("row", name="Norway")
    assert "would leave" in why.inner_text()
    assert "taking “lend two ships”" in why.inner_text(), "in the words of the model, not those of formulas"
    page.get_by_role("link", name="What would make it hold").click()
    page.wait_for_selector("main:not([data-poll]) .say")
    page.get_by_role("link", name="Results", exact=True).first.click()
    page.wait_for_selector("main:not([data-poll]) table")
    page.locator(".switch").first.get_by_role("radio").last.check(force=True)
    page.wait_for_selector("text=with what you suppose")
    page.get_by_role("link", name="State graph").click()
    page.wait_for_selector("main:not([data-poll]) svg a")
    page.get_by_role("link", name="Questions", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) .question")


def export_everything(page: Page) -> None:
    page.get_by_role("link", name="Brief", exact=True).click()
    page.wait_for_selector("main:not([data-poll]) iframe.preview")
    page.frame_locator("iframe.preview").locator("#decisions").wait_for()
    assert page.locator("iframe.preview").bounding_box()["width"] > 1000, "styles of a page come with it"  # type: ignore[index]
    for form in ("Web page", "Word", "PDF", "Excel", "LaTeX", "Markdown"):
        with page.expect_download() as written:
            page.locator(".formats").get_by_role("link", name=form).click()
        name, data = written.value.suggested_filename, written.value.path().read_bytes()
        assert name.startswith("who-patrols-the-skerries.")
        if name.endswith((".docx", ".xlsx")):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        else:
            assert b"Skerries" in data or data.startswith(b"%PDF-")
