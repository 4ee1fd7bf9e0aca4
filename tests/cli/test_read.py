"""``modus read``: reports shown to people, and very many of them kept whatever happens."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from modusvivendi.brief.citation import FORMS
from modusvivendi.brief.marked import marked
from modusvivendi.brief.marked_page import render
from modusvivendi.dossier import Dossier
from modusvivendi.reports import BlockKind, parse
from modusvivendi.statements.statement import Stance, Statement
from tests.cli.conftest import Run

TEXT = (
    "Strait Gazette\n3 May 2031\n\nIsland offers to open its waters\n\n"
    "Norland is ready to open its border if Sudland releases the fishermen it holds, the ministry said.\n\n"
    "It rained. Sudland rejected the idea, its foreign minister said on Friday.\n"
)


def write(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        text = TEXT if number % 4 else TEXT.replace("3 May 2031\n", "")
        (folder / f"r{number:02}.txt").write_text(f"{text}\nThis was report {number}.\n", encoding="utf-8")


# -- shown --


def test_a_report_is_shown_with_numbered_marks_at_80_columns(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = modus("read", "a.txt")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.stdout
    text = " ".join(done.stdout.split())
    assert "[1: Norland is ready to open its border if Sudland releases the fishermen it holds" in text
    assert "It rained. [2: Sudland rejected the idea, its foreign minister said on Friday.]" in text
    assert "[1] Norland offers: open its border" in text
    assert "condition: if Sudland releases the fishermen it holds" in text
    assert "[2] Sudland" in text
    assert "source: Strait Gazette > " in text


HOSTILE = (
    "Gazette <script>alert(1)</script>\n3 May 2031\n\n\x1b]0;owned\x07 <img src=x onerror=alert(2)>\n\n"
    "Norland is ready to open its border if “</style><script>alert(3)</script>” goes, the ministry said.\n"
)


def specimen(body: str) -> tuple[object, Statement]:
    report = parse(body.encode(), "a.txt")
    start = body.index("Norland")
    end = body.index("said.") + 5
    condition = body.index("if ")
    return report, Statement(
        id=f"a-{start}a", report="a.txt", start=start, end=end, sentence=body[start:end],
        actor="Norland<u>", stance=Stance.OFFERS, proposal="open {{ 7 * 7 }}", sources=("the <u>ministry",),
        condition=body[condition : condition + 9], condition_start=condition, condition_end=condition + 9,
    )  # fmt: skip


def test_the_page_holds_hostile_text_as_text_and_runs_nothing() -> None:
    report, statement = specimen(HOSTILE)
    page = render([(report, [statement])])  # type: ignore[list-item]
    assert not re.search(r"<(?:script|img|iframe|u>)", page)
    assert "&lt;script&gt;alert(3)" in page
    assert "49" not in re.sub(r"[0-9a-f#-]{6,}", "", page.partition("<main>")[2])
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "script-src" not in page
    assert "\x1b" not in page


def test_a_terminal_is_sent_no_control_character_of_a_report(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE.replace("“", "").replace("”", ""), encoding="utf-8")
    done = modus("read", "a.txt")
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stdout)


def test_the_marks_joined_are_the_text() -> None:
    report, statement = specimen(HOSTILE)
    paragraphs = marked(report, [statement])  # type: ignore[arg-type]
    joined = ["".join(mark.text for mark in p.marks) for p in paragraphs]
    blocks = [b for b in report.blocks if b.kind is not BlockKind.FURNITURE]  # type: ignore[attr-defined]
    assert joined == [report.body[b.start : b.end] for b in blocks]  # type: ignore[attr-defined]
    assert [m.numbers for p in paragraphs for m in p.marks if m.numbers] == [(1,)]


def test_a_page_is_written_and_one_that_cannot_be_is_said(modus: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert modus("read", "a.txt", "--html", "a.html").returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count('role="tooltip"') == 2
    assert "Norland" in page
    done = modus("read", "a.txt", "--html", "gone/a.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_citation_has_sentence_outlet_title_date_chain_and_place(form: str) -> None:
    report, statement = specimen(TEXT)
    cited = FORMS[form](statement, report)  # type: ignore[arg-type]
    for part in (
        "Norland is ready",
        "Strait Gazette",
        "Island offers",
        "2031",
        "ministry",
        str(statement.end),
    ):
        assert part in cited
    if form == "json":
        assert json.loads(cited)["sentence"] == statement.sentence


# -- kept --


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "modusvivendi", "read", "in", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def wait_for(file: Path, lines: int, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        if file.exists() and file.read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.02)


def test_a_file_is_the_same_after_kill_9_and_ctrl_c_as_without(modus: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", 20)
    whole = modus("read", "in", "--out", "whole.jsonl", "--workers", "1")
    assert whole.returncode == 0, whole.stderr
    assert "20 reports read" in whole.stdout
    journal = tmp_path / "s.jsonl.done"
    for lines, workers, stops in ((2, "2", "kill"), (9, "1", "interrupt")):
        if stops == "interrupt" and os.name == "nt":  # pragma: no cover
            continue  # a process without a console of its own cannot be sent Ctrl-C there
        process = start(tmp_path, "--out", "s.jsonl", "--workers", workers)
        wait_for(journal, lines, process)
        if stops == "kill":
            process.kill()
        else:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in ((-9, 1) if stops == "kill" else (130, 0)), err
        assert "Traceback" not in err
        if process.returncode == 130:
            assert "goes on there" in err
    done = modus("read", "in", "--out", "s.jsonl", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "were done before" in done.stdout
    assert (tmp_path / "s.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_case_takes_a_folder_one_bad_report_is_named_and_the_rest_is_done(
    modus: Run, tmp_path: Path
) -> None:
    write(tmp_path / "in", 3)
    (tmp_path / "in" / "sub").mkdir()
    (tmp_path / "in" / "sub" / "bad.txt").write_bytes(bytes(range(256)) * 40)
    done = modus("read", "in", "--case", "case", "--json")
    assert done.returncode == 1
    assert "sub/bad.txt" in done.stderr
    found = json.loads(done.stdout)
    assert (found["files"], found["reports"], found["problems"]) == (4, 3, 1)
    with Dossier.open(tmp_path / "case" / "dossier.db") as dossier:
        assert len(dossier.reports()) == 3
        assert len(dossier.statements()) == found["statements"] > 0
    assert {p.name for p in (tmp_path / "case" / "reports").iterdir()} == {f"r{n:02}.txt" for n in range(3)}


def test_a_cluster_writes_the_same_file(modus: Run, tmp_path: Path, dask: str) -> None:
    write(tmp_path / "in", 8)
    assert modus("read", "in", "--out", "one.jsonl", "--workers", "1").returncode == 0
    done = modus("read", "in", "--out", "two.jsonl", "--dask", dask)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("in", "--out", "no/s.jsonl"), 1, "does not exist"),
        (("empty", "--out", "s.jsonl"), 1, "no report in this folder"),
        (("in", "--out", "s.jsonl", "--case", "c"), 2, "--case"),
        (("in", "--again"), 2, "--again"),
        (("in", "--out", "s.jsonl", "--html", "a.html"), 2, "--html"),
        (("in", "--out", "s.jsonl", "--dask", "tcp://127.0.0.1:9", "--workers", "2"), 2, "--workers"),
        (("in", "--out", "s.jsonl", "--reader", "ruls"), 1, "rules"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(
    modus: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    write(tmp_path / "in", 1)
    (tmp_path / "empty").mkdir()
    done = modus("read", *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "s.jsonl").exists() or not (tmp_path / "s.jsonl").read_bytes()
