"""Files that can be read, files that cannot, and what is promised about every report."""

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi import reports
from modusvivendi.errors import ReportError

TEXT = "Fishermen end strike\n\nThe fishermen’s strike is over, both sides said in Ålesund on Friday.\n"


def check(report: reports.Report) -> None:
    """What holds for every report: blocks lie in the body, in order, apart from each other."""
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end <= len(report.body)
        end = block.end
    for block in report.paragraphs():
        assert report.body[block.start : block.end].strip()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a", "a.html", "a.pdf", "a.eml", "a.xml"]))
def test_any_bytes_give_a_report_or_a_report_error(data: bytes, name: str) -> None:
    try:
        report = reports.parse(data, name)
    except ReportError as error:
        assert str(error).startswith(name)
        return
    check(report)


PIECES = st.sampled_from(
    [
        "---\n",
        "title: x\n",
        "# ",
        "> ",
        "- ",
        "1. ",
        "\r\n",
        "\n\n",
        "\r",
        "\n",
        "\x0b",
        "\x0c",
        "\u2028",
        "**",
        "_",
        "`",
        "```\n",
        "[a](b)",
        "![",
        "](",
        "| a | b |\n|---|---|\n",
        "3 May 2024",
        "Today: ",
        "03/04/2025",
        "Published ",
        "LINDHAVEN, May 3, 2024 -- ",
        "(Reuters) - ",
        "Home > News",
        "Read more: ",
        "By Jane Doe",
        "© Harbour Post",
        "The owners agreed to hire. ",
        "Will they sail?",
        "“No,” he said. ",
        "Source: ",
        "https://a.example/",
        "\ufeff",
        "\t",
        "  ",
        "Lindhaven Gazette",
        " | ",
        "<b>",
        "\\",
        "===\n",
        "---",
        "~~~",
        "漢字",
        "é",
        "🙂",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["a.txt", "a.md"]))
def test_any_page_gives_ordered_blocks_and_an_unaltered_body(page: str, name: str) -> None:
    data = page.encode()
    try:
        report = reports.parse(data, name)
    except ReportError:
        return
    check(report)
    assert report.body == page.removeprefix("\ufeff")
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert len(reports.readable(report)) == len(report.body)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_the_body_is_the_decoded_file_without_its_mark(text: str) -> None:
    body = "The owners agreed to hire, she said. " + text
    for mark, encoding in (
        ("", "utf-8"),
        ("\ufeff", "utf-8"),
        ("\ufeff", "utf-16-le"),
        ("\ufeff", "utf-16-be"),
        ("\ufeff", "utf-32-le"),
    ):
        assert reports.parse((mark + body).encode(encoding), "a.txt").body == body


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    report = reports.load(path)
    assert report.body == TEXT.replace("\n", "\r\n")
    assert report.name == "a.txt"
    assert report.stem == "a"


def test_western_text_that_is_not_utf8_is_read_with_a_warning() -> None:
    report = reports.parse(TEXT.encode("cp1252"), "a.txt")
    assert report.body == TEXT
    assert "Windows-1252" in report.warnings[0]


def test_other_encodings_are_guessed_with_a_warning() -> None:
    text = (
        "Забастовка рыбаков закончилась, сообщили обе стороны. Они готовы вернуться к работе в понедельник.\n"
        * 5
    )
    report = reports.parse(text.encode("cp1251"), "a.txt")
    assert report.body == text
    assert "guess" in report.warnings[0]


def test_a_last_character_cut_in_half_is_left_out_and_said_to_be() -> None:
    report = reports.parse(TEXT.encode() + "“".encode()[:2], "a.txt")
    assert report.body == TEXT
    assert "cut off" in report.warnings[0]


NO_TEXT = {
    "empty": b"",
    "white space": b" \n\t\r\n",
    "only a mark": b"\xef\xbb\xbf",
    "null bytes": b"abc\0def" * 20,
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "broken PDF": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj",
    "broken archive": b"PK\x03\x04" + bytes(100),
    "old office": b"\xd0\xcf\x11\xe0" + bytes(100),
    "RTF": b"{\\rtf1\\ansi The owners agreed.}",
    "half UTF-16": TEXT.encode("utf-16")[:-1],
    "lonely surrogate": b"\xff\xfe" + b"\x00\xd8" * 3 + "abc".encode("utf-16-le"),
    "control characters": bytes(range(1, 32)) * 10,
    "random bytes": bytes((i * 7919 + i * i * 31) % 256 for i in range(2000)),
    "numbers only": b"12 34 56\n",
    "empty page": b"<!DOCTYPE html><html><body><p></p><script>write('Agreed.')</script></body></html>",
}


@pytest.mark.parametrize("what", NO_TEXT)
def test_bytes_that_are_no_text_are_refused_with_a_reason_and_a_remedy(what: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(NO_TEXT[what])
    with pytest.raises(ReportError) as raised:
        reports.load(path)
    assert raised.value.file is not None
    assert "report.txt" in str(raised.value)
    assert raised.value.hint


def test_a_missing_file_is_named_with_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "ferries.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReportError, match=r"no such file; did you mean ferries\.txt"):
        reports.load(tmp_path / "feries.txt")


def test_folders_pipes_and_impossible_paths_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (
        tmp_path,
        tmp_path / "pipe",
        tmp_path / ("x" * 5000),
        Path("a\0b"),
        tmp_path / "no" / "such.txt",
    ):
        with pytest.raises(ReportError):
            reports.load(path)


def test_more_than_two_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 2_000_001)
    with pytest.raises(ReportError, match="too large"):
        reports.load(path)


@pytest.mark.parametrize(
    "page",
    [
        "The owners agreed to hire, she said. " * 54_000,
        "a\n" * 10_000,
        "- a b\n" * 10_000,
        "- [a" * 300_000,
        "“" * 500_000 + "x",
        "*a _b " * 300_000,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.timeout(20)
def test_two_megabytes_are_read_in_seconds(page: str, name: str) -> None:
    check(reports.parse(page.encode()[:2_000_000].decode(errors="ignore").encode(), name))


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seeds", "reports-dev"])
def test_the_development_reports_show_their_outlet_date_and_title(shared: Path, folder: str) -> None:
    for gold in json.loads((shared / "data" / folder / "gold.json").read_text(encoding="utf-8")):
        report = reports.load(shared / "data" / folder / gold["report"])
        date = dt.date.fromisoformat(gold["date"]) if gold["date"] else None
        assert (report.outlet, report.date, report.title) == (gold["outlet"], date, gold["title"])
        for statement in gold["statements"]:
            assert any(
                b.start <= statement["start"] and statement["end"] <= b.end for b in report.paragraphs()
            )
