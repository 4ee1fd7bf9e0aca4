"""Saved web pages: the article without what surrounds it, and what the page tells about it."""

from __future__ import annotations

import re
from typing import Any

from modusvivendi.errors import ReportError
from modusvivendi.reports.encodings import declared_in_page, decode_declared
from modusvivendi.reports.extracted import Extracted, Piece, cleaned, put_together
from modusvivendi.reports.layout import Layout, is_running_text, lay_out
from modusvivendi.reports.limits import LARGEST, too_large
from modusvivendi.reports.markup import pieces_of, tree_of, without_hidden
from modusvivendi.reports.metadata import PageMetadata, page_metadata


def read_html(data: bytes, name: str, *, charset: str | None = None, url: str | None = None) -> Extracted:
    """Read a saved page.

    The article is found by trafilatura; where it finds none, the layout of the whole page tells text from
    furniture. Title, outlet and date come from JSON-LD and meta elements, else from what the page shows.

    Parameters
    ----------
    data, name
        The page and its name.
    charset
        The encoding it was sent with (HTTP), which goes before the one it declares.
    url
        Where it was fetched, if it was.

    Raises
    ------
    ReportError
        There is no text in it, or too much.
    """
    decoded = decode_declared(data, name, charset, declared_in_page(data))
    tree = tree_of(decoded.text)
    if tree is None:
        raise _nothing(name)
    about = page_metadata(tree)
    without_hidden(tree)
    _unfold_verbatim(tree)
    everything = pieces_of(tree)
    size = sum(len(piece.text) for piece in everything)
    if size > LARGEST:
        raise too_large(name, size, LARGEST)
    if not any(cleaned(piece.text) for piece in everything):
        raise _nothing(name)
    article = _article(tree, about.url or url)
    if article is None:
        article = everything
    elif about.title is not None:
        article = _with_title(article, everything, about.title)
    body, units = put_together(article)
    shown = _shown(everything, about)
    return Extracted(
        body=body,
        units=units,
        title=about.title,
        outlet=about.outlet,
        date=about.date,
        url=about.url or url,
        fallback_title=shown.title,
        fallback_outlet=shown.outlet,
        fallback_date=shown.date,
        warnings=decoded.warnings,
    )


def _shown(pieces: list[Piece], about: PageMetadata) -> Layout:
    """Give what the page itself shows, where its metadata leave something open."""
    if about.title and about.outlet and about.date:
        return Layout()
    body, units = put_together(pieces)
    return lay_out(body, units, title=about.title)


def _article(tree: Any, url: str | None) -> list[Piece] | None:
    """Give the pieces of the article, or None where it cannot be told from the rest."""
    import logging

    from trafilatura import bare_extraction

    for logger in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
    shown = _running_words(pieces_of(tree))
    articles = list(tree.iter("article"))
    marked = pieces_of(articles[0]) if len(articles) == 1 else []
    try:
        found = bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return None
    body = getattr(found, "body", None)
    if body is None:
        return None
    pieces = pieces_of(body, silent=frozenset())
    found_words = _running_words(pieces)
    if marked and _running_words(marked) > 2 * found_words:
        return marked  # the page says which part is the article, and most of it was taken for furniture
    if found_words < 20 and shown > 2 * found_words:
        return None
    return pieces if found_words else None


def _unfold_verbatim(tree: Any) -> None:
    """Turn text set in lines (``pre``) into paragraphs, as which its lines would be lost on trafilatura."""
    from lxml.html import builder

    for element in list(tree.iter("pre")):
        _, units = put_together([Piece(text := cleaned(element.text_content()))])
        paragraphs = [builder.P(cleaned(text[unit.start : unit.end])) for unit in units]
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "div", None
        element.extend(paragraphs)


def _running_words(pieces: list[Piece]) -> int:
    """Count the words in running text."""
    return sum(len(piece.text.split()) for piece in pieces if is_running_text(cleaned(piece.text)))


def _with_title(article: list[Piece], everything: list[Piece], title: str) -> list[Piece]:
    """Put the title above the article, where the page shows it and the article lacks it."""
    wanted = _plain(title)
    if any(_plain(piece.text) == wanted for piece in article[:5]):
        return article
    if not any(_plain(piece.text) == wanted for piece in everything):
        return article
    return [Piece(title, "h1"), *article]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def _nothing(name: str) -> ReportError:
    return ReportError(
        "there is no text in this page",
        file=name,
        hint="its text may be put in by a script; save it from the browser, or its text as .txt",
    )
