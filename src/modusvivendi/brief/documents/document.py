"""A brief as a document: headings, paragraphs, lists, tables and notes, before any format.

Every writer (DOCX, PDF, LaTeX, Markdown) sets the same document, so that none says more or less than another.
Text is plain and on one line; each writer escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

Look = Literal["plain", "strong", "quiet", "code", "said", "condition"]


def plain(text: str) -> str:
    r"""Put a text on one line, without what a file cannot hold or what would turn the text around it.

    Examples
    --------
    >>> plain("two\n lines \u202eturned\u202c")
    'two lines turned'
    """
    return " ".join(_TURNING.sub("", _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)).split())


@dataclass(frozen=True)
class Text:
    """A run of text: ``said`` is a sentence of a report, ``condition`` the part of it that is a condition."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True)
class Marks:
    """Numbers of statements, each leading to its note in the annex."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Reference:
    """A link to another place of the document."""

    text: str
    anchor: str


Part = Text | Marks | Reference
Line = tuple[Part, ...]


def line(*parts: str | Part | None) -> Line:
    """Put parts on a line: strings are plain text, None and marks without a number are left out."""
    made = (Text(plain_keeping_edges(part)) if isinstance(part, str) else part for part in parts)
    return tuple(p for p in made if p is not None and p not in (Text(""), Marks(())))


def plain_keeping_edges(text: str) -> str:
    """Make a text plain, with a blank at its ends where it had some: it stands between others."""
    inner = plain(text)
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def strong(text: str) -> Text:
    """Give text that stands out."""
    return Text(plain_keeping_edges(text), "strong")


def quiet(text: str) -> Text:
    """Give text that stands back."""
    return Text(plain_keeping_edges(text), "quiet")


def code(text: str) -> Text:
    """Give a formula, an id or a command."""
    return Text(plain(text), "code")


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section, 2 a part of it."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: a ``lead`` is read first, an ``intro`` explains, a ``caveat`` says how to handle it."""

    line: Line
    kind: Literal["body", "lead", "intro", "quotation", "caveat"] = "body"


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    title
        What it shows.
    columns
        Their headings.
    rows
        A line a cell.
    widths
        Of the columns, in relation to each other.
    centred
        Numbers of the columns whose cells are marks or figures.
    groups
        Headings over several columns, with how many each spans; empty for none.
    notes
        What a reader has to know, one sentence each.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    centred: frozenset[int] = frozenset()
    groups: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()

    def pieces(self, room: float) -> Iterator[Grid]:
        """Split a table that is too wide into several, of which the later repeat the first column.

        Parameters
        ----------
        room
            What a line holds, in the unit of ``widths``.
        """
        parts = [[0]]
        for number in range(1, len(self.columns)):
            if len(parts[-1]) > 1 and sum(self.widths[n] for n in [*parts[-1], number]) > room:
                parts.append([0])
            parts[-1].append(number)
        spanned = [group for group, span in self.groups for _ in range(span)]
        for place, kept in enumerate(parts):
            groups = groupby(spanned[n] for n in kept) if spanned else ()
            yield Grid(
                self.title if place == 0 else f"{self.title} (continued)",
                tuple(self.columns[n] for n in kept),
                tuple(tuple(row[n] for n in kept) for row in self.rows),
                tuple(self.widths[n] for n in kept),
                frozenset(at for at, n in enumerate(kept) if n in self.centred),
                tuple((group, len(list(same))) for group, same in groups),
                self.notes if place == len(parts) - 1 else (),
            )


@dataclass(frozen=True)
class Note:
    """A statement in the annex: its number, what is claimed, and the lines below it."""

    number: int
    claim: Line
    sentence: Line
    facts: tuple[Line, ...]


@dataclass(frozen=True)
class Picture:
    """A picture of ours, as SVG; ``alt`` says what it shows."""

    svg: str
    alt: str

    @property
    def in_words(self) -> Paragraph:
        """What stands in its place in a format that holds no pictures."""
        return Paragraph(line(quiet(f"Drawn in the page: {self.alt}")))


Block = Heading | Paragraph | Items | Grid | Note | Picture


@dataclass(frozen=True)
class Document:
    """A whole document.

    Attributes
    ----------
    title, kicker
        What it is about, and what it is.
    caveats
        How it is to be handled; shown on every page where a format has pages.
    blocks
        From top to bottom.
    made_by
        The program and its version.
    """

    title: str
    kicker: str
    caveats: tuple[str, ...]
    blocks: tuple[Block, ...]
    made_by: str


def anchor_of(number: int) -> str:
    """Give the anchor of a note.

    Examples
    --------
    >>> anchor_of(7)
    'statement-7'
    """
    return f"statement-{number}"
