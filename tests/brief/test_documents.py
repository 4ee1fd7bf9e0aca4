"""Briefs as DOCX, PDF, XLSX, LaTeX and Markdown: what they hold, and that nothing in them runs."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from modusvivendi.brief.contents import Contents, DecisionEntry, PictureEntry, Sentence
from modusvivendi.brief.documents import FORMATS, MEDIA_TYPES, export_brief, for_others, rendered
from modusvivendi.brief.documents.composing import compose
from modusvivendi.brief.documents.document import Heading, Note
from modusvivendi.brief.documents.pdf import page
from modusvivendi.brief.documents.pixels import png
from modusvivendi.cli.app import app
from modusvivendi.conflict import Conflict
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.insight.cascade_picture import WIDE, cascade_svg
from modusvivendi.insight.commitments import commitments
from tests.brief.conftest import SPECIMENS
from tests.brief.specimens import HOSTILE, awkward, peace_force

TEXTS = ("html", "docx", "tex", "md", "xlsx")
SMALL = ("peace_force", "awkward", "silent", "crowded")


HIGH = '<rect x="10" y="1900" width="40" height="60" fill="#000"/>'


def restricted(redact: bool = True) -> Contents:
    """Give the peace force's brief with its second report under a caveat."""
    contents = peace_force()
    first, second = contents.reports
    second = second.model_copy(update={"handling": ("CHATHAM HOUSE RULE & <b>50%</b>",), "redact": redact})
    return contents.model_copy(update={"reports": (first, second)})


def text_of(data: bytes, form: str) -> str:
    """Give all text in a file, whatever it is packed in."""
    if form not in ("docx", "xlsx"):
        return data.decode()
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]*>", "", " ".join(parts))


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", SMALL)
def test_every_brief_can_be_written_in_every_format(name: str, form: str) -> None:
    assert len(rendered(SPECIMENS[name](), form)) > 500


def test_every_format_has_a_media_type() -> None:
    assert FORMATS.keys() == MEDIA_TYPES.keys()


@pytest.mark.parametrize("name", SMALL)
def test_every_statement_has_one_note_and_every_mark_leads_to_one(name: str) -> None:
    contents = SPECIMENS[name]()
    text = page(compose(contents))
    notes = [block.number for block in compose(contents).blocks if isinstance(block, Note)]
    assert notes == list(range(1, len(contents.statements) + 1))
    anchors = re.findall(r'id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)


def test_the_document_has_the_sections_of_the_page() -> None:
    headings = [b.text for b in compose(peace_force()).blocks if isinstance(b, Heading) and b.level == 1]
    assert headings == [
        "The answer",
        "Who would accept what",
        "What changed, and what contradicts",
        "Where it comes from",
        "Which arrangements would hold",
        "Who would break the others, and how",
        "The way there",
        "What is not known, and which answer would decide",
        "The model",
        "Assumptions",
        "Annex: the sentences",
        "How this was made",
    ]


@pytest.mark.parametrize("form", ["docx", "md", "tex"])
def test_the_documents_of_the_same_contents_say_the_same_sentences(form: str) -> None:
    contents = peace_force()
    text = " ".join(re.sub(r"[\\{}]", "", text_of(rendered(contents, form), form)).split())
    for sentence in contents.answer:
        words = re.findall(r"[A-Za-z]{5,}", sentence.text)
        assert re.search(".{0,60}".join(words[:6]), text), sentence.text


# -- DOCX --


def word(contents: Contents) -> Any:
    import docx

    return docx.Document(BytesIO(rendered(contents, "docx")))


def test_a_docx_has_real_headings_and_links_that_lead_to_the_annex() -> None:
    document = word(peace_force())
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") == 12
    xml = document.element.xml
    bookmarks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    links = set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', xml))
    assert links
    assert links <= bookmarks
    assert {f"statement-{n}" for n in range(1, len(peace_force().statements) + 1)} <= bookmarks
    assert "r:id" not in "".join(re.findall(r"<w:hyperlink [^>]*>", xml)), "no link leads out of the document"


def test_a_docx_has_page_numbers_repeated_heads_and_its_language() -> None:
    document = word(peace_force())
    assert "NUMPAGES" in document.sections[0].footer.paragraphs[0]._p.xml
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert 'w:val="en-GB"' in document.styles["Normal"].element.xml
    assert document.core_properties.title == "A peace force for Veldania"


# -- XLSX --


def book(contents: Contents) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(rendered(contents, "xlsx")))


