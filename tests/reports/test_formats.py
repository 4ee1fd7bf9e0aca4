# ruff: noqa: E501  (the texts read best in one line)
"""Files are what they contain, whatever they are called; and what is not English is said to be so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi import reports
from modusvivendi.errors import ReportError
from modusvivendi.reports.formats import Format, recognise
from modusvivendi.statements.read import read
from tests.reports.specimens import OFFER, PAGE, REST, TITLE, feed, item, pdf, set_in_lines, word
from tests.reports.test_documents import HEADER
from tests.reports.test_load import check

FILES = {
    Format.HTML: PAGE.encode(),
    Format.PDF: pdf([set_in_lines([REST[0]])]),
    Format.DOCX: word((OFFER, "")),
    Format.MAIL: f"{HEADER}\n{OFFER}\n".encode(),
    Format.FEED: feed(item(TITLE, OFFER)),
    Format.TEXT: f"{OFFER}\n".encode(),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".docx", ".eml", ".rss", ""])
def test_a_file_that_lies_about_its_format_is_recognised(kind: Format, suffix: str) -> None:
    assert recognise(FILES[kind], f"a{suffix}") is kind
    assert reports.parse(FILES[kind], f"a{suffix}").paragraphs()


def test_a_wrong_extension_is_mentioned() -> None:
    assert reports.parse(FILES[Format.PDF], "a.txt").warnings == (
        "named .txt, but it is a PDF document and was read as such",
    )
    assert reports.parse(FILES[Format.PDF], "a.pdf").warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "From: the editor\nSubject: the strait\nDate: 3 May 2024\n\nNorland is ready to open its border, it said.\n",
        "Talks: a history\nPart one: the strait\n\nNorland is ready to open its border, the ministry said.\n",
        "<The ministry> said that Norland is ready to open its border, and that 3 < 4.\n",
    ],
)
def test_plain_text_stays_the_decoded_file(text: str) -> None:
    assert recognise(text.encode(), "a.txt") is Format.TEXT
    assert reports.parse(text.encode(), "a.txt").body == text


def test_offsets_are_into_the_extracted_body_for_every_format() -> None:
    for kind, data in FILES.items():
        report = reports.parse(data, "a")
        for statement in read(report):
            assert report.body[statement.start : statement.end] == statement.sentence, kind


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name, data, limit in (
        ("a.txt", b"A line of text. " * 200_000, "2 MB"),
        ("a.html", b"<html>" + b"<p>A line of text.</p>" * 600_000, "10 MB"),
        ("a.html", b"<html>" + b"<p>A line of text, and some more of it.</p>\n" * 80_000, "2 MB"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReportError, match=f"too large.*{limit}"):
            reports.load(tmp_path / name)


LANGUAGES = {
    "de": "Norland ist bereit, seine Grenze zu öffnen, wenn Sudmark die Fischer freilässt, erklärte das Ministerium.",
    "fr": "La Norlande est prête à ouvrir sa frontière si le Sudmark libère les pêcheurs, a déclaré le ministère.",
    "es": "Norlandia está dispuesta a abrir su frontera si Sudmark libera a los pescadores, dijo el ministerio.",
    "ru": "Норландия готова открыть границу, если Зюдмарк освободит рыбаков, сообщило министерство в пятницу.",
    "uk": "Норландія готова відкрити кордон, якщо Зюдмарк звільнить рибалок, повідомило міністерство у п’ятницю.",
    "zh": "外交部星期五表示，如果南方释放被扣押的渔民，北方准备开放边境，并愿意继续谈判。双方将于下周在奥斯陆会晤。",
    "ar": "أعلنت الوزارة يوم الجمعة أن البلاد مستعدة لفتح حدودها إذا أفرجت الدولة المجاورة عن الصيادين المحتجزين.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_english_is_said_to_be_so_and_nothing_is_found_in_it(language: str) -> None:
    report = reports.parse(LANGUAGES[language].encode(), "a.txt")
    assert report.language == language
    assert any("reads English only" in warning for warning in report.warnings)
    assert read(report) == ()


@pytest.mark.parametrize(
    "text",
    [
        OFFER,
        "Volodymyr Zelenskyy met Recep Tayyip Erdoğan and António Guterres in Istanbul on Friday, Anadolu reported.",
        "“Nein, danke,” the minister said when he was asked whether Norland would open its border to Sudmark.",
        "Kyiv rejects Lavrov proposal. Zelenskyy: no deal without guarantees. Macron, Merz and Starmer back Kyiv.",
    ],
)
def test_english_full_of_foreign_names_is_not_taken_for_another_language(text: str) -> None:
    report = reports.parse(text.encode(), "a.txt")
    assert report.language in {"en", None}
    assert not any("English" in warning for warning in report.warnings)


MARKS = st.sampled_from(
    [
        *"""<html> <body> <p> </p> <div> </div> <article> </article> <h1> </h1> <br> <pre> </pre> <table> <tr> <td> <li>
    <ul> <script> </script> <style> <!-- --> <![CDATA[ ]]> <title> </title> <meta> &amp; &#x202e; &nosuch; </ <
    <p/hidden> <svg> <template> <item> </item> <rss> <channel> <entry> <feed> From:a Subject:b Date:c
    MIME-Version:1.0 Content-Type:multipart/mixed;boundary=x --x --x-- =?utf-8?q?=zz?= > \x0c \x00 \ufeff 漢字""".split(),
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "Norland is ready to open its border, the ministry said. ",
        "3 May 2024",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(MARKS, max_size=40).map("".join),
    st.sampled_from(["<html>", "<rss>", "<feed>", "MIME-Version: 1.0\nFrom: a\n", ""]),
)
def test_whatever_is_in_a_file_gives_reports_or_a_report_error(text: str, start: str) -> None:
    for name in ("a.html", "a.eml", "a.mhtml", "a.xml"):
        try:
            found = reports.parse_all((start + text).encode(), name)
        except ReportError as error:
            assert name in str(error)
            continue
        for report in found:
            check(report)
