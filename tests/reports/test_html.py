# ruff: noqa: E501  (the texts read best in one line)
"""Saved web pages: what is read, what is not, and what the page tells about itself."""

import datetime as dt

import pytest

from modusvivendi import reports
from modusvivendi.errors import ReportError
from tests.reports.specimens import HIDDEN, OFFER, PAGE, REST, TITLE
from tests.reports.test_load import check


def paragraphs(report: reports.Report) -> list[str]:
    return [report.body[block.start : block.end] for block in report.paragraphs()]


def test_a_saved_page_gives_its_article_and_what_it_says_about_itself() -> None:
    report = reports.parse(PAGE.encode(), "waters.html")
    check(report)
    assert paragraphs(report) == [OFFER, *REST]
    assert (report.title, report.outlet, report.url) == (
        TITLE,
        "Strait Gazette",
        "https://gazette.example/waters",
    )
    assert (report.date, report.date_from) == (dt.date(2024, 5, 3), "metadata")
    assert report.body[report.blocks[0].start : report.blocks[0].end] == TITLE
    assert report.blocks[0].kind is reports.BlockKind.TITLE
    assert report.warnings == ()


def test_what_a_person_would_not_see_on_the_page_is_not_read() -> None:
    report = reports.parse(PAGE.encode(), "waters.html")
    assert HIDDEN not in report.body
    assert "<" not in report.body


def test_marks_that_reorder_or_hide_characters_are_taken_out() -> None:
    hostile = PAGE.replace(
        OFFER, "Norland \u202eyawa\u202c is re\u00adady\u200b to open its border, the ministry said."
    )
    body = reports.parse(hostile.encode(), "a.html").body
    assert "Norland yawa is ready to open its border" in body


@pytest.mark.parametrize(
    ("metadata", "date"),
    [
        ('<meta property="article:published_time" content="2024-05-03T08:00:00+02:00">', dt.date(2024, 5, 3)),
        ('<meta name="DC.date.issued" content="2024-05-03">', dt.date(2024, 5, 3)),
        ('<meta name="pubdate" content="20240503">', dt.date(2024, 5, 3)),
        ('<meta property="article:modified_time" content="2024-06-01">', None),
        ('<meta name="date" content="03/05/2024">', None),
        ('<script type="application/ld+json">{"@type": ["NewsArticle"], "datePublished": "3 May 2024"}</script>',
         dt.date(2024, 5, 3)),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
    ],
)  # fmt: skip
def test_only_a_date_of_publication_counts(metadata: str, date: dt.date | None) -> None:
    page = (
        f"<html><head>{metadata}</head><body><article><p>{OFFER}</p><p>{REST[0]}</p></article></body></html>"
    )
    assert reports.parse(page.encode(), "a.html").date == date


def test_a_date_line_that_the_page_shows_is_read_where_the_metadata_tell_none() -> None:
    page = (
        f"<html><body><div class=top>Strait Gazette</div><h1>{TITLE}</h1><div>Published 3 May 2024</div>"
        f"<article><p>{OFFER}</p><p>{REST[0]}</p></article></body></html>"
    )
    report = reports.parse(page.encode(), "a.html")
    assert (report.date, report.title) == (dt.date(2024, 5, 3), TITLE)


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("iso-8859-1", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("utf-16", ""),
        ("utf-16-le", None),
    ],
)
def test_a_page_is_read_in_the_encoding_it_is_in(encoding: str, head: str | None) -> None:
    from modusvivendi.reports.fetched import Fetched

    page = f"<html><head>{head or ''}</head><body><p>{OFFER}</p><p>{REST[0]}</p></body></html>"
    sent = Fetched(
        url="https://a.example/",
        asked="https://a.example/",
        when=dt.datetime.now(dt.UTC),
        charset="utf-16-le",
    )
    report = reports.parse(page.encode(encoding), "a.html", fetched=None if head is not None else sent)
    assert OFFER in report.body


def test_the_encoding_the_server_names_goes_before_that_of_the_page() -> None:
    from modusvivendi.reports.encodings import decode_declared

    said = "Закон"
    assert decode_declared(said.encode("koi8-r"), "a", "koi8-r", "cp1251").text == said
    assert decode_declared(said.encode("cp1251"), "a", "rot13", "cp1251").text == said
    assert decode_declared(said.encode("utf-8"), "a", "utf-7", None).text == said


def test_a_page_whose_text_a_script_would_write_is_refused_with_a_remedy() -> None:
    page = b"<html><head><title>Gazette</title></head><body><div id=root></div><script>go()</script></body></html>"
    with pytest.raises(ReportError, match="no text in this page"):
        reports.parse(page, "a.html")


@pytest.mark.parametrize("depth", [300, 3000, 60_000])
@pytest.mark.timeout(60)
def test_deep_nesting_breaks_nothing(depth: int) -> None:
    page = (
        "<html><body>"
        + "<div><b>" * depth
        + f"<p>{OFFER}</p>"
        + "</b></div>" * depth
        + f"<p>{REST[0]}</p></body></html>"
    )
    try:
        check(reports.parse(page.encode(), "a.html"))
    except ReportError as error:
        assert error.hint


def test_a_page_without_an_article_is_read_by_its_layout() -> None:
    page = "<html><body>" + "".join(f"<div>{text}</div>" for text in (TITLE, OFFER, *REST)) + "</body></html>"
    assert paragraphs(reports.parse(page.encode(), "a.html")) == [OFFER, *REST]


def test_line_breaks_and_verbatim_text_divide_paragraphs() -> None:
    page = f"<html><body><article><p>{OFFER}<br><br>{REST[0]}</p><pre>{REST[1]}\n\n{REST[2]}</pre></article></body></html>"
    assert paragraphs(reports.parse(page.encode(), "a.html")) == [OFFER, *REST]


def test_a_web_archive_is_read_as_its_page() -> None:
    page = PAGE.replace("Å", "=C3=85").replace("©", "(c)").replace('="', '=3D"')
    archive = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/waters\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\r\n\r\n"
        "--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{page}\r\n--cut--\r\n"
    )  # fmt: skip
    report = reports.parse(archive.encode(), "waters.mhtml")
    assert OFFER in paragraphs(report)
    assert report.url == "https://gazette.example/waters"


def test_a_table_that_only_lays_out_the_page_hides_no_date() -> None:
    rows = "".join(
        f"<tr><td>{text}</td></tr>" for text in (TITLE, "12 March 2003", f"{OFFER}<br><br>{REST[0]}")
    )
    report = reports.parse(f"<html><body><table>{rows}</table></body></html>".encode(), "a.htm")
    assert paragraphs(report) == [OFFER, REST[0]]
    assert (report.date, report.date_from, report.title) == (dt.date(2003, 3, 12), "date line", TITLE)


def test_what_surrounds_an_article_is_not_read() -> None:
    page = f"""<html><body><div id="cookie-banner"><p>We use cookies. By going on you accept our policy on them.</p></div>
    <main><h1>{TITLE}</h1><div class="content"><p>{OFFER}</p><p>{REST[0]}</p><blockquote><p>{REST[1]}</p></blockquote>
    <aside class="related"><h3>Read more</h3><ul><li><a href="x">Town hall to be painted blue</a></li></ul></aside>
    <p>{REST[2]}</p></div></main><section id="comments"><p>Bob: Norland should leave, everybody says so.</p></section>
    <footer>© Strait Gazette 2024</footer></body></html>"""
    assert paragraphs(reports.parse(page.encode(), "a.html")) == [OFFER, *REST]