def test_a_workbook_has_its_sheets_with_filters_frozen_heads_and_dates_as_dates() -> None:
    found = book(peace_force())
    sheets = ["about", "reports", "statements", "positions", "origins", "arrangements", "questions"]
    assert found.sheetnames == sheets
    for name in sheets[1:]:
        assert found[name].freeze_panes == "B2"
        assert found[name].auto_filter.ref.startswith("A1:")
    heads = {cell.value: cell.column for cell in found["reports"][1]}
    assert found["reports"].cell(2, heads["published"]).value == dt.datetime(2026, 3, 14)
    assert found["reports"].cell(2, heads["published"]).is_date


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_text_of_a_report_becomes_a_formula(sign: str) -> None:
    contents = peace_force()
    evil = f'{sign}HYPERLINK("http://e.example","x")'
    report = contents.reports[0].model_copy(update={"title": evil, "outlet": evil})
    statement = contents.statements[0].model_copy(update={"sentence": evil, "actor": evil})
    found = book(
        contents.model_copy(
            update={
                "reports": (report, *contents.reports[1:]),
                "statements": (statement, *contents.statements[1:]),
            }
        )
    )
    for sheet in found:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert all(cell.hyperlink is None for cell in row)
    cell = found["reports"]["B2"]
    assert cell.value.endswith('HYPERLINK("http://e.example","x")')
    assert cell.quotePrefix


# -- Markdown --


def test_markdown_gives_every_mark_a_place_to_lead_to_and_no_markup_of_reports() -> None:
    from markdown_it import MarkdownIt

    for contents in (peace_force(), awkward()):
        text = rendered(contents, "md").decode()
        heads = {h.lower().replace(" ", "-") for h in re.findall(r"^#### (Statement \d+)$", text, flags=re.M)}
        assert heads >= set(re.findall(r"\(#(statement-\d+)\)", text))
        page = MarkdownIt("gfm-like", {"linkify": False}).render(text)
        assert "<script" not in page
        assert "<img" not in page
        assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', page))


@pytest.mark.parametrize("text", ["# x", "- x", "1. x", "= x", "a | b", "*x*", "`x`", "<i>x</i>", "![x](y)"])
def test_markdown_shows_a_sentence_as_it_is(text: str) -> None:
    from html import unescape

    from markdown_it import MarkdownIt

    contents = peace_force()
    answer = contents.answer[0].model_copy(update={"text": text, "statements": ()})
    made = rendered(contents.model_copy(update={"answer": (answer,)}), "md").decode()
    html = MarkdownIt("gfm-like", {"linkify": False}).render(made)
    assert f"<p>{text}</p>" in unescape(html)


# -- LaTeX --


