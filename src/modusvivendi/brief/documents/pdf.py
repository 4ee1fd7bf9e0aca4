"""The brief as PDF: the document as a plain page with a style sheet for print, set by WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from modusvivendi.brief.documents.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Marks,
    Note,
    Paragraph,
    Part,
    Picture,
    Reference,
    Text,
    anchor_of,
)
from modusvivendi.errors import CaseError


def pdf(document: Document) -> bytes:
    """Give the document as the bytes of a tagged PDF.

    Raises
    ------
    CaseError
        If WeasyPrint, or a library of the system that it needs, is not installed.
    """
    try:
        # WeasyPrint speaks of every property it does not know; a reader of a brief can do nothing about it.
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise CaseError(
            f"a PDF needs WeasyPrint, which cannot be used here ({type(error).__name__})",
            hint="install it with: pip install 'modusvivendi[pdf]', or export .docx, or print the page .html",
        ) from None
    made = weasyprint.HTML(string=page(document), url_fetcher=refused).write_pdf(pdf_variant="pdf/ua-1")
    return bytes(made)


def refused(*_: Any, **__: Any) -> NoReturn:
    """Fetch nothing: a document needs nothing from elsewhere."""
    raise ValueError("nothing is fetched")


ROOM = (655, 860)
"""Width and height of a page in CSS pixels that a picture has."""


def drawn(svg: str, alt: str, room: tuple[float, float] | None = ROOM) -> str:
    """Give a picture of ours as part of a page; its title becomes what is said of it in the PDF.

    It is as large as it is, or as fits the room; None: as it is.
    """
    from lxml import etree

    root = etree.fromstring(svg.encode())
    title = root.find("{http://www.w3.org/2000/svg}title")
    if title is not None:
        title.text = alt
    # What the page says of its size would have WeasyPrint draw a high picture smaller than its place.
    root.attrib.pop("style", None)
    if room is not None:
        wide, high = float(root.get("width", room[0])), float(root.get("height", room[1]))
        scale = min(1.0, room[0] / wide, room[1] / high)
        root.set("width", f"{wide * scale:.1f}")
        root.set("height", f"{high * scale:.1f}")
    return str(etree.tostring(root, encoding="unicode"))


def page(document: Document) -> str:
    """Give the document as the page that is set."""
    title, made_by = escape(document.title), escape(document.made_by)
    style = (Path(__file__).parent / "print.css").read_text(encoding="utf-8")
    caveats = "; ".join(escape(caveat) for caveat in document.caveats)
    handling = f'<p class="caveats">Handling: {caveats}</p>' if caveats else ""
    body = "\n".join(part for block in document.blocks for part in _block(block))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="generator" content="{made_by}">\n<style>{style}</style>\n</head>\n<body>\n'
        f'<p class="kicker">{escape(document.kicker)}</p>\n<h1>{title}</h1>\n{handling}\n{body}\n'
        f'<p class="intro">Made with {made_by}. It is not a prediction.</p>\n</body>\n</html>\n'
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            yield f"<{tag}{anchor}>{escape(block.text)}</{tag}>"
        case Paragraph(text, "quotation"):
            yield f"<blockquote>{_line(text)}</blockquote>"
        case Paragraph(text, kind):
            yield f'<p class="{kind}">{_line(text)}</p>'
        case Items():
            tag = "ol" if block.ordered else "ul"
            yield f"<{tag}>{''.join(f'<li>{_line(item)}</li>' for item in block.lines)}</{tag}>"
        case Grid():
            yield _table(block)
        case Picture():
            yield f'<p class="drawn">{drawn(block.svg, block.alt)}</p>'
        case Note():
            facts = "".join(f'<p class="facts">{_line(fact)}</p>' for fact in block.facts)
            yield (
                f'<div class="note" id="{anchor_of(block.number)}"><p><b class="number">{block.number}</b> '
                f"{_line(block.claim)}</p><blockquote>{_line(block.sentence)}</blockquote>{facts}</div>"
            )


def _table(grid: Grid) -> str:
    whole = sum(grid.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in grid.widths)
    kinds = [' class="c"' if n in grid.centred else "" for n in range(len(grid.columns))]
    groups = "".join(
        f'<th scope="colgroup" colspan="{span}">{escape(group)}</th>' for group, span in grid.groups
    )
    head = "".join(
        f'<th scope="col"{kind}>{escape(column)}</th>'
        for column, kind in zip(grid.columns, kinds, strict=True)
    )
    rows = "\n".join(
        f"<tr>{''.join(f'<td{kind}>{_line(cell)}</td>' for cell, kind in zip(row, kinds, strict=True))}</tr>"
        for row in grid.rows
    )
    notes = "".join(f'<p class="intro">{escape(note)}.</p>' for note in grid.notes)
    over = f"<tr>{groups}</tr>" if groups else ""
    return (
        f"<table><caption>{escape(grid.title)}</caption><colgroup>{columns}</colgroup><thead>"
        f"{over}<tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>{notes}"
    )


def _line(parts: Line) -> str:
    return "".join(_part(part) for part in parts).strip()


def _part(part: Part) -> str:
    match part:
        case Marks():
            links = (f'<a href="#{anchor_of(n)}">{n}</a>' for n in part.numbers)
            return f"<sup>{', '.join(links)}</sup>" if part.numbers else ""
        case Reference():
            return f'<a href="#{escape(part.anchor)}">{escape(part.text)}</a>'
        case Text(text, "strong"):
            return f"<b>{escape(text)}</b>"
        case Text(text, "code"):
            return f"<code>{escape(text)}</code>"
        case Text(text, "quiet" | "condition" as look):
            return f'<span class="{look}">{escape(text)}</span>'
        case Text(text):
            return escape(text)
