# ruff: noqa: E501  (the texts read best in one line)
"""PDF, Word and e-mail: the words in the order of a reader, and messages where there are none."""

import datetime as dt
import io
import zipfile

import pytest

from modusvivendi import reports
from modusvivendi.errors import ReportError
from tests.reports.specimens import HIDDEN, OFFER, REST, TITLE, pdf, saved, set_in_lines, word
from tests.reports.test_html import paragraphs
from tests.reports.test_load import check

PLAIN = OFFER.replace("Å", "A")  # the built-in font of the specimens

# -- PDF --


def test_the_lines_of_a_pdf_become_paragraphs_and_divided_words_become_whole() -> None:
    page = [
        (72, 790, 20, TITLE),
        (72, 760, 11, "Strait Gazette, 3 May 2024"),
        *set_in_lines([PLAIN, *REST], width=53),
    ]
    assert any(text.endswith("-") for *_, text in page)
    report = reports.parse(pdf([page]), "a.pdf")
    check(report)
    assert paragraphs(report) == [PLAIN, *REST]
    assert (report.title, report.outlet, report.date) == (TITLE, "Strait Gazette", dt.date(2024, 5, 3))


def test_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_in_the_next() -> None:
    left = set_in_lines([PLAIN, REST[0]], width=36)
    right = set_in_lines(REST[1:], left=330, width=36)
    halves = len(left) - 1
    moved = [(330.0, 714.0, 11.0, left[halves][3])]
    report = reports.parse(
        pdf([[*left[:halves], *moved, *[(x, y - 14, s, t) for x, y, s, t in right]]]), "a.pdf"
    )
    assert paragraphs(report) == [PLAIN, *REST]


def test_running_heads_and_page_numbers_are_left_out_and_sentences_go_on_over_pages() -> None:
    lines = set_in_lines([PLAIN, *REST])
    cut = 1
    pages = []
    for number, part in enumerate((lines[:cut], lines[cut:]), start=1):
        top = part[0][1]
        moved = [(left, height - top + 740, size, text) for left, height, size, text in part]
        pages.append([(72, 800, 9, "Strait Gazette - Friday"), *moved, (290, 40, 9, f"Page {number} of 2")])
    report = reports.parse(pdf(pages), "a.pdf")
    assert paragraphs(report) == [PLAIN, *REST]
    assert "Page" not in report.body
    assert "Friday\n" not in report.body


def test_the_day_a_pdf_was_made_is_not_taken_for_the_day_of_the_report() -> None:
    report = reports.parse(
        pdf([set_in_lines([PLAIN])], info="/CreationDate (D:20240503120000) /Title (The strait)"), "a.pdf"
    )
    assert (report.date, report.title) == (None, "The strait")


def test_a_protected_pdf_is_refused() -> None:
    key = "/Filter /Standard /V 1 /R 2 /P -44 /O <" + "41" * 32 + "> /U <" + "42" * 32 + ">"
    with pytest.raises(ReportError, match="password"):
        reports.parse(pdf([set_in_lines([PLAIN])], extra=f"/Encrypt << {key} >> /ID [<00> <00>]"), "a.pdf")


def test_a_scanned_pdf_is_refused_with_a_remedy() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (200, 300), 200).save(buffer, "PDF")
    with pytest.raises(ReportError, match=r"pages are pictures.*OCR"):
        reports.parse(buffer.getvalue(), "a.pdf")


def test_pages_without_text_among_others_are_counted() -> None:
    report = reports.parse(pdf([set_in_lines([PLAIN]), []]), "a.pdf")
    assert "1 of 2 pages have no text and were not read" in report.warnings


@pytest.mark.parametrize("cut", [20, 200, 600])
def test_a_broken_pdf_is_refused_or_read_but_shows_no_traceback(cut: int) -> None:
    try:
        reports.parse(pdf([set_in_lines([PLAIN])])[:cut], "a.pdf")
    except ReportError as error:
        assert error.hint


# -- Word --