@pytest.mark.parametrize("name", ["peace_force", "awkward"])
def test_the_latex_runs_through(name: str, tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None:
        pytest.skip("needs pdflatex")
    (tmp_path / "brief.tex").write_bytes(
        rendered(restricted() if name == "peace_force" else awkward(), "tex")
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "brief.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-1500:]


def test_no_command_in_a_report_reaches_latex() -> None:
    contents = peace_force()
    evil = r"\input{/etc/passwd} \write18{rm} %$#^_~{}"
    answer = contents.answer[0].model_copy(update={"text": evil})
    text = rendered(contents.model_copy(update={"answer": (answer,), "title": evil}), "tex").decode()
    assert r"\input" not in text
    assert r"\write" not in text


# -- PDF --


def test_a_pdf_is_tagged_and_names_its_language_and_title() -> None:
    import pypdfium2

    try:
        data = rendered(restricted(), "pdf")
    except CaseError:
        pytest.skip("needs WeasyPrint, and Pango of the system")
    document = pypdfium2.PdfDocument(data)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"] == "A peace force for Veldania"
    for number in range(len(document)):
        text = document[number].get_textpage().get_text_range()
        assert "CHATHAM HOUSE RULE" in text, "the caveat stands on every page"
        assert f"{number + 1} / {len(document)}" in text


def test_the_page_that_is_set_as_pdf_loads_nothing_and_has_no_markup_of_reports() -> None:
    text = page(compose(awkward()))
    assert "<img" not in text
    assert "<script" not in text
    assert "url(" not in text
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', text))


def with_a_picture() -> Contents:
    """A brief with one answer that is drawn."""
    conflict = Conflict.loads("""
    decision_makers:
      A: {options: {open: open the weir}, preferences: [open if B.pay, not open]}
      B: {options: {pay: share the costs}, preferences: [A.open, pay]}
    """)
    entry = PictureEntry(
        alt="Who follows whom, drawn", wide=cascade_svg(commitments(conflict), WIDE), narrow="<svg/>"
    )
    decision = DecisionEntry(
        key="cascade", question="Who would follow whom?", answer=Sentence(text="B first."), pictures=(entry,)
    )
    return peace_force().model_copy(update={"decisions": (decision,)})


def test_pictures_are_in_the_files_for_print_and_told_in_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    import docx
    import pypdfium2

    contents = with_a_picture()
    for form in ("md", "tex"):
        assert "Drawn in the page: Who follows whom, drawn" in rendered(contents, form).decode()
    try:
        data = rendered(contents, "pdf")
    except CaseError:
        pytest.skip("needs WeasyPrint, and Pango of the system")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert any("open the weir" in text and "Wave 1" in text for text in pages), "drawn as text, not as pixels"
    word = docx.Document(BytesIO(rendered(contents, "docx")))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Who follows whom, drawn"
    assert 3 < shape.width.cm <= 16.61
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    word = docx.Document(BytesIO(rendered(contents, "docx")))
    assert not word.inline_shapes
    assert any("Drawn in the page: Who follows" in paragraph.text for paragraph in word.paragraphs)


def test_markdown_and_latex_have_their_pictures_beside_them(tmp_path: Path) -> None:
    contents = with_a_picture()
    text = export_brief(contents, tmp_path / "Talks & more.md").read_text()
    assert "![Who follows whom, drawn](talks-more-1.svg)" in text
    assert (tmp_path / "talks-more-1.svg").read_text() == contents.decisions[0].pictures[0].wide
    text = export_brief(contents, tmp_path / "talks.tex").read_text()
    if importlib.util.find_spec("weasyprint") is None:
        pytest.skip("needs WeasyPrint")
    assert "{talks-1.pdf}" in text
    assert (tmp_path / "talks-1.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdflatex") is None:
        pytest.skip("needs pdflatex")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "talks.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-1500:]


def test_a_picture_in_pixels_is_filled_by_what_is_drawn_however_high_it_is() -> None:
    from PIL import Image, ImageChops

    high = with_a_picture().decisions[0].pictures[0].wide.replace("</svg>", HIGH + "</svg>")
    size = r'viewBox="0 0 \1 2000" width="\2" height="2000"'
    high = re.sub(r'viewBox="0 0 (\S+) \S+" width="(\S+)" height="\S+"', size, high)
    made = png(high)
    if made is None:
        pytest.skip("needs WeasyPrint")
    image = Image.open(BytesIO(made)).convert("RGB")
    drawn = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert drawn is not None
    assert drawn[3] > 0.9 * image.size[1]


def test_a_workbook_has_the_answers_point_by_point_and_the_pictures() -> None:
    import openpyxl

    contents = with_a_picture()
    book = openpyxl.load_workbook(BytesIO(rendered(contents, "xlsx")))
    rows = list(book["answers"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert rows == [("Who would follow whom?", "B first.")]
    if importlib.util.find_spec("weasyprint") is None:
        pytest.skip("needs WeasyPrint")
    (image,) = book["pictures"]._images
    assert image.anchor._from.row == 2


def test_without_weasyprint_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(CaseError, match=r"pip install 'modusvivendi\[pdf\]'"):
        rendered(peace_force(), "pdf")


# -- handling --


@pytest.mark.parametrize("form", TEXTS)
def test_the_caveats_of_reports_are_shown_in_every_format(form: str) -> None:
    text = text_of(rendered(restricted(redact=False), form), form)
    assert "CHATHAM HOUSE RULE" in text
    assert "<b>50%" not in text


@pytest.mark.parametrize("form", TEXTS)
def test_nothing_of_a_withheld_report_is_in_any_format(form: str) -> None:
    contents = restricted()
    secret = contents.reports[1]
    open_text = " ".join(
        [
            contents.reports[0].body,
            *(s.actor for s in contents.statements),
            *(source for s in contents.statements if s.report != secret.report for source in s.sources),
        ]
    )
    text = " ".join(text_of(rendered(for_others(contents), form), form).split())
    assert "strait-courier" not in text
    assert secret.sha256[:12] not in text
    for s in contents.statements:
        if s.report == secret.report:
            told = (s.sentence, s.condition, s.speaker, *s.sources)
            for piece in filter(None, told):
                assert (
                    piece in open_text or piece.removesuffix(" (unnamed)") in open_text or piece not in text
                )


def test_what_was_concluded_from_a_withheld_report_stays() -> None:
    contents = restricted()
    given = for_others(contents)
    assert len(given.statements) == len(contents.statements)
    assert [a.code for a in given.arrangements] == [a.code for a in contents.arrangements]
    known = {s.id for s in given.statements}
    assert {i for p in given.positions for i in p.statements} <= known
    assert "withheld" in given.warnings[0]
    assert for_others(peace_force()) == peace_force()


STRAIT = {
    "cable.txt": """Confidential cable

3 March 2026

Norland would open the strait only if Sudland agreed in writing to "full and early" payment of the old toll,
its envoy told us over dinner on Tuesday, and would otherwise keep every pilot ashore. Sudland's minister
replied that his country would pay once the strait was open, and warned that "nobody pays a closed gate".
It is unclear whether the pilots' guild would obey. A treaty change is valid only if two thirds of the
islands' elders say yes.
""",
    "paper.txt": """The Harbour Paper

5 March 2026

Ostland said on Thursday it would send pilots if Norland opened the strait. Sudland refused to let Ostland
send pilots.
""",
}


def test_no_words_of_a_withheld_report_are_quoted_in_an_answer(tmp_path: Path) -> None:
    from modusvivendi.brief.making import make_brief
    from modusvivendi.dossier import Dossier

    paths = []
    for name, text in STRAIT.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    case = tmp_path / "case"
    contents = make_brief(case, paths).contents
    quotes = [text for text in _quotes(contents) if _words_of(text) & _words_of(STRAIT["cable.txt"])]
    assert quotes, "the whole brief quotes the cable"
    with Dossier.open(case / "dossier.db") as dossier:
        dossier.handle("cable.txt", redact=True, who="anna")
        contents = make_brief(case, []).contents
    given = for_others(contents)
    # What a party is taken to hold stays, in the words of the record.
    kept = " ".join(s.proposal for s in given.statements)
    secret = _words_of(STRAIT["cable.txt"]) - _words_of(STRAIT["paper.txt"]) - _words_of(kept)
    for text in _quotes(given):
        assert not _words_of(text) & secret, text


def _quotes(contents: Contents) -> list[str]:
    said = [*contents.answer, *(s for d in contents.decisions for s in (*d.points, d.answer))]
    return [found for s in said for found in re.findall(r"“([^”]*)”", s.text)]


def _words_of(text: str) -> set[tuple[str, ...]]:
    """Give each four words of a text that follow each other."""
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def test_how_reports_are_to_be_handled_reaches_the_brief_and_the_workbench(tmp_path: Path) -> None:
    from modusvivendi.brief.assemble import assemble
    from modusvivendi.dossier import Dossier, Selection
    from modusvivendi.reports import load
    from modusvivendi.workbench.snapshot import RecordSnapshot

    (tmp_path / "talk.txt").write_text("A talk in confidence.\n", encoding="utf-8")
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        dossier.add(load(tmp_path / "talk.txt"), [])
        dossier.handle("talk.txt", caveats=["internal"], redact=True, who="anna")
        selection = Selection(dossier, as_of=dt.date(2030, 1, 1))
        for record in (dossier, Selection(dossier), RecordSnapshot.of(dossier)):
            (report,) = assemble(record, None, None, case="talk", title="Talk").reports
            assert report.handling == ("internal",)
            assert report.redact
        assert selection.handling() == dossier.handling()


# -- files --


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export_brief(peace_force(), tmp_path / "brief.md")
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(CaseError, match="no space"):
        export_brief(awkward(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_ending_that_tells_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"\.docx"):
        export_brief(peace_force(), tmp_path / "brief.odt")


def test_the_same_contents_give_the_same_text(tmp_path: Path) -> None:
    for form in ("html", "md", "tex"):
        assert rendered(peace_force(), form) == rendered(peace_force(), form)


def test_a_case_is_exported_from_the_command_line_in_several_formats(
    peacekeeping_case: Path, tmp_path: Path
) -> None:
    case = peacekeeping_case
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    files = [tmp_path / "brief.docx", tmp_path / "brief.md"]
    options = [part for file in files for part in ("--brief", str(file))]
    result = CliRunner().invoke(app, ["export", str(case), *options, "--redact"])
    assert result.exit_code == 0, result.output
    assert all(file.stat().st_size > 1000 for file in files)
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    assert CliRunner().invoke(app, ["export", str(case), "--brief", "brief.odt"]).exit_code == 2


def test_hostile_text_stays_text_in_a_docx() -> None:
    texts = [p.text for p in word(awkward()).paragraphs]
    assert any("<script>" in text for text in texts)
    assert HOSTILE not in texts, "what would turn the text around it is gone"
