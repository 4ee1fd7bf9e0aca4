"""Markdown: which stretches of the source are headings and paragraphs, and what is markup in them.

The stored body is the Markdown source itself, so that offsets stay those of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from modusvivendi.reports.units import Line, Unit, join, lines, wrap_width

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
"""How names of Markdown files end."""

_OPENERS = re.compile(r"(?:\s*>)*\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:\[[ xX]\]\s+)?(?:\s*>)*\s*(?:#{1,6}\s+)?")
_WRAPPERS = ("***", "**", "__", "~~", "*", "_", "`")
_LINKS_ONLY = re.compile(r"(?:\s*!?\[[^\]]*\]\([^)]*\)[\s|·•,/]*)+")
_UNDERLINE = re.compile(r"\s*(?:=+|-{2,})\s*")


def markdown_units(body: str, start: int = 0) -> list[Unit]:
    """Give the units of a Markdown source from ``start`` on, in order.

    Heading marks, list marks, quotation marks of block quotes and emphasis around a whole unit are left out
    of its span; code, tables, images, raw HTML and paragraphs of nothing but links get the role ``other``.
    """
    from markdown_it import MarkdownIt

    all_lines = list(lines(body, start))
    # Only blocks are wanted; inline markup stays as it stands, and is dear to parse where it is malformed.
    tokens = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"]).parse(body[start:])
    units: list[Unit] = []
    inside = {"list_item": 0, "blockquote": 0}
    for place, token in enumerate(tokens):
        container = token.type.removesuffix("_open").removesuffix("_close")
        if container in inside:
            inside[container] += token.nesting
        if token.map is None:
            continue
        first, last = token.map
        block = [line for line in all_lines[first:last] if line.end > line.start]
        if not block:
            continue
        if token.type in {"fence", "code_block", "html_block"}:
            units.append(Unit(block[0].start, block[-1].end, "other", True))
        elif token.type == "inline":
            units += _inline_units(body, block, _role(tokens[place - 1], inside))
    return _in_order(units)


def _role(opener: Token, inside: dict[str, int]) -> str:
    """Tell what an inline token is the content of, from the token before it and the open containers."""
    if opener.type == "heading_open":
        return opener.tag
    if opener.type in {"th_open", "td_open"}:
        return "other"
    return "item" if inside["list_item"] else "quote" if inside["blockquote"] else "text"


def _inline_units(body: str, block: list[Line], role: str) -> list[Unit]:
    """Give the units of one heading, paragraph or cell."""
    if role == "other":
        return [Unit(block[0].start, block[-1].end, role, True)]
    if role.startswith("h") and len(block) > 1 and _UNDERLINE.fullmatch(body, block[-1].start, block[-1].end):
        block = block[:-1]
    width = wrap_width([body[line.start : line.end] for line in block[:-1]])
    # Header lines often stand one under the other without a blank line; line ends do not divide prose.
    divided = role == "text" and _looks_like_header([body[line.start : line.end] for line in block])
    runs = join(body, block, width) if divided else [block]
    units = []
    for run in runs:
        begin, end = _without_marks(body, run[0].start, run[-1].end, role)
        if end <= begin:
            continue
        only_links = _LINKS_ONLY.fullmatch(body, begin, end) is not None
        units.append(Unit(begin, end, "other" if only_links else role, len(runs) == 1))
    return units


def _looks_like_header(texts: list[str]) -> bool:
    """Tell whether a run of lines is a stack of short lines rather than a paragraph."""
    return len(texts) > 1 and all(
        len(text.split()) <= 14 and not re.search(r"[a-z]{2}\.$", text) for text in texts
    )


def _without_marks(body: str, start: int, end: int, role: str) -> tuple[int, int]:
    """Narrow a span to what stands inside its marks."""
    match = _OPENERS.match(body, start, end)
    if match:
        start = match.end()
    while start < end and body[start].isspace():
        start += 1
    if role.startswith("h"):
        closing = re.search(r"\s+#+\s*$", body[start:end])
        if closing:
            end = start + closing.start()
    narrowed = True
    while narrowed:
        narrowed = False
        for mark in _WRAPPERS:
            inner = body[start + len(mark) : end - len(mark)]
            if (
                end - start > 2 * len(mark)
                and body.startswith(mark, start)
                and body.endswith(mark, 0, end)
                and mark not in inner
                and not inner[:1].isspace()
            ):
                start, end, narrowed = start + len(mark), end - len(mark), True
                break
    return start, end


def _in_order(units: list[Unit]) -> list[Unit]:
    """Sort units and drop what overlaps (the cells of a table share its line)."""
    result: list[Unit] = []
    for unit in sorted(units, key=lambda unit: (unit.start, unit.end)):
        if not result or unit.start >= result[-1].end:
            result.append(unit)
    return result


_INLINE = re.compile(
    r"""
      (?P<image>!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\))
    | \[(?P<text>[^\[\]\n]+)\](?P<target>\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])
    | (?P<auto><(?:https?://|mailto:)[^>\s]*>)
    | (?P<note>\[\^[^\]\n]+\])
    | (?P<tag></?[a-zA-Z][^<>\n]{0,200}>)
    | (?P<strong>\*\*|__|~~)(?=\S)(?P<strong_text>.+?)(?<=\S)(?P=strong)
    | (?<![\w*])(?P<em>[*_])(?=[^\s*_])(?P<em_text>[^*_\n]+?)(?<=\S)(?P=em)(?![\w*])
    | (?P<escape>\\)(?=[!-/:-@\[-`{-~])
    | (?P<quote>(?<=\n)[ ]{0,3}(?:>[ ]?)+)
    """,
    re.VERBOSE,
)


def blanked(text: str) -> str:
    """Replace inline markup by spaces, keeping every other character at its offset.

    Link targets, images, emphasis marks, footnote marks and HTML tags are blanked; link texts stay.

    Examples
    --------
    >>> blanked("Oslo [said](https://a.example) *yes*.")
    'Oslo  said                     yes .'
    """
    chars = list(text)

    def blank(start: int, end: int) -> None:
        for place in range(start, end):
            if chars[place] not in "\r\n":
                chars[place] = " "

    for _ in range(3):  # emphasis inside links inside emphasis
        current = "".join(chars)
        for match in _INLINE.finditer(current):
            kept = next(
                (name for name in ("text", "strong_text", "em_text") if match[name] is not None), None
            )
            if kept:
                blank(match.start(), match.start(kept))
                blank(match.end(kept), match.end())
            else:
                blank(match.start(), match.end())
        if "".join(chars) == current:
            break
    return "".join(chars)
