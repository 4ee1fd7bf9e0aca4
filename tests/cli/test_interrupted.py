"""Ctrl-C: a command that is interrupted says so, and leaves whole what it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from modusvivendi.brief.making import make_brief
from modusvivendi.dossier import Dossier
from modusvivendi.reports import Report
from modusvivendi.statements import Statement
from modusvivendi.statements.read import read
from tests.statements.endpoint import KEY, Request, Response, completion, listing, serving

OFFER = "Norland will open the strait if Sudria withdraws its ships, its foreign minister said.\n"


def write(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(f"{OFFER}This is the report {path.stem}.\n", encoding="utf-8")
    return paths


def interrupted_at(number: int) -> object:
    """Give a reader that is interrupted at a report, counted from 1."""
    seen: list[str] = []

    def reader(report: Report, published: object, near: object) -> tuple[Statement, ...]:
        seen.append(report.name)
        if len(seen) == number:
            raise KeyboardInterrupt
        return read(report)

    return reader


def test_an_interrupted_brief_keeps_whole_reports_and_says_so(tmp_path: Path) -> None:
    one, other = write(tmp_path, "one.txt", "other.txt")
    case = tmp_path / "case"
    with pytest.raises(KeyboardInterrupt) as stopped:
        make_brief(case, [one, other], reader=interrupted_at(2))  # type: ignore[arg-type]
    assert "keeps the reports that were read whole" in stopped.value.__notes__[0]
    with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
        assert [report.name for report in dossier.reports()] == ["one.txt"]
        assert dossier.statements()
    assert not (case / "conflict.yaml").exists()
    assert not (case / "brief.html").exists()
    made = make_brief(case, [one, other])
    assert len(made.contents.reports) == 2


def test_a_brief_interrupted_before_anything_was_read_leaves_no_case(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        make_brief(tmp_path / "case", write(tmp_path, "one.txt"), reader=interrupted_at(1))  # type: ignore[arg-type]
    assert stopped.value.__notes__ == ["nothing was written"]
    assert not (tmp_path / "case").exists()


def test_an_interrupted_model_and_brief_stay_as_they_were(tmp_path: Path) -> None:
    case = tmp_path / "case"
    make_brief(case, write(tmp_path, "one.txt"))
    before = {name: (case / name).read_bytes() for name in ("conflict.yaml", "brief.html")}

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "writing the brief" and not done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        make_brief(case, write(tmp_path, "other.txt"), progress=stop)
    assert "brief.html may be older than its reports" in stopped.value.__notes__[0]
    assert (case / "brief.html").read_bytes() == before["brief.html"]
    assert not list(case.glob(".*"))


@pytest.fixture
def _ctrl_c_heard() -> Iterator[None]:
    """Let what is started here hear SIGINT, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.usefixtures("_ctrl_c_heard")
def test_a_command_that_is_interrupted_says_so_and_leaves_with_130(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "one.txt")
    running: list[subprocess.Popen[str]] = []

    def interrupt(request: Request) -> Response:
        # Python drops an interrupt that comes while it tidies up; whoever presses Ctrl-C presses it again.
        for _ in range(4):
            running[0].send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):  # the answer must not come before it has noticed
                running[0].wait(10)
                break
        return completion(listing())

    environment = {**os.environ, "MODUS_LLM_API_KEY": KEY}
    with serving(interrupt) as served:
        asked = ["--reader", "llm", "--model", "small", "--base-url", served.url]
        command = [sys.executable, "-W", "ignore", "-m", "modusvivendi", "brief", str(path), *asked]
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            running.append(process)
            _, said = process.communicate(timeout=240)
    assert process.returncode == 130, said
    assert "modus: stopped" in said
    assert "Traceback" not in said
