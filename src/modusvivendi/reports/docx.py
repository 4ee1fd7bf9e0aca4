"""Word documents: paragraphs, headings, lists and tables in order, as a reader sees them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from modusvivendi.errors import ReportError
from modusvivendi.reports.extracted import Extracted, Piece, put_together

LARGEST_UNPACKED = 100_000_000
"""How many bytes the parts of a document may unpack to; more is a bomb."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})


def read_docx(data: bytes, name: str) -> Extracted:
    """Read a Word document.

    Tracked changes are read as if they were accepted, and it is said that there are some. Hidden text is left
    out. The day a file was made is not the day its text appeared, so no date is taken from the properties.

    Raises
    ------
    ReportError
        The document is damaged, unpacks to too much, or has no text.
    """
    _check_archive(data, name)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        styles = {style.style_id: (style.name or "") for style in document.styles}
        properties = document.core_properties
        title = (properties.title or "").strip() or None
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        OSError,
        NotImplementedError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
    ) as error:
        raise _damaged(name) from error
    pieces = [_piece(paragraph, styles) for paragraph in _paragraphs(body)]
    text, units = put_together(pieces)
    if not text.strip():
        raise ReportError(
            "there is no text in this document",
            file=name,
            hint="its pages may be pictures; run text recognition on them and save the text",
        )
    warnings = []
    if next(body.iter(_W + "ins", _W + "del", _W + "moveFrom", _W + "moveTo"), None) is not None:
        warnings.append("the document has tracked changes; it was read as if they were accepted")
    if next(body.iter(_W + "footnoteReference"), None) is not None:
        warnings.append("the footnotes of the document were not read")
    return Extracted(text, units, fallback_title=title, warnings=tuple(warnings))


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what is no sound archive, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReportError(
            "this document is protected by a password",
            file=name,
            hint="open it, take the protection off and save it again",
        )
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or len(parts) > 10_000:
        raise ReportError(
            "this document unpacks to more than a report can be", file=name, hint="save its text as .txt"
        )


def _damaged(name: str) -> ReportError:
    return ReportError(
        "this Word document is damaged and cannot be read",
        file=name,
        hint="open it in a word processor and save it again, or save its text as .txt",
    )


def _paragraphs(body: Any) -> Iterator[Any]:
    """Give all paragraphs in the order of the document, those of tables and text boxes too, each once."""
    for paragraph in body.iter(_W + "p"):
        if not any(above.tag in _GONE for above in paragraph.iterancestors()):
            yield paragraph


def _piece(paragraph: Any, styles: dict[str, str]) -> Piece:
    """Give a paragraph's text and, from its style, its role."""
    text = "".join(_words(paragraph))
    style, is_listed = "", False
    properties = paragraph.find(_W + "pPr")
    if properties is not None:
        named = properties.find(_W + "pStyle")
        style = styles.get(named.get(_W + "val"), "") if named is not None else ""
        is_listed = properties.find(_W + "numPr") is not None
    style = style.casefold()
    level = re.fullmatch(r"heading (\d)", style)
    if style == "title":
        return Piece(text, "h1")
    if level:
        return Piece(text, f"h{min(int(level[1]), 6)}")
    if is_listed or style.startswith("list"):
        return Piece(text, "item")
    cell = next(paragraph.iterancestors(_W + "tc"), None)
    in_table = cell is not None and len(cell.getparent().findall(_W + "tc")) > 1
    return Piece(text, "other" if in_table and len(text.split()) < 8 else "text")


def _words(paragraph: Any) -> Iterator[str]:
    """Give the text of a paragraph in parts: inserted text counts, deleted and hidden text does not."""
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        if element.tag == _W + "tab" and element.getparent().tag == _W + "tabs":
            continue  # a tab stop, not a tab
        if any(_is_gone(above, paragraph) for above in _up_to(element, paragraph)):
            continue
        if element.tag == _W + "t":
            yield element.text or ""
        elif element.tag == _W + "tab":
            yield "\t"
        elif element.tag == _W + "noBreakHyphen":
            yield "-"
        else:
            yield "\n"


def _up_to(element: Any, paragraph: Any) -> Iterator[Any]:
    """Give what stands between an element and the paragraph."""
    for above in element.iterancestors():
        if above is paragraph:
            return
        yield above


def _is_gone(above: Any, paragraph: Any) -> bool:
    """Tell whether what stands in an element is not shown as part of the paragraph."""
    if above.tag in _GONE or above.tag == _W + "p":  # a paragraph within is a text box, read by itself
        return True
    if above.tag != _W + "r":
        return False
    properties = above.find(_W + "rPr")
    vanish = properties.find(_W + "vanish") if properties is not None else None
    return vanish is not None and vanish.get(_W + "val") not in {"0", "false", "off"}
