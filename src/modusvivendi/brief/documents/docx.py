"""The brief as a Word document: real headings, tables whose heads repeat, links to the annex."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

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

_INK = {"quiet": "555555", "condition": "6B4700", "mark": "1D4E79"}

_ROOM = (16.6, 23.0)
"""Width and height in centimetres that a page has for a picture."""

_STYLES = {"lead": "Lead", "intro": "Introduction", "quotation": "Sentence", "caveat": "Handling"}


def docx(document: Document) -> bytes:
    """Give the document as the bytes of a DOCX file. The same document always gives the same text."""
    return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: Document) -> None:
        import docx as word

        self.document = document
        self.word: Any = word.Document()
        self.bookmarks = 0
        self._prepare()

    def bytes(self) -> bytes:
        word = self.word
        word.add_paragraph(self.document.kicker, style="Subtitle")
        word.add_paragraph(self.document.title, style="Title")
        for caveat in self.document.caveats:
            self._fill(word.add_paragraph(style="Handling"), (Text(f"Handling: {caveat}", "strong"),))
        for block in self.document.blocks:
            self._block(block)
        made = word.add_paragraph(style="Introduction")
        self._fill(made, (Text(f"Made with {self.document.made_by}. It is not a prediction."),))
        out = BytesIO()
        word.save(out)
        return out.getvalue()

    # -- the styles and the pages --

    def _prepare(self) -> None:
        import datetime as dt

        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        word = self.word
        properties = word.core_properties
        properties.title = self.document.title[:255]
        properties.author = properties.last_modified_by = "Modus Vivendi"
        properties.comments = self.document.made_by
        properties.language = "en"
        # A file says when it was written; what it says does not depend on that.
        properties.created = properties.modified = dt.datetime(2000, 1, 1)
        normal = word.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.paragraph_format.space_after = Pt(5)
        self._language(normal)
        word.styles["Caption"].font.color.rgb = RGBColor.from_string(_INK["quiet"])
        for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 11)):
            style = word.styles[name]
            style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string("1C1D20")
            style.font.name = "Cambria"
            self._plain_font(style, "Cambria")
        word.styles["Subtitle"].font.color.rgb = RGBColor.from_string(_INK["quiet"])
        for name in ("Introduction", "Lead", "Handling", "Sentence", "Facts"):
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Quote" if name == "Sentence" else "Normal"]
        word.styles["Introduction"].font.color.rgb = RGBColor.from_string(_INK["quiet"])
        word.styles["Lead"].font.size = Pt(14)
        word.styles["Handling"].font.color.rgb = RGBColor.from_string("A3322C")
        sentence = word.styles["Sentence"]
        sentence.font.italic = False
        sentence.paragraph_format.left_indent = Cm(0.8)
        facts = word.styles["Facts"]
        facts.font.size, facts.paragraph_format.left_indent = Pt(9), Cm(0.8)
        facts.paragraph_format.space_after = Pt(1)
        section = word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        if self.document.caveats:
            head = section.header.paragraphs[0]
            head.alignment = 1
            self._fill(head, (Text("; ".join(self.document.caveats), "strong"),))
        self._page_numbers(section.footer.paragraphs[0])

    def _language(self, style: Any) -> None:
        language = self._element("w:lang", val="en-GB")
        style.element.get_or_add_rPr().append(language)

    def _plain_font(self, style: Any, name: str) -> None:
        """Take back the theme's font, which would go before the one that is named."""
        from docx.oxml.ns import qn

        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "Theme" in key or "theme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), name)

    def _page_numbers(self, paragraph: Any) -> None:
        paragraph.alignment = 2
        for text, field in (("", "PAGE"), (" / ", "NUMPAGES")):
            if text:
                paragraph.add_run(text)
            run = paragraph.add_run()
            for kind in ("begin", None, "end"):
                if kind:
                    run._r.append(self._element("w:fldChar", fldCharType=kind))
                else:
                    code = self._element("w:instrText")
                    code.text = f" {field} "
                    run._r.append(code)

    def _element(self, tag: str, **attributes: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement(tag)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        return element

    # -- the blocks --

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                paragraph = self.word.add_heading(level=block.level)
                if block.anchor:
                    self._bookmark(paragraph, block.anchor)
                paragraph.add_run(block.text)
            case Paragraph():
                self._fill(self.word.add_paragraph(style=_STYLES.get(block.kind, "Normal")), block.line)
            case Items():
                self._items(block)
            case Grid():
                self._table(block)
            case Note():
                self._note(block)
            case Picture():
                self._picture(block)

    def _items(self, items: Items) -> None:
        number = self._numbering() if items.ordered else None
        for item in items.lines:
            paragraph = self.word.add_paragraph(style="List Number" if items.ordered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self._fill(paragraph, item)

    def _numbering(self) -> int:
        """Begin a list that counts from one: lists of the same style would go on counting."""
        numbering = self.word.part.numbering_part.numbering_definitions._numbering
        style = self.word.styles["List Number"].element
        old = style.pPr.numPr.numId.val
        abstract = next(n for n in numbering.num_lst if n.numId == old).abstractNumId.val
        new = numbering.add_num(abstract)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    def _note(self, note: Note) -> None:
        claim = self.word.add_paragraph()
        claim.paragraph_format.keep_with_next = True
        self._bookmark(claim, anchor_of(note.number))
        self._fill(claim, (Text(f"{note.number}   ", "quiet"), *note.claim))
        sentence = self.word.add_paragraph(style="Sentence")
        sentence.paragraph_format.keep_with_next = True
        self._fill(sentence, note.sentence)
        for fact in note.facts:
            self._fill(self.word.add_paragraph(style="Facts"), fact)

    def _picture(self, picture: Picture) -> None:
        """Put a picture on the page, as large as fits, or say what it shows where it cannot be made."""
        from docx.shared import Cm

        from modusvivendi.brief.documents.pixels import png

        made = png(picture.svg)
        if made is None:
            self._block(picture.in_words)
            return
        shown = self.word.add_picture(BytesIO(made), width=Cm(_ROOM[0]))
        if shown.height > Cm(_ROOM[1]):
            shown.width, shown.height = round(shown.width * Cm(_ROOM[1]) / shown.height), Cm(_ROOM[1])
        shown._inline.docPr.set("descr", picture.alt)
        shown._inline.docPr.set("title", "")

    def _table(self, grid: Grid) -> None:
        from docx.shared import Cm, Pt

        caption = self.word.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        caption.add_run(grid.title)
        table = self.word.add_table(rows=0, cols=len(grid.columns))
        table.autofit = False
        self._rules(table)
        whole = sum(grid.widths)
        widths = [Cm(16.6 * width / whole) for width in grid.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if grid.groups:
            cells = self._row(table, widths, head=True)
            at = 0
            for group, span in grid.groups:
                merged = cells[at].merge(cells[at + span - 1])
                self._fill(merged.paragraphs[0], (Text(group, "strong"),))
                at += span
        for cell, column in zip(self._row(table, widths, head=True), grid.columns, strict=True):
            self._fill(cell.paragraphs[0], (Text(column, "strong"),))
        for row in grid.rows:
            for number, (cell, content) in enumerate(zip(self._row(table, widths), row, strict=True)):
                paragraph = cell.paragraphs[0]
                if number in grid.centred:
                    paragraph.alignment = 1
                self._fill(paragraph, content)
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(1)
                    for run in paragraph.runs:
                        run.font.size = Pt(9)
        for note in grid.notes:
            self._fill(self.word.add_paragraph(style="Introduction"), (Text(f"{note}."),))
        if not grid.notes:
            self.word.add_paragraph()

    def _rules(self, table: Any) -> None:
        """Give a table thin lines between its rows, and none between its columns."""
        borders = self._element("w:tblBorders")
        for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
            borders.append(self._element(f"w:{side}", val="single", sz=size, space="0", color="999999"))
        table._tbl.tblPr.append(borders)

    def _row(self, table: Any, widths: Iterable[Any], *, head: bool = False) -> list[Any]:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(self._element("w:cantSplit"))
        if head:
            properties.append(self._element("w:tblHeader"))
        cells = list(row.cells)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
            if head:
                cell._tc.get_or_add_tcPr().append(
                    self._element("w:shd", val="clear", color="auto", fill="F3F1EB")
                )
        return cells

    # -- text --

    def _fill(self, paragraph: Any, parts: Line) -> None:
        for part in parts:
            self._part(paragraph, part)

    def _part(self, paragraph: Any, part: Part) -> None:
        from docx.shared import Pt, RGBColor

        match part:
            case Marks():
                for place, number in enumerate(part.numbers):
                    if place:
                        paragraph.add_run(",").font.superscript = True
                    self._link(paragraph, str(number), anchor_of(number), raised=True)
            case Reference():
                self._link(paragraph, part.text, part.anchor)
            case Text():
                run = paragraph.add_run(part.text)
                run.bold = True if part.look == "strong" else None
                run.italic = True if part.look == "condition" else None
                if part.look in _INK:
                    run.font.color.rgb = RGBColor.from_string(_INK[part.look])
                if part.look == "code":
                    run.font.name, run.font.size = "Consolas", Pt(9)

    def _link(self, paragraph: Any, text: str, anchor: str, *, raised: bool = False) -> None:
        from docx.shared import RGBColor

        run = paragraph.add_run(text)
        run.font.color.rgb = RGBColor.from_string(_INK["mark"])
        run.font.superscript = True if raised else None
        link = self._element("w:hyperlink", anchor=anchor, history="1")
        paragraph._p.append(link)
        link.append(run._r)

    def _bookmark(self, paragraph: Any, name: str) -> None:
        self.bookmarks += 1
        paragraph._p.append(self._element("w:bookmarkStart", id=str(self.bookmarks), name=name))
        paragraph._p.append(self._element("w:bookmarkEnd", id=str(self.bookmarks)))
