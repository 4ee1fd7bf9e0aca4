# ruff: noqa: E501  (the texts read best in one line)
"""Feeds: one report per entry, known by its own bytes."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from modusvivendi import reports
from modusvivendi.errors import ReportError
from tests.reports.specimens import OFFER, REST, TITLE, feed, item
from tests.reports.test_html import paragraphs
from tests.reports.test_load import check


def test_every_entry_is_a_report_with_outlet_date_title_and_address(tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    path.write_bytes(
        feed(item(TITLE, OFFER), item("Sudmark says no", REST[0], "Sat, 04 May 2024 09:00:00 GMT", 2))
    )
    found = reports.load_all(path)
    for report in found:
        check(report)
    assert [report.name for report in found] == [
        "news-island-offers-to-open-its-waters.rss",
        "news-sudmark-says-no.rss",
    ]
    assert [paragraphs(report) for report in found] == [[OFFER], [REST[0]]]
    assert [report.date for report in found] == [dt.date(2024, 5, 3), dt.date(2024, 5, 4)]
    assert found[1].url == "https://gazette.example/2"
    assert {report.outlet for report in found} == {"Strait Gazette"}
    assert len({report.stem for report in found}) == 2


def test_an_entry_keeps_its_identity_when_the_feed_moves_on() -> None:
    old, new = item(TITLE, OFFER), item("Sudmark says no", REST[0])
    before = reports.parse_all(feed(old), "news.rss")
    after = reports.parse_all(feed(new, old), "news.rss")
    assert before[0] == after[1]
    assert before[0].sha256 == hashlib.sha256(old.encode()).hexdigest()
    assert after[0].sha256 != after[1].sha256


def test_entries_of_the_same_title_are_told_apart() -> None:
    found = reports.parse_all(feed(item(TITLE, OFFER), item(TITLE, REST[0]), item(TITLE, OFFER)), "news.rss")
    assert len({report.name for report in found}) == 2 <= len(found)
    assert len({report.sha256 for report in found}) == len(found)


def test_atom_is_read_and_an_aggregated_entry_names_its_own_source() -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>All the news</title>
    <entry><title>{TITLE}</title><link href="https://gazette.example/1"/><published>2024-05-03T22:00:00-04:00</published>
    <updated>2024-05-09T00:00:00Z</updated><source><title>Strait Gazette</title></source>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{OFFER}</p></div></content></entry></feed>"""
    report = reports.parse(atom.encode(), "all.xml")
    assert paragraphs(report) == [OFFER]
    assert (report.outlet, report.date) == ("Strait Gazette", dt.date(2024, 5, 3))


def test_a_feed_in_place_of_one_report_is_refused() -> None:
    with pytest.raises(ReportError, match="2 reports"):
        reports.parse(feed(item(TITLE, OFFER), item("B", REST[0])), "news.rss")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (feed(), "no entries"),
        (feed("<item><title>Only a title</title></item>"), "no entry of this feed has any text"),
        (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
            b"<rss version='2.0'><channel><item><description>&b;</description></item></channel></rss>",
            "entities",
        ),
        (b"<rss", "feed"),
    ],
)
def test_feeds_that_cannot_be_used_are_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        reports.parse_all(data, "news.rss")


def test_a_feed_that_is_not_well_formed_is_read_with_a_warning() -> None:
    broken = feed(item("Norland & Sudmark", OFFER))
    found = reports.parse_all(broken, "news.rss")
    assert paragraphs(found[0]) == [OFFER]
    assert "not well-formed" in found[0].warnings[0]


def test_an_entity_that_names_a_file_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word", encoding="utf-8")
    hostile = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel>'
        f"<item><title>&x;</title><description>{OFFER}</description></item></channel></rss>"
    )
    with pytest.raises(ReportError, match="entities"):
        reports.parse_all(hostile.encode(), "news.rss")
