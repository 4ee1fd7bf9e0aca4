"""The visible text of an HTML tree, as pieces in the order of the page; no scripts, nothing hidden."""

from __future__ import annotations

import re
from typing import Any

from modusvivendi.reports.extracted import Piece

_ROLES = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    "li": "item",
    "item": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "cell": "cell",
    "figcaption": "other",
    "caption": "other",
    "nav": "other",
    "footer": "other",
    "button": "other",
}
_BLOCKS = frozenset(
    """address article aside blockquote body center details dialog div dl dt fieldset figure form header hr
    html main menu ol optgroup option p pre search section summary table tbody tfoot thead tr ul quote head
    list row fw code""".split()
) | set(_ROLES)
_SILENT = frozenset(
    """script style noscript template head title meta link iframe object embed applet canvas svg math audio
    video map area select textarea input datalist frame frameset noframes noembed graphic""".split()
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!]|$)"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)|mso-hide\s*:\s*all",
    re.I,
)
_LINE_FEED = "\ue000"
"""Stands for a line break while white space is folded."""


def tree_of(page: str) -> Any | None:
    """Parse a page, however broken; None where there is no element in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def without_hidden(tree: Any) -> Any:
    """Take out what a browser does not show: text that people cannot see must not speak to the reader."""
    doomed = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and element is not tree and is_hidden(element)
    ]
    for element in doomed:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()
    return tree


def is_hidden(element: Any) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").strip().casefold() == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def pieces_of(tree: Any, *, silent: frozenset[str] = _SILENT) -> list[Piece]:
    """Give the visible pieces of a tree, of HTML or of trafilatura's result.

    Nesting may be as deep as it likes: nothing here is recursive.
    """
    from lxml import etree

    found: list[Piece] = []
    roles = ["text"]
    words: list[str] = []
    verbatim = 0

    def flush() -> None:
        text = re.sub(r"\s*" + _LINE_FEED + r"\s*", "\n", "".join(words)) if words else ""
        if text.strip():
            found.append(Piece(text, _settled(roles[-1], text)))
        words.clear()

    def add(text: str | None) -> None:
        if text:
            text = text.replace(_LINE_FEED, " ")
            words.append(text if verbatim else re.sub(r"\s+", " ", text))

    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition("}")[2].casefold()
        if event == "start":
            if tag in silent and element is not tree and not (tag == "head" and "rend" in element.attrib):
                walker.skip_subtree()
                continue
            if tag in ("br", "lb"):
                words.append("\n" if verbatim else _LINE_FEED)
            elif tag in _BLOCKS:
                flush()
                role = element.get("rend") if tag == "head" else _ROLES.get(tag)
                row = element.getparent() if role == "cell" else None
                if row is not None and len(row) == 1:
                    role = "text"  # the only cell of its row: the table only lays out the page
                roles.append(role or ("text" if roles[-1] != "item" else "item"))
                verbatim += tag == "pre"
            add(element.text)
        elif event == "end":
            if tag in _BLOCKS and not (tag in silent and not (tag == "head" and "rend" in element.attrib)):
                flush()
                roles.pop()
                verbatim -= tag == "pre"
            if element is not tree:
                add(element.tail)
        else:
            add(element.tail)
    flush()
    return found


def _settled(role: str, text: str) -> str:
    """Give the role of a piece: what is written in a table cell may be a paragraph or a mere entry."""
    if role == "cell":
        return "text" if len(text.split()) >= 8 else "other"
    return role


def fragment_pieces(fragment: str) -> list[Piece]:
    """Give the pieces of a part of a page, as feeds and mails carry it.

    Examples
    --------
    >>> found = fragment_pieces("<p>Talks <b>resume</b>.<script>alert(1)</script><p>They met.")
    >>> [piece.text for piece in found]
    ['Talks resume.', 'They met.']
    """
    tree = tree_of(f"<html><body>{fragment}</body></html>")
    return pieces_of(without_hidden(tree)) if tree is not None else []
