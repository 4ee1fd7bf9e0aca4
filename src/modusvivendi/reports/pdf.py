"""PDF documents: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from modusvivendi.errors import ReportError
from modusvivendi.reports.extracted import Extracted, Piece, cleaned, put_together

MOST_PAGES = 1000
"""A report is one published text; a document of more pages is a book."""

MOST_CHARACTERS = 4_000_000
"""Characters on the pages after which reading stops."""

_LOCK = threading.Lock()  # PDFium must not be called from two threads at a time

_HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line, in place of the line end too."""

_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|sur)\s*\d{1,4})?\W*", re.I
)
_BULLET = re.compile(r"(?:[-*+•‣▪●◦–—]|\(?\d{1,2}[.)])\s+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(frozen=True)
class Line:
    """A line of a page: its text and its box, in points from the lower left corner."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float


def read_pdf(data: bytes, name: str) -> Extracted:
    """Read a PDF document.

    Running heads and page numbers are left out, words divided at line ends are put together again. The day
    a file was made is not the day its text appeared, so no date is taken from the properties.

    Raises
    ------
    ReportError
        The document is protected or damaged, has too many pages, or its pages are pictures.
    """
    with _LOCK:
        pages, title = _pages(data, name)
    lines = [line for page in _without_running_heads(pages) for line in page]
    pieces = list(_paragraphs(lines))
    body, units = put_together(pieces)
    if not any(char.isalpha() for char in body):
        raise ReportError(
            "there is no text in this PDF; its pages are pictures",
            file=name,
            hint="run text recognition (OCR) on it and save the text",
        )
    empty = sum(not page for page in pages)
    warnings = (f"{empty} of {len(pages)} pages have no text and were not read",) if empty else ()
    return Extracted(body, units, fallback_title=title, warnings=warnings)


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], str | None]:
    """Give the lines of each page, and the title in the document's properties."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise ReportError(
                "this PDF is protected by a password",
                file=name,
                hint="open it with the password and save or print it without",
            ) from error
        raise _damaged(name) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReportError(
                f"this PDF has {count} pages; at most {MOST_PAGES} are read",
                file=name,
                hint="a report is one published text; save the pages you need",
            )
        title = cleaned(document.get_metadata_dict().get("Title", ""))
        pages: list[list[Line]] = []
        left = MOST_CHARACTERS
        for number in range(count):
            page = document[number]
            text = page.get_textpage()
            left -= text.count_chars()
            if left < 0:
                raise ReportError(
                    "there is too much text in this PDF for one report",
                    file=name,
                    hint="a report is one published text; save the pages you need",
                )
            pages.append(list(_lines(text, number)))
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _damaged(name) from error
    finally:
        document.close()
    if not pages:
        raise _damaged(name)
    return pages, title if title and not re.search(
        r"\.(?:docx?|pdf|indd|odt)$|untitled", title, re.I
    ) else None


def _damaged(name: str) -> ReportError:
    return ReportError(
        "this PDF is damaged and cannot be read", file=name, hint="get it again, or save its text as .txt"
    )