def test_a_word_document_is_read_with_its_headings_lists_and_tables() -> None:
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("Strait Gazette")
    document.add_paragraph("3 May 2024")
    document.add_paragraph(OFFER)
    document.add_heading("What is next", 1)
    document.add_paragraph(REST[0], style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Harbour"
    table.cell(0, 1).text = REST[1]
    report = reports.parse(saved(document), "a.docx")
    check(report)
    assert paragraphs(report) == [OFFER, REST[0], REST[1]]
    assert (report.title, report.outlet, report.date) == (TITLE, "Strait Gazette", dt.date(2024, 5, 3))


def test_tracked_changes_count_as_accepted_and_hidden_text_is_left_out() -> None:
    from docx import Document
    from docx.oxml import parse_xml

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    paragraph = document.add_paragraph("The ministry said that Norland ")
    paragraph._p.append(parse_xml(f"<w:del {names}><w:r><w:delText>will not </w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {names}><w:r><w:t>is ready to </w:t></w:r></w:ins>"))
    paragraph.add_run("open its border.")
    paragraph.add_run(HIDDEN).font.hidden = True
    report = reports.parse(saved(document), "a.docx")
    assert paragraphs(report) == ["The ministry said that Norland is ready to open its border."]
    assert any("tracked changes" in warning for warning in report.warnings)


def _marked_as_encrypted(archive: bytes) -> bytes:
    place = archive.index(b"PK\x01\x02")
    return archive[: place + 8] + b"\x01" + archive[place + 9 :]


def test_a_damaged_or_protected_or_empty_word_document_is_refused() -> None:
    whole = word((OFFER, ""))
    for data, words in (
        (whole[: len(whole) // 2], "damaged"),
        (_marked_as_encrypted(whole), "password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (word(), "no text"),
    ):
        with pytest.raises(ReportError, match=words) as raised:
            reports.parse(data, "a.docx")
        assert raised.value.hint


def test_a_document_that_unpacks_to_too_much_is_refused_unopened() -> None:
    buffer = io.BytesIO(word((OFFER, "")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/media/{number}.bin", bytes(20_000_000))
    with pytest.raises(ReportError, match="unpacks to more"):
        reports.parse(buffer.getvalue(), "a.docx")


def test_entities_in_a_word_document_reach_no_file(tmp_path: object) -> None:
    buffer, hostile = io.BytesIO(word((OFFER, ""))), io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(hostile, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                content = content.replace(
                    b"<w:document", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document', 1
                ).replace(b"Norland", b"&x;Norland")
            target.writestr(part, content)
    try:
        body = reports.parse(hostile.getvalue(), "a.docx").body
    except ReportError:
        return
    assert "Norland is ready" in body
    with open("/etc/hostname", encoding="utf-8") as file:  # noqa: PTH123
        assert file.read().strip() not in body


@pytest.mark.parametrize(
    ("part", "words"),
    [("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("notes.txt", "ZIP")],
)
def test_other_archives_are_named(part: str, words: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(ReportError, match=words):
        reports.parse(buffer.getvalue(), "a.docx")


# -- e-mail --

HEADER = (
    "From: Strait Gazette <news@gazette.example>\nTo: desk@office.example\nSubject: Fwd: Island offers =?utf-8?q?=C3=A5?=\n"
    "Date: Fri, 3 May 2024 23:10:00 -0400\nMessage-ID: <1@gazette.example>\nMIME-Version: 1.0\n"
)


def test_a_mail_gives_its_text_and_its_header() -> None:
    mail = (
        HEADER
        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + f"{OFFER}\n\n{REST[0]}\n"
    )
    report = reports.parse(mail.encode(), "a.eml")
    check(report)
    assert report.body == f"{OFFER}\n\n{REST[0]}\n"
    assert paragraphs(report) == [OFFER, REST[0]]
    assert (report.title, report.outlet, report.date) == (
        "Island offers å",
        "Strait Gazette",
        dt.date(2024, 5, 3),
    )


def test_older_messages_and_the_signature_are_kept_but_not_read() -> None:
    text = f"{OFFER}\n\n> {HIDDEN}\n> {HIDDEN}\n\n{REST[0]}\n\n-- \nJane Doe, the Gazette, said so.\n"
    report = reports.parse((HEADER + "\n" + text).encode(), "a.eml")
    assert paragraphs(report) == [OFFER, REST[0]]
    replied = f"{OFFER}\n\nOn Thu, 2 May 2024 at 10:00, Jane Doe wrote:\n\n{HIDDEN}\n"
    report = reports.parse((HEADER + "\n" + replied).encode(), "a.eml")
    assert paragraphs(report) == [OFFER]
    assert HIDDEN in report.body


def test_html_is_read_where_there_is_no_plain_text_and_attachments_are_named() -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Jane Doe <jane@office.example>"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 3 May 2024 10:00:00 +0000"
    message.set_content(
        f"<html><body><p>{OFFER}</p><p style='display: none'>{HIDDEN}</p></body></html>", subtype="html"
    )
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="annex.pdf")
    report = reports.parse(message.as_bytes(), "a.eml")
    assert paragraphs(report) == [OFFER]
    assert report.outlet == "Jane Doe"
    assert report.warnings == ("attachments were not read: annex.pdf",)


@pytest.mark.parametrize("label", ["iso-8859-1", "x-unknown", "utf-8", "rot13"])
def test_a_mail_in_an_old_or_unknown_encoding_is_read(label: str) -> None:
    mail = (HEADER + f"Content-Type: text/plain; charset={label}\n\n").encode() + f"{OFFER}\n".encode(
        "iso-8859-1"
    )
    assert OFFER in reports.parse(mail, "a.eml").body


def test_a_mail_without_text_is_refused() -> None:
    with pytest.raises(ReportError, match="no text in this e-mail"):
        reports.parse((HEADER + "Content-Type: application/pdf\n\n%PDF").encode(), "a.eml")
