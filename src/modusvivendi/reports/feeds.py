"""RSS and Atom feeds: every entry is a report of its own."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from modusvivendi.errors import ReportError
from modusvivendi.reports import outlets
from modusvivendi.reports.dates import find_dates
from modusvivendi.reports.extracted import Extracted, Piece, cleaned, put_together
from modusvivendi.reports.markup import fragment_pieces

MOST_ENTRIES = 10_000
"""Entries a feed may have."""


@dataclass(frozen=True)
class Entry:
    """An entry of a feed.

    Attributes
    ----------
    name
        What tells it apart within the feed, made from its title.
    sha256
        Digest of the bytes of its element; where the feed is not well-formed, of what it says.
    extracted
        Its text and metadata.
    """

    name: str
    sha256: str
    extracted: Extracted


def read_feed(data: bytes, name: str, *, charset: str | None = None) -> tuple[Entry, ...]:
    """Read the entries of a feed, in its order; those without any text are left out and counted.

    Parameters
    ----------
    data, name
        The feed and its name.
    charset
        The encoding it was sent with (HTTP).

    Raises
    ------
    ReportError
        It is no feed, has no entries, none of them has text, or it defines entities of its own.
    """
    import feedparser

    spans = _elements(data, name)
    # A stream, never the bytes: feedparser would take a string for an address or a file's name.
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        LookupError,
        RecursionError,
        AssertionError,
    ) as error:
        raise _damaged(name) from error
    if not feed.entries:
        if feed.bozo and not feed.version:
            raise _damaged(name)
        raise ReportError("this feed has no entries", file=name, hint="fetch it again later")
    if len(feed.entries) > MOST_ENTRIES:
        raise ReportError(f"this feed has more than {MOST_ENTRIES} entries", file=name, hint="split it")
    whole = spans if spans is not None and len(spans) == len(feed.entries) else None
    outlet = _line(feed.feed.get("title"))
    entries: list[Entry] = []
    taken: set[str] = set()
    seen: set[str] = set()
    for number, found in enumerate(feed.entries):
        extracted = _extracted(found, outlet, is_sound=whole is not None)
        if extracted is None:
            continue
        said = data[slice(*whole[number])] if whole else _canonical(found)
        digest = hashlib.sha256(said).hexdigest()
        if digest in seen:
            continue
        seen.add(digest)
        part = _slug(extracted.title) or digest[:8]
        if part in taken:
            part = f"{part}-{digest[:8]}"
        taken.add(part)
        entries.append(Entry(part, digest, extracted))
    if not entries:
        raise ReportError(
            "no entry of this feed has any text",
            file=name,
            hint="it only announces; save the pages it points to",
        )
    return tuple(entries)


def _damaged(name: str) -> ReportError:
    return ReportError("this is not a feed, or a damaged one", file=name, hint="RSS and Atom are read")


def _elements(data: bytes, name: str) -> list[tuple[int, int]] | None:
    """Give the spans of the entries' elements in the bytes; None where the XML is not well-formed.

    Raises
    ------
    ReportError
        The feed defines entities, which no feed needs and which could unfold to anything.
    """
    parser = expat.ParserCreate()
    spans: list[tuple[int, int]] = []
    starts: list[int] = []

    def start(tag: str, _attributes: Any) -> None:
        if tag.rpartition(":")[2] in {"item", "entry"}:
            starts.append(parser.CurrentByteIndex)

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] in {"item", "entry"}:
            begun = starts.pop()
            if not starts:
                close = data.find(b">", parser.CurrentByteIndex)
                spans.append((begun, close + 1))

    def entity(*_declared: Any) -> None:
        raise ReportError("this feed defines entities of its own", file=name, hint="such feeds are not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return spans


def _extracted(entry: Any, outlet: str | None, *, is_sound: bool) -> Extracted | None:
    """Give the text and metadata of an entry; None where it has no text besides its title."""
    title = _line(entry.get("title"))
    written = _written(entry)
    if not any(cleaned(piece.text) for piece in written):
        return None
    pieces = [Piece(title, "h1"), *written] if title else written
    body, units = put_together(pieces)
    source = entry.get("source")
    named = (_line(source.get("title")) if isinstance(source, dict) else None) or outlet
    dates = find_dates(_line(entry.get("published") or entry.get("updated")) or "")
    link = entry.get("link")
    return Extracted(
        body,
        units,
        title=title,
        outlet=outlets.display_name(named) if named else None,
        date=dates[0].date if dates else None,
        url=link if isinstance(link, str) and re.match(r"https?://\S+$", link) else None,
        warnings=() if is_sound else ("the feed is not well-formed; some of it may be missing",),
    )


def _written(entry: Any) -> list[Piece]:
    """Give the longest text an entry carries: its content, or its summary."""
    candidates = [value.get("value") or "" for value in entry.get("content") or []]
    candidates.append(entry.get("summary") or "")
    return max(
        (fragment_pieces(value) for value in candidates),
        key=lambda pieces: sum(len(piece.text) for piece in pieces),
    )


def _line(value: Any) -> str | None:
    """Give a value as a line of text without markup."""
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" in value or "&" in value:
        value = " ".join(piece.text for piece in fragment_pieces(value))
    return " ".join(cleaned(value).split())[:500] or None


def _canonical(entry: Any) -> bytes:
    """Give what an entry says, in a form that is the same for the same entry."""
    fields = {key: entry.get(key) for key in ("id", "link", "title", "published", "summary")}
    fields["content"] = [value.get("value") for value in entry.get("content") or []]
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _slug(title: str | None) -> str:
    """Give a title as a part of a file name.

    Examples
    --------
    >>> _slug("Ålesund’s fishermen: strike “over”")
    'alesund-s-fishermen-strike-over'
    """
    plain = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode()
    if not any(char.isalpha() for char in plain):
        return ""
    marked = unicodedata.normalize("NFKD", title or "")
    marked = "".join(char if not unicodedata.combining(char) else "" for char in marked)
    return re.sub(r"[^a-z0-9]+", "-", marked.casefold())[:48].strip("-")