def _lines(text: Any, number: int) -> Iterator[Line]:
    """Give the lines of a page in PDFium's reading order, which goes down one column after the other."""
    import pypdfium2.raw as pdfium

    chars: list[str] = []
    first = 0
    for index in range(text.count_chars() + 1):
        code = pdfium.FPDFText_GetUnicode(text, index) if index < text.count_chars() else 10
        char = chr(code) if code < 0x110000 else "\ufffd"
        if char in _HYPHENS:  # stands for the hyphen and the line end
            chars.append("-")
        elif code not in (10, 13):
            chars.append(char)
            continue
        written = "".join(_LIGATURES.get(char, char) for char in chars)
        if written.strip(" \t\xa0\0"):
            inked = [place for place, char in enumerate(chars) if not char.isspace()]
            if inked:
                start = _box(text, first + inked[0])
                end = _box(text, first + inked[-1])
                size = max(start[3] - start[1], end[3] - end[1], 1.0)
                yield Line(number, written.strip(), start[0], end[2], start[1], size)
        chars, first = [], index + 1


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    """Give a character's box with room for the whole font (left, bottom, right, top)."""
    import ctypes

    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers, and lines that stand at the head or foot of half the pages."""

    def edges(page: list[Line]) -> set[Line]:
        by_height = sorted(page, key=lambda line: line.base)
        return {*by_height[:2], *by_height[-2:]}

    def pattern(line: Line) -> str:
        return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()

    seen = Counter(found for page in pages for found in {pattern(line) for line in edges(page)})
    often = {found for found, times in seen.items() if times >= max(2, len(pages) / 2)}
    kept = []
    for page in pages:
        edge = edges(page)
        kept.append(
            [
                line
                for line in page
                if not (
                    line in edge
                    and (
                        _PAGE_NUMBER.fullmatch(line.text)
                        or (len(pages) > 1 and pattern(line) in often and len(line.text) < 120)
                    )
                )
            ]
        )
    return kept


def _paragraphs(lines: list[Line]) -> Iterator[Piece]:
    """Put lines together to paragraphs and headings."""
    if not lines:
        return
    size = _usual([(line.size, len(line.text)) for line in lines])
    pitches = [
        before.base - line.base
        for before, line in pairwise(lines)
        if before.page == line.page
        and 0.7 * size < before.base - line.base < 3 * size
        and _alike(before, line)
    ]
    # Not the median: where paragraphs are short, the steps between them are as many as those within them.
    pitch = sorted(pitches)[len(pitches) // 4] if pitches else 1.2 * size
    largest = max((line.size for line in lines if line.page == lines[0].page), default=size)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", " ".join(line.text for line in lines)))
    columns = _right_edges(lines)
    run = [lines[0]]
    for before, line in pairwise(lines):
        if _divided(before, line, pitch, columns):
            yield _piece(run, size, largest, words)
            run = []
        run.append(line)
    yield _piece(run, size, largest, words)


def _usual(weighted: list[tuple[float, int]]) -> float:
    """Give the value that most characters have."""
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[round(value, 1)] += weight
    return counts.most_common(1)[0][0]


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) < 0.07 * max(one.size, other.size)


def _right_edges(lines: list[Line]) -> dict[tuple[int, int], float]:
    """Give how far the lines of each column go to the right; a column is known by where its lines begin."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, round(line.left / 40))
        edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _divided(before: Line, line: Line, pitch: float, columns: dict[tuple[int, int], float]) -> bool:
    """Tell whether a new paragraph begins with a line."""
    if not _alike(before, line) or _BULLET.match(line.text):
        return True
    ends = _ENDS_SENTENCE.search(before.text) is not None
    down = before.base - line.base
    if before.page != line.page or down < -0.3 * line.size:  # the next page or column
        return ends
    if down < 0.3 * line.size:  # beside each other
        return False
    if down > max(1.35 * pitch, 1.1 * line.size):
        return True
    edge = columns.get((before.page, round(before.left / 40)), before.right)
    is_short = before.right < edge - 0.12 * (edge - before.left)
    is_indented = 0.7 * line.size < line.left - before.left < 6 * line.size
    return (ends and (is_short or is_indented)) or (
        is_short and before.right < edge - 0.45 * (edge - before.left)
    )


def _piece(run: list[Line], size: float, largest: float, words: Counter[str]) -> Piece:
    """Join the lines of a paragraph."""
    text = run[0].text
    for line in run[1:]:
        text = _joined(text, line.text, words)
    first = run[0]
    if first.size > 1.12 * size and len(text) < 300:
        return Piece(text, "h1" if first.page == 0 and first.size > 0.97 * largest else "h3")
    bullet = _BULLET.match(text)
    if bullet and len(text) > bullet.end() and not text[bullet.end()].isdigit():
        return Piece(text[bullet.end() :], "item")
    return Piece(text)


def _joined(text: str, following: str, words: Counter[str]) -> str:
    """Join a line to what goes before; a word divided between them becomes one again."""
    divided = re.search(r"([^\W\d_]+)[-‐]$", text)
    rest = re.match(r"[^\W\d_]+", following)
    if divided and rest and following[0].islower():
        written_so = f"{divided[1]}-{rest.group()}" in words  # elsewhere, within a line
        return text[:-1] + ("-" if written_so else "") + following
    return f"{text} {following}"
