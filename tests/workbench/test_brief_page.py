"""The page Brief: what the command line would write, shut off from the workbench, and as files."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from lxml import html

from modusvivendi.brief.contract import payload
from modusvivendi.brief.documents import FORMATS, MEDIA_TYPES
from modusvivendi.brief.looking import look_at
from modusvivendi.dossier import Dossier
from modusvivendi.workbench.settings import Settings
from modusvivendi.workbench.workplace import Workplace
from tests.workbench.conftest import Workbench
from tests.workbench.test_browser import settled, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_as_of_a_day_it_says_what_the_command_line_says(bench: Workbench) -> None:
    import datetime as dt

    found = bench.json("/brief.json?as_of=2026-03-03")
    told = payload(look_at(bench.case, as_of=dt.date(2026, 3, 3)))
    for part in ("reports", "statements", "positions", "arrangements", "questions"):
        assert found[part] == told[part], part
    assert [report["report"] for report in found["reports"]] != [
        report["report"] for report in bench.json("/brief.json")["reports"]
    ]


def test_the_page_lists_every_format_there_is(bench: Workbench) -> None:
    tree = html.fromstring(bench.get("/brief?as_of=2026-03-03").text)
    links = [urlsplit(link) for link in tree.xpath("//a[@download]/@href")]
    assert [link.path.rpartition("/")[2] for link in links] == list(FORMATS)
    assert {link.query for link in links} == {"as_of=2026-03-03"}


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"pdf"}))
def test_a_file_comes_as_one_to_keep(bench: Workbench, form: str) -> None:
    answer = bench.client.get(f"/brief/file/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == MEDIA_TYPES[form]
    assert answer.headers["content-disposition"] == f'attachment; filename="skerries.{form}"'
    if form in ("docx", "xlsx"):
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    else:
        assert "Norway" in answer.text


def test_there_is_a_pdf_where_it_can_be_set(bench: Workbench) -> None:
    answer = bench.client.get("/brief/file/pdf")
    if answer.status_code == 400:
        assert "PDF" in answer.text
        pytest.skip("needs WeasyPrint, and Pango of the system")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def test_the_preview_can_do_nothing_to_the_workbench(bench: Workbench) -> None:
    answer = bench.client.get("/brief/document")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy and "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy and answer.headers["x-frame-options"] == "SAMEORIGIN"
    (frame,) = html.fromstring(bench.get("/brief").text).xpath("//iframe")
    assert frame.get("sandbox") == "allow-scripts" and frame.get("src") == "/brief/document"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/brief?as_of=soon", 400, "is no date"),
        ("/brief/file/zip", 404, "there are html"),
        ("/brief/document?as_of=2026-02-31", 400, "is no date"),
    ],
)
def test_what_cannot_be_shown_says_why(bench: Workbench, path: str, status: int, told: str) -> None:
    answer = bench.client.get(path)
    assert answer.status_code == status and told in answer.text.replace("There", "there")


def test_before_any_report_it_says_so(bench: Workbench) -> None:
    page = bench.get("/brief?as_of=2020-01-01")
    assert page.status_code == 200 and "no report had been read" in page.text


def test_caveats_stand_on_the_page_and_restricted_texts_can_be_withheld(mine: Workbench) -> None:
    with Dossier.open(mine.case / "dossier.db") as dossier:
        dossier.handle("courier.md", caveats=["CHATHAM HOUSE RULE"], redact=True, who="Ann")
    page = mine.get("/brief")
    assert "CHATHAM HOUSE RULE" in page.text and "One report is not for others" in page.text
    said = "only if the force has a mandate"
    assert said in mine.client.get("/brief/file/html").text
    withheld = mine.client.get("/brief/file/html?withheld=true").text
    assert said not in withheld and "CHATHAM HOUSE RULE" in withheld
    page = mine.get("/brief?withheld=true")
    assert "is withheld" in page.text and "/brief/file/md?withheld=true" in page.text


@pytest.mark.browser
def test_the_brief_is_read_within_the_page(browser: Browser, bench: Workbench) -> None:
    with visit(browser, bench) as page:
        settled(page, "/brief")
        frame = page.frame_locator("iframe.preview")
        frame.get_by_role("heading", name="The answer").wait_for()
        assert frame.locator("body").evaluate(
            "() => getComputedStyle(document.querySelector('main')).display"
        )
        assert frame.locator("body").evaluate("() => window.origin") == "null"
        page.get_by_label("As of").fill("2026-03-03")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**as_of=2026-03-03*")
        page.get_by_text("from what was published and said by then").wait_for()
        page.frame_locator("iframe.preview").get_by_role("heading", name="The answer").wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="Markdown").click()
        assert download.value.suggested_filename == "skerries-2026-03-03.md"


def test_the_brief_is_kept_across_starts_as_long_as_nothing_it_follows_from_changes(
    mine: Workbench,
) -> None:
    place = mine.app.state.place
    made = place.contents(120.0)
    assert (mine.case / "prepared" / "brief.json").stat().st_size > 0
    again = Workplace(mine.case, Settings(who="Ann"))
    assert again.contents(120.0) == made and again.answered == (0, 0), "nothing was worked out"
    first = made.statements[0]
    with again.dossier() as dossier:
        dossier.review(first.id, "reject", who="Ann")
    after = again.contents(120.0)
    assert first.id not in {s.id for s in after.statements} and again.answered != (0, 0)
    again.close()
