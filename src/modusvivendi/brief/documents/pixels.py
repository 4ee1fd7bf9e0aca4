"""Pictures of ours for formats that hold no SVG: as PDF, or in pixels."""

from __future__ import annotations

import logging
from importlib import import_module
from io import BytesIO

from modusvivendi.brief.documents.pdf import drawn, refused

SHARPNESS = 2.2
"""Pixels of the picture for each CSS pixel: about 270 dots an inch on a page of A4."""


def vector(svg: str) -> bytes | None:
    """Give a picture of ours as the bytes of a PDF file of one page, as large as the picture.

    Parameters
    ----------
    svg
        As `modusvivendi.publish.sheet.Sheet` writes it.

    Returns
    -------
    bytes or None
        None where WeasyPrint, which sets the brief as PDF, or a library of the system that it needs is not
        installed.
    """
    try:
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError):
        return None
    from lxml import etree

    root = etree.fromstring(svg.encode())
    wide, high = root.get("width"), root.get("height")
    page = (
        f"<style>@page {{ size: {wide}px {high}px; margin: 0 }} body {{ margin: 0 }} "
        f"svg {{ display: block }}</style>{drawn(svg, '', room=None)}"
    )
    made: bytes = weasyprint.HTML(string=page, url_fetcher=refused).write_pdf()
    return made


def png(svg: str) -> bytes | None:
    """Give a picture of ours as the bytes of a PNG file; None where `vector` gives none."""
    made = vector(svg)
    if made is None:
        return None
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    try:
        # A page has 72 points to the inch, CSS 96 pixels.
        image = document[0].render(scale=SHARPNESS * 96 / 72).to_pil()
    finally:
        document.close()
    out = BytesIO()
    image.convert("RGB").quantize(64).save(out, "PNG")
    return out.getvalue()
