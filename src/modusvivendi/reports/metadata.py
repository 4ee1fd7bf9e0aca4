"""What the head of a web page says about it: JSON-LD, meta elements, the canonical address."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modusvivendi.reports.dates import find_dates
from modusvivendi.reports.extracted import cleaned
from modusvivendi.reports.outlets import display_name, same_outlet

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|PressRelease|Statement|LiveBlogPosting)$")
_DATES = """article:published_time og:article:published_time og:published_time article:published datepublished
    dc.date.issued dcterms.issued dc.date.created dcterms.created dcterms.date dc.date publication_date
    publication-date publish-date publish_date publishdate pubdate published-date parsely-pub-date
    sailthru.date citation_publication_date citation_date dateissued date""".split()
_OUTLETS = (
    "og:site_name dc.publisher dcterms.publisher publisher citation_journal_title application-name".split()
)
_TITLES = "og:title twitter:title dc.title dcterms.title citation_title headline".split()
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(?P<url>https?://\S+)")


@dataclass(frozen=True)
class PageMetadata:
    """Title, outlet, date and address as the page's head tells them; None for what it does not tell."""

    title: str | None = None
    outlet: str | None = None
    date: dt.date | None = None
    url: str | None = None


def page_metadata(tree: Any) -> PageMetadata:
    """Read the metadata of a page.

    Parameters
    ----------
    tree
        The page as lxml parses it.

    Notes
    -----
    Only dates of publication count; that a page was modified or archived tells nothing about the report.
    """
    meta = _meta(tree)
    article = _article(tree)
    outlet = _text(next((meta[key] for key in _OUTLETS if key in meta), None)) or _publisher(article)
    title = (
        _text(article.get("headline"))
        or _text(next((meta[key] for key in _TITLES if key in meta), None))
        or _only_heading(tree)
        or _text(tree.findtext(".//title"))
    )
    dates = [
        article.get("datePublished"),
        *(meta[key] for key in _DATES if key in meta),
        *_times(tree),
    ]
    return PageMetadata(
        title=_without_outlet(title, outlet) if title else None,
        outlet=display_name(outlet) if outlet else None,
        date=next((date for value in dates if (date := _date(value)) is not None), None),
        url=_url(tree, meta, article),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Give the page's ``meta`` elements, the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().casefold(), content)
    return found


def _article(tree: Any) -> dict[str, Any]:
    """Give the JSON-LD description of the page's article, preferring one that the page itself shows."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [item for item in _things(data) if _is_article(item)]
    heading = _plain(_only_heading(tree) or "")
    for item in found:
        if heading and _plain(_text(item.get("headline")) or "") == heading:
            return item
    return next((item for item in found if item.get("datePublished")), found[0] if found else {})


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Give all objects in a JSON-LD document, the outer ones first."""
    waiting = [data]
    for _ in range(5000):
        if not waiting:
            return
        here = waiting.pop(0)
        if isinstance(here, dict):
            yield here
            waiting += [value for value in here.values() if isinstance(value, dict | list)]
        elif isinstance(here, list):
            waiting += here


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in _listed(kinds))


def _publisher(article: dict[str, Any]) -> str | None:
    for key in ("publisher", "isPartOf", "sourceOrganization"):
        for value in _listed(article.get(key)):
            name = _text(value.get("name") if isinstance(value, dict) else value)
            if name and not name.startswith("http"):
                return name
    return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    """Give a value as a line of text, if it is one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    if "&" in value or "<" in value:
        from html import unescape

        value = re.sub(r"<[^<>]{0,200}>", "", unescape(value))
    return " ".join(cleaned(value).split())[:500] or None


def _only_heading(tree: Any) -> str | None:
    """Give the text of the page's first-level heading, if there is just one."""
    headings = [text for element in tree.iter("h1") if (text := _text("".join(element.itertext())))]
    return headings[0] if len(headings) == 1 else None


def _times(tree: Any) -> Iterator[str]:
    """Give the values of ``time`` and other elements that are marked as the time of publication."""
    for element in tree.iter("time", "abbr", "span", "meta"):
        marks = " ".join(element.get(key) or "" for key in ("itemprop", "class", "pubdate")).casefold()
        if element.tag == "time" and element.get("pubdate") is not None:
            marks += " published"
        if re.search(r"\b(?:datepublished|dt-published|entry-date|published)\b", marks):
            yield (
                element.get("datetime")
                or element.get("title")
                or element.get("content")
                or element.text
                or ""
            )


def _date(value: Any) -> dt.date | None:
    written = _text(value)
    found = find_dates(written) if written else []
    if found:
        return found[0].date
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", written or "")
    try:
        return dt.date(*(int(part) for part in compact.groups())) if compact else None
    except ValueError:
        return None


def _url(tree: Any, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    links = (
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").casefold().split()
    )
    page = article.get("mainEntityOfPage")
    candidates = [
        *links,
        meta.get("og:url"),
        page.get("@id") if isinstance(page, dict) else page,
        article.get("url"),
    ]
    for value in candidates:
        if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"']+", value.strip()):
            return value.strip()
    for comment in tree.getroottree().xpath("//comment()"):
        match = _SAVED_FROM.search(comment.text or "")
        if match:
            return match["url"]
    return None


def _without_outlet(title: str, outlet: str | None) -> str:
    """Take the outlet's name off the end or the beginning of a title."""
    if outlet is None:
        return title
    for mark in (" | ", " - ", " – ", " — ", " :: ", " · ", " « ", " » "):
        parts = title.split(mark)
        if len(parts) > 1 and same_outlet(parts[-1], outlet):
            return mark.join(parts[:-1]).strip()
        if len(parts) > 1 and same_outlet(parts[0], outlet):
            return mark.join(parts[1:]).strip()
    return title


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()
