"""What a file is, told from its content; its name counts only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from modusvivendi.errors import ReportError
from modusvivendi.reports.markdown import MARKDOWN_SUFFIXES


class Format(StrEnum):
    """The formats reports are read from."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "an HTML page"
    ARCHIVED_PAGE = "a web archive (MHTML)"
    PDF = "a PDF document"
    DOCX = "a Word document"
    MAIL = "an e-mail"
    FEED = "an RSS or Atom feed"


SUFFIXES: dict[str, Format] = {
    ".txt": Format.TEXT,
    **dict.fromkeys(MARKDOWN_SUFFIXES, Format.MARKDOWN),
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".mhtml": Format.ARCHIVED_PAGE,
    ".mht": Format.ARCHIVED_PAGE,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".eml": Format.MAIL,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".xml": Format.FEED,
}
"""The extensions reports usually have."""

TEXTS = frozenset({Format.TEXT, Format.MARKDOWN})
"""Formats whose file is the text itself."""

_HEAD = 8192
"""How many bytes are looked at."""

_PACKED = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "META-INF/container.xml": "an EPUB book",
    "content.xml": "an OpenDocument file",
}

_MAIL_FIELD = re.compile(rb"[!-9;-~]+:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_ONLY = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-transfer-encoding)[ \t]*:", re.I | re.M
)
_TAG = re.compile(
    r"<(?:/?(?:p|div|body|head|br|h[1-6]|table|article|section|span|a|li|meta|title)\b|!--)", re.I
)


def recognise(data: bytes, name: str) -> Format:
    """Tell the format of a file.

    Parameters
    ----------
    data
        Its bytes, or the first few thousand of them.
    name
        Its name, for what the content leaves open (plain text or Markdown) and for messages.

    Raises
    ------
    ReportError
        It is an office document or an archive of a kind that is not read.

    Examples
    --------
    >>> recognise(b"%PDF-1.7 ...", "report.txt").name, recognise(b"Talks resume.", "report.md").name
    ('PDF', 'MARKDOWN')
    """
    by_name = SUFFIXES.get(PurePath(name).suffix.casefold(), Format.TEXT)
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReportError(
                "this document is protected by a password",
                file=name,
                hint="open it, take the protection off and save it again",
            )
        raise ReportError(
            "this is an old Office document (.doc), which is not read", file=name, hint="save it as .docx"
        )
    if head.startswith(b"{\\rtf"):
        raise ReportError(
            "this is a Rich Text document, which is not read", file=name, hint="save it as .docx"
        )
    text = _as_ascii(head)
    marked = _marked_up(text)
    if marked is not None:
        return marked
    if by_name not in (Format.MARKDOWN,) and _is_mail(head, sure=by_name in TEXTS):
        if by_name is Format.ARCHIVED_PAGE or re.search(rb"^Snapshot-Content-Location:", head, re.I | re.M):
            return Format.ARCHIVED_PAGE
        return Format.MAIL
    if by_name is Format.HTML and _TAG.search(text):
        return Format.HTML
    return Format.MARKDOWN if by_name is Format.MARKDOWN else Format.TEXT


def _packed(data: bytes, name: str) -> Format:
    """Tell what a ZIP archive is; where only its beginning is given, trust the name of the first parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = [match.decode("latin-1") for match in re.findall(rb"[\w\[\]/.-]{4,60}", data[:_HEAD])]
        if any("word/" in part or "[Content_Types].xml" in part for part in names):
            return Format.DOCX
        if PurePath(name).suffix.casefold() == ".docx":
            return Format.DOCX  # its reader says what is wrong with it
    if any(part == "word/document.xml" for part in names):
        return Format.DOCX
    for start, what in _PACKED.items():
        if any(part.startswith(start) for part in names):
            raise ReportError(
                f"this is {what}, which is not read", file=name, hint="save its text as .docx, .html or .txt"
            )
    raise ReportError(
        "this is a ZIP archive, not a report", file=name, hint="unpack it and name the files in it"
    )


def _as_ascii(head: bytes) -> str:
    """Give the beginning of a text in whatever encoding, good enough to find markup in it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:]
    if b"\0" in head[:200]:  # UTF-16 or UTF-32
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _marked_up(text: str) -> Format | None:
    """Tell a page or a feed by its first element, past declarations and comments."""
    place = 0
    skipped = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!(?!doctype\s+html)[^>\[]*(?:\[.*?\]\s*)?>", re.S | re.I)
    while match := skipped.match(text, place):
        place = match.end()
    start = text[place : place + 200]
    if re.match(r"<(?:rss|feed|rdf:RDF|(?:\w+:)feed)\b", start):
        return Format.FEED
    if re.match(r"<!doctype\s+html|<html\b|<head\b|<body\b", start, re.I):
        return Format.HTML
    return None


def _is_mail(head: bytes, *, sure: bool) -> bool:
    """Tell whether a text begins with the header of an e-mail; ``sure`` asks for a field only mail has."""
    if head.startswith(b"From "):  # the line mailboxes put before a message
        head = head.partition(b"\n")[2]
    end, fields = 0, 0
    while match := _MAIL_FIELD.match(head, end):
        end, fields = match.end(), fields + 1
    header = head[:end]
    if fields < 2:
        return False
    if sure:
        return _MAIL_ONLY.search(header) is not None
    return (
        re.search(rb"^(?:from|subject|date|content-type|mime-version)[ \t]*:", header, re.I | re.M)
        is not None
    )
